"""What tests of several rooms need: the app, served by the local server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from devserver import testing

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def app_url() -> Iterator[str]:
    """The address of the running app, without a slash at the end."""
    with testing.running(ROOT) as server:
        yield server.url
