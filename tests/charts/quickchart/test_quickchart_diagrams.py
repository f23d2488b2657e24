"""Sankey diagrams, treemaps and clouds of words: what is read, and where it is drawn."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from charts.canvas.box import Box
from charts.diagnostics import ChartError, Diagnostics
from charts.marks.squarify import squarify
from charts.quickchart.chart import Plot, QuickChart
from charts.quickchart.diagrams import CloudPlot, SankeyPlot, Tile, TreemapPlot
from charts.quickchart.draw import sankey_layout
from charts.quickchart.read import config, literal
from charts.quickchart.render import render

RED, GREEN, NAVY = (255, 0, 0, 255), (0, 128, 0, 255), (0, 0, 128, 255)


def _chart(text: str) -> QuickChart:
    return config.read(literal.read(text), "4", Diagnostics())


def _plot(kind: str, dataset: str, labels: str = "") -> Plot:
    return _chart(f"{{type:'{kind}',data:{{labels:[{labels}],datasets:[{dataset}]}}}}").plot


def _sankey(dataset: str) -> SankeyPlot:
    plot = _plot("sankey", dataset)
    assert isinstance(plot, SankeyPlot)
    return plot


def _treemap(dataset: str) -> TreemapPlot:
    plot = _plot("treemap", dataset)
    assert isinstance(plot, TreemapPlot)
    return plot


def _cloud(dataset: str, labels: str) -> CloudPlot:
    plot = _plot("wordCloud", dataset, labels)
    assert isinstance(plot, CloudPlot)
    return plot


STEPS = "[{from:'a',to:'b',flow:10},{from:'a',to:'c',flow:5},{from:'b',to:'c',flow:10}]"


def test_nodes_stand_in_the_columns_of_their_flows() -> None:
    plot = _sankey(f"{{data:{STEPS}}}")
    layout = sankey_layout.place(plot, 300)
    columns = {node.number: node.x for node in layout.nodes}
    assert [columns[i] for i in range(3)] == [0, 1, 2]
    sizes = {node.number: node.size for node in layout.nodes}
    assert [sizes[i] for i in range(3)] == [15, 10, 15]
    assert [node.lines for node in plot.nodes] == [("a",), ("b",), ("c",)]
    assert plot.flows[0].colour_from == RED
    assert plot.flows[0].colour_to == GREEN


def test_flows_of_a_node_lie_one_below_the_other() -> None:
    layout = sankey_layout.place(_sankey(f"{{data:{STEPS}}}"), 300)
    (a,) = (node for node in layout.nodes if node.number == 0)
    starts = sorted((layout.starts[0], layout.starts[1]))
    assert starts[0] == pytest.approx(a.y)
    assert starts[1] - starts[0] in (pytest.approx(10), pytest.approx(5))


def test_a_circle_of_flows_ends() -> None:
    plot = _sankey(
        "{data:[{from:'a',to:'b',flow:2},{from:'b',to:'a',flow:1},{from:'c',to:'c',flow:1}]}"
    )
    layout = sankey_layout.place(plot, 300)
    assert len(layout.nodes) == 3
    assert all(node.x in (0, 1) for node in layout.nodes)


def test_the_options_of_a_sankey_diagram() -> None:
    plot = _sankey(
        "{data:[['a','b',3]],labels:{a:'First\\nline'},colorFrom:(c)=>({a:'navy'})[c.from],"
        "column:{b:4},priority:{a:1},colorMode:'from',size:'min',nodeWidth:20,alpha:2}"
    )
    assert plot.nodes[0].lines == ("First", "line")
    assert plot.nodes[1].column == 4
    assert plot.flows[0].colour_from == NAVY
    assert (plot.mode, plot.size, plot.node_width, plot.alpha) == ("from", "min", 20, 1)
    assert plot.by_priority


def test_too_many_flows_are_refused() -> None:
    flows = ",".join(f"['a{i}','b',1]" for i in range(400))
    with pytest.raises(ChartError, match="401 nodes"):
        _sankey(f"{{data:[{flows}]}}")


def _lines(tiles: tuple[Tile, ...]) -> list[Any]:
    return [(tile.lines, _lines(tile.children)) if tile.children else tile.lines for tile in tiles]


FRUIT = "[{p:'N',n:'Fig',v:2},{p:'S',n:'Kiwi',v:3},{p:'N',n:'Pear',v:4}]"


@pytest.mark.parametrize(
    ("dataset", "lines"),
    [
        ("{tree:[3,1]}", [("3",), ("1",)]),
        ("{data:[3,1]}", [("3",), ("1",)]),
        ("{tree:[{label:'x',value:3}],key:'value'}", [("x", "3")]),
        (
            f"{{tree:{FRUIT},key:'v',groups:['p','n']}}",
            [(("N",), [("Fig", "2"), ("Pear", "4")]), (("S",), [("Kiwi", "3")])],
        ),
        (f"{{tree:{FRUIT},key:'v',groups:['p']}}", [("N", "6"), ("S", "3")]),
        (
            "{tree:{A:{x:{value:1},y:{value:2}},B:{value:4}},key:'value',groups:[0,'_leaf']}",
            [(("A",), [("x", "1"), ("y", "2")]), ("B", "4")],
        ),
        (
            f"{{tree:{FRUIT},key:'v',groups:['n'],labels:{{formatter:(c)=>[c.raw._data.p,'$'+c.raw.v]}}}}",
            [("N", "$2"), ("S", "$3"), ("N", "$4")],
        ),
        (
            f"{{tree:{FRUIT},key:'v',groups:['n'],"
            "labels:{formatter(c){return `${c.raw.g}: ${c.raw.v}`}}}",
            [("Fig: 2",), ("Kiwi: 3",), ("Pear: 4",)],
        ),
    ],
)
def test_tiles_and_their_labels(dataset: str, lines: list[Any]) -> None:
    assert _lines(_treemap(dataset).tiles) == lines


def test_a_function_fades_a_colour_by_the_value_of_a_tile() -> None:
    plot = _treemap("{tree:[4,1],backgroundColor:(c)=>`rgba(0,0,128,${c.raw.v/4})`}")
    assert [tile.fill for tile in plot.tiles] == [(0, 0, 128, 255), (0, 0, 128, 64)]


def test_a_tree_of_any_depth_has_its_limits() -> None:
    with pytest.raises(ChartError, match="2,001 tiles"):
        _treemap(f"{{tree:[{'1,' * 2001}]}}")
    deep = "{a:" * 60 + "1" + "}" * 60
    assert len(_treemap(f"{{tree:{deep},key:'value',groups:['0','1']}}").tiles) == 1
    assert _treemap("{tree:[0,-1,'x',null]}").tiles == ()


def test_tiles_fill_the_chart_area() -> None:
    boxes = squarify([6, 3, 1], Box(0, 0, 100, 50))
    assert sum(b.width * b.height for b in boxes) == pytest.approx(5000)


def test_words_have_sizes_colours_and_angles() -> None:
    plot = _cloud(
        "{data:[10,40,0],color:['red','navy'],minRotation:0,maxRotation:90,rotationSteps:4,"
        "weight:'bold',style:'italic'}",
        "'small','large','none'",
    )
    assert [(word.text, word.size) for word in plot.words] == [("large", 40), ("small", 10)]
    assert plot.colours == (RED, NAVY)
    assert plot.angles == (0, -30, -60, -90)  # clockwise in Chart.js
    assert plot.style.bold
    assert plot.style.italic
    assert _cloud("{data:[1]}", "'a'").angles == (90, 0)


def test_words_that_have_no_room_are_made_smaller() -> None:
    chart = _chart(
        "{type:'wordCloud',data:{labels:['Infrastructure','Development'],datasets:[{data:[500,400]}]}}"
    )
    picture = Image.open(io.BytesIO(render(chart._replace(ratio=1.0)))).getchannel("A")
    box = picture.getbbox()
    assert picture.size == (500, 300)
    assert box is not None
    assert 0 < box[0] < box[2] < 500
    assert 0 < box[1] < box[3] < 300


@pytest.mark.parametrize("kind", ["sankey", "treemap", "wordCloud"])
@pytest.mark.parametrize("data", ["", "datasets:[]", "datasets:[{}]", "datasets:[{data:[{}]}]"])
def test_empty_diagrams_are_drawn(kind: str, data: str) -> None:
    assert render(_chart(f"{{type:'{kind}',data:{{{data}}}}}")).startswith(b"\x89PNG")
