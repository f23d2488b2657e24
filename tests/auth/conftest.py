"""The app in process, its settings, a provider and a browser; nothing is left between tests."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import hostile
import pytest

import auth.provider
import auth.recent
import auth.responses
import auth.sessions
import auth.settings
import auth.sign_in
import auth.signing_keys
import auth.tokens
from devserver import testing
from devserver.host import Host

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    """The app, treated as the platform treats requests and answers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHON_THREADPOOL_THREAD_COUNT", "32")
        patch.chdir(ROOT)
        patch.syspath_prepend(str(ROOT))
        with testing.loaded(ROOT) as host:
            yield host


@pytest.fixture(autouse=True)
def configure(monkeypatch: pytest.MonkeyPatch) -> hostile.Configure:
    """Set settings (None: not set) and forget what an earlier test left."""

    def change(**changes: str | None) -> None:
        for name in auth.settings.SETTINGS:
            monkeypatch.delenv(name, raising=False)
        for name, value in {**hostile.ENVIRONMENT, **changes}.items():
            if value is not None:
                monkeypatch.setenv(name, value)
        auth.settings.current.cache_clear()

    change()
    auth.provider._cache.clear()
    auth.sign_in._applications.clear()
    auth.responses._reported.clear()
    monkeypatch.setattr(auth.tokens, "keys", auth.tokens.SigningKeys())
    return change


@pytest.fixture(autouse=True)
def provider(monkeypatch: pytest.MonkeyPatch) -> hostile.Provider:
    made = hostile.Provider()
    made.install(monkeypatch)
    return made


@pytest.fixture
def browser(host: Host) -> hostile.Browser:
    return hostile.Browser(host)


@pytest.fixture
def signed_in(browser: hostile.Browser, provider: hostile.Provider) -> hostile.Browser:
    """A browser in which Adele is signed in."""
    assert browser.sign_in(provider).status == 303
    assert browser.who == "Adele Vance"
    return browser


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> hostile.Clock:
    """The app's clock: ``clock.ahead = 60`` is a minute later."""
    made = hostile.Clock()
    for module in (
        auth.sessions, auth.sign_in, auth.signing_keys, auth.provider, auth.recent,
    ):  # fmt: skip
        monkeypatch.setattr(module, "time", made)
    return made


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Everything that is logged, by whomever."""
    caplog.set_level(logging.DEBUG)
    return caplog
