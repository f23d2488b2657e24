"""The values of a dataset, and where they stand along the axis of the index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.named_tuple import NamedTuple

from ...diagnostics import Value
from ..axes import Scale
from . import scales
from .literal import UNDEFINED
from .options import number

_MAX_RADIUS = 10_000.0  # of bubbles, in pixels: a curve takes time with its size


class Values(NamedTuple):
    """The values of a dataset; see ``Dataset``."""

    values: tuple[Value, ...]
    starts: tuple[Value, ...] = ()
    places: tuple[Value, ...] = ()
    sizes: tuple[Value, ...] = ()


def read(
    data: Any, index_scale: Scale, value_scale: Scale, index_axis: str, labels: Sequence[Any]
) -> Values:
    """Return the values of a dataset, and where they stand if points say so."""
    if isinstance(data, str):  # data as text
        data = data.strip("[] ").split(",")
    if isinstance(data, dict):
        data = [{"x": k, "y": v} for k, v in data.items()]
    value_axis = "y" if index_axis == "x" else "x"
    values: list[Value] = []
    starts: list[Value] = []
    places: list[Value] = []
    sizes: list[Value] = []
    for i, item in enumerate(data if isinstance(data, list) else []):
        place: Value = float(i)
        if index_scale.kind in ("time", "timeseries") and i < len(labels):
            place = scales.value(labels[i], index_scale)
        start = size = None
        value = item
        if isinstance(item, dict):
            value = item.get(value_axis, item.get("v", item.get("value")))
            at = item.get(index_axis, item.get("t"))
            if at is not None and at is not UNDEFINED:
                place = scales.value(at, index_scale)
            size = number(item.get("r"))
            size = None if size is None else min(size, _MAX_RADIUS)
        if isinstance(value, list) and len(value) >= 2:
            start, value = scales.value(value[0], value_scale), value[1]
        values.append(scales.value(value, value_scale))
        starts.append(start)
        places.append(place)
        sizes.append(size)
    count = len(values)
    return Values(
        tuple(values),
        tuple(starts) if any(s is not None for s in starts) else (),
        tuple(places) if places != [float(i) for i in range(count)] else (),
        tuple(sizes) if any(s is not None for s in sizes) else (),
    )
