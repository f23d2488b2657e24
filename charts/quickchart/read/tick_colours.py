"""Functions that choose the colour of a grid line by the value of its tick."""

from __future__ import annotations

import re

from ..axes import ColourRule
from ..labels import Condition
from .literal import Code
from .options import Options, number

_QUOTED = r"""['"]([^'"]{1,60})['"]"""
_CONDITION = r"\1\.tick\.value\s*(===?|!==?|<=?|>=?)\s*(-?[0-9.]{1,20})"
_CHOICE = re.compile(
    r"(?:function\s*)?\(?\s*(\w+)\s*\)?\s*(?:=>\s*)?\{?\s*(?:return\s+)?\(?\s*"
    rf"{_CONDITION}\s*\)?\s*\?\s*{_QUOTED}\s*:\s*{_QUOTED}\s*;?\s*\}}?"
).fullmatch
_IF = re.compile(
    r"(?:function\s*)?\(?\s*(\w+)\s*\)?\s*(?:=>\s*)?\{\s*if\s*\(\s*"
    rf"{_CONDITION}\s*\)\s*\{{?\s*return\s+{_QUOTED}\s*;?\s*\}}?\s*(?:else\s*)?\{{?\s*return\s+{_QUOTED}\s*;?\s*\}}?\s*\}}"
).fullmatch


def read(options: Options, name: str) -> ColourRule | None:
    """Return the rule that a function stands for; None without one, or of another form."""
    value = options.members.get(name)
    found = _match(value) if isinstance(value, Code) else None
    if found is None:
        return None
    sign, than, then, otherwise = found.groups()[1:]
    limit = number(than)
    colours = options.read_colour(name, then), options.read_colour(name, otherwise)
    if limit is None or colours[0] is None or colours[1] is None:
        return None
    sign = {"===": "==", "!==": "!="}.get(sign, sign)
    return ColourRule(Condition(sign, limit), colours[0], colours[1])


def knows(code: Code) -> bool:
    """Return whether a function is of a known form."""
    return _match(code) is not None


def _match(code: Code) -> re.Match[str] | None:
    return _CHOICE(code.short) or _IF(code.short)
