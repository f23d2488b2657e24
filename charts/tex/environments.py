"""Tables of formulas: matrices, cases and aligned lines, with what stands between their cells."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from api.named_tuple import NamedTuple
from api.suggest import did_you_mean

from ..diagnostics import quoted
from . import refused
from .scanner import LINE_BREAKS
from .text_mode import text_in_braces
from .tree import Change, Fence, Node, Row, Span, Style, Table, Tag

if TYPE_CHECKING:
    from .errors import TexError
    from .parse import Parser
    from .scanner import Call

_MAX_COLUMNS = 60
_BEFORE_TAGS = 2.0  # em
_MULTLINE_SPREAD = 2.0  # em: how much wider multline is than its longest line
RULES = ("hline", "toprule", "midrule", "bottomrule", "hdashline")
# The delimiters around each.
MATRICES: Final = {
    "matrix": ("", ""), "pmatrix": ("(", ")"), "bmatrix": ("[", "]"), "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"), "Vmatrix": ("‖", "‖"), "smallmatrix": ("", ""), "array": ("", ""),
    "tabular": ("", ""), "subarray": ("", ""), "darray": ("", ""), "psmallmatrix": ("(", ")"),
    "bsmallmatrix": ("[", "]"), "Bsmallmatrix": ("{", "}"), "vsmallmatrix": ("|", "|"),
    "Vsmallmatrix": ("‖", "‖"),
}  # fmt: skip
# Commands whose argument in braces is a table: the environment that it is like.
MATRICES_IN_BRACES: Final = {
    "matrix": "matrix", "pmatrix": "pmatrix", "cases": "cases", "displaylines": "gather",
}  # fmt: skip
# Lines of their own: how their columns are set.
LINES: Final = {
    "align": "rl", "aligned": "rl", "alignat": "rl", "alignedat": "rl", "flalign": "rl",
    "split": "rl", "eqnarray": "rcl", "gather": "c", "gathered": "c", "multline": "l",
    "multlined": "l", "xalignat": "rl", "xxalignat": "rl", "equation": "rl",
    "displaymath": "rl", "math": "rl", "subequations": "rl", "document": "rl",
}  # fmt: skip
# The delimiters around each, and the style.
CASES: Final = {
    "cases": ("{", "", "text"), "dcases": ("{", "", "display"), "rcases": ("", "}", "text"),
    "drcases": ("", "}", "display"), "numcases": ("{", "", "text"),
}  # fmt: skip


class _Rows(NamedTuple):
    """Rows of cells, and what stands between them (as in ``Table``)."""

    cells: tuple[tuple[Row | Span, ...], ...]
    extra: tuple[float, ...]
    level: tuple[int, ...]
    partial: tuple[tuple[int, int, int], ...]


class _Columns(NamedTuple):
    """What ``array`` says of its columns (as in ``Table``)."""

    letters: str
    gaps: tuple[float, ...]
    margin: float
    upright: tuple[int, ...]


def read_environment(parser: Parser, call: Call) -> Node:
    """Read ``\\begin{…}`` up to its ``\\end``."""
    at = call.at
    kind = parser.raw("\\begin").strip()
    plain = kind.rstrip("*")
    with parser.nested(at):
        if plain in MATRICES:
            node: Node = _matrix(parser, plain, kind, at)
        elif plain in CASES:
            node = _cases(parser, plain, at)
        elif plain in LINES:
            node = _lines(parser, plain, at)
        else:
            raise _unknown(parser, kind, at)
        start = parser.at
        parser.take_command()
        closing = parser.raw("\\end").strip()
        if closing != kind:
            closed = quoted(f"\\end{{{closing}}}")
            raise parser.error(
                f"{closed} stands where \\begin{{{kind}}} of character {at + 1} is still open",
                start,
            )
    return node


def _matrix(parser: Parser, name: str, whole: str, at: int) -> Node:
    """Read a matrix or an array; ``whole`` is its name with a star, if it has one."""
    columns = _Columns("c", (1.0,), 0.0, ())
    if name in ("array", "darray", "tabular", "subarray"):
        parser.letter_option("tbc")
        columns = _columns(parser)
    elif whole.endswith("*"):
        option = parser.raw_option()
        columns = columns._replace(letters=(option or "c").strip()[:1])
    return _matrix_of(_environment_rows(parser, at), name, columns)


def _matrix_of(rows: _Rows, name: str, columns: _Columns) -> Node:
    """Return the matrix of rows that were read."""
    left, right = MATRICES[name]
    table = Table(
        rows.cells, columns.letters, columns.gaps, columns.margin,
        "display" if name == "darray" else "text", extra=rows.extra, upright=columns.upright,
        level=rows.level, partial=rows.partial,
    )  # fmt: skip
    if name.endswith("smallmatrix"):
        table = Table(rows.cells, "c", (0.556,), style="script", strut=0.9 / 0.7, extra=rows.extra)
    if name == "subarray":
        table = Table(rows.cells, columns.letters, style="script", strut=0.9)
    return Fence(left, right, (Row((table,)),)) if left or right else table


def read_matrix_in_braces(parser: Parser, call: Call) -> Node:
    """Read ``\\pmatrix{a&b\\cr c&d}`` and its like; ``value`` is the command's name."""
    name = MATRICES_IN_BRACES[call.value]
    rows = _rows_in_braces(parser, call)
    if name in CASES:
        return _cases_of(rows, name)
    if name in LINES:
        return aligned_lines(rows.cells, LINES[name], rows.extra, rows.level)
    return _matrix_of(rows, name, _Columns("c", (1.0,), 0.0, ()))


def _unknown(parser: Parser, kind: str, at: int) -> TexError:
    """Return the error of an environment that is not read, with the reason if there is one."""
    why = refused.ENVIRONMENTS.get(kind)
    if why is not None:
        return parser.error(f"the environment {quoted(kind)} is not supported: {why}", at)
    hint = did_you_mean(kind, (*MATRICES, *CASES, *LINES))
    return parser.error(f"the environment {quoted(kind)} is not known{hint}", at)


def _columns(parser: Parser) -> _Columns:
    """Read the argument of ``array``: letters, lines, and what stands between."""
    at = parser.at
    text = parser.raw("\\begin{array}")
    start = parser.at
    letters: list[str] = []
    upright = [0]
    gaps: list[float] = []
    bare: set[int] = set()
    place = 0
    text = re.sub(r"\*\s*\{([0-9]{1,2})\}\s*\{([^{}]*)\}", lambda m: m[2] * int(m[1]),
                  text)[:1000]  # fmt: skip
    while place < len(text):
        sign = text[place]
        place += 1
        if sign in "lcrpmbXS":
            letters.append(sign if sign in "lcr" else "l")
            upright.append(0)
            if sign in "pmb":
                place = _behind_braces(text, place)
        elif sign == "|":
            upright[-1] += 1
        elif sign in "@!><":
            if sign == "@":
                bare.add(len(letters))
            place = _behind_braces(text, place)
        elif not sign.isspace():
            raise parser.error(f"{quoted(sign)} of \\begin{{array}} is not a column: l, c or r", at)
        if len(letters) > _MAX_COLUMNS or max(upright) > 3:
            raise parser.error(f"has more than {_MAX_COLUMNS} columns or 3 lines between two", at)
    parser.at = start
    gaps = [0.0 if i in bare else 1.0 for i in range(1, len(letters))]
    return _Columns(
        "".join(letters) or "c", tuple(gaps) or (1.0,), 0.0 if 0 in bare else 0.5,
        tuple(upright) if any(upright) else (),
    )  # fmt: skip


def _cases(parser: Parser, name: str, at: int) -> Node:
    return _cases_of(_environment_rows(parser, at), name)


def _cases_of(rows: _Rows, name: str) -> Node:
    left, right, style = CASES[name]
    known: Style = "display" if style == "display" else "text"
    table = Table(
        rows.cells, "ll", (1.0,), 0.0, known, 1.44, extra=rows.extra, level=rows.level,
        partial=rows.partial,
    )  # fmt: skip
    return Fence(left, right, (Row((table,)),))


def _lines(parser: Parser, name: str, at: int) -> Node:
    align = "tbc"
    if name in ("aligned", "gathered", "alignedat", "multlined"):
        align = parser.letter_option("tbc") or "c"
    if name.endswith("at"):
        parser.raw("\\begin{" + name + "}")
    rows = _environment_rows(parser, at)
    first = rows.cells[0][0]
    if len(rows.cells) == 1 and len(rows.cells[0]) == 1 and isinstance(first, Row):
        return Row((Change(style="display"), *first.parts))
    cells = _multiline(rows.cells) if name in ("multline", "multlined") else rows.cells
    gap = 0.0 if name in ("alignat", "alignedat") else 2.0
    table = aligned_lines(cells, LINES[name], rows.extra, rows.level, gap)
    if name in ("multline", "multlined") and len(rows.cells) > 1:
        table = replace(table, spread=_MULTLINE_SPREAD)
    places: dict[str, Literal["top", "bottom"]] = {"t": "top", "b": "bottom"}
    if align in places:
        return replace(table, aligned=places[align])
    return table


def _environment_rows(parser: Parser, at: int) -> _Rows:
    """Read the rows of an environment up to its ``\\end``."""
    rows = _rows(parser)
    if parser.next_command() != "end":
        opening = re.match(r"\\begin\s*\{[^{}]*\}", parser.text[at:])
        raise parser.unclosed(opening[0] if opening else "\\begin", at)
    return rows


def _rows(parser: Parser) -> _Rows:
    """Read rows of cells up to what ends them."""
    rows: list[tuple[Row | Span, ...]] = []
    cells: list[Row | Span] = []
    extra: list[float] = []
    level: list[int] = []
    partial: list[tuple[int, int, int]] = []

    def begin_row() -> None:
        """Read what stands before a row: lines of text, and lines above it."""
        while True:
            count, lines = _rules(parser)
            level.append(count)
            partial.extend((len(rows), first, last) for first, last in lines)
            text = _line_of_text(parser)
            if text is None:
                return
            rows.append((text,))
            extra.append(0.0)

    begin_row()
    while True:
        start = parser.at
        with parser.nested(start):
            cells.append(cell_of(parser.row()))
        parser.count_cell(start)
        if parser.peek() == "&":
            parser.at += 1
            continue
        if parser.next_command() in LINE_BREAKS:
            parser.take_command()
            extra.append(parser.gap())
            rows.append(tuple(cells))
            cells = []
            begin_row()
            continue
        break
    if any(cell != Row() for cell in cells) or len(cells) > 1 or not rows:
        rows.append(tuple(cells))
        extra.append(0.0)
        level.append(0)
    return _Rows(
        tuple(rows), tuple(extra), tuple(level) if any(level) else (), tuple(partial)
    )  # fmt: skip


def cell_of(row: Row) -> Row | Span:
    """Return a cell; a span, if it is nothing else."""
    if len(row.parts) == 1 and isinstance(row.parts[0], Span):
        return row.parts[0]
    return row


def _line_of_text(parser: Parser) -> Span | None:
    """Read ``\\intertext{…}`` between two rows; None if there is none."""
    if parser.next_command() not in ("intertext", "shortintertext"):
        return None
    at = parser.at
    name = parser.take_command()
    parser.count_cell(at)
    return Span(text_in_braces(parser, "\\" + name, "roman"), 0, "l")


def _rules(parser: Parser) -> tuple[int, list[tuple[int, int]]]:
    """Read ``\\hline`` and its like before a row.

    Return how many there are, at most 3, and the first and last column of those along some.
    """
    count = 0
    partial: list[tuple[int, int]] = []
    while True:
        parser.skip()
        at = parser.at
        name = parser.next_command()
        if name in ("cline", "cmidrule"):
            parser.take_command()
            partial.append(_columns_of_rule(parser, "\\" + name))
        elif name in RULES:
            parser.take_command()
            count += 1
            if name == "hdashline":
                parser.remark("\\hdashline is drawn as a solid line")
        else:
            return min(count, 3), partial
        if count + len(partial) > _MAX_COLUMNS:
            raise parser.error(f"has more than {_MAX_COLUMNS} lines above a row", at)


def _columns_of_rule(parser: Parser, of: str) -> tuple[int, int]:
    """Read the columns of ``\\cline{2-3}``; return their indices."""
    parser.skip()
    if parser.peek() == "(":  # \\cmidrule(lr): ends that are a little shorter
        end = parser.text.find(")", parser.at)
        parser.at = end + 1 if end >= 0 else parser.at
    parser.skip()
    at = parser.at
    text = parser.raw(of)
    match = re.fullmatch(r"\s*([0-9]{1,2})\s*-\s*([0-9]{1,2})\s*", text)
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        raise parser.error(f"{quoted(text)} are not columns of {of}, as in {of}{{2-3}}", at)
    return int(match[1]) - 1, int(match[2]) - 1


def read_substack(parser: Parser, call: Call) -> Node:
    """Read the lines of ``\\substack``."""
    return Table(_rows_in_braces(parser, call).cells, "c", style="script", strut=0.9)


def _rows_in_braces(parser: Parser, call: Call) -> _Rows:
    """Read the rows of a command whose argument is a table."""
    parser.skip()
    if parser.peek() != "{":
        raise parser.error(f"{call.name} lacks its braces")
    start = parser.at
    parser.at += 1
    with parser.nested(call.at):
        rows = _rows(parser)
        if parser.peek() != "}":
            raise parser.unclosed("“{”", start)
        parser.at += 1
    return rows


def aligned_lines(
    rows: tuple[tuple[Row | Span, ...], ...],
    columns: str,
    extra: tuple[float, ...] = (),
    level: tuple[int, ...] = (),
    gap: float = 2.0,
) -> Table:
    """Return a table of lines; columns ``rl`` meet at a relation sign, and repeat in pairs.

    ``gap`` lies between two pairs. Tags stand in a column of their own.
    """
    rows, tags = _without_tags(rows)
    count = max((sum(1 for cell in row if _columns_of(cell)) for row in rows), default=0)
    letters = (columns * count)[:count]
    gaps: tuple[float, ...] = (0.0,)
    if columns == "rl":
        gaps = (0.0, gap)
        # What begins a left-aligned part has something empty before it, for the space.
        rows = tuple(
            tuple(
                Row((Row(), *cell.parts)) if i % 2 and isinstance(cell, Row) else cell
                for i, cell in enumerate(row)
            )
            for row in rows
        )
    elif columns == "rcl":
        gaps = (5 / 18,)
    if any(tags):
        gaps = (*(gaps * count)[: max(0, count - 1)], _BEFORE_TAGS)
        letters = (letters or "l") + "r"
        rows = tuple(
            (*row, *(Row() for _ in range(count - len(row))), tag) if tag is not None else row
            for row, tag in zip(rows, tags, strict=True)
        )
    return Table(rows, letters, gaps, style="display", leading=0.3, extra=extra, level=level)


def _columns_of(cell: Row | Span) -> int:
    return cell.columns if isinstance(cell, Span) else 1


def _without_tags(
    rows: tuple[tuple[Row | Span, ...], ...],
) -> tuple[tuple[tuple[Row | Span, ...], ...], list[Row | None]]:
    """Return the rows without their tags, and the tag of each."""
    bare: list[tuple[Row | Span, ...]] = []
    tags: list[Row | None] = []
    for row in rows:
        in_columns = any(_columns_of(cell) for cell in row)
        found = [part for cell in row for part in _parts(cell) if isinstance(part, Tag)
                 if in_columns]  # fmt: skip
        tags.append(found[0].body if found else None)
        bare.append(tuple(_without_tag(cell) for cell in row) if found else row)
    return tuple(bare), tags


def _parts(cell: Row | Span) -> tuple[Node, ...]:
    return cell.body.parts if isinstance(cell, Span) else cell.parts


def _without_tag(cell: Row | Span) -> Row | Span:
    row = Row(tuple(part for part in _parts(cell) if not isinstance(part, Tag)))
    return replace(cell, body=row) if isinstance(cell, Span) else row


def _multiline(rows: tuple[tuple[Row | Span, ...], ...]) -> tuple[tuple[Row | Span, ...], ...]:
    """Return lines of which the first stands at the left, the last at the right, others between."""
    last = len(rows) - 1
    lines = []
    for i, (cell, *_) in enumerate(rows):
        align: Literal["l", "c", "r"] = "l" if not i else "r" if i == last else "c"
        lines.append((cell if isinstance(cell, Span) else Span(cell, 0, align),))
    return tuple(lines)


def _behind_braces(text: str, place: int) -> int:
    """Return the index after what stands in braces."""
    depth = 0
    while place < len(text):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        place += 1
        if depth <= 0:
            break
    return place
