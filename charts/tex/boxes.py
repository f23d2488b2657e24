"""A formula: parts are set into boxes as TeX does it, and the boxes drawn as shapes.

Comments name the rules of the TeXbook's appendix G ("Generating boxes from formulas"); the
constants are those of the metric files of Computer Modern. All is set in em, y upwards from the
baseline, and becomes pixels when it is drawn.
"""

from __future__ import annotations

import functools
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeVar

import numpy as np

from ..canvas.box import Box as Room
from ..canvas.path import CLOSE, LINE, MOVE, Path
from ..canvas.stroke import Stroke
from ..canvas.surface import Canvas
from ..colour import Colour
from ..marks.map_area import MapArea
from .fonts import LARGER, LYING_BRACES, OPERATORS, PIECES, WIDE_ACCENTS, Glyph, coded, glyph
from .tree import (
    Accent,
    Arrow,
    Change,
    Class,
    Classed,
    Delimiter,
    Face,
    Fence,
    Formula,
    Fraction,
    Framed,
    Node,
    Phantom,
    Root,
    Row,
    Rule,
    Scripts,
    Space,
    Stack,
    Stretched,
    Style,
    Symbol,
    Table,
    Words,
)

SIZE = 18.0
"""Pixels per em of a picture whose size nobody gave: capitals and digits as high as those of the
16 px text of a web page around it (TeX's 10 points at 130 dots per inch)."""
_MARGIN = 2  # pixels around it

# Font parameters of cmsy10 and cmex10, in em.
_X_HEIGHT, _AXIS = 0.430555, 0.25
_NUM1, _NUM2, _NUM3 = 0.676508, 0.393732, 0.443731
_DENOM1, _DENOM2 = 0.685951, 0.344841
_SUP1, _SUP2, _SUP3 = 0.412892, 0.362892, 0.288889
_SUB1, _SUB2 = 0.15, 0.247217
_SUP_DROP, _SUB_DROP = 0.386108, 0.05
_DELIM1, _DELIM2 = 2.39, 1.01
_THICKNESS = 0.04
_ABOVE, _BELOW, _ABOVE_BASE, _BELOW_BASE, _OVER = 0.111112, 0.166667, 0.2, 0.6, 0.1
_SCRIPT_SPACE = 0.05
_NULL_DELIMITER = 0.12
_DELIMITER_FACTOR, _DELIMITER_SHORTFALL = 0.901, 0.5
_STRUT = 0.7  # of a row's share above its baseline

_DISPLAY, _TEXT, _SCRIPT, _SMALL = range(4)
_STYLES: dict[Style, int] = {"display": 0, "text": 1, "script": 2, "small": 3}
_SIZES = (1.0, 1.0, 0.7, 0.5)
# The small sizes of Computer Modern are drawn wider; matplotlib has only that of 10 points.
_WIDER = (1.0, 1.0, 1.08, 1.2)

# Space between two parts, in eighteenths of an em: 3, 4 or 5; below 0: not in scripts.
_ORDER: tuple[Class, ...] = ("ord", "op", "bin", "rel", "open", "close", "punct", "inner")
_SPACING: dict[Class, tuple[int, ...]] = {
    "ord": (0, 3, -4, -5, 0, 0, 0, -3),
    "op": (3, 3, 0, -5, 0, 0, 0, -3),
    "bin": (-4, -4, 0, 0, -4, 0, 0, -4),
    "rel": (-5, -5, 0, 0, -5, 0, 0, -5),
    "open": (0, 0, 0, 0, 0, 0, 0, 0),
    "close": (0, 3, -4, -5, 0, 0, 0, -3),
    "punct": (-3, -3, 0, -3, -3, -3, -3, -3),
    "inner": (-3, 3, -4, -5, -3, 0, -3, -3),
}

_INTEGRALS = frozenset("∫∮∬∭⨌∯∰")


class _Made(NamedTuple):
    """A sign made of others: (sign, to the right, upwards), its width and least height."""

    parts: tuple[tuple[str, float, float], ...]
    width: float
    height: float = 0.0


# Signs that TeX makes of others, too.
MADE = {
    "≠": _Made((("\u0338", 0, 0), ("=", 0, 0)), 0.778),
    "∉": _Made((("∈", 0, 0), ("\u0338", -0.06, 0)), 0.667),
    "↦": _Made((("↦", 0, 0), ("→", 0, 0)), 1.0),
    "⟼": _Made((("↦", 0, 0), ("−", 0, 0), ("→", 0.611, 0)), 1.611),
    "⟶": _Made((("−", 0, 0), ("→", 0.611, 0)), 1.611),
    "⟵": _Made((("←", 0, 0), ("−", 0.833, 0)), 1.611),
    "⟷": _Made((("←", 0, 0), ("→", 0.833, 0)), 1.833),
    "⟹": _Made((("=", 0, 0), ("⇒", 0.611, 0)), 1.611),
    "⟸": _Made((("⇐", 0, 0), ("=", 0.833, 0)), 1.611),
    "⟺": _Made((("⇐", 0, 0), ("⇒", 0.833, 0)), 1.833),
    "…": _Made(((".", 0, 0), (".", 0.444, 0), (".", 0.889, 0)), 1.167),
    "⋯": _Made((("⋅", 0, 0), ("⋅", 0.444, 0), ("⋅", 0.889, 0)), 1.167),
    "⋮": _Made(((".", 0, 0), (".", 0, 0.4), (".", 0, 0.8)), 0.278, 1.5),
    "⋱": _Made(((".", 0.056, 0.7), (".", 0.445, 0.4), (".", 0.834, 0.1)), 1.282, 1.5),
    "⋰": _Made(((".", 0.056, 0.1), (".", 0.445, 0.4), (".", 0.834, 0.7)), 1.282, 1.5),
    "≅": _Made((("∼", 0, 0.22), ("=", 0, -0.05)), 0.778),
    "≐": _Made((("=", 0, 0), (".", 0.25, 0.5)), 0.778),
    "≔": _Made(((":", 0, 0.035), ("=", 0.278, 0)), 1.056),
    "⋈": _Made((("▷", 0, 0), ("◁", 0.4, 0)), 0.9),
    "ℏ": _Made((("h", 0, 0), ("¯", -0.03, -0.06)), 0.576),
    "″": _Made((("′", 0, 0), ("′", 0.275, 0)), 0.55),
    "∬": _Made((("∫", 0, 0), ("∫", 0.4, 0)), 0.956),
    "∭": _Made((("∫", 0, 0), ("∫", 0.4, 0), ("∫", 0.8, 0)), 1.356),
    "⨌": _Made((("∫", 0, 0), ("∫", 0.4, 0), ("∫", 0.8, 0), ("∫", 1.2, 0)), 1.756),
    "\u20db": _Made((("˙", 0, 0), ("˙", 0.2, 0), ("˙", 0.4, 0)), 0.678),
}


class Ink(NamedTuple):
    """A glyph: how wide and how high its em is."""

    glyph: Glyph
    width: float
    height: float
    colour: Colour


class Bar(NamedTuple):
    """A filled rectangle that stands on its place."""

    width: float
    height: float
    colour: Colour


class Strike(NamedTuple):
    """A line from its place to (x, y) beyond it."""

    x: float
    y: float
    width: float
    colour: Colour


@dataclass
class Box:
    """What is set: its measures, and parts with their places (to the right, upwards)."""

    width: float = 0.0
    height: float = 0.0
    depth: float = 0.0
    parts: list[tuple[float, float, Part]] = field(default_factory=list)
    italic: float = 0.0
    """How much of the width is there because the upper end leans."""
    skew: float = 0.0
    lone: bool = False
    """Whether it is one letter, which scripts come close to."""
    rigid: float | None = None
    """The height at which it is moved to a whole pixel, as a whole; None: each part by itself."""

    def put(self, x: float, y: float, part: Box) -> None:
        """Lay a part into the box; the box grows upwards and downwards, not to the right."""
        if part.parts:
            self.parts.append((x, y, part))
        self.height = max(self.height, part.height + y)
        self.depth = max(self.depth, part.depth - y)


Part = Box | Ink | Bar | Strike


class Setting(NamedTuple):
    """What surrounds a part: style, size in em, colour; ``cramped``: something lies above it."""

    style: int
    cramped: bool
    size: float
    colour: Colour

    @property
    def em(self) -> float:
        """The size of type in it."""
        return self.size * _SIZES[self.style]

    @property
    def loose(self) -> bool:
        return self.style == _DISPLAY

    def above(self) -> Setting:
        return self._replace(style=(_SCRIPT, _SCRIPT, _SMALL, _SMALL)[self.style])

    def below(self) -> Setting:
        return self.above()._replace(cramped=True)

    def top(self) -> Setting:
        """Of a fraction."""
        return self._replace(style=min(self.style + 1, _SMALL))

    def bottom(self) -> Setting:
        return self.top()._replace(cramped=True)

    def under(self) -> Setting:
        return self._replace(cramped=True)

    def styled(self, style: Style) -> Setting:
        return self._replace(style=_STYLES[style])


def blank(formula: Formula) -> bool:
    """Whether nothing of the formula is seen."""
    ink = _ink(formula)
    return ink.right <= ink.left or ink.upper <= ink.lower


def size(formula: Formula) -> tuple[int, int]:
    """Width and height in pixels that the formula takes where no size was given."""
    ink = _ink(formula)
    return (
        math.ceil((ink.right - ink.left) * SIZE) + 2 * _MARGIN,
        math.ceil(ink.upper * SIZE) + math.ceil(-ink.lower * SIZE) + 2 * _MARGIN,
    )


def draw(canvas: Canvas, formula: Formula, room: Room) -> list[MapArea]:
    """Draw the formula as large as the room allows, in its middle."""
    ink = _ink(formula)
    wide, high = size(formula)
    scale = min(room.width / wide, room.height / high)
    em = SIZE * scale
    x = room.x + (room.width - (ink.right - ink.left) * em) / 2 - ink.left * em
    up, down = math.ceil(ink.upper * em), math.ceil(-ink.lower * em)
    y = room.y + math.floor((room.height - up - down) / 2) + up
    for colour, heavy in ink.inks:
        _draw_ink(canvas, ink.inks[colour, heavy], colour, heavy, (x, y, em))
    for left, lower, strike in ink.strikes:
        ends = [
            (x + left * em, y - lower * em),
            (x + (left + strike.x) * em, y - (lower + strike.y) * em),
        ]
        canvas.line(ends, Stroke(strike.colour, max(1.0, strike.width * em)))
    return []


class _Placed(NamedTuple):
    """A part of the picture: where its box is held to the pixels, and where it is."""

    hold: float | None
    x: float
    y: float
    part: Ink | Bar


class _Ink(NamedTuple):
    """All that is seen of a formula, and its edges, in em."""

    inks: dict[tuple[Colour, bool], list[_Placed]]
    strikes: list[tuple[float, float, Strike]]
    left: float
    right: float
    lower: float
    upper: float


@functools.lru_cache(maxsize=64)
def _ink(formula: Formula) -> _Ink:
    """Set a formula and say where everything is."""
    setting = Setting(_STYLES[formula.style], False, 1.0, formula.colour)
    inks: dict[tuple[Colour, bool], list[_Placed]] = {}
    strikes: list[tuple[float, float, Strike]] = []
    edges: list[tuple[float, float, float, float]] = []

    def lay(box: Box, x: float, y: float, hold: float | None) -> None:
        if hold is None and box.rigid is not None:
            hold = y + box.rigid
        for dx, dy, part in box.parts:
            match part:
                case Box():
                    lay(part, x + dx, y + dy, hold)
                case Ink():
                    shape = part.glyph
                    left, lower = x + dx, y + dy
                    key = part.colour, shape.heavy
                    inks.setdefault(key, []).append(_Placed(hold, left, lower, part))
                    wide = part.width / shape.stretch
                    edges.append((left + shape.left * wide, left + shape.right * wide,
                                  lower - shape.depth * part.height,
                                  lower + shape.height * part.height))  # fmt: skip
                case Bar():
                    key = part.colour, False
                    inks.setdefault(key, []).append(_Placed(hold, x + dx, y + dy, part))
                    edges.append((x + dx, x + dx + part.width, y + dy, y + dy + part.height))
                case Strike():
                    strikes.append((x + dx, y + dy, part))

    lay(_set(formula.content, setting), 0.0, 0.0, None)
    if not edges:
        return _Ink({}, [], 0.0, 0.0, 0.0, 0.0)
    left, right, lower, upper = zip(*edges, strict=True)
    return _Ink(inks, strikes, min(left), max(right), min(lower), max(upper))


def _draw_ink(
    canvas: Canvas,
    placed: Sequence[_Placed],
    colour: Colour,
    heavy: bool,
    place: tuple[float, float, float],
) -> None:
    """Draw all of one colour as one shape; baselines and bars on whole pixels."""
    x, y, em = place
    vertices, codes = [], []
    for hold, left, lower, part in placed:
        above = lower if hold is None else hold
        down = -round(above * em) + (above - lower) * em  # of its baseline, from the formula's
        if isinstance(part, Bar):
            high, wide = (max(1, round(part.height * em)), max(1, round(part.width * em)))
            top = y - round((lower + part.height) * em)
            if hold is not None:
                top = round(y + down - part.height * em)
            start = round(x + left * em)
            vertices.append(
                np.array(
                    [
                        (start, top + high), (start, top), (start + wide, top),
                        (start + wide, top + high), (start, top + high),
                    ],
                    np.float64,
                )
            )  # fmt: skip
            codes.append(np.array([MOVE, LINE, LINE, LINE, CLOSE], np.uint8))
            continue
        shape = part.glyph.outline
        vertices.append(
            shape.vertices * (part.width * em, -part.height * em) + (x + left * em, y + down)
        )
        codes.append(shape.codes)
    stroke = Stroke(colour, _HEAVY * em) if heavy else None
    canvas.path(Path(np.concatenate(vertices), np.concatenate(codes)), colour, stroke)


_HEAVY = 0.035  # em: how much thicker a bold sign is that no font has


# Setting: each kind of part has a function that makes a box of it.


def _set(node: Node, at: Setting) -> Box:
    """Set one part."""
    match node:
        case Symbol():
            return _symbol(node, at)
        case Words():
            return _words(node, at)
        case Row():
            return _row(node.parts, at)
        case Space():
            return Box(node.width * at.em)
        case Change():
            return Box()
        case Classed():
            box = _set(node.body, at)
            if node.kind == "op":
                box = _centred_operator(node.body, box, at)
            return box
        case Scripts():
            return _scripts(node, at)
        case Fraction():
            return _fraction(node, at)
        case Root():
            return _root(node, at)
        case Accent():
            return _accent(node, at)
        case Stretched():
            return _stretched(node, at)
        case Arrow():
            return _arrow(node, at)
        case Stack():
            above = None if node.above is None else _set(node.above, at.above())
            below = None if node.below is None else _set(node.below, at.below())
            return _limits(_set(node.base, at), above, below, at)
        case Fence():
            return _fence(node, at)
        case Delimiter():
            return _delimiter(node.sign, node.height * at.size, at)
        case Phantom():
            return _phantom(node, at)
        case Framed():
            return _framed(node, at)
        case Rule():
            box = Box(node.width * at.em)
            _put_bar(box, 0, node.lift * at.em, node.width * at.em, node.height * at.em, at)
            return box
        case Table():
            return _table(node, at)


def _class(node: Node) -> Class:
    """What a part is to its neighbours."""
    match node:
        case Symbol() | Classed() | Delimiter():
            return node.kind
        case Scripts() | Stack():
            return _class(node.base)
        case Fence():
            return "inner"
        case Arrow():
            return "rel"
        case Phantom():
            return _class(node.body)
        case _:
            return "ord"


def _row(parts: Sequence[Node], at: Setting, before: Class | None = None) -> Box:
    """Set parts side by side with the spaces between them; ``before``: what stands before them."""
    classes = _classes(parts, before)
    row = Box()
    last: Class | None = None
    x = 0.0
    alone: Box | None = None
    for part, kind in zip(parts, classes, strict=True):
        if isinstance(part, Change):
            at = _changed(part, at)
            continue
        if isinstance(part, Space):
            x += part.width * at.em
            continue
        box = _set(part, at)
        if last is not None and kind is not None:
            mu = _SPACING[last][_ORDER.index(kind)]
            if mu > 0 or at.style < _SCRIPT:
                x += abs(mu) / 18 * at.em
        row.put(x, 0, box)
        x += box.width
        alone = box if last is None else None
        last = kind or last
    row.width = x
    if alone is not None and len(row.parts) == 1 and x == alone.width:
        row.lone, row.skew, row.italic = alone.lone, alone.skew, alone.italic
    return row


def _changed(change: Change, at: Setting) -> Setting:
    if change.style is not None:
        at = at.styled(change.style)
    if change.size is not None:
        at = at._replace(size=change.size)
    if change.colour is not None:
        at = at._replace(colour=change.colour)
    return at


def _classes(parts: Sequence[Node], before: Class | None) -> list[Class | None]:
    """The classes of a row's parts, a binary sign made a plain one where it has no two sides."""
    found: list[Class | None] = []
    last: Class = before or "bin"
    place = -1
    for part in parts:
        if isinstance(part, Change | Space):
            found.append(None)
            continue
        kind = _class(part)
        if kind == "bin" and last in ("bin", "op", "rel", "open", "punct"):
            kind = "ord"
        if kind in ("rel", "close", "punct") and last == "bin" and place >= 0:
            found[place] = "ord"
        found.append(kind)
        last, place = kind, len(found) - 1
    if last == "bin" and place >= 0:
        found[place] = "ord"
    return found


def _glyph_box(shape: Glyph, at: Setting, em: float | None = None, wider: float = 1.0) -> Box:
    high = at.em if em is None else em
    wide = high * wider
    ink = Ink(shape, wide * shape.stretch, high, at.colour)
    return Box(
        (shape.advance + shape.italic) * wide, shape.height * high, shape.depth * high,
        [(0.0, 0.0, ink)], italic=shape.italic * wide, skew=shape.skew * wide,
    )  # fmt: skip


def _symbol(symbol: Symbol, at: Setting) -> Box:
    if symbol.sign in OPERATORS and symbol.kind == "op":
        return _operator(symbol.sign, at)
    made = MADE.get(symbol.sign)
    if made is not None:
        box = _made(made, symbol, at)
        return _on_axis(box, at) if symbol.sign in _INTEGRALS else box
    box = _glyph_box(glyph(symbol.sign, symbol.face), at, wider=_WIDER[at.style])
    if symbol.sign in _INTEGRALS and at.loose:
        box = _glyph_box(glyph(symbol.sign, symbol.face), at, at.em * 1.7)
        return _on_axis(box, at)
    box.lone = True
    return box


def _operator(sign: str, at: Setting) -> Box:
    """A large operator: larger in display, centred on the axis (rule 13)."""
    shape = coded("cmex10", OPERATORS[sign][0 if not at.loose else 1])
    return _on_axis(_glyph_box(shape, at), at)


def _on_axis(box: Box, at: Setting, rigid: float | None = 0.0) -> Box:
    """Move a box so that its middle lies at the height of a minus sign."""
    up = _AXIS * at.em - (box.height - box.depth) / 2
    moved = Box(box.width, italic=box.italic, rigid=rigid)
    moved.put(0, up, box)
    moved.height, moved.depth = box.height + up, box.depth - up
    return moved


def _centred_operator(body: Node, box: Box, at: Setting) -> Box:
    """One sign that was made an operator is centred on the axis, too."""
    if isinstance(body, Symbol) and body.sign not in OPERATORS and not body.sign.isalnum():
        return _on_axis(box, at)
    return box


def _made(made: _Made, symbol: Symbol, at: Setting) -> Box:
    """A sign made of others."""
    box = Box(rigid=0.0)
    em = at.em * _WIDER[at.style]
    in_line: Face = "roman" if symbol.sign == "\u20db" else symbol.face
    loose = at.loose and symbol.sign in _INTEGRALS
    for sign, x, y in made.parts:
        if sign == "∫":
            part = _operator(sign, at)
            x *= 1.5 if loose else 1.0
        else:
            part = _glyph_box(glyph(sign, in_line), at, wider=_WIDER[at.style])
        box.put(x * em, y * at.em, part)
        box.width = max(box.width, x * em + part.width)
        box.italic = part.italic
    if symbol.sign not in _INTEGRALS:
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


def _words(words: Words, at: Setting) -> Box:
    """Text, letter by letter."""
    text = unicodedata.normalize("NFC", words.text)
    if words.face != "mono":
        for several, one in _JOINED:
            text = text.replace(several, one)
    box = Box()
    for letter in text:
        if letter.isspace():
            wide = 0.525 if words.face == "mono" else _WORD_SPACE
            box.width += wide * at.em * _WIDER[at.style]
            continue
        base, mark = letter, ""
        parts = unicodedata.normalize("NFD", letter)
        if len(parts) == 2 and parts[1] in _MARKS:
            base, mark = {"i": "ı", "j": "ȷ"}.get(parts[0], parts[0]), _MARKS[parts[1]]
        part = _glyph_box(glyph(base, words.face), at, wider=_WIDER[at.style])
        if mark:
            part = _marked(part, _glyph_box(glyph(mark, words.face), at))
        box.put(box.width, 0, part)
        box.width += part.width
    return box


def _scripts(node: Scripts, at: Setting) -> Box:
    """Superscript and subscript (rule 18), or limits above and below (rule 13a)."""
    base = _set(node.base, at)
    above = None if node.above is None else _set(node.above, at.above())
    below = None if node.below is None else _set(node.below, at.below())
    if _has_limits(node, at):
        return _limits(base, above, below, at)
    box = Box()
    box.put(0, 0, base)
    sign = _letter_under_accents(node.base)
    core = base if sign is None else _set(sign, at)
    small = at.above().em
    up, down = 0.0, 0.0
    if not core.lone:
        up, down = base.height - _SUP_DROP * small, base.depth + _SUB_DROP * small
    upright = base.width - base.italic
    space = _SCRIPT_SPACE * at.size
    if above is not None:
        least = _SUP3 if at.cramped else _SUP1 if at.loose else _SUP2
        up = max(up, least * at.em, above.depth + _X_HEIGHT / 4 * at.em)
    if below is not None and above is None:
        down = max(down, _SUB1 * at.em, below.height - 0.8 * _X_HEIGHT * at.em)
    elif below is not None and above is not None:
        down = max(down, _SUB2 * at.em)
        line = _THICKNESS * at.size
        if up - above.depth - (below.height - down) < 4 * line:
            down = below.height - (up - above.depth) + 4 * line
            lift = 0.8 * _X_HEIGHT * at.em - (up - above.depth)
            if lift > 0:
                up, down = up + lift, down - lift
    box.width = base.width if above is not None or below is None else upright
    if above is not None:
        box.put(base.width, up, above)
        box.width = base.width + above.width + space
    if below is not None:
        box.put(upright, -down, below)
        box.width = max(box.width, upright + below.width + space)
    return box


def _letter_under_accents(node: Node) -> Node | None:
    """The letter that carries accents: scripts stand as if it had none (rule 12)."""
    while isinstance(node, Accent):
        node = node.body
    return node if isinstance(node, Symbol) else None


def _has_limits(node: Scripts, at: Setting) -> bool:
    """Whether scripts stand above and below."""
    if node.limits is not None:
        return node.limits
    base = node.base
    if isinstance(base, Classed) and base.kind == "op":
        return at.loose if base.limits is None else base.limits
    if isinstance(base, Symbol) and base.kind == "op":
        return at.loose and base.sign not in _INTEGRALS
    return False


def _limits(base: Box, above: Box | None, below: Box | None, at: Setting) -> Box:
    """Parts centred above and below another (rule 13a)."""
    wide = max(part.width for part in (base, above, below) if part is not None)
    box = Box(wide)
    box.put((wide - base.width) / 2, 0, base)
    if above is not None:
        up = base.height + max(_ABOVE * at.size, _ABOVE_BASE * at.size - above.depth) + above.depth
        box.put((wide - above.width + base.italic) / 2, up, above)
        box.height += _OVER * at.size
    if below is not None:
        gap = max(_BELOW * at.size, _BELOW_BASE * at.size - below.height)
        box.put((wide - below.width - base.italic) / 2, -base.depth - gap - below.height, below)
        box.depth += _OVER * at.size
    return box


def _fraction(node: Fraction, at: Setting) -> Box:
    """Rule 15."""
    if node.style is not None:
        at = at.styled(node.style)
    top, bottom = _set(node.top, at.top()), _set(node.bottom, at.bottom())
    em, line = at.em, _THICKNESS * at.size
    wide = max(top.width, bottom.width)
    down = (_DENOM1 if at.loose else _DENOM2) * em
    axis = _AXIS * em
    if node.line:
        up = (_NUM1 if at.loose else _NUM2) * em
        gap = (3 if at.loose else 1) * line
        up = max(up, axis + line / 2 + gap + top.depth)
        down = max(down, bottom.height + gap + line / 2 - axis)
    else:
        up = (_NUM1 if at.loose else _NUM3) * em
        gap = (7 if at.loose else 3) * line
        missing = gap - (up - top.depth - (bottom.height - down))
        if missing > 0:
            up, down = up + missing / 2, down + missing / 2
    body = Box(wide)
    body.put(_aligned(node.top_align, wide, top.width), up, top)
    body.put((wide - bottom.width) / 2, -down, bottom)
    if node.line:
        _put_bar(body, 0, axis - line / 2, wide, line, at)
    box = Box()
    target = (_DELIM1 if at.loose else _DELIM2) * em
    for part in (_delimiter(node.left, target, at), body, _delimiter(node.right, target, at)):
        box.put(box.width, 0, part)
        box.width += part.width
    return box


def _aligned(align: Literal["left", "centre", "right"], room: float, width: float) -> float:
    return {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * (room - width)


def _put_bar(box: Box, x: float, y: float, width: float, height: float, at: Setting) -> None:
    """A filled rectangle, which is part of the box's height."""
    box.parts.append((x, y, Bar(width, height, at.colour)))
    box.height, box.depth = max(box.height, y + height), max(box.depth, -y)


def _root(node: Root, at: Setting) -> Box:
    """Rule 11; the degree as LaTeX sets it."""
    body = _set(node.body, at.under())
    line = _THICKNESS * at.size
    gap = line + (_X_HEIGHT * at.em if at.loose else line) / 4
    tick = _tallest("√", body.height + body.depth + gap + line, at)
    gap = max(gap, (gap + tick.height + tick.depth - line - body.height - body.depth) / 2)
    box = Box(rigid=body.height + gap + line)
    degree = None if node.degree is None else _set(node.degree, at._replace(style=_SMALL))
    top = body.height + gap + line
    x = 0.0
    if degree is not None:
        whole = top - (tick.height + tick.depth - top)
        x = max(0.0, 5 / 18 * at.em + degree.width - 10 / 18 * at.em)
        lift = 0.6 * whole
        box.put(x + 10 / 18 * at.em - degree.width, lift, degree)
    signs = Box(tick.width + body.width, rigid=top)
    signs.put(0, top - tick.height, tick)
    _put_bar(signs, tick.width, body.height + gap, body.width, line, at)
    box.rigid = None
    box.put(x, 0, signs)
    box.put(x + tick.width, 0, body)
    box.width = x + signs.width
    box.height += line
    return box


def _accent(node: Accent, at: Setting) -> Box:
    """Rule 12."""
    body = _set(node.body, at.under())
    mark: Box
    if node.mark in MADE:
        mark = _made(MADE[node.mark], Symbol(node.mark), at)
    elif node.wide and node.mark in WIDE_ACCENTS:
        choices = [_glyph_box(coded("cmex10", code), at) for code in WIDE_ACCENTS[node.mark]]
        small = _glyph_box(glyph(node.mark, "roman"), at)
        fitting = [choice for choice in (small, *choices) if choice.width <= body.width + 1e-6]
        mark = fitting[-1] if fitting else small
    elif node.mark == "⃗":
        mark = _glyph_box(glyph(node.mark, "math"), at)
    else:
        mark = _glyph_box(glyph(node.mark, "roman"), at)
    return _marked(body, mark, _X_HEIGHT * at.em)


def _marked(body: Box, mark: Box, x_height: float | None = None) -> Box:
    """Lay an accent over a box; by itself it stands over a small letter."""
    if x_height is None:
        x_height = _X_HEIGHT * (mark.height / 0.7)
    up = body.height - min(body.height, x_height)
    box = Box(body.width, italic=body.italic, rigid=0.0)
    box.put(0, 0, body)
    middle = (body.width - body.italic) / 2 if body.lone else body.width / 2
    box.put(middle + body.skew - mark.width / 2, up, mark)
    box.skew = body.skew
    return box


def _stretched(node: Stretched, at: Setting) -> Box:
    """A line (rules 9 and 10), a brace or an arrow along a part."""
    body = _set(node.body, at.under() if node.above else at)
    line = _THICKNESS * at.size
    box = Box(body.width)
    box.put(0, 0, body)
    if node.mark == "-":
        y = body.height + 3 * line if node.above else -body.depth - 4 * line
        _put_bar(box, 0, y, body.width, line, at)
        if node.above:
            box.height += line
        else:
            box.depth += line
        return box
    if node.mark == "[":
        return _bracketed(box, body, node.above, at)
    mark = _brace(body.width, node.above, at) if node.mark == "{" else _long(
        node.mark, max(body.width, 0.6 * at.em), at
    )  # fmt: skip
    gap = (3 if node.mark == "{" else 2) * line
    box.width = max(body.width, mark.width)
    y = body.height + gap + mark.depth if node.above else -body.depth - gap - mark.height
    laid = Box(box.width)
    laid.put((box.width - body.width) / 2, 0, body)
    laid.put((box.width - mark.width) / 2, y, mark)
    return laid


def _bracketed(box: Box, body: Box, above: bool, at: Setting) -> Box:
    """A bracket along a part."""
    line, arm = _THICKNESS * at.size, 0.2 * at.em
    y = body.height + 3 * line + arm if above else -body.depth - 3 * line - arm
    _put_bar(box, 0, y, body.width, line, at)
    low = y - arm if above else y
    for x in (0.0, body.width - line):
        _put_bar(box, x, low, line, arm, at)
    return box


def _brace(width: float, above: bool, at: Setting) -> Box:
    """A brace that lies, of four ends and bars between them."""
    ends = [coded("cmex10", code) for code in LYING_BRACES[0 if above else 1]]
    natural = sum(end.advance for end in ends) * at.size
    em = at.size * min(1.0, width / natural)
    bar = (max(width, em * natural / at.size) - em * natural / at.size) / 2
    thick = 0.12 * em
    box = Box(rigid=0.0)
    for index, end in enumerate(ends):
        box.put(box.width, 0, _glyph_box(end, at, em))
        box.width += end.advance * em
        if index in (0, 2) and bar > 0:
            box.parts.append((box.width - 0.01 * em, 0, Bar(bar + 0.02 * em, thick, at.colour)))
            box.width += bar
    return box


_HEADS: dict[str, tuple[str, str]] = {
    "→": ("", "→"), "←": ("←", ""), "↔": ("←", "→"), "⇒": ("", "⇒"), "⇐": ("⇐", ""),
    "⇔": ("⇐", "⇒"), "↦": ("↦", "→"), "⇀": ("", "⇀"), "↼": ("↼", ""), "⇌": ("", "⇌"),
    "↪": ("", "→"), "↩": ("←", ""), "=": ("", ""), "⇁": ("", "⇁"), "↽": ("↽", ""),
    "↠": ("", "↠"), "↞": ("↞", ""),
}  # fmt: skip


def _long(sign: str, width: float, at: Setting) -> Box:
    """An arrow of a given width: its heads, and its shaft drawn out."""
    left, right = _HEADS.get(sign, ("", "→"))
    shapes = [glyph(head, "math") for head in (left, right) if head]
    least = max((shape.advance for shape in shapes), default=0.5)
    if len(shapes) == 2 and left != "↦":
        least *= 1.3
    em = at.em * min(1.0, width / (least * at.em))
    width = max(width, least * em)
    line = _THICKNESS * em
    box = Box(width, rigid=_AXIS * em)
    shafts = (_AXIS - 0.13, _AXIS + 0.09) if sign in "⇒⇐⇔⇌=" else (_AXIS - 0.02,)
    if sign in "⇒⇐⇔=":
        shafts = (0.1147, 0.3453)
    start = (0.3 if left else 0.056) * em if left != "↦" else 0.1 * em
    end = width - (0.3 if right else 0.056) * em
    if sign == "⇌":
        start = end = 0.0
    for shaft in shafts:
        if end > start:
            box.parts.append((start, shaft * em, Bar(end - start, line, at.colour)))
    if left:
        box.put(0, 0, _glyph_box(glyph(left, "math"), at, em))
    if right:
        box.put(width - shapes[-1].advance * em, 0, _glyph_box(shapes[-1], at, em))
    box.height, box.depth = max(box.height, 0.37 * em), max(-0.13 * em, box.depth)
    return box


def _arrow(node: Arrow, at: Setting) -> Box:
    """An arrow that is as long as what it carries."""
    above = _set(node.above, at.above())
    below = None if node.below is None else _set(node.below, at.below())
    longest = max(above.width, 0.0 if below is None else below.width)
    shaft = _long(node.mark, max(longest + 0.9 * at.em, 1.4 * at.em), at)
    shaft.height, shaft.depth = 0.45 * at.em, 0.0
    box = Box(shaft.width)
    box.put(0, 0, shaft)
    gap = 0.1 * at.size
    box.put((box.width - above.width) / 2, shaft.height + gap + above.depth, above)
    if below is not None:
        box.put((box.width - below.width) / 2, -gap - below.height, below)
    return box


def _fence(node: Fence, at: Setting) -> Box:
    """Parts between delimiters that are as tall as they are (rule 19)."""
    last = len(node.parts) - 1
    parts = [_row(part.parts, at, "open") for part in node.parts]
    axis = _AXIS * at.em
    most = max(max(part.height - axis, part.depth + axis) for part in parts)
    target = max(2 * most * _DELIMITER_FACTOR, 2 * most - _DELIMITER_SHORTFALL * at.size)
    boxes = [_delimiter(node.left, target, at)]
    for i, part in enumerate(parts):
        boxes.append(part)
        sign = node.middles[i] if i < last else node.right
        boxes.append(_delimiter(sign, target, at))
    box = Box()
    for part in boxes:
        box.put(box.width, 0, part)
        box.width += part.width
    return box


def _delimiter(sign: str, target: float, at: Setting) -> Box:
    """A delimiter of at least this height, centred on the axis; "" takes a little room."""
    if not sign:
        return Box(_NULL_DELIMITER * at.size if target else 0.0)
    return _on_axis(_tallest(sign, target, at), at)


def _tallest(sign: str, target: float, at: Setting) -> Box:
    """The smallest form of a sign that has a height, or a form made to measure."""
    first = _glyph_box(glyph(sign, "math"), at)
    forms = [first, *(_glyph_box(coded("cmex10", c), at, at.size) for c in LARGER.get(sign, ()))]
    for form in forms:
        if form.height + form.depth >= target:
            return form
    if sign in PIECES:
        return _assembled(PIECES[sign], target, at)
    if sign in LARGER:
        return forms[-1]
    grown = at.em * target / max(first.height + first.depth, 0.1 * at.em)
    shape = glyph(sign, "math")
    ink = Ink(shape, at.em, grown, at.colour)
    return Box(first.width, shape.height * grown, shape.depth * grown, [(0.0, 0.0, ink)])


def _assembled(pieces: tuple[int, int, int, int], target: float, at: Setting) -> Box:
    """A delimiter of a top, a middle and a bottom, and what is stretched between them."""
    em = at.size
    top, middle, bottom = (coded("cmex10", code) if code else None for code in pieces[:3])
    between = coded("cmex10", pieces[3])
    natural = sum((p.height + p.depth) * em for p in (top, middle, bottom) if p is not None)
    rest = max(0.0, target - natural)
    # The thickness of a line: what two pieces have in common, against seams.
    lap = 0.02 * em
    drawn: list[tuple[Glyph, float]] = []
    if top is not None:
        drawn.append((top, 1.0))
    share = rest / 2 if middle is not None else rest
    stretch = (share + 2 * lap) / (between.height + between.depth) / em
    if rest > 0:
        drawn.append((between, stretch))
    if middle is not None:
        drawn.append((middle, 1.0))
        if rest > 0:
            drawn.append((between, stretch))
    if bottom is not None:
        drawn.append((bottom, 1.0))
    box = Box(between.advance * em, rigid=0.0)
    upper = 0.0
    for piece, tall in drawn:
        high = em * tall
        extra = lap if piece is between else 0.0
        y = upper + extra - piece.height * high
        box.parts.append((0.0, y, Ink(piece, em, high, at.colour)))
        upper -= (piece.height + piece.depth) * high - 2 * extra
    box.height, box.depth = 0.0, -upper
    if pieces is PIECES["√"]:  # as its other forms: the thickness of the line is its height
        line = _THICKNESS * at.size
        box.parts = [(x, y + line, part) for x, y, part in box.parts]
        box.height, box.depth = line, box.depth - line
    return box


def _phantom(node: Phantom, at: Setting) -> Box:
    body = _set(node.body, at)
    box = Box(body.width if node.width else 0.0)
    if node.seen:
        box.put(0.0 if node.width else _aligned(node.align, 0.0, body.width), 0, body)
    box.height = body.height if node.height else 0.0
    box.depth = body.depth if node.depth else 0.0
    return box


def _framed(node: Framed, at: Setting) -> Box:
    body = _set(node.body, at)
    line = _THICKNESS * at.size
    if node.how == "box":
        pad = 0.34 * at.size
        box = Box(body.width + 2 * pad)
        box.put(pad, 0, body)
        low, high = -body.depth - pad, body.height + pad
        for y in (low, high - line):
            _put_bar(box, 0, y, box.width, line, at)
        for x in (0.0, box.width - line):
            _put_bar(box, x, low, line, high - low, at)
        return box
    box = Box(body.width)
    box.put(0, 0, body)
    tall, low = body.height + body.depth, -body.depth
    if node.how in ("up", "cross"):
        box.parts.append((0, low, Strike(body.width, tall, line, at.colour)))
    if node.how in ("down", "cross"):
        box.parts.append((0, body.height, Strike(body.width, -tall, line, at.colour)))
    if node.how == "level":
        _put_bar(box, 0, (body.height - body.depth) / 2 - line / 2, body.width, line, at)
    return box


_T = TypeVar("_T")


def _cycled(values: Sequence[_T], index: int) -> _T:
    return values[index % len(values)]


def _table(node: Table, at: Setting) -> Box:
    """Rows of cells: each row at least as high as a line of text."""
    inner = at.styled(node.style) if at.style <= _TEXT else at
    em, line = inner.em, _THICKNESS * at.size
    cells = [[_row(cell.parts, inner) for cell in row] for row in node.rows]
    columns = max((len(row) for row in cells), default=0)
    widths = [max((row[i].width for row in cells if i < len(row)), default=0.0)
              for i in range(columns)]  # fmt: skip
    box = Box()
    left = node.margin * em
    starts = []
    bars: list[float] = []

    def uprights(index: int, x: float) -> float:
        """The lines before a column; gives where it begins."""
        count = node.upright[index] if index < len(node.upright) else 0
        for number in range(count):
            bars.append(x + number * (line + 0.2 * em))
        return x + (count * line + (count - 1) * 0.2 * em if count else 0.0)

    x = uprights(0, 0.0) + left
    for i, width in enumerate(widths):
        starts.append(x)
        x += width
        if i < columns - 1:
            gap = _cycled(node.gaps, i) * em
            x = uprights(i + 1, x + gap / 2) + gap / 2
    x = uprights(max(len(node.columns), columns), x + left)
    box.width = x
    y = 0.0  # of the upper edge of the next row
    baselines = []
    for index, row in enumerate(cells):
        y = _level_lines(box, node, index, y, inner)
        height = max(_STRUT * node.strut * em, *(cell.height for cell in row), 0.0)
        depth = max((1 - _STRUT) * node.strut * em, *(cell.depth for cell in row), 0.0)
        y -= height
        baselines.append(y)
        for i, cell in enumerate(row):
            align = node.columns[min(i, len(node.columns) - 1)] if node.columns else "c"
            spare = widths[i] - cell.width
            shift = {"l": 0.0, "c": spare / 2, "r": spare}.get(align, spare / 2)
            box.put(starts[i] + shift, y, cell)
        extra = node.extra[index] if index < len(node.extra) else 0.0
        y -= depth + extra * em
        if index < len(cells) - 1:
            y -= node.leading * em
    y = _level_lines(box, node, len(cells), y, inner)
    for place in bars:
        box.parts.append((place, y, Bar(line, -y, at.colour)))
    box.height, box.depth = 0.0, -y
    if node.aligned == "centre" or not baselines:
        return _on_axis(box, at, rigid=None)
    moved = Box(box.width)
    moved.put(0, -baselines[0 if node.aligned == "top" else -1], box)
    return moved


def _level_lines(box: Box, node: Table, index: int, y: float, at: Setting) -> float:
    """The lines above a row; gives its upper edge."""
    count = node.level[index] if index < len(node.level) else 0
    line = _THICKNESS * at.size
    for number in range(count):
        if number:
            y -= 0.2 * at.em
        box.parts.append((0, y - line, Bar(box.width, line, at.colour)))
        y -= line
    return y
