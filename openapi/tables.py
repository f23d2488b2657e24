"""Examples of CSV: the data of a kind's first example as a table."""

from __future__ import annotations

import csv
import io
from itertools import zip_longest
from typing import Any

from charts.native import kinds


def of_example(kind: str, delimiter: str = ",") -> str:
    """Return the CSV."""
    known, example = kinds.load(kind).KIND, kinds.load(kind).KIND.examples[0].parameters
    if "links" in example:
        links = (str(link) for link in example["links"])
        parts = (link.replace(">", ":").split(":") for link in links)
        return _written([["from", "to", "value"], *parts], delimiter)
    if "value" in example:
        return _written([["label", "value"], [example.get("label", "x"), example["value"]]], ",")
    names, values = kinds.names_parameter(kind), kinds.values_parameter(kind)
    if "columns" in example:
        rows = zip(example[names], example[values], strict=True)
        table = [["", *example["columns"]], *([name, *row] for name, row in rows)]
        return _written(table, delimiter)
    columns: dict[str, list[Any]] = {}
    ragged = bool(values) and getattr(kinds.parameters(kind)[values].type, "ragged", False)
    if names and not ragged:
        columns[names] = example[names]
    if values:
        series = example[values] if isinstance(example[values][0], list) else [example[values]]
        heads = example.get(names if ragged and names else "legend") or map(str, range(9))
        columns |= dict(zip(heads, series, strict=False))
    columns |= {name: example[name] for name in known.columns if name in example}
    filled = zip_longest(*columns.values())
    return _written([list(columns), *(list(row) for row in filled)], delimiter)


def data_parameters(kind: str) -> set[str]:
    """Return the parameters of the first example that its CSV stands for."""
    known = kinds.load(kind).KIND
    names = {kinds.names_parameter(kind), kinds.values_parameter(kind), *known.columns}
    return names | {"links", "value", "label", "columns", "legend"}


def _written(rows: list[list[Any]], delimiter: str) -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()
