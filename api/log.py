"""The log: one line of JSON a request, for queries to take apart (docs/observability.md).

JSON in the message, as the platform's worker hands on the message and its level and nothing else
of a record: what is given as ``extra`` never arrives. Never a value that a client sent, nothing
of who it is.
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
_sound = re.compile("[0-9A-Za-z-]{8,64}").fullmatch
# Names of parameters have this form; a client's invention may be anything and is not logged.
_name = re.compile("[a-z][a-z0-9_]{0,19}").fullmatch
_MOST_NAMES = 10
_encode = json.JSONEncoder(separators=(",", ":"), default=str).encode


class Entry:
    """The line of one request. As a context manager it is what ``note`` and ``reference`` find."""

    def __init__(self, function: str, method: str, invocation: str | None) -> None:
        self._started = time.perf_counter()
        self._said: dict[str, object] = {"function": function, "method": method}
        self._notes: dict[str, object] = {}
        # The platform's own id of the call, which Application Insights has beside every line.
        self.reference = invocation if invocation and _sound(invocation) else secrets.token_hex(16)

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

    def note(self, **what: object) -> None:
        """Add to the line; a later value of a name replaces an earlier one."""
        self._notes.update(what)

    def write(self, status: int, size: int) -> None:
        """Write the line: a failure (500) as an error, what is off (503) as a warning."""
        level = logging.INFO if status < 500 else logging.WARNING if status > 500 else logging.ERROR
        if not _log.isEnabledFor(level):
            return
        milliseconds = round((time.perf_counter() - self._started) * 1000, 2)
        line = {
            "event": "request",
            **self._said,
            "status": status,
            "ms": milliseconds,
            "bytes": size,
            **self._notes,
            "reference": self.reference,
            "version": VERSION,
        }
        with contextlib.suppress(Exception):  # an answer is worth more than its line
            _log.log(level, "%s", _encode(line))


def note(**what: object) -> None:
    """Add to the line of the request that is being answered, if there is one.

    For what the app knows by itself (``kind="bar"``, ``cache="hit"``), never for what was sent.
    """
    entry = _current.get()
    if entry is not None:
        entry.note(**what)


def note_errors(errors: Iterable[ParameterError]) -> None:
    """Add the names of the wrong parameters; one that is no name of the API's form is "other"."""
    names = dict.fromkeys(e.parameter if _name(e.parameter) else "other" for e in errors)
    if names:
        note(parameters=list(names)[:_MOST_NAMES])


def reference() -> str:
    """The id of the request that is being answered; outside of one a new id each time."""
    entry = _current.get()
    return entry.reference if entry is not None else secrets.token_hex(16)


def failed() -> None:
    """Log the exception that is being handled, with its stack, under the reference."""
    with contextlib.suppress(Exception):
        _log.exception("a function failed (reference %s)", reference())
