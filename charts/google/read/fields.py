"""Reading the dialect: a request's parameters, their fields, and the diagnostics of reading them.

``Parameters`` holds what a request says and gathers its diagnostics. It hands out a ``Text`` for
each parameter, which can be split into ``Fields``; both know the name of their parameter, and
record what they do not understand under that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Self, TypeVar

from api import ascii_text
from api.errors import ParameterError

from ...canvas.sanitize import normalize, replace_surrogates
from ...colour import NAMES, Colour
from ...diagnostics import ChartError, Diagnostic, Diagnostics, quoted

EMBEDDED: Final = "in an embedded chart"
"""Begins the diagnostics of a chart that stands in another one (``chem``)."""
MAX_NUMBER: Final = 9.999e199
"""The largest number of the API, in both directions (reference, section 3)."""
_MIN_NUMBER = 1e-199  # what is nearer to 0 is 0

_number = re.compile(
    r"\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*", re.IGNORECASE | re.ASCII
).fullmatch
_hexadecimal = re.compile("[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8}").fullmatch

T = TypeVar("T")


def number(text: str) -> float | None:
    """Return a number, cut to the API's range, or None if the text is not one."""
    if len(text) > 400 or not _number(text):
        return None
    return bounded(float(text))


def bounded(value: float) -> float:
    """Return a number cut to the API's range, so that sums and products of two stay finite."""
    return max(-MAX_NUMBER, min(MAX_NUMBER, value)) if abs(value) >= _MIN_NUMBER else 0.0


def clamp(value: float, low: float, high: float) -> float:
    """Return a number, or the limit that it is beyond."""
    return max(low, min(high, value))


def one_line(text: str) -> str:
    """Return text that can be drawn on one line: 1,000 characters at most."""
    return " ".join(normalize(replace_surrogates(text[:1000])).split("\n"))


class Reader:
    """What reads one parameter, or a part of it, and records diagnostics under its name."""

    parameter: str
    diagnostics: Diagnostics

    def warn(self, text: str) -> None:
        """Record that something was interpreted differently from what was written."""
        self.diagnostics.warn(self.parameter, text)

    def ignore(self, text: str) -> None:
        """Record that something has no effect."""
        self.diagnostics.ignore(self.parameter, text)

    def include(self, origin: str, diagnostics: Sequence[Diagnostic]) -> None:
        """Record the diagnostics of a request that stands in this parameter."""
        self.diagnostics.include(self.parameter, origin, diagnostics)

    def with_fields(self, fields: Sequence[str]) -> Fields:
        """Return the reader of fields of the same parameter."""
        return Fields(self.parameter, fields, self.diagnostics)

    def error(self, detail: str, allowed: str) -> ChartError:
        """Return the error that a parameter without a sensible reading leads to."""
        return ChartError([ParameterError(self.parameter, detail, allowed)])

    def _colour(self, text: str) -> Colour | None:
        digits = ascii_text.strip(text)
        if digits.startswith("#"):
            self.warn(f"colours are written without #: {quoted(text)}")
            digits = digits[1:]
        if not _hexadecimal(digits):
            if digits:
                named = NAMES.get(ascii_text.lower(digits), "")
                hint = f"; did you mean {int(named, 16):06X}?" if named else ""
                self.warn(f"{quoted(text)} is not a colour (RRGGBB or RRGGBBAA, hexadecimal){hint}")
            return None
        if len(digits) == 3:
            digits = "".join(d * 2 for d in digits)
        red, green, blue, alpha = bytes.fromhex(f"{digits:f<8}")
        return red, green, blue, alpha

    def _numbers(self, parts: Sequence[str]) -> list[float]:
        values = []
        for part in parts:
            value = number(part)
            if value is not None:
                values.append(value)
            elif ascii_text.strip(part):
                self.warn(f"{quoted(part)} is not a number and was left out")
        return values


class Text(Reader):
    """The text of a parameter, or of a part of it."""

    def __init__(self, parameter: str, text: str, diagnostics: Diagnostics) -> None:
        self.parameter, self.text, self.diagnostics = parameter, text, diagnostics

    def __bool__(self) -> bool:
        """Return whether the text is not empty."""
        return bool(self.text)

    def with_text(self, text: str) -> Self:
        """Return the reader of another text of the same parameter."""
        return type(self)(self.parameter, text, self.diagnostics)

    def split(self, separator: str) -> list[Self]:
        """Return the parts between the separators."""
        return [self.with_text(part) for part in self.text.split(separator)]

    def partition(self, separator: str) -> tuple[Self, Self]:
        """Return what stands before the first separator, and what stands behind it."""
        before, _, after = self.text.partition(separator)
        return self.with_text(before), self.with_text(after)

    def fields(self, separator: str = ",") -> Fields:
        """Return the fields between the separators."""
        return self.with_fields(self.text.split(separator))

    def number(self, default: float, low: float = -MAX_NUMBER, high: float = MAX_NUMBER) -> float:
        """Return the text as a number, cut to its limits without a diagnostic."""
        return self.with_fields([self.text]).number(0, default, low, high)

    def colour(self) -> Colour | None:
        """Return ``RRGGBB``, ``RRGGBBAA`` or ``RGB`` as a colour; None for anything else."""
        return self._colour(self.text)

    def numbers(self) -> list[float]:
        """Return the numbers of a list with commas; what is not a number is left out."""
        return self._numbers(self.text.split(","))


class Fields(Reader):
    """The fields of a parameter, or of a part of it: missing and blank ones take their default."""

    def __init__(self, parameter: str, fields: Sequence[str], diagnostics: Diagnostics) -> None:
        self.parameter, self.fields, self.diagnostics = parameter, list(fields), diagnostics

    def __len__(self) -> int:
        """Return how many fields there are, blank ones included."""
        return len(self.fields)

    def word(self, index: int) -> str:
        """Return a field without blanks around it; "" for a missing one."""
        return ascii_text.strip(self.fields[index]) if index < len(self.fields) else ""

    def number(
        self, index: int, default: float, low: float = -MAX_NUMBER, high: float = MAX_NUMBER
    ) -> float:
        """Return a number, cut to its limits without a diagnostic."""
        text = self.word(index)
        if not text:
            return default
        value = number(text)
        if value is None:
            self.warn(f"{quoted(text)} is not a number; {default:g} was used")
            return default
        return clamp(value, low, high)

    def numbers(self, start: int) -> list[float]:
        """Return the numbers from a field on; what is not a number is left out."""
        return self._numbers(self.fields[start:])

    def colour(self, index: int) -> Colour | None:
        """Return ``RRGGBB``, ``RRGGBBAA`` or ``RGB`` as a colour; None for anything else."""
        return self._colour(self.word(index))

    def choice(self, index: int, choices: Mapping[str, T], default: T, used: str = "") -> T:
        """Return what a field stands for; ``used`` names the default in the diagnostic."""
        word = self.word(index)
        if word and word not in choices:
            end = f"; {used} was used" if used else ""
            self.warn(f"{quoted(word)} is not one of {', '.join(choices)}{end}")
        return choices.get(word, default)


class Parameters:
    """The parameters of a request by name, and the diagnostics of reading them."""

    def __init__(self, values: Mapping[str, str], diagnostics: Diagnostics | None = None) -> None:
        self.values = values
        self.diagnostics = Diagnostics() if diagnostics is None else diagnostics

    def __contains__(self, name: str) -> bool:
        """Return whether the request has a parameter."""
        return name in self.values

    def __iter__(self) -> Iterator[str]:
        """Return the names of the parameters in the order of the request."""
        return iter(self.values)

    def __getitem__(self, name: str) -> Text:
        """Return the reader of a parameter's text, "" for a missing parameter."""
        return Text(name, self.values.get(name, ""), self.diagnostics)

    def select(self, names: Iterable[str]) -> Parameters:
        """Return these of the parameters; the diagnostics stay together."""
        return Parameters({name: self.values[name] for name in names}, self.diagnostics)
