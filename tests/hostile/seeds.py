"""URLs to start from: those of the expected pictures, and those of a file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit


@dataclass(frozen=True)
class Seeds:
    """Queries of the native dialect, each with its kind of chart, and of the Google dialect."""

    native: tuple[tuple[str, str], ...]
    google: tuple[str, ...]


def seeds(urls: Iterable[str] = ()) -> Seeds:
    """Return the queries of all expected pictures and of further URLs, in a fixed order."""
    from tests.pictures import PICTURES  # imports parts of the app, which fuzz loads itself

    native: dict[tuple[str, str], None] = {}
    google: dict[str, None] = {}
    for url in (*PICTURES.values(), *urls):
        parts = urlsplit(url)
        query = quote(parts.query, safe="".join(map(chr, range(33, 127))))
        if parts.path.startswith("/charts/"):
            native[parts.path.removeprefix("/charts/"), query] = None
        elif "cht=" in query or "chst=" in query:
            google[query] = None
    return Seeds(tuple(native), tuple(google))


def from_file(file: Path) -> list[str]:
    """Return the URLs of a file: one per line, plain or as a JSON object with a member ``url``."""
    lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    return [
        json.loads(line)["url"] if line.startswith("{") else line
        for line in lines
        if line and not line.startswith("#")
    ]
