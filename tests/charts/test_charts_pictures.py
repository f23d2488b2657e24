"""What charts look like: pictures against those kept in tests/images, and formats against PNG."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pypdfium2
import pytest
import requests
import resvg_py
from PIL import Image

from charts import icons as glyphs
from charts.geography.areas import AREAS
from charts.google.read import icons, markers, query, types
from charts.graphviz import graph
from charts.icons import weather
from tests.google_pictures import SET_NAMES
from tests.pictures import CHANNEL, IMAGES, PICTURES, SHARE, Pixels, differing, kept, pixels, same

FAILED = IMAGES / "failed"
# Other rasterisers smooth edges and hint text in their own way.
LOOSE_CHANNEL, LOOSE_SHARE = 96, 0.01
# Icons are little more than text; boxes of graphs are on whole pixels in a PNG only.
LOOSER = {"chst=": 0.03, "cht=gv": 0.035}


def _on_white(pixels: Pixels) -> Pixels:
    alpha = pixels[..., 3:] / 255
    return (pixels[..., :3] * alpha + 255 * (1 - alpha)).round().astype(np.int16)


def _keep_failure(name: str, expected: Pixels, found: Pixels) -> Path:
    """Write expected, found and what differs side by side."""
    panels = [expected, found]
    if expected.shape == found.shape:
        difference = np.zeros_like(expected)
        difference[..., 0] = np.minimum(255, 4 * np.abs(expected - found).max(axis=-1))
        difference[..., 3] = 255
        panels.append(difference)
    sheet = Image.new(
        "RGBA", (sum(p.shape[1] for p in panels), max(p.shape[0] for p in panels)), "white"
    )
    left = 0
    for panel in panels:
        sheet.paste(Image.fromarray(panel.astype(np.uint8)), (left, 0))
        left += panel.shape[1]
    file = FAILED / f"{name}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(file)
    return file


@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_the_one_that_is_kept(name: str, app_url: str) -> None:
    answer = requests.get(app_url + PICTURES[name], timeout=10)
    assert answer.status_code == 200, answer.text
    found = pixels(answer.content)
    expected = pixels(kept(name).read_bytes())
    assert same(expected, found), f"see {_keep_failure(name, expected, found)}"


def test_comparison_sees_a_label_that_moved_by_a_pixel(app_url: str) -> None:
    kept = pixels((IMAGES / "bar.png").read_bytes())
    moved = kept.copy()
    moved[5:40, 5:450] = np.roll(kept, 1, axis=1)[5:40, 5:450]  # the title
    assert differing(kept, moved, CHANNEL) > SHARE


def test_no_kept_picture_is_without_a_url() -> None:
    pictures = {f for f in IMAGES.rglob("*") if f.is_file() and FAILED not in f.parents}
    assert pictures == {kept(name) for name in PICTURES}


_GOOGLE = [
    parse_qs(urlsplit(url).query) for name, url in PICTURES.items() if name.startswith("google/")
]


def _values(name: str) -> list[str]:
    """What the kept pictures of the Google dialect have as a parameter."""
    return [given[name][0] for given in _GOOGLE if name in given]


def test_every_type_parameter_and_marker_of_google_is_in_a_kept_picture() -> None:
    assert {value.partition(":")[0] for value in _values("cht")} == set(types.TYPES)
    drawn = set(query.PARAMETERS)
    assert {name for given in _GOOGLE for name in given} == drawn - {
        "callback",
        "chan",
    }  # a script; moves
    marks = "|".join(_values("chm")).split("|")
    assert {mark.removeprefix("@")[0] for mark in marks} == set(markers.KINDS)


def test_every_layout_of_graphs_is_in_a_kept_picture() -> None:
    asked = [value for value in _values("cht") if value.startswith("gv")]
    assert {value.partition(":")[2] or "dot" for value in asked} == set(graph.ENGINES)


def test_every_area_of_the_old_maps_is_in_a_kept_picture() -> None:
    assert set(_values("chtm")) == set(AREAS)


def test_every_icon_of_google_is_in_a_kept_picture() -> None:
    forms = {f"d_{name}" for name in icons.KINDS}
    shadows = {f"d_{name}_withshadow" for name, kind in icons.KINDS.items() if kind.shadow}
    found = set(_values("chst"))
    assert found >= forms | shadows
    assert any(name.endswith("_shadow") for name in found - forms)
    words = set(re.split("[|;,=]", "|".join(_values("chld") + _values("chem"))))
    assert words >= {*icons.FRAMES, *icons.STYLES, *icons.PAPERS, *weather.NAMES}
    assert words >= {*glyphs.names(), *SET_NAMES}
    assert words >= {
        "ec",
        "ecb",
        "cm_color",
        "cm_size",
        "cm_color_size",
        "cm_repeat",
        "cm_repeat_color",
    }


def _as(form: str, name: str) -> str:
    """The URL of a picture in another format."""
    return PICTURES[name] + ("&chof=" if name.startswith("google/") else "&format=") + form


_VECTOR = [
    name
    for name in PICTURES
    if "scale=" not in PICTURES[name] and "tiny" not in name and not name.endswith("-2x")
]


@pytest.mark.parametrize("name", _VECTOR)
def test_svg_shows_what_the_png_shows(name: str, app_url: str) -> None:
    expected = _on_white(pixels(requests.get(app_url + PICTURES[name], timeout=10).content))
    svg = requests.get(app_url + _as("svg", name), timeout=20).text
    found = _on_white(pixels(bytes(resvg_py.svg_to_bytes(svg_string=svg, dpi=96))))
    assert found.shape == expected.shape
    share = next((s for what, s in LOOSER.items() if what in PICTURES[name]), LOOSE_SHARE)
    assert differing(expected, found, LOOSE_CHANNEL) <= share


@pytest.mark.parametrize("name", [name for name in _VECTOR if not name.startswith("google/")])
def test_pdf_shows_what_the_png_shows(name: str, app_url: str) -> None:
    expected = _on_white(pixels(requests.get(app_url + PICTURES[name], timeout=10).content))
    pdf = pypdfium2.PdfDocument(requests.get(app_url + _as("pdf", name), timeout=20).content)
    assert len(pdf) == 1
    found = np.asarray(pdf[0].render(scale=96 / 72).to_pil().convert("RGB"), dtype=np.int16)
    assert found.shape == expected.shape
    assert differing(expected, found, LOOSE_CHANNEL) <= LOOSE_SHARE


def test_text_in_a_pdf_can_be_searched(app_url: str) -> None:
    url = app_url + PICTURES["bar"] + "&format=pdf"
    pdf = pypdfium2.PdfDocument(requests.get(url, timeout=20).content)
    text = pdf[0].get_textpage().get_text_range()
    for words in ("Enrolled students", "Courses offered", "Python"):
        assert words in text
