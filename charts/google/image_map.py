"""The regions of a chart as ``chof=json`` gives them, for HTML image maps."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from ..marks.map_area import MapArea

_function = re.compile(r"[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*){0,5}", re.ASCII).fullmatch
CALLBACK = "the name of a JavaScript function"


def callback(name: str) -> str:
    """The function that gets the map, or "". Raises ValueError for anything but a name."""
    name = name.strip()
    if name and (len(name) > 100 or not _function(name)):
        raise ValueError("is not the name of a function")
    return name


def document(regions: Sequence[MapArea], function: str = "") -> bytes:
    """``{"chartshape": […]}``; with a function, a script that calls it (JSONP)."""
    shapes = [
        {"name": region.name, "type": region.kind, "coords": list(region.coords)}
        for region in regions
    ]
    text = json.dumps({"chartshape": shapes}, separators=(",", ":"))
    # The comment keeps a script that begins with a name from being taken for anything else.
    return f"/**/{function}({text});".encode() if function else text.encode()
