"""Labels at the sides of something round that are kept apart, in pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass
class SideLabel:
    """The label of a slice, beside the pie."""

    text: str
    angle: float
    """Of the middle of the slice: radians clockwise from 12 o'clock."""
    share: float
    """The slice's part of the whole: the labels of larger ones matter more."""
    y: float = 0.0
    """Where the middle of the label is; ``push_apart`` moves it."""
    number: str = ""
    """What follows the text and is never shortened."""
    rim: float = 1.0
    """The outer radius of the slice, as a part of the pie's."""

    @property
    def right(self) -> bool:
        """Return whether the label stands at the right of the pie."""
        return math.sin(self.angle) >= -1e-9


def downwards(labels: list[SideLabel], max_count: int) -> list[SideLabel]:
    """Return the labels of one side from the top; of too many those of the largest slices."""
    if len(labels) > max_count:
        largest = sorted(labels, key=lambda label: -label.share)[:max_count]
        labels = [label for label in labels if label in largest]
    return sorted(labels, key=lambda label: -math.cos(label.angle))


def push_apart(labels: list[SideLabel], height: float, top: float, bottom: float) -> None:
    """Move labels, in order of y, so that the middles of two are at least ``height`` apart.

    They stay between ``top`` and ``bottom`` if there is space for all.
    """
    low = top
    for label in labels:
        label.y = low = max(label.y, low)
        low += height
    high = bottom
    for label in reversed(labels):
        label.y = high = min(label.y, high)
        high -= height
