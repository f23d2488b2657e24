"""The parameters of the name generator: which there are, and what their values may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from api.errors import ParameterError, Problem

STARTS_WITH = "starts_with"
LONGEST = 50
"""Characters in ``starts_with``: more than twice the longest name of the list."""


def starts_with(pairs: Iterable[tuple[str, str]]) -> str:
    """Give the text to start with, trimmed; empty when it is absent or blank (any name will do).

    Raises ``Problem`` (422) that lists every wrong parameter.
    """
    pairs = list(pairs)
    values = [value.strip() for name, value in pairs if name == STARTS_WITH]
    errors = [
        ParameterError(name, "There is no parameter of this name.", STARTS_WITH)
        for name in Counter(name for name, _ in pairs)
        if name != STARTS_WITH
    ]
    if len(values) > 1:
        errors.append(ParameterError(STARTS_WITH, f"It is given {len(values)} times.", "one value"))
    if any(len(value) > LONGEST for value in values):
        errors.append(
            ParameterError(STARTS_WITH, "It is too long.", f"at most {LONGEST} characters")
        )
    if not all(map(_is_text, values)):
        errors.append(
            ParameterError(STARTS_WITH, "Its bytes are not UTF-8 text.", "UTF-8, percent-encoded")
        )
    if errors:
        raise Problem(422, "The query has a parameter that cannot be used.", errors)
    return values[0] if values else ""


def _is_text(value: str) -> bool:
    """Tell text from what ``api.query`` makes of other bytes: lone surrogates."""
    return not any("\ud800" <= character <= "\udfff" for character in value)
