"""QR codes: ``cht=qr`` (reference, section 4)."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from typing import Final

from api.errors import ParameterError

from ...codes.matrix import CodeMatrix
from ...diagnostics import ChartError, Diagnostics, shown
from . import reading

ENCODINGS: Final = {"utf-8": "UTF-8", "shift_jis": "Shift_JIS", "iso-8859-1": "ISO-8859-1"}
LEVELS: Final = ("L", "M", "Q", "H")
_MARGIN, _WIDEST = 4.0, 100


def code(values: Mapping[str, str], size: tuple[int, int], notes: Diagnostics) -> CodeMatrix:
    """Make the code of ``chl``.

    Raises ChartError where there is nothing to encode, where ``choe`` has no such letters, where
    no code can hold it, or where the picture is too small for whole pixels.
    """
    text = values.get("chl", "")
    if not text:
        raise ChartError([ParameterError("chl", "is missing", "the text of the code")])
    level, _, margin = values.get("chld", "").partition("|")
    level = level.strip().upper()
    if level not in LEVELS:
        if level:
            notes.warn("chld", f"{shown(level)} is none of {', '.join(LEVELS)}; L was taken")
        level = "L"
    around = reading.real([margin], 0, _MARGIN, "chld", notes)
    if not 0 <= around <= _WIDEST or not around.is_integer():
        notes.warn("chld", f"a margin is 0 to {_WIDEST} modules, not {around:g}; 4 was taken")
        around = _MARGIN
    modules = _modules(_content(text, values.get("choe", "")), level)
    across = len(modules) + 2 * int(around)
    if min(size) < across:
        raise ChartError(
            [ParameterError("chs", f"is {size[0]}x{size[1]}: too small for this text",
                            f"at least {across}x{across}")]
        )  # fmt: skip
    return CodeMatrix(modules, int(around))


def _content(text: str, encoding: str) -> str | bytes:
    """What is encoded: the bytes of ``choe``; text that was no UTF-8 stays the bytes it was."""
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


def _modules(content: str | bytes, level: str) -> tuple[str, ...]:
    """The code's rows, ``1`` for dark, without a margin; the smallest code that holds it."""
    import segno  # by the first code

    try:
        made = segno.make(content, error=level, micro=False, boost_error=False)
    except segno.DataOverflowError:
        what = f"is too long for a code of level {level} ({len(content)} characters)"
        allowed = "up to 2,953 bytes, 4,296 capitals and digits or 7,089 digits at level L"
        raise ChartError([ParameterError("chl", what, allowed)]) from None
    return tuple("".join("1" if module else "0" for module in row) for row in made.matrix)
