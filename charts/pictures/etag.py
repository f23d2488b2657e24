"""HTTP caching of pictures (RFC 9110, sections 8.8.3 and 13.1.2; RFC 9111; RFC 5861).

A picture depends on its chart and on the code that draws, nothing else, so its entity tag is
known before it is drawn and is the same on every instance.
"""

from __future__ import annotations

import hashlib

from api import version

MAX_AGE = 86400  # seconds
CACHE_CONTROL = f"public, max-age={MAX_AGE}, stale-while-revalidate=604800"


def entity_tag(chart: object, form: str = "") -> str:
    """Give the chart's strong entity tag, quotes included; ``form``: of what kind the answer is."""
    described = (repr(chart) + form).encode("utf-8", "backslashreplace")
    digest = hashlib.sha256(version.room_digest("charts") + described)
    return f'"{digest.hexdigest()[:32]}"'


def matches(if_none_match: str | None, tag: str) -> bool:
    """Whether an ``If-None-Match`` header names the tag (weak comparison)."""
    if not if_none_match:
        return False
    if if_none_match.strip() == "*":
        return True
    given = (part.strip().removeprefix("W/") for part in if_none_match.split(","))
    return tag in given
