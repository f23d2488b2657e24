"""``/qr``: QR codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from api import ascii_text
from api.named_tuple import NamedTuple

from ...canvas.sanitize import normalize, replace_surrogates
from ...codes import qr
from ...codes.matrix import CodeMatrix
from ...colour import Colour
from ...diagnostics import quoted
from ..chart import Format
from .parameters import FORMAT, MAX_SIDE, SIDE, Members, Parameter, between, choices, table

if TYPE_CHECKING:
    from ...canvas.description import Description
    from ...words.sentences import Said


SIZE: Final = 150
_MAX_MARGIN: Final = 100  # modules
_LEVELS: Final[dict[str, qr.Level]] = {
    "l": "L", "low": "L", "m": "M", "medium": "M", "q": "Q", "quartile": "Q", "h": "H", "high": "H",
}  # fmt: skip
PARAMETERS: Final = table(
    Parameter("text", "the text of the code", "required", example="https://charts.example/",
              schema={"type": "string", "minLength": 1, "maxLength": 300}),
    Parameter(
        "size", f"width and height in pixels, 1 to {MAX_SIDE}; a code for which that is too small"
        " is drawn larger", str(SIZE), example="200", schema=SIDE,
    ),
    Parameter("margin", f"light modules at each side, 0 to {_MAX_MARGIN}", "4", example="2",
              schema={"type": "integer", "minimum": 0, "maximum": _MAX_MARGIN}),
    Parameter(
        "ecLevel", "level of error correction: L, M, Q or H (7, 15, 25 or 30 % may be illegible)",
        "M", example="H", schema=choices(*qr.LEVELS),
    ),
    Parameter("dark", "colour of dark modules", "000000", example="0070bb"),
    Parameter("light", "colour of light modules", "ffffff", example="ffffff"),
    Parameter("caption", "a line of text below the code", example="Scan me"),
    Parameter("captionFontSize", "size of that text in pixels, 4 to 200", "10", example="14",
              schema=between(4, 200)),
    Parameter("captionFontColor", "colour of that text", "000000", example="333333"),
    Parameter("captionFontFamily", "ignored: captions are set in the widths of Helvetica"),
    Parameter("format", "png, svg, pdf, webp, jpg, gif, base64 (a data URI) or alt (in words)",
              "png",
              example="svg", schema=FORMAT),
    Parameter("centerImageUrl", "refused: this app fetches no addresses",
              schema={"type": "string", "maxLength": 0}),
    Parameter("centerImageSizeRatio", "ignored, as is every option of that image",
              aliases=("centerImageWidth", "centerImageHeight")),
)  # fmt: skip


class QrPicture(NamedTuple):
    """A QR code with its colours and size."""

    matrix: CodeMatrix
    side: int
    """Of the square of the code, in pixels."""
    light: Colour
    caption: str
    caption_size: float
    caption_colour: Colour
    format: Format


def read(members: Members) -> QrPicture:
    """Return the code that a request describes. Raises ChartError."""
    text = members.required("text", "the text of the code")
    size = members.side("size", SIZE)
    margin = round(members.number("margin", 4, 0, _MAX_MARGIN))
    level = _level(members)
    dark = members.colour("dark", (0, 0, 0, 255))
    light = members.colour("light", (255, 255, 255, 255))
    form = members.format("png")
    if "centerImageUrl" in members:
        members.error(
            "centerImageUrl", "is the address of a picture, and this app fetches no addresses",
            "a code without a picture: leave it out",
        )  # fmt: skip
    for name in ("centerImageSizeRatio", "captionFontFamily"):
        if name in members:
            members.diagnostics.ignore(name, "has no effect")
    caption_size = members.number("captionFontSize", 10, 4, 200)
    caption_colour = members.colour("captionFontColor", (0, 0, 0, 255))
    members.check_pixels("size", size, size)
    members.check()
    content = text if text.isascii() else text.encode("utf-8", "surrogateescape")
    try:
        matrix = qr.encode(content, level, margin)
    except qr.CapacityError:
        members.error(
            "text", f"is too long for a code of level {level} ({len(content)} characters)",
            "up to 2,953 bytes, 4,296 capitals and digits or 7,089 digits at level L",
        )  # fmt: skip
        members.check()
    side = len(matrix.rows) + 2 * margin
    if side > size:
        members.diagnostics.warn("size", f"{size} is too small for this text; {side} was drawn")
        size = side
    caption = normalize(replace_surrogates(members.text("caption")))
    return QrPicture(
        matrix._replace(colour=dark, text=replace_surrogates(text)),
        size,
        light,
        caption,
        caption_size,
        caption_colour,
        form,
    )


def _level(members: Members) -> qr.Level:
    value = members.text("ecLevel", "M")
    level = _LEVELS.get(ascii_text.lower(value.strip()))
    if level is None:
        members.error("ecLevel", f"is {quoted(value)}", "one of L, M, Q, H")
    return level or "M"


def render(picture: QrPicture, description: Description | None = None) -> bytes:
    """Return the file of a code. Raises ChartError if the caption is too much to draw."""
    from ...canvas.box import Box  # loads numpy and the rasteriser, by the first picture
    from ...canvas.fonts import Font
    from ...canvas.text import shorten
    from ...codes.draw import draw
    from .canvas import drawn

    side = picture.side
    below = round(picture.caption_size * 1.6) if picture.caption else 0
    with drawn(picture.format, side, side + below, picture.light, "caption", description) as canvas:
        draw(canvas, picture.matrix, Box(0, 0, side, side))
        if picture.caption:
            font = Font(picture.caption_size, family="helvetica")
            line = shorten(picture.caption, font, side)
            canvas.text(
                side / 2, side + below * 0.55, line, font, picture.caption_colour, anchor=0.5
            )
    return canvas.finish()


def say(picture: QrPicture) -> Said:
    """Return what is said of a QR code: what it holds."""
    from ...words import contents

    return contents.code("QR code", picture.matrix.text)
