"""Every route's answers against one table: status, headers that protect, caching, cookies."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from api import static
from charts.quickchart.endpoints import link
from devserver.answer import Answer
from devserver.request import Incoming
from tests.hostile import watch
from tests.test_start import MAY_USE

ROOT = Path(__file__).parents[2]
PAGE = (("Accept", "text/html"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"))
JSON = (("Content-Type", "application/json"),)
FORM = (("Content-Type", "application/x-www-form-urlencoded"),)
OWN = (("Origin", watch.BASE_URL),)
ME = "signed in"  # stands for the Cookie header of a session
BAR = "/charts/bar?xvalues=a&yvalues=1"
GOOGLE = "/chart?cht=lc&chs=99x99&chd=t:1"
QUICKCHART = "/chart?c=%7Btype:'bar',data:%7Bdatasets:[%7Bdata:[1,2]%7D]%7D%7D"
LINK = link.PATH + link.pack({"chart": "{type:'bar',data:{datasets:[{data:[1,2]}]}}"})
PACKED = "/c/" + link.pack_request(BAR)
PROBLEM = "application/problem+json"
STYLE = static.url("site.css")
CACHED = "public, max-age=86400, stale-while-revalidate=604800"
NO_STORE = "no-store"


class Row(NamedTuple):
    """One request, and what its answer has."""

    function: str
    method: str
    url: str
    sent: tuple[object, ...]
    body: bytes
    status: int
    kind: str
    group: str
    cookies: str = ""


TABLE = [
    Row("zz_site", "GET", "/", PAGE, b"", 200, "text/html", "checked"),
    Row("zz_site", "GET", "/", (ME, *PAGE), b"", 200, "text/html", "page"),
    Row("zz_site", "GET", "/nothing", PAGE, b"", 404, "text/html", "page"),
    Row("zz_site", "GET", "/nothing", (), b"", 404, PROBLEM, "problem"),
    Row("web_gallery", "GET", "/gallery", PAGE, b"", 200, "text/html", "checked"),
    Row("web_gallery", "GET", "/gallery", (ME, *PAGE), b"", 200, "text/html", "page"),
    Row("web_playground", "GET", "/playground", (ME, *PAGE), b"", 200, "text/html", "page"),
    Row("web_static", "GET", STYLE, (ME,), b"", 200, "text/css", "static"),
    Row("web_static", "GET", "/static/0/no.css", (), b"", 404, PROBLEM, "problem"),
    Row("openapi_docs", "GET", "/docs", (ME, *PAGE), b"", 200, "text/html", "page"),
    Row("openapi_json", "GET", "/openapi.json", (ME,), b"", 200, "application/json", "open"),
    Row("auth_login", "GET", "/login", PAGE, b"", 302, "text/plain", "page", "flow"),
    Row("auth_callback", "GET", "/getAToken?code=x", PAGE, b"", 400, "text/html", "page"),
    Row("auth_callback", "HEAD", "/getAToken", PAGE, b"", 204, "text/plain", "page"),
    Row("auth_logout_page", "GET", "/logout", PAGE, b"", 200, "text/html", "page"),
    Row("auth_logout", "POST", "/logout", (ME, *OWN), b"", 303, "text/plain", "page", "no session"),
    Row("auth_logout", "POST", "/logout", (ME,), b"", 403, "text/html", "page"),
    Row("auth_profile", "GET", "/profile", PAGE, b"", 302, "text/plain", "page"),
    Row("auth_profile", "GET", "/profile", (ME, *PAGE), b"", 200, "text/html", "page"),
    Row("auth_profile", "GET", "/profile", (), b"", 401, PROBLEM, "page"),
    Row("auth_me", "GET", "/me", (ME,), b"", 200, "application/json", "page"),
    Row("auth_me", "GET", "/me", (), b"", 401, PROBLEM, "page"),
    Row("charts_get", "GET", BAR, (), b"", 200, "image/png", "picture"),
    Row("charts_get", "GET", BAR, (ME,), b"", 200, "image/png", "picture"),
    Row("charts_get", "HEAD", BAR, (), b"", 200, "image/png", "picture"),
    Row("charts_get", "GET", f"{BAR}&format=svg", (), b"", 200, "image/svg+xml", "document"),
    Row("charts_get", "GET", f"{BAR}&format=pdf", (), b"", 200, "application/pdf", "picture"),
    Row("charts_get", "GET", BAR, (("If-None-Match", "*"),), b"", 304, "text/plain", "unchanged"),
    Row("charts_get", "GET", "/charts/bar?", (), b"", 422, PROBLEM, "problem"),
    Row("charts_get", "GET", "/charts/no", (), b"", 404, PROBLEM, "problem"),
    Row("charts_post", "POST", "/charts/bar", JSON, b'{"xvalues":["a"],"yvalues":[1]}', 200,
        "image/png", "picture"),
    Row("charts_post", "POST", "/charts/bar", JSON, b"{", 400, PROBLEM, "problem"),
    Row("charts_post", "POST", "/charts/bar", (), b"{}", 415, PROBLEM, "problem"),
    Row("chart_get", "GET", GOOGLE, (), b"", 200, "image/png", "picture"),
    Row("chart_get", "GET", f"{GOOGLE}&chof=gif", (), b"", 200, "image/gif", "picture"),
    Row("chart_get", "GET", f"{GOOGLE}&chof=svg", (), b"", 200,
        "image/svg+xml", "document"),
    Row("chart_get", "GET", f"{GOOGLE}&chof=json", (), b"", 200,
        "application/json", "script"),
    Row("chart_get", "GET", f"{GOOGLE}&chof=json&callback=f", (), b"", 200,
        "text/javascript", "script"),
    Row("chart_get", "GET", "/chart?cht=lc", (), b"", 400, PROBLEM,
        "problem"),
    Row("chart_get", "GET", "/chart?cht=lc", (("Accept", "image/*"),), b"", 400,
        "image/png", "refusal"),
    Row("chart_get", "GET", f"{GOOGLE}&chof=validate", PAGE, b"", 200, "text/html",
        "remarks"),
    Row("chart_post", "POST", "/chart", FORM, GOOGLE.partition("?")[2].encode(), 200,
        "image/png", "picture"),
    Row("gchart_get", "GET", "/gchart?cht=lc&chs=99x99&chd=t:1", (), b"", 200, "image/png",
        "picture"),
    Row("gchart_post", "POST", "/gchart", FORM, GOOGLE.partition("?")[2].encode(), 200,
        "image/png", "picture"),
    Row("chart_get", "GET", QUICKCHART, (), b"", 200, "image/png", "picture"),
    Row("chart_create_get", "GET", f"/chart/create?{QUICKCHART.partition('?')[2]}", (), b"", 200,
        "application/json", "problem"),
    Row("chart_create_post", "POST", "/chart/create", JSON, b'{"chart":{"type":"bar","data":{}}}',
        200, "application/json", "problem"),
    Row("chart_create_post", "POST", "/chart/create", JSON, b'{"chart":7}', 400, PROBLEM,
        "problem"),
    Row("chart_render", "GET", LINK, (), b"", 200, "image/png", "picture"),
    Row("chart_render", "GET", "/chart/render/1x", (), b"", 400, PROBLEM, "problem"),
    Row("qr", "GET", "/qr?text=a", (), b"", 200, "image/png", "picture"),
    Row("qr_file", "GET", "/qr.svg?text=a", (), b"", 200, "image/svg+xml", "document"),
    Row("chart_file", "GET", "/chart.png?cht=lc&chs=99x99&chd=t:1", (), b"", 200, "image/png",
        "picture"),
    Row("gchart_file", "GET", "/gchart.png?cht=lc&chs=99x99&chd=t:1", (), b"", 200, "image/png",
        "picture"),
    Row("barcode_file", "GET", "/barcode.png?type=code39&text=A", (), b"", 200, "image/png",
        "picture"),
    Row("graphviz_file", "GET", "/graphviz.svg?graph=graph%7Ba--b%7D", (), b"", 200,
        "image/svg+xml", "document"),
    Row("wordcloud_file", "GET", "/wordcloud.png?text=a", (), b"", 200, "image/png", "picture"),
    Row("qr", "POST", "/qr", JSON, b'{"text":"a","format":"svg"}', 200, "image/svg+xml",
        "document"),
    Row("qr", "GET", "/qr?text=a&format=base64", (), b"", 200, "text/plain", "script"),
    Row("qr", "GET", "/qr", (("Accept", "image/*"),), b"", 400, "image/png", "refusal"),
    Row("barcode", "GET", "/barcode?type=code128&text=a", (), b"", 200, "image/png", "picture"),
    Row("barcode", "GET", "/barcode?type=ean13&text=a", (), b"", 400, PROBLEM, "problem"),
    Row("graphviz", "GET", "/graphviz?graph=graph%7Ba--b%7D", (), b"", 200, "image/svg+xml",
        "document"),
    Row("wordcloud", "GET", "/wordcloud?text=a&format=png", (), b"", 200, "image/png", "picture"),
    Row("wordcloud", "POST", "/wordcloud", JSON, b'{"text":7}', 200, "image/svg+xml", "document"),
    Row("watermark", "GET", "/watermark?mainImageUrl=x", (), b"", 400, PROBLEM, "problem"),
    Row("chart_packed", "GET", PACKED, (), b"", 200, "image/png", "picture"),
    Row("chart_packed", "GET", "/c/1x", (), b"", 400, PROBLEM, "problem"),
    Row("llms_txt", "GET", "/llms.txt", (), b"", 200, "text/plain", "open"),
    Row("mcp_post", "POST", "/mcp", JSON, b'{"jsonrpc":"2.0","id":1,"method":"ping"}', 200,
        "application/json", "problem"),
    Row("mcp_post", "POST", "/mcp", JSON, b"{", 400, "application/json", "problem"),
    Row("mcp_no_stream", "GET", "/mcp", (), b"", 405, PROBLEM, "problem"),
    Row("healthz", "GET", "/healthz", (), b"", 200, "application/json", "problem"),
    Row("generate_name", "GET", "/generate_name", (), b"", 200, "application/json", "problem"),
    Row("generate_name", "GET", "/generate_name?x=1", (), b"", 422, PROBLEM,
        "problem"),
]  # fmt: skip

SNIFFED = {"x-content-type-options": "nosniff"}
EMBEDDABLE = {"cross-origin-resource-policy": "cross-origin"}
# What every page has, whoever sees it and whichever room makes it.
PAGES = {**SNIFFED, "x-frame-options": "DENY", "referrer-policy": "same-origin",
         "cross-origin-opener-policy": "same-origin",
         "cross-origin-resource-policy": "same-origin"}  # fmt: skip
GROUPS: dict[str, dict[str, str]] = {
    # What may be about someone: never stored, in nobody's frame.
    "page": {**PAGES, "cache-control": NO_STORE},
    # Of a visitor whom nothing is known of: their browser asks each time whether it is still right.
    "checked": {**PAGES, "cache-control": "private, no-cache", "vary": "Cookie, Accept-Encoding"},
    "remarks": {**PAGES, "cache-control": NO_STORE},
    # Nobody's, and under the hash of its content.
    "static": {**SNIFFED, "cache-control": "public, max-age=31536000, immutable",
               "vary": "Accept-Encoding"},
    "open": {**SNIFFED, "cache-control": "public, max-age=3600, stale-while-revalidate=86400",
             "vary": "Accept-Encoding", "access-control-allow-origin": "*", **EMBEDDABLE},
    # What other people's pages show.
    "picture": {**SNIFFED, "cache-control": CACHED, **EMBEDDABLE},
    # As a picture, but a browser opens it as a document: it runs nothing and loads nothing.
    "document": {**SNIFFED, "cache-control": CACHED, **EMBEDDABLE,
                 "content-security-policy":
                     "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox"},
    "script": {**SNIFFED, "cache-control": CACHED, **EMBEDDABLE},
    "unchanged": {"cache-control": CACHED},
    "problem": {**SNIFFED, "cache-control": NO_STORE},
    "refusal": {**SNIFFED, "cache-control": NO_STORE, "vary": "Accept, Sec-Fetch-Dest",
                **EMBEDDABLE},
}  # fmt: skip

# Functions whose answers scripts of every site may read.
PUBLIC = ("chart", "gchart", "qr", "barcode", "graphviz", "wordcloud", "watermark",
          "generate_name", "openapi_json", "llms_txt", "mcp_post")  # fmt: skip


@pytest.fixture(scope="module")
def app() -> Iterator[watch.App]:
    with pytest.MonkeyPatch.context() as patch:
        from auth import settings

        for name in (*settings.SETTINGS, "REQUESTS_CA_BUNDLE", "NO_PROXY", "no_proxy"):
            patch.setenv(name, os.environ.get(name, ""))  # as it is, to be put back at the end
        patch.chdir(ROOT)
        patch.syspath_prepend(str(ROOT))
        made = watch.App()
        with watch.signing_in():
            yield made
        settings.current.cache_clear()


@pytest.fixture(scope="module")
def session(app: watch.App) -> tuple[str, str]:
    return "Cookie", "=".join(watch.genuine_cookies()[0])


def _ask(app: watch.App, row: Row, session: tuple[str, str], host: str = "") -> Answer:
    sent = [("Host", host or watch.BASE_URL.partition("//")[2])]
    sent += [session if part == ME else part for part in row.sent]
    return app.response(Incoming(row.method, row.url, sent, row.body))


@pytest.mark.parametrize("row", TABLE, ids=lambda r: f"{r.method} {r.url} {r.status}")
def test_an_answer_has_what_the_table_says(
    row: Row, app: watch.App, session: tuple[str, str]
) -> None:
    answer = _ask(app, row, session)
    assert answer.status == row.status
    assert (answer.header("content-type") or "").partition(";")[0] == row.kind
    found = {name.lower(): value for name, value in answer.headers}
    for name, value in GROUPS[row.group].items():
        assert found.get(name) == value, name
    if row.group in ("page", "checked", "remarks"):
        policy = found["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert not re.search(r"script-src[^;]*('unsafe|http|\*)", policy)
    cookies = [value for name, value in answer.headers if name.lower() == "set-cookie"]
    if row.cookies:
        starts = ["cf_flow."]
        if row.cookies != "flow":
            starts = ["cf_last_sign_out=", "cf_session=;", "cf_signed_out="]
        for cookie, start in zip(cookies, starts, strict=True):
            assert cookie.startswith(start)
            assert {"httponly", "samesite=lax", "path=/"} <= set(cookie.lower().split("; "))
    else:
        assert cookies == []
    assert {"server", "x-powered-by", "access-control-allow-credentials"}.isdisjoint(found)
    shared = row.function.startswith(PUBLIC) and row.kind != "text/html"
    assert ("access-control-allow-origin" in found) == shared


@pytest.mark.parametrize(
    "row", [r for r in TABLE if ME in r.sent and r.group == "page" and r.status == 200],
    ids=lambda r: r.url,
)  # fmt: skip
def test_pages_about_someone_are_not_compressed(
    row: Row, app: watch.App, session: tuple[str, str]
) -> None:
    gzip = row._replace(sent=(*row.sent, ("Accept-Encoding", "gzip")))
    assert _ask(app, gzip, session).header("content-encoding") is None
    anonymous = gzip._replace(sent=tuple(part for part in gzip.sent if part != ME))
    if _ask(app, anonymous, session).status == 200:
        assert _ask(app, anonymous, session).header("content-encoding") == "gzip"


def test_the_table_has_every_function_of_the_app(app: watch.App) -> None:
    functions = [route.function for route in app.routes]
    ours = {f.name for f in functions if f.call.__module__.partition(".")[0] in MAY_USE}
    assert {row.function for row in TABLE} == ours
    for row in TABLE:
        path = row.url.partition("?")[0]
        first = next(r for r in app.routes if r.match(row.method, path) is not None)
        assert first.function.name == row.function


@pytest.mark.parametrize(
    "row", [r for r in TABLE if "public" in GROUPS[r.group]["cache-control"]], ids=lambda r: r.url
)
def test_what_is_cached_for_all_depends_on_the_url_alone(
    row: Row, app: watch.App, session: tuple[str, str]
) -> None:
    """Nothing else that a client sends changes a cached answer, so no cache can be poisoned."""
    from charts.pictures.response import cache

    usual = _ask(app, row, session)
    headers = (
        ("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "x"),
        ("X-Original-URL", "/login"), ("X-Rewrite-URL", "/login"),
        ("Forwarded", "host=evil.example"), ("Accept-Language", "ar"),
        ("Accept-Encoding", "gzip"), ("User-Agent", "<script>"),
        ("Origin", "https://evil.example"), ("X-HTTP-Method-Override", "POST"),
        ("Range", "bytes=0-1"),
        ("Accept", "text/html"), ("Sec-Fetch-Dest", "document"), session,
    )  # fmt: skip
    for header in headers:
        if header[0] in (usual.header("vary") or "").split(", "):
            continue  # a cache keeps one answer for each of its values
        host = ("Host", "localhost:7071") if header[0] != "Host" else header
        more = [header] if header[0] != "Host" else []
        sent = [host, *(part for part in row.sent if part != ME), *more]
        cache.cache_clear()
        found = app.response(Incoming(row.method, row.url, sent, row.body))
        assert (found.status, found.body) == (usual.status, usual.body), header
        assert _lasting(found) == _lasting(usual), header
        assert found.header("x-request-id") != "evil"


def _lasting(answer: Answer) -> list[tuple[str, str]]:
    """The headers but for the number of the request, which the app makes up for each."""
    return sorted(pair for pair in answer.headers if pair[0] != "X-Request-Id")
