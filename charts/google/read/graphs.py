"""Graphs: ``cht=gv`` with DOT text in ``chl`` (reference, section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from api.errors import ParameterError

from ...canvas.sanitize import normalize, replace_surrogates
from ...diagnostics import ChartError, Diagnostics, shown
from ...graphviz.errors import DotError
from ...graphviz.graph import ENGINES, Engine, Graph
from ...graphviz.read import read

ALLOWED: Final = "a graph in the DOT language, as in digraph{a->b}"


def graph(values: Mapping[str, str], notes: Diagnostics) -> Graph:
    """Return the graph of ``chl``, with the engine that ``cht`` names.

    Raises ChartError if there is no text, if it is not DOT, too large or refers to files.
    """
    if "chd" in values:
        raise ChartError([ParameterError("chd", "says nothing to a graph", "no chd")])
    text = normalize(replace_surrogates(values.get("chl", "")))
    if not text.strip():
        raise ChartError([ParameterError("chl", "is missing", ALLOWED)])
    engine = _engine(values.get("cht", ""), notes)
    try:
        found, remarks = read(text, engine)
    except DotError as error:
        raise ChartError([ParameterError("chl", str(error), ALLOWED)]) from None
    for level, remark in remarks:
        (notes.ignore if level == "ignored" else notes.warn)("chl", remark)
    return found


def _engine(type_: str, notes: Diagnostics) -> Engine | None:
    """Return the engine behind the colon of ``cht``, None if it names none."""
    name = type_.partition(":")[2].strip().lower()
    engine = next((known for known in ENGINES if known == name), None)
    if name and engine is None:
        notes.warn("cht", f"{shown(name)} is none of the layouts {', '.join(ENGINES)}")
    return engine
