"""What the xvalues of a request are: names, numbers or times.

Without being told, a chart takes texts as what they look like. Dates and times of ISO 8601 are
times, and so are years by themselves. Decimal numbers are numbers, unless they are more likely
names that look like numbers: versions (1.9, 1.10), days and months (24.12, 1.1), codes (007, postal
codes out of order), telephone numbers.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast, get_args

from api.named_tuple import NamedTuple
from api.suggest import did_you_mean

from ..canvas.sanitize import normalize
from ..diagnostics import Value, quoted
from .values import Choice, Text, read_number

if TYPE_CHECKING:  # most charts have no times
    from .moments import Moment, Precision

XType = Literal["auto", "names", "numbers", "time"]

_YEARS = range(1500, 2201)  # whole numbers that are taken for years, if all are
_BASIC_YEARS = range(1900, 2100)  # of dates without hyphens, which look like numbers
_CODED = r"[+-]?0[0-9].*|\+[0-9]{7,}"  # 007, 01.02, +4930123456
_CODE_DIGITS = 5  # of codes of one length and out of order
_DOTTED = r"([0-9]+)\.([0-9]+)"


class XValues(NamedTuple):
    """Where values stand along x: at the indices of names, or at numbers or times."""

    type: Literal["names", "numbers", "time"]
    at: tuple[Value, ...]
    """Indices, numbers, or seconds since 1970 in UTC; None for a gap."""
    names: tuple[str, ...] = ()
    """Of names only."""
    precision: Precision = "day"
    """The finest that times were given with."""
    zone: int = 0
    """Seconds east of UTC of the zone in which times are written."""
    zone_name: str = ""
    """Of a zone that is not the one in which all times were given: UTC."""
    dated: bool = True
    """Times have a date; False for times of day."""
    date_format: str = ""
    """How times are written: as strftime has them, or the shortest labels."""
    lengths: tuple[int, ...] = ()
    """How many of them belong to each series, if these have their own."""

    def of_series(self, count: int) -> list[tuple[Value, ...]]:
        """Return where the values of each of so many series stand."""
        if len(self.lengths) < 2:
            return [self.at] * count
        ends = list(accumulate(self.lengths))
        return [self.at[end - n : end] for end, n in zip(ends, self.lengths, strict=True)]


class Reading(NamedTuple):
    """What a kind of chart takes its xvalues for without being told."""

    numbers: bool = True
    """Numbers are numbers, not names."""
    names: bool = True
    """Whatever is neither a number nor a time is a name, not an error."""
    distinct: bool = False
    """No two may stand at the same place, where one would hide the other."""


class XTypeChoice(NamedTuple):
    """What the xvalues are taken for, of a kind that takes them so without being told."""

    reading: Reading

    @property
    def options(self) -> tuple[XType, ...]:
        """The words."""
        return get_args(XType)

    @property
    def allowed(self) -> str:
        """What is allowed."""
        return Choice(self.options).allowed

    def read(self, raw: Any) -> str:
        """Return the word in lower case. Raises ValueError."""
        return Choice(self.options).read(raw)


class DateFormat:
    """A format of dates and times as strftime takes it."""

    max_length: ClassVar[int] = 60

    @property
    def allowed(self) -> str:
        """What is allowed."""
        from . import time_text

        return f"a text of at most {self.max_length} characters with {time_text.CODES}"

    def read(self, raw: Any) -> str:
        """Return the format. Raises ValueError."""
        from . import time_text

        text = Text(self.max_length).read(raw)
        try:
            time_text.check(text)
        except ValueError as error:
            raise ValueError(f"{quoted(text)} {error}") from None
        return normalize(text).replace("\n", " ")


PLACES = {
    "names": "one of the names",
    "numbers": "a number",
    "time": "a date or time (ISO 8601)",
}
"""What stands for a place on an axis of each type."""


def place(x: XValues, text: str) -> float:
    """Return where a name, number or time stands among the xvalues. Raises ValueError."""
    if x.type == "names":
        named = {name.strip(): i for i, name in reversed(list(enumerate(x.names)))}
        at = named.get(text.strip())
        if at is None:
            hint = did_you_mean(text, tuple(named))
            raise ValueError(f"{quoted(text)} is not one of the names{hint}")
        return float(at)
    if x.type == "numbers":
        return read_number(text)
    if x.dated:
        return _moment(text.strip()).seconds
    from . import moments

    clock = moments.parse_clock(text.strip())
    if clock is None:
        raise ValueError(f"{quoted(text)} is not a time of day")
    return clock.seconds


Lists = tuple[str, ...] | tuple[tuple[str, ...], ...]
"""The xvalues of all series, or lists of them: one for all series, or one for each."""


def read(texts: Lists, kind: XType, reading: Reading) -> XValues:
    """Return what the xvalues are. Raises ValueError with what is wrong with them."""
    rows = [row for row in texts if isinstance(row, tuple)]
    if not rows:
        return _read(cast("tuple[str, ...]", texts), kind, reading)
    return _read(tuple(chain(*rows)), kind, reading)._replace(lengths=tuple(map(len, rows)))


@functools.lru_cache(4)  # checking a request and reading it ask the same
def _read(texts: tuple[str, ...], kind: XType, reading: Reading) -> XValues:
    if kind == "names":
        return of_names(texts)
    if kind == "time":
        return _time(texts, reading, told=True)
    if kind == "numbers":
        numbers = tuple(_or_gap(text, read_number) for text in texts)
        return _placed(XValues("numbers", numbers), texts, reading)
    try:
        return _time(texts, reading, told=False)
    except ValueError:
        pass
    numbers_or_not = _numbers(texts)
    if numbers_or_not and not (reading.names and names_like_numbers(texts)):
        return of_names(texts) if not reading.numbers else XValues("numbers", numbers_or_not)
    if not reading.names:
        if not any(text.strip() for text in texts):
            return XValues("numbers", (None,) * len(texts))  # gaps only
        strange = [text for text in texts if text.strip() and not _is_number(text)]
        wrong = next((text for text in strange if not _is_time(text)), strange[0])
        raise ValueError(f"{quoted(wrong)} is neither a number nor a date or time (ISO 8601)")
    return of_names(texts)


def of_names(texts: Sequence[str]) -> XValues:
    """Return xvalues that are names."""
    return XValues("names", tuple(map(float, range(len(texts)))), tuple(texts))


def _or_gap(text: str, read_text: Callable[[str], float]) -> Value:
    return read_text(text) if text.strip() else None


def _numbers(texts: Sequence[str]) -> tuple[Value, ...]:
    """Return numbers and gaps, or () if some text is neither, or all are gaps."""
    try:
        numbers = tuple(_or_gap(text, read_number) for text in texts)
    except ValueError:
        return ()
    return numbers if any(number is not None for number in numbers) else ()


def _is_number(text: str) -> bool:
    try:
        read_number(text)
    except ValueError:
        return False
    return True


def _is_time(text: str) -> bool:
    try:
        return bool(_moment(text.strip()))
    except ValueError:
        return False


def _placed(values: XValues, texts: Sequence[str], reading: Reading) -> XValues:
    """Return the values if they may stand where they do. Raises ValueError."""
    known = [at for at in values.at if at is not None]
    if not known:
        raise ValueError("there is no number" if values.type == "numbers" else "there is no time")
    if reading.distinct and len(set(known)) < len(known):
        counts = Counter(values.at)
        places = zip(texts, values.at, strict=True)
        twice = next(text for text, at in places if at is not None and counts[at] > 1)
        raise ValueError(f"{quoted(twice)} is there twice, and one would hide the other")
    return values


def _time(texts: Sequence[str], reading: Reading, *, told: bool) -> XValues:
    """Return times. Raises ValueError if they are not; unless told, also if they may be numbers."""
    stripped = [text.strip() for text in texts]
    given = [text for text in stripped if text]
    if not told and given and not _starts_like_time(given[0]):
        raise ValueError("the first one is not a time")
    from . import moments

    if not told:
        if all(_digits(t, 4) for t in given) and any(int(t) not in _YEARS for t in given):
            raise ValueError("may be numbers")
        if any(_digits(t, 8) and int(t[:4]) not in _BASIC_YEARS for t in given):
            raise ValueError("may be numbers")
    dated = True
    try:
        at = [_moment(text) if text else None for text in stripped]
    except ValueError:
        clocks = [moments.parse_clock(text) if text else None for text in stripped]
        if None in (clock for clock, text in zip(clocks, stripped, strict=True) if text):
            raise
        at, dated = clocks, False
        seconds = [clock.seconds for clock in clocks if clock]
        if not told and any(b < a for a, b in pairwise(seconds)):
            raise  # beyond midnight: two days, or none
    known = [moment for moment in at if moment]
    zones = {moment.zone for moment in known}
    zone = zones.pop() if len(zones) == 1 else 0
    values = XValues(
        "time",
        tuple(moment.seconds if moment else None for moment in at),
        precision=max((m.precision for m in known), key=moments.PRECISIONS.index, default="day"),
        zone=zone or 0,
        zone_name="UTC" if zones else "",
        dated=dated,
    )
    return _placed(values, texts, reading)


def _digits(text: str, count: int) -> bool:
    return len(text) == count and text.isascii() and text.isdigit()


def _starts_like_time(text: str) -> bool:
    return _digits(text[:4], 4) or text[2:3] == ":"


def _moment(text: str) -> Moment:
    from . import moments

    try:
        moment = moments.parse(text)
    except ValueError as error:
        raise ValueError(f"{quoted(text)} is not a date or time: {error}") from None
    if moment is None:
        raise ValueError(f"{quoted(text)} is not a date or time of ISO 8601 in the years 1 to 9999")
    return moment


def names_like_numbers(texts: Sequence[str]) -> bool:
    """Return whether texts that are all numbers are more likely names, such as versions."""
    given = [text.strip() for text in texts if text.strip()]
    if any(re.fullmatch(_CODED, text) for text in given):
        return True
    different = set(given)
    plain = {text for text in different if "e" not in text and "E" not in text}
    if len(set(map(float, plain))) < len(plain):
        return True  # 1.1 and 1.10
    rising = _monotonic([float(text) for text in given])
    size = len(given[0])
    if not rising and size >= _CODE_DIGITS and all(_digits(text, size) for text in given):
        return True  # 80331, 10115
    pairs = [match.groups() for text in given if (match := re.fullmatch(_DOTTED, text))]
    fractions = {fraction for _, fraction in pairs}
    padded = any(len(fraction) > 1 and fraction.endswith("0") for fraction in fractions)
    if padded and len(set(map(len, fractions))) > 1:
        return True  # 3.9 and 3.10: a number would be 3.90 or 3.1
    if len(pairs) < max(2, len(given)):
        return False
    parts = [(int(whole), int(fraction)) for whole, fraction in pairs]
    if not rising:
        if _monotonic(parts):
            return True  # 3.8, 3.9, 3.11
        if _monotonic([(month, day) for day, month in parts]) and _days(parts):
            return True  # 30.4, 1.5
    # 24.12, 25.12, 26.12
    return len(fractions) == 1 and len(pairs[0][1]) == 2 and len(different) > 1 and _days(parts)


def _days(parts: Sequence[tuple[int, int]]) -> bool:
    """Return whether all can be a day and a month."""
    return all(1 <= day <= 31 and 1 <= month <= 12 for day, month in parts)


def _monotonic(items: Sequence[Any]) -> bool:
    """Return whether all rise, or all fall."""
    steps = list(pairwise(items))
    return all(a < b for a, b in steps) or all(a > b for a, b in steps)
