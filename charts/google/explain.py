"""What a chart URL says, parameter by parameter; what is wrong with it, changed or ignored."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from api import ascii_text

from ..canvas.sanitize import replace_surrogates
from ..diagnostics import ChartError, Diagnostic
from ..pictures.explanation import Explained, ExplainedParameter, groups, playground
from .measure import measure
from .read import query, types
from .read.query import GoogleRequest


def explain(pairs: Sequence[tuple[str, str]], request: GoogleRequest) -> Explained:
    """Explain a request: its parameters, and what reading, measuring and drawing it led to."""
    grouped = groups(_diagnostics(request))
    rest = [
        (replace_surrogates(n), replace_surrogates(v))
        for n, v in pairs
        if ascii_text.strip(n) != "chof"
    ]
    url = "/chart?" + urlencode(rest)
    return Explained(
        "" if any(level == "error" for level, *_ in grouped) else url,
        grouped,
        tuple(
            ExplainedParameter(name, value, _meaning(ascii_text.strip(name), value), tuple(
                d
                for _, _, diagnostics in grouped
                for d in diagnostics
                if d.parameter == ascii_text.strip(name)
            ))
            for name, value in rest
        ),
        playground(url),
    )  # fmt: skip


def _diagnostics(request: GoogleRequest) -> list[Diagnostic]:
    """Return the errors of a request, then all other diagnostics."""
    errors, diagnostics = request.errors, [*request.diagnostics]
    if request.chart is not None:
        from .render import render  # loads numpy and the rasteriser

        try:
            measured = measure(request.chart)
            diagnostics += measured.diagnostics
            render(measured.chart)  # only drawing tells what is too much to draw
        except ChartError as error:
            errors = error.errors
    return [
        *(Diagnostic(e.parameter, "error", f"{e.detail}; allowed: {e.allowed}") for e in errors),
        *diagnostics,
    ]


def _meaning(name: str, value: str) -> str:
    """Return what a parameter is for; of a type also what it draws."""
    if name not in query.PARAMETERS:
        return ""
    meaning = query.PARAMETERS[name].meaning
    kind = types.TYPES.get(ascii_text.strip(value).partition(":")[0]) if name == "cht" else None
    return f"{meaning}; `{kind.name}`: {kind.meaning}" if kind else meaning
