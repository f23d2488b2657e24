"""Parts of a whole, and parts of these, as tiles whose areas are their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from api.named_tuple import NamedTuple

from ...access.settings import MAX_VALUES
from ...colour import Colour
from .. import parameters as p
from .. import tree
from ..chart import Chart, LegendEntry, LegendPosition, read_number_format
from ..checks import Check, Errors, too_many_colours
from ..kind import Example, Kind
from ..number_text import AS_GIVEN, choose
from ..tree import Node
from ..values import Choice, Values

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.box import Box
    from ...canvas.surface import Canvas
    from ...words.sentences import Said
    from ..theme import Theme

_MAX_COLOURS = 8  # of parts without parts of their own: more would be a patchwork


def _colours(colours: Sequence[Colour], labels: Sequence[str], parents: Sequence[str]) -> Errors:
    return too_many_colours(colours, tree.top_level(labels, parents), "groups")


_BUDGET = {
    "labels": ["Primary", "Secondary", "Universities", "Hospitals", "Doctors", "Medicine",
               "Care at home", "Rail", "Roads", "Buses", "Police", "Courts", "Interest"],
    "parents": [*["Education"] * 3, *["Health"] * 4, *["Transport"] * 3, *["Order"] * 2, ""],
    "values": [38, 52, 27, 64, 31, 22, 9, 25, 19, 6, 18, 7, 21],
}  # fmt: skip
_SIZES = {
    "labels": ["charts", "canvas", "fonts", "glyphs", "svg", "native", "kinds", "axes", "google",
               "api", "auth", "flow", "tokens"],
    "parents": ["", "charts", "canvas", "canvas", "canvas", "charts", "native", "native", "charts",
                "", "", "auth", "auth"],
    "values": [None, 460, 702, 449, 512, 1700, 3242, 1400, 5200, 980, None, 640, 610],
}  # fmt: skip

KIND = Kind(
    "treemap",
    "Treemap",
    "Parts of a whole, and parts of these, as tiles whose areas are their values.",
    parameters=(
        p.LABELS._replace(meaning="names of the parts"),
        p.Parameter(
            "parents",
            p.NAME_LIST,
            "what each part belongs to: another label, or the name of a group; empty for none",
            "Data",
            (),
        ),
        p.Parameter(
            "values",
            Values(MAX_VALUES, 1),
            "sizes of the parts; that of a parent may be left empty: the sum of its parts",
            "Data",
            required=True,
        ),
        p.Parameter(
            "parent_values",
            Choice(("total", "own")),
            "what the value of a parent is: its total, or its own besides its parts",
            "Data",
            "total",
        ),
        *p.TITLES,
        p.VALUE_LABELS._replace(meaning="numbers in the tiles, if there is room for them"),
        p.Parameter(
            "percent",
            Choice(("none", "total", "parent")),
            "percentages in the tiles: of the whole, or of what a part belongs to",
            "Drawing",
            "none",
        ),
        p.COLORS._replace(meaning="a colour for each group; a shorter list is repeated"),
        *p.PICTURE,
    ),
    checks=(
        Check(("labels", "parents", "values", "parent_values"), tree.errors),
        Check(("colors", "labels", "parents"), _colours),
    ),
    examples=(
        Example("treemap", "What a budget is spent on, in groups", {
            "title": "What the money is spent on", "source": "Budget, in billions", **_BUDGET,
            "value_labels": True,
        }),
        Example("treemap-percent-dark", "Parts without groups, with percentages, dark", {
            "labels": ["Wind", "Solar", "Gas", "Hydropower", "Coal", "Nuclear", "Other"],
            "values": [132, 61, 57, 22, 48, 31, 9], "percent": "total", "theme": "dark",
            "width": 500, "height": 300,
        }),
        Example("treemap-levels", "Three levels, and parents with values of their own", {
            "title": "Lines of code", **_SIZES, "parent_values": "own", "percent": "parent",
            "palette": "okabe-ito", "width": 560, "height": 400,
        }),
        Example("treemap-many", "A hundred parts in a small picture", {
            "labels": [f"part {i}" for i in range(100)], "parents": [f"group {i // 20}"
            for i in range(100)], "values": [1 + i * 7919 % 97 for i in range(100)],
            "width": 300, "height": 200,
        }, shown=False),
    ),
    aliases={"parent": "parents"},
    columns=("parents",),
)  # fmt: skip


class TreemapPlot(NamedTuple):
    """The parts of the whole, and a colour for each."""

    nodes: tuple[Node, ...]
    colours: tuple[Colour, ...]


def read(values: Mapping[str, Any], theme: Theme) -> TreemapPlot:
    """Return the model of valid parameters."""
    own = values["parent_values"] == "own"
    nodes = tree.build(values["labels"], values["parents"], values["values"][0], own=own)
    leaves = [value for node in nodes for value in node.leaves()]
    if values["percent"] != "none":
        asked = AS_GIVEN._replace(locale=values["locale"])
        nodes = tree.with_percentages(nodes, asked, of_whole=values["percent"] == "total")
    if values["value_labels"]:
        nodes = tree.with_values(nodes, choose(leaves, read_number_format(values)))
    colours = values["colors"]
    if not colours:
        flat = len(nodes) > _MAX_COLOURS and not any(node.parts for node in nodes)
        colours = theme.colours(len(nodes))[: 1 if flat else None]
    return TreemapPlot(nodes, tuple(colours[i % len(colours)] for i in range(len(nodes))))


def legend(_plot: TreemapPlot, _: LegendPosition) -> list[LegendEntry]:
    """Return no entries: names stand in the tiles."""
    return []


def draw(canvas: Canvas, chart: Chart, plot: TreemapPlot, box: Box) -> list[str]:
    """Draw groups, tiles, and the texts in them; return what had no room."""
    from .. import tiles

    return tiles.draw(canvas, chart, plot.nodes, plot.colours, box)


def say(chart: Chart, plot: TreemapPlot) -> Said:
    """Return what is said of the parts of the whole: the largest, and how many there are below."""
    from ...words import items
    from ..describe import percent, writer

    nodes = plot.nodes
    said = items.say(
        [node.label for node in nodes], [node.value for node in nodes], writer(chart.numbers),
        "part", percent=percent(chart),
    )  # fmt: skip
    below = sum(len(node.leaves()) for node in nodes if node.parts)
    return said._replace(sentences=(f"They consist of {below:,} smaller parts",) if below else ())
