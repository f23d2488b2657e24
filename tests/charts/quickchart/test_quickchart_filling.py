"""What areas and bars reach to, and parts of lines: as Chart.js 2.9.4 and 4 have them."""

from __future__ import annotations

import pytest

from charts.diagnostics import Diagnostics
from charts.quickchart.chart import CartesianPlot
from charts.quickchart.datasets import Line, LineStyle
from charts.quickchart.draw.filling import _polygons
from charts.quickchart.read import config, literal
from charts.quickchart.render import render
from charts.quickchart.round_plots import RadialPlot

RED = (255, 0, 0, 255)


def _lines(*members: str, kind: str = "line", version: str = "4") -> list[Line]:
    datasets = ",".join(f"{{data:[1,2,3],{m}}}" for m in members)
    text = f"{{type:'{kind}',data:{{labels:[1,2,3],datasets:[{datasets}]}}}}"
    plot = config.read(literal.read(text), version, Diagnostics()).plot
    assert isinstance(plot, CartesianPlot | RadialPlot)
    return [dataset.line for dataset in plot.datasets]


@pytest.mark.parametrize("kind", ["line", "radar"])
@pytest.mark.parametrize(
    ("fill", "target"),
    [
        ("true", "origin"),
        ("'start'", "start"),
        ("'zero'", "origin"),
        ("'shape'", "shape"),
        ("0", 0),
        ("'0'", 0),
        ("1.5", None),
        ("'-1'", 0),
        ("'-2'", None),
        ("'+1'", None),
        ("1", None),
        ("-1", None),
        ("'5'", None),
        ("'yes'", None),
        ("false", None),
        ("null", None),
        ("{target:'-1'}", 0),
        ("{target:0,above:'red'}", 0),
        ("{value:20}", 20.0),
        ("{target:{value:'20'}}", 20.0),
        ("{above:'red'}", "origin"),
    ],
)
def test_what_an_area_reaches_to(kind: str, fill: str, target: object) -> None:
    line = _lines("fill:false", f"fill:{fill}", kind=kind)[1]
    assert line.fill == target
    assert type(line.fill) is type(target)


def test_an_area_reaches_past_hidden_lines_to_what_they_are_filled_to() -> None:
    hidden = "hidden:true,fill:"
    assert [line.fill for line in _lines("", f"{hidden}0", "fill:1")] == [None, 0]
    assert _lines(f"{hidden}'end'", "fill:'-1'")[0].fill == "end"
    assert _lines(f"{hidden}1", "fill:0")[0].fill is None  # each by the other


def test_an_area_without_a_word_of_it() -> None:
    assert [_lines("", version=version)[0].fill for version in ("2", "4")] == ["origin", None]
    assert [_lines("", kind="radar", version=v)[0].fill for v in ("2", "4")] == ["start"] * 2


def test_the_shapes_between_two_lines() -> None:
    one = [(0.0, 2.0, 0.0, 4.0), (4.0, 6.0, 4.0, 4.0)]
    shapes = list(_polygons(one, [(-1.0, 5.0, 2.0, 2.0)], along=0))
    assert shapes == [
        ([(0, 0), (1, 2), (1, 2), (0, 2)], True),  # before the lines cross: y grows downwards
        ([(1, 2), (2, 4), (2, 2), (1, 2)], False),
        ([(4, 4), (5, 4), (5, 2), (4, 2)], False),  # after a gap of the first line
    ]
    assert [higher for _, higher in _polygons(one, one, along=1)] == [False, False]


@pytest.mark.parametrize(
    ("segment", "style"),
    [
        ("{borderColor:'red'}", LineStyle(RED)),
        ("{borderDash:[6,6],borderWidth:5}", LineStyle(width=5.0, dash=(6.0, 6.0))),
        ("{borderDash:[],backgroundColor:'red'}", LineStyle(fill=RED, dash=())),
        ("{borderColor:['red','blue']}", LineStyle()),  # no list, as in Chart.js
        ("{borderColor:(c)=>c.p0.skip?'red':'blue'}", LineStyle()),
        ("'red'", LineStyle()),
    ],
)
def test_the_style_between_points(segment: str, style: LineStyle) -> None:
    assert _lines(f"segment:{segment}")[0].segment == style


def _drawn(config_text: str) -> bytes:
    chart = config.read(literal.read(config_text), "4", Diagnostics())
    return render(chart._replace(width=300, height=200, ratio=1.0, background=(255,) * 4))


def test_a_segment_changes_the_line_and_not_its_points_or_legend() -> None:
    lines = "{{type:'line',data:{{labels:[1,2,3],datasets:[{{data:[1,5,2],{}}}]}}}}"
    plain = lines.format("borderColor:'red'")
    assert _drawn(lines.format("borderColor:'red',segment:{borderColor:'red'}")) == _drawn(plain)
    changed = _drawn(lines.format("borderColor:'red',segment:{borderColor:'lime'}"))
    assert changed != _drawn(plain)
    assert changed != _drawn(lines.format("borderColor:'lime'"))


def test_a_gap_in_either_line_is_a_gap_between_them() -> None:
    """The area is in three parts, of which the last is where both lines are again."""
    text = (
        "{{type:'line',data:{{labels:[1,2,3,4,5,6],datasets:[{{data:{0},borderColor:'red'}},"
        "{{data:{1},borderColor:'red',fill:0,backgroundColor:'red'}}]}}}}"
    )
    one, two = "[1,1,null,1,1,1]", "[2,2,2,2,null,2]"
    assert _drawn(text.format(one, two)) != _drawn(text.format("[1,1,1,1,1,1]", two))


@pytest.mark.parametrize("axis", ["x", "y"])
def test_bars_start_at_their_base_and_floating_ones_where_they_say(axis: str) -> None:
    bars = (
        f"{{{{type:'bar',data:{{{{labels:['a','b','c'],datasets:[{{{{data:{{}}}}}}]}}}},"
        f"options:{{{{indexAxis:'{axis}',scales:{{{{x:{{{{min:0,max:9}}}},y:{{{{min:0,max:9}}}}}}}}}}}}}}}}"
    )
    based = _drawn(bars.format("[5,[1,7],2],base:4"))
    assert based == _drawn(bars.format("[[4,5],[1,7],[4,2]]"))
    assert based != _drawn(bars.format("[5,[1,7],2]"))


def test_the_base_of_bars_may_be_said_for_all_and_does_not_move_the_axis() -> None:
    data = (
        "{type:'bar',data:{labels:['a'],datasets:[{data:[5]}]},options:{datasets:{bar:{base:%s}}}}"
    )
    assert _drawn(data % "-900") == _drawn(data % "-5")  # both beyond the axis, which starts at 0
    assert _drawn(data % "3") != _drawn(data % "0")
