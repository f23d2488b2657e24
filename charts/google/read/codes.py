"""QR codes: ``cht=qr`` (reference, section 4)."""

from __future__ import annotations

import codecs
from typing import Final

from api import ascii_text
from api.errors import ParameterError

from ...canvas.sanitize import replace_surrogates
from ...codes import qr
from ...codes.matrix import CodeMatrix
from ...diagnostics import ChartError, quoted
from .fields import Parameters, Text

ENCODINGS: Final = {"utf-8": "UTF-8", "shift_jis": "Shift_JIS", "iso-8859-1": "ISO-8859-1"}
_MARGIN, _MAX_MARGIN = 4.0, 100  # modules


def code(parameters: Parameters, size: tuple[int, int]) -> CodeMatrix:
    """Return the QR code of ``chl``.

    Raises ChartError if there is nothing to encode, if ``choe`` lacks a letter of the text, if no
    code can hold the text, or if the picture has less than a pixel for each module.
    """
    chl = parameters["chl"]
    if not chl:
        raise chl.error("is missing", "the text of the code")
    colour = parameters["icqrf"].colour() if "icqrf" in parameters else None
    level, margin = _options(parameters["chld"])
    content = _content(chl, parameters["choe"])
    try:
        matrix = qr.encode(content, level, margin)
    except qr.CapacityError:
        detail = f"is too long for a code of level {level} ({len(content)} characters)"
        allowed = "up to 2,953 bytes, 4,296 capitals and digits or 7,089 digits at level L"
        raise chl.error(detail, allowed) from None
    side = len(matrix.rows) + 2 * margin
    if min(size) < side:
        detail = f"is {size[0]}x{size[1]}: too small for this text"
        raise ChartError([ParameterError("chs", detail, f"at least {side}x{side}")])
    matrix = matrix._replace(text=replace_surrogates(chl.text))
    return matrix if colour is None else matrix._replace(colour=colour)


def _options(chld: Text) -> tuple[qr.Level, int]:
    """Return the level of error correction and the margin in modules that ``chld`` asks for."""
    before, after = chld.partition("|")
    name = ascii_text.upper(ascii_text.strip(before.text))
    level = next((known for known in qr.LEVELS if known == name), None)
    if name and level is None:
        chld.warn(f"{quoted(name)} is not one of {', '.join(qr.LEVELS)}; L was used")
    margin = after.number(_MARGIN)
    if not 0 <= margin <= _MAX_MARGIN or not margin.is_integer():
        chld.warn(f"a margin is 0 to {_MAX_MARGIN} modules, not {margin:g}; 4 was used")
        margin = _MARGIN
    return level or "L", int(margin)


def _content(chl: Text, choe: Text) -> str | bytes:
    """Return the text, or its bytes in ``choe``; text that was not UTF-8 stays the bytes it was."""
    text = chl.text
    name = ascii_text.lower(ascii_text.strip(choe.text)) or "utf-8"
    if name not in ENCODINGS:
        raise choe.error(f"is {quoted(choe.text)}", f"one of {', '.join(ENCODINGS.values())}")
    if name == "utf-8":
        return text if text.isascii() else text.encode("utf-8", "surrogateescape")
    try:
        return codecs.encode(text, name) if not text.isascii() else text
    except UnicodeEncodeError as error:
        letter = error.object[error.start]
        detail = f"has {quoted(letter)}, which {ENCODINGS[name]} lacks"
        raise chl.error(detail, f"text in {ENCODINGS[name]}") from None
