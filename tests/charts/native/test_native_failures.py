"""A chart that cannot be drawn: a picture, a page or a problem document, by who asks."""

from __future__ import annotations

import html
import io
import re

import pytest
import requests
from PIL import Image

WRONG = "/charts/bar?xvalues=A,B&yvalues=1,x&width=320&height=200"
CHROME = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;"
    "q=0.8"
)


def _get(url: str, **headers: str) -> requests.Response:
    return requests.get(
        url, headers={name.replace("_", "-"): value for name, value in headers.items()}, timeout=20
    )


@pytest.mark.parametrize(
    "headers", [{"Sec_Fetch_Dest": "image"}, {"Accept": "image/avif,image/webp,*/*;q=0.8"}]
)
def test_an_image_element_gets_a_picture_of_its_size(app_url: str, headers: dict[str, str]) -> None:
    response = _get(app_url + WRONG, **headers)
    assert response.status_code == 422
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"] == "no-store"
    picture = Image.open(io.BytesIO(response.content))
    assert picture.size == (320, 200)
    assert len(picture.getcolors(10_000) or ()) > 5


@pytest.mark.parametrize(
    "query", ["width=0", "width=99999999999", "width=x", f"width={'9' * 5000}", "height=-3", ""]
)
def test_a_size_that_cannot_be_is_no_size_of_the_picture(app_url: str, query: str) -> None:
    response = _get(f"{app_url}/charts/bar?yvalues=x&{query}", Sec_Fetch_Dest="image")
    assert response.status_code == 422
    width, height = Image.open(io.BytesIO(response.content)).size
    assert 1 <= width <= 2000
    assert 1 <= height <= 2000


@pytest.mark.parametrize("headers", [{"Sec_Fetch_Dest": "document"}, {"Accept": CHROME}])
def test_a_person_gets_a_page_that_leads_to_the_playground(
    app_url: str, headers: dict[str, str]
) -> None:
    response = _get(app_url + WRONG + "&title=<b>", **headers)
    assert response.status_code == 422
    assert response.headers["Content-Type"].startswith("text/html")
    assert response.headers["Cache-Control"] == "no-store"
    assert "<code>yvalues</code>" in response.text
    assert "<b>" not in response.text
    link = re.search(r'href="(/playground\?url=[^"]+)"', response.text)
    assert link is not None
    playground = _get(app_url + html.unescape(link[1]))
    assert playground.status_code == 200
    assert 'value="320"' in playground.text


def test_a_program_gets_a_problem_document(app_url: str) -> None:
    for accept in ("*/*", "application/json", ""):
        response = _get(app_url + WRONG, Accept=accept)
        assert response.status_code == 422
        assert response.headers["Content-Type"] == "application/problem+json; charset=utf-8"
        assert response.json()["errors"][0]["parameter"] == "yvalues"


def test_an_unknown_kind_is_told_apart_in_the_same_ways(app_url: str) -> None:
    url = f"{app_url}/charts/nothing"
    assert _get(url, Sec_Fetch_Dest="image").headers["Content-Type"] == "image/png"
    page = _get(url, Sec_Fetch_Dest="document")
    assert page.headers["Content-Type"].startswith("text/html")
    assert "Unknown kind" in page.text
    assert {_get(url, Sec_Fetch_Dest=d).status_code for d in ("image", "document", "empty")} == {
        404
    }
