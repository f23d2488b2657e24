"""docs/own-function.md, followed to the letter in a copy of the repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from devserver import testing
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "own-function.md").read_text(encoding="utf-8")
# A file's name just before a block of code; a command and its output; an import; a loop.
FILE = re.compile(r"`([\w/]+\.(?:py|html))`[^`\n]*:\n\n```(?:python|html)\n(.*?)```", re.DOTALL)
SESSION = re.compile(r"```console\n(.*?)```", re.DOTALL)
IMPORT = re.compile(r"```python\n(from \w+\.functions import blueprint as \w+)\n```")
LOOP = re.compile(r"```python\n(for blueprint in \([^)]*\):\n    app\.register_functions.*?)\n```")
# The tests that look at every room or every function of the app.
MET = (
    "tests/test_start.py",
    "tests/test_docs_commands.py::test_a_folder_is_deployed_or_ignored",
    "tests/test_package.py::test_what_is_ours_is_the_rooms_that_are_deployed",
    "tests/api/test_api_healthz.py",
    "tests/openapi/test_openapi_document.py::test_every_function_is_described",
    "tests/security/test_security_headers.py::test_the_table_has_every_function_of_the_app",
    "tests/security/test_security_source.py",
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository, in which the document's code has been added."""
    folder = tmp_path_factory.mktemp("copy") / "repository"
    ignored = shutil.ignore_patterns(".*", "__pycache__", "dist", "local.settings.json")
    shutil.copytree(ROOT, folder, ignore=ignored)
    for name in (".funcignore", ".gitignore", ".github"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, folder / name)
    for name, code in FILE.findall(TEXT):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(code, encoding="utf-8")
    _register(folder / "function_app.py")
    return folder


def _register(file: Path) -> None:
    """Add the imports to a function_app.py and replace its loop by the document's last one."""
    source = file.read_text(encoding="utf-8")
    imports = re.findall(r"^from \w.* import \w.*$", source, re.MULTILINE)
    ours = [line for line in imports if not line.startswith("from pathlib")]
    start, end = source.index(ours[0]), source.index(ours[-1])
    sorted_imports = "\n".join(sorted([*ours[:-1], *IMPORT.findall(TEXT)], key=_module))
    source = f"{source[:start]}{sorted_imports}\n{source[end:]}"
    loop = re.compile(r"^for blueprint in \(.*?\):\n    app\.register_functions.*?$", re.MULTILINE)
    assert loop.search(source)
    file.write_text(loop.sub(LOOP.findall(TEXT)[-1], source), encoding="utf-8")


def _module(line: str) -> str:
    """Return the name by which ruff sorts an import."""
    return line.split()[1]


def _run(folder: Path, *command: str) -> str:
    """Run ``python -m`` in the copy, where it must pass; return its output."""
    environment = {**os.environ, "PYTEST_ADDOPTS": ""}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
    return done.stdout


def test_the_document_has_the_parts_that_are_run() -> None:
    names = [name for name, _ in FILE.findall(TEXT)]
    assert names[0] == "hello/functions.py"
    assert {"dice/__init__.py", "dice/functions.py", "tests/dice/test_dice.py"} <= {*names}
    assert {"notes/functions.py", "notes/templates/notes.html"} <= {*names}
    assert len(IMPORT.findall(TEXT)) == len(LOOP.findall(TEXT)) == 3
    assert len([line for line in dict(FILE.findall(TEXT))[names[0]].split("\n") if line]) <= 10


def test_the_loops_register_what_the_app_has(copy: Path) -> None:
    """The document repeats the loop of function_app.py, with the new rooms in it."""
    ours = re.findall(r"^for blueprint in \((.*?)\)", (ROOT / "function_app.py").read_text(), re.M)
    now = set(ours[0].split(", "))
    rooms = ({"hello"}, {"hello", "dice"}, {"hello", "dice", "notes"})
    for loop, added in zip(LOOP.findall(TEXT), rooms, strict=True):
        assert set(re.findall(r"\w+", loop.partition("(")[2].partition(")")[0])) == now | added


def test_the_functions_answer_as_shown(copy: Path) -> None:
    (shown,) = re.findall(r"\$ curl http://localhost:7071(/\S+)\n(.*)\n", TEXT)
    with testing.running(copy, {"PYTHONSAFEPATH": "1", "PYTHONPATH": str(ROOT)}) as server:
        response = requests.get(server.url + shown[0], timeout=30)
        assert (response.status_code, response.text) == (200, shown[1])
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert 1 <= requests.get(f"{server.url}/roll_die", timeout=30).json()["rolled"] <= 6
        notes = requests.get(f"{server.url}/notes", timeout=30)  # sign-in is off
        assert (notes.status_code, "Sign in" in notes.text) == (200, False)
        assert notes.headers["Cache-Control"] == "no-store"
        assert "Cookie" in notes.headers["Vary"]
        assert requests.get(f"{server.url}/notes/edit", timeout=30).status_code == 503
        wrong = requests.get(f"{server.url}/roll_die?sides=7&colour=red", timeout=30)
        assert (wrong.status_code, len(wrong.json()["errors"])) == (422, 2)


def test_the_code_has_the_style_of_the_project(copy: Path) -> None:
    _run(copy, "ruff", "check", "--no-cache", ".")
    folders = ("hello", "dice", "notes", "tests/dice", "tests/notes")
    _run(copy, "ruff", "format", "--no-cache", "--check", *folders)


def test_the_tests_of_the_document_pass(copy: Path) -> None:
    rooms = re.findall(r"\$ make test ROOM=(\S+)", TEXT)
    assert rooms == ["dice", "notes"]
    folders = [f"tests/{room}" for room in rooms]
    assert "5 passed" in _run(copy, "pytest", "-q", "-p", "no:cacheprovider", *folders)


@pytest.mark.slow
def test_the_other_tests_pass_untouched(copy: Path) -> None:
    _run(copy, "pytest", "-q", "-p", "no:cacheprovider", *MET)
