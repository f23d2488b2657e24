"""matplotlib used the ordinary way: what a chart costs without this project."""

from __future__ import annotations

import io
from typing import Any


def draw(kind: str, asked: dict[str, Any]) -> bytes:
    """Draw the same chart by Figure, add_subplot and savefig."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(asked["width"] / 100, asked["height"] / 100), dpi=100)
    axes = figure.add_subplot()
    if kind == "bar":
        axes.bar(asked["xvalues"], asked["yvalues"])
        axes.set_xlabel(asked["xlabel"])
        axes.set_ylabel(asked["ylabel"])
    else:
        axes.pie(asked["values"], labels=asked["labels"])
    axes.set_title(asked["title"])
    out = io.BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()
