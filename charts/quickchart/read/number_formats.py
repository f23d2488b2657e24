"""Numbers as ``Intl.NumberFormat`` writes them: languages, currencies, percentages, units."""

from __future__ import annotations

from ..labels import LabelRule, NumberRule

_SYMBOLS = {
    "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "INR": "₹", "BRL": "R$",
    "KRW": "₩", "CAD": "CA$", "AUD": "A$", "MXN": "MX$", "CHF": "CHF\u00a0", "SEK": "SEK\u00a0",
    "PLN": "PLN\u00a0", "IDR": "IDR\u00a0", "VND": "₫", "ILS": "₪",
}  # fmt: skip
_BEHIND = ("de", "fr", "es", "it", "pt-PT", "ru", "pl", "sv", "da", "fi", "nb", "cs", "uk", "nl-BE")
_MARKS = {
    "de": (".", ","), "fr": ("\u202f", ","), "es": (".", ","), "it": (".", ","), "pt": (".", ","),
    "id": (".", ","), "nl": (".", ","), "tr": (".", ","), "ru": ("\u00a0", ","),
    "pl": ("\u00a0", ","), "sv": ("\u00a0", ","), "cs": ("\u00a0", ","), "uk": ("\u00a0", ","),
    "da": (".", ","), "fi": ("\u00a0", ","), "nb": ("\u00a0", ","), "vi": (".", ","),
    "de-CH": ("’", "."),
}  # fmt: skip
"""What sets thousands apart, and the decimal mark, of languages other than English."""


def localized(rule: LabelRule, language: str, options: dict[str, object]) -> LabelRule:
    """Return a rule with the options of ``Intl.NumberFormat``."""
    base = language.partition("-")[0]
    group, point = _MARKS.get(language, _MARKS.get(base, (",", ".")))
    number = rule.number or NumberRule()
    style, currency = options.get("style"), str(options.get("currency", "USD")).upper()
    money = style == "currency"
    min_digits = options.get(
        "minimumFractionDigits", 2 if money and currency not in ("JPY", "KRW") else 0
    )
    max_digits = options.get("maximumFractionDigits")
    min_digits = min(max(int(min_digits), 0), 20) if isinstance(min_digits, int | float) else 0
    if not isinstance(max_digits, int | float):
        max_digits = max(min_digits, min_digits if money else 0 if style == "percent" else 3)
    compact = options.get("notation") == "compact"
    number = number._replace(
        group="" if options.get("useGrouping") is False else group,
        point=point,
        max_decimals=max(min(max(int(max_digits), 0), 20), 0),
        min_decimals=min(min_digits, int(max_digits)),
    )
    if compact:
        number = number._replace(units=("", "K", "M", "B", "T"), max_decimals=1, min_decimals=0)
    prefix, suffix = rule.prefix, rule.suffix
    if style == "percent":
        number = number._replace(factor=number.factor * 100)
        suffix = ("\u00a0%" if base in ("de", "fr", "es", "sv", "ru", "cs") else "%") + suffix
    elif money:
        symbol = _SYMBOLS.get(currency, f"{currency}\u00a0")
        if base in _BEHIND or language in _BEHIND:
            suffix = f"\u00a0{symbol.strip()}{suffix}"
        else:
            prefix += symbol
    elif style == "unit" and isinstance(options.get("unit"), str):
        suffix = f" {options['unit']}{suffix}"
    return rule._replace(number=number, prefix=prefix, suffix=suffix)
