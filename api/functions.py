"""``GET /healthz``, for probes; it draws nothing and loads nothing."""

from __future__ import annotations

import json

import azure.functions as func

from . import responses, version
from .http_function import http_function

blueprint = func.Blueprint()


@blueprint.route("healthz", methods=["GET", "HEAD"])
@http_function
def healthz(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /healthz``: the app is up, and this is its version."""
    document = {"status": "ok", "version": version.VERSION, "build": version.build()}
    return responses.response(json.dumps(document).encode(), "application/json")
