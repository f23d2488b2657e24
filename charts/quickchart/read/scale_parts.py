"""The parts of an axis of a config: ticks, lines, title, times, formats."""

from __future__ import annotations

from typing import Any

from ...colour import Colour
from ..axes import Border, Grid, Ticks, Time
from ..chart import Generation
from ..labels import LabelRule
from ..styles import Sides, Title
from . import tick_colours
from .literal import UNDEFINED
from .number_formats import localized
from .options import Options, number, text
from .style import GREY, dash, lines, plain_colours, sides, text_style

_LINE: Colour = (0, 0, 0, 26)
_OLD_ZERO: Colour = (0, 0, 0, 64)
_UNITS = (
    "millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year",
)  # fmt: skip


def read_ticks(options: Options, generation: Generation) -> Ticks:
    """Return what the config says of ticks and their labels."""
    ticks = options.within("ticks")
    old = generation == 2
    limit, count = ticks.maybe_number("maxTicksLimit"), ticks.maybe_number("count")
    precision = ticks.maybe_number("precision")
    align: Any = ticks.choice(("start", "center", "end", "inner"), "align", default="center")
    step = ticks.maybe_number("stepSize", "fixedStepSize")
    return Ticks(
        text_style(ticks),
        ticks.rule("callback"),
        ticks.flag("display", default=True),
        min(max(ticks.number("minRotation"), -90.0), 90.0),
        min(max(ticks.number("maxRotation", default=50.0), -90.0), 90.0),
        ticks.number("padding", default=0.0 if old else 3.0),
        ticks.flag("mirror", default=False),
        ticks.flag("autoSkip", default=True),
        ticks.number("autoSkipPadding", default=0.0 if old else 3.0),
        None if not limit or limit < 1 else int(min(limit, 1000)),
        ticks.within("major").flag("enabled", default=False),
        step if step and step > 0 else None,
        None if precision is None else int(min(max(precision, 0), 20)),
        None if count is None or count < 2 else int(min(count, 1000)),
        align,
        ticks.number("labelOffset"),
        ticks.read_colour("backdropColor", ticks.raw("backdropColor"))
        if ticks.flag("showLabelBackdrop", default=False)
        else None,
        sides(ticks.raw("backdropPadding"), Sides(2, 2, 2, 2)),
    )


def read_grid(options: Options, generation: Generation) -> Grid:
    """Return the lines at the ticks."""
    widths = options.list("lineWidth")
    old = generation == 2
    return Grid(
        options.flag("display", default=True),
        plain_colours(options, "color") or (_LINE,),
        tuple(1.0 if n is None else min(max(n, 0.0), 1000.0) for n in map(number, widths))
        or (1.0,),
        dash(options.raw("borderDash")),
        options.flag("drawOnChartArea", default=True),
        options.flag("drawTicks", default=True),
        options.number("tickLength", default=10.0 if old else 8.0),
        options.read_colour("tickColor", options.raw("tickColor")),
        False,
        options.colour("zeroLineColor", default=_OLD_ZERO) if old else None,
        options.number("zeroLineWidth", default=1.0),
        options.flag("circular", default=False),
        tick_colours.read(options, "color"),
    )


def read_border(options: Options, generation: Generation, grid: Grid) -> Border:
    """Return the line along the axis."""
    border, old_grid = options.within("border"), options.within("grid")
    if generation == 2:
        shown = old_grid.flag("drawBorder", default=True) and grid.display
        return Border(shown, grid.colours[0], grid.widths[0])
    return Border(
        border.flag("display", default=old_grid.flag("drawBorder", default=True)),
        border.colour("color", default=old_grid.colour("borderColor", default=_LINE)),
        border.number("width", default=old_grid.number("borderWidth", default=1.0)),
    )


def read_title(options: Options) -> Title | None:
    """Return the title, None if it is not shown."""
    if not options.flag("display", default=False):
        return None
    align: Any = options.choice(("start", "center", "end"), "align", default="center")
    given = options.raw("text")
    return Title(
        lines("" if given is UNDEFINED else given),
        text_style(options, colour=GREY),
        "top",
        align,
        sides(options.raw("padding"), Sides(4, 0, 4, 0)),
    )


def read_time(options: Options) -> Time:
    """Return the units and formats of times."""
    time = options.within("time")
    formats = time.within("displayFormats")
    parser = time.raw("parser", "format")
    step = time.maybe_number("stepSize", "unitStepSize")
    return Time(
        time.choice(_UNITS, "unit", default=""),
        step if step and step > 0 else None,
        tuple(
            (unit, text(form)) for unit, form in formats.members.items() if isinstance(form, str)
        ),
        parser if isinstance(parser, str) else "",
        time.choice(_UNITS, "minUnit", default="millisecond"),
        options.within("ticks").text("source") == "data",
    )


def read_number_format(options: Options, locale: str) -> LabelRule | None:
    """Return how ``ticks.format`` and ``locale`` write numbers, None if they say nothing.

    As many decimals are written as the ticks need, unless the format says how many.
    """
    if not options.members and not locale:
        return None
    rule = localized(LabelRule(), locale or "en-US", dict(options.members))
    own = {"maximumFractionDigits", "minimumFractionDigits"}.intersection(options.members)
    if own or rule.number is None:
        return rule
    return rule._replace(number=rule.number._replace(max_decimals=None, fixed=None, by_ticks=True))
