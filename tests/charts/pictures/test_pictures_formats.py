"""Addresses that end like files, and the formats that they name."""

from __future__ import annotations

import base64
import io

import pytest
import requests
from PIL import Image

from charts.pictures.formats import preferred

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


CHROME_IMG = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8"
FIREFOX_IMG = "image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5"
CHROME_PAGE = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
)


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", ""),
        ("*/*", ""),
        ("image/*", ""),
        (CHROME_IMG, ""),
        (FIREFOX_IMG, ""),
        (CHROME_PAGE, ""),
        ("image/svg+xml", "svg"),
        ("IMAGE/WEBP, image/*;q=0.5", "webp"),
        ("image/png;q=0.4, application/pdf;q=0.6", "pdf"),
        ("image/jpeg;q=0.5, image/svg+xml;q=0.9, */*;q=0.1", "svg"),
        ("image/svg+xml;q=0, */*", ""),
        ("image/svg+xml;q=2, image/gif", "gif"),
        ("image/png, image/webp", ""),
        ("application/json", ""),
        (",;q=1,image/", ""),
    ],
)
def test_accept_prefers_a_format_to_a_png(accept: str, form: str) -> None:
    assert preferred(accept) == form


@pytest.mark.parametrize("path", QUERIES)
def test_accept_decides_if_the_url_says_nothing(app_url: str, path: str) -> None:
    url = f"{app_url}/{path}?{QUERIES[path]}"
    chosen, usual = _get(url, Accept="image/webp"), _get(url, Accept=CHROME_IMG)
    assert chosen.headers["Content-Type"] == "image/webp"
    default = "image/svg+xml" if path in ("wordcloud", "graphviz") else "image/png"
    assert usual.headers["Content-Type"].startswith(default)
    assert chosen.headers["ETag"] != usual.headers["ETag"]
    name = "chof" if path in ("chart", "gchart") else "format"
    for answer in (chosen, usual):
        assert "Accept" in answer.headers["Vary"].split(", ")
    for said in (f"{url}&{name}=png", f"{app_url}/{path}.png?{QUERIES[path]}"):
        answer = _get(said, Accept="image/svg+xml")
        assert answer.headers["Content-Type"] == "image/png"
        assert "Accept" not in answer.headers.get("Vary", "").split(", ")


def test_accept_decides_for_a_body_too(app_url: str) -> None:
    headers = {"Accept": "image/webp"}
    for path, body in {
        "charts/bar": {"xvalues": ["a"], "yvalues": [1]},
        "chart": {"chart": {"type": "bar", "data": {"datasets": [{"data": [1]}]}}},
        "qr": {"text": "a"},
    }.items():
        for more, kind in (({}, "image/webp"), ({"format": "png"}, "image/png")):
            answer = requests.post(
                f"{app_url}/{path}", json=body | more, headers=headers, timeout=20
            )
            assert answer.headers["Content-Type"] == kind, (path, more)
    form = {"cht": "lc", "chs": "60x40", "chd": "t:1,2"}
    for fields, kind in ((form, "image/webp"), (form | {"chof": "gif"}, "image/gif")):
        answer = requests.post(f"{app_url}/chart", data=fields, headers=headers, timeout=20)
        assert answer.headers["Content-Type"] == kind


def test_a_short_url_keeps_its_format(app_url: str) -> None:
    config = "{type:'bar',data:{datasets:[{data:[1]}]}}"
    for more, kind in (({}, "image/svg+xml"), ({"format": "png"}, "image/png")):
        body = {"chart": config, **more}
        made = requests.post(f"{app_url}/chart/create", json=body, timeout=20).json()["url"]
        answer = _get(made, Accept="image/svg+xml")
        assert answer.headers["Content-Type"].startswith(kind)
        assert _get(f"{made}.webp").headers["Content-Type"] == "image/webp"


@pytest.mark.parametrize("form", ["pdf", "webp", "jpg", "gif", "svg", "base64"])
@pytest.mark.parametrize("fill", ["bg,lg,45,FF0000,0,00FF00,1", "a,s,00000080", "b0,ls,0,FF0000,1"])
def test_a_google_chart_of_any_fill_has_every_format(app_url: str, form: str, fill: str) -> None:
    url = f"{app_url}/chart?cht=bvs&chs=60x40&chd=t:20,60&chf={fill}&chof={form}"
    assert _get(url).status_code == 200
