"""Numbers of charts that do not say how they are written."""

from __future__ import annotations

from collections.abc import Sequence

from .series import Write


def plain(_: Sequence[float] = ()) -> Write:
    """Return what writes a number as it is, with six significant digits if it was computed."""
    return text


def grouped(value: float) -> str:
    """Return a number with commas between thousands: 8,000."""
    plainly = text(value)
    whole, point, rest = plainly.partition(".")
    if "e" in plainly or len(whole.lstrip("-")) < 4:
        return plainly
    return f"{int(whole):,}{point}{rest}"


def text(value: float) -> str:
    """Return a number: 5, 0.25, 1200000, 1e+20."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    exact = repr(float(value))
    return exact if len(exact) <= 10 and "e" not in exact else f"{value:.6g}"
