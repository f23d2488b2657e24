"""A cache of finished pictures, so that a repeated request is neither parsed nor drawn.

The key is the text of the request. Least recently used entries are evicted; keys count towards
the limit. It only saves work: another instance draws the same bytes again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future
from types import MappingProxyType

from cachetools import LRUCache

from api import log
from api.named_tuple import NamedTuple
from api.responses import Body

from . import etag, memory

MAX_BYTES = 16 * 2**20
_ENTRY_BYTES = 1000  # that an entry takes besides its key, and its body or chart
_CHART_BYTES = 6  # that a chart takes for each character of its repr; measured: 1.2 to 5.2


class Picture(NamedTuple):
    """A picture that was requested. Its digest, enough for a 304, is known before it is drawn."""

    digest: str
    media_type: str
    headers: Mapping[str, str] = MappingProxyType({})
    """Headers of the response besides those of caching, of a 304 as well."""
    kind: str = ""
    """The kind of chart, for the log."""
    draw: Callable[[], Body] | None = None
    """Draws the picture; None once it is drawn. Holds the chart, so that it is parsed once."""
    chart_bytes: int = 0
    """An estimate of the memory that the chart takes."""
    body: Body | None = None


def picture(
    chart: object,
    media_type: str,
    draw: Callable[[], Body],
    *,
    variant: str = "",
    headers: Mapping[str, str] = MappingProxyType({}),
    kind: str = "",
) -> Picture:
    """Return a picture that ``draw`` draws of a chart.

    ``variant`` is what the response depends on besides the chart.
    """
    description = repr(chart)
    return Picture(
        etag.digest(description + variant), media_type, headers, kind, draw,
        chart_bytes=_CHART_BYTES * len(description),
    )  # fmt: skip


class PictureCache:
    """The pictures of a process, for all its threads."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        # A picture and its size.
        self._pictures: LRUCache[Hashable, tuple[Picture, int]] = LRUCache(
            max_bytes, getsizeof=lambda entry: entry[1]
        )
        self._lock = threading.Lock()
        self._in_progress: dict[Hashable, Future[Body]] = {}

    @property
    def bytes(self) -> int:
        """The bytes that all entries take, at most ``max_bytes``."""
        return int(self._pictures.currsize)

    def get(self, key: Hashable) -> Picture | None:
        """Return the picture of a request, drawn or not; None if it is not in the cache."""
        with self._lock:
            return self._pictures.get(key, (None, 0))[0]

    def put(self, key: Hashable, picture: Picture) -> Picture:
        """Store a picture, unless it is larger than the whole cache, and return it."""
        content = picture.chart_bytes if picture.body is None else len(picture.body.stored)
        size = _ENTRY_BYTES + _length(key) + content
        with self._lock:
            if size <= self._pictures.maxsize:
                self._pictures[key] = picture, size
        return picture

    def draw(self, key: Hashable, picture: Picture) -> Body:
        """Return the picture's body, drawn once for all threads that request it meanwhile.

        Raises what drawing raises, in all these threads.
        """
        if picture.body is not None:
            return picture.body
        with self._lock:
            other = self._in_progress.get(key)
            if other is None:
                mine = self._in_progress[key] = Future()
        if other is not None:
            return other.result()
        try:
            if picture.draw is None:
                raise ValueError("a picture without a body and without a drawing")
            log.note(cache="drawn")
            memory.limit()
            body = picture.draw()
        except BaseException as error:
            mine.set_exception(error)
            raise
        else:
            mine.set_result(body)
            self.put(key, picture._replace(body=body, draw=None, chart_bytes=0))
            return body
        finally:
            with self._lock:
                del self._in_progress[key]
            memory.return_later()


def _length(key: Hashable) -> int:
    """Return the bytes of the texts of a key: up to 8,192 of a URL, twice as many of a form."""
    if isinstance(key, tuple):
        return sum(map(_length, key))
    return len(key) if isinstance(key, str | bytes) else 0
