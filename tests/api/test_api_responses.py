"""Responses: 304, compression, and the headers that every response has."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import azure.functions as func
import pytest

from api import responses
from api.http_function import http_function

TEXT = b"<p>A page.</p>" * 200
TAG, GZIP_TAG = '"d"', '"d-gzip"'


def _request(method: str = "GET", **headers: str) -> func.HttpRequest:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return func.HttpRequest(method=method, url="http://a/", headers=named, body=b"")


def _text(req: func.HttpRequest, content: bytes = TEXT) -> func.HttpResponse:
    about = responses.Metadata("d", "text/html", "no-cache", {"X-A": "1"})
    return responses.conditional(req, about, lambda: responses.body(content, "text/html"))


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("x-gzip", True),
        ("deflate, gzip;q=0.5", True),
        ("*", True),
        ("*;q=0.1", True),
        ("gzip;q=0, *", False),
        ("*, gzip;q=0", False),
        ("gzip;q=0.000", False),
        ("identity", False),
        ("br", False),
        ("", False),
        (";q=", False),
    ],
)
def test_accept_encoding(accepted: str, expected: bool) -> None:
    assert responses.accepts_gzip(_request(accept_encoding=accepted)) == expected
    answer = _text(_request(accept_encoding=accepted))
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["ETag"] == (GZIP_TAG if expected else TAG)
    assert (answer.headers.get("Content-Encoding") == "gzip") == expected
    body = answer.get_body()
    assert (gzip.decompress(body) if expected else body) == TEXT


@pytest.mark.parametrize(
    ("sent", "accepted", "tag"),
    [
        (TAG, "", TAG),
        (TAG, "gzip", TAG),  # has the plain one, and may keep it
        (GZIP_TAG, "gzip", GZIP_TAG),
        (GZIP_TAG, "", None),  # has one that it can no longer read
        (f"{TAG}, {GZIP_TAG}", "gzip", GZIP_TAG),
        (f'"x" , W/{TAG}', "", TAG),
        ("*", "", TAG),
        (" * ", "gzip", GZIP_TAG),
        ('"x"', "gzip", None),
        ("d", "", None),
        ("", "", None),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_if_none_match(sent: str, accepted: str, tag: str | None, method: str) -> None:
    answer = _text(_request(method, if_none_match=sent, accept_encoding=accepted))
    assert answer.status_code == (200 if tag is None else 304)
    # What a 304 must repeat of the 200 (RFC 9110, section 15.4.5).
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["X-A"] == "1"
    if tag:
        assert answer.headers["ETag"] == tag
        assert answer.get_body() == b""
        assert "Content-Encoding" not in answer.headers


def test_post_is_never_304() -> None:
    assert _text(_request("POST", if_none_match="*")).status_code == 200


def test_unchanged_body_is_not_made() -> None:
    def fail() -> responses.Body:
        raise AssertionError

    about = responses.Metadata("d", "image/png", "no-cache")
    answer = responses.conditional(_request(if_none_match=TAG), about, fail)
    assert answer.status_code == 304
    assert "Vary" not in answer.headers


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (TEXT[: responses.MIN_COMPRESSED - 1], "text/html"),
        (b"", "image/svg+xml"),
        (TEXT, "image/png"),
        (TEXT, "application/pdf"),
        (TEXT, "font/woff2"),
    ],
)
def test_short_or_binary_bodies_are_not_compressed(content: bytes, media_type: str) -> None:
    assert responses.body(content, media_type) == (media_type, content, False, {})


@pytest.mark.parametrize("media_type", ["text/css", "application/json", "image/svg+xml"])
def test_text_is_stored_once_and_compressed(media_type: str) -> None:
    body = responses.body(TEXT, media_type)
    assert body.compressed
    assert len(body.stored) < len(TEXT) / 10
    assert body.content == TEXT
    assert body.stored == responses.body(TEXT, media_type).stored


def test_short_text_has_the_same_tag_with_and_without_gzip() -> None:
    short = TEXT[:100]
    first = _text(_request(accept_encoding="gzip"), short)
    assert (first.headers["ETag"], first.get_body()) == (TAG, short)
    assert "Content-Encoding" not in first.headers
    again = _text(_request(accept_encoding="gzip", if_none_match=TAG), short)
    assert again.status_code == 304


@pytest.mark.parametrize("compress", [False, True])
def test_a_response_is_compressed_only_where_it_may_be(compress: bool) -> None:
    req = _request(accept_encoding="gzip")
    answer = responses.response(
        TEXT, "text/html", status=404, headers={"Vary": "Cookie"},
        compress_for=req if compress else None,
    )  # fmt: skip
    assert answer.status_code == 404
    assert answer.headers["Vary"] == ("Cookie, Accept-Encoding" if compress else "Cookie")
    assert len(answer.get_body()) < len(TEXT) if compress else answer.get_body() == TEXT


def _plain() -> func.HttpResponse:
    return func.HttpResponse("é")


def _own() -> func.HttpResponse:
    return func.HttpResponse("é", headers={"cache-control": "private"})


def _empty() -> func.HttpResponse:
    return func.HttpResponse(status_code=303, headers={"Location": "/"})


def _no_content() -> func.HttpResponse:
    return func.HttpResponse(status_code=204)


@pytest.mark.parametrize(
    ("make", "length", "caching"),
    [
        (_plain, "2", "no-store"),
        (_own, "2", "private"),
        (_empty, "0", "no-store"),
        (_no_content, None, "no-store"),
    ],
)
def test_a_function_of_ones_own_gets_the_headers_it_left_out(
    make: Callable[[], func.HttpResponse], length: str | None, caching: str
) -> None:
    @http_function
    def own(req: func.HttpRequest) -> func.HttpResponse:
        return make()

    answer = own(_request())
    assert answer.headers.get("Content-Length") == length
    assert answer.headers["Cache-Control"] == caching
    assert len(answer.headers.getlist("Cache-Control")) == 1
    if length:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_vary_is_joined_without_repeating() -> None:
    headers = {"Vary": "Cookie"}
    responses.add_vary(headers, "Accept-Encoding")
    responses.add_vary(headers, "Cookie, Referer")
    assert headers == {"Vary": "Cookie, Accept-Encoding, Referer"}
