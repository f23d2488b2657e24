"""SVG and PDF, by matplotlib's own renderers; loaded by the first request for either.

A pixel of the chart is a CSS pixel: 1/96 inch, 0.75 point. Files are deterministic: no dates, and
ids come from the content.
"""

from __future__ import annotations

import abc
import contextlib
import dataclasses
import functools
import io
import math
import os
import tempfile
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

from .canvas import MARKERS, Array, Canvas, Path, Stroke, unit
from .colour import Colour
from .text import FALLBACK_FILE, FEATURES, Font, faces

_POINTS = 0.75  # points per pixel
_FAMILIES = ["DejaVu Sans", "Droid Sans Fallback"]


_loading = threading.Lock()


def load() -> SimpleNamespace:
    """Give what is needed of matplotlib, imported by the first call."""
    with _loading:
        return _matplotlib()


@functools.cache
def _matplotlib() -> SimpleNamespace:
    """Import what is needed of matplotlib, without its scan of the system's fonts.

    Importing ``matplotlib.font_manager`` loads a font list from the cache directory, or else
    looks at every font of the system, which takes seconds on a fresh instance, and writes to the
    home directory. So it is shown the list that is shipped (``fonts/fontlist-v….json``, written
    by ``python -m charts.fonts``) as its cache, and an empty directory as its configuration.
    """
    configured = os.environ.get("MPLCONFIGDIR")
    with tempfile.TemporaryDirectory(prefix="charts-") as empty:
        os.environ["MPLCONFIGDIR"] = empty
        try:
            import matplotlib as mpl

            mpl.get_configdir()
            cachedir, mpl.get_cachedir = mpl.get_cachedir, lambda: os.path.dirname(FALLBACK_FILE)
            from matplotlib import font_manager

            mpl.get_cachedir = cachedir
            from matplotlib.backends import backend_pdf, backend_svg
            from matplotlib.path import Path as MplPath
            from matplotlib.transforms import Affine2D, Bbox
        finally:
            if configured is None:
                del os.environ["MPLCONFIGDIR"]
            else:
                os.environ["MPLCONFIGDIR"] = configured
    fonts = font_manager.fontManager
    fonts.addfont(FALLBACK_FILE)
    # It has one weight, which stands in for bold as well.
    fonts.ttflist.append(dataclasses.replace(fonts.ttflist[-1], weight=700))
    mpl.rcParams["svg.hashsalt"] = "charts"
    return SimpleNamespace(
        FontProperties=font_manager.FontProperties,
        PdfFile=backend_pdf.PdfFile,
        RendererPdf=backend_pdf.RendererPdf,
        RendererSVG=backend_svg.RendererSVG,
        Path=MplPath,
        Affine2D=Affine2D,
        Bbox=Bbox,
    )


class _Typography:
    """What the renderers ask of matplotlib's text object: no ligatures, as in ``text``."""

    @staticmethod
    def get_fontfeatures() -> tuple[str, ...]:
        return FEATURES

    @staticmethod
    def get_language() -> None:
        return None


class VectorCanvas(Canvas):
    """What SVG and PDF share: shapes and text through matplotlib's renderer interface."""

    _y_down: bool  # whether the renderer wants text positions from the top

    def __init__(self, width: int, height: int, background: Colour) -> None:
        super().__init__(width, height)
        self._mpl = load()
        self._out = io.BytesIO()
        self._renderer = self._open()
        self._transform = self._mpl.Affine2D().scale(_POINTS, -_POINTS)
        self._transform.translate(0, height * _POINTS)
        self._clip: Any = None
        if background[3]:
            self.rectangle(0, 0, width, height, background)

    @abc.abstractmethod
    def _open(self) -> Any:
        """Give the renderer, writing to ``self._out``."""

    @contextlib.contextmanager
    def _context(self, stroke: Stroke | None) -> Iterator[Any]:
        context = self._renderer.new_gc()
        if stroke is None:
            context.set_linewidth(0)
        else:
            context.set_foreground(unit(stroke.colour), isRGBA=True)
            context.set_linewidth(stroke.width * _POINTS)
            context.set_capstyle(stroke.cap)
            context.set_joinstyle(stroke.join)
            if stroke.dash:
                context.set_dashes(0, [length * _POINTS for length in stroke.dash])
        if self._clip is not None:
            context.set_clip_rectangle(self._clip)
        yield context
        context.restore()

    def path(
        self,
        path: Path,
        fill: Colour | None = None,
        stroke: Stroke | None = None,
        *,
        snap: bool = False,
    ) -> None:
        shape = self._mpl.Path(path.vertices, path.codes)
        with self._context(stroke) as context:
            face = None if fill is None else unit(fill)
            self._renderer.draw_path(context, shape, self._transform, face)

    def markers(
        self, points: Array, shape: str, size: float, fill: Colour, edge: Stroke | None
    ) -> None:
        marker = self._mpl.Path(MARKERS[shape].vertices, MARKERS[shape].codes)
        span = size * _POINTS
        with self._context(edge) as context:
            self._renderer.draw_markers(
                context,
                marker,
                self._mpl.Affine2D().scale(span, -span),
                self._mpl.Path(points),
                self._transform,
                unit(fill),
            )

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
        text = faces().drawable(text, font.bold)
        if not text.strip():
            return
        if font.family == "arial":
            self._letters(x, y, text, font, colour, anchor, angle)
            return
        properties = self._mpl.FontProperties(
            family=_FAMILIES,
            weight="bold" if font.bold else "normal",
            size=font.size * _POINTS,
        )
        back = anchor * faces().line(text, font).width * font.size
        turn = self._mpl.Affine2D().rotate_deg(-angle)
        dx, dy = turn.transform((-back, 0))
        left, top = (x + dx) * _POINTS, (y + dy) * _POINTS
        if not self._y_down:
            top = self.height * _POINTS - top
        with self._context(Stroke(colour, 0)) as context:
            self._renderer.draw_text(context, left, top, text, properties, angle, mtext=_Typography)

    def _letters(
        self, x: float, y: float, text: str, font: Font, colour: Colour, anchor: float, angle: float
    ) -> None:
        """Letters as shapes, at their places on whole pixels, which no renderer of texts keeps."""
        line = faces().line(text, font)
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        start = -anchor * line.width
        vertices, codes = [], []
        for glyph in line.glyphs:
            outline, kinds = faces().outline(glyph.face, glyph.number)
            if len(kinds):
                along, up = outline[:, 0] + start + glyph.x, outline[:, 1] + glyph.y
                places = np.stack([along * cos - up * sin, -along * sin - up * cos], axis=1)
                vertices.append(places * font.size + (x, y))
                codes.append(kinds)
        if vertices:
            # Hundredths of a point are fine enough, and half as long to write.
            rounded = np.round(np.concatenate(vertices) * (_POINTS * 100)) / (_POINTS * 100)
            self.path(Path(rounded, np.concatenate(codes)), colour)

    def picture(self, x: int, y: int, pixels: npt.NDArray[np.uint8]) -> None:
        """A picture stays one: it becomes an image within the file."""
        rows, columns = pixels.shape[:2]
        place = self._mpl.Affine2D().scale(columns * _POINTS, rows * _POINTS)
        with self._context(None) as context:
            top = (self.height - y - rows) * _POINTS
            if self._renderer.option_scale_image():
                self._renderer.draw_image(context, x * _POINTS, top, pixels[::-1], place)
            else:
                self._renderer.draw_image(context, x * _POINTS, top, pixels[::-1])

    def fade(self, opacity: float) -> None:
        raise NotImplementedError("only SVG fades")

    @contextlib.contextmanager
    def clip(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        before = self._clip
        self._clip = self._mpl.Bbox.from_bounds(
            x * _POINTS, (self.height - y - height) * _POINTS, width * _POINTS, height * _POINTS
        )
        try:
            yield
        finally:
            self._clip = before


class SvgCanvas(VectorCanvas):
    """SVG 1.1; text as outlines, so that it looks the same everywhere."""

    _y_down = True
    _opacity = 1.0

    def _open(self) -> Any:
        self._text = io.TextIOWrapper(self._out, "utf-8", newline="\n", write_through=True)
        return self._mpl.RendererSVG(
            self.width * _POINTS, self.height * _POINTS, self._text, metadata={"Date": None}
        )

    def fade(self, opacity: float) -> None:
        self._opacity = opacity

    def finish(self) -> bytes:
        self._renderer.finalize()
        self._text.flush()
        document = self._out.getvalue()
        if self._opacity < 1:
            document = document.replace(b"<svg ", b'<svg opacity="%.4g" ' % self._opacity, 1)
        return document


class PdfCanvas(VectorCanvas):
    """PDF 1.4, one page; text can be selected and searched."""

    _y_down = False

    def _open(self) -> Any:
        self._file = self._mpl.PdfFile(self._out, metadata={"CreationDate": None})
        width, height = self.width / 96, self.height / 96
        self._file.newPage(width, height)
        return self._mpl.RendererPdf(self._file, 72, height, width)

    def finish(self) -> bytes:
        self._renderer.finalize()
        self._file.finalize()
        return self._out.getvalue()
