"""/llms.txt: every address in it draws, and it names all that there is."""

from __future__ import annotations

import re

import requests

from charts.native import kinds


def test_every_address_in_the_text_is_a_picture(app_url: str) -> None:
    answer = requests.get(app_url + "/llms.txt", timeout=60)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    addresses = re.findall(r"(?m)^    (/\S+)$|`(/(?:chart|graphviz)\?\S+)`", answer.text)
    assert len(addresses) >= len(kinds.KINDS) + 5
    for block, inline in addresses:
        picture = requests.get(app_url + (block or inline), timeout=60)
        assert picture.status_code == 200, block or inline
        assert picture.headers["Content-Type"].startswith("image/")


def test_every_kind_and_every_parameter_is_named(app_url: str) -> None:
    text = requests.get(app_url + "/llms.txt", timeout=60).text
    for name in kinds.KINDS:
        assert f"### {name}\n" in text
        for parameter in kinds.parameters(name).values():
            assert parameter.ignored or f"`{parameter.name}`" in text


def test_links_lead_somewhere(app_url: str) -> None:
    text = requests.get(app_url + "/llms.txt", timeout=60).text
    for link in set(re.findall(r"\]\((/[^)]*)\)", text)) - {"/mcp"}:
        assert requests.get(app_url + link, timeout=60).status_code == 200
