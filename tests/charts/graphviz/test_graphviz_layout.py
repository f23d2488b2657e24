"""Graphs as Graphviz lays them out, and as they are drawn."""

from __future__ import annotations

import hashlib
import math
import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from charts.canvas.agg import AggCanvas
from charts.canvas.box import Box
from charts.graphviz import draw, layout
from charts.graphviz.drawing import Area, Drawing, Outline, Words
from charts.graphviz.graph import ENGINES, Engine
from charts.graphviz.read import read


def _drawing(text: str, engine: Engine | None = None) -> Drawing:
    return layout.lay_out(read(text, engine).graph)


def _words(graph: Drawing) -> list[str]:
    return [piece.text.strip() for piece in graph.pieces if isinstance(piece, Words)]


def _lines(graph: Drawing) -> list[Outline]:
    """The edges, without their heads."""
    return [p for p in graph.pieces if isinstance(p, Outline) and p.curved and not p.closed]


def _box(area: Area) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in area.points], [y for _, y in area.points]
    return min(xs), min(ys), max(xs), max(ys)


def _middle(area: Area) -> tuple[float, float]:
    left, top, right, bottom = _box(area)
    return (left + right) / 2, (top + bottom) / 2


# --- Layout.

_STATES = """digraph { rankdir=LR; node [shape=circle]; s0->s1 [label=a]; s1->s2 [label=b];
  s2->s0 [label=c]; s1->s1 [label=d]; s2->s3; s3 [shape=doublecircle] }"""
_TREE = "digraph{node[shape=box];" + "".join(f"n{i}->n{(i - 1) // 3};" for i in range(1, 40)) + "}"
_STAR = (
    "graph{node[shape=box];" + "".join(f"hub--s{i};s{i}--t{i};s{i}--u{i};" for i in range(8)) + "}"
)
_RING = (
    "graph{node[shape=box];"
    + "".join(f"long_name_{i}--long_name_{(i + 1) % 9};" for i in range(9))
    + "}"
)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("text", [_STATES, _TREE, _STAR, _RING])
def test_no_node_lies_over_another(text: str, engine: Engine) -> None:
    boxes = [_box(area) for area in _drawing(text, engine).nodes]
    assert len(boxes) >= 4
    for number, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:number]:
            apart = left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1]
            assert apart, (boxes[number], other)


@pytest.mark.parametrize(
    ("rankdir", "axis", "sign"), [("TB", 1, 1), ("BT", 1, -1), ("LR", 0, 1), ("RL", 0, -1)]
)
def test_ranks_follow_each_other(rankdir: str, axis: int, sign: int) -> None:
    graph = _drawing(f"digraph{{rankdir={rankdir}; a->b->c->d; a->d; {{rank=same; c; e}}}}")
    a, b, c, d, e = (sign * _middle(area)[axis] for area in graph.nodes)
    assert a < b < c < d
    assert e == pytest.approx(c, abs=0.1)


@pytest.mark.parametrize("text", [_STATES, _TREE])
def test_edges_end_at_the_borders_of_nodes(text: str) -> None:
    graph = _drawing(text.replace("{", "{edge [dir=none];", 1))
    boxes = [_box(area) for area in graph.nodes]
    lines = _lines(graph)
    assert lines
    for line in lines:
        for x, y in (line.points[0], line.points[-1]):
            near = [
                (left, top, right, bottom)
                for left, top, right, bottom in boxes
                if left - 1 < x < right + 1 and top - 1 < y < bottom + 1
            ]
            assert near
            for left, top, right, bottom in near:
                middle = (left + right) / 2, (top + bottom) / 2
                assert math.dist(middle, (x, y)) > min(right - left, bottom - top) / 2 - 1


def test_a_cluster_holds_its_nodes() -> None:
    graph = _drawing("digraph{subgraph cluster_a {label=box; style=filled; a->b} b->c}")
    frame = next(p for p in graph.pieces if isinstance(p, Outline) and not p.curved)
    left, top, right, bottom = _box(Area("POLY", frame.points))
    inside = [left < x < right and top < y < bottom for x, y in map(_middle, graph.nodes)]
    assert inside == [True, True, False]
    assert frame.fill == (211, 211, 211, 255)
    assert "box" in _words(graph)


def test_styles_colours_and_heads() -> None:
    graph = _drawing("""digraph { bgcolor="#ffeecc"; a [style=filled fillcolor=gold color=blue
      penwidth=3]; b [style=dashed fontcolor=red fontsize=20]; c [style=invis];
      a->b [style=dotted arrowhead=none]; a->c [style=invis] }""")
    assert graph.background == (255, 238, 204, 255)
    nodes = [p for p in graph.pieces if isinstance(p, Outline) and p.closed]
    assert len(nodes) == 2 == len(graph.nodes)
    assert (nodes[0].fill, nodes[0].line, nodes[0].width) == (
        (255, 215, 0, 255), (0, 0, 255, 255), 3.0,
    )  # fmt: skip
    assert nodes[1].fill is None
    assert nodes[1].dash
    (line,) = _lines(graph)
    assert line.dash
    words = {p.text: p for p in graph.pieces if isinstance(p, Words)}
    assert words["b"].size == 20
    assert words["b"].colour == (255, 0, 0, 255)


_SHAPES = """
    box polygon ellipse oval circle point egg triangle plaintext plain none diamond trapezium
    parallelogram house pentagon hexagon septagon octagon doublecircle doubleoctagon
    tripleoctagon invtriangle invtrapezium invhouse Mdiamond Msquare Mcircle rect rectangle
    square star underline cylinder note tab folder box3d component record Mrecord promoter cds
    terminator utr primersite restrictionsite fivepoverhang threepoverhang noverhang assembly
    signature insulator ribosite rnastab proteasesite proteinstab rpromoter rarrow larrow
    lpromoter
"""


@pytest.mark.parametrize("shape", _SHAPES.split())
def test_every_shape_is_laid_out(shape: str) -> None:
    graph = _drawing(f"digraph{{name[shape={shape}]}}")
    assert len(graph.nodes) == 1
    left, top, right, bottom = _box(graph.nodes[0])
    assert right - left > 3
    assert bottom - top > 3


def test_a_subgraph_may_be_named_again() -> None:
    again = _drawing("digraph{subgraph s{a b} c->subgraph s}")
    assert len(_lines(again)) == 2
    assert again == _drawing("digraph{subgraph s{a b} c->{a b}}")


def test_the_graph_may_name_its_layout() -> None:
    assert _drawing(f"{_STAR[:-1]} layout=circo}}") == _drawing(_STAR, "circo")
    assert _drawing(f"{_STAR[:-1]} layout=circo}}", "neato") == _drawing(_STAR, "neato")


# --- Pictures.


def test_regions_are_the_nodes_where_they_are_drawn() -> None:
    graph = _drawing("digraph{rankdir=LR; a[shape=box]; b[shape=circle]; c; d[shape=diamond]; "
                   "e[shape=plaintext]; a->b->c->d->e}")  # fmt: skip
    canvas = AggCanvas(800, 200, 1.0, graph.background)
    regions = draw.draw(canvas, graph, Box(0, 0, 800, 200))
    assert [(r.name, r.kind) for r in regions] == [
        ("node0", "RECT"), ("node1", "CIRCLE"), ("node2", "POLY"), ("node3", "POLY"),
        ("node4", "RECT"),
    ]  # fmt: skip
    pixels = canvas.pixels()[:, :, :3].min(axis=2)
    x1, y1, x2, y2 = regions[0].coords
    left, right, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
    assert pixels[(top + bottom) // 2, left - 2 : left + 3].min() < 100
    assert pixels[top - 2 : top + 3, (left + right) // 2].min() < 100
    x, y, radius = regions[1].coords
    assert pixels[y - radius - 2 : y - radius + 3, x].min() < 100


def test_text_stays_in_its_node() -> None:
    graph = _drawing('digraph{a[shape=box label="長い漢字の名前が箱の中に収まるかどうか"]}')
    width, height = 300, 60
    canvas = AggCanvas(width, height, 1.0, (255, 255, 255, 255))
    ((_, _, (x1, _, x2, _)),) = draw.draw(canvas, graph, Box(0, 0, width, height))
    dark = (canvas.pixels()[:, :, :3].min(axis=2) < 128).any(axis=0).nonzero()[0]
    assert min(x1, x2) - 2 <= dark.min()
    assert dark.max() <= max(x1, x2) + 2


def test_labels_are_those_that_were_meant() -> None:
    text = r"""digraph "my graph" { "a\"b" ; b [label="one\ntwo\lthree\r"]
      c [label="x\\y &eacute;"]; d [label="\N of \G"]; e [label="{f1|<p> f2}" shape=record]
      d -> e [label="\T to \H"]; f [label="漢字 Привет"] }"""
    assert sorted(_words(_drawing(text))) == sorted(
        ['a"b', "one", "two", "three", "x\\y é", "d of my graph", "f1", "f2", "d to e",
         "漢字 Привет"]
    )  # fmt: skip


# --- Processes.


def _digest(text: str) -> str:
    return hashlib.sha256(repr(_drawing(text)).encode()).hexdigest()


def _send_digest(connection: Any, text: str) -> None:
    connection.send(_digest(text))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_threads_and_forked_children_lay_out_the_same() -> None:
    texts = [_STATES, _TREE, _STAR, _RING] * 4
    expected = [_digest(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(_digest, texts)) == expected
    context = multiprocessing.get_context("fork")
    for text, digest in zip(texts[:4], expected, strict=False):
        here, there = context.Pipe()
        child = context.Process(target=_send_digest, args=(there, text))
        child.start()
        assert here.poll(20)
        assert here.recv() == digest
        child.join(20)
