"""One value on a scale from ``min`` to ``max``, with bands and a target: gauges, progress bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ..colour import Colour, over
from . import parameters as p
from .chart import Chart, LegendEntry
from .checks import POSITION_NEEDS_LEGEND, Check, Errors, Rows, length_error, too_many_colours
from .number_text import choose
from .values import Number, Text, Values

if TYPE_CHECKING:
    from ..words.sentences import Said
    from .theme import Theme

_MAX_BANDS = 20
_PALEST, _STRONGEST = 0.2, 0.5  # of the first colour, in bands without colours of their own

VALUE = p.Parameter("value", Number(), "the value", "Data", required=True)
BANDS = p.Parameter(
    "bands",
    Values(_MAX_BANDS - 1, 1),
    "where a band ends and the next one starts, from min to max: 60,80 makes three bands",
    "Data",
    (),
)
MEASURE = (
    VALUE,
    BANDS,
    p.Parameter("target", Number(), "a value to reach, which is marked", "Data"),
)
"""The data of one value on a scale."""
LABEL = p.Parameter("label", Text(p.MAX_LABEL), "what the value is", "Text", "")
ENDS = (
    p.Parameter("min", Number(), "where the scale starts", "Axes", 0.0),
    p.Parameter("max", Number(), "where the scale ends", "Axes", 100.0),
)
LOOKS = (
    p.LEGEND._replace(meaning="a name for each band"),
    p.LEGEND_POSITION,
    p.COLORS._replace(meaning="the colour of the value, or a colour for each band"),
)
ALIASES = {"values": "value", "data": "value", "yvalues": "value"}


def _ends(low: float, high: float) -> Errors:
    if low < high:
        return []
    return [ParameterError("min", f"{low:g} is not below max", f"less than {high:g}")]


def _bands(rows: Rows, low: float, high: float) -> Errors:
    edges = [low, *(rows[0] if rows else ()), high]
    if low >= high or all(a is not None and b is not None and a < b for a, b in pairwise(edges)):
        return []
    allowed = f"ascending numbers between {low:g} and {high:g}, min and max"
    return [ParameterError("bands", "do not ascend from min to max", allowed)]


def _target(target: float | None, low: float, high: float) -> Errors:
    if target is None or low >= high or low <= target <= high:
        return []
    allowed = f"a number from {low:g} to {high:g}, min and max"
    return [ParameterError("target", f"{target:g} is beyond the scale", allowed)]


def _names(names: Sequence[str], rows: Rows) -> Errors:
    if not names:
        return []
    if not rows:
        return [ParameterError("legend", "needs bands to name", "bands, or no legend")]
    return length_error("legend", len(names), "the bands", len(rows[0]) + 1)


def _colours(colours: Sequence[Colour], rows: Rows) -> Errors:
    return too_many_colours(colours, len(rows[0]) + 1 if rows else 1, "bands")


CHECKS = (
    Check(("min", "max"), _ends),
    Check(("bands", "min", "max"), _bands),
    Check(("target", "min", "max"), _target),
    Check(("legend", "bands"), _names),
    POSITION_NEEDS_LEGEND,
    Check(("colors", "bands"), _colours),
)


class Measure(NamedTuple):
    """A value on a scale; ``edges`` are those of the bands with both ends of the scale."""

    value: float
    edges: tuple[float, ...]
    target: float | None
    label: str
    names: tuple[str, ...]
    bands: tuple[Colour, ...]
    """A colour for each band; empty if there are none."""
    colour: Colour
    """Of the value."""

    @property
    def ends(self) -> tuple[float, float]:
        """Return where the scale starts and ends."""
        return self.edges[0], self.edges[-1]

    def share(self, value: float) -> float:
        """Return where a value lies on the scale, 0 to 1; one beyond it lies at its end."""
        low, high = self.ends
        # Halved, so that a range of twice the largest allowed value does not overflow.
        return min(max((value / 2 - low / 2) / (high / 2 - low / 2), 0.0), 1.0)

    def shares(self) -> list[tuple[float, float, Colour]]:
        """Return where each band starts and ends on the scale, and its colour."""
        places = [self.share(edge) for edge in self.edges]
        return [
            (start, end, colour)
            for (start, end), colour in zip(pairwise(places), self.bands, strict=bool(self.bands))
        ]

    def text(self, chart: Chart) -> str:
        """Return the value as it is written."""
        return choose((self.value,), chart.numbers)(self.value)

    def scale_texts(self, chart: Chart, *values: float) -> list[str]:
        """Return numbers of the scale as they are written, all in one style."""
        write = choose(
            (*self.edges, *(() if self.target is None else (self.target,))),
            chart.numbers,
            exact=True,
        )
        return [write(value) for value in values]

    def notices(self) -> list[str]:
        """Return a notice of a value that the scale does not reach."""
        low, high = self.ends
        if low <= self.value <= high:
            return []
        return [f"value: {self.value:g} is beyond the scale from {low:g} to {high:g}"]


def read(values: Mapping[str, Any], theme: Theme) -> Measure:
    """Return the model of valid parameters.

    Bands without colours or a palette of their own are tints of the colour of the value, from
    pale to strong; with them, the value has the colour of its band.
    """
    inner = values["bands"][0] if values["bands"] else ()
    edges = (values["min"], *inner, values["max"])
    count = len(inner) + 1
    given = values["colors"] or (theme.colours(count) if values["palette"] else ())
    colour = given[0] if given else theme.colours(1)[0]
    bands: tuple[Colour, ...] = ()
    if inner and given:
        bands = tuple(given[i % len(given)] for i in range(count))
        colour = bands[sum(values["value"] >= edge for edge in inner)]
    elif inner:
        steps = (_PALEST + (_STRONGEST - _PALEST) * i / (count - 1) for i in range(count))
        ground = over(theme.background, (255, 255, 255, 255))
        clear = theme.background[3] == 0
        tints = ((*colour[:3], round(255 * step)) for step in steps)
        bands = tuple(tint if clear else over(tint, ground) for tint in tints)
    return Measure(
        values["value"],
        edges,
        values["target"],
        values["label"],
        values["legend"],
        bands,
        colour,
    )


def legend(measure: Measure) -> list[LegendEntry]:
    """Return an entry for each band that has a name."""
    return [
        LegendEntry(name, colour, "square")
        for name, colour in zip(measure.names, measure.bands, strict=bool(measure.names))
    ]


def say(chart: Chart, measure: Measure) -> Said:
    """Return what is said of a value: where it is on its scale, in which band, and its target."""
    from ..words.sentences import Said, line
    from .describe import writer

    value, target = measure.value, measure.target
    ends = measure.ends
    write = writer(chart.numbers)([value, *ends, *(() if target is None else (target,))])
    label = line(measure.label)
    scope = f"at {write(value)}{f' ({label})' if label else ''}"
    sentences = []
    if measure.names:
        band = sum(value >= edge for edge in measure.edges[1:-1])
        sentences.append(f"That is in the band “{line(measure.names[band])}”")
    if target is not None:
        sentences.append(f"The target is {write(target)}")
    return Said(f"{scope}, on a scale from {' to '.join(map(write, ends))}", tuple(sentences))
