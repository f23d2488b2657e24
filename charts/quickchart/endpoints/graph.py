"""``/graphviz``: graphs in the DOT language."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from api import ascii_text
from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ...access import settings
from ...canvas.sanitize import normalize, replace_surrogates
from ...diagnostics import ChartError, quoted
from ...graphviz.errors import DotError, LayoutError
from ...graphviz.graph import ENGINES, Engine, Graph
from ...graphviz.read import read as read_dot
from ..chart import Format
from .parameters import FORMAT, MAX_SIDE, SIDE, Members, Parameter, choices, table

if TYPE_CHECKING:
    from ...canvas.description import Description
    from ...words.sentences import Said


_ALLOWED: Final = "a graph in the DOT language, as in digraph{a->b}"
_INSTEAD: Final[dict[str, Engine]] = {"sfdp": "fdp", "osage": "fdp", "patchwork": "fdp"}
"""Engines of Graphviz that are not run here, and which one is run in their place."""
_PIXELS: Final = 96 / 72  # in a point
PARAMETERS: Final = table(
    Parameter("graph", "the graph in the DOT language", "required", example="digraph{a->b->c}"),
    Parameter(
        "layout", f"the engine: {', '.join(ENGINES)}; fdp is run for {', '.join(_INSTEAD)}",
        "that of the graph, else dot", aliases=("engine",), example="neato",
        schema=choices(*ENGINES, *_INSTEAD),
    ),
    Parameter("format", "svg, png, pdf, webp, jpg, gif, base64 (a data URI) or alt (in words)",
              "svg",
              example="png", schema=FORMAT),
    Parameter("width", f"in pixels, 1 to {MAX_SIDE}; the graph is made to fit", "as the graph's",
              example="300", schema=SIDE),
    Parameter("height", f"in pixels, 1 to {MAX_SIDE}", "as the graph's", example="200",
              schema=SIDE),
)  # fmt: skip


class GraphPicture(NamedTuple):
    """A graph, and the size and format of its picture; a side of 0 is as the graph's."""

    graph: Graph
    width: int
    height: int
    max_pixels: int
    format: Format


def read(members: Members) -> GraphPicture:
    """Return the graph that a request describes. Raises ChartError."""
    text = normalize(replace_surrogates(members.required("graph", _ALLOWED)))
    engine = _engine(members)
    width, height = members.side("width", 0), members.side("height", 0)
    members.check_pixels("width", width, height)
    form = members.format("svg")
    members.check()
    try:
        graph, remarks = read_dot(text, engine)
    except DotError as error:
        raise ChartError([ParameterError("graph", str(error), _ALLOWED)]) from None
    for level, remark in remarks:
        if level == "ignored":
            members.diagnostics.ignore("graph", remark)
        else:
            members.diagnostics.warn("graph", remark)
    limit = settings.current().max_pixels or settings.MAX_PIXELS
    return GraphPicture(graph, width, height, limit, form)


def _engine(members: Members) -> Engine | None:
    """Return the engine that is asked for, None for none."""
    name = ascii_text.lower(members.text("layout").strip())
    if not name:
        return None
    for known in ENGINES:
        if known == name:
            return known
    if name in _INSTEAD:
        members.diagnostics.warn("layout", f"{name} is not run here; {_INSTEAD[name]} was")
        return _INSTEAD[name]
    members.error("layout", f"is {quoted(name)}", f"one of {', '.join([*ENGINES, *_INSTEAD])}")
    return None


def render(picture: GraphPicture, description: Description | None = None) -> bytes:
    """Return the file of a graph. Raises ChartError if it cannot be laid out or drawn."""
    from ...canvas.box import Box
    from ...graphviz.draw import draw
    from ...graphviz.layout import lay_out  # loads wasmtime, by the first graph
    from .canvas import drawn

    try:
        laid_out = lay_out(picture.graph)
    except LayoutError as error:
        raise ChartError([ParameterError("graph", str(error), _ALLOWED)]) from None
    width, height = _size(picture, *laid_out.extent)
    with drawn(picture.format, width, height, laid_out.background, "graph", description) as canvas:
        draw(canvas, laid_out, Box(0, 0, width, height))
    return canvas.finish()


def _size(picture: GraphPicture, natural_width: float, natural_height: float) -> tuple[int, int]:
    """Return the picture's size in pixels: as asked, or the graph's at 96 pixels an inch.

    ``natural_width`` and ``natural_height`` are in points.
    """
    width, height = natural_width * _PIXELS, natural_height * _PIXELS
    if picture.width and picture.height:
        return picture.width, picture.height
    if picture.width:
        width, height = picture.width, height * picture.width / width
    elif picture.height:
        width, height = width * picture.height / height, picture.height
    scale = min(
        1.0, MAX_SIDE / width, MAX_SIDE / height, math.sqrt(picture.max_pixels / (width * height))
    )
    if scale == 1 and math.ceil(width) * math.ceil(height) <= picture.max_pixels:
        return math.ceil(width), math.ceil(height)
    return max(1, int(width * scale)), max(1, int(height * scale))


def say(picture: GraphPicture) -> Said:
    """Return what is said of a graph: its nodes and edges."""
    from ...graphviz.describe import say as say_graph

    return say_graph(picture.graph)
