"""Themes: the colours of the series and of everything that is not data."""

from __future__ import annotations

from typing import Literal

from api.named_tuple import NamedTuple

from .. import palettes
from ..colour import TRANSPARENT, Colour, luminance, over, parse
from ..palettes import Palette

ThemeName = Literal["light", "dark", "auto"]
"""What a request may ask for; ``auto`` is light or dark by the reader's choice, or neutral."""


class Theme(NamedTuple):
    """The colours of a chart."""

    background: Colour
    text: Colour
    quiet: Colour  # numbers and labels
    axis: Colour
    grid: Colour
    series: Palette
    pages: tuple[Colour, ...]
    """What may lie behind the picture, where its background is clear."""

    def colours(self, count: int) -> tuple[Colour, ...]:
        """Return the colours of so many series or slices, or a list that is repeated."""
        return self.series.of_series(count, [over(self.background, page) for page in self.pages])


_WHITE = parse("ffffff")
_DARK = parse("161b22")

# Found by ``python -m charts.palettes.build``, which says what they must fulfil, and chosen for
# their looks: in all three, blue, orange, green, red, purple, cyan, olive or yellow, a dull one.
_LIGHT_SERIES = "1e68cd e57406 005f46 c52d60 541c82 07a0c4 6e6000 001b30"
_DARK_SERIES = "497cd6 f49c22 4cbf96 dc4b54 d7a2ff a5f8fa edf898 846f8b"
# For a background that is not known: 3:1 on white and on that of the dark theme, so that all are
# about as light as each other.
_NEUTRAL_SERIES = "386fba dd7042 62976e cd3f4c a97ced 14a1b6 896400 786775"


def _series(digits: str, ground: Colour | None) -> Palette:
    """Return colours, then the same paler: a ninth series is not the first one again."""
    colours = tuple(map(parse, digits.split()))
    pale = tuple((*colour[:3], 140) for colour in colours)
    if ground is not None:
        pale = tuple(over(colour, ground) for colour in pale)
    return Palette("qualitative", colours + pale)


LIGHT = Theme(
    background=_WHITE,
    text=parse("1f2328"),
    quiet=parse("4b535d"),
    axis=parse("8b949e"),
    grid=parse("e4e8ec"),
    series=_series(_LIGHT_SERIES, _WHITE),
    pages=(_WHITE,),
)
DARK = Theme(
    background=_DARK,
    text=parse("f0f3f6"),
    quiet=parse("b8c0ca"),
    axis=parse("6e7681"),
    grid=parse("2d343d"),
    series=_series(_DARK_SERIES, _DARK),
    pages=(_DARK,),
)
NEUTRAL = Theme(
    background=TRANSPARENT,
    text=parse("757d87"),
    quiet=parse("757d87"),
    axis=parse("757d87"),
    grid=parse("757d8747"),
    series=_series(_NEUTRAL_SERIES, None),
    pages=(_WHITE, _DARK),
)
_OPAQUE = 128
"""Alpha: what is clearer shows a page whose colour is not known."""


def themes(
    name: ThemeName | None, background: Colour | None, palette: str | None, *, adaptive: bool
) -> tuple[Theme, ...]:
    """Return the theme of a chart, or the light and the dark one if the reader decides.

    ``adaptive``: the format can hold both. A background that is given goes before the theme's own,
    and decides where no theme is named; a named palette goes before the theme's own, too.
    """
    chosen = _themes(name, background, adaptive=adaptive)
    if background is not None:
        chosen = tuple(theme._replace(background=background) for theme in chosen)
    if palette is not None:
        chosen = tuple(theme._replace(series=palettes.palette(palette)) for theme in chosen)
    return chosen


def _themes(
    name: ThemeName | None, background: Colour | None, *, adaptive: bool
) -> tuple[Theme, ...]:
    if name == "light" or (name is None and background is None):
        return (LIGHT,)
    if name == "dark":
        return (DARK,)
    if background is not None and background[3] >= _OPAQUE:
        return (LIGHT if luminance(over(background, _WHITE)) > 0.18 else DARK,)
    return (LIGHT, DARK) if name == "auto" and adaptive else (NEUTRAL,)
