"""Graphs: ``cht=gv`` with DOT text in ``chl`` (reference, section 4).

``ATTRIBUTES`` says which attributes the layout gets to see, and within which bounds; all others
are noted and left out. The meanings are Graphviz's: https://graphviz.org/doc/info/attrs.html
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from api.errors import ParameterError

from ... import colour
from ...canvas.sanitize import normalize, replace_surrogates
from ...diagnostics import ChartError, Diagnostics, shown
from ...graphviz import dot, layout
from ...graphviz.dot import (
    Attributes,
    Dot,
    DotError,
    Edges,
    Nodes,
    Setting,
    Statement,
    Subgraph,
    Value,
)
from ...graphviz.graph import Graph
from . import reading

_ALLOWED = "a graph in the DOT language, as in digraph{a->b}"
_PIXELS = 96 / 72  # in a point

Check = Callable[[str], str | None]
"""Gives the value as the layout gets it, or None where it means nothing."""

Owner = Literal["graph", "cluster", "node", "edge"]


class Attribute(NamedTuple):
    """Whose attribute it is, and how a value is checked."""

    of: tuple[Owner, ...]
    check: Check


def _number(low: float, high: float) -> Check:
    def check(text: str) -> str | None:
        value = reading.number(text)
        return None if value is None else f"{min(max(value, low), high):.9g}"

    return check


def _words(*words: str) -> Check:
    """One of the words, in any case; with ``""`` also none."""
    known = {word.lower(): word for word in words}
    return lambda text: known.get(text.strip().lower())


def _pattern(pattern: str) -> Check:
    def check(text: str) -> str | None:
        # Compiled by the first graph that has the attribute: loading the app stays cheap.
        found = re.fullmatch(pattern, text.strip(), re.ASCII | re.IGNORECASE)
        return found[0] if found else None

    return check


def _any(text: str) -> str:
    return text


_truth = _words("true", "false", "yes", "no", "1", "0")
_STYLES = frozenset({
    "solid", "dashed", "dotted", "bold", "invis", "filled", "rounded", "diagonals", "striped",
    "wedged", "tapered", "radial",
})  # fmt: skip
SHAPES: Final = (
    "box", "polygon", "ellipse", "oval", "circle", "point", "egg", "triangle", "plaintext", "plain",
    "none", "diamond", "trapezium", "parallelogram", "house", "pentagon", "hexagon", "septagon",
    "octagon", "doublecircle", "doubleoctagon", "tripleoctagon", "invtriangle", "invtrapezium",
    "invhouse", "Mdiamond", "Msquare", "Mcircle", "rect", "rectangle", "square", "star",
    "underline", "cylinder", "note", "tab", "folder", "box3d", "component", "record", "Mrecord",
    "promoter", "cds", "terminator", "utr", "primersite", "restrictionsite", "fivepoverhang",
    "threepoverhang", "noverhang", "assembly", "signature", "insulator", "ribosite", "rnastab",
    "proteasesite", "proteinstab", "rpromoter", "rarrow", "larrow", "lpromoter",
)  # fmt: skip
_ARROW = "(?:o?[lr]?(?:box|crow|curve|icurve|diamond|dot|inv|none|normal|tee|vee|open|halfopen))"
_ARROWS = f"(?:{_ARROW}{{1,4}}|invdot|invodot|odot|empty|invempty|ediamond|)"
_NUMBER = r"[+-]?(?:[0-9]{1,4}(?:\.[0-9]*)?|\.[0-9]+)"
_CLEAR = frozenset({"transparent", "none", "invis"})
# What X11 has beside the names of CSS.
_X11 = frozenset({"violetred", "lightgoldenrod", "navyblue", "lightslateblue"})
_hexadecimal = re.compile("#?([0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})").fullmatch
_hsv = re.compile(rf"{_NUMBER}(?:\s*,\s*|\s+){_NUMBER}(?:\s*,\s*|\s+){_NUMBER}", re.ASCII).fullmatch
_LINE_END = re.compile(r"((?<!\\)(?:\\\\)*\\[nlr]|\n)")
_fraction = re.compile(r"(?:0?\.[0-9]+|[01])").fullmatch


def _style(text: str) -> str | None:
    parts = [part.strip().lower() for part in text.split(",")]
    fit = [p for p in parts if p in _STYLES or re.fullmatch(r"setlinewidth\([0-9.]{1,5}\)", p)]
    return ",".join(fit) if len(fit) == len([part for part in parts if part]) else None


def _colour(text: str) -> str | None:
    """A colour, or several separated by colons; each with a share behind a semicolon."""
    found = []
    for part in text.split(":"):
        name, _, share = part.partition(";")
        known = _one_colour(name.strip())
        if known is None or (share and not _fraction(share.strip())):
            return None
        found.append(f"{known};{share.strip()}" if share else known)
    return ":".join(found)


def _one_colour(name: str) -> str | None:
    if match := _hexadecimal(name):
        digits = match[1] if len(match[1]) > 3 else "".join(2 * d for d in match[1])
        # A number may be one of a colour scheme.
        return name if name.isdecimal() and len(name) < 6 else f"#{digits}"
    if (
        not name
        or name.lower() in _CLEAR
        or _hsv(name)
        or re.fullmatch("/?[a-z0-9]*/?[0-9]+", name)
    ):
        return name
    base = name.lower().rsplit("/", 1)[-1]
    if re.fullmatch("gr[ae]y[0-9]{1,3}", base):
        return name
    base = base[:-1] if base[-1:] in set("1234") else base
    try:
        colour.parse(base)
    except ValueError:
        return name if base in _X11 else None
    return name


_ALL: Final[tuple[Owner, ...]] = ("graph", "cluster", "node", "edge")
# The layout knows the widths of Arial's letters.
_FONT: Final = "graph [fontname=Arial] node [fontname=Arial] edge [fontname=Arial]"
# Unless the graph says otherwise: no nodes over each other, and a start from which neato finds the
# even places of rings and stars.
_DEFAULTS: Final[dict[layout.Engine, str]] = {
    "dot": "",
    "neato": "overlap=false; start=self",
    "twopi": "overlap=false",
    "circo": "overlap=false",
    "fdp": "",
}
_GRAPHS: Final[tuple[Owner, ...]] = ("graph", "cluster")


def _table(*rows: tuple[str, tuple[Owner, ...] | Owner, Check]) -> dict[str, Attribute]:
    return {
        name: Attribute((of,) if isinstance(of, str) else of, check)
        for names, of, check in rows
        for name in names.split()
    }


ATTRIBUTES: Final = _table(
    # What is written, and how.
    ("label", _ALL, _any),
    ("xlabel", ("node", "edge"), _any),
    ("headlabel taillabel", "edge", _any),
    ("fontsize", _ALL, _number(1, 400)),
    ("labelfontsize", "edge", _number(1, 400)),
    ("color fontcolor", _ALL, _colour),
    ("fillcolor", _ALL, _colour),
    ("bgcolor pencolor", _GRAPHS, _colour),
    ("labelfontcolor", "edge", _colour),
    ("colorscheme", _ALL, _pattern("[a-z0-9]{1,20}")),
    ("nojustify", _ALL, _truth),
    ("labelloc", ("graph", "cluster", "node"), _words("t", "c", "b")),
    ("labeljust", _GRAPHS, _words("l", "c", "r")),
    ("labelangle", "edge", _number(-360, 360)),
    ("labeldistance", "edge", _number(0, 20)),
    ("labelfloat decorate", "edge", _truth),
    ("forcelabels", "graph", _truth),
    # Shapes and lines.
    ("style", _ALL, _style),
    ("penwidth", _ALL, _number(0, 50)),
    ("shape", "node", _words(*SHAPES)),
    ("width height", "node", _number(0.01, 50)),
    ("fixedsize", "node", _words("true", "false", "shape", "yes", "no", "1", "0")),
    ("margin", ("cluster", "node"), _pattern(rf"{_NUMBER}(?:\s*,\s*{_NUMBER})?")),
    ("peripheries", ("cluster", "graph", "node"), _number(0, 9)),
    ("regular", "node", _truth),
    ("sides", "node", _number(0, 60)),
    ("orientation", "node", _number(-360, 360)),
    ("skew distortion", "node", _number(-10, 10)),
    ("dir", "edge", _words("forward", "back", "both", "none")),
    ("arrowhead arrowtail", "edge", _pattern(_ARROWS)),
    ("arrowsize", "edge", _number(0, 20)),
    # Places, all layouts.
    ("headport tailport", "edge", _any),
    ("headclip tailclip", "edge", _truth),
    ("splines", "graph", _words("true", "false", "yes", "no", "line", "spline", "polyline",
                                "curved", "ortho", "none", "compound", "")),
    ("nodesep", "graph", _number(0.02, 20)),
    ("ranksep", "graph", _pattern(rf"(?:{_NUMBER})?\s*(?:equally)?")),
    ("outputorder center", "graph", _any),
    # dot
    ("rankdir", _GRAPHS, _words("TB", "LR", "BT", "RL")),
    ("rank", _GRAPHS, _words("same", "min", "max", "source", "sink")),
    ("ordering", ("graph", "cluster", "node"), _words("out", "in", "")),
    ("clusterrank", "graph", _words("local", "global", "none")),
    ("cluster", "cluster", _truth),
    ("compound concentrate newrank remincross", "graph", _truth),
    ("constraint", "edge", _truth),
    ("group", "node", _any),
    ("lhead ltail samehead sametail", "edge", _any),
    ("minlen", "edge", _number(0, 10)),
    ("weight", "edge", _number(0, 1000)),
    # The others.
    ("len", "edge", _number(0.01, 50)),
    ("overlap", "graph", _pattern("true|false|yes|no|scale|scalexy|prism|voronoi|compress|vpsc"
                                  "|ortho|orthoxy|orthoyx|ipsep|[0-9]{0,2}:?")),
    ("sep esep", "graph", _pattern(rf"\+?{_NUMBER}(?:\s*,\s*{_NUMBER})?")),
    ("mode", "graph", _words("major", "KK", "sgd", "hier", "ipsep")),
    ("model", "graph", _words("shortpath", "circuit", "subset", "mds")),
    ("start", "graph", _pattern("(?:random|regular|self|rand)?[0-9]{0,9}")),
    ("pos", "node", _pattern(rf"{_NUMBER}\s*[, ]\s*{_NUMBER}\s*!?")),
    ("pin", "node", _truth),
    ("normalize", "graph", _words("true", "false", "yes", "no", "1", "0")),
    ("root", ("graph", "node"), _any),
    ("K", _GRAPHS, _number(0.01, 20)),
    ("defaultdist mindist", "graph", _number(0.01, 20)),
    ("oneblock", "graph", _truth),
    ("pack", "graph", _pattern("true|false|yes|no|[0-9]{1,3}")),
)  # fmt: skip

_IN_VAIN: Final = {
    "size": "says nothing: chs is the size",
    "fontname": "says nothing: there is one font",
    "labelfontname": "says nothing: there is one font",
}
_REFUSED = frozenset({"image", "shapefile"})


def graph(values: Mapping[str, str], notes: Diagnostics, longest: int, most: int) -> Graph:
    """Read and lay out the graph of ``chl``; its own size is within ``longest`` and ``most``.

    Raises ChartError where there is none, where it is no DOT, too large or refers to files.
    """
    if "chd" in values:
        raise ChartError([ParameterError("chd", "says nothing to a graph", "no chd")])
    text = normalize(replace_surrogates(values.get("chl", "")))
    if not text.strip():
        raise ChartError([ParameterError("chl", "is missing", _ALLOWED)])
    try:
        read = dot.parse(text)
        nodes, edges = dot.census(read)
    except DotError as error:
        raise ChartError([ParameterError("chl", str(error), _ALLOWED)]) from None
    for remark in read.remarks:
        notes.warn("chl", remark)
    if not nodes:
        notes.warn("chl", "has no nodes")
    fit = _Fit(read, notes)
    engine = _engine(values.get("cht", ""), fit.layout, notes)
    head, body = dot.written(read, fit.statements)
    body = f"{_FONT} {_DEFAULTS[engine]}\n{body}"
    try:
        found, remark = layout.lay_out(head, body, engine, nodes=nodes, edges=edges)
    except layout.LayoutError as error:
        raise ChartError([ParameterError("chl", str(error), _ALLOWED)]) from None
    if remark:
        notes.warn("chl", f"the graph takes long to lay out: {remark}")
    return _sized(found, longest, most, notes if "chs" not in values else None)


def _sized(graph: Graph, longest: int, most: int, notes: Diagnostics | None) -> Graph:
    """The graph with its own size, and a note where it had to be made smaller."""
    wide, high = (_PIXELS * side for side in graph.extent)
    shrunk = min(1.0, longest / wide, longest / high, math.sqrt(most / (wide * high)))
    if shrunk == 1:
        width, height = math.ceil(wide), math.ceil(high)
        shrunk = 1.0 if max(width, height) <= longest and width * height <= most else 0.999
    if shrunk < 1:
        width, height = max(1, int(shrunk * wide)), max(1, int(shrunk * high))
        if notes is not None:
            limit = f"({longest} a side, {most:,} pixels)"
            notes.warn("chs", f"the graph's {wide:.0f}x{high:.0f} pixels are over the limit "
                       f"{limit}: {width}x{height} was drawn")  # fmt: skip
    return dataclasses.replace(graph, width=width, height=height)


def _engine(type_: str, named: str, notes: Diagnostics) -> layout.Engine:
    """The layout that is asked for: in ``cht``, else by the graph itself."""
    asked = type_.partition(":")[2].strip().lower()
    for parameter, name in (("cht", asked), ("chl", named)):
        if not name:
            continue
        for engine in layout.ENGINES:
            if name == engine:
                return engine
        notes.warn(parameter, f"{shown(name)} is none of the layouts "
                   f"{', '.join(layout.ENGINES)}")  # fmt: skip
    return "dot"


class _Fit:
    """The statements of a graph with attributes that the layout may see."""

    def __init__(self, read: Dot, notes: Diagnostics) -> None:
        self._notes = notes
        self.layout = ""
        self._level = _last(read.statements, "rankdir").upper() not in ("LR", "RL")
        self.statements = self._statements(read.statements, "graph")

    def _statements(
        self, statements: Sequence[Statement], inside: Literal["graph", "cluster"]
    ) -> tuple[Statement, ...]:
        found: list[Statement] = []
        for statement in statements:
            match statement:
                case Setting():
                    owner = inside if statement.of == "graph" else statement.of
                    fit = self._attributes(statement.attributes, owner)
                    found.append(Setting(statement.of, fit))
                case Nodes():
                    fit = self._attributes(statement.attributes, "node")
                    found.append(Nodes(statement.point, fit))
                case Edges():
                    ends = tuple(
                        self._subgraph(end) if isinstance(end, Subgraph) else end
                        for end in statement.ends
                    )
                    found.append(Edges(ends, self._attributes(statement.attributes, "edge")))
                case Subgraph():
                    found.append(self._subgraph(statement))
        return tuple(found)

    def _subgraph(self, subgraph: Subgraph) -> Subgraph:
        return Subgraph(subgraph.name, self._statements(subgraph.statements, "cluster"))

    def _attributes(self, attributes: Attributes, owner: Owner) -> Attributes:
        found: list[tuple[str, Value]] = []
        for name, value in attributes:
            found += self._attribute(name, value, owner)
        # A table is a record, whatever the shape is said to be.
        return tuple(sorted(found, key=lambda pair: pair == ("shape", Value("record"))))

    def _attribute(self, name: str, value: Value, owner: Owner) -> Iterable[tuple[str, Value]]:
        if name in _REFUSED:
            self._refuse(f"has the attribute {name}")
        known = ATTRIBUTES.get(name)
        if name == "layout" and owner == "graph":
            self.layout = value.text.strip().lower()
            return []
        if known is None or owner not in known.of:
            why = _IN_VAIN.get(name, "says nothing here")
            self._notes.ignore("chl", f"the attribute {shown(name)} {why}")
            return []
        if value.html and known.check is _any:
            return self._plain(name, value.text, owner)
        text = known.check(value.text)
        if text is None:
            self._notes.warn("chl", f"{name}={shown(value.text)} is not understood: left out")
            return []
        if name == "label" and owner == "edge":
            text = _apart(text)
        if name in ("fillcolor", "bgcolor") and ":" in text:
            self._notes.warn("chl", f"{name}={shown(text)}: the first colour was taken")
        return [(name, Value(text))]

    def _plain(self, name: str, html: str, owner: Owner) -> Iterable[tuple[str, Value]]:
        """An HTML-like label as text, or as a record."""
        from ...graphviz import html_label  # by the first such label

        if re.search(r"<\s*img\b", html, re.IGNORECASE):
            self._refuse("has an image in a label")
        self._notes.warn("chl", "HTML-like labels are drawn as plain text, tables as records")
        if owner != "node" or name != "label":
            text = html_label.lines(html)
            return [(name, Value(_apart(text) if owner == "edge" else text))]
        label = html_label.plain(html, level=self._level)
        pair = (name, Value(label.text))
        return [pair, ("shape", Value("record"))] if label.record else [pair]

    def _refuse(self, what: str) -> None:
        raise ChartError([ParameterError("chl", f"{what}: files are not read", _ALLOWED)])


def _apart(label: str) -> str:
    """The label of an edge with room at both sides: the layout puts it right beside the edge."""
    lines = _LINE_END.split(label)
    return "".join(
        part if number % 2 or not part else f" {part} " for number, part in enumerate(lines)
    )


def _last(statements: Sequence[Statement], name: str) -> str:
    """The value that an attribute of the whole graph ends up with, or ""."""
    values = [
        value.text
        for statement in statements
        if isinstance(statement, Setting) and statement.of == "graph"
        for key, value in statement.attributes
        if key == name
    ]
    return values[-1].strip() if values else ""
