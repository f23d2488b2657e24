"""What a kind of chart is: the data that describes it, and the functions that make it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from api.named_tuple import NamedTuple

from .checks import Check
from .parameters import Parameter

if TYPE_CHECKING:  # reading a request must not load numpy
    from ..canvas.box import Box
    from ..canvas.surface import Canvas
    from .chart import Chart, LegendEntry, LegendPosition
    from .theme import Theme


class Example(NamedTuple):
    """A chart worth showing: its picture is tests/images/NAME.png."""

    name: str
    """Also its anchor in the gallery."""
    title: str
    """What the picture shows: its caption and its alternative text."""
    parameters: Mapping[str, Any]
    """As in a JSON body."""
    shown: bool = True
    """In the gallery and in the OpenAPI document; others are pictures of extremes for the tests."""


class Kind(NamedTuple):
    """What describes a kind of chart."""

    name: str
    """In URLs, and of its file."""
    title: str
    """Such as "Bar chart"; with an s, the heading in the gallery."""
    about: str
    """One sentence for the gallery and the documentation."""
    parameters: tuple[Parameter, ...]
    checks: tuple[Check, ...]
    examples: tuple[Example, ...]
    """At least three: a plain one first, where the playground starts, then extremes."""
    aliases: Mapping[str, str] = MappingProxyType({})
    """Other words for its parameters, where they can mean nothing else."""
    columns: tuple[str, ...] = ()
    """Lists besides names and values that have an item for each name: columns of a CSV."""
    square: bool = False
    """Whether what is drawn is as high as it is wide: the legend stands right beside it."""

    @property
    def noun(self) -> str:
        """The title within a sentence: "a bar chart"."""
        return (
            f"{'an' if self.title[0] in 'AEIOU' else 'a'} {self.title[0].lower()}{self.title[1:]}"
        )


class KindModule(Protocol):
    """What a file of ``kinds/`` has. Only ``draw`` loads numpy."""

    KIND: Kind

    def read(self, values: Mapping[str, Any], theme: Theme, /) -> Any:
        """Return the kind's model of valid parameters, each of which has a value."""

    def legend(self, plot: Any, position: LegendPosition, /) -> list[LegendEntry]:
        """Return the entries of the legend, in the order in which the eye meets them there."""

    def draw(self, canvas: Canvas, chart: Chart, plot: Any, box: Box, /) -> Sequence[str] | None:
        """Draw the model into the box that title and legend leave.

        Return notices of what could not be drawn as asked, if there is anything.
        """
