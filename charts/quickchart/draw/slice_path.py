"""The outline of a slice with round corners, as Chart.js 4 draws it."""

from __future__ import annotations

import math

import numpy as np

from ...canvas.path import CLOSE, CURVE, LINE, MOVE, Array, Path, arc

_RIGHT_ANGLE = math.pi / 2


def rounded_slice(
    x: float, y: float, outer: float, inner: float, start: float, sweep: float, corner: float
) -> Path:
    """Return a part of a ring whose corners have a radius, or less where there is no room.

    Angles are in radians, clockwise from 12 o'clock.
    """
    half = (outer - inner) / 2
    outside = min(max(corner, 0.0), half, max((outer - min(half, corner)) * sweep / 2, 0.0))
    inside = min(max(corner, 0.0), half, inner * sweep / 2)
    end = start + sweep
    near, far = outer - outside, inner + inside
    turn_out = outside / near if near > 0 else 0.0
    turn_in = inside / far if far > 0 else 0.0
    runs: list[Array] = [arc(x, y, outer, start + turn_out, sweep - 2 * turn_out)]
    if outside > 0:
        at = _polar(x, y, near, end - turn_out)
        runs.append(arc(*at, outside, end - turn_out, _RIGHT_ANGLE + turn_out))
    if inner <= 0:
        runs.append(np.array([[x, y]]))
    else:
        if inside > 0:
            at = _polar(x, y, far, end - turn_in)
            runs.append(arc(*at, inside, end + _RIGHT_ANGLE, _RIGHT_ANGLE - turn_in))
        flat = inside / inner
        runs.append(arc(x, y, inner, end - flat, -(sweep - 2 * flat)))
        if inside > 0:
            at = _polar(x, y, far, start + turn_in)
            runs.append(arc(*at, inside, start + turn_in + math.pi, _RIGHT_ANGLE - turn_in))
    if outside > 0:
        at = _polar(x, y, near, start + turn_out)
        runs.append(arc(*at, outside, start - _RIGHT_ANGLE, _RIGHT_ANGLE + turn_out))
    codes = [
        code
        for i, run in enumerate(runs)
        for code in (LINE if i else MOVE, *[CURVE] * (len(run) - 1))
    ]
    return Path(np.vstack([*runs, runs[0][:1]]), [*codes, CLOSE])


def _polar(x: float, y: float, radius: float, angle: float) -> tuple[float, float]:
    return x + math.sin(angle) * radius, y - math.cos(angle) * radius
