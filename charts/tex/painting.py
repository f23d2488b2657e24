"""Colours and frames of formulas: ``\\color``, ``\\boxed``, ``\\cancel``, ``\\colorbox``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from .. import colour as colours
from ..colour import Colour
from ..diagnostics import quoted
from .text_mode import text_in_braces
from .tree import Change, Framed, Node, Row

if TYPE_CHECKING:
    from .parse import Parser
    from .scanner import Call

FRAMES: Final[dict[str, Literal["box", "up", "down", "cross", "level"]]] = {
    "boxed": "box", "cancel": "up", "bcancel": "down", "xcancel": "cross", "hcancel": "level",
    "sout": "level", "st": "level",
}  # fmt: skip


def framed(parser: Parser, call: Call) -> Node:
    """Read a part in a frame, or struck out, as ``value`` says."""
    return Framed(parser.argument(call.name), call.value)


def framed_text(parser: Parser, call: Call) -> Node:
    """Read ``\\fbox``, ``\\colorbox{colour}`` and ``\\fcolorbox{frame}{colour}`` before text."""
    frame = _colour(parser, call.name) if call.name == "\\fcolorbox" else None
    ground = _colour(parser, call.name) if call.name.endswith("colorbox") else None
    text = text_in_braces(parser, call.name, parser.text_face())
    return Framed(text, "plate" if call.name == "\\colorbox" else "box", ground, frame)


def coloured(parser: Parser, call: Call) -> Node:
    """Read ``\\textcolor``."""
    change = Change(colour=_colour(parser, call.name))
    return Row((change, parser.argument(call.name)))


def coloured_from_here(parser: Parser, call: Call) -> Node:
    """Read ``\\color``."""
    return Change(colour=_colour(parser, call.name))


def _colour(parser: Parser, of: str) -> Colour:
    """Read a colour, with its model in square brackets or without."""
    model = parser.raw_option()
    parser.skip()
    at = parser.at
    text = parser.raw(of).strip()
    try:
        if model is None:
            return colours.parse(text.replace(" ", ""))
        return _colour_by_model(model.strip(), text)
    except ValueError:
        raise parser.error(f"{quoted(text)} of {of} is not a colour", at) from None


def _colour_by_model(model: str, text: str) -> Colour:
    """Return a colour, as in ``[rgb]{1,0,0}``, ``[RGB]{255,0,0}``, ``[HTML]{FF0000}``."""
    if model == "HTML":
        return colours.parse("#" + text)
    numbers = [float(part) for part in text.split(",")]
    if model == "RGB":
        numbers = [number / 255 for number in numbers]
    elif model == "gray":
        numbers = numbers * 3
    elif model == "cmyk" and len(numbers) == 4:
        numbers = [(1 - number) * (1 - numbers[3]) for number in numbers[:3]]
    elif model != "rgb":
        raise ValueError(model)
    if len(numbers) != 3 or not all(0 <= number <= 1 for number in numbers):
        raise ValueError(text)
    red, green, blue = (round(number * 255) for number in numbers)
    return red, green, blue, 255
