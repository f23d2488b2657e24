"""Where the nodes of a Sankey diagram stand, as chartjs-chart-sankey places them.

Nodes have columns by what flows into them. The largest node is at the top; those that flow into it
and out of it stand beside it, one below the other, and so on; then gaps are added from the top.
Heights are in units of the flows. The layout of charts/marks/flows.py is not that of the plugin:
it crosses fewer links, and knows neither flows back nor priorities.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from ..diagrams import Flow, FlowNode, SankeyPlot

_SMALL = 1e-6


@dataclass(eq=False)
class Branch:
    """A flow at one of its nodes: which one it is, the other node, how far below the top."""

    number: int
    other: Node
    value: float
    offset: float = 0.0


@dataclass(eq=False)
class Node:
    """A node while it is placed: its column, its top, what flows in and out."""

    number: int
    priority: float
    column: float | None = None
    fixed: bool = False
    top: float | None = None
    size: float = 0.0
    total_in: float = 0.0
    total_out: float = 0.0
    sources: list[Branch] = field(default_factory=list)
    targets: list[Branch] = field(default_factory=list)

    @property
    def x(self) -> float:
        """The column."""
        return self.column or 0.0

    @property
    def y(self) -> float:
        """The top."""
        return self.top or 0.0

    @property
    def larger(self) -> float:
        """What flows in or out, whichever is more."""
        return max(self.total_in, self.total_out)


@dataclass
class Layout:
    """Placed nodes; the last column; the height of all; the offsets of each flow at its ends."""

    nodes: list[Node]
    last: float
    height: float
    starts: dict[int, float]
    ends: dict[int, float]


def place(plot: SankeyPlot, height: float) -> Layout:
    """Return the places of nodes and flows; ``height``: of the picture, in pixels."""
    nodes = _nodes(plot.nodes, plot.flows, plot.size)
    last = _set_columns(nodes, plot.flows, to_edge=plot.to_edge)
    total = _by_priority(nodes, last) if plot.by_priority else _by_flows(nodes, last)
    total = _add_gaps(nodes, plot.gap * total / max(height, 1.0))
    starts: dict[int, float] = {}
    ends: dict[int, float] = {}
    for node in nodes:
        _stack(node, node.sources, node.total_in, out=True)
        _stack(node, node.targets, node.total_out, out=False)
        starts |= {b.number: node.y + b.offset for b in node.targets}
        ends |= {b.number: node.y + b.offset for b in node.sources}
    return Layout(nodes, last, total, starts, ends)


def _nodes(given: Sequence[FlowNode], flows: Sequence[Flow], size: str) -> list[Node]:
    nodes = [
        Node(i, node.priority, node.column, fixed=node.column is not None)
        for i, node in enumerate(given)
    ]
    for i, flow in enumerate(flows):
        source, target = nodes[flow.source], nodes[flow.target]
        source.total_out += flow.value
        source.targets.append(Branch(i, target, flow.value))
        target.total_in += flow.value
        target.sources.append(Branch(i, source, flow.value))
    for node in nodes:
        node.sources.sort(key=lambda b: -b.value)
        node.targets.sort(key=lambda b: -b.value)
        both = node.total_in or node.total_out, node.total_out or node.total_in
        node.size = max(both) if size == "max" else min(both)
    return nodes


# Columns


def _set_columns(nodes: list[Node], flows: Sequence[Flow], *, to_edge: bool) -> float:
    """Set the column of each node; return the last one."""
    links = [(f.source, f.target) for f in flows if f.source != f.target]
    left = dict.fromkeys(range(len(nodes)))
    column = 0
    while left:
        chosen = _first_column(nodes, flows) if column == 0 else _next_column(links, left)
        for i in chosen:
            if nodes[i].column is None:
                nodes[i].column = float(column)
            left.pop(i, None)
        column += 1
    last = max((node.x for node in nodes), default=0.0)
    if to_edge:
        for node in nodes:
            if not node.targets and not node.fixed:
                node.column = last
    return last


def _first_column(nodes: list[Node], flows: Sequence[Flow]) -> list[int]:
    """Return the nodes into which nothing flows, and one of each cycle that none of them reach."""
    column = [node.number for node in nodes if not node.sources]
    reached: set[int] = set()
    waiting = list(column)
    while waiting:
        i = waiting.pop()
        if i not in reached:
            reached.add(i)
            waiting += [branch.other.number for branch in nodes[i].targets]
    for flow in flows:
        if flow.source not in reached and flow.target not in reached:
            column.append(flow.source)
            reached.add(flow.source)
        reached.add(flow.target)
    return column


def _next_column(links: Sequence[tuple[int, int]], left: Iterable[int]) -> list[int]:
    """Return those of the nodes left into which none of them flows; in a cycle, the first one."""
    rest = list(left)
    known = set(rest)
    inner = {target for source, target in links if source in known}
    return [i for i in rest if i not in inner] or rest[:1]


# Rows


def _sources(node: Node) -> list[Branch]:
    return node.sources


def _targets(node: Node) -> list[Branch]:
    return node.targets


_Direction = Callable[[Node], list[Branch]]


def _reach(branches: Sequence[Branch], onwards: _Direction) -> int:
    """Return how many flows there are beyond some, in one direction."""
    count, seen = 0, set[int]()
    waiting = [branch.other for branch in branches]
    while waiting:
        node = waiting.pop()
        if node.number not in seen:
            seen.add(node.number)
            beyond = onwards(node)
            count += len(beyond)
            waiting += [branch.other for branch in beyond]
    return count


def _sort_by_reach(branches: list[Branch], onwards: _Direction) -> None:
    branches.sort(key=lambda b: (_reach(onwards(b.other), onwards), len(onwards(b.other))))


def _place_sources(node: Node, y: float) -> float:
    """Place what flows into a node beside it, from a height; return where it ends."""
    if not node.sources:
        return y
    _sort_by_reach(node.sources, _sources)
    for branch in node.sources:
        other = branch.other
        if other.top is None:
            other.top = y
            _place_sources(other, y + _SMALL if y else 0.0)
        y = max(other.y + other.total_out, y)
    return node.y + node.size


def _place_targets(node: Node, y: float) -> float:
    """Place what a node flows into beside it, from a height; return where it ends."""
    if not node.targets:
        return y
    _sort_by_reach(node.targets, _targets)
    for i, branch in enumerate(node.targets):
        other = branch.other
        if other.top is None:
            other.top = y
            _place_targets(other, y + _SMALL if y else 0.0)
        following = node.targets[i + 1].other if i + 1 < len(node.targets) else None
        nearer = following is not None and following.x < other.x
        y = y + branch.value if nearer else max(other.y + other.larger, y)
    return node.y + node.size


def _by_flows(nodes: list[Node], last: float) -> float:
    """Place nodes from the largest one on; return the height of the highest column."""
    if not nodes:
        return 0.0
    start = _largest(nodes, last)
    start.top = 0.0
    _place_sources(start, 0.0)
    _place_targets(start, 0.0)
    _place_rest(nodes, last)
    return _push_down(nodes, last)


def _largest(nodes: list[Node], last: float) -> Node:
    """Return the largest node; of several, one at an edge."""
    size = max(node.size for node in nodes)
    largest = [node for node in nodes if node.size == size]
    first = largest[0]
    largest.sort(key=lambda node: node.x)
    if len(largest) == 1 or first.x == 0:
        return first
    return largest[-1] if largest[-1].x == last else largest[len(largest) // 2]


def _place_rest(nodes: list[Node], last: float) -> None:
    """Place the nodes that nothing connects with the largest one."""
    left = [node for node in nodes if node.x == 0]
    right = [node for node in nodes if node.x == last]
    left_y = max((node.y + node.total_out for node in left), default=0.0) + _SMALL
    right_y = max((node.y + node.total_in for node in right), default=0.0) + _SMALL
    left, right = ([n for n in side if n.top is None] for side in (left, right))
    centre = [node for node in nodes if 0 < node.x < last and node.top is None]
    onwards = left_y >= right_y
    for node in left:
        if node.top is None:
            node.top = left_y
        left_y = node.top
        if onwards:
            left_y = max(left_y + node.total_out, _place_targets(node, left_y))
    for node in right:
        if node.top is None:
            node.top = right_y
        right_y = max(node.top + node.total_in, _place_sources(node, node.top))
    for node in centre:
        placed = [n for n in nodes if n.x == node.x and n.top is not None]
        y = max((n.y + n.larger for n in placed), default=0.0)
        if node.top is None:
            node.top = y
        y = max(node.top + node.total_in, _place_sources(node, node.top))
        _place_targets(node, y)


def _columns(nodes: Sequence[Node], last: float) -> list[list[Node]]:
    return [[n for n in nodes if n.x == column] for column in range(int(last) + 1)]


def _push_down(nodes: Sequence[Node], last: float) -> float:
    """Move nodes down where they overlap; return the height of the highest column."""
    highest = 0.0
    for column in _columns(nodes, last):
        end = 0.0
        for node in sorted(column, key=lambda n: n.y):
            node.top = max(node.y, end)
            end = node.top + node.size
        highest = max(highest, end)
    return highest


def _by_priority(nodes: Sequence[Node], last: float) -> float:
    """Place the nodes of each column by their priorities; return the height of the highest one."""
    highest = start = 0.0
    columns = _columns(nodes, last)
    for x, column in enumerate(columns):
        y = start
        ordered = sorted(column, key=lambda n: n.priority)
        if ordered:
            following = next((i for i in range(x + 1, len(columns)) if columns[i]), len(columns))
            start = sum(b.value for b in ordered[0].targets if b.other.x > following)
        for node in ordered:
            node.top = y
            y += node.larger
        highest = max(highest, y)
    return highest


# Gaps


def _add_gaps(nodes: list[Node], gap: float) -> float:
    """Move nodes down by a gap for each that stands above them; return the height of all."""
    nodes.sort(key=lambda n: (n.x, n.y, n.size))
    height = 0.0
    heights: dict[float, list[float]] = {}
    for node in nodes:
        own = heights.setdefault(node.x, [])
        y = node.y
        if y:
            own.append(y)
            gaps = len(own)
            if node.total_in:
                for other, tops in heights.items():
                    if other < node.x:
                        gaps = max(gaps, sum(top <= y for top in tops))
                own += [y] * (gaps - len(own))
            node.top = y + gaps * gap
        height = max(height, node.y + node.larger)
    return height


def _stack(node: Node, branches: list[Branch], total: float, *, out: bool) -> None:
    """Set how far below the top of a node each flow is, in the order of the other ends."""
    branches.sort(key=lambda b: b.other.y + (b.other.total_out if out else b.other.total_in) / 2)
    offset = 0.0
    for i, branch in enumerate(branches):
        if node.size < total:  # they lie one over the other
            branch.offset = i * (node.size - branch.value) / max(len(branches) - 1, 1)
        else:
            branch.offset = offset
            offset += branch.value
