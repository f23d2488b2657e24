"""A real browser for tests and screenshots: the Chromium of this machine."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from devserver import testing

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]


@contextlib.contextmanager
def launched() -> Iterator[Any]:
    """Give Playwright's browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


@contextlib.contextmanager
def served() -> Iterator[str]:
    """Serve the app with the local OpenID provider; give the address that its sign-in knows."""
    root = Path(__file__).parents[1]
    with testing.running(root, arguments=()) as server:
        yield server.url.replace("127.0.0.1", "localhost")
