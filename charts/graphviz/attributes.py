"""The attributes of a graph as Graphviz gets them: without files, fonts and HTML-like labels.

All other attributes reach Graphviz as they are (https://graphviz.org/doc/info/attrs.html): it
ignores what it does not know, and the sandbox limits what an attribute can cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from api.named_tuple import NamedTuple

from .dot import Attributes, Dot, Edges, Nodes, Setting, Statement, Subgraph, Value
from .errors import DotError

_FILES: Final = frozenset({"image", "shapefile"})
_LABELS: Final = frozenset({"label", "xlabel", "headlabel", "taillabel"})
_IGNORED: Final = {
    "charset": "a URL is in UTF-8",
    "fontname": "there is one font",
    "labelfontname": "there is one font",
    "size": "chs is the size",
}
_IMAGE = re.compile(r"<\s*img\b", re.IGNORECASE)
_LINE_END = re.compile(r"((?<!\\)(?:\\\\)*\\[nlr]|\n)")

Owner = Literal["graph", "node", "edge"]


class Remark(NamedTuple):
    """What was taken otherwise than it was written (a warning), or has no effect (ignored)."""

    level: Literal["warning", "ignored"]
    text: str


class Cleaned(NamedTuple):
    """The statements of a graph with the attributes that Graphviz gets."""

    statements: tuple[Statement, ...]
    layout: str
    """The value of the graph's attribute ``layout``, in small letters, "" for none."""
    remarks: tuple[Remark, ...]


def clean(dot: Dot) -> Cleaned:
    """Return the statements of a graph as Graphviz gets them.

    Raises DotError if the graph refers to a file.
    """
    cleaner = _Cleaner(dot)
    statements = cleaner.statements(dot.statements)
    return Cleaned(statements, cleaner.layout, tuple(cleaner.remarks))


class _Cleaner:
    """Goes through the statements of one graph."""

    def __init__(self, dot: Dot) -> None:
        self.layout = ""
        self.remarks: dict[Remark, None] = {}  # a set that keeps its order
        self._side_by_side = _last(dot.statements, "rankdir").upper() not in ("LR", "RL")

    def statements(self, statements: Sequence[Statement]) -> tuple[Statement, ...]:
        return tuple(self._statement(statement) for statement in statements)

    def _statement(self, statement: Statement) -> Statement:
        match statement:
            case Setting(owner, attributes):
                return Setting(owner, self._attributes(attributes, owner))
            case Nodes(point, attributes):
                return Nodes(point, self._attributes(attributes, "node"))
            case Edges(ends, attributes):
                cleaned = tuple(
                    self._subgraph(end) if isinstance(end, Subgraph) else end for end in ends
                )
                return Edges(cleaned, self._attributes(attributes, "edge"))
            case Subgraph():
                return self._subgraph(statement)

    def _subgraph(self, subgraph: Subgraph) -> Subgraph:
        return Subgraph(subgraph.name, self.statements(subgraph.statements))

    def _attributes(self, attributes: Attributes, owner: Owner) -> Attributes:
        cleaned = [
            pair for name, value in attributes for pair in self._attribute(name, value, owner)
        ]
        # A table is a record, whatever shape the node is given: the last value counts.
        return tuple(sorted(cleaned, key=lambda pair: pair == ("shape", Value("record"))))

    def _attribute(self, name: str, value: Value, owner: Owner) -> Iterable[tuple[str, Value]]:
        if name in _FILES:
            raise DotError(f"has the attribute {name}: files are not read")
        if name in _IGNORED:
            self._say("ignored", f"the attribute “{name}” says nothing: {_IGNORED[name]}")
            return []
        if name == "layout" and owner == "graph":
            self.layout = value.text.strip().lower()
            return []
        if name.startswith("_"):  # what Graphviz itself writes into its output
            return []
        if name not in _LABELS:
            return [(name, Value(value.text))]
        if value.html:
            return self._plain(name, value.text, owner)
        text = _padded(value.text) if (name, owner) == ("label", "edge") else value.text
        return [(name, Value(text))]

    def _plain(self, name: str, html: str, owner: Owner) -> Iterable[tuple[str, Value]]:
        """Return an HTML-like label as text, or as a record."""
        from . import html_label  # by the first such label

        if _IMAGE.search(html):
            raise DotError("has an image in a label: files are not read")
        self._say("warning", "HTML-like labels are drawn as plain text, tables as records")
        if owner != "node" or name != "label":
            text = html_label.lines(html)
            return [(name, Value(_padded(text) if owner == "edge" else text))]
        label = html_label.plain(html, side_by_side=self._side_by_side)
        pair = name, Value(label.text)
        return [pair, ("shape", Value("record"))] if label.record else [pair]

    def _say(self, level: Literal["warning", "ignored"], text: str) -> None:
        self.remarks[Remark(level, text)] = None


def _padded(label: str) -> str:
    """Return the label of an edge with spaces around it: Graphviz leaves no gap to the edge."""
    lines = _LINE_END.split(label)
    return "".join(
        part if number % 2 or not part else f" {part} " for number, part in enumerate(lines)
    )


def _last(statements: Sequence[Statement], name: str) -> str:
    """Return the value that an attribute of the whole graph ends up with, "" for none."""
    values = [
        value.text
        for statement in statements
        if isinstance(statement, Setting) and statement.of == "graph"
        for key, value in statement.attributes
        if key == name
    ]
    return values[-1].strip() if values else ""
