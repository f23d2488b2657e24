"""Maps: what their parameters say, what is odd about them, and where regions come to lie."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts import geography
from charts.canvas.agg import AggCanvas
from charts.canvas.box import Box
from charts.canvas.cost import MAX_COST
from charts.colour import Colour
from charts.diagnostics import ChartError
from charts.geography.areas import AREAS
from charts.google.chart import Bounds, Margins, WorldMap
from charts.google.draw import map as drawing
from charts.google.read import maps, sizes
from charts.google.read.fields import Parameters

RED: Colour = (255, 0, 0, 255)
BLUE: Colour = (0, 0, 255, 255)
GREY: Colour = (190, 190, 190, 255)
WHITE: Colour = (255, 255, 255, 255)

# ISO 3166-1, alpha-2.
_COUNTRIES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ "
    "EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW "
    "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY "
    "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV "
    "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
    "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM "
    "ZW"
)
COUNTRIES = _COUNTRIES.split()


def read(**values: str) -> tuple[WorldMap, list[tuple[str, str]]]:
    asked = Parameters(values)
    found = world(asked)
    return found, [(diagnostic.parameter, diagnostic.text) for diagnostic in asked.diagnostics]


def world(parameters: Parameters) -> WorldMap:
    kind, _, option = parameters["cht"].text.partition(":")
    return maps.world(kind, option, parameters)


def picture(diagram: WorldMap, width: int = 440, height: int = 220) -> np.ndarray:
    canvas = AggCanvas(width, height, 1.0, WHITE)
    drawing.MapGeometry(diagram, Box(0, 0, width, height)).draw(canvas)
    return canvas.pixels()[:, :, :3].astype(int)


def pixels(found: np.ndarray, colour: Colour) -> np.ndarray:
    """(y, x) of the pixels of a colour."""
    return np.argwhere(np.abs(found - colour[:3]).max(axis=2) < 8)


# --- data ---------------------------------------------------------------------------------------


def test_every_country_has_a_shape() -> None:
    shapes = geography.read(geography.WORLD)
    assert set(COUNTRIES) <= set(shapes.codes)
    for code in shapes.codes:
        assert shapes.sizes[shapes.largest[shapes.codes[code]]].max() > 0, code


def files() -> Iterator[str]:
    for path in sorted(geography.FOLDER.glob("*.xz")):
        yield path.stem


def test_every_ring_is_closed_and_every_code_has_one() -> None:
    for name in files():
        shapes = geography.read(name)
        first, last = shapes.rings[:-1], shapes.rings[1:] - 1
        for part in (shapes.points[shapes.order], shapes.turns[:, None]):
            if name != geography.WORLD:
                assert np.allclose(part[first], part[last]), name
        ends = shapes.points[shapes.order] + np.stack([shapes.turns, 0 * shapes.turns], axis=1)
        assert np.allclose(ends[first], ends[last], atol=1e-9), name
        assert np.abs(shapes.points[:, 1]).max() <= 90
        for code, areas in shapes.codes.items():
            assert len(shapes.rings_of(areas)) > 0, code
            assert geography.known(code)


def test_data_are_small_and_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sum(path.stat().st_size for path in geography.FOLDER.glob("*.xz")) < 410_000
    opened: list[str] = []
    plain = type(geography.FOLDER).read_bytes

    def noted(path: object) -> bytes:
        opened.append(str(path).rpartition("/")[2])
        return plain(path)  # type: ignore[arg-type]

    monkeypatch.setattr(type(geography.FOLDER), "read_bytes", noted)
    geography.read.cache_clear()
    picture(WorldMap((("US-NY", RED),), GREY, "usa"))
    assert opened == ["US.xz"]
    picture(WorldMap((("FR-D", RED),), GREY))
    assert opened == ["US.xz", "FR.xz", "world.xz"]


def test_neighbours_share_their_border() -> None:
    shapes = geography.read(geography.WORLD)
    shared = set(shapes.arcs_of(shapes.codes["FR"])) & set(shapes.arcs_of(shapes.codes["ES"]))
    assert shared
    both = [*shapes.codes["FR"], *shapes.codes["ES"]]
    assert not shared & set(shapes.rim(both))
    assert shared <= set(shapes.rim(shapes.codes["FR"]))


@pytest.mark.parametrize(
    ("code", "west", "south", "east", "north"),
    [
        ("GB-SCT", -9, 54, 0, 62),
        ("FR-D", 2, 46, 6, 49),  # Burgundy, a code of before 2016
        ("FR-BFC", 2, 46, 8, 49),
        ("FR-75", 2.2, 48.8, 2.5, 48.95),
        ("DE-BY", 8.9, 47.2, 14, 50.6),
        ("PL-DS", 14.8, 50, 17.9, 51.9),
        ("PL-02", 14.8, 50, 17.9, 51.9),
        ("IT-25", 8.4, 44.6, 11.5, 46.7),
        ("IT-MI", 8.6, 45.1, 9.6, 45.7),
        ("ES-AN", -7.6, 35.9, -1.6, 38.8),
        ("CA-QC", -80, 44.9, -57, 63),
        ("AU-TAS", 143, -44, 149, -39),
        ("BR-SP", -53.2, -25.4, -44.1, -19.7),
        ("CN-51", 97.2, 26, 108.7, 34.4),
        ("CN-SC", 97.2, 26, 108.7, 34.4),
        ("IN-OR", 81, 17.7, 87.6, 22.7),
        ("JP-13", 138.8, 24, 142.3, 36),
        ("RU-SA", 105, 55, 163, 77.2),
        ("MX-JAL", -106, 18.8, -101.3, 22.9),
        ("CH-ZH", 8.3, 47.1, 9, 47.8),
        ("KR-47", 127.7, 35.5, 131, 37.6),
        ("ZA-WC", 17.7, -35, 24.3, -30.3),
        ("US-TX", -106.7, 25.8, -93.4, 36.6),
        ("UA", 22, 44.3, 40.3, 52.5),
    ],
)
def test_codes_mean_their_places(
    code: str, west: float, south: float, east: float, north: float
) -> None:
    shapes = geography.read(geography.file(code))
    ring = max(shapes.largest[shapes.codes[code]], key=lambda r: shapes.sizes[r])
    boxes = shapes.boxes[shapes.rings_of(shapes.codes[code])]
    x = (shapes.boxes[ring, 0] + shapes.boxes[ring, 2]) / 2
    y = (shapes.boxes[ring, 1] + shapes.boxes[ring, 3]) / 2
    assert west < x < east
    assert south < y < north
    if code not in ("JP-13", "AU-TAS", "RU-SA"):  # far islands
        assert boxes[:, 0].min() > west - 0.5
        assert boxes[:, 3].max() < north + 0.5


def test_crimea_is_counted_as_its_code_says() -> None:
    shapes = geography.read(geography.WORLD)
    boxes = shapes.boxes[shapes.rings_of(shapes.codes["UA"])]
    assert boxes[:, 1].min() < 44.6
    # Nor is there a line between the two pieces.
    inside = [
        arc
        for arc in shapes.arcs_of(shapes.codes["UA"])
        for x, y in [shapes.points[shapes.arcs[arc] : shapes.arcs[arc + 1]].mean(axis=0)]
        if 33 < x < 34.7 and 45.9 < y < 46.3
    ]
    assert len(inside) <= 2  # coasts of the isthmus


# --- reading ------------------------------------------------------------------------------------


def test_a_map_of_2008() -> None:
    found, notes = read(
        cht="t", chtm="africa", chld="MGKETN", chd="s:Af9", chco="ffffff,edf0d4,13390a"
    )
    assert found.view == "africa"
    assert found.land == (255, 255, 255, 255)
    assert [code for code, _ in found.regions] == ["MG", "KE", "TN"]
    assert found.regions[0][1] == (0xED, 0xF0, 0xD4, 255)
    assert found.regions[2][1] == (0x13, 0x39, 0x0A, 255)
    assert notes == []


def test_states_of_the_usa() -> None:
    found, notes = read(cht="t", chtm="usa", chld="KSCAZZ", chd="e:AA..__")
    assert [code for code, _ in found.regions] == ["US-KS", "US-CA", "US-ZZ"]
    assert found.regions[0][1] == BLUE
    assert found.regions[1][1] == RED
    assert found.regions[2][1] == found.land == GREY
    assert notes == [("chld", "there is no state “ZZ”")]


def test_a_map_of_2008_may_have_no_regions() -> None:
    found, notes = read(cht="t", chtm="usa", chd="s:_")
    assert found.regions == ()
    assert notes == []


@pytest.mark.parametrize("area", ["", "mars"])
def test_a_map_of_2008_has_an_area(area: str) -> None:
    with pytest.raises(ChartError) as raised:
        world(Parameters({"cht": "t", "chtm": area, "chld": "FR", "chd": "s:A"}))
    assert raised.value.errors[0].parameter == "chtm"


def test_data_have_an_encoding() -> None:
    with pytest.raises(ChartError) as raised:
        world(Parameters({"cht": "map", "chld": "FR", "chd": "1,2"}))
    assert raised.value.errors[0].parameter == "chd"


@pytest.mark.parametrize(
    ("text", "noted"),
    [("FRE", "left out"), ("fr", "capitals"), ("XQ", "no country"), ("BR", "not on the map")],
)
def test_odd_codes_of_2008_are_noted(text: str, noted: str) -> None:
    _, notes = read(cht="t", chtm="europe", chld=text, chd="s:A")
    assert len(notes) == 1
    assert noted in notes[0][1]


def test_colours_without_data_are_taken_in_turn() -> None:
    found, _ = read(cht="map", chld="FR|DE|IT", chco="dbe1bf|ff0000|0000ff")
    assert found.land == (0xDB, 0xE1, 0xBF, 255)
    assert [colour for _, colour in found.regions] == [RED, BLUE, RED]
    assert maps.legend_colours(found) == (RED, BLUE, RED)


def test_colours_with_data_flow() -> None:
    found, _ = read(cht="map", chld="FR|DE|IT|ES", chd="t:0,50,100", chco="cccccc,000000,ff0000")
    assert [colour[0] for _, colour in found.regions] == [0, 128, 255, 0xCC]
    found, _ = read(cht="map", chld="FR|DE", chd="t:5,10", chds="5,10", chco="cc,000000,ff0000")
    found, _ = read(cht="map", chld="FR|DE", chd="t:1,1", chds="0,1", chco="D0EAF5,FFFFB2,FFFFFF")
    assert [colour for _, colour in found.regions] == [WHITE, WHITE]


def test_unknown_codes_keep_their_place() -> None:
    found, notes = read(cht="map", chld="US|TQ|FR-XX|UK|FR-GF|../GB|")
    assert [code for code, _ in found.regions] == ["US", "TQ", "FR-XX", "GB", "GF", "../GB"]
    assert [text.split("“")[1].split("”")[0] for _, text in notes] == ["TQ", "FR-XX", "../GB"]


@pytest.mark.parametrize(
    ("cht", "view"),
    [
        ("map", Margins()),
        ("map:auto", Margins()),
        ("map:auto=1,2,3,4", Margins(1, 2, 3, 4)),
        ("map:auto=0,0,0,10", Margins(0, 0, 0, 10)),
        ("map:fixed=-70,-180,80,180", Bounds(-70, -180, 80, 180)),
        ("map:fixed=-60,180,80,179", Bounds(-60, -180, 80, 179)),
        ("map:fixed=-60,0,80,-35", Bounds(-60, 0, 80, 325)),
        ("map:fixed=-56,-170,84,-173", Bounds(-56, -170, 84, 187)),
        ("map:fixed=10,5,20,5", Bounds(10, 5, 20, 365)),
        ("map:fixed=-90,-180,90,180", Bounds(-85, -180, 85, 180)),
    ],
)
def test_views(cht: str, view: Bounds | Margins) -> None:
    found, notes = read(cht=cht, chld="FR")
    assert found.view == view
    assert notes == []


@pytest.mark.parametrize(
    "cht",
    ["map:fixed", "map:fixed=1,2,3", "map:fixed=95,0,99,1", "map:fixed=5,0,5,9", "map:zoom=3",
     "map:fixed=a,b,c,d", "map:auto=x", "map:fixed=5,0,1,9"],
)  # fmt: skip
def test_odd_views_are_noted(cht: str) -> None:
    _, notes = read(cht=cht, chld="FR")
    assert [name for name, _ in notes] == ["cht"]


@pytest.mark.parametrize(
    ("kind", "asked", "drawn"),
    [
        ("t", (440, 220), (440, 220)),
        ("t", (600, 400), (440, 220)),
        ("map", (600, 500), (600, 500)),
        ("map", (600, 600), (600, 500)),
        ("map", (650, 350), (600, 350)),
    ],
)
def test_limits(kind: str, asked: tuple[int, int], drawn: tuple[int, int]) -> None:
    parameters = Parameters({"chs": "x".join(map(str, asked))})
    assert sizes.read(parameters["chs"], maps.SIZES[kind]) == drawn
    assert bool(parameters.diagnostics) == (asked != drawn)


# --- drawing ------------------------------------------------------------------------------------


def test_the_usa_lie_where_the_service_had_them() -> None:
    regions = (("US-CO", RED), ("US-AK", BLUE), ("US-HI", (0, 160, 0, 255)))
    found = picture(WorldMap(regions, GREY, "usa"))
    # Measured on its picture, in pixels: a state, and the two that stand below the others.
    top, left = pixels(found, RED).min(axis=0)
    bottom, right = pixels(found, RED).max(axis=0)
    assert (left, top, right, bottom) == pytest.approx((120, 73, 171, 106), abs=1)
    _, right = pixels(found, BLUE).max(axis=0)
    top, left = pixels(found, BLUE).min(axis=0)
    assert (top, right) == pytest.approx((160, 95), abs=2)
    bottom, right = pixels(found, (0, 160, 0, 255)).max(axis=0)
    assert (right, bottom) == pytest.approx((157, 202), abs=2)


@pytest.mark.parametrize("area", AREAS)
def test_an_area_is_drawn_alone_and_whole(area: str) -> None:
    found = picture(WorldMap((), GREY, area))
    drawn = pixels(found, GREY)
    assert len(drawn) > 9000
    top, left = drawn.min(axis=0)
    bottom, right = drawn.max(axis=0)
    assert top <= 6 or left <= 6
    assert bottom >= 213 or right >= 433
    small = picture(WorldMap((), GREY, area), 220, 110)
    assert len(pixels(small, GREY)) == pytest.approx(len(drawn) / 4, rel=0.2)


def test_the_world_fills_its_picture_on_mercators_map() -> None:
    # The ratio of 450 to 300 that people gave such maps.
    found = picture(WorldMap((("BR", RED),), GREY, Bounds(-70, -180, 80, 180)), 450, 300)
    everything = np.argwhere(np.abs(found - 255).max(axis=2) > 8)
    assert everything.min() <= 1
    assert everything.max(axis=0).tolist() == pytest.approx([299, 449], abs=1)
    y, x = pixels(found, RED).mean(axis=0)
    assert (x, y) == pytest.approx((158, 187), abs=4)


def test_a_map_reaches_over_the_180th_meridian() -> None:
    found = picture(WorldMap((("FJ", RED), ("RU", BLUE)), GREY, Bounds(-60, 0, 80, 325)), 600, 350)
    _, x = pixels(found, BLUE).T
    assert x.max() - x.min() < 300
    assert not len(np.argwhere(np.abs(found[:, 560:] - BLUE[:3]).max(axis=2) < 8))


@pytest.mark.parametrize("code", ["RU", "FJ", "US", "NZ", "KI", "RU-CHU", "AQ"])
def test_no_stripes_across_the_map(code: str) -> None:
    diagram = WorldMap(((code, RED),), WHITE, Bounds(-80, -180, 84, 180))
    shifted = WorldMap(((code, RED),), WHITE, Bounds(-80, 0, 84, 360))
    cut, whole = (len(pixels(picture(d, 600, 500), RED)) for d in (diagram, shifted))
    assert cut == pytest.approx(whole, rel=0.15, abs=60)


def test_russia_has_no_seam() -> None:
    found = picture(WorldMap((("RU", RED),), WHITE, Bounds(65.5, 170, 68.5, 188)), 400, 200)
    assert len(pixels(found, RED)) > 0.5 * found.shape[0] * found.shape[1] * 0.5
    row = found[100]
    inner = np.flatnonzero(np.abs(row - RED[:3]).max(axis=1) < 8)
    middle = row[inner.min() : inner.min() + 100]
    assert np.abs(middle - RED[:3]).max() < 8


def test_small_regions_are_seen() -> None:
    diagram = WorldMap((("VA", RED), ("SG", BLUE)), GREY, Bounds(-70, -180, 80, 180))
    found = picture(diagram, 450, 300)
    assert len(pixels(found, RED)) >= 5
    assert len(pixels(found, BLUE)) >= 5


def test_a_map_zooms_to_its_regions() -> None:
    for code in ("FR", "US-NJ", "VA", "FJ", "NO", "GB-SCT"):
        found = picture(WorldMap(((code, RED),), WHITE, Margins(10, 10, 10, 10)), 300, 300)
        red = pixels(found, RED)
        assert len(red) > 300, code
        high, wide = np.ptp(red, axis=0)
        assert max(high, wide) > (240 if code != "VA" else 20), code


def test_far_islands_do_not_widen_a_map() -> None:
    found = picture(WorldMap((("FR", RED),), WHITE), 300, 300)
    assert len(pixels(found, RED)) > 25_000


def test_clear_land_is_not_drawn() -> None:
    found = picture(WorldMap((("IT", RED),), (0, 0, 0, 0), Margins(40, 40, 40, 40)), 300, 300)
    land = np.argwhere(np.abs(found - 255).max(axis=2) > 8)
    red = pixels(found, RED)
    assert np.abs(land.min(axis=0) - red.min(axis=0)).max() <= 3
    assert np.abs(land.max(axis=0) - red.max(axis=0)).max() <= 3


def test_parts_lie_on_their_country() -> None:
    regions = (("FR-D", RED), ("FR", BLUE))
    found = picture(WorldMap(regions, GREY), 300, 300)
    assert len(pixels(found, RED)) > 1000
    assert len(pixels(found, BLUE)) > 15_000


def test_spots_are_the_middles_of_regions() -> None:
    diagram = WorldMap(
        (("FR", RED), ("XX", RED), ("NZ", RED), ("IT", RED)), GREY, Bounds(35, -10, 60, 30)
    )
    placed = drawing.MapGeometry(diagram, Box(0, 0, 400, 400))
    spot = placed.data_point(0, 0)
    assert spot is not None
    box = placed.map_areas()[0].coords
    assert min(box[::2]) < spot.x < max(box[::2])
    assert min(box[1::2]) < spot.y < max(box[1::2])
    assert placed.data_point(0, 1) is None  # no such code
    assert placed.data_point(0, 2) is None  # not on the map
    assert placed.data_point(0, 9) is None
    assert placed.data_point(0, -1) is None
    assert [region.name for region in placed.map_areas()] == ["region0", "region3"]


def test_a_map_of_all_countries_costs_a_part_of_the_budget() -> None:
    codes = sorted(geography.read(geography.WORLD).codes)
    diagram = WorldMap(tuple((code, RED) for code in codes), GREY, Bounds(-70, -180, 80, 180))
    canvas = AggCanvas(600, 500, 1.0, WHITE)
    drawing.MapGeometry(diagram, Box(0, 0, 600, 500)).draw(canvas)
    assert 1000 < canvas.budget.cost < MAX_COST / 4


odd = st.sampled_from(
    ["", "1", "-90", "90", "180", "-180", "1e9", "nan", "0", "0.00001", "x", "540", "٣", "-1e400"]
)
codes = st.sampled_from(
    ["GB", "US", "RU", "FJ", "AQ", "KI", "uk", "", "é", "../a", "US-", "-", "A", "US-AK", "GB-LND",
     "XK", "RU-CHU", "NZ-CIT", "\x00", "FR-D", "Ａ" "Ａ-1", "aa"]
)  # fmt: skip
views = st.one_of(
    st.just("t"),
    st.just("map"),
    st.builds("map:fixed={}".format, st.lists(odd, max_size=5).map(",".join)),
    st.builds("map:auto={}".format, st.lists(odd, max_size=5).map(",".join)),
    st.builds(
        "map:fixed={},{},{},{}".format,
        *[st.floats(-limit, limit).map(repr) for limit in (91, 400, 91, 400)],
    ),
)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(
    views,
    st.sampled_from([*AREAS, "x"]),
    st.lists(codes, max_size=5),
    st.sampled_from(["s:_", "t:1,2,3", "e:AA..gA", "t:", "t:-1,1e300", "x", "t:1|2", None]),
    st.sampled_from(["", "FF0000", "FF0000,00FF00", "x", "ffffff00|00ff00"]),
    st.sampled_from([(1, 1), (440, 220), (3, 600), (600, 3), (256, 256)]),
)
def test_nothing_but_chart_errors(
    cht: str, area: str, chld: list[str], chd: str | None, chco: str, size: tuple[int, int]
) -> None:
    values = {"cht": cht, "chtm": area, "chld": ("" if cht == "t" else "|").join(chld)}
    values |= {"chco": chco} | ({} if chd is None else {"chd": chd})
    try:
        diagram = world(Parameters(values))
    except ChartError:
        return
    placed = drawing.MapGeometry(diagram, Box(0, 0, *size))
    canvas = AggCanvas(*size, 1.0, WHITE)
    placed.draw(canvas)
    assert canvas.budget.cost <= MAX_COST
    for region in placed.map_areas():
        assert re.fullmatch(r"region\d+", region.name)
        assert all(0 <= x <= size[0] for x in region.coords[::2])
        assert all(0 <= y <= size[1] for y in region.coords[1::2])
    for point in (-1.0, 0.0, 0.5, 99.0, math.inf):
        if math.isfinite(point):
            spot = placed.data_point(0, point)
            assert spot is None or (0 <= spot.x <= size[0] and 0 <= spot.y <= size[1])
