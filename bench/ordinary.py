"""matplotlib used the ordinary way: what a chart costs without this project."""

from __future__ import annotations

import io
from typing import Any

from bench.asked import GOOGLE_COLOURS


def draw(kind: str, asked: dict[str, Any]) -> bytes:
    """Draw the same chart by Figure, add_subplot and savefig."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(asked["width"] / 100, asked["height"] / 100), dpi=100)
    axes = figure.add_subplot()
    if kind == "bar":
        axes.bar(asked["xvalues"], asked["yvalues"])
        axes.set_xlabel(asked["xlabel"])
        axes.set_ylabel(asked["ylabel"])
    elif kind in ("lc", "bvg"):
        _google(axes, kind, asked)
    else:
        axes.pie(asked["values"], labels=asked["labels"])
    axes.set_title(asked["title"])
    out = io.BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()


def _google(axes: Any, kind: str, asked: dict[str, Any]) -> None:
    """Two series as the Google dialect has them: named points, 0 to 100, a legend at the right."""
    places = range(len(asked["names"]))
    for number, (values, name) in enumerate(zip(asked["series"], asked["legend"], strict=True)):
        style = {"label": name, "color": f"#{GOOGLE_COLOURS[number]}"}
        if kind == "lc":
            axes.plot(places, values, **style)
        else:
            axes.bar([place + 0.4 * number for place in places], values, 0.4, **style)
    axes.set_xticks(places, asked["names"])
    axes.set_ylim(0, 100)
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    axes.figure.subplots_adjust(right=0.7)
