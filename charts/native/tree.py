"""Labels with parents and values as a tree: the parts of a whole, and what each consists of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ..diagnostics import Value, quoted
from .checks import Errors, Rows, length_error
from .number_text import NumberFormat, NumberStyle
from .percentages import percentage_texts
from .values import LARGEST

_MAX_LEVELS = 8
_SAME = 1e-9  # of a sum: 0.1 + 0.2 is 0.3


class Node(NamedTuple):
    """A part of the whole; its value is the sum of its own parts, and ``rest``."""

    label: str
    value: float
    rest: float = 0.0
    parts: tuple[Node, ...] = ()
    numbers: tuple[str, ...] = ()
    """What is written below its label."""

    def leaves(self) -> list[float]:
        """Return the values that are no sums, and what parents have besides their parts."""
        if not self.parts:
            return [self.value]
        rest = [self.rest] if self.rest else []
        return [value for part in self.parts for value in part.leaves()] + rest


def build(
    labels: Sequence[str], parents: Sequence[str], values: Sequence[Value], *, own: bool
) -> tuple[Node, ...]:
    """Return the parts of the whole of valid parameters, in the order in which they are named.

    A parent that is no label is one more part of the whole. ``own``: the value of a parent is what
    it has besides its parts; otherwise it is its total, and the sum of its parts if it has none.
    """
    names, above = _names(labels, parents)
    below: dict[int, list[int]] = {}
    for i, parent in enumerate(above):
        below.setdefault(parent, []).append(i)

    def node(i: int) -> Node:
        parts = tuple(map(node, below.get(i, ())))
        total = sum(part.value for part in parts)
        value = (values[i] or 0.0) if i < len(values) else 0.0
        rest = value if own or not parts else max(0.0, value - total)
        return Node(names[i], total + rest, rest if parts else 0.0, parts)

    def first_row(i: int) -> int:
        return i if i < len(labels) else parents.index(names[i])

    return tuple(map(node, sorted(below[-1], key=first_row)))


def with_values(nodes: Sequence[Node], write: NumberStyle) -> tuple[Node, ...]:
    """Return the nodes with their values before their other numbers."""
    return tuple(
        node._replace(
            numbers=(write(node.value), *node.numbers), parts=with_values(node.parts, write)
        )
        for node in nodes
    )


def with_percentages(
    nodes: Sequence[Node], asked: NumberFormat, *, of_whole: bool
) -> tuple[Node, ...]:
    """Return the nodes with their percentages: of the whole, or of the node that they belong to.

    What adds up to a whole does so in its texts, too.
    """
    if not of_whole:
        return _of_parent(nodes, 0.0, asked)
    leaves = [value for node in nodes for value in node.leaves()]
    whole, texts = sum(leaves), iter(percentage_texts(leaves, asked))

    def numbered(node: Node) -> Node:
        parts = tuple(map(numbered, node.parts))
        text = next(texts) if not parts or node.rest else ""  # that of the rest is not written
        if parts:
            text = percentage_texts([node.value, max(0.0, whole - node.value)], asked)[0]
        return node._replace(numbers=(text,), parts=parts)

    return tuple(map(numbered, nodes))


def _of_parent(nodes: Sequence[Node], rest: float, asked: NumberFormat) -> tuple[Node, ...]:
    sizes = [*(node.value for node in nodes), rest]
    texts = percentage_texts(sizes, asked) if any(sizes) else [""] * len(sizes)
    return tuple(
        node._replace(numbers=(text,), parts=_of_parent(node.parts, node.rest, asked))
        for node, text in zip(nodes, texts, strict=False)
    )


def top_level(labels: Sequence[str], parents: Sequence[str]) -> int:
    """Return how many parts the whole has."""
    return _names(labels, parents)[1].count(-1)


def errors(labels: Sequence[str], parents: Sequence[str], rows: Rows, kind: str) -> Errors:
    """Return what is wrong with labels, parents and values together."""
    (values,) = rows
    if wrong := length_error("values", len(values), "labels", len(labels)):
        return wrong
    if parents and (wrong := length_error("parents", len(parents), "labels", len(labels))):
        return wrong
    return _parents(labels, parents) or _values(labels, parents, values, kind)


def _names(labels: Sequence[str], parents: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return the names of all nodes, and the index of each one's parent, -1 for none."""
    index = {label: i for i, label in reversed(list(enumerate(labels)))}
    names, above = list(labels), list[int]()
    for parent in parents or [""] * len(labels):
        if parent and parent not in index:
            index[parent] = len(names)
            names.append(parent)
        above.append(index[parent] if parent else -1)
    return names, above + [-1] * (len(names) - len(above))


def _parents(labels: Sequence[str], parents: Sequence[str]) -> Errors:
    counts = Counter(labels)
    double = next((name for name in parents if name and counts[name] > 1), None)
    if double is not None:
        detail = f"{quoted(double)} is the label of {counts[double]}"
        return [ParameterError("parents", detail, "labels that are there once, or others")]
    names, above = _names(labels, parents)
    for start, parent in enumerate(above):
        path = [start]
        while parent >= 0 and len(path) <= _MAX_LEVELS:
            if parent == start:
                way = " in ".join(quoted(names[i]) for i in [*path, start])
                return [ParameterError("parents", f"{way} is a cycle", "a parent above each")]
            path.append(parent)
            parent = above[parent]
        if len(path) > _MAX_LEVELS:
            detail = f"{quoted(names[start])} has more than {_MAX_LEVELS - 1} parents above it"
            return [ParameterError("parents", detail, f"at most {_MAX_LEVELS} levels")]
    return []


def _values(
    labels: Sequence[str], parents: Sequence[str], values: Sequence[Value], kind: str
) -> Errors:
    allowed = "numbers of 0 or more, not all 0; only that of a parent may be left out"
    has_parts = set(parents)
    for label, value in zip(labels, values, strict=True):
        if value is None and label not in has_parts:
            return [ParameterError("values", f"that of {quoted(label)} is missing", allowed)]
        if value is not None and value < 0:
            return [ParameterError("values", f"{value:g} is negative", allowed)]
    if not any(values):
        return [ParameterError("values", "all are 0", allowed)]
    if sum(value or 0.0 for value in values) > LARGEST:
        detail = "their sum is too large"
        return [ParameterError("values", detail, f"a sum of at most {LARGEST:g}")]
    given = dict(zip(labels, values, strict=True))
    if kind == "own":
        return []
    return _totals(build(labels, parents, values, own=False), given)


def _totals(nodes: Sequence[Node], given: dict[str, Value]) -> Errors:
    """Return the error of a parent whose value is less than the sum of its parts."""
    for node in nodes:
        value = given.get(node.label) if node.parts else None
        if value and value < node.value * (1 - _SAME):
            detail = f"{quoted(node.label)} has {value:g}, but its parts have {node.value:g}"
            allowed = "at least the sum of its parts, nothing, or parent_values=own"
            return [ParameterError("values", detail, allowed)]
        if wrong := _totals(node.parts, given):
            return wrong
    return []
