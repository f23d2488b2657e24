"""``GET /generate_name?starts_with=m`` returns ``{"name": "Minnie"}`` (docs/names.md)."""

from __future__ import annotations

import json

import azure.functions as func

from api import query, responses
from api.errors import Problem
from api.http_function import http_function

from . import names, parameters

blueprint = func.Blueprint()


# The platform does not treat HEAD as part of GET, so it is listed.
@blueprint.route("generate_name", methods=["GET", "HEAD", "OPTIONS"])
@http_function(public=True)
def generate_name(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /generate_name``: a name that starts with ``starts_with``, or any name."""
    starts_with = parameters.starts_with(query.pairs(req.url))
    name = names.choose(starts_with)
    if name is None:
        raise Problem(404, f"No name in the list starts with “{starts_with}”.")
    body = json.dumps({"name": name}, ensure_ascii=False).encode()
    # Not cached: the same URL returns another name the next time.
    return responses.response(body, "application/json")
