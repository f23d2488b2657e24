"""Barcodes of many types, encoded by Zint: from a text to bars, modules and lines of text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from api.named_tuple import NamedTuple

MAX_LENGTH: Final = 3000
"""Characters of a text: no code holds more."""
_HEIGHT: Final = 30.0  # modules: of bars that may have any height
_ADDONS: Final = ("EANX", "UPCA", "UPCE")  # which may have 2 or 5 digits beside them
_GS1 = re.compile(r"\(([0-9]{2,4})\)").sub


class BarcodeType(NamedTuple):
    """A type of barcode."""

    symbology: str
    """Its name in Zint."""
    meaning: str
    example: str
    quiet: int = 10
    """Modules that stay light at each side."""
    pattern: str = ""
    """What the text must be, where the type takes that alone."""
    allowed: str = ""
    gs1: bool = False
    """Whether the text is GS1 data, as in ``(01)09501101530003``."""
    item: bool = False
    """Whether it is a number of GS1, with or without ``(01)`` or ``(00)`` in front."""
    linear: bool = True
    """Whether it is one row of bars."""


def _digits(meaning: str, symbology: str, example: str, counts: str) -> BarcodeType:
    addon = r"([ +]\d{2}|[ +]\d{5})?" if symbology in _ADDONS else ""
    return BarcodeType(
        symbology, meaning, example, 10, rf"\d{{{counts}}}{addon}",
        f"{counts.replace(',', ' or ')} digits; the last of {counts[-2:].strip(',')} is the check"
        " digit, which is computed if it is missing",
    )  # fmt: skip


_ITEM: Final = "(01)09501101530003"
TYPES: Final[Mapping[str, BarcodeType]] = {
    "code128": BarcodeType("CODE128", "Code 128", "EMP-12345"),
    "code39": BarcodeType("CODE39", "Code 39: capitals, digits and `-. $/+%`", "PART 39"),
    "code39ext": BarcodeType("EXCODE39", "Code 39 of all of ASCII", "Part 39"),
    "code93": BarcodeType("CODE93", "Code 93", "CODE-93"),
    "rationalizedCodabar": BarcodeType("CODABAR", "Codabar, with A to D at both ends", "A12345B"),
    "ean13": _digits("EAN-13, also with an add-on of 2 or 5 digits", "EANX", "4006381333931",
                     "12,13"),
    "ean8": _digits("EAN-8", "EANX", "96385074", "7,8"),
    "upca": _digits("UPC-A", "UPCA", "123456789005", "11,12"),
    "upce": _digits("UPC-E", "UPCE", "01234565", "7,8"),
    "isbn": BarcodeType("ISBNX", "ISBN of 10 or 13 digits, as EAN-13", "978-0-306-40615-7"),
    "itf": BarcodeType("C25INTER", "Interleaved 2 of 5: digits in pairs", "123456", 10, r"\d+",
                       "digits"),
    "itf14": _digits("ITF-14", "ITF14", "09501101530003", "13,14"),
    "gs1-128": BarcodeType("GS1_128", "GS1-128", f"{_ITEM}(10)AB-123", gs1=True),
    "ean14": BarcodeType("EAN14", "GS1-128 of an article", _ITEM, item=True),
    "sscc18": BarcodeType("NVE18", "GS1-128 of a shipment", "(00)095011015300000010", item=True),
    "databaromni": BarcodeType("DBAR_OMN", "GS1 DataBar", _ITEM, item=True),
    "databarstacked": BarcodeType("DBAR_STK", "GS1 DataBar, stacked", _ITEM,
                                  item=True, linear=False),
    "databarstackedomni": BarcodeType("DBAR_OMNSTK", "GS1 DataBar, stacked, for all directions",
                                      _ITEM, item=True, linear=False),
    "databarlimited": BarcodeType("DBAR_LTD", "GS1 DataBar Limited", _ITEM, item=True),
    "databarexpanded": BarcodeType("DBAR_EXP", "GS1 DataBar Expanded", f"{_ITEM}(10)AB", gs1=True),
    "databarexpandedstacked": BarcodeType("DBAR_EXPSTK", "GS1 DataBar Expanded, stacked",
                                          f"{_ITEM}(10)AB-123456", gs1=True, linear=False),
    "datamatrix": BarcodeType("DATAMATRIX", "Data Matrix", "Grüße", 2, linear=False),
    "gs1datamatrix": BarcodeType("DATAMATRIX", "GS1 Data Matrix", f"{_ITEM}(10)AB", 2, gs1=True,
                                 linear=False),
    "pdf417": BarcodeType("PDF417", "PDF417", "Grüße aus PDF417", 4, linear=False),
    "micropdf417": BarcodeType("MICROPDF417", "MicroPDF417", "Micro 417", 4, linear=False),
    "azteccode": BarcodeType("AZTEC", "Aztec", "Grüße", 2, linear=False),
    "qrcode": BarcodeType("QRCODE", "QR code", "Grüße", 4, linear=False),
    "gs1qrcode": BarcodeType("QRCODE", "GS1 QR code", f"{_ITEM}(10)AB", 4, gs1=True,
                             linear=False),
    "microqrcode": BarcodeType("MICROQR", "Micro QR code", "12345", 4, linear=False),
    "rectangularmicroqrcode": BarcodeType("RMQR", "Rectangular Micro QR code", "12345", 4,
                                          linear=False),
}  # fmt: skip
"""The types by their names, those of BWIPP."""
ALIASES: Final[Mapping[str, str]] = {
    "aztec": "azteccode", "interleaved2of5": "itf", "codabar": "rationalizedCodabar",
    "qr": "qrcode", "gs1128": "gs1-128", "ean128": "gs1-128",
}  # fmt: skip
"""Other names that people write, in lower case, without hyphens and the like."""
_LENGTHS: Final = {"ean13": 13, "ean8": 8, "upca": 12, "itf14": 14, "sscc18": 18}
"""Digits of a whole number, with its check digit, where not 14."""
_ANCHORS: Final = {0: 0.5, 1: 0.0, 2: 1.0}  # halign of Zint
_FLAGGED: Final = ("DATAMATRIX", "QRCODE")  # whose GS1 form is a mode of the same type


class BarcodeText(NamedTuple):
    """A line of text at a code: on its baseline, in modules."""

    x: float
    y: float
    size: float
    anchor: float
    """The part of its width that lies before ``x``."""
    text: str


class Barcode(NamedTuple):
    """A code, in modules: the width of its narrowest bar."""

    width: float
    height: float
    bars: tuple[tuple[float, float, float, float], ...]
    """Dark rectangles: left, top, width, height."""
    texts: tuple[BarcodeText, ...]
    stretch: tuple[float, float] | None
    """Between which heights bars may be lengthened or shortened; None for squares and rows."""
    quiet: int


class BarcodeError(ValueError):
    """Raised if a text cannot be a code of its type; the message says why."""


def encode(kind: str, text: str, *, include_text: bool = False) -> Barcode:
    """Return the code of a type in ``TYPES`` for a text. Raises BarcodeError."""
    import zint  # by the first barcode

    about = TYPES[kind]
    if len(text) > MAX_LENGTH:
        raise BarcodeError(f"has {len(text):,} characters; at most {MAX_LENGTH:,} are encoded")
    if not text.isprintable():
        raise BarcodeError("has a character that cannot be printed")
    if about.pattern and not re.fullmatch(about.pattern, text, re.ASCII):
        raise BarcodeError(f"is not a number of {about.meaning.partition(',')[0]}")
    symbol = zint.Symbol()
    symbol.symbology = getattr(zint.Symbology, about.symbology)
    symbol.scale = 0.5  # a module is 1
    symbol.show_text = include_text
    if about.linear:
        symbol.height = _HEIGHT
    if not include_text:
        symbol.guard_descent = 0
    if about.symbology == "DATAMATRIX":
        symbol.option_3 = int(zint.DataMatrixOptions.SQUARE)
    if about.gs1 and about.symbology in _FLAGGED:
        symbol.input_mode = zint.InputMode.GS1
    data = _data(kind, about, text)
    try:
        symbol.encode(data)
        symbol.buffer_vector(0)
    except RuntimeError as error:
        raise BarcodeError(_reason(str(error))) from None
    return _barcode(symbol, about)


def _data(kind: str, about: BarcodeType, text: str) -> str:
    """Return the text as Zint takes it. Raises BarcodeError for a wrong check digit."""
    if about.gs1:
        return _GS1(r"[\1]", text)
    if about.symbology == "ISBNX":
        return text.replace("-", "").replace(" ", "")
    whole = _LENGTHS.get(kind, 14 if about.item else 0)
    if not whole:
        return text.replace(" ", "+") if about.symbology in _ADDONS else text
    number = re.sub(r"^\((?:01|00)\)", "", text) if about.item else text
    number, addon = re.fullmatch(r"([^ +]*)(.*)", number, re.DOTALL).groups()  # type: ignore[union-attr]
    if len(number) == whole and number.isascii() and number.isdecimal():
        check = _check_digit(number[:-1])
        if number[-1] != check:
            raise BarcodeError(f"ends with the check digit {number[-1]}, which should be {check}")
        number = number[:-1]  # Zint computes it, too
    return number + addon.replace(" ", "+")


def _check_digit(digits: str) -> str:
    """Return the check digit of a number of GS1 (GS1 General Specifications, section 7.9)."""
    total = sum(int(d) * (3 if i % 2 == 0 else 1) for i, d in enumerate(reversed(digits)))
    return str(-total % 10)


def _reason(message: str) -> str:
    """Return the words of an error of Zint: ``Error 252: Data does not start with an AI``."""
    words = message.partition(": ")[2] or message
    return f"cannot be encoded: {words[:1].lower()}{words[1:]}"


def _barcode(symbol: Any, about: BarcodeType) -> Barcode:
    vector = symbol.vector
    bars = tuple((r.x, r.y, r.width, r.height) for r in vector.rectangles)
    texts = tuple(
        BarcodeText(t.x, t.y, t.fsize, _ANCHORS[t.halign], t.text) for t in vector.strings
    )
    stretch = None
    if about.linear:
        tall = [bar for bar in bars if bar[3] > _HEIGHT / 2]
        stretch = max(bar[1] for bar in tall), min(bar[1] + bar[3] for bar in tall)
    return Barcode(vector.width, vector.height, bars, texts, stretch, about.quiet)
