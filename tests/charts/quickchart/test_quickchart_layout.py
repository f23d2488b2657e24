"""Where Chart.js puts things, and what it reads options as: rules that are easily missed.

Expected numbers are those of Chart.js itself (2.9.4 and 4), read off its pictures or its code.
"""

from __future__ import annotations

import pytest

from charts.canvas.box import Box
from charts.canvas.fonts import Font
from charts.canvas.text import width
from charts.canvas.text_path import SLANT, outline
from charts.diagnostics import Diagnostics
from charts.quickchart.axes import ColourRule, Scale
from charts.quickchart.chart import CartesianPlot, Legend, QuickChart
from charts.quickchart.datasets import Dataset
from charts.quickchart.draw import annotation, arcs, log_axis, ticks
from charts.quickchart.draw.axis import Axis
from charts.quickchart.draw.chart import _overflow
from charts.quickchart.draw.ranges import Range
from charts.quickchart.draw.slice_path import rounded_slice
from charts.quickchart.labels import Condition, NumberRule, fixed, number, write
from charts.quickchart.read import (
    cells,
    config,
    datalabels,
    literal,
    sankey,
    shades,
    surroundings,
    tick_colours,
    tile_labels,
)  # fmt: skip
from charts.quickchart.render import render
from charts.quickchart.round_plots import PiePlot, RadialPlot, Ring
from charts.quickchart.styles import Sides

RED, BLUE = (255, 0, 0, 255), (0, 0, 255, 255)


def _chart(text: str, version: str = "4") -> QuickChart:
    return config.read(literal.read(text), version, Diagnostics())


def _plot(text: str, version: str = "4") -> CartesianPlot:
    plot = _chart(text, version).plot
    assert isinstance(plot, CartesianPlot)
    return plot


def _dataset(members: str, kind: str = "line", version: str = "4") -> Dataset:
    return _plot(f"{{type:'{kind}',data:{{datasets:[{{{members}}}]}}}}", version).datasets[0]


def _scales(scales: str, data: str = "datasets:[{data:[1,2]}]") -> dict[str, Scale]:
    plot = _plot(f"{{type:'line',data:{{{data}}},options:{{scales:{{{scales}}}}}}}")
    return {scale.id: scale for scale in plot.scales}


# Axes


@pytest.mark.parametrize(
    ("name", "members", "axis"),
    [
        ("right", "position:'right'", "y"),
        ("revenue", "position:'left'", "y"),
        ("x2", "", "x"),
        ("yen", "position:'top'", "x"),
        ("money", "", "y"),
        ("odd", "axis:'x'", "x"),
    ],
)
def test_the_direction_of_an_axis(name: str, members: str, axis: str) -> None:
    data = f"datasets:[{{data:[1],{axis}AxisID:'{name}'}}]"
    assert _scales(f"{name}:{{{members}}}", data)[name].axis == axis


def test_an_axis_that_only_its_datasets_say_the_direction_of() -> None:
    scales = _scales("money:{}", "datasets:[{data:[1],xAxisID:'money'}]")
    assert scales["money"].axis == "x"


def test_the_usual_axis_is_there_besides_others() -> None:
    scales = _scales("y1:{position:'right'}", "datasets:[{data:[1]},{data:[1],yAxisID:'y1'}]")
    assert set(scales) == {"y1", "x", "y"}
    assert "y" not in _scales("y1:{}", "datasets:[{data:[1],yAxisID:'y1'}]")


def test_no_datasets_are_a_blank_picture_in_version_4() -> None:
    assert _plot("{type:'line',data:{labels:['a'],datasets:[]}}").scales == ()
    assert len(_plot("{type:'line',data:{labels:['a'],datasets:[]}}", "2").scales) == 2


@pytest.mark.parametrize(
    ("position", "at"),
    [("'center'", ("", None)), ("{x:3}", ("x", 3.0)), ("'left'", None)],
)
def test_an_axis_within_the_chart_area(position: str, at: object) -> None:
    scale = _scales(f"y:{{position:{position}}}")["y"]
    assert scale.at == at
    assert not scale.horizontal


def test_the_keys_of_objects_are_the_names_of_an_axis() -> None:
    scale = _scales("", "datasets:[{data:{Jan:1,Feb:2}},{data:[{x:'Mar',y:3}]}]")["x"]
    assert scale.names == (("Jan",), ("Feb",), ("Mar",))


def test_the_ticks_of_a_logarithmic_axis() -> None:
    scale = _scales("y:{type:'logarithmic'}")["y"]
    low, high = log_axis.range_4(scale, Range(1.0, 1000.0, 1.0))
    found = log_axis.ticks_4(low, high, scale)
    values = [tick.value for tick in found]
    assert values[:11] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15]
    assert values[-1] == 1000
    labels = [log_axis.label_4(tick, i, values) for i, tick in enumerate(found)]
    assert labels[:6] == ["1", "2", "3", "", "5", ""]
    assert labels[-1] == "1,000"
    assert [values[i] for i in log_axis.majors(found)] == [1, 10, 100, 1000]


def test_the_ends_of_a_logarithmic_axis() -> None:
    def ends(members: str, values: Range) -> tuple[float, float]:
        return log_axis.range_4(_scales(f"y:{{type:'logarithmic',{members}}}")["y"], values)

    assert ends("", Range(0.0, 50.0, 20.0)) == (10, 50)  # a 0 in the data
    assert ends("", Range(None, None)) == (1, 10)
    assert ends("", Range(7.0, 7.0, 7.0)) == (0.1, 10)
    assert ends("min:5,max:500", Range(7.0, 70.0, 7.0)) == (5, 500)


def test_powers_of_ten_that_a_browser_computes_otherwise() -> None:
    assert ticks.nice(0.00005) == pytest.approx(0.0001)
    assert ticks.nice(0.0005) == pytest.approx(0.001)
    assert ticks.nice(0.005) == pytest.approx(0.005)


@pytest.mark.parametrize(
    ("options", "values", "label"),
    [
        ("locale:'de-DE'", (10000.0, 20000.0), "10.000"),
        ("locale:'de-DE'", (0.5, 1.0), "0,5"),
        ("scales:{y:{ticks:{format:{style:'currency',currency:'EUR'}}}}", (1.5, 2.0), "€1.5"),
        ("scales:{y:{ticks:{format:{notation:'compact'}}}}", (1e9, 2e9), "1B"),
    ],
)
def test_formats_of_ticks(options: str, values: tuple[float, ...], label: str) -> None:
    plot = _plot(f"{{type:'bar',data:{{datasets:[{{data:[1]}}]}},options:{{{options}}}}}")
    (rule,) = (scale.ticks.label for scale in plot.scales if scale.axis == "y")
    assert rule is not None
    assert rule.number is not None
    if rule.number.by_ticks:
        rule = rule._replace(number=rule.number._replace(fixed=ticks.places(values)))
    assert write(rule, values[0]) == label


def test_dashes_of_a_border_are_those_of_the_grid() -> None:
    assert _scales("y:{border:{dash:[4,2]}}")["y"].grid.dash == (4, 2)


@pytest.mark.parametrize(
    "code",
    [
        "(c)=>c.tick.value===0?'red':'blue'",
        "function(context) { if (context.tick.value == 0) { return 'red'; } return 'blue'; }",
    ],
)
def test_functions_choose_the_colour_of_a_grid_line(code: str) -> None:
    rule = _scales(f"y:{{grid:{{color:{code}}}}}")["y"].grid.rule
    assert rule == ColourRule(Condition("==", 0), RED, BLUE)
    assert _scales("y:{grid:{color:(c)=>c.index?'red':'blue'}}")["y"].grid.rule is None


@pytest.mark.parametrize("start", ["(c", "c=>{", "function (c) {return", "{a:", "rgba(", "(v"])
@pytest.mark.parametrize("more", [" ", "a", "(", "{", "c.", "'"])
def test_long_code_is_recognised_or_not_in_little_time(start: str, more: str) -> None:
    for length in (1900, 100_000):
        code = literal.Code(start + more * length)
        for module in (tick_colours, datalabels, shades, tile_labels, cells, sankey):
            assert not module.knows(code)
        assert not surroundings.knows_filter(code)


# Points and bars


@pytest.mark.parametrize("version", ["2", "4"])
def test_the_edge_of_points_is_as_wide_as_the_line(version: str) -> None:
    assert _dataset("data:[1],borderWidth:5", version=version).points.edge_widths == (5,)
    assert _dataset("data:[1]", version=version).points.edge_widths == (1,)
    own = _dataset("data:[1],borderWidth:5,pointBorderWidth:2", version=version)
    assert own.points.edge_widths == (2,)


@pytest.mark.parametrize(
    ("members", "overflow"),
    [
        ("data:[1,2]", 5),
        ("data:[1,2],pointRadius:[1,9]", 10),
        ("data:[1,2],pointRadius:0,borderWidth:6", 3),
        ("data:[1,2],pointHoverRadius:8,borderWidth:2", 10),
    ],
)
def test_points_at_the_ends_have_room(members: str, overflow: float) -> None:
    assert _overflow(_plot(f"{{type:'line',data:{{datasets:[{{{members}}}]}}}}")) == overflow


def test_borders_and_corners_of_bars_may_differ() -> None:
    bars = _dataset("data:[1],borderWidth:{top:4,left:1},borderRadius:{topLeft:9}", "bar").bars
    assert bars.borders == (4, 0, 0, 1)
    assert bars.corners == (9, 0, 0, 0)


# Legends


def _legend(members: str, options: str = "", version: str = "4") -> Legend:
    text = f"{{type:'line',data:{{datasets:[{members}]}},options:{{{options}}}}}"
    legend = _chart(text, version).legend
    assert legend is not None
    return legend


def test_the_legend_of_a_line_without_an_area_has_its_colour_in_version_2() -> None:
    members = "{data:[1],fill:false,backgroundColor:'red',borderColor:'blue'}"
    assert _legend(members, version="2").items[0].fill == BLUE
    assert _legend(members).items[0].fill == RED


def test_hidden_datasets_are_struck_through_in_the_legend() -> None:
    legend = _legend("{label:'a',data:[1]},{label:'b',data:[2],hidden:true}")
    assert [(item.text, item.hidden) for item in legend.items] == [("a", False), ("b", True)]


@pytest.mark.parametrize(
    ("code", "left"),
    [
        ("(i)=>i.text!=='b'", ["a"]),
        ("function(item){return item.text == 'b'}", ["b"]),
        ("item => !item.text.includes('b')", ["a"]),
        ("(i, data) => i.text.startsWith('a')", ["a"]),
        ("(i)=>i.datasetIndex!==0", ["a", "b"]),
    ],
)
def test_filters_of_legends(code: str, left: list[str]) -> None:
    options = f"plugins:{{legend:{{labels:{{filter:{code}}}}}}}"
    legend = _legend("{label:'a',data:[1]},{label:'b',data:[2]}", options)
    assert [item.text for item in legend.items] == left


# Round charts


def test_the_start_of_a_polar_area_is_in_radians_in_version_2() -> None:
    text = "{type:'polarArea',data:{datasets:[{data:[1,2]}]},options:{startAngle:0}}"
    starts = []
    for version in ("2", "4"):
        plot = _chart(text, version).plot
        assert isinstance(plot, RadialPlot)
        starts.append(plot.spokes.start)
    assert starts == [90, 0]


def _ring(options: str, dataset: str = "data:[1,3]") -> tuple[PiePlot, Ring]:
    plot = _chart(
        f"{{type:'doughnut',data:{{datasets:[{{{dataset}}}]}},options:{{{options}}}}}"
    ).plot
    assert isinstance(plot, PiePlot)
    return plot, plot.rings[0]


def test_a_cutout_in_pixels_is_a_part_of_half_the_shorter_side() -> None:
    plot, _ = _ring("cutout:70", "data:[1],borderWidth:0")
    frame = arcs.frame(plot, Box(0, 0, 400, 280))
    assert frame.inner / frame.outer == pytest.approx(0.5)


def test_slices_are_moved_by_a_quarter_of_their_offset() -> None:
    plot, ring = _ring("", "data:[1,3],offset:40,borderWidth:0")
    first, second = arcs._slices(plot, ring, arcs.Frame(0, 0, 100, 50), 100, 50)
    assert (first.x**2 + first.y**2) ** 0.5 == pytest.approx(10)
    assert first.outer == pytest.approx(100)  # of a quarter of a circle
    assert second.outer == pytest.approx(110)


def test_spacing_and_corners_of_slices() -> None:
    plot, ring = _ring("", "data:[1,1],spacing:20,borderWidth:0,borderRadius:8")
    assert (ring.spacing, ring.corner) == (20, 8)
    frame = arcs.frame(plot, Box(0, 0, 320, 220))
    assert frame.outer == pytest.approx(100)  # 20 less than the height
    part = arcs._slices(plot, ring, frame, 100, 50)[0]
    outline = arcs._outline(ring, part)
    assert outline.vertices[:, 0].min() > frame.x + 9  # half the space
    assert outline.vertices[:, 0].max() == pytest.approx(frame.x + 110, abs=0.1)
    assert outline.vertices[:, 1].min() > frame.y - 110 + 0.1  # the corner is cut off


def test_round_corners_are_limited_by_the_ring() -> None:
    outline = rounded_slice(0, 0, 100, 80, 0.0, 1.0, 500).vertices
    radii = (outline**2).sum(axis=1) ** 0.5  # of points and handles
    assert 100 <= radii.max() < 104
    assert 76 < radii.min() <= 80
    assert outline[:, 0].min() >= -0.5  # it starts at 12 o'clock


# Labels


def test_an_axis_of_version_2_may_say_how_wide_bars_are() -> None:
    text = (
        "{type:'bar',data:{datasets:[{data:[1],minBarLength:5}]},options:{scales:{xAxes:["
        "{barPercentage:0.4,categoryPercentage:0.6,maxBarThickness:9,minBarLength:1}]}}}"
    )
    bars = _plot(text, "2").datasets[0].bars
    assert (bars.bar_share, bars.category_share) == (0.4, 0.6)
    assert (bars.max_thickness, bars.min_length) == (9, 5)


@pytest.mark.parametrize(
    "code",
    ["(c)=>c.dataset.backgroundColor", "function(ctx) { return ctx.dataset.backgroundColor; }"],
)
def test_labels_of_values_in_the_colour_of_their_dataset(code: str) -> None:
    members = f"data:[1],backgroundColor:'red',datalabels:{{color:{code}}}"
    labels = _dataset(members, "bar").datalabels
    assert labels is not None
    assert labels.style.colour == RED


def test_labels_beside_the_legend_and_the_axis_have_its_room() -> None:
    plot = _plot("{type:'bar',data:{labels:['a'],datasets:[{data:[12]}]}}")
    (scale,) = (scale for scale in plot.scales if scale.axis == "y")
    axis = Axis(scale, 4, (500, 200), Range(0.0, 12.0), 1.0)
    axis.fit(109, 250, Sides(top=32, bottom=59))
    assert [tick.value for tick in axis.ticks] == [0, 2, 4, 6, 8, 10, 12]
    axis.fit(95, 250, Sides(top=32, bottom=73))
    assert [tick.value for tick in axis.ticks] == [0, 4, 8, 12]


# Text


def test_slanted_text_leans_to_the_right() -> None:
    font = Font(100.0, family="helvetica")
    upright, slanted = outline("l", font, 0, 0), outline("l", font, 0, 0, slant=SLANT)
    assert upright is not None
    assert slanted is not None
    height = -upright.vertices[:, 1].min()
    moved = slanted.vertices[:, 0].max() - upright.vertices[:, 0].max()
    assert moved == pytest.approx(SLANT * height)
    assert outline(" ", font, 0, 0) is None


def test_narrowed_text_is_as_wide_as_asked() -> None:
    font = Font(20.0, family="helvetica")
    wide, narrow = (outline("HH", font, 0, 0, anchor=0.5, stretch=s) for s in (1.0, 0.5))
    assert wide is not None
    assert narrow is not None
    spans = [float(p.vertices[:, 0].max() - p.vertices[:, 0].min()) for p in (wide, narrow)]
    assert spans[1] == pytest.approx(spans[0] / 2)
    assert spans[0] < width("HH", font)


def test_a_dataset_of_a_doughnut_may_say_its_angles_and_its_hole() -> None:
    members = "data:[72,28],circumference:180,rotation:-90,cutout:'80%'"
    plot, _ = _ring("", members)
    assert (plot.circumference, plot.rotation, plot.cutout) == (180, 270, 0.8)


def test_points_have_the_names_that_parsing_gives_them() -> None:
    dataset = "data:[{k:'b',net:{sum:30}}],parsing:{xAxisKey:'k',yAxisKey:'net.sum'}"
    (read,) = _plot(f"{{type:'bar',data:{{labels:['a','b'],datasets:[{{{dataset}}}]}}}}").datasets
    assert (read.values, read.places) == ((30,), (1,))


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [(2.25, 1, "2.3"), (1.005, 2, "1.00"), (-2.5, 0, "-3"), (0.5, 0, "1"), (0.125, 2, "0.13")],
)
def test_halves_are_rounded_as_toFixed_does(value: float, decimals: int, written: str) -> None:  # noqa: N802
    assert fixed(value, decimals) == written


def test_a_localized_number_is_rounded_as_it_is_written() -> None:
    assert number(1.005, NumberRule(max_decimals=2)) == "1.01"


def test_an_axis_reaches_as_far_as_its_annotations() -> None:
    def ends(more: str, scale: str = "", version: str = "2") -> tuple[float | None, float | None]:
        plot = _plot(
            "{type:'line',data:{labels:[1,2],datasets:[{data:[3,4]}]},options:{scales:{y:{"
            f"{scale}}}}},plugins:{{annotation:{{annotations:[{{type:'line',yMin:9,{more}}}]}}}}}}}}",
            version,
        )
        (scale_y,) = (s for s in plot.scales if s.axis == "y")
        values = annotation.widened(Range(3, 4), scale_y, plot.annotations)
        return values.low, values.high

    assert ends("yMax:9") == (3, 9)
    assert ends("adjustScaleRange:false") == (3, 4)
    assert ends("yMax:9", "suggestedMax:6") == (3, 4)
    assert ends("yMax:9", version="4") == (3, 9)
    assert ends("adjustScaleRange:false", version="4") == (3, 4)


def test_elements_say_the_colours_of_all_lines() -> None:
    plot = _plot(
        "{type:'line',data:{datasets:[{data:[1]}]},options:{elements:{line:{borderColor:'red'}}}}"
    )
    assert plot.datasets[0].edges == ((255, 0, 0, 255),)


def test_dashes_may_start_within_one() -> None:
    dataset = _dataset("data:[1,2],borderDash:[6,2],borderDashOffset:3")
    assert (dataset.line.dash, dataset.line.dash_offset) == ((6, 2), 3)
    chart = _chart(
        "{type:'line',data:{labels:[1,2],datasets:[{data:[1,2],borderDash:[6,2],"
        "borderDashOffset:3}]},options:{plugins:{legend:{display:false}}}}"
    )
    assert b'stroke-dashoffset="3"' in render(chart._replace(format="svg"))


@pytest.mark.parametrize(("version", "tension", "monotone"), [("2", 0, False), ("4", 0, True)])
def test_version_2_has_no_curves_without_tension(
    version: str, tension: float, *, monotone: bool
) -> None:
    members = f"data:[1,2],cubicInterpolationMode:'monotone',tension:{tension}"
    assert _dataset(members, version=version).line.monotone is monotone


def test_an_empty_text_is_0_on_an_axis_of_numbers() -> None:
    assert _dataset("data:['1','',null]").values == (1, 0, None)


def test_the_shape_of_the_legend_of_slices() -> None:
    chart = _chart(
        "{type:'pie',data:{labels:['a'],datasets:[{data:[1]}]},options:{plugins:{legend:{labels:"
        "{usePointStyle:true,pointStyle:'rectRot'}}}}}"
    )
    assert chart.legend is not None
    assert chart.legend.items[0].shape == "rectRot"


@pytest.mark.parametrize(
    "code",
    [
        "(c)=>c.raw<0?'red':'blue'",
        "function(ctx) { return ctx.parsed.y < 0 ? 'red' : 'blue'; }",
        "c => { const v = c.dataset.data[c.dataIndex]; return v < 0 ? 'red' : 'blue'; }",
    ],
)
def test_functions_choose_the_colour_of_a_bar_by_its_value(code: str) -> None:
    text = f"{{type:'bar',data:{{datasets:[{{data:[-1,2,null],backgroundColor:{code}}}]}}}}"
    diagnostics = Diagnostics()
    plot = config.read(literal.read(text), "4", diagnostics).plot
    assert isinstance(plot, CartesianPlot)
    assert plot.datasets[0].fills == (RED, BLUE, BLUE)
    assert not list(diagnostics)
