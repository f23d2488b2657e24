"""What is deployed: which files, which packages, how large."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench import package
from tests.test_start import DEPLOYED

ROOT = Path(__file__).parents[1]


def test_what_is_ours_is_the_rooms_that_are_deployed() -> None:
    folders = {name.partition("/")[0] for name in package.ours()}
    assert folders == {"at the top", *DEPLOYED}
    names = {file.name for files in package.ours().values() for file in files}
    assert {"function_app.py", "host.json", "glyphs.json", "ChartSans.ttf"} <= names
    assert names.isdisjoint({"Makefile", "README.md", "requirements-dev.txt", "pyproject.toml"})
    assert names.isdisjoint({"build.py", "sans.py"})  # patterns with a folder
    assert not any(name.endswith(".pyc") for name in names)


def test_packages_are_those_of_requirements() -> None:
    names = set(package.packages())
    assert {"azure-functions", "matplotlib", "numpy", "segno"} <= names
    assert names.isdisjoint({"pytest", "ruff", "mypy"})


def test_sizes_add_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"x" * 1000)
    (tmp_path / "b").write_bytes(b"")
    raw, packed = package.size([tmp_path / "a", tmp_path / "b"])
    assert raw == 1000
    assert 0 < packed < 50
    few = {name: package.packages()[name] for name in ("segno", "itsdangerous")}
    monkeypatch.setattr(package, "packages", lambda: few)
    package.main()
    printed = capsys.readouterr().out
    together = [int(n.replace(",", "")) for n in re.findall(r"together \| ([\d,]+)", printed)]
    total = re.search(r"^All: ([\d,]+) KiB", printed, re.MULTILINE)
    assert total
    assert sum(together) == pytest.approx(int(total[1].replace(",", "")), abs=2)


def test_the_documents_name_what_is_deployed() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    section = text.partition("## Size of what is deployed")[2].partition("\n## ")[0]
    named = re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)
    assert named
    assert set(named) <= {*package.ours(), *package.packages()}
