"""Text styles, paints and lengths of a config."""

from __future__ import annotations

from typing import Any

from ...colour import Colour
from ..styles import Gradient, Paint, Pattern, PointStyle, Sides, TextStyle, plain_colour
from .literal import UNDEFINED, Call
from .options import Options, number, text

GREY: Colour = (102, 102, 102, 255)  # Chart.defaults.color, in all versions
CLEAR: Colour = (255, 255, 255, 0)
TABLEAU: tuple[Colour, ...] = (
    (78, 121, 167, 255), (242, 142, 43, 255), (225, 87, 89, 255), (118, 183, 178, 255),
    (89, 161, 79, 255), (237, 201, 72, 255), (176, 122, 161, 255), (255, 157, 167, 255),
    (156, 117, 95, 255), (186, 176, 172, 255),
)  # fmt: skip
"""Tableau 10, which QuickChart gives to datasets of version 2 without colours."""
BUILT_IN: tuple[Colour, ...] = (
    (54, 162, 235, 255), (255, 99, 132, 255), (255, 159, 64, 255), (255, 205, 86, 255),
    (75, 192, 192, 255), (153, 102, 255, 255), (201, 203, 207, 255),
)  # fmt: skip
"""The colours that Chart.js 4 gives to datasets if none has any."""
_POINT_STYLES: dict[str, PointStyle] = {
    name: name
    for name in (
        "circle", "cross", "crossRot", "dash", "line", "rect", "rectRounded", "rectRot", "star",
        "triangle",
    )
}  # fmt: skip
_NO_SIDES = Sides()
_PATTERNS = frozenset((
    "plus", "cross", "dash", "cross-dash", "dot", "dot-dash", "disc", "ring", "line",
    "line-vertical", "weave", "zigzag", "zigzag-vertical", "zigzag-horizontal", "diagonal",
    "diagonal-right-left", "square", "box", "triangle", "triangle-inverted", "diamond",
    "diamond-box",
))  # fmt: skip


_CALLS = ("getGrad", "getImage", "pattern")
NOT_FETCHED = "is the address of a picture, and this app fetches no addresses"
"""Why a picture is left out."""


def faded(colour: Colour, alpha: float) -> Colour:
    """Return a colour of which so much is seen, 0 to 1."""
    return (*colour[:3], round(colour[3] * alpha))


def text_style(options: Options, *, size: float = 12, bold: bool = False, colour: Colour = GREY,
               line_height: float = 1.2) -> TextStyle:  # fmt: skip
    """Return the style of ``font`` and ``color``, with these defaults."""
    font = options.within("font")
    points = min(max(font.number("size", default=size), 0.1), 500.0)
    weight = font.raw("weight")
    if weight is not UNDEFINED:
        heavy = number(weight)
        bold = heavy >= 600 if heavy is not None else text(weight) in ("bold", "bolder")
    shape = font.text("style")
    bold = bold or "bold" in shape
    given = font.raw("lineHeight")
    height = number(given)
    if height is None and isinstance(given, str):
        height = number(given.removesuffix("px").removesuffix("%"))
        if height is not None:
            height /= points if given.endswith("px") else 100
    return TextStyle(
        options.colour(
            "color", "fontColor", default=options.within("font").colour("color", default=colour)
        ),
        points,
        bold,
        "italic" in shape or "oblique" in shape,
        font.text("family"),
        (line_height if height is None else height) * points,
    )


def sides(value: Any, default: Sides = _NO_SIDES) -> Sides:
    """Return lengths at the sides: a number for all, or an object."""
    length = number(value)
    if length is not None:
        return Sides(*[_length(length)] * 4)
    if not isinstance(value, dict):
        return default
    both = {
        "top": value.get("y"), "bottom": value.get("y"),
        "left": value.get("x"), "right": value.get("x"),
    }  # fmt: skip
    lengths = (number(value.get(name, both[name])) for name in ("top", "right", "bottom", "left"))
    return Sides(*(0.0 if n is None else _length(n) for n in lengths))


def _length(value: float) -> float:
    return min(max(value, -10_000.0), 10_000.0)


def lines(value: Any) -> tuple[str, ...]:
    """Return the lines of a text: of a list, its items."""
    items = value if isinstance(value, list) else [value]
    return tuple(line for item in items for line in text(item).split("\n"))


def dash(value: Any) -> tuple[float, ...]:
    """Return the lengths of dashes and gaps, an even number; empty for a solid line."""
    lengths = [n for n in map(number, value if isinstance(value, list) else []) if n is not None]
    if any(n < 0 for n in lengths) or not any(lengths):
        return ()
    lengths = [min(n, 10_000.0) for n in lengths[:20]]
    return tuple(lengths * 2 if len(lengths) % 2 else lengths)


def point_style(value: Any) -> PointStyle:
    """Return the shape of points."""
    if value is False:
        return "none"
    return _POINT_STYLES.get(value, "circle") if isinstance(value, str) else "circle"


def paint(options: Options, name: str, value: Any) -> Paint | None:
    """Return a colour, a gradient or a pattern; None if it is none."""
    if isinstance(value, str) and value.endswith(")") and value.startswith(_CALLS):
        from .literal import LiteralError, read

        try:
            value = read(value)  # people put the call into quotes
        except LiteralError:
            return None
    if not isinstance(value, Call):
        return options.read_colour(name, value)
    arguments = value.arguments
    if value.name == "getGradientFillHelper" and len(arguments) >= 2:
        direction = arguments[0]
        given = arguments[1] if isinstance(arguments[1], list) else [arguments[1]]
        found = [c for c in (options.read_colour(name, item) for item in given[:50]) if c]
        if found and direction in ("vertical", "horizontal", "both"):
            return Gradient(direction, tuple(found)) if len(found) > 1 else found[0]
    if value.name == "pattern.draw" and len(arguments) >= 2:
        shape, ground, *more = arguments
        background = options.read_colour(name, ground)
        if isinstance(shape, str) and shape in _PATTERNS and background:
            ink = options.read_colour(name, more[0]) if more else None
            size = number(more[1]) if len(more) > 1 else None
            return Pattern(shape, background, ink or (255, 255, 255, 204),
                           min(max(size or 20.0, 4.0), 200.0))  # fmt: skip
    if value.name == "getImageFill":
        options.diagnostics.ignore(f"{options.path}.{name}", NOT_FETCHED)
        return None
    options.diagnostics.warn(f"{options.path}.{name}", f"is an unknown call of {value.name}")
    return None


def paints(options: Options, *names: str) -> tuple[Paint, ...]:
    """Return a colour for all values, or one for each; empty if there is none."""
    value = options.raw(*names)
    if value is UNDEFINED:
        return ()
    if not isinstance(value, list):
        single = paint(options, names[0], value)
        return () if single is None else (single,)
    found = [paint(options, names[0], item) for item in value]
    return tuple(c or (0, 0, 0, 26) for c in found) if any(found) else ()


def plain_colours(options: Options, name: str) -> tuple[Colour, ...]:
    """Return one colour for each of what ``paints`` returns."""
    return tuple(map(plain_colour, paints(options, name)))


def numbers(options: Options, *names: str, default: float) -> tuple[float, ...]:
    """Return a number for all values, or one for each."""
    value = options.raw(*names)
    if isinstance(value, dict):  # one for each side: the largest
        value = max((n for n in map(number, value.values()) if n is not None), default=default)
    given = value if isinstance(value, list) and value else [value]
    return tuple(default if n is None else _length(n) for n in map(number, given))
