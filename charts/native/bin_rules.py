"""What a request may say of the bins of a histogram."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from api.errors import ParameterError
from api.suggest import did_you_mean

from ..diagnostics import quoted
from .checks import Check, Errors
from .values import read_number

RULES = ("auto", "fd", "doane", "scott", "stone", "rice", "sturges", "sqrt")
"""As numpy names them."""
MAX_BINS = 1000
_ALLOWED = f"one of {', '.join(RULES)}, a number of bins from 1 to {MAX_BINS}, or rising edges"


def _errors(bins: Sequence[str]) -> Errors:
    detail = _wrong(bins)
    return [ParameterError("bins", detail, _ALLOWED)] if detail else []


def _wrong(bins: Sequence[str]) -> str:
    """Return what is wrong with the bins, "" if nothing is."""
    if len(bins) == 1:
        if bins[0] in RULES:
            return ""
        if bins[0].isascii() and bins[0].isdigit():
            return "" if 1 <= int(bins[0]) <= MAX_BINS else f"{bins[0]} is out of range"
        return f"{quoted(bins[0])} is neither a rule nor a number{did_you_mean(bins[0], RULES)}"
    try:
        numbers = [read_number(edge) for edge in bins]
    except ValueError as error:
        return str(error)
    fall = next(((a, b) for a, b in pairwise(numbers) if not b - a > abs(b) * 1e-12), None)
    return f"{fall[1]:g} is not above {fall[0]:g}" if fall else ""


BINS = Check(("bins",), _errors)
"""Bins are a rule, a number or edges."""
