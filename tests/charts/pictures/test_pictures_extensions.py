"""Addresses that end like files, and the formats that they name."""

from __future__ import annotations

import base64
import io

import pytest
import requests
from PIL import Image

BAR = "xvalues=a,b&yvalues=1,2&width=60&height=40"
LINE = "cht=lc&chs=60x40&chd=t:1,2"
CONFIG = "c=%7Btype:'bar',data:%7Bdatasets:[%7Bdata:[1]%7D]%7D%7D&w=60&h=40"
QUERIES = {
    "charts/bar": BAR, "chart": LINE, "gchart": LINE, "qr": "text=a", "wordcloud": "text=a",
    "barcode": "type=code128&text=a", "graphviz": "graph=graph%7Ba--b%7D",
}  # fmt: skip
KINDS = {
    "png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf", "webp": "image/webp",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "JPG": "image/jpeg",
}  # fmt: skip
MAGIC = {"image/png": b"\x89PNG", "application/pdf": b"%PDF", "image/webp": b"RIFF"}


def _get(url: str, **headers: str) -> requests.Response:
    return requests.get(url, headers=headers, timeout=20)


@pytest.mark.parametrize("path", QUERIES)
@pytest.mark.parametrize("extension", KINDS)
def test_the_extension_is_the_format(app_url: str, path: str, extension: str) -> None:
    answer = _get(f"{app_url}/{path}.{extension}?{QUERIES[path]}")
    assert answer.status_code == 200
    kind = answer.headers["Content-Type"].partition(";")[0]
    assert kind == KINDS[extension]
    assert answer.content.startswith(MAGIC.get(kind, b""))
    assert answer.headers["ETag"]


@pytest.mark.parametrize(
    ("path", "name", "same", "other"),
    [
        ("charts/bar", "format", "svg", "png"),
        ("chart", "chof", ".svg", "gif"),
        ("chart", "chof", "SVG", "json"),
        ("gchart", "chof", "svg", "nonsense"),
        ("qr", "format", "svg", "base64"),
        ("wordcloud", "format", "svg", "webp"),
    ],
)
def test_it_agrees_with_the_parameter(
    app_url: str, path: str, name: str, same: str, other: str
) -> None:
    url = f"{app_url}/{path}.svg?{QUERIES[path]}&{name}="
    assert _get(url + same).status_code == 200
    answer = _get(url + other)
    assert answer.status_code == 400
    assert ".svg" in answer.json()["detail"]
    assert other in answer.json()["detail"]
    assert answer.json()["errors"][0]["parameter"] == name


def test_a_config_has_an_extension_too(app_url: str) -> None:
    assert _get(f"{app_url}/chart.webp?{CONFIG}").headers["Content-Type"] == "image/webp"
    assert _get(f"{app_url}/chart.webp?{CONFIG}&f=webp").status_code == 200
    assert _get(f"{app_url}/chart.webp?{CONFIG}&f=svg").status_code == 400


def test_a_body_agrees_as_well(app_url: str) -> None:
    bar = {"xvalues": ["a"], "yvalues": [1]}
    answer = requests.post(f"{app_url}/charts/bar.svg", json=bar, timeout=20)
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    wrong = {
        "charts/bar.svg": {"json": {**bar, "format": "png"}},
        "chart.svg": {"data": f"{LINE}&chof=gif"},
        "chart.pdf": {"json": {"chart": {"type": "bar", "data": {}}, "format": "svg"}},
        "qr.png": {"json": {"text": "a", "format": "svg"}},
    }
    for path, body in wrong.items():
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if "data" in body else {}
        answer = requests.post(f"{app_url}/{path}", headers=headers, timeout=20, **body)  # type: ignore[arg-type]
        assert answer.status_code == 400, path


@pytest.mark.parametrize("path", ["chart.exe", "qr.html", "charts/bar.bmp", "charts/no.png"])
def test_another_ending_is_nothing(app_url: str, path: str) -> None:
    assert _get(f"{app_url}/{path}?{BAR}").status_code == 404


@pytest.mark.parametrize(
    "ending", ["&.png", "&ext=.png", "&chof=.png", "&wiki=foo.png", "&dummy=foo.jpg", "&x.gif"]
)
def test_a_false_ending_of_a_google_url_is_harmless(app_url: str, ending: str) -> None:
    plain, ended = (_get(f"{app_url}/chart?{LINE}{more}") for more in ("", ending))
    assert ended.status_code == 200
    assert ended.content == plain.content


@pytest.mark.parametrize("query", [f"/charts/bar?{BAR}&format=", f"/chart?{LINE}&chof="])
def test_a_data_uri_is_the_png_as_text(app_url: str, query: str) -> None:
    answer = _get(f"{app_url}{query}base64")
    assert answer.headers["Content-Type"].startswith("text/plain")
    start, _, data = answer.text.partition(",")
    assert start == "data:image/png;base64"
    assert base64.b64decode(data) == _get(f"{app_url}{query}png").content


@pytest.mark.parametrize("query", [f"/charts/bar?{BAR}&scale=2&format=", f"/chart?{LINE}&chof="])
def test_webp_has_the_pixels_of_the_png(app_url: str, query: str) -> None:
    png, webp = (
        Image.open(io.BytesIO(_get(app_url + query + form).content)).convert("RGB")
        for form in ("png", "webp")
    )
    assert webp.size == png.size
    assert webp.tobytes() == png.tobytes()


def test_a_jpeg_keeps_a_dark_background(app_url: str) -> None:
    answer = _get(f"{app_url}/charts/bar?{BAR}&theme=dark&format=jpg")
    corner = Image.open(io.BytesIO(answer.content)).convert("L").getpixel((1, 1))
    assert isinstance(corner, int)
    assert corner < 60
