"""The OpenAPI 3.1 document: the parts, put together."""

from __future__ import annotations

from typing import Any, Final

from . import answers, charts, google, names, pages, sign_in, values

VERSION: Final = "1.0.0"
"""Of the API: the second number counts additions, the first one changes that break a client."""

_TAGS: Final = {
    charts.TAG: "Pictures of charts, with parameters that have names.",
    google.TAG: "The URLs of the Google Image Charts API, which was switched off in 2019.",
    names.TAG: "The example of a JSON function.",
    sign_in.TAG: "With Microsoft or another OpenID provider; all state is in signed cookies.",
    pages.TAG: "What people look at.",
}
_DESCRIPTION: Final = (
    "Pictures of charts from URLs, sign-in, and a bit of JSON, on Azure Functions.\n\n"
    "Errors are problem documents (RFC 9457) that name every wrong parameter. A method that a path"
    " does not have is 404: the platform never answers 405."
)


def document(session_cookie: str) -> dict[str, Any]:
    """Give the document. ``session_cookie``: the name of the cookie of whoever is signed in."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Chart Functions", "version": VERSION, "description": _DESCRIPTION},
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": text} for name, text in _TAGS.items()],
        "paths": {
            **charts.paths(),
            **google.paths(),
            **names.paths(),
            **sign_in.paths(),
            **pages.paths(),
        },
        "components": {
            "schemas": {
                **charts.components(),
                **google.components(),
                **values.COMPONENTS,
                **names.COMPONENTS,
                **sign_in.COMPONENTS,
                **answers.COMPONENTS,
            },
            "headers": answers.HEADERS,
            "securitySchemes": sign_in.security(session_cookie),
        },
    }
