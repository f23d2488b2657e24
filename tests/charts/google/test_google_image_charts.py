"""What image-charts.com adds to Google's URLs, and what tells its URLs from Google's."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from charts.google import animate, render
from charts.google.chart import EASINGS, BarPlot, GoogleChart, PiePlot, ScatterPlot
from charts.google.read import query

BARS = "cht=bvs&chs=120x80&chd=a:20,60,-30&chxt=x,y"


def _read(text: str) -> query.GoogleRequest:
    return query.read([tuple(part.partition("=")[::2]) for part in text.split("&")])  # type: ignore[misc]


def _chart(text: str) -> GoogleChart:
    request = _read(text)
    assert request.chart is not None, request.errors
    return request.chart


def _said(text: str) -> str:
    return "; ".join(f"{d.parameter}: {d.text}" for d in _read(text).diagnostics)


def _picture(text: str) -> Image.Image:
    return Image.open(io.BytesIO(render.render(_chart(text))))


def test_the_scale_of_a_follows_the_data_to_round_numbers() -> None:
    chart = _chart(BARS.replace("120x80", "300x300"))
    assert chart.data[0].values == (20, 60, -30)
    numbers = [text for _, text in chart.axes[1].labels]
    assert (numbers[0], numbers[-1]) == ("-40", "60")
    assert chart.data[0].positions[1] == 1


@pytest.mark.parametrize("sign", ["", "&icretina=0", "&icac=me&ichm=0a", "&chlps=offset,2"])
def test_a_range_scales_the_data_of_its_urls_only(sign: str) -> None:
    text = f"cht=lc&chs=120x80&chd=t:20,50&chxt=x,y&chxr=1,0,50{sign}"
    assert _chart(text).data[0].positions == ((0.2, 0.5) if not sign else (0.4, 1.0))
    assert not _read(text).diagnostics


def test_the_first_axis_of_values_decides() -> None:
    right = "cht=lc&chs=120x80&chd=a:20,40&chxt=x,y,r&chxr=2,0,400"
    assert _chart(right).data[0].positions == (0.5, 1.0)
    level = "cht=bhg&chs=120x80&chd=a:20,40&chxt=y,x&chxr=1,0,80"
    assert _chart(level).data[0].positions == (0.25, 0.5)


def test_a_line_may_have_an_axis_of_its_own() -> None:
    text = (
        "cht=bvs&chs=120x80&chd=a1:20,60,-30|5,5,10&chxt=x,y,r&chxr=2,0,10&chm=D,0000FF,1,0,2,1,0,2"
    )
    assert _chart(text).data[1].positions == (0.5, 0.5, 1.0)


def test_text_data_are_cut_and_set_the_scale() -> None:
    chart = _chart("cht=bvs&chs=120x80&chd=t:_,-30,40,50&chxt=y&icretina=0")
    assert chart.data[0].positions == (None, None, 0.8, 1.0)


def test_an_axis_shows_the_values_of_chds() -> None:
    chart = _chart("cht=bvs&chs=300x300&chd=t:-20,60&chds=-40,80&chxt=y&icretina=0")
    numbers = [float(text) for _, text in chart.axes[0].labels]
    assert min(numbers) >= -40
    assert max(numbers) == 80


def test_a_doughnut_has_a_hole_with_a_text() -> None:
    pie = _chart("cht=pd&chs=120x120&chd=a:3,1&chli=4 kg&chco=FF0000|00FF00").diagram
    assert isinstance(pie, PiePlot)
    assert (pie.hole, pie.inside) == (0.5, "4 kg")
    picture = _picture("cht=pd&chs=120x120&chd=a:3,1&chco=FF0000").convert("RGB")
    assert picture.getpixel((60, 60)) == (255, 255, 255)
    assert picture.getpixel((60, 100)) != (255, 255, 255)


def test_sectors_of_a_polar_chart_have_equal_angles() -> None:
    picture = _picture("cht=pa&chs=100x100&chd=t:60,30,30,30&chco=FF0000|00FF00|0000FF|808080")
    red = sum(n for n, colour in picture.convert("RGB").getcolors(9999) if colour == (255, 0, 0))
    green = sum(n for n, colour in picture.convert("RGB").getcolors(9999) if colour == (0, 255, 0))
    assert red / green == pytest.approx(4, rel=0.1)
    pie = _chart("cht=pa&chs=100x100&chd=a:60,30&chxt=x").diagram
    assert isinstance(pie, PiePlot)
    assert pie.scale[-1] == (1.0, "60")


def test_bubbles_have_x_y_and_a_radius() -> None:
    text = "cht=bb&chs=200x100&chd=t:40,60,10,_,20,30|50,50,5&chco=FF0000,00FF00&chl=a|b|c"
    chart = _chart(text)
    points = chart.diagram
    assert isinstance(points, ScatterPlot)
    assert points.sizes == (20, 2, 10)
    assert [colour[:2] for colour in points.colours] == [(255, 0), (255, 0), (0, 255)]
    assert chart.data[0].x == (0.4, 0.2, 0.5)
    assert chart.marks[-1].texts == ("a", "b", "c")
    assert "not 1 numbers" in _said("cht=bb&chs=90x90&chd=t:4,_,1,2")


def test_labels_stand_in_bars_and_go_through_all_series() -> None:
    chart = _chart(
        "cht=bvs&chs=200x100&chd=a:1,2|3,4&chl=a||c|d\\ne&chlps=color,FF0000|font.size,9"
    )
    first, second = chart.marks
    assert (first.series, first.points, first.texts) == (0, (0.0,), ("a",))
    assert (second.series, second.texts) == (1, ("c", "d e"))
    assert (second.colour, second.size, second.anchor.bar) == ((255, 0, 0, 255), 9, "centre")
    assert not _chart("cht=bvs&chs=99x99&chd=a:1&chl=a&chlps=display,false").marks


@pytest.mark.parametrize(
    ("options", "place"),
    [
        ("align,top", (0.5, 0.0, "centre")),
        ("align,180|anchor,start", (1.0, 0.5, "base")),
        ("align,end|anchor,end|offset,9", (0.5, 0.0, "end")),
    ],
)
def test_labels_stand_where_chlps_says(options: str, place: tuple[float, float, str]) -> None:
    (mark,) = _chart(f"cht=bvs&chs=99x99&chd=a:1&chl=a&chlps={options}").marks
    assert (mark.anchor.horizontal, mark.anchor.vertical, mark.anchor.bar) == place


def test_names_at_an_axis_that_is_there_and_none_at_another() -> None:
    assert not any(a.labels for a in _chart("cht=bvs&chs=99x99&chd=a:1,2&chl=a|b").axes)
    axis = _chart("cht=bvs&chs=99x99&chd=a:1,2&chl=a|b&chxt=x").axes[0]
    assert [text for _, text in axis.labels] == ["a", "b"]


@pytest.mark.parametrize("fill", ["", "&chf=b0,lg,90,FF0000,0,FF0000,1"])
@pytest.mark.parametrize("cht", ["bvs", "bhg"])
def test_bars_have_round_corners_at_their_far_end(cht: str, fill: str) -> None:
    text = f"cht={cht}&chs=100x100&chd=a:9&chco=FF0000&chma=10,10,10,10{fill}"
    square, rounded = (_picture(text + more).convert("RGB") for more in ("", "&chbr=20"))
    counts = [
        sum(n for n, c in picture.getcolors(9999) if c == (255, 0, 0))
        for picture in (square, rounded)
    ]
    assert 100 < counts[0] - counts[1] < 300  # two quarters of a circle less


def test_dense_screens() -> None:
    assert _picture(f"{BARS}&icretina=1&chf=bg,lg,0,FFFFFF,0,AAAAFF,1").size == (240, 160)
    assert _picture("cht=qr&chs=90x90&chl=a&scale=3").size == (270, 270)
    assert _picture("cht=tx&chl=x&chs=40x30&icretina=true").size == (80, 60)
    assert "sharp at every size" in _said(f"{BARS}&icretina=1&chof=svg")
    assert _chart("cht=lc&chs=1000x1000&chd=a:1,2&scale=4").scale == pytest.approx(8**0.5)
    assert "cut" in _said(f"{BARS}&scale=9")


def test_languages_write_numbers() -> None:
    text = "cht=bvs&chs=200x100&chd=a:1234.5&chm=N*cEUR1s*,000000,0,-1,11&chxt=y&iclocale="
    assert _chart(f"{text}de_DE").marks[0].texts == ("1.234,5\N{NO-BREAK SPACE}€",)
    assert _chart(f"{text}en").marks[0].texts == ("€1,234.5",)
    assert "not a language" in _said(f"{text}xx")
    axis = _chart("cht=lc&chs=200x200&chd=a:0.5&chxt=y&iclocale=fr").axes[0]
    assert any("," in label for _, label in axis.labels)


def test_what_is_not_done_is_said() -> None:
    assert "icff" in _said(f"{BARS}&icff=Domine")
    assert "not fetched" in _said(f"{BARS}&chf=bg,img,https://example.org/a.png")
    assert not _said(f"{BARS}&icac=account&ichm=0123")


def test_colours_of_codes() -> None:
    picture = _picture("cht=qr&chs=60x60&chl=a&icqrb=00FF00&icqrf=FF0000").convert("RGB")
    assert {colour for _, colour in picture.getcolors()} == {(0, 255, 0), (255, 0, 0)}


@pytest.mark.parametrize(
    "kind", ["cht=bvg&chd=a:9,-4", "cht=lc&chd=a:1,2", "cht=pd&chd=a:1,2", "cht=pa&chd=a:1,2",
             "cht=bb&chd=a:1,2,3,_,4,5,6", "cht=r&chd=a:1,2,3", "cht=gom&chd=t:50"],
)  # fmt: skip
def test_an_animation_ends_with_the_picture(kind: str) -> None:
    text = f"{kind}&chs=90x60&chan=400"
    request = _read(f"{text}&chof=svg")
    assert request.form == "gif"
    picture = _picture(text)
    assert picture.format == "GIF"
    assert picture.n_frames == 9  # 20 a second, and the last
    assert "loop" not in picture.info
    picture.seek(picture.n_frames - 1)
    still = _picture(f"{kind}&chs=90x60&chof=gif&icretina=0")
    assert picture.convert("RGB").tobytes() == still.convert("RGB").tobytes()


def test_an_animation_is_limited() -> None:
    # Frames that look alike are one.
    assert 16 < _picture(f"{BARS}&chan=").n_frames <= animate.MAX_FRAMES + 1
    assert (
        _picture(f"{BARS}&chan=1500,easeOutBack&icretina=1".replace("120x80", "900x900")).n_frames
        == 3
    )
    assert "10 to 1500" in _said(f"{BARS}&chan=99999")
    assert "not an easing" in _said(f"{BARS}&chan=99,jump")
    large = "&".join((BARS.replace("120x80", "500x500"), "chan=", "chf=bg,lg,45,FF0000,0,0000FF,1"))
    assert len(render.render(_chart(large))) <= animate.MAX_BYTES


@pytest.mark.parametrize("name", EASINGS)
def test_easings_go_from_start_to_end(name: str) -> None:
    assert animate.eased(name, 0) == 0
    assert animate.eased(name, 1) == 1
    near = animate.eased(name, 1e-9), animate.eased(name, 1 - 1e-9)
    assert near == pytest.approx((0, 1), abs=1e-2)
    middle = animate.eased(name, 0.5)
    assert middle == pytest.approx(0.5) if "InOut" in name or name == "linear" else middle != 0.5


def test_bars_fill_the_plot_unless_chbh_says_their_width() -> None:
    for more, unit in (("", "share"), ("&chbh=20", "pixels")):
        bars = _chart(BARS + more).diagram
        assert isinstance(bars, BarPlot)
        assert bars.spacing.unit == unit
