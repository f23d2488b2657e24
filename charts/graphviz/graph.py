"""The model of a graph before it is laid out: DOT text that was checked, and the layout engine."""

from __future__ import annotations

from typing import Final, Literal, get_args

from api.named_tuple import NamedTuple

Engine = Literal["dot", "neato", "twopi", "circo", "fdp"]
ENGINES: Final[tuple[Engine, ...]] = get_args(Engine)


class Graph(NamedTuple):
    """A graph as Graphviz gets it."""

    head: str
    """What stands before the braces: ``strict digraph "name"``."""
    body: str
    """The statements within the braces."""
    engine: Engine
    nodes: int
    edges: int
