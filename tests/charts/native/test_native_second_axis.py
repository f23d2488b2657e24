"""A second axis of values: the same gridlines, the same zero, its own numbers, at the right."""

from __future__ import annotations

import pytest

from charts.canvas.box import Box
from charts.canvas.create import create
from charts.canvas.lock import drawing
from charts.native import axes, checks, query
from charts.native import parameters as p
from charts.native.chart import Chart, ValueAxis, read_number_format, read_second_axis
from charts.native.number_text import AS_GIVEN, NumberFormat
from charts.native.scale import Scale

_FREE = ValueAxis()
_RAIN = [40.0, 55.0, 72.0, 80.0, 61.0, 49.0, 20.0]
_WARM = [3.0, 5.0, 9.5, 14.0, 18.0, 21.0, 20.0]


def _chart(values: list[float], *, form: str = "svg") -> Chart:
    names = [f"n{i}" for i in range(len(values))]
    chart = query.chart(
        "bar", {"xvalues": names, "yvalues": values, "ylabel": "mm", "format": form}
    )
    return chart._replace(y2_title="Warmth")


def _fit(
    left: list[float],
    right: list[float],
    *,
    asked: ValueAxis = _FREE,
    asked2: ValueAxis = _FREE,
    numbers: NumberFormat = AS_GIVEN,
    zero: bool = True,
    zero2: bool = False,
    size: tuple[int, int] = (640, 480),
) -> tuple[Chart, axes.Axes]:
    chart = _chart(left)
    fitted = axes.fit(
        chart,
        Box(0, 0, *size),
        axes.of_bars(chart.plot.x, chart),
        axes.NumberAxis(left, asked, from_zero=zero, headroom=7, on_base=True),
        y2=axes.NumberAxis(right, asked2, from_zero=zero2, headroom=8, numbers=numbers),
    )
    return chart, fitted


def _positions(axis: axes.Axis) -> list[float]:
    return [round(axis.position(tick), 6) for tick in axis.scale.ticks]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (_RAIN, _WARM),
        (_RAIN, [-3.0, 5.0, 9.5, 14.0, 18.0, 21.0, 20.2]),
        ([-5.0, 3.0, 8.0], [120.0, 340.0, 150.0]),
        (_RAIN, [95.0, 95.1, 95.6, 95.2, 95.9, 94.8, 95.0]),
        ([0.001, 0.002, 0.003], [1e9, 3e9, 2e9]),
        ([0.0, 0.0], [0.0, 0.0]),
        ([-1.0, -2.0, -3.0], [5.0, 6.0, 7.0]),
        ([1.0, 2.0, 3.0], [-1e300, 1e300, 0.0]),
        ([1.0, 2.0, 3.0], [1e-300, 2e-300, 3e-300]),
        ([5.0], [7.0]),
    ],
)
def test_gridlines_serve_both_axes(left: list[float], right: list[float]) -> None:
    _, fitted = _fit(left, right)
    assert fitted.y2 is not None
    assert not fitted.y2.marked
    assert _positions(fitted.y2) == pytest.approx(_positions(fitted.y), abs=1e-5)
    for value in right:
        assert -1e-9 <= fitted.y2.position(value) <= 1 + 1e-9


def test_both_zeros_are_the_same_line() -> None:
    _, fitted = _fit(_RAIN, [-3.0, 12.0, 21.0])
    assert fitted.y2 is not None
    assert fitted.y2.position(0) == pytest.approx(fitted.y.position(0))
    _, fitted = _fit([-5.0, 3.0, 8.0], [1.0, 9.0], zero2=True)
    assert fitted.y2 is not None
    assert fitted.y2.position(0) == pytest.approx(fitted.y.position(0))


def test_whole_numbers_have_whole_ticks() -> None:
    _, fitted = _fit([1.5, 9.5], [3.0, 17.0], zero2=True)
    assert fitted.y2 is not None
    assert all(float(tick).is_integer() for tick in fitted.y2.scale.ticks)


def test_few_decimals_are_enough_for_the_ticks() -> None:
    _, fitted = _fit(_RAIN, [0.2, 0.9], numbers=NumberFormat(decimals=1))
    assert fitted.y2 is not None
    assert all(round(tick, 1) == tick for tick in fitted.y2.scale.ticks)


@pytest.mark.parametrize(
    ("asked", "ends", "aligned"),
    [
        (ValueAxis(0, 25), (0, 25), True),
        (ValueAxis(2, 23), (2, 23), False),
        (ValueAxis(minimum=0), (0, 24), True),
        (ValueAxis(minimum=25), (25, 30), True),
        (ValueAxis(0, 23), (0, 23), False),
    ],
)
def test_ends_that_were_asked_for_stay(
    asked: ValueAxis, ends: tuple[float, float], aligned: bool
) -> None:
    _, fitted = _fit(_RAIN, _WARM, asked=ValueAxis(0, 100), asked2=asked)
    assert fitted.y2 is not None
    scale = fitted.y2.scale
    assert isinstance(scale, Scale)
    assert scale.low == ends[0]
    assert scale.high >= ends[1] if asked.maximum is None else scale.high == ends[1]
    assert fitted.y2.marked is not aligned


@pytest.mark.parametrize(
    ("asked", "asked2"), [(ValueAxis(log=True), ValueAxis()), (ValueAxis(), ValueAxis(log=True))]
)
def test_a_logarithmic_axis_has_ticks_of_its_own(asked: ValueAxis, asked2: ValueAxis) -> None:
    _, fitted = _fit([1.0, 10.0, 500.0], [2.0, 20.0, 900.0], asked=asked, asked2=asked2)
    assert fitted.y2 is not None
    assert fitted.y2.marked
    assert len(fitted.y2.labels.items) > 2


def test_labels_and_title_stand_at_the_right_within_the_picture() -> None:
    numbers = NumberFormat(suffix=" litres")
    chart, fitted = _fit(_RAIN, _WARM, numbers=numbers)
    chart = chart._replace(y2_numbers=numbers)
    box = Box(0, 0, chart.width, chart.height)
    with drawing():
        canvas = create("svg", chart.width, chart.height, chart.theme.background)
        axes.draw(canvas, chart, box, fitted, grid=[fitted.y])
        drawn = canvas.finish()
    assert b"<svg" in drawn
    assert fitted.y2 is not None
    assert fitted.y2.labels.depth > 20
    assert fitted.plot.right + fitted.y2.labels.depth < chart.width - 15


def test_titles_and_labels_give_way_in_a_small_picture() -> None:
    _, fitted = _fit(_RAIN, _WARM, numbers=NumberFormat(suffix=" litres in a year"), size=(120, 60))
    assert fitted.y2 is not None
    assert fitted.y2.title == ""
    assert fitted.y2.labels.items == ()
    assert fitted.plot.width > 50


def test_the_shared_parameters_say_the_range_and_the_numbers() -> None:
    rows = {row.name: row for row in (*p.SECOND_AXIS, *p.SECOND_NUMBERS, p.Y2LABEL)}
    assert list(rows) == [
        "y2min", "y2max", "y2log", "y2_number_format", "y2_decimals", "y2_prefix", "y2_suffix",
        "y2label",
    ]  # fmt: skip
    values = {name: row.default for name, row in rows.items()} | {"locale": "de"}
    values |= {"y2min": 1.0, "y2log": True, "y2_decimals": 2, "y2_suffix": " °C"}
    assert read_second_axis(values) == ValueAxis(1.0, None, log=True)
    assert read_number_format(values, "y2_") == NumberFormat(decimals=2, suffix=" °C", locale="de")


def test_the_shared_checks_name_the_parameters_of_the_second_axis() -> None:
    by_names = {check.names: check for check in checks.SECOND_AXIS_CHECKS}
    errors = by_names["y2min", "y2max"].errors(3.0, 2.0)
    assert errors[0][:2] == ("y2min", "3 is not below y2max")
    errors = by_names["y2log", "y2min"].errors(True, 0.0)
    assert errors[0].parameter == "y2min"
    assert "as y2log is set" in errors[0].allowed
    asked = NumberFormat(decimals=1)
    errors = by_names["y2_number_format", "y2_decimals"].errors(asked, 2)
    assert errors[0].parameter == "y2_decimals"
