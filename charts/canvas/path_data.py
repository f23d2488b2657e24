"""Path data of SVG (SVG 1.1, section 8.3), as short as it can be said.

Coordinates are relative, in whole steps of the precision that is asked for, so that nothing adds
up: each point is where rounding alone would put it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .path import CLOSE, Array

FAR = 1e6
"""Pixels: readers do not read numbers of any size, so what lies beyond is moved here."""

_MOVE, _LINE, _QUADRATIC, _CUBIC = 1, 2, 3, 4  # path codes, as in matplotlib.path.Path
_SMOOTH = 1
"""Steps that a control point may be off where ``t`` says it: glyphs have rounded midpoints."""


def path_data(vertices: Array, codes: Any = None, digits: int = 2) -> str:
    """Return a shape as path data, rounded to so many decimals.

    ``vertices``: (n, 2), in pixels; ``codes``: (n,) as of matplotlib's paths, or None for a line
    through all of them.
    """
    points = steps(vertices, digits)
    if codes is None:
        return _polyline(points, digits)
    write = _Writer(digits)
    kinds = codes.tolist()
    at = 0
    while at < len(kinds):
        kind = kinds[at]
        if kind == CLOSE:
            write.close()
            at += 1
        elif kind == _MOVE:
            write.move(*points[at])
            at += 1
        elif kind == _LINE:
            # What closes a shape draws this line itself.
            last = at + 1 < len(kinds) and kinds[at + 1] == CLOSE
            if not (last and write.at_start(*points[at])):
                write.line(*points[at])
            at += 1
        elif kind == _QUADRATIC:
            write.quadratic(*points[at], *points[at + 1])
            at += 2
        else:
            write.cubic(*points[at], *points[at + 1], *points[at + 2])
            at += 3
    return write.finish()


def steps(vertices: Array, digits: int) -> list[list[int]]:
    """Return the points as whole steps, of which ``10**digits`` make one."""
    if not np.isfinite(vertices).all():
        vertices = np.nan_to_num(vertices, nan=0.0, posinf=FAR, neginf=-FAR)
    whole: list[list[int]] = (
        np.rint(np.clip(vertices, -FAR, FAR) * 10**digits).astype(np.int64).tolist()
    )
    return whole


def _polyline(points: list[list[int]], digits: int) -> str:
    write = _Writer(digits)
    write.move(*points[0])
    for x, y in points[1:]:
        write.line(x, y)
    return write.finish()


class _Writer:
    """Writes commands, in steps from point to point."""

    def __init__(self, digits: int) -> None:
        self._unit = 10**digits
        self._out: list[str] = []
        self._command = ""  # the last one, which need not be repeated
        self._x = self._y = 0
        self._start = 0, 0
        self._control = (0, 0)  # of the last quadratic curve, mirrored at its end; then of a cubic
        self._mirror = ""  # which kind of curve may use it

    def finish(self) -> str:
        """Return what was written."""
        return "".join(self._out)

    def at_start(self, x: int, y: int) -> bool:
        """Return whether this is where the subpath started."""
        return (x, y) == self._start

    def move(self, x: int, y: int) -> None:
        """Start a subpath."""
        if self._out:
            self._write("m", x - self._x, y - self._y)
        else:
            self._write("M", x, y)
        self._command = ""  # what follows without a letter would be a line
        self._x, self._y = self._start = x, y
        self._mirror = ""

    def line(self, x: int, y: int) -> None:
        """Write a straight line."""
        if x == self._x:
            self._write("v", y - self._y)
        elif y == self._y:
            self._write("h", x - self._x)
        else:
            self._write("l", x - self._x, y - self._y)
        self._x, self._y = x, y
        self._mirror = ""

    def quadratic(self, cx: int, cy: int, x: int, y: int) -> None:
        """Write a quadratic curve by its control point and its end."""
        mx, my = self._control
        if self._mirror == "t" and abs(mx - cx) <= _SMOOTH and abs(my - cy) <= _SMOOTH:
            cx, cy = mx, my
            self._write("t", x - self._x, y - self._y)
        else:
            self._write("q", cx - self._x, cy - self._y, x - self._x, y - self._y)
        self._x, self._y = x, y
        self._control, self._mirror = (2 * x - cx, 2 * y - cy), "t"

    def cubic(self, ax: int, ay: int, bx: int, by: int, x: int, y: int) -> None:
        """Write a cubic curve by its control points and its end."""
        dx, dy = self._x, self._y
        if self._mirror == "s" and self._control == (ax, ay):
            self._write("s", bx - dx, by - dy, x - dx, y - dy)
        else:
            self._write("c", ax - dx, ay - dy, bx - dx, by - dy, x - dx, y - dy)
        self._x, self._y = x, y
        self._control, self._mirror = (2 * x - bx, 2 * y - by), "s"

    def close(self) -> None:
        """Close the subpath."""
        self._out.append("z")
        self._command = self._mirror = ""
        self._x, self._y = self._start

    def _write(self, command: str, *values: int) -> None:
        if command != self._command:
            self._out.append(command)
            self._command = command
        elif values[0] >= 0:
            self._out.append(" ")
        self._out.append(self._number(values[0]))
        for value in values[1:]:
            if value >= 0:
                self._out.append(" ")
            self._out.append(self._number(value))

    def _number(self, steps: int) -> str:
        unit = self._unit
        if steps % unit == 0:
            return str(steps // unit)
        text = f"{steps / unit:.10g}"
        return text.replace("0.", ".", 1) if -unit < steps < unit else text
