"""The parts of a line that differ in style (``segment`` of Chart.js), each as a path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.named_tuple import NamedTuple

from ..datasets import Dataset, Line
from ..styles import Paint

if TYPE_CHECKING:
    from .lines import Curve, Point


class Part(NamedTuple):
    """A run of a line in one style."""

    points: Sequence[Point]
    codes: Sequence[int]
    edge: Paint
    width: float
    fill: Paint
    line: Line


def parts(dataset: Dataset, curve: Curve) -> list[Part]:
    """Return the runs of a line; those of a dataset whose segments differ, cut between points."""
    line, style = dataset.line, dataset.line.segment
    edge, width, fill = dataset.edges[0], dataset.edge_widths[0], dataset.fills[0]
    if style is not None:
        edge, fill = style.edge or edge, style.fill or fill
        width = width if style.width is None else style.width
        line = line._replace(
            dash=line.dash if style.dash is None else style.dash,
            cap=style.cap or line.cap, join=style.join or line.join,
        )  # fmt: skip
    return [Part(points, codes, edge, width, fill, line) for points, codes in curve.runs]
