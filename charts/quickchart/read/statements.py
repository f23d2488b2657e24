"""Where statements and the parts of expressions end in the text of a function."""

from __future__ import annotations

import re
from collections.abc import Iterator

IF = re.compile(r"if\s*\(")


class UnknownFormError(Exception):
    """Raised by what is none of the known forms."""


def inside(body: str) -> str:
    """Return what is between the braces of a block."""
    if not body.endswith("}"):
        raise UnknownFormError
    return body[1:-1].strip()


def unbraced(statement: str) -> str:
    """Return a statement, or what is in it if it is a block."""
    return inside(statement) if statement.startswith("{") else statement


def first_statement(body: str) -> tuple[str, str]:
    """Return the first statement, without its semicolon, and the rest."""
    body = body.strip().lstrip(";").strip()
    if match := IF.match(body):
        at = closing(body, match.end() - 1) + 1
        while at < len(body) and body[at].isspace():
            at += 1
        if body[at : at + 1] == "{":
            end = closing(body, at) + 1
            return body[:end], body[end:].strip()
        end = end_of_statement(body, at)
        return body[:end], body[end + 1 :].strip()
    if body.startswith("{"):
        end = closing(body, 0) + 1
        return body[:end], body[end:].strip()
    end = end_of_statement(body, 0)
    return body[:end].strip(), body[end + 1 :].strip()


def end_of_statement(text: str, at: int) -> int:
    """Return where a statement ends: at a semicolon, or a line end after which another starts."""
    for place, character, depth in _outside_quotes(text, at):
        if depth == 0 and character == ";":
            return place
        if (
            depth == 0
            and character == "\n"
            and re.match(r"\s*(?:return|if|const|let|var)\b", text[place:])
        ):
            return place
    return len(text)


def _outside_quotes(text: str, at: int = 0) -> Iterator[tuple[int, str, int]]:
    """Yield index, character and depth in brackets of all outside quotes, from ``at`` on.

    An opening bracket has the depth within it, a closing one the depth around it.
    """
    depth = 0
    while at < len(text):
        character = text[at]
        if character in "'\"`":
            at = after_quote(text, at)
            continue
        depth += (character in "([{") - (character in ")]}")
        yield at, character, depth
        at += 1


def after_quote(text: str, at: int) -> int:
    """Return the place behind the text in quotes that starts here."""
    quote = text[at]
    at += 1
    while at < len(text) and text[at] != quote:
        at += 2 if text[at] == "\\" else 1
    return at + 1


def closing(text: str, at: int) -> int:
    """Return the place of the bracket that closes the one here."""
    for place, _, depth in _outside_quotes(text, at):
        if depth == 0:
            return place
    raise UnknownFormError


def split_at(text: str, signs: str) -> list[str]:
    """Return the parts between signs that are outside of brackets and texts, signs included."""
    parts, start = [], 0
    for at, character, depth in _outside_quotes(text):
        single = text[at - 1 : at] != character and text[at + 1 : at + 2] != character
        if depth == 0 and character in signs and single:
            parts += [text[start:at].strip(), character]
            start = at + 1
    return [*parts, text[start:].strip()]


def colon(text: str) -> tuple[str, str, str]:
    """Return what is before and behind the colon of a choice."""
    depth = at = 0
    while at < len(text):
        if text[at] in "'\"`":
            at = after_quote(text, at)
            continue
        depth += (text[at] in "([{?") - (text[at] in ")]}")
        if text[at] == ":":
            if depth == 0:
                return text[:at], ":", text[at + 1 :]
            depth -= 1
        at += 1
    raise UnknownFormError
