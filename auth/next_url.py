"""The address to return to after signing in: a path of this app."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote, urlencode

from api import ascii_text

from . import paths

_MAX_LENGTH = 2048
_unsafe = re.compile(r"[\x00-\x20\x7f-\x9f\\]|^//|^[^/]").search
_SAFE = "/?#[]@!$&'()*+,;=:%-._~"


def checked(text: str | None) -> str:
    """Return the path, query and fragment to return to; "/" for anything that could lead elsewhere.

    Refused: another scheme or host in any spelling that browsers accept (RFC 9700, section
    4.11.1), dot segments and empty segments, control characters, and the pages of sign-in, which
    would loop. Letters beyond ASCII are percent-encoded, as a header cannot carry them.
    """
    if not text or len(text) > _MAX_LENGTH or _unsafe(text):
        return "/"
    try:
        encoded = quote(text, safe=_SAFE)
    except UnicodeEncodeError:  # bytes that were not UTF-8
        return "/"
    path = re.split("[?#]", encoded, maxsplit=1)[0]
    plain = ascii_text.lower(unquote(path)).replace("\\", "/")
    if "//" in plain or any(part in (".", "..") for part in plain.split("/")):
        return "/"
    own = {ascii_text.lower(p).rstrip("/") for p in (paths.LOGIN, paths.CALLBACK, paths.LOGOUT)}
    return "/" if plain.rstrip("/") in own else encoded


MOVED: Final = "moved"
"""Marks a sign-in that was sent to the host of BASE_URL, so that it is sent there once."""
AGAIN: Final = "again"
"""Marks a sign-in that was started by itself, so that it is started once."""


def login_url(next_url: str, mark: str = "", **parameters: str) -> str:
    """Return the path that starts signing in and comes back to ``next_url``.

    ``parameters`` are those of ``auth.links.LOGIN``.
    """
    query = [("next_url", next_url)] if next_url != "/" else []
    query += [*parameters.items(), *([(mark, "1")] if mark else [])]
    encoded = urlencode(query, quote_via=quote, safe="")
    return f"{paths.LOGIN}?{encoded}" if encoded else paths.LOGIN
