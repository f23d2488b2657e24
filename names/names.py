"""The given names, read once, in the order of their folded spelling; each is equally likely."""

from __future__ import annotations

import functools
import secrets
from bisect import bisect_left
from pathlib import Path

from api.named_tuple import NamedTuple

from .folding import fold

_FILE = Path(__file__).with_name("given_names.txt")

# Sorts after every continuation of a prefix: no name contains the last code point.
_END = "\U0010ffff"


class Listing(NamedTuple):
    """Names in the order of their folded spelling, so that a prefix is one contiguous range."""

    names: tuple[str, ...]

    def starting_with(self, text: str) -> range:
        """Return the indices of the names that start with the text, in O(log n).

        Only the names that the search visits are folded.
        """
        prefix = fold(text)
        if text.strip() and not prefix:
            return range(0)  # an accent alone, folded, would match every name
        first = bisect_left(self.names, prefix, key=fold)
        return range(first, bisect_left(self.names, prefix + _END, key=fold))


# Read by the first request, not at import, which every cold start waits for. Two simultaneous
# first requests may both read it; they get equal lists.
@functools.cache
def listing() -> Listing:
    """Return the names of ``given_names.txt``: one a line, sorted; ``#`` starts a comment line."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return Listing(tuple(line for line in lines if line and not line.startswith("#")))


def choose(starts_with: str = "") -> str | None:
    """Return a random name that starts with the text, None if there is none."""
    positions = listing().starting_with(starts_with)
    return listing().names[secrets.choice(positions)] if positions else None
