"""What the home page shows: a chart to change, and one of each sort from the gallery."""

from __future__ import annotations

from typing import Final

from . import gallery

HERO: Final = gallery.Entry(
    "live",
    "Visitors of this and last week, as bars",
    "/charts/bar?title=Visitors&xvalues=Mon,Tue,Wed,Thu,Fri,Sat,Sun"
    "&yvalues=120,132,101,134,90,230,210|220,182,191,234,290,330,310"
    "&legend=This%20week,Last%20week&legend_position=top&height=400",
)
CHANGES: Final = (
    "theme=dark",
    "stacked",
    "horizontal",
    "value_labels",
    "colors=teal,coral",
    "width=400",
    "format=svg",
)
"""Parameters to try on it."""
_SHOWN: Final = (
    "line-area",
    "doughnut",
    "bvs",
    "map-auto",
    "chm-candles",
    "tx",
    "gv-states",
    "qr",
    "gom",
    "rs",
    "icon-weather",
    "v",
)


def shown() -> list[gallery.Entry]:
    """Entries of the gallery that show how much there is."""
    by_anchor = {entry.anchor: entry for entry in gallery.entries()}
    return [by_anchor[anchor] for anchor in _SHOWN]
