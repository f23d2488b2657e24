"""Every function of the app on Microsoft's runtime: how it is declared, what it answers."""

from __future__ import annotations

import io
import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

pytest.importorskip("azure_functions_runtime", reason="Microsoft's runtime is for Python 3.13")

from charts.quickchart.endpoints import link
from devserver.answer import Answer
from devserver.host import Host
from devserver.request import Incoming
from tests.runtime.conftest import ROOT, Recorded

READ = ["GET", "HEAD"]
OPEN = [*READ, "OPTIONS"]  # scripts of other sites ask before they read
SEND = ["OPTIONS", "POST"]
EVERY = [*OPEN, "POST"]
# In the order in which the host tries them; anybody may call all of them.
FUNCTIONS = [
    ("auth_callback", "getAToken", READ),
    ("auth_login", "login", READ),
    ("auth_logout", "logout", ["POST"]),
    ("auth_logout_page", "logout", READ),
    ("auth_me", "me", READ),
    ("auth_profile", "profile", READ),
    ("barcode", "barcode", EVERY),
    ("barcode_file", "barcode.{extension}", EVERY),
    ("charts_get", "charts/{kind}", READ),
    ("charts_post", "charts/{kind}", SEND),
    ("chart_create_get", "chart/create", READ),
    ("chart_create_post", "chart/create", SEND),
    ("chart_file", "chart.{extension}", EVERY),
    ("chart_get", "chart", READ),
    ("chart_packed", "c/{payload}", OPEN),
    ("chart_post", "chart", SEND),
    ("chart_render", "chart/render/{payload}", OPEN),
    ("gchart_file", "gchart.{extension}", EVERY),
    ("gchart_get", "gchart", READ),
    ("gchart_post", "gchart", SEND),
    ("generate_name", "generate_name", OPEN),
    ("graphviz", "graphviz", EVERY),
    ("graphviz_file", "graphviz.{extension}", EVERY),
    ("healthz", "healthz", READ),
    ("llms_txt", "llms.txt", OPEN),
    ("mcp_no_stream", "mcp", ["DELETE", "GET", "HEAD"]),
    ("mcp_post", "mcp", SEND),
    ("openapi_docs", "docs", READ),
    ("openapi_json", "openapi.json", OPEN),
    ("qr", "qr", EVERY),
    ("qr_file", "qr.{extension}", EVERY),
    ("watermark", "watermark", EVERY),
    ("web_gallery", "gallery", READ),
    ("web_playground", "playground", READ),
    ("web_static", "static/{version}/{*name}", READ),
    ("wordcloud", "wordcloud", EVERY),
    ("wordcloud_file", "wordcloud.{extension}", EVERY),
    ("zz_site", "{*path}", READ),
]

GZIP = ("Accept-Encoding", "gzip")
JSON = ("Content-Type", "application/json")
FORM = ("Content-Type", "application/x-www-form-urlencoded")
BAR = "/charts/bar?xvalues=a,b&yvalues=1,2"
GOOGLE = "/chart?cht=p3&chs=250x100&chd=t:60,40&chl=Hello|World"
LINK = link.PATH + link.pack({"chart": "{type:'pie',data:{datasets:[{data:[1,2]}]}}"})
PACKED = "/c/" + link.pack_request(BAR)
PING = b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}'
# function: a request, the status and the type of the answer.
REQUESTS: list[tuple[str, Incoming, int, str]] = [
    (
        "chart_file",
        Incoming("GET", "/chart.svg?cht=p&chs=99x99&chd=t:1", [], b""),
        200,
        "image/svg",
    ),
    (
        "gchart_file",
        Incoming("GET", "/gchart.gif?cht=p&chs=9x9&chd=t:1", [], b""),
        200,
        "image/gif",
    ),
    ("qr_file", Incoming("GET", "/qr.svg?text=a", [], b""), 200, "image/svg+xml"),
    (
        "barcode_file",
        Incoming("GET", "/barcode.png?type=code128&text=a", [], b""),
        200,
        "image/png",
    ),
    ("graphviz_file", Incoming("GET", "/graphviz.png?graph=graph{a}", [], b""), 200, "image/png"),
    ("wordcloud_file", Incoming("GET", "/wordcloud.png?text=a", [], b""), 200, "image/png"),
    ("chart_packed", Incoming("GET", PACKED, [], b""), 200, "image/png"),
    ("llms_txt", Incoming("GET", "/llms.txt", [], b""), 200, "text/plain"),
    ("mcp_no_stream", Incoming("GET", "/mcp", [], b""), 405, "application/problem+json"),
    ("mcp_post", Incoming("POST", "/mcp", [JSON], PING), 200, "application/json"),
    ("qr", Incoming("GET", "/qr?text=a", [], b""), 200, "image/png"),
    ("qr", Incoming("POST", "/qr", [JSON], b'{"text": "a"}'), 200, "image/png"),
    ("barcode", Incoming("GET", "/barcode?type=ean8&text=9638507", [], b""), 200, "image/png"),
    ("graphviz", Incoming("GET", "/graphviz?graph=graph{a--b}", [], b""), 200, "image/svg+xml"),
    ("wordcloud", Incoming("POST", "/wordcloud", [JSON], b'{"text": "a b"}'), 200, "image/svg"),
    ("watermark", Incoming("GET", "/watermark", [], b""), 400, "application/problem+json"),
    ("gchart_get", Incoming("GET", "/gchart?cht=p&chs=99x99&chd=t:1", [], b""), 200, "image/png"),
    ("gchart_post", Incoming("POST", "/gchart", [FORM], b"cht=p&chs=99x99&chd=t:1"), 200, "image/"),
    ("chart_create_get", Incoming("GET", "/chart/create?c={type:'pie'}", [], b""), 200, "app"),
    (
        "chart_create_post",
        Incoming("POST", "/chart/create", [JSON], b'{"type": "pie"}'),
        200,
        "application/json",
    ),
    ("chart_render", Incoming("GET", LINK, [], b""), 200, "image/png"),
    ("charts_get", Incoming("GET", BAR, [], b""), 200, "image/png"),
    ("charts_get", Incoming("HEAD", BAR, [], b""), 200, "image/png"),
    ("charts_get", Incoming("GET", BAR + "&format=svg", [], b""), 200, "image/svg+xml"),
    ("charts_get", Incoming("GET", BAR + "&format=svg", [GZIP], b""), 200, "image/svg+xml"),
    ("charts_get", Incoming("GET", BAR + "&format=pdf", [], b""), 200, "application/pdf"),
    ("web_gallery", Incoming("GET", "/gallery", [GZIP], b""), 200, "text/html"),
    ("charts_get", Incoming("GET", BAR + "&stacked&title=", [], b""), 200, "image/png"),
    (
        "charts_get",
        Incoming("GET", "/charts/bar?yvalues=x", [], b""),
        422,
        "application/problem+json",
    ),
    ("charts_get", Incoming("GET", "/Charts/PIE/?values=1,2", [], b""), 404, "application/problem"),
    (
        "charts_post",
        Incoming("POST", "/charts/pie", [JSON], b'{"values": [1, 2], "labels": ["\xc3\xa9", "b"]}'),
        200,
        "image/png",
    ),
    ("charts_post", Incoming("POST", "/charts/pie", [JSON], b""), 400, "application/problem+json"),
    ("chart_get", Incoming("GET", GOOGLE, [], b""), 200, "image/png"),
    ("chart_get", Incoming("GET", GOOGLE + "&chof=gif", [], b""), 200, "image/gif"),
    ("chart_get", Incoming("GET", GOOGLE + "&chof=validate", [], b""), 200, "text/html"),
    ("chart_get", Incoming("GET", "/chart?cht=qr&chs=90x90&chl=x", [], b""), 200, "image/"),
    ("chart_get", Incoming("GET", "/chart?cht=gv&chl=graph{a--b}", [], b""), 200, "image/"),
    (
        "chart_post",
        Incoming("POST", "/chart", [FORM], GOOGLE.partition("?")[2].encode()),
        200,
        "image/png",
    ),
    (
        "generate_name",
        Incoming("GET", "/generate_name?starts_with=zo%C3%AB", [], b""),
        200,
        "application/json",
    ),
    (
        "generate_name",
        Incoming("GET", "/generate_name?starts_with=qqq", [], b""),
        404,
        "application/problem+json",
    ),
    ("healthz", Incoming("GET", "/healthz", [], b""), 200, "application/json"),
    ("openapi_docs", Incoming("GET", "/docs", [], b""), 200, "text/html"),
    ("openapi_json", Incoming("GET", "/openapi.json", [], b""), 200, "application/json"),
    ("web_gallery", Incoming("GET", "/gallery", [], b""), 200, "text/html"),
    (
        "web_playground",
        Incoming("GET", "/playground?kind=bar&yvalues=", [], b""),
        200,
        "text/html",
    ),
    ("web_static", Incoming("GET", "/static/x/site.css", [], b""), 200, "text/css"),
    ("web_static", Incoming("GET", "/static/x/none", [], b""), 404, "application/problem+json"),
    ("zz_site", Incoming("GET", "/", [("Accept", "text/html")], b""), 200, "text/html"),
    ("zz_site", Incoming("HEAD", "/", [], b""), 200, "text/html"),
    ("zz_site", Incoming("GET", "/no/such%2Fpage", [], b""), 404, ""),
    ("auth_login", Incoming("GET", "/login", [], b""), 503, ""),
    ("auth_callback", Incoming("GET", "/getAToken?code=a&state=b", [], b""), 503, ""),
    ("auth_logout", Incoming("POST", "/logout", [FORM], b""), 503, ""),
    ("auth_logout_page", Incoming("GET", "/logout", [], b""), 503, ""),
    ("auth_me", Incoming("GET", "/me", [], b""), 503, ""),
    ("auth_profile", Incoming("GET", "/profile", [("Accept", "text/html")], b""), 503, ""),
]


def test_functions_are_declared_as_in_the_table(runtime: Recorded) -> None:
    found = []
    for metadata in runtime.metadata:
        trigger, output = map(json.loads, metadata.raw_bindings)
        assert (trigger["type"], trigger["direction"]) == ("httpTrigger", "IN")
        assert (output["type"], output["direction"], output["name"]) == ("http", "OUT", "$return")
        assert trigger["authLevel"] == "ANONYMOUS"
        assert metadata.script_file == "function_app.py"
        assert metadata.language == "python"
        assert metadata.directory == str(ROOT)
        found.append((metadata.name, trigger["route"], sorted(trigger["methods"])))
    assert sorted(found, key=lambda f: f[0].upper()) == FUNCTIONS


def test_order_of_the_host_is_that_of_the_table(runtime: Recorded) -> None:
    assert [route.function.name for route in runtime.host.routes] == [f[0] for f in FUNCTIONS]


def test_every_function_has_a_request() -> None:
    assert {name for name, *_ in REQUESTS} == {name for name, *_ in FUNCTIONS}


@pytest.mark.parametrize(
    ("name", "request_", "status", "kind"),
    REQUESTS,
    ids=[f"{r[1].method} {r[1].target}" for r in REQUESTS],
)
def test_answer_is_devservers(
    runtime: Recorded, devserver: Host, name: str, request_: Incoming, status: int, kind: str
) -> None:
    answer = runtime.host.answer(request_)
    assert runtime.invocations[-1].name == name
    assert (answer.status, (answer.header("content-type") or "").startswith(kind)) == (status, True)
    assert answer.header("content-length") == str(len(answer.body))
    assert (answer.header("cache-control") or "") != ""
    if name != "generate_name" or status != 200:  # which is drawn at random
        assert _settled(answer) == _settled(devserver.answer(request_))


RANDOM = re.compile(r'\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|nonce[-=]"?[\w-]{22}')


def _settled(answer: Answer) -> Answer:
    """Leave out what is random, and the order of headers, which the platform does not keep.

    Random are the reference of a request and the nonce of a page's policy.
    """
    return Answer(
        answer.status,
        sorted((name, RANDOM.sub("", value)) for name, value in answer.headers),
        RANDOM.sub("", answer.body.decode("latin-1")).encode("latin-1")
        if (answer.header("content-type") or "").startswith(("text/html", "application/problem"))
        else answer.body,
    )


def test_picture_is_whole_where_it_leaves_the_runtime(runtime: Recorded) -> None:
    answer = runtime.host.answer(Incoming("GET", BAR, [], b""))
    sent = runtime.invocations[-1].response.return_value.http
    assert sent.body.WhichOneof("data") == "bytes"
    assert sent.body.bytes == answer.body
    with Image.open(io.BytesIO(sent.body.bytes)) as picture:
        picture.load()
        assert (picture.format, picture.size) == ("PNG", (640, 480))


def test_blank_values_reach_the_function_in_the_url_only(runtime: Recorded) -> None:
    runtime.host.answer(Incoming("GET", BAR + "&stacked&title=", [("Host", "h")], b""))
    sent = runtime.invocations[-1].request
    assert sent.url == "http://h" + BAR + "&stacked&title="
    assert sent.query == {"xvalues": "a,b", "yvalues": "1,2"}
    assert sent.params == {"kind": "bar"}


def test_304_has_the_etag_and_no_body(runtime: Recorded) -> None:
    etag = runtime.host.answer(Incoming("GET", BAR, [], b"")).header("etag")
    assert etag
    again = runtime.host.answer(Incoming("GET", BAR, [("If-None-Match", etag)], b""))
    assert (again.status, again.body, again.header("etag")) == (304, b"", etag)
    assert runtime.invocations[-1].response.return_value.http.status_code == "304"


@pytest.mark.parametrize(
    ("method", "target"),
    [("POST", "/generate_name"), ("PUT", BAR), ("OPTIONS", "/me"), ("DELETE", "/me")],
)
def test_wrong_method_is_404_without_a_call(runtime: Recorded, method: str, target: str) -> None:
    before = len(runtime.invocations)
    assert runtime.host.answer(Incoming(method, target, [], b"")) == Answer(404)
    assert len(runtime.invocations) == before


def test_requests_at_once_do_not_cross(runtime: Recorded, devserver: Host) -> None:
    asked = [
        Incoming("GET", f"/charts/bar?xvalues=a,b&yvalues={n},{n + 1}&title=T{n}", [], b"")
        for n in range(24)
    ]
    expected = [devserver.answer(incoming).body for incoming in asked]
    assert len(set(expected)) == len(asked)
    with ThreadPoolExecutor(8) as clients:
        assert [answer.body for answer in clients.map(runtime.host.answer, asked)] == expected


def test_request_has_the_id_that_the_host_gave_the_call(runtime: Recorded) -> None:
    answer = runtime.host.answer(Incoming("GET", BAR, [], b""))
    assert answer.header("x-request-id") == runtime.invocations[-1].response.invocation_id


def test_exception_stays_in_the_log(
    runtime: Recorded, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Break a function from the inside: the log is told why, the client gets a reference."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("known to the log only")

    monkeypatch.setattr("names.functions.names.choose", broken)
    answer = runtime.host.answer(Incoming("GET", "/generate_name", [], b""))
    response = runtime.invocations[-1].response
    assert (answer.status, answer.header("content-type")) == (
        500,
        "application/problem+json; charset=utf-8",
    )
    assert json.loads(answer.body)["reference"] == response.invocation_id
    assert b"known" not in answer.body
    assert response.result.status == response.result.Success
    assert f"a function failed (reference {response.invocation_id})" in caplog.text
    assert "in broken" in caplog.text
    assert "known to the log only" in caplog.text
