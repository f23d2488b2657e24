"""docs/migrating.md: every URL in it is a picture, and its recipes do what they say."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from tests.conftest import ROOT

MIGRATING = (ROOT / "docs" / "migrating.md").read_text(encoding="utf-8")
URLS = sorted(set(re.findall(r"(?:YOUR-APP|`)(/charts?[/\w]*\?\w+=[^\s`]*)", MIGRATING)))
OLD = (
    "http://chart.apis.google.com/chart?cht=lc&chs=300x200&chd=t:1,2",
    "https://chart.googleapis.com/chart?cht=p3&chs=300x120&chd=s:Uf9",
)


@pytest.mark.parametrize("url", [url for url in URLS if "…" not in url])
def test_url_is_a_picture(url: str, app_url: str) -> None:
    answer = requests.get(app_url + url, timeout=30)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"].startswith("image/")
    assert "X-Chart-Notice" not in answer.headers


def test_the_page_has_urls_of_both_dialects() -> None:
    assert sum(url.startswith("/charts/") for url in URLS) > 20
    assert sum(url.startswith("/chart?") for url in URLS) > 5


def test_parameters_that_are_named_exist() -> None:
    from charts.native.kinds import KINDS, parameters

    names = {name for kind in KINDS for name in parameters(kind)}
    for row in re.findall(r"^\| [^|]+ \| ([^|]+) \| `/charts/", MIGRATING, re.MULTILINE):
        for word in re.findall(r"`(\w+)(?:=\w+(?:\.\d+)?)?`", row):
            assert word in names | {"none"}, word


def _recipe(language: str) -> str:
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", MIGRATING, re.MULTILINE | re.DOTALL)
    return next(block for block in blocks if "YOUR-APP/chart?" in block)


@pytest.mark.skipif(sys.platform != "linux", reason="sed -i is written otherwise elsewhere")
def test_recipe_for_files_replaces_every_host(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    page = site / "page.html"
    rest = "chart?cht=lc&amp;chs=9x9&amp;chd=t:1"
    hosts = ("http://chart.apis.google.com/", "//0.chart.apis.google.com/",
             "https://chart.googleapis.com/", "https://www.google.com/")  # fmt: skip
    other = "https://www.google.com/search?q=chart"
    page.write_text("".join(f'<img src="{host}{rest}">\n' for host in hosts) + other)
    subprocess.run(["bash", "-ec", _recipe("bash")], cwd=tmp_path, check=True, timeout=30)  # noqa: S607
    assert page.read_text() == f'<img src="https://YOUR-APP/{rest}">\n' * 4 + other


def test_recipe_for_databases_replaces_every_spelling() -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE posts (body TEXT)")
    kept = "what is not a chart stays"
    database.executemany("INSERT INTO posts VALUES (?)", [(f"a {url} b",) for url in OLD])
    database.execute("INSERT INTO posts VALUES (?)", (kept,))
    database.execute(_recipe("sql"))
    bodies = [body for (body,) in database.execute("SELECT body FROM posts")]
    assert bodies == [
        *(f"a https://YOUR-APP/chart?{url.partition('?')[2]} b" for url in OLD), kept
    ]  # fmt: skip


def test_old_urls_are_listed_with_what_is_said_of_them(app_url: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    too_large = "//chart.googleapis.com/chart?cht=lc&amp;chs=2000x200&amp;chd=t:1,2"
    wrong = "https://www.google.com/chart?cht=nothing&chs=9x9&chd=t:1"
    with_bars = "http://0.chart.apis.google.com/chart?cht=p&chs=99x99&chd=t:1,2&chl=a|b"
    page.write_text(
        f'<img src="{OLD[0]}"> <img src=\'{too_large}\'>\n({wrong}) "{with_bars}"\n'
        f"{OLD[0]} https://www.google.com/search?q=chart"
    )
    command = [sys.executable, str(ROOT / "examples" / "google_urls.py"), app_url, str(page)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert [(line[0], line[1], line[2]) for line in lines] == [
        (str(page), "200", OLD[0]),
        (str(page), "200", too_large.replace("&amp;", "&")),
        (str(page), "400", wrong),
        (str(page), "200", with_bars),
    ]
    assert lines[0][3] == ""
    assert "1000x200 was drawn" in lines[1][3]
    assert "cht is" in lines[2][3]
