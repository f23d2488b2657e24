"""The map areas of a chart as ``chof=json`` gives them, for HTML image maps."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ..marks.map_area import MapArea


def document(areas: Sequence[MapArea], callback: str = "") -> bytes:
    """Return ``{"chartshape": […]}``; with a callback, a script that calls it (JSONP)."""
    shapes = [{"name": area.name, "type": area.kind, "coords": list(area.coords)} for area in areas]
    text = json.dumps({"chartshape": shapes}, separators=(",", ":"))
    # The comment keeps a script that begins with a name from being taken for anything else.
    return f"/**/{callback}({text});".encode() if callback else text.encode()
