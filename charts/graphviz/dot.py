"""The DOT language: graphs as text (https://graphviz.org/doc/info/lang.html), read and written.

Small mistakes are read as they were meant, with a remark: the other kind of edge, a colon
without a port, a number that goes on as a name.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from api.named_tuple import NamedTuple

from .errors import DotError

MAX_NODES, MAX_EDGES = 200, 400
_MAX_DEPTH = 40  # subgraphs within subgraphs
_MAX_LENGTH = 16_384  # characters: a POST has no more
_KEYWORDS = frozenset({"strict", "graph", "digraph", "node", "edge", "subgraph"})


class Value(NamedTuple):
    """The value of an attribute; ``html``: it stood in angle brackets."""

    text: str
    html: bool = False


Attributes = tuple[tuple[str, Value], ...]


class Point(NamedTuple):
    """A node, or a place at it: ``a``, ``a:field``, ``a:field:ne``."""

    name: str
    ports: tuple[str, ...] = ()


@dataclass(frozen=True)
class Setting:
    """Attributes of a graph itself, or of the nodes or edges that follow in it."""

    of: Literal["graph", "node", "edge"]
    attributes: Attributes


@dataclass(frozen=True)
class Nodes:
    """A node, with attributes."""

    point: Point
    attributes: Attributes


@dataclass(frozen=True)
class Subgraph:
    """Statements in braces; ``name`` is "" if there is none."""

    name: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Edges:
    """A chain of edges between nodes, or between all nodes of subgraphs."""

    ends: tuple[Point | Subgraph, ...]
    attributes: Attributes


Statement = Setting | Nodes | Edges | Subgraph


@dataclass(frozen=True)
class Dot:
    """A whole graph, and remarks on how it was read."""

    strict: bool
    directed: bool
    name: str
    statements: tuple[Statement, ...]
    remarks: tuple[str, ...]


def parse(text: str) -> Dot:
    """Return the graph of a text. Raises DotError."""
    if len(text) > _MAX_LENGTH:
        raise DotError(f"is longer than {_MAX_LENGTH:,} characters")
    return _Parser(text).graph()


# --- Tokens.

Kind = Literal["name", "keyword", "string", "html", "sign", "end"]


class _Token(NamedTuple):
    kind: Kind
    text: str
    at: int


# Letters are those beyond ASCII as well; a line that begins with # belongs to a preprocessor.
_BLANK = re.compile(r"(?:[\s\u00a0]+|//[^\n]*|/\*.*?\*/|^\#[^\n]*)+", re.DOTALL | re.MULTILINE)
# What no name has; a class of all that it may have would take long to compile.
_NAME = re.compile(r"[^\x00-@\[-^`{-\xa0][^\x00-/:-@\[-^`{-\xa0]*")
_NUMBER = re.compile(r"-?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_SIGN = re.compile(r"->|--|[{}\[\];,:=+]")
_ANGLE = re.compile("[<>]")


class _Parser:
    """Recursive descent, one token ahead."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._remarks: list[str] = []
        self._depth = 0
        self._arrow = "->"
        self._token = self._read(0)

    def _place(self, at: int) -> str:
        line = self._text.count("\n", 0, at) + 1
        return f"line {line}, column {at - self._text.rfind(chr(10), 0, at)}"

    def _error(self, at: int, what: str) -> DotError:
        return DotError(f"{self._place(at)}: {what}")

    def _remark(self, at: int, what: str) -> None:
        if len(self._remarks) < 20:
            self._remarks.append(f"{self._place(at)}: {what}")

    def _read(self, at: int) -> _Token:
        """Return the token after an index."""
        text = self._text
        if blank := _BLANK.match(text, at):
            at = blank.end()
        if at >= len(text):
            self._next = at
            return _Token("end", "", at)
        if match := _SIGN.match(text, at):
            self._next = match.end()
            return _Token("sign", match[0], at)
        if match := _NAME.match(text, at):
            self._next = match.end()
            return _Token("keyword" if match[0].lower() in _KEYWORDS else "name", match[0], at)
        if match := _NUMBER.match(text, at):
            self._next = match.end()
            if rest := _NAME.match(text, self._next):
                self._remark(at, f"{match[0]}{rest[0]} was taken as one name")
                self._next = rest.end()
            return _Token("name", text[at : self._next], at)
        if text[at] == '"':
            match = _STRING.match(text, at)
            if match is None:
                raise self._error(at, "a quotation mark is not closed")
            self._next = match.end()
            return _Token("string", re.sub(r'\\\n|\\(")', r"\1", match[1]), at)
        if text[at] == "<":
            return self._html(at)
        if text.startswith("/*", at):
            raise self._error(at, "a comment is not closed")
        raise self._error(
            at,
            f"“{text[at]}” is not expected (names with other signs than letters, digits and _ stand"
            " in quotation marks)",
        )

    def _html(self, at: int) -> _Token:
        depth = 0
        for angle in _ANGLE.finditer(self._text, at):
            depth += 1 if angle[0] == "<" else -1
            if not depth:
                self._next = angle.end()
                return _Token("html", self._text[at + 1 : angle.start()], at)
        raise self._error(at, "an angle bracket is not closed")

    def _take(self) -> _Token:
        token = self._token
        self._token = self._read(self._next)
        return token

    def _is(self, *signs: str) -> bool:
        return self._token.kind == "sign" and self._token.text in signs

    def _keyword(self, *words: str) -> bool:
        return self._token.kind == "keyword" and self._token.text.lower() in words

    def _skip(self, sign: str) -> bool:
        """Take a sign if it comes next; return whether it did."""
        here = self._is(sign)
        if here:
            self._take()
        return here

    def _expect(self, sign: str, why: str) -> None:
        if not self._skip(sign):
            raise self._error(self._token.at, f"“{sign}” is expected {why}, not {self._shown()}")

    def _shown(self) -> str:
        return f"“{self._token.text[:20]}”" if self._token.kind != "end" else "the end"

    # --- Grammar.

    def graph(self) -> Dot:
        strict = self._keyword("strict")
        if strict:
            self._take()
        if not self._keyword("graph", "digraph"):
            raise self._error(
                self._token.at, f"“graph” or “digraph” is expected, not {self._shown()}"
            )
        directed = self._take().text.lower() == "digraph"
        self._arrow = "->" if directed else "--"
        name = "" if self._is("{") else self._value("the graph's name or “{”").text
        opening = self._token.at
        self._expect("{", "before the graph's statements")
        statements = self._statements(opening)
        if self._token.kind != "end":
            self._remark(self._token.at, "what follows the graph was passed over")
        return Dot(strict, directed, name, statements, tuple(self._remarks))

    def _statements(self, opening: int) -> tuple[Statement, ...]:
        """Return the statements after a brace, up to the one that closes it."""
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise self._error(opening, f"subgraphs are nested more than {_MAX_DEPTH} deep")
        statements: list[Statement] = []
        while not self._is("}"):
            if self._token.kind == "end":
                raise self._error(opening, "a brace is not closed")
            if not self._skip(";"):
                statements.append(self._statement())
        self._depth -= 1
        if self._depth:
            self._take()
        else:  # what follows the graph may be anything
            self._token = self._after()
        return tuple(statements)

    def _after(self) -> _Token:
        try:
            return self._read(self._next)
        except DotError:
            return _Token("sign", "", self._next)

    def _statement(self) -> Statement:
        if self._keyword("graph", "node", "edge"):
            token = self._take()
            if not self._is("["):
                raise self._error(self._token.at, f"“[” is expected behind {token.text}")
            word: Literal["graph", "node", "edge"] = "graph"
            if token.text.lower() == "node":
                word = "node"
            elif token.text.lower() == "edge":
                word = "edge"
            return Setting(word, self._attributes())
        at = self._token.at
        braces = self._is("{") or self._keyword("subgraph")
        first = self._end()
        listed = not braces and isinstance(first, Subgraph)
        if isinstance(first, Point) and not first.ports and self._skip("="):
            return Setting("graph", ((first.name, self._value("a value")),))
        ends = [first]
        while self._is("->", "--"):
            arrow = self._take()
            if arrow.text != self._arrow:
                self._remark(arrow.at, f"“{arrow.text}” was taken as “{self._arrow}”")
            ends.append(self._end())
        if len(ends) > 1:
            return Edges(tuple(ends), self._attributes())
        if isinstance(first, Subgraph):
            if self._is("["):
                if not listed:
                    raise self._error(at, "a subgraph has no attributes in brackets")
                attributes = self._attributes()
                nodes = [part for part in first.statements if isinstance(part, Nodes)]
                return Subgraph("", tuple(Nodes(node.point, attributes) for node in nodes))
            return first
        return Nodes(first, self._attributes())

    def _end(self) -> Point | Subgraph:
        """Return one end of an edge; nodes with commas between them are as those of a subgraph."""
        if self._keyword("subgraph") or self._is("{"):
            name = ""
            if self._keyword("subgraph"):
                self._take()
                if not self._is("{"):
                    name = self._value("a subgraph's name or “{”").text
            opening = self._token.at
            return Subgraph(name, self._statements(opening) if self._skip("{") else ())
        points = [self._point()]
        while self._skip(","):
            points.append(self._point())
        if len(points) == 1:
            return points[0]
        return Subgraph("", tuple(Nodes(point, ()) for point in points))

    def _point(self) -> Point:
        """Return a node, or a place at it."""
        name = self._value("a statement").text
        ports: list[str] = []
        while self._is(":"):
            colon = self._take()
            if self._token.kind not in ("name", "string", "html"):
                self._remark(colon.at, "a colon without a port was passed over")
            elif len(ports) < 2:
                ports.append(self._value("a port").text)
            else:
                raise self._error(colon.at, "a node has a port and a side at most")
        return Point(name, tuple(ports))

    def _attributes(self) -> Attributes:
        attributes: list[tuple[str, Value]] = []
        while self._skip("["):
            while not self._skip("]"):
                name = self._value("an attribute or “]”").text
                value = self._value("a value") if self._skip("=") else Value("true")
                attributes.append((name, value))
                if not self._skip(","):
                    self._skip(";")
        return tuple(attributes)

    def _value(self, what: str) -> Value:
        """Return a name, a number, a string (or several, added), or HTML."""
        if self._token.kind not in ("name", "string", "html"):
            raise self._error(self._token.at, f"{what} is expected, not {self._shown()}")
        token = self._take()
        if token.kind != "string":
            return Value(token.text, token.kind == "html")
        parts = [token.text]
        while self._is("+"):
            self._take()
            if self._token.kind != "string":
                raise self._error(self._token.at, f"a string is expected, not {self._shown()}")
            parts.append(self._take().text)
        return Value("".join(parts))


# --- What a graph has.


class _Census:
    """Counts nodes and edges, as the statements make them."""

    def __init__(self, dot: Dot) -> None:
        self._strict, self._directed = dot.strict, dot.directed
        self.nodes: set[str] = set()
        self.edges = 0
        self._pairs: set[tuple[str, str]] = set()
        self._named: dict[str, set[str]] = {}
        self._count(dot.statements)

    def _count(self, statements: Sequence[Statement]) -> set[str]:
        """Return the nodes of the statements."""
        nodes: set[str] = set()
        for statement in statements:
            match statement:
                case Nodes():
                    nodes |= self._of(statement.point)
                case Subgraph():
                    nodes |= self._of(statement)
                case Edges():
                    ends = [self._of(end) for end in statement.ends]
                    for tails, heads in itertools.pairwise(ends):
                        self._join(tails, heads)
                    nodes = nodes.union(*ends)
        return nodes

    def _of(self, end: Point | Subgraph) -> set[str]:
        if isinstance(end, Subgraph):
            nodes = self._count(end.statements)
            if end.name:
                nodes |= self._named.get(end.name, set())
                self._named[end.name] = nodes
            return nodes
        self.nodes.add(end.name)
        if len(self.nodes) > MAX_NODES:
            raise DotError(f"has more than {MAX_NODES} nodes")
        return {end.name}

    def _join(self, tails: set[str], heads: set[str]) -> None:
        count = len(tails) * len(heads)
        # Of two sets at least half the pairs differ, whatever their order.
        if self._strict and count <= 2 * MAX_EDGES:
            pairs = {(a, b) for a in tails for b in heads}
            self._pairs |= pairs if self._directed else {(min(p), max(p)) for p in pairs}
            self.edges = len(self._pairs)
        else:
            self.edges += count
        if self.edges > MAX_EDGES:
            raise DotError(f"has more than {MAX_EDGES} edges")


def census(dot: Dot) -> tuple[int, int]:
    """Return how many nodes and edges a graph has. Raises DotError if there are too many."""
    counted = _Census(dot)
    return len(counted.nodes), counted.edges


# --- Writing.


def written(dot: Dot, statements: Sequence[Statement]) -> tuple[str, str]:
    """Return what stands before a graph's braces, and statements as DOT with all names quoted."""
    strict = "strict " if dot.strict else ""
    kind, arrow = ("digraph", "->") if dot.directed else ("graph", "--")
    head = f"{strict}{kind} {_quoted(dot.name)}" if dot.name else f"{strict}{kind}"
    return head, "\n".join(_written(statements, arrow))


def _written(statements: Sequence[Statement], arrow: str) -> Iterator[str]:
    for statement in statements:
        match statement:
            case Setting():
                yield f"{statement.of} {_attributes_written(statement.attributes)}"
            case Nodes():
                yield _end(statement.point, arrow) + _attributes_written(statement.attributes)
            case Subgraph():
                yield _end(statement, arrow)
            case Edges():
                ends = f" {arrow} ".join(_end(end, arrow) for end in statement.ends)
                yield ends + _attributes_written(statement.attributes)


def _end(end: Point | Subgraph, arrow: str) -> str:
    if isinstance(end, Point):
        return ":".join(_quoted(part) for part in (end.name, *end.ports))
    name = f"subgraph {_quoted(end.name)} " if end.name else ""
    return name + "{\n" + "\n".join(_written(end.statements, arrow)) + "\n}"


def _attributes_written(attributes: Attributes) -> str:
    return "[" + ", ".join(f"{_quoted(k)}={_quoted(v.text)}" for k, v in attributes) + "]"


_SPECIAL = re.compile(r'\\.|\\\Z|"', re.DOTALL)


def _quoted(text: str) -> str:
    """Return a name as a string; no backslash escapes the mark that closes it."""
    return '"' + _SPECIAL.sub(lambda m: m[0] if len(m[0]) == 2 else "\\" + m[0], text) + '"'
