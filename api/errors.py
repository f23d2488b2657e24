"""The exceptions that all rooms share, as plain data; ``problem`` turns them into HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from api.named_tuple import NamedTuple


class ParameterError(NamedTuple):
    """One wrong parameter: its name, what is wrong with it, and what is allowed."""

    parameter: str
    detail: str
    allowed: str


class Problem(Exception):
    """Raised if a request cannot be answered; becomes a problem document (RFC 9457)."""

    def __init__(
        self,
        status: int,
        detail: str,
        errors: Sequence[ParameterError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, detail)
        self.status = status
        self.detail = detail
        self.errors = errors
        self.headers = headers or {}


class SettingsError(Exception):
    """Raised if settings are missing or wrong; ``reasons`` names each, without a secret's value."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons
