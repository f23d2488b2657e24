"""The parsers under atheris, Python's libFuzzer, which mutates the inputs that reach new code.

An input is a text that a client sends. Part of what a parser accepts is drawn as well.
"""

from __future__ import annotations

import os
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, NoReturn
from urllib.parse import quote

from tests.hostile import watch
from tests.hostile.cases import COLOURS, FORMATS, NUMBERS, TEXTS
from tests.hostile.seeds import Seeds, seeds

_MAX_BYTES = 8192
_HANGS = 30  # seconds after which libFuzzer ends an input
_WARM_UP = 100  # inputs, which load code and fonts


class Finding(Exception):
    """Raised if an input is too slow or too large, or a value is accepted that must not be."""


class Parser(NamedTuple):
    """What is fuzzed: it raises nothing but its own errors, which ``read`` handles."""

    path: str
    """What precedes an input in a request."""
    names: Sequence[str]
    """Parameters, for libFuzzer's dictionary."""
    starts: Sequence[str]
    read: Callable[[str], bool]
    """Reads an input; whether it was accepted."""
    draw: Callable[[str], object] | None = None
    every: int = 1
    """One in so many accepted inputs is drawn."""


def run(name: str, folder: Path, cases: int, urls: Sequence[str]) -> NoReturn:
    """Fuzz one parser with so many inputs; ends the process, with status 0 if nothing was found.

    ``folder`` receives the corpus, which the next run starts from, and the input of a finding.
    """
    import atheris

    with atheris.instrument_imports(include=["api", "auth", "charts"]):
        import api.query  # noqa: F401
        import auth.sessions
        import auth.sign_in
        import auth.user  # noqa: F401
        import charts.google.read.codes
        import charts.google.read.formula
        import charts.google.read.graphs
        import charts.google.read.icon_markers
        import charts.google.read.icons
        import charts.google.read.maps
        import charts.google.read.query
        import charts.native.query
        import charts.quickchart.read.request  # noqa: F401

    parser = PARSERS[name](seeds(urls))
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(parser.starts):
        (corpus / f"seed-{number:04}").write_text(text)
    dictionary = folder / "dictionary"
    words = [*parser.names, *NUMBERS, *TEXTS, *COLOURS, *FORMATS]
    dictionary.write_text("".join(map(_entry, dict.fromkeys(filter(None, words)))))
    counts = Counter[str]()
    slowest = 0.0

    def one(data: bytes) -> None:
        nonlocal slowest
        text = data[:_MAX_BYTES].decode("ascii", "replace").replace("\ufffd", "%FF")
        counts["inputs"] += 1
        base, started = watch.reset_peak(), time.process_time()
        try:
            if parser.read(text):
                counts["accepted"] += 1
                if parser.draw and zlib.crc32(data) % parser.every == 0:
                    counts["drawn"] += 1
                    parser.draw(text)
            seconds, rise = time.process_time() - started, watch.peak() - base
            slowest = max(slowest, seconds)
            if counts["inputs"] > _WARM_UP and seconds > watch.SECONDS:
                raise Finding(f"{seconds:.2f} s, instrumented")
            if rise > watch.BYTES:
                raise Finding(f"{rise / 2**20:.0f} MiB")
        except Exception as error:
            print(f"FOUND: {parser.path}{text}\n{watch.where(error)}", flush=True)
            raise
        if counts["inputs"] == cases:  # libFuzzer ends the process without Python's exit handlers
            said = ", ".join(f"{count:,} {what}" for what, count in counts.items())
            print(f"{name}: {said}, slowest {slowest * 1000:.0f} ms", flush=True)

    arguments = [
        sys.argv[0], f"-runs={cases}", "-seed=1", f"-max_len={_MAX_BYTES}", f"-timeout={_HANGS}",
        "-rss_limit_mb=4096", f"-dict={dictionary}", f"-artifact_prefix={folder}{os.sep}",
        "-verbosity=0", str(corpus),
    ]  # fmt: skip
    atheris.Setup(arguments, one)
    atheris.Fuzz()
    raise AssertionError("atheris ends the process")


def _entry(word: str) -> str:
    """Return a line of a libFuzzer dictionary."""
    return '"' + "".join(f"\\x{byte:02X}" for byte in word.encode()) + '"\n'


def _native(material: Seeds) -> Parser:
    from api.query import pairs
    from charts.diagnostics import ChartError
    from charts.native import kinds, query

    def chart(text: str) -> Any:
        kind, _, rest = text.partition("?")
        kind = kind if kind in kinds.KINDS else "bar"
        return query.chart(kind, query.joined(kind, pairs(f"http://x/?{rest}")))

    def read(text: str) -> bool:
        try:
            chart(text)
        except ChartError:
            return False
        return True

    def draw(text: str) -> object:
        from charts.native import render

        return render.render(chart(text))

    starts = [f"{kind}?{rest}" for kind, rest in material.native]
    names = [f"&{name}=" for kind in kinds.KINDS for name in (*kinds.parameters(kind), "csv")]
    return Parser("/charts/", names, starts, read, draw, every=3)


def _google(material: Seeds) -> Parser:
    from api.query import pairs
    from charts.diagnostics import ChartError
    from charts.google.read import query

    def chart(text: str) -> Any:
        return query.read(pairs(f"http://x/?{text}")).chart

    def read(text: str) -> bool:
        return chart(text) is not None

    def draw(text: str) -> object:
        from charts.google import render
        from charts.google.measure import measure

        try:
            measured = measure(chart(text)).chart
        except ChartError:  # a formula without anything to draw
            return None
        return render.render(measured)

    names = [f"&{name}=" for name in query.PARAMETERS]
    return Parser("/chart?", names, material.google, read, draw, every=20)


def _quickchart(_: Seeds) -> Parser:
    from api.query import pairs
    from charts.diagnostics import ChartError
    from charts.quickchart.read import names, request
    from tests.quickchart_pictures import CONFIGS

    def chart(text: str) -> Any:
        return request.read(dict(reversed(pairs(f"http://x/?{text}")))).chart

    def read(text: str) -> bool:
        return chart(text) is not None

    def draw(text: str) -> object:
        from charts.quickchart import render

        with suppress(ChartError):  # too much to draw
            return render.render(chart(text))
        return None

    starts = [
        f"c={quote(config, safe=_LITERAL)}&w=200&h=100&devicePixelRatio=1"
        for config in CONFIGS.values()
    ]
    words = [f"{name}:" for name in sorted(names.KNOWN)]
    return Parser("/chart?", [*words, *_CODE], starts, read, draw, every=20)


_LITERAL = "{}[]():',.<>=/*!?$`|^~@\\ \""
_CODE = (
    "(v)=>", "function(v){return v}", "new Date('2024-01-05')", "Math.PI", "undefined", "${", "/*",
    "getGradientFillHelper('vertical',['red','blue'])", "pattern.draw('dot','red')", "__proto__:",
)  # fmt: skip


def _sign_in(_: Seeds) -> Parser:
    """Return what reads a callback's query, a new line, and a Cookie header."""
    from api.query import pairs
    from auth import cookies, errors, next_url, provider, sessions, settings, sign_in, user

    def unreachable(url: str, deadline: float | None = None, bearer: str = "") -> NoReturn:
        raise errors.ProviderError("unreachable")

    provider.get_json = unreachable

    current = settings.read(
        {
            "CLIENT_ID": "app",
            "CLIENT_SECRET": "unused",
            "OIDC_AUTHORITY": "https://localhost:1/nobody",
            "BASE_URL": watch.BASE_URL,
            "SESSION_KEYS": sha256(b"fuzz").hexdigest(),  # the same in every run, for the corpus
        }
    )
    assert current is not None
    session = sessions.set_cookie(current, user.User("a" * 40, name="Adele")).partition(";")[0]
    state = "abcdefghijklmnopqrst"
    payload = {"t": int(time.time()), "s": state, "v": "v" * 43, "n": "n" * 16, "r": "/profile"}
    flow_name = sign_in.flow_cookie(current, state)
    flow = f"{flow_name}={cookies.seal(current, 'flow', payload)}"
    genuine = session.partition("=")[2]

    def read(text: str) -> bool:
        query, _, cookie = text.partition("\n")
        sent = cookies.parse(cookie)
        visitor = sessions.read(current, sent)
        if visitor is not None and sent.get(sessions.cookie_name(current)) != genuine:
            raise Finding("a session that the app did not make was accepted")
        values = pairs(f"http://x/?{query}")
        for _name, value in values:
            target = next_url.checked(value)
            if not target.startswith("/") or target.startswith(("//", "/\\")):
                raise Finding(f"next_url {target}")
        sign_in.flow_cookies(current, sent)
        with suppress(errors.SignInError):
            sign_in.finish(current, values, sent)
        return visitor is not None

    starts = [
        f"state={state}&code=abc&session_state=x\n{flow}",
        f"state={state}&error=access_denied&error_description=no\n{flow}",
        f"state={state}&code=abc&iss=https://localhost:1/nobody\n{flow}; {session}",
        f"next_url=/charts/bar%3Ftitle=%C3%A9%23top\n{session}; theme=dark",
        f"next_url=//example.org\n{session}; {session}",
    ]
    names = ["&state=", "&code=", "&iss=", "&error=", "&next_url=", "; ", flow_name, "."]
    return Parser("/getAToken?", names, starts, read)


PARSERS: dict[str, Callable[[Seeds], Parser]] = {
    "native": _native,
    "google": _google,
    "quickchart": _quickchart,
    "sign-in": _sign_in,
}
