"""What the rehearsal of the dev container reads, and where it says that it cannot run."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.infra import dev_container


def test_the_image_has_a_version_of_python_and_a_debian() -> None:
    python, release = dev_container.image()
    assert re.fullmatch(r"3\.\d+", python)
    assert release in {"bookworm", "trixie", "forky"}


@pytest.mark.parametrize(
    ("value", "commands"),
    [
        ("make a && make b", {"": ["/bin/sh", "-c", "make a && make b"]}),
        (["make", "a b"], {"": ["make", "a b"]}),
        (
            {"one": "make $A", "two": ["make", "b"]},
            {"one": ["/bin/sh", "-c", "make $A"], "two": ["make", "b"]},
        ),
    ],
)
def test_a_lifecycle_script_is_a_text_a_list_or_several(
    value: Any, commands: dict[str, list[str]]
) -> None:
    assert dev_container.lifecycle(value) == commands


def test_the_debugger_runs_the_interpreter_of_the_container() -> None:
    python = f"{dev_container.WORKSPACE}/.venv/bin/python"
    launches = dev_container.launches()
    assert dev_container.debugged(launches["Local server"]) == [python, "-m", "devserver"]
    tests = dev_container.debugged(launches["Tests of this file"], ["-m", "debugpy"])
    assert tests == [python, "-m", "debugpy", "-m", "pytest", dev_container.FILE, "-x"]
    file = dev_container.FILE.removeprefix(f"{dev_container.WORKSPACE}/")
    assert (dev_container.ROOT / file).exists()


def test_the_commands_that_the_rehearsal_names_exist() -> None:
    tasks = dev_container.tasks()
    assert dev_container.SHORT.keys() <= tasks.keys()
    assert "core-tools" in dev_container.lifecycle(dev_container.container()["postCreateCommand"])
    ready = tasks["start"]["problemMatcher"]["background"]["endsPattern"]
    assert re.search(ready, "Listening on http://localhost:7071")


@pytest.mark.parametrize(
    ("user", "lacks", "said"),
    [
        (1000, "", "only root may change its root"),
        (0, "debootstrap", "this machine has no debootstrap"),
        (0, "apt-get", "the package sources of this machine are not Debian's"),
    ],
)
def test_it_says_why_it_does_not_run(
    user: int, lacks: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(shutil, "which", lambda name: None if name == lacks else name)
    monkeypatch.setattr(dev_container, "_printed", lambda *command: [])
    assert dev_container.installed(tmp_path / "root") == said
    assert not (tmp_path / "root").exists()
