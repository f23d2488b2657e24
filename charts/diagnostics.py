"""Diagnostics and errors of reading a request: nothing that it says is lost silently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from api.errors import ParameterError
from api.named_tuple import NamedTuple

Level = Literal["error", "warning", "ignored"]


class Diagnostic(NamedTuple):
    """One remark on a parameter.

    ``error``: the picture cannot be drawn; ``warning``: something was interpreted differently from
    what was written; ``ignored``: something has no effect.
    """

    parameter: str
    level: Level
    text: str


class Diagnostics(list[Diagnostic]):
    """The diagnostics of one request in the order of reading: each once, and 200 at most."""

    _MAX = 200

    def _add(self, parameter: str, level: Level, text: str) -> None:
        diagnostic = Diagnostic(parameter, level, text)
        if len(self) < self._MAX and diagnostic not in self:
            self.append(diagnostic)

    def warn(self, parameter: str, text: str) -> None:
        """Record that something was interpreted differently from what was written."""
        self._add(parameter, "warning", text)

    def ignore(self, parameter: str, text: str) -> None:
        """Record that something has no effect."""
        self._add(parameter, "ignored", text)

    def include(self, parameter: str, origin: str, diagnostics: Iterable[Diagnostic]) -> None:
        """Record the diagnostics of a request that stands in a parameter of this one."""
        for name, level, text in diagnostics:
            self._add(parameter, level, f"{origin}: {name} {text}")


Value = float | None
"""A finite number, or None for a gap."""


class ChartError(Exception):
    """Raised if a request is not a chart; ``errors`` names every wrong parameter."""

    def __init__(self, errors: Sequence[ParameterError]) -> None:
        super().__init__("; ".join(f"{e.parameter}: {e.detail}" for e in errors))
        self.errors = tuple(errors)


def quoted(value: object, limit: int = 40) -> str:
    """Return a value as a message quotes it: short, without characters that cannot be printed."""
    if value is not None and not isinstance(value, str | int | float):
        return "a list" if isinstance(value, list) else "an object"
    text = value if isinstance(value, str) else repr(value)
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return f"“{text[:limit]}…”" if len(text) > limit else f"“{text}”"
