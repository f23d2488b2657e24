"""Charts without axes: sparkline and progressBar."""

from __future__ import annotations

from collections.abc import Sequence

from ..axes import Scale, Ticks
from ..chart import CartesianPlot
from ..datasets import Dataset
from ..labels import LabelRule, NumberRule
from ..styles import TextStyle
from .style import GREY, TABLEAU

_MARGIN = 0.05
"""Of the lowest and highest value, that a sparkline keeps free."""
_TICKS = Ticks(TextStyle(GREY), display=False)
_WHITE = (255, 255, 255, 255)


def sparkline(datasets: Sequence[Dataset]) -> CartesianPlot:
    """Return lines from edge to edge, on an axis that has room for the first one."""
    values = [v for d in datasets[:1] for v in d.values if v is not None]
    low, high = min(values, default=0.0), max(values, default=1.0)
    low, high = low - abs(low) * _MARGIN, high + abs(high) * _MARGIN
    if low == high:
        low, high = low - 1, high + 1
    count = max((len(d.values) for d in datasets), default=0)
    names = (("",),) * count
    return CartesianPlot(
        (
            Scale("x", "x", "category", "bottom", _TICKS, display=False, names=names),
            Scale("y", "y", "linear", "left", _TICKS, display=False, minimum=low, maximum=high),
        ),
        tuple(d._replace(x_axis="x", y_axis="y") for d in datasets),
        labels=names,
    )


def progress(datasets: Sequence[Dataset]) -> CartesianPlot:
    """Return a bar before another one that is the whole; of one dataset, the whole is 100."""
    first = datasets[0]
    if len(datasets) > 1:
        second = datasets[1]
        whole = next((v for v in second.values if v is not None), 100.0) or 100.0
        if second.fills == (TABLEAU[1],):  # it has no colour of its own
            second = second._replace(fills=(_WHITE,), edges=(TABLEAU[0],))
    else:
        whole = 100.0
        second = first._replace(
            number=1, values=(whole,), fills=(_WHITE,), edges=(TABLEAU[0],), datalabels=None
        )
    shown = first.datalabels
    if shown is not None and shown.label == LabelRule():
        number = NumberRule(factor=100 / whole, max_decimals=2)
        style = shown.style._replace(colour=_WHITE) if shown.style.colour == GREY else shown.style
        shown = shown._replace(label=LabelRule(suffix="%", number=number), style=style)
    bars = [
        d._replace(
            kind="bar",
            x_axis="x",
            y_axis="y",
            stack=None,
            datalabels=labels,
            edge_widths=(1.0,),
            edges=d.edges,
        )
        for d, labels in (
            (first, shown),
            (second, second.datalabels if len(datasets) > 1 else None),
        )
    ]
    return CartesianPlot(
        (
            Scale("x", "x", "linear", "bottom", _TICKS, display=False, minimum=0.0, maximum=whole),
            Scale(
                "y",
                "y",
                "category",
                "left",
                _TICKS,
                display=False,
                stacked=True,
                names=(("",),),
                offset=True,
            ),
        ),
        tuple(bars),
        "y",
        (("",),),
    )
