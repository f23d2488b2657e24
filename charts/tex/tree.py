"""A mathematical formula as a tree of plain data, whatever language it was written in.

A sign is given by its Unicode character; ``layout`` sets the tree, with the fonts of
``fonts``. Lengths are in em, the size of the type that surrounds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from api.named_tuple import NamedTuple

from ..colour import Colour

Class = Literal["ord", "op", "bin", "rel", "open", "close", "punct", "inner"]
"""What a part is to its neighbours, which decides the space between them (TeXbook, chapter 18)."""

Face = Literal[
    "math", "roman", "bold", "italic", "sans", "mono", "script", "double", "fraktur", "formal",
    "heavy",
]  # fmt: skip
"""``math``: letters slanted, digits upright; ``script``: calligraphic capitals; ``formal``: those
of a pen; ``heavy``: as ``math`` but bold."""

Style = Literal["display", "text", "script", "small"]
"""How large and how loose: by itself, in a line, in a script, in a script of a script."""


@dataclass(frozen=True)
class Symbol:
    """One sign."""

    sign: str
    kind: Class = "ord"
    face: Face = "math"


@dataclass(frozen=True)
class Words:
    """Text, with its spaces."""

    text: str
    face: Face = "roman"


@dataclass(frozen=True)
class Row:
    """Parts side by side; what it changes (``Change``) ends with it."""

    parts: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Space:
    """Empty room; below 0: the next part moves back."""

    width: float


@dataclass(frozen=True)
class Change:
    """From here to the end of the row: another style, size (1 is the usual one) or colour."""

    style: Style | None = None
    size: float | None = None
    colour: Colour | None = None


@dataclass(frozen=True)
class Classed:
    """A part that is to its neighbours something else than it would be.

    ``limits``: whether the scripts of an operator stand above and below it; None: where it is
    set by itself.
    """

    body: Node
    kind: Class
    limits: bool | None = False


@dataclass(frozen=True)
class Scripts:
    """A part with a superscript, a subscript or both; ``limits`` as in ``Classed``, None: as usual
    for the part.
    """

    base: Node
    above: Node | None = None
    below: Node | None = None
    limits: bool | None = None


@dataclass(frozen=True)
class Fraction:
    """One part over another, with a line between them or without, with delimiters or without."""

    top: Node
    bottom: Node
    line: bool = True
    left: str = ""
    right: str = ""
    style: Style | None = None
    top_align: Literal["left", "centre", "right"] = "centre"
    thickness: float | None = None
    """Of the line, in em; None: the usual one."""


@dataclass(frozen=True)
class Root:
    """A root; ``degree`` stands in its tick."""

    body: Node
    degree: Node | None = None


@dataclass(frozen=True)
class Accent:
    """A small mark over a part; a ``wide`` one is as wide as the part, within its sizes."""

    mark: str
    body: Node
    wide: bool = False
    skew: float = 0.0
    """How far right of its usual place it stands."""


@dataclass(frozen=True)
class Stretched:
    """A line, brace or arrow as wide as the part that it stands over or under."""

    mark: str
    """``-`` a line, ``{`` a brace, ``[`` a bracket, or an arrow."""
    body: Node
    above: bool = True


@dataclass(frozen=True)
class Arrow:
    """An arrow as long as what is written above and below it."""

    mark: str
    above: Node
    below: Node | None = None


@dataclass(frozen=True)
class Stack:
    """A part with others, in the size of scripts, above and below it."""

    base: Node
    above: Node | None = None
    below: Node | None = None


@dataclass(frozen=True)
class Fence:
    """Parts between delimiters that are as tall as they are; "" for a delimiter that is not seen.

    ``middles`` stand between the parts.
    """

    left: str
    right: str
    parts: tuple[Row, ...]
    middles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Delimiter:
    """A delimiter of a given height in em."""

    sign: str
    height: float
    kind: Class


@dataclass(frozen=True)
class Phantom:
    """A part that is not seen, or of which only some measures count."""

    body: Node
    seen: bool = False
    width: bool = True
    height: bool = True
    depth: bool = True
    align: Literal["left", "centre", "right"] = "left"
    """Which way a part without width is set."""


@dataclass(frozen=True)
class Framed:
    """A part in a frame (``box``) or on a ground of its own (``plate``), or struck out: ``up``,
    ``down``, ``cross``, ``level``.
    """

    body: Node
    how: Literal["box", "plate", "up", "down", "cross", "level"] = "box"
    ground: Colour | None = None
    frame: Colour | None = None
    """The colour of the frame; None: that of the part."""


@dataclass(frozen=True)
class Moved:
    """A part moved upwards; ``lift`` None: its middle lies at the height of a minus sign."""

    body: Node
    lift: float | None


@dataclass(frozen=True)
class Shift:
    """How far the degree of a root is moved."""

    right: float
    up: float


@dataclass(frozen=True)
class Choice:
    """A part for each style."""

    display: Node
    text: Node
    script: Node
    small: Node


@dataclass(frozen=True)
class Sides:
    """An operator with scripts at its corners, which limits do not take into account."""

    base: Node
    left: Row
    right: Row


@dataclass(frozen=True)
class Tag:
    """The number of an equation; it stands right of the lines it is among."""

    body: Row


@dataclass(frozen=True)
class Rule:
    """A filled rectangle, ``lift`` above the baseline."""

    width: float
    height: float
    lift: float = 0.0


@dataclass(frozen=True)
class Span:
    """A cell over several columns, or over the whole table and its tags (0 columns)."""

    body: Row
    columns: int
    align: Literal["l", "c", "r", "dots"]
    """``dots``: the body is repeated along the columns."""
    upright: tuple[int, int] | None = None
    """How many lines stand at its left and right; None: those of its columns."""


@dataclass(frozen=True)
class Table:
    """Rows of cells, centred on the height of a minus sign."""

    rows: tuple[tuple[Row | Span, ...], ...]
    columns: str
    """``l``, ``c`` or ``r`` for each column; the last one also for further ones."""
    gaps: tuple[float, ...] = (1.0,)
    """Between the columns, taken in turn."""
    margin: float = 0.0
    """Left of the first column and right of the last one."""
    style: Style = "text"
    strut: float = 1.2
    """Least distance of the baselines of two rows."""
    leading: float = 0.0
    """Between the lower edge of a row and the upper edge of the next."""
    extra: tuple[float, ...] = ()
    """Under each row."""
    upright: tuple[int, ...] = ()
    """How many lines stand before each column, and after the last one."""
    level: tuple[int, ...] = ()
    """How many lines lie above each row, and below the last one."""
    partial: tuple[tuple[int, int, int], ...] = ()
    """Lines above some columns of a row: its index, the first column and the last one."""
    spread: float = 0.0
    """How much wider it is than its widest row over the whole table."""
    aligned: Literal["centre", "top", "bottom"] = "centre"
    """What lies on the baseline of its neighbours, the middle or a row."""


Node = (
    Symbol | Words | Row | Space | Change | Classed | Scripts | Fraction | Root | Accent
    | Stretched | Arrow | Stack | Fence | Delimiter | Phantom | Framed | Rule | Moved | Shift
    | Choice | Sides | Tag | Span | Table
)  # fmt: skip


class Formula(NamedTuple):
    """A mathematical formula, as large as its box allows."""

    content: Node
    colour: Colour = (0, 0, 0, 255)
    style: Style = "display"
    source: str = ""
    """The text that it was written as."""
