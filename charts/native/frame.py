"""What a request says of the frame around the data: ranges, directions, ticks, labels, marks.

Ends of the axis of the xvalues are read when it is known what the xvalues are.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ..diagnostics import quoted
from . import reference, x_values
from .chart import ValueAxis
from .reference import AxisName, Reference
from .x_values import Reading, XValues

Which = Literal["none", "x", "y", "both"]
WHICH: tuple[Which, ...] = get_args(Which)
NAMES = ("xmin", "xmax", "xlog", "xticks", "yticks", "reverse", "xreverse", "grid", "axes")
"""The parameters, of which a kind has those that make sense for it."""
OF_X = ("xmin", "xmax", "xlog", "xticks")
"""Those of the axis of the xvalues."""
CHECKED = (
    "xvalues", "xtype", "labels", "total", "start", "end", "log", "y2log", *OF_X, *reference.NAMES,
)  # fmt: skip
"""Which are checked together with what these depend on, if a kind has them."""

_LOGARITHMS: Mapping[str, AxisName] = {"xlog": "x", "log": "y", "y2log": "y2"}


class Frame(NamedTuple):
    """How the axes are drawn around the data; None lets kind and data decide."""

    x: ValueAxis = ValueAxis()
    """The ends of an axis of numbers or times (seconds), and whether it is logarithmic."""
    x_ticks: int | None = None
    y_ticks: int | None = None
    """About how many."""
    reverse: bool = False
    """Values rise downwards, or to the left."""
    x_reverse: bool = False
    grid: Which | None = None
    """At the ticks of which axes lines cross the plot."""
    labels: Which | None = None
    """Which axes have labels."""
    reference: Reference | None = None
    """Targets, bands and annotations."""
    y: ValueAxis = ValueAxis()
    """The same as x of the axis of the values, where the kind itself reads nothing of it."""

    numbered: bool = False
    """Numbers stand at the values: the texts of annotations keep away from these."""

    def turned(self) -> Frame:
        """Return the frame of a chart whose axes have each other's place, as in a timeline."""
        other: dict[Which | None, Which | None] = {"x": "y", "y": "x"}
        return Frame(
            self.y,
            self.y_ticks,
            self.x_ticks,
            self.x_reverse,
            self.reverse,
            other.get(self.grid, self.grid),
            other.get(self.labels, self.labels),
            self.reference and self.reference.turned(),
            self.x,
            self.numbered,
        )


def read_frame(values: Mapping[str, Any]) -> Frame | None:
    """Return what valid parameters say, None if nothing; ``xvalues`` are ``XValues`` by now."""
    # Kinds without axes have other parameters of these names.
    if "grid" not in values or not any(map(values.get, (*NAMES, *reference.NAMES))):
        return None
    x = _x_of(values)
    low, high = (
        None if values.get(end) is None else x_values.place(x, values[end])
        for end in ("xmin", "xmax")
    )
    return Frame(
        ValueAxis(low, high, values.get("xlog", False)),
        values.get("xticks"),
        values.get("yticks"),
        values.get("reverse", False),
        values.get("xreverse", False),
        values.get("grid"),
        values.get("axes"),
        reference.read(values, x),
        numbered=bool(values.get("value_labels")),
    )


def _x_of(values: Mapping[str, Any], reading: Reading | None = None) -> XValues:
    """Return the xvalues; of a kind without them its times, its labels, or those of numbers.

    Raises ValueError if they are wrong.
    """
    along = values.get("xvalues")
    if isinstance(along, XValues):
        return along
    if reading:
        return x_values.read(along or (), values["xtype"], reading)
    if "start" in values:
        return x_values.read((*values["start"], *values["end"]), "auto", Reading(names=False))
    names = reference.names_of(values)
    return XValues("numbers", ()) if names is None else x_values.of_names(names)


def without_logarithm(x: XValues) -> tuple[XValues, tuple[str, ...]]:
    """Return xvalues with gaps for those that have no logarithm, and the notice of these."""
    wrong = [value for value in x.at if value is not None and value <= 0]
    if not wrong:
        return x, ()
    at = tuple(value if value is not None and value > 0 else None for value in x.at)
    gaps = "1 of them is a gap" if len(wrong) == 1 else f"{len(wrong)} of them are gaps"
    notice = f"xvalues: {gaps}, as a logarithmic axis shows values above 0 only"
    return x._replace(at=at), (notice,)


def errors(values: Mapping[str, Any], reading: Reading | None) -> list[ParameterError]:
    """Return what is wrong with what is asked of the axes, and with the reference marks.

    ``reading``: how the kind reads its xvalues; None if it has none.
    """
    if not any(map(values.get, (*OF_X, *reference.NAMES))):
        return []
    x: XValues | None = None
    with contextlib.suppress(ValueError):  # which is an error of the xvalues
        x = _x_of(values, reading)
    logs = {axis for flag, axis in _LOGARITHMS.items() if values.get(flag)}
    marks = reference.errors(values, x, logs)
    return [*(_of_x(values, x) if x else ()), *marks]


def _of_x(values: Mapping[str, Any], x: XValues) -> list[ParameterError]:
    """Return what is wrong with the ends of the axis of the xvalues, its ticks and logarithm."""
    asked = [name for name in OF_X if values.get(name)]
    if asked and x.type == "names":
        detail = "needs an axis of numbers or times, but the xvalues are names"
        allowed = "xvalues that are numbers, dates or times"
        return [ParameterError(name, detail, allowed) for name in asked]
    if values.get("xlog") and x.type == "time":
        return [ParameterError("xlog", "needs numbers, but the xvalues are times", "no xlog")]
    return _wrong_ends(values, lambda text: x_values.place(x, text), x) if asked else []


def _wrong_ends(
    values: Mapping[str, Any], place: Callable[[str], float], x: XValues
) -> list[ParameterError]:
    wrong, ends = list[ParameterError](), dict[str, float]()
    for name in ("xmin", "xmax"):
        if values.get(name) is None:
            continue
        try:
            ends[name] = place(values[name])
        except ValueError as error:
            wrong.append(ParameterError(name, str(error), f"{x_values.PLACES[x.type]}, as xvalues"))
    if wrong:
        return wrong
    if values.get("xlog"):
        for name, end in ends.items():
            if end <= 0:
                detail = f"{end:g} has no logarithm"
                wrong.append(ParameterError(name, detail, "a number above 0, as xlog is set"))
        if x.at and not any(v is not None and v > 0 for v in x.at):
            wrong.append(
                ParameterError("xvalues", "none is above 0", "some above 0, as xlog is set")
            )
    if len(ends) == 2 and ends["xmin"] >= ends["xmax"]:
        detail = f"{quoted(values['xmin'])} is not before xmax"
        wrong.append(ParameterError("xmin", detail, f"less than {values['xmax']}"))
    return wrong
