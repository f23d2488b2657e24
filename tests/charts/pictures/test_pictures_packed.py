"""Short addresses of any picture: ``/c/…``, which hold the whole request."""

from __future__ import annotations

import base64
import zlib

import pytest
import requests

from charts.access import signing
from charts.quickchart.endpoints import link

TARGETS = {
    "native": "/charts/bar?xvalues=a,b&yvalues=1,2&width=60&height=40",
    "google": "/chart?cht=lc&chs=60x40&chd=t:1,2",
    "quickchart": "/chart?c=%7Btype:'bar',data:%7Bdatasets:[%7Bdata:[1]%7D]%7D%7D&w=60&h=40",
    "gchart": "/gchart?cht=lc&chs=60x40&chd=t:1,2",
    "qr": "/qr?text=Hello%20%C3%BC",
    "barcode": "/barcode?type=code128&text=a",
    "graphviz": "/graphviz?graph=graph%7Ba--b%7D",
    "wordcloud": "/wordcloud?text=a",
}  # fmt: skip


def _get(url: str) -> requests.Response:
    return requests.get(url, timeout=20)


def _packed(text: str) -> str:
    """Pack as any program can: raw deflate, URL-safe base64, and a 2 before it."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = compressor.compress(text.encode()) + compressor.flush()
    return "2" + base64.urlsafe_b64encode(content).decode().rstrip("=")


@pytest.mark.parametrize("name", TARGETS)
def test_it_is_the_same_picture(app_url: str, name: str) -> None:
    whole = _get(app_url + TARGETS[name])
    for payload in (link.pack_request(TARGETS[name]), _packed(TARGETS[name])):
        short = _get(f"{app_url}/c/{payload}")
        assert short.status_code == 200
        assert short.content == whole.content
        assert short.headers["ETag"] == whole.headers["ETag"]
        assert _get(f"{app_url}/c/{payload}.webp").headers["Content-Type"] == "image/webp"


def test_those_of_quickchart_are_read_too(app_url: str) -> None:
    payload = link.pack({"chart": "{type:'bar',data:{datasets:[{data:[1]}]}}", "width": "50"})
    short, whole = (_get(f"{app_url}{path}{payload}") for path in ("/c/", link.PATH))
    assert short.status_code == 200
    assert short.content == whole.content


def test_a_query_adds_parameters(app_url: str) -> None:
    short = _get(f"{app_url}/c/{_packed(TARGETS['native'])}?scale=2&format=svg")
    assert short.status_code == 422  # as scale does nothing for SVG: both were read
    assert [e["parameter"] for e in short.json()["errors"]] == ["scale"]


@pytest.mark.parametrize(
    "payload",
    [
        "x", "2", "2!!!!", "2AAAA", "3abc", _packed(TARGETS["qr"])[:-3], _packed("/me?x"),
        _packed("/c/2abc?"), _packed("https://example.org/charts/bar?"), _packed("/charts/bar"),
        _packed("/chart?c=" + "a" * link.MAX_REQUEST), _packed("/charts/../me?x"),
        _packed("/charts/bar?title=\n"), _packed("/chart?" + "0" * 50_000_000),
    ],
)  # fmt: skip
def test_what_is_damaged_or_too_long_or_no_picture_is_refused(app_url: str, payload: str) -> None:
    answer = _get(f"{app_url}/c/{payload}")
    assert answer.status_code in (400, 404, 414)
    if answer.status_code == 400:
        assert answer.headers["Content-Type"].startswith("application/problem+json")


def test_errors_are_those_of_the_chart(app_url: str) -> None:
    answer = _get(f"{app_url}/c/{_packed('/charts/bar?xvalues=a')}")
    assert answer.status_code == 422
    assert _get(f"{app_url}/c/{_packed('/charts/nothing?a=b')}").status_code == 404
    assert _get(f"{app_url}/c/{_packed('/qr.svg?text=a')}.png").status_code == 400


def test_the_short_address_is_what_is_signed() -> None:
    key = b"0123456789abcdef0123456789abcdef"
    path = "/c/" + _packed(TARGETS["native"])
    signed = signing.signed(path, key, None)
    query = signed.partition("?")[2]
    assert signing.checked(path, query, [key], 0.0).query == ""
