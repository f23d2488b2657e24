"""HTML-like labels (https://graphviz.org/doc/info/shapes.html#html) as plain ones.

Text keeps its lines and loses its fonts; a table becomes the label of a node of shape ``record``,
whose fields keep the names of the cells' ports.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from api.named_tuple import NamedTuple

_ENDS = {"left": "\\l", "right": "\\r"}
_FIELD = re.compile(r"[{}|<>]")
_MAX_DEPTH = 8  # tables within tables


@dataclass
class _Cell:
    """A cell's text, or the tables in it."""

    port: str = ""
    align: str = ""
    text: list[str] = field(default_factory=list)
    tables: list[list[list[_Cell]]] = field(default_factory=list)


class Label(NamedTuple):
    """A plain label; ``record``: that of a node of shape record."""

    text: str
    record: bool


def plain(html: str, *, side_by_side: bool) -> Label:
    """Return an HTML-like label as a plain one.

    ``side_by_side``: without braces the fields of a record stand side by side, as they do where
    ``rankdir`` is TB or BT.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    cell = reader.whole
    if not cell.tables or (not _text(cell) and len(_fields(cell.tables)) < 2):
        while not _text(cell) and cell.tables and len(_fields(cell.tables)) == 1:
            cell = _fields(cell.tables)[0]
        if not cell.tables:
            return Label(_lines(cell, record=False), False)
    return Label(_record(cell, side_by_side=side_by_side), True)


def lines(html: str) -> str:
    """Return the text of an HTML-like label that is not a node's: a line for each table row."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return _flat(reader.whole)


class _Reader(HTMLParser):
    """Builds the cells of a label."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.whole = _Cell()
        self._open = [self.whole]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        cell = self._open[-1]
        if tag == "br":
            cell.text.append(_ENDS.get(values.get("align", "").lower(), "\\n"))
        elif tag == "table" and len(self._open) <= _MAX_DEPTH:
            cell.tables.append([])
        elif tag == "tr" and cell.tables:
            cell.tables[-1].append([])
        elif tag == "td" and cell.tables and len(self._open) <= _MAX_DEPTH:
            if not cell.tables[-1]:
                cell.tables[-1].append([])
            inner = _Cell(values.get("port", ""), values.get("align", "").lower())
            cell.tables[-1][-1].append(inner)
            self._open.append(inner)

    def handle_endtag(self, tag: str) -> None:
        if tag == "td" and len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        text = re.sub(r"\s+", " ", data)
        if text.strip() or (self._open[-1].text and not self._open[-1].tables):
            self._open[-1].text.append(text.replace("\\", "\\\\").replace("&", "&amp;"))


def _text(cell: _Cell) -> str:
    return "".join(cell.text).strip()


def _fields(tables: list[list[list[_Cell]]]) -> list[_Cell]:
    return [cell for table in tables for row in table for cell in row]


def _lines(cell: _Cell, *, record: bool) -> str:
    text = re.sub(r" *(\\[nlr]) *", r"\1", _text(cell))
    if record:
        text = _FIELD.sub(r"\\\g<0>", text)
    end = _ENDS.get(cell.align, "")
    return text + end if end and not text.endswith(end) else text


def _record(cell: _Cell, *, side_by_side: bool) -> str:
    """Return rows one below the other, with their fields side by side."""
    rows = [row for table in cell.tables for row in table if row]
    below = [_row(row) for row in rows]
    if _text(cell):
        below.insert(0, _lines(cell, record=True))
    text = "|".join(below)
    return f"{{{text}}}" if side_by_side else text


def _row(row: list[_Cell]) -> str:
    """Return a row, where fields stand one below the other."""
    beside = [_cell(cell) for cell in row]
    return beside[0] if len(row) == 1 and not row[0].tables else "{" + "|".join(beside) + "}"


def _cell(cell: _Cell) -> str:
    """Return a cell, where fields stand side by side."""
    port = f"<{_FIELD.sub('', cell.port)}> " if cell.port else ""
    if cell.tables and _fields(cell.tables):
        return _record(cell, side_by_side=True)
    return port + _lines(cell, record=True)


def _flat(cell: _Cell) -> str:
    rows = ["  ".join(_flat(c) for c in row) for table in cell.tables for row in table]
    return "\\n".join(part for part in (_lines(cell, record=False), *rows) if part)
