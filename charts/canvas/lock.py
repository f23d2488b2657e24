"""One drawing at a time."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from . import fork

# Fonts and the rasteriser are used by one thread at a time: sharing them would be unsafe, and
# threads that draw at once are slower than threads that wait for each other (one interpreter lock).
_lock = threading.Lock()


def _renew_lock() -> None:
    """Make a new lock: a forked child must not wait for a thread of its parent."""
    global _lock
    _lock = threading.Lock()


fork.in_child(_renew_lock)


@contextlib.contextmanager
def drawing() -> Iterator[None]:
    """Hold the lock of drawing: no other thread draws inside the ``with``."""
    with _lock:
        yield
