"""What Graphviz drew, read from its JSON output: its drawing operations (format xdot).

https://graphviz.org/docs/outputs/canon/#xdot lists the operations. Graphviz counts upwards from
the lower edge, in points.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .. import colour
from ..colour import Colour
from .graph import Area, Graph, Outline, Point, Words

_PAD = 4.0  # points around the drawing, as Graphviz has them
_LARGEST = 1e6  # points
_MOST_POINTS = 200_000
_BLACK: Colour = (0, 0, 0, 255)
_WHITE: Colour = (255, 255, 255, 255)
_DASHES = {"dashed": (6.0, 4.0), "dotted": (1.5, 3.5)}
_HANDLE = 4 / 3 * math.tan(math.pi / 8)  # of a quarter of a circle
_ELLIPSE = 13  # points of its four curves
_ANCHORS = {"l": 0.0, "c": 0.5, "r": 1.0}
_BOLD = 1  # bit of the operation t
_LINES = ("_draw_", "_hdraw_", "_tdraw_")
_LABELS = ("_ldraw_", "_hldraw_", "_tldraw_")


def graph(output: bytes) -> Graph:
    """Read Graphviz's JSON; raises ValueError where it is none, or the drawing is immense."""
    try:
        found = json.loads(output.decode("utf-8", "replace"), strict=False)
        return _Reader(found).graph()
    except (KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"the drawing cannot be read ({error!r})") from None


class _Reader:
    """Reads one drawing; holds its frame."""

    def __init__(self, drawing: Mapping[str, Any]) -> None:
        self._drawing = drawing
        left, low, right, high = (_number(part) for part in drawing["bb"].split(","))
        self._left, self._top = left - _PAD, high + _PAD
        self._extent = right - left + 2 * _PAD, high - low + 2 * _PAD
        self._points_left = _MOST_POINTS

    def graph(self) -> Graph:
        objects = self._drawing.get("objects", [])
        count = self._drawing["_subgraph_cnt"]
        clusters, nodes = objects[:count], objects[count:]
        edges = self._drawing.get("edges", [])
        ground = [piece for piece in self._pieces(self._drawing["_draw_"])
                  if isinstance(piece, Outline)]  # fmt: skip
        pieces: list[Outline | Words] = []
        areas = []
        for cluster in clusters:
            pieces += self._drawn(cluster, "_draw_", "_ldraw_")
        for edge in edges:
            pieces += self._drawn(edge, *_LINES)
        for node in nodes:
            outlines = self._drawn(node, "_draw_")
            words = self._drawn(node, "_ldraw_")
            pieces += outlines + words
            if outlines or words:
                areas.append(self._area(node, outlines))
        for edge in edges:
            pieces += self._drawn(edge, *_LABELS)
        pieces += self._drawn(self._drawing, "_ldraw_")
        fill = ground[0].fill if ground else None
        return Graph(
            extent=self._extent,
            pieces=tuple(pieces),
            nodes=tuple(areas),
            background=colour.over(fill, _WHITE) if fill else _WHITE,
        )

    def _at(self, point: Sequence[Any]) -> Point:
        self._points_left -= 1
        if self._points_left < 0:
            raise ValueError("the drawing has too many points")
        return _number(point[0]) - self._left, self._top - _number(point[1])

    def _drawn(self, part: Mapping[str, Any], *names: str) -> list[Outline | Words]:
        return [piece for name in names for piece in self._pieces(part.get(name, []))]

    def _pieces(self, operations: Iterable[Mapping[str, Any]]) -> list[Outline | Words]:
        found: list[Outline | Words] = []
        line, fill, text = _BLACK, _BLACK, _BLACK
        width, size, bold = 1.0, 14.0, False
        dash: tuple[float, ...] = ()
        for operation in operations:
            match operation["op"]:
                case "c":
                    line = text = _colour(operation)
                case "C":
                    fill = _colour(operation)
                case "S":
                    style = operation["style"]
                    if style.startswith("setlinewidth("):
                        width = _number(style[13:-1])
                    elif style == "bold":
                        width = 2.0
                    else:
                        dash = _DASHES.get(style, ())
                case "F":
                    size = _number(operation["size"])
                case "t":
                    bold = bool(int(operation["fontchar"]) & _BOLD)
                case "E" | "e" as kind:
                    x, y, across, high = (_number(part) for part in operation["rect"])
                    points = tuple(self._at(point) for point in _ellipse(x, y, across, high))
                    filled = fill if kind == "E" else None
                    found.append(Outline(points, True, True, filled, line, width, dash))
                case "P" | "p" | "B" | "b" | "L" as kind:
                    points = tuple(self._at(point) for point in operation["points"])
                    closed = kind in "Pp" or (kind in "Bb" and points[0] == points[-1])
                    filled = fill if kind in "PB" else None
                    found.append(Outline(points, kind in "Bb", closed, filled, line, width, dash))
                case "T":
                    found.append(
                        Words(
                            self._at(operation["pt"]),
                            # Each backslash is escaped twice: for xdot and for JSON.
                            operation["text"].replace("\\\\", "\\"),
                            size,
                            text,
                            _ANCHORS[operation["align"]],
                            _number(operation["width"]),
                            bold,
                        )
                    )
        return found

    def _area(self, node: Mapping[str, Any], pieces: Sequence[Outline | Words]) -> Area:
        """The area of a node: its largest outline, or the room of its text."""
        closed = [p for p in pieces if isinstance(p, Outline) and p.closed]
        if closed:
            return _shape(max(closed, key=_span))
        x, y = (_number(part) for part in node["pos"].rstrip("!").split(",")[:2])
        across, high = 36 * _number(node["width"]), 36 * _number(node["height"])
        return Area("RECT", (self._at((x - across, y + high)), self._at((x + across, y - high))))


def _corners(outline: Outline) -> tuple[Point, Point]:
    xs, ys = [x for x, _ in outline.points], [y for _, y in outline.points]
    return (min(xs), min(ys)), (max(xs), max(ys))


def _span(outline: Outline) -> float:
    (left, top), (right, bottom) = _corners(outline)
    return (right - left) + (bottom - top)


def _shape(outline: Outline) -> Area:
    """What an image map calls a shape: ellipses and boxes with round corners have simple ones."""
    points, corners = outline.points, _corners(outline)
    (left, top), (right, bottom) = corners
    if outline.curved:
        if len(points) != _ELLIPSE:
            return Area("RECT", corners)
        if abs((right - left) - (bottom - top)) < 0.1:
            return Area("CIRCLE", corners)
        return Area("POLY", _flattened(corners))
    if len(points) == 4 and {*points} == {(x, y) for x in (left, right) for y in (top, bottom)}:
        return Area("RECT", corners)
    return Area("POLY", points)


def _number(value: Any) -> float:
    number = float(value)
    if not abs(number) <= _LARGEST:
        raise ValueError("the drawing is immense")
    return number


def _colour(operation: Mapping[str, Any]) -> Colour:
    """A colour; of several that flow into each other the first."""
    stops = operation.get("stops")
    text = stops[0]["color"] if stops else operation.get("color", "#000000")
    try:
        return colour.parse(text)
    except ValueError:
        return _BLACK


def _ellipse(x: float, y: float, across: float, high: float) -> list[Point]:
    """Four cubic curves around (x, y)."""
    turns = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0), (1.0, 0.0)]
    points = [(1.0, 0.0)]
    for (ax, ay), (bx, by) in itertools.pairwise(turns):
        points += [(ax + _HANDLE * bx, ay + _HANDLE * by), (bx + _HANDLE * ax, by + _HANDLE * ay)]
        points.append((bx, by))
    return [(x + across * u, y + high * v) for u, v in points]


def _flattened(corners: tuple[Point, Point]) -> tuple[Point, ...]:
    """Sixteen points of the ellipse in a box."""
    (left, top), (right, bottom) = corners
    x, y, across, high = (
        (left + right) / 2,
        (top + bottom) / 2,
        (right - left) / 2,
        (bottom - top) / 2,
    )
    angles = [i * math.pi / 8 for i in range(16)]
    return tuple((x + across * math.cos(a), y + high * math.sin(a)) for a in angles)
