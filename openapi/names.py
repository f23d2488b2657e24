"""The description of ``/generate_name``."""

from __future__ import annotations

from typing import Any, Final

from names.parameters import MAX_LENGTH, STARTS_WITH

from .responses import both, fresh, refused
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
        "summary": "A random given name",
        "description": "Another one the next time, so it is never cached.",
        "parameters": [
            {
                "name": STARTS_WITH,
                "in": "query",
                "description": "The start of the name; case and accents do not matter. Blank: any"
                " name.",
                "schema": {"type": "string", "maxLength": MAX_LENGTH},
                "example": "m",
            }
        ],
        "responses": {
            "200": {
                **fresh("The name.", {"application/json": component("Name")}),
            },
            "404": refused("No name in the list starts with this text."),
            "422": refused("The parameter is invalid, or there is an unknown one."),
        },
    }
    return {"/generate_name": both(get, "generateName")}
