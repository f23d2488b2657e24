"""A chart of the gallery: its URL in this app beside its picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from charts.native import kinds


@dataclass(frozen=True)
class Entry:
    """A chart of the gallery: its URL in this app, a caption, and its anchor on the page."""

    anchor: str
    caption: str
    url: str
    size: tuple[int, int] = (0, 0)
    """In CSS pixels, if the URL does not say it; else (0, 0)."""

    @property
    def width(self) -> int:
        """The width of the picture, in pixels."""
        return self._size[0]

    @property
    def height(self) -> int:
        """The height of the picture, in pixels."""
        return self._size[1]

    @property
    def _size(self) -> tuple[int, int]:
        if any(self.size):
            return self.size
        query = dict(parse_qsl(self.url.partition("?")[2]))
        if self.url.startswith("/charts/"):
            known = kinds.parameters(self.url.partition("?")[0].removeprefix("/charts/"))
            width, height = (int(query.get(n, known[n].default)) for n in ("width", "height"))
            return width, height
        if "c" in query:  # of QuickChart
            return int(query.get("w", 500)), int(query.get("h", 300))
        columns, _, rows = query["chs"].partition("x")
        return int(columns), int(rows)


@dataclass(frozen=True)
class Group:
    """Entries under one heading."""

    title: str
    about: str
    entries: tuple[Entry, ...]

    @property
    def anchor(self) -> str:
        """The fragment that leads to the entry on the page."""
        return re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")
