"""Labels beside a pie, each with a line to its slice (chartjs-plugin-piechart-outlabels)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ...canvas.box import Box
from ...canvas.path import Path
from ...canvas.stroke import Stroke
from ...canvas.surface import Canvas
from ...marks.rounded import evenly_rounded
from ..labels import plain
from ..round_plots import Outlabels, Ring
from ..styles import plain_colour
from . import text
from .arcs import Slice


def draw(
    canvas: Canvas, options: Outlabels, labels: Sequence[tuple[str, ...]], ring: Ring,
    parts: Sequence[Slice],
) -> None:  # fmt: skip
    """Draw a label for each slice that is large enough; those that would overlap move apart."""
    total = sum(abs(v) for v in ring.values if v is not None)
    taken: list[Box] = []
    for part in parts:
        value = ring.values[part.number]
        if value is None or not total or abs(value) / total < options.min_share:
            continue
        label = " ".join(labels[part.number]) if part.number < len(labels) else ""
        words = _text(options, label, value, abs(value) / total).split("\n")
        colour = plain_colour(ring.fills[part.number % len(ring.fills)])
        _draw_one(canvas, options, words, part, options.background or colour, taken)


def _text(options: Outlabels, label: str, value: float, share: float) -> str:
    """Return the text of a slice: %l its label, %v its value, %p its percentage."""
    percent = f"{share * 100:.{options.percent_precision}f}%"
    written = plain(round(value, options.value_precision))
    return options.text.replace("%l", label).replace("%v", written).replace("%p", percent)


def _draw_one(
    canvas: Canvas, options: Outlabels, words: list[str], part: Slice,
    background: tuple[int, int, int, int], taken: list[Box],
) -> None:  # fmt: skip
    style, padding = options.style, options.padding
    width = text.longest(words, style) + padding.left + padding.right
    height = len(words) * style.line_height + padding.top + padding.bottom
    angle = part.start + part.sweep / 2
    sin, cos = math.sin(angle), -math.cos(angle)
    edge = part.x + sin * part.outer, part.y + cos * part.outer
    stretch = options.stretch
    box = Box(0, 0, 0, 0)
    for _ in range(40):
        x, y = edge[0] + sin * stretch, edge[1] + cos * stretch
        left = x if sin >= 0 else x - width
        left = min(max(left, 1.0), max(canvas.width - width - 1, 1.0))
        top = min(max(y - height / 2, 1.0), max(canvas.height - height - 1, 1.0))
        box = Box(left, top, width, height)
        if not any(_overlap(box, other) for other in taken):
            break
        stretch += height / 4
    taken.append(box)
    end = (box.x if sin >= 0 else box.right), box.y + height / 2
    canvas.line([edge, end], Stroke(options.line or background, options.line_width))
    radius = min(options.radius, width / 2, height / 2)
    path = evenly_rounded(box, radius) if radius else Path.rectangle(*box)
    canvas.path(path, background)
    top = box.y + padding.top + style.line_height / 2
    text.draw(canvas, words, box.x + width / 2, top, style, anchor=0.5)


def _overlap(box: Box, other: Box) -> bool:
    return (
        box.x < other.right and other.x < box.right
        and box.y < other.bottom and other.y < box.bottom
    )  # fmt: skip
