"""What a drawing may cost: the canvas counts what it is asked to draw, against one budget.

A cost is about the microseconds that a thing takes, rounded up, with what the caller does for it.
It depends on nothing but what is drawn, so that a request is always drawn or always refused,
whatever else the machine does. Charts that people look at cost 1,000 to 20,000.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from api.named_tuple import NamedTuple

if TYPE_CHECKING:
    from ..colour import Colour
    from .fonts import Font
    from .path import Array, Path
    from .stroke import Stroke

MAX_COST = 600_000
"""The budget of a drawing, unless its dialect says another: about half a second."""

What = Literal["fills", "lines", "dashes", "markers", "text", "pictures"]


class CostError(Exception):
    """Raised if a drawing costs more than its budget.

    ``what`` is what was one too many; ``part`` the part of the chart that was being drawn, in the
    words of its layout (``Budget.part``), or "".
    """

    def __init__(self, what: What, part: str) -> None:
        super().__init__(f"too many or too large {what}")
        self.what: What = what
        self.part = part


class Prices(NamedTuple):
    """What each thing costs on one kind of canvas. Lengths and areas are in device pixels."""

    canvas: float = 0.0
    """A pixel of the canvas, which is cleared first and encoded at the end."""
    call: float = 0.0
    """A path, a line of text, a set of markers or a picture, before what is in it."""
    vertex: float = 0.0
    """A vertex of a path."""
    outline: float = 0.0
    """A pixel along the outline of a filled path."""
    opaque: float = 0.0
    """A pixel that is filled with an opaque colour."""
    translucent: float = 0.0
    """A pixel that is filled with another colour."""
    line: float = 0.0
    """A pixel along a line."""
    join: float = 0.0
    """A pixel of a line's width, at each vertex."""
    dash: float = 0.0
    """A dash."""
    dash_width: float = 0.0
    """A pixel of a dash's width."""
    marker: float = 0.0
    """A marker."""
    marker_width: float = 0.0
    """A pixel of a marker's width, once for its fill and once for its edge."""
    letter: float = 0.0
    """A letter of Latin text."""
    letter_size: float = 0.0
    """A pixel of a letter's size."""
    script: float = 1.0
    """How many letters of Latin text one of other text counts as."""
    picture: float = 0.0
    """A pixel of a picture, with the making of the picture."""
    cell: float = 0.0
    """A rectangle among many that are filled, where that is not done as a path."""


# Measured with letters that were not drawn before, and rounded up: what the largest requests cost
# is 0.7 to 3 times the microseconds that they take.
AGG = Prices(
    canvas=0.003,
    call=20,
    vertex=0.5,
    outline=0.045,
    opaque=0.0004,
    translucent=0.007,
    line=0.09,
    join=0.025,
    dash=0.2,
    dash_width=0.07,
    marker=0.1,
    marker_width=0.08,
    letter=6,
    letter_size=0.06,
    script=6,
    picture=0.05,
    cell=2,
)
"""Pixels: the work is in edges, which are sorted, and in what is blended."""
SVG = Prices(call=20, vertex=3.5, dash=0.1, marker=6, letter=8, script=8, picture=0.05, cell=5)
"""Text: the work is in writing numbers. Dashes count because readers have to draw them."""
PDF = Prices(call=20, vertex=1, dash=0.1, marker=1.5, letter=30, script=5, picture=0.05)
"""Text as well; a letter that was not drawn before is a drawing of its own in the file."""


class Budget:
    """What the canvases of one picture may cost together, and what they have cost.

    Measuring a path takes as long as drawing a small one. So every path is first taken to cross
    the whole picture from vertex to vertex, and only if the budget is too small for that are the
    paths so far measured.
    """

    __slots__ = ("_bound", "_limit", "_spent", "_unmeasured", "part")

    def __init__(self, limit: float = MAX_COST) -> None:
        self.part = ""
        """What is being drawn: a layout says it in its own words, for a CostError to name."""
        self._limit = limit
        self._spent = 0.0  # but for the unmeasured paths
        self._bound = 0.0  # what the unmeasured paths cost at most
        self._unmeasured: list[tuple[Meter, Array, Colour | None, Stroke | None]] = []

    @property
    def cost(self) -> float:
        """Return what everything drawn so far costs, in about microseconds."""
        paths, self._unmeasured, self._bound = self._unmeasured, [], 0.0
        for meter, vertices, fill, stroke in paths:
            self._spent += meter.measured(vertices, fill, stroke)
        return self._spent

    def spend(self, cost: float, what: What) -> None:
        """Add a cost. Raises CostError if that is too much."""
        self._spent += cost
        if not self._spent + self._bound <= self._limit:  # or if it is not a number
            self._check(what)

    def spend_at_most(
        self,
        bound: float,
        meter: Meter,
        vertices: Array,
        fill: Colour | None,
        stroke: Stroke | None,
    ) -> None:
        """Add a path, which is measured when it has to be. Raises CostError."""
        self._unmeasured.append((meter, vertices, fill, stroke))
        self._bound += bound
        if not self._spent + self._bound <= self._limit:
            self._check("fills" if stroke is None else "dashes" if stroke.dash else "lines")

    def _check(self, what: What) -> None:
        if not self.cost <= self._limit:
            raise CostError(what, self.part)


_USUAL = 10.0
"""Device pixels: solid lines up to this width, nearly all, share one bound a vertex."""


class Meter:
    """Counts what is drawn on one canvas, by its prices, against a budget.

    ``width`` and ``height`` are those of the canvas, in pixels, and ``scale`` is device pixels
    per pixel.
    """

    __slots__ = ("_budget", "_call", "_height", "_prices", "_scale", "_vertex", "_width")

    def __init__(
        self, budget: Budget, prices: Prices, width: float, height: float, scale: float = 1.0
    ) -> None:
        self._budget = budget
        self._prices = prices
        self._width = width * scale
        self._height = height * scale
        self._scale = scale
        pixels = self._width * self._height
        # The most that a usual path and each of its vertices cost.
        self._call = prices.call + 2 * pixels * prices.translucent
        outline = (self._width + self._height) * (prices.outline + prices.line)
        self._vertex = prices.vertex + _USUAL * prices.join + outline
        budget.spend(pixels * prices.canvas, "pictures")

    def path(self, path: Path, fill: Colour | None, stroke: Stroke | None) -> None:
        """Count a path. Raises CostError."""
        vertices = path.vertices
        count = len(vertices)
        if stroke is None or (not stroke.dash and stroke.width * self._scale <= _USUAL):
            bound = self._call + count * self._vertex
        else:
            bound = self._path(count, count * self._width, count * self._height, fill, stroke)
        self._budget.spend_at_most(bound, self, vertices, fill, stroke)

    def text(self, text: str, font: Font) -> None:
        """Count a line of text. Raises CostError."""
        prices = self._prices
        letters = len(text) if text.isascii() else len(text) * prices.script
        each = prices.letter + font.size * self._scale * prices.letter_size
        self._budget.spend(prices.call + letters * each, "text")

    def markers(self, count: int, size: float, fill: Colour, edge: Stroke | None) -> None:
        """Count markers of one shape. Raises CostError."""
        prices, size = self._prices, size * self._scale
        pixel = prices.opaque if fill[3] == 255 else prices.translucent
        outlines = 1 if edge is None else 2
        each = prices.marker + outlines * size * prices.marker_width + size * size * pixel
        self._budget.spend(prices.call + count * each, "markers")

    def cells(self, count: int) -> None:
        """Count rectangles that are filled, but not as paths. Raises CostError."""
        self._budget.spend(self._prices.call + count * self._prices.cell, "fills")

    def picture(self, rows: int, columns: int) -> None:
        """Count a picture that is laid over the drawing. Raises CostError."""
        prices = self._prices
        self._budget.spend(prices.call + rows * columns * prices.picture, "pictures")

    def measured(self, vertices: Array, fill: Colour | None, stroke: Stroke | None) -> float:
        """Return the cost of a path, of whose parts the canvas shows no more than it has pixels."""
        width, height = self._width / self._scale, self._height / self._scale
        across = along = 0.0
        if len(vertices) < 10:  # as fast as this is for few, so slow is it for many
            for (x0, y0), (x1, y1) in pairwise(vertices.tolist()):
                dx, dy = abs(x1 - x0), abs(y1 - y0)
                across += dx if dx < width else width  # also where it is not a number
                along += dy if dy < height else height
        else:
            import numpy as np  # by then it was loaded, as ``compiled`` does

            steps = np.fmin(np.abs(np.diff(vertices, axis=0)), (width, height))
            across, along = steps.sum(axis=0).tolist()
        scale = self._scale
        return self._path(len(vertices), across * scale, along * scale, fill, stroke)

    def _path(
        self, count: int, across: float, along: float, fill: Colour | None, stroke: Stroke | None
    ) -> float:
        """Return the cost of a path that goes so many device pixels across and along in all."""
        prices = self._prices
        cost = prices.call + count * prices.vertex
        length = across + along
        if fill is not None:
            # A closed shape goes there and back.
            area = min(across / 2, self._width) * min(along / 2, self._height)
            pixel = prices.opaque if fill[3] == 255 else prices.translucent
            cost += length * prices.outline + area * pixel
        if stroke is not None:
            width = stroke.width * self._scale
            area = min(length * width, self._width * self._height)
            pixel = prices.opaque if stroke.colour[3] == 255 else prices.translucent
            cost += length * prices.line + count * width * prices.join + area * pixel
            if stroke.dash:
                period = max(sum(stroke.dash) * self._scale, 1e-9)
                dashes = length / period * len(stroke.dash) / 2
                cost += dashes * (prices.dash + width * prices.dash_width)
        return cost
