"""Whether a secret key looks as if it came from a random number generator.

A key that somebody made up, or copied from a page, can be guessed. Nothing can prove that a key is
random; what is refused here is what chance makes of fewer than one key in a hundred thousand.
"""

from __future__ import annotations

import hashlib
import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from . import ascii_text

NEW_KEY: Final = 'make one with: python -c "import secrets; print(secrets.token_urlsafe(32))"'
"""What a message about a refused key ends with."""

_PUBLISHED: Final = {
    # Of pages that people copy: the key of FastAPI's tutorial, and that of Flask's.
    "570dad43de1af4c925f92c16a68a5093",
    "2598f7d6adc142d88161630f3db12ab2",
}
"""The first 32 hexadecimal digits of the SHA-256 of keys that were published."""
_WORDS: Final = (
    "change", "default", "example", "insecure", "password", "placeholder", "replace", "secret",
    "session", "signing", "your-key", "your_key",
)  # fmt: skip
# The pairs of letters that are most frequent in English words.
_FREQUENT: Final = (
    " al th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as"
    " ou io le ve co me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur ca el ta la ns"
    " di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee wi"
    " em ad ol rt po we na ul ni ts mo ow pa im mi ai sh ir su id os iv ia am fi ci vi pl"
    " ig tu ev ld ry mp fe bl ab gh ty op wo sa ay ex ke ey"
)
_PAIRS: Final = frozenset(re.findall("[a-z]{2}", _FREQUENT))
# Rows of the keyboard, the alphabet and the digits, in both directions: six letters in a row.
_ROWS = (
    "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm", "1234567890",
    "abcdefghijklmnopqrstuvwxyz", "0123456789",
)  # fmt: skip
_RUN = 6
_RUNS: Final = frozenset(
    line[at : at + _RUN]
    for row in _ROWS
    for line in (row, row[::-1])
    for at in range(len(row) - _RUN + 1)
)
_MAX_PAIRS = 0.48  # of all pairs; 0.15 of a random key's, over 0.5 of a sentence's
_MAX_STEPS = 0.3  # of neighbours that differ by the same; 0.1 of a random key's
_MAX_PRINTABLE = 0.8  # of the decoded bytes; 0.37 of a random key's
_MIN_BITS = 3.9  # a character of base64; a random key of 32 bytes has 4.1 to 5.3
_MIN_HEX_BITS = 3.2  # a digit; 64 random ones have 3.4 to 4
_REPEATED = 8  # characters
_is_hex = re.compile("[0-9a-f]{64,}|[0-9A-F]{64,}").fullmatch


def flaw(text: str, key: bytes) -> str | None:
    """Return why a key is not random, None if it may be.

    ``text`` is the key in base64 without padding, ``key`` what it decodes to, 32 bytes or more.
    """
    lower = ascii_text.lower(text)
    if hashlib.sha256(text.encode()).hexdigest()[:32] in _PUBLISHED:
        return "it was published"
    if any(word in lower for word in _WORDS) or _share_of_pairs(lower) > _MAX_PAIRS:
        return "it has words"
    if sum(32 <= byte < 127 for byte in key) > _MAX_PRINTABLE * len(key):
        return "it is a text"
    parts = [text[at : at + _REPEATED] for at in range(len(text) - _REPEATED + 1)]
    if len(set(parts)) < len(parts):
        return "it repeats itself"
    if any(run in lower for run in _RUNS):
        return "it is a sequence"
    if max(map(_share_of_steps, (key, text.encode()))) > _MAX_STEPS:
        return "it is a sequence"
    if _bits(text) < (_MIN_HEX_BITS if _is_hex(text) else _MIN_BITS):
        return "it has few different characters"
    return None


def _share_of_pairs(text: str) -> float:
    pairs = ["".join(pair) for pair in itertools.pairwise(text)]
    return sum(pair in _PAIRS for pair in pairs) / len(pairs)


def _share_of_steps(values: bytes) -> float:
    """Return how many neighbours have the most frequent difference, as a share of all.

    Also of two sequences that take turns (``a1b2c3``), and of one whose steps grow (squares).
    """
    steps = _differences(values, 1)
    return max(map(_share_of_most, (steps, _differences(values, 2), _differences(steps, 1))))


def _differences(values: Sequence[int], distance: int) -> list[int]:
    later = values[distance:]
    return [(after - before) % 256 for before, after in zip(values, later, strict=False)]


def _share_of_most(values: list[int]) -> float:
    return max(Counter(values).values()) / len(values)


def _bits(text: str) -> float:
    """Return the entropy of a character (Shannon), as the text's own frequencies say it."""
    shares = [count / len(text) for count in Counter(text).values()]
    return -sum(share * math.log2(share) for share in shares)
