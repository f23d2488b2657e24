"""Gauges of a config: radialGauge and gauge."""

from __future__ import annotations

import math
from typing import Any

from ...colour import Colour
from ..labels import LabelRule, write
from ..round_plots import GaugePlot, RadialGaugePlot, Ring
from ..styles import Sides
from .literal import UNDEFINED, Code
from .options import Options, number, text
from .reader import Reader
from .style import GREY, TABLEAU, numbers, paint, paints, sides, text_style

_WHITE: Colour = (255, 255, 255, 255)
_BLACK: Colour = (0, 0, 0, 255)
_FILL: Colour = (166, 206, 227, 255)
_TRACK: Colour = (204, 221, 238, 255)


def _first(reader: Reader) -> Options:
    return reader.datasets[0] if reader.datasets else Options({}, "datasets[0]", reader.diagnostics)


def _numbers(raw: Any) -> list[float]:
    items = raw if isinstance(raw, list) else [raw]
    return [n for n in map(number, items) if n is not None]


def radial(reader: Reader) -> RadialGaugePlot:
    """Return a radial gauge."""
    options, dataset = reader.options, _first(reader)
    domain = _numbers(options.raw("domain"))
    low, high = (domain[0], domain[1]) if len(domain) > 1 else (0.0, 100.0)
    values = _numbers(dataset.raw("data"))
    value = values[0] if values else low
    centre = options.within("centerArea")
    given = centre.members.get("text", UNDEFINED)
    shown = str(math.ceil(value))
    if rule := centre.rule("text"):
        shown = write(rule, math.ceil(value))
    elif given is not UNDEFINED and given is not None and not isinstance(given, Code):
        shown = text(given)
    size = number(centre.raw("fontSize"))
    if not centre.flag("displayText", default=True):
        shown = ""
    style = None
    if size is not None:
        font = {"font": {"size": size}, "color": centre.raw("fontColor")}
        style = text_style(Options(font, centre.path, reader.diagnostics))
    fill = paint(dataset, "backgroundColor", _one(dataset.raw("backgroundColor")))
    return RadialGaugePlot(
        value,
        low,
        high,
        fill or _FILL,
        dataset.colour("borderColor", default=_WHITE),
        numbers(dataset, "borderWidth", default=2.0)[0],
        options.colour("trackColor", default=_TRACK),
        min(max(options.number("centerPercentage", default=80.0) / 100, 0.0), 1.0),
        options.number("rotation"),
        options.flag("roundedCorners", default=True),
        shown,
        style,
        centre.colour("fontColor", default=GREY),
        centre.read_colour("backgroundColor", centre.raw("backgroundColor")),
    )


def _one(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def gauge(reader: Reader) -> GaugePlot:
    """Return a gauge with bands and a needle."""
    options, dataset = reader.options, _first(reader)
    ends = sorted(_numbers(dataset.raw("data")))
    low = dataset.number("minValue")
    value = dataset.maybe_number("value")
    needle, label = options.within("needle"), options.within("valueLabel")
    value = low if value is None else value
    rule = label.rule("formatter") or LabelRule()
    cutout = number(text(options.raw("cutout")).removesuffix("%"))
    colours = paints(dataset, "backgroundColor")
    font = {"font": {"size": label.number("fontSize", default=12.0)}, "color": label.raw("color")}
    return GaugePlot(
        value,
        low,
        tuple(ends),
        Ring(
            0,
            "",
            tuple(ends),
            colours or tuple(TABLEAU[i % len(TABLEAU)] for i in range(max(len(ends), 1))),
            paints(dataset, "borderColor") or (_WHITE,),
            numbers(dataset, "borderWidth", default=2.0),
        ),
        0.5 if cutout is None else min(max(cutout / 100, 0.0), 1.0),
        options.number("rotation", default=270.0),
        min(max(options.number("circumference", default=180.0), 1.0), 360.0),
        needle.colour("color", default=_BLACK),
        (
            needle.number("radiusPercentage", default=2.0) / 100,
            needle.number("widthPercentage", default=3.2) / 100,
            needle.number("lengthPercentage", default=80.0) / 100,
        ),
        write(rule, value) if label.flag("display", default=True) else "",
        text_style(Options(font, label.path, reader.diagnostics), colour=_WHITE),
        label.colour("backgroundColor", default=_BLACK),
        label.number("borderRadius", default=5.0),
        sides(label.raw("padding"), Sides(5, 5, 5, 5)),
        label.number("bottomMarginPercentage", default=5.0) / 100,
    )
