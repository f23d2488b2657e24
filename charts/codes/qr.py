"""QR codes (ISO/IEC 18004), encoded by segno: from a text to its dark and light modules."""

from __future__ import annotations

from typing import Final, Literal, get_args

from .matrix import CodeMatrix

Level = Literal["L", "M", "Q", "H"]
LEVELS: Final[tuple[Level, ...]] = get_args(Level)
"""Levels of error correction: codes that are up to 7, 15, 25 and 30 % illegible can be read."""


class CapacityError(ValueError):
    """Raised if no QR code of the level can hold the content."""


def encode(content: str | bytes, level: Level, margin: int = 4) -> CodeMatrix:
    """Return the smallest QR code that holds the content, within ``margin`` light modules.

    Text is encoded as digits, capitals or bytes, whichever is shortest; bytes stay what they are.
    Raises CapacityError.
    """
    import segno  # by the first code

    try:
        code = segno.make(content, error=level, micro=False, boost_error=False)
    except segno.DataOverflowError as error:
        raise CapacityError(str(error)) from None
    rows = ("".join("1" if module else "0" for module in row) for row in code.matrix)
    return CodeMatrix(tuple(rows), margin)
