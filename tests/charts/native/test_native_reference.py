"""Reference marks: targets, bands and annotations, of every kind that has axes."""

from __future__ import annotations

from typing import Any

import pytest

from charts.canvas.box import Box
from charts.diagnostics import ChartError
from charts.native import axes, kinds, query, render
from charts.native.axes import reference_marks
from charts.native.axes.entries import EntryAxis
from charts.native.chart import Chart
from charts.native.reference import Reference, Target
from charts.native.scale import CategoryScale, Scale
from charts.native.values import Marks

_WITH_AXES = [
    kind
    for kind in kinds.KINDS
    if "target" in kinds.parameters(kind) and "grid" in kinds.parameters(kind)
]
_MARKS = Marks(3, 20, "80:Goal")
_POINTS = Marks(3, 30, "3,40:Peak", points=True)


def _drawn(kind: str, **more: Any) -> render.Drawing:
    example = dict(kinds.load(kind).KIND.examples[0].parameters)
    return render.draw(query.chart(kind, {**example, "width": 300, "height": 200, **more}))


def _chart(**parameters: Any) -> Chart:
    data = {"xvalues": ["a", "b", "c"], "yvalues": [30, 50, 40]}
    return query.chart("line", {**data, **parameters})


def _marks(chart: Chart) -> list[tuple[Any, ...]]:
    assert chart.frame
    assert chart.frame.reference
    targets, bands, annotations, _ = chart.frame.reference
    return [mark[2:] for marks in (targets, bands, annotations) for mark in marks]


def _fit(chart: Chart) -> axes.Axes:
    return axes.fit(
        chart,
        Box(0, 0, 600, 400),
        axes.along(chart.plot.x, chart),
        axes.NumberAxis([30.0, 50.0, 40.0], chart.plot.axis),
    )


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        ("80:Goal", ("80:Goal",)),
        ("80:Goal,60:Low", ("80:Goal", "60:Low")),
        ("80:Goal | 60:Low", ("80:Goal", "60:Low")),
        (r"80:Goal\, at last", ("80:Goal, at last",)),
        (80, ("80",)),
        ([80, "60:Low"], ("80", "60:Low")),
    ],
)
def test_marks_are_separated_by_commas_or_bars(raw: Any, texts: tuple[str, ...]) -> None:
    assert _MARKS.read(raw) == texts


@pytest.mark.parametrize(
    ("raw", "pairs"),
    [
        ("3,40:Peak", (("3", "40:Peak"),)),
        ("3,40:Peak, the only one", (("3", "40:Peak, the only one"),)),
        (r"Smith\, J,40:Peak|b,5:x", (("Smith, J", "40:Peak"), ("b", "5:x"))),
        ([[3, "40:Peak"], "b,5:x"], (("3", "40:Peak"), ("b", "5:x"))),
    ],
)
def test_points_are_separated_by_bars(raw: Any, pairs: tuple[tuple[str, str], ...]) -> None:
    assert _POINTS.read(raw) == pairs


@pytest.mark.parametrize("raw", ["1,2,3,4", "1,,2", "8" * 21, [[1]], True])
def test_what_is_no_mark(raw: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whose words are tested below
        _MARKS.read(raw)


_READ: list[tuple[dict[str, Any], tuple[Any, ...]]] = [
    ({"target": "80:Goal"}, ("y", 80.0, "Goal")),
    ({"target": "-4"}, ("y", -4.0, "")),
    ({"target": "80: Goal: 8:00"}, ("y", 80.0, "Goal: 8:00")),
    ({"xtarget": "b:Now"}, ("x", 1.0, "Now")),
    ({"xvalues": ["a", "9:15", "c"], "xtarget": "9:15:Now"}, ("x", 1.0, "Now")),
    ({"xvalues": [1, 2, 4], "xtype": "numbers", "xtarget": 3}, ("x", 3.0, "")),
    ({"xvalues": ["09:00", "10:00", "11:00"], "xtarget": "09:30:Tea"}, ("x", 34200.0, "Tea")),
    ({"xvalues": ["09:00", "10:00", "11:00"], "xtarget": "09:30:15"}, ("x", 34215.0, "")),
    ({"band": "20..40:Normal"}, ("y", 20.0, 40.0, "Normal")),
    ({"band": "-1.5..-.5"}, ("y", -1.5, -0.5, "")),
    ({"band": "..40:Low"}, ("y", None, 40.0, "Low")),
    ({"band": "80..:High"}, ("y", 80.0, None, "High")),
    ({"xband": "a..b:First"}, ("x", 0.0, 1.0, "First")),
    ({"xvalues": ["1970-01-01", "1970-01-03", "1970-01-09"], "xband": "1970-01-02..:Rest"},
     ("x", 86400.0, None, "Rest")),
    ({"annotate": "b,50:Peak, at last"}, (1.0, 50.0, "Peak, at last")),
]  # fmt: skip


@pytest.mark.parametrize(("parameters", "mark"), _READ)
def test_where_a_mark_stands(parameters: dict[str, Any], mark: tuple[Any, ...]) -> None:
    assert _marks(_chart(**parameters)) == [mark]


def _combo(**parameters: Any) -> Chart:
    data = {"xvalues": ["a", "b"], "yvalues": [[30, 50], [1, 3]], "axis": ["left", "right"]}
    return query.chart("combo", {**data, **parameters})


def test_marks_of_the_second_axis_stand_there() -> None:
    chart = _combo(y2target="6:Goal", y2band="1..2", y2annotate="b,3:Peak", target="40")
    assert _marks(chart) == [
        ("y", 40.0, ""), ("y2", 6.0, "Goal"), ("y2", 1.0, 2.0, ""), (1.0, 3.0, "Peak"),
    ]  # fmt: skip
    fitted = axes.fit(
        chart,
        Box(0, 0, 600, 400),
        axes.along(chart.plot.x, chart),
        axes.NumberAxis([30.0, 50.0], from_zero=True),
        y2=axes.NumberAxis([1.0, 3.0], from_zero=True),
    )
    first, second = fitted.named("y").scale, fitted.named("y2").scale
    assert isinstance(first, Scale)
    assert isinstance(second, Scale)
    assert first.high < 80
    assert 6 <= second.high < 12
    assert fitted.point(1, 3, second=True)[1] == pytest.approx(
        fitted.plot.bottom - second(3) * fitted.plot.height
    )
    (label,) = axes.labels_within(chart, fitted)
    assert label.right > fitted.plot.right - 20  # at its axis
    assert len(axes.labels_within(_combo(), fitted._replace(marks=None))) == 0


@pytest.mark.parametrize("name", ["y2target", "y2band", "y2annotate"])
def test_marks_of_the_second_axis_need_one(name: str) -> None:
    mark = {"y2target": "1", "y2band": "1..2", "y2annotate": "a,1:x"}[name]
    with pytest.raises(ChartError, match="no series is on the right axis") as raised:
        _combo(axis=["left", "left"], **{name: mark})
    assert [error.parameter for error in raised.value.errors] == [name]
    with pytest.raises(ChartError, match="is not a parameter of a line chart"):
        _chart(**{name: mark})


@pytest.mark.parametrize(("log", "wrong"), [("log", "target"), ("y2log", "y2target")])
def test_marks_of_a_logarithmic_axis_are_above_zero(log: str, wrong: str) -> None:
    with pytest.raises(ChartError) as raised:
        _combo(marks=["line", "line"], target="-1", y2target="-1", **{log: True})
    (error,) = raised.value.errors
    assert error.parameter == wrong
    assert "as the axis is logarithmic" in error.allowed


def test_marks_beyond_the_second_axis_are_named() -> None:
    drawing = render.draw(_combo(y2max=5, y2target="6:Goal", y2band="4..9"))
    assert list(drawing.notices) == [
        "y2target: 6:Goal lies beyond the axis and is not shown",
        "y2band: 4..9 is cut off at the end of the axis",
    ]


_WRONG: list[tuple[dict[str, Any], str, str, str]] = [
    ({"target": "Goal"}, "target", "“Goal”: “Goal” is not a number", "80:Goal"),
    ({"target": "8,x:Goal"}, "target", "“x:Goal”: “x” is not a number", "a number"),
    ({"target": "0", "log": True}, "target", "0 has no logarithm", "above 0"),
    ({"xtarget": "d:Now"}, "xtarget", "“d” is not one of the names", "one of the names"),
    ({"band": "40"}, "band", "is not a range", "20..40:Normal"),
    ({"band": ".."}, "band", "has no end", "20..40:Normal"),
    ({"band": "40..20:x"}, "band", "the first end is beyond the second", "20..40:Normal"),
    ({"xband": "b..a"}, "xband", "the first end is beyond the second", "names"),
    ({"annotate": "b,50"}, "annotate", "has no text", "3,40:Peak"),
    ({"annotate": "d,50:x"}, "annotate", "“d” is not one of the names", "one of the names"),
    ({"annotate": "b"}, "annotate", "“b” is not like 3,40:Peak", "separated by bars"),
    ({"target": ["8"] * 21}, "target", "21 are too many", "at most 20"),
    ({"xvalues": [1, 2, 3], "xtype": "numbers", "xlog": True, "xtarget": -1}, "xtarget",
     "-1 has no logarithm", "above 0"),
]  # fmt: skip


@pytest.mark.parametrize(("parameters", "name", "detail", "allowed"), _WRONG)
def test_errors_name_the_mark(
    parameters: dict[str, Any], name: str, detail: str, allowed: str
) -> None:
    with pytest.raises(ChartError) as raised:
        _chart(**parameters)
    (error,) = raised.value.errors
    assert error.parameter == name
    assert detail in error.detail
    assert allowed in error.allowed


def test_wrong_xvalues_are_the_only_error() -> None:
    with pytest.raises(ChartError) as raised:
        _chart(xtype="numbers", xtarget="b")
    assert [error.parameter for error in raised.value.errors] == ["xvalues"]


@pytest.mark.parametrize("kind", _WITH_AXES)
@pytest.mark.parametrize("mark", [{"target": "5:Goal"}, {"band": "..5:Low"}], ids=str)
def test_each_kind_draws_marks(kind: str, mark: dict[str, Any]) -> None:
    assert _drawn(kind, **mark).content != _drawn(kind).content


@pytest.mark.parametrize("kind", _WITH_AXES)
def test_each_kind_says_what_it_does_not_show(kind: str) -> None:
    notices = _drawn(kind, ymax=1e-6, target="9:Far", band="5..9").notices
    assert "target: 9:Far lies beyond the axis and is not shown" in notices
    assert "band: 5..9 lies beyond the axis and is not shown" in notices


def test_bands_of_names_have_the_width_of_these() -> None:
    fitted = axes.fit(
        _chart(xband="b..b"),
        Box(0, 0, 600, 400),
        axes.CategoryAxis(CategoryScale(("a", "b", "c"))),
        axes.NumberAxis([1.0, 2.0]),
    )
    assert fitted.marks
    ends = reference_marks._ends(fitted.marks.bands[0], fitted.x)
    assert ends == pytest.approx((1 / 3, 2 / 3))


def test_marks_stand_at_their_names_in_whatever_order_these_are() -> None:
    reference = Reference((Target("xtarget", "b", "x", 1.0, ""),), names=("a", "b", "c"))
    assert reference.among(("a", "b", "c", "Total")).targets[0].at == 1
    assert reference.among(("c", "a", "b")).targets[0].at == 2


def test_axes_reach_the_marks() -> None:
    fitted = _fit(_chart(target="80", band="10..20"))
    assert fitted.y_scale.low <= 10
    assert fitted.y_scale.high >= 80
    days = ["2024-03-01", "2024-03-02", "2024-03-03"]
    fitted = _fit(_chart(xvalues=days, xtarget="2024-03-09"))
    assert 0 < fitted.x.position(1709424000) < 0.5


def test_bands_beyond_the_ends_are_cut_off_with_a_notice() -> None:
    notices = render.draw(_chart(ymin=0, ymax=60, band="50..70:Hot,61..62")).notices
    assert list(notices) == [
        "band: 50..70:Hot is cut off at the end of the axis",
        "band: 61..62 lies beyond the axis and is not shown",
    ]


def test_labels_stand_beyond_the_plot() -> None:
    plain, beside, above = (
        _fit(_chart(**marks)).plot for marks in ({}, {"target": "40:Goal"}, {"xtarget": "b:Now"})
    )
    assert beside.right < plain.right - 20
    assert above.right == plain.right
    assert above.y >= plain.y + 10


def test_names_at_the_ends_of_lines_keep_their_place() -> None:
    chart = _chart(legend=["Series"], legend_position="ends", target="40:Goal")
    assert _fit(chart).plot.right == _fit(_chart()).plot.right


def test_labels_without_room_are_named() -> None:
    many = [f"{20 + i}:Goal {i}" for i in range(20)]
    notices = render.draw(_chart(target=many, width=300, height=120)).notices
    assert notices[0].startswith("no room for the text “Goal ")
    close = "|".join(f"b,{40 + i}:text {i}" for i in range(9))
    (notice,) = render.draw(_chart(annotate=close, width=200, height=120)).notices
    assert notice.startswith("no room for the text “text ")


def test_times_between_two_entries_are_half_way() -> None:
    example = dict(kinds.load("candlestick").KIND.examples[1].parameters)
    axis = EntryAxis(query.chart("candlestick", example).plot.x)
    assert axis.place(1714694400) == 1  # the second entry, Friday
    assert axis.place(1714780800) == 1.5  # on Saturday
    assert axis.place(0) == -0.5


def test_marks_of_the_times_cross_the_volume_as_well() -> None:
    example = dict(kinds.load("candlestick").KIND.examples[0].parameters)
    lines = [
        render.render(query.chart("candlestick", {**example, "format": "svg", name: mark})).count(
            b"stroke-dasharray"
        )
        for name, mark in (("target", "175"), ("xtarget", "2024-02-14"))
    ]
    assert lines == [1, 2]


def test_a_target_of_a_gauge_is_none_of_axes() -> None:
    assert query.chart("gauge", {"value": 60, "target": 80}).frame is None
    assert query.chart("sparkline", {"yvalues": [1, 2], "band": "1,2"}).frame is None


def test_marks_may_be_repeated_in_a_query() -> None:
    pairs = [("target", "1:a"), ("target", "2:b"), ("annotate", "a,1:x"), ("annotate", "b,2:y")]
    assert query.joined("line", pairs) == [("target", "1:a,2:b"), ("annotate", "a,1:x|b,2:y")]
