"""Graphs: reading DOT, laying it out, drawing it."""

from __future__ import annotations

import hashlib
import math
import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from charts.canvas.agg import AggCanvas
from charts.canvas.box import Box
from charts.canvas.cost import MAX_COST
from charts.diagnostics import ChartError, Diagnostics
from charts.google.read import graphs
from charts.graphviz import dot, html_label, sandbox
from charts.graphviz import draw as drawing
from charts.graphviz.graph import Area, Graph, Outline, Words
from charts.graphviz.layout import ATTEMPTS, ENGINES, Engine

MAX_FUEL = 3_200_000_000  # operations: a second and a half


def _graph(text: str, notes: Diagnostics | None = None, **values: str) -> Graph:
    values = {"cht": "gv", "chl": text, **values}
    return graphs.graph(values, Diagnostics() if notes is None else notes, 1000, 300_000)


def _problem(text: str, **values: str) -> str:
    with pytest.raises(ChartError) as caught:
        _graph(text, **values)
    (error,) = caught.value.errors
    return f"{error.parameter} {error.detail}"


def _said(text: str, **values: str) -> list[str]:
    notes = Diagnostics()
    _graph(text, notes, **values)
    return [f"{note.parameter} {note.level} {note.text}" for note in notes]


def _words(graph: Graph) -> list[str]:
    return [piece.text.strip() for piece in graph.pieces if isinstance(piece, Words)]


def _lines(graph: Graph) -> list[Outline]:
    """The edges, without their heads."""
    return [p for p in graph.pieces if isinstance(p, Outline) and p.curved and not p.closed]


def _box(area: Area) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in area.points], [y for _, y in area.points]
    return min(xs), min(ys), max(xs), max(ys)


def _middle(area: Area) -> tuple[float, float]:
    left, top, right, bottom = _box(area)
    return (left + right) / 2, (top + bottom) / 2


# --- Reading.


@pytest.mark.parametrize(
    ("text", "nodes", "edges"),
    [
        ("digraph{}", 0, 0),
        ("graph { a }", 1, 0),
        ('strict digraph "G x" { a -> b; a -> b }', 2, 1),
        ("strict graph { a -- b; b -- a }", 2, 1),
        ("digraph { a -> b; a -> b }", 2, 2),
        ("digraph { a->b->c->d }", 4, 3),
        ("digraph { {a b} -> {c d e} }", 5, 6),
        ("digraph{{a;b}->c->{d;e}}", 5, 4),
        ("digraph { subgraph s { a b } c -> subgraph s }", 3, 2),
        ("digraph { subgraph cluster_0 { a -> b } -> c }", 3, 3),
        ("GRAPH { Node [shape=box] EDGE [color=red] a--b }", 2, 1),
        ("digraph { 1 -> -2.5 -> .5 }", 3, 2),
        ('digraph{a[label="x"+"y"]}', 1, 0),
        ("digraph { a:p -> b:q:ne -> c:_ }", 3, 2),
        ("digraph { a [x=1, y=2; z=3 w=4] [v=5] }", 1, 0),
        ("digraph { rankdir=LR; a=b; c }", 1, 0),
        ("// c\n# line\ndigraph /* c\nc */ { a // x\n -> b }", 2, 1),
        ("digraph { Größe -> 漢字 }", 2, 1),
        ("digraph { <<b>x</b>> -> b }", 2, 1),
        ("digraph { a -> a }", 1, 1),
    ],
)
def test_nodes_and_edges_are_counted(text: str, nodes: int, edges: int) -> None:
    assert dot.census(dot.parse(text)) == (nodes, edges)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a -> b", "line 1, column 1: “graph” or “digraph” is expected, not “a”"),
        ("digraph { a -> }", "line 1, column 16: a statement is expected, not “}”"),
        ("digraph {\n a ->\n  b.c }", "line 3, column 4: “.” is not expected"),
        ("digraph { a", "line 1, column 9: a brace is not closed"),
        ('digraph { a [label="x] }', "line 1, column 20: a quotation mark is not closed"),
        ("digraph { a [label=<x] }", "line 1, column 20: an angle bracket is not closed"),
        ("digraph { /* a }", "line 1, column 11: a comment is not closed"),
        ("digraph { a [label=] }", "line 1, column 20: a value is expected, not “]”"),
        ("digraph { a [", "line 1, column 14: an attribute or “]” is expected, not the end"),
        ("digraph { node }", "line 1, column 16: “[” is expected behind node"),
        ("digraph { a:b:c:d }", "line 1, column 16: a node has a port and a side at most"),
        ("digraph " + "{" * 60, "line 1, column 49: subgraphs are nested more than 40 deep"),
    ],
)
def test_an_error_says_where_it_is(text: str, where: str) -> None:
    assert _problem(text).startswith(f"chl {where}")


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("graph{a->b}", "chl warning line 1, column 8: “->” was taken as “--”"),
        ("digraph{a--b}", "chl warning line 1, column 10: “--” was taken as “->”"),
        ("digraph{a:[color=red]}", "chl warning line 1, column 10: a colon without a port was "
                                   "passed over"),
        ("digraph{1a}", "chl warning line 1, column 9: 1a was taken as one name"),
        ("digraph{a} digraph{b}", "chl warning line 1, column 12: what follows the graph was "
                                  "passed over"),
        ("digraph{}", "chl warning has no nodes"),
        ("digraph{a[type=s]}", "chl ignored the attribute “type” says nothing here"),
        ("digraph{size=8 a}", "chl ignored the attribute “size” says nothing: chs is the size"),
        ("digraph{ratio=1 a}", "chl ignored the attribute “ratio” says nothing here"),
        ("digraph{margin=1 a}", "chl ignored the attribute “margin” says nothing here"),
        ("digraph{a[fontname=Times]}", "chl ignored the attribute “fontname” says nothing: there "
                                       "is one font"),
        ("digraph{a[shape=cow]}", "chl warning shape=“cow” is not understood: left out"),
        ("digraph{a[color=colour]}", "chl warning color=“colour” is not understood: left out"),
        ("digraph{a[width=nan]}", "chl warning width=“nan” is not understood: left out"),
        ("digraph{a[label=<b>]}", "chl warning HTML-like labels are drawn as plain text, tables as "
                                  "records"),
        ("digraph{layout=osage a}", "chl warning “osage” is none of the layouts dot, neato, twopi, "
                                    "circo, fdp"),
    ],
)  # fmt: skip
def test_what_is_odd_is_noted(text: str, remark: str) -> None:
    assert _said(text) == [remark]


def test_what_is_right_is_not_noted() -> None:
    text = """strict digraph g { graph [rankdir=LR bgcolor="#ffeecc" nodesep=.5 label="T"]
      node [shape=Mrecord style="filled,rounded" fillcolor="0.5 0.3 1" color=red3 penwidth=2]
      edge [arrowhead=odiamond dir=both arrowtail=crow style=dashed color="/blues9/5" fontsize=9]
      subgraph cluster_x { margin=12 style=dotted a [label="{<p> one|two}" width=2 height=.5] }
      a:p:e -> b [label="l" headlabel=h taillabel=t xlabel=x weight=2 minlen=2 constraint=false]
      {rank=same; b; c [shape=ellipse fixedsize=true xlabel=x]} }"""
    assert _said(text) == []


def test_refused_is_what_would_read_files_and_what_is_too_large() -> None:
    assert _problem('digraph{a[image="x.png"]}') == (
        "chl has the attribute image: files are not read"
    )
    assert "shapefile" in _problem("digraph{node[shapefile=x] a}")
    assert _problem('digraph{a[label=<<IMG SRC="x"/>>]}') == (
        "chl has an image in a label: files are not read"
    )
    assert _problem("digraph{a}", chd="t:1") == "chd says nothing to a graph"
    assert _problem(" ") == "chl is missing"
    many = " ".join(f"n{i}" for i in range(201))
    assert _problem(f"digraph{{{many}}}") == "chl has more than 200 nodes"
    assert _problem("digraph{" + "a->b;" * 401 + "}") == "chl has more than 400 edges"
    some = " ".join(f"n{i}" for i in range(100))
    assert _problem(f"strict graph{{{{{some}}}--{{{some}}}}}") == "chl has more than 400 edges"
    assert _problem("digraph{" + "a;" * 9_000 + "}").startswith("chl is longer than 16,384")


_HTML_LABELS = [
    ("plain", "plain", False),
    ("<B>a</B> <I>b</I><BR/>c", "a b\\nc", False),
    ("a<BR ALIGN='LEFT'/>b<br align=\"right\">", "a\\lb\\r", False),
    ("&lt;x&gt; &amp; \\", "<x> &amp; \\\\", False),
    ("<TABLE><TR><TD>one</TD></TR></TABLE>", "one", False),
    ("<TABLE><TR><TD>a</TD></TR><TR><TD PORT='p'>b|c</TD></TR></TABLE>", "{a|<p> b\\|c}", True),
    ("<TABLE><TR><TD>a</TD><TD>b</TD></TR></TABLE>", "{{a|b}}", True),
    ("<TABLE><TR><TD>a</TD><TD><TABLE><TR><TD>b</TD></TR><TR><TD>c</TD></TR></TABLE></TD></TR>"
     "</TABLE>", "{{a|{b|c}}}", True),
]  # fmt: skip


@pytest.mark.parametrize(("html", "text", "record"), _HTML_LABELS)
def test_html_becomes_text_and_tables_records(html: str, text: str, record: bool) -> None:
    assert html_label.plain(html, level=True) == (text, record)


def test_labels_are_those_that_were_meant() -> None:
    text = r"""digraph "my graph" { "a\"b" ; b [label="one\ntwo\lthree\r"]
      c [label="x\\y &eacute;"]; d [label="\N of \G"]; e [label="{f1|<p> f2}" shape=record]
      d -> e [label="\T to \H"]; f [label="漢字 Привет"] }"""
    assert sorted(_words(_graph(text))) == sorted(
        ['a"b', "one", "two", "three", "x\\y é", "d of my graph", "f1", "f2", "d to e",
         "漢字 Привет"]
    )  # fmt: skip


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
def test_no_node_lies_over_another(text: str, engine: str) -> None:
    boxes = [_box(area) for area in _graph(text, cht=f"gv:{engine}").nodes]
    assert len(boxes) >= 4
    for number, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:number]:
            apart = left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1]
            assert apart, (boxes[number], other)


@pytest.mark.parametrize(
    ("rankdir", "axis", "sign"), [("TB", 1, 1), ("BT", 1, -1), ("LR", 0, 1), ("RL", 0, -1)]
)
def test_ranks_follow_each_other(rankdir: str, axis: int, sign: int) -> None:
    graph = _graph(f"digraph{{rankdir={rankdir}; a->b->c->d; a->d; {{rank=same; c; e}}}}")
    a, b, c, d, e = (sign * _middle(area)[axis] for area in graph.nodes)
    assert a < b < c < d
    assert e == pytest.approx(c, abs=0.1)


@pytest.mark.parametrize("text", [_STATES, _TREE])
def test_edges_end_at_the_borders_of_nodes(text: str) -> None:
    graph = _graph(text.replace("{", "{edge [dir=none];", 1))
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
    graph = _graph("digraph{subgraph cluster_a {label=box; style=filled; a->b} b->c}")
    frame = next(p for p in graph.pieces if isinstance(p, Outline) and not p.curved)
    left, top, right, bottom = _box(Area("POLY", frame.points))
    inside = [left < x < right and top < y < bottom for x, y in map(_middle, graph.nodes)]
    assert inside == [True, True, False]
    assert frame.fill == (211, 211, 211, 255)
    assert "box" in _words(graph)


def test_styles_colours_and_heads() -> None:
    graph = _graph("""digraph { bgcolor="#ffeecc"; a [style=filled fillcolor=gold color=blue
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


@pytest.mark.parametrize("shape", graphs.SHAPES)
def test_every_shape_is_laid_out(shape: str) -> None:
    graph = _graph(f"digraph{{name[shape={shape}]}}")
    assert len(graph.nodes) == 1
    left, top, right, bottom = _box(graph.nodes[0])
    assert right - left > 3
    assert bottom - top > 3


def test_a_subgraph_may_be_named_again() -> None:
    again = _graph("digraph{subgraph s{a b} c->subgraph s}")
    assert len(_lines(again)) == 2
    assert again == _graph("digraph{subgraph s{a b} c->{a b}}")


def test_the_graph_may_name_its_layout() -> None:
    assert _graph(f"{_STAR[:-1]} layout=circo}}") == _graph(_STAR, cht="gv:circo")
    assert _graph(f"{_STAR[:-1]} layout=circo}}", cht="gv:neato") == _graph(_STAR, cht="gv:neato")


def _fuel(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The fuel that each run of Graphviz gets from now on."""
    runs: list[int] = []
    render = sandbox.render

    def counted(source: str, engine: str, fuel: int) -> bytes:
        runs.append(fuel)
        return render(source, engine, fuel)

    monkeypatch.setattr(sandbox, "render", counted)
    return runs


@pytest.mark.parametrize("engine", ENGINES)
def test_all_attempts_together_have_little_fuel(engine: Engine) -> None:
    assert sum(attempt.fuel for attempt in ATTEMPTS[engine]) <= MAX_FUEL


@pytest.mark.parametrize("engine", ENGINES)
def test_the_largest_graphs_are_laid_out_with_little_fuel(
    engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    edges = "".join(f"n{i % 200}--n{(i * i * 7 + i) % 200}[label=e{i}];" for i in range(400))
    total = _fuel(monkeypatch)
    said = _said(f"graph{{{edges}}}", cht=f"gv:{engine}")
    assert 0 < sum(total) <= MAX_FUEL
    assert engine == "twopi" or any("takes long to lay out" in text for text in said)


# --- Pictures.


def test_its_own_size_is_that_of_96_dots_an_inch_within_the_limits() -> None:
    small = _graph("digraph{a}")  # 54 x 36 points, 4 free around them
    assert drawing.size(small) == (83, 59)
    wide = "digraph{" + " ".join(f"node_{i}" for i in range(40)) + "}"
    notes = Diagnostics()
    width, _ = drawing.size(_graph(wide, notes))
    assert 990 <= width <= 1000
    assert "over the limit" in notes[0].text
    tall = "digraph{" + "".join(f"n{i}->n{i + 1};" for i in range(60)) + "}"
    assert drawing.size(_graph(tall))[1] <= 1000
    assert _said(tall, chs="300x300") == []


def test_regions_are_the_nodes_where_they_are_drawn() -> None:
    graph = _graph("digraph{rankdir=LR; a[shape=box]; b[shape=circle]; c; d[shape=diamond]; "
                   "e[shape=plaintext]; a->b->c->d->e}")  # fmt: skip
    canvas = AggCanvas(800, 200, 1.0, graph.background)
    regions = drawing.draw(canvas, graph, Box(0, 0, 800, 200))
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
    graph = _graph('digraph{a[shape=box label="長い漢字の名前が箱の中に収まるかどうか"]}')
    width, height = drawing.size(graph)
    canvas = AggCanvas(width, height, 1.0, (255, 255, 255, 255))
    ((_, _, (x1, _, x2, _)),) = drawing.draw(canvas, graph, Box(0, 0, width, height))
    dark = (canvas.pixels()[:, :, :3].min(axis=2) < 128).any(axis=0).nonzero()[0]
    assert min(x1, x2) - 2 <= dark.min()
    assert dark.max() <= max(x1, x2) + 2


# --- Whatever is given.


def _digest(text: str) -> str:
    return hashlib.sha256(repr(_graph(text)).encode()).hexdigest()


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


def _drawn(text: str, engine: str = "dot") -> None:
    """Draw what there is within the budget, or raise ChartError."""
    try:
        graph = _graph(text, cht=f"gv:{engine}")
    except ChartError:
        return
    width, height = drawing.size(graph)
    assert 1 <= width <= 1000
    assert 1 <= height <= 1000
    assert width * height <= 300_000
    canvas = AggCanvas(width, height, 1.0, graph.background)
    drawing.draw(canvas, graph, Box(0, 0, width, height))
    assert canvas.budget.cost <= MAX_COST


_parts = st.sampled_from(
    ["graph", "digraph", "strict", "subgraph", "cluster_a", "node", "edge", "{", "}", "[", "]",
     "=", ";", ",", ":", "->", "--", "a", "b", "c1", "-1.5", '"x y"', '"\\"', '"\\\\"', "+",
     "<<b>h</b>>", "label", "shape", "record", '"{a|<p> b|{c|d}}"', "box", "style", "filled",
     "color", "rank", "same", "rankdir", "LR", "width", "1e9", "\n", "#", "/*", "*/", "//", "é",
     "\0", "\ud800", "%"]
)  # fmt: skip
_names = st.sampled_from(["a", "b", "c", '"d e"', "f", "7", "a:p", "b:n"])
_values = st.one_of(
    st.sampled_from(
        ["box", "record", "point", "polygon", "star", '"a|{b|<p> c}"', '"}{|<>\\\\"',
         '"\\\\N\\\\l"', "filled", "invis", "wedged", '"red:blue"', "none", "true", "ortho",
         "same", "LR", "<<i>x</i>>", "<<table><tr><td port='p'>x</td><td/></tr></table>>",
         "compress", '"1,2!"', "cluster_a"]
    ),
    st.floats(-1e12, 1e12).map(lambda x: f'"{x}"'),
    st.text(max_size=12).map(lambda t: '"' + t.replace("\\", "").replace('"', "") + '"'),
)  # fmt: skip
_attributes = st.lists(
    st.tuples(st.sampled_from([*sorted(graphs.ATTRIBUTES), "colour"]), _values), max_size=4
).map(lambda pairs: "[" + ",".join(f"{name}={value}" for name, value in pairs) + "]")
_statements = st.recursive(
    st.one_of(
        st.tuples(_names, _attributes).map("".join),
        st.tuples(_names, _names, _attributes).map(lambda p: f"{p[0]}->{p[1]}{p[2]}"),
        st.tuples(st.sampled_from(["graph", "node", "edge"]), _attributes).map("".join),
    ),
    lambda inner: st.lists(inner, max_size=4).map(
        lambda some: "subgraph cluster_a {" + ";".join(some) + "}"
    ),
    max_leaves=12,
)


@given(st.one_of(st.text(max_size=80), st.lists(_parts, max_size=40).map(" ".join)))
@example("digraph{a[label=<\\>]}")
@example('digraph{<a\\> -> <b\\">}')
@settings(max_examples=200, deadline=None)
def test_any_text_is_drawn_or_refused(text: str) -> None:
    _drawn(text)
    _drawn("digraph{" + text + "}")


@given(st.lists(_statements, max_size=12).map(";\n".join), st.sampled_from(ENGINES))
@settings(max_examples=200, deadline=None)
def test_any_graph_is_drawn_or_refused(statements: str, engine: str) -> None:
    _drawn("digraph {" + statements + "}", engine)


def test_graphviz_breaks_nothing_when_it_breaks() -> None:
    fields = "|".join("{" * 200)
    _drawn(f'digraph{{a[shape=record label="{fields}"]}}')
    _drawn('digraph{a[shape=record label="' + "{" * 5000 + '"]}')
    _drawn("digraph{" + "".join(f"a{i}->a{i + 1}[minlen=10 label=x];" for i in range(150)) + "}")
    _drawn("digraph{a[shape=polygon sides=60 peripheries=9 skew=1e9 distortion=-1e9]}")
    _drawn('digraph{a[label="' + "x" * 16_000 + '" fontsize=400]}')
    assert len(_graph("digraph{a->b}").nodes) == 2
