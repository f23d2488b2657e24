"""Graphviz's JSON output with its drawing operations (format xdot), as a ``Drawing``.

https://graphviz.org/docs/outputs/canon/#xdot lists the operations. Graphviz counts in points,
upwards from the bottom edge.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .. import colour
from ..canvas.path import arc
from ..colour import Colour
from .drawing import Area, Drawing, Outline, Point, Words

_PAD = 4.0  # points around the drawing, as Graphviz has them
_MAX_NUMBER = 1e6  # points
_MAX_POINTS = 50_000
_BLACK: Colour = (0, 0, 0, 255)
_WHITE: Colour = (255, 255, 255, 255)
_DASHES = {"dashed": (6.0, 4.0), "dotted": (1.5, 3.5)}
_ELLIPSE = 13  # points of its four curves
_ANCHORS = {"l": 0.0, "c": 0.5, "r": 1.0}
_BOLD = 1  # bit of the operation t
_LINES = ("_draw_", "_hdraw_", "_tdraw_")
_LABELS = ("_ldraw_", "_hldraw_", "_tldraw_")


def read(output: bytes) -> Drawing:
    """Return the drawing of Graphviz's JSON.

    Raises ValueError if the output is not such JSON, or the drawing is too large.
    """
    try:
        return _Reader(json.loads(output.decode("utf-8", "replace"), strict=False)).drawing()
    except json.JSONDecodeError:  # a number that is none, as in fontsize=nan
        raise ValueError("the drawing cannot be read") from None
    except (KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"the drawing cannot be read ({error!r})") from None


class _Reader:
    """Reads one drawing; holds its frame."""

    def __init__(self, output: Mapping[str, Any]) -> None:
        self._output = output
        left, bottom, right, top = (_number(part) for part in output["bb"].split(","))
        self._left, self._top = left - _PAD, top + _PAD
        self._extent = right - left + 2 * _PAD, top - bottom + 2 * _PAD
        self._points_left = _MAX_POINTS
        self._several_colours = False

    def drawing(self) -> Drawing:
        objects = self._output.get("objects", [])
        count = self._output["_subgraph_cnt"]
        clusters, nodes = objects[:count], objects[count:]
        edges = self._output.get("edges", [])
        ground = [piece for piece in self._pieces(self._output["_draw_"])
                  if isinstance(piece, Outline)]  # fmt: skip
        pieces: list[Outline | Words] = []
        areas = []
        for cluster in clusters:
            pieces += self._pieces_of(cluster, "_draw_", "_ldraw_")
        for edge in edges:
            pieces += self._pieces_of(edge, *_LINES)
        for node in nodes:
            outlines = self._pieces_of(node, "_draw_")
            words = self._pieces_of(node, "_ldraw_")
            pieces += outlines + words
            if outlines or words:
                areas.append(self._area(node, outlines))
        for edge in edges:
            pieces += self._pieces_of(edge, *_LABELS)
        pieces += self._pieces_of(self._output, "_ldraw_")
        fill = ground[0].fill if ground else None
        several = "of several colours that flow into each other the first was taken"
        return Drawing(
            extent=self._extent,
            pieces=tuple(pieces),
            nodes=tuple(areas),
            background=colour.over(fill, _WHITE) if fill else _WHITE,
            diagnostics=(several,) if self._several_colours else (),
        )

    def _at(self, point: Sequence[Any]) -> Point:
        """Return a point from the left and top edges, at most an extent outside of the frame."""
        self._points_left -= 1
        if self._points_left < 0:
            raise ValueError("the drawing has too many points")
        x, y = _number(point[0]) - self._left, self._top - _number(point[1])
        width, height = self._extent
        return min(max(x, -width), 2 * width), min(max(y, -height), 2 * height)

    def _pieces_of(self, part: Mapping[str, Any], *names: str) -> list[Outline | Words]:
        return [piece for name in names for piece in self._pieces(part.get(name, []))]

    def _pieces(self, operations: Iterable[Mapping[str, Any]]) -> list[Outline | Words]:
        pieces: list[Outline | Words] = []
        line, fill, text = _BLACK, _BLACK, _BLACK
        width, size, bold = 1.0, 14.0, False
        dash: tuple[float, ...] = ()
        for operation in operations:
            match operation["op"]:
                case "c":
                    line = text = self._colour(operation)
                case "C":
                    fill = self._colour(operation)
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
                    x, y, radius_x, radius_y = (_number(part) for part in operation["rect"])
                    points = tuple(self._at(point) for point in _ellipse(x, y, radius_x, radius_y))
                    filled = fill if kind == "E" else None
                    pieces.append(Outline(points, True, True, filled, line, width, dash))
                case "P" | "p" | "B" | "b" | "L" as kind:
                    points = tuple(self._at(point) for point in operation["points"])
                    closed = kind in "Pp" or (kind in "Bb" and points[0] == points[-1])
                    filled = fill if kind in "PB" else None
                    pieces.append(Outline(points, kind in "Bb", closed, filled, line, width, dash))
                case "T":
                    pieces.append(
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
        return pieces

    def _colour(self, operation: Mapping[str, Any]) -> Colour:
        """Return a colour: of several that flow into each other the first."""
        stops = operation.get("stops")
        self._several_colours |= bool(stops)
        text = stops[0]["color"] if stops else operation.get("color", "#000000")
        try:
            return colour.parse(text)
        except ValueError:
            return _BLACK

    def _area(self, node: Mapping[str, Any], pieces: Sequence[Outline | Words]) -> Area:
        """Return the area of a node: its largest outline, or the space of its text."""
        closed = [p for p in pieces if isinstance(p, Outline) and p.closed]
        if closed:
            return _shape(max(closed, key=_span))
        x, y = (_number(part) for part in node["pos"].rstrip("!").split(",")[:2])
        # Of sizes in inches.
        half_width, half_height = 36 * _number(node["width"]), 36 * _number(node["height"])
        corners = (x - half_width, y + half_height), (x + half_width, y - half_height)
        return Area("RECT", (self._at(corners[0]), self._at(corners[1])))


def _corners(outline: Outline) -> tuple[Point, Point]:
    xs, ys = [x for x, _ in outline.points], [y for _, y in outline.points]
    return (min(xs), min(ys)), (max(xs), max(ys))


def _span(outline: Outline) -> float:
    (left, top), (right, bottom) = _corners(outline)
    return (right - left) + (bottom - top)


def _shape(outline: Outline) -> Area:
    """Return the shape of an outline in an image map, a simple one for round corners."""
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
    if not abs(number) <= _MAX_NUMBER:
        raise ValueError("the drawing is immense")
    return number


def _ellipse(x: float, y: float, radius_x: float, radius_y: float) -> list[Point]:
    """Return four cubic curves around (x, y), from the right end on."""
    # Rounded, as the sine of half a turn is not quite 0, which can decide a pixel.
    circle = arc(0, 0, 1, math.pi / 2, math.tau, turn=math.pi / 2).round(12).tolist()
    return [(x + radius_x * u, y + radius_y * v) for u, v in circle]


def _flattened(corners: tuple[Point, Point]) -> tuple[Point, ...]:
    """Return sixteen points of the ellipse in a box."""
    (left, top), (right, bottom) = corners
    x, y = (left + right) / 2, (top + bottom) / 2
    radius_x, radius_y = (right - left) / 2, (bottom - top) / 2
    angles = [i * math.pi / 8 for i in range(16)]
    return tuple((x + radius_x * math.cos(a), y + radius_y * math.sin(a)) for a in angles)
