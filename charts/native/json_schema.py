"""JSON Schema (2020-12) of single values: what the OpenAPI document and the tools of agents share.

Lists have none here: the document says exactly what is in them, and the tools in few words.
"""

from __future__ import annotations

from typing import Any

from .values import (
    LARGEST,
    Choice,
    Colour,
    Flag,
    FormatOfNumbers,
    Integer,
    LocaleName,
    Number,
    Place,
    Text,
    ValueType,
)
from .x_values import DateFormat, XTypeChoice

Schema = dict[str, Any]


def single(value_type: ValueType) -> Schema:
    """Return the schema of a single value, as JSON has it. Raises TypeError for other types."""
    match value_type:
        case Text() | Place():
            return {"type": "string", "maxLength": value_type.max_length}
        case FormatOfNumbers(pattern=pattern):
            return {"type": "string", "pattern": pattern}
        case DateFormat(max_length=max_length):
            return {"type": "string", "maxLength": max_length, "pattern": "%"}
        case LocaleName() | Choice() | XTypeChoice():
            return {"type": "string", "enum": list(value_type.options)}
        case Integer(minimum=minimum, maximum=maximum):
            return {"type": "integer", "minimum": minimum, "maximum": maximum}
        case Number(minimum=minimum, maximum=maximum):
            low = {"minimum": minimum} if minimum > -LARGEST else {}
            high = {"maximum": maximum} if maximum < LARGEST else {}
            return {"type": "number", **low, **high}
        case Flag():
            return {"type": "boolean"}
        case Colour():
            return {"type": "string"}
    raise TypeError(f"{value_type!r} is not the type of a single value")
