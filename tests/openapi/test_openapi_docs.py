"""``/docs`` in a real browser: it shows the operations and tries one out, without script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from openapi.document import document as described
from tests.openapi.conftest import COOKIE

OPERATIONS = [
    operation["operationId"]
    for item in described(COOKIE)["paths"].values()
    for method, operation in item.items()
    if method != "head"
]


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
def test_every_operation_is_shown_without_script_or_another_host(page: Any, site: str) -> None:
    page.goto(site + "/docs")
    anchors = page.locator("details[id]").evaluate_all("parts => parts.map((part) => part.id)")
    assert sorted(anchors) == sorted(OPERATIONS)
    assert {urlsplit(url).netloc for url in page.asked} == {urlsplit(site).netloc}
    assert page.locator("script").count() == 0
    assert page.locator("main").count() == 1
    assert page.wrong == []


@pytest.mark.browser
def test_a_chart_is_tried_out(page: Any, site: str) -> None:
    page.goto(site + "/docs")
    operation = page.locator("#barChartGet")
    operation.locator("summary").click()
    with page.expect_popup() as opened:
        operation.get_by_role("button", name="Try it").click()
    picture = opened.value
    picture.wait_for_load_state()
    assert picture.evaluate("document.contentType") == "image/png"
    assert "/charts/bar?xvalues=C%2CRuby" in picture.url


@pytest.mark.browser
@pytest.mark.slow
def test_axe_finds_nothing_and_nothing_moves(page: Any, site: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => {"
        " for (const entry of list.getEntries()) window.moved += entry.value;"
        "}).observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(site + "/docs")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.moved") == 0
    for anchor in ("barChartGet", "barChartPost", "googleChartGet", "loginGet"):
        page.locator(f"#{anchor} summary").click()
    found = Axe().run(page).response
    assert len(found["passes"]) > 10
    assert [
        f"{violation['id']}: {node['html']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ] == []


def test_the_page_is_small(site: str) -> None:
    answer = requests.get(site + "/docs", timeout=30, stream=True)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) < 100_000


def test_nothing_inline_and_no_eval_is_allowed(site: str) -> None:
    policy = requests.get(site + "/docs", timeout=30).headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy
    assert "data:" not in policy


def test_every_parameter_is_named_once_or_for_all(site: str) -> None:
    text = requests.get(site + "/docs", timeout=30).text
    for name in ("xvalues", "alt", "scale", "cht", "ecLevel", "starts_with"):
        assert f"<code>{name}</code>" in text
