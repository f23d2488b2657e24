"""Counts that outlive the process that makes them: a small file, mapped into memory."""

from __future__ import annotations

import mmap
import struct
from pathlib import Path
from types import TracebackType
from typing import Self

_FIELDS = ("cases", "accepted", "drawn", "findings")
_FORMAT = struct.Struct("<4Qdd")


class Tally:
    """Cases done so far, how many of them were accepted and drawn, and what the worst one took."""

    def __init__(self, file: Path) -> None:
        if not file.exists():
            file.write_bytes(bytes(_FORMAT.size))
        with file.open("r+b") as opened:
            self._map = mmap.mmap(opened.fileno(), _FORMAT.size)
        self.read()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: object, trace: TracebackType | None) -> None:
        self._map.close()

    def read(self) -> None:
        """Take what is in the file."""
        *counts, self.slowest, self.largest = _FORMAT.unpack(self._map[:])
        self.cases, self.accepted, self.drawn, self.findings = counts

    def add(
        self, *, accepted: bool, drawn: bool, finding: bool, seconds: float, rise: float
    ) -> None:
        """Count one case; it is in the file at once, should the next one kill the process."""
        self.cases += 1
        self.accepted += accepted
        self.drawn += drawn
        self.findings += finding
        self.slowest = max(self.slowest, seconds)
        self.largest = max(self.largest, rise)
        self._write()

    def lost(self) -> None:
        """Count a case that ended the process."""
        self.cases += 1
        self.findings += 1
        self._write()

    def _write(self) -> None:
        counts = (getattr(self, name) for name in _FIELDS)
        self._map[:] = _FORMAT.pack(*counts, self.slowest, self.largest)
