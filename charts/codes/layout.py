"""Where the modules of a barcode stand in a picture, in whole pixels."""

from __future__ import annotations

from typing import Final

from api.named_tuple import NamedTuple

from .barcode import Barcode

_MIN_BARS: Final = 10  # pixels


class Layout(NamedTuple):
    """Where a code stands in a picture that is not turned; lengths in pixels."""

    width: int
    height: int
    module: int
    left: int
    top: int
    bars: float
    """The height of bars; of squares and rows, that of the code."""


def lay_out(code: Barcode, width: int, height: int, scale: int) -> Layout:
    """Return the layout of a code; a side of 0 follows from the code.

    ``scale``: pixels of a module, if neither side decides. A picture that is too small is made as
    large as a module of one pixel needs.
    """
    quiet = code.quiet
    above, below = _fixed(code)
    rows = code.height if code.stretch is None else 0.0
    module = scale
    if width or (height and code.stretch is None):
        limits = []
        for side, modules in ((width, code.width), (height, rows)):
            if side and modules:
                limits.append(side // (modules + 2 * quiet) or side // modules)
        module = max(1, int(min(limits)))
    width = max(width or round((code.width + 2 * quiet) * module), round(code.width * module))
    left = int((width - round(code.width * module)) // 2)
    if code.stretch is None:
        size = round(rows * module)
        height = max(height or size + 2 * quiet * module, size)
        return Layout(width, height, module, left, (height - size) // 2, size)
    fixed = round((above + below) * module)
    margin = 2 * module if not height or height >= fixed + 4 * module + _MIN_BARS else 0
    natural = round((code.stretch[1] - code.stretch[0]) * module)
    height = max(height or fixed + natural + 2 * margin, fixed + _MIN_BARS)
    return Layout(width, height, module, left, margin, height - fixed - 2 * margin)


def _fixed(code: Barcode) -> tuple[float, float]:
    """Return what stands above and below the part of bars that is stretched, in modules."""
    if code.stretch is None:
        return 0.0, 0.0
    return code.stretch[0], code.height - code.stretch[1]
