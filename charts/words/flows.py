"""What is said of flows from node to node: how many there are, and the largest."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from api.named_tuple import NamedTuple

from .sentences import Said, counted, line, listed
from .series import Write


class Flow(NamedTuple):
    """A flow, by the names of its ends."""

    source: str
    target: str
    value: float


def say(flows: Sequence[Flow], nodes: int, write: Callable[[Sequence[float]], Write]) -> Said:
    """Return what is said of flows between so many nodes."""
    largest = sorted(flows, key=lambda flow: -flow.value)[:2]
    number = write([flow.value for flow in largest])
    texts = [
        f"from {line(flow.source)} to {line(flow.target)} ({number(flow.value)})"
        for flow in largest
    ]
    count = f"with {counted(len(flows), 'flow')}"
    if len(flows) < 2:
        return Said(f"{count}, {''.join(texts)}" if texts else "without flows")
    scope = f"{count} between {counted(nodes, 'node')}"
    return Said(scope, (f"The largest flows go {listed(texts)}",))
