"""The commands of formulas: what each of them stands for, or what reads its arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from api.suggest import did_you_mean

from . import arguments, painting, refused
from .environments import MATRICES_IN_BRACES, read_environment, read_matrix_in_braces, read_substack
from .scanner import Call
from .symbols import (
    ACCENTS,
    ARROWS,
    BIG,
    CHARACTERS,
    COMMANDS,
    FUNCTIONS,
    JOINED_RELATIONS,
    LIMIT_FUNCTIONS,
    NEGATED,
    SIZES,
    SPACES,
    STRETCHED,
    VAR_GREEK,
    WIDE_ACCENTS,
)
from .text_mode import FACES_FROM_HERE, TEXTS, read_text
from .tree import (
    Change,
    Class,
    Classed,
    Face,
    Node,
    Phantom,
    Row,
    Space,
    Stretched,
    Style,
    Symbol,
    Words,
)

if TYPE_CHECKING:
    from .parse import Parser

STYLES: Final[dict[str, Style]] = {
    "displaystyle": "display", "textstyle": "text", "scriptstyle": "script",
    "scriptscriptstyle": "small",
}  # fmt: skip
FACES: Final[dict[str, Face]] = {
    "mathrm": "roman", "mathup": "roman", "mathbf": "bold", "mathit": "italic", "mathsf": "sans",
    "mathtt": "mono", "mathcal": "script", "mathscr": "formal", "mathbb": "double",
    "mathds": "double", "mathbbm": "double", "Bbb": "double", "mathfrak": "fraktur",
    "frak": "fraktur", "mathnormal": "math", "boldsymbol": "heavy", "bm": "heavy", "pmb": "heavy",
    "mathbold": "heavy", "symbf": "bold", "symbb": "double", "bold": "bold",
}  # fmt: skip
CLASSES: Final[dict[str, Class]] = {
    "mathord": "ord", "mathop": "op", "mathbin": "bin", "mathrel": "rel", "mathopen": "open",
    "mathclose": "close", "mathpunct": "punct", "mathinner": "inner",
}  # fmt: skip
FRACTIONS: Final[dict[str, Style | None]] = {"frac": None, "dfrac": "display", "tfrac": "text"}
BINOMIALS: Final[dict[str, Style | None]] = {"binom": None, "dbinom": "display", "tbinom": "text"}
AFTER: Final = {
    "sphat": "^", "sptilde": "~", "spcheck": "ˇ", "spbreve": "˘", "spdot": "˙", "spddot": "¨",
    "spdddot": "\u20db",
}  # fmt: skip
"""Accents that follow what they belong to, as superscripts (amsxtra)."""
BRACKETS: Final = {
    "bra": ("⟨", "|", False), "ket": ("|", "⟩", False), "braket": ("⟨", "⟩", False),
    "Bra": ("⟨", "|", True), "Ket": ("|", "⟩", True),
}  # fmt: skip
"""The delimiters around an argument, and whether they are as tall as it."""
IGNORED: Final = {
    "label": 1, "nonumber": 0, "notag": 0, "selectfont": 0, "noindent": 0, "relax": 0,
    "centering": 0, "allowbreak": 0, "nobreak": 0, "displaylimits": 0, "par": 0, "-": 0,
    "protect": 0, "strut": 0, "null": 0, "ensuremath": 0, "hfil": 0, "inline": 0,
    "nolinebreak": 0, "linebreak": 0, "bgroup": 0, "egroup": 0, "begingroup": 0, "endgroup": 0,
    "displaybreak": 0, "allowdisplaybreaks": 0, "pagebreak": 0, "nopagebreak": 0, "newpage": 0,
    "clearpage": 0, "raisetag": 1, "nobreakdash": 0, "MoveEqLeft": 0,
}  # fmt: skip
"""Commands that change nothing of a picture without pages and numbers, with so many arguments."""
# Commands that would change it, but cannot here.
PASSED_OVER: Final = {
    "vspace": 1, "bigskip": 0, "medskip": 0, "smallskip": 0, "usepackage": 1, "pagecolor": 1,
    "vfill": 0, "pagestyle": 1,
}  # fmt: skip


def read(parser: Parser, name: str, at: int) -> Node | None:
    """Return what a command at an index stands for, after its arguments; None for what is not seen.

    Raises TexError if the command is unknown, not supported or lacks an argument.
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
    if name in NODES:
        return NODES[name]
    if name in IGNORED or name in PASSED_OVER:
        _pass_over(parser, name)
        return None
    if name in READERS:
        reader, value = READERS[name]
        return reader(parser, Call("\\" + name, at, value))
    if name in refused.COMMANDS:
        raise parser.error(f"\\{name} is not supported: {refused.COMMANDS[name]}", at)
    hint = did_you_mean(name, (*COMMANDS, *NODES, *READERS, *SPACES), before="\\")
    raise parser.error(f"\\{name} is not known{hint}", at)


def _pass_over(parser: Parser, name: str) -> None:
    """Read the arguments of a command that has no effect here."""
    if parser.peek() == "*":
        parser.at += 1
    if name.endswith(("break", "breaks", "MoveEqLeft")):
        parser.raw_option()
    for _ in range(IGNORED.get(name, PASSED_OVER.get(name, 0))):
        parser.raw("\\" + name)
    if name in PASSED_OVER:
        parser.remark(f"\\{name} was passed over: it has no effect on a formula by itself")


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


def _limit(mark: str, above: bool) -> Node:
    """Return ``lim`` with a line or an arrow along it."""
    return Classed(Stretched(mark, Words("lim"), above), "op", None)


# Commands that stand for a part, whatever surrounds them.
NODES: Final[dict[str, Node]] = {
    **{name: Classed(Words(name), "op") for name in FUNCTIONS},
    **{name: Classed(Words(text), "op", None) for name, text in LIMIT_FUNCTIONS.items()},
    **{name: Change(size=size) for name, size in SIZES.items()},
    **{name: Change(style=style) for name, style in STYLES.items()},
    **{name: Symbol(sign, "ord", "italic") for name, sign in VAR_GREEK.items()},
    **{name: Classed(Row(tuple(Symbol(sign, "rel") for sign in signs)), "rel")
       for name, signs in JOINED_RELATIONS.items()},
    "varlimsup": _limit("-", True), "varliminf": _limit("-", False),
    "varinjlim": _limit("→", False), "varprojlim": _limit("←", False),
    "bmod": Classed(Words("mod"), "bin"),
    "mathstrut": Phantom(Symbol("("), width=False),
    "eqno": Space(2.0),
    "idotsint": Classed(Row((Symbol("∫", "op"), Symbol("⋯"), Symbol("∫", "op"))), "op"),
    "TeX": Words("TeX"), "LaTeX": Words("LaTeX"), "AmS": Words("AMS"),
}  # fmt: skip

Reader = Callable[["Parser", Call], Node | None]
"""Reads the arguments of a command."""


def _each(names: str, reader: Reader, value: Any = None) -> dict[str, tuple[Reader, Any]]:
    return dict.fromkeys(names.split(), (reader, value))


def _table(reader: Reader, values: Mapping[str, Any]) -> dict[str, tuple[Reader, Any]]:
    return {name: (reader, value) for name, value in values.items()}


_OPEN, _CLOSE = Symbol("(", "open"), Symbol(")", "close")
_MOD = Words("mod"), Space(1 / 3)
_NOTHING: Final = Row()  # stands for the argument
_WITHOUT_WIDTH: Final = Phantom(_NOTHING, seen=True, width=False)
_BIG: Final = {
    f"{name}{end}": (height, kind)
    for name, height in BIG.items()
    for end, kind in (("", "ord"), ("l", "open"), ("r", "close"), ("m", "rel"))
}
READERS: Final[dict[str, tuple[Reader, Any]]] = {
    **_table(arguments.faced, FACES),
    **_table(arguments.faced_from_here, FACES_FROM_HERE),
    **_table(read_text, TEXTS),
    **_table(arguments.fraction, FRACTIONS),
    **_each("cfrac", arguments.continued_fraction),
    **_table(arguments.binomial, BINOMIALS),
    **_each("genfrac", arguments.general_fraction),
    **_each("nicefrac sfrac", arguments.slashed_fraction),
    **_each("sqrt sqrtsign", arguments.root),
    **_table(arguments.shift_of_degree, {"leftroot": "left", "uproot": "up"}),
    **_table(arguments.accent, ACCENTS),
    **_table(arguments.wide_accent, WIDE_ACCENTS),
    **_each("skew", arguments.skewed_accent),
    **_table(arguments.accent_after, AFTER),
    **_table(arguments.stretched, STRETCHED),
    **_table(arguments.arrow, ARROWS),
    **_table(arguments.stacked, {"stackrel": "relation", "overset": "above", "underset": "below"}),
    **_each("overunderset", arguments.stacked_both),
    **_each("sideset", arguments.sided),
    **_each("prescript", arguments.scripts_before),
    **_each("mathchoice", arguments.choice),
    **_each("left", arguments.fence),
    **_table(arguments.big_delimiter, _BIG),
    **_table(arguments.bracketed, BRACKETS),
    **_each("begin", read_environment),
    **_table(read_matrix_in_braces, {name: name for name in MATRICES_IN_BRACES}),
    **_each("operatorname operatornamewithlimits", arguments.operator_name),
    **_table(arguments.classed, CLASSES),
    **_each("hspace hskip kern mkern mskip mspace", arguments.spaced),
    **_each("phantom", arguments.phantom, Phantom(_NOTHING)),
    **_each("hphantom", arguments.phantom, Phantom(_NOTHING, height=False, depth=False)),
    **_each("vphantom", arguments.phantom, Phantom(_NOTHING, width=False)),
    **_each("rlap mathrlap", arguments.phantom, replace(_WITHOUT_WIDTH, align="left")),
    **_each("clap mathclap", arguments.phantom, replace(_WITHOUT_WIDTH, align="centre")),
    **_each("llap mathllap", arguments.phantom, replace(_WITHOUT_WIDTH, align="right")),
    **_each("smash", arguments.smashed),
    **_each("lefteqn", arguments.moved_left),
    **_each("raisebox raise", arguments.raised, "up"),
    **_each("lower", arguments.raised, "down"),
    **_each("vcenter", arguments.centred),
    **_table(painting.framed, painting.FRAMES),
    **_each("fbox framebox colorbox fcolorbox", painting.framed_text),
    **_each("rule", arguments.ruled),
    **_each("color", painting.coloured_from_here),
    **_each("textcolor", painting.coloured),
    **_each("mod", arguments.modulo, (_MOD, ())),
    **_each("pmod", arguments.modulo, ((_OPEN, *_MOD), (_CLOSE,))),
    **_each("pod", arguments.modulo, ((_OPEN,), (_CLOSE,))),
    **_each("tag", arguments.tagged),
    **_each("fontsize", arguments.size_of_type),
    **_each("substack", read_substack),
    **_each("hdotsfor", arguments.row_of_dots),
    **_each("multicolumn", arguments.over_columns),
    **_table(arguments.shoved, {"shoveleft": "l", "shoveright": "r"}),
}
"""Commands with arguments: what reads them, and what it is told."""
