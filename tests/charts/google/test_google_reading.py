"""What the parameters of a Google chart URL mean: by the reference, or worked out by hand."""

from __future__ import annotations

import itertools
import math
from typing import Any

import pytest

from charts.google.chart import (
    Anchor,
    BarPlot,
    Gauge,
    GoogleChart,
    LinePlot,
    Mark,
    PiePlot,
    RadarPlot,
    ScatterPlot,
)
from charts.google.draw import legend as legend_drawing
from charts.google.read import colours, data, data_functions, query
from charts.google.read.fields import Parameters
from charts.marks.paint import Gradient, Stripes

RED, GREEN, BLUE, BLACK = (255, 0, 0, 255), (0, 255, 0, 255), (0, 0, 255, 255), (0, 0, 0, 255)


def request(cht: str, **given: str) -> query.GoogleRequest:
    pairs = {"chs": "200x100", "chd": "t:10,50,30", **given, "cht": cht}
    return query.read([*pairs.items()])


def chart(cht: str, **given: str) -> GoogleChart:
    asked = request(cht, **given)
    assert asked.chart is not None
    return asked.chart


def diagram(cht: str, **given: str) -> Any:
    return chart(cht, **given).diagram


def series(text: str) -> list[tuple[float | None, ...]]:
    return data.read(parameters(chd=text)["chd"]).series


def parameters(**values: str) -> Parameters:
    return Parameters(values)


def places(cht: str, **given: str) -> list[list[float | None]]:
    """Where the values lie in the plot, by series; rounded."""
    return [
        [None if p is None else round(p, 6) for p in data.positions]
        for data in chart(cht, **given).data
    ]


def approximately(values: Any) -> Any:
    return pytest.approx(values, abs=1e-6)


# chd: the encodings.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("s:AZaz09", [(0, 25, 26, 51, 52, 61)]),
        ("s:A_9,b", [(0, None, 61), (27,)]),
        ("e:AAAZAaA.BA..", [(0, 25, 26, 63, 64, 4095)]),
        ("e:__-A", [(None, 62 * 64)]),
        ("e:AABAC", [(0, 64)]),  # odd: the last character is left out
        ("t:1,2.5,-3", [(1, 2.5, -3)]),
        ("t:1,_,3|4", [(1, None, 3), (4,)]),
        ("t:1e2,.5,+7", [(100, 0.5, 7)]),
        ("t:1,,3", [(1, None, 3)]),
        ("t:1,x,3", [(1, None, 3)]),
        ("t:1,2|", [(1, 2)]),
        ("t:", [(None,)]),
        ("s:", [()]),
    ],
)
def test_encodings(text: str, expected: list[tuple[float | None, ...]]) -> None:
    assert series(text) == expected


@pytest.mark.parametrize("text", ["", "1,2", "b:1,2", "t1,2", "tt:1", ":1", "t-1:1"])
def test_data_without_an_encoding_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="starts with"):
        data.read(parameters(chd=text)["chd"])


@pytest.mark.parametrize(
    ("cht", "head", "drawn"),
    [
        ("lc", "t:", 3),
        ("lc", "t1:", 1),
        ("lc", "t0:", 0),
        ("lc", "t9:", 3),
        ("lxy", "t2:", 1),
        ("lxy", "t3:", 1),
        ("bvg", "t2:", 2),
    ],
)
def test_only_the_first_series_are_drawn(cht: str, head: str, drawn: int) -> None:
    found = chart(cht, chd=f"{head}1,2|3,4|5,6")
    shown = found.diagram
    assert isinstance(shown, LinePlot | BarPlot)
    assert len(shown.strokes if isinstance(shown, LinePlot) else shown.series) == drawn
    assert len(found.data) == (1 if cht == "lxy" else 3)  # the others are there for markers


# chds: scales.


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # Without chds: 0 to 100, 61, 4095; below is missing, above is at the end.
        ({"chd": "t:0,50,100,-1,150"}, [[0, 0.5, 1, None, 1]]),
        ({"chd": "s:A9"}, [[0, 1]]),
        ({"chd": "e:AA.."}, [[0, 1]]),
        ({"chd": "t:0,5,10,-1,11", "chds": "0,10"}, [[0, 0.5, 1, None, 1]]),
        ({"chd": "t:-50,0,50", "chds": "-50,50"}, [[0, 0.5, 1]]),
        # A pair a series; the last one counts for the others.
        ({"chd": "t:5|5|5", "chds": "0,10,0,20"}, [[0.5], [0.25], [0.25]]),
        ({"chd": "t:5|5", "chds": "0,10,0"}, [[0.5], [0.5]]),
        ({"chd": "t:5,15", "chds": "10,0"}, [[0.5, None]]),  # upside down
        # a: from the smallest value, or 0 where all are positive, to the largest.
        ({"chd": "t:5,10|20", "chds": "a"}, [[0.25, 0.5], [1]]),
        ({"chd": "t:-10,30", "chds": "a"}, [[0, 1]]),
        ({"chd": "t:0,0", "chds": "a"}, [[0, 0]]),
        # s: and e: have their own scale.
        ({"chd": "s:A9", "chds": "0,10"}, [[0, 1]]),
    ],
)
def test_scales(given: dict[str, str], expected: list[list[float | None]]) -> None:
    assert places("lc", **given) == expected


def test_a_scale_of_negative_values_ends_at_the_largest_and_for_bars_at_zero() -> None:
    assert places("lc", chd="t:-10,-40", chds="a") == [[1, 0]]
    assert places("bvg", chd="t:-10,-40", chds="a") == [[0.75, 0]]


def test_stacks_are_scaled_by_their_sums() -> None:
    assert places("bvs", chd="t:10,20|30,20", chds="a") == [[0.25, 0.5], [0.75, 0.5]]
    assert places("bvg", chd="t:10,20|30,20", chds="a") == [
        approximately([1 / 3, 2 / 3]),
        approximately([1, 2 / 3]),
    ]


def test_lines_over_x_and_y_have_a_scale_for_each() -> None:
    found = chart("lxy", chd="t:0,10|0,400|5,10|100,200", chds="a").data
    assert [d.x for d in found] == [(0, 1), (0.5, 1)]
    assert [d.positions for d in found] == [(0, 1), (0.25, 0.5)]
    found = chart("lxy", chd="t:0,10|0,400|5,10|100,200", chds="0,10,0,400").data
    assert [d.x for d in found] == [(0, 1), (0.5, 1)]
    assert [d.positions for d in found] == [(0, 1), (0.25, 0.5)]


def test_a_missing_x_spreads_the_points_evenly() -> None:
    for nothing in ("-1", "_"):
        (data,) = chart("lxy", chd=f"t:{nothing}|10,20,30").data
        assert data.x is None
        assert data.positions == approximately([0.1, 0.2, 0.3])


def test_numbers_have_a_largest_size() -> None:
    # Range of the API: 9.999e199 on both sides.
    assert series("t:1e300,-1e999,9.999e199,1e-300") == [(9.999e199, -9.999e199, 9.999e199, 0)]
    assert places("lc", chd="t:0,1e300", chds="-1e300,1e300") == [[0.5, 1]]
    assert places("lc", chd="t:50", chds="0,5e-324") == [[0.5]]  # no extent


# chfd: functions.


def applied(text: str, *given: tuple[float | None, ...]) -> tuple[list[Any], str]:
    asked = parameters(chfd=text)
    found = data_functions.applied(asked["chfd"], [*given])
    return found, " ".join(diagnostic.text for diagnostic in asked.diagnostics)


def test_a_function_of_a_range_takes_the_place_of_a_series() -> None:
    found, said = applied("0,x,0,4,1,x*x", (-1,), (7,))
    assert found == [(0, 1, 4, 9, 16), (7,)]
    assert not said


def test_a_function_of_series() -> None:
    found, _ = applied("1,a,0;b,1,a+b", (1, 2, None, 4), (10, 20, 30))
    assert found == [(1, 2, None, 4), (11, 22, None)]


def test_functions_are_applied_in_turn() -> None:
    found, _ = applied("0,x,1,2,0.5,x|1,y,0,y*2", (-1,), (-1,))
    assert found == [(1, 1.5, 2), (2, 3, 4)]


def test_a_bar_within_an_expression_is_part_of_it() -> None:
    found, said = applied("0,x,0,3,1,x<1 || x>2", (-1,))
    assert found == [(1, 0, 0, 1)], said


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("1,x,0,1,1,x", "series “1” does not stand in chd"),
        ("x,x,0,1,1,x", "does not stand in chd"),
        ("0,2,0,1,1,x", "“2” is not the name of a variable"),
        ("0,x", "a source"),
        ("0,x,7,x", "x has no source"),
        ("0,x,0,1,0,x", "a step of 0"),
        ("0,x,0,1,-1,x", "a step of -1"),
        ("0,x,0,1,1e-9,x", "more than 10,000 points"),
        ("0,x,0,1,1,y", "“y” is neither a variable nor a constant"),
        ("0,x,0,1,1,", "is missing before the end"),
        ("0,x,0,1,1,x+", "is missing before the end"),
        ("0,x,0,1,1,x x", "%2B"),
    ],
)
def test_a_wrong_function_is_left_out_and_named(text: str, error: str) -> None:
    found, said = applied(text, (5,))
    assert found == [(5,)]
    assert error in said


# chxt, chxl, chxr, chxp, chxs, chxtc: axes.


def labels(cht: str = "lc", axis: int = 0, **given: str) -> list[tuple[float, str]]:
    return [(round(p, 6), text) for p, text in chart(cht, **given).axes[axis].labels]


def test_an_axis_shows_0_to_100_whatever_the_data() -> None:
    found = labels(chxt="y", chd="t:1,2", chds="0,2")
    assert found[0] == (0, "0")
    assert found[-1] == (1, "100")
    assert all(float(text) == approximately(place * 100) for place, text in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0:|a|b|c", [["a", "b", "c"], None]),
        ("0:|a|b|1:|c|d", [["a", "b"], ["c", "d"]]),
        ("0:|a|b||1:|c|d", [["a", "b"], ["c", "d"]]),  # the bar before the next index is grammar
        ("0:|a|b|", [["a", "b", ""], None]),  # at the end it is a label
        ("0:||a|", [["", "a", ""], None]),
        ("1:|c|d|0:|a", [["a"], ["c", "d"]]),
        ("0:|1:", [[], []]),  # no labels
        ("0:|1:|", [[], [""]]),
        ("0:|Jan 5|50:50", [["Jan 5", "50:50"], None]),
        ("-1:|x|0:|a", [["a"], None]),
        ("7:|x|0:|a", [["a"], None]),
    ],
)
def test_labels_of_axes(text: str, expected: list[list[str] | None]) -> None:
    found = chart("lc", chxt="x,y", chxl=text).axes
    for axis, texts in zip(found, expected, strict=False):
        if texts is None:
            assert axis.labels[0] == (0, "0")
        else:
            assert [text for _, text in axis.labels] == texts


def test_labels_are_spread_evenly_from_end_to_end() -> None:
    assert labels(chxt="x", chxl="0:|a|b|c|d|e") == [
        (0, "a"), (0.25, "b"), (0.5, "c"), (0.75, "d"), (1, "e"),
    ]  # fmt: skip
    assert labels(chxt="x", chxl="0:|a") == [(0, "a")]


@pytest.mark.parametrize(("cht", "side"), [("bvg", "x"), ("bvs", "t"), ("bhg", "y"), ("bhs", "r")])
def test_labels_of_bars_stand_at_the_groups(cht: str, side: str) -> None:
    axis = chart(cht, chd="t:1,2,3", chxt=side, chxl="0:|a|b|c").axes[0]
    assert axis.groups
    # Level bars are counted from above, their labels from below.
    order = [2, 1, 0] if cht[1] == "h" else [0, 1, 2]
    assert axis.labels == ((order[0], "a"), (order[1], "b"), (order[2], "c"))


def test_numbers_of_bars() -> None:
    axis = chart("bvg", chd="t:1,2,3", chxt="x").axes[0]
    assert axis.labels == ((0, "0"), (1, "1"), (2, "2"))


def test_the_value_axis_of_bars_is_no_other_than_that_of_lines() -> None:
    assert labels("bvg", chxt="y") == labels("lc", chxt="y")
    assert not chart("bhg", chxt="x").axes[0].groups


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"chxl": "0:|a|b", "chxp": "0,25,50"}, [(0.25, "a"), (0.5, "b")]),
        ({"chxl": "0:|a|b", "chxp": "0,25"}, [(0.25, "a")]),
        ({"chxl": "0:|title", "chxp": "0,50"}, [(0.5, "title")]),
        ({"chxp": "0,10,90"}, [(0.1, "10"), (0.9, "90")]),
        ({"chxp": "0,10,190"}, [(0.1, "10")]),  # beyond the end
        ({"chxr": "0,0,200", "chxp": "0,50,100"}, [(0.25, "50"), (0.5, "100")]),
        ({"chxr": "0,0,200", "chxl": "0:|a", "chxp": "0,50"}, [(0.25, "a")]),
    ],
)
def test_positions(given: dict[str, str], expected: list[tuple[float, str]]) -> None:
    assert labels(chxt="x", **given) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0,0,50,10", [(0, "0"), (0.2, "10"), (0.4, "20"), (0.6, "30"), (0.8, "40"), (1, "50")]),
        ("0,5,20,5", [(0, "5"), (approximately(1 / 3), "10"), (approximately(2 / 3), "15"),
                      (1, "20")]),
        ("0,50,0,25", [(0, "50"), (0.5, "25"), (1, "0")]),  # reversed
        ("0,0,1,0.5", [(0, "0"), (0.5, "0.5"), (1, "1")]),
        ("0,0,10,4", [(0, "0"), (0.4, "4"), (0.8, "8")]),
        ("0,-10,10,10", [(0, "-10"), (0.5, "0"), (1, "10")]),
    ],
)  # fmt: skip
def test_ranges(text: str, expected: list[tuple[float, str]]) -> None:
    assert labels(chxt="y", chxr=text) == expected


@pytest.mark.parametrize("text", ["0,0,7", "0,0,7,0", "0,3,3000", "0,1e-5,2e-5", "0,20,-20"])
def test_without_a_step_numbers_are_round(text: str) -> None:
    found = labels(chxt="y", chxr=text)
    low, high = map(float, text.split(",")[1:3])
    assert 2 <= len(found) <= 21
    steps = {round(b[0] - a[0], 5) for a, b in itertools.pairwise(found)}
    assert len(steps) == 1
    for place, written in found:
        assert float(written) == pytest.approx(low + place * (high - low), rel=1e-5, abs=1e-9)


def test_styles_of_axes() -> None:
    axes = chart(
        "lc", chxt="x,y,r,x",
        chxs="0,FF0000,14,-1,lt,00FF00,0000FF|1N*cUSD2*,,,0.5,_|2,0000FF80|3,000000,9,1,t",
    ).axes  # fmt: skip
    assert axes[0].text_style.colour == RED
    assert axes[0].text_style.size == 14
    assert axes[0].align == -1
    assert axes[0].tick == GREEN
    assert axes[0].line == BLUE
    assert axes[1].text_style.colour == (0x67, 0x67, 0x67, 255)
    assert axes[1].text_style.size == 11.5
    assert axes[1].align == 0.5
    assert axes[1].tick is axes[1].line is None
    assert axes[1].labels[-1] == (1, "$100")
    assert axes[2].text_style.colour == (0, 0, 255, 128)
    assert axes[2].align == -1
    assert axes[3].line is None
    assert axes[3].tick is not None


def test_defaults_of_axes() -> None:
    x, y, r = chart("lc", chxt="x,y,r").axes
    assert (x.align, y.align, r.align) == (0, 1, -1)
    assert None not in (x.line, y.line, r.line)
    assert x.tick is None  # a line alone
    assert None not in (y.tick, r.tick)


def test_axis_lines_are_there_without_being_asked_for() -> None:
    assert [a.side for a in chart("lc").axes] == ["left", "bottom"]
    assert [a.side for a in chart("bvg", chxt="y").axes] == ["left", "bottom"]
    assert chart("lc:nda").axes == chart("ls").axes == chart("r").axes == ()


def test_lengths_of_ticks() -> None:
    axes = chart("lc", chxt="x,y", chxtc="0,10|1,-1000,5").axes
    assert axes[0].tick_lengths == (10,)
    assert axes[0].tick is not None
    assert axes[1].tick_lengths == (-1000, 5)


# chg: grid.


@pytest.mark.parametrize(
    ("text", "x", "y"),
    [
        ("20,50", [0, 0.2, 0.4, 0.6, 0.8, 1], [0, 0.5, 1]),
        ("0,50", [], [0, 0.5, 1]),
        ("50,0,1,0,10,0", [0.1, 0.6], []),
        ("100,30", [0, 1], [0, 0.3, 0.6, 0.9]),
    ],
)
def test_grid(text: str, x: list[float], y: list[float]) -> None:
    grid = chart("lc", chg=text).grid
    assert grid is not None
    assert list(grid.x) == approximately(x)
    assert list(grid.y) == approximately(y)


def test_dashes_of_the_grid() -> None:
    dashed, solid = chart("lc", chg="20,20").grid, chart("lc", chg="20,20,1,0").grid
    assert dashed is not None
    assert solid is not None
    assert dashed.stroke.dash == (4, 1)
    assert solid.stroke.dash == ()


def test_grid_at_the_labels() -> None:
    grid = chart("lc", chxt="x,y", chxl="0:|a|b|c", chxr="1,0,10,5", chg="-1,-1").grid
    assert grid is not None
    assert grid.x == grid.y == (0, 0.5, 1)
    assert chart("lc", chg="0,0").grid is None


# chm: markers.


def marks(text: str, cht: str = "lc", **given: str) -> tuple[Mark, ...]:
    given = {"chd": "t:10,20,30,40,50|1,2,3,4,5", **given}
    return chart(cht, chm=text, **given).marks


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        ("-1", [0, 1, 2, 3, 4]),
        ("", [0, 1, 2, 3, 4]),
        ("2", [2]),
        ("0", [0]),
        ("1.5", [1.5]),
        ("-2", [0, 2, 4]),
        ("-3", [0, 3]),
        ("1:3", [1, 2, 3]),
        ("1:4:2", [1, 3]),
        (":", [0, 1, 2, 3, 4]),
        ("3:", [3, 4]),
        (":1", [0, 1]),
        ("::2", [0, 2, 4]),
        ("-2:-1", [3, 4]),
        ("1:2:0.5", [1, 1.5, 2]),
        ("9", []),
        ("2:99", [2, 3, 4]),
        ("3:1", []),
    ],
)
def test_which_points(which: str, expected: list[float]) -> None:
    (mark,) = marks(f"o,FF0000,0,{which},5")
    assert list(mark.points) == expected


@pytest.mark.parametrize(
    ("letter", "kind"),
    [
        ("a", "arrow"), ("c", "plus"), ("C", "box"), ("d", "diamond"), ("o", "circle"),
        ("s", "square"), ("x", "cross"), ("v", "drop_line"), ("V", "vertical_line"),
        ("h", "horizontal_line"), ("H", "rule"), ("E", "error_bar"), ("F", "candlestick"),
        ("r", "horizontal_band"), ("R", "vertical_band"), ("B", "area"), ("b", "fill_between"),
        ("D", "line"), ("tx", "text"), ("fx", "flag"),
        ("Ax", "note"), ("N", "text"),
    ],
)  # fmt: skip
def test_kinds_of_markers(letter: str, kind: str) -> None:
    (mark,) = marks(f"{letter},00FF00,1,0,7")
    assert mark.kind == kind
    assert mark.colour == GREEN


def test_sizes_of_markers() -> None:
    circle, line, error, far, near = marks(
        "o,0,0,-1,7|H,000000,0,1,3:20|E,000000,0,,2:9|d,000000,0,0,5,0.5|d,000000,0,0,5,-7"
    )
    assert (circle.size, circle.length) == (7, None)
    assert (line.size, line.length) == (3, 20)
    assert (error.size, error.length) == (2, 9)
    assert (circle.z, far.z, near.z) == (0, 0.5, -1)


def test_bands_are_parts_of_the_plot_and_lie_behind_the_data() -> None:
    band, pillar, level = marks("r,FF0000,0,0.7,0.2|R,00FF00,0,0.1,2|h,0000FF,0,0.25,1")
    assert band.span == (0.7, 0.2)
    assert band.z < 0
    assert pillar.span == (0.1, 1)
    assert level.span == (0.25, 0.25)


def test_fills_and_lines_follow_the_points_between_two() -> None:
    whole, part, between, line = marks("B,FF0000,0,0,0|B,FF0000,1,1:3,0|b,0,0,1,0|D,0,1,0,4")
    assert whole.points == ()
    assert part.points == (1, 3)
    assert (between.series, between.other_series) == (0, 1)
    assert (line.series, line.points, line.size) == (1, (), 4)


def test_texts_of_markers() -> None:
    plain, comma, spread = marks("tHello,FF0000,0,1,12|t1\\,000 pm,0,0,0,9|fhey,0,0,0:2,9")
    assert plain.texts == ("Hello",)
    assert plain.size == 12
    assert comma.texts == ("1,000 pm",)
    assert spread.texts == ("hey",) * 3


@pytest.mark.parametrize(
    ("format_", "expected"),
    [
        ("N", ["10", "20"]),
        ("N*f1z*", ["10.0", "20.0"]),
        ("N*p0*", ["1000%", "2000%"]),
        ("N*cEUR2z*", ["€10.00", "€20.00"]),
        ("N<*f*>", ["<10>", "<20>"]),
        ("N** secs", ["10 secs", "20 secs"]),
    ],
)
def test_values_as_markers(format_: str, expected: list[str]) -> None:
    (mark,) = marks(f"{format_},000000,0,0:1,11")
    assert list(mark.texts) == expected


def test_values_are_those_of_chds_with_s() -> None:
    # 61 is the top of s:, and 200 that of the scale.
    (mark,) = chart("lc", chd="s:A9", chds="100,200", chm="N,000000,0,-1,9").marks
    assert mark.texts == ("100", "200")
    (mark,) = chart("lc", chd="s:A9", chm="N,000000,0,-1,9").marks
    assert mark.texts == ("0", "61")


def test_values_between_points_and_missing_ones() -> None:
    between, missing = chart("lc", chd="t:10,20,_", chm="N,000000,0,0.5,9|N,000000,0,-1,9").marks
    assert between.texts == ("15",)
    assert missing.texts == ("10", "20", "")


def test_totals_of_stacks() -> None:
    (mark,) = chart("bvs", chd="t2:10,20|30,5|99,99", chm="N,000000,-1,-1,9").marks
    assert mark.texts == ("40", "25")
    (mark,) = chart("bvg", chd="t:10,20|30,5", chm="N,000000,-1,-1,9").marks
    assert mark.texts == ("10", "20")


def test_places_of_markers() -> None:
    text, shape = marks("@tHi,FF0000,0,0.5:0.25,12|@o,FF0000,0,1:0,9")
    assert text.position == (0.5, 0.25)
    assert text.texts == ("Hi",)
    assert shape.position == (1, 0)
    assert marks("@N,FF0000,0,0.5:0.5,9|@o,0,0,5,9") == ()


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("", Anchor()),
        ("hv", Anchor(0.5, 0.5)),
        ("lb", Anchor(0, 0)),
        ("rt", Anchor(1, 1)),
        ("c", Anchor(bar="centre")),
        ("hs:3:-4", Anchor(0.5, None, "base", 3, -4)),
        ("::5", Anchor(dy=5)),
        ("e:5", Anchor(dx=5)),
        ("nonsense", Anchor()),
    ],
)
def test_placement_of_texts(text: str, anchor: Anchor) -> None:
    (mark,) = marks(f"tx,0,0,0,9,0,{text}")
    assert mark.anchor == anchor


def test_a_marker_may_stand_at_another_bar_of_the_group() -> None:
    (mark,) = marks("E,FF0000,0:1,,1:10", "bvg")
    assert (mark.series, mark.bar) == (0, 1)


def test_markers_that_are_not_understood_are_left_out() -> None:
    asked = request("lc", chm="q,FF0000,0,-1,5||o,FF0000,0,-1,5|oo,0,0,0,5")
    assert asked.chart is not None
    assert [mark.kind for mark in asked.chart.marks] == ["circle"]
    assert [diagnostic.parameter for diagnostic in asked.diagnostics] == ["chm", "chm"]


# chco, chf: colours and fills.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("FF0000", ((RED,),)),
        ("ff0000,00FF00", ((RED,), (GREEN,))),
        ("000000,FF0000|00FF00|0000FF", ((BLACK,), (RED, GREEN, BLUE))),
        ("FF000080", (((255, 0, 0, 128),),)),
        ("F00", ((RED,),)),
        ("#FF0000,red,00FF00", ((RED,), (GREEN,))),
    ],
)
def test_groups_of_colours(text: str, expected: Any) -> None:
    assert colours.groups(parameters(chco=text)["chco"]) == expected


def test_colours_are_one_a_series_and_start_over() -> None:
    found = diagram("lc", chd="t:1|2|3", chco="FF0000,00FF00")
    assert [stroke.colour for stroke in found.strokes] == [RED, GREEN, RED]
    found = diagram("lxy", chd="t:1|2|3|4", chco="FF0000,00FF00")
    assert [stroke.colour for stroke in found.strokes] == [RED, GREEN]
    found = diagram("bvg", chd="t:1,2|3,4", chco="FF0000|00FF00,0000FF")
    assert [layer.paints for layer in found.series] == [(RED, GREEN), (BLUE,)]
    assert diagram("s", chd="t:1,2,3|1,2,3", chco="FF0000|00FF00").colours == (RED, GREEN)


def test_slices_of_one_colour_are_shades_of_it() -> None:
    ring = diagram("p", chco="0000FF").rings[0]
    first, middle, last = ring.colours
    assert first == BLUE
    assert first[:2] < middle[:2] < last[:2]
    assert last[2] == 255


def test_slices_of_several_colours() -> None:
    # Commas: from one to the other; bars: one each, in turn.
    assert diagram("p", chco="FF0000,0000FF").rings[0].colours == (RED, (128, 0, 128, 255), BLUE)
    assert diagram("p", chco="FF0000|0000FF").rings[0].colours == (RED, BLUE, RED)
    rings = diagram("pc", chd="t:1,2|3,4", chco="FF0000|00FF00,0000FF|000000").rings
    assert [ring.colours for ring in rings] == [(RED, GREEN), (BLUE, BLACK)]


def test_solid_fills() -> None:
    found = chart("bvg", chf="bg,s,FF0000|c,s,00FF00|b0,s,0000FF|a,s,00000080")
    assert found.background == RED
    assert found.area == GREEN
    assert found.opacity == approximately(128 / 255)
    assert isinstance(found.diagram, BarPlot)
    assert found.diagram.series[0].paints == (BLUE,)
    assert chart("lc").background == (255, 255, 255, 255)


def test_stops_of_gradients_may_stand_in_any_order() -> None:
    found = chart("lc", chf="c,lg,45,FF0000,1,00FF00,0.5,0000FF,0")
    assert found.area == Gradient(45, ((0, BLUE), (0.5, GREEN), (1, RED)))


def test_stripes() -> None:
    found = chart("lc", chf="bg,ls,90,FF0000,0.2,00FF00,0.3")
    assert found.background == Stripes(90, ((RED, 0.2), (GREEN, 0.3)))


# chdl, chdlp, chdls, chtt, chts, chma: texts around the plot.


def names(chdlp: str, chdl: str = "ccccccccc|a|bbbb") -> list[str]:
    legend = chart("lc", chdl=chdl, chdlp=chdlp).legend
    assert legend is not None
    return [name for name, _ in legend_drawing.entries(legend)]


@pytest.mark.parametrize(
    ("chdlp", "expected"),
    [
        ("", ["ccccccccc", "a", "bbbb"]),
        ("r", ["ccccccccc", "a", "bbbb"]),
        ("b", ["a", "bbbb", "ccccccccc"]),  # rows: the shorter first
        ("t", ["a", "bbbb", "ccccccccc"]),
        ("bv", ["ccccccccc", "a", "bbbb"]),
        ("b|l", ["ccccccccc", "a", "bbbb"]),
        ("r|r", ["bbbb", "a", "ccccccccc"]),
        ("l|a", ["a", "bbbb", "ccccccccc"]),
        ("t|2,0,1", ["bbbb", "ccccccccc", "a"]),
        ("r|1", ["a"]),
        ("r|9,x", ["ccccccccc", "a", "bbbb"]),
    ],
)
def test_order_of_the_legend(chdlp: str, expected: list[str]) -> None:
    assert names(chdlp) == expected


def test_empty_entries_of_the_legend() -> None:
    assert names("r", "a||b") == ["a", "", "b"]
    assert names("rs", "a||b") == ["a", "b"]
    assert names("s", "a||b") == ["a", "b"]
    assert chart("lc", chdl="|").legend is None


@pytest.mark.parametrize(
    ("chdlp", "position", "column"),
    [
        ("", "right", True), ("l", "left", True), ("b", "bottom", False), ("t", "top", False),
        ("bv", "bottom", True), ("tv", "top", True), ("bvs", "bottom", True), ("q", "right", True),
    ],
)  # fmt: skip
def test_position_of_the_legend(chdlp: str, position: str, column: bool) -> None:
    legend = chart("lc", chdl="a", chdlp=chdlp).legend
    assert legend is not None
    assert (legend.position, legend.column) == (position, column)


def test_colours_of_the_legend() -> None:
    legend = chart("lc", chd="t:1|2", chdl="a|b|c", chco="FF0000,00FF00", chdls="0000FF,14").legend
    assert legend is not None
    assert legend.entries == (("a", RED), ("b", GREEN), ("c", RED))
    assert (legend.text_style.colour, legend.text_style.size) == (BLUE, 14)
    legend = chart("bvg", chdl="a|b", chco="FF0000|00FF00").legend
    assert legend is not None
    assert legend.entries == (("a", RED), ("b", GREEN))


def test_title() -> None:
    title = chart("lc", chtt="Site visitors|by month", chts="FF0000,20,r").title
    assert title is not None
    assert title.lines == ("Site visitors", "by month")
    assert (title.text_style.colour, title.text_style.size) == (RED, 20)
    assert title.align == "right"
    title = chart("lc", chtt="a").title
    assert title is not None
    assert title.text_style.colour == (0x33, 0x33, 0x33, 255)
    assert title.align == "centre"


def test_margins() -> None:
    found = chart("lc", chma="30,20,10,5|80,40", chdl="a")
    assert tuple(getattr(found.margins, s) for s in ("left", "right", "top", "bottom")) == (
        30, 20, 10, 5,
    )  # fmt: skip
    assert found.legend is not None
    assert found.legend.min_size == (80, 40)
    found = chart("lc", chma="|0,10", chdl="a")
    assert found.margins.left == 0
    assert found.legend is not None
    assert found.legend.min_size == (0, 10)


# chls, chbh, chp: lines, bars, where they begin.


def test_styles_of_lines() -> None:
    strokes = diagram("lc", chd="t:1|2|3|4", chls="3,6,2|1,0|5,4").strokes
    assert [stroke.width for stroke in strokes][:3] == [3, 1, 5]
    assert strokes[0].dash == (6, 2)
    assert strokes[2].dash == (4, 4)  # one number is the space as well
    assert strokes[3] == diagram("lc", chd="t:1").strokes[0]  # not repeated
    assert diagram("ls").strokes[0].width == 2


@pytest.mark.parametrize(
    ("cht", "text", "expected"),
    [
        ("bvg", "", (23, 4, 8, "pixels")),
        ("bvg", "10", (10, 4, 8, "pixels")),
        ("bvg", "10,15", (10, 15, 8, "pixels")),
        ("bvg", "10,5,25", (10, 5, 25, "pixels")),
        ("bvg", "10,,25", (10, 4, 25, "pixels")),
        ("bvs", "10,5,25", (10, 5, 25, "pixels")),
        ("bvg", "a", (23, 4, 8, "fit")),
        ("bvg", "a,5,15", (23, 5, 15, "fit")),
        ("bvg", "r,0.5,1.5", (23, 0.5, 1.5, "share")),
        ("bvg", "0,0,0", (23, 0, 0, "pixels")),
        ("bvg", "-5", (23, 4, 8, "pixels")),
    ],
)
def test_thickness_of_bars(cht: str, text: str, expected: tuple[Any, ...]) -> None:
    spacing = diagram(cht, chbh=text).spacing
    assert (spacing.thickness, spacing.bar_gap, spacing.group_gap, spacing.unit) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, [0, 0]),
        ({"chp": "0.5"}, [0.5, 0.5]),
        ({"chp": "0.2,0.7"}, [0.2, 0.7]),
        ({"chp": "7"}, [1, 1]),
        ({"chds": "-50,150"}, [0.25, 0.25]),
        ({"chds": "-50,150", "chp": "0.9"}, [0.25, 0.25]),  # the zero of the scale
        ({"chds": "a"}, [0, 0]),
    ],
)
def test_zero_of_bars(given: dict[str, str], expected: list[float]) -> None:
    layers = diagram("bvg", chd="t:10,20|30,40", **given).series
    assert [layer.zero for layer in layers] == approximately(expected)


def test_where_a_pie_begins() -> None:
    assert diagram("p").start == 0
    assert diagram("p", chp="4.712").start == approximately(4.712)
    assert diagram("p", chp="-1").start == approximately(math.tau - 1)
    assert diagram("p", chp="nan").start == 0


def test_slices_and_their_labels() -> None:
    found = diagram("p", chd="t:10,30,150", chl="a||c")
    assert found.rings[0].values == (10, 30, 100)  # as far as the range goes
    assert found.labels == ("a", "", "c")
    assert diagram("p", chd="t:10,150", chds="0,200").rings[0].values == (10, 150)
    assert not found.tilted
    assert diagram("p3").tilted
    assert isinstance(found, PiePlot)
    assert len(diagram("p", chd="t:1,2|3,4").rings) == 1


# Types of their own.


def test_points_of_a_scatter_chart() -> None:
    found = chart("s", chd="t:10,50|20,80|30,100")
    assert found.data[0].x == approximately([0.1, 0.5])
    assert found.data[0].positions == approximately([0.2, 0.8])
    assert isinstance(found.diagram, ScatterPlot)
    assert found.diagram.sizes == approximately([3, 10])  # parts of 10 pixels
    # 40 per cent of a marker of 30 pixels are 12.
    shape = chart("s", chd="t:10|20|40", chm="s,FF0000,0,-1,30")
    assert [mark.size for mark in shape.marks] == approximately([12])
    assert isinstance(shape.diagram, ScatterPlot)
    assert set(shape.diagram.sizes) == {0}  # its circle is gone


@pytest.mark.parametrize(
    ("given", "spokes"),
    [
        ({"chd": "t:1,2,3,4,5,1"}, 5),
        ({"chd": "t:1,2,3,4,5,1", "chxt": "x", "chxl": "0:|a|b|c|d|e"}, 5),
        ({"chd": "t:1,2", "chxt": "x", "chxl": "0:|a|b|c|d|e|f"}, 6),
        ({"chd": "t:1,2"}, 3),  # at least four segments' ends, of which one is the first again
    ],
)
def test_spokes_of_a_radar_chart(given: dict[str, str], spokes: int) -> None:
    web = diagram("r", **given)
    assert isinstance(web, RadarPlot)
    assert web.spokes == spokes
    assert diagram("rs", **given).smooth


def test_a_venn_diagram_has_seven_values() -> None:
    found = diagram("v", chd="t:100,80,60,30,20,10,5")
    assert found.sizes == (100, 80, 60)
    assert found.overlaps == (30, 20, 10)
    assert found.common == 5
    assert diagram("v", chd="t:100,50,0,25").overlaps == (25, 0, 0)
    assert [colour[3] for colour in found.colours] == [0xAA] * 3


def test_arrows_of_a_meter() -> None:
    found = diagram("gom", chd="t:10,70|200", chl="a|b|c", chls="3|5,6,2|10|20")
    assert isinstance(found, Gauge)
    assert [arrow.position for arrow in found.arrows] == approximately([0.1, 0.7, 1])
    assert [arrow.label for arrow in found.arrows] == ["a", "b", "c"]
    assert [arrow.stroke.width for arrow in found.arrows] == [3, 3, 5]
    assert [arrow.head_length for arrow in found.arrows] == [10, 10, 20]
    found = diagram("gom", chd="t:10", chxt="y", chxl="0:|slow|fast", chco="FF0000,00FF00")
    assert found.scale == ((0, "slow"), (1, "fast"))
    assert found.colours == (RED, GREEN)


# A request as a whole.


def said(cht: str, **given: str) -> list[tuple[str, str, str]]:
    return [tuple(diagnostic) for diagnostic in request(cht, **given).diagnostics]


def test_the_axes_of_a_pie_are_read_once_and_aloud() -> None:
    asked = {"chxt": "x", "chxl": "0:|a|b|c", "chxs": "0,FF0000,big|3,000000"}
    assert said("p", **asked) == [
        ("chxs", "ignored", "there is no axis 3 in chxt"),
        ("chxs", "warning", "“big” is not a number; 11.5 was used"),
    ]
    found = diagram("p", **asked)
    assert found.labels == ("a", "b", "c")
    assert (found.text_style.colour, found.text_style.size) == (RED, 11.5)
    # What has no effect on a pie is not read.
    assert said("p", **asked, chxp="0,x") == [
        ("chxp", "ignored", "has no effect on charts of type p"),
        *said("p", **asked),
    ]
    assert diagram("p", **asked, chxp="0,10,90") == found


def test_arrows_of_a_meter_get_the_names_of_an_axis() -> None:
    found = diagram("gom", chd="t:10,70,20", chl="a", chxt="x,y", chxl="0:|b|c")
    assert [arrow.label for arrow in found.arrows] == ["a", "b", "c"]
    assert [text for _, text in found.scale][:2] == ["0", "10"]
    assert said("gom", chxt="x") == [
        ("chxt", "ignored", "an x axis of a meter names its arrows, and needs chxl")
    ]


def test_what_is_said_of_a_chart_in_a_chart_is_not_lost() -> None:
    chem = "y;s=ec;d=hb,cht,p,chs,40x40,chd,t:1@,x,chxr,0@,1@,2"
    assert said("lc", chem=f"{chem}|{chem}") == [
        ("chem", "ignored", "in an embedded chart: chxr has no effect on charts of type p"),
        ("chem", "warning", "in an embedded chart: chd “x” is not a number: a missing value"),
    ]


def test_a_request_is_read_with_all_that_was_said_about_it() -> None:
    asked = query.read([("cht", "lc"), ("chs", "200x9000"), ("chd", "t:1,x"), ("chof", "svg")])
    assert (asked.form, asked.kind, asked.callback) == ("svg", "lc", "")
    assert asked.chart is not None
    assert asked.chart.format == "svg"
    assert asked.size == (200, 1000)
    assert asked.errors == ()
    assert [d.parameter for d in asked.diagnostics] == ["chs", "chd"]


def test_errors_and_diagnostics_of_a_request_are_returned_together() -> None:
    asked = query.read([
        ("cht", "lc"), ("chs", "200x100"), ("chd", "1"), ("chof", "json"), ("callback", "a b"),
        ("what", "1"),
    ])  # fmt: skip
    assert asked.chart is None
    assert [e.parameter for e in asked.errors] == ["chd", "callback"]
    assert [d.parameter for d in asked.diagnostics] == ["what"]
    assert asked.size == (200, 100)
    nothing = query.read([])
    assert (nothing.form, nothing.kind, nothing.size) == ("png", "", None)
    assert [e.parameter for e in nothing.errors] == ["cht", "chs", "chd"]
