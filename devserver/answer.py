"""Answers: what leaves of what a function gave back."""

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
    """An HTTP answer, its headers complete but for those of the connection."""

    status: int
    headers: Sequence[tuple[str, str]] = ()
    body: bytes = b""

    def header(self, name: str) -> str | None:
        """Give a header's value, whatever the case of its name."""
        return next((v for n, v in self.headers if n.lower() == name), None)


def from_result(result: object) -> Answer:
    """Turn a function's return value into its answer, through the SDK's own encoder.

    Raises ``Refused`` for what only gives a 500: anything but an ``HttpResponse`` or a ``str``.
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
        # The SDK keeps the last of a name that is spelled the same way.
        ((name, value.value) for name, value in encoded["headers"].items()),
        parsed(encoded["cookies"] or ()),
        encoded["body"].value,
    )


def from_text(text: str) -> Answer:
    """Give the host's answer to a ``str``.

    Raises ``Refused`` for a JSON object. That is stricter than the host, which takes it for the
    description of a response and looks for a status and a body in it.
    """
    if _is_json_object(text):
        raise Refused("a str that is a JSON object is read by the host: use HttpResponse")
    return Answer(200, [("Content-Type", "text/plain; charset=utf-8")], text.encode())


def from_http(
    status: int, headers: Iterable[tuple[str, str]], cookies: Iterable[Cookie], body: bytes
) -> Answer:
    """Give the host's answer to what the worker sends it.

    The host keeps one spelling of a name, whichever comes first; on the way to it, in a protobuf
    map, headers have no order. Here the first that was set is kept, and the log says so.
    """
    kept: dict[str, tuple[str, str]] = {}
    for name, value in headers:
        if kept.setdefault(name.lower(), (name, value)) != (name, value):
            logging.warning("%s is set in two spellings: which one leaves is chance.", name)
    set_cookies = [("Set-Cookie", written(cookie)) for cookie in cookies]
    return Answer(status, [*kept.values(), *set_cookies], body)


def check(method: str, answer: Answer) -> None:
    """Raise ``Refused`` for what Kestrel does not send."""
    for name, value in answer.headers:
        if not TOKEN.fullmatch(name) or not FIELD_VALUE.fullmatch(value):
            raise Refused(f"header {name!r}: a character that is not printable ASCII")
    if answer.header("transfer-encoding") is not None:
        raise Refused("Transfer-Encoding is not the function's to set")
    if answer.body and answer.status in BODILESS:
        raise Refused(f"an answer with status {answer.status} cannot have a body")
    length, written = answer.header("content-length"), len(answer.body)
    if length is None:
        return
    if not re.fullmatch(r"[0-9]+", length):
        raise Refused(f"Content-Length '{length}' is not a number")
    too_few = written < int(length) and method != "HEAD" and answer.status != 304
    if written > int(length) or too_few:
        raise Refused(f"Content-Length is {length}, the body has {written} bytes")


def _is_json_object(text: str) -> bool:
    try:
        document: Any = json.loads(text)
    except ValueError:
        return False
    return isinstance(document, dict)
