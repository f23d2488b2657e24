"""``/chart?c=…`` over HTTP: pictures, formats, errors, and nothing that is run."""

from __future__ import annotations

import base64
import io
import json

import pytest
import requests
from PIL import Image

BAR = "{type:'bar',data:{labels:['A','B'],datasets:[{label:'x',data:[1,2]}]}}"


def _get(app_url: str, **parameters: str) -> requests.Response:
    return requests.get(f"{app_url}/chart", params=parameters, timeout=20)


def _picture(response: requests.Response) -> Image.Image:
    assert response.status_code == 200, response.text
    picture = Image.open(io.BytesIO(response.content))
    picture.load()
    return picture


def test_a_config_is_drawn_at_two_device_pixels_a_pixel(app_url: str) -> None:
    picture = _picture(_get(app_url, c=BAR))
    assert picture.format == "PNG"
    assert picture.size == (1000, 600)
    assert picture.convert("RGBA").getpixel((0, 0))[3] == 0  # transparent by default
    assert len(picture.getcolors(100_000) or ()) > 5


@pytest.mark.parametrize(
    ("parameters", "size"),
    [
        ({"w": "300", "h": "200", "devicePixelRatio": "1"}, (300, 200)),
        ({"width": "300", "height": "200", "devicePixelRatio": "1.0"}, (300, 200)),
        ({"width": "99.6", "height": "50px", "devicePixelRatio": "3"}, (300, 150)),
    ],
)
def test_sizes(app_url: str, parameters: dict[str, str], size: tuple[int, int]) -> None:
    assert _picture(_get(app_url, c=BAR, **parameters)).size == size


@pytest.mark.parametrize(
    ("form", "media_type", "start"),
    [
        ("png", "image/png", b"\x89PNG"),
        ("webp", "image/webp", b"RIFF"),
        ("jpg", "image/jpeg", b"\xff\xd8\xff"),
        ("svg", "image/svg+xml", b"<?xml"),
        ("pdf", "application/pdf", b"%PDF"),
        ("base64", "text/plain", b"data:image/png;base64,iVBOR"),
    ],
)
def test_formats(app_url: str, form: str, media_type: str, start: bytes) -> None:
    response = _get(app_url, c=BAR, f=form)
    assert response.status_code == 200
    assert response.headers["Content-Type"].partition(";")[0] == media_type
    assert response.content.startswith(start)


def test_every_way_to_send_a_config_gives_the_same_picture(app_url: str) -> None:
    expected = _get(app_url, c=BAR, w="200", h="100", bkg="white").content
    url = f"{app_url}/chart"
    size = {"width": 200, "height": 100, "backgroundColor": "white"}
    config = {
        "type": "bar",
        "data": {"labels": ["A", "B"], "datasets": [{"label": "x", "data": [1, 2]}]},
    }
    encoded = base64.urlsafe_b64encode(BAR.encode()).decode()
    others = [
        requests.post(url, json={"chart": config, **size}, timeout=20),
        requests.post(url, json={"chart": BAR, **size}, timeout=20),
        requests.post(url, data={"c": BAR, **size}, timeout=20),
        _get(app_url, chart=json.dumps(config), width="200", height="100", bkg="fff"),
        _get(app_url, c=json.dumps({"chart": config, **size})),
        _get(app_url, c=encoded, encoding="base64", w="200", h="100", bkg="#ffffff"),
    ]
    for response in others:
        assert response.status_code == 200, response.text
        assert response.content == expected


@pytest.mark.parametrize(
    ("parameters", "parameter", "words"),
    [
        ({"c": "{type:'bar',data:{labels:['A'"}, "c", "list is not closed"),
        ({"c": "{type:'bar',data:{datasets:[{backgroundColor:'"}, "c", "%23"),
        ({"c": "{type:'unknown',data:{}}"}, "type", "is unknown"),
        ({"c": "7"}, "c", "an object"),
        ({"c": BAR, "w": "x"}, "width", "1 to 3000"),
        ({"c": BAR, "h": "0"}, "height", "1 to 3000"),
        ({"c": BAR, "w": "3000", "h": "3000"}, "width", "at most 8,000,000"),
        ({"c": BAR, "f": "tiff"}, "format", "png, svg"),
        ({"c": BAR, "devicePixelRatio": "99"}, "devicePixelRatio", "0.1 to 10"),
        ({"c": "#", "encoding": "base64"}, "c", "base64"),
        ({"c": f"{{type:'bar',data:{{datasets:[{{data:[{'1,' * 10001}]}}]}}}}"}, "c", "10,000"),
    ],
)
def test_bad_input_names_the_parameter(
    app_url: str, parameters: dict[str, str], parameter: str, words: str
) -> None:
    if len(str(parameters)) > 8000:
        response = requests.post(f"{app_url}/chart", data=parameters, timeout=20)
    else:
        response = _get(app_url, **parameters)
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json; charset=utf-8"
    errors = response.json()["errors"]
    assert any(
        e["parameter"] in (parameter, "data") and words in e["detail"] + e["allowed"]
        for e in errors
    ), errors


def test_an_image_gets_its_error_as_a_picture(app_url: str) -> None:
    response = requests.get(
        f"{app_url}/chart",
        params={"c": "{", "w": "320", "h": "90"},
        headers={"Sec-Fetch-Dest": "image"},
        timeout=20,
    )
    assert response.status_code == 400
    assert Image.open(io.BytesIO(response.content)).size == (320, 90)


def test_code_is_reported_and_not_run(app_url: str) -> None:
    config = (
        "{type:'bar',data:{labels:['A'],datasets:[{label:(function(){while(1);})(),data:[1]}]}}"
    )
    response = _get(app_url, c=config)
    assert response.status_code == 200
    assert "which is not run" in response.headers["X-Chart-Warnings"]


def test_google_s_urls_are_still_google_s(app_url: str) -> None:
    response = _get(app_url, cht="p", chs="200x100", chd="t:1,2", c="{")
    assert _picture(response).size == (200, 100)


@pytest.mark.parametrize(
    ("config", "parameter"),
    [
        (BAR[:-1] + ",options:{plugins:{backgroundImageUrl:'https://example.org/a.png'}}}",
         "options.plugins.backgroundImageUrl"),
        (BAR[:-1] + ",options:{backgroundImageUrl:'https://example.org/a.png'}}",
         "options.backgroundImageUrl"),
        ("{backgroundImageUrl:'https://example.org/a.png'," + BAR[1:], "backgroundImageUrl"),
        (BAR.replace("data:[1,2]", "data:[1],backgroundColor:getImageFill('https://example.org')"),
         "datasets[0].backgroundColor"),
        (BAR.replace("data:[1,2]", "data:[1],borderColor:['red',\"getImageFill('//a/b')\"]"),
         "datasets[0].borderColor"),
    ],
)  # fmt: skip
def test_addresses_of_pictures_are_reported_and_not_fetched(
    app_url: str, config: str, parameter: str
) -> None:
    response = _get(app_url, c=config)
    assert _picture(response).size == (1000, 600)
    assert f"{parameter}: is the address of a picture" in response.headers["X-Chart-Warnings"]


def test_no_address_of_a_picture_is_nothing_to_refuse(app_url: str) -> None:
    assert _picture(_get(app_url, c="{backgroundImageUrl:''," + BAR[1:])).size == (1000, 600)
