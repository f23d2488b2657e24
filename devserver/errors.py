"""The exceptions of the server."""

from __future__ import annotations


class AppError(Exception):
    """Raised if the app cannot be served at all; the message tells the developer why."""


class BadRequest(Exception):
    """Raised for a request that Kestrel answers itself, with an empty response of this status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Refused(Exception):
    """Raised if a function's return value cannot be sent: the client gets an empty 500."""
