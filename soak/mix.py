"""The mix of requests: the share of each kind, and how its response is checked."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from bench.inputs import charts
from charts.native.query import url
from names.folding import fold
from tests.hostile import cases
from tests.hostile.seeds import Seeds, seeds

from . import reference
from .client import Reply

_BROWSER = [("User-Agent", "soak"), ("Accept", reference.ACCEPT)]
_SAMPLED = 150  # charts of each kind, besides the expected pictures
_PROVIDER_FAILED = ("error=server_error", "error=temporarily_unavailable")


@dataclass(frozen=True)
class Request:
    """A request, and a function that returns the problem of a response to it, "" if none."""

    kind: str
    method: str
    target: str
    headers: Sequence[tuple[str, str]]
    body: bytes
    problem: Callable[[Reply], str]


@dataclass(frozen=True)
class Material:
    """What requests are made from: digests of pictures by URL, these URLs, and hostile material."""

    digests: dict[str, str]
    sampled: tuple[str, ...]
    hostile: cases.Material


def material(cookies: Sequence[tuple[str, str]]) -> Material:
    """Draw the sample in another process; ``cookies`` are genuine ones, to be mutated."""
    queries: Seeds = seeds()
    urls = [f"/charts/{kind}?{text}" for kind, text in queries.native]
    urls += [f"/chart?{text}" for text in queries.google if "validate" not in text]
    for kind in ("bar", "pie"):
        made = charts(kind, seed=7)
        urls += [url(kind, next(made)) for _ in range(_SAMPLED)]
    rng = random.Random(7)
    urls += [_google(rng) for _ in range(_SAMPLED)]
    digests = reference.digests(urls)
    return Material(digests, tuple(digests), cases.Material(queries, tuple(cookies)))


def _google(rng: random.Random) -> str:
    kind = rng.choice(("lc", "bvg", "bhs", "p", "s", "r"))
    numbers = ",".join(str(rng.randint(0, 100)) for _ in range(12))
    return f"/chart?cht={kind}&chs=300x200&chd=t:{numbers}&chtt={quote(str(rng.random()))}&chxt=x,y"


def _status(*expected: int) -> Callable[[Reply], str]:
    def problem(reply: Reply) -> str:
        return "" if reply.status in expected else f"status {reply.status}"

    return problem


def _new_native(rng: random.Random, _: Material) -> Request:
    kind = rng.choice(("bar", "pie"))
    target = url(kind, next(charts(kind, seed=rng.randrange(2**40))))
    if rng.random() < 0.05:
        target += "&format=svg"
    return Request("native chart", "GET", target, _BROWSER, b"", _picture)


def _new_google(rng: random.Random, _: Material) -> Request:
    return Request("Google chart", "GET", _google(rng), _BROWSER, b"", _picture)


def _picture(reply: Reply) -> str:
    kind = reply.header("content-type")
    if reply.status != 200 or not kind.startswith("image/"):
        return f"status {reply.status}, {kind}"
    return "" if int(reply.header("content-length")) == len(reply.body) else "length"


def _posted(rng: random.Random, _: Material) -> Request:
    kind = rng.choice(("bar", "pie"))
    body = json.dumps(next(charts(kind, seed=rng.randrange(2**40)))).encode()
    headers = [*_BROWSER, ("Content-Type", "application/json")]
    return Request("JSON chart", "POST", f"/charts/{kind}", headers, body, _picture)


def _sample(rng: random.Random, known: Material) -> Request:
    """Return a request for a picture that another process has drawn, which must have its bytes."""
    url = rng.choice(known.sampled)

    def problem(reply: Reply) -> str:
        if reply.status != 200:
            return f"status {reply.status}"
        same = reference.digest(reply.body) == known.digests[url]
        return "" if same else "other bytes than the reference"

    return Request("compared picture", "GET", url, _BROWSER, b"", problem)


def _unchanged(rng: random.Random, known: Material) -> Request:
    """Return a conditional request for a picture that the client has."""
    url = rng.choice(known.sampled)
    return Request("304", "GET", url, [*_BROWSER, ("If-None-Match", "*")], b"", _status(304))


def _page(rng: random.Random, _: Material) -> Request:
    target = rng.choice(("/", "/", "/logout", "/chart?cht=lc&chs=90x90&chd=t:1,2&chof=validate"))
    return Request("page", "GET", target, [("Accept", "text/html")], b"", _status(200))


def _name(rng: random.Random, _: Material) -> Request:
    start = rng.choice("abcdefghijklm")

    def problem(reply: Reply) -> str:
        if reply.status != 200:
            return f"status {reply.status}"
        return "" if fold(json.loads(reply.body)["name"]).startswith(start) else "wrong letter"

    return Request("name", "GET", f"/generate_name?starts_with={start}", [], b"", problem)


def _hostile(rng: random.Random, known: Material) -> Request:
    case = cases.case(rng.randrange(2**40), known.hostile)
    request = case.request

    def problem(reply: Reply) -> str:
        expected = 200 <= reply.status < 500
        failed = request.target.startswith("/getAToken") and any(
            text in request.target for text in _PROVIDER_FAILED
        )
        return (
            "" if expected or (failed and reply.status in (502, 503)) else f"status {reply.status}"
        )

    return Request(
        "hostile", request.method, request.target, request.headers, request.body, problem
    )


MIX: Final[dict[Callable[[random.Random, Material], Request], int]] = {
    _new_native: 22,
    _new_google: 20,
    _posted: 4,
    _sample: 14,
    _unchanged: 8,
    _page: 6,
    _name: 6,
    _hostile: 20,
}
"""How often each is sent, of a hundred; sign-ins are additional."""


def request(rng: random.Random, known: Material) -> Request:
    """Return a random request of the mix."""
    (make,) = rng.choices(list(MIX), list(MIX.values()))
    return make(rng, known)
