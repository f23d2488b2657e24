"""The given names: read once, kept in folded order, chosen from evenly."""

from __future__ import annotations

import functools
import secrets
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path

from .folding import fold

_FILE = Path(__file__).with_name("given_names.txt")

# Sorts after every text that goes on from a prefix: no name holds the last code point.
_END = "\U0010ffff"


@dataclass(frozen=True)
class Listing:
    """Names in the order of their folded spelling, so that a beginning is one unbroken range."""

    names: tuple[str, ...]
    folded: tuple[str, ...]

    def starting_with(self, text: str) -> range:
        """Give the positions of the names that start with the text, found in O(log n)."""
        prefix = fold(text)
        if text.strip() and not prefix:
            return range(0)  # an accent alone starts no name; it must not stand for all of them
        return range(bisect_left(self.folded, prefix), bisect_left(self.folded, prefix + _END))


def listing_of(names: list[str]) -> Listing:
    """Put the names in order."""
    pairs = sorted((fold(name), name) for name in names)
    return Listing(tuple(name for _, name in pairs), tuple(folded for folded, _ in pairs))


# Read by the first request rather than by the import, which every cold start waits for. Two
# first requests at once may both read it; they get equal lists, and one of them is kept.
@functools.cache
def listing() -> Listing:
    """Give the names of ``given_names.txt``: one a line, ``#`` starts a comment line."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return listing_of([line for line in lines if line and not line.startswith("#")])


def choose(starts_with: str = "") -> str | None:
    """Give one of the names that start with the text, each as likely as the others, or None."""
    positions = listing().starting_with(starts_with)
    return listing().names[secrets.choice(positions)] if positions else None
