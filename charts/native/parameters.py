"""The parameters that several kinds of chart share, and what a parameter is.

A row validates requests, describes the API, and is a field of the playground's form.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

from api.named_tuple import NamedTuple

from .. import palettes
from ..access.settings import MAX_PIXELS, MAX_VALUES
from . import theme
from .chart import Align, Format, LegendPosition, Typeface
from .frame import WHICH
from .number_text import MAX_AFFIX, MAX_DECIMALS
from .values import (
    Choice,
    Colour,
    Colours,
    Flag,
    FlagOr,
    FormatOfNumbers,
    Integer,
    LocaleName,
    Marks,
    Number,
    Place,
    Spreads,
    Text,
    Texts,
    Values,
    ValueType,
)
from .x_values import DateFormat, Reading, XTypeChoice

MAX_SERIES, MAX_LABEL, MAX_TITLE = 50, 200, 500
MAX_TICKS, MAX_MARKS = 50, 20

Group = Literal[
    "Data",
    "Text",
    "Drawing",
    "Style",
    "Axes",
    "Numbers and dates",
    "Colours",
    "Size and format",
]
"""Where a parameter stands in the playground's form and in the documentation."""
GROUPS: tuple[Group, ...] = get_args(Group)


class Parameter(NamedTuple):
    """One parameter: the type of its values, and what it means."""

    name: str
    type: ValueType
    meaning: str
    group: Group
    default: Any = None
    required: bool = False
    ignored: bool = False
    """Accepted because older URLs have it; it does nothing."""


NAME_LIST = Texts(MAX_VALUES, MAX_LABEL)
"""The type of the names of bars, points or slices."""

# Data
NAMES = Parameter("xvalues", NAME_LIST, "names of the bars or points", "Data", required=True)
XVALUES = Parameter(
    "xvalues",
    NAME_LIST._replace(places=True),
    "where the points lie along x",
    "Data",
    required=True,
)
YVALUES = Parameter("yvalues", Values(MAX_VALUES, MAX_SERIES), "the values", "Data", required=True)
LABELS = Parameter("labels", NAME_LIST, "names of the slices", "Data", required=True)
SIZES = Parameter(
    "values", Values(MAX_VALUES, 1, sizes=True), "sizes of the slices", "Data", required=True
)

# Text
TITLE = Parameter("title", Text(MAX_TITLE), "heading above the chart", "Text", "")
SUBTITLE = Parameter("subtitle", Text(MAX_TITLE), "a line or two below the title", "Text", "")
SOURCE = Parameter("source", Text(MAX_TITLE), "where the data are from, at the bottom", "Text", "")
TITLE_ALIGN = Parameter(
    "title_align",
    Choice(get_args(Align)),
    "where title, subtitle, source and a legend above or below the chart stand; left by default",
    "Text",
)
ALT = Parameter(
    "alt",
    Text(MAX_TITLE),
    "what those are told who cannot see the chart; by default a description of its data",
    "Text",
    "",
)
TITLES = (TITLE, SUBTITLE, SOURCE, TITLE_ALIGN, ALT)
XLABEL = Parameter("xlabel", Text(MAX_LABEL), "title of the axis of the xvalues", "Text", "")
YLABEL = Parameter("ylabel", Text(MAX_LABEL), "title of the axis of the yvalues", "Text", "")
AXIS_TITLES = (XLABEL, YLABEL)
LEGEND = Parameter("legend", Texts(MAX_SERIES, MAX_LABEL), "a name for each series", "Text", ())
LEGEND_POSITION = Parameter(
    "legend_position",
    Choice(tuple(position for position in get_args(LegendPosition) if position != "ends")),
    "where the legend is drawn; right if there is a legend",
    "Text",
)
LEGEND_OR_ENDS = LEGEND_POSITION._replace(
    type=Choice(get_args(LegendPosition)),
    meaning="where the legend is drawn, or the names at the right ends of the lines if there is"
    " room for all of them; right if there is a legend",
)
VALUE_LABELS = Parameter("value_labels", Flag(), "numbers on the bars", "Text", False)

FONT = Parameter(
    "font",
    Choice(get_args(Typeface)),
    "typeface: Inter, Noto Serif or DejaVu Sans Mono",
    "Text",
    "sans",
)
TEXT_SIZE = Parameter(
    "text_size",
    Number(4, 60),
    "size of ordinary text in pixels, which all other texts follow; by default 9 to 20, as suits"
    " the picture",
    "Text",
)
TITLE_SIZE = Parameter(
    "title_size",
    Number(4, 120),
    "size of the title in pixels; by default 1.3 times that of ordinary text",
    "Text",
)

# Drawing
STACKED = Parameter(
    "stacked",
    FlagOr(("percent",)),
    "series on top of each other; percent: as percentages of their sum",
    "Drawing",
    False,
)
CURVE = Parameter(
    "curve", Choice(("linear", "smooth", "step")), "how points are joined", "Drawing", "linear"
)

# Axes
YMIN = Parameter("ymin", Number(), "where the axis of the values starts", "Axes")
YMAX = Parameter("ymax", Number(), "where the axis of the values ends", "Axes")
LOG = Parameter("log", Flag(), "logarithmic axis of the values", "Axes", False)
VALUE_AXIS = (YMIN, YMAX, LOG)
X_RANGE = (
    Parameter("xmin", Place(), "where the axis of the xvalues starts", "Axes"),
    Parameter("xmax", Place(), "where the axis of the xvalues ends", "Axes"),
)
YERROR = Parameter(
    "yerror",
    Spreads(MAX_VALUES, MAX_SERIES),
    "how far each value may be off, to both sides, or from where to where it may be: 38..47",
    "Axes",
    (),
)
XTICKS = Parameter(
    "xticks",
    Integer(2, MAX_TICKS),
    "about how many numbers or times the axis of the xvalues has",
    "Axes",
)
XLOG = Parameter("xlog", Flag(), "logarithmic axis of the xvalues", "Axes", False)
X_AXIS = (*X_RANGE, XTICKS)
"""For kinds whose xvalues are numbers or times, or may be."""
FRAME = (
    Parameter(
        "yticks",
        Integer(2, MAX_TICKS),
        "about how many numbers the axis of the values has",
        "Axes",
    ),
    Parameter("reverse", Flag(), "values rise downwards, or to the left", "Axes", False),
    Parameter("xreverse", Flag(), "the axis of the xvalues runs backwards", "Axes", False),
    Parameter(
        "grid",
        Choice(WHICH),
        "which gridlines are drawn: those of the xvalues, of the values, or both",
        "Axes",
    ),
    Parameter(
        "axes",
        Choice(WHICH),
        "which axes have labels: that of the xvalues, that of the values, or both, the default",
        "Axes",
    ),
    Parameter(
        "target",
        Marks(MAX_MARKS, MAX_LABEL, "80:Goal"),
        "values that are marked by a line, with a text or without",
        "Axes",
        (),
    ),
    Parameter(
        "xtarget",
        Marks(MAX_MARKS, MAX_LABEL, "2024-03-01:Launch"),
        "the same on the axis of the xvalues: names, numbers or times",
        "Axes",
        (),
    ),
    Parameter(
        "band",
        Marks(MAX_MARKS, MAX_LABEL, "20..40:Normal"),
        "ranges of values that are marked, with a text or without; without an end, 80.., one"
        " reaches to the end of the axis",
        "Axes",
        (),
    ),
    Parameter(
        "xband",
        Marks(MAX_MARKS, MAX_LABEL, "2024-03..2024-05:Spring"),
        "the same on the axis of the xvalues",
        "Axes",
        (),
    ),
    Parameter(
        "annotate",
        Marks(MAX_MARKS, MAX_LABEL, "3,40:Peak", points=True),
        "texts at points, each an xvalue, a value and the text",
        "Axes",
        (),
    ),
)
"""For all kinds with axes."""

ALONG = tuple(row for row in FRAME if row.name in ("grid", "axes", "xtarget", "xband"))
"""For kinds with an axis of xvalues, but none of values."""

# Numbers
NUMBER_FORMAT = Parameter(
    "number_format",
    FormatOfNumbers(),
    "how the values are written, on their axis and beside them",
    "Numbers and dates",
)
DECIMALS = Parameter(
    "decimals",
    Integer(0, MAX_DECIMALS),
    "digits after the decimal point of the values; by default as many as they have",
    "Numbers and dates",
)
PREFIX = Parameter(
    "prefix", Text(MAX_AFFIX), "text before each value, such as €", "Numbers and dates", ""
)
SUFFIX = Parameter(
    "suffix", Text(MAX_AFFIX), "text after each value, such as kg", "Numbers and dates", ""
)
LOCALE = Parameter(
    "locale",
    LocaleName(),
    "language whose separators and names of months are used",
    "Numbers and dates",
    "en",
)
NUMBERS = (NUMBER_FORMAT, DECIMALS, PREFIX, SUFFIX)

# Second value axis
Y2LABEL = Parameter("y2label", Text(MAX_LABEL), "title of the second axis of values", "Text", "")
SECOND_AXIS = (
    Parameter("y2min", Number(), "where the second axis of values starts", "Axes"),
    Parameter("y2max", Number(), "where the second axis of values ends", "Axes"),
    Parameter("y2log", Flag(), "logarithmic second axis of values", "Axes", False),
)
SECOND_MARKS = tuple(
    row._replace(name=f"y2{row.name}", meaning=f"{row.name}, but on the second axis of values")
    for row in FRAME
    if row.name in ("target", "band", "annotate")
)
SECOND_NUMBERS = (
    NUMBER_FORMAT._replace(
        name="y2_number_format",
        meaning="how the values on the second axis are written, there and beside them",
    ),
    DECIMALS._replace(
        name="y2_decimals",
        meaning="digits after the decimal point of the values on the second axis; by default as"
        " many as they have",
    ),
    PREFIX._replace(name="y2_prefix", meaning="text before each value on the second axis"),
    SUFFIX._replace(name="y2_suffix", meaning="text after each value on the second axis"),
)
"""For kinds with a second axis of values: its range, and how its numbers are written."""

# Colours
COLORS = Parameter(
    "colors",
    Colours(MAX_VALUES),
    "a colour for each series; a shorter list is repeated",
    "Colours",
    (),
)
PALETTE = Parameter(
    "palette",
    Choice(tuple(palettes.NAMES)),
    "colours of the series, if there are no colors; by default the theme's own",
    "Colours",
)
BACKGROUND = Parameter(
    "background", Colour(), "colour behind the chart; by default the theme's own", "Colours"
)
THEME = Parameter(
    "theme",
    Choice(get_args(theme.ThemeName)),
    "colours of text, axes and series; by default whichever suits the background. auto: light or"
    " dark as the reader prefers (svg), or readable on both, on a transparent background",
    "Colours",
)

# Size and format
WIDTH = Parameter("width", Integer(16, 2000), "in pixels", "Size and format", 640)
HEIGHT = Parameter("height", Integer(16, 2000), "in pixels", "Size and format", 480)
SCALE = Parameter(
    "scale",
    Number(1, 4),
    "device pixels per pixel, for dense screens (not svg, pdf); width x height x scale² is at most"
    f" {MAX_PIXELS:,}",
    "Size and format",
    1.0,
)
FORMAT = Parameter(
    "format",
    Choice(get_args(Format)),
    "type of the file; base64: a png as a data URI, in a text; alt: the chart in words",
    "Size and format",
    "png",
)

XTYPE = Parameter(
    "xtype",
    XTypeChoice(Reading()),
    "what the xvalues are: names at equal distances, numbers, or dates and times (ISO 8601); auto"
    " takes them for what they look like, and the header X-Chart-X-Axis says for what",
    "Numbers and dates",
    "auto",
)
DATE_FORMAT = Parameter(
    "date_format",
    DateFormat(),
    "how the dates and times of an axis are written; by default as short as possible",
    "Numbers and dates",
    "",
)


def x_type(
    *, numbers: bool = True, names: bool = True, distinct: bool = False
) -> tuple[Parameter, ...]:
    """Return xtype and date_format for a kind; see ``x_values.Reading``."""
    reading = Reading(numbers, names, distinct)
    return XTYPE._replace(type=XTypeChoice(reading)), DATE_FORMAT


PICTURE = (
    *NUMBERS,
    LOCALE,
    FONT,
    TEXT_SIZE,
    TITLE_SIZE,
    PALETTE,
    BACKGROUND,
    THEME,
    WIDTH,
    HEIGHT,
    SCALE,
    FORMAT,
)
"""What every kind takes, besides ``TITLES`` and ``colors``: reading relies on it."""


def picture(width: int, height: int) -> tuple[Parameter, ...]:
    """Return ``PICTURE`` for a kind of another size in pixels by default."""
    sizes = {"width": width, "height": height}
    return tuple(row._replace(default=sizes.get(row.name, row.default)) for row in PICTURE)
