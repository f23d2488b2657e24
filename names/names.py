"""The given names: read once, in the order of their folded spelling, chosen from evenly."""

from __future__ import annotations

import functools
import secrets
from bisect import bisect_left
from pathlib import Path
from typing import NamedTuple

from .folding import fold

_FILE = Path(__file__).with_name("given_names.txt")

# Sorts after every text that goes on from a prefix: no name holds the last code point.
_END = "\U0010ffff"


class Listing(NamedTuple):
    """Names in the order of their folded spelling, so that a beginning is one unbroken range."""

    names: tuple[str, ...]

    def starting_with(self, text: str) -> range:
        """Give the positions of the names that start with the text.

        Found in O(log n), and no more names are folded than that looks at.
        """
        prefix = fold(text)
        if text.strip() and not prefix:
            return range(0)  # an accent alone starts no name; it must not stand for all of them
        first = bisect_left(self.names, prefix, key=fold)
        return range(first, bisect_left(self.names, prefix + _END, key=fold))


# Read by the first request rather than by the import, which every cold start waits for. Two
# first requests at once may both read it; they get equal lists, and one of them is kept.
@functools.cache
def listing() -> Listing:
    """Give the names of ``given_names.txt``: one a line, in order; ``#`` starts a comment line."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return Listing(tuple(line for line in lines if line and not line.startswith("#")))


def choose(starts_with: str = "") -> str | None:
    """Give one of the names that start with the text, each as likely as the others, or None."""
    positions = listing().starting_with(starts_with)
    return listing().names[secrets.choice(positions)] if positions else None
