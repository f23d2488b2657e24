"""A limit of processor time that ends what would never end.

It tells what ends from what does not, and is no measure of speed: set it to a hundred times what is
usual, for a busy machine takes several times as long for the same.
"""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType


@contextlib.contextmanager
def cpu_limit(seconds: float, what: str = "") -> Iterator[None]:
    """Raise AssertionError if this process computes for longer than that, also within ``re``."""

    def end(signum: int, frame: FrameType | None) -> None:
        raise AssertionError(f"did not end within {seconds} s of processor time: {what[:80]!r}")

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
