"""The documents are true: commands, links, files and settings that they name exist."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
import requests

from tests.test_start import DEPLOYED

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    [*(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "NOTICE.md")),
     *(ROOT / "docs").glob("*.md")]
)  # fmt: skip
NOT_DEPLOYED = (
    "bench",
    "costs",
    "build_package",
    "devserver",
    "docs",
    "examples",
    "fuzz",
    "infra",
    "soak",
    "tests",
)
# Named in documents, made by a command or a test, not committed.
MADE = {"bench/out/results.json", "local.settings.json", "tests/images/failed"}
MADE |= {
    ".fuzz/", "dist", "dist/chart-functions-source.zip", "dist/chart-functions-python3.13.zip",
    "dist/ready", "tests/dice/test_dice.py", "tests/notes/test_notes.py",
}  # fmt: skip

FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
# The badge of a workflow and its page, as GitHub resolves them from a file at the top.
WORKFLOW = re.compile(r"\.\./\.\./actions/workflows/([\w.-]+?)(?:/badge\.svg)?")
MAKE = re.compile(r"(?:^|[$;&] ?)make (?:[A-Z]+=\S+ )*([a-z][a-z-]*)", re.MULTILINE)
SEPARATORS = re.compile(r"[\s\"'`(),;=]+")
OWN_FILE = re.compile(r"[\w.-]+\.(py|json|toml|in|txt|example)|Makefile|\.(func|git)ignore")
PATH = re.compile(r"[\w-][\w.-]*(/[\w.-]+)*/?")
SETTING = re.compile(r"[A-Z]+(_[A-Z]+)+|AzureWebJobs[A-Z]\w+")

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: p.name)


def _prose(document: Path) -> str:
    return FENCED.sub("", document.read_text(encoding="utf-8"))


def _code(document: Path) -> Iterator[str]:
    """Give every piece of code: fenced blocks, and what stands between backticks."""
    yield from FENCED.findall(document.read_text(encoding="utf-8"))
    yield from INLINE.findall(_prose(document))


def _words(document: Path) -> set[str]:
    """Give the words of all code, without the punctuation at their ends."""
    return {word.rstrip(".:") for code in _code(document) for word in SEPARATORS.split(code)}


def _targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][a-z-]*):.*##", makefile, re.MULTILINE))


def _anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", _prose(document), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}


@each_document
def test_every_make_command_is_a_target(document: Path) -> None:
    named = {target for code in _code(document) for target in MAKE.findall(code)}
    assert named <= _targets()


def test_every_target_is_in_the_table_of_commands() -> None:
    table = (ROOT / "docs" / "develop.md").read_text(encoding="utf-8")
    for target in _targets():
        assert f"| `make {target}` |" in table


@each_document
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    for link in LINK.findall(INLINE.sub("", _prose(document))):
        if ":" in link:
            continue
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        if workflow := WORKFLOW.fullmatch(link):
            target = ROOT / ".github" / "workflows" / workflow[1]
        assert target.exists(), link
        if anchor and target.suffix == ".md":
            assert anchor in _anchors(target), link


def test_the_index_names_every_document() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    documents = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert documents == set(re.findall(r"\]\(([\w-]+\.md)\)", index))


@each_document
def test_every_file_of_ours_exists(document: Path) -> None:
    top = list(ROOT.iterdir())
    folders = {path.name for path in top if path.is_dir()}
    files = {path.name for path in top}
    for folder in (*DEPLOYED, *NOT_DEPLOYED):
        files |= {path.name for path in (ROOT / folder).rglob("*")}
    for word in _words(document) - MADE:
        if OWN_FILE.fullmatch(word):
            assert word in files, word
        elif "/" in word and PATH.fullmatch(word) and word.split("/")[0] in folders:
            assert word.rstrip("/") in MADE or (ROOT / word).exists(), word


@functools.cache
def _sources() -> str:
    kinds = {".py", ".json", ".toml", ".in", ".yml", ".example", ".bicep"}
    files = [file for file in ROOT.iterdir() if file.is_file() and file.suffix in kinds]
    for folder in (*DEPLOYED, "devserver", "tests", "bench", "soak", "infra", ".github"):
        files += [file for file in (ROOT / folder).rglob("*") if file.suffix in kinds]
    return "\n".join(f.read_text(encoding="utf-8") for f in files if f != Path(__file__))


@each_document
def test_every_setting_is_known_to_the_code(document: Path) -> None:
    for word in filter(SETTING.fullmatch, _words(document)):
        assert re.search(rf"\b{word}\b", _sources()), word


def test_every_licence_is_in_the_notices() -> None:
    notices = (ROOT / "NOTICE.md").read_text(encoding="utf-8")
    files = [p for name in ("LICENSE*", "NOTICE") for room in DEPLOYED
             for p in (ROOT / room).rglob(name)]  # fmt: skip
    assert len(files) >= 6
    for file in files:
        assert f"({file.relative_to(ROOT).as_posix()})" in notices, f"Name {file} in NOTICE.md."


def test_local_settings_are_made_from_an_example_and_never_committed() -> None:
    assert (ROOT / "local.settings.json.example").exists()
    assert "local.settings.json" in (ROOT / ".gitignore").read_text().splitlines()


def _ignored() -> list[str]:
    """Give the entries of .funcignore, without a slash at the end."""
    lines = (ROOT / ".funcignore").read_text(encoding="utf-8").splitlines()
    return [line.rstrip("/") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("entry", [e for e in _ignored() if "*" not in e])
def test_entry_of_funcignore_is_spelled_as_what_it_means(entry: str) -> None:
    if not (ROOT / entry).exists():  # written ahead of it, or made by a tool
        present = {path.name for path in ROOT.iterdir()} - set(_ignored())
        assert not difflib.get_close_matches(entry, present, cutoff=0.8)


def test_a_folder_is_deployed_or_ignored() -> None:
    rooms = {init.parent.name for init in ROOT.glob("[a-z]*/__init__.py")}
    for name in rooms | set(NOT_DEPLOYED):
        ignored = any(fnmatch(name, entry) for entry in _ignored())
        said = f"Add a line {name}/ to .funcignore, or put HTTP functions into {name}/functions.py."
        assert ignored == (name not in DEPLOYED), said
    for name in ("function_app.py", "host.json", "requirements.txt"):
        assert not any(fnmatch(name, entry) for entry in _ignored()), name


def test_the_check_after_deploying_passes_here(app_url: str) -> None:
    text = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    first, second, name = re.findall(r'"\$URL(/[^"]+)"', text)
    for chart in (first, second):
        answer = requests.get(app_url + chart, timeout=10)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert requests.get(app_url + name, timeout=10).json()["name"].startswith("M")
