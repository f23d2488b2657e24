"""“Did you mean …?”: known names that are close to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from . import ascii_text

_CLOSE = 0.7  # how alike two names must be, of 1 (difflib)
_AS_CLOSE = 0.05  # how much less alike a second one may be
_MAX_LENGTH = 40
"""Longer words get no suggestion: comparing them takes long, and they are no typing errors."""


def did_you_mean(
    word: str,
    known: Iterable[str],
    others: Mapping[str, str] = MappingProxyType({}),
    before: str = "",
) -> str:
    """Return “; did you mean width?”, to be added to an error, or "" if no name is close.

    ``others``: what words of the same meaning are called here; ``before`` stands before each name.
    """
    names = [before + name for name in close(word, known, others)]
    return f"; did you mean {' or '.join(names)}?" if names else ""


def close(
    word: str, known: Iterable[str], others: Mapping[str, str] = MappingProxyType({})
) -> list[str]:
    """Return the known names that a word is probably meant to be: none, one, or two."""
    word = ascii_text.strip(word)
    if not word or len(word) > _MAX_LENGTH:
        return []
    by_lower: dict[str, list[str]] = {}
    for name in known:
        by_lower.setdefault(ascii_text.lower(name), []).append(name)
    other = others.get(ascii_text.lower(word))
    if other is not None and ascii_text.lower(other.split(" ")[0]) in by_lower:
        return [other]
    from difflib import get_close_matches  # only if something is wrong

    lower = ascii_text.lower(word)
    exchanged = [name for name in by_lower if _exchanged(lower, name)]
    names = exchanged or get_close_matches(lower, by_lower, n=2, cutoff=_CLOSE)
    if not names and len(lower) > 1:
        begun = [name for name in by_lower if name.startswith(lower) or lower[:-1] == name]
        return [_same_case(word, by_lower[name]) for name in begun] if len(begun) <= 2 else []
    best = max((_likeness(lower, name) for name in names), default=0.0)
    return [
        _same_case(word, by_lower[name])
        for name in names[:2]
        if _likeness(lower, name) >= best - _AS_CLOSE
    ]


def _exchanged(word: str, name: str) -> bool:
    """Return whether two neighbouring letters of a name are exchanged in a word."""
    wrong = [n for n, (a, b) in enumerate(zip(word, name, strict=False)) if a != b]
    return len(word) == len(name) and len(wrong) == 2 and (
        word[wrong[0]] == name[wrong[1]] and word[wrong[1]] == name[wrong[0]]
    )  # fmt: skip


def _likeness(word: str, name: str) -> float:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, name, word).ratio()


def _same_case(word: str, names: list[str]) -> str:
    """Return the name whose capitals are most like those of a word."""
    return max(names, key=lambda name: sum(a == b for a, b in zip(name, word, strict=False)))
