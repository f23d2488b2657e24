"""The pages of examples/: each by its own server or in a browser, and every chart on it."""

from __future__ import annotations

import html
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.conftest import ROOT

EXAMPLES = ROOT / "examples"
STANDARD = "http://localhost:7071"


def _sources(page: str) -> list[str]:
    return [html.unescape(source) for source in re.findall(r'<img src="([^"]+)"', page)]


def _are_charts(page: str, app_url: str, count: int) -> None:
    sources = _sources(page)
    assert len(sources) == count
    for source in sources:
        assert source.startswith(app_url + "/charts/")
        answer = requests.get(source, timeout=30)
        assert answer.headers["Content-Type"] == "image/png", answer.text
    assert "<script" not in page


def test_flask_app(app_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHART_FUNCTIONS", app_url)
    spec = importlib.util.spec_from_file_location("example", EXAMPLES / "flask" / "app.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "example", module)  # where Flask looks for its folder
    spec.loader.exec_module(module)
    answer = module.app.test_client().get("/")
    assert answer.status_code == 200
    _are_charts(answer.text, app_url, 2)


_DJANGO = """
import os, sys
sys.path.insert(0, sys.argv[1])
os.environ["DJANGO_SETTINGS_MODULE"] = "report.settings"
import django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("check", "--fail-level", "WARNING")
answer = Client().get("/")
assert answer.status_code == 200
print(answer.content.decode())
"""


def test_django_site(app_url: str) -> None:
    command = [sys.executable, "-c", _DJANGO, str(EXAMPLES / "django")]
    environment = {**os.environ, "CHART_FUNCTIONS": app_url}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    _are_charts(done.stdout, app_url, 2)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("density", [1, 2])
def test_static_page(
    app_url: str, chromium: Any, tmp_path: Path, scheme: str, density: int
) -> None:
    page_file = tmp_path / "index.html"
    text = (EXAMPLES / "static" / "index.html").read_text(encoding="utf-8")
    assert STANDARD in text
    page_file.write_text(text.replace(STANDARD, app_url), encoding="utf-8")
    context = chromium.new_context(color_scheme=scheme, device_scale_factor=density)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.goto(page_file.as_uri())
    images = page.locator("img")
    assert images.count() == 3
    for image in images.all():
        image.scroll_into_view_if_needed()
    page.wait_for_function(
        "() => [...document.images].every(i => i.complete && i.naturalWidth > 0)"
    )
    shown = images.nth(1).evaluate("i => i.currentSrc")
    context.close()
    assert ("theme=dark" in shown) == (scheme == "dark")
    assert ("scale=2" in shown) == (density == 2)
    assert wrong == []
