"""Ranges, directions, ticks, gridlines and labels of the axes, of every kind that has axes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageOps

from charts.canvas.box import Box
from charts.diagnostics import ChartError
from charts.marks.candles import Prices, _candle
from charts.marks.lines import bent_into
from charts.native import axes, group_places, kinds, query, render, violins
from charts.native.axes.entries import EntryAxis
from charts.native.chart import Chart
from charts.native.frame import Frame
from charts.native.scale import Scale

_WITH_AXES = [kind for kind in kinds.KINDS if "grid" in kinds.parameters(kind)]
_WITH_X = [kind for kind in _WITH_AXES if "xmin" in kinds.parameters(kind)]


def _example(kind: str) -> dict[str, Any]:
    parameters = dict(kinds.load(kind).KIND.examples[0].parameters)
    return {**parameters, "width": 300, "height": 200}


def _drawn(kind: str, **more: Any) -> render.Drawing:
    return render.draw(query.chart(kind, {**_example(kind), **more}))


def _fit(chart: Chart, x: axes.NumberAxis | axes.TimeAxis | None = None) -> axes.Axes:
    """Return axes around values of 0 to 10."""
    return axes.fit(
        chart,
        Box(0, 0, 600, 400),
        x or axes.along(chart.plot.x, chart),
        axes.NumberAxis([0.0, 4.5, 10.0], chart.plot.axis, from_zero=True),
    )


def _line(**parameters: Any) -> Chart:
    data = {"xvalues": [1, 2, 3, 4, 5], "yvalues": [0, 4, 10, 3, 2], "xtype": "numbers"}
    return query.chart("line", {**data, **parameters})


@pytest.mark.parametrize("kind", _WITH_AXES)
@pytest.mark.parametrize(
    "option",
    [
        {"reverse": True},
        {"xreverse": True},
        {"grid": "none"},
        {"grid": "both"},
        {"axes": "none"},
        {"axes": "x"},
        {"yticks": 3},
    ],
    ids=str,
)
def test_each_option_changes_the_picture_of_each_kind(kind: str, option: dict[str, Any]) -> None:
    if kind in ("scatter", "bubble", "candlestick") and option == {"grid": "both"}:
        return  # which it has by default
    if not option.keys() <= kinds.parameters(kind).keys():
        return
    assert _drawn(kind, **option).content != _drawn(kind).content


@pytest.mark.parametrize("kind", _WITH_AXES)
def test_values_beyond_an_end_are_named(kind: str) -> None:
    if "ymax" not in kinds.parameters(kind):
        return
    notices = _drawn(kind, ymax=1e-6).notices
    assert any(notice.startswith("ymax: what lies above 1e-06, up to ") for notice in notices)


def test_the_axis_of_numbers_ends_where_it_is_asked_to() -> None:
    fitted = _fit(_line(xmin="2", xmax=4))
    assert isinstance(fitted.x.scale, Scale)
    assert (fitted.x.scale.low, fitted.x.scale.high) == (2, 4)
    assert fitted.notices == (
        "xmin: what lies below 2, down to 1, is not shown",
        "xmax: what lies above 4, up to 5, is not shown",
    )


def test_the_axis_of_times_ends_where_it_is_asked_to() -> None:
    days = [f"2024-03-{day:02}" for day in range(1, 11)]
    chart = query.chart(
        "line", {"xvalues": days, "yvalues": list(range(10)), "xmin": "2024-03-03T12:00"}
    )
    fitted = _fit(chart)
    assert isinstance(fitted.x.scale, Scale)
    assert fitted.x.scale.low == 1709467200
    assert fitted.notices == ("xmin: 3 of 10 times lie beyond it and are not shown",)


def test_bars_at_the_ends_that_are_asked_for_are_whole() -> None:
    months = ["2024-01", "2024-02", "2024-03", "2024-04"]
    chart = query.chart("bar", {"xvalues": months, "yvalues": [1, 2, 3, 4], "xmin": "2024-02"})
    fitted = axes.fit(
        chart, Box(0, 0, 600, 400), axes.of_bars(chart.plot.x, chart), axes.NumberAxis([0.0, 4.0])
    )
    february = chart.plot.x.at[1]
    half = axes.pitch(chart.plot.x, fitted.x.scale) / 2
    assert fitted.x.position(february) >= half * 0.99


def test_an_end_beyond_all_values_is_no_error() -> None:
    fitted = _fit(_line(xmin=9))
    assert isinstance(fitted.x.scale, Scale)
    assert fitted.x.scale.low == 9 < fitted.x.scale.high


def test_a_logarithmic_axis_of_the_xvalues() -> None:
    chart = query.chart(
        "scatter", {"xvalues": [-1, 1, 10, 1000], "yvalues": [1, 2, 3, 4], "xlog": True}
    )
    assert chart.plot.x.at == (None, 1.0, 10.0, 1000.0)
    assert chart.notices == (
        "xvalues: 1 of them is a gap, as a logarithmic axis shows values above 0 only",
    )
    fitted = _fit(chart)
    assert fitted.x.position(10) - fitted.x.position(1) == pytest.approx(
        (fitted.x.position(1000) - fitted.x.position(10)) / 2
    )


@pytest.mark.parametrize("kind", ["box", "violin"])
def test_groups_on_a_logarithmic_axis(kind: str) -> None:
    data = {"values": [[1, 10, 100, 1000], [5, 50, 5]], "log": True}
    fitted, _ = group_places.fit(
        chart := query.chart(kind, data),
        getattr(chart.plot, "groups", chart.plot),
        Box(0, 0, 600, 400),
        [1.0, 1000.0],
    )
    assert fitted.y_scale.log
    with pytest.raises(ChartError, match="values: -1 has no logarithm"):
        query.chart(kind, {**data, "values": [3, -1]})
    with pytest.raises(ChartError, match="ymin: 0 has no logarithm"):
        query.chart(kind, {**data, "ymin": 0})


def test_violins_on_a_logarithmic_axis_are_of_the_logarithms() -> None:
    values = [1.0, 10.0, 100.0]
    (violin,) = violins.violins(
        query.chart("violin", {"values": values}).plot.groups.known, "0.5", "equal", log=True
    )
    assert violin.at[0] == pytest.approx(1)
    assert violin.at[-1] == pytest.approx(100)
    assert violin.widths == pytest.approx(violin.widths[::-1])


def test_histograms_have_a_logarithmic_axis_of_numbers() -> None:
    chart = query.chart("histogram", {"values": [1] * 200 + [9], "log": True, "bins": 3})
    drawing = render.draw(chart)
    assert not drawing.notices
    assert drawing.content != render.render(
        chart._replace(plot=chart.plot._replace(axis=chart.plot.axis._replace(log=False)))
    )
    with pytest.raises(ChartError, match="ymax: -2 has no logarithm"):
        query.chart("histogram", {"values": [1], "log": True, "ymax": -2})


def test_reversed_axes_start_at_the_other_side() -> None:
    fitted = _fit(_line(reverse=True, xreverse=True))
    assert fitted.y.position(0) == 1
    assert fitted.x.position(1) == 1
    assert fitted.base_line()[0][1] == fitted.plot.y
    by_text = {text: position for position, text in fitted.y.labels.items}
    assert by_text["0"] == 1
    assert by_text["10"] == pytest.approx(fitted.y.position(10))


def test_names_are_reversed_too() -> None:
    chart = query.chart("bar", {"xvalues": ["a", "b"], "yvalues": [1, 2], "xreverse": True})
    fitted = _fit(chart)
    assert [text for _, text in sorted(fitted.x.labels.items)] == ["b", "a"]
    assert fitted.x.position(0) > fitted.x.position(1)


_UNLIKE: list[tuple[str, dict[str, Any]]] = [
    ("bar", {"xvalues": ["a", "b", "c"], "yvalues": [5, 2, 9]}),
    ("line", {"xvalues": ["a", "b", "c"], "yvalues": [5, 2, 9]}),
    ("box", {"labels": ["a", "b"], "values": [[1, 2, 3, 9], [5, 5, 6, 6]]}),
    ("violin", {"labels": ["a", "b"], "values": [[1, 2, 3, 9], [5, 5, 6, 6]]}),
    ("waterfall", {"labels": ["a", "b"], "values": [5, -5], "colors": ["teal"]}),
    ("histogram", {"values": [1, 2, 2, 3, 3, 3]}),
    ("scatter", {"xvalues": [1, 2, 4], "yvalues": [5, 2, 9]}),
    (
        "candlestick",
        {
            "xvalues": ["2024-05-01", "2024-05-02"],
            "open": [3, 9],
            "high": [8, 9],
            "low": [2, 1],
            "close": [7, 3],
        },
    ),
]


@pytest.mark.parametrize("option", ["xreverse", "reverse"])
@pytest.mark.parametrize("horizontal", [False, True])
@pytest.mark.parametrize(("kind", "data"), _UNLIKE)
def test_what_is_drawn_is_reversed_with_its_axis(
    kind: str, data: dict[str, Any], horizontal: bool, option: str
) -> None:
    if horizontal and "horizontal" not in kinds.parameters(kind):
        return
    flag = {"horizontal": True} if horizontal else {}
    parameters = {**data, **flag, "axes": "none", "width": 306, "height": 206}
    forwards, backwards = (
        Image.open(io.BytesIO(render.render(query.chart(kind, asked)))).convert("L")
        for asked in (parameters, {**parameters, option: True})
    )
    upright = horizontal != (option == "reverse")
    mirror = ImageOps.flip if upright else ImageOps.mirror
    bounds = (20, 20, 286, 186)  # within the plot, whose margins differ by a few pixels
    differences = (
        ImageChops.difference(
            ImageChops.offset(mirror(forwards), x, y).crop(bounds), backwards.crop(bounds)
        ).histogram()[99:]
        for x, y in ((0, i) if upright else (i, 0) for i in range(-12, 13))
    )
    assert min(map(sum, differences)) < 600  # of 44,156 pixels: those at edges


def test_prices_on_a_reversed_axis_fall_towards_the_bottom() -> None:
    low, high = 10.0, 90.0
    upwards, downwards = Prices(80, low, high, 20), Prices(20, high, low, 80)
    assert _candle(5, 3, upwards) == _candle(5, 3, downwards)


def test_both_value_axes_are_reversed() -> None:
    chart = _line()._replace(frame=Frame(reverse=True))
    fitted = axes.fit(
        chart,
        Box(0, 0, 600, 400),
        axes.along(chart.plot.x, chart),
        axes.NumberAxis([0.0, 10.0], from_zero=True),
        y2=axes.NumberAxis([0.0, 5.0], from_zero=True),
    )
    assert fitted.y2 is not None
    assert fitted.y2.position(0) == fitted.y.position(0) == 1


@pytest.mark.parametrize("count", [2, 3, 5, 9, 20])
def test_about_as_many_ticks_as_asked_for(count: int) -> None:
    fitted = _fit(_line(xvalues=[1, 2, 3, 4, 5.5], yticks=count, xticks=count))
    for axis in (fitted.x, fitted.y):
        assert abs(len(axis.scale.ticks) - count) <= max(1, count // 3)
    days = [f"2024-{month:02}-01" for month in range(1, 13)]
    chart = query.chart("line", {"xvalues": days, "yvalues": list(range(12)), "xticks": count})
    assert abs(len(_fit(chart).x.scale.ticks) - count) <= max(1, count // 2)


def test_whole_numbers_keep_whole_ticks() -> None:
    ticks = _fit(_line(xticks=40)).x.scale.ticks
    assert ticks == (1.0, 2.0, 3.0, 4.0, 5.0)


def test_labels_of_one_axis_only_leave_more_room() -> None:
    both, x, none = (_fit(_line(axes=which)) for which in ("both", "x", "none"))
    assert x.y.labels.items == ()
    assert x.x.labels.items
    assert both.plot.x > x.plot.x
    assert both.plot.bottom == x.plot.bottom < none.plot.bottom


_WRONG = [
    ({"xvalues": ["a", "b"], "xtype": "names", "xmin": 1}, "xmin", "but the xvalues are names"),
    ({"xvalues": ["a", "b"], "xtype": "names", "xticks": 4}, "xticks", "the xvalues are names"),
    ({"xmin": "abc"}, "xmin", "“abc” is not a number"),
    ({"xmin": 4, "xmax": 3}, "xmin", "“4” is not before xmax"),
    ({"xmin": 0, "xlog": True}, "xmin", "0 has no logarithm"),
    ({"xvalues": [0, -1], "xlog": True, "xtype": "numbers"}, "xvalues", "none is above 0"),
    ({"xvalues": ["2024-01-01", "2024-02-01"], "xlog": True}, "xlog", "the xvalues are times"),
    ({"xvalues": ["2024-01-01", "2024-02-01"], "xmax": "9"}, "xmax", "is not a date or time"),
    ({"grid": "all"}, "grid", "is not one of them"),
    ({"yticks": 1}, "yticks", "out of range"),
]  # fmt: skip


@pytest.mark.parametrize(("parameters", "name", "detail"), _WRONG)
def test_errors_name_the_parameter_and_what_is_allowed(
    parameters: dict[str, Any], name: str, detail: str
) -> None:
    with pytest.raises(ChartError) as raised:
        query.chart("line", {"xvalues": [1, 2], "yvalues": [1, 2], **parameters})
    (error,) = raised.value.errors
    assert error.parameter == name
    assert detail in error.detail
    assert error.allowed


@pytest.mark.parametrize("kind", _WITH_X)
def test_every_kind_takes_a_range(kind: str) -> None:
    own: dict[str, dict[str, Any]] = {
        "histogram": {"xmin": 1, "xmax": 30},
        "candlestick": {"xmin": "2024-02"},
        "timeline": {"xmin": "2025-03"},
    }
    if kind in own:
        notices = _drawn(kind, **own[kind]).notices
    else:
        months = {"xvalues": ["2024-01", "2024-02", "2024-03"], "yvalues": [1, 2, 3]}
        sizes = {"sizes": [1, 2, 3]} if kind == "bubble" else {}
        notices = render.draw(query.chart(kind, {**months, **sizes, "xmin": "2024-02"})).notices
    assert any(notice.startswith("xmin: ") for notice in notices)


def test_timelines_have_an_axis_of_times_only() -> None:
    drawn = _drawn("timeline", xmin="2025-02-01", xtarget="2025-05-01:May|2026:Far", xticks=3)
    assert list(drawn.notices) == ["xmin: 2 of 18 times lie beyond it and are not shown"]
    drawn = _drawn("timeline", xmax="2025-03", today="2025-04-08", xtarget="2025-05-01")
    assert drawn.notices[1:] == (
        "xtarget: 2025-05-01 lies beyond the axis and is not shown",
        "today: today lies beyond the axis and is not shown",
    )
    with pytest.raises(ChartError, match="xmin: “a” is not a date or time"):
        query.chart("timeline", {**_example("timeline"), "xmin": "a"})


def test_candles_between_the_ends_have_the_whole_width() -> None:
    parameters = {**_example("candlestick"), "xmin": "2024-02-05", "xmax": "2024-02-09"}
    chart = query.chart("candlestick", parameters)
    fitted = axes.fit(
        chart, Box(0, 0, 600, 400), EntryAxis(chart.plot.x), axes.NumberAxis([1.0, 2.0])
    )
    assert isinstance(fitted.x.scale, Scale)
    assert fitted.x.scale.high - fitted.x.scale.low == 5
    assert len(fitted.x.labels.items) == 5
    nothing = query.chart("candlestick", {**parameters, "xmin": "2025", "xmax": None})
    assert render.draw(nothing).notices[0].startswith("xmin: 80 of 80 times lie beyond it")


def _points() -> Iterator[tuple[list[tuple[float, float]], list[tuple[float, float]]]]:
    yield [(0, 0), (5, 5)], [(0, 0), (5, 5)]
    yield [(0, 0), (20, 10)], [(0, 0), (10, 5), (10, 10)]
    yield [(5, -10), (5, 20)], [(5, 0), (5, 0), (5, 10), (5, 10)]


@pytest.mark.parametrize(("line", "bent"), list(_points()))
def test_a_line_to_far_outside_keeps_its_slope(
    line: list[tuple[float, float]], bent: list[tuple[float, float]]
) -> None:
    assert list(bent_into(line, Box(0, 0, 10, 10))) == bent
