"""Where the parts of a Google chart are: rules that pictures of the API show.

Each is in docs/google-charts.md, "Where things are". Positions are those of the image map.
"""

from __future__ import annotations

import io
import itertools
from urllib.parse import parse_qsl

import pytest
from PIL import Image

from charts.google.chart import GoogleChart
from charts.google.draw.layout import with_axes
from charts.google.read import query
from charts.google.render import map_areas, render

TOLERANCE = 1.5  # pixels


def chart(url: str) -> GoogleChart:
    read = query.read(parse_qsl(url, keep_blank_values=True))
    assert read.chart, read.errors
    return read.chart


def areas(url: str) -> dict[str, list[float]]:
    """The areas of the image map by name."""
    return {area.name: [float(c) for c in area.coords] for area in map_areas(chart(url))}


def texts(url: str, axis: int = 0) -> list[str]:
    """The labels of an axis, blank ones left out."""
    return [text for _, text in chart(url).axes[axis].labels if text]


def middle(area: list[float]) -> tuple[float, float]:
    return (area[0] + area[2]) / 2, (area[1] + area[3]) / 2


# Numbers of axes -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("height", "size", "expected"),
    [
        # A number needs 1.5 times the height of its text.
        (395, 11.5, [str(v) for v in range(0, 101, 5)]),
        (395, 13, [str(v) for v in range(0, 101, 10)]),
        (195, 11.5, [str(v) for v in range(0, 101, 10)]),
        (165, 11.5, [str(v) for v in range(0, 101, 20)]),
    ],
)
def test_numbers_are_as_dense_as_their_height_allows(
    height: int, size: float, expected: list[str]
) -> None:
    url = f"cht=lc&chs=300x{height}&chd=t:1,2&chxt=y,x&chxs=0,000000,{size}"
    assert texts(url) == expected


def test_the_space_of_title_legend_and_points_is_not_that_of_numbers() -> None:
    plain = "cht=s&chs=300x215&chd=t:10,20|30,40&chxt=y,x"
    assert len(texts(plain)) == 11
    assert len(texts(plain + "&chtt=A+title|of+two+lines")) == 6
    assert len(texts(plain + "&chdl=points&chdlp=b")) < 11
    assert len(texts(plain + "&chm=s,000000,0,-1,60")) < 11


def test_a_range_on_the_axis_of_the_bars_goes_from_the_first_bar_to_the_last() -> None:
    bars = ",".join(["50"] * 12)
    url = f"cht=bvs&chs=400x200&chbh=12,8,10&chd=t:{bars}&chxt=x&chxr=0,1,12"
    assert texts(url) == [str(i) for i in range(1, 13)]
    found = areas(url)
    for i in range(12):
        assert middle(found[f"axis0_{i}"])[0] == pytest.approx(
            middle(found[f"bar0_{i}"])[0], abs=TOLERANCE
        )


@pytest.mark.parametrize(
    ("chxr", "expected"),
    [
        ("0,100,500", ["100", "200", "300", "400", "500"]),
        ("0,5,1", ["5", "4", "3", "2", "1"]),
        ("0,0,100", ["0", "25", "50", "75", "100"]),
        ("0,2,4,0.5", ["2", "2.5", "3", "3.5", "4"]),
    ],
)
@pytest.mark.parametrize("cht", ["bvg", "bhs"])
def test_a_range_counts_the_bars_in_whole_steps_or_in_its_own(
    cht: str, chxr: str, expected: list[str]
) -> None:
    axis = "x" if cht == "bvg" else "y"
    url = f"cht={cht}&chs=300x300&chbh=30,4,20&chd=t:1,2,3,4,5&chxt={axis}&chxr={chxr}"
    order = range(5) if cht == "bvg" else range(4, -1, -1)  # from below
    assert names_at_bars(url) == dict(zip(expected, order, strict=True))


def test_a_range_that_does_not_count_the_bars_is_one_of_the_whole_axis() -> None:
    url = "cht=bvg&chs=300x150&chbh=a&chd=t:1,2,3,4,5,6&chxt=x&chxr=0,60,90,5"
    labels = chart(url).axes[0].labels
    assert (labels[0], labels[-1]) == ((0, "60"), (1, "90"))
    assert not chart(url).axes[0].groups


def test_a_bar_that_is_cut_off_has_no_label() -> None:
    data = ",".join(["50"] * 9)
    names = "|".join("abcdefghi")
    for cht, side in (("bvg", "x"), ("bhg", "y")):
        url = f"cht={cht}&chs=200x200&chbh=23,4,8&chd=t:{data}&chxt={side}&chxl=0:|{names}"
        shown = [name for name in areas(url) if name.startswith("axis0")]
        assert len(shown) == 6


# The plot ------------------------------------------------------------------------------------


@pytest.mark.parametrize("gap", [0, 8, 10, 30])
def test_half_the_space_between_groups_is_before_the_first_and_after_the_last(gap: int) -> None:
    upright = f"cht=bvg&chs=500x200&chd=t:50,60,70|20,30,40&chbh=20,5,{gap}"
    plot = with_axes(chart(upright)).plot
    assert plot.width == 3 * 45 + 3 * gap
    assert areas(upright)["bar0_0"][0] == 2 + gap / 2  # the axis is at pixel 1
    level = upright.replace("bvg", "bhg").replace("500x200", "200x500")
    plot = with_axes(chart(level)).plot
    assert plot.height == 3 * 45 + 3 * gap
    assert areas(level)["bar0_0"][1] == pytest.approx(plot.y + gap / 2, abs=0.6)


def test_level_bars_stand_on_the_lower_axis_which_stays_at_the_lower_edge() -> None:
    url = "cht=bhs&chs=300x200&chd=t:50,60,70&chbh=20,5,10&chxt=x"
    plot = with_axes(chart(url)).plot
    assert plot.bottom == pytest.approx(200 - 19 + 0.5)
    assert plot.y > 80
    found = areas(url)
    assert found["bar0_0"][1] < found["bar0_2"][1]


def test_a_scatter_chart_has_room_for_half_a_point_above_and_at_the_right() -> None:
    url = "cht=s&chs=400x300&chd=t:10,100|20,100&chtt=Title&chdl=points&chxt=x,y"
    plain = with_axes(chart(url + "&chm=o,FF0000,0,-1,0")).plot
    room = with_axes(chart(url + "&chm=o,FF0000,0,-1,40")).plot
    assert room.y - plain.y == pytest.approx(20)
    assert plain.right - room.right == pytest.approx(20)
    assert (room.x, room.bottom) == (plain.x, plain.bottom)


def test_the_name_in_a_legend_is_not_cut_where_there_is_room_for_points() -> None:
    url = "cht=s&chs=300x200&chd=t:10,100|20,100&chdl=A+long+name&chm=o,FF0000,0,-1,30"
    assert areas(url)["legend0"][2] <= 300 - 10


# Distances, each as it is in a picture of the API.


@pytest.mark.parametrize(
    ("size", "lines", "height"),
    [(14, 2, 54), (15, 2, 55), (16, 1, 33), (20, 1, 40)],
)
def test_the_height_of_a_title(size: int, lines: int, height: int) -> None:
    title = "|".join(["Title"] * lines)
    url = f"cht=lc&chs=300x200&chd=t:1,2&chtt={title}&chts=000000,{size}"
    assert with_axes(chart(url)).plot.y == pytest.approx(height + 0.5, abs=0.6)


@pytest.mark.parametrize(
    ("sizes", "height"),
    [((11.5,), 19), ((13,), 22), ((11.5, 13), 41), ((12, 12, 14), 64)],
)
def test_the_height_of_rows_of_labels(sizes: tuple[float, ...], height: int) -> None:
    names = ",".join("x" * len(sizes))
    styles = "|".join(f"{i},000000,{size}" for i, size in enumerate(sizes))
    url = f"cht=lc&chs=300x200&chd=t:1,2&chxt={names}&chxs={styles}"
    assert 200 - with_axes(chart(url)).plot.bottom == pytest.approx(height - 0.5)


@pytest.mark.parametrize(
    ("labels", "size", "left"),
    [("$0|$100", 11.5, 29), ("0|100", 11.5, 23), ("0|100", 13, 26)],
)
def test_the_axis_is_four_pixels_from_its_longest_label(
    labels: str, size: float, left: int
) -> None:
    url = f"cht=lc&chs=300x200&chd=t:1,2&chxt=y&chxl=0:|{labels}&chxs=0,000000,{size}"
    assert with_axes(chart(url)).plot.x == pytest.approx(left + 0.5)


def test_bars_of_a_grouped_chart() -> None:
    url = "cht=bvg&chs=400x200&chbh=23,4,8&chd=t:1,2,3,4|5,6,7,8&chxt=y,x&chxl=0:|$0|$100"
    found = areas(url)
    assert [found[name][0] for name in ("bar0_0", "bar1_0", "bar0_1")] == [34, 61, 92]
    plot = with_axes(chart(url)).plot
    assert plot.right == pytest.approx(261.5)


def test_bars_of_a_stacked_chart() -> None:
    url = "cht=bvs&chs=600x450&chbh=100,20,8&chd=t:1,2,3,4|5,6,7,8&chxt=y&chxl=0:|0|100"
    found = areas(url)
    assert found["bar0_1"][0] - found["bar0_0"][0] == 120
    assert found["bar0_0"][0] - with_axes(chart(url)).plot.x == pytest.approx(4.5)


def test_a_legend_is_ten_pixels_from_the_plot_in_the_middle_of_its_height() -> None:
    url = "cht=bvg&chs=400x200&chbh=23,4,8&chd=t:1,2,3,4|5,6,7,8&chdl=Q1|Q2"
    placed = with_axes(chart(url))
    assert placed.legend
    assert placed.legend.x - placed.plot.right == pytest.approx(9.5)
    first, second = areas(url)["legend0"], areas(url)["legend1"]
    assert second[1] - first[1] == 18
    middles = (first[1] + second[3]) / 2, placed.plot.y + placed.plot.height / 2
    assert middles[0] == pytest.approx(middles[1], abs=1.5)


# Text ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "raised"), [("Mama", False), ("Paying", True), ("M", False)])
def test_names_beside_the_plot_are_centred_by_their_ink(text: str, raised: bool) -> None:
    url = f"cht=bvg&chs=300x200&chd=t:50|60&chxt=y&chxl=0:||{text}|"
    label = areas(url)["axis0_1"]
    plot = with_axes(chart(url)).plot
    baseline = plot.y + plot.height / 2 + 0.716 * 11.5 / 2
    assert label[3] == pytest.approx(baseline - (1.2 if raised else 0), abs=0.8)


# chds=a: axes of numbers follow the data ---------------------------------------------------------


def ends(url: str, side: str) -> tuple[float, float]:
    """The numbers at the ends of the axis of a side, as far as its labels tell."""
    (axis,) = (axis for axis in chart(url).axes if axis.side == side)
    known = [(at, float(text)) for at, text in axis.labels if text]
    (first, low), (last, high) = known[0], known[-1]
    slope = (high - low) / (last - first)
    return low - first * slope, high + (1 - last) * slope


@pytest.mark.parametrize(
    ("cht", "chd", "side", "expected"),
    [
        ("lc", "6,2,9", "left", (0, 9)),
        ("lc", "6,2,9", "right", (0, 9)),
        ("lc", "6,-2,9|4,12,1", "left", (-2, 12)),
        ("lc", "-6,-2,-9", "left", (-9, -2)),
        ("lc", "0.25,0.125", "left", (0, 0.25)),
        ("lc", "1234567,20", "left", (0, 1234567)),
        ("ls", "6,2,9", "left", (0, 9)),
        ("bvg", "6,2,9|4,12,1", "left", (0, 12)),
        ("bvo", "6,2,9|4,12,1", "right", (0, 12)),
        ("bvs", "6,2,9|4,12,1", "left", (0, 14)),
        ("bvs", "6,2,9|-4,-12,-1", "left", (-12, 9)),
        ("bvg", "6,-2,9", "left", (-2, 9)),
        ("bhg", "6,2,9|4,12,1", "bottom", (0, 12)),
        ("bhg", "6,-2,9|4,12,1", "top", (-2, 12)),
        ("bhs", "6,2,9|4,12,1", "bottom", (0, 14)),
        ("bho", "6,2,9|4,12,1", "top", (0, 12)),
        ("lxy", "6,20,90|300,400,150", "bottom", (0, 90)),
        ("lxy", "6,20,90|300,400,150", "left", (0, 400)),
        ("lxy", "6,20,90|300,400,150|1,200|500,2", "top", (0, 200)),
        ("lxy", "6,20,90|300,400,150|1,200|500,2", "right", (0, 500)),
        ("lxy", "-1|300,400,150|5,10|100,200", "bottom", (0, 10)),
        ("s", "-6,20,90|300,400,150|1,2,3", "bottom", (-6, 90)),
        ("s", "6,20,90|300,400,150|1,2,3", "left", (0, 400)),
        ("r", "6,2,9,6", "left", (0, 9)),
        ("rs", "6,2,9,6|40,20,30,40", "right", (0, 40)),
    ],
)
def test_an_axis_of_numbers_follows_data_that_have_an_automatic_scale(
    cht: str, chd: str, side: str, expected: tuple[float, float]
) -> None:
    letter = {"left": "y", "right": "r", "bottom": "x", "top": "t"}[side]
    url = f"cht={cht}&chs=500x400&chd=t:{chd}&chds=a&chxt={letter}"
    assert ends(url, side) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("&chxr=0,0,50", ["0", "10", "20", "30", "40", "50"]),  # a range of its own
        ("&chxl=0:|low|high", ["low", "high"]),
        ("&chxp=0,3,9", ["3", "9"]),
    ],
)
def test_an_axis_that_says_what_it_shows_does_not_follow(more: str, expected: list[str]) -> None:
    assert texts("cht=lc&chs=300x150&chd=t:6,2,9&chds=a&chxt=y" + more) == expected


def test_of_several_axes_each_follows_that_has_no_range() -> None:
    url = "cht=lc&chs=400x200&chd=t:6,2,9,5,7&chds=a&chxt=y,x,x,r&chxl=2:|depth|&chxr=3,0,1000"
    assert texts(url, 0)[-1] == "9"
    assert texts(url, 1)[-1] == "100"  # nothing is said of x
    assert texts(url, 2) == ["depth"]
    assert texts(url, 3)[-1] == "1000"


def test_the_axis_of_the_bars_and_other_data_do_not_follow() -> None:
    assert texts("cht=bvg&chs=300x150&chd=t:60,20,90&chds=a&chxt=x") == ["0", "1", "2"]
    assert texts("cht=lc&chs=300x150&chd=s:BCD&chds=a&chxt=y")[-1] == "100"
    assert texts("cht=lc&chs=300x150&chd=t:1,2&chds=0,9&chxt=y")[-1] == "100"


# Names of bars and points -------------------------------------------------------------------------


def names_at_bars(url: str) -> dict[str, int]:
    """Which bar each name on the axis of the bars stands at; each must be at one."""
    found = areas(url)
    drawn = chart(url)
    level = drawn.diagram.horizontal  # type: ignore[union-attr]
    bars = {i: middle(found[f"bar0_{i}"])[level] for i in range(len(drawn.data[0].positions))}
    at = {}
    for number, axis in enumerate(drawn.axes):
        if (axis.side in ("left", "right")) != level:
            continue
        for index, (_, text) in enumerate(axis.labels):
            if text:
                place = middle(found[f"axis{number}_{index}"])[level]
                bar = min(bars, key=lambda i: abs(bars[i] - place))
                assert bars[bar] == pytest.approx(place, abs=3), text
                at[text] = bar
    return at


@pytest.mark.parametrize("cht", ["bvg", "bvs", "bvo", "bhg", "bhs", "bho"])
@pytest.mark.parametrize("axes", ["", "x", "y", "x,y", "y,x"])
@pytest.mark.parametrize("more", ["", "&chbh=a", "&chbh=r,1,2", "&chds=a"])
def test_chl_names_bars_with_and_without_an_axis(cht: str, axes: str, more: str) -> None:
    url = f"cht={cht}&chs=300x200&chd=t:30,60,90&chl=git|svn|hg&chxt={axes}{more}"
    assert names_at_bars(url) == {"git": 0, "svn": 1, "hg": 2}


def test_names_of_bars_take_space_where_there_is_no_axis() -> None:
    plain = with_axes(chart("cht=bvg&chs=280x145&chd=t:93,7&chxt=y&chbh=a")).plot
    named = with_axes(chart("cht=bvg&chs=280x145&chd=t:93,7&chl=Hit|Miss&chxt=y&chbh=a")).plot
    assert plain.bottom - named.bottom == pytest.approx(13, abs=2)
    level = with_axes(chart("cht=bhg&chs=280x145&chd=t:93,7&chl=Hit|Miss&chbh=a")).plot
    assert level.x > 25


@pytest.mark.parametrize("more", ["&chxl=0:|a|b|c", "&chxp=0,1,2", "&chxl=0:|a|b&chxp=0,10,90"])
def test_labels_of_the_axis_itself_go_before_chl(more: str) -> None:
    url = "cht=bvg&chs=300x100&chd=t:30,60,90&chxt=x"
    assert texts(url + more + "&chl=git|svn|hg") == texts(url + more)


def test_chl_goes_to_the_first_axis_without_labels() -> None:
    url = "cht=bvg&chs=300x100&chd=t:30,60&chxt=x,x,y&chxl=0:|Year&chxp=0,50&chl=a|b"
    assert [texts(url, 0), texts(url, 1)] == [["Year"], ["a", "b"]]


@pytest.mark.parametrize(
    ("chl", "expected"),
    [
        ("a|b", {"a": 0, "b": 1}),
        ("a||c", {"a": 0, "c": 2}),
        ("a|b|c|", {"a": 0, "b": 1, "c": 2}),
        ("a|b|c|d|e", {"a": 0, "b": 1, "c": 2}),
    ],
)
@pytest.mark.parametrize("source", ["chl={}", "chxt=x,y&chxl=-1:|{}"])
@pytest.mark.parametrize("cht", ["bvg", "bhs"])
def test_the_kth_name_is_at_the_kth_bar(
    cht: str, source: str, chl: str, expected: dict[str, int]
) -> None:
    url = f"cht={cht}&chs=250x140&chd=t:30,60,90&" + source.format(chl)
    assert names_at_bars(url) == expected


@pytest.mark.parametrize("chxl", ["a|b|c", "a|b|c|", "a|b|c|d", "a|b|c|d|e|f|g"])
def test_names_of_an_axis_beyond_the_bars_are_left_out(chxl: str) -> None:
    url = f"cht=bvs&chs=250x120&chd=t:30,60,90&chxt=x&chxl=0:|{chxl}"
    assert names_at_bars(url) == {"a": 0, "b": 1, "c": 2}
    level = f"cht=bhs&chs=250x120&chd=t:30,60,90&chxt=y&chxl=0:|{chxl}"
    assert names_at_bars(level) == {"a": 2, "b": 1, "c": 0}  # from below


def test_fewer_names_than_bars_are_spread_and_a_closing_bar_is_none() -> None:
    url = "cht=bvs&chs=250x120&chd=t:1,2,3,4,5&chxt=x&chxl=0:|a|b|c"
    assert names_at_bars(url) == names_at_bars(url + "|") == {"a": 0, "b": 2, "c": 4}


def test_minus_one_names_level_bars_from_the_top_and_no_other_charts() -> None:
    url = "cht=bhs&chs=250x120&chd=t:100,60,20&chxt=x,y&chxl=-1:|ajv|jsen|tv4"
    assert names_at_bars(url) == {"ajv": 0, "jsen": 1, "tv4": 2}
    assert texts("cht=lc&chs=250x120&chd=t:1,2&chxt=x&chxl=-1:|a|b")[-1] == "100"


@pytest.mark.parametrize(
    ("query_", "expected"),
    [
        ("cht=lc&chd=t:6,20,90&chl=a|b|c", [(0.0, "a"), (0.5, "b"), (1.0, "c")]),
        ("cht=lc&chd=t:6,20,90&chl=a|b", [(0.0, "a"), (0.5, "b")]),
        ("cht=lc&chd=t:6,20,90&chl=a||c|d", [(0.0, "a"), (0.5, ""), (1.0, "c")]),
        ("cht=lc&chd=t:6,20,90&chl=a|b|c&chxt=y,x", [(0.0, "a"), (0.5, "b"), (1.0, "c")]),
        ("cht=ls&chd=t:60,40&chl=Hello|World", [(0.0, "Hello"), (1.0, "World")]),
        ("cht=lxy&chd=t:10,30,80|1,2,3&chl=a|b|c", [(0.1, "a"), (0.3, "b"), (0.8, "c")]),
        ("cht=lc&chd=t1:6,20,90|1,2,3,4,5&chl=a|b|c", [(0.0, "a"), (0.5, "b"), (1.0, "c")]),
    ],
)
def test_chl_names_the_points_of_lines(query_: str, expected: list[tuple[float, str]]) -> None:
    axes = [axis for axis in chart(query_ + "&chs=250x120").axes if axis.side == "bottom"]
    assert list(axes[0].labels) == expected


def test_names_of_a_sparkline_come_without_an_axis() -> None:
    (axis,) = chart("cht=ls&chs=100x50&chd=t:1,2&chl=a|b").axes
    assert (axis.line, axis.tick) == (None, None)


# What lies over each other, is cut or is missing -------------------------------------------------


@pytest.mark.parametrize("cht", ["bvg", "lc", "bhg"])
def test_names_that_would_overlap_are_left_out_evenly(cht: str) -> None:
    names = "|".join(f"long+name+{i}" for i in range(20))
    axis = "y" if cht == "bhg" else "x"
    size = "300x150" if cht == "bhg" else "400x120"
    data = ",".join(["50"] * 20)
    url = f"cht={cht}&chs={size}&chd=t:{data}&chbh=a,0,1&chxt={axis}&chxl=0:|{names}"
    found = [area for name, area in areas(url).items() if name.startswith("axis0")]
    assert 3 < len(found) < 20
    at = 1 if cht == "bhg" else 0
    found.sort(key=lambda area: area[at])
    overlap = 5 if cht == "bhg" else 2  # a text's box is higher than its ink
    assert all(a[at + 2] - overlap <= b[at] for a, b in itertools.pairwise(found))


def test_names_that_fit_are_all_drawn_and_placed_ones_anyway() -> None:
    url = "cht=lc&chs=400x120&chd=t:1,2&chxt=x&chxl=0:|"
    assert len([n for n in areas(url + "|".join("abcdefgh")) if n[:5] == "axis0"]) == 8
    placed = url + "first+label|second+label|third+label&chxp=0,10,12,14"
    assert len([n for n in areas(placed) if n[:5] == "axis0"]) == 3


@pytest.mark.parametrize("size", ["40x40", "80x80", "200x200", "300x120", "120x300", "500x500"])
@pytest.mark.parametrize("axes", ["r", "y", "y,r"])
@pytest.mark.parametrize("text", ["", "&chxs=0,000000,20", "&chtt=Title"])
def test_the_numbers_of_a_radar_chart_stay_within_the_picture(
    size: str, axes: str, text: str
) -> None:
    url = f"cht=r&chs={size}&chd=t:10,20,30,40,10&chxt={axes}{text}"
    width, height = map(int, size.split("x"))
    for name, area in areas(url).items():
        if name.startswith("axis"):
            assert area[1] >= -1.5, name  # the box of a text is a little higher than its ink
            assert area[3] <= height + 1, name
            assert area[0] >= -1, name
            assert area[2] <= width + 1, name


@pytest.mark.parametrize("cht", ["p", "p3", "pc", "v", "gom"])
@pytest.mark.parametrize("chd", ["t0:30,40,20", "s0:AZa", "e0:U-gh..", "t0:30,40|20,10"])
def test_a_count_of_none_hides_nothing_where_no_marker_could_show_it(cht: str, chd: str) -> None:
    url = f"cht={cht}&chs=200x100&chd="
    counted, all_of_it = chart(url + chd), chart(url + chd.replace("0", "", 1))
    assert counted.diagram == all_of_it.diagram


@pytest.mark.parametrize("cht", ["lc", "bvg", "r"])
def test_a_count_of_none_hides_series_that_markers_may_show(cht: str) -> None:
    drawn = chart(f"cht={cht}&chs=200x100&chd=t0:30,40,20").diagram
    assert not (drawn.series if cht == "bvg" else drawn.strokes)  # type: ignore[union-attr]


def test_layers_of_a_stack_with_scales_of_their_own_touch() -> None:
    url = "cht=bvs&chs=200x220&chd=t:50,60|20,50|25,75&chds=0,100,-10,100,-50,50"
    found = areas(url)
    for layer in (1, 2):
        assert found[f"bar{layer}_0"][3] == pytest.approx(found[f"bar{layer - 1}_0"][1], abs=1)
    assert found["bar0_0"][3] == pytest.approx(220, abs=2)


@pytest.mark.parametrize(
    ("chdl", "expected"),
    [("a|b|", ["a", "b"]), ("a||c", ["a", "", "c"]), ("|b", ["", "b"]), ("a", ["a"])],
)
def test_a_closing_bar_is_no_entry_of_a_legend(chdl: str, expected: list[str]) -> None:
    legend = chart(f"cht=bvg&chs=200x100&chd=t:1|2|3&chdl={chdl}").legend
    assert legend
    assert [name for name, _ in legend.entries] == expected


def test_countries_without_data_have_the_first_colour_of_the_scale() -> None:
    url = "cht=t&chs=220x110&chtm=europe&chld=FRDE&chco=FFFFFF,FF0000,0000FF"
    assert [colour for _, colour in chart(url).diagram.regions] == [  # type: ignore[union-attr]
        (255, 0, 0, 255)
    ] * 2


@pytest.mark.parametrize("cht", ["p", "p3"])
def test_a_slice_of_size_zero_keeps_its_label(cht: str) -> None:
    url = f"cht={cht}&chs=250x100&chof=svg&chd=t:50,0,50&chl=first|none|last"
    svg = render(chart(url)).decode()
    assert "none" in svg
    assert "slice1" not in areas(url)


@pytest.mark.parametrize(
    "icon",
    [
        *(f"bubble_text_small_shadow&chld={f}|Hello|FFF" for f in ("bb", "bbtr", "bbT", "edge_rc")),
        "bubble_texts_big_shadow&chld=edge_bl|FFF|000|Two|lines",
        "map_pin_letter_shadow&chld=A|FF0000",
        *(f"map_xpin_icon_shadow&chld={s}|home|FF0000" for s in ("pin", "pin_sleft", "pin_sright")),
    ],
)
def test_shadows_of_icons_end_within_the_picture(icon: str) -> None:
    picture = Image.open(io.BytesIO(render(chart(f"chst=d_{icon}")))).convert("RGBA")
    right = picture.crop((picture.width - 1, 0, picture.width, picture.height))
    assert right.getextrema()[3][1] < 20


def test_names_of_bars_need_no_axis_and_say_so() -> None:
    read = query.read(parse_qsl("cht=bhs&chs=200x100&chd=t:1,2&chxl=-1:|a|b"))
    assert not read.diagnostics
    read = query.read(parse_qsl("cht=lc&chs=200x100&chd=t:1,2&chxl=-1:|a|b&chxt=x"))
    assert [d.text for d in read.diagnostics] == ["there is no axis -1 in chxt"]


@pytest.mark.parametrize("cht", ["bvg", "bvs", "lc"])
@pytest.mark.parametrize("side", ["x", "t"])
def test_labels_at_both_ends_are_whole(cht: str, side: str) -> None:
    url = f"cht={cht}&chs=300x100&chd=t:1,2,3,4,5,6&chbh=a&chxt={side}"
    found = areas(url + "&chxl=0:|the+first+of+all|||||the+very+last+one")
    assert found["axis0_0"][0] >= 0
    assert found["axis0_5"][2] <= 300
