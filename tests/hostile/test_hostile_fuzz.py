"""``python -m fuzz``: what it fuzzes works here, with or without atheris."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest

from auth import provider
from fuzz import __main__ as command
from fuzz import guided
from tests.hostile.seeds import seeds


@pytest.mark.parametrize("name", guided.PARSERS)
def test_each_parser_accepts_and_draws_what_it_starts_from(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider, "get_json", provider.get_json)  # restored after the test
    parser = guided.PARSERS[name](seeds())
    accepted = [text for text in parser.starts if parser.read(text)]
    assert accepted
    if parser.draw:
        assert parser.draw(accepted[0])


def test_a_session_that_the_app_did_not_make_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    from auth import sessions, user

    monkeypatch.setattr(provider, "get_json", provider.get_json)
    parser = guided.PARSERS["sign-in"](seeds())
    monkeypatch.setattr(sessions, "read", lambda *_: user.User("b" * 40))
    with pytest.raises(guided.Finding):
        parser.read("state=a\ntheme=dark")


def test_the_command_says_where_atheris_comes_from(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert command.main([]) == 1
    assert "make fuzz" in capsys.readouterr().err


def test_the_app_is_not_loaded_before_coverage_is_recorded() -> None:
    code = "import fuzz.guided, sys; print(*{m.split('.')[0] for m in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"api", "auth", "charts"}.isdisjoint(done.stdout.split())
