"""Style options: widths, dashes and points of lines, bars, sorting, colours by threshold."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from charts.canvas.box import Box
from charts.diagnostics import ChartError
from charts.marks.bars import rounded
from charts.native import bin_places, kinds, query, render, sizes, thresholds
from charts.native.line_series import bands, runs
from charts.native.scale import Scale
from charts.native.values import PointStyle

RED, BLUE, TEAL = (255, 0, 0, 255), (0, 0, 255, 255), (0, 128, 128, 255)
PLOT = Box(0, 0, 100, 100)


def model(kind: str, **parameters: Any) -> Any:
    return query.chart(kind, {"xvalues": "a,b,c", **parameters}).plot


def errors(kind: str, **parameters: Any) -> list[str]:
    with pytest.raises(ChartError) as raised:
        model(kind, **parameters)
    return [f"{error.parameter}: {error.detail}" for error in raised.value.errors]


def test_one_style_is_that_of_all_series_and_several_are_one_for_each() -> None:
    plot = model("line", yvalues="1,2,3|4,5,6", line_width=3, dash="dashed,dotted")
    assert [(style.width, style.dash) for style in plot.styles] == [(3, "dashed"), (3, "dotted")]


@pytest.mark.parametrize("points", ["circle,square:8.5", ["circle", "Square: 8.5"]])
def test_points_have_a_shape_and_a_width(points: Any) -> None:
    plot = model("line", yvalues="1,2,3|4,5,6", points=points)
    looks = [style.point for style in plot.styles]
    assert looks == [PointStyle("circle"), PointStyle("square", 8.5)]


@pytest.mark.parametrize(
    ("kind", "parameters", "expected"),
    [
        ("line", {"line_width": "1,2"}, "line_width: has 2, but yvalues has 3 series"),
        ("line", {"line_width": "0.1"}, "line_width: “0.1” is out of range"),
        ("line", {"dash": "dash"}, "dash: “dash” is not one of them; did you mean dashed?"),
        (
            "radar",
            {"points": "circel"},
            "points: “circel” is not one of them; did you mean circle?",
        ),
        ("combo", {"points": "circle:0"}, "points: “0” is out of range"),
        ("area", {"stacked": True, "gaps": "joined"}, "gaps: stacked areas have no lines"),
        ("area", {"stacked": True, "dash": "dashed"}, "dash: stacked areas have no lines"),
        ("bar", {"gap": 1}, "gap: “1” is out of range"),
        ("bar", {"sort": "up"}, "sort: “up” is not one of them"),
        (
            "line",
            {"threshold_colors": "red,blue|teal,gold"},
            "threshold_colors: has 2 lists, but yvalues has 3 series",
        ),
        (
            "bar",
            {"threshold_colors": "red,blue", "thresholds": "1|2"},
            "thresholds: has 2 lists, but yvalues has 3 series",
        ),
        (
            "line",
            {"threshold_colors": "red,blue", "thresholds": "1|2,1|3"},
            "thresholds: do not ascend (series 2)",
        ),
        (
            "line",
            {"threshold_colors": "red,blue", "thresholds": "1|2|3,4"},
            "threshold_colors: has 2 for 2 thresholds (series 3)",
        ),
        (
            "line",
            {"threshold_colors": ",".join(["red"] * 101)},
            "threshold_colors: 101 colours are too many",
        ),
    ],
)
def test_errors_name_the_parameter(kind: str, parameters: dict[str, Any], expected: str) -> None:
    (said,) = errors(kind, yvalues="1,2,3|4,5,6|7,8,9", **parameters)
    assert said.startswith(expected)


@pytest.mark.parametrize(
    ("thresholds", "colours", "expected"),
    [
        ("1,2", "red,blue", "threshold_colors: has 2 for 2 thresholds"),
        ("2,1", "red,blue,teal", "thresholds: do not ascend"),
        ("1,", "red,blue,teal", "thresholds: do not ascend"),
        ("1", None, "threshold_colors: is missing"),
        (None, "red", "threshold_colors: has 1 for 1 threshold"),
    ],
)
def test_wrong_thresholds(thresholds: str, colours: str, expected: str) -> None:
    asked = {"yvalues": "1,2,3", "thresholds": thresholds, "threshold_colors": colours}
    assert errors("bar", **asked) == [expected]


def test_thresholds_exclude_colors() -> None:
    said = errors("scatter", xvalues="1", yvalues="1", threshold_colors="red,blue", colors="teal")
    assert said == ["colors: threshold_colors say them already"]


def test_without_thresholds_the_colour_is_that_of_the_sign() -> None:
    plot = model("bar", yvalues="-1,0,2", threshold_colors="red,blue")
    assert plot.series[0].colours == (RED, BLUE, BLUE)


@pytest.mark.parametrize("kind", ["bar", "line", "scatter"])
def test_each_series_has_thresholds_and_colours_of_its_own(kind: str) -> None:
    data = {"xvalues": [1, 2, 3], "yvalues": [[1, 2, 3], [4, 5, 6]]}
    asked = {"thresholds": "2|5", "threshold_colors": "red,blue|red,teal"}
    plot = query.chart(kind, {**data, **asked}).plot
    assert plot.steps == (
        thresholds.Steps((2,), (RED, BLUE)),
        thresholds.Steps((5,), (RED, TEAL)),
    )
    if kind == "bar":
        assert plot.series[1].colours == (RED, TEAL, TEAL)
    legend = kinds.load(kind).legend(plot, "top")
    assert [entry.colours for entry in legend] == [(RED, BLUE), (RED, TEAL)]


def test_colours_that_series_share_get_paler_from_one_to_the_next() -> None:
    asked = {"yvalues": "1,-2,3|-1,2,3|1,2,3", "threshold_colors": "red,blue"}
    first, second, third = (steps.colours for steps in model("bar", **asked).steps)
    assert first == (RED, BLUE)
    assert second == ((255, 51, 51, 255), (51, 51, 255, 255))
    assert third == ((255, 102, 102, 255), (102, 102, 255, 255))
    clear = model("line", **asked, background="transparent").steps[2]
    assert clear.colours == ((255, 0, 0, 153), (0, 0, 255, 153))


def test_a_line_changes_its_colour_at_the_threshold() -> None:
    steps = thresholds.Steps((0.0, 5.0), (RED, BLUE, TEAL))
    rising = bands(steps, Scale(-5, 5, False, ()), PLOT, 2)
    assert [(band.box.y, band.box.bottom, band.colour) for band in rising] == [
        (50, 100, RED),
        (0, 50, BLUE),
        (-2, 0, TEAL),
    ]


def test_joined_lines_run_on_over_gaps() -> None:
    scale, x = Scale(0, 1, False, ()), [0.0, 0.5, 1.0]
    assert len(runs(x, [0, None, 1], scale, PLOT)) == 2
    (joined,) = runs(x, [0, None, 1], scale, PLOT, joined=True)
    assert joined.tolist() == [[0, 100], [100, 0]]


@pytest.mark.parametrize(
    ("sort", "names", "values"),
    [
        ("ascending", ("b", "a", "c"), ((None, 1, 2), (-5, 3, 4))),
        ("descending", ("c", "a", "b"), ((2, 1, None), (4, 3, -5))),
        ("none", ("a", "b", "c"), ((1, None, 2), (3, -5, 4))),
    ],
)
def test_names_are_sorted_by_their_sums(sort: str, names: Any, values: Any) -> None:
    plot = model("bar", yvalues="1,,2|3,-5,4", sort=sort)
    assert plot.x.names == names
    assert tuple(one.values for one in plot.series) == values


def test_colours_of_bars_are_sorted_with_them() -> None:
    plot = model("bar", yvalues="1,3,2", colors="red,blue,teal", sort="descending")
    assert plot.series[0].colours == (BLUE, TEAL, RED)


def test_times_are_not_sorted_by_values() -> None:
    times = {"xvalues": "2024-01,2024-02", "yvalues": "1,2", "sort": "ascending"}
    assert errors("bar", **times) == ["sort: dates and times have an order of their own"]
    assert model("bar", **times, xtype="names").x.names == ("2024-01", "2024-02")


@pytest.mark.parametrize("side", ["top", "bottom", "left", "right"])
@pytest.mark.parametrize("radius", [4, 1000])
def test_a_rounded_bar_is_within_its_rectangle(side: Any, radius: float) -> None:
    vertices = np.asarray(rounded(Box(10, 20, 30, 50), radius, side).vertices)
    assert vertices.min(axis=0).tolist() == [10, 20]
    assert vertices.max(axis=0).tolist() == [40, 70]


@pytest.mark.parametrize("format_", ["png", "svg", "pdf"])
@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("bar", {"gap": 0, "radius": 100, "threshold_colors": "red,blue", "sort": "ascending"}),
        ("bar", {"stacked": True, "radius": 5, "horizontal": True}),
        ("line", {"points": "cross:100", "thresholds": "1", "threshold_colors": "red,blue"}),
        ("scatter", {"xvalues": "1,2,3", "threshold_colors": "red,blue", "legend": "a"}),
        ("line", {"points": "none", "gaps": "joined", "dash": "dashdot", "line_width": 50}),
        ("combo", {"radius": 3, "gap": 0.95, "points": "none", "marks": "points"}),
        ("radar", {"points": "plus", "gaps": "joined", "dash": "dotted", "value_labels": True}),
    ],
)
@pytest.mark.parametrize("yvalues", ["1,,-3", ",,5", "0,0,0", "-1e300,1e300,1e-300"])
def test_odd_data_is_drawn(
    kind: str, parameters: dict[str, Any], yvalues: str, format_: str
) -> None:
    asked = {"xvalues": "a,b,c", "yvalues": yvalues, "format": format_, **parameters}
    assert render.render(query.chart(kind, asked))


def test_texts_follow_the_size_that_is_asked_for_and_lines_do_not() -> None:
    asked = {"xvalues": "a,b", "yvalues": "1,2", "title": "T", "text_size": 30, "title_size": 50}
    chart = query.chart("line", asked)
    assert (sizes.text_font(chart).size, sizes.natural_size(chart)) == (30, 12)
    assert errors("line", yvalues="1,2,3", title_size=9) == ["title_size: there is no title"]
    assert errors("line", yvalues="1,2,3", text_size=3) == ["text_size: “3” is out of range"]


@pytest.mark.parametrize("options", [{"gap": 0}, {"radius": 9}, {"gap": 0.9, "radius": 100}])
@pytest.mark.parametrize("turned", [{}, {"horizontal": True}, {"reverse": True}])
def test_bars_of_a_waterfall_have_a_style(options: dict[str, Any], turned: dict[str, Any]) -> None:
    asked = {"labels": "a,b,c", "values": "3,-5,0", "total": "all", **turned}
    plain = render.render(query.chart("waterfall", asked))
    assert render.render(query.chart("waterfall", {**asked, **options})) != plain


@pytest.mark.parametrize("gap", [None, 0, 0.5, 0.95], ids=str)
def test_bars_of_a_histogram_have_a_gap(gap: float | None, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Box] = []

    def draw(_: Any, bars: Any, **__: Any) -> None:
        drawn.extend(box for box, _ in bars)

    monkeypatch.setattr(bin_places, "draw_bars", draw)
    asked = {"values": "1,3,4,6", "bins": "0,2,4,8", "grid": "none", "axes": "none"}
    render.render(query.chart("histogram", {**asked, "gap": gap, "width": 429}))
    gaps = {round(b.x - a.right) for a, b in pairwise(drawn)}  # not more beside a wide bin
    narrow = drawn[1].x - drawn[0].x
    assert gaps == {1 if gap is None else round(gap * narrow)}


@pytest.mark.parametrize("turned", [{}, {"reverse": True}, {"log": True}, {"cumulative": True}])
def test_bars_of_a_histogram_have_round_ends(turned: dict[str, Any]) -> None:
    asked = {"values": [[1, 2, 2, 3], [2, 3, 3, 9]], **turned}
    plain = render.render(query.chart("histogram", asked))
    assert render.render(query.chart("histogram", {**asked, "radius": 9})) != plain


@pytest.mark.parametrize("kind", kinds.KINDS)
@pytest.mark.parametrize("text_size", [4, 60])
def test_every_kind_is_drawn_with_tiny_and_huge_texts(kind: str, text_size: float) -> None:
    example = kinds.load(kind).KIND.examples[0].parameters
    asked = {**example, "title": "T", "text_size": text_size, "title_size": 2 * text_size}
    assert render.render(query.chart(kind, {**asked, "width": 300, "height": 200}))
