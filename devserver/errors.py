"""Every error the server raises itself."""

from __future__ import annotations


class AppError(Exception):
    """The app cannot be served at all; the message says why, for whoever started the server."""


class BadRequest(Exception):
    """A request that Kestrel answers itself, before any function sees it."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Refused(Exception):
    """What a function gave back cannot be sent: the client gets an empty 500."""
