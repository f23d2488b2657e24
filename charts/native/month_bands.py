"""A calendar: bands of months whose columns are weeks, as many as make the days largest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from api.named_tuple import NamedTuple

from .. import locales
from ..canvas.box import Box
from ..canvas.text import CAP_HEIGHT, width
from ..marks.bars import draw_bars
from . import colour_scale
from .axes import tick_font
from .cells import draw_cells
from .moments import DAY, days_of, fields
from .scale import LABEL_HEIGHT
from .sizes import base_size
from .time_text import strftime

if TYPE_CHECKING:
    from ..canvas.surface import Canvas
    from .chart import Chart
    from .kinds.calendar import CalendarPlot

_MIN_GAPPED = 5  # pixels: smaller days touch each other
_MIN_LABELLED = 2.0  # pixels: smaller days have no names of months beside them
_MAX_CELL = 70  # pixels
_EMPTY_ALPHA = 150  # of 255: of days without a value
# Of the base size:
_MONTH_LINE = 1.5
_BETWEEN = 0.6
_BESIDE = 0.5


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
    box = colour_scale.draw_legend(canvas, chart, plot.scale, box, position=plot.legend_position)
    if not plot.values:
        return []
    locale, base, font = locales.load(chart.numbers.locale), base_size(chart), tick_font(chart)
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
    return draw_cells(canvas, chart, plot.scale, cells, numbers=plot.value_labels)


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
    font, locale, free = tick_font(chart), locales.load(chart.numbers.locale), area.x
    for day in _firsts(band):
        at = fields(day * DAY)
        x = area.x + (day - band.start) // 7 * cell
        for pattern in ("%b %Y", "%b") if day == band.first else ("%b",):
            text = strftime(pattern, at, locale)
            length = width(text, font)
            if x >= free and x + length <= right:
                canvas.text(x, area.y - font.size * 0.5, text, font, chart.theme.quiet)
                free = x + length + font.size * 0.6
                break


def _firsts(band: _Band) -> Iterator[int]:
    """Yield the first days of the months of a band."""
    first, last = (fields(day * DAY) for day in (band.first, band.last))
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield days_of(month // 12, month % 12 + 1, 1)
