"""The signs of formulas: which font has them, how large they are, what their outlines are.

Letters and most signs are Computer Modern's, which matplotlib brings along (the BaKoMa TrueType
files), further ones STIX's; a text's other letters are those of the canvas. What TrueType files
do not say, TeX's metrics do: italic corrections, where accents stand, which delimiters grow.
All lengths are in em, y upwards.
"""

from __future__ import annotations

import functools
import os
import threading
from typing import Any

import numpy as np
import numpy.typing as npt

from api.named_tuple import NamedTuple

from ..canvas import fork
from ..canvas.compiled import PACKAGE, ft2font
from ..canvas.faces import CJK, FONT_FILES
from ..canvas.fonts import BOX
from .symbols import SLASH, VARIANT
from .tree import Face

_FOLDER = os.path.join(PACKAGE, "mpl-data", "fonts", "ttf")
_FALLBACK = os.path.splitext(os.path.basename(FONT_FILES[CJK]))[0]
_SIZE = 1000  # pixels per em while measuring


class Outline(NamedTuple):
    """A shape as ``canvas.Path`` has it."""

    vertices: npt.NDArray[np.float64]
    codes: npt.NDArray[np.uint8]


class Glyph(NamedTuple):
    """A glyph with its measures: what of it is inked, and TeX's own."""

    outline: Outline
    advance: float
    height: float
    depth: float
    left: float
    right: float
    italic: float = 0.0
    """How far its upper end leans over its advance."""
    skew: float = 0.0
    """How far to the right of its middle an accent stands."""
    stretch: float = 1.0
    """It is drawn this much wider; measures are of what is drawn."""
    heavy: bool = False
    """Drawn with a line around it."""


def _codes(text: str) -> dict[str, int]:
    """``a21`` and the like: a sign and its hexadecimal code in a font."""
    return {pair[0]: int(pair[1:], 16) for pair in text.split()}


# Codes of the BaKoMa files, where they are not ASCII's.
_GREEK_CAPITALS = _codes("Γa1 Δa2 Θa3 Λa4 Ξa5 Πa6 Σa7 Υa8 Φa9 Ψaa Ωad")
_ROMAN = _GREEK_CAPITALS | _codes(
    "”22 ’27 ¡3c ¿3e “5c ^5e ˙5f ‘60 –7b —7c ~7e ﬀae ﬁaf ﬂb0 ﬃb1 ﬄb2 ıb3 ȷb4 `b5 ´b6 ˘b8 ¯b9 ˚ba"
    " ¸bb ßbc æbd œbe øbf Æc0 Œc1 Øc2 ¨c4 ˇ2219"
)
_MATH_ITALIC = _codes(
    "ω21 ε22 ϑ23 ϖ24 ϱ25 ς26 φ27 ↼28 ↽29 ⇀2a ⇁2b ▷2e ◁2f .3a ,3b <3c /3d >3e ⋆3f ∂40 ♭5b ♮5c ♯5d"
    " ˓2c ˒2d ⌣5e ⌢5f ℓ60 ı7b ȷ7c ℘7d ⃗7e αae βaf γb0 δb1 ϵb2 ζb3 ηb4 θb5 ιb6 κ2219 λb8 μb9 νba ξbb"
    " πbc ρbd σbe τbf υc0 ϕc1 χc2 ψc3"
)
_SYMBOLS = _codes(
    "−a1 ⋅a2 ×a3 ∗a4 ÷a5 ⋄a6 ±a7 ∓a8 ⊕a9 ⊖aa ⊗ad ⊘ae ⊙af ◯b0 ∘b1 ∙b2 ≍b3 ≡b4 ⊆b5 ⊇b6 ≤2219 ≥b8"
    " ⪯b9 ⪰ba ∼bb ≈bc ⊂bd ⊃be ≪bf ≫c0 ≺c1 ≻c2 ←c3 →21 ↑22 ↓23 ↔24 ↗25 ↘26 ≃27 ⇐28 ⇒29 ⇑2a ⇓2b"
    " ⇔2c ↖2d ↙2e ∝2f ′30 ∞31 ∈32 ∋33 △34 ▽35 \u033836 ∀38 ∃39 ¬3a ∅3b ℜ3c ℑ3d ⊤3e ⊥3f ℵ40 ∪5b"
    " ∩5c ⊎5d ∧5e ∨5f ⊢60 ⊣61 ⌊62 ⌋63 ⌈64 ⌉65 {66 }67 ⟨68 ⟩69 |6a ‖6b ↕6c ⇕6d \\6e ≀6f √70 ⨿71"
    " ∇72 ⊔74 ⊓75 ⊑76 ⊒77 §78 †79 ‡7a ¶7b ♣7c ♢7d ♡7e ♠c4 *a4 ∣6a ∥6b •b2 ↦37 ⟂3f"
)
_LETTERS = {chr(code): code for code in (*range(65, 91), *range(97, 123))}
_DIGITS = {str(digit): 48 + digit for digit in range(10)}
_ASCII = {chr(code): code for code in map(ord, "!#$%&()+,-./:;=?@[]*'")} | _DIGITS

_FILES: dict[Face, str] = {
    "math": "cmmi10", "roman": "cmr10", "bold": "cmb10", "italic": "cmti10", "sans": "cmss10",
    "mono": "cmtt10", "script": "cmsy10", "heavy": "cmmi10",
}  # fmt: skip
# Greek letters that look as Latin ones do, and are not in the fonts.
_LATIN = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧ", "ABEZHIKMNOPTX", strict=True))
# Mathematical alphabets of Unicode: capitals, small letters, digits.
_ALPHABETS: dict[Face, tuple[int, int, int]] = {
    "double": (0x1D538, 0x1D552, 0x1D7D8),
    "fraktur": (0x1D504, 0x1D51E, 0),
    "formal": (0x1D49C, 0x1D4B6, 0),
}
# Those letters that Unicode had elsewhere before.
_OLDER = dict(
    zip(
        map(chr, (
            0x1D53A, 0x1D53F, 0x1D545, 0x1D547, 0x1D548, 0x1D549, 0x1D551, 0x1D506, 0x1D50B,
            0x1D50C, 0x1D515, 0x1D51D, 0x1D49D, 0x1D4A0, 0x1D4A1, 0x1D4A3, 0x1D4A4, 0x1D4A7,
            0x1D4A8, 0x1D4AD, 0x1D4BA, 0x1D4BC, 0x1D4C4,
        )),
        "ℂℍℕℙℚℝℤℭℌℑℜℨℬℰℱℋℐℒℳℛℯℊℴ",
        strict=True,
    )
)  # fmt: skip

# What the fonts' metric files (cmmi10.tfm, cmsy10.tfm) say, in thousandths of an em: italic
# corrections, and the kerns with the skew character.
_ITALIC = {
    "B": 50, "C": 72, "D": 28, "E": 58, "F": 139, "H": 81, "I": 78, "J": 96, "K": 72, "M": 109,
    "N": 109, "O": 28, "P": 139, "R": 8, "S": 58, "T": 139, "U": 109, "V": 222, "W": 139, "X": 78,
    "Y": 222, "Z": 72, "f": 108, "g": 36, "j": 57, "k": 31, "l": 20, "q": 36, "r": 28, "v": 36,
    "w": 27, "y": 36, "z": 44, "α": 4, "β": 53, "γ": 56, "δ": 38, "ζ": 74, "η": 36, "ν": 64,
    "ξ": 46, "π": 36, "σ": 36, "τ": 113, "υ": 36, "ψ": 36, "ω": 36, "ϑ": 28, "∂": 56, "ς": 80,
    "ϖ": 28, "ε": 20,
}  # fmt: skip
_SKEW = {
    "A": 139, "B": 83, "C": 83, "D": 56, "E": 83, "F": 83, "G": 83, "H": 56, "I": 111, "J": 167,
    "K": 56, "L": 28, "M": 83, "N": 83, "O": 83, "P": 83, "Q": 83, "R": 83, "S": 83, "T": 83,
    "U": 28, "X": 83, "Z": 83, "c": 56, "d": 167, "e": 56, "f": 167, "g": 28, "h": -28, "l": 83,
    "o": 56, "p": 83, "q": 83, "r": 56, "s": 56, "t": 83, "u": 28, "v": 28, "w": 83, "x": 28,
    "y": 56, "z": 56, "α": 28, "β": 83, "δ": 56, "ϵ": 56, "ε": 83, "ζ": 83, "η": 56, "θ": 83,
    "ι": 56, "μ": 28, "ν": 28, "ξ": 111, "ρ": 83, "τ": 28, "υ": 28, "ϕ": 83, "χ": 56, "ψ": 111,
    "φ": 83, "ϑ": 83, "ϱ": 83, "ς": 83, "∂": 83, "ℓ": 111, "ı": 28, "ȷ": 83,
}  # fmt: skip
_ITALIC_SCRIPT = {
    "B": 30, "C": 58, "D": 28, "E": 89, "F": 99, "G": 59, "H": 10, "I": 74, "J": 185, "K": 14,
    "N": 147, "O": 28, "P": 82, "S": 75, "T": 254, "U": 99, "V": 82, "W": 82, "X": 146, "Y": 82,
    "Z": 79,
}  # fmt: skip
_SKEW_SCRIPT = {
    "A": 194, "B": 139, "C": 139, "D": 83, "E": 111, "F": 111, "G": 111, "H": 111, "I": 28,
    "J": 306, "K": 56, "L": 139, "M": 139, "N": 83, "O": 111, "P": 83, "Q": 111, "R": 83, "S": 139,
    "T": 28, "U": 83, "V": 28, "W": 83, "X": 139, "Y": 83, "Z": 139,
}  # fmt: skip

# Signs that the codes of Unicode do not lead to: file, code, and how much wider they are drawn.
# STIXNonUni has its own codes.
_ELSEWHERE: dict[str, tuple[str, int, float]] = {
    "⟋": ("STIXNonUni", 0xE09F, 1.0), "⟍": ("STIXNonUni", 0xE0A0, 1.0),
    "⩽" + SLASH: ("STIXNonUni", 0xE010, 1.0), "⩾" + SLASH: ("STIXNonUni", 0xE00F, 1.0),
    "≦" + SLASH: ("STIXNonUni", 0xE011, 1.0), "≧" + SLASH: ("STIXNonUni", 0xE00E, 1.0),
    "⪯" + SLASH: ("STIXNonUni", 0xE04B, 1.0), "⪰" + SLASH: ("STIXNonUni", 0xE04F, 1.0),
    "⫅" + SLASH: ("STIXNonUni", 0xE016, 1.0), "⫆" + SLASH: ("STIXNonUni", 0xE018, 1.0),
    "∅" + VARIANT: ("STIXGeneral", 0x2205, 1.0), "ℏ" + VARIANT: ("STIXGeneral", 0x210F, 1.0),
    "∫" + VARIANT: ("cmsy10", 0x73, 1.0), "∝" + VARIANT: ("STIXGeneral", 0x221D, 1.0),
    "⌣" + VARIANT: ("STIXGeneral", 0x2323, 0.76), "⌢" + VARIANT: ("STIXGeneral", 0x2322, 0.76),
    "∼" + VARIANT: ("STIXGeneralBol", 0x223C, 1.0), "≈" + VARIANT: ("STIXGeneralBol", 0x2248, 1.0),
    "⋒": ("STIXGeneral", 0x22D3, 1.0), "⋓": ("STIXGeneral", 0x22D2, 1.0),  # exchanged in STIX
    "❘": ("STIXNonUni", 0xE000, 1.0), "⟋" + VARIANT: ("STIXNonUni", 0xE28C, 1.0),
    "⎰": ("STIXSizOneSymReg", 0x23B0, 1.0), "⎱": ("STIXSizOneSymReg", 0x23B1, 1.0),
}  # fmt: skip
_BOLD_STRETCH = 1.15  # cmb10 to the width of cmbx10, the bold of TeX

# Operators of cmex10: in text, in display; integrals lean.
OPERATORS = {
    "∑": (0x50, 0x58), "∏": (0x51, 0x59), "∐": (0x60, 0x61), "∫": (0x52, 0x5A), "∮": (0x48, 0x49),
    "⋃": (0x53, 0x5B), "⋂": (0x54, 0x5C), "⨄": (0x55, 0x5D), "⋀": (0x56, 0x5E), "⋁": (0x57, 0x5F),
    "⨆": (0x46, 0x47), "⨀": (0x4A, 0x4B), "⨁": (0x4C, 0x4D), "⨂": (0x4E, 0x4F),
}  # fmt: skip
_LEAN = {0x52: 0.194, 0x48: 0.194, 0x5A: 0.444, 0x49: 0.444}

# Delimiters of cmex10, the smaller first.
LARGER = {
    "(": (0xA1, 0xB3, 0xB5, 0xC3), ")": (0xA2, 0xB4, 0xB6, 0x21),
    "[": (0xA3, 0x68, 0x2219, 0x22), "]": (0xA4, 0x69, 0xB8, 0x23),
    "⌊": (0xA5, 0x6A, 0xB9, 0x24), "⌋": (0xA6, 0x6B, 0xBA, 0x25),
    "⌈": (0xA7, 0x6C, 0xBB, 0x26), "⌉": (0xA8, 0x6D, 0xBC, 0x27),
    "{": (0xA9, 0x6E, 0xBD, 0x28), "}": (0xAA, 0x6F, 0xBE, 0x29),
    "⟨": (0xAD, 0x44, 0xBF, 0x2A), "⟩": (0xAE, 0x45, 0xC0, 0x2B),
    "/": (0xB1, 0x2E, 0xC1, 0x2C), "\\": (0xB2, 0x2F, 0xC2, 0x2D),
    "√": (0x70, 0x71, 0x72, 0x73),
}  # fmt: skip
# Their parts beyond: top, middle, bottom, and what is stretched between (0: none).
PIECES = {
    "(": (0x30, 0, 0x40, 0x42), ")": (0x31, 0, 0x41, 0x43), "[": (0x32, 0, 0x34, 0x36),
    "]": (0x33, 0, 0x35, 0x37), "⌊": (0, 0, 0x34, 0x36), "⌋": (0, 0, 0x35, 0x37),
    "⌈": (0x32, 0, 0, 0x36), "⌉": (0x33, 0, 0, 0x37), "{": (0x38, 0x3C, 0x3A, 0x3E),
    "}": (0x39, 0x3D, 0x3B, 0x3E), "|": (0, 0, 0, 0xAF), "‖": (0, 0, 0, 0xB0),
    "↑": (0x78, 0, 0, 0x3F), "↓": (0, 0, 0x79, 0x3F), "↕": (0x78, 0, 0x79, 0x3F),
    "⟮": (0x38, 0, 0x3A, 0x3E), "⟯": (0x39, 0, 0x3B, 0x3E), "⎰": (0x38, 0, 0x3B, 0x3E),
    "⎱": (0x39, 0, 0x3A, 0x3E), "⎪": (0, 0, 0, 0x3E), "⇑": (0x7E, 0, 0, 0x77),
    "⇓": (0, 0, 0xC4, 0x77), "⇕": (0x7E, 0, 0xC4, 0x77), "√": (0x76, 0, 0x74, 0x75),
}  # fmt: skip
WIDE_ACCENTS = {"^": (0x62, 0x63, 0x64), "~": (0x65, 0x66, 0x67)}
# Of a brace that lies: left end, left and right of the middle, right end; above, below.
LYING_BRACES = ((0x7A, 0x7D, 0x7C, 0x7B), (0x7C, 0x7B, 0x7A, 0x7D))


class _Fonts:
    """The opened files, used by one thread at a time; what they gave is plain data and stays."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[str, Any] = {}

    def _font(self, file: str) -> Any:
        font = self._open.get(file)
        if font is None:
            path = FONT_FILES[CJK] if file == _FALLBACK else os.path.join(_FOLDER, f"{file}.ttf")
            font = self._open[file] = ft2font.FT2Font(path)
            font.set_size(_SIZE, 72)
        return font

    def has(self, file: str, code: int) -> bool:
        with self._lock:
            return bool(self._font(file).get_char_index(code))

    def glyph(self, file: str, code: int) -> tuple[Outline, float, tuple[float, ...]]:
        """Return outline, advance and bounds (left, bottom, right, top) of a glyph."""
        with self._lock:
            font = self._font(file)
            found = font.load_glyph(font.get_char_index(code), flags=ft2font.LoadFlags.NO_HINTING)
            vertices, codes = font.get_path()
            bounds = tuple(side / 64 / _SIZE for side in found.bbox)
            advance = found.linearHoriAdvance / 65536 / _SIZE
        outline = Outline(np.asarray(vertices, np.float64) / _SIZE, np.asarray(codes, np.uint8))
        return outline, advance, bounds


_fonts = _Fonts()


def _renew() -> None:
    """Open the fonts again: FreeType objects that live across a fork draw garbage."""
    global _fonts
    _fonts = _Fonts()


fork.in_child(_renew)


@functools.lru_cache(maxsize=2500)
def coded(file: str, code: int, stretch: float = 1.0, heavy: bool = False) -> Glyph:
    """Return a glyph by its code in a file."""
    outline, advance, (left, lower, right, upper) = _fonts.glyph(file, code)
    italic = _LEAN.get(code, 0.0) if file == "cmex10" else 0.0
    return Glyph(
        outline, advance * stretch, upper, -lower, left * stretch, right * stretch,
        italic=italic, stretch=stretch, heavy=heavy,
    )  # fmt: skip


@functools.lru_cache(maxsize=2500)
def glyph(sign: str, face: Face) -> Glyph:
    """Return the glyph of a sign, in its face or else in another, at worst an empty box."""
    if sign in _ELSEWHERE:
        return coded(*_ELSEWHERE[sign], face == "heavy")
    file, code = _place(sign[0], face)
    found = coded(
        file, code, _BOLD_STRETCH if file == "cmb10" else 1.0, face == "heavy" and file != "cmb10"
    )
    if file == "cmmi10":
        found = found._replace(italic=_ITALIC.get(sign, 0) / 1000, skew=_SKEW.get(sign, 0) / 1000)
    elif file == "cmsy10" and face == "script" and sign in _LETTERS:
        italic, skew = _ITALIC_SCRIPT.get(sign, 0), _SKEW_SCRIPT.get(sign, 0)
        found = found._replace(italic=italic / 1000, skew=skew / 1000)
    elif face in _ALPHABETS or sign in "∯∰":
        found = found._replace(italic=max(0.0, found.right - found.advance))
    return found


def _place(sign: str, face: Face) -> tuple[str, int]:
    """Return file and code of a sign."""
    if face in _ALPHABETS:
        other = _in_alphabet(sign, face)
        if other is not None:
            return other
        face = "roman"
    if sign in _LATIN:
        sign, face = _LATIN[sign], "roman" if face in ("math", "script") else face
    elif sign == "ο":
        sign = "o"
    if sign in _LETTERS:
        if face == "script" and sign.islower():
            return "cmmi10", _LETTERS[sign]
        return _FILES[face], _LETTERS[sign]
    if sign in _GREEK_CAPITALS:
        files = {"italic": "cmmi10", "bold": "cmb10", "sans": "cmss10", "heavy": "cmb10"}
        return files.get(face, "cmr10"), _GREEK_CAPITALS[sign]
    upright: dict[Face, str] = {"math": "cmr10", "script": "cmr10", "heavy": "cmb10"}
    main = upright.get(face, _FILES[face])
    in_text = face not in ("math", "script", "heavy")
    if sign in _DIGITS or (in_text and sign in _ASCII):
        return main, _ASCII[sign]
    if in_text and sign in _ROMAN:
        return main, _ROMAN[sign]
    for file, codes in (("cmmi10", _MATH_ITALIC), ("cmsy10", _SYMBOLS), ("cmr10", _ASCII),
                        ("cmr10", _ROMAN)):  # fmt: skip
        if sign in codes:
            return file, codes[sign]
    if sign == "_":
        return "cmtt10", 0x5F
    for file in ("STIXGeneral", "DejaVuSans", _FALLBACK):
        if _fonts.has(file, ord(sign)):
            return file, ord(sign)
    return "DejaVuSans", ord(BOX)


def _in_alphabet(sign: str, face: Face) -> tuple[str, int] | None:
    """Return file and code of a letter of one of Unicode's mathematical alphabets."""
    capitals, small, digits = _ALPHABETS[face]
    if "A" <= sign <= "Z":
        found = chr(capitals + ord(sign) - ord("A"))
    elif "a" <= sign <= "z":
        found = chr(small + ord(sign) - ord("a"))
    elif sign in _DIGITS and digits:
        found = chr(digits + int(sign))
    else:
        return None
    return "STIXGeneral", ord(_OLDER.get(found, found))
