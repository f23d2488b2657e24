"""The canvas for a format of pictures."""

from __future__ import annotations

from typing import Literal

from ..colour import Colour
from . import compiled  # noqa: F401  first: it loads numpy quicker than numpy itself does
from .agg import AggCanvas
from .cost import Budget
from .surface import Canvas

Format = Literal["png", "gif", "webp", "jpg", "svg", "pdf"]


def create(
    format_: Format,
    width: int,
    height: int,
    background: Colour,
    *,
    scale: float = 1.0,
    budget: Budget | None = None,
) -> Canvas:
    """Return a canvas whose ``finish`` gives a file of this format.

    ``width`` and ``height`` are in pixels; ``scale``, device pixels per pixel, is for what is made
    of pixels: all but SVG and PDF.
    What a format needs is loaded by its first picture.
    """
    if format_ == "svg":
        from .svg import SvgCanvas

        return SvgCanvas(width, height, background, budget)
    if format_ == "pdf":
        from .pdf import PdfCanvas

        return PdfCanvas(width, height, background, budget)
    if format_ == "gif":
        from . import gif

        return AggCanvas(width, height, scale, background, budget, gif.encode)
    if format_ in ("webp", "jpg"):
        from . import pillow

        encode = pillow.webp if format_ == "webp" else pillow.jpeg
        return AggCanvas(width, height, scale, background, budget, encode)
    return AggCanvas(width, height, scale, background, budget)
