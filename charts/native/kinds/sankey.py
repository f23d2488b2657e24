"""Flows between nodes: bands as wide as their values, from column to column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast, get_args

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ...colour import Colour
from ...diagnostics import quoted
from ...marks.flows import Align, Flow, columns, find_cycle
from .. import parameters as p
from ..chart import Chart, LegendEntry, LegendPosition
from ..checks import Check, Errors, too_many_colours
from ..kind import Example, Kind
from ..values import Choice, Integer, Link, Links

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.box import Box
    from ...canvas.surface import Canvas
    from ...words.sentences import Said
    from ..theme import Theme

_MAX_LINKS, _MAX_COLUMNS = 500, 50


def _names(links: Sequence[Link]) -> list[str]:
    """Return the names of the nodes in the order in which they first occur."""
    return list(dict.fromkeys(name for source, target, _ in links for name in (source, target)))


def _flows(links: Sequence[Link]) -> list[Flow]:
    index = {name: i for i, name in enumerate(_names(links))}
    return [Flow(index[source], index[target], value) for source, target, value in links]


def _directed(links: Sequence[Link]) -> Errors:
    flows, allowed = _flows(links), "links that lead from the left to the right"
    if cycle := find_cycle(flows):
        names = _names(links)
        way = " > ".join(quoted(names[node]) for node in cycle[:5])
        way += "" if len(cycle) <= 5 else f" > … > {quoted(names[cycle[-1]])}"
        return [ParameterError("links", f"{way} is a cycle", f"{allowed}, never back")]
    count = max(columns(len(_names(links)), flows)) + 1
    if count > _MAX_COLUMNS:
        return [ParameterError("links", f"{count} nodes in a row", f"at most {_MAX_COLUMNS}")]
    return []


def _colours(colours: Sequence[Colour], links: Sequence[Link]) -> Errors:
    return too_many_colours(colours, len(_names(links)), "nodes")


KIND = Kind(
    "sankey",
    "Sankey diagram",
    "How much flows from where to where, through any number of steps.",
    parameters=(
        p.Parameter(
            "links",
            Links(_MAX_LINKS, p.MAX_LABEL),
            "from which node to which, and how much: A>B:12",
            "Data",
            required=True,
        ),
        *p.TITLES,
        p.VALUE_LABELS._replace(meaning="how much flows through each node, after its name"),
        p.Parameter(
            "link_colors",
            Choice(("source", "target", "gradient", "neutral")),
            "the colour of a link: that of the node at its start or end, from one to the other, or"
            " grey",
            "Drawing",
            "source",
        ),
        p.Parameter(
            "align",
            Choice(get_args(Align)),
            "where nodes stand that could stand in several columns; justify: those where it ends at"
            " the right",
            "Drawing",
            "justify",
        ),
        p.Parameter(
            "order",
            Choice(("auto", "given")),
            "of the nodes in a column: so that few links cross, or as they are given",
            "Drawing",
            "auto",
        ),
        p.Parameter(
            "node_width", Integer(1, 200), "in pixels; by default that of a letter", "Drawing"
        ),
        p.COLORS._replace(
            meaning="a colour for each node, in the order in which they occur in the links; a"
            " shorter list is repeated"
        ),
        *p.PICTURE,
    ),
    checks=(Check(("links",), _directed), Check(("colors", "links"), _colours)),
    examples=(
        Example("sankey", "Where electricity comes from, and where it goes", {
            "title": "Electricity", "source": "In TWh", "value_labels": True,
            "links": ["Wind>Grid:132", "Sun>Grid:61", "Gas>Grid:57", "Coal>Grid:48",
                      "Sun>Households:19", "Gas>Industry:30", "Grid>Industry:124",
                      "Grid>Households:86", "Grid>Services:66", "Grid>Transport:14",
                      "Grid>Losses:8"],
        }),
        Example("sankey-gradient-dark", "Ways through a site, from colour to colour, dark", {
            "title": "Ways through the site", "link_colors": "gradient", "theme": "dark",
            "links": ["Search>Home:420", "Search>Article:310", "Letter>Article:180",
                      "Letter>Offer:90", "Home>Article:150", "Home>Offer:120", "Home>Leave:150",
                      "Article>Offer:160", "Article>Leave:480", "Offer>Order:95",
                      "Offer>Leave:275"],
            "width": 560, "height": 340,
        }),
        Example("sankey-neutral", "Votes of two elections, in order, with grey links", {
            "title": "Who voted for whom again", "link_colors": "neutral", "align": "left",
            "links": ["Red 2021>Red 2025:31", "Red 2021>Green 2025:6", "Red 2021>None 2025:9",
                      "Green 2021>Red 2025:3", "Green 2021>Green 2025:14", "Blue 2021>Blue 2025:28",
                      "Blue 2021>Red 2025:4", "Blue 2021>None 2025:5"],
            "colors": ["c0392b", "c0392b", "3a9d5d", "8b949e", "3a9d5d", "2e6fb7", "2e6fb7"],
            "order": "given", "node_width": 20, "font": "serif", "width": 500, "height": 320,
        }),
        Example("sankey-many", "Sixty links in a small picture", {
            "links": [f"from {i % 12}>by {i * 7 % 9}:{1 + i % 5}" for i in range(30)]
            + [f"by {i % 9}>to {i * 5 % 14}:{1 + i % 4}" for i in range(30)],
            "width": 300, "height": 200,
        }, shown=False),
    ),
    aliases={"data": "links", "values": "links", "flows": "links"},
)  # fmt: skip


class SankeyPlot(NamedTuple):
    """Nodes in their columns, and the flows between them."""

    names: tuple[str, ...]
    columns: tuple[int, ...]
    flows: tuple[Flow, ...]
    colours: tuple[Colour, ...]
    """Of the nodes."""
    link_colours: str
    sort: bool
    node_width: int | None
    value_labels: bool


def read(values: Mapping[str, Any], theme: Theme) -> SankeyPlot:
    """Return the model of valid parameters."""
    names, flows = _names(values["links"]), _flows(values["links"])
    colours = values["colors"] or theme.colours(len(names))
    return SankeyPlot(
        tuple(names),
        tuple(columns(len(names), flows, cast("Align", values["align"]))),
        tuple(flows),
        tuple(colours[i % len(colours)] for i in range(len(names))),
        values["link_colors"],
        values["order"] == "auto",
        values["node_width"],
        values["value_labels"],
    )


def legend(_plot: SankeyPlot, _: LegendPosition) -> list[LegendEntry]:
    """Return no entries: names stand beside the nodes."""
    return []


def draw(canvas: Canvas, chart: Chart, plot: SankeyPlot, box: Box) -> list[str]:
    """Draw links, nodes and their names; return what had no room."""
    from ..flow_diagram import draw as draw_diagram

    return draw_diagram(canvas, chart, plot, box)


def say(chart: Chart, plot: SankeyPlot) -> Said:
    """Return what is said of flows: how many there are, and the largest."""
    from ..flow_diagram import say as say_flows

    return say_flows(chart, plot)
