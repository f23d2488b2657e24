"""What a request says of a timeline: from when to when each entry lasts, and in which row it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ..colour import Colour
from ..diagnostics import Value, quoted
from . import parameters as p
from . import x_values
from .checks import Check, Errors, length_error, needs_flag, same_length, too_many_colours
from .values import Choice, Text
from .x_values import Reading, XValues

_READING = Reading(names=False)
_MAX_TIME = 60  # characters
SECONDS = {
    "minutes": 60.0, "hours": 3600.0, "days": 86_400.0, "weeks": 604_800.0,
    "months": 2_629_746.0, "years": 31_556_952.0,
}  # fmt: skip
"""The units of durations; months and years are those of the Gregorian calendar on average."""

DATA = (
    p.LABELS._replace(meaning="names of the entries; those of the same name share a row"),
    p.Parameter(
        "start",
        p.NAME_LIST,
        "when each entry starts: dates or times (ISO 8601), or numbers",
        "Data",
        required=True,
    ),
    p.Parameter(
        "end",
        p.NAME_LIST,
        "when each entry ends: at the beginning of that day or month; where one is left empty or is"
        " the same as the start, the entry is a milestone",
        "Data",
        required=True,
    ),
    p.Parameter(
        "groups",
        p.NAME_LIST,
        "what each entry belongs to: entries of a group stand together and have a colour, which"
        " the legend explains",
        "Data",
        (),
    ),
)
TODAY = (
    p.Parameter(
        "today", Text(_MAX_TIME), "a time at which a line is drawn, such as the current date",
        "Drawing", "",
    ),
    p.Parameter(
        "today_label", Text(p.MAX_LABEL), "text above the line; Today by default", "Drawing"
    ),
)  # fmt: skip
FRAME = tuple(
    row._replace(
        meaning=row.meaning.replace("the axis of the xvalues", "the axis of the times").replace(
            "of the xvalues, of the values", "of the times, of the names"
        )
    )
    for row in (*p.X_AXIS, *p.ALONG)
)
"""What is asked of the axis of the times."""
UNIT = p.Parameter(
    "unit",
    Choice(tuple(SECONDS)),
    "of the durations that value_labels writes; by default days, or hours if times of day are"
    " given",
    "Numbers and dates",
)
ORDER = p.Parameter(
    "order",
    Choice(("given", "start")),
    "of the rows of a group: as they are given, or by their first start",
    "Drawing",
    "given",
)
ALIASES = {
    "tasks": "labels", "names": "labels", "xvalues": "labels", "categories": "labels",
    "starts": "start", "from": "start", "begin": "start", "ends": "end", "to": "end",
    "until": "end", "finish": "end", "group": "groups", "now": "today",
}  # fmt: skip


def _times(texts: Sequence[str]) -> XValues:
    """Return times, or numbers. Raises ValueError."""
    return x_values.read(tuple(texts), "auto", _READING)


def _readable(start: Sequence[str], end: Sequence[str], today: str) -> Errors:
    """Find times that are none, or that do not go together with the others."""
    given = {"start": start, "end": end, "today": (today,)}
    types: dict[str, str] = {}
    errors: Errors = []
    for name, texts in given.items():
        if any(text.strip() for text in texts):
            try:
                types[name] = _times(texts).type
            except ValueError as error:
                errors.append(ParameterError(name, str(error), "dates or times, or numbers"))
    if not errors:
        try:
            _times([*start, *end, today])
        except ValueError:
            (first, kind), *others = types.items()
            other = next((name for name, one in others if one != kind), others[-1][0])
            errors.append(ParameterError(other, f"does not go together with {first}",
                                         "dates or times in all, or numbers in all"))  # fmt: skip
    return errors


def _lasting(labels: Sequence[str], start: Sequence[str], end: Sequence[str]) -> Errors:
    """Find an entry that ends before it starts, or does not start."""
    try:
        at = _times([*start, *end]).at
    except ValueError:
        return []  # is said already
    for i, (first, last) in enumerate(zip(at[: len(start)], at[len(start) :], strict=False)):
        name = f"entry {i + 1}" + (f" ({quoted(labels[i])})" if i < len(labels) else "")
        if first is None and last is not None:
            return [ParameterError("start", f"{name} has an end but none", "a time for each end")]
        if first is not None and last is not None and last < first:
            detail = f"{quoted(end[i])} of {name} is before its start"
            return [ParameterError("end", detail, f"{quoted(start[i])} or later")]
    return []


def _groups(groups: Sequence[str], labels: Sequence[str]) -> Errors:
    if not groups:
        return []
    if len(names := dict.fromkeys(groups)) > p.MAX_SERIES:
        return [ParameterError("groups", f"{len(names)} different ones", f"at most {p.MAX_SERIES}")]
    return length_error("groups", len(groups), "labels", len(labels))


def _colours(colours: Sequence[Colour], labels: Sequence[str], groups: Sequence[str]) -> Errors:
    kind, names = ("groups", groups) if groups else ("names", labels)
    return too_many_colours(colours, len(dict.fromkeys(names)), kind)


def _position(position: str | None, groups: Sequence[str]) -> Errors:
    if any(groups) or position in (None, "none"):
        return []
    return [ParameterError("legend_position", "needs groups, which it explains", "groups, or none")]


def _date_format(date_format: str, start: Sequence[str]) -> Errors:
    try:
        numbers = _times(start).type == "numbers" and any(text.strip() for text in start)
    except ValueError:
        return []
    if not date_format or not numbers:
        return []
    return [ParameterError("date_format", "needs dates or times", "no date_format, or dates")]


def _unit(unit: str | None, start: Sequence[str]) -> Errors:
    errors = _date_format(unit or "", start)
    return [error._replace(parameter="unit", allowed="no unit, or dates") for error in errors]


def _today_label(label: str | None, today: str) -> Errors:
    if label is None or today.strip():
        return []
    return [ParameterError("today_label", "needs today", "today, or no today_label")]


CHECKS = (
    same_length("start", "labels"),
    same_length("end", "labels"),
    Check(("start", "end", "today"), _readable),
    Check(("labels", "start", "end"), _lasting),
    Check(("groups", "labels"), _groups),
    Check(("colors", "labels", "groups"), _colours),
    Check(("legend_position", "groups"), _position),
    Check(("date_format", "start"), _date_format),
    Check(("unit", "start"), _unit),
    Check(("today_label", "today"), _today_label),
    needs_flag("unit", "value_labels"),
    *(needs_flag(parameter.name, "value_labels") for parameter in p.NUMBERS),
)


class Span(NamedTuple):
    """An entry, from its start to its end; a milestone ends when it starts."""

    row: int
    lane: int
    """In its row: entries that overlap are one below the other."""
    start: float
    end: float
    group: int


class Spans(NamedTuple):
    """Entries in their rows."""

    rows: tuple[str, ...]
    lanes: tuple[int, ...]
    """How many each row has."""
    borders: tuple[int, ...]
    """The rows with which another group begins."""
    spans: tuple[Span, ...]
    times: XValues
    today: Value


def read(values: Mapping[str, Any]) -> Spans:
    """Return the entries of valid parameters, the rows of a group one below the other."""
    labels, start, end = (values[name] for name in ("labels", "start", "end"))
    groups = values["groups"] or ("",) * len(labels)
    count = len(labels)
    times = _times([*start, *end, values["today"]])
    times = times._replace(date_format=values["date_format"])
    known = [(i, at, times.at[count + i]) for i, at in enumerate(times.at[:count])]
    order = {name: i for i, name in enumerate(dict.fromkeys(groups))}
    first: dict[str, tuple[float, ...]] = {}  # of each row: what it is sorted by
    for i, at, _ in known:
        by_start = at if values["order"] == "start" and at is not None else 0.0
        key = float(order[groups[i]]), by_start, float(i)
        before = first.get(labels[i])
        first[labels[i]] = key if before is None else (before[0], *min(before[1:], key[1:]))
    rows = tuple(sorted(first, key=lambda name: first[name]))
    index = {name: i for i, name in enumerate(rows)}
    spans, lanes = [], [1] * len(rows)
    ends: dict[int, list[float]] = {}  # of each row: when its lanes are free again
    for i, at, until in sorted(known, key=lambda entry: entry[1] or 0.0):
        if at is None:
            continue
        row, until = index[labels[i]], at if until is None else until
        free = ends.setdefault(row, [])
        lane = next((n for n, last in enumerate(free) if last <= at), len(free))
        free[lane : lane + 1] = [until]
        lanes[row] = len(free)
        spans.append(Span(row, lane, at, until, order[groups[i]]))
    of_rows = [first[name][0] for name in rows]
    borders = [i for i in range(1, len(rows)) if of_rows[i] != of_rows[i - 1]]
    return Spans(
        rows, tuple(lanes), tuple(borders), tuple(spans), times,
        times.at[-1],
    )  # fmt: skip


def unit_of(times: XValues, unit: str | None) -> float:
    """Return how many seconds the unit of the durations has; 1 for numbers."""
    if times.type == "numbers":
        return 1.0
    of_day = times.precision in ("hour", "minute", "second", "fraction")
    return SECONDS[unit or ("hours" if of_day else "days")]
