"""HTTP caching of pictures (RFC 9110, sections 8.8.3 and 13.1.2; RFC 9111; RFC 5861).

A picture depends on its chart and on the code that draws, nothing else, so its entity tag is
known before it is drawn and is the same on every instance.
"""

from __future__ import annotations

import functools
import hashlib
import os

MAX_AGE = 86400  # seconds
CACHE_CONTROL = f"public, max-age={MAX_AGE}, stale-while-revalidate=604800"


@functools.cache
def _drawing() -> bytes:
    """What draws: a digest of this room's files and of the pinned packages."""
    digest = hashlib.sha256()
    room = os.path.dirname(os.path.dirname(__file__))
    # By os.walk, in a third of pathlib's time: the first picture of an instance waits for this.
    for folder, folders, files in os.walk(room):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        digest.update(os.path.relpath(folder, room).replace(os.sep, "/").encode())
        for name in sorted(files):
            path = os.path.join(folder, name)
            if name.endswith(".py"):
                digest.update(name.encode() + b"\0" + _content(path))
            elif name.endswith((".json", ".ttf", ".html")):
                digest.update(b"%s\0%d" % (name.encode(), os.stat(path).st_size))
    pinned = os.path.join(os.path.dirname(room), "requirements.txt")
    if os.path.exists(pinned):
        digest.update(_content(pinned))
    return digest.digest()


def _content(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def entity_tag(chart: object, form: str = "") -> str:
    """Give the chart's strong entity tag, quotes included; ``form``: of what kind the answer is."""
    digest = hashlib.sha256(_drawing() + (repr(chart) + form).encode("utf-8", "backslashreplace"))
    return f'"{digest.hexdigest()[:32]}"'


def matches(if_none_match: str | None, tag: str) -> bool:
    """Whether an ``If-None-Match`` header names the tag (weak comparison)."""
    if not if_none_match:
        return False
    if if_none_match.strip() == "*":
        return True
    given = (part.strip().removeprefix("W/") for part in if_none_match.split(","))
    return tag in given
