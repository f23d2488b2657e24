"""The OpenAPI 3.1 document, assembled from its parts."""

from __future__ import annotations

from typing import Any, Final

from . import charts, google, names, packed, pages, quickchart, responses, sign_in, values

VERSION: Final = "1.0.0"
"""The version of the API: the first number counts breaking changes, the second additions."""

_TAGS: Final = {
    charts.TAG: "Charts from named parameters.",
    google.TAG: "The URLs of the Google Image Charts API, which was turned off in 2019.",
    quickchart.TAG: "QuickChart's endpoints beside `/chart`, which also draws its charts.",
    names.TAG: "An example of a JSON function.",
    sign_in.TAG: "With Microsoft or another OpenID provider; all state is in encrypted cookies.",
    pages.TAG: "The pages of the site.",
}
_DESCRIPTION: Final = (
    "Charts as pictures from URLs, sign-in, and some JSON, on Azure Functions.\n\n"
    "Errors are problem documents (RFC 9457) that name every wrong parameter. A method that a path"
    " does not support gets 404: the platform never sends 405."
)


def document(session_cookie: str) -> dict[str, Any]:
    """Return the document; ``session_cookie`` is the name of the session cookie.

    Each operation says all of its parameters and responses; ``sharing.shared`` says them once.
    """
    return {
        "openapi": "3.1.0",
        "info": {"title": "Chart Functions", "version": VERSION, "description": _DESCRIPTION},
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": text} for name, text in _TAGS.items()],
        "paths": {
            **charts.paths(),
            **google.paths(),
            **quickchart.paths(),
            **packed.paths(),
            **names.paths(),
            **sign_in.paths(),
            **pages.paths(),
        },
        "components": {
            "schemas": {
                **charts.components(),
                **google.components(),
                **quickchart.components(),
                **values.COMPONENTS,
                **names.COMPONENTS,
                **sign_in.COMPONENTS,
                **responses.COMPONENTS,
            },
            "headers": responses.HEADERS,
            "securitySchemes": sign_in.security(session_cookie),
        },
    }
