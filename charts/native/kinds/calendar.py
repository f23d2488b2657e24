"""Values of days as colours of a calendar, whose columns are weeks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from api.named_tuple import NamedTuple

from ...access.settings import MAX_VALUES
from ...diagnostics import Value
from .. import colour_scale, days
from .. import parameters as p
from ..chart import Chart, LegendEntry, LegendPosition
from ..checks import Check, same_length
from ..colour_scale import ColourScale
from ..kind import Example, Kind
from ..values import Choice, Values

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.box import Box
    from ...canvas.surface import Canvas
    from ...words.sentences import Said
    from ..theme import Theme


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
    checks=(same_length("values", "dates"), Check(("dates",), days.errors), *colour_scale.CHECKS),
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
    return CalendarPlot(
        dict(zip(days.read(values["dates"]), row, strict=True)),
        colour_scale.read_scale(values, row, theme),
        {"monday": 0, "sunday": 6, "saturday": 5}[values["week_start"]],
        values["legend_position"],
        values["value_labels"],
    )


def legend(_plot: CalendarPlot, _: LegendPosition) -> list[LegendEntry]:
    """Return no entries: the colours have a legend of their own."""
    return []


def draw(canvas: Canvas, chart: Chart, plot: CalendarPlot, box: Box) -> list[str]:
    """Draw the legend of the colours, the days, and the names of months and weekdays."""
    from .. import month_bands

    return month_bands.draw(canvas, chart, plot, box)


def say(chart: Chart, plot: CalendarPlot) -> Said:
    """Return what is said of days: from when to when, and the extremes with their dates."""
    from ... import locales
    from ...words import series
    from ...words.sentences import Said
    from ..describe import writer
    from ..moments import DAY, fields
    from ..time_text import write

    days = sorted(plot.values)
    locale = locales.load(chart.numbers.locale)

    def name(i: int) -> str:
        return write(locale.date, fields(days[i] * DAY), locale)

    values = [plot.values[day] for day in days]
    said = series.say([series.Told("", values, writer(chart.numbers))], series.Places(name, "day"))
    if len(days) < 2:
        return said
    count, _, range_ = said.scope.partition(", ")
    sentences = (f"The values range {range_}",) if range_.startswith("from") else ()
    return Said(f"{count} from {name(0)} to {name(len(days) - 1)}", sentences)
