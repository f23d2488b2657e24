"""A native chart in words.

A kind whose file has a function ``say(chart, plot)`` is described by it. Any other one is
described by what its model holds: series along x or by names, or named values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..canvas.description import MAX_LENGTH, Description
from ..words import items, sentences, series
from ..words.sentences import Said
from . import kinds
from .chart import Chart, Series, ValueAxis
from .number_text import NumberFormat, choose
from .values import LARGEST
from .x_values import XValues

_MAX_DEPTH = 2  # models within a model that are looked into


def describe(chart: Chart) -> Description:
    """Return a chart in words: its kind and title, how much it shows, extremes and trends."""
    module = kinds.load(chart.kind)
    if own := sentences.line(chart.alt, MAX_LENGTH):
        title = sentences.line(chart.title, MAX_LENGTH) or module.KIND.title
        return Description(title, own)
    said: Said = getattr(module, "say", general)(chart, chart.plot)
    ends = (chart.x_title, chart.y_title)
    if getattr(chart.plot, "horizontal", False):
        ends = ends[::-1]
    titles = sentences.axes(*ends, chart.y2_title)
    return sentences.describe(
        module.KIND.title,
        said._replace(sentences=(*said.sentences, *titles)),
        title=chart.title,
        subtitle=chart.subtitle,
    )


def general(chart: Chart, plot: Any) -> Said:
    """Return what is said of a kind that has no words of its own."""
    parts = list(_parts(plot))
    kind = _kind(chart.kind, plot)
    rows = [part for part in parts if isinstance(part, Series)]
    x = next((part for part in parts if isinstance(part, XValues)), None)
    lists = [part for part in parts if type(part) is tuple and not _is_colour(part)]
    if rows:
        count = len(rows[0].values)
        names = next((part for part in lists if len(part) == count and _texts(part)), ())
        places = along(x, chart) if x else named(names)
        joined = hasattr(plot, "area") or hasattr(plot, "curve")
        places = places._replace(ordered=joined or bool(x and x.type != "names"))
        return series.say(told(rows, chart), places, kind=kind)
    write = writer(chart.numbers)
    for values in lists:
        names = next((part for part in lists if len(part) == len(values) and _texts(part)), ())
        if values and names and all(map(_is_number, values)):
            return items.say(names, values, write, "value", kind=kind)
        if values and all(map(_is_item, values)):
            texts = [getattr(item, "name", "") or getattr(item, "label", "") for item in values]
            return items.say(texts, [item.value for item in values], write, "value", kind=kind)
    numbers = [value for values in lists for value in values if _is_number(value)]
    if numbers:
        return series.say([series.Told("", numbers, write)], named(()), kind=kind)
    entries = next((part for part in lists if part and _texts(part)), ())
    scope = f"with {items.entries(entries)}" if entries else ""
    if x and len(known := [at for at in x.at if at is not None]) > 1:
        text = place_writer(x, chart)(known)
        scope += f", from {text(min(known))} to {text(max(known))}"
    return Said(scope.removeprefix(", "), kind=kind)


def told(rows: Sequence[Series], chart: Chart) -> list[series.Told]:
    """Return series as they are told."""
    write = writer(chart.numbers)
    return [series.Told(row.name, row.values, write) for row in rows]


def writer(numbers: NumberFormat) -> Callable[[Sequence[float]], series.Write]:
    """Return what chooses how some numbers are written: in text, each with no more than it has."""

    def style(values: Sequence[float]) -> series.Write:
        chosen = choose(values, numbers)
        if numbers.decimals is None and chosen.notation != "general":
            chosen = chosen._replace(decimals=None)
        return chosen.__call__

    return style


def percent(chart: Chart) -> Callable[[float], str]:
    """Return what writes a share of a whole, 0 to 1, as the chart's language does."""
    asked = NumberFormat(notation="percent", decimals=0, locale=chart.numbers.locale)

    def write(share: float) -> str:
        if 0 < share < 0.005:
            return f"less than {choose((), asked)(0.01)}"
        if share > LARGEST:  # also where the division overflowed
            return f"more than {choose((), asked)(LARGEST)}"
        return choose((), asked)(share)

    return write


def named(names: Sequence[str], noun: str = "value") -> series.Places:
    """Return places with names and without an order."""

    def name(i: int) -> str:
        return sentences.line(names[i]) if i < len(names) else ""

    return series.Places(name, noun)


def along(x: XValues, chart: Chart) -> series.Places:
    """Return the places of xvalues: names, or numbers or times as the axis has them."""
    if x.type == "names":
        return named(x.names)
    if x.type == "time":
        return series.Places(lambda i: moment(x, x.at[i], chart))
    asked = NumberFormat(locale=chart.numbers.locale)

    def number(i: int) -> str:
        value = x.at[i]
        return "" if value is None else choose((value,), asked, years=True)(value)

    return series.Places(number)


def place_writer(x: XValues, chart: Chart) -> Callable[[Sequence[float]], series.Write]:
    """Return what chooses how some numbers or times of the xvalues are written."""
    if x.type == "time":
        return lambda _: lambda at: moment(x, at, chart)
    return writer(NumberFormat(locale=chart.numbers.locale))


def moment(x: XValues, at: float | None, chart: Chart) -> str:
    """Return a moment of the xvalues as their axis would write it by itself."""
    from .. import locales  # most charts have no times
    from . import time_text
    from .moments import fields

    if at is None:
        return ""
    when, locale = fields(at, x.zone), locales.load(chart.numbers.locale)
    if x.date_format:
        return time_text.strftime(x.date_format, when, locale)
    match x.precision:
        case "year":
            return str(when.year)
        case "week":
            return f"W{when.week[1]:02} {when.week[0]}"
        case "quarter" | "month" | "day":
            pattern = {"quarter": locale.quarter_year, "month": locale.month_year}
            return time_text.write(pattern.get(x.precision, locale.date), when, locale)
    clock = time_text.write(
        locale.minutes if x.precision in ("hour", "minute") else locale.seconds, when, locale
    )
    return f"{time_text.write(locale.date, when, locale)} {clock}" if x.dated else clock


def _kind(name: str, plot: Any) -> str:
    """Return the title of a kind, with what flags of the model say of it."""
    title = kinds.load(name).KIND.title
    flags = {
        "stacked": getattr(plot, "stacked", False),
        "horizontal": getattr(plot, "horizontal", False),
    }
    said = [word for word, is_set in flags.items() if is_set]
    if not said:
        return ""
    return " ".join((*said, title[0].lower() + title[1:])).capitalize()


def _parts(model: Any, depth: int = 0) -> Iterator[Any]:
    """Yield what a model holds; series one by one, and what is in models within it."""
    for part in model if isinstance(model, tuple) else ():
        if isinstance(part, tuple) and part and all(isinstance(row, Series) for row in part):
            yield from part
        elif isinstance(part, Series | XValues) or type(part) is tuple:
            yield part
        elif hasattr(part, "_fields") and not isinstance(part, ValueAxis) and depth < _MAX_DEPTH:
            yield from _parts(part, depth + 1)


def _is_colour(part: tuple[Any, ...]) -> bool:
    return len(part) == 4 and all(isinstance(channel, int) for channel in part)


def _texts(values: Sequence[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def _is_number(value: Any) -> bool:
    return isinstance(value, float)


def _is_item(value: Any) -> bool:
    return _is_number(getattr(value, "value", None)) and (
        isinstance(getattr(value, "name", None), str)
        or isinstance(getattr(value, "label", None), str)
    )
