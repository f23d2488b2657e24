"""Values as distances from a centre, each name a spoke, clockwise from the top."""

from __future__ import annotations

from api.errors import ParameterError

from .. import parameters as p
from .. import styles
from ..checks import AXIS_RANGE, LEGEND_CHECKS, SERIES_COLOURS, Check, Errors, same_length
from ..kind import Example, Kind
from ..radar_plot import draw, legend, read
from ..values import Flag

__all__ = ["KIND", "draw", "legend", "read"]


def _individual(individual: bool, low: float | None, high: float | None) -> Errors:
    if not individual or (low is None and high is None):
        return []
    name = "ymin" if low is not None else "ymax"
    return [ParameterError(name, "every spoke ends at its own largest value", "no individual")]


KIND = Kind(
    "radar",
    "Radar chart",
    "Values as distances from a centre, each name a spoke; several series, filled.",
    parameters=(
        p.NAMES._replace(meaning="names of the spokes"),
        p.YVALUES,
        *p.TITLES,
        p.LEGEND,
        p.LEGEND_POSITION,
        p.Parameter("fill", Flag(), "fill what the lines enclose", "Drawing", False),
        p.Parameter("markers", Flag(), "a dot at each value", "Drawing", False),
        p.VALUE_LABELS._replace(meaning="numbers at the values, where there is room"),
        *styles.LINES,
        *p.VALUE_AXIS[:2],
        p.Parameter(
            "individual",
            Flag(),
            "each spoke reaches from 0 to its own largest value, so that things of different units"
            " can be compared",
            "Axes",
            False,
        ),
        p.COLORS,
        *p.PICTURE,
    ),
    checks=(
        same_length("yvalues", "xvalues"),
        *LEGEND_CHECKS,
        SERIES_COLOURS,
        AXIS_RANGE,
        Check(("individual", "ymin", "ymax"), _individual),
        *styles.LINE_CHECKS,
    ),
    examples=(
        Example("radar", "Skills of two people, filled", {
            "title": "Skills", "legend": ["Ada", "Grace"], "fill": True, "markers": True,
            "xvalues": ["Design", "Code", "Tests", "Writing", "Planning", "Support"],
            "yvalues": [[4, 5, 3, 4, 2, 3], [3, 4, 5, 2, 4, 5]], "ymin": 0, "ymax": 5,
        }),
        Example("radar-individual", "Cars whose values have different units", {
            "title": "Two cars", "subtitle": "Each spoke up to the larger of the two",
            "xvalues": ["Power in kW", "Range in km", "Boot in litres", "Weight in kg", "Seats"],
            "yvalues": [[150, 480, 385, 1770, 5], [110, 395, 310, 1540, 4]],
            "legend": ["Estate", "City"], "individual": True, "fill": True,
        }),
        Example("radar-dark-gaps", "Twelve months with a gap, and values below zero, dark", {
            "xvalues": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
                        "Nov", "Dec"],
            "yvalues": [-9, -7, -2, 4, 11, 16, 19, None, 13, 7, 0, -6], "suffix": "°",
            "theme": "dark", "width": 400, "height": 400,
        }),
        Example("radar-styles", "A dashed target and numbers at the values, the gap joined", {
            "xvalues": ["Speed", "Power", "Range", "Price", "Comfort"],
            "yvalues": [[6, 8, None, 5, 7], [7, 7, 7, 7, 7]], "legend": ["Model", "Target"],
            "dash": ["solid", "dashed"], "points": ["square:8", "none"], "gaps": "joined",
            "value_labels": True, "width": 400, "height": 300,
        }, shown=False),
        Example("radar-two", "Two spokes, in a small picture", {
            "xvalues": ["a", "b"], "yvalues": [3, 0], "width": 120, "height": 90,
        }, shown=False),
    ),
    square=True,
)  # fmt: skip
