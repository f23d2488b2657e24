"""What is asked: instances of the app, each a process, and one OpenID provider for them all."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from devserver.__main__ import free_port

ROOT = Path(__file__).parents[1]
_START_SECONDS = 60
SETTINGS = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "524288",
    "MALLOC_TRIM_THRESHOLD_": "524288",
}
"""docs/deploy.md says why: otherwise every thread keeps memory of its own that is free."""
_resident = re.compile(r"VmRSS:\s+(\d+) kB")


@dataclass(frozen=True)
class Instance:
    """One process of the app."""

    port: int
    process: subprocess.Popen[bytes]

    def memory(self) -> int:
        """Bytes that it has in memory now (Linux)."""
        found = _resident.search(Path(f"/proc/{self.process.pid}/status").read_text())
        return int(found[1]) * 1024 if found else 0

    def seconds(self) -> float:
        """Processor time that it has had."""
        return processor_seconds(self.process.pid)


@dataclass(frozen=True)
class Servers:
    """All of it. ``base_url`` is where visitors think the app is, whichever instance answers."""

    base_url: str
    instances: tuple[Instance, ...]
    environment: Mapping[str, str]


def processor_seconds(pid: int) -> float:
    """Processor time of a process, its own and the kernel's for it."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def running(count: int, log_folder: Path) -> Iterator[Servers]:
    """Serve while the context lasts; each process writes a log into the folder."""
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
        instances = []
        for port in ports:
            log_file = log_folder / f"instance-{port}.log"
            instance = Instance(port, start(port, {**os.environ, **SETTINGS, **settings}, log_file))
            stack.callback(_end, instance.process)
            instances.append(instance)
        for instance in instances:
            _await(instance, log_folder / f"instance-{instance.port}.log")
        yield Servers(base_url, tuple(instances), settings)


def start(port: int, environment: Mapping[str, str], log_file: Path) -> subprocess.Popen[bytes]:
    """Start one instance; it listens a little later."""
    command = [sys.executable, "-m", "devserver", "--port", str(port), "--no-provider"]
    with log_file.open("ab") as log:
        return subprocess.Popen(
            command, cwd=ROOT, env={**environment, "PYTHONUNBUFFERED": "1"}, stdout=log, stderr=log
        )


def _await(instance: Instance, log_file: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while "Listening on" not in log_file.read_text(errors="replace"):
        if instance.process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"It did not start:\n{log_file.read_text(errors='replace')}")
        time.sleep(0.05)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
