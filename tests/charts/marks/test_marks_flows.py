"""Where the nodes and links of Sankey diagrams lie."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from charts.canvas.box import Box
from charts.marks.flows import Diagram, Flow, columns, find_cycle, layout

BOX = Box(10, 20, 400, 200)


def _layout(count: int, flows: list[Flow]) -> Diagram:
    return layout(columns(count, flows), flows, BOX, node_width=10, gap=8)


def test_a_cycle_is_named_in_order() -> None:
    assert find_cycle([Flow(0, 1, 1), Flow(1, 2, 1), Flow(0, 2, 1), Flow(3, 0, 1)]) == []
    assert find_cycle([Flow(3, 0, 1), Flow(0, 1, 1), Flow(1, 2, 1), Flow(2, 0, 1)]) == [0, 1, 2, 0]
    assert find_cycle([Flow(0, 1, 1), Flow(1, 1, 1)]) == [1, 1]
    assert find_cycle([]) == []


def test_a_long_chain_has_a_column_for_each_node_and_no_recursion() -> None:
    chain = [Flow(i, i + 1, 1) for i in range(5000)]
    assert find_cycle(chain) == []
    assert columns(5001, chain) == list(range(5001))


@pytest.mark.parametrize(
    ("align", "expected"),
    [
        ("left", [0, 0, 1, 2, 1]),
        ("justify", [0, 0, 1, 2, 2]),
        ("right", [0, 1, 1, 2, 2]),
        ("center", [0, 0, 1, 2, 1]),
    ],
)
def test_columns(align: str, expected: list[int]) -> None:
    flows = [Flow(0, 2, 5), Flow(2, 3, 4), Flow(0, 4, 2), Flow(1, 4, 1)]
    assert columns(5, flows, align) == expected  # type: ignore[arg-type]


def test_flows_and_nodes_have_one_scale_and_fill_the_height() -> None:
    flows = [Flow(0, 2, 3), Flow(1, 2, 1), Flow(2, 3, 2), Flow(2, 4, 2)]
    diagram = _layout(5, flows)
    unit = diagram.nodes[2].height / 4
    assert [node.height for node in diagram.nodes] == pytest.approx(
        [3 * unit, unit, 4 * unit, 2 * unit, 2 * unit]
    )
    assert [link.thickness for link in diagram.links] == pytest.approx(
        [3 * unit, unit, 2 * unit, 2 * unit]
    )
    assert unit * 4 + 8 == pytest.approx(BOX.height)
    assert [node.x for node in diagram.nodes] == [10, 10, 205, 400, 400]


def test_a_link_that_passes_a_column_runs_past_its_nodes() -> None:
    flows = [Flow(0, 1, 5), Flow(1, 2, 5), Flow(0, 2, 3)]
    diagram = _layout(3, flows)
    (_, _), (x1, y1), (x2, y2), _ = diagram.links[2].points
    node, half = diagram.nodes[1], diagram.links[2].thickness / 2
    assert (x1, x2) == (node.x, node.right)
    assert y1 == y2
    assert y1 + half <= node.y or y1 - half >= node.bottom


def test_links_that_need_not_cross_do_not() -> None:
    # Given so that each crosses the other.
    flows = [Flow(0, 3, 1), Flow(1, 2, 1)]
    nodes = _layout(4, flows).nodes
    assert (nodes[0].y < nodes[1].y) == (nodes[3].y < nodes[2].y)
    kept = layout(columns(4, flows), flows, BOX, node_width=10, gap=8, sort=False).nodes
    assert kept[0].y < kept[1].y
    assert kept[2].y < kept[3].y


def test_several_links_between_the_same_nodes_lie_side_by_side() -> None:
    diagram = _layout(2, [Flow(0, 1, 1), Flow(0, 1, 2)])
    first, second = diagram.links
    distance = second.points[0][1] - first.points[0][1]
    assert distance == pytest.approx((first.thickness + second.thickness) / 2)


@pytest.mark.parametrize("seed", range(12))
def test_nothing_overlaps_or_leaves_the_box(seed: int) -> None:
    chance = random.Random(seed)
    count = chance.randint(2, 40)
    pairs = [sorted(chance.sample(range(count), 2)) for _ in range(chance.randint(1, 80))]
    flows = [Flow(a, b, chance.choice([1e-300, 0.1, 1.0, 5.0, 1e300])) for a, b in pairs]
    at = columns(count, flows)
    diagram = layout(at, flows, BOX, node_width=10, gap=8)
    for column in set(at):
        nodes = sorted(node for i, node in enumerate(diagram.nodes) if at[i] == column)
        assert BOX.y - 1e-6 <= nodes[0].y
        assert nodes[-1].bottom <= BOX.bottom + 1e-6
        for upper, lower in pairwise(sorted(nodes, key=lambda node: (node.y, node.height))):
            assert upper.bottom <= lower.y + 1e-6
    for flow, link in zip(flows, diagram.links, strict=True):
        source, target = diagram.nodes[flow.source], diagram.nodes[flow.target]
        half = link.thickness / 2
        assert source.y - 1e-6 <= link.points[0][1] - half
        assert link.points[-1][1] + half <= target.bottom + 1e-6
    assert layout(at, flows, BOX, node_width=10, gap=8) == diagram


def test_no_nodes_are_no_diagram() -> None:
    assert layout([], [], BOX, node_width=10, gap=8) == Diagram((), ())
