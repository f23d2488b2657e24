"""What tests of several rooms need: the app, served by the local server or already running."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from devserver import testing

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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With an app that runs already, leave out what does not talk to it."""
    if RUNNING:
        over_http = [item for item in items if "app_url" in getattr(item, "fixturenames", ())]
        left = [item for item in items if item not in set(over_http)]
        config.hook.pytest_deselected(items=left)
        items[:] = over_http
