"""The model of icons: pictures as large as their content, alone or at points of a chart."""

from __future__ import annotations

from typing import Final, Literal

from api.named_tuple import NamedTuple

from ..colour import Colour

BLACK: Final[Colour] = (0, 0, 0, 255)
WHITE: Final[Colour] = (255, 255, 255, 255)

Shadow = Literal["none", "with", "only"]
Align = Literal["left", "centre", "right"]
Frame = Literal[
    "bb", "bbtl", "bbtr", "bbbr", "bbT",
    "edge_bl", "edge_bc", "edge_br", "edge_tl", "edge_tc", "edge_tr",
    "edge_lt", "edge_lc", "edge_lb", "edge_rt", "edge_rc", "edge_rb",
]  # fmt: skip
Style = Literal["pin", "pin_star", "pin_sleft", "pin_sright"]
Side = Literal["left", "right", "above", "below"]
Paper = Literal["arrow_d", "balloon", "pinned_c", "sticky_y", "taped_y", "thought"]


class Bubble(NamedTuple):
    """Text in a frame with a tail; of several lines the first is larger."""

    lines: tuple[str, ...]
    frame: Frame = "bb"
    icon: str = ""
    fill: Colour = WHITE
    colour: Colour = BLACK
    big: bool = False
    shadow: Shadow = "none"


class Pin(NamedTuple):
    """A map pin with a letter or an icon in its head."""

    text: str = ""
    icon: str = ""
    style: Style = "pin"
    fill: Colour = (0xFF, 0x77, 0x6B, 255)
    colour: Colour = BLACK
    star: Colour = (255, 255, 0, 255)
    shadow: Shadow = "none"


class Spin(NamedTuple):
    """A map pin of any size, turned about its tip: degrees clockwise."""

    scale: float
    rotation: float
    lines: tuple[str, ...]
    size: float
    bold: bool = False
    fill: Colour = (0xFF, 0x77, 0x6B, 255)


class StickyNote(NamedTuple):
    """Text on a piece of paper; ``title``: the first line is one; ``weather``: a picture beside."""

    paper: Paper
    lines: tuple[str, ...]
    large: bool = True
    colour: Colour = BLACK
    align: Align = "centre"
    title: bool = False
    weather: str = ""


class Outlined(NamedTuple):
    """Lines of text with an outline."""

    lines: tuple[str, ...]
    size: float
    fill: Colour = BLACK
    outline: Colour = WHITE
    align: Align = "centre"
    bold: bool = False


class Captioned(NamedTuple):
    """A line of text with an icon at one of its sides, both outlined."""

    text: str
    size: float
    colour: Colour
    icon: str
    icon_size: float
    fill: Colour
    outline: Colour
    side: Side


class Disk(NamedTuple):
    """A disk or a rounded box that fills its picture; its edge fades from a colour into another.

    A text size of 0: as large as fits.
    """

    width: int
    height: int
    fill: Colour
    edge: Colour
    fade: Colour
    text: str = ""
    colour: Colour = BLACK
    size: float = 0.0
    box: bool = False


class Marker(NamedTuple):
    """A map pin that fills its picture, shaded from its upper left corner."""

    width: int
    height: int
    corner: Colour
    fill: Colour
    stroke: Colour


class Alignment(NamedTuple):
    """The part of a picture that stands at a point: 0 left or upper edge, 1 right or lower one."""

    horizontal: float = 0.5
    vertical: float = 1.0
    dx: float = 0.0
    dy: float = 0.0
    """Pixels to the right and upwards."""


AT_FOOT: Final = Alignment()
"""The middle of the lower edge stands at the point."""


class Glyphs(NamedTuple):
    """A named glyph, or a row of the same one, side by side or upwards."""

    name: str
    size: float
    fill: Colour
    outline: Colour
    copies: int = 1
    spacing: float = 0.0
    upwards: bool = True
    align: Alignment = AT_FOOT
