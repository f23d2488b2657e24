"""What the guard adds to the description of charts: a URL's signature, and who is refused."""

from __future__ import annotations

from typing import Any, Final

from charts.access import signing

from .answers import Answers, refused

# Texts, whatever they hold: an app that asks for no signature passes over both.
PARAMETERS: Final[list[dict[str, Any]]] = [
    {
        "name": signing.SIGNATURE,
        "in": "query",
        "description": "The signature of path and query, where the app asks for one"
        " (`python -m charts.access.sign`); passed over elsewhere.",
        "schema": {"type": "string"},
    },
    {
        "name": signing.EXPIRES,
        "in": "query",
        "description": "Until when the signature holds, in seconds of Unix time.",
        "schema": {"type": "string"},
    },
]

ANSWERS: Final[Answers] = {
    "403": refused("The app asks for a signature that this URL lacks, or knows the site not."),
    "503": refused("A setting of the app's charts is wrong: its log says which."),
}
