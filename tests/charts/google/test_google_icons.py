"""Icons: what their URLs say, how large they are, what is refused, icons in charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts import icons as pictures
from charts.canvas.agg import AggCanvas
from charts.canvas.box import Box
from charts.canvas.cost import MAX_COST
from charts.canvas.surface import Canvas
from charts.diagnostics import ChartError, Diagnostics
from charts.google.chart import Data, GoogleChart, Icon, IconMark, Inset
from charts.google.draw import icons as drawing
from charts.google.draw.chart import draw as draw_chart
from charts.google.draw.geometry import DataPoint
from charts.google.icon import (
    Alignment,
    Bubble,
    Disk,
    Glyphs,
    Marker,
    Outlined,
    Pin,
    Spin,
    StickyNote,
)
from charts.google.read import icon_markers, icons
from charts.google.read.fields import Parameters
from tests.google_pictures import SET_NAMES

FIXED = settings(derandomize=True, deadline=None, max_examples=80)
CLEAR = (255, 255, 255, 0)
NAMES = [
    "academy", "activities", "airport", "amusement", "aquarium", "art-gallery", "atm", "baby",
    "bank-dollar", "bank-euro", "bank-intl", "bank-pound", "bank-yen", "bar", "barber", "beach",
    "beer", "bicycle", "books", "bowling", "bus", "cafe", "camping", "car-dealer", "car-rental",
    "car-repair", "casino", "caution", "cemetery-grave", "cemetery-tomb", "cinema",
    "civic-building", "computer", "corporate", "courthouse", "fire", "flag", "floral",
    "helicopter", "home", "info", "landslide", "legal", "location", "locomotive", "medical",
    "mobile", "motorcycle", "music", "parking", "pet", "petrol", "phone", "picnic", "postal",
    "repair", "restaurant", "sail", "school", "scissors", "ship", "shoppingbag", "shoppingcart",
    "ski", "snack", "snow", "sport", "star", "swim", "taxi", "train", "truck", "wc-female",
    "wc-male", "wc", "wheelchair", "dollar", "euro", "glyphish_walk", "glyphish_clock",
    "glyphish_map-marker", "glyphish_target", "glyphish_location", "glyphish_todo", "flag_jp",
    "flag_fr", "flag_us", "flag_gb",
]  # fmt: skip


def read(chst: str, chld: str = "", diagnostics: Diagnostics | None = None) -> Icon:
    found = icons.freestanding(Parameters({"chst": chst, "chld": chld}, diagnostics))
    assert (found.width, found.height) == (0, 0)
    return found.diagram  # type: ignore[return-value]


def drawn(icon: Icon) -> npt.NDArray[np.uint8]:
    canvas = AggCanvas(*drawing.size(icon), 1.0, CLEAR)
    drawing.draw(canvas, icon, Box(0, 0, canvas.width, canvas.height))
    assert canvas.budget.cost < MAX_COST / 2
    return canvas.pixels()


@pytest.mark.parametrize(
    ("chst", "chld", "size"),
    [
        ("d_map_pin_letter", "A|FF0000|000000", (21, 34)),
        ("d_map_pin_icon", "flag|ADDE63", (21, 34)),
        ("d_map_xpin_letter", "pin|R|F58635|000000", (21, 34)),
        ("d_map_xpin_icon", "pin_star|home", (23, 39)),
        ("d_map_xpin_letter", "pin_sleft|R", (23, 33)),
        ("d_map_xpin_letter", "pin_sright|R", (23, 33)),
        ("d_map_pin_letter_withshadow", "A|FF0000", (40, 37)),
        ("d_map_pin_shadow", "", (40, 37)),
        ("d_map_xpin_shadow", "pin_star", (45, 42)),
        ("d_map_spin", "0.5|0|FF0000|10|_|A", (19, 33)),
        ("d_map_spin", "1|0|FF0000|10|_|A", (37, 66)),
        ("d_bubble_icon_text_small", "petrol|bb| |CCCCFF", (52, 42)),
        ("d_bubble_text_small", "bbtl|x", (36, 42)),
    ],
)
def test_sizes_that_map_code_relies_on(chst: str, chld: str, size: tuple[int, int]) -> None:
    assert drawing.size(read(chst, chld)) == size


def test_the_letter_pin_ends_at_its_tip() -> None:
    pixels = drawn(read("d_map_pin_letter", "|FF0000"))
    assert pixels[33, 10, 3] > 200
    assert pixels[33, :8, 3].max() == pixels[33, 13:, 3].max() == 0
    assert tuple(pixels[10, 10]) == (255, 0, 0, 255)
    assert pixels[10, 0, 3] > 200
    assert pixels[10, 20, 3] > 200  # as wide as the picture
    assert pixels[0, 0, 3] == pixels[0, 20, 3] == 0


# The leftmost pixel of each row, of the image map that map code of 2008 had for this pin.
_LEFT = (7, 5, 3, 2, 2, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 2, 3, 3, 4, 5, 6, 6, 7, 7, 8, 8, 8, 8, 9, 9,
         9, 9, 9, 9)  # fmt: skip


def test_the_letter_pin_has_the_outline_that_map_code_knows() -> None:
    shown = drawn(read("d_map_pin_letter", "|FF0000"))[:, :, 3] > 100
    for row, left in zip(shown, _LEFT, strict=True):
        assert abs(np.flatnonzero(row)[0] - left) <= 1
        assert np.flatnonzero(row)[0] + np.flatnonzero(row)[-1] == 20  # even on both sides


def test_a_shadow_stands_behind_the_pin_and_alone() -> None:
    both = drawn(read("d_map_pin_letter_withshadow", "|FF0000"))
    alone = drawn(read("d_map_pin_shadow"))
    plain = drawn(read("d_map_pin_letter", "|FF0000"))
    assert (both[1:35, 2:23][plain[:, :, 3] == 255] == plain[plain[:, :, 3] == 255]).all()
    assert alone[alone[:, :, 3] > 0][:, :3].max() == 0
    assert 60 < alone[:, :, 3].max() < 140
    assert both.shape == alone.shape
    assert (both[:, 30:] == alone[:, 30:]).all()


def test_fields_are_read_and_missing_ones_take_defaults() -> None:
    red, green, black = (255, 0, 0, 255), (0, 255, 0, 255), (0, 0, 0, 255)
    assert read("d_map_pin_letter", "•|FF0000") == Pin("•", fill=red)
    assert read("d_map_pin_letter") == Pin()
    assert read("d_map_xpin_letter", "pin_star|A|F00|0F0|00F") == Pin(
        "A", "", "pin_star", red, green, (0, 0, 255, 255)
    )
    assert read("d_bubble_text_small", "bbtr|Hi|F00|0F0") == Bubble(("Hi",), "bbtr", "", red, green)
    assert read("d_bubble_texts_big_withshadow", "bbT|F00|0F0|a||b") == Bubble(
        ("a", "", "b"), "bbT", "", red, green, big=True, shadow="with"
    )
    assert read("d_bubble_icon_texts_big_shadow", "bus|edge_bc|F00|0F0|a") == Bubble(
        ("a",), "edge_bc", "bus", red, green, big=True, shadow="only"
    )
    assert read("d_map_spin", "2|-90|F00|13|b|a|b") == Spin(2, 270, ("a", "b"), 13, True, red)
    assert read("d_fnote", "balloon|1") == StickyNote("balloon", ())
    assert read("d_fnote_title", "taped_y|2|F00|r|T|a") == StickyNote(
        "taped_y", ("T", "a"), False, red, "right", True
    )
    assert read("d_text_outline", "666|42|h|000|_|||x||") == Outlined(
        ("", "", "x", "", ""), 42, (0x66, 0x66, 0x66, 255), black
    )
    assert drawing.size(read("d_map_pin_icon", "")) == (21, 34)


@pytest.mark.parametrize(
    ("chst", "chld", "parameter", "message"),
    [
        ("", "A", "chst", "is missing"),
        ("d_map_pin", "A", "chst", "unknown icon “map_pin”"),
        ("d_fnote_withshadow", "A", "chst", "unknown icon “fnote_withshadow”"),
        ("d_map_xpin_letter", "pim|A", "chld", "unknown pin style “pim”"),
        ("d_bubble_text_small", "bbx|A", "chld", "unknown frame “bbx”"),
        ("d_fnote", "paper|1", "chld", "unknown note “paper”"),
        ("d_fnote", "balloon|3", "chld", "unknown size of a note “3”"),
        ("d_map_pin_icon", "unicorn", "chld", "unknown icon “unicorn”"),
        ("d_text_outline", "000|10|x", "chld", "unknown alignment “x”"),
    ],
)
def test_what_is_wrong_is_named(chst: str, chld: str, parameter: str, message: str) -> None:
    with pytest.raises(ChartError) as caught:
        read(chst, chld)
    (error,) = caught.value.errors
    detail = error.detail.partition("; did you mean ")[0]
    assert (error.parameter, detail) == (parameter, message)
    assert error.allowed.startswith("one of ")


def test_what_is_odd_is_noted_and_drawn() -> None:
    diagnostics = Diagnostics()
    assert read("d_map_pin_icon", "flag_zz|F00", diagnostics).icon == "flag_zz"  # type: ignore[union-attr]
    assert read("d_map_pin_icon", "glyphish_yeti|nocolour", diagnostics)
    assert read("d_weather", "sticky_y|meteors|x", diagnostics).weather == "cloudy"  # type: ignore[union-attr]
    assert read("d_map_spin", "1000|0|F00|1e9|b|x", diagnostics) == Spin(
        7, 0, ("x",), 200, True, (255, 0, 0, 255)
    )
    assert len(diagnostics) == 6
    assert all(d.parameter == "chld" and d.level == "warning" for d in diagnostics)


def test_every_name_of_the_api_has_a_picture() -> None:
    assert [name for name in NAMES if not pictures.known(name)] == []
    assert len(SET_NAMES) > 350


@pytest.mark.parametrize("name", [*pictures.names(), *SET_NAMES])
def test_every_picture_stays_in_its_square(name: str) -> None:
    pixels = drawn(Glyphs(name, 24, (0, 0, 0, 255), (0, 0, 0, 255)))
    assert pixels.shape == (26, 26, 4)
    shown = pixels[:, :, 3] > 100
    assert shown.any(axis=1).sum() > 14 or shown.any(axis=0).sum() > 20
    # The outline of a glyph is as wide as the edge that is left for it.
    canvas = AggCanvas(60, 60, 1.0, CLEAR)
    drawing.draw(canvas, Glyphs(name, 24, (0, 0, 0, 255), CLEAR), Box(17, 17, 0, 0))
    inside = canvas.pixels()[17:43, 17:43, 3].sum()
    assert canvas.pixels()[:, :, 3].sum() == inside


@pytest.mark.parametrize("frame", icons.FRAMES)
def test_every_frame_has_its_tail_in_the_picture(frame: Any) -> None:
    icon = Bubble(("some text",), frame, "", (255, 0, 0, 255))
    pixels = drawn(icon)
    shown = pixels[:, :, 3] > 40
    rows, columns = np.flatnonzero(shown.any(axis=1)), np.flatnonzero(shown.any(axis=0))
    assert (rows[0], columns[0]) <= (1, 1)
    assert rows[-1] >= pixels.shape[0] - 2
    assert columns[-1] >= pixels.shape[1] - 2


def test_older_map_icons_fill_their_picture() -> None:
    values = {"chco": "0e5eff,000000ff,ffffff01", "chl": "a@@b", "chx": "fff,0",
              "chf": "bg,s,00000000"}  # fmt: skip
    chart = icons.map_icon("it", (12, 12), Parameters(values))
    blue = (0x0E, 0x5E, 0xFF, 255)
    assert chart.diagram == Disk(
        12, 12, blue, (0, 0, 0, 255), (255, 255, 255, 1), "a@b", (255, 255, 255, 255)
    )
    assert (chart.width, chart.height, chart.background) == (12, 12, (0, 0, 0, 0))
    box = icons.map_icon("itr", (30, 20), Parameters({"chl": "x"}))
    assert drawn(box.diagram).shape == (20, 30, 4)  # type: ignore[arg-type]
    pin = icons.map_icon("mm", (32, 32), Parameters({"chco": "FFFFFF,FF0000,000000"}))
    assert isinstance(pin.diagram, Marker)
    pixels = drawn(pin.diagram)
    assert pixels[8, 11, 1] > pixels[12, 20, 1] + 60  # paler at the left, above
    for size in ((1, 1), (1000, 1), (1, 1000), (547, 547)):
        for cht in ("it", "itr", "mm"):
            chart = icons.map_icon(cht, size, Parameters({"chl": "label"}))
            assert drawn(chart.diagram).shape[:2] == size[::-1]  # type: ignore[arg-type]


def test_long_texts_are_cut_to_what_a_picture_may_be() -> None:
    long = "|".join(["word " * 100] * 100)
    for chst, fields in [
        ("d_bubble_texts_big_withshadow", "bb|fff|000|"),
        ("d_bubble_icon_texts_big_shadow", "bus|bb|fff|000|"),
        ("d_bubble_text_small", "bb|"),
        ("d_fnote", "thought|1|000|l|"),
        ("d_weather", "arrow_d|sunny|"),
        ("d_text_outline", "000|200|l|fff|b|"),
        ("d_map_spin", "7|45|f00|200|b|"),
        ("d_simple_text_icon_left", "x" * 300 + "|200|000|bus|200|"),
        ("d_map_pin_letter", ""),
    ]:
        width, height = drawn(read(chst, fields + long)).shape[1::-1]
        assert max(width, height) <= 1000
        assert width * height <= 300_000


HOSTILE = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["bb", "edge_lc", "pin_star", "bus", "flag_jp", "1e999", "-1", "nan", "0", "FF0000", "F00",
         "b", "_", "h", "\x00\ud800", "😀" * 300, "مرحبا", "|" * 50, "sticky_y", "7", "1e6"]
    ),
)  # fmt: skip
CHST = st.sampled_from(
    [f"d_{name}{suffix}" for name in icons.KINDS for suffix in ("", "_shadow", "_withshadow")]
)


@FIXED
@given(CHST, st.lists(HOSTILE, max_size=9))
def test_any_text_is_an_icon_or_a_chart_error(chst: str, fields: list[str]) -> None:
    try:
        icon = read(chst, "|".join(fields))
    except ChartError:
        pass
    else:
        drawn(icon)


DATA = (Data((0.1, 0.5, None, 1.0), (1, 5, None, 10)), Data((0.0, 0.2, 0.4, 0.6), (0, 2, 4, 6)))


def marks(
    text: str, diagnostics: Diagnostics | None = None, data: Sequence[Data] = DATA, **more: Any
) -> tuple[IconMark, ...]:
    chem = Parameters({"chem": text}, diagnostics)["chem"]
    return icon_markers.read(chem, data, **more)


def test_icons_in_charts_are_read() -> None:
    (mark,) = marks("y;s=bubble_icon_text_small;d=ski,bb,Wheeee!,FFFFFF;dp=2;ds=0")
    assert mark == IconMark((Bubble(("Wheeee!",), "bb", "ski"),), 0, (2,))
    (mark,) = marks("y;s=map_xpin_letter_withshadow;d=pin,:(,ffa500;dp=0;ds=1;of=0,5;py=-1")
    assert mark == IconMark(
        (Pin(":(", fill=(255, 165, 0, 255), shadow="with"),), 1, (0,), dy=5, z=-1
    )
    (mark,) = marks("y;s=text_outline;d=f00,12,l,fff,_,a@,b@;c@=d@|e@@;po=.25,0.75")
    assert mark.position == (0.25, 0.75)
    assert isinstance(mark.icons[0], Outlined)
    assert mark.icons[0].lines == ("a,b;c=d|e@",)


@pytest.mark.parametrize(
    ("dp", "points"),
    [
        ("", (0, 1, 2, 3)),
        ("all", (0, 1, 2, 3)),
        ("1", (1,)),
        ("1.5", (1.5,)),
        ("-1", (3,)),
        ("every,2", (0, 2)),
        ("range,1,3", (1, 2, 3)),
        ("range,0,3,3", (0, 3)),
        ("range,1,99", (1, 2, 3)),
        ("every@,2", (0, 2)),
    ],
)
def test_points_of_icons(dp: str, points: tuple[float, ...]) -> None:
    (mark,) = marks(f"y;s=map_pin_letter;d=A;dp={dp}")
    assert mark.points == points


def test_glyphs_follow_the_data() -> None:
    (mark,) = marks("y;s=cm_color;d=flag,0,000000,808080,FFFFFF,16,F00,rt-3 5")
    first, second, third = mark.icons
    assert mark.points == (0, 1, 3)  # the missing value has none
    assert first == Glyphs("flag", 16, (26, 26, 26, 255), (255, 0, 0, 255),
                           align=Alignment(1, 0, -3, 5))  # fmt: skip
    assert second.fill == (128, 128, 128, 255)  # type: ignore[union-attr]
    assert third.fill == (255, 255, 255, 255)  # type: ignore[union-attr]
    (mark,) = marks("y;s=cm_size;d=disk,1,4,20,6,F80,000;dp=range,0,3")
    assert [icon.size for icon in mark.icons] == [6, 8, 12, 16]  # type: ignore[union-attr]
    (mark,) = marks("y;s=cm_repeat;d=glyphish_clock,1,10,V,16,6699FF,000000,2,hb;ds=1")
    assert [icon.copies for icon in mark.icons] == [2, 4, 6]  # type: ignore[union-attr]
    (mark,) = marks("y;s=cm_repeat_color;d=bus,1,10,h,12,0,F00,0F0,00F,000,2,hv;dp=3")
    assert mark.icons == (
        Glyphs("bus", 12, (0, 0, 255, 255), (0, 0, 0, 255), 6, 2, False, Alignment(0.5, 0.5)),
    )
    (mark,) = marks("y;s=cm_color_size;d=square,0,F00,0F0,00F,1,4,10,4,000,hb;dp=1")
    assert mark.icons == (Glyphs("square", 6, (0, 255, 0, 255), (0, 0, 0, 255)),)


def embedded(given: list[list[tuple[str, str]]], width: int = 60) -> icon_markers.Embed:
    def make(pairs: icon_markers.Pairs) -> icon_markers.Embedded:
        given.append(pairs)
        return GoogleChart(Pin(), (), width, 40), ()

    return make


def test_charts_stand_in_charts() -> None:
    given: list[list[tuple[str, str]]] = []
    (mark,) = marks(
        "y;s=ec;d=br,cht,p,chd,t:10@,20@,30,chs,120x60,chem,y@;s=ec@;d=lb@,cht@,p@,chd@,t:1@@@,2;"
        "dp=1",
        embed=embedded(given),
    )
    assert given == [
        [("cht", "p"), ("chd", "t:10,20,30"), ("chs", "120x60"),
         ("chem", "y;s=ec;d=lb,cht,p,chd,t:1@,2")],
    ]  # fmt: skip
    assert isinstance(mark.icons[0], Inset)
    assert mark.icons[0].align == Alignment(1, 1)
    (mark,) = marks("y;s=ecb;d=bbtl,7,00d0d0,80ffff,cht,p;dp=1", embed=embedded(given))
    assert given[1] == [("cht", "p")]
    inset = mark.icons[0]
    assert isinstance(inset, Inset)
    assert (inset.frame, inset.padding, inset.edge, inset.fill) == (
        "bbtl", 7, (0, 0xD0, 0xD0, 255), (0x80, 255, 255, 255)
    )  # fmt: skip


def test_charts_in_charts_are_bounded() -> None:
    part = "y;s=ec;d=lb,cht,p;dp=0"
    diagnostics = Diagnostics()
    assert marks(part, diagnostics) == ()
    assert "2 deep at most" in diagnostics[0].text
    given: list[list[tuple[str, str]]] = []
    budget = icon_markers.Budget()
    found = marks("|".join([part] * 20), embed=embedded(given), budget=budget)
    assert len(found) == len(given) == icon_markers.Budget.charts
    assert marks(part, embed=embedded(given), budget=budget) == ()  # shared by nested charts
    assert marks(part, embed=embedded(given, width=0)) == ()

    def broken(pairs: icon_markers.Pairs) -> icon_markers.Embedded:
        raise Parameters({})["chd"].error("is missing", "")

    diagnostics = Diagnostics()
    assert marks(part, diagnostics, embed=broken) == ()
    assert diagnostics[0].text == "“y;s=ec;d=lb,cht,p;dp=0” was left out: chd is missing"


def test_icons_are_bounded() -> None:
    diagnostics = Diagnostics()
    many = (Data((0.5,) * 5000, (1,) * 5000),)
    found = marks("y;s=map_pin_letter;d=A", diagnostics, many)
    assert len(found[0].points) == icon_markers.Budget.icons
    found = marks("y;s=cm_repeat;d=bus,0,1000,V,1", data=many)
    assert sum(icon.copies for icon in found[0].icons) <= icon_markers.Budget.icons  # type: ignore[union-attr]
    assert diagnostics[0].text == f"more than {icon_markers.Budget.icons} icons: not all were drawn"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("y;d=A", "names no icon"),
        ("y;s=unicorn", "unknown icon “unicorn”"),
        ("y;s=map_pin_letter;d=A;ds=9", "there is no series “9”"),
        ("y;s=map_pin_letter;d=A;dp=often", "is not one of n, all"),
        ("y;s=map_pin_letter;d=A;po=1", "is not x,y"),
        ("y;s=cm_size;d=disk,7,4,4,4", "there is no series 7"),
        ("y;;[chs'…']ec'\\/4'…", "names no icon"),
    ],
)
def test_icons_that_are_not_understood_are_left_out(text: str, said: str) -> None:
    diagnostics = Diagnostics()
    assert marks(text, diagnostics) == ()
    assert any(said in diagnostic.text for diagnostic in diagnostics)


class Corner:
    """A diagram whose points stand in a row."""

    box = Box(0, 0, 100, 100)

    def data_point(self, series: int, index: float, bar: int | None = None) -> DataPoint | None:
        return DataPoint(10 + 25 * index, 80.0)

    def pixels(self, x: float, y: float) -> tuple[float, float]:
        return 100 * x, 100 - 100 * y


def spread(text: str, **more: Any) -> npt.NDArray[np.uint8]:
    canvas = AggCanvas(100, 100, 1.0, CLEAR)
    geometry: Any = Corner()
    drawing.draw_marks(canvas, marks(text, **more), geometry, draw_chart, behind=True)
    assert canvas.pixels()[:, :, 3].max() == 0
    drawing.draw_marks(canvas, marks(text, **more), geometry, draw_chart, behind=False)
    assert canvas.budget.cost < MAX_COST / 2
    return canvas.pixels()


def test_icons_stand_on_their_points() -> None:
    pixels = spread("y;s=map_pin_letter;d=A,F00;dp=every,3;of=2,-5")
    alone = drawn(Pin("A", fill=(255, 0, 0, 255)))
    for x in (12, 87):
        part = pixels[85 - 34 : 85, x - 10 : x + 11]
        assert np.abs(part.astype(int) - alone[:, : part.shape[1]]).max() <= 1
    tips = spread("y;s=map_xpin_letter;d=pin_sright,A;dp=1;of=12,0")
    assert tips[79, 35, 3] > 40  # the tip at the lower left, on the point
    assert tips[79, 40:, 3].max() == 0
    tail = spread("y;s=bubble_text_small;d=bb,Hi;dp=1")
    assert np.flatnonzero(tail[:, :, 3].any(axis=0))[0] == 35
    assert np.flatnonzero(tail[:, :, 3].any(axis=1))[-1] == 79
    spot = spread("y;s=cm_size;d=disk,1,10,0,0,F00,F00,hv;po=0.5,0.5")
    rows = np.flatnonzero(spot[:, :, 3].any(axis=1))
    assert (rows[0] + rows[-1] + 1) / 2 == 50


def test_an_embedded_chart_is_laid_over() -> None:
    def draw_ground(canvas: Canvas, chart: GoogleChart) -> None:
        canvas.rectangle(0, 0, chart.width, chart.height, (200, 200, 200, 200))

    chart = GoogleChart(Disk(20, 20, (255, 0, 0, 255), *[(255, 0, 0, 255)] * 2), (), 20, 20)
    canvas = AggCanvas(40, 40, 1.0, (255, 255, 255, 255))
    for inset, x, y in (
        (Inset(chart, Alignment(0, 0)), 5, 7),
        (Inset(chart, frame="bbT", padding=3), 20, 40),
    ):
        sketch = drawing.insets.sketch(inset, draw_ground)
        sketch.paint(canvas, x - sketch.point[0], y - sketch.point[1])
    assert canvas.pixels()[8, 6, 0] < 255
    assert canvas.pixels()[6, 4, 0] == 255


@FIXED
@given(
    st.lists(
        st.one_of(
            HOSTILE,
            st.sampled_from(
                ["y", ";", "|", "s=", "d=", "dp=", "ds=", "of=", "po=", "py=", "@", ",", "cm_size",
                 "cm_repeat", "ec", "ecb", "map_pin_letter", "all", "0"]
            ),
        ),
        max_size=25,
    )
)  # fmt: skip
def test_any_text_of_icons_in_charts_is_noted_at_most(parts: list[str]) -> None:
    spread("".join(parts), embed=None)
