"""What a request said that was not understood, passed over or changed: nothing is lost silently."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from api.errors import ParameterError

Level = Literal["error", "warning", "ignored"]


class Diagnostic(NamedTuple):
    """One remark: ``error``, no picture can be made; ``warning``, something was taken otherwise
    than it was written; ``ignored``, it does nothing.
    """

    parameter: str
    level: Level
    text: str


class Diagnostics(list[Diagnostic]):
    """The remarks of one request, in the order of reading; no remark twice, and not without end."""

    _MOST = 200

    def _say(self, parameter: str, level: Level, text: str) -> None:
        note = Diagnostic(parameter, level, text)
        if len(self) < self._MOST and note not in self:
            self.append(note)

    def warn(self, parameter: str, text: str) -> None:
        """Something was taken otherwise than it was written."""
        self._say(parameter, "warning", text)

    def ignore(self, parameter: str, text: str) -> None:
        """Something does nothing."""
        self._say(parameter, "ignored", text)


Value = float | None
"""A finite number, or None for a gap."""


class ChartError(Exception):
    """What was asked for is not a chart; ``errors`` names every wrong parameter."""

    def __init__(self, errors: Sequence[ParameterError]) -> None:
        super().__init__("; ".join(f"{e.parameter}: {e.detail}" for e in errors))
        self.errors = tuple(errors)


def shown(given: object, limit: int = 40) -> str:
    """A value as an error message quotes it: short, without odd characters."""
    if given is not None and not isinstance(given, str | int | float):
        return "a list" if isinstance(given, list) else "an object"
    text = given if isinstance(given, str) else repr(given)
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return f"“{text[:limit]}…”" if len(text) > limit else f"“{text}”"
