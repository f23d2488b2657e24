"""``/docs`` in a real browser: it shows the operations and tries one out, all from this host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from openapi.document import document as described
from tests.openapi.conftest import COOKIE

OPERATIONS = sum(len(item) for item in described(COOKIE)["paths"].values())


@pytest.fixture(params=["light", "dark"])
def page(chromium: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page that writes down what it asks for and what goes wrong."""
    context = chromium.new_context(color_scheme=request.param)
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.asked, page.wrong = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda m: page.wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    yield page
    context.close()


@pytest.mark.browser
def test_every_operation_is_shown_without_another_host(page: Any, site: str) -> None:
    page.goto(site + "/docs")
    page.wait_for_selector(".opblock")
    assert page.locator(".opblock").count() == OPERATIONS
    assert {urlsplit(url).netloc for url in page.asked} == {urlsplit(site).netloc}
    assert page.wrong == []


@pytest.mark.browser
@pytest.mark.slow
def test_a_chart_is_tried_out(page: Any, site: str) -> None:
    page.goto(site + "/docs#/Charts/barChartGet")
    operation = page.locator("#operations-Charts-barChartGet")
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()
    operation.locator(".live-responses-table img").wait_for()
    picture = operation.locator(".live-responses-table img")
    page.wait_for_function("i => i.complete && i.naturalWidth > 0", arg=picture.element_handle())
    assert picture.evaluate("i => [i.naturalWidth, i.naturalHeight]") == [640, 480]
    assert page.wrong == []


@pytest.mark.browser
@pytest.mark.slow
def test_axe_finds_nothing_serious(page: Any, site: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.goto(site + "/docs#/Charts/barChartGet")
    operation = page.locator("#operations-Charts-barChartGet")

    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()
    operation.locator(".live-responses-table img").wait_for()
    found = Axe().run(page).response
    assert len(found["passes"]) > 10
    serious = [
        f"{violation['id']}: {node['html']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
        if violation["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_nothing_inline_and_no_eval_is_allowed(site: str) -> None:
    answer = requests.get(site + "/docs", timeout=30)
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy
    assert "img-src 'self' data: blob:;" in policy


def test_the_viewer_is_loaded_there_only(site: str) -> None:
    for path in ("/", "/gallery", "/playground"):
        assert "swagger-ui" not in requests.get(site + path, timeout=30).text
    text = requests.get(site + "/docs", timeout=30).text
    for url in re.findall(r'(?:src|href)="(/static/[^"]+)"', text):
        answer = requests.get(site + url, timeout=30)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
