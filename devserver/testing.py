"""For tests: the server in its own process, or the app in this one."""

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
"""The package to run: this one, or tests.runtime for Microsoft's runtime."""
START_SECONDS = 30
STOP_SECONDS = 5
LISTENING = re.compile(r"^Listening on (?:http://localhost:|https://[\w-]+-)(\d+)", re.MULTILINE)
"""What it prints; the second form in a codespace."""


@dataclass(frozen=True)
class Running:
    """A server that accepts connections."""

    url: str
    log_file: Path

    @property
    def log(self) -> str:
        """Everything it has printed; a request is logged before its response is sent."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")


@contextlib.contextmanager
def running(
    app_dir: str | Path,
    env: Mapping[str, str] | None = None,
    python: str = sys.executable,
    arguments: Sequence[str] = ("--no-provider",),
    server: str = SERVER,
) -> Iterator[Running]:
    """Serve the app on a free port inside the context, with ``env`` added to the environment.

    ``arguments`` are added to the command; without --no-provider the local OpenID provider is
    started too, which takes half as long again. Raises ``RuntimeError`` with the log if the server
    does not start.
    """
    command = [python, "-m", server, "--port", "0", "--app-dir", str(Path(app_dir).resolve())]
    command += arguments
    own = {"PYTHONUNBUFFERED": "1", "CODESPACES": ""}  # the address is one of this machine
    environment = {**os.environ, **own, **(env or {})}
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
    """Import the app into this process and yield its host.

    function_app.py is imported again, because an app can be indexed only once; its other modules
    are not. Raises ``RuntimeError`` if a function is not served.
    """
    sys.modules.pop("function_app", None)
    app, hosts = (importlib.import_module(f"{server}.{name}") for name in ("app", "host"))
    table, rejected = routes.table(app.load(app_dir), prefix)
    if rejected:
        raise RuntimeError(f"Not served: {rejected}")
    with contextlib.closing(hosts.Host(table)) as host:
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
