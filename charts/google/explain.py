"""What a chart URL says, parameter by parameter; what is wrong with it, changed or ignored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple
from urllib.parse import urlencode

from api import ascii_text

from ..canvas.sanitize import replace_surrogates
from ..diagnostics import ChartError, Diagnostic, Level
from .measure import measure
from .read import query, types
from .read.query import GoogleRequest

HEADINGS: Final[dict[Level, str]] = {
    "error": "Errors: the picture cannot be drawn",
    "warning": "Warnings: interpreted differently from what was written",
    "ignored": "Ignored: has no effect",
}


class ExplainedParameter(NamedTuple):
    """One parameter of a URL: what it means, and its diagnostics."""

    name: str
    value: str
    meaning: str
    diagnostics: tuple[Diagnostic, ...]


class Explained(NamedTuple):
    """What a URL says. Every text can be encoded as UTF-8."""

    picture: str
    """The path and query of its picture, "" if the request has errors."""
    groups: tuple[tuple[Level, str, tuple[Diagnostic, ...]], ...]
    """The diagnostics by level, each level with its heading."""
    parameters: tuple[ExplainedParameter, ...]


def explain(pairs: Sequence[tuple[str, str]], request: GoogleRequest) -> Explained:
    """Explain a request: its parameters, and what reading, measuring and drawing it led to."""
    diagnostics = [
        Diagnostic(replace_surrogates(d.parameter), d.level, replace_surrogates(d.text))
        for d in _diagnostics(request)
    ]
    groups = [
        (level, heading, tuple(d for d in diagnostics if d.level == level))
        for level, heading in HEADINGS.items()
    ]
    rest = [
        (replace_surrogates(n), replace_surrogates(v))
        for n, v in pairs
        if ascii_text.strip(n) != "chof"
    ]
    return Explained(
        "" if any(d.level == "error" for d in diagnostics) else "/chart?" + urlencode(rest),
        tuple(group for group in groups if group[2]),
        tuple(
            ExplainedParameter(name, value, _meaning(ascii_text.strip(name), value), tuple(
                d for d in diagnostics if d.parameter == ascii_text.strip(name)
            ))
            for name, value in rest
        ),
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
