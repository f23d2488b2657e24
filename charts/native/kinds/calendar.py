"""Values of days as colours of a calendar, whose columns are weeks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from api.errors import ParameterError

from ... import locales
from ...access.settings import MAX_VALUES
from ...canvas.box import Box
from ...diagnostics import Value, quoted
from .. import colour_scale
from .. import parameters as p
from ..chart import Chart, LegendEntry, LegendPosition
from ..checks import Check, Errors, same_length
from ..colour_scale import ColourScale
from ..kind import Example, Kind
from ..values import Choice, Values

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.surface import Canvas
    from ..moments import Moment
    from ..theme import Theme

_MAX_DAYS = 7305  # 20 years
_MIN_GAPPED = 5  # pixels: smaller days touch each other
_MIN_LABELLED = 2.0  # pixels: smaller days have no names of months beside them
_MAX_CELL = 70  # pixels
_EMPTY_ALPHA = 150  # of 255: of days without a value
# Of the base size:
_MONTH_LINE = 1.5
_BETWEEN = 0.6
_BESIDE = 0.5


def _dates(texts: Sequence[str]) -> Errors:
    try:
        days = [_day(text) for text in texts]
    except ValueError as error:
        return [ParameterError("dates", str(error), "days (ISO 8601), such as 2024-12-31")]
    if len(set(days)) < len(days):
        twice = next(text for text, day in zip(texts, days, strict=True) if days.count(day) > 1)
        return [ParameterError("dates", f"{quoted(twice)} is there twice", "each day once")]
    if days and max(days) - min(days) >= _MAX_DAYS:
        return [ParameterError("dates", "they are too far apart", "days of at most 20 years")]
    return []


def _day(text: str) -> int:
    """Return the days from 1970-01-01 to a date. Raises ValueError."""
    from .. import moments

    moment: Moment | None = None
    try:
        moment = moments.parse(text.strip())
    except ValueError as error:
        raise ValueError(f"{quoted(text)} is not a date: {error}") from None
    if moment is None or moment.precision != "day":
        raise ValueError(f"{quoted(text)} is not a day")
    return int(moment.seconds // moments.DAY)


def _days_from(year: int, month: int, count: int) -> list[str]:
    return [f"{year}-{month + i // 28:02}-{i % 28 + 1:02}" for i in range(count)]


KIND = Kind(
    "calendar",
    "Calendar",
    "A value for each day as the colour of its cell; the columns are weeks.",
    parameters=(
        p.Parameter("dates", p.NAME_LIST, "the days (ISO 8601)", "Data", required=True),
        p.Parameter(
            "values", Values(MAX_VALUES, 1), "the values of the days", "Data", required=True
        ),
        *p.TITLES,
        colour_scale.LEGEND_POSITION,
        p.VALUE_LABELS._replace(meaning="numbers in the cells, if there is room for them"),
        p.Parameter(
            "week_start",
            Choice(("monday", "sunday", "saturday")),
            "the first day of the week",
            "Drawing",
            "monday",
        ),
        *colour_scale.PARAMETERS,
        *colour_scale.PICTURE,
    ),
    checks=(same_length("values", "dates"), Check(("dates",), _dates), *colour_scale.CHECKS),
    examples=(
        Example("calendar", "Steps of every day of a year", {
            "title": "Steps a day", "dates": _days_from(2025, 1, 336),
            "values": [3000 + i * i * 7919 % 9000 + (i % 7 > 4) * 4000 for i in range(336)],
        }),
        Example("calendar-numbers", "Two months with numbers, from Sunday, in Spanish", {
            "title": "Llamadas por día", "dates": _days_from(2026, 3, 56), "value_labels": True,
            "values": [i * 37 % 29 if i % 7 != 5 else None for i in range(56)],
            "week_start": "sunday", "locale": "es", "palette": "ylorrd", "width": 500,
            "height": 320,
        }),
        Example("calendar-dark", "Gains and losses of half a year, dark", {
            "title": "Gain of the day", "dates": _days_from(2024, 7, 168), "theme": "dark",
            "values": [(i * i * 31 % 61 - 30) / 10 if i % 7 < 5 else None for i in range(168)],
            "suffix": " %", "legend_position": "bottom", "width": 700, "height": 260,
        }),
        Example("calendar-one", "One day", {
            "dates": ["2024-02-29"], "values": [1], "width": 300, "height": 200,
        }, shown=False),
    ),
)  # fmt: skip


class CalendarPlot(NamedTuple):
    """Values of days."""

    values: dict[int, Value]
    """By the days since 1970-01-01."""
    scale: ColourScale
    first_weekday: int
    """0: Monday."""
    legend_position: str | None
    value_labels: bool


def read(values: Mapping[str, Any], theme: Theme) -> CalendarPlot:
    """Return the model of valid parameters."""
    (row,) = values["values"]
    days = map(_day, values["dates"])
    return CalendarPlot(
        dict(zip(days, row, strict=True)),
        colour_scale.read_scale(values, row, theme),
        {"monday": 0, "sunday": 6, "saturday": 5}[values["week_start"]],
        values["legend_position"],
        values["value_labels"],
    )


def legend(_plot: CalendarPlot, _: LegendPosition) -> list[LegendEntry]:
    """Return no entries: the colours have a legend of their own."""
    return []


class _Band(NamedTuple):
    """Months side by side."""

    first: int
    last: int
    """Days since 1970-01-01."""
    weekday: int

    @property
    def start(self) -> int:
        """The first day of the first week."""
        return self.first - (self.first + 3 - self.weekday) % 7

    @property
    def weeks(self) -> int:
        """How many weeks there are, those in part included."""
        return (self.last - self.start) // 7 + 1


def _bands(plot: CalendarPlot, months: int) -> list[_Band]:
    """Return bands of so many months, from the month of the first day to that of the last."""
    from ..moments import DAY, days_of, fields

    ends = [fields(day * DAY) for day in (min(plot.values), max(plot.values))]
    first, last = (at.year * 12 + at.month - 1 for at in ends)
    if last - first >= 12:
        first -= first % 12
    return [
        _Band(
            days_of(month // 12, month % 12 + 1, 1),
            days_of(end // 12, end % 12 + 1, 1) - 1,
            plot.first_weekday,
        )
        for month in range(first, last + 1, months)
        for end in [min(month + months, last + 1)]
    ]


def draw(canvas: Canvas, chart: Chart, plot: CalendarPlot, box: Box) -> list[str]:
    """Draw the legend of the colours, the days, and the names of months and weekdays."""
    from ...canvas.text import width
    from ...marks.bars import draw_bars
    from .. import axes
    from ..moments import DAY, fields
    from ..sizes import base_size
    from ..time_text import strftime

    box = colour_scale.draw_legend(canvas, chart, plot.scale, box, position=plot.legend_position)
    if not plot.values:
        return []
    locale, base, font = locales.load(chart.numbers.locale), base_size(chart), axes.tick_font(chart)
    names = [strftime("%a", fields((4 + plot.first_weekday + i) * DAY), locale) for i in range(7)]
    beside = max(width(name, font) for name in names) + base * _BESIDE
    beside = beside if beside < box.width / 4 else 0.0
    above = base * _MONTH_LINE if box.height > base * 4 else 0.0
    between = base * _BETWEEN
    cell, bands = _fit(plot, box.inset(left=beside), above, between)
    if cell < _MIN_LABELLED:  # the days need the space of the names
        beside = above = between = 0.0
        cell, bands = _fit(plot, box, above, between)
    y = box.y
    cells: list[tuple[Box, float]] = []
    empty: list[Box] = []
    for band in bands:
        area = Box(round(box.x + beside), round(y + above), band.weeks * cell, 7 * cell)
        for day, place in _days(band, area, cell):
            value = plot.values.get(day)
            if value is None:
                empty.append(place)
            else:
                cells.append((place, value))
        if beside:
            _draw_weekdays(canvas, chart, names, area, cell)
        if above:
            _draw_months(canvas, chart, band, area, cell, box.right)
        y = area.bottom + between
    red, green, blue, alpha = chart.theme.grid
    faint = red, green, blue, round(alpha * _EMPTY_ALPHA / 255)
    draw_bars(canvas, ((place, faint) for place in empty), snap=True)
    draw_bars(canvas, ((place, plot.scale(value)) for place, value in cells), snap=True)
    if not (plot.value_labels and cells):
        return []
    return colour_scale.draw_numbers(canvas, chart, plot.scale, cells)


def _fit(plot: CalendarPlot, box: Box, above: float, between: float) -> tuple[float, list[_Band]]:
    """Return the size of a day, and the bands with as many months as make it largest."""
    sizes: list[tuple[float, list[_Band]]] = []
    for months in (12, 6, 4, 3, 2, 1):
        bands = _bands(plot, months)
        height = (box.height - (len(bands) - 1) * between) / len(bands) - above
        size = min(box.width / max(band.weeks for band in bands), height / 7, _MAX_CELL)
        sizes.append((max(size, 0.0), bands))
    cell, bands = max(sizes, key=lambda fitted: fitted[0])
    return float(int(cell)) if cell >= _MIN_GAPPED else cell, bands


def _days(band: _Band, area: Box, cell: float) -> Iterator[tuple[int, Box]]:
    """Yield each day of a band and its place."""
    side = cell - 1 if cell >= _MIN_GAPPED else cell
    for day in range(band.first, band.last + 1):
        week, row = divmod(day - band.start, 7)
        yield day, Box(area.x + week * cell, area.y + row * cell, side, side)


def _draw_weekdays(
    canvas: Canvas, chart: Chart, names: Sequence[str], area: Box, cell: float
) -> None:
    """Draw the names of all weekdays, or of every second one, left of a band."""
    from ...canvas.text import CAP_HEIGHT
    from ..axes import tick_font
    from ..scale import LABEL_HEIGHT

    font = tick_font(chart)
    every = 1 if cell >= font.size * LABEL_HEIGHT else 2
    if cell * every < font.size * LABEL_HEIGHT:
        return
    for row in range(0, 7, every):
        y = area.y + (row + 0.5) * cell + font.size * CAP_HEIGHT / 2
        x = area.x - font.size * _BESIDE
        canvas.text(x, y, names[row], font, chart.theme.quiet, anchor=1)


def _draw_months(
    canvas: Canvas, chart: Chart, band: _Band, area: Box, cell: float, right: float
) -> None:
    """Draw the names of months above their first week, the first one with its year."""
    from ...canvas.text import width
    from ..axes import tick_font
    from ..moments import DAY, fields
    from ..time_text import strftime

    font, locale, free = tick_font(chart), locales.load(chart.numbers.locale), area.x
    for day in range(band.first, band.last + 1):
        at = fields(day * DAY)
        if at.day != 1:
            continue
        x = area.x + (day - band.start) // 7 * cell
        for pattern in ("%b %Y", "%b") if day == band.first else ("%b",):
            text = strftime(pattern, at, locale)
            length = width(text, font)
            if x >= free and x + length <= right:
                canvas.text(x, area.y - font.size * 0.5, text, font, chart.theme.quiet)
                free = x + length + font.size * 0.6
                break
