"""The alternative text of a picture of this app: what the picture says in words."""

from __future__ import annotations

import functools

from api.errors import SettingsError
from api.query import pairs
from charts.canvas.description import Description
from charts.diagnostics import ChartError


@functools.lru_cache(256)
def alt(url: str, instead: str = "") -> str:
    """Return the description of the picture at a path and query of this app.

    ``instead`` is returned where there is no such picture.
    """
    try:
        described = _described(url)
    except (ChartError, SettingsError):
        described = None
    return described.text if described else instead


def _described(url: str) -> Description | None:
    path, _, query = url.partition("?")
    parameters = pairs(f"?{query}")
    names = {name for name, _ in parameters}
    if path.startswith("/charts/"):
        return _native(path.removeprefix("/charts/"), parameters)
    if path == "/chart" and names & {"cht", "chst"}:
        from charts.google.describe import describe as describe_google
        from charts.google.read import query as google

        chart = google.read(parameters).chart
        return describe_google(chart) if chart else None
    if path == "/chart":
        from charts.quickchart.describe import describe as describe_config
        from charts.quickchart.read import request

        config = request.read(dict(reversed(parameters))).chart
        return describe_config(config) if config else None
    return _endpoint(path.removeprefix("/"), dict(reversed(parameters)))


def _endpoint(name: str, parameters: dict[str, str]) -> Description | None:
    from charts.quickchart.endpoints import request

    for endpoint in request.ENDPOINTS:
        if endpoint == name:
            picture = request.read(endpoint, parameters).picture
            return request.describe(endpoint, picture) if picture else None
    return None


def _native(kind: str, parameters: list[tuple[str, str]]) -> Description | None:
    from charts.native import kinds, query
    from charts.native.describe import describe

    if kind not in kinds.KINDS:
        return None
    return describe(query.chart(kind, query.joined(kind, parameters)))
