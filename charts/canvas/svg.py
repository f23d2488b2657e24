"""SVG 1.1, written here: no more than the compiled modules that a PNG needs is loaded.

matplotlib's own renderer for SVG comes with the whole package, half a second of a fresh process.
A pixel of the chart is a CSS pixel. Text is outlines, so that it looks the same everywhere; each
letter's outline stands once in the file. The same chart gives the same bytes.
"""

from __future__ import annotations

import base64
import contextlib
import itertools
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from ..colour import Colour
from . import cost, png
from .cost import Budget
from .fonts import Font, faces
from .path import CLOSE, MARKERS, Array, Path
from .stroke import Stroke
from .surface import Canvas

_FAR = 1e6  # pixels: readers do not read numbers of any size
_EM = 1000  # units of a letter's outline
# Of path codes, as in matplotlib.path.Path: their letters, and how many points they have.
_LETTERS = {1: "M", 2: "L", 3: "Q", 4: "C", CLOSE: "Z"}
_POINTS = {1: 1, 2: 1, 3: 2, 4: 3, CLOSE: 1}
_CAPS = {"butt": "butt", "round": "round", "projecting": "square"}


class SvgCanvas(Canvas):
    """An SVG document."""

    prices = cost.SVG

    def __init__(
        self, width: int, height: int, background: Colour, budget: Budget | None = None
    ) -> None:
        super().__init__(width, height, budget=budget)
        self._body: list[tuple[str, str]] = []  # the id of a clip ("" for none), an element
        self._ids: dict[str, str] = {}
        self._glyphs: dict[tuple[int, int], str] = {}  # by face and number in it
        self._definitions: list[str] = []
        self._clip = ""
        self._opacity = 1.0
        if background[3]:
            self.rectangle(0, 0, width, height, background)

    def path(
        self,
        path: Path,
        fill: Colour | None = None,
        stroke: Stroke | None = None,
        *,
        snap: bool = False,
    ) -> None:
        """Write a path; ``snap`` puts it where the rasteriser puts straight edges."""
        self._meter.path(path, fill, stroke)
        vertices = path.vertices
        if snap:  # as matplotlib's PathSnapper
            half = 0.5 if stroke and round(stroke.width) % 2 else 0.0
            x, y = vertices.T
            vertices = np.column_stack([np.floor(x + 0.5) + half, np.ceil(y - 0.5) - half])
        self._add(f'<path d="{_data(vertices, path.codes)}"{_paint(fill, stroke)}/>')

    def markers(
        self, points: Array, shape: str, size: float, fill: Colour, edge: Stroke | None
    ) -> None:
        """Write a use of one shape for each point that is finite."""
        self._meter.markers(len(points), size, fill, edge)
        drawn = MARKERS[shape]
        name = self._defined("m", _data(drawn.vertices * size, drawn.codes))
        places = "".join(
            f'<use xlink:href="#{name}" x="{_number(x)}" y="{_number(y)}"/>'
            for x, y in points
            if math.isfinite(x) and math.isfinite(y)
        )
        if places:
            self._add(f"<g{_paint(fill, edge)}>{places}</g>")

    def text(
        self,
        x: float,
        y: float,
        text: str,
        font: Font,
        colour: Colour,
        *,
        anchor: float = 0.0,
        angle: float = 0.0,
    ) -> None:
        """Write a use of each letter's outline."""
        self._meter.text(text, font)
        line = faces().line(text, font)
        start = -anchor * line.width * font.size
        if angle == 0 and font.family == "arial":  # letters on whole pixels, as in a PNG
            x, y, start = math.floor(x + start + 0.5), round(y), 0.0
        uses = []
        for glyph in line.glyphs:
            outline, codes = faces().outline(glyph.face, glyph.number)
            if len(codes):
                name = self._glyphs.get(glyph[:2])
                if name is None:
                    name = self._defined("g", _data(outline * _EM, codes, 0))
                    self._glyphs[glyph[:2]] = name
                along, up = glyph.x * _EM + start / font.size * _EM, glyph.y * _EM
                uses.append(f'<use xlink:href="#{name}" x="{_number(along)}" y="{_number(up)}"/>')
        if uses:
            turn = f" rotate({_number(-angle)})" if angle else ""
            scale = f"{font.size / _EM:.6g}"
            place = f"translate({_number(x)} {_number(y)}){turn} scale({scale} -{scale})"
            self._add(f'<g transform="{place}"{_paint(colour, None)}>{"".join(uses)}</g>')

    def picture(self, x: int, y: int, pixels: npt.NDArray[np.uint8]) -> None:
        """Write pixels as a PNG within the file."""
        rows, columns = pixels.shape[:2]
        self._meter.picture(rows, columns)
        file = base64.b64encode(png.encode(np.ascontiguousarray(pixels), opaque=False)).decode()
        self._add(
            f'<image x="{x}" y="{y}" width="{columns}" height="{rows}"'
            f' preserveAspectRatio="none" xlink:href="data:image/png;base64,{file}"/>'
        )

    def fade(self, opacity: float) -> None:
        """Set the opacity of the whole file."""
        self._opacity = opacity

    @contextlib.contextmanager
    def clip(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """Write what follows into a group with a clip path."""
        before = self._clip
        box = tuple(map(_number, (x, y, width, height)))
        rectangle = '<rect x="{}" y="{}" width="{}" height="{}"/>'.format(*box)
        self._clip = self._defined("c", rectangle, '<clipPath id="{}">{}</clipPath>')
        try:
            yield
        finally:
            self._clip = before

    def finish(self) -> bytes:
        """Return the document, in UTF-8."""
        size = f'width="{self.width}" height="{self.height}"'
        opacity = f' opacity="{self._opacity:.4g}"' if self._opacity < 1 else ""
        return "\n".join(
            (
                '<?xml version="1.0" encoding="utf-8"?>',
                '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
                f' version="1.1" {size} viewBox="0 0 {self.width} {self.height}"{opacity}>',
                f"<defs>{''.join(self._definitions)}</defs>",
                *self._clipped(),
                "</svg>\n",
            )
        ).encode()

    def _add(self, element: str) -> None:
        self._body.append((self._clip, element))

    def _clipped(self) -> Iterator[str]:
        """Return the elements, those that follow each other with the same clip in a group."""
        for clip, elements in itertools.groupby(self._body, key=lambda part: part[0]):
            inside = "\n".join(element for _, element in elements)
            yield f'<g clip-path="url(#{clip})">\n{inside}\n</g>' if clip else inside

    def _defined(self, letter: str, data: str, form: str = '<path id="{}" d="{}"/>') -> str:
        """Return the id of a shape or a clip, which is defined by its first use."""
        name = self._ids.get(letter + data)
        if name is None:
            name = self._ids[letter + data] = f"{letter}{len(self._ids)}"
            self._definitions.append(form.format(name, data))
        return name


def _number(value: float) -> str:
    """Return a number in hundredths, without zeros behind."""
    return f"{round(min(max(value, -_FAR), _FAR), 2) + 0.0:.10g}"


def _data(vertices: Array, codes: Any, digits: int = 2) -> str:
    """Return a shape as path data (SVG 1.1, section 8.3)."""
    if not np.isfinite(vertices).all():
        vertices = np.nan_to_num(vertices, nan=0.0, posinf=_FAR, neginf=-_FAR)
    rounded = np.clip(np.round(vertices, digits), -_FAR, _FAR) + 0.0
    places = [f"{x:.10g} {y:.10g}" for x, y in rounded.tolist()]
    if codes is None:
        return "M" + "L".join(places)
    out = []
    at = 0
    kinds = codes.tolist()
    while at < len(kinds):
        kind = kinds[at]
        points = [] if kind == CLOSE else places[at : at + _POINTS[kind]]
        out.append(_LETTERS[kind] + " ".join(points))
        at += _POINTS[kind]
    return "".join(out)


def _paint(fill: Colour | None, stroke: Stroke | None) -> str:
    """Return the attributes of a shape's inside and outline."""
    if fill is None:
        out = ' fill="none"'
    else:
        out = f' fill="#{bytes(fill[:3]).hex()}"'
        if fill[3] < 255:
            out += f' fill-opacity="{fill[3] / 255:.4g}"'
    if stroke is not None and stroke.width > 0:
        out += f' stroke="#{bytes(stroke.colour[:3]).hex()}" stroke-width="{_number(stroke.width)}"'
        if stroke.colour[3] < 255:
            out += f' stroke-opacity="{stroke.colour[3] / 255:.4g}"'
        if stroke.cap != "butt":
            out += f' stroke-linecap="{_CAPS[stroke.cap]}"'
        if stroke.join != "miter":
            out += f' stroke-linejoin="{stroke.join}"'
        if stroke.dash:
            out += f' stroke-dasharray="{" ".join(map(_number, stroke.dash))}"'
    return out
