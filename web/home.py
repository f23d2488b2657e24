"""What the home page shows: a chart to change, each kind of chart, and some of Google's types."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from charts.native import kinds

from . import gallery
from .entry import Entry

_BY_ANCHOR: Final = {entry.anchor: entry for entry in gallery.entries()}

HERO: Final = replace(_BY_ANCHOR["bar-visitors"], anchor="live")
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
_GOOGLE: Final = (
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


def shown() -> list[Entry]:
    """Return entries of the gallery that show how much there is."""
    native = [kind.examples[0].name for kind in kinds.every()]
    return [_BY_ANCHOR[anchor] for anchor in (*native, *_GOOGLE)]
