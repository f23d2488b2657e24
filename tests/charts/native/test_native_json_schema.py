"""JSON Schema of single values: each says what its type takes."""

from __future__ import annotations

import jsonschema
import pytest

from charts.native import json_schema, kinds
from charts.native.values import LARGEST, LISTS, FlagOr, Integer, Number, Text

SINGLE = {
    f"{p.name}: {type(p.type).__name__}": p.type
    for name in kinds.KINDS
    for p in kinds.parameters(name).values()
    if not isinstance(p.type, LISTS | FlagOr)
}


@pytest.mark.parametrize("name", SINGLE)
def test_every_type_of_single_values_has_a_schema(name: str) -> None:
    schema = json_schema.single(SINGLE[name])
    jsonschema.Draft202012Validator.check_schema(schema)
    assert isinstance(schema["type"], str)
    for option in schema.get("enum", ()):
        SINGLE[name].read(option)
    for end in ("minimum", "maximum"):
        if end in schema:
            assert SINGLE[name].read(schema[end]) == schema[end]


def test_bounds_are_said_where_there_are_any() -> None:
    assert json_schema.single(Integer(1, 3)) == {"type": "integer", "minimum": 1, "maximum": 3}
    assert json_schema.single(Number(0, LARGEST)) == {"type": "number", "minimum": 0}
    assert json_schema.single(Number(-LARGEST, LARGEST)) == {"type": "number"}
    assert json_schema.single(Text(9)) == {"type": "string", "maxLength": 9}


def test_lists_have_none() -> None:
    with pytest.raises(TypeError, match="single"):
        json_schema.single(kinds.parameters("bar")["yvalues"].type)
