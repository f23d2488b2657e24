"""A tolerant reader of JavaScript literals: a Chart.js config as data.

It reads what people write into chart URLs: JSON, bare keys, single quotes, template literals
without code, comments, holes, trailing commas, ``undefined``, Python's ``True`` and ``None``,
surplus brackets at the end, and arithmetic on literals (``-Math.PI / 2``). Nothing is executed:
a function, and any other code, stays text (``Code``); a call of a function by its name stays a name
and its arguments (``Call``).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from typing import Any, Literal

from api.named_tuple import NamedTuple

MAX_DEPTH = 64
"""How deep brackets may be nested."""
MAX_LENGTH = 262_144
"""Characters of a text."""
MAX_CODE = 2000
"""Characters of a function that may be recognised."""
MAX_OPERATIONS = 5000
"""How often numbers are added and multiplied."""


class LiteralError(ValueError):
    """Raised if a text is no literal; the message says what is wrong, and where."""


class Code(NamedTuple):
    """Code that is not run: a function, or an expression that is no literal."""

    text: str

    @property
    def short(self) -> str:
        """The text with single blanks, "" if it is long: what patterns match in little time."""
        return " ".join(self.text.split()) if len(self.text) <= MAX_CODE else ""


class Call(NamedTuple):
    """A call that is not made: ``new Date('2024-01-01')`` is ``Call("Date", ("2024-01-01",))``."""

    name: str
    arguments: tuple[Any, ...]


class _Undefined:
    """The type of ``UNDEFINED``."""

    def __repr__(self) -> str:
        return "undefined"

    def __bool__(self) -> Literal[False]:
        return False


UNDEFINED = _Undefined()
"""JavaScript's ``undefined``, and a hole in a list."""

_SPACE = re.compile(r"(?:[\s\ufeff]+|//[^\n\r]*|/\*.*?\*/)+", re.DOTALL)
_NUMBER = re.compile(
    r"0[xX][0-9a-fA-F]{1,200}(?![\w$])|0[bB][01]{1,900}(?![\w$])|0[oO][0-7]{1,300}(?![\w$])"
    r"|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9]+)?(?![\w$])",
    re.ASCII,
)
_NAME = re.compile(r"[^\W\d]?[\w$]*", re.UNICODE)
_PATH = re.compile(r"[A-Za-z_$][\w$]*(?:\s*\.\s*[A-Za-z_$][\w$]*)*")
_PLAIN = {'"': re.compile(r'[^"\\]*'), "'": re.compile(r"[^'\\]*"), "`": re.compile(r"[^`\\$]*")}
_ARROW = re.compile(r"\s*=>")
_ONE_PARAMETER = re.compile(r"(?:async\s+)?[A-Za-z_$][\w$]*\s*=>")
_FUNCTION = re.compile(r"(?:async\s+)?(?:function\b|\()|class\b|async\s")
_CONSTANTS: dict[str, Any] = {
    "true": True,
    "True": True,
    "false": False,
    "False": False,
    "null": None,
    "None": None,
    "undefined": UNDEFINED,
    "NaN": math.nan,
    "Infinity": math.inf,
    "Math.PI": math.pi,
    "Math.E": math.e,
    "Math.SQRT2": math.sqrt(2),
    "Number.MAX_SAFE_INTEGER": 2**53 - 1,
    "Number.MAX_VALUE": 1.7976931348623157e308,
}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_CLOSERS = {"(": ")", "[": "]", "{": "}"}
_BEFORE_REGEX = frozenset("(,=:[!&|?{};+-*%<>~^\n")  # elsewhere a slash divides
_REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,200}\]){1,500}/")
_JSON_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_BYTE = re.compile(r"x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}")
_LOW_SURROGATE = re.compile(r"\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def read(text: str) -> Any:
    """Return the value of a literal.

    Objects are dicts, lists are lists, numbers int or float. Raises LiteralError.
    """
    if len(text) > MAX_LENGTH:
        raise LiteralError(f"{len(text)} characters are more than {MAX_LENGTH}")
    try:
        value = json.loads(text)  # in C; what follows is for what is no JSON
    except (ValueError, RecursionError):
        return _Reader(text).whole()
    if text.count("[") + text.count("{") > MAX_DEPTH and _depth_of_json(text) > MAX_DEPTH:
        raise LiteralError(f"brackets are nested more than {MAX_DEPTH} deep")
    return value


def check_depth(value: Any) -> None:
    """Raise LiteralError if lists and objects are nested deeper than a text may have them."""
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return
    raise LiteralError(f"brackets are nested more than {MAX_DEPTH} deep")


def _depth_of_json(text: str) -> int:
    depth = deepest = 0
    for character in _JSON_STRING.sub("", text):
        if character in "[{":
            depth += 1
            deepest = max(depth, deepest)
        elif character in "]}":
            depth -= 1
    return deepest


class _Reader:
    """Reads one text from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0
        self._operations = 0

    def whole(self) -> Any:
        """Return the value of the whole text; closing brackets and semicolons may follow it."""
        value = self._value()
        rest = self._skip_space()
        while rest in (")", "]", "}", ";", ","):
            self._at += 1
            rest = self._skip_space()
        if rest:
            raise self._error("a value has ended, and more follows")
        return value

    def _error(self, reason: str, at: int | None = None) -> LiteralError:
        at = self._at if at is None else at
        near = " ".join(self._text[max(0, at - 15) : at + 25].split())
        where = f"near “{near}”" if near else "at the end"
        return LiteralError(f"{reason}, {where} (character {at + 1})")

    def _skip_space(self) -> str:
        """Skip blanks and comments; return the next character, "" at the end."""
        text, at = self._text, self._at
        next_character = text[at : at + 1]
        if next_character in " \n\r\t/\ufeff\xa0" or next_character.isspace():
            blank = _SPACE.match(text, at)
            if blank:
                self._at = blank.end()
                next_character = text[self._at : self._at + 1]
            if next_character == "/" and text.startswith("/*", self._at):
                raise self._error("a comment is not closed")
        return next_character

    def _value(self) -> Any:
        """Return the next value, with arithmetic; code that is no literal as ``Code``."""
        character = self._skip_space()
        start = self._at
        if not character:
            raise self._error("the text ends where a value must stand")
        if self._starts_function():
            return self._code(start)
        depth = self._depth
        try:
            value = self._sum()
        except _NotALiteralError:
            self._depth = depth
            return self._code(start)
        if self._skip_space() in (",", "]", "}", ")", ";", ":", ""):
            return value
        if isinstance(value, Call | Code | _Undefined) or self._text[self._at] in ".[(?=<>&|!":
            return self._code(start)
        raise self._error("a comma or a closing bracket is missing")

    def _starts_function(self) -> bool:
        text, at = self._text, self._at
        first = text[at]
        if first == "(":
            closing = self._balanced(at)
            return _ARROW.match(text, closing) is not None
        if not (first.isalpha() or first in "_$"):
            return False
        return bool(_ONE_PARAMETER.match(text, at) or _FUNCTION.match(text, at))

    def _code(self, start: int) -> Code:
        """Return what stands up to the comma or bracket that ends an expression, as text."""
        self._at = end = self._end_of_code(start)
        return Code(self._text[start:end].strip())

    def _end_of_code(self, at: int) -> int:
        """Return where an expression ends: at a comma, a semicolon or a bracket of its outside."""
        text = self._text
        end = len(text)
        while at < end:
            character = text[at]
            if character in ",;]})":
                return at
            at = self._balanced(at) if character in _CLOSERS else self._after_token(at)
        return end

    def _balanced(self, at: int) -> int:
        """Return the place after the bracket that closes the one here."""
        text = self._text
        open_brackets = []
        start = at
        while at < len(text):
            character = text[at]
            if character in _CLOSERS:
                open_brackets.append(_CLOSERS[character])
                at += 1
            elif character in ")]}":
                if open_brackets.pop() != character:
                    raise self._error(f"a “{character}” closes nothing", at)
                at += 1
                if not open_brackets:
                    return at
            else:
                at = self._after_token(at)
        raise self._error(f"a “{text[start]}” is not closed", start)

    def _after_token(self, at: int) -> int:
        """Return the place after a character of code, or after the string or comment it starts."""
        text = self._text
        character = text[at]
        if character in _PLAIN:
            return self._after_string(at)
        if character == "/":
            blank = _SPACE.match(text, at)
            if blank:
                return blank.end()
            if text.startswith("/*", at):
                raise self._error("a comment is not closed", at)
            before = at - 1
            while before >= 0 and text[before] in " \t\r":
                before -= 1
            if before < 0 or text[before] in _BEFORE_REGEX:
                expression = _REGEX.match(text, at)
                if expression:
                    return expression.end()
        return at + 1

    def _after_string(self, at: int) -> int:
        """Return the place after a string, whatever code a template literal has within."""
        text, quote, start = self._text, self._text[at], at
        plain = _PLAIN[quote]
        at += 1
        while True:
            match = plain.match(text, at)
            at = match.end() if match else at
            if at >= len(text):
                raise self._error("a text is not closed", start)
            if text[at] == quote:
                return at + 1
            if text[at] == "\\":
                at += 2
            elif text.startswith("${", at):
                self._depth += 1
                if self._depth > MAX_DEPTH:
                    raise self._error(f"brackets are nested more than {MAX_DEPTH} deep")
                at = self._balanced(at + 1)
                self._depth -= 1
            else:
                at += 1

    def _sum(self) -> Any:
        value = self._product()
        while (sign := self._skip_space()) in ("+", "-"):
            self._operate()
            value = _added(value, self._product(), sign)
        return value

    def _operate(self) -> None:
        """Go past an operator. Raises LiteralError if there are too many."""
        self._at += 1
        self._operations += 1
        if self._operations > MAX_OPERATIONS:
            raise self._error(f"more than {MAX_OPERATIONS} sums and products")

    def _product(self) -> Any:
        value = self._unary()
        while (sign := self._skip_space()) in ("*", "/", "%"):
            self._operate()
            value = _multiplied(value, self._unary(), sign)
        return value

    def _unary(self) -> Any:
        sign = self._skip_space()
        if sign not in ("+", "-"):
            return self._primary(sign)
        count = 0
        while sign in ("+", "-"):
            count += sign == "-"
            self._at += 1
            sign = self._skip_space()
        value = _number(self._primary(sign))
        return -value if count % 2 else value

    def _primary(self, first: str) -> Any:
        if first in ('"', "'", "`"):
            return self._string()
        if first == "{":
            return self._nested(self._object)
        if first == "[":
            return self._nested(self._list)
        if first == "(":
            return self._nested(self._group)
        if first == "/":  # a regular expression
            raise _NotALiteralError
        number = _NUMBER.match(self._text, self._at)
        if number:
            self._at = number.end()
            return _number_of(number[0])
        if first.isalpha() or first in ("_", "$"):
            return self._named()
        if first:
            raise self._error(f"“{first}” starts no value")
        raise self._error("the text ends where a value must stand")

    def _nested(self, read_inside: Callable[[], Any]) -> Any:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error(f"brackets are nested more than {MAX_DEPTH} deep")
        self._at += 1
        value = read_inside()
        self._depth -= 1
        return value

    def _group(self) -> Any:
        value = self._value()
        if self._skip_space() != ")":
            raise self._error("a “(” is not closed")
        self._at += 1
        return value

    def _list(self) -> list[Any]:
        values: list[Any] = []
        while True:
            character = self._skip_space()
            if character == "]":
                self._at += 1
                return values
            if character == ",":
                self._at += 1
                values.append(UNDEFINED)
                continue
            if self._text.startswith("...", self._at):
                self._at += 3
                values.append(Code(f"...{self._code(self._at).text}"))
            else:
                values.append(self._value())
            character = self._skip_space()
            if character == ",":
                self._at += 1
            elif character != "]":
                raise self._error("a list is not closed" if not character else "a comma is missing")

    def _object(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while True:
            character = self._skip_space()
            if character == "}":
                self._at += 1
                return values
            if character == ",":
                self._at += 1
                continue
            if self._text.startswith("...", self._at):
                self._code(self._at)
            else:
                name, value = self._member(character)
                values[name] = value
            character = self._skip_space()
            if character == ",":
                self._at += 1
            elif character != "}":
                raise self._error(
                    "an object is not closed" if not character else "a comma is missing"
                )

    def _member(self, first: str) -> tuple[str, Any]:
        """Return a name and its value; a method is a function, a name alone is a variable."""
        text, start = self._text, self._at
        if first in ('"', "'", "`"):
            name = self._string()
        elif first == "[":  # a computed name
            self._at = self._balanced(start)
            name = text[start : self._at]
        else:
            match = _NAME.match(text, start)
            name = match[0] if match else ""
            if not name:
                raise self._error("a name must stand here" if first else "an object is not closed")
            self._at += len(name)
        character = self._skip_space()
        if character == ":":
            self._at += 1
            if self._skip_space() in (",", "}"):
                return name, UNDEFINED
            return name, self._value()
        if character == "(":
            self._at = self._balanced(self._at)
            if self._skip_space() == "{":
                self._at = self._balanced(self._at)
                return name, Code(text[start : self._at])
        if character in (",", "}"):
            return name, _CONSTANTS.get(name, Code(name))
        raise self._error(f"a colon is missing after “{name}”")

    def _named(self) -> Any:
        """Return a constant or a call."""
        start = self._at
        match = _PATH.match(self._text, start)
        if match is None:
            raise _NotALiteralError
        name = re.sub(r"\s+", "", match[0])
        self._at = match.end()
        if name in _CONSTANTS:
            return _CONSTANTS[name]
        if name == "new":
            self._skip_space()
            match = _PATH.match(self._text, self._at)
            if match is None:
                raise _NotALiteralError
            name = re.sub(r"\s+", "", match[0])
            self._at = match.end()
        if self._skip_space() != "(":
            raise _NotALiteralError
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error(f"brackets are nested more than {MAX_DEPTH} deep")
        self._at += 1
        arguments = []
        while self._skip_space() != ")":
            arguments.append(self._value())
            if self._skip_space() == ",":
                self._at += 1
            elif self._skip_space() != ")":
                raise _NotALiteralError
        self._at += 1
        self._depth -= 1
        return Call(name, tuple(arguments))

    def _string(self) -> str:
        """Return a text; one with code within is ``Code``."""
        text, at = self._text, self._at
        quote, start = text[at], at
        plain = _PLAIN[quote]
        at += 1
        parts = []
        while True:
            match = plain.match(text, at)
            if match and match.end() > at:
                parts.append(match[0])
                at = match.end()
            if at >= len(text):
                raise self._error("a text is not closed", start)
            if text[at] == quote:
                self._at = at + 1
                return "".join(parts)
            if text[at] == "$":
                if text.startswith("${", at):
                    raise _NotALiteralError
                parts.append("$")
                at += 1
            else:
                part, at = self._escape(at + 1)
                parts.append(part)

    def _escape(self, at: int) -> tuple[str, int]:
        """Return the text of an escape (ECMA-262, 12.9.4) and the place after it."""
        text = self._text
        letter = text[at : at + 1]
        if letter in ("x", "u"):
            match = _BYTE.match(text, at)
            if match:
                code = int(match[1] or match[2] or match[3], 16)
                pair = _LOW_SURROGATE.match(text, match.end())
                if 0xD800 <= code < 0xDC00 and pair:
                    low = int(pair[1], 16)
                    return chr(0x10000 + ((code - 0xD800) << 10) + low - 0xDC00), pair.end()
                return (chr(code) if code < 0x110000 else "\ufffd"), match.end()
        if letter in ("\n", "\r", "\u2028", "\u2029"):
            return "", at + (2 if text.startswith("\r\n", at) else 1)
        return _ESCAPES.get(letter, letter), at + 1


class _NotALiteralError(Exception):
    """Raised within an expression that is code."""


def _number_of(text: str) -> float:
    text = text.replace("_", "")
    if text[:2] in ("0x", "0X", "0b", "0B", "0o", "0O"):
        return int(text, 0)
    if text.isdecimal() and len(text) < 16:
        return int(text)
    return float(text)


def _number(value: Any) -> float:
    """Return a value as JavaScript's arithmetic takes it. Raises _NotALiteralError."""
    if value is None:
        return 0
    if isinstance(value, int | float):
        return value
    if isinstance(value, str):
        try:
            return float(value.strip() or 0)
        except ValueError:
            return math.nan
    raise _NotALiteralError


def _added(left: Any, right: Any, sign: str) -> Any:
    if sign == "+" and (isinstance(left, str) or isinstance(right, str)):
        return _text(left) + _text(right)
    return _number(left) + _number(right) if sign == "+" else _number(left) - _number(right)


def _multiplied(left: Any, right: Any, sign: str) -> float:
    first, second = _number(left), _number(right)
    if sign == "*":
        return first * second
    if not second or not math.isfinite(first):
        return math.nan if not first or sign == "%" else math.copysign(math.inf, first)
    return first / second if sign == "/" else math.fmod(first, second)


def _text(value: Any) -> str:
    """Return a value as JavaScript writes it. Raises _NotALiteralError for what is not plain."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e21 else repr(value)
    if isinstance(value, int):
        return str(value)
    raise _NotALiteralError
