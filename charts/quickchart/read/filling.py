"""What the area of a line reaches to: a level of the axis, or the line of another dataset."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..datasets import Dataset
from ..styles import Paint
from .literal import UNDEFINED
from .options import Options, number, text
from .reader import Reader
from .style import paints

_NAMES = ("origin", "start", "end", "stack", "shape")
_OLD_NAMES = {"zero": "origin", "top": "end", "bottom": "start"}
_FLAGS = {"true": True, "false": False}
MAX_INDEX = 9_999
"""The largest number of a dataset that is read; there are far fewer."""


def target(reader: Reader, dataset: Options, kind: str) -> str | int | float | None:
    """Return what the area of a dataset reaches to, as ``Line.fill`` says.

    A number with a sign remains a text: ``resolved`` knows the other datasets.
    """
    fill = False if dataset.members.get("fill", UNDEFINED) is None else dataset.raw("fill")
    if isinstance(fill, dict):
        inner = fill.get("target", fill if "value" in fill else True)
        if isinstance(inner, dict):
            return number(inner.get("value"))
        fill = inner
    if fill is UNDEFINED:
        fill = reader.options.within("elements").within("line").raw("fill")
    if fill is UNDEFINED:
        fill = "start" if kind == "radar" else reader.generation == 2
    return _target(fill)


def _target(fill: Any) -> str | int | None:
    if isinstance(fill, str):
        fill = _FLAGS.get(fill.lower(), fill)
    if isinstance(fill, bool):
        return "origin" if fill else None
    if isinstance(fill, int | float):
        return int(fill) if 0 <= fill <= MAX_INDEX and fill == int(fill) else None
    name = _OLD_NAMES.get(text(fill), text(fill))
    if name in _NAMES:
        return name
    relative = name[:1] in ("+", "-")
    digits = name[relative:]
    if not digits.isdecimal() or not digits.isascii() or len(digits) > len(str(MAX_INDEX)):
        return None  # as Chart.js takes any other text
    return name if relative else int(name)


def resolved(datasets: Sequence[Dataset], hidden: Sequence[bool]) -> list[Dataset]:
    """Return the datasets, of which none is filled to a relative or a hidden one.

    What is filled to a hidden line reaches to what that is filled to (``propagate``).
    """
    targets = [_index(d) for d in datasets]
    return [
        d if d.kind != "line" or d.line.fill is None
        else d._replace(line=d.line._replace(fill=_followed(i, targets, hidden)))
        for i, d in enumerate(datasets)
    ]  # fmt: skip


def _index(dataset: Dataset) -> str | int | float | None:
    """Return what a dataset is filled to, by its number where that is another dataset."""
    if dataset.kind != "line":
        return None
    fill = dataset.line.fill
    return dataset.number + int(fill) if isinstance(fill, str) and fill[0] in "+-" else fill


def _followed(
    number: int, targets: Sequence[str | int | float | None], hidden: Sequence[bool]
) -> str | int | float | None:
    """Return what a dataset is filled to that can be seen, None if there is nothing."""
    visited = {number}
    fill = targets[number]
    while isinstance(fill, int):
        if fill in visited or not 0 <= fill < len(targets):
            return None
        if not hidden[fill]:
            return fill
        visited.add(fill)
        fill = targets[fill]
    return fill


def sides(dataset: Options) -> tuple[Paint | None, Paint | None]:
    """Return the paints above and below what the area reaches to, None where they are not said."""
    above, below = (paints(dataset.within("fill"), name) for name in ("above", "below"))
    return next(iter(above), None), next(iter(below), None)
