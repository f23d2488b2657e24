"""What is said of named values that have no order: slices, tiles, steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from .sentences import Said, counted, line, listed
from .series import Write

_MAX_LISTED: Final = 5
"""Items that are all named; of more, one less."""


def say(
    names: Sequence[str],
    values: Sequence[float],
    write: Callable[[Sequence[float]], Write],
    noun: str = "slice",
    *,
    percent: Callable[[float], str] | None = None,
    sort: bool = True,
    kind: str = "",
) -> Said:
    """Return what is said of items: the largest of them, each with its share if ``percent`` is.

    ``percent`` writes a share of the whole, 0 to 1.
    """
    order = list(range(len(values)))
    if sort:
        order.sort(key=lambda i: -values[i])
    count = len(order) if len(order) <= _MAX_LISTED else _MAX_LISTED - 1
    shown = order[:count]
    if not shown:
        return Said("without values", kind=kind)
    number = write([values[i] for i in shown])
    if len(values) == 1:
        return Said(f"with one {noun}, {f'{line(names[0])} ' if names else ''}{number(values[0])}")
    total = sum(values)
    parts = []
    for i in shown:
        name = line(names[i]) if i < len(names) else ""
        after = ":" if name[-1:].isdigit() else ""  # "Step 1: 40"
        text = f"{name}{after} {number(values[i])}".strip()
        parts.append(f"{text} ({percent(values[i] / total)})" if percent and total else text)
    if rest := len(order) - count:
        parts.append(f"{rest:,} {'smaller ones' if sort else 'more'}")
    return Said(f"with {counted(len(order), noun)}: {listed(parts)}", kind=kind)


def entries(names: Sequence[str]) -> str:
    """Return how many names there are, and the first ones."""
    shown = [line(name) for name in names[:_MAX_LISTED]]
    if rest := len(names) - len(shown):
        shown.append(f"{rest:,} more")
    return f"{counted(len(names), 'entry', 'entries')}: {listed(shown)}"


def share(value: float) -> str:
    """Return a share of a whole, 0 to 1, as a percentage."""
    if 0 < value < 0.005:
        return "less than 1%"
    return f"{value:.0%}"
