"""SVG 1.1, written here: no more than the compiled modules that a PNG needs is loaded.

matplotlib's own renderer for SVG comes with the whole package, half a second of a fresh process.
A pixel of the chart is a CSS pixel. Text is outlines, so that it looks the same everywhere; each
letter's outline stands once in the file, and its path data is written once in a process. The same
chart gives the same bytes. An id says what it names, so that several charts can stand within one
page: where an id is there twice, both name the same shape.
"""

from __future__ import annotations

import base64
import contextlib
import itertools
import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from ..colour import Colour
from . import cost, png
from .cost import Budget
from .fonts import Font, faces
from .path import MARKERS, Array, Path
from .path_data import FAR, path_data
from .stroke import Stroke
from .surface import Canvas

_EM = 400  # units of a letter's outline: at 12 pixels, each is 0.03 pixels
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"  # of the faces, in ids
_MARKS = {shape: f"m{i}" for i, shape in enumerate(MARKERS)}  # in ids
_MAX_GLYPHS = 5000  # whose path data is kept, of about 150 bytes each
_CAPS = {"butt": "butt", "round": "round", "projecting": "square"}


class SvgCanvas(Canvas):
    """An SVG document."""

    prices = cost.SVG

    def __init__(
        self, width: int, height: int, background: Colour, budget: Budget | None = None
    ) -> None:
        super().__init__(width, height, budget=budget)
        self._body: list[tuple[str, str]] = []  # the id of a clip ("" for none), an element
        self._definitions: dict[str, str] = {}  # by their ids
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
        self._add(f'<path d="{path_data(vertices, path.codes)}"{_paint(fill, stroke)}/>')

    def markers(
        self, points: Array, shape: str, size: float, fill: Colour, edge: Stroke | None
    ) -> None:
        """Write a use of one shape for each point that is finite."""
        self._meter.markers(len(points), size, fill, edge)
        drawn = MARKERS[shape]
        name = f"{_MARKS[shape]}-{_number(size)}"
        if name not in self._definitions:
            data = path_data(drawn.vertices * size, drawn.codes)
            self._definitions[name] = f'<path id="{name}" d="{data}"/>'
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
        before = start / font.size
        uses = []
        for face, number, along, up in line.glyphs:
            data = _glyphs.get((face, number))
            if data is None:
                data = _glyph(face, number)
            if data:
                name = f"{_LETTERS[face]}{number}"
                self._definitions[name] = data
                left, down = round((along + before) * _EM), round(-up * _EM)
                place = (f' x="{left}"' if left else "") + (f' y="{down}"' if down else "")
                uses.append(f'<use xlink:href="#{name}"{place}/>')
        if uses:
            turn = f"rotate({_number(-angle)})" if angle else ""
            place = f"translate({_number(x)} {_number(y)}){turn}scale({font.size / _EM:.6g})"
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
        self._clip = f"c{'_'.join(box)}"
        self._definitions[self._clip] = f'<clipPath id="{self._clip}">{rectangle}</clipPath>'
        try:
            yield
        finally:
            self._clip = before

    def finish(self) -> bytes:
        """Return the document, in UTF-8."""
        size = f'width="{self.width}" height="{self.height}"'
        opacity = f' opacity="{self._opacity:.4g}"' if self._opacity < 1 else ""
        role, words = "", ""
        if self.description:
            # Without ids, which several charts in one page would share.
            role = ' role="img"'
            title, text = map(_escaped, self.description)
            words = f"<title>{title}</title>\n<desc>{text}</desc>\n"
        return "\n".join(
            (
                '<?xml version="1.0" encoding="utf-8"?>',
                '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
                f' version="1.1" {size} viewBox="0 0 {self.width} {self.height}"{opacity}{role}>',
                f"{words}<defs>{''.join(self._definitions.values())}</defs>",
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


_glyphs: dict[tuple[int, int], str] = {}
"""The definitions of glyphs, by face and number in it: "" for a blank one."""


def _glyph(face: int, number: int) -> str:
    """Return the definition of a glyph, y downwards."""
    outline, codes = faces().outline(face, number)
    data = path_data(outline * (_EM, -_EM), codes, 0) if len(codes) else ""
    if len(_glyphs) >= _MAX_GLYPHS:
        _glyphs.clear()
    drawn = f'<path id="{_LETTERS[face]}{number}" d="{data}"/>' if data else ""
    _glyphs[face, number] = drawn
    return drawn


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _number(value: float) -> str:
    """Return a number in hundredths, without zeros behind."""
    return f"{round(min(max(value, -FAR), FAR), 2) + 0.0:.10g}"


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
