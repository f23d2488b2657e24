"""Responses: how the host turns a function's return value into an HTTP response."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import azure.functions as func
from azure.functions.http import HttpResponseConverter

from devserver.cookies import TOKEN, Cookie, parsed, written
from devserver.errors import Refused

BODILESS = frozenset({204, 205, 304})
FIELD_VALUE = re.compile(r"[ -~]*")


@dataclass(frozen=True)
class Answer:
    """An HTTP response with all its headers except those of the connection."""

    status: int
    headers: Sequence[tuple[str, str]] = ()
    body: bytes = b""

    def header(self, name: str) -> str | None:
        """Return the value of a header, ignoring the case of its name; None if it is not set."""
        return next((v for n, v in self.headers if n.lower() == name), None)


def from_result(result: object) -> Answer:
    """Return the response to a function's return value, encoded by the SDK's own converter.

    Raises ``Refused`` for anything but an ``HttpResponse`` or a ``str``, which become a 500.
    """
    if isinstance(result, str):
        return from_text(result)
    if not isinstance(result, func.HttpResponse):
        kind = type(result).__name__
        raise Refused(
            f'unable to encode outgoing TypedData: unsupported type "http" for Python type "{kind}"'
        )
    encoded = HttpResponseConverter.encode(result, expected_type=None).value
    return from_http(
        int(encoded["status_code"].value),
        # Of equal names the SDK keeps the last.
        ((name, value.value) for name, value in encoded["headers"].items()),
        parsed(encoded["cookies"] or ()),
        encoded["body"].value,
    )


def from_text(text: str) -> Answer:
    """Return the host's response to a ``str``.

    Raises ``Refused`` for a JSON object. This is stricter than the host, which reads it as the
    description of a response and looks for a status and a body in it.
    """
    if _is_json_object(text):
        raise Refused("the host interprets a str that is a JSON object: return an HttpResponse")
    return Answer(200, [("Content-Type", "text/plain; charset=utf-8")], text.encode())


def from_http(
    status: int, headers: Iterable[tuple[str, str]], cookies: Iterable[Cookie], body: bytes
) -> Answer:
    """Return the host's response to the parts that the worker sends it.

    Of names that differ in case only, the host keeps the one that arrives first, and the headers
    arrive in a protobuf map, which has no order. Here the one that was set first is kept, and a
    warning is logged.
    """
    first: dict[str, tuple[str, str]] = {}
    for name, value in headers:
        if first.setdefault(name.lower(), (name, value)) != (name, value):
            logging.warning("%s is set twice, in two spellings: only one of them is sent.", name)
    set_cookies = [("Set-Cookie", written(cookie)) for cookie in cookies]
    return Answer(status, [*first.values(), *set_cookies], body)


def check(method: str, answer: Answer) -> None:
    """Raise ``Refused`` if Kestrel would not send the response to a request with this method."""
    for name, value in answer.headers:
        if not TOKEN.fullmatch(name) or not FIELD_VALUE.fullmatch(value):
            raise Refused(f"header {name!r} contains a character that is not printable ASCII")
    if answer.header("transfer-encoding") is not None:
        raise Refused("a function must not set Transfer-Encoding")
    if answer.body and answer.status in BODILESS:
        raise Refused(f"a response with status {answer.status} must not have a body")
    length, written = answer.header("content-length"), len(answer.body)
    if length is None:
        return
    if not re.fullmatch(r"[0-9]+", length):
        raise Refused(f"Content-Length '{length}' is not a number")
    too_few = written < int(length) and method != "HEAD" and answer.status != 304
    if written > int(length) or too_few:
        raise Refused(f"Content-Length is {length}, but the body has {written} bytes")


def _is_json_object(text: str) -> bool:
    try:
        document: Any = json.loads(text)
    except ValueError:
        return False
    return isinstance(document, dict)
