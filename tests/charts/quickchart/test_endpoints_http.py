"""QuickChart's endpoints beside ``/chart``, over HTTP: pictures, links, overrides, refusals."""

from __future__ import annotations

import io
import json
import tracemalloc
import zlib
from base64 import urlsafe_b64encode
from typing import Any
from urllib.parse import quote

import azure.functions as func
import pytest
import requests
import zxingcpp
from PIL import Image

from charts.access import settings, signing
from charts.diagnostics import ChartError
from charts.quickchart import functions
from charts.quickchart.endpoints import link

CHART = {"type": "bar", "data": {"labels": ["a", "b"], "datasets": [{"data": [1, 2]}]}}


def _get(app_url: str, path: str, **parameters: str) -> requests.Response:
    return requests.get(app_url + path, params=parameters, timeout=20)


def _picture(response: requests.Response) -> Image.Image:
    assert response.status_code == 200, response.text
    picture = Image.open(io.BytesIO(response.content))
    picture.load()
    return picture


def _errors(response: requests.Response) -> set[str]:
    assert response.status_code == 400, response.text
    return {error["parameter"] for error in response.json()["errors"]}


@pytest.mark.parametrize(
    ("parameters", "size"),
    [
        ({"text": "Grüße, 世界"}, (150, 150)),
        ({"text": "x" * 200, "size": "300px", "ecLevel": "h", "margin": "1"}, (300, 300)),
        ({"text": "x" * 200, "size": "10", "margin": "2"}, (61, 61)),
        ({"text": "a", "size": "200", "dark": "0070bb", "light": "#eee", "caption": "Scan"},
         (200, 216)),
        ({"text": "a", "caption": "long " * 50, "captionFontSize": "20"}, (150, 182)),
        ({"text": "a", "centerImageUrl": "", "format": "webp"}, (150, 150)),
    ],
)  # fmt: skip
def test_qr_codes_can_be_read(
    app_url: str, parameters: dict[str, str], size: tuple[int, int]
) -> None:
    response = _get(app_url, "/qr", **parameters)
    picture = _picture(response)
    assert picture.size == size
    larger = picture.convert("L").resize((4 * size[0], 4 * size[1]), Image.Resampling.NEAREST)
    (code,) = zxingcpp.read_barcodes(larger)
    assert code.text == parameters["text"]
    assert ("X-Chart-Warnings" in response.headers) == (parameters.get("size") == "10")


def test_a_post_asks_for_the_same_code(app_url: str) -> None:
    expected = _get(app_url, "/qr", text="a b", size="99").content
    for sent in ({"json": {"text": "a b", "size": 99}}, {"data": {"text": "a b", "size": "99"}}):
        assert requests.post(f"{app_url}/qr", timeout=20, **sent).content == expected  # type: ignore[arg-type]


def test_what_is_unknown_is_reported(app_url: str) -> None:
    response = _get(app_url, "/qr", text="https://example.org", utm_source="x", dark="nocolour")
    assert "utm_source: is unknown" in response.headers["X-Chart-Warnings"]
    assert "dark: is not a colour" in response.headers["X-Chart-Warnings"]


@pytest.mark.parametrize(
    ("path", "parameters", "wrong"),
    [
        ("/qr", {}, {"text"}),
        ("/qr", {"text": "x" * 3000}, {"text"}),
        ("/qr", {"text": "a", "size": "0", "margin": "-1", "ecLevel": "Z", "format": "x"},
         {"size", "margin", "ecLevel", "format"}),
        ("/qr", {"text": "a", "size": "3000"}, {"size"}),
        ("/qr", {"text": "a", "centerImageUrl": "https://example.org/a.png"}, {"centerImageUrl"}),
        ("/graphviz", {}, {"graph"}),
        ("/graphviz", {"graph": "digraph{a->"}, {"graph"}),
        ("/graphviz", {"graph": "graph{a[image=\"/etc/passwd\"]", "layout": "x"}, {"layout"}),
        ("/graphviz", {"graph": "graph{a}", "width": "3000", "height": "3000"}, {"width"}),
        ("/wordcloud", {}, {"text"}),
        ("/wordcloud", {"text": "... !!"}, {"text"}),
        ("/wordcloud", {"text": "a", "scale": "x", "rotation": "999", "case": "x",
                        "maxNumWords": "0"}, {"scale", "rotation", "case", "maxNumWords"}),
        ("/barcode", {"type": "x"}, {"type", "text"}),
        ("/barcode", {"type": "ean13", "text": "12"}, {"text"}),
        ("/watermark", {"mainImageUrl": "https://example.org/a.png"}, {"mainImageUrl"}),
        ("/chart/create", {"c": "{type:"}, {"c"}),
        ("/chart/render/1x", {}, {"payload"}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(
    app_url: str, path: str, parameters: dict[str, str], wrong: set[str]
) -> None:
    if parameters.get("size") == "3000":  # 9 million pixels
        wrong = {"size"}
    assert _errors(_get(app_url, path, **parameters)) == wrong
    shown = requests.get(
        app_url + path, params=parameters, headers={"Accept": "image/*"}, timeout=20
    )
    assert shown.status_code == 400
    if path != "/chart/create":  # which answers programs
        assert shown.headers["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    ("parameters", "size"),
    [
        ({"width": "300", "height": "100"}, (300, 100)),
        ({"width": "300"}, None),
        ({"engine": "osage"}, None),
    ],
)
def test_graphs(app_url: str, parameters: dict[str, str], size: tuple[int, int] | None) -> None:
    response = _get(app_url, "/graphviz", graph="digraph{a->b->c}", format="png", **parameters)
    picture = _picture(response)
    assert size is None or picture.size == size
    assert len(picture.getcolors(100_000) or ()) > 2
    assert ("fdp was" in response.headers.get("X-Chart-Warnings", "")) == ("engine" in parameters)


def test_google_charts_are_drawn_at_quickcharts_address(app_url: str) -> None:
    parameters = {"cht": "p", "chs": "100x100", "chd": "t:1,2"}
    expected = _get(app_url, "/chart", **parameters).content
    assert _get(app_url, "/gchart", **parameters).content == expected
    assert requests.post(f"{app_url}/gchart", data=parameters, timeout=20).content == expected


def _created(app_url: str, **parameters: Any) -> str:
    response = requests.post(f"{app_url}/chart/create", json=parameters, timeout=20)
    assert response.status_code == 200, response.text
    assert response.json()["success"] is True
    return str(response.json()["url"])


def test_a_link_is_the_chart(app_url: str) -> None:
    url = _created(app_url, chart=CHART, width=300, height=200, backgroundColor="white")
    assert url.startswith(f"{app_url}/chart/render/1")
    picture = _picture(requests.get(url, timeout=20))
    assert picture.size == (600, 400)
    config = json.dumps(CHART)
    asked = {"c": config, "w": "300", "h": "200", "bkg": "white"}
    assert requests.get(url, timeout=20).content == _get(app_url, "/chart", **asked).content
    again = requests.get(f"{app_url}/chart/create", params=asked, timeout=20).json()["url"]
    assert requests.get(again, timeout=20).content == requests.get(url, timeout=20).content
    larger = requests.get(url, params={"w": "400", "devicePixelRatio": "1"}, timeout=20)
    assert _picture(larger).size == (400, 200)


@pytest.mark.parametrize("options", [{}, {"scales": {"y": {"beginAtZero": True}}}])
def test_a_query_replaces_parts_of_a_link(app_url: str, options: dict[str, Any]) -> None:
    url = _created(app_url, chart={**CHART, "options": options})
    changed = {
        "title": "Users", "labels": "x,y,z", "data1": "3,,2", "label1": "One", "data2": "[4,5,6]",
        "backgroundColor1": "red,rgb(1,2,3),#0f0", "borderColor2": "blue",
    }  # fmt: skip
    title = {"title": {"display": True, "text": "Users"}}
    meant = {
        "type": "bar",
        "data": {
            "labels": ["x", "y", "z"],
            "datasets": [
                {"data": [3, None, 2], "label": "One",
                 "backgroundColor": ["red", "rgb(1,2,3)", "#0f0"]},
                {"data": [4, 5, 6], "borderColor": "blue"},
            ],
        },
        "options": {**options, "plugins": title} if options else title,
    }  # fmt: skip
    expected = requests.post(f"{app_url}/chart", json={"chart": meant}, timeout=20)
    assert requests.get(url, params=changed, timeout=20).content == expected.content


def _payload(content: bytes) -> str:
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=link._DICTIONARY)
    compressed = compressor.compress(content) + compressor.flush()
    return "1" + urlsafe_b64encode(compressed).decode().rstrip("=")


@pytest.mark.parametrize(
    "payload",
    ["0", "1", "2abc", "1%2F", _payload(b"7"), _payload(b"{}"), _payload(b'{"chart":{}}'),
     _payload(b"["), _payload(b"[" * 100_000), _payload(b" " * 50_000_000)[:6000],
     _payload(b'{"chart":"' + b"x" * 300_000 + b'"}')],
    ids=range(11),
)  # fmt: skip
def test_payloads_that_are_none_are_refused(app_url: str, payload: str) -> None:
    response = _get(app_url, f"/chart/render/{payload}")
    assert _errors(response) == {"payload"}


def test_no_more_of_a_payload_is_decompressed_than_its_limit() -> None:
    payload = _payload(b" " * 50_000_000)
    tracemalloc.start()
    with pytest.raises(ChartError):
        link.unpack(payload)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * link._MAX_BYTES


def test_a_config_that_is_too_long_for_a_url_is_refused(app_url: str) -> None:
    values = [i * i % 7919 for i in range(9000)]
    chart = {"type": "bar", "data": {"datasets": [{"data": values}]}}
    response = requests.post(f"{app_url}/chart/create", json={"chart": chart}, timeout=20)
    assert _errors(response) == {"chart"}


def test_a_signature_covers_the_case_of_a_payload() -> None:
    key = b"k" * 32
    url = signing.signed("/Chart/Render/1aBc", key)
    query = url.partition("?")[2]
    assert signing.checked("/chart/render/1aBc/", query, [key], 0).query == ""
    with pytest.raises(signing.WrongSignatureError):
        signing.checked("/chart/render/1abc", query, [key], 0)


def test_a_signed_request_gets_a_signed_link_that_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    key = bytes(range(32))
    monkeypatch.setenv("URL_SIGNING_KEYS", urlsafe_b64encode(key).decode())
    settings.current.cache_clear()
    try:
        ask = f"/chart/create?c={quote(json.dumps(CHART))}"
        assert _called(functions.chart_create_get, ask).status_code == 403
        signed = _called(functions.chart_create_get, signing.signed(ask, key, 9_999_999_999))
        url = json.loads(signed.get_body())["url"].removeprefix("https://charts.example")
        payload = url.partition("?")[0].removeprefix(link.PATH)
        drawn = _called(functions.chart_render, url, {"payload": payload})
        assert (drawn.status_code, drawn.mimetype) == (200, "image/png")
        for other in (
            f"{url}&title=x",
            url.replace(payload, payload.swapcase()),
            url.split("?")[0],
        ):
            assert _called(functions.chart_render, other, {"payload": payload}).status_code == 403
    finally:
        monkeypatch.undo()
        settings.current.cache_clear()


def _called(function: Any, url: str, route: dict[str, str] | None = None) -> func.HttpResponse:
    handler = function.build().get_user_function() if hasattr(function, "build") else function
    request = func.HttpRequest(
        "GET", f"https://charts.example{url}", headers={}, route_params=route or {}, body=b""
    )
    response: func.HttpResponse = handler(request)
    return response
