"""What grows with a formula: delimiters of any height, braces and arrows of any width."""

from __future__ import annotations

from .box import AXIS, THICKNESS, Bar, Box, Ink, Setting
from .fonts import LARGER, LYING_BRACES, PIECES, Glyph, coded, glyph
from .signs import glyph_box, on_axis

_NULL_DELIMITER = 0.12
_CORNERS = "⌜⌝⌞⌟"  # amssymb has them in one size


def set_delimiter(sign: str, target: float, at: Setting) -> Box:
    """Return a delimiter of at least this height, centred on the axis; "" takes a little space."""
    if not sign:
        return Box(_NULL_DELIMITER * at.size if target else 0.0)
    if sign in _CORNERS:
        return glyph_box(glyph(sign, "math"), at)
    return on_axis(tallest(sign, target, at), at)


def tallest(sign: str, target: float, at: Setting) -> Box:
    """Return the smallest form of a sign with at least this height, or one made to measure."""
    first = glyph_box(glyph(sign, "math"), at)
    forms = [first, *(glyph_box(coded("cmex10", c), at, at.size) for c in LARGER.get(sign, ()))]
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
    """Return a delimiter of a top, a middle and a bottom, and what is stretched between them."""
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
        line = THICKNESS * at.size
        box.parts = [(x, y + line, part) for x, y, part in box.parts]
        box.height, box.depth = line, box.depth - line
    return box


def set_brace(width: float, above: bool, at: Setting) -> Box:
    """Return a horizontal brace, of four ends and bars between them."""
    ends = [coded("cmex10", code) for code in LYING_BRACES[0 if above else 1]]
    natural = sum(end.advance for end in ends) * at.size
    em = at.size * min(1.0, width / natural)
    bar = (max(width, em * natural / at.size) - em * natural / at.size) / 2
    thick = 0.12 * em
    box = Box(rigid=0.0)
    for index, end in enumerate(ends):
        box.put(box.width, 0, glyph_box(end, at, em))
        box.width += end.advance * em
        if index in (0, 2) and bar > 0:
            box.parts.append((box.width - 0.01 * em, 0, Bar(bar + 0.02 * em, thick, at.colour)))
            box.width += bar
    return box


_HEADS: dict[str, tuple[str, str]] = {
    "→": ("", "→"), "←": ("←", ""), "↔": ("←", "→"), "⇒": ("", "⇒"), "⇐": ("⇐", ""),
    "⇔": ("⇐", "⇒"), "↦": ("↦", "→"), "⇀": ("", "⇀"), "↼": ("↼", ""),
    "↪": ("˓", "→"), "↩": ("←", "˒"), "=": ("", ""), "⇁": ("", "⇁"), "↽": ("↽", ""),
    "↠": ("", "↠"), "↞": ("↞", ""),
}  # fmt: skip


# Where the shaft begins and ends, in em from the ends of the arrow.
_SHAFT_STARTS = {"": 0.056, "↦": 0.1, "˓": 0.15}
_SHAFT_ENDS = {"": 0.056, "˒": 0.15}
# Two harpoons, the upper one first.
_HARPOONS = {"⇌": ("⇀", "↽"), "⇋": ("↼", "⇁")}
_HARPOON_DISTANCE = 0.11  # em, of each from the middle


def set_arrow(sign: str, width: float, at: Setting) -> Box:
    """Return an arrow of at least this width: its heads, and its shaft drawn out."""
    if sign in _HARPOONS:
        box = Box()
        for harpoon, lift in zip(_HARPOONS[sign], (1, -1), strict=True):
            part = set_arrow(harpoon, width, at)
            box.put(0, lift * _HARPOON_DISTANCE * at.em, part)
            box.width = max(box.width, part.width)
        return box
    left, right = _HEADS.get(sign, ("", "→"))
    shapes = [glyph(head, "math") for head in (left, right) if head]
    min_width = max((shape.advance for shape in shapes), default=0.5)
    if len(shapes) == 2 and left != "↦":
        min_width *= 1.3
    em = at.em * min(1.0, width / (min_width * at.em))
    width = max(width, min_width * em)
    line = THICKNESS * em
    box = Box(width, rigid=AXIS * em)
    shafts = (0.1147, 0.3453) if sign in "⇒⇐⇔=" else (AXIS - 0.02,)
    start = _SHAFT_STARTS.get(left, 0.3) * em
    end = width - (_SHAFT_ENDS.get(right, 0.3) * em)
    for shaft in shafts:
        if end > start:
            box.parts.append((start, shaft * em, Bar(end - start, line, at.colour)))
    if left:
        box.put(0, 0, glyph_box(glyph(left, "math"), at, em))
    if right:
        box.put(width - shapes[-1].advance * em, 0, glyph_box(shapes[-1], at, em))
    box.height, box.depth = max(box.height, 0.37 * em), max(-0.13 * em, box.depth)
    return box
