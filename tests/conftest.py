"""Fixtures of several rooms (the app, served or already running; a browser), and the markers."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from devserver import testing
from tests.browser import CHROMIUM, launched, served
from tests.visitor import Visitor

ROOT = Path(__file__).parent.parent
# Address of an app that runs already, deployed or not: then only the tests that talk to it are run.
RUNNING = os.environ.get("CHART_FUNCTIONS_URL", "").rstrip("/")


@pytest.fixture(scope="session")
def app_url() -> Iterator[str]:
    """The address of the running app, without a slash at the end."""
    if RUNNING:
        yield RUNNING
        return
    with testing.running(ROOT) as server:
        yield server.url


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the app with the local OpenID provider, as its sign-in knows it."""
    with served() as url:
        yield url


@pytest.fixture
def visitor(site: str) -> Visitor:
    """Somebody who visits the app, and can be one of the local provider's people."""
    return Visitor(site)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Playwright's browser.

    Not for the session: while it is open, no test of the process can use ``asyncio.run``.
    """
    with launched() as browser:
        yield browser


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the files that take long, and leave out what cannot run here.

    Files are handed out to processes in this order: the short ones at the end keep all of them
    busy. With an app that runs already, only the tests that talk to it are run.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
    if CHROMIUM is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="no chromium on this machine"))
    if RUNNING:
        over_http = [item for item in items if "app_url" in getattr(item, "fixturenames", ())]
        left = [item for item in items if item not in set(over_http)]
        config.hook.pytest_deselected(items=left)
        items[:] = over_http
