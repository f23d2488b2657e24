"""What a picture says in words: in a header of the response, and as a response of its own."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from api.responses import Body

from ..canvas.description import Description
from .response import script

MAX_HEADER: Final = 1500
"""Bytes of the header at most."""
_PLAIN: Final = "".join(map(chr, range(32, 127))).replace("%", "")


def described(body: Body, description: Description) -> Body:
    """Return the body of a picture with a header that says in words what it shows."""
    headers = {**body.headers, "X-Chart-Description": header(description.text)}
    return body._replace(headers=headers)


def words(description: Description) -> Body:
    """Return a picture in words, in place of the picture, as a body."""
    return described(script(f"{description.text}\n".encode(), "text/plain"), description)


def header(text: str) -> str:
    """Return a text as the value of a header, which holds ASCII alone (RFC 9110, section 5.5).

    It is percent-encoded UTF-8 (RFC 3986, section 2.1), but for spaces and all of ASCII that can be
    printed except the percent sign. A longer one than ``MAX_HEADER`` bytes is cut.
    """
    encoded = quote(text, safe=_PLAIN)
    while len(encoded) > MAX_HEADER:
        text = text[: len(text) * (MAX_HEADER - 20) // len(encoded)]
        encoded = quote(text + "…", safe=_PLAIN)
    return encoded
