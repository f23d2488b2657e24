"""QR codes: ``cht=qr`` (reference, section 4)."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from typing import Final

from api.errors import ParameterError

from ...codes import qr
from ...codes.matrix import CodeMatrix
from ...diagnostics import ChartError, Diagnostics, shown
from . import reading

ENCODINGS: Final = {"utf-8": "UTF-8", "shift_jis": "Shift_JIS", "iso-8859-1": "ISO-8859-1"}
_MARGIN, _MAX_MARGIN = 4.0, 100  # modules


def code(values: Mapping[str, str], size: tuple[int, int], notes: Diagnostics) -> CodeMatrix:
    """Return the QR code of ``chl``.

    Raises ChartError if there is nothing to encode, if ``choe`` lacks a letter of the text, if no
    code can hold the text, or if the picture has less than a pixel for each module.
    """
    text = values.get("chl", "")
    if not text:
        raise ChartError([ParameterError("chl", "is missing", "the text of the code")])
    level, margin = _options(values.get("chld", ""), notes)
    content = _content(text, values.get("choe", ""))
    try:
        matrix = qr.encode(content, level, margin)
    except qr.CapacityError:
        what = f"is too long for a code of level {level} ({len(content)} characters)"
        allowed = "up to 2,953 bytes, 4,296 capitals and digits or 7,089 digits at level L"
        raise ChartError([ParameterError("chl", what, allowed)]) from None
    side = len(matrix.rows) + 2 * margin
    if min(size) < side:
        what = f"is {size[0]}x{size[1]}: too small for this text"
        raise ChartError([ParameterError("chs", what, f"at least {side}x{side}")])
    return matrix


def _options(text: str, notes: Diagnostics) -> tuple[qr.Level, int]:
    """Return the level of error correction and the margin in modules that ``chld`` asks for."""
    name, _, margin_text = text.partition("|")
    name = name.strip().upper()
    level = next((known for known in qr.LEVELS if known == name), None)
    if name and level is None:
        notes.warn("chld", f"{shown(name)} is none of {', '.join(qr.LEVELS)}; L was taken")
    margin = reading.real([margin_text], 0, _MARGIN, "chld", notes)
    if not 0 <= margin <= _MAX_MARGIN or not margin.is_integer():
        notes.warn("chld", f"a margin is 0 to {_MAX_MARGIN} modules, not {margin:g}; 4 was taken")
        margin = _MARGIN
    return level or "L", int(margin)


def _content(text: str, encoding: str) -> str | bytes:
    """Return the text, or its bytes in ``choe``; text that was not UTF-8 stays the bytes it was."""
    name = encoding.strip().lower() or "utf-8"
    if name not in ENCODINGS:
        allowed = ", ".join(ENCODINGS.values())
        raise ChartError([ParameterError("choe", f"is {shown(encoding)}", f"one of {allowed}")])
    if name == "utf-8":
        return text if text.isascii() else text.encode("utf-8", "surrogateescape")
    try:
        return codecs.encode(text, name) if not text.isascii() else text
    except UnicodeEncodeError as error:
        letter = error.object[error.start]
        what = f"has {shown(letter)}, which {ENCODINGS[name]} lacks"
        raise ChartError([ParameterError("chl", what, f"text in {ENCODINGS[name]}")]) from None
