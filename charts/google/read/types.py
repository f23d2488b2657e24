"""The table of chart types (``cht``)."""

from __future__ import annotations

from typing import Final, Literal

from api.named_tuple import NamedTuple

Family = Literal[
    "line", "bar", "scatter", "pie", "radar", "venn", "meter",
    "map", "code", "formula", "graph", "icon", "map icon",
]  # fmt: skip


MARKED: Final[tuple[Family, ...]] = ("line", "bar", "scatter", "radar")
"""The families whose charts have axes, a grid and markers, which may show hidden series."""


class Type(NamedTuple):
    """One value of ``cht``."""

    name: str
    family: Family
    meaning: str
    paired: bool = False
    """Whether series are pairs of x and y."""
    axes: bool = True
    """Whether axis lines are drawn without being asked for."""
    width: float = 1.5
    """Of a line, in pixels, unless ``chls`` gives one."""
    horizontal: bool = False
    arrangement: Literal["grouped", "stacked", "overlapped"] = "grouped"
    solid: bool = False
    smooth: bool = False


# Lines of lc and lxy are 1.5 px wide on pictures of 2008.
TYPES: Final = {
    t.name: t
    for t in (
        Type("lc", "line", "lines, points evenly over the width"),
        Type("ls", "line", "lines without axes (sparklines)", axes=False, width=2.0),
        Type("lfi", "line", "sparklines of one pixel", axes=False, width=1.0),
        Type("lxy", "line", "lines over x and y values", paired=True),
        Type("bhs", "bar", "horizontal bars, stacked", horizontal=True, arrangement="stacked"),
        Type("bvs", "bar", "vertical bars, stacked", arrangement="stacked"),
        Type("bhg", "bar", "horizontal bars, grouped", horizontal=True),
        Type("bvg", "bar", "vertical bars, grouped"),
        Type("bho", "bar", "horizontal bars in front of each other", horizontal=True,
             arrangement="overlapped"),
        Type("bvo", "bar", "vertical bars in front of each other", arrangement="overlapped"),
        Type("p", "pie", "pie", axes=False),
        Type("p3", "pie", "tilted pie with a side", axes=False, solid=True),
        Type("pc", "pie", "rings, the first innermost", axes=False),
        Type("pd", "pie", "doughnut (image-charts.com)", axes=False),
        Type("pa", "pie", "polar area: sectors of equal angles (image-charts.com)", axes=False),
        Type("bb", "scatter", "bubbles of x, y and radius (image-charts.com)", paired=True),
        Type("s", "scatter", "points", paired=True),
        Type("r", "radar", "lines around a centre", axes=False, width=1.0),
        Type("rs", "radar", "curves around a centre", axes=False, width=1.0, smooth=True),
        Type("v", "venn", "Venn diagram of two or three sets", axes=False),
        Type("gom", "meter", "meter with arrows (Google-o-meter)", axes=False),
        Type("qr", "code", "QR code", axes=False),
        Type("t", "map", "map of an area: countries, or the states of the USA", axes=False),
        Type("map", "map", "map of countries and their parts", axes=False),
        Type("gv", "graph", "graph in DOT, laid out by Graphviz", axes=False),
        Type("tx", "formula", "formula in TeX", axes=False),
        Type("it", "map icon", "disk with a text, of older map code", axes=False),
        Type("itr", "map icon", "rounded box with a text, of older map code", axes=False),
        Type("mm", "map icon", "map pin, of older map code", axes=False),
    )
}  # fmt: skip

# A picture by itself, which chst names in place of cht.
ICON: Final = Type("", "icon", "icon", axes=False)

# Types of the API that are not drawn here.
OTHERS: Final = {
    "d": "boxes of Google Sites gadgets",
}

# What types are called elsewhere.
OTHER_WORDS: Final = {
    "pie": "p", "donut": "pd", "doughnut": "pd", "polar": "pa", "bubble": "bb", "line": "lc",
    "sparkline": "ls", "area": "lc",
    "bar": "bvs", "column": "bvs", "horizontalbar": "bhs", "scatter": "s", "radar": "r",
    "venn": "v", "map": "t", "gauge": "gom", "meter": "gom", "tex": "tx", "latex": "tx",
    "formula": "tx", "qrcode": "qr", "barcode": "qr", "graph": "gv", "dot": "gv",
}  # fmt: skip
