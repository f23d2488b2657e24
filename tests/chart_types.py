"""The chart types of QuickChart and image-charts.com, and the kinds here that draw the same.

docs/charts.md has the table; ``make docs`` writes it. A kind that neither has is in it as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from charts.native.kinds import KINDS


class Type(NamedTuple):
    """Types of charts elsewhere, and the kind with its parameters that draws the same."""

    quickchart: tuple[str, ...]
    """``type`` of a Chart.js config."""
    image_charts: tuple[str, ...]
    """``cht``."""
    kinds: tuple[str, ...]
    """The best kind first, then those that do if that one is not there; () for other addresses."""
    parameters: tuple[str, ...] = ()
    """As a query has them: "stacked", "style=bars"."""
    note: str = ""


TYPES: Sequence[Type] = (
    Type(("bar",), ("bvg",), ("bar",)),
    Type(("bar",), ("bvs", "bvo"), ("bar",), ("stacked",)),
    Type(("horizontalBar",), ("bhg",), ("bar",), ("horizontal",)),
    Type(("horizontalBar",), ("bhs", "bho"), ("bar",), ("horizontal", "stacked")),
    Type(("bar",), (), ("timeline",), (), "bars whose data are pairs of times, `[start, end]`"),
    Type(("line",), ("lc", "lxy"), ("line",)),
    Type(("line",), ("lc",), ("area", "line"), (), "`fill`, or `chm=B`"),
    Type(("bar", "line"), (), ("combo",), (), "datasets of several types in one chart"),
    Type(("sparkline",), ("ls",), ("sparkline",)),
    Type(("scatter",), ("s",), ("scatter",)),
    Type(("bubble",), ("bb",), ("bubble", "scatter"), (), "`r` are the `sizes`"),
    Type(("pie", "outlabeledPie"), ("p", "p3"), ("pie",)),
    Type(("doughnut", "outlabeledDoughnut"), ("pd",), ("doughnut",), (),
         "its `doughnutlabel` is `center`"),
    Type((), ("pc",), ("doughnut",), (), "a ring for each series: one chart each here"),
    Type(("polarArea",), ("pa",), ("polar",)),
    Type(("radar",), ("r", "rs"), ("radar",)),
    Type(("gauge",), ("gom",), ("gauge",), ("needle", "bands=60,80")),
    Type(("radialGauge",), (), ("gauge",), ("ring=full",)),
    Type(("progressBar",), (), ("progress",)),
    Type(("boxplot", "horizontalBoxplot"), (), ("box",), (), "the latter with `horizontal`"),
    Type(("violin", "horizontalViolin"), (), ("violin",), (), "the latter with `horizontal`"),
    Type(("candlestick", "ohlc"), (), ("candlestick",), (), "the latter with `style=bars`"),
    Type(("matrix",), (), ("heatmap",)),
    Type(("funnel",), (), ("funnel",)),
    Type(("sankey",), (), ("sankey",), (), "`from`, `to` and `flow` are `links`"),
    Type(("treemap",), (), ("treemap",), (), "its `groups` are `parents`"),
    Type(("wordCloud",), (), (), (), "[`/wordcloud`](quickchart.md)"),
    Type((), ("gv", "v", "qr", "tx", "map"), (), (), "[`/chart`](google-charts.md)"),
)  # fmt: skip


def rows() -> Iterator[tuple[str, str, str]]:
    """Yield the rows of the table."""
    drawn = set[str]()
    for quickchart, image_charts, candidates, parameters, note in TYPES:
        kind = next((kind for kind in candidates if kind in KINDS), "")
        if candidates and not kind:
            continue
        drawn.add(kind)
        here = f"`{kind}`" if kind else ""
        if parameters:
            here += " with " + " and ".join(f"`{parameter}`" for parameter in parameters)
        here = ": ".join(filter(None, (here, note)))
        yield _codes(quickchart), _codes(image_charts), here
    for kind in KINDS:
        if kind not in drawn:
            yield "", "", f"`{kind}`"


def _codes(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
