"""From the text of a formula, in TeX's language as LaTeX and amsmath have it, to its tree.

The text is mathematics throughout; dollar signs and ``\\[ \\]`` around it are passed over. There
are no definitions: what is known is in the tables of ``commands``, ``environments``, ``text_mode``
and ``symbols``.
"""

from __future__ import annotations

import contextlib
import unicodedata
from collections.abc import Iterator
from typing import Final

from api.named_tuple import NamedTuple

from ..diagnostics import quoted
from . import commands
from .environments import aligned_lines, cell_of
from .errors import TexError
from .scanner import LINE_BREAKS, ROW_ENDS, Scanner
from .symbols import (
    CHARACTERS,
    DELIMITER_COMMANDS,
    DELIMITERS,
    NEGATED,
    SLASH,
    SPACES,
    VARIANT,
    VARIANTS,
)
from .text_mode import CONTROLS, INVISIBLE
from .tree import (
    Change,
    Class,
    Face,
    Fraction,
    Node,
    Row,
    Scripts,
    Space,
    Span,
    Style,
    Symbol,
    Words,
)

MAX_LENGTH: Final = 2000
"""Characters of a formula."""
MAX_DEPTH: Final = 30
"""Parts within each other."""
MAX_CELLS: Final = 500
"""Of all tables together."""

_FIRST_SELECTOR, _LAST_SELECTOR = "\ufe00", "\ufe0f"  # choose a form of the sign before them
# Between two parts: with a line or without, and the delimiters.
INFIX: Final = {
    "over": (True, "", ""), "atop": (False, "", ""), "choose": (False, "(", ")"),
    "brace": (False, "{", "}"), "brack": (False, "[", "]"), "above": (True, "", ""),
    "overwithdelims": (True, "", ""), "atopwithdelims": (False, "", ""),
    "abovewithdelims": (True, "", ""),
}  # fmt: skip


class Parsed(NamedTuple):
    """A formula, and the style of its outermost row."""

    content: Node
    style: Style
    remarks: tuple[str, ...] = ()
    """What was taken otherwise than it was written, or passed over."""


def parse(text: str) -> Parsed:
    """Return the formula of a text.

    Raises TexError if the text is not a formula, is longer than ``MAX_LENGTH`` or nested deeper
    than ``MAX_DEPTH``.
    """
    if len(text) > MAX_LENGTH:
        raise TexError(f"is longer than {MAX_LENGTH:,} characters")
    return Parser(text).read()


class Parser(Scanner):
    """Reads a text from left to right; what nests recurses."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0
        self._cells = 0
        self.face: Face = "math"
        self.naming = False  # within the name of a function

    def read(self) -> Parsed:
        """Return the whole text as a formula."""
        start = self.text.lstrip()
        inline = start.startswith("\\(") or (start.startswith("$") and not start.startswith("$$"))
        content = self._content()
        return Parsed(content, "text" if inline else "display", tuple(self.remarks))

    def _content(self) -> Node:
        lines = self._lines_until_end()
        if len(lines) == 1 and len(lines[0]) == 1:
            return lines[0][0]
        columns = max(len(line) for line in lines)
        rows = tuple(line for line in lines if any(cell != Row() for cell in line))
        return aligned_lines(rows, "l" if columns == 1 else "rl") if rows else Row()

    @contextlib.contextmanager
    def nested(self, at: int) -> Iterator[None]:
        """Read what lies within something: its face ends with it."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self.error(f"is nested deeper than {MAX_DEPTH} levels", at)
        face, naming = self.face, self.naming
        yield
        self.face, self.naming = face, naming
        self._depth -= 1

    def _lines_until_end(self) -> list[tuple[Row | Span, ...]]:
        """Read the whole text: usually one row; lines and aligned parts if it has such."""
        lines: list[tuple[Row | Span, ...]] = []
        cells: list[Row | Span] = []
        while True:
            cells.append(cell_of(self.row()))
            start = self.at
            if self.peek() == "&":
                self.at += 1
                self.count_cell(start)
                continue
            name = self.next_command()
            if name in LINE_BREAKS:
                self.take_command()
                self.gap()
                lines.append(tuple(cells))
                cells = []
                self.count_cell(start)
                continue
            if self.at < len(self.text):
                what = {"}": "“}” has no “{” before it", "end": "\\end has no \\begin before it",
                        "right": "\\right has no \\left before it",
                        "middle": "\\middle stands outside \\left and \\right"}  # fmt: skip
                raise self.error(what[self.peek() if self.peek() == "}" else name])
            break
        lines.append(tuple(cells))
        if len(lines) > 1 and all(cell == Row() for cell in lines[-1]):
            lines.pop()
        return lines

    def count_cell(self, at: int, cells: int = 1) -> None:
        """Count cells of a table. Raises TexError at ``MAX_CELLS``."""
        self._cells += cells
        if self._cells > MAX_CELLS:
            raise self.error(f"has more than {MAX_CELLS} cells", at)

    def row(self, bracket: bool = False) -> Row:
        """Read parts up to what ends a row; ``bracket``: ``]`` ends it as well."""
        parts: list[Node] = []
        while True:
            self.skip()
            at = self.at
            sign = self.peek()
            if not sign or sign in "}&" or (bracket and sign == "]"):
                return Row(tuple(parts))
            if sign == "\\":
                name = self.next_command()
                if name in ROW_ENDS:
                    return Row(tuple(parts))
                if name in INFIX:
                    self.take_command()
                    return self._infix(name, parts, bracket, at)
            part = self.part()
            if part is None:
                continue
            if isinstance(part, Change | Space):
                parts.append(part)
            else:
                parts.append(self.with_scripts(part))

    def _infix(self, name: str, before: list[Node], bracket: bool, at: int) -> Row:
        line, left, right = INFIX[name]
        thickness = None
        if name.endswith("withdelims"):
            left, right = self.delimiter("\\" + name), self.delimiter("\\" + name)
        if name.startswith("above"):
            thickness = min(max(self.length("\\" + name), 0.0), 2.0)
        with self.nested(at):
            after = self.row(bracket)
        changes = [part for part in before if isinstance(part, Change)]
        return Row((*changes, Fraction(
            Row(tuple(before)), after, line and thickness != 0, left, right,
            thickness=thickness or None,
        )))  # fmt: skip

    def with_scripts(self, base: Node) -> Node:
        """Read the scripts after a part; return the part with them."""
        above: list[Node] = []
        raised = False
        below: Node | None = None
        limits: bool | None = None
        while True:
            self.skip()
            at = self.at
            sign = self.peek()
            if sign in ("'", "’"):
                self.at += 1
                above.append(Symbol("′"))
            elif sign == "^" or self.next_command() == "sp":
                self.at += 1 if sign == "^" else len("\\sp")
                if raised:
                    raise self.error("a second superscript stands at the same place", at)
                raised = True
                above.append(self.argument("^"))
            elif sign == "_" or self.next_command() == "sb":
                self.at += 1 if sign == "_" else len("\\sb")
                if below is not None:
                    raise self.error("a second subscript stands at the same place", at)
                below = self.argument("_")
            elif sign == "\\" and self.next_command() in ("limits", "nolimits", "displaylimits"):
                name = self.take_command()
                limits = {"limits": True, "nolimits": False}.get(name)
            else:
                break
        if not above and below is None:
            return base
        over = None if not above else above[0] if len(above) == 1 else Row(tuple(above))
        return Scripts(base, over, below, limits)

    def argument(self, of: str) -> Node:
        """Read an argument of a command or a script: a group in braces, or one part."""
        self.skip()
        at = self.at
        sign = self.peek()
        if sign == "{":
            return _single(self.group())
        if not sign or sign in "}&^_" or self.next_command() in ROW_ENDS:
            raise self.error(f"nothing stands behind {quoted(of)}" if of in "^_"
                       else f"{of} lacks an argument", at)  # fmt: skip
        with self.nested(at):
            part = self.part()
        return Row() if part is None else part

    def group(self) -> Row:
        """Read a row in braces, which come next."""
        at = self.at
        self.at += 1
        with self.nested(at):
            row = self.row()
            if self.peek() != "}":
                raise self.unclosed("“{”", at)
            self.at += 1
        return row

    def option(self) -> Row | None:
        """Read a row in square brackets; None if there are none."""
        self.skip()
        if self.peek() != "[":
            return None
        at = self.at
        self.at += 1
        with self.nested(at):
            row = self.row(bracket=True)
            if self.peek() != "]":
                raise self.unclosed("“[”", at)
            self.at += 1
        return row

    def part(self) -> Node | None:
        """Read one part without its scripts; None for what is not seen."""
        at = self.at
        sign = self.text[at]
        if sign == "\\":
            if self.next_command() in ("sp", "sb"):
                return Row()  # scripts of nothing
            return self.command(self.take_command(), at)
        if sign == "{":
            return _single(self.group())
        if sign in "^_'’":
            return Row()  # scripts of nothing
        self.at += 1
        if sign == "~":
            return Space(SPACES[" "])
        if sign == "$":
            around = self.text[:at].strip(" $\r\n\t"), self.text[at:].strip(" $\r\n\t")
            if all(around):
                remark = "was passed over: all of a formula is mathematics"
                self.remark(f"“$” at character {at + 1} {remark}")
            return None
        return self._character(sign, at)

    def command(self, name: str, at: int) -> Node | None:
        """Return what a command at an index stands for, after its arguments. Raises TexError."""
        return commands.read(self, name, at)

    def _character(self, sign: str, at: int) -> Node | None:
        if _FIRST_SELECTOR <= sign <= _LAST_SELECTOR:
            return None  # of a form that no font has
        if unicodedata.category(sign) in CONTROLS:
            if sign in INVISIBLE:
                return None
            raise self.error(f"the character U+{ord(sign):04X} cannot be set", at)
        if self.naming and sign in "-*":
            return Symbol(sign, "ord", "roman")
        known = CHARACTERS.get(sign)
        if self.peek() == VARIANT and sign + VARIANT in VARIANTS:
            self.at += 1
            return self.symbol(*VARIANTS[sign + VARIANT])
        if self.peek() == SLASH and known is not None and known[0] in NEGATED:
            self.at += 1
            return self.symbol(NEGATED[known[0]], "rel")
        if known is not None:
            return self.symbol(*known)
        sign = {'"': "”", "`": "‘"}.get(sign, sign)
        if len(unicodedata.normalize("NFD", sign)) == 2 and sign.isalpha() and "À" <= sign <= "ž":
            return Words(sign, "italic" if self.face == "math" else self.text_face())
        return self.symbol(sign, "ord")

    def symbol(self, sign: str, kind: Class) -> Symbol:
        """Return a sign in the current face, if it is one that has faces."""
        if self.face == "heavy" or sign.isalnum():
            return Symbol(sign, kind, self.face)
        return Symbol(sign, kind)

    def text_face(self) -> Face:
        """Return the face of text that stands here."""
        face = self.face
        return "bold" if face == "heavy" else (
            face if face in ("roman", "bold", "italic", "sans", "mono") else "roman"
        )  # fmt: skip

    def delimiter(self, of: str) -> str:
        """Read the delimiter that a command needs; "" for the one that is not seen."""
        self.skip()
        at = self.at
        if self.peek() == "\\":
            name = self.take_command()
            found = DELIMITER_COMMANDS.get(name, DELIMITERS.get(name) if len(name) == 1 else None)
        else:
            found = DELIMITERS.get(self.peek())
            if self.peek() in ("{", "}") and found:
                self.remark(f"“{found}” at character {at + 1} is taken for \\{found}")
            self.at += 1
        if found is None:
            what = quoted(self.text[at : self.at]) if at < len(self.text) else "the end"
            raise self.error(f"{of} lacks a delimiter: {what} is not one", at)
        return found


def _single(row: Row) -> Node:
    """Return a group; its sign, if it is one ordinary sign (TeX's rule for scripts)."""
    if len(row.parts) == 1 and isinstance(row.parts[0], Symbol):
        sign = row.parts[0]
        return sign if sign.kind in ("ord", "op") else Symbol(sign.sign, "ord", sign.face)
    return row
