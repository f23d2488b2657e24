"""For tests: the server in a process of its own, or the app in this one."""

from __future__ import annotations

import contextlib
import importlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from devserver import routes
from devserver.host import Host

REPOSITORY = Path(__file__).resolve().parents[1]
SERVER = os.environ.get("CHART_FUNCTIONS_SERVER") or "devserver"
"""The package that is run: this one, or tests.runtime for Microsoft's own runtime."""
START_SECONDS = 10
STOP_SECONDS = 5
LISTENING = re.compile(r"^Listening on http://localhost:(\d+)$", re.MULTILINE)


@dataclass(frozen=True)
class Running:
    """A server that accepts connections."""

    url: str
    log_file: Path

    @property
    def log(self) -> str:
        """What it has printed so far; a request's lines are there before its answer is."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")


@contextlib.contextmanager
def running(
    app_dir: str | Path,
    env: Mapping[str, str] | None = None,
    python: str = sys.executable,
    arguments: Sequence[str] = ("--no-provider",),
    server: str = SERVER,
) -> Iterator[Running]:
    """Serve the app on a free port, with ``env`` added to the environment, and end it on exit.

    ``arguments`` are added to the command; without --no-provider among them the local OpenID
    provider is started too, which takes half as long again. Raises ``RuntimeError`` with the log
    in it when the server does not come up.
    """
    command = [python, "-m", server, "--port", "0", "--app-dir", str(Path(app_dir).resolve())]
    command += arguments
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", **(env or {})}
    with tempfile.TemporaryDirectory() as folder:
        log_file = Path(folder) / "log"
        with log_file.open("wb") as log:
            process = subprocess.Popen(  # noqa: S603 - our own command
                command, cwd=REPOSITORY, env=environment, stdout=log, stderr=subprocess.STDOUT
            )
        try:
            yield Running(f"http://127.0.0.1:{_port(process, log_file)}", log_file)
        finally:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextlib.contextmanager
def loaded(app_dir: Path, prefix: str = "", server: str = SERVER) -> Iterator[Host]:
    """Give the host of the app, imported into this process; every function must be served.

    function_app.py is imported anew, as an app can be indexed once only; its other modules are not.
    """
    sys.modules.pop("function_app", None)
    app, host_of = (importlib.import_module(f"{server}.{name}") for name in ("app", "host"))
    table, left_out = routes.table(app.load(app_dir), prefix)
    if left_out:
        raise RuntimeError(f"Not served: {left_out}")
    with contextlib.closing(host_of.Host(table)) as host:
        yield host


def _port(process: subprocess.Popen[bytes], log_file: Path) -> str:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        ended = process.poll() is not None
        if listening := LISTENING.search(log_file.read_text(errors="replace")):
            return listening[1]
        if ended:
            break
        time.sleep(0.02)
    raise RuntimeError(f"The server did not start:\n{log_file.read_text(errors='replace')}")
