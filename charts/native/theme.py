"""The two themes: the colours of the series and of everything that is not data."""

from __future__ import annotations

from typing import NamedTuple

from ..colour import Colour, over, parse


class Theme(NamedTuple):
    """The colours of everything that is not data."""

    background: Colour
    text: Colour
    quiet: Colour  # numbers and labels
    axis: Colour
    grid: Colour
    series: tuple[Colour, ...]


# Okabe and Ito's palette for colour-blind readers (2008), without its black and pale yellow and
# with the blue first; the tones are shifted a little so that all stand out from the ground.
_LIGHT_SERIES = tuple(
    parse(c)
    for c in ("2b6cb0", "e07b00", "0f9d76", "c0392b", "56b4e9", "b65fa0", "8a6d1f", "6b7280")
)
_DARK_SERIES = tuple(
    parse(c)
    for c in ("5aa2f0", "f5a031", "2cc39a", "f0705f", "8fd0ff", "dd8fc9", "d0b14f", "a3abb8")
)


def _twice(series: tuple[Colour, ...], ground: Colour) -> tuple[Colour, ...]:
    """The palette, then the same colours paler: a ninth series is not the first one again."""
    return series + tuple(over((*colour[:3], 140), ground) for colour in series)


THEMES = {
    "light": Theme(
        background=parse("ffffff"),
        text=parse("1f2328"),
        quiet=parse("4b535d"),
        axis=parse("8b949e"),
        grid=parse("e4e8ec"),
        series=_twice(_LIGHT_SERIES, parse("ffffff")),
    ),
    "dark": Theme(
        background=parse("161b22"),
        text=parse("f0f3f6"),
        quiet=parse("b8c0ca"),
        axis=parse("6e7681"),
        grid=parse("2d343d"),
        series=_twice(_DARK_SERIES, parse("161b22")),
    ),
}
