"""The app in this process, asked as the platform asks it, with a watch on every request."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import re
import secrets
import struct
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from devserver import answer as answers
from devserver import app as apps
from devserver import routes
from devserver.answer import Answer
from devserver.errors import Refused
from devserver.request import Incoming, http_request

from . import limits

ROOT = Path(__file__).parents[1]
BASE_URL = "http://localhost:7071"
EXPECTED = frozenset({200, 204, 302, 303, 304, 400, 401, 403, 404, 413, 414, 415, 422, 502, 503})
_FROM_PROVIDER = ("/getAToken", "/login")
"""Only these may answer 502 and 503: what is behind them did not answer."""
_MOST_PIXELS = 2000 * 2000 * 16
_status = re.compile(rb"VmHWM:\s+(\d+) kB")


@dataclass(frozen=True)
class Finding:
    """What is wrong with an answer, or why there is none."""

    what: str
    detail: str


@dataclass(frozen=True)
class Seen:
    """One request's outcome: its status (0: none), seconds of processor time, bytes of memory."""

    status: int
    seconds: float
    bytes: int
    finding: Finding | None


@functools.cache
def _routes() -> list[routes.Route]:
    """The app's routes: loaded once a process, as it does not load twice."""
    sys.modules.pop("function_app", None)  # another test may have loaded it
    return routes.table(apps.load(ROOT), "")[0]


class Target:
    """The app, loaded once."""

    def __init__(self) -> None:
        self.routes = _routes()
        self.genuine: frozenset[str] = frozenset()

    def ask(self, request: Incoming) -> Seen:
        """Answer a request and watch what it costs."""
        base = _renew_peak()
        started = time.process_time()
        finding, answer = None, Answer(0)
        try:
            answer = self._answer(request)
        except Refused as refusal:
            finding = Finding("500", f"cannot be sent: {refusal}")
        except (Exception, RecursionError) as error:  # noqa: BLE001 - that is what is looked for
            finding = Finding("500", _where(error))
        seconds = time.process_time() - started
        rise = _peak() - base
        finding = finding or self._wrong(request, answer)
        if finding is None and seconds > limits.SECONDS:
            finding = Finding("slow", f"{seconds:.2f} s")
        if finding is None and rise > limits.BYTES:
            finding = Finding("memory", f"{rise / 2**20:.0f} MiB")
        return Seen(answer.status, seconds, rise, finding)

    def _answer(self, request: Incoming) -> Answer:
        for route in self.routes:
            found = route.match(request.method, request.path)
            if found is not None:
                function = route.function
                asked = http_request(request, found)
                answer = answers.from_result(function.call(**{function.request_parameter: asked}))
                answers.check(request.method, answer)
                return answer
        return Answer(404)

    def _wrong(self, request: Incoming, answer: Answer) -> Finding | None:
        """What an answer must never be, whatever was asked."""
        path = request.path
        if answer.status not in EXPECTED:
            return Finding("status", str(answer.status))
        if answer.status in (502, 503) and not path.startswith(_FROM_PROVIDER):
            return Finding("status", f"{answer.status} without a provider")
        if path.lower().startswith("/me") and answer.status == 200 and self.genuine:
            sent = next((v for n, v in request.headers if n == "Cookie"), "")
            values = {part.strip().partition("=")[2].strip() for part in sent.split(";")}
            if not values & self.genuine:
                return Finding("forged", "a cookie that the app did not make was taken")
        location = answer.header("location")
        if location and path.startswith("/login") and location.startswith(("//", "/\\")):
            return Finding("redirect", location)
        kind = answer.header("content-type") or ""
        if kind == "image/png" and answer.body:
            return _wrong_png(answer.body)
        if "json" in kind and answer.body:
            try:
                json.loads(answer.body)
            except ValueError as error:
                return Finding("JSON", str(error))
        return None


def _wrong_png(body: bytes) -> Finding | None:
    if not body.startswith(b"\x89PNG\r\n\x1a\n") or b"IEND" not in body[-12:]:
        return Finding("PNG", "neither begins nor ends as one")
    width, height = struct.unpack(">II", body[16:24])
    if not 0 < width * height <= _MOST_PIXELS:
        return Finding("PNG", f"{width}x{height}")
    return None


def _where(error: BaseException) -> str:
    """An error and the last place of ours that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if f.filename.startswith(str(ROOT)) and "/.venv/" not in f.filename]
    last = ours[-1] if ours else frames[-1]
    name = os.path.relpath(last.filename, ROOT)
    return f"{type(error).__name__} at {name}:{last.lineno} ({last.name}): {str(error)[:200]}"


def _renew_peak() -> int:
    """Set the peak of this process's memory back to what it is now, and give it (Linux)."""
    with contextlib.suppress(OSError), open("/proc/self/clear_refs", "w") as file:
        file.write("5")
    return _peak()


def _peak() -> int:
    try:
        with open("/proc/self/status", "rb") as file:
            found = _status.search(file.read())
    except OSError:  # another system
        return 0
    return int(found[1]) * 1024 if found else 0


@contextlib.contextmanager
def signing_in() -> Iterator[None]:
    """Have the app use a provider that runs in this process while the context lasts."""
    from auth import settings
    from devserver import sign_in

    with sign_in.provider(BASE_URL, 0, {"SESSION_KEYS": secrets.token_urlsafe(32)}) as provider:
        os.environ.update(provider.settings)
        settings.current.cache_clear()
        yield


def genuine_cookies() -> Sequence[tuple[str, str]]:
    """Cookies as the app makes them: sessions of two people and two sign-ins under way."""
    from auth import settings, user
    from auth import sign_in as flows

    current = settings.current()
    assert current is not None
    made = [
        user.set_cookie(current, user.User("a" * 40, name="Adele")),
        user.set_cookie(current, user.User("b" * 40, name="Bob", profile={"mail": "b@x.test"})),
    ]
    for _ in range(2):
        made += flows.start(current, "/profile", {}).set_cookies
    pairs = [header.partition(";")[0].partition("=") for header in made]
    return [(name, value) for name, _, value in pairs]
