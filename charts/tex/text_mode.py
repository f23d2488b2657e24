r"""Text within a formula (``\text``), and mathematics within the text."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from .scanner import ROW_ENDS, SPACES
from .symbols import COMMANDS, TEXT_ACCENTS
from .tree import Change, Face, Node, Row, Space, Words

if TYPE_CHECKING:
    from .parse import Parser
    from .scanner import Call

# The face of each; None: that of the formula around it.
TEXTS: Final[dict[str, Face | None]] = {
    "text": None, "mbox": None, "hbox": None, "textnormal": "roman", "textrm": "roman",
    "textup": "roman", "textbf": "bold", "textit": "italic", "emph": "italic", "textsl": "italic",
    "textsf": "sans", "texttt": "mono", "textsc": "roman", "textmd": "roman", "intertext": None,
    "mathtext": None,
}  # fmt: skip
# Faces of all that follows.
FACES_FROM_HERE: Final[dict[str, Face]] = {
    "rm": "roman", "bf": "bold", "it": "italic", "sf": "sans", "tt": "mono", "cal": "script",
    "mit": "math", "boldmath": "heavy", "unboldmath": "math", "rmfamily": "roman",
    "bfseries": "bold", "itshape": "italic", "sffamily": "sans", "ttfamily": "mono",
    "upshape": "roman", "normalfont": "roman", "mdseries": "roman", "sl": "italic",
    "em": "italic", "slshape": "italic",
}  # fmt: skip
# Spaces that have no width, and marks that tell where words may be broken.
INVISIBLE: Final = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
CONTROLS: Final = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Categories of characters that no font has."""


def read_text(parser: Parser, call: Call) -> Node:
    """Read the argument of a command for text; ``value`` is its face."""
    if call.name == "\\textsc":
        parser.remark("there are no small capitals (\\textsc)")
    return text_in_braces(parser, call.name, call.value or parser.text_face())


def text_in_braces(parser: Parser, of: str, face: Face) -> Row:
    """Read text, or one letter without braces; ``$…$`` within it is mathematics."""
    parser.skip()
    at = parser.at
    if parser.peek() != "{":
        if not parser.peek() or parser.peek() in "}&\\":
            raise parser.error(f"{of} lacks its braces", at)
        parser.at += 1
        return Row((Words(parser.text[at], face),))
    parser.at += 1
    parts: list[Node] = []
    letters: list[str] = []

    def close() -> None:
        if letters:
            parts.append(Words("".join(letters), face))
            letters.clear()

    with parser.nested(at):
        while True:
            sign = parser.peek()
            if not sign:
                raise parser.error("“{” is not closed", at)
            if sign == "}":
                parser.at += 1
                break
            if sign == "\\":
                part = _command_in_text(parser, face)
                if isinstance(part, str):
                    letters.append(part)
                elif part is not None:
                    close()
                    parts.append(part)
            elif sign == "{":
                close()
                parts.append(text_in_braces(parser, of, face))
            elif sign == "$":
                close()
                parts.append(_mathematics(parser, "$"))
            else:
                parser.at += 1
                letters.append(_letter(parser, sign))
        close()
    return Row(tuple(parts))


def _letter(parser: Parser, sign: str) -> str:
    """Return a character of text that was read: several spaces count as one."""
    if sign in "~ \t\r\n\u00a0\u3000":
        parser.at = SPACES.match(parser.text, parser.at).end()  # type: ignore[union-attr]
        return " "
    if unicodedata.category(sign) in CONTROLS:
        if sign in INVISIBLE:
            return ""
        raise parser.error(f"the character U+{ord(sign):04X} cannot be set", parser.at - 1)
    return sign


def _mathematics(parser: Parser, end: str) -> Node:
    """Read mathematics within text, up to its end."""
    at = parser.at
    parser.at += 1
    parts: list[Node] = []
    with parser.nested(at):
        parser.face = "math"
        while True:
            parser.skip()
            if parser.peek() == end:
                parser.at += 1
                break
            if not parser.peek() or parser.peek() in "}&" or parser.next_command() in ROW_ENDS:
                raise parser.unclosed(f"“{end}”", at)
            part = parser.part()
            if part is not None:
                parts.append(
                    part if isinstance(part, Change | Space) else parser.with_scripts(part)
                )
    return Row((Change(style="text"), *parts))


def _command_in_text(parser: Parser, face: Face) -> Node | str | None:
    """Read a command within text; return its letter, or its part."""
    at = parser.at
    name = parser.take_command()
    if not name:
        raise parser.error("“{” is not closed", at)
    if name.isalpha():
        parser.at = SPACES.match(parser.text, parser.at).end()  # type: ignore[union-attr]
    if name in TEXT_ACCENTS:
        braced = parser.peek() == "{"
        letter = parser.raw("\\" + name) if braced else parser.peek()
        parser.at += 0 if braced else len(letter)
        letter = {"\\i": "i", "\\j": "j"}.get(letter, letter)
        if len(letter) != 1 or not letter.isalpha():
            raise parser.error(f"\\{name} stands before no letter", at)
        return unicodedata.normalize("NFC", letter + TEXT_ACCENTS[name])
    if name.isspace() or name in ("\\", "newline"):
        return " "
    if name in TEXTS:
        return text_in_braces(parser, "\\" + name, TEXTS[name] or face)
    if name in FACES_FROM_HERE:
        parser.remark(f"\\{name} within text was passed over")
        return None
    if name in COMMANDS and not name.isalpha():
        return COMMANDS[name][0]
    if name in ROW_ENDS:
        raise parser.error(f"\\{name} stands within text", at)
    return parser.command(name, at)
