"""How the value of one parameter is read, from query text or from JSON.

Each class is a kind of value: ``read`` gives the value or raises ValueError with what is wrong,
``allowed`` says what is right. In query text everything is a string: lists are separated by
commas, series by ``|``, and ``\\,`` ``\\|`` ``\\\\`` stand for those characters themselves. In
JSON a list may be a list, a flag a boolean, a number a number; strings are read as in a query.
"""

from __future__ import annotations

import math
import re
from typing import Any, ClassVar, NamedTuple, Protocol

from .. import colour
from ..diagnostics import Value, shown

_number = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?").fullmatch
_integer = re.compile("[+-]?[0-9]{1,9}").fullmatch
_surrogate = re.compile("[\ud800-\udfff]").search
_nonzero = re.compile(r"\s*[+-]?[0.]*[1-9]").match
LARGEST, SMALLEST = 1e300, 1e-300
"""The range of numbers: what is between them can be divided without over- or underflow."""


class Kind(Protocol):
    """What every kind of value can do."""

    @property
    def allowed(self) -> str: ...

    def read(self, given: Any) -> Any: ...


def _text(given: Any, limit: int) -> str:
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise ValueError(f"{shown(given)} is not a text")
    if isinstance(given, float) and not math.isfinite(given):
        raise ValueError(f"{shown(given)} is neither a text nor a number")
    text = given if isinstance(given, str) else f"{given}"
    if _surrogate(text):
        raise ValueError("holds bytes or escapes that are not Unicode text")
    if len(text) > limit:
        raise ValueError(f"{len(text)} characters is too long: {shown(text)}")
    return text


def _number_of(given: Any) -> float:
    if isinstance(given, str):
        text = given.strip()
        if not _number(text):
            raise ValueError(f"{shown(given)} is not a number")
        value = float(text)
    elif isinstance(given, bool) or not isinstance(given, int | float):
        raise ValueError(f"{shown(given)} is not a number")
    else:
        try:
            value = float(given)
        except OverflowError:
            value = math.inf
    if math.isnan(value):
        raise ValueError(f"{shown(given)} is not a number")
    if abs(value) > LARGEST:
        raise ValueError(f"{shown(given)} is too large")
    vanished = value == 0 and isinstance(given, str) and _nonzero(given)
    if vanished or 0 < abs(value) < SMALLEST:
        raise ValueError(f"{shown(given)} is too small: it would be 0 or at least 1e-300")
    return value


def _split(text: str, separator: str) -> list[str]:
    """Split at a separator that has no backslash before it; escapes stay as they are."""
    parts, part = [], []
    letters = iter(text)
    for letter in letters:
        if letter == "\\":
            part.append(letter + next(letters, ""))
        elif letter == separator:
            parts.append("".join(part))
            part = []
        else:
            part.append(letter)
    return [*parts, "".join(part)]


def _unescape(text: str) -> str:
    return re.sub(r"\\([,|\\])", r"\1", text)


def _items(given: Any) -> list[Any]:
    """The items of a list: of a JSON list as they are, of a text between its commas."""
    if isinstance(given, list):
        return given
    if isinstance(given, str):
        return [_unescape(item) for item in _split(given, ",")]
    if isinstance(given, int | float) and not isinstance(given, bool):
        return [given]
    raise ValueError(f"{shown(given)} is not a list")


class Text(NamedTuple):
    """A text of at most ``limit`` characters."""

    limit: int

    @property
    def allowed(self) -> str:
        return f"text of at most {self.limit} characters"

    def read(self, given: Any) -> str:
        return _text(given, self.limit)


class Flag:
    """Yes or no; in a query the bare name means yes."""

    allowed: ClassVar[str] = "true or false (also 1 or 0, on or off, yes or no)"
    _words: ClassVar[dict[str, bool]] = {
        **dict.fromkeys(("", "true", "1", "on", "yes"), True),
        **dict.fromkeys(("false", "0", "off", "no"), False),
    }

    def read(self, given: Any) -> bool:
        if isinstance(given, bool):
            return given
        if isinstance(given, str) and given.strip().lower() in self._words:
            return self._words[given.strip().lower()]
        raise ValueError(f"{shown(given)} is neither true nor false")


class Choice(NamedTuple):
    """One of a few words."""

    options: tuple[str, ...]

    @property
    def allowed(self) -> str:
        return ", ".join(self.options[:-1]) + f" or {self.options[-1]}"

    def read(self, given: Any) -> str:
        if isinstance(given, str) and given.strip().lower() in self.options:
            return given.strip().lower()
        raise ValueError(f"{shown(given)} is not one of them")


class Integer(NamedTuple):
    """A whole number within a range."""

    low: int
    high: int

    @property
    def allowed(self) -> str:
        return f"a whole number from {self.low} to {self.high}"

    def read(self, given: Any) -> int:
        if isinstance(given, str):
            if not _integer(given.strip()):
                raise ValueError(f"{shown(given)} is not a whole number in that range")
            value = int(given.strip())
        elif isinstance(given, int) and not isinstance(given, bool):
            value = given
        elif isinstance(given, float) and given.is_integer():
            value = int(given)
        else:
            raise ValueError(f"{shown(given)} is not a whole number")
        if not self.low <= value <= self.high:
            raise ValueError(f"{shown(given)} is out of range")
        return value


class Number(NamedTuple):
    """A number within a range."""

    low: float = -LARGEST
    high: float = LARGEST

    @property
    def allowed(self) -> str:
        return f"a number from {self.low:g} to {self.high:g}"

    def read(self, given: Any) -> float:
        value = _number_of(given)
        if not self.low <= value <= self.high:
            raise ValueError(f"{shown(given)} is out of range")
        return value


class Texts(NamedTuple):
    """A list of texts."""

    most: int
    limit: int

    @property
    def allowed(self) -> str:
        return (
            f"at most {self.most} texts of at most {self.limit} characters, separated by commas"
            " (a comma in a text is written \\,)"
        )

    def read(self, given: Any) -> tuple[str, ...]:
        items = _items(given)
        if len(items) > self.most:
            raise ValueError(f"{len(items)} texts are too many")
        return tuple(_text("" if item is None else item, self.limit) for item in items)


class Values(NamedTuple):
    """Series of numbers, with gaps: ``1,,3|4,5,6`` or ``[[1, null, 3], [4, 5, 6]]``."""

    most: int
    most_series: int
    gaps: bool = True

    @property
    def allowed(self) -> str:
        text = f"at most {self.most} numbers (0, or ±1e-300 to ±1e300), separated by commas"
        if self.most_series > 1:
            text += f", at most {self.most_series} series of the same length separated by |"
        return text + (", a gap left empty" if self.gaps else "")

    def read(self, given: Any) -> tuple[tuple[Value, ...], ...]:
        if isinstance(given, str):
            rows: list[Any] = _split(given, "|") if self.most_series > 1 else [given]
        elif isinstance(given, list) and given and all(isinstance(row, list) for row in given):
            rows = given
        else:
            rows = [given]
        if len(rows) > self.most_series:
            raise ValueError(f"{len(rows)} series are too many")
        lists = [_items(row) for row in rows]
        count = sum(len(items) for items in lists)
        if count > self.most:
            raise ValueError(f"{count} numbers are too many")
        series = tuple(tuple(self._value(item) for item in items) for items in lists)
        if not count:
            raise ValueError("there is no number")
        lengths = {len(values) for values in series}
        if len(lengths) > 1:
            raise ValueError(
                "series of different lengths: " + ", ".join(str(len(values)) for values in series)
            )
        return series

    def _value(self, item: Any) -> Value:
        if item is None or (isinstance(item, str) and not item.strip()):
            if self.gaps:
                return None
            raise ValueError("a number is missing")
        return _number_of(item)


class Colour:
    """One colour."""

    allowed: ClassVar[str] = colour.ALLOWED + ", or transparent"

    def read(self, given: Any) -> colour.Colour:
        return _colour(given)


class Colours(NamedTuple):
    """A list of colours."""

    most: int

    @property
    def allowed(self) -> str:
        return f"at most {self.most}, separated by commas, each {colour.ALLOWED}"

    def read(self, given: Any) -> tuple[colour.Colour, ...]:
        items = _items(given)
        if len(items) > self.most:
            raise ValueError(f"{len(items)} colours are too many")
        return tuple(_colour(item) for item in items)


def _colour(given: Any) -> colour.Colour:
    try:
        return colour.parse(_text(given, 100))
    except ValueError:
        raise ValueError(f"{shown(given)} is not a colour") from None
