"""The text of a formula, character by character: spaces, commands, and arguments that are text."""

from __future__ import annotations

import re
from typing import Any, Final

from api.named_tuple import NamedTuple

from ..diagnostics import quoted
from .errors import TexError

_NAME = re.compile("[A-Za-z]+")
SPACES = re.compile(r"[ \t\r\n\f\v\u00a0\u3000]*")
_LENGTH = re.compile(
    r"\s*([+-]?(?:[0-9]{1,6}\.?[0-9]{0,6}|\.[0-9]{1,6}))\s*(em|ex|pt|mu|cm|mm|in|px|pc|bp)"
)
_LETTER_OPTION = re.compile(r"\s*\[\s*([A-Za-z])\s*\]")
_GAP = re.compile(r"[ \t]*\[([^\[\]]*)\]")
# In em of 10 points.
_UNITS: Final = {
    "em": 1.0, "ex": 0.43, "pt": 0.1, "mu": 1 / 18, "cm": 2.845, "mm": 0.2845, "in": 7.227,
    "px": 0.075, "pc": 1.2, "bp": 0.1,
}  # fmt: skip
_MAX_SPACE = 100.0  # em
_MAX_REMARKS = 20

LINE_BREAKS: Final = ("\\", "cr", "newline", "tabularnewline")
"""Commands that end a row and begin another one."""
ROW_ENDS: Final = (*LINE_BREAKS, "end", "right", "middle")
"""Commands that end a row."""


class Call(NamedTuple):
    """A command where it stands in a text."""

    name: str
    """With its backslash."""
    at: int
    """The index of the backslash."""
    value: Any = None
    """What the table of commands says of it."""


class Scanner:
    """A text and the place in it that is read next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.remarks: dict[str, None] = {}  # a set that keeps its order

    def remark(self, text: str) -> None:
        """Say what is taken otherwise than it is written, or passed over."""
        if len(self.remarks) < _MAX_REMARKS:
            self.remarks[text] = None

    def error(self, what: str, at: int | None = None) -> TexError:
        """Return the error ``what`` at an index of the text, the current one if there is none."""
        at = self.at if at is None else at
        return TexError(f"{what} (character {at + 1})")

    def skip(self) -> None:
        """Step over spaces and comments."""
        while True:
            spaces = SPACES.match(self.text, self.at)
            if spaces:
                self.at = spaces.end()
            if self.text[self.at : self.at + 1] != "%":
                return
            end = self.text.find("\n", self.at)
            if end < 0:
                if self.text[self.at + 1 :].strip():
                    comment = quoted(self.text[self.at :])
                    self.remark(f"{comment} is a comment, as all after % (\\% writes the sign)")
                end = len(self.text)
            self.at = end

    def peek(self) -> str:
        """Return the next character, "" at the end."""
        return self.text[self.at : self.at + 1]

    def next_command(self) -> str:
        """Return the command that comes next, without its backslash; "" for none."""
        if self.peek() != "\\":
            return ""
        name = _NAME.match(self.text, self.at + 1)
        return name[0] if name else self.text[self.at + 1 : self.at + 2]

    def take_command(self) -> str:
        """Read the command that comes next; return it without its backslash."""
        name = self.next_command()
        self.at += 1 + len(name)
        return name

    def unclosed(self, what: str, at: int) -> TexError:
        """Return the error that what was opened at an index is not closed here."""
        if self.at >= len(self.text):
            return self.error(f"{what} is not closed", at)
        sign = self.peek() if self.peek() in "&}" else "\\" + self.next_command()
        return self.error(f"{quoted(sign)} stands where {what} of character {at + 1} is still open")

    def raw_option(self) -> str | None:
        """Read and return the text in square brackets, None if there are none."""
        self.skip()
        if self.peek() != "[":
            return None
        end = self.text.find("]", self.at)
        if end < 0:
            raise self.error("“[” is not closed")
        text = self.text[self.at + 1 : end]
        self.at = end + 1
        return text

    def letter_option(self, letters: str) -> str:
        """Read one of these letters in square brackets; return "" for anything else.

        As amsmath does: what follows in square brackets may be the beginning of a formula.
        """
        match = _LETTER_OPTION.match(self.text, self.at)
        if match is None or match[1] not in letters:
            return ""
        self.at = match.end()
        return match[1]

    def raw(self, of: str) -> str:
        """Read and return the text in braces, the argument of a command. Raises TexError."""
        self.skip()
        at = self.at
        if self.peek() != "{":
            raise self.error(f"{of} lacks its braces")
        depth = 0
        while self.at < len(self.text):
            sign = self.text[self.at]
            self.at += 2 if sign == "\\" else 1
            depth += {"{": 1, "}": -1}.get(sign, 0)
            if not depth:
                return self.text[at + 1 : self.at - 1]
        self.at = len(self.text)
        raise self.error("“{” is not closed", at)

    def length(self, of: str) -> float:
        """Read a length, in braces or without; return it in em. Raises TexError."""
        self.skip()
        at = self.at
        braced = self.peek() == "{"
        text = self.raw(of) if braced else self.text[at:]
        match = _LENGTH.match(text)
        if match is None:
            raise self.error(f"{of} lacks a length, as in 2em or 5pt", at)
        if not braced:
            self.at = at + match.end()
        return min(max(_in_em(match), -_MAX_SPACE), _MAX_SPACE)

    def optional_length(self, of: str) -> float:
        """Read a length in square brackets; return it in em, 0 if there is none."""
        self.skip()
        at = self.at
        text = self.raw_option()
        if text is None:
            return 0.0
        match = _LENGTH.fullmatch(text.strip())
        if match is None:
            raise self.error(f"{quoted(text)} is not a length of {of}, as in 2em or 5pt", at)
        return min(max(_in_em(match), -_MAX_SPACE), _MAX_SPACE)

    def gap(self) -> float:
        r"""Read a star and a length in square brackets, as after ``\\``; return it in em."""
        if self.peek() == "*":
            self.at += 1
        match = _GAP.match(self.text, self.at)
        length = _LENGTH.fullmatch(match[1].strip()) if match else None
        if match is None or length is None:
            return 0.0
        self.at = match.end()
        return min(max(_in_em(length), -1.0), 20.0)


def _in_em(length: re.Match[str]) -> float:
    return float(length[1]) * _UNITS[length[2]]
