"""Finished pictures, kept in this process: asking again for one costs no reading and no drawing.

Kept by the text of the request, so that a repeat is not even read, and bounded in bytes, those of
the text included: what was not asked for longest is let go. It only saves work; another instance
draws the same bytes anew.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future
from types import MappingProxyType
from typing import NamedTuple

from cachetools import LRUCache

MOST_BYTES = 16 * 2**20
_BESIDES = 1000  # bytes that an entry takes besides its key and its body


class Picture(NamedTuple):
    """The answer to a request. Without a body it was read, but never drawn: enough for a 304."""

    tag: str
    headers: Mapping[str, str]
    """Those of a 304, too."""
    body: bytes | None = None
    media_type: str = ""
    about: Mapping[str, str] = MappingProxyType({})
    """Further headers of the body."""
    kind: str = ""
    """Which of the kinds that there are, for the log."""


class Kept:
    """The pictures of a process, for all its threads.

    ``hits`` counts answers that needed no drawing, ``drawn`` the others.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.hits = 0
        self.drawn = 0
        # A picture and its size, which a key that is a long text has a part in.
        self._pictures: LRUCache[Hashable, tuple[Picture, int]] = LRUCache(
            most_bytes, getsizeof=lambda entry: entry[1]
        )
        self._lock = threading.Lock()
        self._underway: dict[Hashable, Future[Picture]] = {}

    @property
    def bytes(self) -> int:
        """What is kept now, at most ``most_bytes``."""
        return int(self._pictures.currsize)

    def get(self, key: Hashable) -> Picture | None:
        """Give what is known of a picture, if anything."""
        with self._lock:
            found, _ = self._pictures.get(key, (None, 0))
            if found is not None and found.body is not None:
                self.hits += 1
            return found

    def keep(self, key: Hashable, picture: Picture) -> None:
        """Keep a picture, unless it is larger than all that may be kept."""
        size = _BESIDES + _length(key) + len(picture.body or b"")
        with self._lock:
            if size <= self._pictures.maxsize:
                self._pictures[key] = picture, size

    def draw(self, key: Hashable, drawn: Callable[[], Picture]) -> Picture:
        """Draw and keep a picture; who asks for the same one meanwhile waits for that drawing.

        Raises what ``drawn`` raises, for all who wait.
        """
        with self._lock:
            other = self._underway.get(key)
            if other is None:
                mine = self._underway[key] = Future()
        if other is not None:
            picture = other.result()
            self.hits += 1
            return picture
        try:
            picture = drawn()
        except BaseException as error:
            mine.set_exception(error)
            raise
        else:
            mine.set_result(picture)
            self.keep(key, picture)
            self.drawn += 1
            return picture
        finally:
            with self._lock:
                del self._underway[key]


def _length(key: Hashable) -> int:
    """The bytes that the texts of a key take: a URL has up to 8,192, a form twice as many."""
    if isinstance(key, tuple):
        return sum(map(_length, key))
    return len(key) if isinstance(key, str | bytes) else 0
