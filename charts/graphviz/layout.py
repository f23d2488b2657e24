"""Graphs, laid out by Graphviz: from DOT text to a ``Graph`` that can be drawn."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from .graph import Graph

Engine = Literal["dot", "neato", "twopi", "circo", "fdp"]
ENGINES: Final[tuple[Engine, ...]] = ("dot", "neato", "twopi", "circo", "fdp")


class LayoutError(Exception):
    """No layout was found."""


class Attempt(NamedTuple):
    """One way to lay a graph out: engine, further graph attributes, fuel, what is said of it."""

    engine: Engine
    attributes: str
    fuel: int
    remark: str = ""


# Fuel: operations, some 2 thousand million a second, of neato 5. Graphs of README files take 3 to
# 300 million. All attempts together stay below a second.
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
        _EASY._replace(remark="neato was taken in place of dot"),
    ),
    "neato": (Attempt("neato", "", 1000 * _MILLION), _EASY._replace(remark=_EVEN)),
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
# Edges beyond those of a tree: with more, the first attempt of dot is in vain.
_TANGLED = 150


def lay_out(head: str, body: str, engine: Engine, *, nodes: int, edges: int) -> tuple[Graph, str]:
    """Lay out a graph: DOT before its braces and within; gives what is to be remarked as well.

    Raises LayoutError where there is no layout, or none in the time there is.
    """
    from . import sandbox  # loads wasmtime
    from .xdot import graph

    attempts = ATTEMPTS[engine]
    if engine == "dot" and edges - nodes > _TANGLED:
        attempts = attempts[1:]
    problem = ""
    for attempt in attempts:
        # Behind the graph's own attributes: what is said last counts.
        source = f"{head} {{ {body}\n{attempt.attributes} }}"
        try:
            return graph(sandbox.render(source, attempt.engine, attempt.fuel)), attempt.remark
        except sandbox.ExhaustedError:
            problem = "takes too long to lay out"
        except (sandbox.FailedError, ValueError) as error:
            problem = f"cannot be laid out ({error})"
    raise LayoutError(problem)
