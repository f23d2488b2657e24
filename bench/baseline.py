"""The baseline: the same chart with plain matplotlib (Figure, add_subplot, savefig)."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from bench import native_baseline
from bench.inputs import COLOURS

POLAR = ("r", *native_baseline.POLAR)


def draw(kind: str, parameters: dict[str, Any]) -> bytes:
    """Return the PNG of a chart, a kind of either dialect, from its parameters."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(parameters["width"] / 100, parameters["height"] / 100), dpi=100)
    if kind == "tx":
        figure.text(0.5, 0.5, f"${parameters['formula']}$", ha="center")
    else:
        axes = figure.add_subplot(projection="polar" if kind in POLAR else None)
        DRAWN[kind](axes, parameters)
        axes.set_title(parameters["title"])
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=100 * parameters.get("scale", 1))
    return out.getvalue()


def encode(picture: bytes) -> bytes:
    """Return a PNG encoded as by ``savefig``: with Pillow's defaults and an alpha channel."""
    from PIL import Image

    with Image.open(io.BytesIO(picture)) as image:
        out = io.BytesIO()
        image.convert("RGBA").save(out, format="png")
        return out.getvalue()


def _pie(axes: Any, parameters: dict[str, Any]) -> None:
    axes.pie(parameters["values"], labels=parameters["labels"])


def _legend_right(axes: Any) -> None:
    """Place a legend to the right of the axes, as in the Google dialect."""
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    axes.figure.subplots_adjust(right=0.7)


def _lines(axes: Any, parameters: dict[str, Any]) -> None:
    places = range(len(parameters["names"]))
    for number, (values, name) in enumerate(
        zip(parameters["series"], parameters["legend"], strict=True)
    ):
        axes.plot(places, values, label=name, color=f"#{COLOURS[number]}")
    axes.set_xticks(places, parameters["names"])
    axes.set_ylim(0, 100)
    _legend_right(axes)


def _bars(axes: Any, parameters: dict[str, Any]) -> None:
    places = range(len(parameters["names"]))
    for number, (values, name) in enumerate(
        zip(parameters["series"], parameters["legend"], strict=True)
    ):
        at = [place + 0.4 * number for place in places]
        axes.bar(at, values, 0.4, label=name, color=f"#{COLOURS[number]}")
    axes.set_xticks(places, parameters["names"])
    axes.set_ylim(0, 100)
    _legend_right(axes)


def _stacks(axes: Any, parameters: dict[str, Any]) -> None:
    first, second = parameters["series"]
    axes.barh(parameters["names"], first, label=parameters["legend"][0], color=f"#{COLOURS[0]}")
    axes.barh(
        parameters["names"],
        second,
        left=first,
        label=parameters["legend"][1],
        color=f"#{COLOURS[1]}",
    )
    _legend_right(axes)


def _points(axes: Any, parameters: dict[str, Any]) -> None:
    axes.scatter(*parameters["series"])
    axes.set(xlim=(0, 100), ylim=(0, 100))


def _radar(axes: Any, parameters: dict[str, Any]) -> None:
    count = len(parameters["names"])
    turns = [6.283185 * place / count for place in range(count)]
    for number, (values, name) in enumerate(
        zip(parameters["series"], parameters["legend"], strict=True)
    ):
        axes.plot(turns, values, label=name, color=f"#{COLOURS[number]}")
    axes.set_xticks(turns, parameters["names"])
    _legend_right(axes)


# Kinds of both dialects that plain matplotlib draws with one or two calls.
DRAWN: dict[str, Callable[[Any, dict[str, Any]], None]] = {
    **native_baseline.DRAWN,
    "lc": _lines,
    "bvg": _bars,
    "bhs": _stacks,
    "p": _pie,
    "s": _points,
    "r": _radar,
}
KINDS = (*DRAWN, "tx")
