"""Every route and every parameter against one table of values: never a server error."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from charts.google.read import query as google
from charts.native import kinds
from charts.quickchart.endpoints import barcodes, clouds, graph, qr
from devserver.request import Incoming
from tests.hostile import watch
from tests.hostile.test_hostile_requests import app

__all__ = ["app"]

# As they stand in a URL.
MARKUP = [
    "%3Cimg%20src=%22%22%3E", "%3Cimg%20src=%27%27%3E", "%3Cimg%20src=%3E", "%3Cimg%20src%3E",
    "%3Cimg%20src=%22/chart?%22%3E", "%3Cimg%20src=%22http://%5B%22%3E", "%3Cimg%3E", "<script>",
    "%3Csvg/onload=alert(1)%3E", "%3C!--", "%22%3E%3Cb%3E", "%26amp;", "%26%23xD800;", "{{7*7}}",
]  # fmt: skip
BLANK = ["", "%20", "+", "%09", "%0A", "%0D%0A", "%C2%A0", "%E3%80%80", "%E2%80%8B", "%EF%BB%BF"]
HUGE = [
    "a" * 7000,
    "9" * 5000,
    "," * 5000,
    "%7C" * 2000,
    "(" * 5000,
    "1e9999",
    "-1e308",
    "%F0%9F%98%80" * 500,
]
NO_TEXT = [
    "%ff",
    "%00",
    "%C0%AF",
    "%ED%A0%80",
    "%ED%BF%BF",
    "a%ffb",
    "%E2%80%AE",
    "%7F",
    "%zz",
    "%",
]
VALUES = [*MARKUP, *BLANK, *HUGE, *NO_TEXT]

PAGE = [("Accept", "text/html"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")]
STATE = "s" * 22
BAR = quote("{type:'bar',data:{labels:['A','B'],datasets:[{label:'x',data:[1,2]}]}}")
GOOGLE = "/chart?cht=lc&chs=99x99&chd=t:1,2"
PARAMETERS = {
    "/": ["a"],
    "/gallery": ["a"],
    "/login?a=b": ["next_url", "login_hint", "domain_hint", "prompt", "max_age", "a"],
    f"/getAToken?state={STATE}": ["code", "error", "iss", "session_state", "error_description"],
    "/getAToken?code=x": ["state"],
    "/logout?": ["provider", "next_url", "logout_hint"],
    "/profile?": ["a"],
    "/me?": ["a"],
    "/healthz?": ["a"],
    "/docs?": ["a"],
    "/openapi.json?": ["a"],
    "/generate_name?": ["starts_with", "a"],
    "/playground?": ["url", "kind", "a"],
    "/playground?kind=bar": list(kinds.parameters("bar")),
    GOOGLE: [*google.PARAMETERS, "a", "sig", "expires"],
    f"{GOOGLE}&chof=validate": ["chtt", "chl", "cht", "a"],
    "/chart?chst=d_map_pin_letter": ["chld"],
    "/chart?cht=gv": ["chl"],
    "/chart?cht=tx": ["chl"],
    "/chart?cht=qr&chs=99x99": ["chl", "choe", "chld"],
    "/gchart?cht=p&chs=99x99": ["chd", "chl"],
    "/chart?w=90&h=60": ["c", "chart"],
    f"/chart?c={BAR}": ["w", "h", "bkg", "devicePixelRatio", "v", "f", "encoding", "a"],
    "/chart/create?": ["c", "w", "a"],
    "/qr?text=a": list(qr.PARAMETERS),
    "/barcode?type=code128&text=a": list(barcodes.PARAMETERS),
    "/graphviz?graph=graph%7Ba--b%7D": list(graph.PARAMETERS),
    "/wordcloud?text=a": list(clouds.PARAMETERS),
    "/watermark?": ["mainImageUrl", "a"],
    **{
        f"/charts/{kind}?": [
            name
            for name in kinds.parameters(kind)
            if kind == next(k for k in kinds.KINDS if name in kinds.parameters(k))
        ]
        for kind in kinds.KINDS
    },
}
PATHS = [
    "/{}",
    "/charts/{}",
    "/chart/render/{}",
    "/c/{}",
    "/mcp?{}",
    "/llms.txt?{}",
    "/robots.txt?{}",
    "/favicon.ico?{}",
    "/.well-known/security.txt?{}",
    "/security?{}",
    "/licence?{}",
    "/static/{}/site.css",
    "/static/0/{}",
    "/docs/{}",
    "/login/{}",
    *(f"/{name}.{{}}" for name in ("chart", "gchart", "qr", "barcode", "graphviz", "wordcloud")),
]


def _requests() -> Iterator[tuple[str, str]]:
    for target, names in PARAMETERS.items():
        for name in names:
            yield f"{target}{'&' if '?' in target else '?'}{name}=", f"{target} {name}"
            if target.endswith("?"):
                yield f"{target}", f"{target} name"  # the value is the name of a parameter
    yield from ((path, path) for path in PATHS)


REQUESTS = dict(_requests())


def test_the_table_has_every_route(app: watch.App) -> None:
    tried = [*PARAMETERS, *(path.format("x") for path in PATHS)]
    for route in app.routes:
        paths = [target.partition("?")[0] for target in tried]
        matches = [route.match(method, path) for method in ("GET", "POST") for path in paths]
        assert any(match is not None for match in matches), route


@pytest.mark.parametrize("target", REQUESTS, ids=REQUESTS.get)
def test_no_value_of_any_parameter_is_a_server_error(target: str, app: watch.App) -> None:
    for value in VALUES:
        url = target.replace("{}", value) if "{}" in target else target + value
        for headers in (PAGE, []):
            answer = app.response(Incoming("GET", url[:8000], headers, b""))
            assert answer.status < 500, url[:200]
            if answer.status >= 400:
                assert answer.body, url[:200]


@pytest.mark.parametrize("tag", MARKUP[:5])
def test_a_tag_without_a_url_is_refused_in_words(tag: str, app: watch.App) -> None:
    answer = app.response(Incoming("GET", f"/playground?url={tag}", PAGE, b""))
    if "src=%22/chart" in tag:
        assert answer.status == 200
        return
    assert answer.status in (200, 400)
    assert (b"The src of this tag is empty" in answer.body) == (answer.status == 400)
    assert b'id="paste-error"' in answer.body


@pytest.mark.parametrize(
    "markup",
    ["%3Cb%3Ehello%3C/b%3E", "%3Cp%3E", "%3Csvg%20onload=x%3E", "%20%3C!--", "%3Cscript", "%3C"],
)
def test_markup_without_a_url_gets_the_form_and_words(markup: str, app: watch.App) -> None:
    answer = app.response(Incoming("GET", f"/playground?url={markup}", PAGE, b""))
    assert answer.status == 200
    assert b"This is markup without the URL of a chart" in answer.body
