"""Moving a label off lines that would cross it, in pixels, along one direction: x (0) or y (1)."""

from __future__ import annotations

from collections.abc import Sequence

from ..canvas.box import Box

_GAP = 4.0  # pixels between a label and a line
_SAME = 1e-6


def off_lines(label: Box, lines: Sequence[float], along: int, room: Box) -> Box:
    """Return a label moved by as little as possible so that none of the lines crosses it.

    It stays where it is if it has no place within the room.
    """
    start, length = label[along], label[2 + along]
    low, high = room[along], room[along] + room[2 + along]
    if not _crossed(start, length, lines):
        return label
    edges = (edge for at in lines for edge in (at - _GAP - length, at + _GAP))
    free = [
        edge for edge in edges if low <= edge <= high - length and not _crossed(edge, length, lines)
    ]
    edge = min(free, key=lambda edge: abs(edge - start), default=start)
    return label._replace(y=edge) if along else label._replace(x=edge)


def _crossed(start: float, length: float, lines: Sequence[float]) -> bool:
    return any(start - _GAP + _SAME < at < start + length + _GAP - _SAME for at in lines)


def outwards(label: Box, bar: Box, bounds: Box, along: int) -> Box:
    """Return the part of the bounds in which a label goes further away from its bar."""
    start, end = label[along], label[along] + label[2 + along]
    if start + end > 2 * bar[along] + bar[2 + along]:
        return bounds.inset(**{("left", "top")[along]: start - bounds[along]})
    return bounds.inset(**{("right", "bottom")[along]: bounds[along] + bounds[2 + along] - end})
