"""Titles and the legend of a config."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from ..chart import Generation, Legend, LegendItem
from ..datasets import Dataset
from ..styles import Sides, Title
from .literal import UNDEFINED, Code
from .options import Options
from .reader import Reader
from .style import GREY, lines, point_style, sides, text_style

NO_LEGEND = ("sparkline", "progressBar", "radialGauge", "gauge", "funnel", "sankey")
"""Types that have no legend unless the config says so."""


def titles(reader: Reader) -> tuple[Title, ...]:
    """Return the title and the subtitle, where they are shown."""
    read = []
    for name, weight, bold, padding in (
        ("title", 2000, True, Sides(10, 10, 10, 10)),
        ("subtitle", 1500, False, Sides()),
    ):
        options = reader.options.within("plugins").within(name)
        if not options.flag("display", default=False):
            continue
        position: Any = options.choice(
            ("top", "bottom", "left", "right"), "position", default="top"
        )
        align: Any = options.choice(("start", "center", "end"), "align", default="center")
        given = options.raw("text")
        read.append(
            Title(
                lines("" if given is UNDEFINED else given),
                text_style(options, bold=bold),
                position,
                align,
                sides(options.raw("padding"), padding),
                weight,
            )
        )
    return tuple(read)


def legend(reader: Reader, given: Sequence[LegendItem]) -> Legend | None:
    """Return the legend of these entries, None where it is not shown."""
    options = reader.options.within("plugins").within("legend")
    if not options.flag("display", default=reader.kind not in NO_LEGEND):
        return None
    labels = options.within("labels")
    shapes = labels.flag("usePointStyle", default=False)
    items = _filtered(given, labels.members.get("filter"))
    if options.flag("reverse", default=False):
        items.reverse()
    style = text_style(labels)
    width = labels.maybe_number("boxWidth")
    position: Any = options.choice(("top", "bottom", "left", "right"), "position", default="top")
    align: Any = options.choice(("start", "center", "end"), "align", default="center")
    if width is None:
        width = style.size if shapes and reader.generation == 4 else 40.0
    if shapes:
        width = min(width, style.size)
    height = labels.number("boxHeight", default=style.size)
    return Legend(
        tuple(items),
        style,
        position,
        align,
        width,
        min(height, style.size) if shapes else height,
        labels.number("padding", default=10.0),
        shapes,
        _legend_title(options.within("title")),
    )


_FILTER = re.compile(
    r"(?:function ?\w* ?)?\(? ?(\w{1,30})(?: ?,[^)=]{0,100})? ?\)? ?(?:=> ?)?\{? ?(?:return\b)? ?"
    r"(?P<not>!?) ?\1\.text ?(?P<how>!==?|===?|\.includes\(|\.startsWith\() ?"
    r"(?P<quote>['\"])(?P<text>.*?)(?P=quote) ?\)? ?;? ?\}? ?"
)
"""A function that lets entries through by their text."""


def knows_filter(code: Code) -> bool:
    """Return whether a function is one that ``labels.filter`` may have."""
    return _FILTER.fullmatch(code.short) is not None


def _filtered(items: Sequence[LegendItem], code: Any) -> list[LegendItem]:
    """Return the entries that a known function lets through; of another, all."""
    if not isinstance(code, Code) or not knows_filter(code):
        return list(items)
    match = _FILTER.fullmatch(code.short)
    if match is None:
        return list(items)
    how, wanted = match["how"], match["text"]
    test: Callable[[str], bool] = wanted.__eq__
    if "includes" in how:
        test = lambda text: wanted in text  # noqa: E731
    elif "starts" in how:
        test = lambda text: text.startswith(wanted)  # noqa: E731
    other = bool(match["not"]) != how.startswith("!")
    return [item for item in items if test(item.text) != other]


def _legend_title(options: Options) -> Title | None:
    if not options.flag("display", default=False):
        return None
    return Title(
        lines(options.raw("text")),
        text_style(options, colour=GREY),
        "top",
        "center",
        sides(options.raw("padding")),
    )


def shaped(reader: Reader, items: Sequence[LegendItem]) -> tuple[LegendItem, ...]:
    """Return the entries of slices, with the shape of points that the config says."""
    labels = reader.options.within("plugins").within("legend").within("labels")
    shape = labels.raw("pointStyle")
    if not isinstance(shape, str):
        return tuple(items)
    return tuple(item._replace(shape=point_style(shape)) for item in items)


def legend_item(dataset: Dataset, labels: Options, generation: Generation, *, hidden: bool = False
) -> LegendItem:  # fmt: skip
    """Return the entry of a dataset; ``labels``: the options of the legend's entries."""
    marked = dataset.kind == "line" and not dataset.line.show
    points = dataset.points
    fill = (
        points.fills if marked and labels.flag("usePointStyle", default=False) else dataset.fills
    )[0]
    if generation == 2 and dataset.kind == "line" and dataset.line.fill is None:
        fill = dataset.edges[0]  # of a line without an area
    shape = labels.raw("pointStyle")
    edge, width = dataset.edges[0], dataset.edge_widths[0]
    if dataset.bars.borders:
        width = sum(dataset.bars.borders) / 4
    as_points = marked or labels.flag("usePointStyle", default=False)
    if generation == 4 and dataset.kind == "line" and as_points:
        fill, edge, width = points.fills[0], points.edges[0], points.edge_widths[0]
    return LegendItem(
        dataset.label,
        fill,
        edge,
        width,
        dataset.line.dash if dataset.kind == "line" else (),
        point_style(shape)
        if isinstance(shape, str)
        else points.shapes[0]
        if dataset.kind == "line"
        else "circle",
        hidden=hidden,
        dash_offset=dataset.line.dash_offset if dataset.kind == "line" else 0.0,
    )
