"""npm's oidc-provider, a certified OpenID provider, as a process (tests/auth/oidc_provider)."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import re
import secrets
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from devserver.provider import certificate

ROOT = Path(__file__).parents[2]
SOURCE = Path(__file__).parent / "oidc_provider"
INSTALLED = ROOT / ".oidc-provider"
FILES = ("package.json", "package-lock.json", "provider.js")
MIN_NODE = 20
START_SECONDS = 30


def _missing() -> str:
    """Return why the provider cannot run on this machine, "" if it can."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return "no Node.js with npm on this machine"
    done = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=20)
    major = re.match(r"v(\d+)[.]", done.stdout)
    if major is None or int(major[1]) < MIN_NODE:
        return f"oidc-provider needs Node.js {MIN_NODE} or newer, not {done.stdout.strip()}"
    return ""


@functools.cache
def installed() -> Path:
    """Return the folder with the provider and its packages, which are installed if they changed.

    Skips the test where that is impossible, unless OIDC_PROVIDER_REQUIRED is set.
    """
    reason = _missing()
    if not reason:
        INSTALLED.mkdir(exist_ok=True)
        for name in FILES:
            shutil.copyfile(SOURCE / name, INSTALLED / name)
        lock = (SOURCE / "package-lock.json").read_bytes()
        done = INSTALLED / "installed"
        if not done.exists() or done.read_bytes() != lock:
            command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
            ran = subprocess.run(
                command, cwd=INSTALLED, capture_output=True, text=True, timeout=300
            )
            if ran.returncode == 0:
                done.write_bytes(lock)
            else:
                reason = f"npm could not install oidc-provider: {ran.stderr.strip()[-300:]}"
    if reason and os.environ.get("OIDC_PROVIDER_REQUIRED"):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    return INSTALLED


def version() -> str:
    """Return the version of oidc-provider that is installed."""
    package = INSTALLED / "node_modules" / "oidc-provider" / "package.json"
    return str(json.loads(package.read_text())["version"])


def _new_key() -> dict[str, Any]:
    key = rsa.generate_private_key(65537, 2048)
    jwk = jwt.algorithms.RSAAlgorithm.to_jwk(key, as_dict=True)
    del jwk["key_ops"]
    return {**jwk, "kid": secrets.token_urlsafe(8), "use": "sig", "alg": "RS256"}


class NodeProvider:
    """The provider; ``events`` is what it has said, among them why it refuses something."""

    def __init__(self, folder: Path, clients: Sequence[Mapping[str, Any]]) -> None:
        self._folder = folder
        self._clients = list(clients)
        public, self._key = certificate.self_signed("localhost", "127.0.0.1")
        self.certificate = public
        self.signing_key = _new_key()
        self.events: list[dict[str, Any]] = []
        self.issuer = ""
        self._process: subprocess.Popen[str] | None = None

    def start(self, port: int = 0, **settings: Any) -> None:
        self.events.clear()
        process = self._process = subprocess.Popen(
            ["node", "provider.js"], cwd=self._folder, text=True,  # noqa: S607
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        assert process.stdin
        given = {
            "port": port, "key": self._key.decode(), "certificate": self.certificate.decode(),
            "clients": self._clients, "signingKey": self.signing_key, **settings,
        }  # fmt: skip
        process.stdin.write(json.dumps(given) + "\n")
        process.stdin.flush()
        threading.Thread(target=self._read, args=[process], daemon=True).start()
        self.issuer = self.wait_for("listening")["issuer"]

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        for line in process.stdout:
            if line.startswith("{"):  # it prints warnings, too
                self.events.append(json.loads(line))

    def wait_for(self, event: str) -> dict[str, Any]:
        """Return the last of these events, of which there is one or soon will be."""
        deadline = time.monotonic() + START_SECONDS
        while not (said := [e for e in self.events if e["event"] == event]):
            assert self._process
            assert self._process.poll() is None, self.events
            assert time.monotonic() < deadline, self.events
            time.sleep(0.02)
        return said[-1]

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait(10)

    def restart(self, **settings: Any) -> None:
        """Start anew at the same address, without anybody's session."""
        self.stop()
        self.start(urlsplit(self.issuer).port or 0, **settings)

    def rotate(self) -> None:
        """Start anew with another signing key.

        Apps fetch the keys at once, but not again within 30 seconds.
        """
        self.signing_key = _new_key()
        self.restart()


@contextlib.contextmanager
def running(clients: Sequence[Mapping[str, Any]]) -> Iterator[NodeProvider]:
    provider = NodeProvider(installed(), clients)
    try:
        provider.start()
        yield provider
    finally:
        provider.stop()
