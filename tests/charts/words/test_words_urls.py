"""Charts of the other dialects in words, and in every format of file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import requests

DESCRIBED = json.loads(Path(__file__).with_name("described_urls.json").read_text(encoding="utf-8"))
LINES = "/chart?cht=lc&chs=300x200&chd=t:12,30&chtt=Members"
CONFIG = '/chart?c={type:"bar",data:{labels:["a"],datasets:[{data:[1]}]}}'


def _in_words(url: str) -> str:
    google = "cht=" in url or "chst=" in url
    return url + ("&chof=alt" if google else "&format=alt")


@pytest.mark.parametrize("case", DESCRIBED, ids=lambda case: case["url"][:60])
def test_urls_are_described_as_a_person_would(case: dict[str, Any], app_url: str) -> None:
    url = case["url"].replace("&format=png", "")
    answer = requests.get(app_url + _in_words(url), timeout=30)
    assert (answer.status_code, answer.text) == (200, case["says"] + "\n")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert unquote(answer.headers["X-Chart-Description"]) == case["says"]


@pytest.mark.parametrize("url", [LINES + "&chof=", CONFIG + "&f=", "/qr?text=a&format="])
def test_files_of_every_dialect_hold_the_words(url: str, app_url: str) -> None:
    words = requests.get(f"{app_url}{url}alt", timeout=30).text.strip()
    for form in ("png", "svg", "pdf"):
        answer = requests.get(app_url + url + form, timeout=30)
        assert unquote(answer.headers["X-Chart-Description"]) == words
        held = {
            "png": b"iTXtDescription\0\0\0\0\0" + words.encode(),
            "svg": f"<desc>{words}</desc>".encode(),
            "pdf": words.encode("utf-16-be").hex().encode(),
        }
        assert held[form] in answer.content


def test_hostile_texts_of_other_dialects_stay_text(app_url: str) -> None:
    title = "</title><script>\r\nX: 1"
    answer = requests.get(
        f"{app_url}/chart?cht=p&chs=200x100&chd=t:1,2&chof=svg", params={"chtt": title}, timeout=10
    )
    assert b"<script" not in answer.content
    assert "X" not in answer.headers
