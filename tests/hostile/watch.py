"""The app in this process, called as the platform calls it, with a watch on every request.

A request must end within a second of processor time and 200 MiB of memory, with a status and a body
that make sense, and without an exception.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import inspect
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

ROOT = Path(__file__).parents[2]
SECONDS = 1.0
"""Maximum of processor time for one request."""
BYTES = 200 * 2**20
"""Maximum by which the memory of the process may rise during one request."""
BASE_URL = "http://localhost:7071"
EXPECTED = frozenset({200, 204, 302, 303, 304, 400, 401, 403, 404, 413, 414, 415, 422, 502, 503})
_FROM_PROVIDER = ("/getAToken", "/login")
"""Only these may answer 502 and 503, if the provider does not respond."""
_MAX_PIXELS = 2000 * 2000 * 16
_status = re.compile(rb"VmHWM:\s+(\d+) kB")


@dataclass(frozen=True)
class Finding:
    """What is wrong with a response, or why there is none."""

    what: str
    detail: str


@dataclass(frozen=True)
class Outcome:
    """Status of the response (0: none), seconds of processor time, bytes of memory, finding."""

    status: int
    seconds: float
    bytes: int
    finding: Finding | None


@functools.cache
def _routes() -> list[routes.Route]:
    """Return the app's routes. Loaded once per process, as it cannot be loaded twice."""
    sys.modules.pop("function_app", None)  # another test may have loaded it
    return routes.table(apps.load(ROOT), "")[0]


class App:
    """The app, and the values of its genuine cookies."""

    def __init__(self) -> None:
        self.routes = _routes()
        self.genuine: frozenset[str] = frozenset()

    def call(self, request: Incoming) -> Outcome:
        """Return the outcome of a request."""
        base = reset_peak()
        started = time.process_time()
        finding, answer = None, Answer(0)
        try:
            answer = self.response(request)
        except Refused as refusal:
            finding = Finding("500", f"cannot be sent: {refusal}")
        except (Exception, RecursionError) as error:  # noqa: BLE001 - what the watch is for
            finding = Finding("500", where(error))
        seconds = time.process_time() - started
        rise = peak() - base
        finding = finding or self._wrong(request, answer)
        if finding is None and seconds > SECONDS:
            finding = Finding("slow", f"{seconds:.2f} s")
        if finding is None and rise > BYTES:
            finding = Finding("memory", f"{rise / 2**20:.0f} MiB")
        return Outcome(answer.status, seconds, rise, finding)

    def response(self, request: Incoming) -> Answer:
        """Return the response alone, without the watch."""
        for route in self.routes:
            found = route.match(request.method, request.path)
            if found is not None:
                function = route.function
                asked = http_request(request, found)
                result = function.call(**{function.request_parameter: asked})
                if inspect.iscoroutine(result):
                    result = asyncio.run(result)
                answer = answers.from_result(result)
                answers.check(request.method, answer)
                return answer
        return Answer(404)

    def _wrong(self, request: Incoming, answer: Answer) -> Finding | None:
        """Return what is wrong with a response, whatever the request was."""
        path = request.path
        if answer.status not in EXPECTED:
            return Finding("status", str(answer.status))
        if answer.status in (502, 503) and not path.startswith(_FROM_PROVIDER):
            return Finding("status", f"{answer.status} without a provider")
        if path.lower().startswith("/me") and answer.status == 200 and self.genuine:
            sent = next((v for n, v in request.headers if n == "Cookie"), "")
            values = {part.strip().partition("=")[2].strip() for part in sent.split(";")}
            if not values & self.genuine:
                return Finding("forged", "a cookie that the app did not make was accepted")
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
    if not 0 < width * height <= _MAX_PIXELS:
        return Finding("PNG", f"{width}x{height}")
    return None


def where(error: BaseException) -> str:
    """Return an error with the last line of our code in its traceback."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if f.filename.startswith(str(ROOT)) and "/.venv/" not in f.filename]
    last = ours[-1] if ours else frames[-1]
    name = os.path.relpath(last.filename, ROOT)
    return f"{type(error).__name__} at {name}:{last.lineno} ({last.name}): {str(error)[:200]}"


def reset_peak() -> int:
    """Reset the peak of this process's memory to the present use and return it (Linux)."""
    with contextlib.suppress(OSError), open("/proc/self/clear_refs", "w") as file:
        file.write("5")
    return peak()


def peak() -> int:
    """Return the peak of this process's memory in bytes, 0 on systems other than Linux."""
    try:
        with open("/proc/self/status", "rb") as file:
            found = _status.search(file.read())
    except OSError:  # another system
        return 0
    return int(found[1]) * 1024 if found else 0


def call_again(app: App, request: Incoming) -> Outcome:
    """Return the outcome of a request, repeated if it was slow or large.

    The first request of its kind also loads code and fonts.
    """
    from charts.pictures.response import cache

    outcome = app.call(request)
    if outcome.finding and outcome.finding.what in ("slow", "memory"):
        cache.cache_clear()
        return app.call(request)
    return outcome


@contextlib.contextmanager
def signing_in() -> Iterator[None]:
    """Let the app use a provider in this process while the context lasts."""
    from auth import settings
    from devserver import sign_in

    with sign_in.provider(BASE_URL, 0, {"SESSION_KEYS": secrets.token_urlsafe(32)}) as provider:
        os.environ.update(provider.settings)
        settings.current.cache_clear()
        yield


def genuine_cookies() -> Sequence[tuple[str, str]]:
    """Return cookies made by the app: two users' sessions and two sign-ins in progress."""
    from auth import sessions, settings, user
    from auth import sign_in as flows

    current = settings.current()
    assert current is not None
    made = [
        sessions.set_cookie(current, user.User("a" * 40, name="Adele")),
        sessions.set_cookie(current, user.User("b" * 40, name="Bob", profile={"mail": "b@x.test"})),
    ]
    for _ in range(2):
        made += flows.start(current, "/profile", {}).set_cookies
    pairs = [header.partition(";")[0].partition("=") for header in made]
    return [(name, value) for name, _, value in pairs]
