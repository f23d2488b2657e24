"""Fresh processes: to the first picture, and to the first response of each function.

Measured from outside, from the start of the interpreter to the end of the process. Bytecode exists,
as in the deployed package; the files are in the page cache after the first round.
"""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from bench import inputs
from bench.figures import Measure, Row

ROOT = Path(__file__).parents[1]
OURS = ("api", "auth", "bench", "charts", "names", "web")

_OURS = "from charts.native import query, render; out = render.render(query.chart(kind, chart))"
_BASELINE = "from bench import baseline; out = baseline.draw(kind, chart)"
_GOOGLE = """
from api.query import pairs
from charts.google import render
from charts.google.read import query
out = render.render(query.read(pairs(chart[0])).chart)
"""
_GOOGLE_BASELINE = "from bench import baseline; out = baseline.draw(kind, chart[1])"
_PICTURE = """
kind, chart = {kind!r}, {chart!r}
{draw}
assert out[:4] == b"\\x89PNG"
"""
# What the worker does, without the protocol of the host: load the app, handle one request.
_ANSWER = """
import azure.functions as func
import function_app
name, method, url, route, status = {chart!r}
for function in function_app.app.get_functions():
    if function.get_function_name() == name:
        request = func.HttpRequest(method=method, url=url, body=b"", route_params=route)
        answer = function.get_user_function()(request)
        assert answer.status_code == status, answer.get_body()
        break
else:
    raise LookupError(name)
"""
_MAP = "http://x/chart?cht=map&chs=300x200&chld=FR|DE&chd=t:1,90"
_LINES = "http://x/chart?cht=lc&chs=300x200&chd=t:1,40,20&chtt=Title"
_BAR = "xvalues=C,Java,Python&yvalues=10,15,30&title=Courses"
# Function, method, URL, route parameters, status without settings.
FUNCTIONS: Mapping[str, tuple[str, str, str, dict[str, str], int]] = {
    "/generate_name": ("generate_name", "GET", "http://x/generate_name?starts_with=m", {}, 200),
    "/charts/bar": ("charts_get", "GET", f"http://x/charts/bar?{_BAR}", {"kind": "bar"}, 200),
    "/charts/bar, SVG": (
        "charts_get", "GET", f"http://x/charts/bar?{_BAR}&format=svg", {"kind": "bar"}, 200,
    ),
    "/charts/bar, PDF": (
        "charts_get", "GET", f"http://x/charts/bar?{_BAR}&format=pdf", {"kind": "bar"}, 200,
    ),
    "/charts/bar, wrong": ("charts_get", "GET", "http://x/charts/bar", {"kind": "bar"}, 422),
    "/chart, lines": (
        "chart_get", "GET", _LINES, {}, 200,
    ),
    "/chart, map": (
        "chart_get", "GET", _MAP, {}, 200,
    ),
    "/chart, formula": (
        "chart_get", "GET", "http://x/chart?cht=tx&chl=x%5E2", {}, 200,
    ),
    "/chart, QR code": (
        "chart_get", "GET", "http://x/chart?cht=qr&chs=200x200&chl=hello", {}, 200,
    ),
    "/chart, graph": (
        "chart_get", "GET", "http://x/chart?cht=gv&chl=digraph%7Ba-%3Eb%7D", {}, 200,
    ),
    "/": ("zz_site", "GET", "http://x/", {"path": ""}, 200),
    "/me": ("auth_me", "GET", "http://x/me", {}, 503),
}  # fmt: skip


def _scripts() -> Iterator[tuple[str, str, str | None]]:
    """Yield name, our script, and the baseline."""
    for kind in ("bar", "pie"):
        chart = next(inputs.charts(kind))
        ours, other = (_PICTURE.format(kind=kind, chart=chart, draw=d) for d in (_OURS, _BASELINE))
        yield f"{kind} 500x300, to the first PNG", ours, other
    for kind in ("lc",):
        pair = next(inputs.google(kind))
        ours, other = (
            _PICTURE.format(kind=kind, chart=pair, draw=d) for d in (_GOOGLE, _GOOGLE_BASELINE)
        )
        yield f"{kind} 300x200 of a Google URL, to the first PNG", ours, other
    for name, call in FUNCTIONS.items():
        yield f"{name}, to the first response", _ANSWER.format(chart=call), "import azure.functions"


def _run(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, env=_ENVIRONMENT)
    return (time.perf_counter() - start) * 1000


# Without the settings of sign-in, which this machine may have.
_ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in ("CLIENT_ID", "AUTHORITY", "OIDC_AUTHORITY", "URL_SIGNING_KEYS")
}


def rows(share: float = 1.0) -> Iterator[Row]:
    """Yield all rows; the baseline of functions is a bare ``import azure.functions``."""
    for room in OURS:
        compileall.compile_dir(ROOT / room, quiet=1)
    compileall.compile_file(ROOT / "function_app.py", quiet=1)
    rounds = max(4, round(20 * share))
    for name, ours, other in _scripts():
        spent: list[list[float]] = [[], []]
        for number in range(rounds + 1):
            for code, into in zip((ours, other), spent, strict=True):
                if code is not None:
                    took = _run(code)
                    if number:  # the first one reads the files from the disk
                        into.append(took)
        yield Row("cold", name, "ms", Measure.of(spent[0]), Measure.of(spent[1]))


def loaded() -> tuple[int, int]:
    """Return how many modules and files a fresh process loads and opens for its first bar chart."""
    chart = next(islice(inputs.charts("bar"), 1))
    code = _PICTURE.format(kind="bar", chart=chart, draw=_OURS)
    counted = f"""
import sys
opened = []
sys.addaudithook(lambda event, given: opened.append(given[0]) if event == "open" else None)
{code}
print(len(sys.modules), len([o for o in opened if isinstance(o, str)]))
"""
    done = subprocess.run(
        [sys.executable, "-c", counted], cwd=ROOT, check=True, capture_output=True, text=True
    )
    modules, files = map(int, done.stdout.split())
    return modules, files
