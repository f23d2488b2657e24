"""QR codes of the Google dialect (``cht=qr``), read back by a decoder that is not ours (ZXing)."""

from __future__ import annotations

import io

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from charts.google import render
from charts.google.read import query
from tests.charts.squares import check_squares


def _picture(**parameters: str) -> Image.Image:
    pairs = [("cht", "qr"), *parameters.items()]
    chart = query.read(pairs).chart
    assert chart is not None
    return Image.open(io.BytesIO(render.render(chart)))


def _read(picture: Image.Image) -> zxingcpp.Barcode:
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture.convert("RGBA"))
    found = zxingcpp.read_barcodes(ground.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("chof", ["png", "gif"])
@pytest.mark.parametrize("level", ["L", "M", "Q", "H"])
@pytest.mark.parametrize("text", ["Hello world", "漢字かな", " spaces kept "])
def test_codes_are_read_back(text: str, level: str, chof: str) -> None:
    picture = _picture(chl=text, chld=f"{level}|4", chs="400x400", chof=chof)
    read = _read(picture)
    assert read.text == text
    assert read.ec_level == level


@pytest.mark.parametrize(
    ("choe", "text", "codec"),
    [("UTF-8", "Grüße", "utf-8"), ("ISO-8859-1", "Grüße", "iso-8859-1"),
     ("Shift_JIS", "日本語テキスト", "shift_jis"), ("shift_jis", "ﾊﾛｰ", "shift_jis")],
)  # fmt: skip
def test_bytes_are_those_of_the_encoding(choe: str, text: str, codec: str) -> None:
    assert bytes(_read(_picture(chl=text, choe=choe, chs="200x200")).bytes) == text.encode(codec)


def test_bytes_that_are_not_text_stay_what_they_are() -> None:
    text = b"\xff\x00\xe9A".decode("utf-8", "surrogateescape")
    assert bytes(_read(_picture(chl=text, chs="200x200")).bytes) == b"\xff\x00\xe9A"


def _dark(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture.convert("L")) < 128


@pytest.mark.parametrize(
    ("chld", "margin"), [("", 4), ("L|4", 4), ("|1", 1), ("H|0", 0), ("|", 4), ("M|10", 10)]
)
def test_squares_are_whole_pixels_in_the_middle_with_the_margin(chld: str, margin: int) -> None:
    picture = _picture(chl="Hello world", chld=chld, chs="317x290")
    assert picture.size == (317, 290)
    check_squares(_dark(picture), margin)


def test_backgrounds_may_be_clear() -> None:
    picture = _picture(chl="clear", chs="120x120", chf="bg,s,65432100")
    alpha = np.asarray(picture.convert("RGBA"))[:, :, 3]
    assert set(np.unique(alpha)) == {0, 255}
    assert _read(picture).text == "clear"


def _errors(**parameters: str) -> dict[str, str]:
    request = query.read([("cht", "qr"), *parameters.items()])
    assert request.chart is None
    return {error.parameter: error.allowed for error in request.errors}


def test_texts_that_no_code_can_hold_are_errors() -> None:
    assert "2,953 bytes" in _errors(chl="x" * 2954, chs="500x500")["chl"]
    assert _read(_picture(chl="x" * 2953, chs="500x500")).text == "x" * 2953
    assert "chl" in _errors(chl="x" * 1274, chld="H", chs="500x500")


def test_pictures_that_are_too_small_for_whole_pixels_are_errors() -> None:
    # Version 1 has 21 squares a side, and 4 light ones around.
    assert _errors(chl="a", chs="28x200") == {"chs": "at least 29x29"}
    assert _read(_picture(chl="a", chs="29x29")).text == "a"


def test_errors_name_what_is_wrong() -> None:
    assert set(_errors(chs="100x100")) == {"chl"}
    assert set(_errors(chl="a")) == {"chs"}
    assert _errors(chl="a", chs="99x99", choe="latin") == {
        "choe": "one of UTF-8, Shift_JIS, ISO-8859-1"
    }
    assert "chl" in _errors(chl="漢", chs="99x99", choe="ISO-8859-1")


def test_settings_that_are_odd_are_drawn_and_diagnosed() -> None:
    request = query.read(
        [("cht", "qr"), ("chl", "a"), ("chs", "99x99"), ("chld", "X|-3"), ("chd", "t:1")]
    )
    assert [(n.parameter, n.level) for n in request.diagnostics] == [
        ("chd", "ignored"),
        ("chld", "warning"),
        ("chld", "warning"),
    ]
