"""Functions of a config that are recognised by what they say; none is run.

A function is read as far as it is one of a few forms: an expression that joins texts with one
value (``(v) => '$' + v.toLocaleString()``), also behind conditions (``if (v < 5) return '';``,
``v > 0 ? v : ''``). What it is not made of is any other statement, call or variable: then the
function is not recognised.
"""

from __future__ import annotations

import functools
import math
import re
from typing import Literal

from api.named_tuple import NamedTuple

from ..labels import Condition, LabelRule, NumberRule
from . import literal
from .literal import MAX_CODE, Code, LiteralError
from .number_formats import localized
from .statements import (
    IF,
    UnknownFormError,
    closing,
    colon,
    first_statement,
    inside,
    split_at,
    unbraced,
)

_FUNCTION = re.compile(
    r"(?:async\s+)?(?:function\b\s*\w*\s*\((?P<a>[^()]*)\)\s*|\((?P<b>[^()]*)\)\s*=>\s*"
    r"|(?P<c>[A-Za-z_$][\w$]*)\s*=>\s*|\w+\s*\((?P<d>[^()]*)\)\s*(?=\{))(?P<body>.*)",
    re.DOTALL,
).fullmatch
_COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
_RETURN = re.compile(r"return\b\s*(.*)", re.DOTALL).fullmatch
_DECLARED = re.compile(r"(?:const|let|var)\s+([A-Za-z_$][\w$]*)\s*=\s*(.*)", re.DOTALL).fullmatch
_COMPARED = re.compile(r"(.+?)\s*(===|!==|==|!=|<=|>=|<|>)\s*(.+)", re.DOTALL).fullmatch
_NOTHING = ("null", "undefined", "''", '""', "``", "' '", '" "', "false", "")
_LABELS = re.compile(r"(?:\w+\.)?chart\.data\.labels\s*(?:\|\|\s*\[\])?")
_THOUSANDS = re.compile(
    r"(.+?)(?:\.toString\(\))?\.replace\(\s*/\\B\(\?=\(\\d\{3\}\)\+\(\?!\\d\)\)/g\s*,\s*"
    r"(['\"])(.)\2\s*\)", re.DOTALL,
).fullmatch  # fmt: skip
_FIXED = re.compile(r"(.+?)\.toFixed\(\s*([0-9]{0,2})\s*\)", re.DOTALL).fullmatch
_LOCALE = re.compile(r"(.+?)\.toLocaleString\((.*)\)", re.DOTALL).fullmatch
_FORMAT = re.compile(r"new\s+Intl\.NumberFormat\((.*)\)\s*\.format\((.+?)\)", re.DOTALL).fullmatch
_ROUNDED = re.compile(r"Math\.(round|floor|ceil|abs)\((.*)\)", re.DOTALL).fullmatch
_PARSED = re.compile(r"(?:Number|parseFloat|parseInt|String)\((.*)\)", re.DOTALL).fullmatch
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:e[0-9]{1,2})?").fullmatch
_UNIT = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:e[0-9]{1,2})?", re.IGNORECASE)
_SUM = re.compile(r"\.reduce\(|\+=")
_ADDED = re.compile(r"([A-Za-z_$][\w$]*)\s*\+=")
_TOTAL = ".reduce("  # what the variable of a sum stands for


class _Names(NamedTuple):
    """The parameters of a function, and the expressions that its variables stand for."""

    value: str
    second: str
    variables: dict[str, str]
    use: str


_ROUNDINGS: dict[str, Literal["round", "floor", "ceil"]] = {
    "Math.round": "round", "Math.floor": "floor", "Math.ceil": "ceil",
}  # fmt: skip


@functools.lru_cache(256)
def recognize(code: Code, use: str) -> LabelRule | None:
    """Return the rule that a function stands for, None if it is none of the known forms.

    ``use``: ``callback`` of ticks, or ``formatter``; it says what the second parameter is.
    """
    text = _COMMENT.sub(" ", code.text).strip()
    if text in _ROUNDINGS:
        return LabelRule(number=NumberRule(rounding=_ROUNDINGS[text]))
    match = _FUNCTION(text) if len(text) <= MAX_CODE else None
    if match is None:
        return None
    given = next(match[name] for name in "abcd" if match[name] is not None)
    parameters = [p.strip() for p in given.split(",")] + ["", ""]
    names = _Names(parameters[0], parameters[1], {}, use)
    body = match["body"].strip()
    try:
        if body.startswith("{"):
            return _block(inside(body), names)
        return _expression(body.rstrip("; \n"), names)
    except (UnknownFormError, LiteralError, RecursionError):
        return None


def _block(body: str, names: _Names) -> LabelRule:
    """Return the rule of statements: declarations, conditions, and what is returned."""
    statement, rest = first_statement(body)
    if not statement:
        return LabelRule(source="none")
    if match := IF.match(statement):
        end = closing(statement, match.end() - 1)
        condition = statement[match.end() : end]
        then = statement[end + 1 :].strip()
        otherwise = rest
        if rest.startswith("else"):
            otherwise, after = first_statement(rest[4:].strip())
            otherwise = unbraced(otherwise) or after
        return _conditional(
            condition, _block(unbraced(then), names), _block(otherwise, names), names
        )
    if match := _RETURN(statement):
        return _expression(match[1].strip(), names)
    if match := _DECLARED(statement):
        names.variables[match[1]] = match[2].strip()
        return _block(rest, names)
    if _SUM.search(statement) and "(" in statement:  # a sum of the data, of whatever loop
        for name in _ADDED.findall(statement):
            names.variables[name] = _TOTAL
        return _block(rest, names)
    raise UnknownFormError


def _expression(text: str, names: _Names) -> LabelRule:
    """Return the rule of an expression: a choice, or parts that are joined."""
    text = text.strip()
    while text.startswith("(") and closing(text, 0) == len(text) - 1:
        text = text[1:-1].strip()
    choice = split_at(text, "?")
    if len(choice) > 1:
        condition, rest = choice[0], "".join(choice[2:])
        then, _, otherwise = colon(rest)
        return _conditional(
            condition, _expression(then, names), _expression(otherwise, names), names
        )
    if text in _NOTHING:
        return LabelRule(source="none")
    parts = split_at(text, "+")
    if len(parts) > 1 and any(map(_NUMBER, parts[::2])):
        raise UnknownFormError  # a sum of numbers, perhaps
    rules = [_part(part, names) for part in parts[::2]]
    if parts[0] == "":  # a sign: +v
        rules = rules[1:]
    return _joined([r for r in rules if r != LabelRule(source="none")])


def _joined(rules: list[LabelRule]) -> LabelRule:
    """Return one rule of parts that follow each other."""
    if not rules:
        return LabelRule(source="none")
    first, *others = rules
    if not others:
        return first
    if first.source == "none" and not first.more and not first.conditions:
        following = _joined(others)
        if not following.conditions:
            return following._replace(prefix=first.prefix + following.prefix)
    if len(others) == 1 and others[0].source == "none" and not others[0].conditions:
        return first._replace(suffix=first.suffix + others[0].prefix)
    return first._replace(more=(*first.more, *others))


def _conditional(condition: str, then: LabelRule, otherwise: LabelRule, names: _Names) -> LabelRule:
    """Return a rule of two, of which a condition on the value chooses."""
    condition = condition.strip()
    nothing = LabelRule(source="none")
    among = re.fullmatch(r"\[([0-9eE+.,\s-]*)\]\s*\.includes\(\s*([\w$]+)\s*\)", condition)
    if among and among[2] == names.value:
        values = tuple(float(v) for v in among[1].split(",") if v.strip())
        return then._replace(among=values)
    conditions = tuple(_condition(c, names) for c in condition.split("&&"))
    return then._replace(
        conditions=conditions, otherwise=None if otherwise == nothing else otherwise
    )


def _condition(text: str, names: _Names) -> Condition:
    text = text.strip()
    value = re.escape(names.value)
    if re.fullmatch(rf"Number\.isInteger\(\s*{value}\s*\)", text):
        return Condition("%", 1)
    if match := re.fullmatch(rf"{value}\s*%\s*([0-9.]+)\s*===?\s*0", text):
        return Condition("%", float(match[1]))
    if match := re.fullmatch(rf"!\(?\s*{value}\s*%\s*([0-9.]+)\s*\)?", text):
        return Condition("%", float(match[1]))
    if match := re.fullmatch(rf"{value}\s*%\s*([0-9.]+)(?:\s*!==?\s*0)?", text):
        return Condition("!%", float(match[1]))
    if re.fullmatch(rf"Math\.floor\(\s*{value}\s*\)\s*===?\s*{value}", text):
        return Condition("%", 1)
    if text == names.value:
        return Condition("!=", 0)
    if text in (f"!{names.value}", f"! {names.value}"):
        return Condition("==", 0)
    match = _COMPARED(text)
    if match is None:
        raise UnknownFormError
    left, sign, right = (
        match[1].strip(),
        match[2].replace("===", "==").replace("!==", "!="),
        match[3],
    )
    sign = "!=" if sign == "!==" else sign
    if left != names.value:
        if right.strip() != names.value:
            raise UnknownFormError
        right = left
        sign = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(sign, sign)
    number = literal.read(right.strip())
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise UnknownFormError
    return Condition(sign, float(number))


def _part(text: str, names: _Names) -> LabelRule:
    """Return the rule of a text, a template or a term."""
    text = text.strip()
    if text.startswith("`") and text.endswith("`"):
        return _template(text[1:-1], names)
    if text[:1] in "'\"" and text[:1]:
        value = literal.read(text)
        if not isinstance(value, str):
            raise UnknownFormError
        return LabelRule(source="none", prefix=value)
    if _NUMBER(text):
        return LabelRule(source="none", prefix=text)
    if text.startswith("(") and closing(text, 0) == len(text) - 1:
        return _expression(text, names)
    return _term(text, names)


def _template(text: str, names: _Names) -> LabelRule:
    rules = []
    at = 0
    while at < len(text):
        start = text.find("${", at)
        if start < 0:
            rules.append(LabelRule(source="none", prefix=literal.read(f"`{text[at:]}`")))
            break
        if start > at:
            rules.append(LabelRule(source="none", prefix=literal.read(f"`{text[at:start]}`")))
        end = closing(text, start + 1)
        rules.append(_expression(text[start + 2 : end], names))
        at = end + 1
    return _joined(rules)


def _term(text: str, names: _Names, depth: int = 0) -> LabelRule:
    """Return the rule of one value: the parameter, written in some way, or a name."""
    if depth > 12:
        raise UnknownFormError
    text = text.strip()
    if text in names.variables:
        expression = names.variables[text]
        if _SUM.search(expression):
            raise UnknownFormError
        del_names = names._replace(
            variables={k: v for k, v in names.variables.items() if k != text}
        )
        return _expression(expression, del_names)
    if text == names.value or text in (f"+{names.value}", f"{names.value}.toString()"):
        return LabelRule()
    if text == f"{names.value}.y":
        return LabelRule()
    if names.second and text == names.second and names.use == "callback":
        return LabelRule(source="index")
    if rule := _named(text, names):
        return rule
    if match := _THOUSANDS(text):
        return _numbered(match[1], names, depth, group=match[3])
    if match := _FIXED(text):
        return _numbered(match[1], names, depth, fixed=int(match[2] or 0))
    if match := _LOCALE(text):
        return _localized(_term(match[1], names, depth + 1), match[2])
    if match := _FORMAT(text):
        return _localized(_term(match[2], names, depth + 1), match[1])
    if match := _ROUNDED(text):
        kind = match[1]
        if kind == "abs":
            return _numbered(match[2], names, depth, absolute=True)
        return _numbered(match[2], names, depth, rounding=kind)
    if match := _PARSED(text):
        return _term(match[1], names, depth + 1)
    if text.startswith("(") and closing(text, 0) == len(text) - 1:
        return _term(text[1:-1], names, depth + 1)
    return _product(text, names, depth)


def _named(text: str, names: _Names) -> LabelRule | None:
    """Return the rule of a label or of the name of a dataset."""
    second = re.escape(names.second) if names.second else r"(?!)"
    for variable, expression in names.variables.items():
        if _LABELS.fullmatch(expression.replace(" ", "")) or _LABELS.fullmatch(expression):
            text = re.sub(rf"\b{re.escape(variable)}\[", "chart.data.labels[", text)
        if re.fullmatch(rf"{second}\.(?:dataIndex|index)", expression):
            text = text.replace(f"[{variable}]", f"[{names.second}.dataIndex]")
    label = rf"(?:{second}\.)?chart\.data\.labels\[\s*{second}\.(?:dataIndex|index)\s*\]"
    if names.second and re.fullmatch(label, text):
        return LabelRule(source="label")
    if names.use == "callback" and re.fullmatch(r"this\.getLabelForValue\(\s*\w+\s*\)", text):
        return LabelRule(source="label")
    if names.second and re.fullmatch(rf"{second}\.dataset\.label", text):
        return LabelRule(source="series")
    return None


def _numbered(
    inner: str, names: _Names, depth: int, *, group: str = "", fixed: int | None = None,
    absolute: bool = False, rounding: str = "",
) -> LabelRule:  # fmt: skip
    rule = _term(inner, names, depth + 1)
    number = rule.number or NumberRule()
    if group:
        number = number._replace(group=group)
    if fixed is not None:
        number = number._replace(fixed=min(fixed, 20))
    if absolute:
        number = number._replace(absolute=True)
    if rounding == "round":
        number = number._replace(rounding="round")
    elif rounding:
        number = number._replace(rounding="floor" if rounding == "floor" else "ceil")
    return rule._replace(number=number)


def _product(text: str, names: _Names, depth: int) -> LabelRule:
    """Return the rule of a value times or by a number; or of a percentage of the sum."""
    parts = split_at(text, "*/")
    if len(parts) < 3:
        raise UnknownFormError
    rule: LabelRule | None = None
    factor = 1.0
    for sign, part in zip(["*", *parts[1::2]], parts[::2], strict=True):
        total = _is_total(part, names)
        value = None if total else _constant(part, names)
        if value is not None:
            factor = factor * value if sign == "*" else factor / value if value else factor
        elif sign == "/" and total and rule is not None:
            rule = rule._replace(source="percent")
            factor /= 100
        elif sign == "*" and rule is None:
            rule = _term(part, names, depth + 1)
        else:
            raise UnknownFormError
    if rule is None:
        raise UnknownFormError
    number = rule.number or NumberRule()
    if number.rounding and factor != 1:  # Math.round(v * 100) / 100
        places = round(-_log10(factor))
        if 0 < places <= 10:
            return rule._replace(number=NumberRule(number.factor * factor, max_decimals=places))
        raise UnknownFormError
    return rule._replace(number=number._replace(factor=number.factor * factor))


def _log10(value: float) -> float:
    return math.log10(value) if value > 0 else 0.0


def _constant(text: str, names: _Names) -> float | None:
    text = names.variables.get(text, text)
    if _NUMBER(text):
        return float(text)
    return None


def _is_total(text: str, names: _Names) -> bool:
    """Return whether a variable is the sum of the data, however it was added up."""
    return bool(_SUM.search(names.variables.get(text, ""))) or text in ("total", "sum")


def _localized(rule: LabelRule, given: str) -> LabelRule:
    """Return a rule whose number is written by ``toLocaleString`` (ECMA-402)."""
    arguments = [a for a in split_at(given, ",")[::2] if a]
    language, options = "en-US", {}
    for argument in arguments[:2]:
        value = literal.read(argument)
        if isinstance(value, str):
            language = value
        elif isinstance(value, dict):
            options = value
    return localized(rule, language, options)
