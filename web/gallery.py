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


def _axes(name: str, caption: str, kind: str, **parameters: str) -> Entry:
    return Entry(f"axes-{name}", caption, query.url(kind, parameters))


_YEARS: Final = {"xvalues": "2022,2023,2024,2025", "yvalues": "8,13,11,17"}
NATIVE: Final = (
    *map(_kind, kinds.every()),
    Group("Axes", "Where axes start and end, how they run, and what is written at them.", (
        _axes("bounds", "Bounds, steps and a grid", "scatter", xvalues="2,5,9,14,21",
              yvalues="12,18,17,29,33", xmin="0", xmax="25", xticks="5", yticks="10", grid="both"),
        _axes("log", "A logarithmic axis of the xvalues", "line",
              xvalues="1,10,100,1000,10000", yvalues="3,8,15,19,21", xlog="true", markers="true"),
        _axes("reverse", "Ranks: the first place on top", "line", xvalues="1,2,3,4,5,6",
              yvalues="5,3,4,2,1,2", reverse="true", ymin="1", ymax="6", markers="true"),
        _axes("xreverse", "The years run backwards", "bar", **_YEARS, xreverse="true"),
        _axes("marks", "A day, a span of time and a point, marked", "line",
              xvalues="2026-03-01,2026-03-08,2026-03-15,2026-03-22", yvalues="12,31,22,40",
              xtarget="2026-03-05:Launch", xband="2026-03-15..2026-03-22:Fair",
              annotate="2026-03-08,31:Peak"),
        _axes("errors", "How far each value may be off", "bar", xvalues="A,B,C",
              yvalues="42,38,51", yerror="4,6,3"),
        _axes("none", "No axes: the values are on the bars", "bar", **_YEARS, axes="none",
              value_labels="true"),
        _axes("second", "A second, logarithmic axis with numbers of its own", "combo",
              xvalues="2022,2023,2024,2025", yvalues="8,13,11,17|20,350,1200,9000",
              axis="left,right", y2log="true", y2_decimals="0", y2_prefix="€ ", y2_suffix="k",
              y2label="Sales", ylabel="Staff"),
    )),
    Group("Texts", "Typefaces and sizes.", (
        Entry("text-sizes", "Large texts and a small title", query.url("bar", {
            **_YEARS, "text_size": 18, "title": "Members", "title_size": 15})),
    )),
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
