"""JSON Schema (2020-12) of the kinds of value of ``charts.native.values``: in a query, and in JSON.

A query has no types: what is a list there is described as the array that a client joins, by commas
(``style: form``) or by bars (``pipeDelimited``), without ``explode``.
"""

from __future__ import annotations

from typing import Any, Final

from charts import colour
from charts.native import json_schema
from charts.native.values import (
    LARGEST,
    LISTS,
    POINT_SHAPES,
    SMALLEST,
    Choices,
    Colour,
    ColourRows,
    Colours,
    Flag,
    FlagOr,
    Links,
    Marks,
    Number,
    Numbers,
    Place,
    PointStyles,
    Spreads,
    Text,
    TextRows,
    Texts,
    Values,
    ValueType,
)

Schema = dict[str, Any]

# Numbers that are surely within the range; the app also takes longer ones, up to ±1e300.
_SIZE = r"([0-9]{1,20}(\.[0-9]{0,20})?|\.[0-9]{1,20})([eE][+-]?[0-9]{1,2})?"
_DIGITS = rf"[+-]?{_SIZE}"
_NUMBERS = rf"({_DIGITS})?(,({_DIGITS})?)*"
# A text between two commas: a comma or backslash in it has a backslash before it.
_ITEM = r"([^,\\]|\\[,|\\])*"
_NO_BAR = r"^([^|\\]|\\[,|\\])*$"
_NAME = r"[^\s>,:|\\][^>,:|\\]*"
_LINK = rf"^{_NAME}>{_NAME}:[0-9]{{0,20}}[1-9][0-9]{{0,20}}(\.[0-9]{{0,20}})?$"
_SPREAD = rf"({_SIZE}|{_DIGITS}\.\.{_DIGITS})?"
_SPREADS = rf"{_SPREAD}(,{_SPREAD})*"
_HEXADECIMAL = "#?([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})"
_COLOUR_NAMES: Final = ("transparent", *colour.NAMES)

# Between 0 and the smallest number is none.
_VANISHING: Final[Schema] = {
    "anyOf": [
        {"exclusiveMinimum": 0, "exclusiveMaximum": SMALLEST},
        {"exclusiveMinimum": -SMALLEST, "exclusiveMaximum": 0},
    ]
}
_ONE_COLOUR = "|".join([_HEXADECIMAL, *_COLOUR_NAMES])
_COLOURS = f"^({_ONE_COLOUR})(,({_ONE_COLOUR}))*$"

COMPONENTS: Final[dict[str, Schema]] = {
    "Number": {
        "description": f"A number: 0, or from {SMALLEST:g} to {LARGEST:g}, or the same below 0.",
        "type": "number",
        "minimum": -LARGEST,
        "maximum": LARGEST,
        "not": _VANISHING,
    },
    "NumberList": {
        "description": "Numbers separated by commas; an empty one is a gap: `1,,3.5`.",
        "type": "string",
        "pattern": f"^{_NUMBERS}$",
    },
    "SeriesList": {
        "description": "Series of numbers separated by bars: `1,,3.5|4,5,6`.",
        "type": "string",
        "pattern": rf"^{_NUMBERS}(\|{_NUMBERS})*$",
    },
    "SizeList": {
        "description": "Numbers of 0 or more separated by commas, without a gap.",
        "type": "string",
        "pattern": f"^{_SIZE}(,{_SIZE})*$",
    },
    "TextItem": {
        "description": r"A text of a list. In it `\,` is a comma, `\|` a bar, `\\` a backslash.",
        "type": "string",
        "pattern": f"^{_ITEM}$",
    },
    "TextList": {
        "description": "Texts separated by commas.",
        "type": "string",
        "pattern": f"^{_ITEM}(,{_ITEM})*$",
    },
    "TextRows": {
        "description": "Lists of texts separated by bars: `a,b|c,d,e`.",
        "type": "string",
        "pattern": rf"^{_ITEM}(,{_ITEM})*(\|{_ITEM}(,{_ITEM})*)*$",
    },
    "Link": {
        "description": "A link from a node to another, and how much: `A>B:12`.",
        "type": "string",
        "pattern": _LINK,
    },
    "LinkList": {
        "description": "Links separated by commas.",
        "type": "string",
        "pattern": f"^{_LINK[1:-1]}(,{_LINK[1:-1]})*$",
    },
    "ColourList": {
        "description": "Colours separated by commas.",
        "type": "string",
        "pattern": _COLOURS,
    },
    "ColourRows": {
        "description": "Lists of colours separated by bars: `red,blue|gold,teal`.",
        "type": "string",
        "pattern": rf"{_COLOURS[:-1]}(\|{_COLOURS[1:-1]})*$",
    },
    "Colour": {
        "description": f"{colour.ALLOWED[0].upper()}{colour.ALLOWED[1:]}; also RGB and RGBA.",
        "type": "string",
        "anyOf": [
            {"pattern": f"^{_HEXADECIMAL}$"},
            {"enum": list(_COLOUR_NAMES)},
        ],
    },
}


def component(name: str) -> Schema:
    """Return a reference to a schema of the components."""
    return {"$ref": f"#/components/schemas/{name}"}


def in_query(value_type: ValueType, *, required: bool) -> tuple[Schema, dict[str, Any]]:
    """Return the schema of a query parameter, and the style in which OpenAPI writes it."""
    match value_type:
        case Texts(max_items=max_items, max_length=max_length, places=places):
            items = {"allOf": [component("TextItem")], "maxLength": max_length}
            if places:  # one series of them, which a bar would end
                items["pattern"] = _NO_BAR
            return _list(items, max_items, required=required), _COMMAS
        case TextRows(max_series=max_series):
            items = {"allOf": [component("TextList")], "pattern": _NO_BAR}
            return _list(items, max_series, required=required), _BARS
        case Links(max_items=max_items):
            return _list(component("Link"), max_items, required=required), _COMMAS
        case Colours(max_items=max_items):
            return _list(component("Colour"), max_items, required=required), _COMMAS
        case ColourRows(max_series=max_series):
            return _list(component("ColourList"), max_series, required=required), _BARS
        case Choices(options=options, max_items=max_items):
            return _list({"enum": list(options)}, max_items, required=required), _COMMAS
        case Numbers(max_items=max_items):
            return _list(_one_of(value_type), max_items, required=required), _COMMAS
        case PointStyles(max_items=max_items):
            return _list(_POINT, max_items, required=required), _COMMAS
        case Values(max_items=max_items, max_series=1, sizes=True):
            schema = _list(component("Number"), max_items, required=required)
            return {**schema, **_SIZES, "items": {**schema["items"], **_SIZES["items"]}}, _COMMAS
        case Values(max_series=1):
            return component("NumberList"), {}
        case Values(max_series=max_series):
            return _list(component("NumberList"), max_series, required=required), _BARS
        case Marks(max_items=max_items, max_length=max_length, points=points):
            mark: Schema = {"type": "string", "maxLength": max_length}
            return _list(mark, max_items, required=required), _BARS if points else _COMMAS
        case Spreads(max_series=max_series):
            row: Schema = {"type": "string", "pattern": f"^{_SPREADS}$"}
            return _list(row, max_series, required=required), _BARS
        case Flag():
            return {"type": "boolean"}, {"allowEmptyValue": True}
        case FlagOr(words=words):
            # Apart, as generators of clients know no list of several types.
            word: Schema = {"type": "string", "enum": list(words)}
            return {"anyOf": [{"type": "boolean"}, word]}, {"allowEmptyValue": True}
        case Colour():  # blank, as a form sends it: left out
            return {"anyOf": [_single(value_type), {"type": "string", "const": ""}]}, {}
        case _:
            return _single(value_type), {}


_SIZES: Final[Schema] = {"items": {"minimum": 0}, "contains": {"exclusiveMinimum": 0}}
_COMMAS: Final = {"style": "form", "explode": False}
_BARS: Final = {"style": "pipeDelimited", "explode": False}


def _list(items: Schema, max_items: int, *, required: bool) -> Schema:
    schema: Schema = {"type": "array", "items": items, "minItems": 1, "maxItems": max_items}
    if required:  # a blank text counts as left out
        schema["not"] = {"maxItems": 1, "items": {"pattern": r"^\s*$"}}
    return schema


def in_json(value_type: ValueType, *, required: bool) -> Schema:
    """Return the schema of a member of a JSON body; optional ones may be null.

    A list may also be a text, as in a query. So may a number and a flag, which is left out here:
    programs that write JSON have both.
    """
    if isinstance(value_type, LISTS):
        return _list_in_json(value_type, required=required)
    match value_type:
        case Flag():
            return {"type": "boolean"} if required else {"type": ["boolean", "null"]}
        case FlagOr(words=words):
            flag = {"type": "boolean" if required else ["boolean", "null"]}
            return {"anyOf": [flag, {"type": "string", "enum": list(words)}]}
    schema = _single(value_type)
    if "$ref" in schema:
        return schema if required else {"anyOf": [schema, _BLANK]}
    types = ["string", "number"] if isinstance(value_type, Text | Place) else [schema["type"]]
    if not required:
        types.append("null")
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]
    return {**schema, "type": types}


def _list_in_json(value_type: ValueType, *, required: bool) -> Schema:
    """Return the schema of a list in a JSON body: an array, or a text as in a query."""
    match value_type:
        case Texts(max_items=max_items, max_length=max_length, places=places):
            item = {"type": ["string", "number", "null"], "maxLength": max_length}
            schema = _either(
                _array(item, max_items, required=required), "TextList", required=required
            )
            if places:
                *others, text = schema["anyOf"] if required else schema["anyOf"][:2]
                text = {"allOf": [text, {"pattern": _NO_BAR}]}
                schema = {"anyOf": [*others, text, *schema["anyOf"][len(others) + 1 :]]}
            return schema
        case TextRows(max_items=max_items, max_length=max_length, max_series=max_series):
            item = {"type": ["string", "number", "null"], "maxLength": max_length}
            row = _array(item, max_items, required=True)
            return _either(
                row, "TextRows", _array(row, max_series, required=True), required=required
            )
        case Links(max_items=max_items, max_length=max_length):
            name: Schema = {"type": ["string", "number"], "maxLength": max_length}
            value = {"allOf": [component("Number")], "exclusiveMinimum": 0}
            # A bound, as generators do not know ``"items": false``.
            parts = {"type": "array", "prefixItems": [name, name, value]}
            link = {"anyOf": [component("Link"), {**parts, "minItems": 3, "maxItems": 3}]}
            return _either(
                _array(link, max_items, required=required), "LinkList", required=required
            )
        case Colours(max_items=max_items):
            items = _array(component("Colour"), max_items, required=required)
            return _either(items, "ColourList", required=required)
        case ColourRows(max_items=max_items, max_series=max_series):
            row = _array(component("Colour"), max_items, required=True)
            return _either(
                row, "ColourRows", _array(row, max_series, required=True), required=required
            )
        case Choices(options=options, max_items=max_items):
            words = _array({"enum": list(options)}, max_items, required=required)
            return _either(words, _pattern_of("|".join(options)), required=required)
        case Numbers(max_items=max_items):  # also as a text, whose range a pattern cannot say
            return {"anyOf": [_array(_one_of(value_type), max_items, required=required), _BLANK]}
        case PointStyles(max_items=max_items):
            looks = _array(_POINT, max_items, required=required)
            return _either(looks, _pattern_of(_POINT["pattern"][1:-1]), required=required)
        case Values(max_items=max_items, sizes=True):
            row = _array(component("Number"), max_items, required=True)
            row = {**row, **_SIZES, "items": {**row["items"], **_SIZES["items"]}}
            return _either(row, "SizeList", required=required)
        case Values(max_items=max_items, max_series=max_series):
            row = _array(
                {"anyOf": [component("Number"), {"type": "null"}]}, max_items, required=True
            )
            if max_series == 1:
                return _either(row, "NumberList", required=required)
            rows = _array(row, max_series, required=True)
            return _either(row, "SeriesList", rows, required=required)
        case Marks(max_items=max_items, max_length=max_length, points=points):
            single: Schema = {"type": ["string", "number"], "maxLength": max_length}
            if points:
                pair = {"type": "array", "items": single, "minItems": 2, "maxItems": 2}
                single = {"anyOf": [{"type": "string", "maxLength": max_length}, pair]}
            return {
                "anyOf": [_array(single, max_items, required=required), {"type": "string"}, _BLANK]
            }
        case Spreads(max_items=max_items, max_series=max_series):
            spread = {
                "anyOf": [
                    {"type": ["number", "null"], "minimum": 0},
                    {"type": "string", "pattern": f"^{_SPREAD}$"},
                ]
            }
            row = _array(spread, max_items, required=True)
            text = {"type": "string", "pattern": rf"^{_SPREADS}(\|{_SPREADS})*$"}
            number = {"type": "number", "minimum": 0}
            return {"anyOf": [number, text, row, _array(row, max_series, required=True), _BLANK]}
    raise TypeError(f"{type(value_type).__name__} is not a list")


_BLANK: Final[Schema] = {"enum": ["", None], "description": "counts as left out"}


def _array(items: Schema, max_items: int, *, required: bool) -> Schema:
    schema: Schema = {"type": "array", "items": items, "maxItems": max_items}
    return {**schema, "minItems": 1} if required else schema


def _either(array: Schema, text: str | Schema, *more: Schema, required: bool) -> Schema:
    """Return the schema of an array, or a text as in a query: the name of its schema, or that."""
    written = component(text) if isinstance(text, str) else text
    if required:
        return {"anyOf": [array, *more, {**written, "pattern": r"\S"}]}
    return {"anyOf": [array, *more, written, _BLANK]}


def _pattern_of(one: str) -> Schema:
    """Return the schema of texts separated by commas, of which each has a pattern."""
    return {"type": "string", "pattern": f"^({one})(,({one}))*$"}


def _one_of(numbers: Numbers) -> Schema:
    """Return the schema of one of the numbers of a list."""
    return {"type": "number", "minimum": numbers.minimum, "maximum": numbers.maximum}


_POINT: Final[Schema] = {
    "type": "string",
    "pattern": rf"^({'|'.join(POINT_SHAPES)})(:[1-9][0-9]?(\.[0-9]{{0,20}})?)?$",
}


def _single(value_type: ValueType) -> Schema:
    """Return the schema of a single value, the same in a query and in JSON."""
    match value_type:
        case Number(minimum=minimum, maximum=maximum):
            if (minimum, maximum) == (-LARGEST, LARGEST):
                return component("Number")
            gap = {"not": _VANISHING} if minimum <= 0 <= maximum else {}
            return {"type": "number", "minimum": minimum, "maximum": maximum, **gap}
        case Colour():
            return component("Colour")
    return json_schema.single(value_type)
