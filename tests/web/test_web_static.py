"""Static files: hashed URLs, caching, compression, and nothing outside the folder."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import re

import pytest
import requests

from api import static

NAMES = sorted(path.relative_to(static.FOLDER).as_posix() for path in static.FOLDER.rglob("*.*"))
PLAIN = {"Accept-Encoding": "identity"}


@pytest.mark.parametrize("name", NAMES)
def test_every_file_is_served_for_a_year_under_the_hash_of_its_content(
    name: str, app_url: str
) -> None:
    answer = requests.get(app_url + static.url(name), headers=PLAIN, timeout=10)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    digest = hashlib.sha256(answer.content).hexdigest()
    assert static.url(name) == f"/static/{digest[:16]}/{name}"
    if not name.endswith(".js"):
        assert answer.content == (static.FOLDER / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("site.css", "text/css; charset=utf-8"),
        ("chart.js", "text/javascript; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
    ],
)
def test_media_types(name: str, media_type: str, app_url: str) -> None:
    answer = requests.get(app_url + static.url(name), timeout=10)
    assert answer.headers["Content-Type"] == media_type


def test_a_module_imports_others_by_their_hashes(app_url: str) -> None:
    source = requests.get(app_url + static.url("gallery.js"), timeout=10).text
    imported = re.findall(r'from "([^"]+)"', source)
    assert imported == [static.url("chart.js")]
    for name in NAMES:
        source = requests.get(app_url + static.url(name), timeout=10).text
        assert not re.search(r'from "\.', source), name


def test_another_version_gets_the_present_file_and_is_not_kept(app_url: str) -> None:
    answer = requests.get(app_url + "/static/0123456789abcdef/site.css", timeout=10)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.content == (static.FOLDER / "site.css").read_bytes()


@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_unchanged_is_304(coding: str, app_url: str) -> None:
    url, headers = app_url + static.url("site.css"), {"Accept-Encoding": coding}
    first = requests.get(url, headers=headers, timeout=10)
    headers["If-None-Match"] = first.headers["ETag"]
    again = requests.get(url, headers=headers, timeout=10)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    other = requests.get(url, headers={**headers, "If-None-Match": '"other"'}, timeout=10)
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip", True),
        ("gzip, deflate, br", True),
        ("br;q=1.0, gzip;q=0.8, *;q=0.1", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0", False),
        ("br", False),
        ("", False),
    ],
)
def test_compressed_for_those_who_take_it(accepted: str, packed: bool, app_url: str) -> None:
    url = app_url + static.url("site.css")
    with requests.get(
        url, headers={"Accept-Encoding": accepted}, timeout=10, stream=True
    ) as answer:
        sent = answer.raw.read()
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert (answer.headers.get("Content-Encoding") == "gzip") == packed
    assert int(answer.headers["Content-Length"]) == len(sent)
    assert answer.headers["ETag"].endswith('-gzip"') == packed
    whole = (static.FOLDER / "site.css").read_bytes()
    assert (gzip.decompress(sent) if packed else sent) == whole


def test_head_is_get_without_the_body(app_url: str) -> None:
    url = app_url + static.url("site.css")
    head = requests.head(url, timeout=10)
    full = requests.get(url, timeout=10)
    assert head.content == b""
    of_each = {"Date": "", "X-Request-Id": ""}
    assert {**head.headers, **of_each} == {**full.headers, **of_each}


@pytest.mark.parametrize(
    "path",
    [
        "/static",
        "/static/",
        "/static/site.css",
        "/static/x/",
        "/static/x/missing.css",
        "/static/x/../functions.py",
        "/static/x/../../function_app.py",
        "/static/x/..%2Ffunctions.py",
        "/static/x/%2e%2e/functions.py",
        "/static/x/..\\functions.py",
        "/static/x//etc/passwd",
        "/static/x/%2Fetc%2Fpasswd",
        "/static/x/site.css%00",
    ],
)
def test_nothing_but_the_files_of_the_folder(path: str, app_url: str) -> None:
    # http.client sends the path as it is.
    connection = http.client.HTTPConnection(app_url.removeprefix("http://"), timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    assert answer.status in (400, 404)
    assert "max-age" not in (answer.getheader("Cache-Control") or "")
    connection.close()


def test_a_template_that_names_a_missing_file_fails() -> None:
    with pytest.raises(KeyError):
        static.url("missing.css")
