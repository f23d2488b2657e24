"""What is written on a tile of a treemap: functions of its value, its group and its members.

They are rewritten into the forms that are known of other labels; none is run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ..labels import LabelRule, Named, write
from .functions import recognize
from .literal import MAX_CODE, Code
from .options import text

Write = Callable[[float, str, Mapping[str, Any]], tuple[str, ...]]
_HEAD = re.compile(
    r"\s*(?:function\s*\w*\s*\((?P<a>[^()]*)\)\s*|\((?P<b>[^()]*)\)\s*=>\s*|(?P<c>[\w$]+)\s*=>\s*"
    r"|\w+\s*\((?P<d>[^()]*)\)\s*(?=\{))(?P<body>.*)",
    re.DOTALL,
)
_BLOCK = re.compile(r"\{\s*return\b\s*(.*?);?\s*\}\s*", re.DOTALL)
_LIST = re.compile(r"\[(.*)\]\s*", re.DOTALL)
_LABEL = "context.chart.data.labels[context.dataIndex]"
_VALUE = re.compile(r"\w+\.raw\.(?:v|s)\b|\w+\.raw\._data\.(?:value|v)\b")
_GROUP = re.compile(r"\w+\.raw\.g\b")
_MEMBER = re.compile(r"\w+\.raw\._data\.(?:children\[0\]\.)?([\w$]+)")


def read(value: Any) -> Write | None:
    """Return what writes the lines of a tile; None where there is no function of a known form."""
    rules = _rules(value) if isinstance(value, Code) else None
    if not rules:
        return None

    def written(amount: float, name: str, record: Mapping[str, Any]) -> tuple[str, ...]:
        lines = []
        for rule, member in rules:
            own = text(record.get(member)) if member in record else name
            lines += write(rule, amount, Named(own, name, 0, 0.0)).split("\n")
        return tuple(lines)

    return written


def knows(code: Code) -> bool:
    """Return whether a function is of a known form."""
    return bool(_rules(code))


def _rules(code: Code) -> list[tuple[LabelRule, str]] | None:
    """Return the rule of each line, and the member of a tile's object that it writes."""
    match = _HEAD.fullmatch(code.text) if len(code.text) <= MAX_CODE else None
    if match is None:
        return None
    body = match["body"].strip()
    if block := _BLOCK.fullmatch(body):
        body = block[1].strip()
    inside = _LIST.fullmatch(body)
    rules = []
    for part in _parts(inside[1]) if inside else [body]:
        members = [name for name in _MEMBER.findall(part) if name not in ("value", "v")]
        line = _MEMBER.sub(_LABEL, _GROUP.sub(_LABEL, _VALUE.sub("value", part)))
        rule = recognize(Code(f"(value, context) => {line}"), "formatter")
        if rule is None:
            return None
        rules.append((rule, members[0] if members else ""))
    return rules


def _parts(items: str) -> list[str]:
    """Return the items of a list: what is between commas that are in no brackets or quotes."""
    parts, depth, quote, start = [], 0, "", 0
    for i, letter in enumerate(items):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"`":
            quote = letter
        elif letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
        elif letter == "," and depth == 0:
            parts.append(items[start:i])
            start = i + 1
    return [part for part in (*parts, items[start:]) if part.strip()]
