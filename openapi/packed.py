"""The description of ``/c/{payload}``: any picture by a short address, which holds its request."""

from __future__ import annotations

from typing import Any, Final

from charts.pictures.response import MEDIA_TYPES
from charts.quickchart.endpoints.link import MAX_REQUEST

from . import access
from .charts import TAG
from .responses import BINARY, IF_NONE_MATCH, NOT_MODIFIED, both, cached, header, refused, shown

EXAMPLE: Final = "200_OSCwqKdZPSiyyryhLzClNLbZ11vFKLEtUq4RyDQ10DE0B"
"""Of ``/charts/bar?xvalues=C,Java&yvalues=10,15``."""


def paths() -> dict[str, Any]:
    """Return the path item."""
    files = dict.fromkeys(MEDIA_TYPES.values(), BINARY)
    picture = cached(
        "The picture that the address inside has.",
        {**files, "text/plain": {"type": "string"}},
        **{"X-Chart-Description": "ChartDescription"},
    )
    for name in ("X-Chart-Notice", "X-Chart-Warnings"):
        picture["headers"][name] = header("ChartNotice")
    refusals = {
        "400": refused("The payload is damaged or holds no picture, or a parameter is wrong."),
        "404": refused("The payload names an unknown kind of chart."),
        "414": refused(f"The address inside has over {MAX_REQUEST:,} characters."),
        "422": refused("Parameters of the chart are wrong or missing."),
        **access.RESPONSES,
    }
    get = {
        "tags": [TAG],
        "summary": "Any picture by a short address",
        "description": "The address holds the whole request, compressed: nothing is stored, and"
        " nothing expires. A query adds parameters, and an extension such as `.svg` after the"
        " payload says the format. For addresses that are too long for a chat or a mail.",
        "parameters": [
            {
                "name": "payload",
                "in": "path",
                "description": "`2`, and path and query of the picture as raw deflate (RFC 1951) in"
                " URL-safe base64 without padding; or what `/chart/create` put into its URL.",
                "required": True,
                "schema": {"type": "string"},
                "example": EXAMPLE,
            },
            *access.PARAMETERS,
            IF_NONE_MATCH,
        ],
        "responses": {
            "200": picture,
            "304": NOT_MODIFIED,
            **{status: shown(refusal) for status, refusal in refusals.items()},
        },
    }
    return {"/c/{payload}": both(get, "packedChart")}
