"""GET and HEAD /generate_name over HTTP: answers, headers, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from names.folding import fold
from names.names import listing
from names.parameters import MAX_LENGTH


@pytest.fixture(scope="module")
def client() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


@pytest.fixture(scope="module")
def url(app_url: str) -> str:
    return f"{app_url}/generate_name"


def name_in(response: requests.Response) -> str:
    """The name answered, after checking all else that the answer promises."""
    assert response.status_code == 200, response.text
    assert response.headers["Content-Type"].split(";")[0] == "application/json"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Length"] == str(len(response.content))
    document = response.json()
    assert list(document) == ["name"]
    assert document["name"] in listing().names
    return document["name"]


def problem_in(response: requests.Response, status: int) -> dict[str, Any]:
    """The problem document answered, after checking its frame."""
    assert response.status_code == status, response.text
    assert response.headers["Content-Type"].split(";")[0] == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Length"] == str(len(response.content))
    document = response.json()
    assert document["status"] == status
    return document


def errors_in(response: requests.Response) -> list[tuple[str, str]]:
    """What a 422 says: each wrong parameter and what is allowed for it."""
    errors = problem_in(response, 422)["errors"]
    assert all(error["detail"] for error in errors)
    return [(error["parameter"], error["allowed"]) for error in errors]


def test_any_name(client: requests.Session, url: str) -> None:
    found = {name_in(client.get(url)) for _ in range(20)}
    # 20 equal draws from some thousands of names: fewer than one in 10**60.
    assert len(found) > 1


def test_name_that_starts_as_asked(client: requests.Session, url: str) -> None:
    for _ in range(10):
        assert name_in(client.get(url, params={"starts_with": "m"}))[0] == "M"


def test_body_is_utf8_as_written(client: requests.Session, url: str) -> None:
    response = client.get(url, params={"starts_with": "elodie"})
    assert response.content == '{"name": "Élodie"}'.encode()


def test_head_answers_the_headers_of_get(client: requests.Session, url: str) -> None:
    response = client.head(url, params={"starts_with": "elodie"})
    assert response.status_code == 200
    assert response.headers["Content-Type"].split(";")[0] == "application/json"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Length"] == str(len('{"name": "Élodie"}'.encode()))
    assert response.content == b""


def test_head_of_no_match(client: requests.Session, url: str) -> None:
    response = client.head(url, params={"starts_with": "xyzzy"})
    assert response.status_code == 404
    assert response.content == b""


@pytest.mark.parametrize(
    ("query", "only"),
    [
        ("starts_with=minnie", "Minnie"),
        ("starts_with=MINNIE", "Minnie"),
        ("starts_with=%C3%A9lodie", "Élodie"),
        ("starts_with=ELODIE", "Élodie"),
        ("starts_with=M%C3%ADnnie", "Minnie"),
        ("starts_with=+Minnie%20", "Minnie"),
        ("starts_with=%09Minnie", "Minnie"),
        ("starts_with=Anne-M", "Anne-Marie"),
        ("starts_with=te+ko", "Te Koha"),
        ("starts_with=lukasz", "Łukasz"),
        ("starts_with=O%E2%80%98kt", "O'ktam"),
    ],
)
def test_spellings_over_http(client: requests.Session, url: str, query: str, only: str) -> None:
    assert name_in(client.get(f"{url}?{query}")) == only


@pytest.mark.parametrize("query", ["", "starts_with=", "starts_with", "starts_with=%20+%09"])
def test_blank_means_any_name(client: requests.Session, url: str, query: str) -> None:
    # No letter starts a tenth of the names: 40 draws share their first in less than 1 of 10**39.
    initials = {fold(name_in(client.get(f"{url}?{query}")))[0] for _ in range(40)}
    assert len(initials) > 1


@pytest.mark.parametrize("text", ["xyzzy", "Minnie Mouse", "1", "Ω", "\u0301", "\u200b", "%", "\0"])
def test_no_match(client: requests.Session, url: str, text: str) -> None:
    document = problem_in(client.get(url, params={"starts_with": text}), 404)
    assert text in document["detail"]
    assert "errors" not in document


def test_longest_value_is_looked_up_and_one_more_is_refused(
    client: requests.Session, url: str
) -> None:
    problem_in(client.get(url, params={"starts_with": "m" * MAX_LENGTH}), 404)
    response = client.get(url, params={"starts_with": "m" * (MAX_LENGTH + 1)})
    assert errors_in(response) == [("starts_with", "at most 50 characters")]


def test_blanks_around_do_not_count_as_length(client: requests.Session, url: str) -> None:
    response = client.get(url, params={"starts_with": " " * MAX_LENGTH + "Minnie"})
    assert name_in(response) == "Minnie"


@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        ("start_with=m", ["start_with"]),
        ("Starts_With=m", ["Starts_With"]),
        ("=m", [""]),
        ("starts_with=m&a=1&b=&a=2", ["a", "b"]),
        ("%ff=1", ["\udcff"]),
    ],
)
def test_unknown_parameters(
    client: requests.Session, url: str, query: str, parameters: list[str]
) -> None:
    response = client.get(f"{url}?{query}")
    assert errors_in(response) == [(parameter, "starts_with") for parameter in parameters]


@pytest.mark.parametrize("query", ["starts_with=m&starts_with=n", "starts_with=m&starts_with="])
def test_repeated(client: requests.Session, url: str, query: str) -> None:
    assert errors_in(client.get(f"{url}?{query}")) == [("starts_with", "one value")]


@pytest.mark.parametrize("value", ["%ff", "M%C3", "%ED%A0%80"])
def test_bytes_that_are_not_utf8(client: requests.Session, url: str, value: str) -> None:
    response = client.get(f"{url}?starts_with={value}")
    assert errors_in(response) == [("starts_with", "UTF-8, percent-encoded")]


def test_all_that_is_wrong_is_said_at_once(client: requests.Session, url: str) -> None:
    long = "m" * (MAX_LENGTH + 1)
    response = client.get(f"{url}?name=m&starts_with={long}&starts_with=%ff&lang=fr")
    assert errors_in(response) == [
        ("name", "starts_with"),
        ("lang", "starts_with"),
        ("starts_with", "one value"),
        ("starts_with", "at most 50 characters"),
        ("starts_with", "UTF-8, percent-encoded"),
    ]


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=60).map(str.encode), st.binary(max_size=60)))
def test_whatever_is_typed_is_answered(client: requests.Session, url: str, typed: bytes) -> None:
    response = client.get(f"{url}?starts_with={quote(typed)}")
    text = typed.decode(errors="replace").strip()
    if response.status_code == 200:
        assert fold(name_in(response)).startswith(fold(text))
    elif response.status_code == 404:
        problem_in(response, 404)
        assert not any(name.startswith(text) for name in listing().names)
    else:
        assert errors_in(response)
        assert "\ufffd" in text or len(text) > MAX_LENGTH
