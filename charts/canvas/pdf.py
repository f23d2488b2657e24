"""PDF, by matplotlib's own renderer; loaded by the first request for one.

A pixel of the chart is a CSS pixel: 1/96 inch, 0.75 point. Files are deterministic: no dates.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import io
import os
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

from ..colour import Colour
from . import cost
from .agg import unit
from .compiled import PACKAGE
from .cost import Budget
from .faces import FONT_FILES, OWN_FOLDER, face_of
from .fonts import FEATURES, Font, faces
from .path import MARKERS, Array, Path
from .stroke import Stroke
from .surface import Canvas

_POINTS = 0.75  # points per pixel


_loading = threading.Lock()


def load() -> SimpleNamespace:
    """Return what is needed of matplotlib, which the first call imports."""
    with _loading:
        return _matplotlib()


@functools.cache
def _matplotlib() -> SimpleNamespace:
    """Import what is needed of matplotlib, without its scan of the system's fonts.

    Importing ``matplotlib.font_manager`` loads a font list from the cache directory, or else
    looks at every font of the system, which takes seconds on a fresh instance, and writes to the
    home directory. So it is shown the list that is shipped (``fonts/fontlist-v….json``, written
    by ``python -m charts.fonts``) as its cache. Nothing is written anywhere.
    """
    # Named, so that no configuration of the system or the user is looked for.
    configured = os.environ.get("MATPLOTLIBRC")
    os.environ["MATPLOTLIBRC"] = os.path.join(PACKAGE, "mpl-data", "matplotlibrc")
    try:
        import matplotlib as mpl
    finally:
        if configured is None:
            del os.environ["MATPLOTLIBRC"]
        else:
            os.environ["MATPLOTLIBRC"] = configured
    folders = mpl.get_cachedir, mpl.get_configdir
    mpl.get_cachedir = mpl.get_configdir = lambda: OWN_FOLDER
    try:
        from matplotlib import font_manager
        from matplotlib.backends import backend_pdf
        from matplotlib.path import Path as MplPath
        from matplotlib.transforms import Affine2D, Bbox
    finally:
        mpl.get_cachedir, mpl.get_configdir = folders
    return SimpleNamespace(
        FontProperties=font_manager.FontProperties,
        fonts=font_manager.fontManager,
        PdfFile=backend_pdf.PdfFile,
        RendererPdf=backend_pdf.RendererPdf,
        Path=MplPath,
        Affine2D=Affine2D,
        Bbox=Bbox,
    )


@functools.cache
def _family(face: int) -> str:
    """Return the name that a face has for matplotlib, which looks fonts up by their families."""
    fonts, name = load().fonts, f"face {face}"
    fonts.addfont(FONT_FILES[face])
    fonts.ttflist[-1] = dataclasses.replace(fonts.ttflist[-1], name=name, weight=400)
    return name


class _Typography:
    """The part of matplotlib's text object that its renderer reads: no ligatures (fonts.py)."""

    @staticmethod
    def get_fontfeatures() -> tuple[str, ...]:
        return FEATURES

    @staticmethod
    def get_language() -> None:
        return None


class PdfCanvas(Canvas):
    """PDF 1.4, one page; text can be selected and searched."""

    prices = cost.PDF

    def __init__(
        self, width: int, height: int, background: Colour, budget: Budget | None = None
    ) -> None:
        super().__init__(width, height, budget=budget)
        self._mpl = load()
        self._out = io.BytesIO()
        self._file = self._mpl.PdfFile(self._out, metadata={"CreationDate": None})
        inches = width / 96, height / 96
        self._file.newPage(*inches)
        self._renderer = self._mpl.RendererPdf(self._file, 72, inches[1], inches[0])
        self._transform = self._mpl.Affine2D().scale(_POINTS, -_POINTS)
        self._transform.translate(0, height * _POINTS)
        self._clip: Any = None
        if background[3]:
            self.rectangle(0, 0, width, height, background)

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
        """Write a path; whole pixels mean nothing here, so ``snap`` changes nothing."""
        self._meter.path(path, fill, stroke)
        shape = self._mpl.Path(path.vertices, path.codes)
        with self._context(stroke) as context:
            face = None if fill is None else unit(fill)
            self._renderer.draw_path(context, shape, self._transform, face)

    def markers(
        self, points: Array, shape: str, size: float, fill: Colour, edge: Stroke | None
    ) -> None:
        """Write a shape once and place it at each point."""
        self._meter.markers(len(points), size, fill, edge)
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
        """Write a line of text that can be selected and searched."""
        self._meter.text(text, font)
        face = face_of(font.family, font.bold)
        text = faces().drawable(text, face)
        if not text.strip():
            return
        properties = self._mpl.FontProperties(
            family=[_family(each) for each in faces().faces_of(text, face)],
            size=font.size * _POINTS,
        )
        back = anchor * faces().line(text, font).width * font.size
        turn = self._mpl.Affine2D().rotate_deg(-angle)
        dx, dy = turn.transform((-back, 0))
        left, up = (x + dx) * _POINTS, (self.height - y - dy) * _POINTS
        with self._context(Stroke(colour, 0)) as context:
            self._renderer.draw_text(context, left, up, text, properties, angle, mtext=_Typography)

    def picture(self, x: int, y: int, pixels: npt.NDArray[np.uint8]) -> None:
        """Raise NotImplementedError: no dialect with pictures draws PDF."""
        raise NotImplementedError("only PNG and SVG hold pictures")

    def fade(self, opacity: float) -> None:
        """Raise NotImplementedError: no dialect that fades draws PDF."""
        raise NotImplementedError("only PNG and SVG fade")

    @contextlib.contextmanager
    def clip(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """Set the clip rectangle of what follows."""
        before = self._clip
        self._clip = self._mpl.Bbox.from_bounds(
            x * _POINTS, (self.height - y - height) * _POINTS, width * _POINTS, height * _POINTS
        )
        try:
            yield
        finally:
            self._clip = before

    def finish(self) -> bytes:
        """Return the file."""
        self._renderer.finalize()
        self._file.finalize()
        return self._out.getvalue()
