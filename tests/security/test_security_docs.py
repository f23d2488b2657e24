"""docs/security.md: whatever it names as proof exists, and no hole is left out."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
COLUMNS = 6


def _tests() -> set[str]:
    names = set()
    for file in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                names.add(node.name)
    return names


def test_every_test_that_it_names_exists() -> None:
    named = set(re.findall(r"`(test_[a-z0-9_]+)`", TEXT))
    assert len(named) > 60
    assert named - _tests() == set()


def test_every_file_of_tests_that_it_names_exists() -> None:
    named = set(re.findall(r"`([a-z./_]*test_[a-z0-9_]+\.py)`", TEXT))
    found = {file.name for file in (ROOT / "tests").rglob("test_*.py")}
    assert {Path(name).name for name in named} - found == set()


def _rows() -> list[list[str]]:
    start = TEXT.index("## Sign-in compared")
    part = TEXT[start : TEXT.index("### Their advantages")]
    lines = [line for line in part.splitlines() if line.startswith("| ") and "---" not in line]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_row_of_the_comparison_says_something_of_everybody_and_names_its_test() -> None:
    rows = [row for row in _rows() if row[-1] != "test"]
    assert len(rows) > 55
    for row in rows:
        assert len(row) == COLUMNS, row
        assert re.fullmatch(r"(`test_[a-z0-9_]+`(, )?)+", row[-1]), row
        assert row[4], row
        if not row[0].startswith("documents"):  # of whose documents nothing is said
            assert all(row), row


def test_every_hole_that_attacks_found_has_its_row() -> None:
    numbers = {int(row[0].split()[0]) for row in _rows() if row[0][0].isdigit()}
    assert numbers == set(range(1, 18))
