"""A graph in words: how many nodes and edges it has, and what the nodes are called."""

from __future__ import annotations

import re
from typing import Final

from ..words.sentences import Said, counted, line, listed
from .graph import Graph

_MAX_LISTED: Final = 8
_TEXT = r'"((?:[^"\\]|\\.)*)"'
# What ``dot.written`` writes: every name is quoted, and attributes are in brackets.
_ATTRIBUTES = re.compile(r'\[(?:"(?:[^"\\]|\\.)*"|[^\]"])*\]', re.DOTALL)
_OTHERS = re.compile(rf"(?:subgraph {_TEXT}|:\s*{_TEXT})")
_NAME = re.compile(_TEXT)


def say(graph: Graph) -> Said:
    """Return what is said of a graph."""
    kind = "Directed graph" if "digraph" in graph.head.partition('"')[0] else "Graph"
    nodes, edges = counted(graph.nodes, "node"), counted(graph.edges, "edge")
    labels = names(graph)
    scope = f"with {nodes} and {edges}" if graph.edges else f"with {nodes}"
    if not labels:
        return Said(scope, kind=kind)
    shown = [line(name) for name in labels[:_MAX_LISTED]]
    if len(labels) > _MAX_LISTED:
        shown.append(f"{len(labels) - _MAX_LISTED:,} more")
    return Said(f"{scope}: {listed(shown)}", kind=kind)


def names(graph: Graph) -> list[str]:
    """Return the names of the nodes in the order in which they occur."""
    body = _OTHERS.sub("", _ATTRIBUTES.sub("", graph.body))
    return [re.sub(r"\\(.)", r"\1", name) for name in dict.fromkeys(_NAME.findall(body)) if name]
