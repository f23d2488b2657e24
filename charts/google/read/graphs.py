"""Graphs: ``cht=gv`` with DOT text in ``chl`` (reference, section 4)."""

from __future__ import annotations

from typing import Final

from api import ascii_text

from ...canvas.sanitize import normalize, replace_surrogates
from ...diagnostics import quoted
from ...graphviz.errors import DotError
from ...graphviz.graph import ENGINES, Engine, Graph
from ...graphviz.read import read
from .fields import Parameters, Text

ALLOWED: Final = "a graph in the DOT language, as in digraph{a->b}"


def graph(parameters: Parameters, option: str) -> Graph:
    """Return the graph of ``chl``, with the engine that the option of ``cht`` names.

    Raises ChartError if there is no text, if it is not DOT, too large or refers to files.
    """
    chl = parameters["chl"]
    text = normalize(replace_surrogates(chl.text))
    if not ascii_text.strip(text):
        raise chl.error("is missing", ALLOWED)
    engine = _engine(parameters["cht"].with_text(option))
    try:
        graph, remarks = read(text, engine)
    except DotError as error:
        raise chl.error(str(error), ALLOWED) from None
    for level, remark in remarks:
        (chl.ignore if level == "ignored" else chl.warn)(remark)
    return graph


def _engine(cht: Text) -> Engine | None:
    """Return the engine that the text of ``cht`` behind its colon names, None for none."""
    name = ascii_text.lower(cht.text)
    engine = next((known for known in ENGINES if known == name), None)
    if name and engine is None:
        cht.warn(f"{quoted(name)} is not one of the layouts {', '.join(ENGINES)}")
    return engine
