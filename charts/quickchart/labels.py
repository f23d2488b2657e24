"""How a value is written: what the functions that people put into configs are recognised as.

A rule is data. ``write`` fills a value into it; no code of a request is run.
"""

from __future__ import annotations

import math
from typing import Literal

from api.named_tuple import NamedTuple

Source = Literal["value", "label", "percent", "series", "index", "none"]


class NumberRule(NamedTuple):
    """How a number is written. Steps follow each other in the order of the members."""

    factor: float = 1.0
    absolute: bool = False
    rounding: Literal["", "round", "floor", "ceil"] = ""
    units: tuple[str, ...] = ()
    """What is written behind ones, thousands, millions and so on, such as ("", "K", "M")."""
    fixed: int | None = None
    """Decimals (``toFixed``); None for as many as it has."""
    max_decimals: int | None = None
    """As of ``fixed``, but zeros behind are dropped down to ``min_decimals``."""
    min_decimals: int = 0
    group: str = ""
    """What sets thousands apart."""
    point: str = "."
    by_ticks: bool = False
    """Whether ticks say how many decimals are written."""


class Condition(NamedTuple):
    """Which values are written: those of which ``value`` < <= > >= == != ``than`` is true, or
    that are (``%``) or are not (``!%``) multiples of it."""

    sign: str
    than: float


class LabelRule(NamedTuple):
    """A text with a value in it."""

    source: Source = "value"
    prefix: str = ""
    suffix: str = ""
    number: NumberRule | None = None
    """None writes a number as JavaScript does."""
    conditions: tuple[Condition, ...] = ()
    otherwise: LabelRule | None = None
    """How a value is written that a condition refuses; None for not at all."""
    among: tuple[float, ...] = ()
    """If there are any: the only values that are written."""
    more: tuple[LabelRule, ...] = ()
    """Further parts, which follow."""


class Named(NamedTuple):
    """What a rule may need besides the value."""

    label: str = ""
    series: str = ""
    number: int = 0
    total: float = 0.0


_UNNAMED = Named()


def write(rule: LabelRule, value: float, named: Named = _UNNAMED) -> str:
    """Return the text of a value; "" where it has none."""
    if rule.among and value not in rule.among:
        return ""
    if not all(holds(condition, value) for condition in rule.conditions):
        return write(rule.otherwise, value, named) if rule.otherwise else ""
    written = rule.prefix + _term(rule, value, named) + rule.suffix
    return written + "".join(write(part, value, named) for part in rule.more)


def _term(rule: LabelRule, value: float, named: Named) -> str:
    if rule.source == "label":
        return named.label
    if rule.source == "series":
        return named.series
    if rule.source == "none":
        return ""
    if rule.source == "index":
        value = named.number
    if rule.source == "percent":
        value = value / named.total * 100 if named.total else math.nan
    return number(value, rule.number)


def holds(condition: Condition, value: float) -> bool:
    """Return whether a value meets a condition."""
    sign, than = condition
    if sign == "%":
        return than != 0 and math.fmod(value, than) == 0
    if sign == "!%":
        return than != 0 and math.fmod(value, than) != 0
    return {
        "<": value < than,
        "<=": value <= than,
        ">": value > than,
        ">=": value >= than,
        "==": value == than,
        "!=": value != than,
    }[sign]


def number(value: float, rule: NumberRule | None) -> str:
    """Return a number as a rule writes it, or as JavaScript does."""
    if rule is None or not math.isfinite(value):
        return plain(value)
    value *= rule.factor
    if rule.absolute:
        value = abs(value)
    if rule.rounding == "round":
        value = math.floor(value + 0.5)
    elif rule.rounding:
        value = math.floor(value) if rule.rounding == "floor" else math.ceil(value)
    unit = ""
    if rule.units and value:
        power = min(max(int(math.log10(abs(value)) / 3 + 1e-9), 0), len(rule.units) - 1)
        value, unit = value / 1000**power, rule.units[power]
    if rule.fixed is not None:
        written = fixed(value, rule.fixed)
    elif rule.max_decimals is not None:
        written = _trimmed(_localized(value, rule.max_decimals), rule.min_decimals)
    else:
        written = plain(value)
    sign = "-" if written.startswith("-") else ""
    whole, point, decimals = written.removeprefix("-").partition(".")
    if rule.group and whole.isdecimal():
        whole = f"{int(whole):,}".replace(",", rule.group)
    return sign + whole + (rule.point if point else "") + decimals + unit


def fixed(value: float, decimals: int) -> str:
    """Return a number with so many decimals; halves go away from zero (ECMA-262, ``toFixed``)."""
    over, under = abs(value).as_integer_ratio()
    return _halves_away(value, decimals, over, under)


def _localized(value: float, decimals: int) -> str:
    """Return a number with so many decimals, rounded as it is written (ECMA-402, as ICU does)."""
    whole, _, part = repr(abs(value)).partition(".")
    if not whole.isdecimal() or not (part or "0").isdecimal():
        return fixed(value, decimals)
    return _halves_away(value, decimals, int(whole + part), 10 ** len(part))


def _halves_away(value: float, decimals: int, over: int, under: int) -> str:
    """Return ``over / under``, the size of a number, with so many decimals and its sign."""
    twice, rest = divmod(2 * over * 10**decimals, under)
    if rest or twice % 2 == 0:  # it is not half-way
        return f"{value:.{decimals}f}"
    digits = str((twice + 1) // 2).rjust(decimals + 1, "0")
    sign = "-" if value < 0 else ""
    at = len(digits) - decimals
    return f"{sign}{digits[:at]}.{digits[at:]}" if decimals else sign + digits


def _trimmed(written: str, min_decimals: int) -> str:
    """Drop zeros behind, but for ``min_decimals``."""
    whole, point, decimals = written.partition(".")
    if not point:
        return written
    kept = decimals[:min_decimals] + decimals[min_decimals:].rstrip("0")
    return f"{whole}.{kept}" if kept else whole


def plain(value: float) -> str:
    """Return a number as JavaScript writes it (ECMA-262, Number::toString)."""
    if isinstance(value, int) and abs(value) < 10**21:
        return str(value)
    if abs(value) >= 1e308:  # an integer may be too large for a float
        return "Infinity" if value > 0 else "-Infinity"
    value = float(value)
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if value == int(value) and abs(value) < 1e21:
        return str(int(value))
    written = repr(value)
    mantissa, _, exponent = written.partition("e")
    if not exponent:
        return written
    power = int(exponent)
    digits = len(mantissa.replace(".", "").lstrip("-"))
    if -7 < power < 0:
        return f"{value:.{digits - 1 - power}f}"
    return f"{mantissa.removesuffix('.0')}e{'+' if power > 0 else '-'}{abs(power)}"
