"""The DOT language: what is read, what is refused, and where a text is wrong."""

from __future__ import annotations

import pytest

from charts.graphviz import dot, html_label
from charts.graphviz.errors import DotError
from charts.graphviz.read import read


def _problem(text: str) -> str:
    with pytest.raises(DotError) as caught:
        read(text)
    return str(caught.value)


def _remarks(text: str) -> list[str]:
    return [f"{level} {remark}" for level, remark in read(text).remarks]


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
def test_census_counts_nodes_and_edges(text: str, nodes: int, edges: int) -> None:
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
def test_errors_say_where_they_are(text: str, where: str) -> None:
    assert _problem(text).startswith(where)


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("graph{a->b}", "warning line 1, column 8: “->” was taken as “--”"),
        ("digraph{a--b}", "warning line 1, column 10: “--” was taken as “->”"),
        ("digraph{a:[color=red]}", "warning line 1, column 10: a colon without a port was "
                                   "passed over"),
        ("digraph{1a}", "warning line 1, column 9: 1a was taken as one name"),
        ("digraph{a} digraph{b}", "warning line 1, column 12: what follows the graph was "
                                  "passed over"),
        ("digraph{}", "warning has no nodes"),
        ("digraph{size=8 a}", "ignored the attribute “size” says nothing: chs is the size"),
        ("digraph{charset=latin1 a}", "ignored the attribute “charset” says nothing: a URL is in "
                                      "UTF-8"),
        ("digraph{a[fontname=Times]}", "ignored the attribute “fontname” says nothing: there "
                                       "is one font"),
        ("digraph{a[label=<b>]}", "warning HTML-like labels are drawn as plain text, tables as "
                                  "records"),
        ("digraph{layout=osage a}", "warning “osage” is not one of the layouts dot, neato, "
                                    "twopi, circo, fdp"),
    ],
)  # fmt: skip
def test_remarks_name_what_is_not_taken_as_written(text: str, remark: str) -> None:
    assert _remarks(text) == [remark]


def test_remarks_are_only_on_what_is_odd() -> None:
    text = """strict digraph g { graph [rankdir=LR bgcolor="#ffeecc" nodesep=.5 label="T"]
      node [shape=Mrecord style="filled,rounded" fillcolor="0.5 0.3 1" color=red3 penwidth=2]
      edge [arrowhead=odiamond dir=both arrowtail=crow style=dashed color="/blues9/5" fontsize=9]
      subgraph cluster_x { margin=12 style=dotted a [label="{<p> one|two}" width=2 height=.5] }
      a:p:e -> b [label="l" headlabel=h taillabel=t xlabel=x weight=2 minlen=2 constraint=false]
      {rank=same; b; c [shape=ellipse fixedsize=true xlabel=x]} }"""
    assert _remarks(text) == []


def test_files_are_refused() -> None:
    assert _problem('digraph{a[image="x.png"]}') == "has the attribute image: files are not read"
    assert "shapefile" in _problem("digraph{node[shapefile=x] a}")
    assert _problem('digraph{a[label=<<IMG SRC="x"/>>]}') == (
        "has an image in a label: files are not read"
    )


def test_large_graphs_are_refused() -> None:
    many = " ".join(f"n{i}" for i in range(201))
    assert _problem(f"digraph{{{many}}}") == "has more than 200 nodes"
    assert _problem("digraph{" + "a->b;" * 401 + "}") == "has more than 400 edges"
    some = " ".join(f"n{i}" for i in range(100))
    assert _problem(f"strict graph{{{{{some}}}--{{{some}}}}}") == "has more than 400 edges"
    assert _problem("digraph{" + "a;" * 9_000 + "}").startswith("is longer than 16,384")


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
    assert html_label.plain(html, side_by_side=True) == (text, record)
