"""Layout of Chart.js: boxes around the chart area take their space in turn, and fit again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from ...canvas.box import Box
from ..chart import Generation
from ..styles import Side, Sides


class Part(Protocol):
    """Something at a side of the chart area: an axis, a title, a legend."""

    side: Side
    weight: int
    full: bool
    """Whether it goes along the whole picture rather than along the chart area."""
    box: Box
    """Where it stands, once it is placed."""
    shown: bool

    def fit(self, length: float, max_depth: float, margins: Sides) -> float:
        """Return the depth that it needs, at a length along its side; sets what hangs over."""
        ...

    @property
    def overhang(self) -> Sides:
        """What it needs beyond its ends."""
        ...


_NONE = Sides()


class _Area:
    """The chart area while boxes take their space."""

    def __init__(self, width: int, height: int, padding: Sides, overflow: float) -> None:
        self.outer = width, height
        self.padding = padding
        self.taken = {side: getattr(padding, side) for side in Sides._fields}
        self.hanging = {side: max(length, overflow) for side, length in self.taken.items()}
        self.depths: dict[int, float] = {}
        self.width = max(width - padding.left - padding.right, 0.0)
        self.height = max(height - padding.top - padding.bottom, 0.0)

    def margins(self, part: Part) -> Sides:
        """Return the space that is taken before and after a part, along its side."""
        sides = ("left", "right") if horizontal(part) else ("top", "bottom")
        return Sides(**{side: max(self.taken[side], self.hanging[side]) for side in sides})

    def take(self, part: Part, depth: float) -> tuple[bool, bool]:
        """Give a part its depth; return whether the width or the height has changed."""
        before = self.width, self.height
        self.taken[part.side] += depth - self.depths.get(id(part), 0.0)
        self.depths[id(part)] = depth
        for side, length in zip(Sides._fields, part.overhang, strict=True):
            self.hanging[side] = max(self.hanging[side], length)
        self.width, self.height = (
            max(outer - sum(max(self.taken[s], self.hanging[s]) for s in sides), 0.0)
            for outer, sides in zip(self.outer, (("left", "right"), ("top", "bottom")), strict=True)
        )
        return before[0] != self.width, before[1] != self.height


def horizontal(part: Part) -> bool:
    """Return whether a part stands above or below the chart area."""
    return part.side in ("top", "bottom")


def _sorted(parts: Iterable[Part], side: Side, *, outermost: bool) -> list[Part]:
    """Return the parts of a side by weight: the outermost one first, or last."""
    return sorted(
        (p for p in parts if p.side == side), key=lambda p: -p.weight if outermost else p.weight
    )


def place(
    parts: Sequence[Part], width: int, height: int, padding: Sides, generation: Generation,
    overflow: float = 0.0,
) -> Box:  # fmt: skip
    """Give each part its ``box``, and return the chart area.

    ``overflow``: what the chart area's contents need beyond it.
    """
    area = _Area(width, height, padding, overflow)
    left = _sorted(parts, "left", outermost=True)
    right = _sorted(parts, "right", outermost=False)
    top = _sorted(parts, "top", outermost=True)
    bottom = _sorted(parts, "bottom", outermost=False)
    count = len(left) + len(right)
    if generation == 4:
        count = sum(p.shown for p in (*left, *right)) or 1
    max_width = area.width / 2 / max(count, 1)
    max_height = area.height / 2
    limits = max_width, max_height
    if generation == 4:
        _fit([p for p in sorted(parts, key=lambda p: -p.weight) if p.full], area, limits)
    vertical = [p for p in (*left, *right) if generation == 2 or not p.full]
    flat = [p for p in (*top, *bottom) if generation == 2 or not p.full]
    if generation == 2:  # which means to fit again, but compares a width with itself
        for part in (*vertical, *flat):
            _fit([part], area, limits)
    else:
        _fit(vertical, area, limits)
        if _fit(flat, area, limits):
            _fit(vertical, area, limits)
    for side in Sides._fields:
        area.taken[side] = max(area.taken[side], area.hanging[side])
    _set_boxes(area, (left, top, right, bottom))
    return Box(area.taken["left"], area.taken["top"], area.width, area.height)


def _fit(parts: Sequence[Part], area: _Area, limits: tuple[float, float]) -> bool:
    """Fit parts in turn; return whether the other direction of the area has changed."""
    changed = refit = False
    again: list[Part] = []
    for part in parts:
        along = area.width if horizontal(part) else area.height
        if part.full:
            padding = area.padding
            along = (
                area.outer[0] - padding.left - padding.right
                if horizontal(part)
                else area.outer[1] - padding.top - padding.bottom
            )
        depth = part.fit(along, limits[1] if horizontal(part) else limits[0], area.margins(part))
        wider, higher = area.take(part, depth)
        same, other = (wider, higher) if horizontal(part) else (higher, wider)
        refit = refit or (same and bool(again))
        changed = changed or other
        if not part.full:
            again.append(part)
    return (_fit(again, area, limits) if refit else False) or changed


def _set_boxes(area: _Area, sides: Sequence[Sequence[Part]]) -> None:
    """Set the boxes of the parts, from the outside inwards at left and top."""
    left, top, right, bottom = sides
    # What hangs over further than the parts of a side are deep is outside of them.
    x = area.taken["left"] - sum(area.depths.get(id(part), 0.0) for part in left)
    y = area.taken["top"] - sum(area.depths.get(id(part), 0.0) for part in top)
    for part in left:
        x = _set_box(part, area, x)
    for part in top:
        y = _set_box(part, area, y)
    x, y = area.taken["left"] + area.width, area.taken["top"] + area.height
    for part in right:
        x = _set_box(part, area, x)
    for part in bottom:
        y = _set_box(part, area, y)


def _set_box(part: Part, area: _Area, at: float) -> float:
    """Set the box of a part that starts at a place; return where the next one starts."""
    depth = area.depths.get(id(part), 0.0)
    padding, (width, height) = area.padding, area.outer
    if horizontal(part):
        start, length = area.taken["left"], area.width
        if part.full:
            start, length = padding.left, width - padding.left - padding.right
        part.box = Box(start, at, length, depth)
    else:
        start, length = area.taken["top"], area.height
        if part.full:
            start, length = padding.top, height - padding.top - padding.bottom
        part.box = Box(at, start, depth, length)
    return at + depth
