"""Pictures of the weather, put together by the parts of their names: ``cloudy-sunny``."""

from __future__ import annotations

import math
from collections.abc import Callable

from ....canvas.path import CLOSE, CURVE, LINE, MOVE, Path
from ....canvas.stroke import Stroke
from ....canvas.surface import Canvas
from ....colour import Colour
from ....icons.weather import WORDS

_SUN: Colour = (0xFD, 0xB8, 0x13, 255)
_SUN_EDGE: Colour = (0xE0, 0x8A, 0x00, 255)
_CLOUD: Colour = (0xEE, 0xF3, 0xF8, 255)
_CLOUD_EDGE: Colour = (0x8A, 0x9B, 0xAD, 255)
_HEAVY: Colour = (0xA9, 0xB4, 0xC0, 255)
_HEAVY_EDGE: Colour = (0x6B, 0x78, 0x86, 255)
_RAIN: Colour = (0x2F, 0x7F, 0xD6, 255)
_SNOW: Colour = (0x6F, 0xB4, 0xE8, 255)
_MOON: Colour = (0xF4, 0xD3, 0x5E, 255)
_HOT: Colour = (0xD9, 0x2B, 0x2B, 255)
_WHITE: Colour = (255, 255, 255, 255)
_DARK: Colour = (0x5A, 0x66, 0x73, 255)
_LEAF: Colour = (0x5C, 0xA0, 0x3C, 255)


def draw(canvas: Canvas, name: str, x: float, y: float, size: float) -> None:
    """Draw the picture in a square with its left upper corner at (x, y)."""
    parts = {WORDS.get(part, "") for part in name.split("-")} - {""} or {"cloud"}
    pen = _Pen(canvas, x, y, size)
    falling = parts & {"rain", "snow", "bolt"}
    clouded = falling or parts & {"cloud", "heavy"}
    if "thermometer" in parts:
        _thermometer(pen, "hot" in parts)
        return
    for part, drawn in _ALONE.items():
        if part in parts:
            drawn(pen)
            return
    if "sun" in parts:
        _sun(pen, *((0.64, 0.32, 0.17) if clouded else (0.5, 0.5, 0.24)))
    if "moon" in parts:
        _moon(pen, *((0.66, 0.3, 0.22) if clouded else (0.5, 0.5, 0.36)))
    if clouded:
        heavy = "heavy" in parts or "bolt" in parts
        if "heavy" in parts:
            _cloud(pen, 0.58, 0.4, 0.72, heavy=False)
        _cloud(pen, 0.46, 0.5 if falling else 0.58, 0.86, heavy=heavy)
    if "rain" in parts:
        for dx in (0.24, 0.46, 0.68):
            pen.line([(dx, 0.74), (dx - 0.07, 0.94)], _RAIN, 0.06)
    if "snow" in parts:
        for dx in (0.22, 0.46, 0.7):
            _flake(pen, dx, 0.85, 0.1, 0.03)
    if "bolt" in parts:
        bolt = [(0.5, 0.6), (0.34, 0.84), (0.45, 0.84), (0.38, 1.0), (0.62, 0.76), (0.5, 0.76),
                (0.6, 0.6)]  # fmt: skip
        pen.polygon(bolt, _SUN, _SUN_EDGE)


class _Pen:
    """Draws in a square, in parts of its side from its left upper corner."""

    def __init__(self, canvas: Canvas, x: float, y: float, size: float) -> None:
        self._canvas, self._x, self._y, self._size = canvas, x, y, size
        self._thin = max(size / 40, 0.8)

    def path(self, path: Path, fill: Colour | None, edge: Colour | None) -> None:
        """Draw a shape; ``edge``: the colour of a thin line around it."""
        vertices = path.vertices * self._size + (self._x, self._y)
        stroke = Stroke(edge, self._thin) if edge else None
        self._canvas.path(Path(vertices, path.codes), fill, stroke)

    def polygon(self, points: list[tuple[float, float]], fill: Colour, edge: Colour | None) -> None:
        """Draw a polygon."""
        self.path(Path.polygon(points), fill, edge)

    def circle(
        self, x: float, y: float, radius: float, fill: Colour, edge: Colour | None = None
    ) -> None:
        """Draw a disk."""
        self.path(Path.circle(x, y, radius), fill, edge)

    def line(self, points: list[tuple[float, float]], colour: Colour, width: float) -> None:
        """Draw a line with round ends."""
        placed = [(self._x + px * self._size, self._y + py * self._size) for px, py in points]
        self._canvas.line(placed, Stroke(colour, width * self._size, cap="round"))

    def curve(self, points: list[tuple[float, float]], colour: Colour, width: float) -> None:
        """Draw cubic curves with round ends."""
        placed = [(self._x + px * self._size, self._y + py * self._size) for px, py in points]
        path = Path(placed, [MOVE, *[CURVE] * (len(points) - 1)])
        self._canvas.path(path, None, Stroke(colour, width * self._size, cap="round"))


def _sun(pen: _Pen, x: float, y: float, radius: float) -> None:
    for number in range(8):
        sin, cos = math.sin(number * math.pi / 4), math.cos(number * math.pi / 4)
        near, far = radius * 1.35, radius * 1.85
        pen.line([(x + near * sin, y - near * cos), (x + far * sin, y - far * cos)], _SUN_EDGE,
                 radius * 0.2)  # fmt: skip
    pen.circle(x, y, radius, _SUN, _SUN_EDGE)


def _moon(pen: _Pen, x: float, y: float, radius: float) -> None:
    r = radius
    vertices = [
        (x - 0.2 * r, y - r), (x - 0.7 * r, y + 0.6 * r), (x + 0.1 * r, y + 0.9 * r),
        (x + 0.9 * r, y + 0.5 * r), (x + 0.5 * r, y + 1.4 * r), (x - 1.1 * r, y + 1.2 * r),
        (x - r, y), (x - r, y - 0.6 * r), (x - 0.6 * r, y - r), (x - 0.2 * r, y - r),
        (x - 0.2 * r, y - r),
    ]  # fmt: skip
    pen.path(Path(vertices, [MOVE, *[CURVE] * 9, CLOSE]), _MOON, _SUN_EDGE)


def _cloud(pen: _Pen, x: float, y: float, width: float, *, heavy: bool) -> None:
    """Draw a cloud around (x, y), 0.6 times as high as it is wide."""
    w = width
    vertices = [
        (x - 0.3 * w, y + 0.25 * w),
        (x - 0.5 * w, y + 0.25 * w), (x - 0.54 * w, y - 0.05 * w), (x - 0.34 * w, y - 0.07 * w),
        (x - 0.32 * w, y - 0.28 * w), (x - 0.08 * w, y - 0.3 * w), (x - 0.02 * w, y - 0.16 * w),
        (x + 0.1 * w, y - 0.26 * w), (x + 0.28 * w, y - 0.18 * w), (x + 0.27 * w, y - 0.03 * w),
        (x + 0.52 * w, y - 0.06 * w), (x + 0.54 * w, y + 0.25 * w), (x + 0.32 * w, y + 0.25 * w),
        (x - 0.3 * w, y + 0.25 * w),
    ]  # fmt: skip
    path = Path(vertices, [MOVE, *[CURVE] * 12, CLOSE])
    pen.path(path, _HEAVY if heavy else _CLOUD, _HEAVY_EDGE if heavy else _CLOUD_EDGE)


def _flake(pen: _Pen, x: float, y: float, radius: float, width: float) -> None:
    for number in range(3):
        sin, cos = math.sin(number * math.pi / 3), math.cos(number * math.pi / 3)
        dx, dy = radius * sin, radius * cos
        pen.line([(x - dx, y - dy), (x + dx, y + dy)], _SNOW, width)


def _snowflake(pen: _Pen) -> None:
    _flake(pen, 0.5, 0.5, 0.42, 0.06)
    for number in range(6):
        angle = number * math.pi / 3
        fork = 0.5 + 0.26 * math.sin(angle), 0.5 - 0.26 * math.cos(angle)
        for turn in (-0.75, 0.75):
            end = (
                fork[0] + 0.15 * math.sin(angle + turn), fork[1] - 0.15 * math.cos(angle + turn)
            )  # fmt: skip
            pen.line([fork, end], _SNOW, 0.05)


def _wind(pen: _Pen) -> None:
    for y, length, rise in ((0.36, 0.6, -0.2), (0.54, 0.78, -0.22), (0.72, 0.52, 0.2)):
        pen.curve(
            [(0.08, y), (0.2, y), (length - 0.1, y), (length, y), (length + 0.18, y),
             (length + 0.16, y + rise), (length - 0.02, y + rise * 0.8)],
            _DARK, 0.06,
        )  # fmt: skip


def _fog(pen: _Pen) -> None:
    for y, left, right in (
        (0.3, 0.2, 0.8),
        (0.44, 0.08, 0.7),
        (0.58, 0.24, 0.92),
        (0.72, 0.1, 0.8),
    ):
        pen.line([(left, y), (right, y)], _CLOUD_EDGE, 0.07)


def _umbrella(pen: _Pen) -> None:
    pen.line([(0.5, 0.12), (0.5, 0.5)], _DARK, 0.05)
    pen.curve([(0.5, 0.5), (0.5, 0.7), (0.5, 0.7), (0.5, 0.8), (0.5, 0.95), (0.3, 0.95),
               (0.3, 0.8)], _DARK, 0.05)  # fmt: skip
    vertices = [(0.08, 0.52), (0.1, 0.02), (0.9, 0.02), (0.92, 0.52), (0.84, 0.44), (0.72, 0.44),
                (0.64, 0.52), (0.56, 0.44), (0.44, 0.44), (0.36, 0.52), (0.28, 0.44),
                (0.16, 0.44), (0.08, 0.52), (0.08, 0.52)]  # fmt: skip
    pen.path(Path(vertices, [MOVE, *[CURVE] * 12, CLOSE]), _RAIN, _DARK)


def _leaf(pen: _Pen) -> None:
    vertices = [(0.14, 0.86), (0.05, 0.3), (0.4, 0.1), (0.9, 0.1), (0.95, 0.6), (0.6, 0.95),
                (0.14, 0.86), (0.14, 0.86)]  # fmt: skip
    pen.path(Path(vertices, [MOVE, *[CURVE] * 6, CLOSE]), _LEAF, _DARK)
    pen.line([(0.1, 0.9), (0.66, 0.34)], _WHITE, 0.04)


def _thermometer(pen: _Pen, hot: bool) -> None:
    colour = _HOT if hot else _RAIN
    vertices = [
        (0.42, 0.62), (0.42, 0.16), (0.42, 0.02), (0.58, 0.02), (0.58, 0.16), (0.58, 0.62),
        (0.76, 0.74), (0.68, 0.98), (0.5, 0.98), (0.32, 0.98), (0.24, 0.74), (0.42, 0.62),
        (0.42, 0.62),
    ]  # fmt: skip
    codes = [MOVE, LINE, CURVE, CURVE, CURVE, LINE, *[CURVE] * 6, CLOSE]
    pen.path(Path(vertices, codes), _WHITE, _DARK)
    pen.circle(0.5, 0.8, 0.11, colour)
    pen.line([(0.5, 0.8), (0.5, 0.2 if hot else 0.58)], colour, 0.07)
    for y in (0.2, 0.32, 0.44):
        pen.line([(0.64, y), (0.72, y)], _DARK, 0.03)


_ALONE: dict[str, Callable[[_Pen], None]] = {
    "flake": _snowflake,
    "wind": _wind,
    "fog": _fog,
    "umbrella": _umbrella,
    "leaf": _leaf,
}
