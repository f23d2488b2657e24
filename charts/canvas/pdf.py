"""PDF, written here: no more than the compiled modules that a PNG needs is loaded.

matplotlib's own renderer for PDF comes with the whole package, a quarter of a second of a fresh
process. A pixel of the chart is a CSS pixel: 1/96 inch, 0.75 point. The same chart gives the same
bytes: a file has no date.
"""

from __future__ import annotations

import contextlib
import math
import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from ..colour import Colour
from . import cost, pdf_words
from .cost import Budget
from .description import Description
from .fonts import Font, Glyph, faces
from .path import LINE, MARKERS, MOVE, Array, Path
from .path_data import FAR, steps
from .pdf_file import PdfFile, number, text_string
from .pdf_fonts import EM, Code, PdfFonts, path_operators
from .stroke import Stroke
from .surface import Canvas

_POINTS = 0.75  # points per pixel
_DIGITS = 2  # of a coordinate, in pixels
_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


class PdfCanvas(Canvas):
    """PDF 1.4, one page, tagged as a figure; text can be selected and searched."""

    prices = cost.PDF

    def __init__(
        self, width: int, height: int, background: Colour, budget: Budget | None = None
    ) -> None:
        super().__init__(width, height, budget=budget)
        self._file = PdfFile()
        self._fonts = PdfFonts()
        # From here on, coordinates are ours: pixels, y downwards.
        self._content = [f"{_POINTS} 0 0 -{_POINTS} 0 {number(height * _POINTS)} cm"]
        self._state: dict[str, str] = {}  # what was set, by the operator that does
        self._opacities: dict[tuple[int, int], str] = {}  # names, by alpha of fills and of lines
        self._markers: dict[tuple[str, float, str, float], int] = {}  # numbers of objects
        self._pictures: list[int] = []  # the same
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
        """Write a path; whole pixels mean nothing here, so ``snap`` changes nothing."""
        self._meter.path(path, fill, stroke)
        paint = self._paint(fill, stroke)
        if paint and len(path.vertices):
            self._content.append(_painted(path, paint))

    def markers(
        self, points: Array, shape: str, size: float, fill: Colour, edge: Stroke | None
    ) -> None:
        """Write a shape once and place it at each point that is finite."""
        self._meter.markers(len(points), size, fill, edge)
        paint = self._paint(fill, edge)
        line = edge.width if edge else 0.0
        key = shape, size, paint, line
        if key not in self._markers:
            drawn = MARKERS[shape]
            reach = number(size + 2 * line)  # twice what is needed, and with mitred corners enough
            self._markers[key] = self._file.stream(
                _painted(Path(drawn.vertices * size, drawn.codes), paint),
                f"/Type/XObject/Subtype/Form/BBox[-{reach} -{reach} {reach} {reach}]/Resources<<>>",
            )
        places = steps(points[np.isfinite(points).all(axis=1)], _DIGITS)
        unit = 10**_DIGITS
        left = top = 0
        self._content.append("q")
        for x, y in places:
            step = f"{(x - left) / unit:.10g} {(y - top) / unit:.10g}"
            self._content.append(f"1 0 0 1 {step} cm/M{self._markers[key]} Do")
            left, top = x, y
        self._content.append("Q")

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
        """Write a line of text that can be selected and searched."""
        self._meter.text(text, font)
        line = faces().line(text, font)
        if not line.glyphs:
            return
        start = -anchor * line.width * font.size
        if angle == 0 and font.family == "arial":  # letters on whole pixels, as in a PNG
            x, y, start = math.floor(x + start + 0.5), round(y), 0.0
        self._paint(colour, None)
        turn = math.radians(angle)
        cos, sin = math.cos(turn), math.sin(turn)
        across = " ".join(f"{part + 0.0:.6f}" for part in (cos, -sin, -sin, -cos))
        self._content.append("BT")
        for reads, glyphs in _spans(line.glyphs, faces().letters(text, font)):
            if reads:
                self._content.append(f"/Span<</ActualText{text_string(reads)}>>BDC")
            for codes, places, up in self._runs(glyphs):
                along, up = start + places[0] * font.size, up * font.size
                left = number(_near(x + along * cos - up * sin))
                top = number(_near(y - along * sin - up * cos))
                self._content += [
                    f"/{codes[0].font} {number(font.size)} Tf {across} {left} {top} Tm",
                    _shown(codes, places),
                ]
            if reads:
                self._content.append("EMC")
        self._content.append("ET")

    def _runs(
        self, glyphs: list[tuple[Glyph, str]]
    ) -> Iterator[tuple[list[Code], list[float], float]]:
        """Yield what one font shows on one height: codes, places in em, height in em."""
        codes: list[Code] = []
        places: list[float] = []
        height = 0.0
        for (face, glyph, along, up), letter in glyphs:
            code = self._fonts.code(face, glyph, letter)
            if codes and (code.font != codes[0].font or up != height):
                yield codes, places, height
                codes, places = [], []
            codes.append(code)
            places.append(along)
            height = up
        yield codes, places, height

    def picture(self, x: int, y: int, pixels: npt.NDArray[np.uint8]) -> None:
        """Write pixels as an image with a mask of its alpha (ISO 32000-1, 8.9.5 and 11.6.5.3)."""
        rows, columns = pixels.shape[:2]
        self._meter.picture(rows, columns)
        size = f"/Type/XObject/Subtype/Image/Width {columns}/Height {rows}/BitsPerComponent 8"
        alpha, colours = pixels[:, :, 3], pixels[:, :, :3]
        mask = self._file.stream(alpha.tobytes(), f"{size}/ColorSpace/DeviceGray")
        image = self._file.stream(
            colours.tobytes(), f"{size}/ColorSpace/DeviceRGB/SMask {mask} 0 R"
        )
        self._pictures.append(image)
        self._paint((0, 0, 0, 255), None)  # the image is as opaque as its mask
        self._content.append(f"q {columns} 0 0 -{rows} {x} {y + rows} cm/M{image} Do Q")

    def fade(self, opacity: float) -> None:
        """Let the whole page be drawn as one group of this opacity (ISO 32000-1, 11.6.6)."""
        self._opacity *= opacity

    @contextlib.contextmanager
    def clip(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """Write what follows between a clip path and its end."""
        before = dict(self._state)
        self._content.append(f"q {' '.join(map(number, (x, y, width, height)))} re W n")
        try:
            yield
        finally:
            self._content.append("Q")
            self._state = before

    def finish(self) -> bytes:
        """Return the file."""
        file, words = self._file, self.description
        drawn = "\n".join(self._content)
        content = file.stream(_tagged(drawn, words)) if self._opacity == 1 else 0
        fonts = self._fonts.write(file)
        states = "".join(
            f"/{name}<</ca {fill / 255:.4g}/CA {line / 255:.4g}>>"
            for (fill, line), name in self._opacities.items()
        )
        forms = "".join(f"/M{n} {n} 0 R" for n in (*self._markers.values(), *self._pictures))
        resources = f"/Resources<</Font{fonts}/ExtGState<<{states}>>/XObject<<{forms}>>>>"
        group = "/Group<</S/Transparency/CS/DeviceRGB>>"
        box = f"[0 0 {number(self.width * _POINTS)} {number(self.height * _POINTS)}]"
        if not content:
            whole = file.stream(drawn, f"/Type/XObject/Subtype/Form/BBox{box}{group}{resources}")
            state = f"/ExtGState<</G<</ca {self._opacity:.4g}>>>>"
            resources = f"/Resources<<{state}/XObject<</M {whole} 0 R>>>>"
            content = file.stream(_tagged("/G gs/M Do", words))
        pages = file.add(f"<</Type/Pages/Kids[{file.count + 2} 0 R]/Count 1>>")
        page = file.add(
            f"<</Type/Page/Parent {pages} 0 R/MediaBox{box}/Contents {content} 0 R"
            f"{'/StructParents 0' if words else ''}{group}{resources}>>"
        )
        if not words:
            return file.finish(file.add(f"<</Type/Catalog/Pages {pages} 0 R>>"), None)
        entries = pdf_words.write(file, words, page, box)
        catalog = file.add(f"<</Type/Catalog/Pages {pages} 0 R{entries}>>")
        return file.finish(catalog, file.add(f"<</Title{text_string(words.title)}>>"))

    def _paint(self, fill: Colour | None, stroke: Stroke | None) -> str:
        """Set how shapes are drawn; return the operators that draw one, "" for none."""
        if stroke is not None and stroke.width <= 0:
            stroke = None
        if fill is not None:
            self._set("rg", f"{_channels(fill)} rg")
        if stroke is not None:
            self._set("RG", f"{_channels(stroke.colour)} RG")
            self._set("w", f"{number(stroke.width)} w")
            self._set("J", f"{_CAPS[stroke.cap]} J")
            self._set("j", f"{_JOINS[stroke.join]} j")
            dash = stroke.dash if sum(stroke.dash) > 0 else ()
            offset = number(stroke.offset) if dash else 0
            self._set("d", f"[{' '.join(map(number, dash))}] {offset} d")
        alpha = fill[3] if fill else 255, stroke.colour[3] if stroke else 255
        if alpha != (255, 255) or self._opacities:
            name = self._opacities.setdefault(alpha, f"G{len(self._opacities)}")
            self._set("gs", f"/{name} gs")
        if fill is None:
            return "S" if stroke else ""
        if stroke is None:
            return "f"
        # In one step, a line covers the fill below it even where it is translucent (11.7.4.4).
        return "B" if stroke.colour[3] == 255 else "fS"

    def _set(self, operator: str, operation: str) -> None:
        if self._state.get(operator) != operation:
            self._state[operator] = operation
            self._content.append(operation)


def _tagged(content: str, words: Description | None) -> str:
    """Return the content of the page, as a figure if it is described (``pdf_words``)."""
    return f"/Figure<</MCID 0>>BDC\n{content}\nEMC" if words else content


def _painted(path: Path, paint: str) -> str:
    """Return a shape, drawn by each of these operators."""
    codes = path.codes
    kinds = [MOVE, *[LINE] * (len(path.vertices) - 1)] if codes is None else codes.tolist()
    shape = path_operators(steps(path.vertices, _DIGITS), kinds, 10**_DIGITS)
    return "\n".join(f"{shape}\n{operator}" for operator in paint)


def _spans(
    glyphs: Sequence[Glyph], letters: Sequence[str]
) -> Iterator[tuple[str, list[tuple[Glyph, str]]]]:
    """Yield glyphs with what each is in text; before that, what several of them are together."""
    alone: list[tuple[Glyph, str]] = []
    at = 0
    while at < len(glyphs):
        end = at + 1
        while end < len(glyphs) and not letters[end]:
            end += 1
        if end == at + 1:
            alone.append((glyphs[at], letters[at]))
        else:
            if alone:
                yield "", alone
                alone = []
            # A space that stands by itself is not read by all programs (PDFium).
            right_to_left = unicodedata.bidirectional(letters[at][0]) in ("R", "AL")
            while end < len(glyphs) and letters[end] == " " and not right_to_left:
                end += 1
            yield "".join(letters[at:end]), [(glyph, "") for glyph in glyphs[at:end]]
        at = end
    if alone:
        yield "", alone


def _shown(codes: list[Code], places: list[float]) -> str:
    """Return the operator that shows letters of one font, each at its place in em."""
    out = []
    at = round(places[0] * EM)
    for code, place in zip(codes, places, strict=True):
        back = at - round(place * EM)
        if back:
            out.append(f">{back}<")
            at -= back
        out.append(f"{code.code:02x}")
        at += code.width
    return f"[<{''.join(out)}>]TJ"


def _channels(colour: Colour) -> str:
    return " ".join(f"{channel / 255:.3g}" for channel in colour[:3])


def _near(value: float) -> float:
    """Return a coordinate that readers can read."""
    return min(max(value, -FAR), FAR)
