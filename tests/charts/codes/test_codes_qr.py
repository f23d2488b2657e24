"""QR codes: every one is read back by a decoder that is not ours (ZXing)."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from PIL import Image

from charts.canvas import gif
from charts.canvas.agg import AggCanvas
from charts.canvas.box import Box
from charts.codes import draw, qr
from tests.charts.squares import check_squares


def _canvas(
    content: str | bytes, level: qr.Level = "L", margin: int = 4, size: tuple[int, int] = (400, 400)
) -> AggCanvas:
    canvas = AggCanvas(*size, 1.0, (255, 255, 255, 255))
    assert draw.draw(canvas, qr.encode(content, level, margin), Box(0, 0, *size)) == []
    return canvas


def _read(file: bytes) -> zxingcpp.Barcode:
    picture = Image.open(io.BytesIO(file)).convert("L")
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("form", ["png", "gif"])
@pytest.mark.parametrize("level", qr.LEVELS)
@pytest.mark.parametrize(
    "text",
    ["Hello world", "0123456789", "HTTPS://EXAMPLE.ORG/A-B", "https://example.org/?a=1&b=ü|x",
     "漢字かな", "Привет\nмир", "😀", " spaces kept ", "a" * 300],
)  # fmt: skip
def test_codes_are_read_back(text: str, level: qr.Level, form: str) -> None:
    canvas = _canvas(text if text.isascii() else text.encode(), level)
    file = canvas.finish() if form == "png" else gif.encode(canvas.pixels(), opaque=True)
    read = _read(file)
    assert read.text == text
    assert read.ec_level == level


def test_bytes_stay_what_they_are() -> None:
    assert bytes(_read(_canvas(b"\xff\x00\xe9A").finish()).bytes) == b"\xff\x00\xe9A"


@pytest.mark.parametrize(
    ("content", "level"), [("x" * 2953, "L"), ("x" * 1273, "H"), ("7" * 7089, "L")]
)
def test_codes_hold_so_much(content: str, level: qr.Level) -> None:
    assert _read(_canvas(content, level, size=(500, 500)).finish()).text == content
    with pytest.raises(qr.CapacityError):
        qr.encode(content + content[0], level)


@pytest.mark.parametrize("margin", [0, 1, 4, 10])
def test_squares_are_whole_pixels_in_the_middle_with_the_margin(margin: int) -> None:
    dark = _canvas("Hello world", "L", margin, (317, 290)).pixels()[:, :, 0] < 128
    assert dark.shape == (290, 317)
    check_squares(dark, margin)
