"""What goes around a part that was set: lines, braces, arrows, frames, grounds and strokes."""

from __future__ import annotations

from typing import Literal

from .box import THICKNESS, Bar, Box, Setting, Strike, put_bar
from .delimiters import set_arrow, set_brace
from .signs import on_axis
from .tree import Arrow, Framed, Moved, Phantom, Stretched

_FRAME_SPACE = 0.34  # em, of \\boxed


def set_stretched(node: Stretched, body: Box, at: Setting) -> Box:
    """Return a part with a line (rules 9 and 10), a brace or an arrow along it."""
    line = THICKNESS * at.size
    box = Box(body.width)
    box.put(0, 0, body)
    if node.mark == "-":
        y = body.height + 3 * line if node.above else -body.depth - 4 * line
        put_bar(box, 0, y, body.width, line, at)
        if node.above:
            box.height += line
        else:
            box.depth += line
        return box
    if node.mark == "[":
        return _bracketed(box, body, node.above, at)
    mark = set_brace(body.width, node.above, at) if node.mark == "{" else set_arrow(
        node.mark, max(body.width, 0.6 * at.em), at
    )  # fmt: skip
    gap = (3 if node.mark == "{" else 2) * line
    box.width = max(body.width, mark.width)
    y = body.height + gap + mark.depth if node.above else -body.depth - gap - mark.height
    laid = Box(box.width)
    laid.put((box.width - body.width) / 2, 0, body)
    laid.put((box.width - mark.width) / 2, y, mark)
    return laid


def _bracketed(box: Box, body: Box, above: bool, at: Setting) -> Box:
    """Return the box of a part with a bracket along it."""
    line, arm = THICKNESS * at.size, 0.2 * at.em
    y = body.height + 3 * line + arm if above else -body.depth - 3 * line - arm
    put_bar(box, 0, y, body.width, line, at)
    low = y - arm if above else y
    for x in (0.0, body.width - line):
        put_bar(box, x, low, line, arm, at)
    return box


def set_long_arrow(node: Arrow, above: Box, below: Box | None, at: Setting) -> Box:
    """Return the box of an arrow that is as long as what it carries."""
    longest = max(above.width, 0.0 if below is None else below.width)
    shaft = set_arrow(node.mark, max(longest + 0.9 * at.em, 1.4 * at.em), at)
    shaft.height, shaft.depth = 0.45 * at.em, 0.0
    box = Box(shaft.width)
    box.put(0, 0, shaft)
    gap = 0.1 * at.size
    box.put((box.width - above.width) / 2, shaft.height + gap + above.depth, above)
    if below is not None:
        box.put((box.width - below.width) / 2, -gap - below.height, below)
    return box


def set_phantom(node: Phantom, body: Box) -> Box:
    """Return the box of a part of which only some measures count."""
    box = Box(body.width if node.width else 0.0)
    if node.seen:
        box.put(0.0 if node.width else aligned(node.align, 0.0, body.width), 0, body)
    box.height = body.height if node.height else 0.0
    box.depth = body.depth if node.depth else 0.0
    return box


def set_moved(node: Moved, body: Box, at: Setting) -> Box:
    """Return the box of a part that was moved upwards, or to the height of a minus sign."""
    if node.lift is None:
        return on_axis(body, at, rigid=None)
    lift = node.lift * at.em
    box = Box(body.width)
    box.put(0, lift, body)
    box.height, box.depth = body.height + lift, body.depth - lift
    return box


def set_framed(node: Framed, body: Box, at: Setting) -> Box:
    """Return the box of a part in a frame, on a ground of its own, or struck out."""
    line = THICKNESS * at.size
    if node.how in ("box", "plate"):
        return _boxed(node, body, at)
    box = Box(body.width)
    box.put(0, 0, body)
    tall, low = body.height + body.depth, -body.depth
    if node.how in ("up", "cross"):
        box.parts.append((0, low, Strike(body.width, tall, line, at.colour)))
    if node.how in ("down", "cross"):
        box.parts.append((0, body.height, Strike(body.width, -tall, line, at.colour)))
    if node.how == "level":
        put_bar(box, 0, (body.height - body.depth) / 2 - line / 2, body.width, line, at)
    return box


def _boxed(node: Framed, body: Box, at: Setting) -> Box:
    """Return the box of a part with its ground and its frame."""
    line, pad = THICKNESS * at.size, _FRAME_SPACE * at.size
    box = Box(body.width + 2 * pad)
    low, high = -body.depth - pad, body.height + pad
    if node.ground is not None:
        box.parts.append((0.0, low, Bar(box.width, high - low, node.ground, ground=True)))
    box.put(pad, 0, body)
    box.height, box.depth = high, -low
    if node.how == "box":
        at = at if node.frame is None else at._replace(colour=node.frame)
        for y in (low, high - line):
            put_bar(box, 0, y, box.width, line, at)
        for x in (0.0, box.width - line):
            put_bar(box, x, low, line, high - low, at)
    return box


def aligned(align: Literal["left", "centre", "right"], room: float, width: float) -> float:
    """Return where something of a width begins within a room."""
    return {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * (room - width)
