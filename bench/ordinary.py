"""matplotlib used the ordinary way: what a chart costs without this project."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from bench.asked import COLOURS


def draw(kind: str, asked: dict[str, Any]) -> bytes:
    """Draw the same chart by Figure, add_subplot and savefig."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(asked["width"] / 100, asked["height"] / 100), dpi=100)
    if kind == "tx":
        figure.text(0.5, 0.5, f"${asked['formula']}$", ha="center")
    else:
        axes = figure.add_subplot(projection="polar" if kind == "r" else None)
        DRAWN[kind](axes, asked)
        axes.set_title(asked["title"])
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=100 * asked.get("scale", 1))
    return out.getvalue()


def encode(picture: bytes) -> bytes:
    """The pixels of a PNG in a file as ``savefig`` writes it: Pillow's defaults, with alpha."""
    from PIL import Image

    with Image.open(io.BytesIO(picture)) as image:
        return _saved(image.convert("RGBA"))


def written(pixels: Any) -> bytes:
    """The same for pixels, an array of (rows, columns, 4)."""
    from PIL import Image

    return _saved(Image.fromarray(pixels))


def _saved(image: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, format="png")
    return out.getvalue()


def _labelled(axes: Any, asked: dict[str, Any]) -> None:
    axes.set_xlabel(asked["xlabel"])
    axes.set_ylabel(asked["ylabel"])


def _bar(axes: Any, asked: dict[str, Any]) -> None:
    axes.bar(asked["xvalues"], asked["yvalues"][0])
    _labelled(axes, asked)


def _line(axes: Any, asked: dict[str, Any]) -> None:
    for values in asked["yvalues"]:
        axes.plot(asked["xvalues"], values)
    _labelled(axes, asked)


def _scatter(axes: Any, asked: dict[str, Any]) -> None:
    for values in asked["yvalues"]:
        axes.scatter(asked["xvalues"], values)
    _labelled(axes, asked)


def _pie(axes: Any, asked: dict[str, Any]) -> None:
    axes.pie(asked["values"], labels=asked["labels"])


def _beside(axes: Any) -> None:
    """A legend at the right, as the Google dialect has it."""
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    axes.figure.subplots_adjust(right=0.7)


def _lines(axes: Any, asked: dict[str, Any]) -> None:
    places = range(len(asked["names"]))
    for number, (values, name) in enumerate(zip(asked["series"], asked["legend"], strict=True)):
        axes.plot(places, values, label=name, color=f"#{COLOURS[number]}")
    axes.set_xticks(places, asked["names"])
    axes.set_ylim(0, 100)
    _beside(axes)


def _bars(axes: Any, asked: dict[str, Any]) -> None:
    places = range(len(asked["names"]))
    for number, (values, name) in enumerate(zip(asked["series"], asked["legend"], strict=True)):
        at = [place + 0.4 * number for place in places]
        axes.bar(at, values, 0.4, label=name, color=f"#{COLOURS[number]}")
    axes.set_xticks(places, asked["names"])
    axes.set_ylim(0, 100)
    _beside(axes)


def _stacks(axes: Any, asked: dict[str, Any]) -> None:
    first, second = asked["series"]
    axes.barh(asked["names"], first, label=asked["legend"][0], color=f"#{COLOURS[0]}")
    axes.barh(asked["names"], second, left=first, label=asked["legend"][1], color=f"#{COLOURS[1]}")
    _beside(axes)


def _cloud(axes: Any, asked: dict[str, Any]) -> None:
    axes.scatter(*asked["series"])
    axes.set(xlim=(0, 100), ylim=(0, 100))


def _radar(axes: Any, asked: dict[str, Any]) -> None:
    count = len(asked["names"])
    turns = [6.283185 * place / count for place in range(count)]
    for number, (values, name) in enumerate(zip(asked["series"], asked["legend"], strict=True)):
        axes.plot(turns, values, label=name, color=f"#{COLOURS[number]}")
    axes.set_xticks(turns, asked["names"])
    _beside(axes)


# Kinds of both dialects that matplotlib draws with a call or two; the others have no ordinary way.
DRAWN: dict[str, Callable[[Any, dict[str, Any]], None]] = {
    "bar": _bar,
    "line": _line,
    "pie": _pie,
    "scatter": _scatter,
    "lc": _lines,
    "bvg": _bars,
    "bhs": _stacks,
    "p": _pie,
    "s": _cloud,
    "r": _radar,
}
KINDS = (*DRAWN, "tx")
