"""What the squares of a QR code must be, whatever asked for it."""

from __future__ import annotations

import numpy as np


def check_squares(dark: np.ndarray, margin: int) -> None:
    """Assert that the squares are whole pixels, as large as fits, in the middle of the picture.

    ``dark`` is a picture, (rows, columns) of booleans; ``margin`` is in squares.
    """
    height, width = dark.shape
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    across = columns[-1] - columns[0] + 1
    assert across == rows[-1] - rows[0] + 1
    # The first row of a finder pattern is seven squares wide.
    side = int(np.flatnonzero(~dark[rows[0], columns[0] :])[0]) // 7
    count = across // side
    assert across == count * side
    assert (count - 17) % 4 == 0
    assert side == min(width, height) // (count + 2 * margin)
    assert abs(columns[0] - (width - across) / 2) < 1
    assert abs(rows[0] - (height - across) / 2) < 1
    inner = dark[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    squares = inner.reshape(count, side, count, side)
    assert np.array_equal(squares.all(axis=(1, 3)), squares.any(axis=(1, 3)))
