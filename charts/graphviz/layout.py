"""Graph layout by Graphviz: from DOT text to a ``Drawing``, in a limited number of operations."""

from __future__ import annotations

import dataclasses
from typing import Final

from api.named_tuple import NamedTuple

from .drawing import Drawing
from .errors import ExhaustedError, FailedError, LayoutError
from .graph import Engine, Graph


class Attempt(NamedTuple):
    """One way to lay out a graph: the engine, further graph attributes, the fuel, a diagnostic."""

    engine: Engine
    attributes: str
    fuel: int
    """Operations of WebAssembly."""
    diagnostic: str = ""


# Fuel: about 2,000 million operations a second, 5,000 million with neato. Graphs of README files
# take 3 to 300 million. All attempts together stay below a second.
_MILLION = 1_000_000
_ROWS = "splines=line; packmode=array;"
_EASY = Attempt("neato", f"mode=sgd; overlap=scale; {_ROWS}", 1700 * _MILLION)
_EVEN = "places are less even"
ATTEMPTS: Final[dict[Engine, tuple[Attempt, ...]]] = {
    "dot": (
        Attempt("dot", "", 500 * _MILLION),
        Attempt(
            "dot",
            "splines=line; nslimit=0.1; nslimit1=0.1; mclimit=0.01; searchsize=5;",
            900 * _MILLION,
            "its edges were drawn straight",
        ),
        _EASY._replace(diagnostic="neato was taken in place of dot"),
    ),
    "neato": (Attempt("neato", "", 1000 * _MILLION), _EASY._replace(diagnostic=_EVEN)),
    "twopi": (
        Attempt("twopi", "", 600 * _MILLION),
        Attempt("twopi", _ROWS, 1500 * _MILLION, "its parts were put in rows"),
    ),
    "circo": (
        Attempt("circo", "", 600 * _MILLION),
        Attempt("twopi", _ROWS, 1500 * _MILLION, "twopi was taken in place of circo"),
    ),
    "fdp": (
        Attempt("fdp", "", 700 * _MILLION),
        Attempt("fdp", f"overlap=false; maxiter=100; {_ROWS}", 1500 * _MILLION, _EVEN),
    ),
}
# Graphviz knows the widths of Arial's letters.
_FONT: Final = "graph [fontname=Arial] node [fontname=Arial] edge [fontname=Arial]"
# Unless the graph says otherwise: no node over another, and a start from which neato finds even
# places for rings and stars.
_DEFAULTS: Final[dict[Engine, str]] = {
    "dot": "",
    "neato": "overlap=false; start=self",
    "twopi": "overlap=false",
    "circo": "overlap=false",
    "fdp": "",
}
# Edges beyond those of a tree: with more, the first attempt of dot never succeeds.
_TANGLED = 150


def lay_out(graph: Graph) -> Drawing:
    """Return the graph's drawing, by the first attempt that succeeds.

    Raises LayoutError.
    """
    from . import sandbox, xdot  # loads wasmtime, by the first graph

    attempts = ATTEMPTS[graph.engine]
    if graph.engine == "dot" and graph.edges - graph.nodes > _TANGLED:
        attempts = attempts[1:]
    problem = ""
    for attempt in attempts:
        # Of two values of an attribute the last one counts.
        first = f"{_FONT} {_DEFAULTS[graph.engine]}"
        source = f"{graph.head} {{ {first}\n{graph.body}\n{attempt.attributes} }}"
        try:
            rendering = sandbox.render(source, attempt.engine, attempt.fuel)
            drawing = xdot.read(rendering.output)
        except ExhaustedError:
            problem = "takes too long to lay out"
            continue
        except (FailedError, ValueError) as error:
            problem = f"cannot be laid out ({error})"
            continue
        diagnostics = list(drawing.diagnostics)
        if rendering.message:
            diagnostics.insert(0, f"Graphviz says: {rendering.message}")
        if attempt.diagnostic:
            diagnostics.insert(0, f"the graph takes long to lay out: {attempt.diagnostic}")
        return dataclasses.replace(drawing, diagnostics=tuple(diagnostics))
    raise LayoutError(problem)
