"""What a chart URL says, parameter by parameter; what is wrong with it, changed or ignored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple
from urllib.parse import urlencode

from ..canvas.sanitize import replace_surrogates
from ..diagnostics import ChartError, Diagnostic, Level
from .measure import measure
from .read import query, types
from .read.query import GoogleRequest

HEADINGS: Final[dict[Level, str]] = {
    "error": "Errors: no picture is made",
    "warning": "Warnings: taken otherwise than it is written",
    "ignored": "Ignored: does nothing",
}


class Said(NamedTuple):
    """One parameter of a URL: what it means, and the remarks on it."""

    name: str
    value: str
    meaning: str
    remarks: tuple[Diagnostic, ...]


class Explained(NamedTuple):
    """What a URL says. Every text is fit for UTF-8."""

    picture: str
    """The path and query of its picture, "" where none can be made."""
    groups: tuple[tuple[Level, str, tuple[Diagnostic, ...]], ...]
    """The remarks by level, each level with its heading."""
    parameters: tuple[Said, ...]


def explain(parameters: Sequence[tuple[str, str]], request: GoogleRequest) -> Explained:
    """Explain a request: its parameters, and what reading, measuring and drawing it led to."""
    errors, diagnostics = request.errors, [*request.diagnostics]
    if request.chart is not None:
        from .render import render  # loads numpy and the rasteriser

        try:
            measured = measure(request.chart)
            diagnostics += measured.diagnostics
            render(measured.chart)  # only drawing tells what is too much to draw
        except ChartError as error:
            errors = error.errors
    said = [Diagnostic(e.parameter, "error", f"{e.detail}; allowed: {e.allowed}") for e in errors]
    said = [
        Diagnostic(replace_surrogates(d.parameter), d.level, replace_surrogates(d.text))
        for d in [*said, *diagnostics]
    ]
    groups = [
        (level, heading, tuple(note for note in said if note.level == level))
        for level, heading in HEADINGS.items()
    ]
    rest = [
        (replace_surrogates(n), replace_surrogates(v)) for n, v in parameters if n.strip() != "chof"
    ]
    return Explained(
        "" if errors else "/chart?" + urlencode(rest),
        tuple(group for group in groups if group[2]),
        tuple(
            Said(name, value, _meaning(name.strip(), value), tuple(
                note for note in said if note.parameter == name.strip()
            ))
            for name, value in rest
        ),
    )  # fmt: skip


def read(parameters: Sequence[tuple[str, str]]) -> Explained:
    """Read the parameters of a URL, and explain them."""
    return explain(parameters, query.read(parameters))


def _meaning(name: str, value: str) -> str:
    """What a parameter is for; of a type also what it draws."""
    if name not in query.PARAMETERS:
        return ""
    meaning = query.PARAMETERS[name].meaning
    kind = types.TYPES.get(value.strip().partition(":")[0]) if name == "cht" else None
    return f"{meaning}; `{kind.name}`: {kind.meaning}" if kind else meaning
