"""What the home page shows: a chart to change, each kind of chart, some of other dialects."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from api.named_tuple import NamedTuple
from charts.native import kinds, query
from charts.native.kind import Kind

from . import gallery
from .entry import Entry

_BY_ANCHOR: Final = {entry.anchor: entry for entry in gallery.entries()}

_FOLLOWS: Final = "&format=svg&theme=auto"
"""Makes a chart dark where its reader's screen is."""
HERO: Final = replace(
    _BY_ANCHOR["bar-visitors"], anchor="live", url=_BY_ANCHOR["bar-visitors"].url + _FOLLOWS
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
_FIRST_KINDS: Final = ("bar", "line", "pie", "scatter")
"""What everybody expects: shown after the kinds that they may not."""
_WIDE: Final = {"sparkline": (360, 90), "progress": (360, 90), "calendar": (360, 240)}
_SIZE: Final = 360, 240
_SMALL: Final = 240, 180
_OTHERS: Final = (
    ("Chart.js configs", "quickchart", (
        "chartjs-mixed", "chartjs-bar-gradient", "chartjs-line-area", "chartjs-doughnut",
        "chartjs-sankey", "chartjs-outlabeled-pie", "quickchart-wordcloud", "quickchart-barcode",
    )),
    ("Google Image Charts, of 2008", "google", (
        "map-auto", "chm-candles", "tx", "gv-states", "qr", "gom", "rs", "icon-weather", "v",
    )),
)  # fmt: skip


class Picture(NamedTuple):
    """A picture on the wall, in place of an entry of the gallery."""

    entry: Entry
    url: str
    width: int
    height: int
    small: str = ""
    """The URL of the picture for a phone, whose texts are as large."""


def shown() -> list[tuple[str, str, list[Picture]]]:
    """Return what shows how much there is: headings, anchors in the gallery, and pictures."""
    native = sorted(kinds.every(), key=lambda kind: kind.name in _FIRST_KINDS)
    others = [
        (title, anchor, [_as_it_is(_BY_ANCHOR[name]) for name in names])
        for title, anchor, names in _OTHERS
    ]
    return [("By name", "native", [_of_kind(kind) for kind in native]), *others]


def _of_kind(kind: Kind) -> Picture:
    """Return the first example of a kind, made for the wall: it is read at its own size."""
    entry = _BY_ANCHOR[kind.examples[0].name]
    width, height = _WIDE.get(kind.name, _SIZE)
    parameters = {
        name: value
        for name, value in kind.examples[0].parameters.items()
        if name not in ("width", "height", "scale", "theme", "format", "background")
    }
    large, small = (
        query.url(kind.name, {**parameters, "width": str(w), "height": str(h)}) + _FOLLOWS
        for w, h in ((width, height), (_SMALL[0], min(height, _SMALL[1])))
    )
    return Picture(entry, large, width, height, small)


def _as_it_is(entry: Entry) -> Picture:
    return Picture(entry, entry.url, entry.width, entry.height)
