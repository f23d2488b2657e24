"""The interface of all canvases: what can be drawn.

Coordinates are pixels, x to the right and y down from the left upper corner (0, 0), whatever the
scale. matplotlib is known to this room and to ``tex`` only.
"""

from __future__ import annotations

import abc
import contextlib
from collections.abc import Iterator, Sequence
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from ..colour import Colour
from .box import Box
from .cost import Budget, Meter, Prices
from .description import Description
from .fonts import Font
from .path import LINE, MOVE, Array, Path, Point
from .stroke import Stroke


class Canvas(abc.ABC):
    """What a chart is drawn on, once; ``finish`` returns the file.

    All that draws raises CostError where the budget, which canvases may share, is spent.
    """

    prices: ClassVar[Prices]

    def __init__(
        self, width: int, height: int, scale: float = 1.0, budget: Budget | None = None
    ) -> None:
        self.width = width
        self.height = height
        self.description: Description | None = None
        """The drawing in words, in the files that have a place for them: PNG, SVG and PDF."""
        self.in_schemes = False
        """Whether the same drawing in other colours will be merged with this one (svg_schemes.py):
        which elements there are must not depend on the colours."""
        self.budget = budget or Budget()
        self._meter = Meter(self.budget, self.prices, width, height, scale)

    @abc.abstractmethod
    def path(
        self,
        path: Path,
        fill: Colour | None = None,
        stroke: Stroke | None = None,
        *,
        snap: bool = False,
    ) -> None:
        """Draw a shape; ``snap`` puts its straight edges on whole device pixels."""

    @abc.abstractmethod
    def markers(
        self, points: Array, shape: str, size: float, fill: Colour, edge: Stroke | None
    ) -> None:
        """Draw one of ``MARKERS``, ``size`` pixels wide, at each point."""

    @abc.abstractmethod
    def text(
        self,
        x: float,
        y: float,
        text: str,
        font: Font,
        colour: Colour,
        *,
        anchor: float = 0.0,
        angle: float = 0.0,
    ) -> None:
        """Draw one line of text on the baseline through (x, y).

        ``anchor``: the part of its width that lies before x (0 start, 0.5 middle, 1 end).
        ``angle``: degrees anticlockwise about (x, y).
        """

    @abc.abstractmethod
    def picture(self, x: int, y: int, pixels: npt.NDArray[np.uint8]) -> None:
        """Lay a picture over the drawing, its left upper corner at whole pixels.

        ``pixels``: (rows, columns, 4), red green blue alpha, not premultiplied; one a pixel.
        """

    @abc.abstractmethod
    def fade(self, opacity: float) -> None:
        """Make the whole drawing, as it is when finished, less opaque: 0 clear, 1 as it is."""

    @abc.abstractmethod
    @contextlib.contextmanager
    def clip(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """Draw nothing outside this rectangle while inside the ``with``."""
        yield

    @abc.abstractmethod
    def finish(self) -> bytes:
        """Return the file."""

    def rectangle(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: Colour | None = None,
        stroke: Stroke | None = None,
    ) -> None:
        """Draw a rectangle with its edges on whole device pixels."""
        self.path(Path.rectangle(x, y, width, height), fill, stroke, snap=True)

    def cells(self, boxes: Sequence[Box], fills: Sequence[Colour]) -> None:
        """Draw rectangles in many colours, none over another, their edges on whole device pixels.

        Those of a colour are one path.
        """
        alike: dict[Colour, list[Box]] = {}
        for box, fill in zip(boxes, fills, strict=True):
            alike.setdefault(fill, []).append(box)
        for fill, same in alike.items():
            self.path(Path.rectangles(same), fill, snap=True)

    def line(self, points: Sequence[Point] | Array, stroke: Stroke, *, snap: bool = False) -> None:
        """Draw a line through the points."""
        self.path(Path(points), None, stroke, snap=snap)

    def lines(
        self, segments: Sequence[tuple[Point, Point]], stroke: Stroke, *, snap: bool = False
    ) -> None:
        """Draw straight lines that do not join, in one call."""
        if segments:
            ends = [end for segment in segments for end in segment]
            self.path(Path(ends, [MOVE, LINE] * len(segments)), None, stroke, snap=snap)
