"""Instances of the app as processes, and a provider in this one that can be made to fail."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from werkzeug.wrappers import Request, Response

from devserver import sign_in
from devserver.__main__ import free_port
from devserver.provider.back import Back
from soak.visitors import Fleet

ROOT = Path(__file__).parents[2]
START_SECONDS = 30


class Instance:
    """One process of the app, on a port that it keeps when it is started again."""

    def __init__(self, folder: Path, environment: Mapping[str, str], app_dir: Path = ROOT) -> None:
        self.port = free_port("127.0.0.1")
        self.environment = dict(environment)
        self.app_dir = app_dir
        self.before: Sequence[str] = ()
        """A command that the process is started through."""
        self._log = folder / f"instance-{self.port}.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Instance:
        """Start it and wait until it listens."""
        command = [*self.before, sys.executable, "-m", "devserver", "--no-provider"]
        command += ["--port", str(self.port), "--app-dir", str(self.app_dir)]
        environment = {**os.environ, **self.environment, "PYTHONUNBUFFERED": "1"}
        reader = f"exec cat > {self._log}"  # it need not be able to write anywhere itself
        self._copier = subprocess.Popen(["sh", "-c", reader], stdin=subprocess.PIPE)  # noqa: S607
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=self._copier.stdin, stderr=subprocess.STDOUT
        )
        assert self._copier.stdin
        self._copier.stdin.close()
        deadline = time.monotonic() + START_SECONDS
        while "Listening on" not in self.log:
            assert self.process.poll() is None, self.log
            assert time.monotonic() < deadline, self.log
            time.sleep(0.05)
        return self

    @property
    def log(self) -> str:
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    def kill(self) -> None:
        """End it at once, whatever it does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        self.process.send_signal(how)
        self.process.wait(20)
        self._copier.wait(20)
        self.process = None
        self._log.unlink(missing_ok=True)


class Provider:
    """The local provider; ``bend`` is asked first, and may answer in its place."""

    def __init__(self, settings: Mapping[str, str]) -> None:
        self.settings = dict(settings)
        self.bend: Callable[[Back, Request], Response | None] | None = None
        self.asked: list[str] = []


@pytest.fixture
def base_url() -> str:
    return f"http://localhost:{free_port('127.0.0.1')}"


@pytest.fixture
def provider(base_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """The provider, on sockets and TLS of its own."""
    honest = Back.answer
    made: Provider

    def answer(self: Back, request: Request) -> Response:
        made.asked.append(request.path)
        bent = made.bend(self, request) if made.bend else None
        return bent or honest(self, request)

    monkeypatch.setattr(Back, "answer", answer)
    with contextlib.ExitStack() as stack:
        made = Provider(stack.enter_context(sign_in.provider(base_url, 0, {})).settings)
        yield made


class Clock:
    """The clock of an instance that is started with ``environment``: it can be set while it runs.

    ``sitecustomize`` is imported by every Python at its start.
    """

    CODE = """
import os, time
file, real, steady = os.environ["CLOCK_AHEAD"], time.time, time.monotonic
def ahead():
    with open(file) as opened:
        return float(opened.read() or 0)
time.time = lambda: real() + ahead()
time.monotonic = lambda: steady() + max(ahead(), 0)
"""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(self.CODE)
        self._file = folder / "ahead"
        self.ahead(0)
        paths = [str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]
        self.environment = {
            "PYTHONPATH": os.pathsep.join(paths),
            "CLOCK_AHEAD": str(self._file),
        }

    def ahead(self, seconds: float) -> None:
        """Set it so many seconds ahead of the true time."""
        new = self._file.with_suffix(".new")
        new.write_text(str(seconds))
        new.replace(self._file)


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return Clock(tmp_path / "clock")


StartInstance = Callable[..., Instance]


@pytest.fixture
def instance(tmp_path: Path, provider: Provider) -> Iterator[StartInstance]:
    """Starts instances: ``instance(SESSION_KEYS=…)``; ended with the test."""
    started: list[Instance] = []

    def start(*, app_dir: Path = ROOT, before: Sequence[str] = (), **more: str) -> Instance:
        made = Instance(tmp_path, {**provider.settings, **more}, app_dir)
        made.before = before
        started.append(made)
        return made.start()

    yield start
    for made in started:
        made.kill()


Play = Callable[[Callable[[Fleet], Awaitable[None]], Sequence[Instance]], None]


@pytest.fixture
def play(base_url: str) -> Play:
    """Runs what visitors do, at some instances in turn."""

    def run(scenario: Callable[[Fleet], Awaitable[None]], instances: Sequence[Instance]) -> None:
        async def whole() -> None:
            fleet = Fleet(base_url, [found.port for found in instances])
            try:
                await scenario(fleet)
            finally:
                fleet.close()

        asyncio.run(whole())

    return run
