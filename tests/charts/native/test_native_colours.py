"""Colours: the themes' can be told apart and read, named palettes, and what ``auto`` gives."""

from __future__ import annotations

import io
import itertools
import math
import re
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from charts import palettes
from charts.canvas.cost import Budget
from charts.colour import Colour, contrast, over, parse
from charts.native import kinds, query, render
from charts.native.theme import DARK, LIGHT, NEUTRAL, Theme, themes
from tests import browser

WHITE, NIGHT = parse("ffffff"), parse("161b22")
BAR = {"xvalues": "a,b", "yvalues": "3,5", "title": "Sales", "width": 300, "height": 200}
COUNT = 8
# Machado, Oliveira and Fernandes 2009, at a severity of 1; they apply to linear RGB.
SEEN = {
    "normal vision": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
Lab = tuple[float, float, float]


def _linear(channel: int) -> float:
    part = channel / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _lab(colour: Colour, seen: str) -> Lab:
    """Return L*a*b* (D65) of a colour as somebody sees it."""
    rgb = [_linear(channel) for channel in colour[:3]]
    r, g, b = (
        min(max(sum(m * c for m, c in zip(row, rgb, strict=True)), 0), 1) for row in SEEN[seen]
    )
    xyz = (
        (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047,
        0.2126729 * r + 0.7151522 * g + 0.0721750 * b,
        (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883,
    )
    x, y, z = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _ciede2000(one: Lab, two: Lab) -> float:
    """Return the difference of two colours (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, two
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = h2 - h1
    turn -= 360 * (turn > 180) - 360 * (turn < -180)
    hue = (h1 + h2) / 2
    if abs(h1 - h2) > 180:
        hue += 180 if h1 + h2 < 360 else -180
    if c1 * c2 == 0:
        turn, hue = 0.0, h1 + h2
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    t = (
        1 - 0.17 * math.cos(math.radians(hue - 30)) + 0.24 * math.cos(math.radians(2 * hue))
        + 0.32 * math.cos(math.radians(3 * hue + 6)) - 0.2 * math.cos(math.radians(4 * hue - 63))
    )  # fmt: skip
    rotation = math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2)))
    dl = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2)) / (1 + 0.015 * chroma * t)
    rt = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7)) * math.sin(rotation)
    return math.sqrt(dl**2 + dc**2 + dh**2 + rt * dc * dh)


@pytest.mark.parametrize(
    ("one", "two", "difference"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((50, -1, 2), (50, 0, 0), 2.3669),
    ],
)
def test_the_difference_is_that_of_the_published_pairs(
    one: Lab, two: Lab, difference: float
) -> None:
    assert _ciede2000(one, two) == pytest.approx(difference, abs=1e-4)


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize(
    ("theme", "least"),
    [(LIGHT, 15.0), (DARK, 15.0), (NEUTRAL, 9.0)],
    ids=["light", "dark", "neutral"],
)
def test_the_first_eight_colours_can_be_told_apart(theme: Theme, seen: str, least: float) -> None:
    """15 in CIEDE2000 and in CIE76; where the background is unknown, 15 in CIE76."""
    colours = [_lab(colour, seen) for colour in theme.series.colours[:COUNT]]
    for one, two in itertools.combinations(colours, 2):
        assert math.dist(one, two) >= 15
        assert _ciede2000(one, two) >= least


@pytest.mark.parametrize(
    ("theme", "ground"),
    [(LIGHT, WHITE), (DARK, NIGHT), (NEUTRAL, WHITE), (NEUTRAL, NIGHT)],
    ids=["light", "dark", "neutral on white", "neutral on dark"],
)
def test_series_and_text_stand_out_from_their_background(theme: Theme, ground: Colour) -> None:
    for colour in theme.series.colours[:COUNT]:
        assert contrast(colour, ground) >= 3
    text = 3 if theme is NEUTRAL else 4.5
    assert contrast(theme.text, ground) >= text
    assert contrast(theme.quiet, ground) >= text
    assert 1.1 < contrast(over(theme.grid, ground), ground) < 3
    assert 1.9 < contrast(theme.axis, ground) < 6


def test_a_ninth_series_has_another_colour() -> None:
    for theme in (LIGHT, DARK, NEUTRAL):
        assert len(set(theme.colours(16))) == 16


@pytest.mark.parametrize("name", palettes.NAMES)
def test_a_named_palette_colours_series_slices_and_values(name: str) -> None:
    palette = palettes.palette(name)
    assert palette.use == palettes.NAMES[name]
    for count in (1, 2, 3, 9):
        for grounds in ([WHITE], [NIGHT], [WHITE, NIGHT]):
            colours = palette.of_series(count, grounds)
            if palette.use != "qualitative":
                assert len(set(colours)) == count
                pairs = itertools.product(colours, grounds)
                assert min(contrast(colour, ground) for colour, ground in pairs) >= 1.5
    if palette.use != "qualitative":
        samples = [palette.sample(i / 100) for i in range(101)]
        assert (samples[0], samples[-1]) == (palette.colours[0], palette.colours[-1])
        steps = [
            max(abs(a - b) for a, b in zip(*pair, strict=True))
            for pair in itertools.pairwise(samples)
        ]
        assert max(steps) <= 12
        assert palette.sample(-1) == samples[0]
        assert palette.sample(math.nan) == samples[0]
        assert palette.sample(2) == samples[-1]


@pytest.mark.parametrize(
    "name", ["viridis", "cividis", "magma", "inferno", "plasma", "blues", "rdbu"]
)
def test_a_ramp_is_that_of_matplotlib(name: str) -> None:
    from matplotlib import colormaps

    ours = {"blues": "Blues", "rdbu": "RdBu"}.get(name, name)
    expected = colormaps[ours](np.linspace(0, 1, 101), bytes=True)
    samples = [palettes.palette(name).sample(i / 100) for i in range(101)]
    apart = np.abs(np.array(samples, int) - expected)
    assert apart.max() <= 11
    assert apart.mean() <= 1.2


def _series(**parameters: Any) -> list[Colour]:
    chart = query.chart("line", {"xvalues": "1,2", "yvalues": "1,2|3,4|5,6", **parameters})
    return [series.colours[0] for series in chart.plot.series]


def test_colors_go_before_a_palette_and_a_palette_before_the_theme() -> None:
    assert _series(palette="okabe-ito")[0] == parse("0072b2")
    assert _series(palette="okabe-ito", colors="red,teal,navy")[0] == parse("red")
    assert _series(palette="viridis") == _series(
        palette="viridis", theme="dark", background="white"
    )
    assert _series(palette="viridis") != _series(palette="viridis", theme="dark")
    pie = query.chart("pie", {"labels": "a,b", "values": "1,2", "palette": "dark2"})
    assert pie.plot.colours == (parse("1b9e77"), parse("d95f02"))


@pytest.mark.parametrize(
    ("name", "background", "adaptive", "expected"),
    [
        (None, None, False, (LIGHT,)),
        (None, "transparent", True, (NEUTRAL,)),
        (None, "ffffff40", False, (NEUTRAL,)),
        (None, "navy", False, (DARK,)),
        ("light", "transparent", False, (LIGHT,)),
        ("dark", "transparent", False, (DARK,)),
        ("auto", None, False, (NEUTRAL,)),
        ("auto", None, True, (LIGHT, DARK)),
        ("auto", "transparent", True, (LIGHT, DARK)),
        ("auto", "white", True, (LIGHT,)),
    ],
)
def test_theme_and_background_choose_the_colours(
    name: Any, background: str | None, adaptive: bool, expected: tuple[Theme, ...]
) -> None:
    ground = parse(background) if background else None
    found = themes(name, ground, None, adaptive=adaptive)
    assert [theme.text for theme in found] == [theme.text for theme in expected]
    for theme, other in zip(found, expected, strict=True):
        assert theme.background == (ground or other.background)


@pytest.mark.parametrize("format_", ["png", "pdf"])
def test_auto_is_transparent_and_neutral_where_the_reader_cannot_choose(format_: str) -> None:
    chart = query.chart("bar", {**BAR, "theme": "auto", "format": format_})
    assert chart.theme == NEUTRAL
    assert chart.dark is None
    if format_ == "png":
        with Image.open(io.BytesIO(render.render(chart))) as picture:
            assert picture.convert("RGBA").getpixel((0, 0)) == (255, 255, 255, 0)


def _half(kind: str, asked: dict[str, Any]) -> str:
    """Return the SVG of one scheme, as it is before it is merged with the other's."""
    return render._drawn(query.chart(kind, asked), Budget(), None, in_schemes=True).content.decode()


def test_every_example_is_one_file_in_both_schemes() -> None:
    for kind, example in kinds.examples():
        asked = {**example.parameters, "theme": "auto", "format": "svg"}
        asked.pop("background", None)
        asked.pop("scale", None)
        adaptive = render.render(query.chart(kind, asked)).decode()
        light, dark = (_half(kind, {**asked, "theme": theme}) for theme in ("light", "dark"))
        plain = re.sub(r' class="[^"]*"|<style>.*?</style>\n', "", adaptive)
        assert plain == light
        # The rules give each element its paints of the dark file, in order.
        rules = dict(re.findall(r"\.([\w-]+)\{(.*?)\}", adaptive))
        fills = []
        for tag in re.findall(r"<(?:path|g) [^>]*fill=[^>]*>", adaptive):
            fill = re.search(r'fill="([^"]*)"', tag)[1]  # type: ignore[index]
            for name in re.findall(r"dark-f[\w-]+", tag):
                fill = rules[name].removeprefix("fill:").partition(";")[0]
            fills.append(fill)
        assert fills == re.findall(r'<(?:path|g) [^>]*?fill="([^"]*)"', dark)


def test_a_colour_that_one_scheme_has_itself_gives_a_file_with_both_drawings() -> None:
    asked = {
        "xvalues": "2024-05-02,2024-05-03", "open": "3,4", "high": "5,6", "low": "1,2",
        "close": "4,3", "up_color": "e57406", "format": "svg",
    }  # fmt: skip
    both = render.render(query.chart("candlestick", {**asked, "theme": "auto"})).decode()
    drawings = [_half("candlestick", {**asked, "theme": theme}) for theme in ("light", "dark")]
    ElementTree.fromstring(both)  # noqa: S314 - our own
    for group, drawing in zip(("light-only", "dark-only"), drawings, strict=True):
        body = drawing.partition("</defs>\n")[2].removesuffix("</svg>\n")
        assert body in both.partition(f'class="{group}"')[2]
    ids = re.findall(r' id="([^"]*)"', both)
    assert len(ids) == len(set(ids))


@pytest.mark.browser
@pytest.mark.skipif(browser.CHROMIUM is None, reason="needs Chromium")
def test_a_browser_shows_the_scheme_of_the_reader_even_in_an_image(app_url: str) -> None:
    path = "/charts/bar?xvalues=a,b&yvalues=3,5&width=300&height=200&theme=auto&format=svg"
    with browser.launched() as chromium:
        for scheme, ground, bar in (("light", LIGHT, 0), ("dark", DARK, 0)):
            page = chromium.new_page(color_scheme=scheme, viewport={"width": 300, "height": 200})
            page.goto(app_url + path)  # as a document, under its policy
            shots = [page.screenshot()]
            page.goto(app_url + "/nothing-here")
            page.evaluate(
                "url => new Promise(done => {"
                " document.body.replaceChildren(); document.body.style.margin = 0;"
                " const image = new Image(); image.style.position = 'fixed';"
                " image.style.inset = '0'; image.onload = done; image.src = url;"
                " document.body.append(image) })",
                app_url + path,
            )
            shots.append(page.screenshot())
            for shot in shots:
                with Image.open(io.BytesIO(shot)) as picture:
                    colours = {colour for _, colour in picture.convert("RGB").getcolors(60000)}
                assert ground.background[:3] in colours
                assert ground.series.colours[bar][:3] in colours
            page.close()
