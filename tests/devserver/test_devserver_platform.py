"""The local server beside what the platform was seen to answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from devserver.testing import Running
from tests.devserver.client import Exchange

ROWS = json.loads(Path(__file__).with_name("platform.json").read_text(encoding="utf-8"))["rows"]


@pytest.mark.parametrize("row", ROWS, ids=[row["head"] for row in ROWS])
def test_answers_as_the_platform_does(
    server: Running, exchange: Exchange, row: dict[str, Any]
) -> None:
    host = urlsplit(server.url).netloc
    first, _, headers = row["head"].replace("{host}", host).partition("\r\n")
    lines = [first, f"Host: {host}", "Connection: close", *([headers] if headers else []), "", ""]
    head, _, body = exchange("\r\n".join(lines).encode()).partition(b"\r\n\r\n")
    assert int(head.split()[1]) == row["status"]
    if "seen" in row:
        seen = json.loads(body[body.index(b"{") : body.rindex(b"}") + 1])
        for name, value in json.loads(json.dumps(row["seen"]).replace("{host}", host)).items():
            if name == "headers":
                assert seen[name].items() >= value.items()
            else:
                assert seen[name] == value
