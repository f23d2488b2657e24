"""Checks of combinations: each value is valid alone, now they must go together.

A check runs only if all the parameters that it names are valid.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ..access import settings
from ..access.settings import MAX_PIXELS, MAX_VALUES
from ..colour import Colour
from ..diagnostics import Value
from . import frame, spreads, x_values
from .number_text import NumberFormat
from .x_values import Reading, XType

Errors = list[ParameterError]
Rows = tuple[tuple[Value, ...], ...]


class Check(NamedTuple):
    """A rule for the values of several parameters."""

    names: tuple[str, ...]
    errors: Callable[..., Errors]
    """Takes the values in the order of the names."""
    exclusive: bool = False
    """Two flags that must not both be set: OpenAPI can say this rule."""


def _count(values: Any) -> int:
    """Return how many items a list has; of series, the first one."""
    return len(values[0]) if values and isinstance(values[0], tuple) else len(values)


def same_length(name: str, other: str) -> Check:
    """``name`` has as many items as ``other``; of series, each one."""

    def errors(values: Any, others: Any) -> Errors:
        return length_error(name, _count(values), other, _count(others))

    return Check((name, other), errors)


def list_for_each(name: str) -> Check:
    """``name`` has a list for all series, or one for each, of the same lengths as ``yvalues``."""

    def errors(lists: Sequence[Sequence[Any]], rows: Rows) -> Errors:
        if not lists:
            return []
        if len(lists) not in (1, len(rows)):
            detail = f"has {len(lists)} lists, but yvalues has {len(rows)} series"
            return [ParameterError(name, detail, f"one list, or {len(rows)}")]
        pairs = [(len(lists[i % len(lists)]), len(row)) for i, row in enumerate(rows)]
        wrong = next((i for i, (count, expected) in enumerate(pairs) if count != expected), None)
        if wrong is None:
            return []
        count, expected = pairs[wrong]
        if name == "xvalues":  # which of the two is wrong is not known: values may be missing
            errors = length_error("yvalues", expected, "xvalues", count)
        else:
            errors = length_error(name, count, "yvalues", expected)
        if len(rows) == 1:
            return errors
        return [e._replace(detail=f"{e.detail} (series {wrong + 1})") for e in errors]

    return Check((name, "yvalues"), errors)


def length_error(name: str, count: int, other: str, expected: int) -> Errors:
    """Return the error of a list that has not as many items as another one."""
    if count == expected:
        return []
    return [
        ParameterError(
            name, f"has {count}, but {other} has {expected}", f"as many as {other}: {expected}"
        )
    ]


def _legend_position(position: str | None, legend: Sequence[str]) -> Errors:
    if legend or position in (None, "none"):
        return []
    return [ParameterError("legend_position", "needs names for the series", "legend, or none")]


POSITION_NEEDS_LEGEND = Check(("legend_position", "legend"), _legend_position)


def legend_checks(name: str) -> tuple[Check, ...]:
    """For kinds whose legend names the series of a parameter."""

    def errors(legend: Sequence[str], rows: Rows) -> Errors:
        return length_error("legend", len(legend), name, len(rows)) if legend else []

    return Check(("legend", name), errors), POSITION_NEEDS_LEGEND


LEGEND_CHECKS = legend_checks("yvalues")


def _title_align(
    align: str | None, title: str, subtitle: str, source: str, position: str | None = None
) -> Errors:
    if align is None or title or subtitle or source or position in ("top", "bottom"):
        return []
    return [
        ParameterError("title_align", "there is nothing to align", "a title, subtitle or source")
    ]


TITLE_ALIGN = Check(("title_align", "title", "subtitle", "source"), _title_align)
LEGEND_ALIGN = Check((*TITLE_ALIGN.names, "legend_position"), _title_align)
"""For kinds with a legend, which is aligned as well."""


def too_many_colours(colours: Sequence[Colour], maximum: int, things: str) -> Errors:
    """Return the error of more colours than ``maximum``, the number of ``things``."""
    if len(colours) <= maximum:
        return []
    return [
        ParameterError("colors", f"{len(colours)} for {maximum} {things}", f"at most {maximum}")
    ]


def _series_colours(colours: Sequence[Colour], rows: Rows) -> Errors:
    return too_many_colours(colours, len(rows), "series")


def series_colours(name: str) -> Check:
    """No more colours than series of a parameter."""
    return Check(("colors", name), _series_colours)


SERIES_COLOURS = series_colours("yvalues")


def _axis_range(axis: str) -> Check:
    """An axis, ``y`` or ``y2``, has a length."""
    names = f"{axis}min", f"{axis}max"

    def errors(low: float | None, high: float | None) -> Errors:
        if low is None or high is None or low < high:
            return []
        detail = f"{low:g} is not below {names[1]}"
        return [ParameterError(names[0], detail, f"less than {high:g}")]

    return Check(names, errors)


def _has_logarithm(name: str, flag: str = "log") -> Check:
    """An end of a logarithmic axis is above zero."""

    def errors(log: bool, value: Value) -> Errors:
        if not log or value is None or value > 0:
            return []
        allowed = f"a number above 0, as {flag} is set"
        return [ParameterError(name, f"{value:g} has no logarithm", allowed)]

    return Check((flag, name), errors)


def _some_logarithm(log: bool, rows: Rows, flag: str = "log") -> Errors:
    """Something is left on a logarithmic axis: other values are gaps (``query``)."""
    values = [value for row in rows for value in row if value is not None]
    if not log or not values or max(values) > 0:
        return []
    return [ParameterError("yvalues", "no value is above 0", f"some above 0, as {flag} is set")]


def x_values_are(reading: Reading) -> Check:
    """The xvalues are what ``xtype`` says, and have dates if there is a ``date_format``."""

    def errors(texts: x_values.Lists, kind: XType, date_format: str) -> Errors:
        try:
            x = x_values.read(texts, kind, reading)
        except ValueError as error:
            allowed = {
                "numbers": "numbers",
                "time": "dates or times (ISO 8601), such as 2024-12-31",
            }
            fallback = "numbers, dates or times (ISO 8601), or any texts with xtype=names"
            return [ParameterError("xvalues", str(error), allowed.get(kind, fallback))]
        if date_format and x.type != "time":
            detail = f"needs dates or times, but the xvalues are {x.type}"
            return [ParameterError("date_format", detail, "no date_format, or dates (xtype=time)")]
        return []

    return Check(("xvalues", "xtype", "date_format"), errors)


def frame_is(reading: Reading | None, known: frozenset[str]) -> Check:
    """What is asked of the axes fits the data; see ``frame.errors``."""
    names = tuple(name for name in frame.CHECKED if name in known)

    def errors(*values: Any) -> Errors:
        return frame.errors(dict(zip(names, values, strict=True)), reading)

    return Check(names, errors)


def is_range(name: str) -> Check:
    """A list of numbers has two of them, the smaller one first, or none."""

    def errors(rows: Rows) -> Errors:
        ends = rows[0] if rows else (0.0, 1.0)
        if len(ends) == 2 and ends[0] is not None and ends[1] is not None and ends[0] < ends[1]:
            return []
        return [ParameterError(name, "is not a range", "two ascending numbers, such as 20,40")]

    return Check((name,), errors)


AXIS_RANGE = _axis_range("y")
"""The axis of the values has a length."""
LOGARITHMIC_ENDS = tuple(map(_has_logarithm, ("ymin", "ymax")))
"""The ends of a logarithmic axis of the values are above zero."""
VALUE_AXIS_CHECKS = (
    AXIS_RANGE,
    Check(("log", "yvalues"), _some_logarithm),
    *LOGARITHMIC_ENDS,
)
"""For kinds with an axis of ``yvalues``."""


def _yerror(asked: spreads.Rows, rows: Rows) -> Errors:
    allowed = "as many as yvalues, or one number for all; a range has its value within"
    problem = next(spreads.problems(asked, rows), None)
    return [ParameterError("yerror", problem, allowed)] if problem else []


YERROR = Check(("yerror", "yvalues"), _yerror)
"""The errors are those of the values."""


def _stacked_errors(asked: spreads.Rows, stacked: Any) -> Errors:
    if not asked or not stacked:
        return []
    return [ParameterError("yerror", "of a stack is not drawn", "no yerror, or not stacked")]


STACKED_ERRORS = Check(("yerror", "stacked"), _stacked_errors)


def _only_decimals(axis: str = "") -> Check:
    """Decimals are given in one place."""
    names = f"{axis}number_format", f"{axis}decimals"

    def errors(asked: NumberFormat | None, decimals: int | None) -> Errors:
        if asked is None or asked.decimals is None or decimals is None:
            return []
        return [ParameterError(names[1], f"{names[0]} says them already", "one of the two")]

    return Check(names, errors)


def sides(axis: Sequence[str], rows: Rows) -> Sequence[str]:
    """Return the side, left or right, of the axis of each series; left is the default."""
    return axis or ("left",) * len(rows)


def logarithmic(rows: Rows, values: Mapping[str, Any]) -> list[bool]:
    """Return of each series whether its axis is logarithmic."""
    logs = {"left": values.get("log", False), "right": values.get("y2log", False)}
    return [logs[side] for side in sides(values.get("axis", ()), rows)]


def _sides(axis: Sequence[str], rows: Rows) -> Errors:
    """Each series has an axis, and some are on the left one."""
    if errors := per_series("axis", axis, rows):
        return errors
    if "left" in sides(axis, rows):
        return []
    return [ParameterError("axis", "no series is on the left axis", "left for at least one")]


def per_series(name: str, items: Sequence[Any], rows: Rows) -> Errors:
    """Return the error of a list that has an item for each series, or is left out."""
    return length_error(name, len(items), "yvalues", len(rows)) if items else []


def _needs_second_axis(name: str) -> Check:
    """What is said of the second axis has an effect only if a series is on it."""

    def errors(value: Any, axis: Sequence[str]) -> Errors:
        if "right" in axis or value is None or value is False or value in ("", ()):
            return []
        return [ParameterError(name, "no series is on the right axis", "axis=…,right,…")]

    return Check((name, "axis"), errors)


def _some_logarithm_of_side(side: str, flag: str) -> Check:
    def errors(log: bool, axis: Sequence[str], rows: Rows) -> Errors:
        if len(sides(axis, rows)) != len(rows):
            return []
        along = zip(sides(axis, rows), rows, strict=True)
        return _some_logarithm(log, tuple(row for at, row in along if at == side), flag)

    return Check((flag, "axis", "yvalues"), errors)


SECOND_AXIS_CHECKS = (
    _axis_range("y2"),
    *(_has_logarithm(name, "y2log") for name in ("y2min", "y2max")),
    _only_decimals("y2_"),
)
"""For kinds with a second axis of values."""

_OF_SECOND_AXIS = (
    "y2label",
    "y2min",
    "y2max",
    "y2log",
    "y2_number_format",
    "y2_decimals",
    "y2_prefix",
    "y2_suffix",
    "y2target",
    "y2band",
    "y2annotate",
)
CHOSEN_AXIS_CHECKS = (
    Check(("axis", "yvalues"), _sides),
    AXIS_RANGE,
    *map(_has_logarithm, ("ymin", "ymax")),
    *SECOND_AXIS_CHECKS,
    *map(_needs_second_axis, _OF_SECOND_AXIS),
    _some_logarithm_of_side("left", "log"),
    _some_logarithm_of_side("right", "y2log"),
)
"""For kinds whose series are each on one of two axes (``axis``)."""


def not_both(flag: str, other: str, why: str) -> Check:
    """Two flags exclude each other; ``why`` completes a sentence about the first one."""

    def errors(first: bool, second: bool) -> Errors:
        if not (first and second):
            return []
        return [ParameterError(flag, why, f"{flag} or {other}, not both")]

    return Check((flag, other), errors, exclusive=True)


def needs_flag(name: str, flag: str) -> Check:
    """``name`` has an effect only if a flag is set."""

    def errors(value: Any, is_set: bool) -> Errors:
        if is_set or value in (None, ""):
            return []
        return [ParameterError(name, f"needs {flag}", f"{flag}=true, or no {name}")]

    return Check((name, flag), errors)


def not_stacked(name: str, default: Any) -> Check:
    """``name`` has an effect only on what is not stacked."""

    def errors(value: Any, stacked: bool | str) -> Errors:
        if not stacked or value in (None, default):
            return []
        return [ParameterError(name, "stacked areas have no lines", f"no stacked, or no {name}")]

    return Check((name, "stacked"), errors)


def parts_of_a_whole(name: str) -> Check:
    """No size is negative, and not all are zero."""

    def errors(sizes: Rows) -> Errors:
        numbers = [v for row in sizes for v in row if v is not None]
        negative = [v for v in numbers if v < 0]
        if not negative and any(numbers):
            return []
        detail = f"{negative[0]:g} is negative" if negative else "all are 0"
        return [ParameterError(name, detail, "numbers of 0 or more, not all 0")]

    return Check((name,), errors)


def within_app_limit(name: str) -> Check:
    """Enforce this app's own MAX_VALUES, if it is set: for lists of values or names."""

    def errors(values: Any) -> Errors:
        maximum = settings.current().max_values or MAX_VALUES
        rows = values if values and isinstance(values[0], tuple) else (values,)
        count = sum(map(len, rows))
        if count <= maximum:
            return []
        return [ParameterError(name, f"{count} are too many", f"at most {maximum:,} on this app")]

    return Check((name,), errors)


def _pixels(width: int, height: int, scale: float) -> Errors:
    maximum = settings.current().max_pixels or MAX_PIXELS
    if round(width * scale) * round(height * scale) <= maximum:
        return []
    here = " on this app" if maximum < MAX_PIXELS else ""
    return [
        ParameterError(
            "scale" if scale > 1 else "width",
            f"{width}x{height} at scale {scale:g} is {width * height * scale**2:,.0f} pixels",
            f"width x height x scale² of at most {maximum:,}{here}",
        )
    ]


def _vector_scale(format: str, scale: float) -> Errors:  # noqa: A002 - the parameter's name
    if format not in ("svg", "pdf") or scale == 1:
        return []
    detail = f"does nothing for {format}, which is sharp at every size"
    return [ParameterError("scale", detail, "1, or format=png")]


def _title_size(size: float | None, title: str) -> Errors:
    if size is None or title:
        return []
    return [ParameterError("title_size", "there is no title", "a title, or no title_size")]


DECIMALS = _only_decimals()
TITLE_SIZE = Check(("title_size", "title"), _title_size)
SIZE = Check(("width", "height", "scale"), _pixels)
VECTOR_SCALE = Check(("format", "scale"), _vector_scale)
