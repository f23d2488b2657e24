"""What is said of pictures of texts: codes, formulas, words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .sentences import Said, counted, line, listed, shortened

_MAX_TEXT: Final = 300
_MAX_WORDS: Final = 8


def code(kind: str, text: str) -> Said:
    """Return what is said of a code of a kind that holds a text."""
    content = line(text, _MAX_TEXT)
    return Said(f"that holds “{content}”" if content else "", kind=kind)


def formula(source: str) -> Said:
    """Return what is said of a formula: its TeX, which many who cannot see formulas know."""
    return Said(f"in TeX: {line(source, _MAX_TEXT)}", kind="Formula")


def label(kind: str, texts: Sequence[str]) -> Said:
    """Return what is said of an icon with texts."""
    said = shortened(" ".join(filter(None, map(line, texts))), _MAX_TEXT)
    return Said(f"with the text “{said}”" if said else "", kind=kind)


def words(texts: Sequence[str]) -> Said:
    """Return what is said of a cloud of words, the most frequent first."""
    if not texts:
        return Said("without words", kind="Word cloud")
    shown = [f"“{line(text)}”" for text in texts[:_MAX_WORDS]]
    size = f"of {counted(len(texts), 'word')}"
    if len(texts) <= len(shown):
        return Said(f"{size}: {listed(shown)}", kind="Word cloud")
    return Said(f"{size}, the largest of which are {listed(shown)}", kind="Word cloud")
