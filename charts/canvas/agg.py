"""Pixels, and the files made from them, by matplotlib's compiled rasteriser alone."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from ..colour import Colour
from . import cost, png
from .box import Box
from .compiled import backend_agg
from .cost import Budget
from .fonts import Font, faces
from .glyphs import glyph_cache
from .path import MARKERS, Array, Path
from .stroke import Stroke
from .surface import Canvas


class Encoder(Protocol):
    """What makes a file from pixels of shape (rows, columns, 4), red green blue alpha."""

    def __call__(self, pixels: npt.NDArray[np.uint8], *, opaque: bool) -> bytes:
        """Return the file; ``opaque`` says that no alpha is below 255."""


class _GraphicsContext:
    """What matplotlib's compiled rasteriser reads of a graphics context (by attribute)."""

    _alpha = 1.0
    _forced_alpha = False
    _antialiased = 1
    _hatch_color = (0.0, 0.0, 0.0, 1.0)
    _hatch_linewidth = 1.0

    def __init__(self) -> None:
        self._linewidth = 0.0
        self._rgb: tuple[float, ...] = (0.0, 0.0, 0.0, 1.0)
        self._capstyle = "butt"
        self._joinstyle = "round"
        self._dashes: tuple[float, Sequence[float] | None] = (0.0, None)
        self._cliprect: Any = None
        self._snap = False

    def get_clip_path(self) -> tuple[None, None]:
        return None, None

    def get_dashes(self) -> tuple[float, Sequence[float] | None]:
        return self._dashes

    def get_snap(self) -> bool:
        return self._snap

    def get_hatch_path(self) -> None:
        return None

    def get_hatch_color(self) -> tuple[float, ...]:
        return self._hatch_color

    def get_hatch_linewidth(self) -> float:
        return self._hatch_linewidth

    def get_sketch_params(self) -> None:
        return None


def unit(colour: Colour) -> tuple[float, float, float, float]:
    """Return a colour as matplotlib takes it, each channel 0 to 1."""
    red, green, blue, alpha = colour
    return red / 255, green / 255, blue / 255, alpha / 255


# Rasterisers of finished pictures, reused for the next ones of their size, by one thread at a time
# (lock.py). New ones cost up to 2 % of the processor time under load; new arrays in png.py as well,
# 5 to 15 %.
_spare: dict[tuple[int, int], Any] = {}
_MAX_SPARE = 2**21  # pixels, of 4 bytes


class AggCanvas(Canvas):
    """Pixels, by matplotlib's Anti-Grain rasteriser, and a file made from them."""

    prices = cost.AGG

    def __init__(
        self,
        width: int,
        height: int,
        scale: float,
        background: Colour,
        budget: Budget | None = None,
        encode: Encoder = png.encode,
    ) -> None:
        super().__init__(width, height, scale, budget)
        self._scale = scale
        self._encode = encode
        self._columns = round(width * scale)
        self._rows = round(height * scale)
        self._renderer = _spare.pop((self._columns, self._rows), None) or backend_agg.RendererAgg(
            self._columns, self._rows, 72
        )
        self._context = _GraphicsContext()
        self._transform = np.array(
            [[scale, 0.0, 0.0], [0.0, -scale, float(self._rows)], [0.0, 0.0, 1.0]]
        )
        self._pixels = np.asarray(self._renderer)
        # Whole pixels at once: eight times faster than four channels each.
        self._pixels.view(np.uint32)[:] = np.array(background, np.uint8).view(np.uint32)
        self._opaque = background[3] == 255

    def path(
        self,
        path: Path,
        fill: Colour | None = None,
        stroke: Stroke | None = None,
        *,
        snap: bool = False,
    ) -> None:
        """Draw a shape; ``snap`` as in matplotlib's PathSnapper."""
        self._meter.path(path, fill, stroke)
        context = self._context
        context._snap = snap
        self._set_stroke(stroke)
        self._renderer.draw_path(
            context, path, self._transform, None if fill is None else unit(fill)
        )

    def cells(self, boxes: Sequence[Box], fills: Sequence[Colour]) -> None:
        """Fill rectangles; opaque ones, whose pixels are whole, without the rasteriser."""
        if self._context._cliprect is not None or any(fill[3] < 255 for fill in fills):
            super().cells(boxes, fills)
            return
        self._meter.cells(len(boxes))
        pixels = self._pixels.view(np.uint32)[:, :, 0]
        values = np.array(fills, np.uint8).reshape(-1, 4).view(np.uint32)[:, 0]
        corners = np.array(boxes, np.float64).reshape(-1, 4) * self._scale
        corners[:, 2:] += corners[:, :2]
        xs = np.floor(corners[:, 0::2] + 0.5).clip(0, self._columns).astype(int).tolist()
        ys = np.ceil(corners[:, 1::2] - 0.5).clip(0, self._rows).astype(int).tolist()
        for (left, right), (top, bottom), value in zip(xs, ys, values, strict=True):
            pixels[top:bottom, left:right] = value

    def picture(self, x: int, y: int, pixels: npt.NDArray[np.uint8]) -> None:
        """Lay pixels over the drawing; on a scaled canvas each becomes a square."""
        if self._scale != 1.0:
            x, y, pixels = self._enlarged(x, y, pixels)
        self._meter.picture(*pixels.shape[:2])
        # The rasteriser counts rows from below, and its images from above.
        self._context._alpha = 1.0
        self._renderer.draw_image(
            self._context, x, self._rows - y - pixels.shape[0], np.ascontiguousarray(pixels[::-1])
        )

    def _enlarged(
        self, x: int, y: int, pixels: npt.NDArray[np.uint8]
    ) -> tuple[int, int, npt.NDArray[np.uint8]]:
        """Return a picture with its place in device pixels."""
        edges = [
            np.round((start + np.arange(count + 1)) * self._scale).astype(int)
            for start, count in ((y, pixels.shape[0]), (x, pixels.shape[1]))
        ]
        for axis, at in enumerate(edges):
            pixels = np.repeat(pixels, np.diff(at), axis=axis)
        return int(edges[1][0]), int(edges[0][0]), pixels

    def fade(self, opacity: float) -> None:
        """Multiply the alpha of every pixel."""
        alpha = self._pixels[:, :, 3]
        np.multiply(alpha, opacity, out=alpha, casting="unsafe")
        self._opaque = self._opaque and opacity >= 1

    def pixels(self) -> npt.NDArray[np.uint8]:
        """Return what was drawn so far, in shape (rows, columns, 4), not a copy."""
        pixels: npt.NDArray[np.uint8] = self._pixels
        return pixels

    def _set_stroke(self, stroke: Stroke | None) -> None:
        context = self._context
        if stroke is None:
            context._linewidth = 0.0
            context._rgb = (0.0, 0.0, 0.0, 0.0)
            return
        context._linewidth = stroke.width * self._scale
        context._rgb = unit(stroke.colour)
        context._capstyle = stroke.cap
        context._joinstyle = stroke.join
        dash = [length * self._scale for length in stroke.dash]
        context._dashes = (stroke.offset * self._scale, dash or None)

    def markers(
        self, points: Array, shape: str, size: float, fill: Colour, edge: Stroke | None
    ) -> None:
        """Draw a shape at each point, in one call of the rasteriser."""
        self._meter.markers(len(points), size, fill, edge)
        self._context._snap = False
        self._set_stroke(edge)
        span = size * self._scale
        self._renderer.draw_markers(
            self._context,
            MARKERS[shape],
            np.array([[span, 0.0, 0.0], [0.0, -span, 0.0], [0.0, 0.0, 1.0]]),
            Path(points),
            self._transform,
            unit(fill),
        )

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
        """Draw a line of text: its letters are bitmaps, at quarters of a pixel."""
        self._meter.text(text, font)
        size = font.size * self._scale
        # The baseline stands on a whole pixel where text is level or upright: sharper, and
        # every letter then has the same few pictures.
        x, y = x * self._scale, y * self._scale
        start = -anchor * faces().line(text, font).width * size if anchor else 0.0
        if angle == 0:
            x, y = x + start, round(y)
            if font.family == "arial":
                x = math.floor(x + 0.5)
        else:
            if angle % 180 == 90:
                x = round(x)
            turn = math.radians(angle)
            x, y = x + start * math.cos(turn), y - start * math.sin(turn)
        # Quarters of a pixel, as letters have them.
        quarter_x, quarter_y = round(4 * x), round(4 * y)
        context = self._context
        context._snap = False
        context._rgb = unit(colour)
        left, bottom = quarter_x >> 2, quarter_y >> 2
        for bitmap in glyph_cache.line(text, font, size, angle, quarter_x & 3, quarter_y & 3):
            self._renderer.draw_text_image(
                bitmap.coverage, left + bitmap.left, bottom + bitmap.bottom, 0, context
            )

    @contextlib.contextmanager
    def clip(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """Draw nothing outside this rectangle, rounded to device pixels."""
        before = self._context._cliprect
        scale, rows = self._scale, self._rows
        self._context._cliprect = np.array(
            [
                [round(x * scale), round(rows - (y + height) * scale)],
                [round((x + width) * scale), round(rows - y * scale)],
            ]
        )
        try:
            yield
        finally:
            self._context._cliprect = before

    def finish(self) -> bytes:
        """Return the file. The rasteriser goes to the next canvas of this size."""
        file = self._encode(self._pixels, opaque=self._opaque)
        if self.description and self._encode is png.encode:
            file = png.with_description(file, self.description.text)
        if self._columns * self._rows + sum(wide * high for wide, high in _spare) > _MAX_SPARE:
            _spare.clear()
        if self._columns * self._rows <= _MAX_SPARE:
            _spare[self._columns, self._rows] = self._renderer
        return file
