"""What access control adds to the description of charts: the signature, and the refusals."""

from __future__ import annotations

from typing import Any, Final

from charts.access import signing

from .responses import Responses, refused

# Any text: an app that requires no signature ignores both.
PARAMETERS: Final[list[dict[str, Any]]] = [
    {
        "name": signing.SIGNATURE,
        "in": "query",
        "description": "The signature of path and query, if the app requires one"
        " (`python -m charts.access.sign`); ignored otherwise.",
        "schema": {"type": "string"},
    },
    {
        "name": signing.EXPIRES,
        "in": "query",
        "description": "When the signed URL expires, as Unix time in seconds.",
        "schema": {"type": "string"},
    },
]

RESPONSES: Final[Responses] = {
    "403": refused("The URL lacks a required signature, or the referring site is not allowed."),
    "503": refused(
        "The chart settings of the app are wrong, or it is out of memory; its log says which."
    ),
}
