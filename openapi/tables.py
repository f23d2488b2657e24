"""Examples of CSV: the data of a kind's first example as a table."""

from __future__ import annotations

import csv
import io
from itertools import zip_longest
from typing import Any

from charts.native import kinds
from charts.native.kind import Example


def example(kind: str) -> Example:
    """Return the first example of a kind whose data is a table: one list of names."""
    names = kinds.names_parameter(kind)
    return next(
        one
        for one in kinds.load(kind).KIND.examples
        if not any(isinstance(name, list) for name in one.parameters.get(names, ()))
    )


def of_example(kind: str, delimiter: str = ",") -> str:
    """Return the CSV of the data of ``example``."""
    parameters = example(kind).parameters
    if "links" in parameters:
        links = (str(link) for link in parameters["links"])
        parts = (link.replace(">", ":").split(":") for link in links)
        return _written([["from", "to", "value"], *parts], delimiter)
    if "value" in parameters:
        row = [parameters.get("label", ""), parameters["value"]]
        return _written([["label", "value"], row], delimiter)
    names, values = kinds.names_parameter(kind), kinds.values_parameter(kind)
    if "columns" in parameters:
        rows = zip(parameters[names], parameters[values], strict=True)
        table = [["", *parameters["columns"]], *([name, *row] for name, row in rows)]
        return _written(table, delimiter)
    columns: dict[str, list[Any]] = {}
    ragged = bool(values) and getattr(kinds.parameters(kind)[values].type, "ragged", False)
    if names and not ragged:
        columns[names] = parameters[names]
    if values:
        series = parameters[values]
        series = series if isinstance(series[0], list) else [series]
        heads = parameters.get(names if ragged and names else "legend")
        heads = heads or [f"values {i}".removesuffix(" 1") for i in range(1, len(series) + 1)]
        columns |= dict(zip(heads, series, strict=False))
    columns |= {name: parameters[name] for name in kinds.columns(kind) if name in parameters}
    filled = zip_longest(*columns.values())
    return _written([list(columns), *(list(row) for row in filled)], delimiter)


def data_parameters(kind: str) -> set[str]:
    """Return the parameters that a CSV stands for."""
    names = {kinds.names_parameter(kind), kinds.values_parameter(kind), *kinds.columns(kind)}
    return names | {"links", "value", "label", "columns", "legend"}


def _written(rows: list[list[Any]], delimiter: str) -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()
