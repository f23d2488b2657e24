"""The commands of formulas: for each what it stands for, or a function that reads its arguments."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Literal

from .. import colour as colours
from ..colour import Colour
from ..diagnostics import quoted
from .environments import read_environment, read_substack
from .scanner import Call
from .symbols import (
    ACCENTS,
    ARROWS,
    BIG,
    CHARACTERS,
    COMMANDS,
    DELIMITER_COMMANDS,
    DELIMITERS,
    FUNCTIONS,
    LIMIT_FUNCTIONS,
    NEGATED,
    SIZES,
    SPACES,
    STRETCHED,
    WIDE_ACCENTS,
)
from .text_mode import FACES_FROM_HERE, TEXTS, read_text, text_in_braces
from .tree import (
    Accent,
    Arrow,
    Change,
    Class,
    Classed,
    Delimiter,
    Face,
    Fence,
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
    Words,
)

if TYPE_CHECKING:
    from .parse import Parser

Align = Literal["left", "centre", "right"]

_STYLES: Final[dict[str, Style]] = {
    "displaystyle": "display", "textstyle": "text", "scriptstyle": "script",
    "scriptscriptstyle": "small",
}  # fmt: skip
FACES: Final[dict[str, Face]] = {
    "mathrm": "roman", "mathup": "roman", "mathbf": "bold", "mathit": "italic", "mathsf": "sans",
    "mathtt": "mono", "mathcal": "script", "mathscr": "formal", "mathbb": "double",
    "mathds": "double", "mathbbm": "double", "Bbb": "double", "mathfrak": "fraktur",
    "frak": "fraktur", "mathnormal": "math", "boldsymbol": "heavy", "bm": "heavy", "pmb": "heavy",
    "mathbold": "heavy", "symbf": "bold", "symbb": "double",
}  # fmt: skip
_CLASSES: Final[dict[str, Class]] = {
    "mathord": "ord", "mathop": "op", "mathbin": "bin", "mathrel": "rel", "mathopen": "open",
    "mathclose": "close", "mathpunct": "punct", "mathinner": "inner",
}  # fmt: skip
_FRACTIONS: Final[dict[str, Style | None]] = {
    "frac": None, "dfrac": "display", "tfrac": "text",
}  # fmt: skip
_BINOMIALS: Final[dict[str, Style | None]] = {"binom": None, "dbinom": "display", "tbinom": "text"}
FRAMES: Final[dict[str, Literal["box", "up", "down", "cross", "level"]]] = {
    "boxed": "box", "cancel": "up", "bcancel": "down", "xcancel": "cross", "hcancel": "level",
    "sout": "level", "st": "level",
}  # fmt: skip
# Do nothing here, with so many arguments.
_IGNORED: Final = {
    "label": 1, "nonumber": 0, "notag": 0, "selectfont": 0, "noindent": 0, "relax": 0,
    "centering": 0, "allowbreak": 0, "nobreak": 0, "displaylimits": 0, "vspace": 1, "par": 0,
    "-": 0, "protect": 0, "strut": 0, "null": 0, "ensuremath": 0, "bigskip": 0, "medskip": 0,
    "smallskip": 0, "hfil": 0, "usepackage": 1, "pagecolor": 1, "inline": 0, "nolinebreak": 0,
    "bgroup": 0, "egroup": 0, "begingroup": 0, "endgroup": 0,
}  # fmt: skip
_DEFINITIONS = frozenset(
    {"newcommand", "renewcommand", "providecommand", "def", "let", "DeclareMathOperator"}
)


def read(parser: Parser, name: str, at: int) -> Node | None:
    """Return what a command at an index stands for, after its arguments; None for what is not seen.

    Raises TexError if the command is not known or lacks an argument.
    """
    if not name:
        parser.remark("the backslash at its end stands before nothing")
        return None
    if name in "[]()" or name in ("limits", "nolimits"):
        return None
    if name.isspace():
        return Space(SPACES[" "])
    if name in SPACES:
        return Space(SPACES[name])
    if name == "not":
        return _negated(parser)
    if name == "dots":
        name = _dots(parser)
    if name in COMMANDS:
        symbol = parser.symbol(*COMMANDS[name])
        if name in ("iff", "implies", "impliedby"):
            return Classed(Row((Space(5 / 18), symbol, Space(5 / 18))), "rel")
        return symbol
    if name in _NODES:
        return _NODES[name]
    if name in _IGNORED:
        for _ in range(_IGNORED[name]):
            parser.raw("\\" + name)
        return None
    if name in _READERS:
        reader, value = _READERS[name]
        return reader(parser, Call("\\" + name, at, value))
    hint = "; definitions are not read here" if name in _DEFINITIONS else ""
    raise parser.error(f"\\{name} is not known{hint}", at)


def _following(parser: Parser) -> tuple[str, Class]:
    """Return the sign that comes next, and what it is."""
    parser.skip()
    if parser.peek() == "\\":
        return COMMANDS.get(parser.next_command(), ("", "ord"))
    return CHARACTERS.get(parser.peek(), (parser.peek(), "ord"))


def _dots(parser: Parser) -> str:
    """Return what ``\\dots`` is: on the line, but higher before signs of operations (amsmath)."""
    sign, kind = _following(parser)
    return "cdots" if kind in ("bin", "rel") or sign in ("∫", "∑", "∏") else "ldots"


def _negated(parser: Parser) -> Node:
    """Read the sign that ``\\not`` strikes out."""
    sign, _ = _following(parser)
    if sign in NEGATED:
        parser.at += 1 + len(parser.next_command())
        return parser.symbol(NEGATED[sign], "rel")
    return Symbol("\u0338", "rel")


def _faced(parser: Parser, call: Call) -> Node:
    with parser.nested(call.at):
        parser.face = call.value
        return parser.argument(call.name)


def _faced_from_here(parser: Parser, call: Call) -> None:
    parser.face = call.value


def _named(parser: Parser, call: Call) -> Node:
    """Read ``\\operatorname``; its scripts are limits if it has a star."""
    starred = parser.peek() == "*"
    parser.at += starred
    with parser.nested(call.at):
        parser.face, parser.naming = "roman", True
        body = parser.argument(call.name)
    return Classed(body, "op", None if starred else False)


def _classed(parser: Parser, call: Call) -> Node:
    body = parser.argument(call.name)
    return Classed(body, call.value, None if call.value == "op" else False)


def _fraction(parser: Parser, call: Call) -> Node:
    top, bottom = parser.argument(call.name), parser.argument(call.name)
    return Fraction(top, bottom, style=call.value)


def _continued_fraction(parser: Parser, call: Call) -> Node:
    """Read ``\\cfrac[l]{…}{…}``, which is as large within another one."""
    aligns: dict[str, Align] = {"l": "left", "r": "right"}
    align = aligns.get(parser.raw_option() or "", "centre")
    top, bottom = parser.argument(call.name), parser.argument(call.name)
    return Fraction(_displayed(top), _displayed(bottom), style="display", top_align=align)


def _slashed(parser: Parser, call: Call) -> Node:
    """Read ``\\nicefrac``, a small fraction in one line."""
    top, bottom = parser.argument(call.name), parser.argument(call.name)
    slash = (Space(-0.1), Symbol("/"), Space(-0.1))
    return Row((Scripts(Row(), top), *slash, Row((Change(style="script"), bottom))))


def _binomial(parser: Parser, call: Call) -> Node:
    top, bottom = parser.argument(call.name), parser.argument(call.name)
    return Fraction(top, bottom, False, "(", ")", call.value)


def _general_fraction(parser: Parser, call: Call) -> Node:
    """Read ``\\genfrac{left}{right}{thickness}{style}{top}{bottom}``."""
    signs = []
    for _ in range(2):
        start = parser.at
        sign = parser.raw(call.name).strip()
        found = DELIMITER_COMMANDS.get(sign[1:]) if sign[:1] == "\\" else DELIMITERS.get(sign)
        if sign and found is None:
            raise parser.error(f"{quoted(sign)} is no delimiter", start)
        signs.append(found or "")
    thickness, style = parser.raw(call.name).strip(), parser.raw(call.name).strip()
    styles: dict[str, Style] = {"0": "display", "1": "text", "2": "script", "3": "small"}
    top, bottom = parser.argument(call.name), parser.argument(call.name)
    lined = thickness.rstrip("ptemx ") not in ("0", "0.0", ".0")
    return Fraction(top, bottom, lined, signs[0], signs[1], styles.get(style))


def _root(parser: Parser, call: Call) -> Node:
    degree = parser.option()
    return Root(parser.argument(call.name), degree)


def _accent(parser: Parser, call: Call) -> Node:
    return Accent(call.value, parser.argument(call.name))


def _wide_accent(parser: Parser, call: Call) -> Node:
    return Accent(call.value, parser.argument(call.name), wide=True)


def _stretched(parser: Parser, call: Call) -> Node:
    mark, above = call.value
    body = Stretched(mark, parser.argument(call.name), above)
    return Classed(body, "op", True) if mark in "{[" else body


def _arrow(parser: Parser, call: Call) -> Node:
    below = parser.option()
    return Arrow(call.value, parser.argument(call.name), below)


def _stacked(parser: Parser, call: Call) -> Node:
    small = parser.argument(call.name)
    parser.skip()
    base: Node = parser.group() if parser.peek() == "{" else parser.argument(call.name)
    if isinstance(base, Row) and len(base.parts) == 1:
        base = base.parts[0]  # it stays a relation, if it is one
    if call.value == "below":
        return Stack(base, below=small)
    return Stack(Classed(base, "rel") if call.value == "relation" else base, above=small)


def _size_of_type(parser: Parser, call: Call) -> Node:
    """Read ``\\fontsize{18}{20}``; the second may be missing."""
    text = parser.raw(call.name)
    match = re.match(r"\s*([0-9]{1,3}(?:\.[0-9]{0,3})?)", text)
    if match is None or not 1 <= float(match[1]) <= 100:
        raise parser.error(f"{quoted(text)} is no size of type from 1 to 100", call.at)
    if parser.peek() == "{":
        parser.raw(call.name)
    return Change(size=float(match[1]) / 10)


def _big(parser: Parser, call: Call) -> Node:
    height, kind = call.value
    return Delimiter(parser.delimiter(call.name), height, kind)


def _fence(parser: Parser, call: Call) -> Node:
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


def _spaced(parser: Parser, call: Call) -> Node:
    if parser.peek() == "*":
        parser.at += 1
    return Space(parser.length(call.name))


def _phantom(parser: Parser, call: Call) -> Node:
    """Read a part of which only some measures count, those of ``value``."""
    measures: Phantom = call.value
    return replace(measures, body=parser.argument(call.name))


def _smashed(parser: Parser, call: Call) -> Node:
    """Read ``\\smash``: with ``[b]`` only the depth is taken away, with ``[t]`` only the height."""
    option = parser.raw_option()
    body = parser.argument(call.name)
    return Phantom(body, seen=True, height=option == "b", depth=option == "t")


def _framed(parser: Parser, call: Call) -> Node:
    return Framed(parser.argument(call.name), call.value)


def _ruled(parser: Parser, call: Call) -> Node:
    parser.raw_option()
    return Rule(parser.length(call.name), max(0.0, parser.length(call.name)))


def _colour(parser: Parser, of: str) -> Colour:
    """Read a colour, with its model in square brackets or without."""
    model = parser.raw_option()
    parser.skip()
    at = parser.at
    text = parser.raw(of).strip()
    try:
        if model is None:
            return colours.parse(text.replace(" ", ""))
        return _colour_by_model(model.strip(), text)
    except ValueError:
        raise parser.error(f"{quoted(text)} is not a colour", at) from None


def _coloured(parser: Parser, call: Call) -> Node:
    """Read ``\\textcolor``."""
    change = Change(colour=_colour(parser, call.name))
    return Row((change, parser.argument(call.name)))


def _colour_from_here(parser: Parser, call: Call) -> Node:
    return Change(colour=_colour(parser, call.name))


def _modulo(parser: Parser, call: Call) -> Node:
    """Read the modulus after ``mod`` (the parts before it are ``value``), or in brackets."""
    before, after = call.value
    return Row((Space(1.0), *before, parser.argument(call.name), *after))


def _tagged(parser: Parser, call: Call) -> Node:
    bare = parser.peek() == "*"
    parser.at += bare
    words = text_in_braces(parser, call.name, "roman")
    if not bare:
        words = Row((Words("("), *words.parts, Words(")")))
    return Row((Space(2.0), words))


def _over_columns(parser: Parser, call: Call) -> Node:
    """Read ``\\multicolumn{n}{c}{…}``, which stands in the first of its columns."""
    parser.raw(call.name)
    parser.raw(call.name)
    parser.remark("\\multicolumn stands in the first of its columns")
    return parser.argument(call.name)


def _displayed(node: Node) -> Row:
    return Row((Change(style="display"), node))


def _colour_by_model(model: str, text: str) -> Colour:
    """Return a colour, as in ``[rgb]{1,0,0}``, ``[RGB]{255,0,0}``, ``[HTML]{FF0000}``."""
    if model == "HTML":
        return colours.parse("#" + text)
    numbers = [float(part) for part in text.split(",")]
    if model == "RGB":
        numbers = [number / 255 for number in numbers]
    elif model == "gray":
        numbers = numbers * 3
    elif model == "cmyk" and len(numbers) == 4:
        numbers = [(1 - number) * (1 - numbers[3]) for number in numbers[:3]]
    elif model != "rgb":
        raise ValueError(model)
    if len(numbers) != 3 or not all(0 <= number <= 1 for number in numbers):
        raise ValueError(text)
    red, green, blue = (round(number * 255) for number in numbers)
    return red, green, blue, 255


# Commands that stand for a part, whatever surrounds them.
_NODES: Final[dict[str, Node]] = {
    **{name: Classed(Words(name), "op") for name in FUNCTIONS},
    **{name: Classed(Words(text), "op", None) for name, text in LIMIT_FUNCTIONS.items()},
    **{name: Change(size=size) for name, size in SIZES.items()},
    **{name: Change(style=style) for name, style in _STYLES.items()},
    # A line or an arrow along lim.
    "varlimsup": Classed(Stretched("-", Words("lim"), above=True), "op", None),
    "varliminf": Classed(Stretched("-", Words("lim"), above=False), "op", None),
    "varinjlim": Classed(Stretched("→", Words("lim"), above=False), "op", None),
    "varprojlim": Classed(Stretched("←", Words("lim"), above=False), "op", None),
    "bmod": Classed(Words("mod"), "bin"),
    "mathstrut": Phantom(Symbol("("), width=False),
    "TeX": Words("TeX"),
    "LaTeX": Words("LaTeX"),
}

Reader = Callable[["Parser", Call], Node | None]
"""Reads the arguments of a command."""


def _each(names: str, reader: Reader, value: Any = None) -> dict[str, tuple[Reader, Any]]:
    return dict.fromkeys(names.split(), (reader, value))


def _table(reader: Reader, values: Mapping[str, Any]) -> dict[str, tuple[Reader, Any]]:
    return {name: (reader, value) for name, value in values.items()}


_OPEN, _CLOSE = Symbol("(", "open"), Symbol(")", "close")
_MOD = Words("mod"), Space(1 / 3)
_NOTHING: Final = Row()  # stands for the argument
_BIG: Final = {
    f"{name}{end}": (height, kind)
    for name, height in BIG.items()
    for end, kind in (("", "ord"), ("l", "open"), ("r", "close"), ("m", "rel"))
}
# Commands with arguments: what reads them, and what it is told.
_READERS: Final[dict[str, tuple[Reader, Any]]] = {
    **_table(_faced, FACES),
    **_table(_faced_from_here, FACES_FROM_HERE),
    **_table(read_text, TEXTS),
    **_table(_fraction, _FRACTIONS),
    **_each("cfrac", _continued_fraction),
    **_table(_binomial, _BINOMIALS),
    **_each("genfrac", _general_fraction),
    **_each("nicefrac sfrac", _slashed),
    **_each("sqrt", _root),
    **_table(_accent, ACCENTS),
    **_table(_wide_accent, WIDE_ACCENTS),
    **_table(_stretched, STRETCHED),
    **_table(_arrow, ARROWS),
    **_table(_stacked, {"stackrel": "relation", "overset": "above", "underset": "below"}),
    **_each("left", _fence),
    **_table(_big, _BIG),
    **_each("begin", read_environment),
    **_each("operatorname operatornamewithlimits", _named),
    **_table(_classed, _CLASSES),
    **_each("hspace hskip kern mkern mskip mspace", _spaced),
    **_each("phantom", _phantom, Phantom(_NOTHING)),
    **_each("hphantom", _phantom, Phantom(_NOTHING, height=False, depth=False)),
    **_each("vphantom", _phantom, Phantom(_NOTHING, width=False)),
    **_each("rlap mathrlap", _phantom, Phantom(_NOTHING, seen=True, width=False, align="left")),
    **_each("clap mathclap", _phantom, Phantom(_NOTHING, seen=True, width=False, align="centre")),
    **_each("llap mathllap", _phantom, Phantom(_NOTHING, seen=True, width=False, align="right")),
    **_each("smash", _smashed),
    **_table(_framed, FRAMES),
    **_each("rule", _ruled),
    **_each("color", _colour_from_here),
    **_each("textcolor", _coloured),
    **_each("mod", _modulo, (_MOD, ())),
    **_each("pmod", _modulo, ((_OPEN, *_MOD), (_CLOSE,))),
    **_each("pod", _modulo, ((_OPEN,), (_CLOSE,))),
    **_each("tag", _tagged),
    **_each("fontsize", _size_of_type),
    **_each("substack", read_substack),
    **_each("multicolumn", _over_columns),
}
