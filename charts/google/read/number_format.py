"""Number formats: those of ``chxs`` and of ``chm`` markers, and plain labels of axes.

A format is ``<before>*<options>*<after>``. The options: ``f`` as it is, ``p`` per cent of 1, ``e``
with an exponent; ``cEUR`` money; the maximum of decimals (2); ``z`` to keep zeros at the end
(``z3``: at least three decimals); ``s`` to separate thousands; ``x`` or ``y``, the coordinate that
is meant. They may stand in any order, as published charts have them (``*cUSD2sz*``, ``*sz2*``).
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal, cast

from api import ascii_text
from api.named_tuple import NamedTuple

from ...diagnostics import quoted
from ...locales import Locale

MAX_DECIMALS = 20
_WRITTEN_OUT = 10**21  # from here on with an exponent, as JavaScript's toFixed
_ROUNDING = Context(prec=21 + MAX_DECIMALS, rounding=ROUND_HALF_UP)
_OPTION = re.compile(
    "(?P<kind>[fpe])|c(?P<money>[A-Za-z]{3})|(?P<decimals>[0-9]+)|z(?P<zeros>[0-9]*)"
    "|(?P<grouped>s)|(?P<axis>[xy])"
)
# Symbols of Unicode CLDR that mean one currency; money without one is written with its code.
_SYMBOLS = {
    "AUD": "A$", "BRL": "R$", "CAD": "CA$", "CNY": "CN¥", "EUR": "€", "GBP": "£", "HKD": "HK$",
    "ILS": "₪", "INR": "₹", "JPY": "¥", "KRW": "₩", "MXN": "MX$", "NGN": "₦", "NZD": "NZ$",
    "PHP": "₱", "RUB": "₽", "THB": "฿", "TRY": "₺", "TWD": "NT$", "UAH": "₴", "USD": "$",
    "VND": "₫",
}  # fmt: skip


class NumberFormat(NamedTuple):
    """A format; the defaults are those of a bare ``N``."""

    before: str = ""
    after: str = ""
    kind: Literal["f", "p", "e"] = "f"
    money: str = ""
    decimals: int = 2
    zeros: int = 0
    grouped: bool = False
    axis: Literal["x", "y"] = "y"
    locale: Locale | None = None
    """Whose separators are used, and on which side of a number the currency stands."""

    def write(self, value: float) -> str:
        """Return a finite number as text; halves are rounded away from 0, in decimal."""
        exact = Decimal(repr(float(value))).scaleb(2 if self.kind == "p" else 0)
        if self.kind == "e":
            text = f"{float(value):.{self.decimals}e}"
        elif abs(exact) >= _WRITTEN_OUT:
            text = f"{exact:.{self.decimals}e}"
        else:
            rounded = exact.quantize(Decimal(1).scaleb(-self.decimals), context=_ROUNDING)
            text = f"{rounded:{',' if self.grouped else ''}f}"
        sign, digits = _trimmed(text, self.zeros)
        symbol = _SYMBOLS.get(self.money, self.money and f"{self.money}\N{NO-BREAK SPACE}")
        percent = "%" if self.kind == "p" else ""
        if self.locale is not None:
            digits = localized(digits, self.locale)
            if symbol and self.locale.decimal == ",":  # as most of these languages have it
                return f"{self.before}{sign}{digits}\N{NO-BREAK SPACE}{symbol}{percent}{self.after}"
        return f"{self.before}{sign}{symbol}{digits}{percent}{self.after}"


def localized(digits: str, locale: Locale) -> str:
    """Return a number that is written as in English with the separators of another language."""
    return digits.translate({ord(","): locale.group, ord("."): locale.decimal})


def parse(text: str) -> NumberFormat:
    """Return the format that follows the ``N``, with spaces for ``+``.

    A text without a star is written before the number as it is, and a single star at the very
    end means no options (``N*``). If an option is repeated the last one wins; ``f`` does not
    cancel ``p`` or ``e``. Raises ValueError for options that do not end or do not exist, and for
    more than ``MAX_DECIMALS`` decimals.
    """
    before, _, rest = text.partition("*")
    options, end, after = rest.partition("*")
    if options and not end:
        raise ValueError(f"the number format {quoted(text)} has only one star")
    settings: dict[str, str] = {}
    at = 0
    while at < len(options):
        match = _OPTION.match(options, at)
        if match is None:
            raise ValueError(
                f"{quoted(options[at:])} in the number format {quoted(text)} is not one of f, p, e,"
                " c with three letters, a count of decimals, z, s, x and y"
            )
        group = match.lastgroup or ""
        if match[0] != "f":
            settings[group] = match[group]
        at = match.end()
    decimals = _count(settings.get("decimals", "2"), text)
    zeros = _count(settings.get("zeros", "0") or str(decimals), text)
    return NumberFormat(
        before,
        after,
        kind=cast(Literal["f", "p", "e"], settings.get("kind", "f")),
        money=ascii_text.upper(settings.get("money", "")),
        decimals=max(decimals, zeros),
        zeros=zeros,
        grouped="grouped" in settings,
        axis=cast(Literal["x", "y"], settings.get("axis", "y")),
    )


def plain(value: float) -> str:
    """Return a finite number as an axis writes it: six significant digits, and never fewer than
    the whole ones; with an exponent from 1e+15 on and below 1e-05.
    """
    exponent = int(f"{value:.5e}".partition("e")[2])
    ordinary = value == 0 or (exponent >= -5 and abs(value) < 1e15)
    sign, digits = _trimmed(f"{value:.{max(0, 5 - exponent)}f}" if ordinary else f"{value:.5e}")
    return sign + digits


def _count(digits: str, text: str) -> int:
    count = int(digits.lstrip("0")[:4] or "0")
    if count > MAX_DECIMALS:
        raise ValueError(f"the number format {quoted(text)} has more than {MAX_DECIMALS} decimals")
    return count


def _trimmed(text: str, min_decimals: int = 0) -> tuple[str, str]:
    """Return the sign and the digits of a written number, without needless zeros and without -0."""
    digits, e, exponent = text.removeprefix("-").partition("e")
    whole, _, part = digits.partition(".")
    part = part.rstrip("0").ljust(min_decimals, "0")
    negative = text.startswith("-") and digits.strip("0.") != ""
    return "-" if negative else "", f"{whole}{'.' if part else ''}{part}{e}{exponent}"
