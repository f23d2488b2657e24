"""Functions that choose between two colours by the value: of bars, slices, lines and points."""

from __future__ import annotations

import re
from typing import Any

from ..labels import Condition, holds
from .literal import Code
from .options import number

_NAMES = (
    "backgroundColor", "borderColor", "pointBackgroundColor", "pointBorderColor",
)  # fmt: skip
_QUOTED = r"""['"]([^'"]{1,60})['"]"""
_VALUE = r"(?:\1\.raw|\1\.parsed\.[xy]|\1\.dataset\.data\[ ?\1\.dataIndex ?\])"
_HEAD = r"(?:function ?)?\(? ?(\w{1,30}) ?\)? ?(?:=> ?)?"
_TEST = r" ?(===?|!==?|<=?|>=?) ?(-?[0-9.]{1,20}) ?\)? ?\? ?"
_FORMS = tuple(
    re.compile(_HEAD + form + _TEST + rf"{_QUOTED} ?: ?{_QUOTED} ?;? ?\}}?").fullmatch
    for form in (
        rf"\{{? ?(?:return )?\(? ?{_VALUE}",
        rf"\{{ ?(?:const|let|var) (?P<name>\w{{1,30}}) ?= ?{_VALUE} ?;? ?return \(? ?(?P=name)",
    )
)


def resolved(dataset: dict[str, Any]) -> dict[str, Any]:
    """Return a dataset that has a colour for each value where it has a known function."""
    data = dataset.get("data")
    known = {
        name: _match(value)
        for name in _NAMES
        if isinstance(value := dataset.get(name), Code) and isinstance(data, list)
    }
    colours = {
        name: [_colour(match, item) for item in data or ()]
        for name, match in known.items()
        if match is not None
    }
    return {**dataset, **colours}


def knows(path: str, code: Code) -> bool:
    """Return whether a function at a path of the config is of a known form."""
    where, _, name = path.rpartition(".")
    return where.startswith("data.datasets[") and name in _NAMES and _match(code) is not None


def _match(code: Code) -> re.Match[str] | None:
    return next((match for form in _FORMS if (match := form(code.short))), None)


def _colour(match: re.Match[str], item: Any) -> str:
    """Return the colour of a value; a missing one, like any comparison with it, is refused."""
    *_, sign, than, then, otherwise = match.groups()
    value, limit = number(_number_of(item)), number(than)
    if value is None or limit is None:
        return then if sign.startswith("!") else otherwise
    sign = {"===": "==", "!==": "!="}.get(sign, sign)
    return then if holds(Condition(sign, limit), value) else otherwise


def _number_of(item: Any) -> Any:
    return item.get("y") if isinstance(item, dict) else item
