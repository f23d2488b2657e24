"""``/wordcloud``: the words of a text, the more frequent the larger."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from api import ascii_text
from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ...canvas.sanitize import replace_surrogates
from ...colour import TRANSPARENT, Colour
from ...diagnostics import ChartError, quoted
from ...wordcloud.words import MAX_TEXT, STOP_WORDS, Case, Rules, Word, count
from ..chart import Format
from ..read import colours
from .parameters import (
    FLAG,
    FORMAT,
    MAX_SIDE,
    SIDE,
    Members,
    Parameter,
    between,
    choices,
    table,
)

if TYPE_CHECKING:
    from ...canvas.description import Description
    from ...canvas.faces import Family
    from ...wordcloud.layout import Scale
    from ...words.sentences import Said

_SIZE: Final = 600
_MAX_WORDS: Final = 300
_SCALES: Final[tuple[Scale, ...]] = ("linear", "sqrt", "log")
_CASES: Final[tuple[Case, ...]] = ("lower", "upper", "none")
_FAMILIES: Final[tuple[tuple[str, Family], ...]] = (
    ("mono", "mono"), ("courier", "mono"), ("consolas", "mono"), ("sans", "helvetica"),
    ("arial", "helvetica"), ("helvetica", "helvetica"), ("inter", "sans"), ("roboto", "sans"),
    ("verdana", "helvetica"), ("serif", "serif"), ("times", "serif"), ("georgia", "serif"),
)  # fmt: skip
"""What is in the names of typefaces, and the family that is drawn for them."""
_COLOURS: Final[tuple[Colour, ...]] = tuple(
    (int(c[:2], 16), int(c[2:4], 16), int(c[4:], 16), 255)
    for c in [
        "1f77b4",
        "d95f02",
        "2ca02c",
        "c62828",
        "7b4fa3",
        "8c564b",
        "c2409b",
        "5f5f5f",
        "8a8a00",
        "0e8a99",
    ]
)
PARAMETERS: Final = table(
    Parameter("text", f"the text, of at most {MAX_TEXT:,} characters", "required",
              example="to be or not to be that is the question"),
    Parameter("format", "svg, png, pdf, webp, jpg, gif, base64 (a data URI) or alt (in words)",
              "svg",
              example="png", schema=FORMAT),
    Parameter("width", f"in pixels, 1 to {MAX_SIDE}", str(_SIZE), example="400", schema=SIDE),
    Parameter("height", f"in pixels, 1 to {MAX_SIDE}", str(_SIZE), example="300", schema=SIDE),
    Parameter("backgroundColor", "colour of the background", "transparent", example="white"),
    Parameter("fontFamily", "serif, sans-serif, monospace, or the name of a typeface, of which the"
              " nearest is drawn", "serif", example="sans-serif"),
    Parameter("fontWeight", "normal or bold, or a number; 600 and more are bold", "normal",
              example="bold"),
    Parameter("fontScale", "pixels of a word that occurs once, 1 to 500; words that have no room"
              " are all made smaller", "25", example="30", schema=between(1, 500)),
    Parameter("scale", "how the size grows with the number of times that a word occurs: linear,"
              " sqrt or log", "linear", example="sqrt", schema=choices(*_SCALES)),
    Parameter("padding", "pixels between words, 0 to 100", "1", example="2",
              schema=between(0, 100)),
    Parameter("rotation", "degrees that words are turned at most, 0 to 90", "20", example="0",
              schema=between(0, 90)),
    Parameter("maxNumWords", f"words that are drawn at most, 1 to {_MAX_WORDS}", "200",
              example="100", schema={"type": "integer", "minimum": 1, "maximum": _MAX_WORDS}),
    Parameter("minWordLength", "letters that a word has at least, 1 to 100", "1", example="2",
              schema={"type": "integer", "minimum": 1, "maximum": 100}),
    Parameter("case", "lower, upper or none (as in the text)", "lower", example="upper",
              schema=choices(*_CASES)),
    Parameter("colors", "colours of words, which take turns: a JSON list, or separated by commas",
              "ten", ("colours", "color"), example='["red","#0070bb"]', lists=True),
    Parameter("removeStopwords", "whether words that say little are left out", "false",
              example="true", schema=FLAG),
    Parameter("cleanWords", "whether signs are removed", "true", example="true", schema=FLAG),
    Parameter("language", f"of those words: {', '.join(STOP_WORDS)}", "en", example="en",
              schema=choices(*STOP_WORDS)),
    Parameter("useWordList", "whether the text is words and phrases, separated by commas", "false",
              example="false", schema=FLAG),
    Parameter("loadGoogleFonts", "ignored: this app fetches no addresses"),
)  # fmt: skip


class CloudPicture(NamedTuple):
    """The words of a cloud, and how they are drawn."""

    words: tuple[Word, ...]
    width: int
    height: int
    background: Colour
    family: Family
    bold: bool
    size: float
    scale: Scale
    padding: float
    rotation: float
    colours: tuple[Colour, ...]
    format: Format


def read(members: Members) -> CloudPicture:
    """Return the cloud that a request describes. Raises ChartError."""
    text = replace_surrogates(members.required("text", "words"))
    if len(text) > MAX_TEXT:
        members.error("text", f"has {len(text):,} characters", f"at most {MAX_TEXT:,}")
    width, height = members.side("width", _SIZE), members.side("height", _SIZE)
    members.check_pixels("width", width, height)
    scale = next(s for s in _SCALES if s == members.choice("scale", _SCALES, "linear"))
    case = next(c for c in _CASES if c == members.choice("case", _CASES, "lower"))
    picture = CloudPicture(
        (), width, height, members.colour("backgroundColor", TRANSPARENT), _family(members),
        _bold(members), members.number("fontScale", 25, 1, 500), scale,
        members.number("padding", 1, 0, 100), abs(members.number("rotation", 20, -90, 90)),
        _colours(members), members.format("svg"),
    )  # fmt: skip
    rules = Rules(
        round(members.number("maxNumWords", 200, 1, _MAX_WORDS)),
        round(members.number("minWordLength", 1, 1, 100)),
        case,
        members.flag("cleanWords", default=True),
        members.flag("useWordList", default=False),
        _stop_words(members),
    )
    if "loadGoogleFonts" in members:
        members.diagnostics.ignore("loadGoogleFonts", "would fetch a font, and has no effect")
    members.check()
    words = count(text, rules)
    if not words:
        raise ChartError([ParameterError("text", "has no words to draw", "words")])
    return picture._replace(words=words)


def _family(members: Members) -> Family:
    name = ascii_text.lower(members.text("fontFamily", "serif"))
    for part, family in _FAMILIES:
        if part in name:
            return family
    members.diagnostics.warn("fontFamily", f"{quoted(name)} is not here; a sans serif was drawn")
    return "helvetica"


def _bold(members: Members) -> bool:
    weight = ascii_text.lower(members.text("fontWeight", "normal").strip())
    return weight in ("bold", "bolder", "semibold") or (
        weight.isascii() and weight.isdecimal() and int(weight[:4]) >= 600
    )


def _stop_words(members: Members) -> frozenset[str]:
    if not members.flag("removeStopwords", default=False):
        return frozenset()
    language = ascii_text.lower(members.text("language", "en").strip())[:2]
    if language not in STOP_WORDS:
        members.diagnostics.warn(
            "language",
            f"{quoted(language)} is not one of {', '.join(STOP_WORDS)}; no word is left out",
        )
    return STOP_WORDS.get(language, frozenset())


def _colours(members: Members) -> tuple[Colour, ...]:
    value = members.raw("colors")
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            value = json.loads(value.replace("'", '"'))
        except (ValueError, RecursionError):
            value = value.strip().strip("[]")
    if isinstance(value, str):
        value = colours.separated(value)
    read = []
    for item in value if isinstance(value, list) else []:
        name = str(item).strip().strip("'\"")[:100]
        for candidate in (name, f"#{name}"):
            try:
                read.append(colours.read(candidate))
                break
            except ValueError:
                continue
        else:
            members.diagnostics.warn("colors", f"{quoted(name)} is not a colour")
    return tuple(read[:100]) or _COLOURS


def render(picture: CloudPicture, description: Description | None = None) -> bytes:
    """Return the file of a cloud. Raises ChartError if it is too much to draw."""
    from ...canvas.fonts import Font  # loads numpy and the rasteriser
    from ...wordcloud.draw import draw
    from ...wordcloud.layout import Style, angles, lay_out
    from .canvas import drawn

    size = picture.width, picture.height
    font = Font(10.0, picture.bold, picture.family)
    turned = angles(-picture.rotation, picture.rotation)
    style = Style(font, picture.size, picture.scale, turned, picture.padding)
    with drawn(picture.format, *size, picture.background, "text", description) as canvas:
        draw(canvas, lay_out(picture.words, style, size), font, picture.colours)
    return canvas.finish()


def say(picture: CloudPicture) -> Said:
    """Return what is said of a cloud: its largest words."""
    from ...words import contents

    return contents.words([word.text for word in picture.words])
