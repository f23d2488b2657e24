"""Options of a config: objects of which any member may be missing, or of a type that is not meant.

People write numbers and flags as texts, a list for a single value and the other way round. What
cannot be used is as if it were not there, as in Chart.js.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...colour import Colour
from ...diagnostics import Diagnostics, quoted
from ..labels import LabelRule, plain
from . import colours
from .functions import recognize
from .literal import UNDEFINED, Call, Code

Raw = Mapping[str, Any]


LARGEST = 1e100
"""Larger numbers are taken for this one, smaller ones than its inverse for 0."""


class Options:
    """The members of an object, by their names in Chart.js; ``path`` is for reports."""

    def __init__(self, members: Any, path: str, diagnostics: Diagnostics) -> None:
        self.members: Raw = members if isinstance(members, dict) else {}
        self.path = path
        self.diagnostics = diagnostics

    def raw(self, *names: str) -> Any:
        """Return the first member that is there, or UNDEFINED; code is as if it were not there."""
        for name in names:
            value = self.members.get(name, UNDEFINED)
            if value is not UNDEFINED and value is not None and not isinstance(value, Code):
                return value
        return UNDEFINED

    def rule(self, name: str) -> LabelRule | None:
        """Return the rule that a function stands for; None without one, or of an unknown form."""
        value = self.members.get(name)
        return recognize(value, name) if isinstance(value, Code) else None

    def within(self, *names: str) -> Options:
        """Return the first member that is an object, else one without members."""
        for name in names:
            value = self.members.get(name)
            if isinstance(value, dict):
                return Options(value, f"{self.path}.{name}", self.diagnostics)
        return Options({}, f"{self.path}.{names[0]}", self.diagnostics)

    def number(self, *names: str, default: float = 0.0) -> float:
        """Return a finite number, also one in a text."""
        value = number(self.raw(*names))
        return default if value is None else value

    def maybe_number(self, *names: str) -> float | None:
        """Return a finite number, also one in a text; None if there is none."""
        return number(self.raw(*names))

    def flag(self, *names: str, default: bool) -> bool:
        """Return a flag: JavaScript's truth, except that the text "false" is false."""
        value = self.raw(*names)
        return default if value is UNDEFINED else truth(value)

    def text(self, *names: str, default: str = "") -> str:
        """Return a text; numbers are written out."""
        value = self.raw(*names)
        return default if isinstance(value, _Odd) else text(value)

    def choice(self, choices: Sequence[str], *names: str, default: str) -> str:
        """Return one of the choices, else the default."""
        value = self.raw(*names)
        return value if isinstance(value, str) and value in choices else default

    def colour(self, *names: str, default: Colour) -> Colour:
        """Return a colour; of a list, its first."""
        value = self.raw(*names)
        if isinstance(value, list):
            value = value[0] if value else UNDEFINED
        return self.read_colour(names[0], value) or default

    def read_colour(self, name: str, value: Any) -> Colour | None:
        """Return a colour; None for none, and for what cannot be read, which is reported."""
        if isinstance(value, _Odd) or not value:
            return None
        try:
            return colours.read(value if isinstance(value, str) else text(value))
        except ValueError:
            self.diagnostics.warn(f"{self.path}.{name}", f"is not a colour: {quoted(value)}")
            return None

    def list(self, *names: str) -> list[Any]:
        """Return a list; a single value as a list of one."""
        value = self.raw(*names)
        if value is UNDEFINED:
            return []
        return value if isinstance(value, list) else [value]

    def items(self) -> Iterator[tuple[str, Options]]:
        """Yield the members that are objects."""
        for name, value in self.members.items():
            if isinstance(value, dict):
                yield name, Options(value, f"{self.path}.{name}", self.diagnostics)


_Odd = (type(UNDEFINED), Code, Call, dict, list)


def number(value: Any) -> float | None:
    """Return a value as a number, if it is one and finite: JavaScript's unary plus."""
    if isinstance(value, str):
        try:
            value = float(value.strip().replace("_", "x"))
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if abs(value) > LARGEST:
        return LARGEST if value > 0 else -LARGEST
    return float(value) if abs(value) >= 1 / LARGEST else 0.0


def truth(value: Any) -> bool:
    """Return whether JavaScript takes a value for true; the text "false" is false."""
    if isinstance(value, str):
        return value.strip().lower() not in ("", "false", "0", "none", "null", "no")
    if isinstance(value, float) and math.isnan(value):
        return False
    return bool(value) or isinstance(value, dict | list)


def text(value: Any) -> str:
    """Return a value as JavaScript writes it into a text."""
    if isinstance(value, str):
        return value
    if value is None or value is UNDEFINED:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return plain(value)
    if isinstance(value, list):
        return ",".join(map(text, value))
    return ""
