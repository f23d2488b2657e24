"""Boxes of formulas: the model of what is set, and of what surrounds it.

All is measured in em, y upwards from the baseline, and becomes pixels when it is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from api.named_tuple import NamedTuple

from ..colour import Colour
from .fonts import Glyph
from .tree import Style

# Font parameters of cmsy10 and cmex10, in em.
X_HEIGHT, AXIS = 0.430555, 0.25
THICKNESS = 0.04
"""Of a line."""

DISPLAY, TEXT, SCRIPT, SMALL = range(4)
STYLES: dict[Style, int] = {"display": DISPLAY, "text": TEXT, "script": SCRIPT, "small": SMALL}
_SCALES = (1.0, 1.0, 0.7, 0.5)
WIDER = (1.0, 1.0, 1.08, 1.2)
"""The small sizes of Computer Modern are drawn wider; matplotlib has only that of 10 points."""


class Ink(NamedTuple):
    """A glyph: how wide and how high its em is."""

    glyph: Glyph
    width: float
    height: float
    colour: Colour


class Bar(NamedTuple):
    """A filled rectangle with its lower left corner at its place."""

    width: float
    height: float
    colour: Colour
    ground: bool = False
    """Whether everything else is drawn over it."""


class Strike(NamedTuple):
    """A line from its place to (x, y) beyond it."""

    x: float
    y: float
    width: float
    colour: Colour


@dataclass
class Box:
    """A part that was set: its measures, and its own parts with their places (x, y)."""

    width: float = 0.0
    height: float = 0.0
    depth: float = 0.0
    parts: list[tuple[float, float, Part]] = field(default_factory=list)
    italic: float = 0.0
    """The part of the width that is there because the upper end leans."""
    skew: float = 0.0
    lone: bool = False
    """Whether it is one letter, which scripts come close to."""
    rigid: float | None = None
    """The height at which it is moved to a whole pixel, as a whole; None: each part by itself."""

    def put(self, x: float, y: float, part: Box) -> None:
        """Lay a part into the box; the box grows upwards and downwards, not to the right."""
        if part.parts:
            self.parts.append((x, y, part))
        self.height = max(self.height, part.height + y)
        self.depth = max(self.depth, part.depth - y)


Part = Box | Ink | Bar | Strike


class Setting(NamedTuple):
    """What surrounds a part: style, size in em, colour; ``cramped``: something lies above it."""

    style: int
    cramped: bool
    size: float
    colour: Colour

    @property
    def em(self) -> float:
        """The size of its type."""
        return self.size * _SCALES[self.style]

    @property
    def loose(self) -> bool:
        """Whether it is that of a displayed formula."""
        return self.style == DISPLAY

    def above(self) -> Setting:
        """Return the setting of a superscript."""
        return self._replace(style=(SCRIPT, SCRIPT, SMALL, SMALL)[self.style])

    def below(self) -> Setting:
        """Return the setting of a subscript."""
        return self.above()._replace(cramped=True)

    def top(self) -> Setting:
        """Return the setting of a numerator."""
        return self._replace(style=min(self.style + 1, SMALL))

    def bottom(self) -> Setting:
        """Return the setting of a denominator."""
        return self.top()._replace(cramped=True)

    def under(self) -> Setting:
        """Return the setting of what has something above it: a root, an accent, a line."""
        return self._replace(cramped=True)

    def styled(self, style: Style) -> Setting:
        """Return the setting with another style."""
        return self._replace(style=STYLES[style])


def put_bar(box: Box, x: float, y: float, width: float, height: float, at: Setting) -> None:
    """Add a filled rectangle to a box, which grows in height with it."""
    box.parts.append((x, y, Bar(width, height, at.colour)))
    box.height, box.depth = max(box.height, y + height), max(box.depth, -y)
