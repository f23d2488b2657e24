"""The exceptions that all rooms share, as plain data; ``problem`` turns them into HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class ParameterError(NamedTuple):
    """One wrong parameter: its name, what is wrong with it, and what is allowed."""

    parameter: str
    detail: str
    allowed: str


@dataclass(eq=False)
class Problem(Exception):
    """Raised if a request cannot be answered; becomes a problem document (RFC 9457)."""

    status: int
    detail: str
    errors: Sequence[ParameterError] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


class SettingsError(Exception):
    """Raised if settings are missing or wrong; ``reasons`` names each, without a secret's value."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons
