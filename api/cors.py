"""Sharing of answers with pages of other sites (CORS, Fetch Standard, section 3.3).

Public answers may be read by scripts of any site, or of those that ALLOWED_ORIGINS names. Nothing
is ever shared with credentials, and no answer that depends on who is signed in. docs/platform.md
says how this goes together with the platform's own CORS.
"""

from __future__ import annotations

import functools
import logging
import os
import re
from collections.abc import Mapping
from typing import Final

import azure.functions as func

from . import ascii_text, responses
from .errors import SettingsError
from .settings import Reader

METHODS: Final = "GET, HEAD, POST"
MAX_AGE: Final = 86400
"""Seconds for which a browser may keep the answer to a preflight; Chromium keeps two hours."""
SETTINGS: Final = {
    "ALLOWED_ORIGINS": "sites whose scripts may read charts, codes, names and the OpenAPI document,"
    " separated by commas, each with its scheme, as in https://example.org; * (the default): every"
    " site; none: no other site",
}

_log = logging.getLogger("api")
_origin = re.compile(r"https?://[a-z0-9._-]+(:[0-9]{1,5})?|https?://\[[0-9a-f:]+\](:[0-9]{1,5})?")


@functools.cache
def origins() -> frozenset[str] | None:
    """Return the origins that may read public answers, None for all; none if the setting is wrong.

    What is wrong is logged, once.
    """
    try:
        return read(os.environ)
    except SettingsError as error:
        _log.error("no other site may read answers, settings are wrong: %s", error)
        return frozenset()


def read(environment: Mapping[str, str]) -> frozenset[str] | None:
    """Return the origins that a setting names, None for all. Raises SettingsError."""
    reader = Reader(environment, SETTINGS)
    parts = [ascii_text.lower(part).removesuffix("/") for part in reader.parts("ALLOWED_ORIGINS")]
    if parts in ([], ["*"]):
        if reader.text("ALLOWED_ORIGINS") and not parts:
            reader.wrong("ALLOWED_ORIGINS has no origin")
        reader.check()
        return None
    if parts == ["none"]:
        return frozenset()
    for number, part in enumerate(parts, 1):
        if not _origin.fullmatch(part):
            reader.wrong(
                f"ALLOWED_ORIGINS, origin {number}: must be a scheme and a host, such as"
                " https://example.org (no path; * and none stand alone)"
            )
    reader.check()
    return frozenset(parts)


def share(req: func.HttpRequest, answer: func.HttpResponse) -> None:
    """Let scripts of other sites read a public answer, unless it is private or a page."""
    private = ascii_text.lower(answer.headers.get("Cache-Control") or "").startswith("private")
    if private or answer.mimetype == "text/html":
        return
    allowed = origins()
    if allowed is None:
        answer.headers["Access-Control-Allow-Origin"] = "*"
    else:
        responses.add_vary(answer.headers, "Origin")
        origin = ascii_text.trim(req.headers.get("origin", ""))
        if ascii_text.lower(origin) not in allowed:
            return
        answer.headers["Access-Control-Allow-Origin"] = origin
    # All headers, as no answer is shared with credentials (Fetch Standard, section 3.3.5).
    answer.headers["Access-Control-Expose-Headers"] = "*"


def preflight(req: func.HttpRequest) -> func.HttpResponse:
    """Return the answer to ``OPTIONS``, with which a browser asks before it sends JSON."""
    answer = func.HttpResponse(
        status_code=204,
        headers={
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": "*",
            "Access-Control-Max-Age": str(MAX_AGE),
        },
    )
    share(req, answer)
    return answer
