"""Graphs of the Google dialect (``cht=gv``): what a request says, its size, and any text."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from charts.canvas.cost import MAX_COST, Budget
from charts.diagnostics import ChartError
from charts.google import render
from charts.google.measure import Measured, measure
from charts.google.read import query
from charts.graphviz import sandbox
from charts.graphviz.drawing import Drawing
from charts.graphviz.errors import DotError
from charts.graphviz.graph import ENGINES, Engine
from charts.graphviz.layout import ATTEMPTS
from charts.graphviz.read import read

MAX_FUEL = 3_200_000_000  # operations: a second and a half


def _measured(text: str, **values: str) -> Measured:
    """The chart with its graph laid out, and the diagnostics of both steps."""
    values = {"cht": "gv", "chl": text, **values}
    request = query.read(list(values.items()))
    if request.chart is None:
        raise ChartError(request.errors)
    chart, diagnostics = measure(request.chart)
    return Measured(chart, [*request.diagnostics, *diagnostics])


def _problem(text: str, **values: str) -> str:
    with pytest.raises(ChartError) as caught:
        _measured(text, **values)
    (error,) = caught.value.errors
    return f"{error.parameter} {error.detail}"


def _said(text: str, **values: str) -> list[str]:
    diagnostics = _measured(text, **values).diagnostics
    return [f"{note.parameter} {note.level} {note.text}" for note in diagnostics]


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("graph{a->b}", "chl warning line 1, column 8: “->” was taken as “--”"),
        ("digraph{}", "chl warning has no nodes"),
        ("digraph{size=8 a}", "chl ignored the attribute “size” says nothing: chs is the size"),
        ("digraph{layout=osage a}", "chl warning “osage” is not one of the layouts dot, neato, "
                                    "twopi, circo, fdp"),
        ('digraph{a[shape=record label="{|<x"]}', "chl warning Graphviz says: bad label format "
                                                  "{|<x"),
        ('digraph{a[style=filled fillcolor="red:blue"]}', "chl warning of several colours "
                                                          "that flow into each other the first "
                                                          "was taken"),
    ],
)  # fmt: skip
def test_diagnostics_name_what_is_odd(text: str, remark: str) -> None:
    assert _said(text) == [remark]


def test_diagnostics_name_an_unknown_layout_of_cht() -> None:
    expected = "cht warning “osage” is not one of the layouts dot, neato, twopi, circo, fdp"
    assert _said("digraph{layout=circo a}", cht="gv:osage") == [expected]


def test_errors_say_what_is_wrong_with_a_graph() -> None:
    assert _problem("a -> b").startswith("chl line 1, column 1: “graph” or “digraph” is expected")
    assert _problem('digraph{a[image="x.png"]}') == (
        "chl has the attribute image: files are not read"
    )
    assert _problem("digraph{a}", chd="t:1") == "chd has no effect on a graph"
    assert _problem(" ") == "chl is missing"
    assert _problem("digraph{" + "a->b;" * 401 + "}") == "chl has more than 400 edges"


def test_errors_say_what_cannot_be_laid_out_or_drawn() -> None:
    assert _problem('digraph{a[fontsize="1e9"]}') == (
        "chl cannot be laid out (the drawing is immense)"
    )
    assert _problem("digraph{a[fontsize=nan]}") == (
        "chl cannot be laid out (the drawing cannot be read)"
    )
    assert _problem("digraph{a[shape=polygon sides=2000000]}") == "chl takes too long to lay out"


def test_text_that_is_higher_than_the_picture_is_drawn() -> None:
    large = "digraph{a[fixedsize=true width=0.01 height=0.01 fontsize=90000]}"
    assert len(render.render(_measured(large, chs="1000x300").chart)) > 1000


def test_graphs_in_charts_are_left_out_if_they_cannot_be_laid_out() -> None:
    inner = "y;s=ec;d=,cht,gv,chl,digraph{{a[fontsize@={size}]}};ds=0;dp=0"
    shown = []
    for size in ("9", "1e9"):
        chem = inner.format(size=f'"{size}"')
        pairs = [("cht", "lc"), ("chs", "200x200"), ("chd", "t:50,60"), ("chem", chem)]
        outer = query.read(pairs).chart
        assert outer is not None
        chart, diagnostics = measure(outer)
        shown.append((len(chart.icons), [note.text for note in diagnostics]))
    assert shown == [
        (1, []),
        (0, ["a chart was left out: chl cannot be laid out (the drawing is immense)"]),
    ]


def _fuel(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The fuel that each run of Graphviz gets from now on."""
    runs: list[int] = []
    run = sandbox.render

    def counted(source: str, engine: str, fuel: int) -> sandbox.Rendering:
        runs.append(fuel)
        return run(source, engine, fuel)

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


def test_the_size_of_a_graph_is_that_of_96_dots_an_inch_within_the_limits() -> None:
    small = _measured("digraph{a}").chart  # 54 x 36 points, 4 free around them
    assert (small.width, small.height) == (83, 59)
    wide = "digraph{" + " ".join(f"node_{i}" for i in range(40)) + "}"
    chart, diagnostics = _measured(wide)
    assert 990 <= chart.width <= 1000
    assert "over the limit" in diagnostics[0].text
    tall = "digraph{" + "".join(f"n{i}->n{i + 1};" for i in range(60)) + "}"
    assert _measured(tall).chart.height <= 1000
    assert _said(tall, chs="300x300") == []


# --- Whatever the text.


def _drawn(text: str, engine: str = "dot") -> None:
    """Draw what there is within the budget, or raise ChartError."""
    budget = Budget()
    try:
        chart = _measured(text, cht=f"gv:{engine}").chart
        render.render(chart, budget)
    except ChartError:
        return
    assert budget.cost <= MAX_COST
    assert 1 <= chart.width <= 1000
    assert 1 <= chart.height <= 1000
    assert chart.width * chart.height <= 300_000


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
         "compress", '"1,2!"', "cluster_a", "nan", "inf", "1e300", "-1",
         "'c 7 -#f00 p 2 0 0 9e5 9e5'"]
    ),
    st.floats(-1e12, 1e12).map(lambda x: f'"{x}"'),
    st.text(max_size=12).map(lambda t: '"' + t.replace("\\", "").replace('"', "") + '"'),
)  # fmt: skip
# Graphviz's attributes, and some that are none.
_NAMES = """
    _background _draw_ _hdraw_ _ldraw_ area arrowhead arrowsize arrowtail bb bgcolor center
    charset class cluster clusterrank color colorscheme colour compound concentrate constraint
    Damping decorate defaultdist dim dimen dir diredgeconstraints distortion dpi edgehref
    epsilon esep fillcolor fixedsize fontcolor fontname fontpath fontsize forcelabels
    gradientangle group head_lp headclip headlabel headport height href id image imagepath
    inputscale K label label_scheme labelangle labeldistance labelfloat labelfontsize labeljust
    labelloc landscape layer layers layout len levels lhead lheight lp ltail margin maxiter
    mclimit mindist minlen mode model newrank nodesep nojustify normalize notranslate nslimit
    oneblock ordering orientation outputorder overlap overlap_scaling overlap_shrink pack
    packmode pad page pencolor penwidth peripheries pin pos quadtree quantum rank rankdir
    ranksep ratio rects regular remincross repulsiveforce resolution root rotate samehead
    sametail samplepoints searchsize sep shape shapefile showboxes sides size skew smoothing
    sortv splines start style stylesheet taillabel target tooltip truecolor URL vertices
    viewport voro_margin weight width xdotversion xlabel xlp z
"""
_attributes = st.lists(st.tuples(st.sampled_from(_NAMES.split()), _values), max_size=4).map(
    lambda pairs: "[" + ",".join(f"{name}={value}" for name, value in pairs) + "]"
)
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
    diagram = _measured("digraph{a->b}").chart.diagram
    assert isinstance(diagram, Drawing)
    assert len(diagram.nodes) == 2


def test_commas_stand_between_nodes() -> None:
    listed, _ = read("graph { a, b -- { c, d } ; x, y [color=red] }")
    assert (listed.nodes, listed.edges) == (6, 4)
    assert listed.body.count('["color"="red"]') == 2
    with pytest.raises(DotError):
        read("graph { {a} [color=red] }")
