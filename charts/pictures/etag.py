"""HTTP caching of pictures (RFC 9110, section 8.8.3; RFC 9111; RFC 5861).

A picture depends on its chart and on the code that draws, nothing else, so its entity tag is
known before it is drawn and is the same on every instance.
"""

from __future__ import annotations

import hashlib

from api import version

MAX_AGE = 86400  # seconds
CACHE_CONTROL = f"public, max-age={MAX_AGE}, stale-while-revalidate=604800"


def digest(description: str) -> str:
    """Return the digest of a picture that is described by a text: 32 hexadecimal digits.

    The description is the chart's ``repr`` with what else the response depends on.
    """
    described = description.encode("utf-8", "backslashreplace")
    return hashlib.sha256(version.room_digest("charts") + described).hexdigest()[:32]
