"""Icons: ``chst`` with ``chld``, and the older ``cht=it``, ``itr`` and ``mm`` (reference, 8, 9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal, NamedTuple, TypeVar, get_args

from api.errors import ParameterError

from ... import icons
from ...canvas.sanitize import normalize, replace_surrogates
from ...colour import Colour
from ...diagnostics import ChartError, Diagnostics, shown
from ...icons import weather
from ...marks.paint import Paint
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
from . import colours, reading

_MOST_LETTERS, _MOST_LINES = 200, 40
_PIN: Final[Colour] = (0xFF, 0x77, 0x6B, 255)
_STAR: Final[Colour] = (255, 255, 0, 255)
_CLEAR: Final[Colour] = (255, 255, 255, 0)
_SUFFIXES: Final[Mapping[str, Shadow]] = {"_withshadow": "with", "_shadow": "only"}

Name = TypeVar("Name", bound=str)


class Fields:
    """The fields of an icon: missing and blank ones take their default, odd ones are noted."""

    def __init__(self, fields: Sequence[str], parameter: str, notes: Diagnostics) -> None:
        self._fields, self.parameter, self._notes = list(fields), parameter, notes

    def word(self, index: int) -> str:
        """A field without blanks around it."""
        return reading.field(self._fields, index)

    def text(self, index: int) -> str:
        """A field as it is to be drawn."""
        return self._drawn(self._fields[index]) if index < len(self._fields) else ""

    def lines(self, start: int) -> tuple[str, ...]:
        """All fields from one on."""
        given = self._fields[start:]
        if len(given) > _MOST_LINES:
            self._notes.warn(self.parameter, f"of {len(given)} lines {_MOST_LINES} were drawn")
        return tuple(self._drawn(line) for line in given[:_MOST_LINES])

    def _drawn(self, text: str) -> str:
        """Text fit to be drawn, on one line and not too long."""
        if len(text) > _MOST_LETTERS:
            self._notes.warn(
                self.parameter, f"of {len(text)} characters {_MOST_LETTERS} were drawn"
            )
        whole = replace_surrogates(text[:_MOST_LETTERS])
        return normalize(whole).replace("\n", " ")

    def colour(self, index: int, default: Colour) -> Colour:
        """``RRGGBB``, ``RRGGBBAA`` or ``RGB``."""
        found = reading.colour(self.word(index), self.parameter, self._notes)
        return default if found is None else found

    def number(self, index: int, default: float, low: float, high: float) -> float:
        """A number; beyond its limits the limit is taken."""
        found = reading.real(self._fields, index, default, self.parameter, self._notes)
        if not low <= found <= high:
            self._notes.warn(
                self.parameter, f"{found:g} is not from {low:g} to {high:g}; the limit was taken"
            )
        return min(max(found, low), high)

    def name(self, index: int, what: str, names: Sequence[Name], default: Name) -> Name:
        """One of some names, however it is capitalised."""
        word = self.word(index)
        if not word:
            return default
        for name in names:
            if word.lower() == name.lower():
                return name
        raise self.error(f"{shown(word)} is no {what}", f"one of {', '.join(names)}")

    def icon(self, index: int) -> str:
        """The name of a glyph or flag, or "" for none."""
        word = self.word(index)
        plain = word.lower()
        if not word or icons.known(plain):
            return plain
        for prefix, drawn in ((icons.FLAG, "a blank flag"), (icons.GLYPHISH, "a disk")):
            if plain.startswith(prefix):
                self._notes.warn(
                    self.parameter, f"there is no picture of {shown(word)}; {drawn} was drawn"
                )
                return plain[:40]
        raise self.error(
            f"{shown(word)} is no icon",
            f"one of {', '.join(icons.names())}, flag_<country>, glyphish_<name>",
        )

    def align(self, index: int) -> Align:
        letter = self.name(index, "alignment", ("l", "h", "r"), "h")
        aligns: dict[str, Align] = {"l": "left", "h": "centre", "r": "right"}
        return aligns[letter]

    def bold(self, index: int) -> bool:
        return self.name(index, "weight", ("b", "_"), "_") == "b"

    def warn(self, text: str) -> None:
        self._notes.warn(self.parameter, text)

    def error(self, detail: str, allowed: str) -> ChartError:
        return ChartError([ParameterError(self.parameter, detail, allowed)])


def _bubble_text(fields: Fields, shadow: Shadow) -> Icon:
    return Bubble(
        (fields.text(1),), fields.name(0, "frame", FRAMES, "bb"),
        fill=fields.colour(2, WHITE), colour=fields.colour(3, BLACK), shadow=shadow,
    )  # fmt: skip


def _bubble_icon_text(fields: Fields, shadow: Shadow) -> Bubble:
    return Bubble(
        (fields.text(2),), fields.name(1, "frame", FRAMES, "bb"), fields.icon(0),
        fields.colour(3, WHITE), fields.colour(4, BLACK), shadow=shadow,
    )  # fmt: skip


def _bubble_icon_text_big(fields: Fields, shadow: Shadow) -> Icon:
    small = _bubble_icon_text(fields, shadow)
    return Bubble(
        small.lines, small.frame, small.icon, small.fill, small.colour, big=True, shadow=shadow
    )


def _bubble_texts(fields: Fields, shadow: Shadow) -> Icon:
    return Bubble(
        fields.lines(3), fields.name(0, "frame", FRAMES, "bb"), "",
        fields.colour(1, WHITE), fields.colour(2, BLACK), big=True, shadow=shadow,
    )  # fmt: skip


def _bubble_icon_texts(fields: Fields, shadow: Shadow) -> Icon:
    return Bubble(
        fields.lines(4), fields.name(1, "frame", FRAMES, "bb"), fields.icon(0),
        fields.colour(2, WHITE), fields.colour(3, BLACK), big=True, shadow=shadow,
    )  # fmt: skip


def _pin_letter(fields: Fields, shadow: Shadow) -> Icon:
    return Pin(
        fields.text(0), fill=fields.colour(1, _PIN), colour=fields.colour(2, BLACK), shadow=shadow
    )


def _pin_icon(fields: Fields, shadow: Shadow) -> Icon:
    return Pin(icon=fields.icon(0), fill=fields.colour(1, _PIN), shadow=shadow)


def _xpin_letter(fields: Fields, shadow: Shadow) -> Icon:
    return Pin(
        fields.text(1), "", fields.name(0, "pin style", STYLES, "pin"), fields.colour(2, _PIN),
        fields.colour(3, BLACK), fields.colour(4, _STAR), shadow,
    )  # fmt: skip


def _xpin_icon(fields: Fields, shadow: Shadow) -> Icon:
    return Pin(
        "", fields.icon(1), fields.name(0, "pin style", STYLES, "pin"), fields.colour(2, _PIN),
        star=fields.colour(3, _STAR), shadow=shadow,
    )  # fmt: skip


def _pin_shadow(fields: Fields, shadow: Shadow) -> Icon:
    return Pin(shadow="only")


def _xpin_shadow(fields: Fields, shadow: Shadow) -> Icon:
    return Pin(style=fields.name(0, "pin style", STYLES, "pin"), shadow="only")


def _spin(fields: Fields, shadow: Shadow) -> Icon:
    return Spin(
        fields.number(0, 1.0, 0.1, 7.0), fields.number(1, 0.0, -1e6, 1e6) % 360.0, fields.lines(5),
        fields.number(3, 12.0, 4.0, 200.0), fields.bold(4), fields.colour(2, _PIN),
    )  # fmt: skip


def _note(fields: Fields, shadow: Shadow) -> Icon:
    return _any_note(fields, title=False)


def _note_title(fields: Fields, shadow: Shadow) -> Icon:
    return _any_note(fields, title=True)


def _any_note(fields: Fields, *, title: bool) -> Icon:
    return StickyNote(
        fields.name(0, "note", PAPERS, "sticky_y"), fields.lines(4),
        fields.name(1, "size of a note", ("1", "2"), "1") == "1", fields.colour(2, BLACK),
        fields.align(3), title,
    )  # fmt: skip


def _weather(fields: Fields, shadow: Shadow) -> Icon:
    name = fields.word(1).lower()
    if name and not weather.known(name):
        fields.warn(f"there is no picture of {shown(name)}: there are {', '.join(weather.NAMES)}; "
                    "a cloud was drawn")  # fmt: skip
        name = "cloudy"
    paper = fields.name(0, "note", PAPERS, "sticky_y")
    return StickyNote(paper, fields.lines(2), title=True, weather=name or "sunny", align="left")


def _text_outline(fields: Fields, shadow: Shadow) -> Icon:
    return Outlined(
        fields.lines(5), fields.number(1, 12.0, 4.0, 200.0), fields.colour(0, BLACK),
        fields.colour(3, WHITE), fields.align(2), fields.bold(4),
    )  # fmt: skip


def _simple(side: Side) -> Callable[[Fields, Shadow], Icon]:
    def read(fields: Fields, shadow: Shadow) -> Icon:
        return Captioned(
            fields.text(0), fields.number(1, 14.0, 4.0, 200.0), fields.colour(2, BLACK),
            fields.icon(3), fields.number(4, 16.0, 4.0, 200.0), fields.colour(5, BLACK),
            fields.colour(6, WHITE), side,
        )  # fmt: skip

    return read


FRAMES: Final[tuple[Frame, ...]] = get_args(Frame)
STYLES: Final[tuple[Style, ...]] = get_args(Style)
SIDES: Final[tuple[Side, ...]] = get_args(Side)
PAPERS: Final[tuple[Paper, ...]] = get_args(Paper)


class Kind(NamedTuple):
    """One value of ``chst``, without its ``d_``."""

    read: Callable[[Fields, Shadow], Icon]
    fields: str
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
    "map_pin_shadow": Kind(_pin_shadow, ""),
    "map_xpin_shadow": Kind(_xpin_shadow, "style"),
    "map_spin": Kind(_spin, "scale|rotation|fill|text size|b or _|line|line…"),
    "fnote": Kind(_note, "note|1 or 2|text colour|l, h or r|line|line…"),
    "fnote_title": Kind(_note_title, "note|1 or 2|text colour|l, h or r|title|line…"),
    "weather": Kind(_weather, "note|weather|title|line…"),
    "text_outline": Kind(
        _text_outline, "fill|text size|l, h or r|outline colour|b or _|line|line…"
    ),
    **{
        f"simple_text_icon_{side}": Kind(
            _simple(side),
            "text|text size|text colour|icon|icon size|icon fill|outline colour",
        )
        for side in SIDES
    },
}


def icon(name: str, fields: Sequence[str], parameter: str, notes: Diagnostics) -> Icon:
    """The icon of a name without ``d_``; raises ChartError, which names ``parameter``."""
    shadow: Shadow = "none"
    kind = KINDS.get(name)
    for suffix, form in _SUFFIXES.items():
        plain = KINDS.get(name.removesuffix(suffix))
        if kind is None and plain is not None and plain.shadow:
            kind, shadow = plain, form
    if kind is None:
        raise ChartError([ParameterError(
            "chst" if parameter == "chld" else parameter,
            f"{shown(name)} is no icon" if name else "is missing",
            f"one of {', '.join(f'd_{n}' for n in KINDS)}; bubbles and pins also with _withshadow "
            "or _shadow",
        )])  # fmt: skip
    return kind.read(Fields(fields, parameter, notes), shadow)


def freestanding(
    values: Mapping[str, str], form: Literal["png", "gif", "svg"], notes: Diagnostics
) -> GoogleChart:
    """An icon by itself: ``chst`` and ``chld``. Raises ChartError."""
    name = values.get("chst", "").strip()
    found = icon(name.removeprefix("d_"), values.get("chld", "").split("|"), "chld", notes)
    return _picture(found, (0, 0), values, form, notes)


def flat(
    cht: str, size: tuple[int, int], values: Mapping[str, str],
    form: Literal["png", "gif", "svg"], notes: Diagnostics,
) -> GoogleChart:  # fmt: skip
    """The icons of older map code: ``cht`` is it, itr or mm, ``size`` what ``chs`` asks for."""
    given = [reading.colour(part, "chco", notes) for part in values.get("chco", "").split(",")]

    def colour(index: int, default: Colour) -> Colour:
        found = given[index] if index < len(given) else None
        return default if found is None else found

    red: Colour = (255, 0, 0, 255)
    if cht == "mm":
        pin = Marker(*size, colour(0, WHITE), colour(1, red), colour(2, BLACK))
        return _picture(pin, size, values, form, notes)
    text = Fields([_unescaped(values.get("chl", ""))], "chl", notes).text(0)
    style = Fields(values.get("chx", "").split(","), "chx", notes)
    disk = Disk(
        *size, colour(0, red), colour(1, BLACK), colour(2, (255, 255, 255, 1)), text,
        style.colour(0, BLACK), style.number(1, 0.0, 0.0, 200.0), cht == "itr",
    )  # fmt: skip
    return _picture(disk, size, values, form, notes)


def _unescaped(text: str) -> str:
    r"""Labels of that code have ``@`` before ``@ \ ' [ ]``."""
    for letter in "\\'[]@":
        text = text.replace(f"@{letter}", letter)
    return text


def _picture(
    diagram: Icon, size: tuple[int, int], values: Mapping[str, str],
    form: Literal["png", "gif", "svg"], notes: Diagnostics,
) -> GoogleChart:  # fmt: skip
    """Clear behind the icon, unless ``chf`` fills it."""
    fills = colours.fills(values.get("chf", ""), notes)
    filled = any(part.split(",")[0].strip() == "bg" for part in values.get("chf", "").split("|"))
    ground: Paint = fills.background if filled else _CLEAR
    return GoogleChart(
        diagram=diagram, data=(), width=size[0], height=size[1], background=ground,
        opacity=fills.opacity, format=form,
    )  # fmt: skip
