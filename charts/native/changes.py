"""What a request says of a waterfall: changes, and the totals between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from api.errors import ParameterError
from api.named_tuple import NamedTuple
from api.suggest import did_you_mean

from ..colour import Colour
from ..diagnostics import Value, quoted
from .chart import Chart, ValueAxis
from .checks import Errors
from .styles import BarStyle, read_bars

if TYPE_CHECKING:
    from ..words.sentences import Said
    from .theme import Theme

_UP, _DOWN, _TOTAL = 2, 3, 0  # of the colours of the theme: green, red, blue


def totals(names: Sequence[str], labels: Sequence[str]) -> Errors:
    """Find a name of a total that is none of the labels."""
    wrong = next((name for name in names if name not in labels), None)
    if wrong is None:
        return []
    detail = f"{quoted(wrong)} is not one of the labels{did_you_mean(wrong, labels)}"
    return [ParameterError("totals", detail, "some of the labels")]


class Bar(NamedTuple):
    """From and to which value a bar reaches, and what is written at it."""

    start: float
    end: float
    value: float
    colour: Colour


class WaterfallPlot(NamedTuple):
    """Changes and totals in order."""

    labels: tuple[str, ...]
    bars: tuple[Bar, ...]
    axis: ValueAxis
    horizontal: bool
    connectors: str
    value_labels: bool
    style: BarStyle


def read(values: Mapping[str, Any], theme: Theme) -> WaterfallPlot:
    """Return the model of valid parameters."""
    own = theme.colours(1) if values["palette"] else ()
    colours = values["colors"] or (own and theme.colours(3)) or _signs(theme)
    changes: list[tuple[str, Value]] = list(zip(values["labels"], values["values"][0], strict=True))
    if values["total"]:
        changes.append((values["total"], None))
    bars, level = list[Bar](), 0.0
    for name, value in changes:
        if value is None or name in values["totals"]:
            level = level if value is None else value
            bars.append(Bar(0.0, level, level, colours[2 % len(colours)]))
            continue
        colour = colours[0 if value >= 0 else 1 % len(colours)]
        bars.append(Bar(level, level + value, value, colour))
        level += value
    names = tuple(name for name, _ in changes)
    return WaterfallPlot(
        names,
        tuple(bars),
        ValueAxis(values["ymin"], values["ymax"]),
        values["horizontal"],
        values["connectors"],
        values["value_labels"],
        read_bars(values),
    )


def _signs(theme: Theme) -> tuple[Colour, Colour, Colour]:
    """Return the colours of increases, decreases and totals: green, red and blue."""
    colours = theme.colours(8)
    return colours[_UP], colours[_DOWN], colours[_TOTAL]


def say(chart: Chart, plot: WaterfallPlot) -> Said:
    """Return what is said of changes: where they lead, and the largest ones."""
    from ..words.sentences import Said, counted, line
    from .describe import writer

    bars, names = plot.bars, plot.labels
    write = writer(chart.numbers)([*(bar.end for bar in bars), *(bar.value for bar in bars)])
    ends = [f"{line(names[i])} ({write(bars[i].end)})" for i in (0, -1)]
    scope = f"with {counted(len(bars), 'step')}"
    if len(bars) == 1:
        return Said(f"{scope}, {ends[0]}")
    changes = [i for i, bar in enumerate(bars) if bar.start]
    told = []
    for word, sign in (("increase", 1), ("decrease", -1)):
        i = max(changes, key=lambda i: sign * bars[i].value, default=None)
        if i is not None and sign * bars[i].value > 0:
            told.append(f"the largest {word} is {line(names[i])} ({write(bars[i].value)})")
    text = ", ".join(told)
    return Said(
        f"{scope} from {' to '.join(ends)}",
        (text[0].upper() + text[1:],) if text else (),
        "Horizontal waterfall chart" if plot.horizontal else "",
    )
