"""Labels at the sides of something round that keep apart."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass
class SideLabel:
    """The label of a slice, beside the pie."""

    text: str
    angle: float  # middle of the slice
    share: float
    y: float = 0.0
    rim: float = 1.0  # of its ring, in parts of the pie's radius

    @property
    def right(self) -> bool:
        return math.sin(self.angle) >= -1e-9


def downwards(labels: list[SideLabel], most: int) -> list[SideLabel]:
    """The labels of one side from the top; of too many those of the largest slices."""
    if len(labels) > most:
        kept = sorted(labels, key=lambda label: -label.share)[:most]
        labels = [label for label in labels if label in kept]
    return sorted(labels, key=lambda label: -math.cos(label.angle))


def push_apart(labels: list[SideLabel], height: float, top: float, bottom: float) -> None:
    """Move labels, which are in order of y, so that none is nearer than ``height`` to the next."""
    low = top
    for label in labels:
        label.y = low = max(label.y, low)
        low += height
    high = bottom
    for label in reversed(labels):
        label.y = high = min(label.y, high)
        high -= height
