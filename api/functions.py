"""``GET /healthz``: for probes; draws nothing and loads nothing."""

from __future__ import annotations

import json

import azure.functions as func

from . import problem, version

blueprint = func.Blueprint()


@blueprint.route("healthz", methods=["GET", "HEAD"])
@problem.answered
def healthz(req: func.HttpRequest) -> func.HttpResponse:
    """Answer that the app is up, and which version of it."""
    document = {"status": "ok", "version": version.VERSION, "build": version.build()}
    body = json.dumps(document).encode()
    return func.HttpResponse(
        body,
        headers={
            "Cache-Control": "no-store",
            "Content-Length": str(len(body)),
            "X-Content-Type-Options": "nosniff",
        },
        mimetype="application/json",
    )
