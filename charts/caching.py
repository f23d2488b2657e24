"""HTTP caching of pictures (RFC 9110, sections 8.8.3 and 13.1.2; RFC 9111; RFC 5861).

A picture depends on its chart and on the code that draws, nothing else, so its entity tag is
known before it is drawn and is the same on every instance.
"""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from .chart import Chart

if TYPE_CHECKING:
    from .fixed import FixedChart

CACHE_CONTROL = "public, max-age=86400, stale-while-revalidate=604800"


@functools.cache
def _drawing() -> bytes:
    """What draws: a digest of this room's files and of the pinned packages."""
    digest = hashlib.sha256()
    room = Path(__file__).parent
    for file in sorted(room.rglob("*")):
        if file.suffix in (".py", ".json", ".ttf", ".html"):
            content = file.read_bytes() if file.suffix == ".py" else b"%d" % file.stat().st_size
            digest.update(file.relative_to(room).as_posix().encode() + b"\0" + content)
    pinned = room.parent / "requirements.txt"
    if pinned.exists():
        digest.update(pinned.read_bytes())
    return digest.digest()


def entity_tag(chart: Chart | FixedChart, form: str = "") -> str:
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
