"""Tables of formulas: matrices, cases and aligned lines, with what stands between their cells."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from ..diagnostics import quoted
from .scanner import LINE_BREAKS
from .tree import Change, Fence, Node, Row, Space, Style, Table

if TYPE_CHECKING:
    from .parse import Parser
    from .scanner import Call

_MAX_COLUMNS = 60
# The delimiters around each.
MATRICES: Final = {
    "matrix": ("", ""), "pmatrix": ("(", ")"), "bmatrix": ("[", "]"), "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"), "Vmatrix": ("‖", "‖"), "smallmatrix": ("", ""), "array": ("", ""),
    "tabular": ("", ""), "subarray": ("", ""),
}  # fmt: skip
# Lines of their own: how their columns are set.
LINES: Final = {
    "align": "rl", "aligned": "rl", "alignat": "rl", "alignedat": "rl", "flalign": "rl",
    "split": "rl", "eqnarray": "rcl", "gather": "c", "gathered": "c", "multline": "l",
    "multlined": "l", "equation": "rl", "displaymath": "rl", "math": "rl", "subequations": "rl",
    "document": "rl",
}  # fmt: skip
# The delimiters around each, and the style.
CASES: Final = {
    "cases": ("{", "", "text"), "dcases": ("{", "", "display"), "rcases": ("", "}", "text"),
    "drcases": ("", "}", "display"), "numcases": ("{", "", "text"),
}  # fmt: skip


class _Rows(NamedTuple):
    """Rows of cells, and what stands between them (as in ``Table``)."""

    cells: tuple[tuple[Row, ...], ...]
    extra: tuple[float, ...]
    level: tuple[int, ...]


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
            raise parser.error(f"the environment {quoted(kind)} is not known", at)
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
    left, right = MATRICES[name]
    columns = _Columns("c", (1.0,), 0.0, ())
    if name in ("array", "tabular", "subarray"):
        parser.raw_option()
        columns = _columns(parser)
    elif whole.endswith("*"):
        option = parser.raw_option()
        columns = columns._replace(letters=(option or "c").strip()[:1])
    rows, extra, level = _environment_rows(parser, at)
    table = Table(
        rows, columns.letters, columns.gaps, columns.margin, "text", extra=extra,
        upright=columns.upright, level=level,
    )  # fmt: skip
    if name == "smallmatrix":
        table = Table(rows, "c", (0.556,), style="script", strut=0.9 / 0.7, extra=extra)
    if name == "subarray":
        table = Table(rows, columns.letters, style="script", strut=0.9)
    return Fence(left, right, (Row((table,)),)) if left or right else table


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
            raise parser.error(f"{quoted(sign)} is no column: they are l, c and r", at)
        if len(letters) > _MAX_COLUMNS or max(upright) > 3:
            raise parser.error(f"has more than {_MAX_COLUMNS} columns or 3 lines between two", at)
    parser.at = start
    gaps = [0.0 if i in bare else 1.0 for i in range(1, len(letters))]
    return _Columns(
        "".join(letters) or "c", tuple(gaps) or (1.0,), 0.0 if 0 in bare else 0.5,
        tuple(upright) if any(upright) else (),
    )  # fmt: skip


def _cases(parser: Parser, name: str, at: int) -> Node:
    left, right, style = CASES[name]
    rows, extra, level = _environment_rows(parser, at)
    known: Style = "display" if style == "display" else "text"
    table = Table(rows, "ll", (1.0,), 0.0, known, 1.44, extra=extra, level=level)
    return Fence(left, right, (Row((table,)),))


def _lines(parser: Parser, name: str, at: int) -> Node:
    align = "tbc"
    if name in ("aligned", "gathered", "alignedat"):
        align = parser.raw_option() or "c"
    if name in ("alignat", "alignedat"):
        parser.raw("\\begin{" + name + "}")
    rows, extra, level = _environment_rows(parser, at)
    if len(rows) == 1 and len(rows[0]) == 1:
        return Row((Change(style="display"), *rows[0][0].parts))
    table = aligned_lines(rows, LINES[name], extra, level)
    if name in ("alignat", "alignedat"):
        table = replace(table, gaps=(0.0,))
    places: dict[str, Literal["top", "bottom"]] = {"t": "top", "b": "bottom"}
    if align.strip() in places:
        return replace(table, aligned=places[align.strip()])
    if name in ("multline", "multlined") and len(rows) > 1:
        return _multiline(rows)
    return table


def _environment_rows(parser: Parser, at: int) -> _Rows:
    """Read the rows of an environment up to its ``\\end``."""
    rows = _rows(parser)
    if parser.next_command() != "end":
        raise parser.unclosed("\\begin", at)
    return rows


def _rows(parser: Parser) -> _Rows:
    """Read rows of cells up to what ends them."""
    rows: list[tuple[Row, ...]] = []
    cells: list[Row] = []
    extra: list[float] = []
    level: list[int] = [_rules(parser)]
    while True:
        start = parser.at
        with parser.nested(start):
            cells.append(parser.row())
        parser.count_cell(start)
        if parser.peek() == "&":
            parser.at += 1
            continue
        if parser.next_command() in LINE_BREAKS:
            parser.take_command()
            extra.append(parser.gap())
            rows.append(tuple(cells))
            cells = []
            level.append(_rules(parser))
            continue
        break
    if any(cell.parts for cell in cells) or len(cells) > 1 or not rows:
        rows.append(tuple(cells))
        extra.append(0.0)
        level.append(0)
    return _Rows(tuple(rows), tuple(extra), tuple(level) if any(level) else ())


def _rules(parser: Parser) -> int:
    """Read ``\\hline`` and its like before a row; return how many there are, at most 3."""
    count = 0
    while True:
        parser.skip()
        name = parser.next_command()
        if name in ("cline", "cmidrule"):
            parser.take_command()
            parser.raw("\\" + name)
            parser.remark(f"\\{name} is drawn along the whole row")
        elif name in ("hline", "toprule", "midrule", "bottomrule", "hdashline"):
            parser.take_command()
        else:
            return min(count, 3)
        count += 1


def read_substack(parser: Parser, call: Call) -> Node:
    """Read the lines of ``\\substack``."""
    parser.skip()
    if parser.peek() != "{":
        raise parser.error(f"{call.name} lacks its braces")
    start = parser.at
    parser.at += 1
    with parser.nested(call.at):
        rows, _, _ = _rows(parser)
        if parser.peek() != "}":
            raise parser.unclosed("“{”", start)
        parser.at += 1
    return Table(rows, "c", style="script", strut=0.9)


def aligned_lines(
    rows: tuple[tuple[Row, ...], ...],
    columns: str,
    extra: tuple[float, ...] = (),
    level: tuple[int, ...] = (),
) -> Table:
    """Return a table of lines; columns ``rl`` meet at a relation sign, and repeat in pairs."""
    count = max(len(row) for row in rows)
    letters = (columns * count)[:count]
    gaps: tuple[float, ...] = (0.0,)
    if columns == "rl":
        gaps = (0.0, 2.0)
        # What begins a left-aligned part has something empty before it, for the space.
        rows = tuple(
            tuple(Row((Row(), *cell.parts)) if i % 2 else cell for i, cell in enumerate(row))
            for row in rows
        )
    elif columns == "rcl":
        gaps = (5 / 18,)
    return Table(rows, letters, gaps, style="display", leading=0.3, extra=extra, level=level)


def _multiline(rows: tuple[tuple[Row, ...], ...]) -> Table:
    """Return a table whose first line stands at the left, the last at the right, others between."""
    last = len(rows) - 1
    indented = []
    for i, row in enumerate(rows):
        before = (Space(2.0 if i < last else 4.0), Row()) if i else ()
        indented.append((Row((*before, *row[0].parts)),))
    return Table(tuple(indented), "l", style="display", leading=0.3)


def _behind_braces(text: str, place: int) -> int:
    """Return the index after what stands in braces."""
    depth = 0
    while place < len(text):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        place += 1
        if depth <= 0:
            break
    return place
