"""Series that are drawn in several ways over the same xvalues, each on one of two axes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from . import spreads, styles
from .chart import (
    Chart,
    LegendEntry,
    LegendPosition,
    Series,
    ValueAxis,
    in_order_of_x,
    read_second_axis,
    read_series,
    read_value_axis,
)
from .checks import Check, Errors, Rows, per_series, sides
from .styles import BarStyle, LineStyle
from .x_values import XValues

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ..marks.curves import Curve
    from ..words.sentences import Said
    from .theme import Theme

Mark = Literal["bar", "line", "area", "points"]
MARKS: tuple[Mark, ...] = get_args(Mark)
_KEYS: dict[Mark, Literal["square", "line", "circle"]] = {
    "bar": "square", "area": "square", "line": "line", "points": "circle",
}  # fmt: skip


def _marks(marks: Sequence[Mark], count: int) -> tuple[Mark, ...]:
    """Return the marks of so many series: by default bars, and a line for the last of several."""
    bar: Mark = "bar"
    line: Mark = "line"
    return tuple(marks) or (bar,) * max(1, count - 1) + (line,) * (count > 1)


def _areas(
    marks: Sequence[Mark], axis: Sequence[str], log: bool, y2log: bool, rows: Rows
) -> Errors:
    logs = {"left": log, "right": y2log}
    for mark, side in zip(marks, sides(axis, rows), strict=False):
        if mark == "area" and logs[side]:
            detail = f"the {side} axis is logarithmic and has no zero to fill down to"
            return [ParameterError("marks", detail, "line, or another axis")]
    return []


def _stacked_errors(
    asked: spreads.Rows, marks: Sequence[Mark], stacked: bool, rows: Rows
) -> Errors:
    """Errors of lines and points may stand beside stacked bars, which have none."""
    if not stacked or next(spreads.problems(asked, rows), ""):
        return []
    both = zip(spreads.ends(asked, rows), _marks(marks, len(rows)), strict=False)
    if not any(mark == "bar" and any(errors) for errors, mark in both):
        return []
    detail = "of stacked bars is not drawn"
    return [ParameterError("yerror", detail, "gaps for the bars, or not stacked")]


CHECKS = (
    Check(("marks", "yvalues"), lambda marks, rows: per_series("marks", marks, rows)),
    Check(("marks", "axis", "log", "y2log", "yvalues"), _areas),
    Check(("yerror", "marks", "stacked", "yvalues"), _stacked_errors),
)


class MixedPlot(NamedTuple):
    """Bars, areas, lines and points in one plot."""

    x: XValues
    series: tuple[Series, ...]
    marks: tuple[Mark, ...]
    second: tuple[bool, ...]
    """Of each series whether it is on the second axis, at the right."""
    axes: tuple[ValueAxis, ValueAxis]
    stacked: bool
    curve: Curve
    markers: bool
    value_labels: bool
    styles: tuple[LineStyle, ...]
    joined: bool
    bar_style: BarStyle

    def of(self, *marks: Mark, second: bool | None = None) -> list[int]:
        """Return the indices of the series with these marks, on one axis or on both."""
        return [
            i
            for i, mark in enumerate(self.marks)
            if mark in marks and second in (None, self.second[i])
        ]

    @property
    def has_errors(self) -> bool:
        """Return whether errors of values are drawn."""
        return any(one.errors for one in self.series)


def read(values: Mapping[str, Any], theme: Theme) -> MixedPlot:
    """Return the model of valid parameters."""
    x, series = in_order_of_x(values["xvalues"], read_series(values, theme))
    return MixedPlot(
        x=x,
        series=series,
        marks=_marks(values["marks"], len(series)),
        second=tuple(side == "right" for side in sides(values["axis"], values["yvalues"])),
        axes=(read_value_axis(values), read_second_axis(values)),
        **{name: values[name] for name in ("stacked", "curve", "markers", "value_labels")},
        styles=styles.read_lines(values, len(series)),
        joined=values["gaps"] == "joined",
        bar_style=styles.read_bars(values),
    )


def legend(plot: MixedPlot, _: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each series, with its mark."""
    return [
        LegendEntry(s.name, s.colours[0], _KEYS[mark], dash=style.dash)
        for s, mark, style in zip(plot.series, plot.marks, plot.styles, strict=True)
    ]


def say(chart: Chart, plot: MixedPlot) -> Said:
    """Return what is said of series, each with the numbers of its axis."""
    from ..words import series
    from .describe import along, writer

    write = writer(chart.numbers), writer(chart.y2_numbers)
    told = [
        series.Told(one.name, one.values, write[second])
        for one, second in zip(plot.series, plot.second, strict=True)
    ]
    return series.say(told, along(plot.x, chart)._replace(ordered=plot.x.type != "names"))
