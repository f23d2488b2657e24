"""Answers: what leaves of what a function gave back."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import azure.functions as func
from azure.functions.http import HttpResponseConverter

from devserver.cookies import TOKEN, set_cookie_values
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
    A ``str`` that is a JSON object is refused too. That is stricter than the host, which takes
    it for the description of a response and looks for a status and a body in it.
    """
    if isinstance(result, str):
        if _is_json_object(result):
            raise Refused("a str that is a JSON object is read by the host: use HttpResponse")
        return Answer(200, [("Content-Type", "text/plain; charset=utf-8")], result.encode())
    if not isinstance(result, func.HttpResponse):
        kind = type(result).__name__
        raise Refused(f"unable to encode outgoing TypedData: unsupported Python type {kind}")
    encoded = HttpResponseConverter.encode(result, expected_type=None).value
    # The SDK keeps the last of a name spelled the same way, the host the first of other spellings.
    headers: dict[str, tuple[str, str]] = {}
    for name, value in encoded["headers"].items():
        headers.setdefault(name.lower(), (name, value.value))
    cookies = [("Set-Cookie", value) for value in set_cookie_values(encoded["cookies"] or ())]
    return Answer(
        int(encoded["status_code"].value), [*headers.values(), *cookies], encoded["body"].value
    )


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
