"""What cannot be drawn is shown to whoever asks, at every address of a picture."""

from __future__ import annotations

import io

import pytest
import requests
from PIL import Image

from charts.pictures.asked import MAX_SIDE, looks

# An address with an error, its status, and the size of its picture.
WRONG = {
    "/charts/bar?yvalues=x&width=320&height=200": (422, (320, 200)),
    "/charts/nothing?width=100&height=40": (404, (100, 40)),
    "/chart?cht=zz&chs=320x90": (400, (320, 90)),
    "/gchart?cht=lc&chs=16x16": (400, (16, 16)),
    "/chart?c=%7B&w=320&h=90": (400, (320, 90)),
    "/chart?c=%7B": (400, (500, 300)),
    "/chart/create?c=%7B": (400, (500, 300)),
    "/chart/render/1x?width=640": (400, (640, 300)),
    "/qr?size=200": (400, (200, 200)),
    "/barcode?type=ean13&text=a&width=200": (400, (200, 150)),
    "/graphviz?graph=x": (400, (300, 150)),
    "/wordcloud?width=2000&height=1000": (400, (2000, 1000)),
    "/watermark?mainImageUrl=x": (400, (300, 150)),
}


def _get(url: str, **headers: str) -> requests.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return requests.get(url, headers=named, timeout=20)


@pytest.mark.parametrize("path", WRONG)
def test_a_picture_a_page_and_a_document_have_one_status(app_url: str, path: str) -> None:
    status, size = WRONG[path]
    picture = _get(app_url + path, Sec_Fetch_Dest="image")
    page = _get(app_url + path, Sec_Fetch_Dest="document")
    document = _get(app_url + path, Accept="*/*")
    for answer in (picture, page, document):
        assert answer.status_code == status
        assert answer.headers["Cache-Control"] == "no-store"
        assert {"Accept", "Sec-Fetch-Dest"} <= set(answer.headers["Vary"].split(", "))
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert Image.open(io.BytesIO(picture.content)).size == size
    assert page.headers["Content-Type"].startswith("text/html")
    assert page.headers["X-Frame-Options"] == "DENY"
    assert document.headers["Content-Type"] == "application/problem+json; charset=utf-8"
    assert document.json()["status"] == status


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({"Sec-Fetch-Dest": "object"}, "image/png"),
        ({"Sec-Fetch-Dest": "iframe"}, "image/png"),
        ({"Sec-Fetch-Dest": "empty", "Accept": "image/*"}, "image/png"),
        ({"Sec-Fetch-Dest": "empty", "Accept": "image/webp,*/*"}, "application/problem+json"),
        ({"Sec-Fetch-Dest": "script"}, "application/problem+json"),
        ({"Accept": "text/html,image/webp,*/*;q=0.8"}, "text/html"),
    ],
)
def test_who_asks_decides(app_url: str, headers: dict[str, str], kind: str) -> None:
    answer = requests.get(f"{app_url}/qr", headers=headers, timeout=20)
    assert answer.headers["Content-Type"].partition(";")[0] == kind


def test_what_is_wrong_with_a_post_is_shown_as_well(app_url: str) -> None:
    too_large = requests.post(
        f"{app_url}/charts/bar", data=b"[" * 70_000,
        headers={"Content-Type": "application/json", "Accept": "image/*"}, timeout=20,
    )  # fmt: skip
    assert (too_large.status_code, too_large.headers["Content-Type"]) == (413, "image/png")
    wrong_type = requests.post(f"{app_url}/qr", data=b"a", headers={"Accept": "image/*"}, timeout=9)
    assert (wrong_type.status_code, wrong_type.headers["Content-Type"]) == (415, "image/png")
    assert wrong_type.headers["Accept-Post"]


def test_a_document_is_readable_text(app_url: str) -> None:
    answer = _get(f"{app_url}/charts/bar?xvalues=a&yvalues=%E2%82%AC,%FF")
    assert "“€”" in answer.content.decode()
    assert answer.json()["errors"]


@pytest.mark.parametrize(
    "query",
    ["theme=dark", "background=111", "bkg=black", "backgroundColor=%23000", "chf=c,s,fff|bg,s,000"],
)
def test_a_dark_chart_has_dark_errors(app_url: str, query: str) -> None:
    path = "/chart?cht=zz" if "chf" in query else "/chart?c=7" if "b" in query else "/charts/bar?"
    answer = _get(f"{app_url}{path}&{query}", Accept="image/*")
    ground = Image.open(io.BytesIO(answer.content)).convert("L").getpixel((290, 110))
    assert isinstance(ground, int)
    assert ground < 60


def test_what_cannot_be_a_size_is_none() -> None:
    assert looks([("width", "-3"), ("height", "x"), ("chs", "9y9")], (3, 4)) == (3, 4, False)
    assert looks([("w", "99999999"), ("h", "0")], (3, 4)) == (3, 4, False)
    assert looks([("chs", "999999x1")], (3, 4)) == (MAX_SIDE, 1, False)
    assert looks([("W", "200px"), ("height", "9.5")], (3, 4)) == (200, 9, False)
