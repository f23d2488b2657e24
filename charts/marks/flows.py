"""Where the nodes and links of a Sankey diagram lie: flows between columns, in pixels.

Sugiyama's steps for layered graphs (1981): a column for each node; a link that passes a column has
a place in it, so that it runs past the nodes there rather than under them; each column is sorted
by the barycentres of what is linked with it, to and fro, until no order crosses fewer links; and
then nodes move to where their links run straight, as far as the order allows (isotonic
regression). Nothing is random: the same flows have the same picture. Loads no numpy.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from api.named_tuple import NamedTuple

from ..canvas.box import Box

Align = Literal["justify", "left", "right", "center"]
_SWEEPS = 12  # over all columns, to sort them
_MOVES = 6  # over all columns, there and back, to straighten the links
_MAX_VISITED = 12_000  # pieces of links, by sweeps, and by moves: large diagrams get fewer
_MIN_PART = 1e-9  # of the largest flow: less is drawn as much
_MAX_GAPS = 0.4  # of the height: the gaps of a column
_PASSING = 0.3  # of the gap: between a link that passes a column and what is beside it


class Flow(NamedTuple):
    """A link from a node to another, by their indices; its value is above 0."""

    source: int
    target: int
    value: float


class Link(NamedTuple):
    """A link in pixels: a band around a line, from the right of a node to the left of another."""

    points: tuple[tuple[float, float], ...]
    """Of the line: its start, where it enters and leaves each column that it passes, its end."""
    thickness: float


class Diagram(NamedTuple):
    """The places of nodes and links, in the order in which they were given."""

    nodes: tuple[Box, ...]
    links: tuple[Link, ...]


def find_cycle(flows: Sequence[Flow]) -> list[int]:
    """Return the nodes of a cycle in order, the first one again at the end; [] if there is none."""
    following: dict[int, list[int]] = {}
    for flow in flows:
        following.setdefault(flow.source, []).append(flow.target)
    finished: set[int] = set()
    for start in following:
        path, on_path, branches = [start], {start}, [iter(following[start])]
        while branches:
            node = next(branches[-1], None)
            if node is None:
                branches.pop()
                finished.add(last := path.pop())
                on_path.discard(last)
            elif node in on_path:
                return [*path[path.index(node) :], node]
            elif node not in finished:
                path.append(node)
                on_path.add(node)
                branches.append(iter(following.get(node, ())))
    return []


def columns(count: int, flows: Sequence[Flow], align: Align = "justify") -> list[int]:
    """Return the column of each of ``count`` nodes, from 0 at the left; flows have no cycle.

    ``justify``: each as far left as its sources allow, those without a target at the right;
    ``left``: these, too, as far left; ``right``: each as far right as its targets allow;
    ``center``: those without a source just before their targets.
    """
    depth = _depths(count, flows)
    last = max(depth, default=0)
    if align == "left":
        return depth
    height = _depths(count, [Flow(flow.target, flow.source, flow.value) for flow in flows])
    if align == "right":
        return [last - steps for steps in height]
    if align == "justify":
        return [last if not steps else at for at, steps in zip(depth, height, strict=True)]
    nearest = [last + 1] * count
    for flow in flows:
        nearest[flow.source] = min(nearest[flow.source], depth[flow.target])
    return [
        nearest[i] - 1 if not depth[i] and nearest[i] <= last else depth[i] for i in range(count)
    ]


def _depths(count: int, flows: Sequence[Flow]) -> list[int]:
    """Return how many links the longest way to each node has."""
    depth, waiting = [0] * count, [0] * count
    following: list[list[int]] = [[] for _ in range(count)]
    for flow in flows:
        following[flow.source].append(flow.target)
        waiting[flow.target] += 1
    ready = [node for node in range(count) if not waiting[node]]
    for node in ready:  # grows
        for target in following[node]:
            depth[target] = max(depth[target], depth[node] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return depth


def layout(
    at: Sequence[int],
    flows: Sequence[Flow],
    box: Box,
    *,
    node_width: float,
    gap: float,
    sort: bool = True,
) -> Diagram:
    """Return where the nodes and links lie in a box.

    ``at`` is the column of each node, as ``columns`` returns it: every flow leads to a later one.
    ``gap`` is the distance between nodes of a column, less where there are many. Nodes keep their
    order within a column unless ``sort``.
    """
    if not at:
        return Diagram((), ())
    graph = _Graph(at, flows)
    if sort:
        _sort(graph)
    places = _Places(graph, box, min(node_width, box.width / len(graph.columns)), gap)
    places.straighten()
    return places.diagram()


class _Graph:
    """Nodes and the places of passing links in columns, and the pieces of links between them."""

    def __init__(self, at: Sequence[int], flows: Sequence[Flow]) -> None:
        self.column = list(at)
        self.count = len(at)  # of nodes: what follows them are places of passing links
        self.columns: list[list[int]] = [[] for _ in range(max(at) + 1)]
        for node, column in enumerate(at):
            self.columns[column].append(node)
        self.pieces: list[Flow] = []
        self.ways: list[range] = []  # of each flow: its pieces
        largest = max((flow.value for flow in flows), default=1.0)
        for flow in flows:
            way = [flow.source]
            for column in range(at[flow.source] + 1, at[flow.target]):
                way.append(len(self.column))
                self.column.append(column)
                self.columns[column].append(way[-1])
            first = len(self.pieces)
            part = max(flow.value / largest, _MIN_PART)  # so that sums do not overflow
            self.pieces += [Flow(a, b, part) for a, b in pairwise([*way, flow.target])]
            self.ways.append(range(first, len(self.pieces)))
        self.before: list[list[int]] = [[] for _ in self.column]
        self.after: list[list[int]] = [[] for _ in self.column]
        """The pieces that end, and that begin, at each node."""
        for i, piece in enumerate(self.pieces):
            self.after[piece.source].append(i)
            self.before[piece.target].append(i)

    def ranks(self) -> list[int]:
        """Return the place of each node in its column."""
        ranks = [0] * len(self.column)
        for column in self.columns:
            for rank, node in enumerate(column):
                ranks[node] = rank
        return ranks

    def total(self, pieces: Sequence[int]) -> float:
        """Return the sum of the values of pieces."""
        return sum(self.pieces[i].value for i in pieces)

    def crossings(self) -> int:
        """Return how many pairs of links cross each other between the columns."""
        ranks, crossed = self.ranks(), 0
        for column in self.columns[:-1]:
            ends: list[int] = []
            for node in column:
                targets = sorted(ranks[self.pieces[i].target] for i in self.after[node])
                crossed += sum(len(ends) - bisect_right(ends, end) for end in targets)
                for end in targets:
                    insort(ends, end)
        return crossed

    def centres(
        self, column: Sequence[int], ranks: Sequence[int], *, forwards: bool
    ) -> list[float]:
        """Return where the links before the nodes of a column, or after them, have their middle."""
        centres: list[float] = []
        for node in column:
            ids = self.before[node] if forwards else self.after[node]
            total = self.total(ids)
            if not total:
                centres.append(ranks[node])
                continue
            pieces = [self.pieces[i] for i in ids]
            sums = (ranks[p.source if forwards else p.target] * (p.value / total) for p in pieces)
            centres.append(sum(sums))
        return centres


def _rounds(count: int, graph: _Graph) -> int:
    """Return how often to go over all columns: less often than ``count`` if they are large."""
    return max(1, min(count, _MAX_VISITED // (len(graph.pieces) + 1)))


def _sort(graph: _Graph) -> None:
    """Sort the columns so that few links cross; what crosses none stays as it is."""
    fewest, best = graph.crossings(), [list(column) for column in graph.columns]
    for sweep in range(_rounds(_SWEEPS, graph)):
        if not fewest:
            break
        forwards = sweep % 2 == 0
        ranks = graph.ranks()
        for column in graph.columns if forwards else reversed(graph.columns):
            centres = dict(
                zip(column, graph.centres(column, ranks, forwards=forwards), strict=True)
            )
            column.sort(key=centres.__getitem__)
            for rank, node in enumerate(column):
                ranks[node] = rank
        crossed = graph.crossings()
        if crossed < fewest:
            fewest, best = crossed, [list(column) for column in graph.columns]
    graph.columns = best


class _Places:
    """The vertical places of what is in the columns, which keeps its order."""

    def __init__(self, graph: _Graph, box: Box, node_width: float, gap: float) -> None:
        self.graph, self.box, self.node_width = graph, box, node_width
        sizes = [
            max(graph.total(before), graph.total(after))
            for before, after in zip(graph.before, graph.after, strict=True)
        ]
        gaps = [
            [gap * (1 if max(pair) < graph.count else _PASSING) for pair in pairwise(column)]
            for column in graph.columns
        ]
        max_gaps = max(map(sum, gaps))
        shrink = min(1.0, box.height * _MAX_GAPS / max_gaps) if max_gaps else 1.0
        self.gaps = [[between * shrink for between in column] for column in gaps]
        """Below each node but the last of a column."""
        room = (
            (box.height - sum(between), sum(sizes[node] for node in column))
            for column, between in zip(graph.columns, self.gaps, strict=True)
        )
        self.scale = min((height / size for height, size in room if size), default=0.0)
        self.heights = [size * self.scale for size in sizes]
        self.tops = [0.0] * len(sizes)
        for i, column in enumerate(graph.columns):
            used = sum(self.heights[node] for node in column) + sum(self.gaps[i])
            self._put(i, [box.y + (box.height - used) / 2] * len(column))
        ranks, pieces = graph.ranks(), graph.pieces
        self.starts = self._stacks(graph.after, [ranks[piece.target] for piece in pieces])
        self.ends = self._stacks(graph.before, [ranks[piece.source] for piece in pieces])

    def _stacks(self, sides: Sequence[Sequence[int]], other_ends: Sequence[int]) -> list[float]:
        """Return how far below the top of a node the middle of each piece is at one side of it.

        They have the order of their other ends, so that none cross where they begin.
        """
        offsets = [0.0] * len(self.graph.pieces)
        for side, height in zip(sides, self.heights, strict=True):
            offset = (height - self.graph.total(side) * self.scale) / 2
            for i in sorted(side, key=other_ends.__getitem__):
                thickness = self.graph.pieces[i].value * self.scale
                offsets[i] = offset + thickness / 2
                offset += thickness
        return offsets

    def _put(self, index: int, levels: Sequence[float]) -> None:
        """Put each node of a column at its level below which those above it have their room."""
        used = 0.0
        column = self.graph.columns[index]
        for node, level, gap in zip(column, levels, (*self.gaps[index], 0.0), strict=True):
            self.tops[node] = level + used
            used += self.heights[node] + gap

    def _move(self, index: int, *, forwards: bool) -> None:
        """Move what is in a column to where the links before it, or after it, run straight."""
        wanted, weights, used = list[float](), list[float](), 0.0
        column, gaps = self.graph.columns[index], (*self.gaps[index], 0.0)
        for node, gap in zip(column, gaps, strict=True):
            ids = self.graph.before[node] if forwards else self.graph.after[node]
            total, moved = self.graph.total(ids), 0.0
            for i in ids:
                source, target, value = self.graph.pieces[i]
                shift = self.starts[i] - self.ends[i]
                level = self.tops[source] + shift if forwards else self.tops[target] - shift
                moved += level * (value / total)
            wanted.append((moved if total else self.tops[node]) - used)
            weights.append(total or 1e-6)
            used += self.heights[node] + gap
        low, high = self.box.y, max(self.box.y, self.box.bottom - used)
        self._put(index, [min(max(y, low), high) for y in _ascending(wanted, weights)])

    def straighten(self) -> None:
        """Move all columns to and fro until most links run straight."""
        last = len(self.graph.columns) - 1
        for _ in range(_rounds(_MOVES, self.graph) if last else 0):
            for index in range(last - 1, -1, -1):
                self._move(index, forwards=False)
            for index in range(1, last + 1):
                self._move(index, forwards=True)

    def diagram(self) -> Diagram:
        """Return the places of nodes and links."""
        pitch = (self.box.width - self.node_width) / max(1, len(self.graph.columns) - 1)
        left = [self.box.x + column * pitch for column in self.graph.column]
        nodes = [
            Box(left[node], self.tops[node], self.node_width, self.heights[node])
            for node in range(self.graph.count)
        ]
        links: list[Link] = []
        for way in self.graph.ways:
            points: list[tuple[float, float]] = []
            for i in way:
                source, target, _ = self.graph.pieces[i]
                points.append((left[source] + self.node_width, self.tops[source] + self.starts[i]))
                points.append((left[target], self.tops[target] + self.ends[i]))
            links.append(Link(tuple(points), self.graph.pieces[way[0]].value * self.scale))
        return Diagram(tuple(nodes), tuple(links))


def _ascending(wanted: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Return the ascending numbers nearest to those wanted, by weighted squares.

    Pool adjacent violators: Barlow, Bartholomew, Bremner and Brunk (1972).
    """
    pools: list[tuple[float, float, int]] = []  # mean, weight, count
    for number, weight in zip(wanted, weights, strict=True):
        mean, count = number, 1
        while pools and pools[-1][0] >= mean:
            before, heavy, more = pools.pop()
            mean = (mean * weight + before * heavy) / (weight + heavy)
            weight, count = weight + heavy, count + more
        pools.append((mean, weight, count))
    return [mean for mean, _, count in pools for _ in range(count)]
