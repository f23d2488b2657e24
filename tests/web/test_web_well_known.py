"""robots.txt, security.txt, the icon, the licence; what a link to a page shows of it."""

from __future__ import annotations

import datetime
import html
import io
import re
import urllib.robotparser

import pytest
import requests
from PIL import Image

from devserver import testing
from tests.chart_routes import chart_routes
from tests.conftest import ROOT
from tests.web import pages
from tests.web.pages import BROWSER


@pytest.fixture(scope="module")
def robots(app_url: str) -> urllib.robotparser.RobotFileParser:
    answer = requests.get(f"{app_url}/robots.txt", timeout=10)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    parser = urllib.robotparser.RobotFileParser()
    parser.parse(answer.text.splitlines())
    return parser


@pytest.mark.parametrize("route", chart_routes())
def test_no_crawler_draws_charts(route: str, robots: urllib.robotparser.RobotFileParser) -> None:
    path = re.sub("{[^}]*}", "bar", route)
    assert not robots.can_fetch("AnyBot/1.0", f"{path}?x=1")


@pytest.mark.parametrize("path", ["/", "/gallery", "/playground", "/docs", "/openapi.json"])
def test_pages_may_be_found(path: str, robots: urllib.robotparser.RobotFileParser) -> None:
    assert robots.can_fetch("AnyBot/1.0", path)


@pytest.mark.parametrize("path", ["/playground?url=x", "/profile", "/login?next_url=/", "/me"])
def test_what_is_personal_or_costs_is_not(
    path: str, robots: urllib.robotparser.RobotFileParser
) -> None:
    assert not robots.can_fetch("AnyBot/1.0", path)


def test_security_txt_says_where_and_until_when(app_url: str) -> None:
    answer = requests.get(f"{app_url}/.well-known/security.txt", timeout=10)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert {"Contact", "Expires", "Canonical"} <= set(fields)
    expires = datetime.datetime.fromisoformat(fields["Expires"])
    left = expires - datetime.datetime.now(datetime.UTC)
    assert datetime.timedelta(days=150) < left < datetime.timedelta(days=365)
    assert requests.get(fields["Contact"], timeout=10).text == (ROOT / "SECURITY.md").read_text()


def test_the_licence_is_there(app_url: str) -> None:
    answer = requests.get(f"{app_url}/licence", timeout=10)
    assert answer.text == (ROOT / "LICENSE").read_text()


def test_the_icon_has_three_sizes(app_url: str) -> None:
    answer = requests.get(f"{app_url}/favicon.ico", timeout=10)
    assert answer.headers["Content-Type"] == "image/x-icon"
    with Image.open(io.BytesIO(answer.content)) as icon:
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    again = requests.get(
        f"{app_url}/favicon.ico", headers={"If-None-Match": answer.headers["ETag"]}, timeout=10
    )
    assert again.status_code == 304


@pytest.mark.parametrize("path", [*pages.OPEN, "/charts/bar?x=1"])
def test_a_link_to_a_page_shows_a_chart(
    path: str, app_url: str, robots: urllib.robotparser.RobotFileParser
) -> None:
    text = requests.get(app_url + path, headers=BROWSER, timeout=10).text
    properties = {
        name: html.unescape(value)
        for name, value in re.findall(r'<meta property="(og:[\w:]+)" content="([^"]*)">', text)
    }
    (title,) = re.findall("<title>([^<]+)</title>", text)
    assert html.unescape(title) == f"{properties['og:title']} – {properties['og:site_name']}"
    assert properties["og:description"]
    card = properties["og:image"]
    assert card.startswith(f"{app_url}/charts/bar?")
    assert robots.can_fetch("AnyBot/1.0", card)
    answer = requests.get(card, timeout=10)
    with Image.open(io.BytesIO(answer.content)) as image:
        assert image.size == (1200, 630)


@pytest.mark.parametrize(
    ("setting", "size"),
    [
        ({"MAX_PIXELS": "756000"}, (1200, 630)),
        ({"MAX_PIXELS": "755999"}, (600, 315)),
        ({"MAX_PIXELS": "100000"}, (400, 210)),
        ({"MAX_PIXELS": "83999"}, None),
        ({"MAX_VALUES": "6"}, (1200, 630)),
        ({"MAX_VALUES": "5"}, None),
        ({"MAX_PIXELS": "many"}, None),
    ],
)
def test_the_card_of_a_page_keeps_the_limits_of_charts(
    setting: dict[str, str], size: tuple[int, int] | None
) -> None:
    with testing.running(ROOT, setting) as server:
        text = requests.get(f"{server.url}/gallery", headers=BROWSER, timeout=60).text
        said = dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', text))
        robots = requests.get(f"{server.url}/robots.txt", timeout=10).text
        assert said["og:title"] == "Gallery"
        assert ("og:image" in said) == ("twitter:card" in said) == ("Allow:" in robots)
        if size is None:
            assert "og:image" not in said
            return
        card = html.unescape(said["og:image"])
        assert robots.splitlines()[1].removeprefix("Allow: ") in card
        with Image.open(io.BytesIO(requests.get(card, timeout=10).content)) as image:
            assert image.size == size
        assert (said["og:image:width"], said["og:image:height"]) == tuple(map(str, size))


@pytest.mark.parametrize("path", ["/robots.txtx", "/x/robots.txt", "/LICENSE", "/SECURITY.md"])
def test_nothing_else_of_the_folder_is_there(path: str, app_url: str) -> None:
    assert requests.get(app_url + path, timeout=10).status_code == 404


def test_the_foot_of_a_page_leads_to_the_documents(app_url: str) -> None:
    foot = requests.get(f"{app_url}/", timeout=10).text.partition("<footer")[2]
    links = set(re.findall('href="([^"]+)"', foot))
    assert {"/docs", "/licence", "/security", "/gallery#quickchart"} <= links
    assert re.search(r"Version \d+\.\d+\.\d+", foot)
