"""The parameter of the name generator, and what its value may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from api.errors import ParameterError, Problem

STARTS_WITH = "starts_with"
MAX_LENGTH = 50
"""Characters in ``starts_with``: more than twice the longest name of the list."""


def starts_with(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the text to start with, trimmed; empty if it is absent or blank, for any name.

    Raises Problem (422), which lists every wrong parameter.
    """
    pairs = list(pairs)
    values = [value.strip() for name, value in pairs if name == STARTS_WITH]
    errors = [
        ParameterError(name, "Unknown parameter.", STARTS_WITH)
        for name in Counter(name for name, _ in pairs)
        if name != STARTS_WITH
    ]
    if len(values) > 1:
        errors.append(ParameterError(STARTS_WITH, f"Given {len(values)} times.", "one value"))
    if any(len(value) > MAX_LENGTH for value in values):
        errors.append(ParameterError(STARTS_WITH, "Too long.", f"at most {MAX_LENGTH} characters"))
    if not all(map(_is_text, values)):
        errors.append(ParameterError(STARTS_WITH, "Not UTF-8 text.", "UTF-8, percent-encoded"))
    if errors:
        raise Problem(422, "The query has an invalid parameter.", errors)
    return values[0] if values else ""


def _is_text(value: str) -> bool:
    """Return whether a value is text: ``api.query`` turns other bytes into lone surrogates."""
    return not any("\ud800" <= character <= "\udfff" for character in value)
