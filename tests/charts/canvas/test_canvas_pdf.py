"""PDF files: an independent reader finds the text, the shapes and the objects that were written."""

from __future__ import annotations

import io
import re

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from charts.canvas.agg import AggCanvas
from charts.canvas.description import Description
from charts.canvas.fonts import Font
from charts.canvas.path import CURVE, LINE, MOVE, Path
from charts.canvas.pdf import PdfCanvas
from charts.canvas.stroke import Stroke
from charts.canvas.surface import Canvas
from charts.colour import Colour

BLACK, WHITE = (0, 0, 0, 255), (255, 255, 255, 255)
SMALL = Font(12)


def _read(file: bytes) -> str:
    text: str = pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range()
    return text.replace("\r\n", "\n")


def _written(*texts: str, font: Font = SMALL) -> str:
    canvas = PdfCanvas(600, 40 * len(texts), WHITE)
    for line, text in enumerate(texts):
        canvas.text(10, 30 + 40 * line, text, font, BLACK)
    return _read(canvas.finish())


@pytest.mark.parametrize(
    "text",
    [
        "Plain (text) with \\ and <signs> & AWAY",
        "Grüße, 20 € – Ελλάδα, Россия, Åß",
        "中文字 한국어 カナ",
        "x́ and e and ệ",  # with marks that no font has together with their letters
        "नमस्ते तेते क्ष",
        "ไทย",
        "emoji 😀 in between",
    ],
)
@pytest.mark.parametrize("font", [Font(12), Font(9, bold=True), Font(15, family="arial")])
def test_text_reads_as_it_was_written(text: str, font: Font) -> None:
    assert _written(text, "other", font=font).split("\n") == [text, "other"]


@pytest.mark.parametrize("text", ["مرحبا", "שלום"])
def test_text_from_right_to_left_reads_in_its_order(text: str) -> None:
    assert _written(text) == text


@pytest.mark.parametrize("angle", [0, 90, -90, 180])
def test_turned_text_can_be_read(angle: float) -> None:
    canvas = PdfCanvas(200, 200, WHITE)
    canvas.text(100, 100, "Students", Font(12), BLACK, anchor=0.5, angle=angle)
    assert _read(canvas.finish()) == "Students"


def test_a_font_has_as_many_letters_as_it_has_codes() -> None:
    letters = "".join(map(chr, range(0x4E00, 0x4E00 + 600)))
    rows = [letters[at : at + 50] for at in range(0, 600, 50)]
    assert _written(*rows).replace("\n", "") == letters


def _shapes(canvas: Canvas) -> None:
    red, green = (200, 0, 0, 128), (0, 120, 0, 255)
    dashed = Stroke((0, 0, 160, 100), 3, (8, 4), "round", "miter")
    canvas.rectangle(10, 10, 60, 40, red, Stroke(BLACK, 2))
    canvas.path(Path.sector(130, 60, 45, 20, 0.3, 4), green, dashed)
    with canvas.clip(20, 70, 30, 30):
        canvas.path(Path.circle(35, 85, 22), (0, 90, 90, 90))
    canvas.path(Path([(5, 130), (40, 100), (80, 170), (110, 130)], [MOVE] + [CURVE] * 3), None,
                Stroke(green, 4, cap="projecting"))  # fmt: skip
    points = np.array([(20.0, 160), (60, 165), (np.nan, 3), (90.5, 160.25)])
    canvas.markers(points, "diamond", 14, red, Stroke(BLACK, 2))
    canvas.markers(points + np.array((100, 0)), "circle", 14, green, None)
    canvas.text(150, 140, "Text", Font(20), red, angle=30)


def _on_white(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture.convert("RGB"), int)


@pytest.mark.parametrize("background", [WHITE, (20, 30, 40, 255)])
def test_it_shows_what_a_png_shows(background: Colour) -> None:
    pdf, png = PdfCanvas(200, 180, background), AggCanvas(200, 180, 2, background)
    for canvas in (pdf, png):
        _shapes(canvas)
    page = pypdfium2.PdfDocument(pdf.finish())[0]
    found = _on_white(page.render(scale=2 * 96 / 72).to_pil())
    expected = _on_white(Image.open(io.BytesIO(png.finish())))
    assert found.shape == expected.shape
    assert (abs(found - expected).max(axis=2) > 64).mean() < 0.01


def _translucent(canvas: Canvas) -> None:
    canvas.rectangle(0, 0, 60, 40, (0, 0, 200, 128))
    pixels = np.zeros((20, 30, 4), np.uint8)
    pixels[:, :, 0], pixels[:, :, 3] = 255, np.linspace(0, 255, 30).astype(np.uint8)
    canvas.picture(10, 5, pixels)
    canvas.picture(90, 5, pixels)


@pytest.mark.parametrize("opacity", [1.0, 0.5])
def test_pictures_and_a_faded_page_are_those_of_a_png(opacity: float) -> None:
    pdf, png = PdfCanvas(120, 40, WHITE), AggCanvas(120, 40, 2, WHITE)
    for canvas in (pdf, png):
        _translucent(canvas)
        if opacity < 1:
            canvas.fade(opacity)
    page = pypdfium2.PdfDocument(pdf.finish())[0]
    found = _on_white(page.render(scale=2 * 96 / 72).to_pil())
    picture = Image.open(io.BytesIO(png.finish())).convert("RGBA")
    ground = Image.new("RGBA", picture.size, "white")
    expected = _on_white(Image.alpha_composite(ground, picture))
    assert (abs(found - expected).max(axis=2) > 24).mean() < 0.02


def test_what_is_drawn_once_stands_in_the_file_once() -> None:
    canvas = PdfCanvas(200, 180, WHITE)
    points = np.array([(20.0, 160), (60, 165)])
    for _ in range(3):
        canvas.markers(points, "circle", 5, BLACK, None)
        canvas.text(10, 50, "banana", Font(12), BLACK)
    file = canvas.finish()
    assert file.count(b"/Subtype/Form") == 1
    assert file.count(b"/Type/Font/") == 1
    (procedures,) = re.findall(rb"/CharProcs<<(.*?)>>", file)
    assert procedures.count(b"/g") == 3


def test_the_table_says_where_each_object_is() -> None:
    canvas = PdfCanvas(200, 180, WHITE)
    _shapes(canvas)
    file = canvas.finish()
    start = int(file.rsplit(b"startxref\n", 1)[1].split()[0])
    head, count, *entries = file[start:].split(b"trailer")[0].splitlines()
    assert head == b"xref"
    assert count == b"0 %d" % len(entries)
    for number, entry in enumerate(entries[1:], 1):
        at = int(entry.split()[0])
        assert file[at:].startswith(b"%d 0 obj\n" % number)
    assert file.count(b" 0 obj\n") == len(entries) - 1


def test_the_file_has_the_title_of_its_chart() -> None:
    canvas = PdfCanvas(200, 180, WHITE)
    canvas.description = Description("Größe (in cm) 😀", "Bar chart <“Größe”>.")
    file = canvas.finish()
    assert pypdfium2.PdfDocument(file).get_metadata_dict()["Title"] == "Größe (in cm) 😀"
    assert b"/DisplayDocTitle true" in file
    assert b"/Info" not in PdfCanvas(200, 180, WHITE).finish()


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e300])
def test_no_place_is_beyond_what_readers_can_read(value: float) -> None:
    canvas = PdfCanvas(200, 100, WHITE)
    canvas.path(Path([(0, 0), (value, 5)], [MOVE, LINE]), None, Stroke(BLACK))
    canvas.markers(np.array([(value, 5.0), (5.0, 5.0)]), "circle", 4, BLACK, None)
    content = "\n".join(canvas._content)
    assert not re.search(r"nan|inf|\de", content)
    assert max(abs(float(n)) for n in re.findall(r"-?[0-9.]+", content)) <= 1e6
    assert len(pypdfium2.PdfDocument(canvas.finish())) == 1


def test_the_same_drawing_gives_the_same_bytes() -> None:
    files = set()
    for _ in range(2):
        canvas = PdfCanvas(200, 180, WHITE)
        _shapes(canvas)
        files.add(canvas.finish())
    assert len(files) == 1
