"""What the gallery shows: every kind of chart of all dialects, as a URL beside its picture.

The native charts are the examples of their kinds. Tests compare with the tables of the code: no
type, parameter, marker or icon may be missing, and every picture has the size stated here.
"""

from __future__ import annotations

from typing import Final

from charts.native import kinds, query
from charts.native.kind import Example, Kind

from .entry import Entry, Group
from .google_entries import GOOGLE
from .quickchart_entries import QUICKCHART


def _native(kind: str, example: Example) -> Entry:
    return Entry(example.name, example.title, query.url(kind, example.parameters))


def _kind(kind: Kind) -> Group:
    """Return the group of a kind: its examples."""
    entries = (_native(kind.name, example) for example in kind.examples if example.shown)
    return Group(f"{kind.title}s", kind.about, tuple(entries))


def _in_format(name: str, caption: str) -> Entry:
    """Return the first example of the first kind in another format."""
    kind = kinds.every()[0]
    parameters = {**kind.examples[0].parameters, "format": name}
    return Entry(name, caption, query.url(kind.name, parameters))


NATIVE: Final = (
    *map(_kind, kinds.every()),
    Group("Formats", "Every kind is also an SVG or a PDF.", (
        _in_format("svg", "SVG, sharp at every size"),
        _in_format("pdf", "PDF, for print"),
    )),
)  # fmt: skip


DIALECTS: Final = (
    ("native", "Charts by name", "/charts/{kind}: parameters with names that say what they do.",
     NATIVE),
    ("quickchart", "Chart.js configs", "/chart?c={…}: the URLs of QuickChart, of Chart.js 2, 3 and"
     " 4, read as data. Replace the host; nothing is executed.", QUICKCHART),
    ("google", "Google Image Charts", "/chart: the URLs of the Google Image Charts API, answered"
     " here. Replace the host, and old pages have their pictures again.", GOOGLE),
)  # fmt: skip


def entries() -> list[Entry]:
    """Return every entry of all dialects."""
    return [entry for *_, groups in DIALECTS for group in groups for entry in group.entries]
