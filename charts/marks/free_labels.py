"""Labels that cover nothing: which of many can be drawn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ..canvas.box import Box


def free(labels: Sequence[Box | None], marks: Sequence[Box]) -> list[int]:
    """Return the indices of the labels that can be drawn, in order.

    Label i belongs to mark i and may cover that one; it is left out if it would cover another
    mark, or a label before it. None is a label that has no place.
    """
    boxes = np.array(marks, dtype=np.float64).reshape(-1, 4)
    drawn = np.empty_like(boxes)
    indices: list[int] = []
    for i, label in enumerate(labels):
        if label is None:
            continue
        covered = _covered(label, boxes)
        covered[i] = False
        if covered.any() or _covered(label, drawn[: len(indices)]).any():
            continue
        drawn[len(indices)] = label
        indices.append(i)
    return indices


def _covered(box: Box, others: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Return which of the other rectangles, rows of (x, y, width, height), overlap the box."""
    x, y, width, height = others.T
    apart = (x >= box.right) | (x + width <= box.x) | (y >= box.bottom) | (y + height <= box.y)
    overlapping: npt.NDArray[np.bool_] = ~apart
    return overlapping
