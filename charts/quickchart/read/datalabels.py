"""Labels of values: what ``plugins.datalabels`` and a dataset's ``datalabels`` say."""

from __future__ import annotations

import re
from typing import Any

from ..datasets import Datalabels
from ..labels import LabelRule
from ..styles import Sides
from .literal import UNDEFINED, Code
from .options import Options, number, text
from .style import GREY, plain_colours, sides, text_style

_OF_DATASET = re.compile(
    r"(?:function\s*)?\(?\s*(\w+)\s*\)?\s*(?:=>\s*)?\{?\s*(?:return\s+)?\1\.dataset\."
    r"(backgroundColor|borderColor)\s*;?\s*\}?"
).fullmatch
_ANCHORS = ("start", "center", "end")


def read(chart: Options, dataset: Options, *, shown: bool) -> Datalabels | None:
    """Return the labels of a dataset; ``shown``: whether its type has them if nothing is said."""
    plugins = chart.within("plugins")
    general = plugins.members.get("datalabels", UNDEFINED)
    own = dataset.members.get("datalabels", UNDEFINED)
    if general is False or own is False:
        return None
    members = {
        **(general if isinstance(general, dict) else {}),
        **(own if isinstance(own, dict) else {}),
    }
    for name, value in members.items():
        if isinstance(value, Code) and (match := _OF_DATASET(value.short)):
            colour = dataset.members.get(match[2])
            members[name] = colour if isinstance(colour, str | list) else UNDEFINED
    options = Options(members, "plugins.datalabels", chart.diagnostics)
    display = members.get("display", UNDEFINED)
    given = isinstance(general, dict) or isinstance(own, dict)
    if isinstance(display, Code):
        display = True
    elif display is UNDEFINED:
        display = given or shown
    if not (display == "auto" or options.flag("display", default=bool(display))):
        return None
    anchor: Any = options.choice(_ANCHORS, "anchor", default="center")
    text_align: Any = options.choice(_ANCHORS, "textAlign", default="start")
    align = options.raw("align")
    degrees = number(align)
    colours = options.raw("color")
    return Datalabels(
        text_style(options, colour=GREY),
        options.rule("formatter") or LabelRule(),
        degrees if degrees is not None else text(align) if align is not UNDEFINED else "center",
        anchor,
        options.number("offset", default=4.0),
        options.read_colour("backgroundColor", _first(options.raw("backgroundColor"))),
        options.read_colour("borderColor", _first(options.raw("borderColor"))),
        min(max(options.number("borderWidth"), 0.0), 100.0),
        min(max(options.number("borderRadius"), 0.0), 1000.0),
        sides(options.raw("padding"), Sides(4, 4, 4, 4)),
        options.number("rotation"),
        min(max(options.number("opacity", default=1.0), 0.0), 1.0),
        options.flag("clamp", default=False),
        text_align,
        display != "auto",
        plain_colours(options, "color") if isinstance(colours, list) else (),
        plain_colours(options, "backgroundColor")
        if isinstance(options.raw("backgroundColor"), list)
        else (),
    )


def knows(code: Code) -> bool:
    """Return whether a function is the colour of the dataset."""
    return _OF_DATASET(code.short) is not None


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def hidden(chart: Options, dataset: Options) -> bool:
    """Return whether a config says that values have no labels."""
    for plugin in (chart.within("plugins").members, dataset.members):
        said = plugin.get("datalabels", UNDEFINED)
        if said is False or (isinstance(said, dict) and said.get("display") is False):
            return True
    return False
