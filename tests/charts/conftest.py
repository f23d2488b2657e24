"""Asking the local server for charts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import requests

Ask = Callable[..., requests.Response]


@pytest.fixture(scope="module")
def ask(app_url: str) -> Iterator[Ask]:
    """Send a request: ask(method, target, …), the rest as requests has it."""
    with requests.Session() as session:
        yield lambda method, target, **rest: session.request(
            method, f"{app_url}{target}", timeout=60, **rest
        )


@pytest.fixture(scope="module")
def get(ask: Ask) -> Ask:
    """Get what is there."""

    def fetch(target: str, **headers: str) -> requests.Response:
        response = ask("GET", target, headers=headers)
        assert response.status_code == 200, response.text
        return response

    return fetch
