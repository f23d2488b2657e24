"""From DOT text to a graph that can be laid out, and to what was not taken as it was written."""

from __future__ import annotations

from api.named_tuple import NamedTuple

from ..diagnostics import quoted
from . import attributes, dot
from .attributes import Remark
from .graph import ENGINES, Engine, Graph


class Read(NamedTuple):
    """A graph, and remarks on its text."""

    graph: Graph
    remarks: tuple[Remark, ...]


def read(text: str, engine: Engine | None = None) -> Read:
    """Return the graph of a DOT text; without ``engine`` the graph's own ``layout`` counts.

    Raises DotError if the text is not DOT, if the graph is too large, or if it refers to files.
    """
    parsed = dot.parse(text)
    nodes, edges = dot.census(parsed)
    cleaned = attributes.clean(parsed)
    remarks = [Remark("warning", text) for text in parsed.remarks]
    if not nodes:
        remarks.append(Remark("warning", "has no nodes"))
    remarks += cleaned.remarks
    layout = "" if engine else cleaned.layout
    own = next((known for known in ENGINES if known == layout), None)
    if layout and own is None:
        known = ", ".join(ENGINES)
        remarks.append(Remark("warning", f"{quoted(layout)} is not one of the layouts {known}"))
    head, body = dot.written(parsed, cleaned.statements)
    return Read(Graph(head, body, engine or own or "dot", nodes, edges), tuple(remarks))
