"""Clouds of words of a config (chartjs-chart-wordcloud)."""

from __future__ import annotations

from api.errors import ParameterError

from ...diagnostics import ChartError
from ..chart import LegendItem
from ..diagrams import CloudPlot, CloudWord
from ..styles import plain_colour
from .options import Options, number, text
from .reader import Reader
from .style import paints, text_style

MAX_WORDS = 300
_MAX_LETTERS = 60
_ELEMENTS = "word"


def read(reader: Reader) -> CloudPlot:
    """Return the cloud of the labels, their sizes the values. Raises ChartError if it is large."""
    dataset = (
        reader.datasets[0] if reader.datasets else Options({}, "datasets[0]", reader.diagnostics)
    )
    elements = reader.options.within("elements").within(_ELEMENTS)
    words = tuple(
        sorted(
            (
                CloudWord(name[:_MAX_LETTERS], size)
                for name, size in zip(
                    map(text, reader.labels), _sizes(dataset, elements), strict=False
                )
                if name.strip() and size > 0
            ),
            key=lambda word: -word.size,
        )
    )
    if len(words) > MAX_WORDS:
        raise ChartError(
            [ParameterError("labels", f"are {len(words):,} words", f"at most {MAX_WORDS}")]
        )
    own = Options({**elements.members, **dataset.members}, dataset.path, reader.diagnostics)
    font = {
        name: own.members[name] for name in ("family", "style", "weight") if name in own.members
    }
    style = text_style(
        Options({"font": font, "color": own.members.get("color")}, own.path, reader.diagnostics)
    )
    colours = tuple(map(plain_colour, paints(own, "color"))) or (style.colour,)
    return CloudPlot(
        words, colours, style, _angles(own), min(max(own.number("padding", default=1), 0), 100)
    )


def _sizes(dataset: Options, elements: Options) -> list[float]:
    """Return the size of each word in pixels: its own, else its value."""
    values = [
        number(v.get("y", v.get("value")) if isinstance(v, dict) else v)
        for v in dataset.list("data")
    ]
    for options in (dataset, elements):
        given = [number(size) for size in options.list("size")]
        if given:
            values = [given[i % len(given)] for i in range(len(values))]
            break
    return [min(value or 0.0, 1000.0) for value in values]


def _angles(options: Options) -> tuple[float, ...]:
    """Return the angles of words; the plugin turns clockwise."""
    fixed = [-n for n in map(number, options.list("rotate")) if n is not None]
    if fixed:
        return tuple(fixed[:100])
    steps = int(min(max(options.number("rotationSteps", default=2), 1), 100))
    low = options.number("minRotation", default=-90.0)
    high = options.number("maxRotation", default=0.0)
    if steps < 2 or low == high:
        return (-low,) if steps > 1 else (0.0,)
    return tuple(-low - (high - low) * i / (steps - 1) for i in range(steps))


def legend_item(reader: Reader, plot: CloudPlot) -> tuple[LegendItem, ...]:
    """Return the entry of the words, if they have a name."""
    label = reader.datasets[0].text("label") if reader.datasets else ""
    return (LegendItem(label, plot.colours[0], plot.colours[0], 0.0),) if label else ()
