"""What a request asks of the axes: ends, ticks, directions and labels; and what lies beyond."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from ...diagnostics import Value
from ..chart import Chart, ValueAxis
from ..frame import Frame
from ..reference import AxisName, Reference
from ..scale import NO_LABELS
from ..sizes import tick_font
from .axis_types import CategoryAxis, NumberAxis, TimeAxis
from .entries import EntryAxis
from .placed import Axes

AnyAxis = NumberAxis | TimeAxis | EntryAxis | CategoryAxis
ValuesAxis = NumberAxis | TimeAxis | CategoryAxis
"""Of the values: numbers, the rows of a heatmap, or the times of a timeline."""
# In parts of the text size: an annotation above its point, and above the number there.
_ANNOTATION_ROOM, _NUMBERED_ROOM = 2.2, 3.7


def marks(frame: Frame, x: AnyAxis) -> Reference | None:
    """Return the reference marks at places of the scale that the axis of the xvalues will have."""
    if frame.reference and isinstance(x, EntryAxis):
        return frame.reference.moved(x.place)
    if frame.reference and isinstance(x, CategoryAxis):  # whose names may be sorted
        return frame.reference.among(x.scale.names)
    return frame.reference


def along_x(frame: Frame, x: AnyAxis) -> AnyAxis:
    """Return the axis of the xvalues with the ends, ticks and marks that are asked for."""
    if isinstance(x, CategoryAxis):
        return x
    low, high, log = frame.x
    own = x.asked  # of a single bar
    asked = ValueAxis(
        own.minimum if low is None else low, own.maximum if high is None else high, log
    )
    x = x._replace(asked=asked, ticks=frame.x_ticks)
    places = frame.reference.along("x") if frame.reference else []
    if isinstance(x, NumberAxis):
        return x._replace(values=[*x.values, *places])
    return x._replace(marked=tuple(places)) if isinstance(x, TimeAxis) else x


@overload
def of_values(chart: Chart, y: NumberAxis, name: AxisName = "y") -> NumberAxis: ...
@overload
def of_values(chart: Chart, y: ValuesAxis, name: AxisName = "y") -> ValuesAxis: ...
def of_values(chart: Chart, y: ValuesAxis, name: AxisName = "y") -> ValuesAxis:
    """Return an axis of values that has the ticks and reaches the marks that are asked for.

    ``name``: ``y2`` for the second one.
    """
    frame = chart.frame
    if not frame or isinstance(y, CategoryAxis):
        return y
    y = y._replace(ticks=frame.y_ticks)
    if frame.y != ValueAxis():
        y = y._replace(asked=frame.y)
    if not frame.reference:
        return y
    if isinstance(y, TimeAxis):
        return y._replace(marked=tuple(frame.reference.along(name)))
    room = y.headroom
    if any(mark.axis == name for mark in frame.reference.annotations):
        # Their texts stand above their points.
        text = _NUMBERED_ROOM if frame.numbered else _ANNOTATION_ROOM
        room = max(room, tick_font(chart).size * text)
    return y._replace(values=[*y.values, *frame.reference.along(name)], headroom=room)


def as_asked(frame: Frame, axes: Axes) -> Axes:
    """Return fitted axes in the directions and with the labels that are asked for."""
    x, y, y2 = axes.x, axes.y, axes.y2
    if frame.x_reverse:
        x = x.reversed()
    if frame.reverse:
        y, y2 = y.reversed(), y2 and y2.reversed()
    if frame.labels in ("none", "y"):
        x = x._replace(labels=NO_LABELS)
    if frame.labels in ("none", "x"):
        y, y2 = y._replace(labels=NO_LABELS), y2 and y2._replace(labels=NO_LABELS)
    return axes._replace(x=x, y=y, y2=y2)


def beyond(
    frame: Frame | None,
    x: AnyAxis,
    y: ValuesAxis,
    y2: NumberAxis | None,
) -> tuple[str, ...]:
    """Return a notice for each end that was asked for, and beyond which something lies."""
    notices: list[str] = []
    if frame and isinstance(x, NumberAxis):
        notices += _values_beyond("x", x.values, frame.x)
    elif frame and isinstance(x, TimeAxis | EntryAxis):
        notices += _times_beyond(x.times.at, frame.x)
    if frame and frame.y != ValueAxis():  # whose axes are turned
        if isinstance(y, NumberAxis):
            notices += _values_beyond("x", y.values, frame.y)
        elif isinstance(y, TimeAxis):
            notices += _times_beyond(y.times.at, frame.y)
        return tuple(notices)
    for name, axis in (("y", y), ("y2", y2)):
        if isinstance(axis, NumberAxis):
            notices += _values_beyond(name, axis.values, axis.asked)
    return tuple(notices)


def _values_beyond(name: str, values: Sequence[Value], asked: ValueAxis) -> Iterator[str]:
    known = [value for value in values if value is not None]
    if not known:
        return
    low, high = min(known), max(known)
    if asked.minimum is not None and low < asked.minimum:
        yield f"{name}min: what lies below {asked.minimum:g}, down to {low:g}, is not shown"
    if asked.maximum is not None and high > asked.maximum:
        yield f"{name}max: what lies above {asked.maximum:g}, up to {high:g}, is not shown"


def _times_beyond(times: Sequence[Value], asked: ValueAxis) -> Iterator[str]:
    known = [time for time in times if time is not None]
    for end, count in (
        ("xmin", sum(asked.minimum is not None and time < asked.minimum for time in known)),
        ("xmax", sum(asked.maximum is not None and time > asked.maximum for time in known)),
    ):
        if count:
            yield f"{end}: {count} of {len(known)} times lie beyond it and are not shown"
