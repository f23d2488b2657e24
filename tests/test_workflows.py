"""Files that other tools read: workflows, the update bot, the container, the editor."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pathspec
import pytest

from api.version import VERSION
from build_package import contents
from devserver.__main__ import DEFAULT_PORT
from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SCRIPTS = Path(sys.executable).parent
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", [str(file) for file in WORKFLOWS]),
        ("vendor.dependabot", [".github/dependabot.yml"]),
    ],
)
def test_files_for_github_are_what_their_schemas_allow(schema: str, files: list[str]) -> None:
    assert files
    _run(str(SCRIPTS / "check-jsonschema"), "--builtin-schema", schema, *files)


def test_zizmor_finds_nothing_in_the_workflows() -> None:
    _run(str(SCRIPTS / "zizmor"), "--offline", "--no-progress", ".github")


def test_actions_run_on_a_node_that_the_runners_have() -> None:
    """GitHub removed Node.js 20 from its runners on 23 September 2026; these run on 24."""
    allowed = {
        "actions/checkout": "7",
        "actions/setup-python": "7",
        "actions/upload-artifact": "7",
        "actions/download-artifact": "8",
        "azure/login": "3",
        "Azure/functions-action": "1",  # from 1.5.5 on
    }
    used = {
        name: (commit, version)
        for file in WORKFLOWS
        for name, commit, version in re.findall(r"uses: (\S+)@(\S+) # v(\S+)", file.read_text())
    }
    assert {name: version.split(".")[0] for name, (_, version) in used.items()} == allowed
    assert all(re.fullmatch("[0-9a-f]{40}", commit) for commit, _ in used.values())
    assert tuple(map(int, used["Azure/functions-action"][1].split("."))) >= (1, 5, 5)
    assert sum(file.read_text().count("uses:") for file in WORKFLOWS) == sum(
        len(re.findall(r"uses: \S+@[0-9a-f]{40} # v", file.read_text())) for file in WORKFLOWS
    )


@pytest.mark.skipif(not (SCRIPTS / "hadolint").exists(), reason="hadolint is not for this system")
def test_hadolint_finds_nothing_in_the_dockerfile() -> None:
    _run(str(SCRIPTS / "hadolint"), "Dockerfile")


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda f: f.name)
def test_commands_of_the_workflows_exist(file: Path) -> None:
    text = file.read_text()
    targets = re.findall(r"^([a-z.$()/]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    targets = [t.replace("$(VENV)", ".venv").replace("$()", "") for t in targets]
    for target in re.findall(r"- run: make (\S+)", text):
        assert target in {*targets, ".venv/installed"}
    for module in re.findall(r"-m (build_package[.\w]*)", text):
        assert (ROOT / (module.replace(".", "/") + ".py")).exists()
    for script in re.findall(r"- run: (\.ci/\S+)", text):
        assert (ROOT / script).exists()


def test_everything_that_is_deployed_has_one_version_of_python() -> None:
    commands = (ROOT / "docs" / "deploy-commands.md").read_text()
    named = {
        *re.findall(r"4-python([\d.]+)", DOCKERFILE),
        *re.findall(r"chart-functions-python([\d.]+)\.zip", DOCKERFILE),
        *re.findall(r'PYTHON: "([\d.]+)"', (ROOT / ".github/workflows/deploy.yml").read_text()),
        *re.findall(r"pythonVersion string = '([\d.]+)'", (ROOT / "infra/main.bicep").read_text()),
        *re.findall(r"python:([\d.]+)-", (ROOT / ".devcontainer/devcontainer.json").read_text()),
        *re.findall(r"^\$?VERSION ?= ?\"?([\d.]+)", commands, re.M),
    }
    assert named == {"3.13"}


def test_the_image_builds_with_what_is_pinned() -> None:
    pinned = re.findall(r"^(pathspec==\S+)", (ROOT / "requirements-dev.txt").read_text(), re.M)
    assert re.findall(r"pathspec==\S+", DOCKERFILE) == pinned


def test_the_image_is_given_the_app_and_what_packs_it() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    kept_out = pathspec.GitIgnoreSpec.from_lines(lines)
    for needed in [*contents.files(), *(ROOT / "build_package").glob("*.py")]:
        assert not kept_out.match_file(str(needed).removeprefix(f"{ROOT}/")), needed
    assert not kept_out.match_file(".funcignore")
    assert kept_out.match_file(".venv/bin/python")
    assert kept_out.match_file("tests/conftest.py")


def test_the_editor_starts_what_exists() -> None:
    code = ROOT / ".vscode"
    tasks = json.loads((code / "tasks.json").read_text())["tasks"]
    labels = {task["label"] for task in tasks}
    makefile = (ROOT / "Makefile").read_text().replace("$(VENV)", ".venv")
    for task in tasks:
        assert task.get("dependsOn", task["label"]) in labels
        if task["type"] == "shell":
            target = task["command"].removeprefix("make ")
            assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), target
    for started in json.loads((code / "launch.json").read_text())["configurations"]:
        assert started.get("preLaunchTask", "set up") in labels
        if started.get("module") == "devserver":
            assert (ROOT / "devserver" / "__main__.py").exists()
    for name in ("settings.json", "extensions.json"):
        assert json.loads((code / name).read_text())


def test_the_dev_container_forwards_the_ports_and_sets_the_app_up() -> None:
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())
    # The app, and the local provider, at which browsers sign in.
    assert container["forwardPorts"] == [DEFAULT_PORT, DEFAULT_PORT + 1]
    assert set(container["portsAttributes"]) == {str(DEFAULT_PORT), str(DEFAULT_PORT + 1)}
    assert container["postCreateCommand"]["packages"] == "make .venv/installed"
    recommended = json.loads((ROOT / ".vscode" / "extensions.json").read_text())["recommendations"]
    assert container["customizations"]["vscode"]["extensions"] == recommended
    assert "features" not in container  # each is installed when the container is made


def test_git_keeps_what_other_tools_read() -> None:
    ignored = pathspec.GitIgnoreSpec.from_lines((ROOT / ".gitignore").read_text().splitlines())
    for file in (".vscode/tasks.json", ".devcontainer/devcontainer.json", "azure.yaml"):
        assert not ignored.match_file(file)
        assert (ROOT / file).exists()


@pytest.fixture
def release(tmp_path: Path) -> Callable[[str], subprocess.CompletedProcess[str]]:
    """Run .ci/release in a folder that has what it reads, with a make that only says so."""
    for name in (".ci/release", "api/version.py", "CHANGELOG.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "make").write_text('#!/bin/sh\nmkdir dist && touch "dist/$1.zip"\n')
    (tmp_path / "make").chmod(0o755)
    changelog = (tmp_path / "CHANGELOG.md").read_text()
    dated = re.sub(r"(?m)^## .*", f"## {VERSION} (2026-01-02)", changelog, count=1)
    (tmp_path / "CHANGELOG.md").write_text(dated)

    def run(tag: str) -> subprocess.CompletedProcess[str]:
        path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
        command, environment = [str(tmp_path / ".ci" / "release"), tag], {"PATH": path}
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)

    return run


def test_a_release_has_the_packages_and_the_words_of_its_version(
    release: Callable[[str], subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    done = release(f"v{VERSION}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.name for path in (tmp_path / "dist").iterdir()} == {"package.zip", "notes.md"}
    notes = (tmp_path / "dist" / "notes.md").read_text()
    first = (ROOT / "CHANGELOG.md").read_text().split("\n## ")[1].partition("\n")[2]
    assert notes.strip() == first.strip()
    assert "\n## " not in notes


def test_a_tag_of_another_version_is_no_release(
    release: Callable[[str], subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    assert release("v99.0.0").returncode == 1
    text = (tmp_path / "CHANGELOG.md").read_text()
    (tmp_path / "CHANGELOG.md").write_text(text.replace("(2026-01-02)", "(not yet released)"))
    done = release(f"v{VERSION}")
    assert done.returncode == 1
    assert "not yet released" in done.stdout
    assert not (tmp_path / "dist").exists()
