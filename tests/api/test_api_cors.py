"""Answers that scripts of other sites may read, and those that they may not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import azure.functions as func
import pytest
import requests

from api import cors
from api.errors import SettingsError
from api.http_function import http_function

BAR = "/charts/bar?xvalues=a&yvalues=1"
PUBLIC = [
    BAR, "/charts/bar", "/charts/no", "/chart?cht=lc&chs=9x9&chd=t:1", "/chart?c={}", "/gchart",
    "/chart/create", "/chart/render/1x", "/qr?text=a", "/qr", "/barcode", "/graphviz", "/wordcloud",
    "/watermark", "/generate_name", "/generate_name?x=1", "/openapi.json",
]  # fmt: skip
ORIGIN = {"Origin": "https://other.example"}


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_answer_is_shared_whatever_it_says(app_url: str, path: str) -> None:
    answer = requests.get(app_url + path, headers=ORIGIN, timeout=20)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Expose-Headers"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Origin" not in answer.headers.get("Vary", "")


def test_what_a_client_has_already_is_shared(app_url: str) -> None:
    answer = requests.get(app_url + BAR, headers={"If-None-Match": "*"}, timeout=20)
    assert answer.status_code == 304
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", sorted({path.partition("?")[0] for path in PUBLIC}))
def test_a_preflight_is_answered_for_a_day(app_url: str, path: str) -> None:
    asked = {**ORIGIN, "Access-Control-Request-Method": "POST"}
    answer = requests.options(app_url + path, headers=asked, timeout=20)
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, POST"
    assert answer.headers["Access-Control-Allow-Headers"] == "*"
    assert answer.headers["Access-Control-Max-Age"] == "86400"


@pytest.mark.parametrize(
    "path", ["/", "/gallery", "/me", "/profile", "/login", "/logout", "/healthz", "/nothing"]
)
def test_nothing_else_is_shared(app_url: str, path: str) -> None:
    for method in ("GET", "OPTIONS"):
        answer = requests.request(
            method, app_url + path, headers=ORIGIN, timeout=20, allow_redirects=False
        )
        assert not any(name.lower().startswith("access-control") for name in answer.headers)


@pytest.fixture
def origins(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    def change(text: str) -> None:
        monkeypatch.setenv("ALLOWED_ORIGINS", text)
        cors.origins.cache_clear()

    yield change
    cors.origins.cache_clear()


@http_function(public=True)
def _answer(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("a", headers={"Vary": "Accept"} | dict(req.params))


def _headers(origin: str, method: str = "GET", **more: str) -> dict[str, str]:
    request = func.HttpRequest(
        method, "http://app.test/", headers={"origin": origin}, params=more, body=b""
    )
    return dict(_answer(request).headers)


def test_a_setting_narrows_it_to_named_origins(origins: Any) -> None:
    origins("https://a.example, http://b.example:8080")
    shared = _headers("https://a.example")
    assert shared["Access-Control-Allow-Origin"] == "https://a.example"
    assert shared["Vary"] == "Accept, Origin"
    assert _headers("http://b.example:8080", "OPTIONS")["Vary"] == "Origin"
    for other in ("https://b.example", "http://a.example", "https://x.a.example", "null", ""):
        refused = _headers(other)
        assert "Access-Control-Allow-Origin" not in refused
        assert refused["Vary"] == "Accept, Origin"


def test_none_shares_nothing(origins: Any) -> None:
    origins("none")
    assert "Access-Control-Allow-Origin" not in _headers("https://a.example")


def test_what_is_private_is_never_shared(origins: Any) -> None:
    origins("*")
    private = _headers("https://a.example", **{"Cache-Control": "private, max-age=9"})
    assert "Access-Control-Allow-Origin" not in private


@pytest.mark.parametrize(
    "text", ["example.org", "https://a.example/path", "*,https://a.example", "https://*.a", ","]
)
def test_a_wrong_setting_shares_nothing_and_is_logged(
    text: str, origins: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(SettingsError, match="ALLOWED_ORIGINS"):
        cors.read({"ALLOWED_ORIGINS": text})
    origins(text)
    assert "Access-Control-Allow-Origin" not in _headers("https://a.example")
    assert "ALLOWED_ORIGINS" in caplog.text
