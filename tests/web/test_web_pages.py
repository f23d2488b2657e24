"""What every page of the site has in common, over HTTP."""

from __future__ import annotations

import re

import pytest
import requests

from tests.web import pages
from tests.web.pages import BROWSER, Page


@pytest.mark.parametrize("path", pages.OPEN)
def test_every_page_is_html_with_a_strict_policy_and_nothing_inline(
    path: str, app_url: str
) -> None:
    answer = requests.get(app_url + path, headers=BROWSER, timeout=10)
    assert answer.status_code == pages.STATUS.get(path, 200)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    policy = dict(
        part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";")
    )
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "form-action": "'self'",
    }
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert Page(answer.text).inline == []


@pytest.mark.parametrize("path", pages.OPEN)
def test_pages_load_only_what_is_ours(path: str, app_url: str) -> None:
    page = Page(requests.get(app_url + path, headers=BROWSER, timeout=10).text)
    assert any("/site.css" in url for url in page.loaded)
    for url in page.loaded:
        assert re.match(r"/(static|charts?|qr|barcode|graphviz|wordcloud)[/?]", url), url
        answer = requests.get(app_url + url, timeout=10)
        assert answer.status_code == 200, url
        if url.startswith("/static"):
            assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", pages.OPEN)
def test_every_link_leads_somewhere(path: str, app_url: str) -> None:
    page = Page(requests.get(app_url + path, headers=BROWSER, timeout=10).text)
    assert {"/", "/gallery", "/playground"} <= set(page.links)
    assert len(page.ids) == len(set(page.ids))
    for link in sorted(set(page.links)):
        target, _, anchor = link.partition("#")
        there = page
        if target:
            answer = requests.get(app_url + target, timeout=10)
            assert answer.status_code == 200, link
            if anchor:
                there = Page(answer.text)
        if anchor:
            assert anchor in there.ids, link


@pytest.mark.parametrize("path", pages.OPEN)
def test_pictures_say_what_they_show(path: str, app_url: str) -> None:
    page = Page(requests.get(app_url + path, headers=BROWSER, timeout=10).text)
    for picture in page.pictures:
        assert picture.get("alt") or "hidden" in picture


@pytest.mark.parametrize("path", pages.OPEN)
def test_head_is_get_without_the_body(path: str, app_url: str) -> None:
    full = requests.get(app_url + path, headers=BROWSER, timeout=10)
    head = requests.head(app_url + path, headers=BROWSER, timeout=10)
    assert head.status_code == full.status_code
    assert head.content == b""
    of_each = {"Date": "", "X-Request-Id": ""}
    assert {**head.headers, **of_each} == {**full.headers, **of_each}


@pytest.mark.parametrize("path", ["/", "/gallery"])
def test_pages_that_are_the_same_for_all_are_asked_for_once(path: str, app_url: str) -> None:
    first = requests.get(app_url + path, timeout=10)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in first.headers["Vary"]
    assert first.headers["Content-Encoding"] == "gzip"
    again = requests.get(
        app_url + path, headers={"If-None-Match": first.headers["ETag"]}, timeout=10
    )
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["/playground", "/nothing/here", pages.VALIDATE])
def test_pages_that_depend_on_the_request_are_kept_by_nobody(path: str, app_url: str) -> None:
    answer = requests.get(app_url + path, headers=BROWSER, timeout=10)
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/nothing", "/charts", "/charts/", "/favicon.png", "/a/b/c"])
def test_a_path_that_is_nothing_is_a_page_for_people_and_a_problem_for_programs(
    path: str, app_url: str
) -> None:
    for headers in (BROWSER, {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}):
        page = requests.get(app_url + path, headers=headers, timeout=10)
        assert page.status_code == 404
        assert page.headers["Content-Type"].startswith("text/html")
        assert "Page not found" in page.text
    for headers in (
        {},
        {"Accept": "application/json"},
        {"Accept": "text/html", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"},
    ):
        problem = requests.get(app_url + path, headers=headers, timeout=10)
        assert problem.status_code == 404
        assert problem.headers["Content-Type"] == "application/problem+json; charset=utf-8"
        assert problem.headers["Cache-Control"] == "no-store"


def test_home_shows_a_chart_and_much_of_the_gallery(app_url: str) -> None:
    page = Page(requests.get(app_url + "/", timeout=10).text)
    assert len(page.pictures) >= 12
    assert all(picture.get("width") and picture.get("height") for picture in page.pictures)


def test_where_sign_in_is_not_set_up_nothing_leads_to_it(app_url: str) -> None:
    page = requests.get(app_url + "/", timeout=10).text
    assert "/login" not in page
    assert "It is not set up on this site." in page


@pytest.mark.parametrize("path", ["/playground", "/nothing/here"])
def test_pages_of_anonymous_visitors_are_compressed(path: str, app_url: str) -> None:
    answer = requests.get(app_url + path, headers=BROWSER, timeout=10)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
