"""Groups of raw values, whose distributions are drawn: what a request says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ..access.settings import MAX_VALUES
from ..colour import Colour
from ..diagnostics import Value
from ..statistics import summary
from . import parameters as p
from .chart import LegendEntry, ValueAxis
from .checks import (
    AXIS_RANGE,
    LOGARITHMIC_ENDS,
    POSITION_NEEDS_LEGEND,
    Check,
    Errors,
    Rows,
    too_many_colours,
)
from .values import Choice, Flag, Texts, Values

if TYPE_CHECKING:
    from ..words.sentences import Said
    from .chart import Chart
    from .theme import Theme

_PERCENTILES = {"p2": 0.02, "p5": 0.05, "p10": 0.10}

DATA = (
    p.Parameter(
        "values",
        Values(MAX_VALUES, p.MAX_SERIES, ragged=True),
        "the values of each group in any order, a list for each; of several series, the lists of"
        " all groups of the first one come first",
        "Data",
        required=True,
    ),
    p.Parameter("labels", Texts(p.MAX_SERIES, p.MAX_LABEL), "names of the groups", "Text", ()),
)
TEXTS = (
    *p.TITLES,
    p.XLABEL._replace(meaning="title of the axis of the groups"),
    p.YLABEL._replace(meaning="title of the axis of the values"),
    p.LEGEND._replace(meaning="a name for each series, if there are several in each group"),
    p.LEGEND_POSITION,
    p.VALUE_LABELS._replace(meaning="the medians as numbers, where there is room"),
)
WHISKERS = p.Parameter(
    "whiskers",
    Choice(("iqr", "range", *_PERCENTILES)),
    "how far the whiskers reach: to the furthest values within 1.5 times the height of the"
    " box (iqr, the default), to all values (range), or from the 2nd, 5th or 10th"
    " percentile to the 98th, 95th or 90th",
    "Drawing",
)
MEAN = p.Parameter("mean", Flag(), "a diamond at the mean of each group", "Drawing", False)
COLORS = p.COLORS._replace(
    meaning="a colour for each group, or for each series; a shorter list is repeated"
)
ALIASES = {"data": "values", "yvalues": "values", "xvalues": "labels"}


def _names(labels: Sequence[str], legend: Sequence[str], values: Rows) -> Errors:
    lists, series = len(values), len(legend) or 1
    if lists % series:
        detail = f"has {lists} lists, but legend has {series} series"
        return [ParameterError("values", detail, f"{series} lists for each group")]
    groups = lists // series
    if not labels or len(labels) == groups:
        return []
    detail = f"has {len(labels)}, but values has {groups} groups"
    return [ParameterError("labels", detail, f"as many as the groups of values: {groups}")]


def _colours(colours: Sequence[Colour], legend: Sequence[str], values: Rows) -> Errors:
    if legend:
        return too_many_colours(colours, len(legend), "series")
    return too_many_colours(colours, len(values), "groups")


def _logarithms(log: bool, values: Rows) -> Errors:
    wrong = next((v for row in values for v in row if v is not None and v <= 0), None)
    if not log or wrong is None:
        return []
    allowed = "numbers above 0, as log is set"
    return [ParameterError("values", f"{wrong:g} has no logarithm", allowed)]


CHECKS = (
    Check(("labels", "legend", "values"), _names),
    POSITION_NEEDS_LEGEND,
    Check(("colors", "legend", "values"), _colours),
    AXIS_RANGE,
    Check(("log", "values"), _logarithms),
    *LOGARITHMIC_ENDS,
)


class Group(NamedTuple):
    """The values of a group, those of one series of it, and what is drawn of them."""

    values: tuple[float, ...]
    """In ascending order."""
    low: float
    lower: float
    median: float
    upper: float
    high: float
    mean: float | None
    outliers: tuple[float, ...]
    colour: Colour


class Groups(NamedTuple):
    """Groups along an axis, and the series in each; None for one without any value."""

    labels: tuple[str, ...]
    series: tuple[LegendEntry, ...]
    """One for each series; none if there is only one."""
    rows: tuple[tuple[Group | None, ...], ...]
    """Of each series, its groups."""
    axis: ValueAxis
    horizontal: bool
    value_labels: bool

    @property
    def known(self) -> list[Group]:
        """Return the groups that have values."""
        return [group for row in self.rows for group in row if group]


def read(values: Mapping[str, Any], theme: Theme) -> Groups:
    """Return the groups of valid parameters."""
    rows, names = values["values"], values["legend"]
    colours = values["colors"] or theme.colours(len(names) or 1)[: len(names) or 1]
    count = len(rows) // (len(names) or 1)
    drawn = tuple(
        _group(values, row, colours[(i // count if names else i) % len(colours)])
        for i, row in enumerate(rows)
    )
    return Groups(
        values["labels"] or ("",) * count,
        tuple(
            LegendEntry(name, colours[i % len(colours)], "square") for i, name in enumerate(names)
        ),
        tuple(drawn[start : start + count] for start in range(0, len(drawn), count)),
        ValueAxis(values["ymin"], values["ymax"], values["log"]),
        values["horizontal"],
        values["value_labels"],
    )


def _group(values: Mapping[str, Any], row: Sequence[Value], colour: Colour) -> Group | None:
    """Return what is drawn of one list of values."""
    known = tuple(sorted(value for value in row if value is not None))
    if not known:
        return None
    if values.get("summary"):
        low, lower, median, upper, high = known
        return Group(known, low, lower, median, upper, high, None, (), colour)
    lower, median, upper = summary.quartiles(known)
    rule = values["whiskers"] or "iqr"
    low, high = known[0], known[-1]
    if rule in _PERCENTILES:
        share = _PERCENTILES[rule]
        low, high = (summary.quantile(known, s) for s in (share, 1 - share))
    elif rule == "iqr":
        low, high = summary.whiskers(known, lower, upper)
    mean = summary.mean(known) if values["mean"] else None
    outliers = summary.beyond(known, low, high) if values.get("outliers") == "points" else ()
    return Group(known, low, lower, median, upper, high, mean, outliers, colour)


def say(chart: Chart, groups: Groups) -> Said:
    """Return what is said of groups: the lowest and the highest median, and the range of all."""
    from ..words.sentences import Said, counted, line, listed, placed
    from .describe import writer

    names = [entry.name for entry in groups.series] or [""]
    named = [
        (", ".join(filter(None, (line(label), line(name)))), group)
        for name, row in zip(names, groups.rows, strict=True)
        for label, group in zip(groups.labels, row, strict=True)
        if group
    ]
    scope = f"with {counted(len(groups.labels), 'group')}"
    if len(groups.series) > 1:
        scope += f" of {len(groups.series)} series"
    if not named:
        return Said(f"{scope} without values")
    low = min(group.values[0] for _, group in named)
    high = max(group.values[-1] for _, group in named)
    write = writer(chart.numbers)([low, high, *(group.median for _, group in named)])
    ordered = sorted(named, key=lambda pair: pair[1].median)
    shown = named if len(named) <= 4 else [ordered[0], ordered[-1]]
    texts = [placed(write(group.median), name) for name, group in shown]
    medians = f"The medians are {listed(texts)}"
    if len(named) > len(shown):
        medians = f"The medians range from {' to '.join(texts)}"
    elif len(named) == 1:
        medians = f"The median is {texts[0]}"
    return Said(scope, (medians, f"The values range from {write(low)} to {write(high)}"))
