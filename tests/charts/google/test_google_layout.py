"""Where the parts of a Google chart are: rules that pictures of the API show.

Each is in docs/google-charts.md, "Where things are". Positions are those of the image map.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from charts.google.chart import GoogleChart
from charts.google.draw.layout import with_axes
from charts.google.read import query
from charts.google.render import map_areas

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


def test_a_range_that_does_not_count_the_bars_has_round_numbers() -> None:
    url = "cht=bvg&chs=400x200&chbh=30,4,20&chd=t:1,2,3,4,5&chxt=x&chxr=0,0,100"
    found = areas(url)
    assert texts(url)[0] == "0"
    assert texts(url)[-1] == "100"
    last = len(texts(url)) - 1
    for label, bar in ((0, 0), (last, 4)):
        assert middle(found[f"axis0_{label}"])[0] == pytest.approx(
            middle(found[f"bar0_{bar}"])[0], abs=TOLERANCE
        )


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


# Text ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "raised"), [("Mama", False), ("Paying", True), ("M", False)])
def test_names_beside_the_plot_are_centred_by_their_ink(text: str, raised: bool) -> None:
    url = f"cht=bvg&chs=300x200&chd=t:50|60&chxt=y&chxl=0:||{text}|"
    label = areas(url)["axis0_1"]
    plot = with_axes(chart(url)).plot
    baseline = plot.y + plot.height / 2 + 0.716 * 11.5 / 2
    assert label[3] == pytest.approx(baseline - (1.2 if raised else 0), abs=0.8)
