"""The description of ``/generate_name``."""

from __future__ import annotations

from typing import Any, Final

from names.parameters import MAX_LENGTH, STARTS_WITH

from .answers import both, fresh, refused
from .values import Schema, component

TAG: Final = "Names"

COMPONENTS: Final[dict[str, Schema]] = {
    "Name": {
        "description": "A given name.",
        "type": "object",
        "required": ["name"],
        "additionalProperties": False,
        "properties": {"name": {"type": "string", "minLength": 1}},
    },
}


def paths() -> dict[str, Any]:
    """Return the path items of this part of the API."""
    get = {
        "tags": [TAG],
        "summary": "A given name at random",
        "description": "Another one the next time, so nothing keeps it.",
        "parameters": [
            {
                "name": STARTS_WITH,
                "in": "query",
                "description": "How the name is to start, whatever the case and accents. Blank:"
                " any name.",
                "schema": {"type": "string", "maxLength": MAX_LENGTH},
                "example": "m",
            }
        ],
        "responses": {
            "200": {
                **fresh("The name.", {"application/json": component("Name")}),
            },
            "404": refused("No name of the list starts so."),
            "422": refused("The parameter is wrong, or there is another one."),
        },
    }
    return {"/generate_name": both(get, "generateName")}
