"""Combined charts: marks and axes of each series, and what the second axis needs."""

from __future__ import annotations

from typing import Any

import pytest

from charts.diagnostics import ChartError
from charts.native import mixed_drawing, query, render
from charts.native.kinds import combo
from charts.native.mixed_plot import MixedPlot

NAMES = ["a", "b", "c"]


def chart(**parameters: Any) -> Any:
    return query.chart("combo", {"xvalues": NAMES, **parameters})


def plot(**parameters: Any) -> MixedPlot:
    model: MixedPlot = chart(**parameters).plot
    return model


def errors(**parameters: Any) -> list[tuple[str, str]]:
    with pytest.raises(ChartError) as raised:
        chart(**parameters)
    return [(error.parameter, error.detail) for error in raised.value.errors]


def test_by_default_the_last_of_several_series_is_a_line_on_the_left() -> None:
    three = plot(yvalues="1,2,3|4,5,6|7,8,9")
    assert three.marks == ("bar", "bar", "line")
    assert three.second == (False, False, False)
    assert plot(yvalues="1,2,3").marks == ("bar",)


def test_marks_and_axes_are_words_for_each_series() -> None:
    model = plot(yvalues="1,2,3|4,5,6", marks=" Area,points", axis=["left", "RIGHT"])
    assert model.marks == ("area", "points")
    assert model.second == (False, True)


def test_a_list_that_has_not_a_word_for_each_series_is_an_error() -> None:
    assert errors(yvalues="1,2,3|4,5,6", marks="bar", axis="left,right,left") == [
        ("marks", "has 1, but yvalues has 2"),
        ("axis", "has 3, but yvalues has 2"),
    ]


def test_a_wrong_word_is_an_error_that_says_which_was_meant() -> None:
    ((name, detail),) = errors(yvalues="1,2,3", marks="lines")
    assert name == "marks"
    assert detail.endswith("did you mean line?")


def test_some_series_is_on_the_left() -> None:
    assert errors(yvalues="1,2,3", axis="right") == [("axis", "no series is on the left axis")]


def test_what_is_said_of_the_second_axis_needs_a_series_there() -> None:
    said = {"y2label": "°C", "y2min": 0, "y2max": 4, "y2log": False, "y2_prefix": "€"}
    names = [name for name, _ in errors(yvalues="1,2,3", **said)]
    assert names == ["y2label", "y2min", "y2max", "y2_prefix"]
    assert chart(yvalues="1,2,3|4,5,6", axis="left,right", **said).y2_title == "°C"


def test_only_values_on_a_logarithmic_axis_become_gaps() -> None:
    asked = chart(yvalues="-1,2,3|-4,5,6", axis="left,right", y2log=True)
    assert [one.values for one in asked.plot.series] == [(-1, 2, 3), (None, 5, 6)]
    assert asked.notices[0].startswith("yvalues: -4 (item 1 of series 2) is a gap")
    assert errors(yvalues="1,2,3|-4,-5,0", axis="left,right", y2log=True) == [
        ("yvalues", "no value is above 0")
    ]


def test_areas_and_stacks_need_a_zero() -> None:
    two = {"yvalues": "1,2,3|4,5,6", "axis": "left,right"}
    assert errors(**two, marks="bar,area", y2log=True)[0][0] == "marks"
    assert errors(**two, stacked=True, log=True) == [("log", "cannot measure stacked bars")]


def test_bars_stack_by_their_axis() -> None:
    model = plot(
        yvalues="1,2,3|4,5,6|7,8,9", marks="bar,bar,bar", axis="left,right,left", stacked=True
    )
    bars, slots = mixed_drawing._bars(model)
    assert slots == 2
    assert [(bar.series, bar.slot, bar.end) for bar in bars if bar.category == 0] == [
        (0, 0, 1),
        (2, 0, 8),
        (1, 1, 4),
    ]


def test_the_legend_has_the_mark_of_each_series() -> None:
    model = plot(yvalues="1,2,3|4,5,6|7,8,9|1,1,1", marks="bar,line,area,points", legend="b,l,a,p")
    assert [entry.mark for entry in combo.legend(model, "right")] == [
        "square",
        "line",
        "square",
        "circle",
    ]


def test_no_line_crosses_the_number_of_a_bar() -> None:
    crossed = chart(yvalues="4,4,4|4.1,4.1,4.1", marks="bar,line", value_labels=True, ymin=0)
    (notice,) = render.draw(crossed).notices
    assert notice == "value_labels: 3 of 6 numbers had no room"


@pytest.mark.parametrize("marks", [None, "bar,area,points", "points,points,line"])
@pytest.mark.parametrize("rows", ["1|2|3", "|-5|0", "-1e300|1e300|1e-300"])
@pytest.mark.parametrize("format_", ["png", "svg"])
def test_one_place_is_drawn(marks: str | None, rows: str, format_: str) -> None:
    parameters = {"yvalues": rows, "axis": "left,right,left", "value_labels": True}
    asked = {"xvalues": "only", "marks": marks, "format": format_, **parameters}
    assert render.render(query.chart("combo", asked))
