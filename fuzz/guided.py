"""The parsers alone, guided by coverage: atheris (libFuzzer) keeps what reaches new code.

An input is the text that a client sends. Of what a parser accepts, a part is drawn as well.
"""

from __future__ import annotations

import contextlib
import os
import random
import secrets
import sys
import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from devserver.request import Incoming

from . import limits
from .cases import HEADERS, Case, bent
from .mutation import mutated
from .seeds import Seeds, seeds
from .tally import Tally
from .target import Finding, _peak, _renew_peak, _where
from .whole import write

_DRAWN = {"native query": 3, "Google query": 20}
"""One in so many; a native query is seldom accepted once it is changed."""
_LONGEST = 8192
_KINDS = ("bar", "line", "pie", "scatter")

Try = Callable[[str], bool]
"""Reads one text; whether it was accepted. Raises what a parser must not raise."""


class ForgedError(Exception):
    """A cookie that the app did not make was taken."""


def run(parser: str, state: Path, wanted: int, urls: Sequence[str]) -> None:
    """Go on until the tally stands at ``wanted``; ends the process, as libFuzzer does."""
    import atheris

    with atheris.instrument_imports(include=["api", "auth", "charts"]):
        import api.query  # noqa: F401
        import auth.sign_in
        import auth.user  # noqa: F401
        import charts.google.read.chem
        import charts.google.read.codes
        import charts.google.read.formula
        import charts.google.read.graphs
        import charts.google.read.icons
        import charts.google.read.maps
        import charts.google.read.query
        import charts.native.query  # noqa: F401

    material = seeds(urls)
    read, draw, starts = PARSERS[parser](material)
    tally = Tally(state / "tally")
    corpus = state / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, text in enumerate(starts):
        (corpus / f"seed-{number:04}").write_text(text)
    found: set[str] = set()
    others = [text.partition("\n")[0].partition("?")[2] or text for text in starts]

    def one(data: bytes) -> None:
        text = data[:_LONGEST].decode("ascii", "replace").replace("\ufffd", "%FF")
        base, started = _renew_peak(), time.process_time()
        finding, accepted, drawn = None, False, False
        try:
            accepted = read(text)
            if accepted and parser in _DRAWN and zlib.crc32(data) % _DRAWN[parser] == 0:
                drawn = draw(text)
        except ForgedError as error:
            finding = Finding("forged", str(error))
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            finding = Finding("500", _where(error))
        seconds, rise = time.process_time() - started, _peak() - base
        if finding is None and tally.cases > 100 and seconds > limits.SECONDS:
            finding = Finding("slow", f"{seconds:.2f} s, instrumented")
        if finding is None and rise > limits.BYTES:
            finding = Finding("memory", f"{rise / 2**20:.0f} MiB")
        if finding and finding.detail not in found:  # one of a sort is enough
            found.add(finding.detail)
            write(state, parser, finding, Case(parser, _as_request(parser, text)))
        tally.add(
            accepted=accepted, drawn=drawn, finding=finding is not None, seconds=seconds, rise=rise
        )

    def change(data: bytes, most: int, seed: int) -> bytes:
        """Mostly by parameters and values, else by bytes."""
        rng = random.Random(seed)
        if rng.random() < 0.2:
            return bytes(atheris.Mutate(data, most))
        text = data.decode("ascii", "replace").replace("\ufffd", "%FF")
        if parser == "sign-in":
            query, _, cookie = text.partition("\n")
            if rng.random() < 0.5:
                name, _, value = cookie.rpartition("=")
                cookie = f"{name}={bent(rng, value)}"
            else:
                query = mutated(rng, query, others)
            return f"{query}\n{cookie}".encode()[:most]
        kind, mark, query = text.partition("?") if parser == "native query" else ("", "", text)
        return f"{kind}{mark}{mutated(rng, query, others)}".encode()[:most]

    arguments = [
        sys.argv[0],
        f"-runs={wanted - tally.cases}",
        f"-seed={1 + tally.cases}",
        f"-max_len={_LONGEST}",
        f"-timeout={limits.HANGS:.0f}",
        "-rss_limit_mb=4096",
        "-mutate_depth=1",
        "-reload=0",
        "-print_final_stats=1",
        f"-artifact_prefix={state}{os.sep}",
        str(corpus),
    ]
    atheris.Setup(arguments, one, custom_mutator=change)
    atheris.Fuzz()


def _as_request(parser: str, text: str) -> Incoming:
    if parser == "native query":
        kind, _, query = text.partition("?")
        return Incoming("GET", f"/charts/{kind}?{query}", HEADERS, b"")
    if parser == "Google query":
        return Incoming("GET", f"/chart?{text}", HEADERS, b"")
    query, _, cookie = text.partition("\n")
    return Incoming("GET", f"/getAToken?{query}", [*HEADERS, ("Cookie", cookie)], b"")


def _native(material: Seeds) -> tuple[Try, Try, list[str]]:
    from api.query import pairs
    from charts.diagnostics import ChartError
    from charts.native import query

    def chart(text: str) -> Any:
        kind, _, rest = text.partition("?")
        return query.chart(kind if kind in _KINDS else "bar", pairs(f"http://x/?{rest}"))

    def read(text: str) -> bool:
        try:
            chart(text)
        except ChartError:
            return False
        return True

    def draw(text: str) -> bool:
        from charts.native import render

        return bool(render.render(chart(text)))

    return read, draw, [f"{kind}?{query_}" for kind, query_ in material.native]


def _google(material: Seeds) -> tuple[Try, Try, list[str]]:
    from api.query import pairs
    from charts.diagnostics import ChartError, Diagnostics
    from charts.google.read import query

    def chart(text: str) -> Any:
        return query.chart(pairs(f"http://x/?{text}"), Diagnostics()).chart

    def read(text: str) -> bool:
        try:
            chart(text)
        except ChartError:
            return False
        return True

    def draw(text: str) -> bool:
        from charts.google import render

        return bool(render.render(chart(text)))

    return read, draw, list(material.google)


def _sign_in(_: Seeds) -> tuple[Try, Try, list[str]]:
    """A callback's query, a new line, a Cookie header: the flow, the session, where to go next."""
    from api.query import pairs
    from auth import cookies, next_url, provider, settings, sign_in, user

    def nobody(url: str, timeout: float = 0, bearer: str = "") -> NoReturn:
        raise provider.ProviderError("there is none")

    provider.get_json = nobody

    current = settings.read(
        {
            "CLIENT_ID": "app",
            "CLIENT_SECRET": "unused",
            "OIDC_AUTHORITY": "https://localhost:1/nobody",
            "BASE_URL": "http://localhost:7071",
            "SESSION_KEYS": ",".join(secrets.token_urlsafe(32) for _ in range(2)),
        }
    )
    assert current is not None
    session = user.set_cookie(current, user.User("a" * 40, name="Adele")).partition(";")[0]
    state = "abcdefghijklmnopqrst"
    payload = {"t": int(time.time()), "s": state, "v": "v" * 43, "n": "n" * 16, "r": "/profile"}
    flow_name = sign_in.flow_cookie(current, state)
    flow = f"{flow_name}={cookies.sign(current, 'flow', payload)}"
    genuine = session.partition("=")[2]

    def read(text: str) -> bool:
        query, _, cookie = text.partition("\n")
        sent = cookies.sent(cookie)
        found = user.session(current, sent)
        if found is not None and sent.get(user.cookie_name(current)) != genuine:
            raise ForgedError("session")
        given = pairs(f"http://x/?{query}")
        for value in (value for _, value in given):
            checked = next_url.checked(value)
            if not checked.startswith("/") or checked.startswith(("//", "/\\")):
                raise ForgedError(f"next_url {checked}")
        sign_in.flow_cookies(current, sent)
        with contextlib.suppress(sign_in.SignInError):
            sign_in.finish(current, given, sent)
        return found is not None

    def draw(_: str) -> bool:
        raise NotImplementedError  # there is nothing to draw

    starts = [
        f"state={state}&code=abc&session_state=x\n{flow}",
        f"state={state}&error=access_denied&error_description=no\n{flow}",
        f"state={state}&code=abc&iss=https://localhost:1/nobody\n{flow}; {session}",
        f"next_url=/charts/bar%3Ftitle=%C3%A9%23top\n{session}; theme=dark",
        f"next_url=//example.org\n{session}; {session}",
    ]
    return read, draw, starts


PARSERS: dict[str, Callable[[Seeds], tuple[Try, Try, list[str]]]] = {
    "native query": _native,
    "Google query": _google,
    "sign-in": _sign_in,
}
