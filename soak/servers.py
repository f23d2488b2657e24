"""The servers under load: instances of the app, a process each, and their OpenID provider."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from devserver.__main__ import free_port

ROOT = Path(__file__).parents[1]
_START_SECONDS = 60
_resident = re.compile(r"VmRSS:\s+(\d+) kB")


@dataclass(frozen=True)
class Instance:
    """One process of the app."""

    port: int
    process: subprocess.Popen[bytes]

    def memory(self) -> int:
        """Return its resident memory in bytes (Linux)."""
        match = _resident.search(Path(f"/proc/{self.process.pid}/status").read_text())
        return int(match[1]) * 1024 if match else 0

    def seconds(self) -> float:
        """Return its processor time in seconds."""
        return processor_seconds(self.process.pid)


@dataclass(frozen=True)
class Servers:
    """All servers. ``base_url`` is the address for visitors, whichever instance responds."""

    base_url: str
    instances: tuple[Instance, ...]
    environment: Mapping[str, str]


def processor_seconds(pid: int) -> float:
    """Return the processor time of a process in seconds, in user and kernel mode."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def running(count: int, log_folder: Path) -> Iterator[Servers]:
    """Serve the app with so many instances and a provider, while the context lasts.

    Each process writes a log into the folder.
    """
    with contextlib.ExitStack() as stack:
        ports = [free_port("127.0.0.1") for _ in range(count)]
        base_url = f"http://localhost:{ports[0]}"
        log = stack.enter_context((log_folder / "provider.log").open("wb"))
        own = subprocess.Popen(
            [sys.executable, "-m", "soak.provider", base_url],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
        )  # fmt: skip
        stack.callback(_end, own)
        assert own.stdout is not None
        settings = json.loads(own.stdout.readline())
        environment = {**os.environ, **settings}
        started = stack.enter_context(instances(ports, environment, log_folder))
        yield Servers(base_url, started, settings)


@contextlib.contextmanager
def instances(
    ports: Sequence[int], environment: Mapping[str, str], log_folder: Path
) -> Iterator[tuple[Instance, ...]]:
    """Serve the app with a process for each port, while the context lasts."""
    logs = {port: log_folder / f"instance-{port}.log" for port in ports}
    with contextlib.ExitStack() as stack:
        started = []
        for port, log_file in logs.items():
            started.append(Instance(port, start(port, environment, log_file)))
            stack.callback(_end, started[-1].process)
        for instance in started:
            _wait_for(instance, logs[instance.port])
        yield tuple(started)


def start(port: int, environment: Mapping[str, str], log_file: Path) -> subprocess.Popen[bytes]:
    """Start one instance and return before it listens."""
    command = [sys.executable, "-m", "devserver", "--port", str(port), "--no-provider"]
    with log_file.open("ab") as log:
        return subprocess.Popen(
            command, cwd=ROOT, env={**environment, "PYTHONUNBUFFERED": "1"}, stdout=log, stderr=log
        )


def _wait_for(instance: Instance, log_file: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while "Listening on" not in log_file.read_text(errors="replace"):
        if instance.process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"The server did not start:\n{log_file.read_text(errors='replace')}")
        time.sleep(0.05)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
