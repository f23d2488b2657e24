"""Palettes by name: lists of colours for series, and ramps from which any number is taken.

``default`` is ours and differs by theme (native/theme.py). The others are published; NOTICE.md says
where each comes from.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Literal

from api.named_tuple import NamedTuple

from ..colour import Colour, contrast, luminance, parse

Use = Literal["qualitative", "sequential", "diverging"]

_MIN_CONTRAST = 1.5
"""Of series on their background, where they are taken from a ramp."""
_STEPS = 64
_ALONE = 0.8  # of a ramp: where the colour of a single series stands
_ENDS = 0.1, 0.9  # of a diverging ramp: what is beyond is nearly black

# Colours in the order of series.
_QUALITATIVE = {
    # Okabe and Ito 2008, its black last.
    "okabe-ito": "0072b2 e69f00 009e73 d55e00 56b4e9 cc79a7 f0e442 000000",
    # Paul Tol 2021.
    "tol-bright": "4477aa ee6677 228833 ccbb44 66ccee aa3377 bbbbbb",
    "tol-muted": "332288 88ccee 44aa99 117733 999933 ddcc77 cc6677 882255 aa4499",
    # Tableau's, as matplotlib has it.
    "tableau": "1f77b4 ff7f0e 2ca02c d62728 9467bd 8c564b e377c2 7f7f7f bcbd22 17becf",
    # ColorBrewer 2.
    "set1": "e41a1c 377eb8 4daf4a 984ea3 ff7f00 ffff33 a65628 f781bf 999999",
    "set2": "66c2a5 fc8d62 8da0cb e78ac3 a6d854 ffd92f e5c494 b3b3b3",
    "set3": "8dd3c7 ffffb3 bebada fb8072 80b1d3 fdb462 b3de69 fccde5 d9d9d9 bc80bd ccebc5 ffed6f",
    "dark2": "1b9e77 d95f02 7570b3 e7298a 66a61e e6ab02 a6761d 666666",
    "accent": "7fc97f beaed4 fdc086 ffff99 386cb0 f0027f bf5b17 666666",
    "pastel1": "fbb4ae b3cde3 ccebc5 decbe4 fed9a6 ffffcc e5d8bd fddaec f2f2f2",
    "paired": "a6cee3 1f78b4 b2df8a 33a02c fb9a99 e31a1c fdbf6f ff7f00 cab2d6 6a3d9a ffff99 b15928",
}
# At equal distances from 0 to 1.
_SEQUENTIAL = {
    # Of matplotlib: every sixteenth colour; between them at most 11 of 255 off, and 1 on average.
    "viridis": "440154 48186a 472d7b 424086 3b528b 33638d 2c728e 26828e 21918c 1fa088 28ae80 3fbc73"
    " 5ec962 84d44b addc30 d8e219 fde725",
    "cividis": "00224e 002e6a 1a386f 32436d 434e6c 535a6d 61656f 6f7073 7d7c78 8c8878 9b9476 aba072"
    " bcae6c cdbb63 dec958 f0d846 fee838",
    "magma": "000004 0a0822 1d1147 36106b 51127c 6a1c81 832681 9c2e7f b73779 d0416f e75263 f56b5c"
    " fc8961 fea772 fec488 fde2a3 fcfdbf",
    "inferno": "000004 0b0724 210c4a 3d0965 57106e 71196e 8a226a a32c61 bc3754 d24644 e45a31 f1731d"
    " f98e09 fcac11 f9cb35 f2ea69 fcffa4",
    "plasma": "0d0887 310597 4c02a1 6600a7 7e03a8 9511a1 aa2395 bc3587 cc4778 da5a6a e66c5c f0804e"
    " f89540 fdac33 fdc527 f8df25 f0f921",
    # ColorBrewer 2.
    "blues": "f7fbff deebf7 c6dbef 9ecae1 6baed6 4292c6 2171b5 08519c 08306b",
    "greens": "f7fcf5 e5f5e0 c7e9c0 a1d99b 74c476 41ab5d 238b45 006d2c 00441b",
    "oranges": "fff5eb fee6ce fdd0a2 fdae6b fd8d3c f16913 d94801 a63603 7f2704",
    "purples": "fcfbfd efedf5 dadaeb bcbddc 9e9ac8 807dba 6a51a3 54278f 3f007d",
    "reds": "fff5f0 fee0d2 fcbba1 fc9272 fb6a4a ef3b2c cb181d a50f15 67000d",
    "greys": "ffffff f0f0f0 d9d9d9 bdbdbd 969696 737373 525252 252525 000000",
    "ylgnbu": "ffffd9 edf8b1 c7e9b4 7fcdbb 41b6c4 1d91c0 225ea8 253494 081d58",
    "ylorrd": "ffffcc ffeda0 fed976 feb24c fd8d3c fc4e2a e31a1c bd0026 800026",
    "gnbu": "f7fcf0 e0f3db ccebc5 a8ddb5 7bccc4 4eb3d3 2b8cbe 0868ac 084081",
    "bupu": "f7fcfd e0ecf4 bfd3e6 9ebcda 8c96c6 8c6bb1 88419d 810f7c 4d004b",
    "rdpu": "fff7f3 fde0dd fcc5c0 fa9fb5 f768a1 dd3497 ae017e 7a0177 49006a",
}
_DIVERGING = {
    # ColorBrewer 2.
    "rdbu": "67001f b2182b d6604d f4a582 fddbc7 f7f7f7 d1e5f0 92c5de 4393c3 2166ac 053061",
    "rdylbu": "a50026 d73027 f46d43 fdae61 fee090 ffffbf e0f3f8 abd9e9 74add1 4575b4 313695",
    "puor": "7f3b08 b35806 e08214 fdb863 fee0b6 f7f7f7 d8daeb b2abd2 8073ac 542788 2d004b",
    "brbg": "543005 8c510a bf812d dfc27d f6e8c3 f5f5f5 c7eae5 80cdc1 35978f 01665e 003c30",
    "prgn": "40004b 762a83 9970ab c2a5cf e7d4e8 f7f7f7 d9f0d3 a6dba0 5aae61 1b7837 00441b",
    "piyg": "8e0152 c51b7d de77ae f1b6da fde0ef f7f7f7 e6f5d0 b8e186 7fbc41 4d9221 276419",
}


class Palette(NamedTuple):
    """Colours: those of series one after the other, or a ramp of equal steps from 0 to 1."""

    use: Use
    colours: tuple[Colour, ...]

    def sample(self, position: float) -> Colour:
        """Return the colour at a position of a ramp, 0 to 1; what is outside, or NaN, is an end."""
        last = len(self.colours) - 1
        place = min(max(0.0, position), 1.0) * last
        at = min(int(place), last - 1)
        red, green, blue = (
            round(a + (b - a) * (place - at))
            for a, b in zip(self.colours[at][:3], self.colours[at + 1][:3], strict=True)
        )
        return red, green, blue, 255

    def of_series(self, count: int, grounds: Sequence[Colour]) -> tuple[Colour, ...]:
        """Return the colours of so many series, or a list to repeat.

        ``grounds``: the opaque colours that may lie behind them. A ramp is divided equally. What
        of it can hardly be told from a ground is left out at the ends of a sequential one, and
        darker or lighter in a diverging one.
        """
        if self.use == "qualitative":
            return self.colours
        first, last = _ENDS
        if self.use == "sequential":
            seen = [
                step / _STEPS
                for step in range(_STEPS + 1)
                if _least(self.sample(step / _STEPS), grounds) >= _MIN_CONTRAST
            ]
            first, last = seen[0], seen[-1]
        if count == 1:  # far from the background, but not at the end
            far = _least(self.sample(last), grounds) >= _least(self.sample(first), grounds)
            return (self.sample(first + (last - first) * (_ALONE if far else 1 - _ALONE)),)
        places = (first + (last - first) * i / (count - 1) for i in range(count))
        return tuple(_visible(self.sample(place), grounds) for place in places)


def _least(colour: Colour, grounds: Sequence[Colour]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def _visible(colour: Colour, grounds: Sequence[Colour]) -> Colour:
    """Return a colour, made darker on a light ground or lighter on a dark one if need be."""
    for ground in grounds:
        away = 0 if luminance(ground) > 0.18 else 255
        while contrast(colour, ground) < _MIN_CONTRAST:
            red, green, blue = (round(c + (away - c) * 0.05) for c in colour[:3])
            colour = red, green, blue, 255
    return colour


NAMES: dict[str, Use] = {
    **dict.fromkeys(_QUALITATIVE, "qualitative"),
    **dict.fromkeys(_SEQUENTIAL, "sequential"),
    **dict.fromkeys(_DIVERGING, "diverging"),
}
"""The palettes besides the default one, and what each is for."""


@functools.cache
def palette(name: str) -> Palette:
    """Return a palette of ``NAMES``."""
    use = NAMES[name]
    table = {"qualitative": _QUALITATIVE, "sequential": _SEQUENTIAL, "diverging": _DIVERGING}[use]
    return Palette(use, tuple(parse(digits) for digits in table[name].split()))
