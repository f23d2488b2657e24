"""The arguments of commands: a function for each way to read them, which returns the part."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from ..diagnostics import quoted
from .scanner import Call
from .symbols import DELIMITER_COMMANDS, DELIMITERS
from .text_mode import text_in_braces
from .tree import (
    Accent,
    Arrow,
    Change,
    Choice,
    Classed,
    Delimiter,
    Fence,
    Fraction,
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
    Style,
    Symbol,
    Tag,
    Words,
)

if TYPE_CHECKING:
    from .parse import Parser

Align = Literal["left", "centre", "right"]
_POINTS: Final = re.compile(r"\s*([0-9]{0,3}(?:\.[0-9]{0,3})?)\s*(?:pt|em|ex|mm)?\s*")
_MAX_DOTS: Final = 20.0  # times the usual space


def faced(parser: Parser, call: Call) -> Node:
    """Read a part that is set in another face, ``value``."""
    with parser.nested(call.at):
        parser.face = call.value
        return parser.argument(call.name)


def faced_from_here(parser: Parser, call: Call) -> None:
    """Set what follows in another face, ``value``."""
    parser.face = call.value


def operator_name(parser: Parser, call: Call) -> Node:
    """Read ``\\operatorname``; its scripts are limits if it has a star."""
    starred = parser.peek() == "*"
    parser.at += starred
    limits = None if starred or call.name.endswith("withlimits") else False
    with parser.nested(call.at):
        parser.face, parser.naming = "roman", True
        body = parser.argument(call.name)
    return Classed(body, "op", limits)


def classed(parser: Parser, call: Call) -> Node:
    """Read a part that is of class ``value`` to its neighbours."""
    body = parser.argument(call.name)
    return Classed(body, call.value, None if call.value == "op" else False)


def fraction(parser: Parser, call: Call) -> Node:
    """Read ``\\frac``; ``value`` is its style."""
    top, bottom = parser.argument(call.name), parser.argument(call.name)
    return Fraction(top, bottom, style=call.value)


def continued_fraction(parser: Parser, call: Call) -> Node:
    """Read ``\\cfrac[l]{…}{…}``, which is as large within another one."""
    aligns: dict[str, Align] = {"l": "left", "r": "right"}
    align = aligns.get(parser.raw_option() or "", "centre")
    top, bottom = parser.argument(call.name), parser.argument(call.name)
    return Fraction(displayed(top), displayed(bottom), style="display", top_align=align)


def slashed_fraction(parser: Parser, call: Call) -> Node:
    """Read ``\\nicefrac``, a small fraction in one line."""
    top, bottom = parser.argument(call.name), parser.argument(call.name)
    slash = (Space(-0.1), Symbol("/"), Space(-0.1))
    return Row((Scripts(Row(), top), *slash, Row((Change(style="script"), bottom))))


def binomial(parser: Parser, call: Call) -> Node:
    """Read ``\\binom``; ``value`` is its style."""
    top, bottom = parser.argument(call.name), parser.argument(call.name)
    return Fraction(top, bottom, False, "(", ")", call.value)


def general_fraction(parser: Parser, call: Call) -> Node:
    """Read ``\\genfrac{left}{right}{thickness}{style}{top}{bottom}``."""
    left, right = (_delimiter_in_braces(parser, call) for _ in range(2))
    thickness = _thickness(parser, call)
    parser.skip()
    at = parser.at
    style = parser.raw(call.name).strip()
    styles: dict[str, Style] = {"0": "display", "1": "text", "2": "script", "3": "small"}
    if style and style not in styles:
        raise parser.error(f"{quoted(style)} is not a style of {call.name}, 0 to 3", at)
    top, bottom = parser.argument(call.name), parser.argument(call.name)
    lined = thickness is None or thickness > 0
    return Fraction(
        top, bottom, lined, left, right, styles.get(style), thickness=thickness or None
    )  # fmt: skip


def _delimiter_in_braces(parser: Parser, call: Call) -> str:
    parser.skip()
    start = parser.at
    sign = parser.raw(call.name).strip()
    found = DELIMITER_COMMANDS.get(sign[1:]) if sign[:1] == "\\" else DELIMITERS.get(sign)
    if sign and found is None:
        raise parser.error(f"{quoted(sign)} of {call.name} is not a delimiter", start)
    return found or ""


def _thickness(parser: Parser, call: Call) -> float | None:
    """Read the thickness of a line in braces; return it in em, None for the usual one."""
    parser.skip()
    at = parser.at
    text = parser.raw(call.name)
    if not text.strip():
        return None
    if _POINTS.fullmatch(text) and not text.strip().endswith(("pt", "em", "ex", "mm")):
        return min(float(text), 20.0) / 10 if text.strip() != "." else 0.0
    parser.at = at
    return min(max(parser.length(call.name), 0.0), 2.0)


def root(parser: Parser, call: Call) -> Node:
    """Read ``\\sqrt[degree]{…}``."""
    degree = parser.option()
    return Root(parser.argument(call.name), degree)


def shift_of_degree(parser: Parser, call: Call) -> Node:
    """Read ``\\leftroot{2}`` and ``\\uproot{2}``, in eighteenths of an em, before a degree."""
    amount = _whole_number(parser, call) / 18
    return Shift(-amount, 0.0) if call.value == "left" else Shift(0.0, amount)


def _whole_number(parser: Parser, call: Call, minimum: int = -100, maximum: int = 100) -> int:
    """Read a whole number, in braces or one digit."""
    parser.skip()
    at = parser.at
    if parser.peek() == "{":
        text = parser.raw(call.name).strip()
    else:
        text = parser.peek()
        parser.at += len(text)
    if not re.fullmatch(r"[+-]?[0-9]{1,4}", text) or not minimum <= int(text) <= maximum:
        raise parser.error(f"{call.name} lacks a whole number from {minimum} to {maximum}", at)
    return int(text)


def accent(parser: Parser, call: Call) -> Node:
    """Read a part with the accent ``value``."""
    return Accent(call.value, parser.argument(call.name))


def wide_accent(parser: Parser, call: Call) -> Node:
    """Read a part with the accent ``value``, as wide as the part."""
    return Accent(call.value, parser.argument(call.name), wide=True)


def skewed_accent(parser: Parser, call: Call) -> Node:
    """Read ``\\skew{2}\\hat{A}``: an accent so many eighteenths of an em further right."""
    amount = _whole_number(parser, call)
    parser.skip()
    at = parser.at
    part = parser.argument(call.name)
    if not isinstance(part, Accent):
        raise parser.error(f"{call.name} lacks an accent, as in {call.name}2\\hat A", at)
    return replace(part, skew=amount / 18)


def accent_after(_parser: Parser, call: Call) -> Node:
    """Return the accent ``value`` as a superscript of what stands before (``\\sphat``)."""
    mark = Symbol(call.value, "ord", "roman")
    return Scripts(Row(), Row((Change(style="text"), mark)))


def stretched(parser: Parser, call: Call) -> Node:
    """Read a part with a line, brace or arrow along it."""
    mark, above = call.value
    body = Stretched(mark, parser.argument(call.name), above)
    return Classed(body, "op", True) if mark in "{[" else body


def arrow(parser: Parser, call: Call) -> Node:
    """Read ``\\xrightarrow[below]{above}``."""
    below = parser.option()
    return Arrow(call.value, parser.argument(call.name), below)


def stacked(parser: Parser, call: Call) -> Node:
    """Read ``\\overset``, ``\\underset`` and ``\\stackrel``."""
    below = parser.option() if call.value == "relation" else None
    small = parser.argument(call.name)
    base = _base(parser, call)
    if call.value == "below":
        return Stack(base, below=small)
    if call.value == "relation":
        return Stack(Classed(base, "rel"), above=small, below=below)
    return Stack(base, above=small)


def stacked_both(parser: Parser, call: Call) -> Node:
    """Read ``\\overunderset{above}{below}{base}``."""
    above, below = parser.argument(call.name), parser.argument(call.name)
    return Stack(_base(parser, call), above, below)


def _base(parser: Parser, call: Call) -> Node:
    """Read what others are stacked on; a relation or operation stays one."""
    parser.skip()
    base: Node = parser.group() if parser.peek() == "{" else parser.argument(call.name)
    return base.parts[0] if isinstance(base, Row) and len(base.parts) == 1 else base


def sided(parser: Parser, call: Call) -> Node:
    """Read ``\\sideset{_a^b}{_c^d}\\sum``: scripts at the corners of an operator."""
    left, right = parser.argument(call.name), parser.argument(call.name)
    base = parser.argument(call.name)
    blank = Phantom(base, width=False)
    return Classed(Sides(base, _on(blank, left), _on(blank, right)), "op", None)


def _on(blank: Node, corner: Node) -> Row:
    """Return the scripts of a corner as those of an operator that is not seen."""
    parts = corner.parts if isinstance(corner, Row) else (corner,)
    return Row(tuple(
        replace(part, base=blank, limits=False)
        if isinstance(part, Scripts) and part.base == Row() else part
        for part in parts
    ))  # fmt: skip


def scripts_before(parser: Parser, call: Call) -> Node:
    """Read ``\\prescript{above}{below}{base}``."""
    above, below = parser.argument(call.name), parser.argument(call.name)
    base = parser.argument(call.name)
    return Row((Scripts(Phantom(base, width=False), above, below, False), base))


def choice(parser: Parser, call: Call) -> Node:
    """Read ``\\mathchoice``: a part for each of the four styles."""
    display, text, script, small = (parser.argument(call.name) for _ in range(4))
    return Choice(display, text, script, small)


def size_of_type(parser: Parser, call: Call) -> Node:
    """Read ``\\fontsize{18}{20}``; the second may be missing."""
    text = parser.raw(call.name)
    match = re.match(r"\s*([0-9]{1,3}(?:\.[0-9]{0,3})?)", text)
    if match is None or not 1 <= float(match[1]) <= 100:
        raise parser.error(f"{quoted(text)} of {call.name} is not a size from 1 to 100", call.at)
    if parser.peek() == "{":
        parser.raw(call.name)
    return Change(size=float(match[1]) / 10)


def big_delimiter(parser: Parser, call: Call) -> Node:
    """Read a delimiter of a height and a class, ``value``."""
    height, kind = call.value
    return Delimiter(parser.delimiter(call.name), height, kind)


def fence(parser: Parser, call: Call) -> Node:
    """Read ``\\left(…\\middle|…\\right)``."""
    left = parser.delimiter("\\left")
    parts, middles = [], []
    with parser.nested(call.at):
        while True:
            parts.append(parser.row())
            ending = parser.next_command()
            if ending not in ("middle", "right"):
                raise parser.unclosed(call.name, call.at)
            parser.take_command()
            if ending == "right":
                break
            middles.append(parser.delimiter("\\middle"))
    return Fence(left, parser.delimiter("\\right"), tuple(parts), tuple(middles))


def bracketed(parser: Parser, call: Call) -> Node:
    """Read ``\\bra`` and its like; ``value``: the delimiters, and whether they grow."""
    left, right, growing = call.value
    body = parser.argument(call.name)
    row = body if isinstance(body, Row) else Row((body,))
    if growing:
        return Fence(left, right, (row,))
    return Row((Symbol(left, "open"), *row.parts, Symbol(right, "close")))


def spaced(parser: Parser, call: Call) -> Node:
    """Read a length as an empty room."""
    if parser.peek() == "*":
        parser.at += 1
    return Space(parser.length(call.name))


def phantom(parser: Parser, call: Call) -> Node:
    """Read a part of which only some measures count, those of ``value``."""
    measures: Phantom = call.value
    return replace(measures, body=parser.argument(call.name))


def smashed(parser: Parser, call: Call) -> Node:
    """Read ``\\smash``: with ``[b]`` only the depth is taken away, with ``[t]`` only the height."""
    parser.skip()
    at = parser.at
    option = parser.raw_option()
    if option is not None and option.strip() not in ("", "t", "b", "tb"):
        raise parser.error(f"{quoted(option)} is neither t nor b, the options of {call.name}", at)
    side = (option or "").strip()
    body = parser.argument(call.name)
    return Phantom(body, seen=True, height=side == "b", depth=side == "t")


def moved_left(parser: Parser, call: Call) -> Node:
    """Read ``\\lefteqn``: a displayed part that takes no width."""
    return Phantom(displayed(parser.argument(call.name)), seen=True, width=False, align="left")


def raised(parser: Parser, call: Call) -> Node:
    """Read ``\\raisebox{1ex}{text}``, ``\\raise1ex\\hbox{text}`` and ``\\lower``."""
    lift = parser.length(call.name) * (-1 if call.value == "down" else 1)
    if call.name != "\\raisebox":
        return Moved(parser.argument(call.name), lift)
    for _ in range(2):  # the height and depth that TeX is told to assume
        parser.raw_option()
    return Moved(text_in_braces(parser, call.name, parser.text_face()), lift)


def centred(parser: Parser, call: Call) -> Node:
    """Read ``\\vcenter``: a part whose middle lies at the height of a minus sign."""
    return Moved(parser.argument(call.name), None)


def ruled(parser: Parser, call: Call) -> Node:
    """Read ``\\rule[lift]{width}{height}``."""
    lift = parser.optional_length(call.name)
    return Rule(parser.length(call.name), max(0.0, parser.length(call.name)), lift)


def modulo(parser: Parser, call: Call) -> Node:
    """Read the modulus after ``mod`` (the parts before it are ``value``), or in brackets."""
    before, after = call.value
    return Row((Space(1.0), *before, parser.argument(call.name), *after))


def tagged(parser: Parser, call: Call) -> Node:
    """Read ``\\tag{1}``, in parentheses, or ``\\tag*{1}``."""
    bare = parser.peek() == "*"
    parser.at += bare
    words = text_in_braces(parser, call.name, "roman")
    return Tag(words if bare else Row((Words("("), *words.parts, Words(")"))))


def row_of_dots(parser: Parser, call: Call) -> Node:
    """Read ``\\hdotsfor[spread]{columns}``, dots along several cells of a matrix."""
    parser.skip()
    at = parser.at
    option = parser.raw_option()
    text = "1" if option is None else option.strip()
    if not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{0,3})?|\.[0-9]{1,3}", text) or float(text) > _MAX_DOTS:
        raise parser.error(f"{quoted(text)} is not a spread of dots from 0 to {_MAX_DOTS:g}", at)
    count = _whole_number(parser, call, 1, 60)
    parser.count_cell(call.at, count - 1)
    room = Space(1.5 / 18 * float(text))
    return Span(Row((room, Symbol("."), room)), count, "dots")


def over_columns(parser: Parser, call: Call) -> Node:
    """Read ``\\multicolumn{n}{c}{…}``."""
    count = _whole_number(parser, call, 1, 60)
    parser.skip()
    at = parser.at
    columns = re.sub(r"[@!><]\s*\{[^{}]*\}|\s", "", parser.raw(call.name))
    match = re.fullmatch(r"(\|{0,3})([lcr])(\|{0,3})", columns)
    if match is None:
        raise parser.error(f"{quoted(columns)} of {call.name} is not a column: l, c or r", at)
    parser.count_cell(call.at, count - 1)
    body = parser.argument(call.name)
    align: dict[str, Literal["l", "c", "r"]] = {"l": "l", "c": "c", "r": "r"}
    row = body if isinstance(body, Row) else Row((body,))
    return Span(row, count, align[match[2]], (len(match[1]), len(match[3])))


def shoved(parser: Parser, call: Call) -> Node:
    """Read ``\\shoveleft{…}`` and ``\\shoveright{…}``, a line of ``multline``."""
    option = parser.optional_length(call.name)
    body = parser.argument(call.name)
    parts = body.parts if isinstance(body, Row) else (body,)
    gap = (Space(option),) if option else ()
    row = Row((*gap, *parts)) if call.value == "l" else Row((*parts, *gap))
    return Span(row, 0, call.value)


def displayed(node: Node) -> Row:
    """Return a part in the style of displayed formulas."""
    return Row((Change(style="display"), node))
