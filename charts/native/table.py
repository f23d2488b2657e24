"""CSV as the data of a chart: the first column has names, and the header row names the series.

RFC 4180, and what spreadsheets write besides: semicolons or tabs between the cells, then also
decimal commas. In a URL a row may end with ``|``, if no line ends.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import cast

from api import ascii_text
from api.named_tuple import NamedTuple
from api.suggest import did_you_mean

from ..diagnostics import quoted
from . import kinds
from .kind import Kind
from .parameters import Parameter
from .values import Links, Values, read_number

NAME = "csv"
"""The parameter."""
ALLOWED = "a header row, and a row for each name: month,north,south|Jan,3,4|Feb,5,6"
_DELIMITERS = ",;\t"
_quoted = re.compile(r'"[^"]*"')
_decimal_comma = re.compile(r"[+-]?[0-9]+,[0-9]+").fullmatch
_ESCAPED = str.maketrans({separator: f"\\{separator}" for separator in "\\,|"})
_LINK_COLUMNS = 3

Lists = dict[str, str]
"""Parameters of a query: lists as it has them."""


class Table(NamedTuple):
    """The cells of a CSV: every row has as many as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, index: int) -> list[str]:
        """Return the cells of a column."""
        return [row[index] for row in self.rows]


def parse(text: str) -> Table:
    """Return the cells of a CSV. Raises ValueError."""
    import csv  # few charts have one

    text = text.removeprefix("\ufeff").strip("\r\n")
    if "\n" not in text and "\r" not in text:
        text = text.replace("|", "\n")
    first = _quoted.sub("", re.split("[\r\n]", text, maxsplit=1)[0])
    delimiter = max(_DELIMITERS, key=first.count)
    lines = re.split("\r\n|\r|\n", text)
    try:
        cells = list(csv.reader((f"{line}\n" for line in lines), delimiter=delimiter))
    except csv.Error as error:
        raise ValueError(f"is not CSV: {error}") from None
    rows = [tuple(map(ascii_text.strip, row)) for row in cells if any(map(ascii_text.strip, row))]
    if len(rows) < 2:
        raise ValueError("has a header at most, and no row")
    header, *body = rows
    for number, row in enumerate(body, start=2):
        if len(row) > len(header) and any(row[len(header) :]):
            raise ValueError(f"row {number} has {len(row)} cells, but the header {len(header)}")
    decimal_commas = delimiter != ","
    width = len(header)
    filled = (row[:width] + ("",) * (width - len(row)) for row in body)
    return Table(
        header, tuple(tuple(_cell(cell, decimal_commas) for cell in row) for row in filled)
    )


def _cell(text: str, decimal_commas: bool) -> str:
    return text.replace(",", ".") if decimal_commas and _decimal_comma(text) else text


def lists(kind: Kind, text: str, given: Collection[str]) -> Lists:
    """Return the parameters of a kind that a CSV has, as a query writes them.

    ``given``: the names of the other parameters; those that name series, values or columns go
    before the header. Raises ValueError, whose text says what is wrong with the CSV.
    """
    table, known = parse(text), kinds.parameters(kind.name)
    if any(isinstance(parameter.type, Links) for parameter in known.values()):
        return _links(table)
    if "value" in known:
        return _number(kind, table)
    names, values = kinds.names_parameter(kind.name), kinds.values_parameter(kind.name)
    columns = kinds.columns(kind.name)
    named = _named(kind, columns, table.header) if columns else {}
    first = next((i for i in range(len(table.header)) if i not in named), 0)
    numeric = all(_is_number(cell) for cell in table.column(first))
    if not names or (_ragged(known, values) and numeric):
        rest = [i for i in range(len(table.header)) if i != first or numeric]
    else:
        rest = [i for i in range(len(table.header)) if i != first and i not in named]
    if _ragged(known, values) and names:
        return _groups(table, names, values, None if numeric else first, rest, given)
    found = {name: _list(table.column(i)) for i, name in named.items()}
    if names:
        found[names] = _list(table.column(first))
    if not values:
        if rest:
            raise ValueError(_unknown(columns, table.header[rest[0]]))
        return found
    if not rest:
        raise ValueError("has names and no column of values")
    max_series = cast("Values", known[values].type).max_series
    if len(rest) > max_series and "columns" not in known:
        count = "one column" if max_series == 1 else f"at most {max_series} columns"
        raise ValueError(f"has {len(rest)} columns of values; {kind.noun} takes {count}")
    headers = [table.header[i] for i in rest]
    series = [table.column(i) for i in rest]
    if "columns" in known:  # a row of the table is a row of the chart
        series = [[row[i] for i in rest] for row in table.rows]
        found["columns"] = _list(headers)
    else:
        found |= _titles(known, headers, given, along="ylabel" if names else "xlabel")
    return {**found, values: "|".join(map(_list, series))}


def _titles(
    known: Mapping[str, Parameter], headers: Sequence[str], given: Collection[str], along: str
) -> Lists:
    """Return the names of series; a single one is the title of the axis of the values."""
    single = len(headers) == 1 and along in known and "legend_position" not in given
    name = along if single else "legend"
    if name not in known or known[name].ignored or name in given or not any(headers):
        return {}
    return {name: headers[0] if single else _list(headers)}


def _ragged(known: Mapping[str, Parameter], values: str) -> bool:
    """Return whether values are raw ones of groups or series, in any number."""
    return bool(values) and cast("Values", known[values].type).ragged


def _groups(
    table: Table,
    names: str,
    values: str,
    first: int | None,
    rest: Sequence[int],
    given: Collection[str],
) -> Lists:
    """Return raw values: of a group in each column, or of groups named in the first column."""
    if first is None:
        columns = [_list(table.column(i)) for i in rest]
        return {names: _list([table.header[i] for i in rest]), values: "|".join(columns)}
    if not rest:
        raise ValueError("has names and no column of values")
    groups = list(dict.fromkeys(table.column(first)))
    lists = [
        _list([row[i] for row in table.rows if row[first] == group])
        for i in rest
        for group in groups
    ]
    found = {names: _list(groups), values: "|".join(lists)}
    headers = [table.header[i] for i in rest]
    if len(rest) > 1 and "legend" not in given:
        found["legend"] = _list(headers)
    elif len(rest) == 1 and headers[0] and "ylabel" not in given:
        found["ylabel"] = headers[0]
    return found


def _named(kind: Kind, columns: Sequence[str], header: Sequence[str]) -> dict[int, str]:
    """Return the columns that the header names: of each, the parameter.

    If it names none of them, those after the first one have the order of ``columns``.
    """
    other = kinds.aliases(kind.name)
    words = [ascii_text.lower(cell).replace(" ", "_") for cell in header]
    names = [other.get(word, word) for word in words]
    found = {i: name for i, name in enumerate(names) if name in columns}
    if found or kinds.values_parameter(kind.name):
        return found
    return dict(enumerate(columns[: len(header) - 1], start=1))


def _unknown(columns: Sequence[str], header: str) -> str:
    hint = did_you_mean(header, columns)
    return f"has the column {quoted(header)}, which is not one of {', '.join(columns)}{hint}"


def _links(table: Table) -> Lists:
    """Return links: from, to and how much."""
    if len(table.header) != _LINK_COLUMNS:
        raise ValueError(f"has {len(table.header)} columns, but links have three: from, to, value")
    for row in table.rows:
        if wrong := next((name for name in row[:2] if ">" in name), None):
            raise ValueError(f"{quoted(wrong)} is not a name, as > separates the names of a link")
    return {"links": _list([f"{source}>{target}:{value}" for source, target, value in table.rows])}


def _number(kind: Kind, table: Table) -> Lists:
    """Return the only number, and what it is."""
    if len(table.rows) > 1 or len(table.header) > 2:
        raise ValueError(f"has more than one number; {kind.noun} shows one")
    (row,) = table.rows
    found = {"value": row[-1]}
    if len(row) > 1 and row[0]:
        found["label"] = row[0]
    return found


def _is_number(text: str) -> bool:
    if text:
        try:
            read_number(text)
        except ValueError:
            return False
    return True


def _list(cells: Sequence[str]) -> str:
    return ",".join(cell.translate(_ESCAPED) for cell in cells)
