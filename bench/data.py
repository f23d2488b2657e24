"""Data of native charts: the examples of every kind in other words, and any number of values."""

from __future__ import annotations

import math
import random
import re
import string
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from charts.native import kinds
from charts.native.values import Links, Text, Texts, Values

Parameters = dict[str, Any]
_FIRST_DAY = date(2015, 1, 1)
_TEXTS = ("labels", "legend")  # besides the data: texts that are the request's own
_dated = re.compile(r"([0-9]{4})(-.*)?").fullmatch
_CALENDAR = 28  # years, after which the days of the week are the same again, but for centuries


def word(chance: random.Random, length: int) -> str:
    """Return letters at random."""
    return "".join(chance.choices(string.ascii_letters, k=length))


def renewed(kind: str, chance: random.Random) -> Parameters:
    """Return the first example of a kind with words as long as its own, and in other years."""
    known, example = kinds.parameters(kind), kinds.load(kind).KIND.examples[0].parameters
    words: dict[str, str] = {}
    shift = chance.randrange(280) * _CALENDAR

    def other(text: Any) -> Any:
        if not isinstance(text, str) or not any(map(str.isalpha, text)):
            match = _dated(text) if isinstance(text, str) else None
            return f"{int(match[1]) + shift}{match[2] or ''}" if match else text
        return words.setdefault(text, word(chance, len(text)))

    def link(text: str) -> str:
        ends, _, value = text.rpartition(":")
        return ">".join(map(other, ends.split(">"))) + f":{value}"

    chart = dict(example)
    for name, value in example.items():
        row = known[name]
        if isinstance(row.type, Links):
            chart[name] = list(map(link, value))
        elif isinstance(row.type, Texts) and (row.group == "Data" or name in _TEXTS):
            nested = isinstance(value[0], list)
            chart[name] = (
                [list(map(other, part)) for part in value] if nested else list(map(other, value))
            )
        elif isinstance(row.type, Text) and (row.group == "Text" or _dated(str(value))):
            chart[name] = other(value)
    return chart


def grown(kind: str, count: int, chance: random.Random, series: int = 1) -> Parameters:
    """Return data with so many values in each series; {} for a kind that shows one number."""
    if kind in _SPECIAL:
        return _SPECIAL[kind](min(count, limit(kind)), chance)
    known = kinds.parameters(kind)
    required = [name for name, row in known.items() if row.required]
    names, values = kinds.names_parameter(kind), kinds.values_parameter(kind)
    if not values:
        return {}
    chart: Parameters = {}
    for name in required:
        row = known[name]
        if name == names:
            numeric = not isinstance(row.type, Texts) or row.type.places
            chart[name] = (
                _numbers(count, chance, 1000)
                if numeric
                else [word(chance, 8) for _ in range(count)]
            )
        elif isinstance(row.type, Values):
            many = series if row.type.max_series > 1 and name == values else 1
            rows = [_numbers(count, chance, 99) for _ in range(many)]
            chart[name] = rows if many > 1 or row.type.max_series > 1 else rows[0]
        else:
            return {}
    return chart


def limit(kind: str) -> int:
    """Return how many values a kind takes at most."""
    lists = (row.type for row in kinds.parameters(kind).values() if row.required)
    limits = (one.max_items for one in lists if isinstance(one, Links | Texts | Values))
    return min(limits, default=1)


def _numbers(count: int, chance: random.Random, most: int) -> list[float]:
    return [chance.randint(1, most) / 2 for _ in range(count)]


def _days(count: int) -> list[str]:
    return [str(_FIRST_DAY + timedelta(i)) for i in range(count)]


def _heatmap(count: int, chance: random.Random) -> Parameters:
    side = max(1, math.isqrt(count))
    names = [[word(chance, 6) for _ in range(side)] for _ in range(2)]
    rows = [_numbers(side, chance, 99) for _ in range(side)]
    return {"columns": names[0], "rows": names[1], "values": rows}


def _calendar(count: int, chance: random.Random) -> Parameters:
    return {"dates": _days(count), "values": _numbers(count, chance, 99)}


def _candlestick(count: int, chance: random.Random) -> Parameters:
    first, last = _numbers(count, chance, 99), _numbers(count, chance, 99)
    return {
        "xvalues": _days(count),
        "open": first,
        "close": last,
        "high": [max(pair) + 1 for pair in zip(first, last, strict=True)],
        "low": [min(pair) - 1 for pair in zip(first, last, strict=True)],
    }


def _timeline(count: int, chance: random.Random) -> Parameters:
    days = [chance.randrange(300) for _ in range(count)]
    return {
        "labels": [word(chance, 8) for _ in days],
        "start": [str(_FIRST_DAY + timedelta(day)) for day in days],
        "end": [str(_FIRST_DAY + timedelta(day + chance.randrange(1, 60))) for day in days],
        "groups": [f"group {day % 4}" for day in days],
    }


def _sankey(count: int, chance: random.Random) -> Parameters:
    side = math.isqrt(count) + 1
    pairs = [(i // side, i % side) for i in range(count)]
    sources, targets = ([word(chance, 6) for _ in range(side)] for _ in range(2))
    return {"links": [f"{sources[a]}>{targets[b]}:{chance.randint(1, 99)}" for a, b in pairs]}


_SPECIAL: dict[str, Callable[[int, random.Random], Parameters]] = {
    "heatmap": _heatmap,
    "calendar": _calendar,
    "candlestick": _candlestick,
    "timeline": _timeline,
    "sankey": _sankey,
}
"""Kinds whose data must go together in ways of their own."""
