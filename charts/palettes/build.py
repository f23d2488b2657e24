"""``python -m charts.palettes.build THEME [SEED [ROUNDS]]``: search colours for a theme's series.

THEME is light, dark or neutral. Eight colours are moved about in OKLCH (Ottosson 2020) from hues
that people name differently, by simulated annealing, until

- each has a contrast of 3:1 on the background (neutral: on both backgrounds);
- every two are ``_APART`` in CIEDE2000, and 16 in CIE76, for normal vision, protanopia,
  deuteranopia and tritanopia (Machado, Oliveira and Fernandes 2009);
- the first ones are near the hue, lightness and chroma that they started from.

Each line that is printed is a result, with its cost. Look at them in charts before one is taken.
"""

from __future__ import annotations

import sys
from typing import Final

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

# Hue in degrees and how far it may go, lightness likewise, chroma.
_STARTS: Final = {
    "light": (
        (258, 6, 0.51, 0.03, 0.17), (55, 9, 0.68, 0.03, 0.17), (172, 14, 0.56, 0.07, 0.11),
        (20, 12, 0.50, 0.08, 0.19), (308, 14, 0.58, 0.12, 0.16), (232, 20, 0.66, 0.05, 0.13),
        (95, 25, 0.50, 0.12, 0.11), (270, 35, 0.30, 0.06, 0.10),
    ),
    "dark": (
        (257, 6, 0.62, 0.03, 0.15), (62, 10, 0.78, 0.05, 0.16), (172, 14, 0.76, 0.08, 0.12),
        (22, 12, 0.62, 0.07, 0.18), (310, 14, 0.70, 0.10, 0.15), (225, 22, 0.86, 0.06, 0.08),
        (98, 18, 0.88, 0.06, 0.13), (280, 60, 0.60, 0.10, 0.05),
    ),
    "neutral": (
        (257, 10, 0.60, 0.04, 0.15), (55, 12, 0.66, 0.03, 0.15), (165, 18, 0.62, 0.04, 0.11),
        (18, 14, 0.58, 0.04, 0.18), (308, 16, 0.58, 0.05, 0.16), (222, 20, 0.66, 0.04, 0.11),
        (105, 25, 0.56, 0.05, 0.11), (280, 80, 0.54, 0.04, 0.03),
    ),
}  # fmt: skip
_APART: Final = {"light": 15.0, "dark": 15.0, "neutral": 9.0}
_GROUNDS: Final = {"light": ("ffffff",), "dark": ("161b22",), "neutral": ("ffffff", "161b22")}
_WEIGHTS: Final = np.array([1.5, 1.5, 1, 1, 1, 0.6, 0.5, 0.4])  # the first colours matter most
_STEPS = 14_000

_OKLAB_TO_LMS = np.array(
    [
        [1, 0.3963377774, 0.2158037573],
        [1, -0.1055613458, -0.0638541728],
        [1, -0.0894841775, -1.2914855480],
    ]
)
_LMS_TO_RGB = np.array(
    [
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.7076147010],
    ]
)
_RGB_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_SEEN = [  # in linear RGB: normal, protanopia, deuteranopia, tritanopia
    np.eye(3),
    np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
]
_FIRST, _SECOND = np.triu_indices(8, 1)


def _rgb(colours: Array) -> Array:
    """Return linear RGB of rows of lightness, chroma and hue in degrees (OKLCH)."""
    lightness, chroma, hue = colours[:, 0], colours[:, 1], np.radians(colours[:, 2])
    oklab = np.stack([lightness, chroma * np.cos(hue), chroma * np.sin(hue)], axis=-1)
    return np.asarray((oklab @ _OKLAB_TO_LMS.T) ** 3 @ _LMS_TO_RGB.T)


def _lab(rgb: Array) -> Array:
    xyz = np.clip(rgb, 0, 1) @ _RGB_TO_XYZ.T / np.array([0.95047, 1, 1.08883])
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.stack(
        [116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], axis=-1
    )


def _ciede2000(a: Array, b: Array) -> Array:
    """Return the differences of rows of L*a*b* (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = a.T, b.T
    mean = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * np.sqrt(mean**7 / (mean**7 + 25.0**7))
    c1, c2 = np.hypot(stretch * a1, b1), np.hypot(stretch * a2, b2)
    h1, h2 = (np.degrees(np.arctan2(y, stretch * x)) % 360 for x, y in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180
    hue_step = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))
    light, chroma, hue = (l1 + l2) / 2, (c1 + c2) / 2, (h1 + turn / 2) % 360
    weight = (
        1
        - 0.17 * np.cos(np.radians(hue - 30))
        + 0.24 * np.cos(np.radians(2 * hue))
        + 0.32 * np.cos(np.radians(3 * hue + 6))
        - 0.20 * np.cos(np.radians(4 * hue - 63))
    )
    dl = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = hue_step / (1 + 0.015 * chroma * weight)
    rotation = 60 * np.exp(-(((hue - 275) / 25) ** 2))
    cross = -np.sin(np.radians(rotation)) * 2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7))
    return np.asarray(np.sqrt(np.maximum(dl**2 + dc**2 + dh**2 + cross * dc * dh, 0)))


def _short(wanted: float, values: Array) -> float:
    """Return by how much values are below what is wanted, squared and added."""
    return float((np.maximum(0, wanted - values) ** 2).sum())


def _cost(colours: Array, theme: str) -> float:
    rgb = _rgb(colours)
    outside = np.maximum(0, -rgb) + np.maximum(0, rgb - 1)
    cost = float(3000 * (outside**2).sum() + 50 * outside.sum())
    rgb = np.clip(rgb, 0, 1)
    for ground in _GROUNDS[theme]:
        luminances = rgb @ _RGB_TO_XYZ[1], _linear(ground) @ _RGB_TO_XYZ[1]
        low, high = np.minimum(*luminances), np.maximum(*luminances)
        cost += 400 * _short(3.08, (high + 0.05) / (low + 0.05))
    for seen in _SEEN:
        lab = _lab(rgb @ seen.T)
        first, second = lab[_FIRST], lab[_SECOND]
        apart = _APART[theme] if seen is not _SEEN[0] else max(_APART[theme], 18)
        cost += _short(apart + 0.4, _ciede2000(first, second))
        cost += _short(16.5, np.sqrt(((first - second) ** 2).sum(axis=-1)))
    hue, hue_room, light, light_room, chroma = np.array(_STARTS[theme]).T
    turned = np.abs((colours[:, 2] - hue + 180) % 360 - 180) / hue_room
    cost += float((_WEIGHTS * (2.4 * np.maximum(0, turned - 1) ** 2 + 0.15 * turned**2)).sum())
    cost += float((0.5 * _WEIGHTS * ((colours[:, 0] - light) / light_room) ** 2).sum())
    dull, loud = np.maximum(0, chroma - colours[:, 1]), np.maximum(0, colours[:, 1] - chroma)
    return cost + float((_WEIGHTS * (1.2 * (dull / 0.03) ** 2 + 2 * (loud / 0.02) ** 2)).sum())


def _linear(digits: str) -> Array:
    encoded = np.array(list(bytes.fromhex(digits))) / 255
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def _digits(rgb: Array) -> str:
    linear = np.clip(rgb, 0, 1)
    encoded = np.where(
        linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055
    )  # IEC 61966-2-1
    return " ".join(bytes(row).hex() for row in np.rint(255 * encoded).astype(np.uint8))


def search(theme: str, chance: np.random.Generator) -> tuple[float, str]:
    """Return a cost and eight colours that were found."""
    hue, _, light, _, chroma = np.array(_STARTS[theme]).T
    colours = np.stack(
        [light + chance.normal(0, 0.03, 8), chroma * chance.uniform(0.8, 1, 8), hue], axis=-1
    )
    cost, heat = _cost(colours, theme), 8.0
    for _ in range(_STEPS):
        other = colours.copy()
        moved = other[chance.integers(8)]
        moved += chance.normal(0, 1, 3) * (0.03, 0.02, 8) * max(0.08, heat / 8)
        moved[1] = abs(moved[1])
        other_cost = _cost(other, theme)
        if other_cost < cost or chance.random() < np.exp((cost - other_cost) / max(heat, 0.02)):
            colours, cost = other, other_cost
        heat *= 0.9995
    return cost, _digits(_rgb(colours))


if __name__ == "__main__":
    wanted = sys.argv[1]
    generator = np.random.default_rng(int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    for _ in range(int(sys.argv[3]) if len(sys.argv) > 3 else 6):
        print("{:6.2f}  {}".format(*search(wanted, generator)), flush=True)
