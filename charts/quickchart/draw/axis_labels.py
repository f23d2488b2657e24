"""The labels at the ticks of an axis, and its title."""

from __future__ import annotations

import math

from ...canvas.surface import Canvas
from ..styles import TextStyle
from . import text
from .axis import Axis
from .axis_values import Tick


def draw(axis: Axis, canvas: Canvas) -> None:
    """Draw the title and the labels."""
    if not axis.shown:
        return
    _draw_title(axis, canvas)
    options = axis.scale.ticks
    if not options.display:
        return
    for tick in axis.ticks:
        if tick.lines and any(tick.lines):
            _draw_label(axis, canvas, tick)


def _draw_label(axis: Axis, canvas: Canvas, tick: Tick) -> None:
    options, box, lines = axis.scale.ticks, axis.box, tick.lines or ()
    style = options.style
    at = axis.pixel(tick.value) + options.offset
    away = axis.tick_length + options.padding
    line = style.line_height
    if not axis.horizontal:
        inside = -options.padding if axis.generation == 4 else options.padding
        away = inside if options.mirror else away
        left = axis.side == "left"
        x = box.right - away if left else box.x + away
        anchor = 1.0 if left != options.mirror else 0.0
        y = at + (1 - len(lines)) * line / 2
        text.draw(canvas, lines, x, y, style, anchor=anchor)
        return
    above = axis.side == "top"
    if not axis.rotation:
        anchor = {"start": 0.0, "end": 1.0}.get(options.align, 0.5)
        y = box.bottom - away + (0.5 - len(lines)) * line if above else box.y + away + line / 2
        text.draw(canvas, lines, at, y, style, anchor=anchor)
        return
    y = box.bottom - away if above else box.y + away
    anchor = 0.0 if above else 1.0
    shift = (1 - len(lines)) * line if above else 0.0
    if axis.generation == 4:
        # The middle of the end of the text is half a line below the tick, along its turn.
        turn = math.radians(axis.rotation)
        at -= line / 2 * math.sin(turn)
        shift = line / 2 if not above else line / 2 - len(lines) * line
    turn = math.radians(axis.rotation)
    text.draw(
        canvas, lines, at + shift * math.sin(turn), y + shift * math.cos(turn), style,
        anchor=anchor, angle=axis.rotation,
    )  # fmt: skip


def _draw_title(axis: Axis, canvas: Canvas) -> None:
    title, box = axis.scale.title, axis.box
    if title is None:
        return
    style: TextStyle = title.style
    half = style.line_height / 2
    share = {"start": 0.0, "center": 0.5, "end": 1.0}[title.align]
    extra = (len(title.lines) - 1) * style.line_height
    if axis.horizontal:
        x = box.x + box.width * share
        below = box.bottom - half - title.padding.bottom - extra
        y = below if axis.side == "bottom" else box.y + half + title.padding.top
        text.draw(canvas, title.lines, x, y, style, anchor=share)
        return
    y = box.bottom - box.height * share
    if axis.side == "left":
        x = box.x + half + title.padding.top
        text.draw(canvas, title.lines, x, y, style, anchor=share, angle=90)
    else:
        x = box.right - half - title.padding.top
        text.draw(canvas, title.lines, x, y, style, anchor=1 - share, angle=-90)
