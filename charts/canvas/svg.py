"""SVG 1.1, written here: no more than the compiled modules that a PNG needs is loaded.

matplotlib's own renderer for SVG comes with the whole package, half a second of a fresh process.
A pixel of the chart is a CSS pixel. Text is outlines, so that it looks the same everywhere. Path
data of a letter is made once in a process; in a file it stands where the letter is, or once for all
that refer to it, whichever is shorter. Lines that follow each other in the same font and colour are
one group. The same chart gives the same bytes. An id says what it names, so that several charts can
stand within one page: where an id occurs twice, both name the same shape.
"""

from __future__ import annotations

import base64
import collections
import contextlib
import itertools
import math
from collections.abc import Container, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from api.named_tuple import NamedTuple

from ..colour import Colour
from . import cost, png
from .box import Box
from .cost import Budget
from .fonts import Font, faces
from .path import MARKERS, MOVE, Array, Path
from .path_data import FAR, path_data
from .stroke import Stroke
from .surface import Canvas

_SMALL = 16  # pixels: up to this size, letters are drawn on the coarse grid
_COARSE, _FINE = 150, 400
"""Units of a letter's outline in an em: none is off by more than 0.06 pixels in small letters, nor
in larger ones of up to 48 pixels, where round shapes on the coarse grid would look uneven."""
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"  # of the faces, in ids
_MARKS = {shape: f"m{i}" for i, shape in enumerate(MARKERS)}  # in ids
_MAX_GLYPHS = 5000  # whose path data is kept, of about 130 bytes each
_DEFINED, _USED, _WRITTEN = 17, 33, 6
"""About the bytes that a letter takes beside its path data: to define it, to refer to it, and to
move to it within the path of its line."""
_CAPS = {"butt": "butt", "round": "round", "projecting": "square"}


class _Glyph(NamedTuple):
    """The outline of a letter, in units of its text: from where it starts to where it ends."""

    name: str
    x: int
    y: int
    data: str
    """Path data after the move to the start: relative, closed."""
    end_x: int
    end_y: int


class _Text(NamedTuple):
    """Lines of text of one size, angle and colour, and the place of each letter."""

    transform: str
    paint: str
    letters: list[tuple[_Glyph, int, int]]


class SvgCanvas(Canvas):
    """An SVG document."""

    prices = cost.SVG

    def __init__(
        self, width: int, height: int, background: Colour, budget: Budget | None = None
    ) -> None:
        super().__init__(width, height, budget=budget)
        # The id of a clip ("" for none), an element.
        self._body: list[tuple[str, str | _Text]] = []
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
            vertices = np.add(_snapped(vertices), (half, -half))
        self._add(f'<path d="{path_data(vertices, path.codes)}"{_paint(fill, stroke)}/>')

    def cells(self, boxes: Sequence[Box], fills: Sequence[Colour]) -> None:
        """Write a path for each colour."""
        self._meter.cells(len(boxes))
        corners = np.array(boxes, np.float64).reshape(-1, 4)
        corners[:, 2:] += corners[:, :2]
        corners = _snapped(corners.reshape(-1, 2)).reshape(-1, 4)
        paths: dict[Colour, list[str]] = {}
        starts: dict[Colour, tuple[int, int]] = {}  # of the last rectangle of each path
        whole = corners.clip(-FAR, FAR).astype(int).tolist()
        for (left, top, right, bottom), fill in zip(whole, fills, strict=True):
            width, height = right - left, bottom - top
            if width > 0 and height > 0:
                x, y = starts.get(fill, (0, 0))
                move = _moved("m" if fill in paths else "M", left - x, top - y)
                paths.setdefault(fill, []).append(f"{move}h{width}v{height}h-{width}z")
                starts[fill] = left, top
        for fill, path in paths.items():
            self._add(f'<path d="{"".join(path)}"{_paint(fill, None)}/>')

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
        """Write the outlines of the letters, or references to them."""
        self._meter.text(text, font)
        line = faces().line(text, font)
        start = -anchor * line.width * font.size
        place = ""
        if angle == 0 and font.family == "arial":  # letters on whole pixels, as in a PNG
            place = f"translate({math.floor(x + start + 0.5)} {round(y)})"
            x = y = start = 0.0
        # From pixels to the units of the text, which is turned about the corner of the picture.
        em = _COARSE if font.size <= _SMALL else _FINE
        unit = em / font.size
        turn = math.radians(angle)
        cos, sin = math.cos(turn), math.sin(turn)
        across = (x * cos - y * sin + start) * unit
        down = (x * sin + y * cos) * unit
        letters = [
            (glyph, round(across + along * em), round(down - up * em))
            for face, number, along, up in line.glyphs
            if (glyph := _glyph(face, number, em))
        ]
        if letters:
            place = f"rotate({_number(-angle)})" if angle else place
            transform, paint = f"{place}scale({1 / unit:.6g})", _paint(colour, None)
            clip, last = self._body[-1] if self._body and not self.in_schemes else ("", "")
            if isinstance(last, _Text) and (clip, *last[:2]) == (self._clip, transform, paint):
                last.letters.extend(letters)
            else:
                self._add(_Text(transform, paint, letters))

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
        shared = self._shared()
        definitions = [*map(_defined, shared.values()), *self._definitions.values()]
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
                f"{words}<defs>{''.join(definitions)}</defs>",
                *self._clipped(shared),
                "</svg>\n",
            )
        ).encode()

    def _add(self, element: str | _Text) -> None:
        self._body.append((self._clip, element))

    def _shared(self) -> dict[str, _Glyph]:
        """Return the glyphs, by name, that make the file shorter if they are defined once."""
        glyphs = [
            glyph
            for _, element in self._body
            if isinstance(element, _Text)
            for glyph, _, _ in element.letters
        ]
        counts = collections.Counter(glyph.name for glyph in glyphs)
        return {
            glyph.name: glyph
            for glyph in glyphs
            if _DEFINED + len(glyph.data) + counts[glyph.name] * _USED
            < counts[glyph.name] * (len(glyph.data) + _WRITTEN)
        }

    def _clipped(self, shared: Container[str]) -> Iterator[str]:
        """Return the elements, those that follow each other with the same clip in a group."""
        for clip, elements in itertools.groupby(self._body, key=lambda part: part[0]):
            inside = "\n".join(
                element if isinstance(element, str) else _written(element, shared)
                for _, element in elements
            )
            yield f'<g clip-path="url(#{clip})">\n{inside}\n</g>' if clip else inside


_glyphs: dict[tuple[int, int, int], _Glyph | None] = {}
"""Glyphs by face, number in it, and units of an em: None for a blank one."""


def _glyph(face: int, number: int, em: int) -> _Glyph | None:
    """Return the outline of a glyph, y downwards, or None for a blank one."""
    try:
        return _glyphs[face, number, em]
    except KeyError:
        pass
    outline, codes = faces().outline(face, number)
    glyph = None
    if len(codes):
        outline = outline * (em, -em)
        points = np.rint(outline[np.asarray(codes) == MOVE]).astype(int).tolist()
        (x, y), (end_x, end_y) = points[0], points[-1]
        moved = path_data(outline, codes, 0).removeprefix(_moved("M", x, y))
        name = f"{_LETTERS[face]}{number}" + ("" if em == _COARSE else "f")
        glyph = _Glyph(name, x, y, moved, end_x, end_y)
    if len(_glyphs) >= _MAX_GLYPHS:
        _glyphs.clear()
    _glyphs[face, number, em] = glyph
    return glyph


def _defined(glyph: _Glyph) -> str:
    return f'<path id="{glyph.name}" d="{_moved("M", glyph.x, glyph.y)}{glyph.data}"/>'


def _moved(command: str, x: int, y: int) -> str:
    return f"{command}{x} {y}" if y >= 0 else f"{command}{x}{y}"


def _written(text: _Text, shared: Container[str]) -> str:
    """Return the element of a text: references to shared glyphs, and a path of all others."""
    path, uses = [], []
    command, at_x, at_y = "M", 0, 0
    for glyph, x, y in text.letters:
        if glyph.name in shared:
            place = (f' x="{x}"' if x else "") + (f' y="{y}"' if y else "")
            uses.append(f'<use xlink:href="#{glyph.name}"{place}/>')
        else:
            path.append(_moved(command, x + glyph.x - at_x, y + glyph.y - at_y) + glyph.data)
            command, at_x, at_y = "m", x + glyph.end_x, y + glyph.end_y
    attributes = f' transform="{text.transform}"{text.paint}'
    if not uses:
        return f'<path{attributes} d="{"".join(path)}"/>'
    data = f'<path d="{"".join(path)}"/>' if path else ""
    return f"<g{attributes}>{data}{''.join(uses)}</g>"


def _snapped(points: Array) -> Array:
    """Return points, (n, 2), on whole pixels."""
    x, y = points.T
    return np.column_stack([np.floor(x + 0.5), np.ceil(y - 0.5)])


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
            if stroke.offset:
                out += f' stroke-dashoffset="{_number(stroke.offset)}"'
    return out
