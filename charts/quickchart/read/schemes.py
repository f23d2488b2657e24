"""Colour schemes by name (``plugins.colorschemes``): those of Tableau, ColorBrewer and Office.

``schemes.json`` is made of the data of chartjs-plugin-colorschemes 0.4.0 (MIT, Akihiko Kusanagi):
names, and their colours as one text of hexadecimal digits.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from ...colour import Colour, parse
from .options import Options
from .style import TABLEAU


@functools.cache
def _schemes() -> dict[str, str]:
    data = (Path(__file__).parent / "schemes.json").read_text(encoding="ascii")
    schemes: dict[str, str] = json.loads(data)
    return schemes


def palette(options: Options) -> tuple[Colour, ...]:
    """Return the colours that datasets of version 2 get if they have none."""
    plugin = options.within("plugins").within("colorschemes")
    scheme: Any = plugin.raw("scheme")
    colours: tuple[Colour, ...] = TABLEAU
    if isinstance(scheme, list):
        found = [plugin.read_colour("scheme", item) for item in scheme[:100]]
        colours = tuple(c for c in found if c) or TABLEAU
    elif isinstance(scheme, str):
        digits = _schemes().get(scheme, "")
        if digits:
            colours = tuple(parse(digits[i : i + 6]) for i in range(0, len(digits), 6))
        else:
            options.diagnostics.warn("plugins.colorschemes.scheme", f"is unknown: {scheme[:40]}")
    return colours[::-1] if plugin.flag("reverse", default=False) else colours
