"""What a URL of QuickChart says, whatever it asks for: a chart, a link to one, a code, a graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from api import ascii_text
from api.errors import ParameterError

from ..canvas.sanitize import replace_surrogates
from ..diagnostics import ChartError, Diagnostic
from ..pictures.explanation import Explained, ExplainedParameter, groups
from .endpoints import link, overrides
from .endpoints import request as endpoints
from .explain import explain
from .read import request as reading


def explain_url(path: str, pairs: Sequence[tuple[str, str]], picture: str) -> Explained:
    """Explain the request of a path of QuickChart and its parameters, of which the first counts.

    ``picture`` is the path and query of its picture, left out if nothing is drawn.
    """
    given = {n: v for n, v in reversed(pairs) if ascii_text.lower(n) != "validate"}
    given = dict(reversed(given.items()))  # in the order of the URL
    for endpoint in endpoints.ENDPOINTS:
        if path == f"/{endpoint}":
            return _endpoint(endpoint, given, picture)
    if path.startswith(link.PATH):
        try:
            given = overrides.of_link(unquote(path.removeprefix(link.PATH)), given)
        except ChartError as error:
            return Explained("", groups(_errors(error.errors)), ())
    return explain(given, reading.read(given), picture, "")


def _endpoint(endpoint: endpoints.Endpoint, given: Mapping[str, str], picture: str) -> Explained:
    request = endpoints.read(endpoint, given)
    errors = request.errors
    if request.picture is not None:
        try:
            endpoints.render(endpoint, request.picture)  # only drawing tells what is too much
        except ChartError as error:
            errors = error.errors
    grouped = groups([*_errors(errors), *request.diagnostics])
    meanings = {
        ascii_text.lower(name): parameter.meaning
        for parameter in endpoints.parameters(endpoint).values()
        for name in (parameter.name, *parameter.aliases)
    }
    rows = (
        ExplainedParameter(
            replace_surrogates(name[:200]),
            replace_surrogates(value),
            meanings.get(ascii_text.lower(name), "unknown, and ignored"),
        )
        for name, value in given.items()
    )
    return Explained("" if errors else picture, grouped, tuple(rows))


def _errors(errors: Sequence[ParameterError]) -> list[Diagnostic]:
    return [Diagnostic(e.parameter, "error", f"{e.detail}; allowed: {e.allowed}") for e in errors]
