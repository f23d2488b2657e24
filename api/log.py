"""The log: one line of JSON a request, for queries (docs/observability.md).

JSON in the message, as the platform's worker forwards the message and level of a record and
nothing else: ``extra`` is lost. It never has a value that a client sent, or who the client is.
"""

from __future__ import annotations

import contextlib
import json
import logging
import re
import secrets
import time
from collections.abc import Iterable
from contextvars import ContextVar, Token
from types import TracebackType

from .errors import ParameterError
from .version import VERSION

_log = logging.getLogger("api")
_current: ContextVar[Entry | None] = ContextVar("entry", default=None)
_is_id = re.compile("[0-9A-Za-z-]{8,64}").fullmatch
# Names of parameters have this form; any other name is the client's text, and is not logged.
_is_name = re.compile("[a-z][a-z0-9_]{0,19}").fullmatch
_MAX_NAMES = 10
_encode = json.JSONEncoder(separators=(",", ":"), default=str).encode


class Entry:
    """The line of one request. Inside the context manager, ``note`` and ``reference`` use it."""

    def __init__(self, function: str, method: str, invocation: str | None) -> None:
        self._started = time.perf_counter()
        self._request: dict[str, object] = {"function": function, "method": method}
        self._notes: dict[str, object] = {}
        # The platform's id of the call, which Application Insights adds to every line.
        self.reference = invocation if invocation and _is_id(invocation) else secrets.token_hex(16)

    def __enter__(self) -> Entry:
        self._token: Token[Entry | None] = _current.set(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        stack: TracebackType | None,
    ) -> None:
        _current.reset(self._token)

    def note(self, **members: object) -> None:
        """Add members to the line; a later value replaces an earlier one."""
        self._notes.update(members)

    def write(self, status: int, size: int) -> None:
        """Write the line: 500 as an error, a higher status as a warning."""
        level = logging.INFO if status < 500 else logging.WARNING if status > 500 else logging.ERROR
        if not _log.isEnabledFor(level):
            return
        milliseconds = round((time.perf_counter() - self._started) * 1000, 2)
        line = {
            "event": "request",
            **self._request,
            "status": status,
            "ms": milliseconds,
            "bytes": size,
            **self._notes,
            "reference": self.reference,
            "version": VERSION,
        }
        with contextlib.suppress(Exception):  # the response matters more than its line
            _log.log(level, "%s", _encode(line))


def note(**members: object) -> None:
    """Add members to the line of the current request, if there is one.

    For values that the app knows (``kind="bar"``, ``cache="hit"``), never for those that were sent.
    """
    entry = _current.get()
    if entry is not None:
        entry.note(**members)


def note_errors(errors: Iterable[ParameterError]) -> None:
    """Add the names of the wrong parameters, "other" for one that is not formed like a name."""
    names = dict.fromkeys(e.parameter if _is_name(e.parameter) else "other" for e in errors)
    if names:
        note(parameters=list(names)[:_MAX_NAMES])


def reference() -> str:
    """Return the id of the current request; outside a request a new id each time."""
    entry = _current.get()
    return entry.reference if entry is not None else secrets.token_hex(16)


def exception() -> None:
    """Log the exception that is being handled, with its stack, under the reference."""
    with contextlib.suppress(Exception):
        _log.exception("a function failed (reference %s)", reference())
