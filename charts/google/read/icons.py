"""Icons: ``chst`` with ``chld``, and the older ``cht=it``, ``itr`` and ``mm`` (reference, 8, 9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final, TypeVar, get_args

from api import ascii_text
from api.errors import ParameterError
from api.named_tuple import NamedTuple
from api.suggest import did_you_mean

from ... import icons
from ...canvas.sanitize import normalize, replace_surrogates
from ...colour import Colour
from ...diagnostics import ChartError, quoted
from ...icons import weather
from ..chart import GoogleChart, Icon
from ..icon import (
    BLACK,
    WHITE,
    Align,
    Bubble,
    Captioned,
    Disk,
    Frame,
    Marker,
    Outlined,
    Paper,
    Pin,
    Shadow,
    Side,
    Spin,
    StickyNote,
    Style,
)
from . import colours
from .fields import Fields, Parameters, Text, clamp

_MAX_LETTERS, _MAX_LINES = 200, 40
_PIN: Final[Colour] = (0xFF, 0x77, 0x6B, 255)
_STAR: Final[Colour] = (255, 255, 0, 255)
_RED: Final[Colour] = (255, 0, 0, 255)
_CLEAR: Final[Colour] = (255, 255, 255, 0)
_SUFFIXES: Final[Mapping[str, Shadow]] = {"_withshadow": "with", "_shadow": "only"}

Name = TypeVar("Name", bound=str)


class IconFields(Fields):
    """The fields of an icon. Names that do not exist raise ChartError: no icon is drawn."""

    def text(self, index: int) -> str:
        """Return a field as text to draw, on one line."""
        return self._drawable(self.fields[index]) if index < len(self.fields) else ""

    def lines(self, start: int) -> tuple[str, ...]:
        """Return the fields from one on as lines of text to draw."""
        lines = self.fields[start:]
        if len(lines) > _MAX_LINES:
            self.warn(f"of {len(lines)} lines {_MAX_LINES} were drawn")
        return tuple(self._drawable(line) for line in lines[:_MAX_LINES])

    def _drawable(self, text: str) -> str:
        if len(text) > _MAX_LETTERS:
            self.warn(f"of {len(text)} characters {_MAX_LETTERS} were drawn")
        return normalize(replace_surrogates(text[:_MAX_LETTERS])).replace("\n", " ")

    def colour_or(self, index: int, default: Colour) -> Colour:
        """Return a colour, the default for anything else."""
        colour = self.colour(index)
        return default if colour is None else colour

    def within(self, index: int, default: float, low: float, high: float) -> float:
        """Return a number; one beyond the limits is cut, with a diagnostic."""
        value = self.number(index, default)
        if not low <= value <= high:
            self.warn(f"{value:g} is not from {low:g} to {high:g}; the limit was used")
        return clamp(value, low, high)

    def name(self, index: int, what: str, names: Sequence[Name], default: Name) -> Name:
        """Return one of the names, in any case of letters."""
        word = self.word(index)
        if not word:
            return default
        for name in names:
            if ascii_text.lower(word) == ascii_text.lower(name):
                return name
        hint = did_you_mean(word, names)
        raise self.error(f"unknown {what} {quoted(word)}{hint}", f"one of {', '.join(names)}")

    def icon(self, index: int) -> str:
        """Return the name of a glyph or flag, or "" for none."""
        word = self.word(index)
        name = ascii_text.lower(word)
        if not word or icons.known(name):
            return name
        for prefix, substitute in ((icons.FLAG, "a blank flag"), (icons.GLYPHISH, "a disk")):
            if name.startswith(prefix):
                self.warn(f"there is no picture of {quoted(word)}; {substitute} was drawn")
                return name[:40]
        raise self.error(
            f"unknown icon {quoted(word)}{did_you_mean(word, icons.names())}",
            f"one of {', '.join(icons.names())}, flag_<country>, glyphish_<name>",
        )

    def align(self, index: int) -> Align:
        """Return the alignment that l, h or r stands for."""
        aligns: dict[str, Align] = {"l": "left", "h": "centre", "r": "right"}
        return aligns[self.name(index, "alignment", ("l", "h", "r"), "h")]

    def bold(self, index: int) -> bool:
        """Return whether b stands there, for bold text."""
        return self.name(index, "weight", ("b", "_"), "_") == "b"


def icon_fields(text: Text, fields: Sequence[str]) -> IconFields:
    """Return the fields of an icon that stands in a parameter."""
    return IconFields(text.parameter, fields, text.diagnostics)


def _bubble_text(fields: IconFields) -> Icon:
    return Bubble(
        (fields.text(1),), fields.name(0, "frame", FRAMES, "bb"),
        fill=fields.colour_or(2, WHITE), colour=fields.colour_or(3, BLACK),
    )  # fmt: skip


def _bubble_icon_text(fields: IconFields) -> Bubble:
    return Bubble(
        (fields.text(2),), fields.name(1, "frame", FRAMES, "bb"), fields.icon(0),
        fields.colour_or(3, WHITE), fields.colour_or(4, BLACK),
    )  # fmt: skip


def _bubble_icon_text_big(fields: IconFields) -> Icon:
    return _bubble_icon_text(fields)._replace(big=True)


def _bubble_texts(fields: IconFields) -> Icon:
    return Bubble(
        fields.lines(3), fields.name(0, "frame", FRAMES, "bb"), "",
        fields.colour_or(1, WHITE), fields.colour_or(2, BLACK), big=True,
    )  # fmt: skip


def _bubble_icon_texts(fields: IconFields) -> Icon:
    return Bubble(
        fields.lines(4), fields.name(1, "frame", FRAMES, "bb"), fields.icon(0),
        fields.colour_or(2, WHITE), fields.colour_or(3, BLACK), big=True,
    )  # fmt: skip


def _pin_letter(fields: IconFields) -> Icon:
    return Pin(
        fields.text(0),
        fill=fields.colour_or(1, _PIN),
        colour=fields.colour_or(2, BLACK),
    )


def _pin_icon(fields: IconFields) -> Icon:
    return Pin(icon=fields.icon(0), fill=fields.colour_or(1, _PIN))


def _xpin_letter(fields: IconFields) -> Icon:
    return Pin(
        fields.text(1), "", fields.name(0, "pin style", STYLES, "pin"), fields.colour_or(2, _PIN),
        fields.colour_or(3, BLACK), fields.colour_or(4, _STAR),
    )  # fmt: skip


def _xpin_icon(fields: IconFields) -> Icon:
    return Pin(
        "", fields.icon(1), fields.name(0, "pin style", STYLES, "pin"), fields.colour_or(2, _PIN),
        star=fields.colour_or(3, _STAR),
    )  # fmt: skip


def _xpin_shadow(fields: IconFields) -> Icon:
    return Pin(style=fields.name(0, "pin style", STYLES, "pin"), shadow="only")


def _spin(fields: IconFields) -> Icon:
    return Spin(
        fields.within(0, 1.0, 0.1, 7.0), fields.within(1, 0.0, -1e6, 1e6) % 360.0, fields.lines(5),
        fields.within(3, 12.0, 4.0, 200.0), fields.bold(4), fields.colour_or(2, _PIN),
    )  # fmt: skip


def _note(fields: IconFields, *, title: bool = False) -> Icon:
    return StickyNote(
        fields.name(0, "note", PAPERS, "sticky_y"), fields.lines(4),
        fields.name(1, "size of a note", ("1", "2"), "1") == "1", fields.colour_or(2, BLACK),
        fields.align(3), title,
    )  # fmt: skip


def _weather(fields: IconFields) -> Icon:
    name = ascii_text.lower(fields.word(1))
    if name and not weather.known(name):
        fields.warn(f"there is no picture of {quoted(name)}: there are {', '.join(weather.NAMES)}; "
                    "a cloud was drawn")  # fmt: skip
        name = "cloudy"
    paper = fields.name(0, "note", PAPERS, "sticky_y")
    return StickyNote(paper, fields.lines(2), title=True, weather=name or "sunny", align="left")


def _text_outline(fields: IconFields) -> Icon:
    return Outlined(
        fields.lines(5), fields.within(1, 12.0, 4.0, 200.0), fields.colour_or(0, BLACK),
        fields.colour_or(3, WHITE), fields.align(2), fields.bold(4),
    )  # fmt: skip


def _captioned(fields: IconFields, side: Side) -> Icon:
    return Captioned(
        fields.text(0), fields.within(1, 14.0, 4.0, 200.0), fields.colour_or(2, BLACK),
        fields.icon(3), fields.within(4, 16.0, 4.0, 200.0), fields.colour_or(5, BLACK),
        fields.colour_or(6, WHITE), side,
    )  # fmt: skip


FRAMES: Final[tuple[Frame, ...]] = get_args(Frame)
STYLES: Final[tuple[Style, ...]] = get_args(Style)
SIDES: Final[tuple[Side, ...]] = get_args(Side)
PAPERS: Final[tuple[Paper, ...]] = get_args(Paper)


class Kind(NamedTuple):
    """One value of ``chst``, without its ``d_``."""

    read: Callable[[IconFields], Icon]
    fields: str
    """What they are, for people."""
    shadow: bool = False
    """Whether it has forms with a shadow, and of the shadow alone."""


KINDS: Final[Mapping[str, Kind]] = {
    "bubble_text_small": Kind(_bubble_text, "frame|text|fill|text colour", True),
    "bubble_icon_text_small": Kind(_bubble_icon_text, "icon|frame|text|fill|text colour", True),
    "bubble_icon_text_big": Kind(_bubble_icon_text_big, "icon|frame|text|fill|text colour", True),
    "bubble_texts_big": Kind(_bubble_texts, "frame|fill|text colour|line|line…", True),
    "bubble_icon_texts_big": Kind(
        _bubble_icon_texts, "icon|frame|fill|text colour|line|line…", True
    ),
    "map_pin_letter": Kind(_pin_letter, "letter|fill|text colour", True),
    "map_pin_icon": Kind(_pin_icon, "icon|fill", True),
    "map_xpin_letter": Kind(_xpin_letter, "style|letter|fill|text colour|star colour", True),
    "map_xpin_icon": Kind(_xpin_icon, "style|icon|fill|star colour", True),
    "map_pin_shadow": Kind(lambda _: Pin(shadow="only"), ""),
    "map_xpin_shadow": Kind(_xpin_shadow, "style"),
    "map_spin": Kind(_spin, "scale|rotation|fill|text size|b or _|line|line…"),
    "fnote": Kind(_note, "note|1 or 2|text colour|l, h or r|line|line…"),
    "fnote_title": Kind(
        partial(_note, title=True), "note|1 or 2|text colour|l, h or r|title|line…"
    ),
    "weather": Kind(_weather, "note|weather|title|line…"),
    "text_outline": Kind(
        _text_outline, "fill|text size|l, h or r|outline colour|b or _|line|line…"
    ),
    **{
        f"simple_text_icon_{side}": Kind(
            partial(_captioned, side=side),
            "text|text size|text colour|icon|icon size|icon fill|outline colour",
        )
        for side in SIDES
    },
}


def icon(name: str, fields: IconFields) -> Icon:
    """Return the icon of a name without ``d_``. Raises ChartError."""
    shadow: Shadow = "none"
    kind = KINDS.get(name)
    for suffix, form in _SUFFIXES.items():
        plain = KINDS.get(name.removesuffix(suffix))
        if kind is None and plain is not None and plain.shadow:
            kind, shadow = plain, form
    if kind is None:
        hint = did_you_mean(name.removeprefix("d_"), KINDS, before="d_")
        raise ChartError([ParameterError(
            "chst" if fields.parameter == "chld" else fields.parameter,
            f"unknown icon {quoted(name)}{hint}" if name else "is missing",
            f"one of {', '.join(f'd_{n}' for n in KINDS)}; bubbles and pins also with _withshadow "
            "or _shadow",
        )])  # fmt: skip
    drawn = kind.read(fields)
    if shadow != "none" and isinstance(drawn, Bubble | Pin):
        return drawn._replace(shadow=shadow)
    return drawn


def freestanding(parameters: Parameters) -> GoogleChart:
    """Return an icon by itself, as large as its content: ``chst`` and ``chld``.

    Raises ChartError.
    """
    name = ascii_text.strip(parameters["chst"].text).removeprefix("d_")
    chld = parameters["chld"]
    return _picture(icon(name, icon_fields(chld, chld.text.split("|"))), (0, 0), parameters)


def map_icon(kind: str, size: tuple[int, int], parameters: Parameters) -> GoogleChart:
    """Return an icon of older map code: ``kind`` is it, itr or mm, ``size`` in pixels."""
    chco = parameters["chco"].fields()
    written = [chco.colour(index) for index in range(len(chco))]

    def colour(index: int, default: Colour) -> Colour:
        value = written[index] if index < len(written) else None
        return default if value is None else value

    if kind == "mm":
        pin = Marker(*size, colour(0, WHITE), colour(1, _RED), colour(2, BLACK))
        return _picture(pin, size, parameters)
    chl, chx = parameters["chl"], parameters["chx"]
    text = icon_fields(chl, [_unescaped(chl.text)]).text(0)
    style = icon_fields(chx, chx.text.split(","))
    disk = Disk(
        *size, colour(0, _RED), colour(1, BLACK), colour(2, (255, 255, 255, 1)), text,
        style.colour_or(0, BLACK), style.within(1, 0.0, 0.0, 200.0), kind == "itr",
    )  # fmt: skip
    return _picture(disk, size, parameters)


def _unescaped(text: str) -> str:
    r"""Return text without the ``@`` that older map code has before ``@ \ ' [ ]``."""
    for letter in "\\'[]@":
        text = text.replace(f"@{letter}", letter)
    return text


def _picture(icon: Icon, size: tuple[int, int], parameters: Parameters) -> GoogleChart:
    """Return the picture of an icon: clear behind it, unless ``chf`` fills it."""
    fills = colours.fills(parameters["chf"])
    ground = _CLEAR if fills.background is None else fills.background
    return GoogleChart(icon, (), *size, background=ground, opacity=fills.opacity)
