"""Values that are stacked: where each starts and ends on its axis."""

from __future__ import annotations

from collections.abc import Sequence

from api.named_tuple import NamedTuple

from ..datasets import Dataset
from .ranges import Range


class Stack(NamedTuple):
    """The values of a dataset, each with where it starts; None starts at the base of the axis."""

    slot: object
    """What bars share that stand one upon the other."""
    spans: tuple[tuple[float | None, float] | None, ...]

    def ends(self, index: int) -> tuple[float | None, float] | None:
        """Return where a value starts and ends, None if there is none."""
        return self.spans[index] if index < len(self.spans) else None


def _slot(dataset: Dataset, stacked: bool | None) -> object:
    """Return what datasets share that are stacked."""
    if stacked or (stacked is None and dataset.stack is not None):
        return dataset.kind, dataset.stack
    return dataset.kind, dataset.number


def is_stacked(dataset: Dataset, stacked: bool | None) -> bool:
    """Return whether the values of a dataset are added to those of others."""
    return bool(stacked) or (stacked is None and dataset.stack is not None)


def slot(dataset: Dataset, index_stacked: bool | None) -> object:
    """Return the place of a dataset's bars within a category: those of one place share it."""
    if index_stacked is False:
        return dataset.number
    if index_stacked is None and dataset.stack is None:
        return dataset.number
    return "stack", dataset.stack


def build(datasets: Sequence[Dataset], stacked: bool | None) -> dict[int, Stack]:
    """Return the stack of each dataset on one axis of values, by its number.

    Positive and negative values are stacked apart. ``datasets``: in the order of stacking.
    """
    sums: dict[tuple[object, float | None, bool], float] = {}
    stacks = {}
    for dataset in datasets:
        spans: list[tuple[float | None, float] | None] = []
        joined = is_stacked(dataset, stacked) and dataset.shape is None
        name = _slot(dataset, stacked)
        for i, value in enumerate(dataset.values):
            if value is None:
                spans.append(None)
                continue
            start = dataset.starts[i] if dataset.starts else None
            if not joined:
                spans.append((start, value))
                continue
            place = dataset.places[i] if dataset.places else float(i)
            key = name, place, value < 0
            below = sums.get(key, 0.0)
            sums[key] = below + (value if start is None else value - start)
            spans.append((below if below or dataset.kind == "bar" else None, sums[key]))
        stacks[dataset.number] = Stack(name, tuple(spans))
    return stacks


def range_of(stacks: Sequence[Stack]) -> Range:
    """Return the range of all ends, without the starts of bars at the base."""
    ends = [
        e for s in stacks for span in s.spans if span for e in (span[1], span[0]) if e is not None
    ]
    above = [e for e in ends if e > 0]
    return Range(min(ends, default=None), max(ends, default=None), min(above, default=None))


def place_range(datasets: Sequence[Dataset]) -> Range:
    """Return the range of the places along the axis of the index."""
    places = [
        p
        for d in datasets
        for p in (d.places or tuple(float(i) for i in range(len(d.values))))
        if p is not None
    ]
    above = [p for p in places if p > 0]
    return Range(
        min(places, default=None), max(places, default=None), min(above, default=None),
        tuple(sorted(set(places))),
    )  # fmt: skip
