"""The types of parameter values: how a value is read from query text or from JSON.

In query text everything is a string: lists are separated by commas, series by ``|``, and ``\\,``
``\\|`` ``\\\\`` stand for those characters themselves. In JSON a list may be a list, a flag a
boolean, a number a number; a string is read as in a query.
"""

from __future__ import annotations

import math
import re
from typing import Any, ClassVar, Protocol

from api import ascii_text
from api.named_tuple import NamedTuple
from api.suggest import did_you_mean

from .. import colour, locales
from ..diagnostics import Value, quoted
from . import number_text
from .spreads import Rows, Spread

_number = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?").fullmatch
_integer = re.compile("[+-]?[0-9]{1,9}").fullmatch
_nonzero = re.compile(r"\s*[+-]?[0.]*[1-9]", re.ASCII).match
LARGEST, SMALLEST = 1e300, 1e-300
"""The range of numbers: two of them can be divided without overflow or underflow."""


class ValueType(Protocol):
    """The type of a parameter's value."""

    @property
    def allowed(self) -> str:
        """What is allowed, for error messages and the documentation."""
        ...

    def read(self, raw: Any) -> Any:
        """Return the value of query text or of a JSON value.

        Raises ValueError, whose text says what is wrong with it.
        """
        ...


def _text(raw: Any, limit: int) -> str:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise ValueError(f"{quoted(raw)} is not a text")
    if isinstance(raw, float) and not math.isfinite(raw):
        raise ValueError(f"{quoted(raw)} is neither a text nor a number")
    text = raw if isinstance(raw, str) else f"{raw}"
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        raise ValueError("contains bytes or escapes that are not Unicode text") from None
    if len(text) > limit:
        raise ValueError(f"{len(text)} characters is too long: {quoted(text)}")
    return text


def read_number(raw: Any) -> float:
    """Return the number of a text or of a JSON value. Raises ValueError."""
    if isinstance(raw, str):
        text = ascii_text.strip(raw)
        if not _number(text):
            raise ValueError(f"{quoted(raw)} is not a number")
        value = float(text)
    elif isinstance(raw, bool) or not isinstance(raw, int | float):
        raise ValueError(f"{quoted(raw)} is not a number")
    else:
        try:
            value = float(raw)
        except OverflowError:
            value = math.inf
    if math.isnan(value):
        raise ValueError(f"{quoted(raw)} is not a number")
    if abs(value) > LARGEST:
        raise ValueError(f"{quoted(raw)} is too large")
    vanished = value == 0 and isinstance(raw, str) and _nonzero(raw)
    if vanished or 0 < abs(value) < SMALLEST:
        raise ValueError(f"{quoted(raw)} is too small: it would be 0 or at least 1e-300")
    return value


def _split(text: str, separator: str) -> list[str]:
    """Split at each separator without a backslash before it; escapes stay as they are."""
    parts, part = [], []
    letters = iter(text)
    for letter in letters:
        if letter == "\\":
            part.append(letter + next(letters, ""))
        elif letter == separator:
            parts.append("".join(part))
            part = []
        else:
            part.append(letter)
    return [*parts, "".join(part)]


def is_list(text: str) -> bool:
    """Return whether query text has more than one item, or more than one series."""
    return any(len(_split(text, separator)) > 1 for separator in ",|")


def _unescape(text: str) -> str:
    return re.sub(r"\\([,|\\])", r"\1", text)


def _items(raw: Any) -> list[Any]:
    """Return the items of a JSON list as they are, or those of a text, separated by commas."""
    if isinstance(raw, list):
        return raw
    if isinstance(raw, str):
        return [_unescape(item) for item in _split(raw, ",")]
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return [raw]
    raise ValueError(f"{quoted(raw)} is not a list")


def _at_most(limit: int, items: list[Any], noun: str = "") -> list[Any]:
    """Return the items. Raises ValueError if there are more than ``limit``."""
    if len(items) > limit:
        raise ValueError(f"{len(items)} {noun and noun + ' '}are too many")
    return items


def _rows(raw: Any, max_series: int, max_items: int, noun: str) -> list[list[Any]]:
    """Return the items of each series: of a JSON list of lists, or of a text, separated by bars.

    Raises ValueError for too many series, or too many items in all of them.
    """
    if isinstance(raw, str):
        rows: list[Any] = _split(raw, "|") if max_series > 1 else [raw]
    elif isinstance(raw, list) and raw and all(isinstance(row, list) for row in raw):
        rows = raw
    else:
        rows = [raw]
    lists = [_items(row) for row in _at_most(max_series, rows, "series")]
    count = sum(map(len, lists))
    if count > max_items:
        raise ValueError(f"{count} {noun} are too many")
    return lists


class Text(NamedTuple):
    """A text of at most ``max_length`` characters."""

    max_length: int

    @property
    def allowed(self) -> str:
        """What is allowed."""
        return f"text of at most {self.max_length} characters"

    def read(self, raw: Any) -> str:
        """Return the text. Raises ValueError."""
        return _text(raw, self.max_length)


class Flag:
    """Yes or no; in a query the bare name means yes."""

    allowed: ClassVar[str] = "true or false (also 1 or 0, on or off, yes or no)"
    _words: ClassVar[dict[str, bool]] = {
        **dict.fromkeys(("", "true", "1", "on", "yes"), True),
        **dict.fromkeys(("false", "0", "off", "no"), False),
    }

    def read(self, raw: Any) -> bool:
        """Return the flag. Raises ValueError."""
        if isinstance(raw, bool):
            return raw
        if isinstance(raw, str) and ascii_text.lower(ascii_text.strip(raw)) in self._words:
            return self._words[ascii_text.lower(ascii_text.strip(raw))]
        raise ValueError(f"{quoted(raw)} is neither true nor false")


class FlagOr(NamedTuple):
    """Yes or no as a flag says it, or one of a few words, which also mean yes."""

    words: tuple[str, ...]

    @property
    def allowed(self) -> str:
        """What is allowed."""
        return f"true, false or {' or '.join(self.words)}"

    def read(self, raw: Any) -> bool | str:
        """Return the flag, or the word in lower case. Raises ValueError."""
        if isinstance(raw, str) and (word := ascii_text.lower(ascii_text.strip(raw))) in self.words:
            return word
        try:
            return Flag().read(raw)
        except ValueError:
            hint = did_you_mean(raw, self.words) if isinstance(raw, str) else ""
            raise ValueError(
                f"{quoted(raw)} is neither true, false nor {' or '.join(self.words)}{hint}"
            ) from None


class Choice(NamedTuple):
    """One of a few words."""

    options: tuple[str, ...]

    @property
    def allowed(self) -> str:
        """What is allowed."""
        return ", ".join(self.options[:-1]) + f" or {self.options[-1]}"

    def read(self, raw: Any) -> str:
        """Return the word in lower case. Raises ValueError."""
        if isinstance(raw, str) and ascii_text.lower(ascii_text.strip(raw)) in self.options:
            return ascii_text.lower(ascii_text.strip(raw))
        hint = did_you_mean(raw, self.options) if isinstance(raw, str) else ""
        raise ValueError(f"{quoted(raw)} is not one of them{hint}")


class Choices(NamedTuple):
    """A list of at most ``max_items`` words, each one of a few."""

    options: tuple[str, ...]
    max_items: int

    @property
    def allowed(self) -> str:
        """What is allowed."""
        return f"at most {self.max_items}, separated by commas, each {Choice(self.options).allowed}"

    def read(self, raw: Any) -> tuple[str, ...]:
        """Return the words in lower case. Raises ValueError."""
        items = _at_most(self.max_items, _items(raw), "words")
        return tuple(Choice(self.options).read(item) for item in items)


class LocaleName:
    """The tag of a language, or of a language in a country."""

    options: ClassVar[tuple[str, ...]] = locales.NAMES
    allowed: ClassVar[str] = ", ".join(options[:-1]) + f" or {options[-1]}"
    _by_spelling: ClassVar[dict[str, str]] = {name.lower(): name for name in options}

    def read(self, raw: Any) -> str:
        """Return the name as ``locales.NAMES`` has it. Raises ValueError."""
        if isinstance(raw, str):
            word = ascii_text.lower(ascii_text.strip(raw))
            name = self._by_spelling.get(word.replace("_", "-"))
            if name:
                return name
        hint = did_you_mean(raw, self.options) if isinstance(raw, str) else ""
        raise ValueError(f"{quoted(raw)} is not one of them{hint}")


class Integer(NamedTuple):
    """A whole number from ``minimum`` to ``maximum``."""

    minimum: int
    maximum: int

    @property
    def allowed(self) -> str:
        """What is allowed."""
        return f"a whole number from {self.minimum} to {self.maximum}"

    def read(self, raw: Any) -> int:
        """Return the number. Raises ValueError."""
        if isinstance(raw, str):
            if not _integer(ascii_text.strip(raw)):
                raise ValueError(f"{quoted(raw)} is not a whole number in that range")
            value = int(ascii_text.strip(raw))
        elif isinstance(raw, int) and not isinstance(raw, bool):
            value = raw
        elif isinstance(raw, float) and raw.is_integer():
            value = int(raw)
        else:
            raise ValueError(f"{quoted(raw)} is not a whole number")
        if not self.minimum <= value <= self.maximum:
            raise ValueError(f"{quoted(raw)} is out of range")
        return value


class Number(NamedTuple):
    """A number from ``minimum`` to ``maximum``."""

    minimum: float = -LARGEST
    maximum: float = LARGEST

    @property
    def allowed(self) -> str:
        """What is allowed."""
        return f"a number from {self.minimum:g} to {self.maximum:g}"

    def read(self, raw: Any) -> float:
        """Return the number. Raises ValueError."""
        value = read_number(raw)
        if not self.minimum <= value <= self.maximum:
            raise ValueError(f"{quoted(raw)} is out of range")
        return value


class Place:
    """A place on the axis of the xvalues: a number or a time, read when these are known."""

    max_length: ClassVar[int] = 60
    allowed: ClassVar[str] = "a number, or a date or time (ISO 8601), as the xvalues are"

    def read(self, raw: Any) -> str:
        """Return the text. Raises ValueError."""
        return _text(raw, self.max_length)


class Numbers(NamedTuple):
    """A list of at most ``max_items`` numbers from ``minimum`` to ``maximum``."""

    minimum: float
    maximum: float
    max_items: int

    @property
    def allowed(self) -> str:
        """What is allowed."""
        one = Number(self.minimum, self.maximum).allowed
        return f"at most {self.max_items}, separated by commas, each {one}"

    def read(self, raw: Any) -> tuple[float, ...]:
        """Return the numbers. Raises ValueError."""
        items = _at_most(self.max_items, _items(raw), "numbers")
        return tuple(Number(self.minimum, self.maximum).read(item) for item in items)


class PointStyle(NamedTuple):
    """How points are drawn: their shape, or "none"; and their width in pixels."""

    shape: str
    size: float | None = None
    """None: what suits the picture."""


POINT_SHAPES = ("circle", "square", "triangle", "diamond", "plus", "cross", "none")
POINT_SIZES = (1, 100)
"""The range of the width of points, in pixels."""


class PointStyles(NamedTuple):
    """A list of at most ``max_items`` looks of points: ``circle``, ``square:8`` or ``none``."""

    max_items: int

    @property
    def allowed(self) -> str:
        """What is allowed."""
        return (
            f"at most {self.max_items}, separated by commas, each {Choice(POINT_SHAPES).allowed},"
            f" with or without a width in pixels, {POINT_SIZES[0]} to {POINT_SIZES[1]}: square:8"
        )

    def read(self, raw: Any) -> tuple[PointStyle, ...]:
        """Return the looks. Raises ValueError."""
        items = _at_most(self.max_items, _items(raw))
        return tuple(self._style(item) for item in items)

    def _style(self, item: Any) -> PointStyle:
        shape, colon, size = _text(item, 40).partition(":")
        style = PointStyle(Choice(POINT_SHAPES).read(shape))
        return style._replace(size=Number(*POINT_SIZES).read(size)) if colon else style


class Marks(NamedTuple):
    """A list of texts that mark places, such as ``80:Goal``, read when the axes are known.

    They are separated by commas or bars. With ``points`` they are pairs of a place along x and
    the rest, ``3,40:Peak``, separated by bars.
    """

    max_items: int
    max_length: int
    example: str
    points: bool = False

    @property
    def allowed(self) -> str:
        """What is allowed."""
        by = "bars" if self.points else "commas"
        return (
            f"at most {self.max_items} of at most {self.max_length} characters, such as"
            f" {self.example}, separated by {by}"
        )

    def read(self, raw: Any) -> tuple[Any, ...]:
        """Return the texts, or pairs of texts. Raises ValueError."""
        items = _at_most(self.max_items, raw if isinstance(raw, list) else self._split(raw))
        return tuple(self._point(item) if self.points else self._mark(item) for item in items)

    def _split(self, raw: Any) -> list[Any]:
        if not isinstance(raw, str):
            return [raw]
        parts = _split(raw, "|")
        return parts if self.points else [item for part in parts for item in _split(part, ",")]

    def _mark(self, item: Any) -> str:
        text = ascii_text.strip(_unescape(_text(item, self.max_length)))
        if not text:
            raise ValueError("one of them is empty")
        return text

    def _point(self, item: Any) -> tuple[str, str]:
        if isinstance(item, list) and len(item) == 2:
            at, rest = (_text(part, self.max_length) for part in item)
        else:
            first, *others = _split(_text(item, self.max_length), ",")
            if not others:
                raise ValueError(f"{quoted(item)} is not like {self.example}")
            at, rest = _unescape(first), _unescape(",".join(others))
        return ascii_text.strip(at), ascii_text.strip(rest)


class FormatOfNumbers:
    """A format of numbers; see ``number_text``."""

    allowed: ClassVar[str] = number_text.ALLOWED_FORMAT
    pattern: ClassVar[str] = f"^{number_text.FORMAT_PATTERN}$"

    def read(self, raw: Any) -> number_text.NumberFormat:
        """Return the format. Raises ValueError."""
        text = _text(raw, 20)
        try:
            return number_text.parse_format(text)
        except ValueError as error:
            raise ValueError(f"{quoted(text)} {error}") from None


class Texts(NamedTuple):
    """A list of at most ``max_items`` texts of at most ``max_length`` characters each.

    With ``places`` they say where points lie, as one series of numbers does: ``x_values``.
    """

    max_items: int
    max_length: int
    places: bool = False

    @property
    def allowed(self) -> str:
        """What is allowed."""
        if self.places:
            return (
                f"at most {self.max_items} numbers, dates or times (ISO 8601), or with xtype=names"
                f" texts of at most {self.max_length} characters, separated by commas, a gap left"
                " empty"
            )
        return (
            f"at most {self.max_items} texts of at most {self.max_length} characters, separated"
            " by commas"
            " (a comma in a text is written \\,)"
        )

    def read(self, raw: Any) -> tuple[str, ...]:
        """Return the texts; null in JSON is an empty text. Raises ValueError."""
        if self.places:
            rows = _split(raw, "|") if isinstance(raw, str) else raw
            if isinstance(rows, list) and rows and (raw is not rows or isinstance(rows[0], list)):
                if len(rows) > 1:
                    raise ValueError(f"{len(rows)} series are too many")
                raw = rows[0]
        items = _at_most(self.max_items, _items(raw), "texts")
        return tuple(_text("" if item is None else item, self.max_length) for item in items)


class TextRows(NamedTuple):
    """Lists of texts, one for all series, or one for each: ``a,b|c,d,e``.

    They have at most ``max_items`` texts together, of at most ``max_length`` characters each, and
    need not have the same length. With ``places`` they say where points lie: ``x_values``.
    """

    max_items: int
    max_length: int
    max_series: int
    places: bool = False

    @property
    def allowed(self) -> str:
        """What is allowed."""
        return (
            f"{Texts(*self[:2], self.places).allowed}; one list for all series, or lists for each"
            f" of at most {self.max_series}, separated by |"
        )

    def read(self, raw: Any) -> tuple[tuple[str, ...], ...]:
        """Return the lists; null in JSON is an empty text. Raises ValueError."""
        lists = _rows(raw, self.max_series, self.max_items, "texts")
        return tuple(
            tuple(_text("" if item is None else item, self.max_length) for item in items)
            for items in lists
        )


class Values(NamedTuple):
    """Series of numbers, with gaps: ``1,,3|4,5,6`` or ``[[1, null, 3], [4, 5, 6]]``.

    The series have the same length, and at most ``max_items`` numbers together. With ``sizes``
    they are parts of a whole: without gaps; ``checks.parts_of_a_whole`` refuses the rest. With
    ``ragged`` they may have different lengths: shorter ones end with gaps. ``uneven`` ones, too,
    have different lengths, and keep them.
    """

    max_items: int
    max_series: int
    sizes: bool = False
    ragged: bool = False
    uneven: bool = False

    @property
    def allowed(self) -> str:
        """What is allowed."""
        number = "0 or from 1e-300 to 1e300, not all 0" if self.sizes else "0, or ±1e-300 to ±1e300"
        text = f"at most {self.max_items} numbers ({number}), separated by commas"
        if self.max_series > 1:
            length = "" if self.ragged or self.uneven else " of the same length"
            text += f", at most {self.max_series} series{length} separated by |"
        return text if self.sizes else text + ", a gap left empty"

    def read(self, raw: Any) -> tuple[tuple[Value, ...], ...]:
        """Return the series; a gap is None. Raises ValueError."""
        lists = _rows(raw, self.max_series, self.max_items, "numbers")
        series = tuple(tuple(self._value(item) for item in items) for items in lists)
        if not any(lists):
            raise ValueError("there is no number")
        lengths = {len(values) for values in series}
        if self.ragged:
            longest = max(lengths)
            return tuple(values + (None,) * (longest - len(values)) for values in series)
        if len(lengths) > 1 and not self.uneven:
            raise ValueError(
                "series of different lengths: " + ", ".join(str(len(values)) for values in series)
            )
        return series

    def _value(self, item: Any) -> Value:
        if item is None or (isinstance(item, str) and not ascii_text.strip(item)):
            if not self.sizes:
                return None
            raise ValueError("a number is missing")
        return read_number(item)


class Spreads(NamedTuple):
    """The errors of series of numbers: ``2,,1.5``, or both ends of each, ``38..47``."""

    max_items: int
    max_series: int

    @property
    def allowed(self) -> str:
        """What is allowed."""
        return (
            f"at most {self.max_items} numbers of 0 or more, or ranges such as 38..47, separated by"
            " commas, series by |, a gap left empty; or one number for all values"
        )

    def read(self, raw: Any) -> Rows:
        """Return the errors, None for a gap. Raises ValueError."""
        lists = _rows(raw, self.max_series, self.max_items, "errors")
        return tuple(tuple(self._spread(item) for item in items) for items in lists)

    def _spread(self, item: Any) -> Spread:
        if item is None or (isinstance(item, str) and not ascii_text.strip(item)):
            return None
        low, dots, high = item.partition("..") if isinstance(item, str) else ("", "", "")
        if dots:
            ends = read_number(low), read_number(high)
            if ends[0] > ends[1]:
                raise ValueError(f"{quoted(item)}: the first end is above the second")
            return ends
        spread = read_number(item)
        if spread < 0:
            raise ValueError(f"{quoted(item)} is negative")
        return spread


Link = tuple[str, str, float]
"""From which node to which, and how much."""


class Links(NamedTuple):
    """A list of links, ``A>B:12`` each; in JSON also ``["A", "B", 12]``."""

    max_items: int
    max_length: int

    @property
    def allowed(self) -> str:
        """What is allowed."""
        return (
            f"at most {self.max_items} links such as A>B:12, separated by commas, with a number"
            f" above 0 and names of at most {self.max_length} characters"
        )

    def read(self, raw: Any) -> tuple[Link, ...]:
        """Return the links. Raises ValueError."""
        items = _at_most(self.max_items, _items(raw), "links")
        return tuple(self._link(item) for item in items)

    def _link(self, item: Any) -> Link:
        if isinstance(item, str):
            source, arrow, rest = item.partition(">")
            target, colon, number = rest.rpartition(":")
            if not arrow or not colon:
                raise ValueError(f"{quoted(item)} is not a link such as A>B:12")
        elif isinstance(item, list) and len(item) == 3:
            source, target, number = item
        else:
            raise ValueError(f"{quoted(item)} is not a link such as A>B:12")
        names = [ascii_text.strip(_text(name, self.max_length)) for name in (source, target)]
        if not all(names):
            raise ValueError(f"{quoted(item)} has no name at one end")
        value = read_number(number)
        if value <= 0:
            raise ValueError(f"{quoted(item)} is not above 0")
        return names[0], names[1], value


class Colour:
    """One colour."""

    allowed: ClassVar[str] = colour.ALLOWED + ", or transparent"

    def read(self, raw: Any) -> colour.Colour:
        """Return the colour. Raises ValueError."""
        return _colour(raw)


class Colours(NamedTuple):
    """A list of at most ``max_items`` colours."""

    max_items: int

    @property
    def allowed(self) -> str:
        """What is allowed."""
        return f"at most {self.max_items}, separated by commas, each {colour.ALLOWED}"

    def read(self, raw: Any) -> tuple[colour.Colour, ...]:
        """Return the colours. Raises ValueError."""
        items = _at_most(self.max_items, _items(raw), "colours")
        return tuple(_colour(item) for item in items)


class ColourRows(NamedTuple):
    """Lists of colours, one for all series, or one for each: ``red,blue|gold,teal``.

    They have at most ``max_items`` colours together.
    """

    max_items: int
    max_series: int

    @property
    def allowed(self) -> str:
        """What is allowed."""
        return (
            f"{Colours(self.max_items).allowed}; one list for all series, or lists for each of at"
            f" most {self.max_series}, separated by |"
        )

    def read(self, raw: Any) -> tuple[tuple[colour.Colour, ...], ...]:
        """Return the lists. Raises ValueError."""
        lists = _rows(raw, self.max_series, self.max_items, "colours")
        return tuple(tuple(_colour(item) for item in items) for items in lists)


def _colour(raw: Any) -> colour.Colour:
    try:
        return colour.parse(_text(raw, 100))
    except ValueError:
        hint = did_you_mean(raw, colour.NAMES) if isinstance(raw, str) else ""
        raise ValueError(f"{quoted(raw)} is not a colour{hint}") from None


LISTS = (
    Texts
    | TextRows
    | Values
    | Spreads
    | Colours
    | ColourRows
    | Links
    | Marks
    | Choices
    | Numbers
    | PointStyles
)
"""The types of lists, which may also be given in several parts."""
