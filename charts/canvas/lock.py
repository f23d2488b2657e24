"""One drawing at a time."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator

# Fonts and the rasteriser are used by one thread at a time: sharing them would be unsafe, and
# threads that draw at once are slower than threads that wait for each other (one interpreter lock).
_lock = threading.Lock()


def _renew_lock() -> None:
    """A child of a fork must not wait for a thread that it does not have."""
    global _lock
    _lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_lock)


@contextlib.contextmanager
def drawing() -> Iterator[None]:
    """Draw by oneself: no other thread draws inside the ``with``."""
    with _lock:
        yield
