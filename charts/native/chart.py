"""The model: a chart as plain, validated data."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from api.named_tuple import NamedTuple

from ..canvas.sanitize import normalize
from ..diagnostics import Value
from . import spreads
from .number_text import AS_GIVEN, NumberFormat

if TYPE_CHECKING:  # an app that starts needs the errors only
    from ..canvas.faces import Family
    from ..colour import Colour
    from .frame import Frame
    from .spreads import Ends
    from .theme import Theme
    from .x_values import XValues

LegendPosition = Literal["right", "left", "top", "bottom", "none", "ends"]
Align = Literal["left", "center", "right"]
Format = Literal["png", "svg", "pdf", "webp", "jpg", "gif", "base64", "alt"]
"""``base64`` is a PNG as a data URI, ``alt`` the chart in words: texts."""
Dash = Literal["solid", "dashed", "dotted", "dashdot"]
Typeface = Literal["sans", "serif", "mono"]
"""Of the families of the canvas, those that a request may ask for."""


class Chart(NamedTuple):
    """A whole picture. Sizes are in pixels; ``scale`` is device pixels per pixel (PNG)."""

    kind: str
    plot: Any
    """The kind's own model: what its ``read`` returns."""
    width: int
    height: int
    theme: Theme
    font: Family = "sans"
    text_size: float | None = None
    """Of ordinary text in pixels; None: what suits the picture."""
    title_size: float | None = None
    title: str = ""
    subtitle: str = ""
    source: str = ""
    alt: str = ""
    """What is said of the chart in place of a description of its data."""
    title_align: Align = "left"
    x_title: str = ""
    y_title: str = ""
    y2_title: str = ""
    legend: LegendPosition = "none"
    scale: float = 1.0
    format: Format = "png"
    x_type: Literal["", "names", "numbers", "time"] = ""
    """What the xvalues are, of a kind that has them."""
    numbers: NumberFormat = AS_GIVEN
    """How its values are written, on their axis and beside them."""
    y2_numbers: NumberFormat = AS_GIVEN
    """The same for values on the second axis."""
    frame: Frame | None = None
    """What is asked of the axes; None if nothing is."""
    notices: tuple[str, ...] = ()
    """What is drawn otherwise than it was asked for."""
    dark: Chart | None = None
    """The same in dark colours, for a reader who prefers these (SVG)."""


class Series(NamedTuple):
    """Values that belong together, with the name the legend gives them ("" for none)."""

    name: str
    values: tuple[Value, ...]
    colours: tuple[Colour, ...]
    """One colour, or one for each value (bars of a single series)."""
    errors: tuple[Ends | None, ...] = ()
    """From where to where each value may be; empty if nothing is known of that."""

    @property
    def ends(self) -> list[float]:
        """Return the ends of all errors, which an axis must reach."""
        return [end for ends in self.errors if ends for end in ends]


class ValueAxis(NamedTuple):
    """What a request says of the axis of the values; None lets the data decide."""

    minimum: float | None = None
    maximum: float | None = None
    log: bool = False


class LegendEntry(NamedTuple):
    """One line of a legend."""

    name: str
    colour: Colour
    mark: Literal["square", "line", "circle", "triangle", "diamond", "plus", "cross"]
    number: str = ""
    """What follows the name and is never shortened."""
    dash: Dash = "solid"
    """Of a line."""
    colours: tuple[Colour, ...] = ()
    """Those of its values, if these have several."""


def read_series(
    values: Mapping[str, Any],
    theme: Theme,
    *,
    data: str = "yvalues",
    colour_each_value: bool = False,
) -> tuple[Series, ...]:
    """Return the series of a parameter with their names (``legend``) and ``colors``.

    ``colour_each_value``: the colours given for a single series are those of its values.
    """
    rows = values[data]
    errors = spreads.ends(values.get("yerror", ()), rows)
    colours = values["colors"] or theme.colours(len(rows))
    names = values["legend"] or ("",) * len(rows)
    if colour_each_value and len(rows) == 1 and values["colors"]:
        return (Series(names[0], rows[0], tuple(colours), errors[0]),)
    return tuple(
        Series(name, row, (colours[i % len(colours)],), errors[i])
        for i, (name, row) in enumerate(zip(names, rows, strict=True))
    )


def in_order_of_x(
    x: XValues, series: tuple[Series, ...], *, numbers: bool = False
) -> tuple[XValues, tuple[Series, ...]]:
    """Return the points of times, and if asked those of ``numbers``, in the order of their places.

    Others are joined as they were given.
    """
    if x.type != "time" and not (numbers and x.type == "numbers"):
        return x, series
    at = x.at
    order = sorted(range(len(at)), key=[math.inf if t is None else t for t in at].__getitem__)
    x = x._replace(at=tuple(at[i] for i in order))
    return x, tuple(in_order(s, order) for s in series)


def in_order(series: Series, order: Sequence[int]) -> Series:
    """Return a series with its values, and their errors, in another order."""
    errors = tuple(series.errors[i] for i in order) if series.errors else ()
    return series._replace(values=tuple(series.values[i] for i in order), errors=errors)


def read_number_format(values: Mapping[str, Any], axis: Literal["", "y2_"] = "") -> NumberFormat:
    """Return what ``number_format``, ``decimals``, ``prefix``, ``suffix`` and ``locale`` say.

    ``axis`` is how the names of those of the second axis start.
    """
    asked: NumberFormat = values[f"{axis}number_format"] or AS_GIVEN
    decimals = values[f"{axis}decimals"]
    if decimals is not None:
        asked = asked._replace(decimals=decimals)
    prefix, suffix = (_affix(values[axis + name]) for name in ("prefix", "suffix"))
    return asked._replace(prefix=prefix, suffix=suffix, locale=values["locale"])


def _affix(text: str) -> str:
    """Return a text of one line; spaces at its ends stay."""
    return normalize(text).replace("\n", " ") if text else ""


def read_value_axis(values: Mapping[str, Any]) -> ValueAxis:
    """Return what ``ymin``, ``ymax`` and ``log`` say."""
    return ValueAxis(values["ymin"], values["ymax"], values.get("log", False))


def read_second_axis(values: Mapping[str, Any]) -> ValueAxis:
    """Return what ``y2min``, ``y2max`` and ``y2log`` say."""
    return ValueAxis(values["y2min"], values["y2max"], values["y2log"])
