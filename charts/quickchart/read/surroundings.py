"""Titles and the legend of a config."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..chart import Dataset, Legend, LegendItem, Sides, Title
from .literal import UNDEFINED
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
    items = list(given)
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


def legend_item(dataset: Dataset, labels: Options) -> LegendItem:
    """Return the entry of a dataset; ``labels``: the options of the legend's entries."""
    marked = dataset.kind == "line" and not dataset.line.show
    points = dataset.points
    fill = (
        points.fills if marked and labels.flag("usePointStyle", default=False) else dataset.fills
    )[0]
    shape = labels.raw("pointStyle")
    return LegendItem(
        dataset.label,
        fill,
        dataset.edges[0],
        dataset.edge_widths[0],
        dataset.line.dash if dataset.kind == "line" else (),
        point_style(shape)
        if isinstance(shape, str)
        else points.shapes[0]
        if dataset.kind == "line"
        else "rect",
    )
