"""Clouds of words, in the places of ``/wordcloud``.

The plugin places words at random, and cuts off those that have no room; here they are made smaller
until they have, and the same config always has the same picture.
"""

from __future__ import annotations

from ...canvas.box import Box
from ...canvas.surface import Canvas
from ...wordcloud.draw import draw as draw_words
from ...wordcloud.layout import Style, lay_out
from ...wordcloud.words import Word
from ..diagrams import CloudPlot
from .text import font


def draw(canvas: Canvas, plot: CloudPlot, area: Box) -> None:
    """Draw the words into the chart area."""
    size = int(area.width), int(area.height)
    if not plot.words or min(size) < 1:
        return
    face = font(plot.style)
    style = Style(face, 1.0, "linear", plot.angles, plot.padding)
    words = lay_out([Word(word.text, word.size) for word in plot.words], style, size)
    moved = [word._replace(x=word.x + area.x, y=word.y + area.y) for word in words]
    draw_words(canvas, moved, face, plot.colours)
