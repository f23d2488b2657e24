"""The home page and the paths that are nothing."""

from __future__ import annotations

import html.parser
import io
from xml.etree import ElementTree

import pytest
import requests
from PIL import Image

from web.home import EXAMPLES


class _Page(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pictures: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "img":
            assert given.get("alt")
            self.pictures.append(given["src"] or "")
        if tag == "a":
            self.links.append(given["href"] or "")


@pytest.fixture(scope="module")
def page(app_url: str) -> _Page:
    answer = requests.get(app_url + "/", timeout=10)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/html")
    found = _Page()
    found.feed(answer.text)
    return found


def test_home_shows_a_dozen_urls_beside_their_pictures(page: _Page) -> None:
    assert len(page.pictures) >= 12
    assert set(page.pictures) <= set(page.links)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.caption)
def test_every_example_is_a_picture(example: tuple[str, str], page: _Page, app_url: str) -> None:
    _, url = example
    assert url in page.pictures
    answer = requests.get(app_url + url, timeout=10)
    assert answer.status_code == 200, answer.text
    if answer.headers["Content-Type"] == "image/svg+xml":
        assert ElementTree.fromstring(answer.content).tag.endswith("svg")  # noqa: S314 - ours
    else:
        Image.open(io.BytesIO(answer.content)).verify()


def test_every_link_of_the_home_page_leads_somewhere(page: _Page, app_url: str) -> None:
    for link in page.links:
        assert requests.get(app_url + link, timeout=10).status_code == 200, link


@pytest.mark.parametrize("path", ["/nothing", "/charts", "/charts/", "/favicon.ico", "/a/b/c"])
def test_other_paths_are_404(path: str, app_url: str) -> None:
    answer = requests.get(app_url + path, timeout=10)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"


def test_head_of_the_home_page(app_url: str) -> None:
    whole = requests.get(app_url + "/", timeout=10)
    head = requests.head(app_url + "/", timeout=10)
    assert head.status_code == 200
    assert head.content == b""
    assert int(head.headers["Content-Length"]) == len(whole.content)
