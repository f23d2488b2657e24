"""The font files, and the order in which they are searched for a letter.

A file is opened by the first text that needs it. The system's fonts are never looked at.
"""

from __future__ import annotations

import os
from typing import Final, Literal

from .compiled import PACKAGE

Family = Literal["sans", "serif", "mono", "arial", "helvetica"]
"""``sans`` is Inter, ``serif`` Noto Serif, ``mono`` DejaVu Sans Mono.

``arial`` has Arial's widths, each letter's rounded to whole pixels, as browsers and chart services
of the 2000s set text; ``helvetica`` has them as they are, as a canvas of a browser does.
"""

# The numbers of faces: where their files stand in FONT_FILES.
SANS, SANS_BOLD, SERIF, SERIF_BOLD, MONO, MONO_BOLD, ARIAL, ARIAL_BOLD = range(8)
# What completes them: many scripts and symbols; Chinese, Japanese and Korean; emoji.
DEJAVU, DEJAVU_BOLD, CJK, EMOJI = range(8, 12)
_DEVANAGARI, _BENGALI, _GURMUKHI, _GUJARATI, _ORIYA, _TAMIL = range(12, 18)
_TELUGU, _KANNADA, _MALAYALAM, _THAI = range(18, 22)

OWN_FOLDER: Final = os.path.join(os.path.dirname(os.path.dirname(__file__)), "fonts")
_MATPLOTLIBS = os.path.join(PACKAGE, "mpl-data", "fonts", "ttf")
FONT_FILES: Final = (
    os.path.join(OWN_FOLDER, "Inter-Regular.ttf"),
    os.path.join(OWN_FOLDER, "Inter-SemiBold.ttf"),
    os.path.join(OWN_FOLDER, "NotoSerif-Regular.ttf"),
    os.path.join(OWN_FOLDER, "NotoSerif-SemiBold.ttf"),
    os.path.join(_MATPLOTLIBS, "DejaVuSansMono.ttf"),
    os.path.join(_MATPLOTLIBS, "DejaVuSansMono-Bold.ttf"),
    os.path.join(OWN_FOLDER, "ChartSans.ttf"),
    os.path.join(OWN_FOLDER, "ChartSans-Bold.ttf"),
    os.path.join(_MATPLOTLIBS, "DejaVuSans.ttf"),
    os.path.join(_MATPLOTLIBS, "DejaVuSans-Bold.ttf"),
    os.path.join(OWN_FOLDER, "DroidSansFallback.ttf"),
    os.path.join(OWN_FOLDER, "NotoEmoji.ttf"),
    os.path.join(OWN_FOLDER, "NotoSansDevanagari.ttf"),
    os.path.join(OWN_FOLDER, "NotoSansBengali.ttf"),
    os.path.join(OWN_FOLDER, "NotoSansGurmukhi.ttf"),
    os.path.join(OWN_FOLDER, "NotoSansGujarati.ttf"),
    os.path.join(OWN_FOLDER, "NotoSansOriya.ttf"),
    os.path.join(OWN_FOLDER, "NotoSansTamil.ttf"),
    os.path.join(OWN_FOLDER, "NotoSansTelugu.ttf"),
    os.path.join(OWN_FOLDER, "NotoSansKannada.ttf"),
    os.path.join(OWN_FOLDER, "NotoSansMalayalam.ttf"),
    os.path.join(OWN_FOLDER, "NotoSansThai.ttf"),
)

_FACES: dict[Family, tuple[int, int]] = {
    "sans": (SANS, SANS_BOLD),
    "serif": (SERIF, SERIF_BOLD),
    "mono": (MONO, MONO_BOLD),
    "arial": (ARIAL, ARIAL_BOLD),
    "helvetica": (ARIAL, ARIAL_BOLD),
}
# Blocks of Unicode for which one face is searched before the general ones.
_BLOCKS = (
    (0x0900, 0x097F, _DEVANAGARI), (0x0980, 0x09FF, _BENGALI), (0x0A00, 0x0A7F, _GURMUKHI),
    (0x0A80, 0x0AFF, _GUJARATI), (0x0B00, 0x0B7F, _ORIYA), (0x0B80, 0x0BFF, _TAMIL),
    (0x0C00, 0x0C7F, _TELUGU), (0x0C80, 0x0CFF, _KANNADA), (0x0D00, 0x0D7F, _MALAYALAM),
    (0x0E01, 0x0E7F, _THAI),
    (0x2E80, 0x4DBF, CJK), (0x4E00, 0x9FFF, CJK), (0xAC00, 0xD7A3, CJK), (0xF900, 0xFAFF, CJK),
    (0xFF00, 0xFFEF, CJK), (0x1F000, 0x1FAFF, EMOJI),
)  # fmt: skip
_GENERAL = (DEJAVU, EMOJI, CJK)
_GENERAL_BOLD = (DEJAVU_BOLD, *_GENERAL)
JOINERS: Final = "\u200c\u200d"
"""Invisible: they say whether the letters beside them join, and are of the face of these."""


def face_of(family: Family, bold: bool) -> int:
    """Return the face that a text is set in, as far as it has the letters."""
    return _FACES[family][bold]


def searched(face: int, letter: str) -> tuple[int, ...]:
    """Return the faces that are searched for a letter of a text that is set in ``face``."""
    code = ord(letter)
    general = _GENERAL_BOLD if face in (SANS_BOLD, SERIF_BOLD, MONO_BOLD, ARIAL_BOLD) else _GENERAL
    if code >= 0x900:
        for first, last, own in _BLOCKS:
            if first <= code <= last:
                return (face, own, *general)
    return (face, *general)


def is_script(face: int) -> bool:
    """Return whether a face has the letters of one script and nothing else."""
    return face >= _DEVANAGARI
