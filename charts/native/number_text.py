"""How the numbers of a chart are written: one style for all labels of an axis, or all value labels.

A style is chosen for a set of numbers: grouping, decimals, unit and exponent are the same for all
of them. What a request asks for comes first (``NumberFormat``); the numbers decide the rest, so
that none is changed: each is written with all the digits it was given with.

A double keeps 15 significant digits of any decimal number. One that needs more was computed, such
as 0.1 + 0.2: it is rounded to 6 significant digits, and to no less than 2 decimals.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Literal

from api.named_tuple import NamedTuple

from .. import locales
from ..locales import ENGLISH, Locale

Notation = Literal["", "fixed", "percent", "unit", "scientific", "general"]

MAX_DECIMALS = 12
MAX_AFFIX = 30
_KEPT_DIGITS = 15  # significant digits that a double keeps of any decimal number
_ROUNDED_DIGITS, _ROUNDED_DECIMALS = 6, 2
_SMALLEST, _LARGEST = 1e-4, 1e18  # of the largest number; beyond, with an exponent
_MAX_WIDTH = 16  # digits of a set without an exponent, before and after the decimal separator
_MAX_FIXED = 1e21  # whatever is asked for, larger numbers get an exponent
_MIN_UNIT = 6  # the smallest power of ten whose unit is used without being asked for
_UNIT_DECIMALS = 2
_ONE_EXPONENT = 4  # powers of ten between the numbers that share an exponent
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


class NumberFormat(NamedTuple):
    """What a request says of numbers; None and "" let the numbers decide."""

    notation: Notation = ""
    decimals: int | None = None
    """Digits after the decimal separator; significant digits of ``general``."""
    group: bool | None = None
    plus: bool = False
    """A plus sign before numbers above zero."""
    prefix: str = ""
    suffix: str = ""
    locale: str = "en"
    """One of ``locales.NAMES``."""

    @property
    def finest(self) -> float:
        """The smallest difference that can be seen, or 0 if there is none."""
        if self.decimals is None or self.notation not in ("", "fixed", "percent"):
            return 0.0
        return float(f"1e-{self.decimals + 2 * (self.notation == 'percent')}")


AS_GIVEN = NumberFormat()

FORMAT_PATTERN = r"[-+ ]?,?((\.([0-9]|1[0-2]))?[feg%s]?|d)"
ALLOWED_FORMAT = (
    "this part of Python's format language, all of it optional: + for a plus sign, a comma for"
    f" groups of digits, a point and 0 to {MAX_DECIMALS} decimals, and d, f, e, g, % or s (k, M,"
    " B); such as ,.2f or .1% or s"
)
_FORMAT = r"(?P<sign>[-+ ]?)(?P<group>,?)(?:\.(?P<decimals>[0-9]{1,3}))?(?P<type>[dfeg%s]?)"
_NOTATIONS: dict[str, Notation] = {
    "": "", "d": "fixed", "f": "fixed", "e": "scientific", "g": "general", "%": "percent",
    "s": "unit",
}  # fmt: skip


def parse_format(text: str) -> NumberFormat:
    """Return the format of a ``number_format``. Raises ValueError.

    A space counts as the plus sign, as which it was sent: in a URL + stands for a space.
    """
    match = re.fullmatch(_FORMAT, text)
    if not match:
        raise ValueError("is not a format of numbers")
    letter = match["type"]
    decimals = None if match["decimals"] is None else int(match["decimals"])
    if decimals is not None and decimals > MAX_DECIMALS:
        raise ValueError(f"has too many decimals: {decimals}")
    if letter == "d":
        if decimals is not None:
            raise ValueError("has decimals, but d is for whole numbers")
        decimals = 0
    ungrouped = letter not in ("", "s") or decimals is not None
    group = True if match["group"] else False if ungrouped else None
    return NumberFormat(_NOTATIONS[letter], decimals, group, match["sign"] in ("+", " "))


class NumberStyle(NamedTuple):
    """How each number of a set is written."""

    locale: Locale
    decimals: int | None = None
    """None: as many as each number needs."""
    group: bool = False
    power: int | None = 0
    """The power of ten that numbers are divided by; None: each its own, at most its exponent."""
    notation: Literal["fixed", "unit", "scientific", "general"] = "fixed"
    before: str = ""
    after: str = ""
    plus: bool = False

    def __call__(self, value: float) -> str:
        """Return the text of a number."""
        size = abs(float(value))
        if self.notation == "fixed" and size < _MAX_FIXED:
            digits, unit = self._fixed(size, self.power or 0), ""
        elif self.notation == "unit" and size < _MAX_FIXED:
            digits, unit = self._with_unit(size)
        elif self.notation == "general":
            digits, unit = self._general(size)
        elif self.notation == "fixed":
            digits, unit = self._replace(power=0)._scientific(size, self.power or 0)
        else:
            digits, unit = self._scientific(size)
        sign = ""
        if value and digits.strip("0.,"):  # never a minus zero
            sign = self.locale.minus if value < 0 else "+" if self.plus else ""
        if self.locale is not ENGLISH:
            digits = localize(digits, self.locale)
        return f"{sign}{self.before}{digits}{unit}{self.after}"

    def _fixed(self, size: float, power: int) -> str:
        decimals = _decimals(size, power) if self.decimals is None else self.decimals
        if power:
            size = _divided(size, power)
        size = _above_half(size, decimals)
        return f"{size:,.{decimals}f}" if self.group else f"{size:.{decimals}f}"

    def _with_unit(self, size: float) -> tuple[str, str]:
        """Return the digits and the unit: the style's, or the largest that a number reaches."""
        if not size:
            return "0", ""
        power, unit = self.power, ""
        if power is None:
            power = max((p for p, _ in self.locale.units if size >= 10.0**p), default=0)
        if power:
            unit = dict(self.locale.units)[power]
        return self._fixed(size, power), unit

    def _scientific(self, size: float, power: int = 0) -> tuple[str, str]:
        """Return the mantissa and the rest of a size that is divided by a power of ten."""
        if not size:
            return "0", ""
        decimals = _significant(size)[0] - 1 if self.decimals is None else self.decimals
        if self.power:  # one exponent for all
            exponent = self.power
            mantissa = f"{_divided(size, exponent):.{decimals}f}"
        else:
            mantissa, _, text = f"{size:.{decimals}e}".partition("e")
            exponent = int(text) - power
        rest = "10" + str(exponent).translate(_SUPERSCRIPTS)
        if self.decimals is None and mantissa == "1":
            return rest, ""
        return mantissa, f"×{rest}"

    def _general(self, size: float) -> tuple[str, str]:
        text = f"{size:{',' if self.group else ''}.{self.decimals or 6}g}"
        mantissa, _, exponent = text.partition("e")
        if not exponent:
            return mantissa, ""
        return mantissa, "×10" + str(int(exponent)).translate(_SUPERSCRIPTS)


def _above_half(size: float, decimals: int) -> float:
    """Return a size that is rounded up if it lies half-way between numbers with these decimals.

    Python rounds 62.5 to 62 and 37.5 to 38, to even digits, and 1.005 down, as it is stored.
    """
    text = repr(size)
    if text.endswith("5") and len(text) - text.find(".") == decimals + 2:
        return math.nextafter(size, math.inf)
    return size


def choose(
    numbers: Iterable[float | None],
    asked: NumberFormat = AS_GIVEN,
    *,
    exact: bool = False,
    each: bool = False,
    years: bool = False,
) -> NumberStyle:
    """Return the style of a set of numbers.

    ``exact``: the numbers are ticks: they get more decimals, or no unit, rather than be rounded.
    ``each``: they span many powers of ten, as on a logarithmic axis, and each stands for itself.
    ``years``: numbers of four digits may be years, and have no separator unless others do.
    """
    known = [abs(float(n)) for n in numbers if n is not None]
    locale = locales.load(asked.locale)
    reach = max(known, default=0.0)
    before, after = asked.prefix, asked.suffix
    wanted = asked.notation or asked.decimals is not None
    large = reach >= _MAX_FIXED and wanted and not each
    if asked.notation == "percent":
        before, after = before + locale.percent[0], locale.percent[1] + after
        if large:
            decimals: int | None = _mantissa_decimals(known, asked, exact=exact)
        else:
            decimals = _decimals_of_all(known, asked, -2, exact=exact, each=each)
        style = NumberStyle(locale, decimals, power=-2)
    elif asked.notation == "scientific" or (large and asked.notation != "general"):
        decimals = _mantissa_decimals(known, asked, exact=exact)
        style = NumberStyle(locale, decimals, notation="scientific")
    elif asked.notation == "general":
        digits = 6 if asked.decimals is None else max(asked.decimals, 1)
        if exact:
            digits = max([digits, *(_significant(n)[0] for n in known if n)])
        style = NumberStyle(locale, digits, notation="general")
    elif asked.notation == "unit":
        style = _with_unit(known, locale, asked.decimals, exact=exact, each=each)
    elif asked.notation == "fixed" or asked.decimals is not None:
        decimals = _decimals_of_all(known, asked, 0, exact=exact, each=each)
        style = NumberStyle(locale, decimals)
    else:
        style = (_each if each else _as_given)(known, locale)
    group = asked.group
    if group is None:
        min_grouped = 10.0 ** (locale.last_group + locale.first_group - 1)
        min_grouped = max(min_grouped, 10_000.0) if years else min_grouped
        group = _divided(reach, style.power or 0) >= min_grouped
    return style._replace(group=group, before=before, after=after, plus=asked.plus)


def _decimals_of_all(
    known: Sequence[float], asked: NumberFormat, power: int, *, exact: bool, each: bool
) -> int | None:
    """Return the decimals of numbers without a unit: as many as asked for, or as they need.

    None: each number has its own.
    """
    wanted = asked.decimals
    if wanted is not None and not exact:
        return wanted
    needed = max((_decimals(n, power) for n in known), default=0)
    if wanted is not None and needed <= wanted:
        return wanted
    return None if each else needed


def _mantissa_decimals(known: Sequence[float], asked: NumberFormat, *, exact: bool) -> int:
    """Return the decimals of numbers with exponents: as many as asked for, or as they need."""
    needed = max((_significant(n)[0] for n in known if n), default=1) - 1
    if asked.decimals is None or (exact and needed > asked.decimals):
        return needed
    return asked.decimals


def _as_given(known: Sequence[float], locale: Locale) -> NumberStyle:
    """Return the style in which the numbers are as they were given."""
    reach = max(known, default=0.0)
    decimals = max(map(_decimals, known), default=0)
    whole = max(1, _significant(reach)[1] + 1)
    if reach and (not _SMALLEST <= reach < _LARGEST or whole + decimals > _MAX_WIDTH):
        return _exponents(known, locale)
    for power, _ in reversed(locale.units):
        if power >= _MIN_UNIT and reach >= 10.0**power:
            needed = max(_decimals(n, power) for n in known)
            if needed <= _UNIT_DECIMALS:
                return NumberStyle(locale, needed, power=power, notation="unit")
    return NumberStyle(locale, decimals)


def _exponents(known: Sequence[float], locale: Locale) -> NumberStyle:
    """Return the style of very small or large numbers: with one exponent if they are close."""
    sizes = [_significant(n) for n in known if n]
    largest = max(exponent for _, exponent in sizes)
    if largest and largest - min(exponent for _, exponent in sizes) <= _ONE_EXPONENT:
        decimals = max(digits - 1 + largest - exponent for digits, exponent in sizes)
        return NumberStyle(locale, decimals, power=largest, notation="scientific")
    decimals = max(digits for digits, _ in sizes) - 1
    return NumberStyle(locale, decimals, notation="scientific")


def _with_unit(
    known: Sequence[float], locale: Locale, decimals: int | None, *, exact: bool, each: bool
) -> NumberStyle:
    """Return the style of k, M and B: the largest unit in which every number can be told."""
    if each:
        return NumberStyle(locale, None if exact else decimals, power=None, notation="unit")
    reach = max(known, default=0.0)
    smallest = min((n for n in known if n), default=0.0)
    limit = _UNIT_DECIMALS if decimals is None else decimals
    for power, _ in reversed(locale.units):
        if reach < 10.0**power:
            continue
        needed = max(_decimals(n, power) for n in known)
        if needed <= limit:
            return NumberStyle(
                locale, needed if decimals is None else limit, power=power, notation="unit"
            )
        is_visible = _divided(smallest, power) >= 0.5 * 10.0**-limit  # not rounded to 0
        if is_visible and decimals is not None and not exact:
            return NumberStyle(locale, decimals, power=power, notation="unit")
    needed = max((_decimals(n) for n in known), default=0)
    return NumberStyle(locale, needed if decimals is None or exact else decimals)


def _each(known: Sequence[float], locale: Locale) -> NumberStyle:
    """Return the style of numbers that stand for themselves: 0.01, 1, 100; 1k, 1M; 10⁻⁶, 10⁶."""
    smallest = min((n for n in known if n), default=1.0)
    reach = max(known, default=1.0)
    if smallest >= _SMALLEST * (1 - 1e-12) and reach < 10.0**_MIN_UNIT:
        return NumberStyle(locale, None)
    if smallest >= 1 and reach < _LARGEST:
        return NumberStyle(locale, None, power=None, notation="unit")
    return NumberStyle(locale, None, notation="scientific")


def _significant(value: float) -> tuple[int, int]:
    """Return how many significant digits a number was given with, and its exponent."""
    if not value:
        return 1, 0
    text = f"{value:.{_KEPT_DIGITS - 1}e}"
    if float(text) != value and not value.is_integer():  # computed
        exponent = int(text.partition("e")[2])
        text = f"{value:.{max(_ROUNDED_DIGITS - 1, exponent + _ROUNDED_DECIMALS)}e}"
    mantissa, _, exponent_text = text.partition("e")
    return len(mantissa.replace(".", "").rstrip("0")) or 1, int(exponent_text)


def _decimals(value: float, power: int = 0) -> int:
    """Return how many decimals a number needs after division by a power of ten."""
    if not power:
        text = repr(value)
        if len(text) <= _KEPT_DIGITS and "e" not in text:
            return 0 if text.endswith(".0") else len(text) - text.index(".") - 1
        if value.is_integer():
            return 0
    digits, exponent = _significant(value)
    return max(0, digits - 1 - exponent + power) if value else 0


def _divided(value: float, power: int) -> float:
    """Return a number divided by a power of ten, as Python's own format computes percentages."""
    return value / 10.0**power if power > 0 else value * 10.0**-power


def localize(digits: str, locale: Locale) -> str:
    """Return digits with commas and a point as a locale writes them."""
    whole, point, decimals = digits.partition(".")
    if "," in whole:
        groups = whole.split(",")
        if locale.other_groups != 3:
            joined, size = "".join(groups[:-1]), locale.other_groups
            first = len(joined) % size
            groups = [joined[:first]] if first else []
            groups += [joined[i : i + size] for i in range(first, len(joined), size)]
            groups.append(whole[-3:])
        whole = locale.group.join(groups)
    return whole + (locale.decimal + decimals if point else "")
