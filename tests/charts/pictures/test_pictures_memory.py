"""Free memory goes back to the system: once for many pictures, from another thread."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable

import pytest

from api.responses import Body
from charts.pictures import memory
from charts.pictures.cache import PictureCache, picture

# Blocks of 2 KiB, of which one in fifty stays: glibc returns none of the others by itself.
_FRAGMENTED = """
import re
from charts.pictures import memory

def resident():
    return int(re.search(r"VmRSS:\\s+(\\d+) kB", open("/proc/self/status").read())[1])

blocks = [bytes(2000) + b"." for _ in range(50_000)]
kept = blocks[::50]
del blocks
before = resident()
memory._return()
print(before, resident())
"""


class _Timer:
    """Records instead of waiting."""

    started: list[_Timer]

    def __init__(self, seconds: float, call: Callable[[], None]) -> None:
        self.call = call
        self.daemon = False

    def start(self) -> None:
        assert self.daemon  # so that no process waits for it
        self.started.append(self)


@pytest.fixture
def timers(monkeypatch: pytest.MonkeyPatch) -> list[_Timer]:
    started: list[_Timer] = []
    monkeypatch.setattr(_Timer, "started", started, raising=False)
    monkeypatch.setattr(threading, "Timer", _Timer)
    monkeypatch.setattr(memory, "_waits_in", 0)
    return started


@pytest.mark.skipif(sys.platform != "linux", reason="of glibc")
def test_free_memory_between_blocks_in_use_is_returned() -> None:
    code = [sys.executable, "-c", _FRAGMENTED]
    before, after = map(int, subprocess.check_output(code).split())
    assert before - after > 50_000  # KiB, of 98,000


def test_many_pictures_wait_for_one_timer(timers: list[_Timer]) -> None:
    cache = PictureCache()
    for text in ("a", "b", "c"):
        cache.draw(text, picture(text, "image/png", lambda: Body("image/png", b"drawn")))
    assert len(timers) == 1
    timers[0].call()
    cache.draw("d", picture("d", "image/png", lambda: Body("image/png", b"drawn")))
    assert len(timers) == 2


def test_the_child_of_a_fork_starts_a_timer_of_its_own(
    timers: list[_Timer], monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.return_later()
    monkeypatch.setattr(os, "getpid", lambda: -1)
    memory.return_later()
    memory.return_later()
    assert len(timers) == 2


def test_a_picture_is_answered_even_if_no_thread_can_start(
    timers: list[_Timer], monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(self: _Timer) -> None:
        raise RuntimeError("can't start new thread")

    drawn = Body("image/png", b"drawn")
    with monkeypatch.context() as full:
        full.setattr(_Timer, "start", start)
        assert PictureCache().draw("a", picture("a", "image/png", lambda: drawn)) is drawn
    memory.return_later()
    assert len(timers) == 1


def test_other_c_libraries_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    import ctypes

    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    memory._return()
    memory.limit.__wrapped__()
    assert memory._waits_in == 0


def test_the_first_picture_limits_what_the_c_library_keeps(
    timers: list[_Timer], monkeypatch: pytest.MonkeyPatch
) -> None:
    options: list[tuple[int, int]] = []

    class Library:
        def malloc_trim(self, pad: int) -> None:
            raise AssertionError("trimmed before the timer ended")

        def mallopt(self, option: int, value: int) -> None:
            options.append((option, value))

    monkeypatch.setattr(memory, "_glibc", Library)
    memory.limit.cache_clear()
    cache = PictureCache()
    for text in ("a", "b"):
        cache.draw(text, picture(text, "image/png", lambda: Body("image/png", b"drawn")))
    assert options == [(-8, 2), (-3, 2**19), (-1, 2**19)]
    memory.limit.cache_clear()
