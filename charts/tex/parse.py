"""From the text of a formula, in TeX's language as LaTeX and amsmath have it, to its tree.

The text is mathematics throughout; dollar signs and ``\\[ \\]`` around it are passed over. There
are no definitions: what is known is in the tables here and in ``tex_signs``.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final, Literal, NamedTuple

from .. import colour as colours
from ..colour import Colour
from ..diagnostics import Diagnostics, shown
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
    TEXT_ACCENTS,
    WIDE_ACCENTS,
)
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
    Table,
    Words,
)

LONGEST = 2000
"""Characters of a formula."""
DEEPEST = 30
"""Parts within each other."""
MOST_CELLS = 500
"""Of all tables together."""
_MOST_COLUMNS = 60

_NAME = re.compile("[A-Za-z]+")
_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0\u3000]*")
_LENGTH = re.compile(
    r"\s*([+-]?(?:[0-9]{1,6}\.?[0-9]{0,6}|\.[0-9]{1,6}))\s*(em|ex|pt|mu|cm|mm|in|px|pc|bp)"
)
# In em of 10 points.
_UNITS = {
    "em": 1.0, "ex": 0.43, "pt": 0.1, "mu": 1 / 18, "cm": 2.845, "mm": 0.2845, "in": 7.227,
    "px": 0.075, "pc": 1.2, "bp": 0.1,
}  # fmt: skip
_LONGEST_SPACE = 100.0  # em

_STYLES: Final[dict[str, Style]] = {
    "displaystyle": "display", "textstyle": "text", "scriptstyle": "script",
    "scriptscriptstyle": "small",
}  # fmt: skip
_FACES: Final[dict[str, Face]] = {
    "mathrm": "roman", "mathup": "roman", "mathbf": "bold", "mathit": "italic", "mathsf": "sans",
    "mathtt": "mono", "mathcal": "script", "mathscr": "formal", "mathbb": "double",
    "mathds": "double", "mathbbm": "double", "Bbb": "double", "mathfrak": "fraktur",
    "frak": "fraktur", "mathnormal": "math", "boldsymbol": "heavy", "bm": "heavy", "pmb": "heavy",
    "mathbold": "heavy", "symbf": "bold", "symbb": "double",
}  # fmt: skip
_FACES_FROM_HERE: Final[dict[str, Face]] = {
    "rm": "roman", "bf": "bold", "it": "italic", "sf": "sans", "tt": "mono", "cal": "script",
    "mit": "math", "boldmath": "heavy", "unboldmath": "math", "rmfamily": "roman",
    "bfseries": "bold", "itshape": "italic", "sffamily": "sans", "ttfamily": "mono",
    "upshape": "roman",
}  # fmt: skip
_TEXTS: Final[dict[str, Face | None]] = {
    "text": None, "mbox": None, "hbox": None, "textnormal": "roman", "textrm": "roman",
    "textup": "roman", "textbf": "bold", "textit": "italic", "emph": "italic", "textsl": "italic",
    "textsf": "sans", "texttt": "mono", "textsc": "roman", "textmd": "roman", "intertext": None,
    "mathtext": None,
}  # fmt: skip
_CLASSES: Final[dict[str, Class]] = {
    "mathord": "ord", "mathop": "op", "mathbin": "bin", "mathrel": "rel", "mathopen": "open",
    "mathclose": "close", "mathpunct": "punct", "mathinner": "inner",
}  # fmt: skip
_FRACTIONS: Final[dict[str, Style | None]] = {
    "frac": None, "dfrac": "display", "tfrac": "text", "cfrac": "display",
}  # fmt: skip
_BINOMIALS: Final[dict[str, Style | None]] = {"binom": None, "dbinom": "display", "tbinom": "text"}
# Between two parts: with a line or without, and the delimiters.
_INFIX: Final = {
    "over": (True, "", ""), "atop": (False, "", ""), "choose": (False, "(", ")"),
    "brace": (False, "{", "}"), "brack": (False, "[", "]"),
}  # fmt: skip
_FRAMES: Final[dict[str, Literal["box", "up", "down", "cross", "level"]]] = {
    "boxed": "box", "cancel": "up", "bcancel": "down", "xcancel": "cross", "hcancel": "level",
    "sout": "level", "st": "level",
}  # fmt: skip
_MATRICES: Final = {
    "matrix": ("", ""), "pmatrix": ("(", ")"), "bmatrix": ("[", "]"), "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"), "Vmatrix": ("‖", "‖"), "smallmatrix": ("", ""), "array": ("", ""),
    "tabular": ("", ""), "subarray": ("", ""),
}  # fmt: skip
# Lines of their own: how their columns are set.
_LINES: Final = {
    "align": "rl", "aligned": "rl", "alignat": "rl", "alignedat": "rl", "flalign": "rl",
    "split": "rl", "eqnarray": "rcl", "gather": "c", "gathered": "c", "multline": "l",
    "multlined": "l", "equation": "rl", "displaymath": "rl", "math": "rl", "subequations": "rl",
    "document": "rl",
}  # fmt: skip
_CASES: Final = {
    "cases": ("{", "", "text"), "dcases": ("{", "", "display"), "rcases": ("", "}", "text"),
    "drcases": ("", "}", "display"), "numcases": ("{", "", "text"),
}  # fmt: skip
# Do nothing here, with so many arguments.
_NOTHING: Final = {
    "label": 1, "nonumber": 0, "notag": 0, "selectfont": 0, "noindent": 0, "relax": 0,
    "centering": 0, "allowbreak": 0, "nobreak": 0, "displaylimits": 0, "vspace": 1, "par": 0,
    "-": 0, "protect": 0, "strut": 0, "null": 0, "ensuremath": 0, "bigskip": 0, "medskip": 0,
    "smallskip": 0, "hfil": 0, "usepackage": 1, "pagecolor": 1, "inline": 0, "nolinebreak": 0,
    "bgroup": 0, "egroup": 0, "begingroup": 0, "endgroup": 0,
}  # fmt: skip

_ENDS = ("\\", "cr", "newline", "end", "right", "middle", "tabularnewline")


class TexError(ValueError):
    """A text that is no formula: the message says what is wrong, and at which character."""


class Parsed(NamedTuple):
    """A formula, and the style of its outermost row."""

    content: Node
    style: Style


def parse(text: str, notes: Diagnostics | None = None) -> Parsed:
    """Read a formula.

    Raises TexError for a text that is none, that is longer than ``LONGEST`` characters or nested
    deeper than ``DEEPEST``. ``notes`` gets what was passed over.
    """
    if len(text) > LONGEST:
        raise TexError(f"is longer than {LONGEST:,} characters")
    return _Reader(text, Diagnostics() if notes is None else notes).read()


class _Reader:
    """Reads from left to right; what nests recurses."""

    def __init__(self, text: str, notes: Diagnostics) -> None:
        self._text = text
        self._notes = notes
        self._at = 0
        self._depth = 0
        self._cells = 0
        self._face: Face = "math"
        self._naming = False  # within the name of a function

    def read(self) -> Parsed:
        style: Style = "display"
        start = self._text.lstrip()
        if (start.startswith("$") and not start.startswith("$$")) or start.startswith("\\("):
            style = "text"
        lines = self._cells_until_end()
        if len(lines) == 1 and len(lines[0]) == 1:
            return Parsed(lines[0][0], style)
        columns = max(len(line) for line in lines)
        rows = tuple(line for line in lines if any(cell.parts for cell in line))
        if not rows:
            return Parsed(Row(), style)
        return Parsed(_lines_of(rows, "l" if columns == 1 else "rl"), style)

    # What comes next.

    def _wrong(self, what: str, at: int | None = None) -> TexError:
        at = self._at if at is None else at
        return TexError(f"{what} (character {at + 1})")

    def _skip(self) -> None:
        """Step over spaces and comments."""
        while True:
            spaces = _SPACES.match(self._text, self._at)
            if spaces:
                self._at = spaces.end()
            if self._text[self._at : self._at + 1] != "%":
                return
            end = self._text.find("\n", self._at)
            if end < 0:
                if self._text[self._at + 1 :].strip():
                    self._notes.warn(
                        "chl", f"{shown(self._text[self._at :])} is a comment, as all after %"
                        " (\\% writes the sign)",
                    )  # fmt: skip
                end = len(self._text)
            self._at = end

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _next_command(self) -> str:
        """The command that comes next, without its backslash, which stays there; "" for none."""
        if self._peek() != "\\":
            return ""
        name = _NAME.match(self._text, self._at + 1)
        return name[0] if name else self._text[self._at + 1 : self._at + 2]

    def _take_command(self) -> str:
        name = self._next_command()
        self._at += 1 + len(name)
        return name

    @contextlib.contextmanager
    def _nested(self, at: int) -> Iterator[None]:
        """Read what lies within something: its face ends with it."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._wrong(f"is nested deeper than {DEEPEST} levels", at)
        face, naming = self._face, self._naming
        yield
        self._face, self._naming = face, naming
        self._depth -= 1

    # Rows.

    def _cells_until_end(self) -> list[tuple[Row, ...]]:
        """The whole text: usually one row; lines and aligned parts if it has such."""
        lines: list[tuple[Row, ...]] = []
        cells: list[Row] = []
        while True:
            cells.append(self._row())
            start = self._at
            if self._peek() == "&":
                self._at += 1
                self._count_cell(start)
                continue
            name = self._next_command()
            if name in ("\\", "cr", "newline", "tabularnewline"):
                self._take_command()
                self._break_options()
                lines.append(tuple(cells))
                cells = []
                self._count_cell(start)
                continue
            if self._at < len(self._text):
                what = {"}": "“}” has no “{” before it", "end": "\\end has no \\begin before it",
                        "right": "\\right has no \\left before it",
                        "middle": "\\middle stands outside \\left and \\right"}  # fmt: skip
                raise self._wrong(what[self._peek() if self._peek() == "}" else name])
            break
        lines.append(tuple(cells))
        if len(lines) > 1 and not any(cell.parts for cell in lines[-1]):
            lines.pop()
        return lines

    def _count_cell(self, at: int) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise self._wrong(f"has more than {MOST_CELLS} cells", at)

    def _row(self, bracket: bool = False) -> Row:
        """Parts up to what ends a row, which stays there; ``bracket``: ``]`` ends it as well."""
        parts: list[Node] = []
        while True:
            self._skip()
            at = self._at
            sign = self._peek()
            if not sign or sign in "}&" or (bracket and sign == "]"):
                return Row(tuple(parts))
            if sign == "\\":
                name = self._next_command()
                if name in _ENDS:
                    return Row(tuple(parts))
                if name in _INFIX:
                    self._take_command()
                    return self._infix(name, parts, bracket, at)
            part = self._part()
            if part is None:
                continue
            if isinstance(part, Change | Space):
                parts.append(part)
            else:
                parts.append(self._with_scripts(part))

    def _infix(self, name: str, before: list[Node], bracket: bool, at: int) -> Row:
        line, left, right = _INFIX[name]
        with self._nested(at):
            after = self._row(bracket)
        changes = [part for part in before if isinstance(part, Change)]
        return Row((*changes, Fraction(Row(tuple(before)), after, line, left, right)))

    def _with_scripts(self, base: Node) -> Node:
        """Read the scripts behind a part."""
        above: list[Node] = []
        raised = False
        below: Node | None = None
        limits: bool | None = None
        while True:
            self._skip()
            at = self._at
            sign = self._peek()
            if sign in ("'", "’"):
                self._at += 1
                above.append(Symbol("′"))
            elif sign == "^":
                self._at += 1
                if raised:
                    raise self._wrong("a second superscript stands at the same place", at)
                raised = True
                above.append(self._argument("^"))
            elif sign == "_":
                self._at += 1
                if below is not None:
                    raise self._wrong("a second subscript stands at the same place", at)
                below = self._argument("_")
            elif sign == "\\" and self._next_command() in ("limits", "nolimits", "displaylimits"):
                name = self._take_command()
                limits = {"limits": True, "nolimits": False}.get(name)
            else:
                break
        if not above and below is None:
            return base
        over = None if not above else above[0] if len(above) == 1 else Row(tuple(above))
        return Scripts(base, over, below, limits)

    # Arguments.

    def _argument(self, of: str) -> Node:
        """A group in braces, or one part."""
        self._skip()
        at = self._at
        sign = self._peek()
        if sign == "{":
            return _single(self._group())
        if not sign or sign in "}&^_" or self._next_command() in _ENDS:
            raise self._wrong(f"nothing stands behind {shown(of)}" if of in "^_"
                       else f"{of} lacks an argument", at)  # fmt: skip
        with self._nested(at):
            part = self._part()
        return Row() if part is None else part

    def _group(self) -> Row:
        """A row in braces, which come next."""
        at = self._at
        self._at += 1
        with self._nested(at):
            row = self._row()
            if self._peek() != "}":
                raise self._unclosed("“{”", at)
            self._at += 1
        return row

    def _unclosed(self, what: str, at: int) -> TexError:
        if self._at >= len(self._text):
            return self._wrong(f"{what} is not closed", at)
        found = self._peek() if self._peek() in "&}" else "\\" + self._next_command()
        return self._wrong(
            f"{shown(found)} stands where {what} of character {at + 1} is still open"
        )

    def _option(self) -> Row | None:
        """A row in square brackets, if there is one."""
        self._skip()
        if self._peek() != "[":
            return None
        at = self._at
        self._at += 1
        with self._nested(at):
            row = self._row(bracket=True)
            if self._peek() != "]":
                raise self._unclosed("“[”", at)
            self._at += 1
        return row

    def _raw_option(self) -> str | None:
        """The text in square brackets, if there is one."""
        self._skip()
        if self._peek() != "[":
            return None
        end = self._text.find("]", self._at)
        if end < 0:
            raise self._wrong("“[” is not closed")
        text = self._text[self._at + 1 : end]
        self._at = end + 1
        return text

    def _raw(self, of: str) -> str:
        """The text in braces."""
        self._skip()
        at = self._at
        if self._peek() != "{":
            raise self._wrong(f"{of} lacks its braces")
        depth = 0
        while self._at < len(self._text):
            sign = self._text[self._at]
            self._at += 2 if sign == "\\" else 1
            depth += {"{": 1, "}": -1}.get(sign, 0)
            if not depth:
                return self._text[at + 1 : self._at - 1]
        self._at = len(self._text)
        raise self._wrong("“{” is not closed", at)

    def _length(self, of: str) -> float:
        """A length in em, in braces or without."""
        self._skip()
        at = self._at
        braced = self._peek() == "{"
        text = self._raw(of) if braced else self._text[at:]
        match = _LENGTH.match(text)
        if match is None:
            raise self._wrong(f"{of} lacks a length, as in 2em or 5pt", at)
        if not braced:
            self._at = at + match.end()
        return min(max(float(match[1]) * _UNITS[match[2]], -_LONGEST_SPACE), _LONGEST_SPACE)

    # Parts.

    def _part(self) -> Node | None:
        """One part without its scripts; None for what is not seen."""
        at = self._at
        sign = self._text[at]
        if sign == "\\":
            return self._command(self._take_command(), at)
        if sign == "{":
            return _single(self._group())
        if sign in "^_'’":
            return Row()  # scripts of nothing
        self._at += 1
        if sign == "~":
            return Space(SPACES[" "])
        if sign == "$":
            around = self._text[:at].strip(" $\r\n\t"), self._text[at:].strip(" $\r\n\t")
            if all(around):
                self._notes.warn("chl", f"“$” at character {at + 1} was passed over: all of a"
                                 " formula is mathematics")  # fmt: skip
            return None
        return self._character(sign, at)

    def _character(self, sign: str, at: int) -> Node | None:
        if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn"):
            if sign in "\u200b\u200c\u200d\u2060\ufeff\u00ad":
                return None
            raise self._wrong(f"the character U+{ord(sign):04X} cannot be set", at)
        if self._naming and sign in "-*":
            return Symbol(sign, "ord", "roman")
        known = CHARACTERS.get(sign)
        if known is not None:
            return self._symbol(*known)
        sign = {'"': "”", "`": "‘"}.get(sign, sign)
        if len(unicodedata.normalize("NFD", sign)) == 2 and sign.isalpha() and "À" <= sign <= "ž":
            return Words(sign, "italic" if self._face == "math" else self._text_face())
        return self._symbol(sign, "ord")

    def _symbol(self, sign: str, kind: Class) -> Symbol:
        """A sign in the face that is on, if it is one that has faces."""
        if self._face == "heavy" or sign.isalnum():
            return Symbol(sign, kind, self._face)
        return Symbol(sign, kind)

    def _text_face(self) -> Face:
        face = self._face
        return "bold" if face == "heavy" else (
            face if face in ("roman", "bold", "italic", "sans", "mono") else "roman"
        )  # fmt: skip

    def _command(self, name: str, at: int) -> Node | None:
        """What a command stands for, with its arguments."""
        if not name:
            self._notes.warn("chl", "the backslash at its end stands before nothing")
            return None
        if name in "[]()" or name in ("limits", "nolimits"):
            return None
        if name.isspace():
            return Space(SPACES[" "])
        if name in SPACES:
            return Space(SPACES[name])
        if name == "not":
            return self._negated()
        if name == "dots":
            name = self._dots()
        if name in COMMANDS:
            found = self._symbol(*COMMANDS[name])
            if name in ("iff", "implies", "impliedby"):
                return Classed(Row((Space(5 / 18), found, Space(5 / 18))), "rel")
            return found
        if name in FUNCTIONS or name in LIMIT_FUNCTIONS:
            return _function(LIMIT_FUNCTIONS.get(name, name), name in LIMIT_FUNCTIONS)
        if name in SIZES:
            return Change(size=SIZES[name])
        if name in _STYLES:
            return Change(style=_STYLES[name])
        if name in _NOTHING:
            for _ in range(_NOTHING[name]):
                self._raw("\\" + name)
            return None
        for table, read in _READERS:
            if name in table:
                return read(self, name, at)
        hint = "; definitions are not read here" if name in _DEFINITIONS else ""
        raise self._wrong(f"\\{name} is not known{hint}", at)

    def _following(self) -> tuple[str, Class]:
        """The sign that comes next, and what it is."""
        self._skip()
        if self._peek() == "\\":
            return COMMANDS.get(self._next_command(), ("", "ord"))
        return CHARACTERS.get(self._peek(), (self._peek(), "ord"))

    def _dots(self) -> str:
        """``\\dots``: on the line, but higher before signs of operations (amsmath)."""
        sign, kind = self._following()
        return "cdots" if kind in ("bin", "rel") or sign in ("∫", "∑", "∏") else "ldots"

    def _negated(self) -> Node:
        """``\\not``: the sign that follows, struck out."""
        sign, _ = self._following()
        if sign in NEGATED:
            self._at += 1 + len(self._next_command())
            return self._symbol(NEGATED[sign], "rel")
        return Symbol("\u0338", "rel")

    def _faced(self, name: str, at: int) -> Node:
        with self._nested(at):
            self._face = _FACES[name]
            return self._argument("\\" + name)

    def _faced_from_here(self, name: str, at: int) -> None:
        self._face = _FACES_FROM_HERE[name]

    def _named(self, name: str, at: int) -> Node:
        """``\\operatorname``"""
        starred = self._peek() == "*"
        self._at += starred
        with self._nested(at):
            self._face, self._naming = "roman", True
            body = self._argument("\\" + name)
        return Classed(body, "op", None if starred else False)

    def _classed(self, name: str, at: int) -> Node:
        body = self._argument("\\" + name)
        return Classed(body, _CLASSES[name], None if name == "mathop" else False)

    def _fraction(self, name: str, at: int) -> Node:
        align: Literal["left", "centre", "right"] = "centre"
        if name == "cfrac":
            align = {"l": "left", "r": "right"}.get(self._raw_option() or "", "centre")  # type: ignore[assignment]
        top, bottom = self._argument("\\" + name), self._argument("\\" + name)
        if name == "cfrac":
            top, bottom = _displayed(top), _displayed(bottom)
        return Fraction(top, bottom, style=_FRACTIONS[name], top_align=align)

    def _slashed(self, name: str, at: int) -> Node:
        """``\\nicefrac``: a small fraction in one line."""
        top, bottom = self._argument("\\" + name), self._argument("\\" + name)
        slash = (Space(-0.1), Symbol("/"), Space(-0.1))
        return Row((Scripts(Row(), top), *slash, Row((Change(style="script"), bottom))))

    def _binomial(self, name: str, at: int) -> Node:
        top, bottom = self._argument("\\" + name), self._argument("\\" + name)
        return Fraction(top, bottom, False, "(", ")", _BINOMIALS[name])

    def _general_fraction(self, name: str, at: int) -> Node:
        """``\\genfrac{left}{right}{thickness}{style}{top}{bottom}``"""
        signs = []
        for _ in range(2):
            start = self._at
            sign = self._raw("\\genfrac").strip()
            found = DELIMITER_COMMANDS.get(sign[1:]) if sign[:1] == "\\" else DELIMITERS.get(sign)
            if sign and found is None:
                raise self._wrong(f"{shown(sign)} is no delimiter", start)
            signs.append(found or "")
        thickness, style = self._raw("\\genfrac").strip(), self._raw("\\genfrac").strip()
        styles: dict[str, Style] = {"0": "display", "1": "text", "2": "script", "3": "small"}
        top, bottom = self._argument("\\genfrac"), self._argument("\\genfrac")
        lined = thickness.rstrip("ptemx ") not in ("0", "0.0", ".0")
        return Fraction(top, bottom, lined, signs[0], signs[1], styles.get(style))

    def _root(self, name: str, at: int) -> Node:
        degree = self._option()
        return Root(self._argument("\\sqrt"), degree)

    def _accent(self, name: str, at: int) -> Node:
        if name in WIDE_ACCENTS:
            return Accent(WIDE_ACCENTS[name], self._argument("\\" + name), wide=True)
        return Accent(ACCENTS[name], self._argument("\\" + name))

    def _stretched(self, name: str, at: int) -> Node:
        mark, above = STRETCHED[name]
        body = Stretched(mark, self._argument("\\" + name), above)
        return Classed(body, "op", True) if mark in "{[" else body

    def _arrow(self, name: str, at: int) -> Node:
        below = self._option()
        return Arrow(ARROWS[name], self._argument("\\" + name), below)

    def _stacked(self, name: str, at: int) -> Node:
        small = self._argument("\\" + name)
        self._skip()
        base: Node = self._group() if self._peek() == "{" else self._argument("\\" + name)
        if isinstance(base, Row) and len(base.parts) == 1:
            base = base.parts[0]  # it stays a relation, if it is one
        if name == "underset":
            return Stack(base, below=small)
        return Stack(Classed(base, "rel") if name == "stackrel" else base, above=small)

    def _size_of_type(self, name: str, at: int) -> Node:
        """``\\fontsize{18}{20}``; the second may be missing."""
        text = self._raw("\\fontsize")
        match = re.match(r"\s*([0-9]{1,3}(?:\.[0-9]{0,3})?)", text)
        if match is None or not 1 <= float(match[1]) <= 100:
            raise self._wrong(f"{shown(text)} is no size of type from 1 to 100", at)
        if self._peek() == "{":
            self._raw("\\fontsize")
        return Change(size=float(match[1]) / 10)

    def _big(self, name: str, at: int) -> Node:
        kinds: dict[str, Class] = {"l": "open", "r": "close", "m": "rel"}
        kind = kinds.get(name[-1], "ord") if name not in BIG else "ord"
        return Delimiter(self._delimiter(name), BIG[name if name in BIG else name[:-1]], kind)

    def _delimiter(self, of: str) -> str:
        """The delimiter that comes next; "" for the one that is not seen."""
        self._skip()
        at = self._at
        if self._peek() == "\\":
            name = self._take_command()
            found = DELIMITER_COMMANDS.get(name, DELIMITERS.get(name) if len(name) == 1 else None)
        else:
            found = DELIMITERS.get(self._peek())
            if self._peek() in ("{", "}") and found:
                self._notes.warn("chl", f"“{found}” at character {at + 1} is taken for \\{found}")
            self._at += 1
        if found is None:
            what = shown(self._text[at : self._at]) if at < len(self._text) else "the end"
            raise self._wrong(f"\\{of} lacks a delimiter: {what} is none", at)
        return found

    def _fence(self, name: str, at: int) -> Node:
        left = self._delimiter("left")
        parts, middles = [], []
        with self._nested(at):
            while True:
                parts.append(self._row())
                ending = self._next_command()
                if ending not in ("middle", "right"):
                    raise self._unclosed("\\left", at)
                self._take_command()
                if ending == "right":
                    break
                middles.append(self._delimiter("middle"))
        return Fence(left, self._delimiter("right"), tuple(parts), tuple(middles))

    def _spaced(self, name: str, at: int) -> Node:
        if self._peek() == "*":
            self._at += 1
        return Space(self._length("\\" + name))

    def _phantom(self, name: str, at: int) -> Node:
        if name == "mathstrut":
            return Phantom(Symbol("("), width=False)
        option = self._raw_option() if name == "smash" else None
        body = self._argument("\\" + name)
        match name:
            case "smash":
                return Phantom(body, seen=True, height=option == "b", depth=option == "t")
            case "hphantom":
                return Phantom(body, height=False, depth=False)
            case "vphantom":
                return Phantom(body, width=False)
            case "phantom":
                return Phantom(body)
        aligns: dict[str, Literal["left", "centre", "right"]] = {"l": "right", "c": "centre"}
        return Phantom(body, seen=True, width=False, align=aligns.get(name[-4], "left"))

    def _framed(self, name: str, at: int) -> Node:
        return Framed(self._argument("\\" + name), _FRAMES[name])

    def _ruled(self, name: str, at: int) -> Node:
        self._raw_option()
        return Rule(self._length("\\rule"), max(0.0, self._length("\\rule")))

    def _colour(self, of: str) -> Colour:
        model = self._raw_option()
        self._skip()
        at = self._at
        text = self._raw(of).strip()
        try:
            if model is None:
                return colours.parse(text.replace(" ", ""))
            return _colour_by_model(model.strip(), text)
        except ValueError:
            raise self._wrong(f"{shown(text)} is not a colour", at) from None

    def _coloured(self, name: str, at: int) -> Node:
        change = Change(colour=self._colour("\\" + name))
        if name == "color":
            return change
        return Row((change, self._argument("\\" + name)))

    def _modulo(self, name: str, at: int) -> Node:
        if name == "bmod":
            return Classed(Words("mod"), "bin")
        body = self._argument("\\" + name)
        if name == "mod":
            return Row((Space(1.0), Words("mod"), Space(1 / 3), body))
        inside: tuple[Node, ...] = (Symbol("(", "open"),)
        if name == "pmod":
            inside += (Words("mod"), Space(1 / 3))
        return Row((Space(1.0), *inside, body, Symbol(")", "close")))

    def _tagged(self, name: str, at: int) -> Node:
        bare = self._peek() == "*"
        self._at += bare
        words = self._text_in_braces("\\tag", "roman")
        if not bare:
            words = Row((Words("("), *words.parts, Words(")")))
        return Row((Space(2.0), words))

    def _limited(self, name: str, at: int) -> Node:
        """``\\varlimsup`` and its like: a line or an arrow along lim."""
        mark, above = {"varlimsup": ("-", True), "varliminf": ("-", False),
                       "varinjlim": ("→", False), "varprojlim": ("←", False)}[name]  # fmt: skip
        return Classed(Stretched(mark, Words("lim"), above), "op", None)

    def _logo(self, name: str, at: int) -> Node:
        return Words(name)

    def _substack(self, name: str, at: int) -> Node:
        self._skip()
        if self._peek() != "{":
            raise self._wrong("\\substack lacks its braces")
        start = self._at
        self._at += 1
        with self._nested(at):
            rows, _, _ = self._rows(start)
            if self._peek() != "}":
                raise self._unclosed("“{”", start)
            self._at += 1
        return Table(rows, "c", style="script", strut=0.9)

    # Text.

    def _worded(self, name: str, at: int) -> Node:
        face = _TEXTS[name]
        if name == "textsc":
            self._notes.warn("chl", "there are no small capitals (\\textsc)")
        return self._text_in_braces("\\" + name, face or self._text_face())

    def _text_in_braces(self, of: str, face: Face) -> Row:
        """Text; ``$…$`` within it is mathematics."""
        self._skip()
        at = self._at
        if self._peek() != "{":
            if not self._peek() or self._peek() in "}&\\":
                raise self._wrong(f"{of} lacks its braces", at)
            self._at += 1
            return Row((Words(self._text[at], face),))
        self._at += 1
        parts: list[Node] = []
        letters: list[str] = []

        def close() -> None:
            if letters:
                parts.append(Words("".join(letters), face))
                letters.clear()

        with self._nested(at):
            while True:
                sign = self._peek()
                if not sign:
                    raise self._wrong("“{” is not closed", at)
                if sign == "}":
                    self._at += 1
                    break
                if sign == "\\":
                    part = self._command_in_text(face)
                    if isinstance(part, str):
                        letters.append(part)
                    elif part is not None:
                        close()
                        parts.append(part)
                elif sign == "{":
                    close()
                    parts.append(self._text_in_braces(of, face))
                elif sign == "$":
                    close()
                    parts.append(self._mathematics("$"))
                else:
                    self._at += 1
                    letters.append(self._letter(sign))
            close()
        return Row(tuple(parts))

    def _letter(self, sign: str) -> str:
        """A character of text: several spaces count as one."""
        if sign in "~ \t\r\n\u00a0\u3000":
            self._at = _SPACES.match(self._text, self._at).end()  # type: ignore[union-attr]
            return " "
        if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn"):
            if sign in "\u200b\u200c\u200d\u2060\ufeff\u00ad":
                return ""
            raise self._wrong(f"the character U+{ord(sign):04X} cannot be set", self._at - 1)
        return sign

    def _mathematics(self, end: str) -> Node:
        """Mathematics within text, up to its end."""
        at = self._at
        self._at += 1
        parts: list[Node] = []
        with self._nested(at):
            self._face = "math"
            while True:
                self._skip()
                if self._peek() == end:
                    self._at += 1
                    break
                if not self._peek() or self._peek() in "}&" or self._next_command() in _ENDS:
                    raise self._unclosed(f"“{end}”", at)
                part = self._part()
                if part is not None:
                    parts.append(
                        part if isinstance(part, Change | Space) else self._with_scripts(part)
                    )
        return Row((Change(style="text"), *parts))

    def _command_in_text(self, face: Face) -> Node | str | None:
        """A command within text: a letter, or a part."""
        at = self._at
        name = self._take_command()
        if not name:
            raise self._wrong("“{” is not closed", at)
        if name.isalpha():
            self._at = _SPACES.match(self._text, self._at).end()  # type: ignore[union-attr]
        if name in TEXT_ACCENTS:
            braced = self._peek() == "{"
            letter = self._raw("\\" + name) if braced else self._peek()
            self._at += 0 if braced else len(letter)
            letter = {"\\i": "i", "\\j": "j"}.get(letter, letter)
            if len(letter) != 1 or not letter.isalpha():
                raise self._wrong(f"\\{name} stands before no letter", at)
            return unicodedata.normalize("NFC", letter + TEXT_ACCENTS[name])
        if name.isspace() or name in ("\\", "newline"):
            return " "
        if name in _TEXTS:
            return self._text_in_braces("\\" + name, _TEXTS[name] or face)
        if name in _FACES_FROM_HERE:
            self._notes.warn("chl", f"\\{name} within text was passed over")
            return None
        if name in COMMANDS and not name.isalpha():
            return COMMANDS[name][0]
        if name in _ENDS:
            raise self._wrong(f"\\{name} stands within text", at)
        return self._command(name, at)

    # Tables.

    def _environment(self, name: str, at: int) -> Node:
        kind = self._raw("\\begin").strip()
        plain = kind.rstrip("*")
        with self._nested(at):
            if plain in _MATRICES:
                node: Node = self._matrix(plain, kind, at)
            elif plain in _CASES:
                node = self._cases_environment(plain, at)
            elif plain in _LINES:
                node = self._lines_environment(plain, at)
            else:
                raise self._wrong(f"the environment {shown(kind)} is not known", at)
            start = self._at
            self._take_command()
            closing = self._raw("\\end").strip()
            if closing != kind:
                closed = shown(f"\\end{{{closing}}}")
                raise self._wrong(
                    f"{closed} stands where \\begin{{{kind}}} of character {at + 1} is still open",
                    start,
                )
        return node

    def _matrix(self, name: str, whole: str, at: int) -> Node:
        left, right = _MATRICES[name]
        columns = _Columns("c", (1.0,), 0.0, ())
        if name == "array" or name == "tabular" or name == "subarray":
            self._raw_option()
            columns = self._columns()
        elif whole.endswith("*"):
            option = self._raw_option()
            columns = columns._replace(letters=(option or "c").strip()[:1])
        rows, extra, level = self._environment_rows(at)
        table = Table(
            rows, columns.letters, columns.gaps, columns.margin, "text", extra=extra,
            upright=columns.upright, level=level,
        )  # fmt: skip
        if name == "smallmatrix":
            table = Table(rows, "c", (0.556,), style="script", strut=0.9 / 0.7, extra=extra)
        if name == "subarray":
            table = Table(rows, columns.letters, style="script", strut=0.9)
        return Fence(left, right, (Row((table,)),)) if left or right else table

    def _columns(self) -> _Columns:
        """The argument of ``array``: letters, lines, and what stands between."""
        at = self._at
        text = self._raw("\\begin{array}")
        start = self._at
        letters: list[str] = []
        upright = [0]
        gaps: list[float] = []
        bare: set[int] = set()
        place = 0
        text = re.sub(r"\*\s*\{([0-9]{1,2})\}\s*\{([^{}]*)\}", lambda m: m[2] * int(m[1]),
                      text)[:1000]  # fmt: skip
        while place < len(text):
            sign = text[place]
            place += 1
            if sign in "lcrpmbXS":
                letters.append(sign if sign in "lcr" else "l")
                upright.append(0)
                if sign in "pmb":
                    place = _behind_braces(text, place)
            elif sign == "|":
                upright[-1] += 1
            elif sign in "@!><":
                if sign == "@":
                    bare.add(len(letters))
                place = _behind_braces(text, place)
            elif not sign.isspace():
                raise self._wrong(f"{shown(sign)} is no column: they are l, c and r", at)
            if len(letters) > _MOST_COLUMNS or max(upright) > 3:
                raise self._wrong(
                    f"has more than {_MOST_COLUMNS} columns or 3 lines between two", at
                )
        self._at = start
        gaps = [0.0 if i in bare else 1.0 for i in range(1, len(letters))]
        return _Columns(
            "".join(letters) or "c", tuple(gaps) or (1.0,), 0.0 if 0 in bare else 0.5,
            tuple(upright) if any(upright) else (),
        )  # fmt: skip

    def _cases_environment(self, name: str, at: int) -> Node:
        left, right, style = _CASES[name]
        rows, extra, level = self._environment_rows(at)
        known: Style = "display" if style == "display" else "text"
        table = Table(rows, "ll", (1.0,), 0.0, known, 1.44, extra=extra, level=level)
        return Fence(left, right, (Row((table,)),))

    def _lines_environment(self, name: str, at: int) -> Node:
        align = "tbc"
        if name in ("aligned", "gathered", "alignedat"):
            align = self._raw_option() or "c"
        if name in ("alignat", "alignedat"):
            self._raw("\\begin{" + name + "}")
        rows, extra, level = self._environment_rows(at)
        if len(rows) == 1 and len(rows[0]) == 1:
            return Row((Change(style="display"), *rows[0][0].parts))
        table = _lines_of(rows, _LINES[name], extra, level)
        if name in ("alignat", "alignedat"):
            table = replace(table, gaps=(0.0,))
        places: dict[str, Literal["top", "bottom"]] = {"t": "top", "b": "bottom"}
        if align.strip() in places:
            return replace(table, aligned=places[align.strip()])
        if name in ("multline", "multlined") and len(rows) > 1:
            return _multiline(rows)
        return table

    def _environment_rows(
        self, at: int
    ) -> tuple[tuple[tuple[Row, ...], ...], tuple[float, ...], tuple[int, ...]]:
        found = self._rows(at)
        if self._next_command() != "end":
            raise self._unclosed("\\begin", at)
        return found

    def _rows(
        self, at: int
    ) -> tuple[tuple[tuple[Row, ...], ...], tuple[float, ...], tuple[int, ...]]:
        """Rows of cells up to what ends them; the room below each, and the lines above each."""
        rows: list[tuple[Row, ...]] = []
        cells: list[Row] = []
        extra: list[float] = []
        level: list[int] = [self._level_lines()]
        while True:
            start = self._at
            with self._nested(start):
                cells.append(self._row())
            self._count_cell(start)
            if self._peek() == "&":
                self._at += 1
                continue
            if self._next_command() in ("\\", "cr", "newline", "tabularnewline"):
                self._take_command()
                extra.append(self._break_options())
                rows.append(tuple(cells))
                cells = []
                level.append(self._level_lines())
                continue
            break
        if any(cell.parts for cell in cells) or len(cells) > 1 or not rows:
            rows.append(tuple(cells))
            extra.append(0.0)
            level.append(0)
        return tuple(rows), tuple(extra), tuple(level) if any(level) else ()

    def _break_options(self) -> float:
        r"""What may follow ``\\``: a star, and room below the row in square brackets."""
        if self._peek() == "*":
            self._at += 1
        match = re.compile(r"[ \t]*\[([^\[\]]*)\]").match(self._text, self._at)
        length = _LENGTH.fullmatch(match[1].strip()) if match else None
        if match is None or length is None:
            return 0.0
        self._at = match.end()
        return min(max(float(length[1]) * _UNITS[length[2]], -1.0), 20.0)

    def _level_lines(self) -> int:
        """``\\hline`` and its like before a row."""
        count = 0
        while True:
            self._skip()
            name = self._next_command()
            if name in ("cline", "cmidrule"):
                self._take_command()
                self._raw("\\" + name)
                self._notes.warn("chl", f"\\{name} is drawn along the whole row")
            elif name in ("hline", "toprule", "midrule", "bottomrule", "hdashline"):
                self._take_command()
            else:
                return min(count, 3)
            count += 1

    def _over_columns(self, name: str, at: int) -> Node:
        """``\\multicolumn{n}{c}{…}``: stands in the first of its columns."""
        self._raw("\\multicolumn")
        self._raw("\\multicolumn")
        self._notes.warn("chl", "\\multicolumn stands in the first of its columns")
        return self._argument("\\multicolumn")


class _Columns(NamedTuple):
    """What ``array`` says of its columns (as in ``formula.Table``)."""

    letters: str
    gaps: tuple[float, ...]
    margin: float
    upright: tuple[int, ...]


_DEFINITIONS = frozenset(
    {"newcommand", "renewcommand", "providecommand", "def", "let", "DeclareMathOperator"}
)

_Read = Callable[["_Reader", str, int], Node | None]
_READERS: Final[tuple[tuple[Any, _Read], ...]] = (
    (_FACES, _Reader._faced),
    (_FACES_FROM_HERE, _Reader._faced_from_here),
    (_TEXTS, _Reader._worded),
    (_FRACTIONS, _Reader._fraction),
    (_BINOMIALS, _Reader._binomial),
    (("genfrac",), _Reader._general_fraction),
    (("nicefrac", "sfrac"), _Reader._slashed),
    (("sqrt",), _Reader._root),
    ((*ACCENTS, *WIDE_ACCENTS), _Reader._accent),
    (STRETCHED, _Reader._stretched),
    (ARROWS, _Reader._arrow),
    (("stackrel", "overset", "underset"), _Reader._stacked),
    (("left",), _Reader._fence),
    ([name + end for name in BIG for end in ("", "l", "r", "m")], _Reader._big),
    (("begin",), _Reader._environment),
    (("operatorname", "operatornamewithlimits"), _Reader._named),
    (_CLASSES, _Reader._classed),
    (("hspace", "hskip", "kern", "mkern", "mskip", "mspace"), _Reader._spaced),
    (("phantom", "hphantom", "vphantom", "smash", "mathstrut", "rlap", "llap", "mathrlap",
      "mathllap", "clap", "mathclap"), _Reader._phantom),
    (_FRAMES, _Reader._framed),
    (("rule",), _Reader._ruled),
    (("color", "textcolor"), _Reader._coloured),
    (("mod", "bmod", "pmod", "pod"), _Reader._modulo),
    (("tag",), _Reader._tagged),
    (("fontsize",), _Reader._size_of_type),
    (("substack",), _Reader._substack),
    (("multicolumn",), _Reader._over_columns),
    (("varlimsup", "varliminf", "varinjlim", "varprojlim"), _Reader._limited),
    (("TeX", "LaTeX"), _Reader._logo),
)  # fmt: skip


def _single(row: Row) -> Node:
    """A group of one ordinary sign is that sign (rule of TeX for scripts)."""
    if len(row.parts) == 1 and isinstance(row.parts[0], Symbol):
        sign = row.parts[0]
        return sign if sign.kind in ("ord", "op") else Symbol(sign.sign, "ord", sign.face)
    return row


def _function(name: str, limits: bool) -> Node:
    """The name of a function, upright."""
    return Classed(Words(name), "op", None if limits else False)


def _displayed(node: Node) -> Row:
    return Row((Change(style="display"), node))


def _lines_of(
    rows: tuple[tuple[Row, ...], ...],
    columns: str,
    extra: tuple[float, ...] = (),
    level: tuple[int, ...] = (),
) -> Table:
    """Lines of formulas; ``rl`` pairs meet at a relation sign."""
    count = max(len(row) for row in rows)
    letters = (columns * count)[:count]
    gaps: tuple[float, ...] = (0.0,)
    if columns == "rl":
        gaps = (0.0, 2.0)
        # What begins a left-aligned part has something empty before it, for the space.
        rows = tuple(
            tuple(Row((Row(), *cell.parts)) if i % 2 else cell for i, cell in enumerate(row))
            for row in rows
        )
    elif columns == "rcl":
        gaps = (5 / 18,)
    return Table(rows, letters, gaps, style="display", leading=0.3, extra=extra, level=level)


def _multiline(rows: tuple[tuple[Row, ...], ...]) -> Table:
    """The first line at the left, the last at the right, others between."""
    last = len(rows) - 1
    indented = []
    for i, row in enumerate(rows):
        before = (Space(2.0 if i < last else 4.0), Row()) if i else ()
        indented.append((Row((*before, *row[0].parts)),))
    return Table(tuple(indented), "l", style="display", leading=0.3)


def _behind_braces(text: str, place: int) -> int:
    """The place behind what stands in braces."""
    depth = 0
    while place < len(text):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        place += 1
        if depth <= 0:
            break
    return place


def _colour_by_model(model: str, text: str) -> Colour:
    """``[rgb]{1,0,0}``, ``[RGB]{255,0,0}``, ``[HTML]{FF0000}``, ``[gray]{0.5}``."""
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
