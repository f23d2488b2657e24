"""A pytest plugin, ``-p tests.runtime.served``: the tests that talk to the app, on the runtime.

Whatever is served, by ``devserver.testing``, is served by ``tests.runtime``. Tests that neither use
the served app nor look into sign-in or the local server are left to ``make test``.
"""

from __future__ import annotations

import os

import pytest

os.environ["CHART_FUNCTIONS_SERVER"] = "tests.runtime"

WHOLE = ("tests/runtime/", "tests/devserver/", "tests/auth/")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests in WHOLE, and those with the fixture ``app_url`` behind them."""
    kept = [
        item
        for item in items
        if item.nodeid.startswith(WHOLE) or "app_url" in getattr(item, "fixturenames", ())
    ]
    chosen = set(kept)
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = kept
