"""Signs and text of formulas: glyphs, signs made of others, large operators, accents."""

from __future__ import annotations

import unicodedata

from api.named_tuple import NamedTuple

from .box import AXIS, WIDER, X_HEIGHT, Box, Ink, Setting
from .fonts import OPERATORS, Glyph, coded, glyph
from .symbols import VARIANT
from .tree import Face, Symbol, Words

INTEGRALS = frozenset("∫∮∬∭⨌∯∰")


class Composite(NamedTuple):
    """A sign made of others: (sign, to the right, upwards), its width and least height."""

    parts: tuple[tuple[str, float, float], ...]
    width: float
    height: float = 0.0


# Signs that TeX makes of others, too.
COMPOSITES = {
    "≠": Composite((("\u0338", 0, 0), ("=", 0, 0)), 0.778),
    "∉": Composite((("∈", 0, 0), ("\u0338", -0.06, 0)), 0.667),
    "↦": Composite((("↦", 0, 0), ("→", 0, 0)), 1.0),
    "⟼": Composite((("↦", 0, 0), ("−", 0, 0), ("→", 0.611, 0)), 1.611),
    "⟶": Composite((("−", 0, 0), ("→", 0.611, 0)), 1.611),
    "⟵": Composite((("←", 0, 0), ("−", 0.833, 0)), 1.611),
    "⟷": Composite((("←", 0, 0), ("→", 0.833, 0)), 1.833),
    "⟹": Composite((("=", 0, 0), ("⇒", 0.611, 0)), 1.611),
    "⟸": Composite((("⇐", 0, 0), ("=", 0.833, 0)), 1.611),
    "⟺": Composite((("⇐", 0, 0), ("⇒", 0.833, 0)), 1.833),
    "…": Composite(((".", 0, 0), (".", 0.444, 0), (".", 0.889, 0)), 1.167),
    "⋯": Composite((("⋅", 0, 0), ("⋅", 0.444, 0), ("⋅", 0.889, 0)), 1.167),
    "⋮": Composite(((".", 0, 0), (".", 0, 0.4), (".", 0, 0.8)), 0.278, 1.5),
    "⋱": Composite(((".", 0.056, 0.7), (".", 0.445, 0.4), (".", 0.834, 0.1)), 1.282, 1.5),
    "⋰": Composite(((".", 0.056, 0.1), (".", 0.445, 0.4), (".", 0.834, 0.7)), 1.282, 1.5),
    "≅": Composite((("∼", 0, 0.22), ("=", 0, -0.05)), 0.778),
    "≐": Composite((("=", 0, 0), (".", 0.25, 0.5)), 0.778),
    "∷": Composite(((":", 0, 0.035), (":", 0.278, 0.035)), 0.556),
    "⩴": Composite(((":", 0, 0.035), (":", 0.278, 0.035), ("=", 0.556, 0)), 1.334),
    "≕": Composite((("=", 0, 0), (":", 0.778, 0.035)), 1.056),
    "≔": Composite(((":", 0, 0.035), ("=", 0.278, 0)), 1.056),
    "⋈": Composite((("▷", 0, 0), ("◁", 0.4, 0)), 0.9),
    "↪": Composite((("˓", 0, 0), ("→", 0.111, 0)), 1.111),
    "↩": Composite((("←", 0, 0), ("˒", 0.833, 0)), 1.111),
    "⊧": Composite((("∣", 0, 0), ("=", 0.111, 0)), 0.889),
    "⊊" + VARIANT: Composite((("⊆", 0, 0), ("❘", -0.46, -0.42)), 0.778),
    "⊋" + VARIANT: Composite((("⊇", 0, 0), ("❘", -0.46, -0.42)), 0.778),
    "⫋" + VARIANT: Composite((("⫅", 0, 0), ("❘", -0.5, -0.46)), 0.685),
    "⫌" + VARIANT: Composite((("⫆", 0, 0), ("❘", -0.5, -0.46)), 0.685),
    "≨" + VARIANT: Composite((("≦", 0, 0), ("❘", -0.5, -0.46)), 0.685),
    "≩" + VARIANT: Composite((("≧", 0, 0), ("❘", -0.5, -0.46)), 0.685),
    "∣" + VARIANT: Composite((("❘", -0.73, -0.1),), 0.222),
    "∥" + VARIANT: Composite((("❘", -0.73, -0.1), ("❘", -0.57, -0.1)), 0.389),
    "∤" + VARIANT: Composite((("❘", -0.73, -0.1), ("⟋" + VARIANT, 0, 0)), 0.278),
    "∦" + VARIANT: Composite(
        (("❘", -0.73, -0.1), ("❘", -0.57, -0.1), ("⟋" + VARIANT, 0, 0)), 0.389
    ),
    "ℏ": Composite((("h", 0, 0), ("¯", -0.03, -0.06)), 0.576),
    "″": Composite((("′", 0, 0), ("′", 0.275, 0)), 0.55),
    "∬": Composite((("∫", 0, 0), ("∫", 0.4, 0)), 0.956),
    "∭": Composite((("∫", 0, 0), ("∫", 0.4, 0), ("∫", 0.8, 0)), 1.356),
    "⨌": Composite((("∫", 0, 0), ("∫", 0.4, 0), ("∫", 0.8, 0), ("∫", 1.2, 0)), 1.756),
    "\u20db": Composite((("˙", 0, 0), ("˙", 0.2, 0), ("˙", 0.4, 0)), 0.678),
    "\u20dc": Composite((("˙", 0, 0), ("˙", 0.2, 0), ("˙", 0.4, 0), ("˙", 0.6, 0)), 0.878),
}


def glyph_box(shape: Glyph, at: Setting, em: float | None = None, wider: float = 1.0) -> Box:
    """Return the box of a glyph: ``em`` high, that of ``at`` by default, and so much wider."""
    high = at.em if em is None else em
    wide = high * wider
    ink = Ink(shape, wide * shape.stretch, high, at.colour)
    return Box(
        (shape.advance + shape.italic) * wide, shape.height * high, shape.depth * high,
        [(0.0, 0.0, ink)], italic=shape.italic * wide, skew=shape.skew * wide,
    )  # fmt: skip


def set_symbol(symbol: Symbol, at: Setting) -> Box:
    """Return the box of a sign."""
    if symbol.sign in OPERATORS and symbol.kind == "op":
        return set_operator(symbol.sign, at)
    made = COMPOSITES.get(symbol.sign)
    if made is not None:
        box = set_composite(made, symbol, at)
        return on_axis(box, at) if symbol.sign in INTEGRALS else box
    box = glyph_box(glyph(symbol.sign, symbol.face), at, wider=WIDER[at.style])
    if symbol.sign in INTEGRALS and at.loose:
        box = glyph_box(glyph(symbol.sign, symbol.face), at, at.em * 1.7)
        return on_axis(box, at)
    box.lone = True
    return box


def set_operator(sign: str, at: Setting) -> Box:
    """Return the box of a large operator: larger in display, centred on the axis (rule 13)."""
    shape = coded("cmex10", OPERATORS[sign][0 if not at.loose else 1])
    return on_axis(glyph_box(shape, at), at)


def on_axis(box: Box, at: Setting, rigid: float | None = 0.0) -> Box:
    """Return a box around another one, whose middle lies at the height of a minus sign."""
    up = AXIS * at.em - (box.height - box.depth) / 2
    moved = Box(box.width, italic=box.italic, rigid=rigid)
    moved.put(0, up, box)
    moved.height, moved.depth = box.height + up, box.depth - up
    return moved


def set_composite(made: Composite, symbol: Symbol, at: Setting) -> Box:
    """Return the box of a sign made of others."""
    box = Box(rigid=0.0)
    em = at.em * WIDER[at.style]
    in_line: Face = "roman" if symbol.sign in "\u20db\u20dc" else symbol.face
    loose = at.loose and symbol.sign in INTEGRALS
    for sign, x, y in made.parts:
        if sign == "∫":
            part = set_operator(sign, at)
            x *= 1.5 if loose else 1.0
        else:
            part = glyph_box(glyph(sign, in_line), at, wider=WIDER[at.style])
        box.put(x * em, y * at.em, part)
        box.width = max(box.width, x * em + part.width)
        box.italic = part.italic
    if symbol.sign not in INTEGRALS:
        box.width, box.italic = made.width * em, 0.0
    box.height = max(box.height, made.height * em)
    return box


# Ligatures of text.
_JOINED = (
    ("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("---", "—"), ("--", "–"),
    ("``", "“"), ("''", "”"), ("`", "‘"),
)  # fmt: skip
# Combining marks and the accents of cmr10 that stand for them.
_MARKS = {
    "\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0303": "~", "\u0304": "¯", "\u0306": "˘",
    "\u0307": "˙", "\u0308": "¨", "\u030a": "˚", "\u030c": "ˇ",
}  # fmt: skip
_WORD_SPACE = 1 / 3


def set_words(words: Words, at: Setting) -> Box:
    """Return the box of text, letter by letter."""
    text = unicodedata.normalize("NFC", words.text)
    if words.face != "mono":
        for several, one in _JOINED:
            text = text.replace(several, one)
    box = Box()
    for letter in text:
        if letter.isspace():
            wide = 0.525 if words.face == "mono" else _WORD_SPACE
            box.width += wide * at.em * WIDER[at.style]
            continue
        base, mark = letter, ""
        parts = unicodedata.normalize("NFD", letter)
        if len(parts) == 2 and parts[1] in _MARKS:
            base, mark = {"i": "ı", "j": "ȷ"}.get(parts[0], parts[0]), _MARKS[parts[1]]
        part = glyph_box(glyph(base, words.face), at, wider=WIDER[at.style])
        if mark:
            part = marked(part, glyph_box(glyph(mark, words.face), at))
        box.put(box.width, 0, part)
        box.width += part.width
    return box


def marked(body: Box, mark: Box, x_height: float | None = None) -> Box:
    """Return a box with an accent over it; the accent alone stands over a small letter."""
    if x_height is None:
        x_height = X_HEIGHT * (mark.height / 0.7)
    up = body.height - min(body.height, x_height)
    box = Box(body.width, italic=body.italic, rigid=0.0)
    box.put(0, 0, body)
    middle = (body.width - body.italic) / 2 if body.lone else body.width / 2
    box.put(middle + body.skew - mark.width / 2, up, mark)
    box.skew = body.skew
    return box
