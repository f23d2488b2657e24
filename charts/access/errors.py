"""The exceptions of access to charts."""

from __future__ import annotations


class WrongSignatureError(Exception):
    """Raised if a URL has no valid signature; says which parameter is wrong and what is allowed."""

    def __init__(self, reason: str, parameter: str, detail: str, allowed: str) -> None:
        super().__init__(detail)
        self.reason = reason
        """One of the values of ``refused`` in the log (docs/observability.md)."""
        self.parameter, self.detail, self.allowed = parameter, detail, allowed
