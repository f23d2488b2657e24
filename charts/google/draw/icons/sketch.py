"""An icon that is measured: how large it is, where its point is, and how it is drawn."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from api.named_tuple import NamedTuple

from ....canvas.agg import AggCanvas
from ....canvas.fonts import Font
from ....canvas.path import Path, Point
from ....canvas.surface import Canvas
from ....canvas.text import shorten, width
from ....colour import Colour
from ...icon import Shadow

MAX_SIDE, MAX_PIXELS = 1000, 300_000  # of an icon by itself, as of charts
# Text in an icon leaves so much for what is around it.
_MAX_HEIGHT, _MAX_AREA = MAX_SIDE - 60, MAX_PIXELS * 0.8


class Sketch(NamedTuple):
    """An icon that is measured: ``paint`` draws it with its left upper corner at (x, y)."""

    width: int
    height: int
    point: Point
    """The part that stands at a data point: the tip of a pin, of a bubble's tail; the middle."""
    paint: Callable[[Canvas, float, float], None]


def shifted(path: Path, dx: float, dy: float) -> Path:
    """Return the path, moved."""
    return Path(path.vertices + np.array([dx, dy]), path.codes)


class Block:
    """Lines of text below each other, cut to the limits of a picture."""

    def __init__(
        self,
        lines: Sequence[str],
        fonts: Sequence[Font],
        *,
        max_width: float = MAX_SIDE - 60,
    ) -> None:
        """``fonts``: of each line; the last one for all lines after it."""
        self.lines: list[str] = []
        self.fonts: list[Font] = []
        self.widths: list[float] = []
        self.height = 0.0
        for index, line in enumerate(lines):
            font = fonts[min(index, len(fonts) - 1)]
            short = shorten(line, font, max_width)
            block_width = max([*self.widths, width(short, font)])
            height = self.height + line_height(font)
            if height > _MAX_HEIGHT or (self.lines and block_width * height > _MAX_AREA):
                break
            self.lines.append(short)
            self.fonts.append(font)
            self.widths.append(width(short, font))
            self.height = height
        self.width = max(self.widths, default=0.0)

    def baselines(self, align: Literal["left", "centre", "right"]) -> list[tuple[float, float]]:
        """Return where each line begins, (x, y) from the block's left upper corner."""
        starts: list[tuple[float, float]] = []
        top = 0.0
        share = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
        for font, line_width in zip(self.fonts, self.widths, strict=True):
            x = math.floor((self.width - line_width) * share)
            starts.append((x, top + round(0.905 * font.size)))
            top += line_height(font)
        return starts

    def draw(
        self,
        canvas: Canvas,
        x: float,
        y: float,
        colour: Colour,
        *,
        align: Literal["left", "centre", "right"] = "left",
        outline: Colour | None = None,
    ) -> None:
        """Draw the lines with their left upper corner at (x, y)."""
        for (dx, dy), line, font in zip(self.baselines(align), self.lines, self.fonts, strict=True):
            if line.strip():
                write(canvas, x + dx, y + dy, line, font, colour, outline)


def line_height(font: Font) -> int:
    """Return the pixels from one baseline to the next: Arial's."""
    return math.ceil(1.15 * font.size)


_AROUND = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y]


def write(
    canvas: Canvas, x: float, y: float, text: str, font: Font, colour: Colour,
    outline: Colour | None = None,
) -> None:  # fmt: skip
    """Draw one line of text on its baseline, with an outline of one pixel."""
    if outline is not None:
        for dx, dy in _AROUND:
            canvas.text(x + dx, y + dy, text, font, outline)
    canvas.text(x, y, text, font, colour)


def coverage(paths: Sequence[Path], columns: int, rows: int) -> npt.NDArray[np.float64]:
    """Return how much of each pixel the paths cover, 0 to 1, as (rows, columns)."""
    canvas = AggCanvas(columns, rows, 1.0, (0, 0, 0, 0))
    for path in paths:
        canvas.path(path, (0, 0, 0, 255))
    covered: npt.NDArray[np.float64] = canvas.pixels()[:, :, 3] / 255
    return covered


_LEAN, _SQUASH = 0.65, 0.55  # a shadow falls to the right and backwards
_DARKNESS = 0.4
_SOFT = 2  # pixels at its edge


def shadow(
    paths: Sequence[Path], foot: float, columns: int, rows: int
) -> npt.NDArray[np.uint8]:  # fmt: skip
    """Return the pixels of the soft shadow of upright shapes whose lowest point is y = ``foot``.

    It falls less far to the right where it would leave the picture.
    """
    lean = _LEAN
    for path in paths:
        up = foot - path.vertices[:, 1]
        room = columns - _SOFT - path.vertices[:, 0]
        lean = min(lean, float(np.min(room[up > 1] / up[up > 1], initial=_LEAN)))
    fallen = []
    for path in paths:
        up = foot - path.vertices[:, 1]
        vertices = np.column_stack([path.vertices[:, 0] + lean * up, foot - _SQUASH * up])
        fallen.append(Path(vertices, path.codes))
    soft = coverage(fallen, columns, rows)
    for _ in range(_SOFT):
        padded = np.pad(soft, 1)
        windows = [padded[y : y + rows, x : x + columns] for y in range(3) for x in range(3)]
        soft = np.mean(windows, axis=0)
    pixels = np.zeros((rows, columns, 4), np.uint8)
    pixels[:, :, 3] = soft * 255 * _DARKNESS + 0.5
    return pixels


def shaded(
    sketch: Sketch, paths: Sequence[Path], shade: Shadow, size: tuple[int, int], corner: Point
) -> Sketch:
    """Return the sketch with the shadow of its outline, or the shadow alone.

    ``size``: of the picture with the shadow; ``corner``: of the sketch in it.
    """
    if shade == "none":
        return sketch
    dx, dy = corner
    fall = [shifted(path, dx, dy) for path in paths]
    picture: list[npt.NDArray[np.uint8]] = []  # made once, however many points it stands at

    def paint(canvas: Canvas, x: float, y: float) -> None:
        if not picture:
            picture.append(shadow(fall, dy + sketch.height - 0.5, *size))
        canvas.picture(round(x), round(y), picture[0])
        if shade == "with":
            sketch.paint(canvas, round(x) + dx, round(y) + dy)

    return Sketch(*size, (sketch.point[0] + dx, sketch.point[1] + dy), paint)


def shade_width(sketch: Sketch, outline: Path) -> int:
    """Return how wide a picture is with the shadow of its outline, which falls to the right."""
    vertices = outline.vertices
    reach = np.max(vertices[:, 0] + _LEAN * (sketch.height - vertices[:, 1]))
    return min(max(sketch.width, math.ceil(reach) + _SOFT), MAX_SIDE)
