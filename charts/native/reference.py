"""Reference marks beside the data: targets, bands and annotations, and how they are written.

``80:Goal`` is a target, ``20..40:Normal`` a band, and ``3,40:Peak`` an annotation. A place along
an axis may contain colons, as a time does: the longest text that is a place is the place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import Any, Literal

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ..diagnostics import quoted
from . import x_values
from .values import read_number
from .x_values import XValues

AxisName = Literal["x", "y", "y2"]
"""``y2`` is the second axis of values."""
Place = Callable[[str], float]
"""Returns where a text stands on an axis. Raises ValueError."""

LINES: Mapping[str, AxisName] = {"target": "y", "y2target": "y2", "xtarget": "x"}
BANDS: Mapping[str, AxisName] = {"band": "y", "y2band": "y2", "xband": "x"}
POINTS: Mapping[str, AxisName] = {"annotate": "y", "y2annotate": "y2"}
"""With the axis of the values of their points."""
NAMES = (*LINES, *BANDS, *POINTS)
"""The parameters."""


class Target(NamedTuple):
    """A value that is marked by a line across the plot."""

    parameter: str
    written: str
    axis: AxisName
    at: float
    label: str


class Band(NamedTuple):
    """A range that is marked across the plot; None reaches to the end of the axis."""

    parameter: str
    written: str
    axis: AxisName
    low: float | None
    high: float | None
    label: str


class Annotation(NamedTuple):
    """A text at a point."""

    parameter: str
    written: str
    x: float
    y: float
    label: str

    @property
    def axis(self) -> AxisName:
        """Return the axis of its value."""
        return POINTS[self.parameter]


class Reference(NamedTuple):
    """The reference marks of a chart."""

    targets: tuple[Target, ...] = ()
    bands: tuple[Band, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    names: tuple[str, ...] = ()
    """Those along the axis of the xvalues, if it has names: marks stand at their indices."""

    def along(self, axis: AxisName) -> list[float]:
        """Return the places on an axis that it must reach."""
        places = [target.at for target in self.targets if target.axis == axis]
        for band in self.bands:
            if band.axis == axis:
                places += [end for end in (band.low, band.high) if end is not None]
        places += [a.x if axis == "x" else a.y for a in self.annotations if axis in ("x", a.axis)]
        return places

    def across_panels(self) -> Reference:
        """Return what marks the axis of the xvalues, without labels."""
        return Reference(
            tuple(t._replace(label="") for t in self.targets if t.axis == "x"),
            tuple(b._replace(label="") for b in self.bands if b.axis == "x"),
        )

    def moved(self, x: Callable[[float], float]) -> Reference:
        """Return the marks with other places along the axis of the xvalues."""

        def end(place: float | None) -> float | None:
            return None if place is None else x(place)

        return Reference(
            tuple(t._replace(at=x(t.at)) if t.axis == "x" else t for t in self.targets),
            tuple(
                b._replace(low=end(b.low), high=end(b.high)) if b.axis == "x" else b
                for b in self.bands
            ),
            tuple(a._replace(x=x(a.x)) for a in self.annotations),
        )

    def turned(self) -> Reference:
        """Return the marks of targets and bands on the other axis."""
        other: dict[AxisName, AxisName] = {"x": "y", "y": "x", "y2": "x"}
        return Reference(
            tuple(t._replace(axis=other[t.axis]) for t in self.targets),
            tuple(b._replace(axis=other[b.axis]) for b in self.bands),
        )

    def among(self, names: Sequence[str]) -> Reference:
        """Return the marks at the same names in another order."""
        if not self.names or tuple(names[: len(self.names)]) == self.names:
            return self
        return self.moved(lambda index: float(names.index(self.names[int(index)])))


def read(values: Mapping[str, Any], x: XValues | None) -> Reference | None:
    """Return the marks that valid parameters ask for, None if there are none."""
    if not any(map(values.get, NAMES)):
        return None
    reference, _ = _read(values, x, frozenset())
    return reference


def errors(
    values: Mapping[str, Any], x: XValues | None, logs: Set[AxisName]
) -> list[ParameterError]:
    """Return what is wrong with the marks; ``x`` is None if the xvalues are wrong themselves.

    ``logs``: the axes that are logarithmic.
    """
    return _read(values, x, logs)[1]


def _read(
    values: Mapping[str, Any], x: XValues | None, logs: Set[AxisName]
) -> tuple[Reference, list[ParameterError]]:
    """Return the marks that are right, and the errors of the others."""
    targets, bands, annotations = list[Target](), list[Band](), list[Annotation]()
    wrong: list[ParameterError] = []
    places: dict[AxisName, Place] = {"y": read_number, "y2": read_number}
    if x:
        places["x"] = _on_x(x)
    places |= {axis: _above_zero(place) for axis, place in places.items() if axis in logs}

    def refuse(name: str, written: str, why: ValueError, axis: AxisName, example: str) -> None:
        place = x_values.PLACES[x.type] if axis == "x" and x else "a number"
        zero = " above 0, as the axis is logarithmic" if axis in logs else ""
        allowed = f"such as {example}, with {place}{zero}"
        wrong.append(ParameterError(name, f"{quoted(written)}: {why}", allowed))

    def asked(names: Mapping[str, AxisName]) -> Iterator[tuple[str, AxisName, Place, str]]:
        for name, axis in names.items():
            if place := places.get(axis):
                for written in values.get(name) or ():
                    yield name, axis, place, written

    for name, axis, place, written in asked(LINES):
        try:
            targets.append(Target(name, written, axis, *_placed(written, place)))
        except ValueError as error:
            refuse(name, written, error, axis, "80:Goal")
    for name, axis, place, written in asked(BANDS):
        try:
            low, high, label = _range(written, place)
        except ValueError as error:
            refuse(name, written, error, axis, "20..40:Normal")
            continue
        bands.append(Band(name, written, axis, low, high, label))
    for name, of_value in POINTS.items() if "x" in places else ():
        for at, text in values.get(name) or ():
            written, axis = f"{at},{text}", "x"
            try:
                across = places["x"](at)
                axis = of_value
                up, label = _placed(text, places[axis])
                if not label:
                    raise ValueError("has no text")
            except ValueError as error:
                refuse(name, written, error, axis, "3,40:Peak")
                continue
            annotations.append(Annotation(name, written, across, up, label))
    names = x.names if x else ()
    return Reference(tuple(targets), tuple(bands), tuple(annotations), names), wrong


def _on_x(x: XValues) -> Place:
    return lambda text: x_values.place(x, text)


def _above_zero(place: Place) -> Place:
    def positive(text: str) -> float:
        at = place(text)
        if at <= 0:
            raise ValueError(f"{at:g} has no logarithm")
        return at

    return positive


def _placed(text: str, place: Place) -> tuple[float, str]:
    """Return the place at the start of a text, and the label after it. Raises ValueError."""
    parts = text.split(":")
    error: ValueError | None = None
    for count in range(len(parts), 0, -1):
        try:
            return place(":".join(parts[:count])), ":".join(parts[count:]).strip()
        except ValueError as why:
            error = why  # that of the shortest is the last one
    raise error or ValueError("is empty")


def _range(text: str, place: Place) -> tuple[float | None, float | None, str]:
    """Return the ends of a band and its label. Raises ValueError."""
    start, dots, rest = text.partition("..")
    if not dots:
        raise ValueError("is not a range")
    low = place(start) if start.strip() else None
    if not rest.strip() or rest.lstrip().startswith(":"):
        high, label = None, rest.strip()[1:].strip()
    else:
        high, label = _placed(rest, place)
    if low is None and high is None:
        raise ValueError("has no end")
    if low is not None and high is not None and low > high:
        raise ValueError("the first end is beyond the second")
    return low, high, label


def names_of(values: Mapping[str, Any]) -> Sequence[str] | None:
    """Return the names along the axis of a kind that has ``labels`` for xvalues, else None."""
    if "labels" not in values:
        return None
    total = values.get("total")
    return (*values["labels"], total) if total else values["labels"]
