"""Barcodes: every type is read back by an independent reader, in every size and turn."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from PIL import Image

from charts.codes import barcode
from charts.diagnostics import ChartError
from charts.quickchart.endpoints import barcodes
from charts.quickchart.endpoints.parameters import Members

# What the reader says of texts that it writes otherwise.
READ = {
    "upca": ("0123456789005", "123456789005"),
    "upce": ("0012345000065", "012345000065", "01234565"),
    "isbn": ("9780306406157",),
}


def _drawn(kind: str, text: str, **parameters: str) -> Image.Image:
    members = Members({"type": kind, "text": text, **parameters}, barcodes.PARAMETERS)
    picture = Image.open(io.BytesIO(barcodes.render(barcodes.read(members))))
    return picture.convert("L")


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isalnum() or c in "+-$/%. ü")


def _read(picture: Image.Image) -> str:
    grown = Image.new("L", (picture.width + 80, picture.height + 80), 255)
    grown.paste(picture, (40, 40))
    if max(picture.size) < 500:
        grown = grown.resize((grown.width * 3, grown.height * 3), Image.Resampling.NEAREST)
    found = zxingcpp.read_barcodes(grown, ean_add_on_symbol=zxingcpp.EanAddOnSymbol.Read)
    assert found
    return max((str(code.text) for code in found), key=len)  # with the add-on, if there is one


@pytest.mark.parametrize("kind", barcode.TYPES)
@pytest.mark.parametrize(
    "parameters",
    [{}, {"scale": "1"}, {"includeText": "true", "rotate": "R"}, {"width": "400", "rotate": "I"},
     {"width": "90", "height": "60"}, {"size": "640", "includeText": "true"}],
    ids=str,
)  # fmt: skip
def test_every_type_is_read_back(kind: str, parameters: dict[str, str]) -> None:
    text = barcode.TYPES[kind].example
    read = _plain(_read(_drawn(kind, text, **parameters)))
    assert read in (_plain(text), *READ.get(kind, ())), read


@pytest.mark.parametrize(
    ("kind", "text", "meant"),
    [
        ("ean13", "400638133393", "4006381333931"),
        ("upca", "12345678900", "0123456789005"),
        ("ean8", "9638507", "96385074"),
        ("databaromni", "0950110153000", "(01)09501101530003"),
        ("ean14", "0950110153000", "(01)09501101530003"),
        ("interleaved2of5", "123", "0123"),
        ("EAN13", "9771473968012 54", "977147396801254"),
    ],
)
def test_numbers_get_their_check_digit(kind: str, text: str, meant: str) -> None:
    assert _plain(_read(_drawn(kind, text))) in (_plain(meant), meant.lstrip("0"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("CODE-128", "code128"),
        ("gs1_128", "gs1-128"),
        ("GS1 DataMatrix", "gs1datamatrix"),
        ("Data-Matrix", "datamatrix"),
        ("PDF 417", "pdf417"),
        ("aztec", "azteccode"),
    ],
)
def test_types_are_known_however_they_are_written(name: str, kind: str) -> None:
    assert barcodes._kind(Members({"type": name}, barcodes.PARAMETERS)) == kind


def test_sizes_are_those_that_were_asked_for() -> None:
    assert _drawn("code128", "EMP-12345", width="500", height="50").size == (500, 50)
    assert _drawn("code128", "EMP-12345", width="60", height="500", rotate="L").size[1] == 500
    assert _drawn("datamatrix", "a", width="100").size[0] == 100


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("ean13", "4006381333930"), ("ean13", "12"), ("ean13", "abc"), ("upca", "١٢٣٤٥٦٧٨٩٠١"),
        ("gs1-128", "foo"), ("ean14", "09501101530004"), ("code39", "ü"), ("itf", "12a"),
        ("code128", "x" * 5000), ("code128", "a\0b"), ("datamatrix", "x" * 2999),
        ("databarlimited", "(01)99999999999999"), ("isbn", "1"), ("none", "1"), ("code128", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_encoded_is_refused_by_name(kind: str, text: str) -> None:
    with pytest.raises(ChartError) as error:
        _drawn(kind, text)
    assert {e.parameter for e in error.value.errors} <= {"text", "type"}
