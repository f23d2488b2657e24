"""``/barcode``: bars, squares and rows of many types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from api import ascii_text
from api.named_tuple import NamedTuple

from ...canvas.sanitize import replace_surrogates
from ...codes import barcode
from ...codes.barcode import Barcode
from ...colour import Colour
from ...diagnostics import quoted
from ..chart import Format
from .parameters import (
    FLAG,
    FORMAT,
    MAX_SIDE,
    SIDE,
    Members,
    Parameter,
    choices,
    table,
)

if TYPE_CHECKING:
    from ...canvas.description import Description
    from ...codes.draw_barcode import Turn
    from ...words.sentences import Said

_SCALE: Final = 3
_TURNS: Final[tuple[Turn, ...]] = ("N", "R", "I", "L")
PARAMETERS: Final = table(
    Parameter("type", f"one of {', '.join(barcode.TYPES)}", "required", ("bcid",), "code128",
              choices(*barcode.TYPES)),
    Parameter("text", "what is encoded; GS1 data as in (01)09501101530003(10)AB", "required",
              example="EMP-12345"),
    Parameter("width", f"in pixels, 1 to {MAX_SIDE}; a module is as many whole pixels as have room",
              "as scale makes it", example="300", schema=SIDE),
    Parameter("height", f"in pixels, 1 to {MAX_SIDE}", "as scale makes it", example="100",
              schema=SIDE),
    Parameter("size", "width and height at once", schema=SIDE),
    Parameter("scale", "pixels of a module where neither width nor height decides, 1 to 20",
              str(_SCALE), example="2", schema={"type": "integer", "minimum": 1, "maximum": 20}),
    Parameter("includeText", "whether the text stands below bars", "false", example="true",
              schema=FLAG),
    Parameter("rotate", "N (not), R (clockwise), I (upside down) or L (anticlockwise)", "N",
              example="N", schema=choices(*_TURNS)),
    Parameter("barColor", "colour of bars and text", "000000", example="000000"),
    Parameter("backgroundColor", "colour of the background", "ffffff", example="ffffff"),
    Parameter("format", "png, svg, pdf, webp, jpg, gif, base64 (a data URI) or alt (in words)",
              "png",
              example="svg", schema=FORMAT),
)  # fmt: skip


class BarcodePicture(NamedTuple):
    """A barcode with its colours and size; a side of 0 is as the code needs it."""

    code: Barcode
    width: int
    height: int
    scale: int
    turn: Turn
    colour: Colour
    background: Colour
    format: Format
    kind: str = ""
    text: str = ""


def read(members: Members) -> BarcodePicture:
    """Return the barcode that a request describes. Raises ChartError."""
    kind = _kind(members)
    text = replace_surrogates(members.required("text", "what is encoded"))
    size = members.side("size", 0)
    width, height = members.side("width", size), members.side("height", size)
    members.check_pixels("width", width, height)
    scale = round(members.number("scale", _SCALE, 1, 20))
    turn = next(t for t in _TURNS if t == members.choice("rotate", _TURNS, "N"))
    colour = members.colour("barColor", (0, 0, 0, 255))
    background = members.colour("backgroundColor", (255, 255, 255, 255))
    form = members.format("png")
    members.check()
    include_text = members.flag("includeText", default=False)
    try:
        code = barcode.encode(kind, text, include_text=include_text)
    except barcode.BarcodeError as error:
        about = barcode.TYPES[kind]
        allowed = about.allowed or f"{about.meaning}, as in {about.example}"
        members.error("text", str(error), allowed)
        members.check()
    if include_text and not code.texts:
        members.diagnostics.ignore("includeText", f"{kind} has no text")
    return _sized(members, BarcodePicture(
        code, width, height, scale, turn, colour, background, form, kind, text
    ))  # fmt: skip


def _kind(members: Members) -> str:
    value = members.required("type", f"one of {', '.join(barcode.TYPES)}")
    name = _plain(value)
    name = _plain(barcode.ALIASES.get(name, name))
    for known in barcode.TYPES:
        if _plain(known) == name:
            return known
    if value:
        members.error("type", f"is {quoted(value)}", f"one of {', '.join(barcode.TYPES)}")
    return "code128"


def _plain(name: str) -> str:
    """Return the name of a type without what people write differently: CODE-128, gs1_128."""
    return "".join(c for c in ascii_text.lower(name) if c.isalnum())


def _sized(members: Members, picture: BarcodePicture) -> BarcodePicture:
    """Return a picture with its size; one that is too small for its code is made larger."""
    from ...codes.layout import lay_out

    turned = picture.turn in ("L", "R")
    asked = picture.width, picture.height
    inner = (asked[1], asked[0]) if turned else asked
    layout = lay_out(picture.code, *inner, picture.scale)
    width, height = (layout.height, layout.width) if turned else (layout.width, layout.height)
    members.check_pixels("scale" if not any(asked) else "width", width, height)
    members.check()
    if (asked[0] and width > asked[0]) or (asked[1] and height > asked[1]):
        members.diagnostics.warn(
            "width", f"and height are too small for this text; {width}x{height} was drawn"
        )
    return picture._replace(width=width, height=height)


def render(picture: BarcodePicture, description: Description | None = None) -> bytes:
    """Return the file of a barcode. Raises ChartError if it is too much to draw."""
    from ...codes.draw_barcode import draw  # loads numpy and the rasteriser
    from ...codes.layout import lay_out
    from .canvas import drawn

    width, height = picture.width, picture.height
    inner = (height, width) if picture.turn in ("L", "R") else (width, height)
    layout = lay_out(picture.code, *inner, picture.scale)
    with drawn(picture.format, width, height, picture.background, "text", description) as canvas:
        draw(canvas, picture.code, layout, picture.turn, picture.colour)
    return canvas.finish()


def say(picture: BarcodePicture) -> Said:
    """Return what is said of a barcode: what it holds."""
    from ...words import contents

    return contents.code(f"Barcode ({picture.kind})", picture.text)
