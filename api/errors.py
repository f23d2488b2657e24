"""The errors that a client can mend, as plain data (``problem`` turns them into HTTP)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class ParameterError(NamedTuple):
    """One wrong parameter: its name, what was wrong with it, and what is allowed."""

    parameter: str
    detail: str
    allowed: str


@dataclass(eq=False)
class Problem(Exception):
    """An error with its HTTP status, raised where it is understood (RFC 9457)."""

    status: int
    detail: str
    errors: Sequence[ParameterError] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
