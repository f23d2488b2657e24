"""Formula layout: each kind of part has a function that returns its box, as TeX would set it.

Comments name the rules of the TeXbook's appendix G ("Generating boxes from formulas"); the
constants are those of the metric files of Computer Modern.
"""

from __future__ import annotations

from collections.abc import Sequence

from .box import (
    AXIS,
    SCRIPT,
    SMALL,
    TEXT,
    THICKNESS,
    X_HEIGHT,
    Box,
    Setting,
    put_bar,
)
from .delimiters import set_delimiter, tallest
from .fonts import OPERATORS, WIDE_ACCENTS, coded, glyph
from .frames import aligned, set_framed, set_long_arrow, set_moved, set_phantom, set_stretched
from .signs import (
    COMPOSITES,
    INTEGRALS,
    glyph_box,
    marked,
    on_axis,
    set_composite,
    set_symbol,
    set_words,
)
from .tables import set_table
from .tree import (
    Accent,
    Arrow,
    Change,
    Choice,
    Class,
    Classed,
    Delimiter,
    Fence,
    Fraction,
    Framed,
    Moved,
    Node,
    Phantom,
    Root,
    Row,
    Rule,
    Scripts,
    Shift,
    Sides,
    Space,
    Span,
    Stack,
    Stretched,
    Symbol,
    Table,
    Tag,
    Words,
)

# Font parameters of cmsy10 and cmex10, in em.
_NUM1, _NUM2, _NUM3 = 0.676508, 0.393732, 0.443731
_DENOM1, _DENOM2 = 0.685951, 0.344841
_SUP1, _SUP2, _SUP3 = 0.412892, 0.362892, 0.288889
_SUB1, _SUB2 = 0.15, 0.247217
_SUP_DROP, _SUB_DROP = 0.386108, 0.05
_DELIM1, _DELIM2 = 2.39, 1.01
_ABOVE, _BELOW, _ABOVE_BASE, _BELOW_BASE, _OVER = 0.111112, 0.166667, 0.2, 0.6, 0.1
_SCRIPT_SPACE = 0.05
_BEFORE_TAG = 2.0  # em
_DELIMITER_FACTOR, _DELIMITER_SHORTFALL = 0.901, 0.5

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


def set_node(node: Node, at: Setting) -> Box:
    """Return the box of a part."""
    match node:
        case Symbol():
            return set_symbol(node, at)
        case Words():
            return set_words(node, at)
        case Row():
            return set_row(node.parts, at)
        case Space():
            return Box(node.width * at.em)
        case Change():
            return Box()
        case Classed():
            box = set_node(node.body, at)
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
            return set_accent(node, at)
        case Stretched():
            inner = at.under() if node.above else at
            return set_stretched(node, set_node(node.body, inner), at)
        case Arrow():
            lower = None if node.below is None else set_node(node.below, at.below())
            return set_long_arrow(node, set_node(node.above, at.above()), lower, at)
        case Stack():
            above = None if node.above is None else set_node(node.above, at.above())
            below = None if node.below is None else set_node(node.below, at.below())
            return _limits(set_node(node.base, at), above, below, at)
        case Fence():
            return _fence(node, at)
        case Delimiter():
            return set_delimiter(node.sign, node.height * at.size, at)
        case Phantom():
            return set_phantom(node, set_node(node.body, at))
        case Framed():
            return set_framed(node, set_node(node.body, at), at)
        case Rule():
            box = Box(node.width * at.em)
            put_bar(box, 0, node.lift * at.em, node.width * at.em, node.height * at.em, at)
            return box
        case Moved():
            return set_moved(node, set_node(node.body, at), at)
        case Shift():
            return Box()
        case Choice():
            return set_node((node.display, node.text, node.script, node.small)[at.style], at)
        case Sides():
            return _with_sides(node, None, None, at)
        case Tag():
            return set_row((Space(_BEFORE_TAG), *node.body.parts), at)
        case Span():
            return set_row(node.body.parts, at)
        case Table():
            inner = at.styled(node.style) if at.style <= TEXT else at
            cells = [[_cell(cell, inner) for cell in row] for row in node.rows]
            return set_table(node, cells, inner, at)


def _cell(cell: Row | Span, at: Setting) -> Box:
    return set_row(cell.parts if isinstance(cell, Row) else cell.body.parts, at)


def _class(node: Node) -> Class:
    """Return what a part is to its neighbours."""
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


def set_row(parts: Sequence[Node], at: Setting, before: Class | None = None) -> Box:
    """Return the box of parts side by side, with spaces; ``before``: what stands before them."""
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
        box = set_node(part, at)
        if last is not None and kind is not None:
            mu = _SPACING[last][_ORDER.index(kind)]
            if mu > 0 or at.style < SCRIPT:
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
    """Return the classes of a row's parts; a binary sign without two sides is an ordinary one."""
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


def _centred_operator(body: Node, box: Box, at: Setting) -> Box:
    """Return the box of what was made an operator: one sign is centred on the axis."""
    if isinstance(body, Symbol) and body.sign not in OPERATORS and not body.sign.isalnum():
        return on_axis(box, at)
    return box


def _scripts(node: Scripts, at: Setting) -> Box:
    """Return a part with its scripts (rule 18), or with limits above and below (rule 13a)."""
    base = set_node(node.base, at)
    above = None if node.above is None else set_node(node.above, at.above())
    below = None if node.below is None else set_node(node.below, at.below())
    if _has_limits(node, at):
        body = node.base.body if isinstance(node.base, Classed) else node.base
        if isinstance(body, Sides):
            return _with_sides(body, above, below, at)
        return _limits(base, above, below, at)
    box = Box()
    box.put(0, 0, base)
    sign = _letter_under_accents(node.base)
    core = base if sign is None else set_node(sign, at)
    small = at.above().em
    up, down = 0.0, 0.0
    if not core.lone:
        up, down = base.height - _SUP_DROP * small, base.depth + _SUB_DROP * small
    upright = base.width - base.italic
    space = _SCRIPT_SPACE * at.size
    if above is not None:
        min_shift = _SUP3 if at.cramped else _SUP1 if at.loose else _SUP2
        up = max(up, min_shift * at.em, above.depth + X_HEIGHT / 4 * at.em)
    if below is not None and above is None:
        down = max(down, _SUB1 * at.em, below.height - 0.8 * X_HEIGHT * at.em)
    elif below is not None and above is not None:
        down = max(down, _SUB2 * at.em)
        line = THICKNESS * at.size
        if up - above.depth - (below.height - down) < 4 * line:
            down = below.height - (up - above.depth) + 4 * line
            lift = 0.8 * X_HEIGHT * at.em - (up - above.depth)
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
    """Return the letter that carries accents: scripts stand as if it had none (rule 12)."""
    while isinstance(node, Accent):
        node = node.body
    return node if isinstance(node, Symbol) else None


def _has_limits(node: Scripts, at: Setting) -> bool:
    """Return whether scripts stand above and below."""
    if node.limits is not None:
        return node.limits
    base = node.base
    if isinstance(base, Classed) and base.kind == "op":
        return at.loose if base.limits is None else base.limits
    if isinstance(base, Symbol) and base.kind == "op":
        return at.loose and base.sign not in INTEGRALS
    return False


def _limits(base: Box, above: Box | None, below: Box | None, at: Setting) -> Box:
    """Return the box of parts centred above and below another one (rule 13a)."""
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


def _with_sides(node: Sides, above: Box | None, below: Box | None, at: Setting) -> Box:
    """Return the box of an operator with scripts at its corners; its limits are centred on it."""
    base = set_node(node.base, at)
    left, right = set_row(node.left.parts, at), set_row(node.right.parts, at)
    stack = _limits(base, above, below, at)
    overhang = (stack.width - base.width) / 2  # of wide limits, under and over the scripts
    start = max(left.width, overhang)
    box = Box(start + base.width + max(right.width, overhang))
    box.put(start - left.width, 0, left)
    box.put(start - overhang, 0, stack)
    box.put(start + base.width, 0, right)
    return box


def _fraction(node: Fraction, at: Setting) -> Box:
    """Return the box of a fraction (rule 15)."""
    if node.style is not None:
        at = at.styled(node.style)
    top, bottom = set_node(node.top, at.top()), set_node(node.bottom, at.bottom())
    em = at.em
    line = THICKNESS * at.size if node.thickness is None else node.thickness * at.size
    wide = max(top.width, bottom.width)
    down = (_DENOM1 if at.loose else _DENOM2) * em
    axis = AXIS * em
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
    body.put(aligned(node.top_align, wide, top.width), up, top)
    body.put((wide - bottom.width) / 2, -down, bottom)
    if node.line:
        put_bar(body, 0, axis - line / 2, wide, line, at)
    box = Box()
    target = (_DELIM1 if at.loose else _DELIM2) * em
    for part in (set_delimiter(node.left, target, at), body, set_delimiter(node.right, target, at)):
        box.put(box.width, 0, part)
        box.width += part.width
    return box


def _root(node: Root, at: Setting) -> Box:
    """Return the box of a root (rule 11); the degree as LaTeX sets it."""
    body = set_node(node.body, at.under())
    line = THICKNESS * at.size
    gap = line + (X_HEIGHT * at.em if at.loose else line) / 4
    tick = tallest("√", body.height + body.depth + gap + line, at)
    gap = max(gap, (gap + tick.height + tick.depth - line - body.height - body.depth) / 2)
    box = Box(rigid=body.height + gap + line)
    degree = None if node.degree is None else set_node(node.degree, at._replace(style=SMALL))
    top = body.height + gap + line
    x = 0.0
    if degree is not None:
        whole = top - (tick.height + tick.depth - top)
        x = max(0.0, 5 / 18 * at.em + degree.width - 10 / 18 * at.em)
        lift = 0.6 * whole
        right, up = _shift(node.degree)
        box.put(x + right * at.em + 10 / 18 * at.em - degree.width, lift + up * at.em, degree)
    signs = Box(tick.width + body.width, rigid=top)
    signs.put(0, top - tick.height, tick)
    put_bar(signs, tick.width, body.height + gap, body.width, line, at)
    box.rigid = None
    box.put(x, 0, signs)
    box.put(x + tick.width, 0, body)
    box.width = x + signs.width
    box.height += line
    return box


def _shift(degree: Node | None) -> tuple[float, float]:
    """Return how far the degree of a root is moved to the right and upwards."""
    parts = degree.parts if isinstance(degree, Row) else ()
    shifts = [part for part in parts if isinstance(part, Shift)]
    return sum(shift.right for shift in shifts), sum(shift.up for shift in shifts)


def set_accent(node: Accent, at: Setting) -> Box:
    """Return the box of a part with an accent (rule 12)."""
    body = set_node(node.body, at.under())
    mark: Box
    if node.mark in COMPOSITES:
        mark = set_composite(COMPOSITES[node.mark], Symbol(node.mark), at)
    elif node.wide and node.mark in WIDE_ACCENTS:
        choices = [glyph_box(coded("cmex10", code), at) for code in WIDE_ACCENTS[node.mark]]
        small = glyph_box(glyph(node.mark, "roman"), at)
        fitting = [choice for choice in (small, *choices) if choice.width <= body.width + 1e-6]
        mark = fitting[-1] if fitting else small
    elif node.mark == "⃗":
        mark = glyph_box(glyph(node.mark, "math"), at)
    else:
        mark = glyph_box(glyph(node.mark, "roman"), at)
    if node.skew:
        mark.width -= 2 * node.skew * at.em  # it is centred by its width
    return marked(body, mark, X_HEIGHT * at.em)


def _fence(node: Fence, at: Setting) -> Box:
    """Return the box of parts between delimiters that are as tall as they are (rule 19)."""
    last = len(node.parts) - 1
    parts = [set_row(part.parts, at, "open") for part in node.parts]
    axis = AXIS * at.em
    reach = max(max(part.height - axis, part.depth + axis) for part in parts)
    target = max(2 * reach * _DELIMITER_FACTOR, 2 * reach - _DELIMITER_SHORTFALL * at.size)
    boxes = [set_delimiter(node.left, target, at)]
    for i, part in enumerate(parts):
        boxes.append(part)
        sign = node.middles[i] if i < last else node.right
        boxes.append(set_delimiter(sign, target, at))
    box = Box()
    for part in boxes:
        box.put(box.width, 0, part)
        box.width += part.width
    return box
