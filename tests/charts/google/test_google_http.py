"""``/chart`` over HTTP: the URLs of the Google Image Charts API, right, odd and wrong."""

from __future__ import annotations

import html
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import azure.functions as func
import pytest
import requests
from PIL import Image

from charts.functions import chart_get
from charts.google.read.types import TYPES
from web import functions as pages  # noqa: F401 - registers what the page of validate needs

LINE = "/chart?cht=lc&chs=200x100&chd=t:10,50,30"
CACHED = "public, max-age=86400, stale-while-revalidate=604800"
# What each type needs beside a size.
NEEDED = {
    "lxy": "chd=t:0,50,100|10,90,40",
    "s": "chd=t:10,50,90|20,80,40|100,50,70",
    "r": "chd=t:10,60,30,80,10",
    "rs": "chd=t:10,60,30,80,10",
    "v": "chd=t:100,80,60,30,20,10,5",
    "pc": "chd=t:10,20,30|40,50,60",
    "t": "chtm=europe&chld=FRDE&chd=t:50,100",
    "map": "chld=FR|DE&chco=CCCCCC|FF0000|0000FF",
    "gv": "chl=digraph{a->b}",
}
# What <img> sends, as of each browser's documentation.
IMAGES = {
    "Chrome": "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8",
    "Firefox 128": "image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5",
    "Firefox 92": "image/avif,image/webp,*/*",
    "Firefox 66": "image/webp,*/*",
    "Safari": "image/webp,image/avif,image/jxl,image/heic,image/heic-sequence,video/*;q=0.8,"
    "image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5",
    "Safari 13": "image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5",
}
PAGES = {
    "Chrome": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,"
    "image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7",
    "Firefox": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,"
    "*/*;q=0.8",
    "Safari": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
}
FORM = "application/x-www-form-urlencoded"

Ask = Callable[..., requests.Response]


@pytest.fixture(scope="module")
def remarks(get: Ask) -> Callable[[str], str]:
    """The text of the page of remarks on a URL."""

    def read(target: str) -> str:
        response = get(f"{target}&chof=validate")
        assert response.headers["Content-Type"] == "text/html; charset=utf-8"
        assert response.headers["Cache-Control"] == "no-store"
        return html.unescape(re.sub(r"<[^>]*>", " ", response.text.partition("<main")[2]))

    return read


def decoded(response: requests.Response, format_: str = "png") -> Image.Image:
    with Image.open(io.BytesIO(response.content), formats=[format_]) as image:
        return image.convert("RGBA")


def asked(cht: str, size: str = "301x157") -> str:
    return f"/chart?cht={cht}&chs={size}&{NEEDED.get(cht, 'chd=t:10,50,30&chl=A')}"


# What is only known when a chart is laid out.


def test_errors_of_a_layout_are_answered_with_400(ask: Ask, remarks: Callable[[str], str]) -> None:
    for target, parameter, detail in (
        ('/chart?cht=gv&chl=digraph{a[fontsize="1e9"]}', "chl", "cannot be laid out"),
        ("/chart?cht=tx&chl=%5Cquad", "chl", "has nothing to draw"),
    ):
        for _ in range(2):  # the second time the request is in the cache
            response = ask("GET", target)
            assert response.status_code == 400
            (error,) = response.json()["errors"]
            assert error["parameter"] == parameter
            assert detail in error["detail"]
        picture = ask("GET", target, headers={"Accept": "image/*"})
        assert picture.headers["Content-Type"] == "image/png"
        assert detail in remarks(target)


def test_diagnostics_of_a_layout_are_in_the_header_and_on_the_page(
    get: Ask, remarks: Callable[[str], str]
) -> None:
    target = '/chart?cht=gv&chl=digraph{a[shape=record label="{|<x"]; size=8}'
    for _ in range(2):
        assert "bad label format" in get(target).headers["X-Chart-Notice"]
    text = remarks(target)
    assert "bad label format" in text
    assert "size" in text
    large = f"/chart?cht=tx&chl={'x' * 300}"
    assert "over the limit" in get(large).headers["X-Chart-Notice"]
    assert "over the limit" in remarks(large)


# Methods.


def test_post_of_a_form_is_the_same_picture(ask: Ask, get: Ask) -> None:
    form = {"cht": "lc", "chs": "200x100", "chd": "t:10,50,30", "chtt": "a+b & c"}
    posted = ask("POST", "/chart", data=form)
    assert posted.status_code == 200
    assert posted.headers["Content-Type"] == "image/png"
    assert posted.content == get(f"{LINE}&chtt=a%2Bb+%26+c").content


def test_parameters_of_a_form_go_before_those_of_the_query(ask: Ask) -> None:
    posted = ask("POST", f"{LINE}&chs=50x50", data={"chs": "60x40"})
    assert decoded(posted).size == (60, 40)


def test_post_without_a_body_reads_the_query(ask: Ask, get: Ask) -> None:
    assert ask("POST", LINE).content == get(LINE).content


@pytest.mark.parametrize(("more", "status"), [(0, 200), (1, 413)])
def test_a_form_has_at_most_16_kb(ask: Ask, more: int, status: int) -> None:
    start = b"cht=lc&chs=200x100&chd=t:1,2&chtt="
    body = start + b"a" * (16 * 1024 - len(start) + more)
    response = ask("POST", "/chart", data=body, headers={"Content-Type": FORM})
    assert response.status_code == status
    if status != 200:
        assert response.headers["Content-Type"] == "application/problem+json; charset=utf-8"
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("media_type", ["multipart/form-data", "text/plain"])
def test_another_media_type_is_refused(ask: Ask, media_type: str) -> None:
    response = ask("POST", "/chart", data=b"cht=lc", headers={"Content-Type": media_type})
    assert response.status_code == 415
    assert response.headers["Accept-Post"] == FORM


def test_media_type_of_a_form_may_have_parameters(ask: Ask) -> None:
    headers = {"Content-Type": f"{FORM.upper()}; charset=UTF-8"}
    body = LINE.partition("?")[2].encode()
    assert ask("POST", "/chart", data=body, headers=headers).status_code == 200


@pytest.mark.parametrize(("more", "status"), [(0, 200), (1, 414)])
def test_a_query_has_at_most_16_kb(more: int, status: int) -> None:
    # The server has a limit of its own, which is lower.
    target = f"{LINE}&chtt="
    target += "a" * (16 * 1024 - len(target.partition("?")[2]) + more)
    request = func.HttpRequest(method="GET", url=target, body=b"")
    assert chart_get.build().get_user_function()(request).status_code == status


def test_a_query_that_is_too_long_is_refused(ask: Ask) -> None:
    assert ask("GET", f"{LINE}&chtt={'a' * 17_000}").status_code == 414


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_another_method_is_not_found(ask: Ask, method: str) -> None:
    assert ask(method, LINE).status_code == 404


@pytest.mark.parametrize("form", ["png", "gif", "svg", "json", "validate"])
def test_head_answers_the_headers_of_get_and_no_body(ask: Ask, form: str) -> None:
    plain = {"Accept-Encoding": "identity"}
    head, full = (ask(method, f"{LINE}&chof={form}", headers=plain) for method in ("HEAD", "GET"))
    assert head.status_code == full.status_code == 200
    assert head.content == b""
    of_each = {"Date": "", "X-Request-Id": ""}
    assert {**head.headers, **of_each} == {**full.headers, **of_each}
    assert int(head.headers["Content-Length"]) == len(full.content)


@pytest.mark.parametrize(
    ("query", "statuses", "times"),
    [
        ("cht=lc&chs=200x100&chd=t:10,50,30", (200, 200), 1),
        ("cht=lc&chs=200x100&chd=t:10,50,30&chof=json", (200, 200), 1),
        ("cht=lc&chs=200x100&chd=t:10,50,30&chof=validate", (200, 200), 2),
        ("cht=lc", (400, 400), 2),
    ],
)
def test_request_is_parsed_once_and_its_repeat_not_at_all(
    query: str, statuses: tuple[int, ...], times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from charts.google.read import query as reading
    from charts.pictures.response import cache

    cache.cache_clear()
    read, parsed = reading.read, []
    monkeypatch.setattr(reading, "read", lambda pairs: parsed.append(pairs) or read(pairs))
    function = chart_get.build().get_user_function()
    request = func.HttpRequest(method="GET", url=f"http://localhost/chart?{query}", body=b"")
    assert tuple(function(request).status_code for _ in statuses) == statuses
    assert len(parsed) == times


def test_after_a_304_the_chart_is_drawn_without_parsing_the_request_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from charts.google.read import query as reading
    from charts.pictures.response import cache

    cache.cache_clear()
    function = chart_get.build().get_user_function()

    def ask(**headers: str) -> int:
        url = f"http://localhost{LINE}"
        request = func.HttpRequest(method="GET", url=url, headers=headers, body=b"")
        return int(function(request).status_code)

    assert ask(**{"if-none-match": "*"}) == 304
    monkeypatch.setattr(reading, "read", None)
    assert ask() == 200


# Types, sizes, forms.


@pytest.mark.parametrize("cht", TYPES)
def test_every_type_gives_a_png_of_the_asked_size_with_something_on_it(get: Ask, cht: str) -> None:
    response = get(asked(cht))
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Content-Disposition"] == "inline; filename=chart.png"
    assert response.headers["Cache-Control"] == CACHED
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Content-Length"] == str(len(response.content))
    assert "X-Chart-Notice" not in response.headers
    image = decoded(response)
    assert image.size == (301, 157)
    assert len(image.getcolors(1_000_000)) > 1


@pytest.mark.parametrize(
    "cht", sorted(TYPES.keys() - {"qr", "t", "map"})
)  # their limits are others
@pytest.mark.parametrize("size", ["1x1", "1000x1", "1x1000", "1000x300", "300x1000"])
def test_a_picture_may_have_any_size_within_the_limits(get: Ask, cht: str, size: str) -> None:
    response = get(f"{asked(cht, size)}&chtt=A&chxt=x,y&chdl=a")
    width, height = map(int, size.split("x"))
    assert decoded(response).size == (width, height)
    assert "X-Chart-Notice" not in response.headers


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ("1001x100", (1000, 100)),
        ("100x1001", (100, 1000)),
        ("1000x301", (1000, 300)),
        ("800x600", (800, 375)),
        ("999999999x999999999", (1000, 300)),
    ],
)
def test_larger_pictures_are_clamped_and_say_so(
    get: Ask, remarks: Callable[[str], str], size: str, expected: tuple[int, int]
) -> None:
    target = f"/chart?cht=lc&chs={size}&chd=t:1,2"
    response = get(target)
    assert decoded(response).size == expected
    assert f"{expected[0]}x{expected[1]}" in response.headers["X-Chart-Notice"]
    assert f"{size} is over the limit" in remarks(target)


def test_gif(get: Ask) -> None:
    response = get(f"{LINE}&chof=gif")
    assert response.headers["Content-Type"] == "image/gif"
    assert response.headers["Content-Disposition"] == "inline; filename=chart.gif"
    assert decoded(response, "gif").size == (200, 100)


@pytest.mark.parametrize("cht", TYPES)
def test_svg(get: Ask, cht: str) -> None:
    response = get(f"{asked(cht)}&chof=svg&chtt=%3Cscript%3E%26&chf=bg,lg,45,FF0000,0,00FF00,1")
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    root = ET.fromstring(response.content)  # noqa: S314 - our own
    assert (root.attrib["width"], root.attrib["height"]) == ("301", "157")
    assert not [e for e in root.iter() if isinstance(e.tag, str) and e.tag.endswith("script")]


def test_a_form_is_read_in_any_case_and_another_is_png(
    get: Ask, remarks: Callable[[str], str]
) -> None:
    assert get(f"{LINE}&chof=GIF").headers["Content-Type"] == "image/gif"
    response = get(f"{LINE}&chof=bmp")
    assert response.headers["Content-Type"] == "image/png"
    assert "chof" in response.headers["X-Chart-Notice"]


@pytest.mark.parametrize(
    ("cht", "names"),
    [
        ("bvg", {"bar0_0", "bar0_1", "bar0_2"}),
        ("bhs", {"bar0_0", "bar0_1", "bar0_2"}),
        ("p", {"slice0", "slice1", "slice2"}),
        ("p3", {"slice0", "slice1", "slice2"}),
        ("pc", {f"slice{i}" for i in range(6)}),
        ("lc", {"circle0_0", "circle0_1", "circle0_2"}),
        ("s", {"circle0_0", "circle0_1", "circle0_2"}),
    ],
)
def test_json_lists_the_regions_of_the_chart(get: Ask, cht: str, names: set[str]) -> None:
    axes = "&chxt=y&chxl=0:|low|high&chxp=0,0,100&chdl=one" if cht[0] != "p" else "&chdl=one"
    response = get(f"{asked(cht)}&chof=json{axes}")
    assert response.headers["Content-Type"] == "application/json"
    document = response.json()
    assert document.keys() == {"chartshape"}
    shapes = {shape["name"]: shape for shape in document["chartshape"]}
    assert names <= shapes.keys()
    assert "legend0" in shapes
    if cht[0] != "p":
        assert {"axis0_0", "axis0_1"} <= shapes.keys()
    for shape in shapes.values():
        assert shape.keys() == {"name", "type", "coords"}
        count = len(shape["coords"])
        assert {"RECT": count == 4, "CIRCLE": count == 3, "POLY": count >= 6 and not count % 2}[
            shape["type"]
        ]
        assert all(isinstance(coord, int) for coord in shape["coords"])


@pytest.mark.parametrize("function", ["show", "a.b.c", "$x", "_1"])
def test_callback_makes_a_script_of_the_json(get: Ask, function: str) -> None:
    plain = get(f"{LINE}&chof=json")
    response = get(f"{LINE}&chof=json&callback={function}")
    assert response.headers["Content-Type"].partition(";")[0] == "text/javascript"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    script = response.text
    assert script.startswith(f"/**/{function}(")
    assert script.endswith(");")
    assert json.loads(script.partition("(")[2][:-2]) == plain.json()


@pytest.mark.parametrize("function", ["alert(1)", "a-b", "1a", "a..b", "<script>", "é", "a" * 101])
def test_a_callback_that_is_no_name_is_refused(ask: Ask, function: str) -> None:
    response = ask("GET", f"{LINE}&chof=json&callback={function}")
    assert response.status_code == 400
    assert [error["parameter"] for error in response.json()["errors"]] == ["callback"]


# What is odd is drawn, and remarked on.


@pytest.mark.parametrize(
    ("more", "remark"),
    [
        ("x=.png", "unknown parameter"),
        (".png", "unknown parameter"),
        ("nonsense=something_that_ends_with.png", "unknown parameter"),
        ("chst=d_text", "has no effect on charts of type lc"),
        ("chem=y;s=flag", "unknown icon"),
        ("chp=0.5", "has no effect on charts of type lc"),
        ("chbh=a", "has no effect on charts of type lc"),
        ("chts=FF0000", "has no effect without chtt"),
        ("chdlp=b", "has no effect without chdl"),
        ("callback=f", "is for chof=json"),
        ("chtt=a&chtt=b", "is given more than once"),
        ("chs=100x100&chs=120x80", "is given more than once"),
        ("chco=%23FF0000", "without #"),
        ("chco=red", "is not a colour"),
        ("chd=e:AAB&x=", "has two characters a value"),
        ("chd=t:1,x,3", "is not a number"),
        ("chd=s:A$B", "is not one of A-Z a-z 0-9"),
        ("chxt=x&chxl=-1:|a", "there is no axis -1"),
        ("chxt=x&chxl=3:|a", "there is no axis 3"),
        ("chxt=x&chxl=a|0:|b", "stands before the number of an axis"),
        ("chxt=x&chxs=7,000000", "there is no axis 7"),
        ("chxt=x,q", "is not one of x, y, t, r"),
        ("chxt=x&chxr=0,5,5", "is not a range"),
        ("chds=5,5", "has no extent"),
        ("chds=0,10,5", "has no partner"),
        ("chm=q,FF0000,0,-1,5", "there is no marker"),
        ("chm=o,FF0000,9,-1,5", "there is no series 9"),
        ("chf=bg,lg,0", "has no colours"),
        ("chf=zz,s,FF0000", "is not one of bg, c, a"),
        ("chf=b0,s,FF0000", "there are no bars b0"),
        ("chg=0.01,10", "too small to be seen"),
        ("chdl=a&chdlp=zz", "is not one of r, l"),
        ("chtt=a&chts=000000,900", "up to 200 pixels"),
        ("chfd=5,x,0,1,1,x", "does not stand in chd"),
        ("chfd=0,x,0,1,1,x%2B", "is missing"),
        ("chma=a,b", "is not a number"),
    ],
)  # fmt: skip
def test_odd_parameters_are_drawn_and_remarked_on(
    get: Ask, remarks: Callable[[str], str], more: str, remark: str
) -> None:
    assert decoded(get(f"{LINE}&{more}")).size[0] in (100, 120, 200)
    assert remark in remarks(f"{LINE}&{more}")


@pytest.mark.parametrize(
    "more",
    ["", "&", "&&chtt=&", "&chxp=&chxr=", "&chm=&chf=|", "&=&=x", "&chtt", "&%00=", "&chd="],
)
def test_empty_parameters_say_nothing(get: Ask, more: str) -> None:
    target = f"/chart?cht=lc&&chs=200x100{more}&chd=t:10,50,30"
    assert get(target).content == get(LINE).content


@pytest.mark.parametrize("spelling", ["chd=t:10,50,30|", "chd=t:10,50,30,", "chd=T:10,50,30"])
def test_needless_signs_at_the_end_say_nothing(get: Ask, spelling: str) -> None:
    assert get(f"/chart?cht=lc&chs=200x100&{spelling}").content == get(LINE).content


def test_a_right_url_has_no_remarks(remarks: Callable[[str], str]) -> None:
    text = remarks(f"{LINE}&chxt=x,y&chxl=0:|a|b|&chm=o,FF0000,0,-1,5&chtt=Sales|in+May")
    assert "No errors, and nothing was ignored" in text
    assert "Sales|in May" in text


def test_remarks_stand_under_their_headings(remarks: Callable[[str], str]) -> None:
    text = remarks("/chart?cht=zz&chs=0x0&chd=10,20&chco=red&foo=bar")
    assert "Errors: the picture cannot be drawn" in text
    assert "Ignored: has no effect" in text
    for name in ("cht", "chs", "chd", "foo"):
        assert re.search(rf"\b{name}\b", text)
    warned = remarks(f"{LINE}&chco=red")
    assert "Warnings: interpreted differently" in warned


def test_the_page_of_remarks_shows_the_picture_and_runs_nothing(ask: Ask) -> None:
    title = "<script>alert(1)</script>\"'>"
    response = ask("GET", f"{LINE}&chof=validate", params={"chtt": title, title: "x"})
    assert "<script" not in response.text
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    picture = html.unescape(re.findall(r'<img src="([^"]*)"', response.text)[0])
    assert picture.startswith("/chart?")
    assert decoded(ask("GET", picture)).size == (200, 100)


def test_text_that_is_no_utf_8_is_drawn(get: Ask, remarks: Callable[[str], str]) -> None:
    for more in ("chtt=%FF%FE", "chdl=%ED%A0%80", "chxt=x&chxl=0:|%C3", "chm=t%80,0,0,0,9"):
        assert decoded(get(f"{LINE}&{more}")).size == (200, 100)
        assert get(f"{LINE}&{more}&chof=svg").content.startswith(b"<?xml")
        remarks(f"{LINE}&{more}")


# Errors.


WRONG = [
    ("", {"cht", "chs", "chd"}),
    ("cht=lc", {"chs", "chd"}),
    ("cht=lc&chs=&chd=", {"chs", "chd"}),
    ("cht=zz&chs=200x100&chd=t:1", {"cht"}),
    ("cht=LC&chs=200x100&chd=t:1", {"cht"}),
    ("cht=d&chs=200x100&chd=t:1", {"cht"}),
    ("cht=t&chs=200x100&chd=t:1", {"chtm"}),
    ("cht=gv&chl=graph{a--b&chs=200x100", {"chl"}),
    ("cht=gv&chl=graph{a--b}&chd=t:1", {"chd"}),
    ("cht=tx&chl=\\frac{1}{", {"chl"}),
    ("chst=d_nothing&chld=A", {"chst"}),
    ("chst=d_map_xpin_letter&chld=nothing|A", {"chld"}),
    ("cht=lc&chs=200&chd=t:1", {"chs"}),
    ("cht=lc&chs=0x100&chd=t:1", {"chs"}),
    ("cht=lc&chs=-1x100&chd=t:1", {"chs"}),
    ("cht=lc&chs=1e2x100&chd=t:1", {"chs"}),
    ("cht=lc&chs=200x100&chd=1,2", {"chd"}),
    ("cht=lc&chs=200x100&chd=b:1,2", {"chd"}),
    ("cht=qr&chs=200x100", {"chl"}),
    ("cht=qr&chs=20x20&chl=Hello", {"chs"}),
    ("cht=zz&chs=x&chd=x&chof=json&callback=(", {"cht", "chs", "chd", "callback"}),
]


@pytest.mark.parametrize(("query", "wrong"), WRONG)
@pytest.mark.parametrize("accept", ["*/*", "application/json", ""])
def test_every_wrong_parameter_is_named(ask: Ask, query: str, wrong: set[str], accept: str) -> None:
    response = ask("GET", f"/chart?{query}", headers={"Accept": accept})
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    document = response.json()
    assert document["status"] == 400
    assert {error["parameter"] for error in document["errors"]} == wrong
    assert all(error["detail"] and error["allowed"] for error in document["errors"])


@pytest.mark.parametrize(
    "headers",
    [
        *({"Accept": accept} for accept in IMAGES.values()),
        {"Accept": "*/*", "Sec-Fetch-Dest": "image"},
        {"Accept": IMAGES["Chrome"], "Sec-Fetch-Dest": "image"},
    ],
    ids=[*IMAGES, "Sec-Fetch-Dest", "both"],
)
def test_an_img_gets_the_error_as_a_picture(ask: Ask, headers: dict[str, str]) -> None:
    response = ask("GET", "/chart?cht=zz&chs=320x90&chd=t:1", headers=headers)
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Length"] == str(len(response.content))
    vary = {name.strip() for name in response.headers["Vary"].split(",")}
    assert {"Accept", "Sec-Fetch-Dest"} <= vary
    image = decoded(response)
    assert image.size == (320, 90)
    assert len(image.getcolors(100_000)) > 2


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ("1x1", (1, 1)),
        ("3000x3000", (1000, 300)),
        ("0x0", (300, 120)),
        ("x", (300, 120)),
        ("", (300, 120)),
    ],
)
def test_the_picture_of_an_error_has_the_size_that_was_asked_for(
    ask: Ask, size: str, expected: tuple[int, int]
) -> None:
    headers = {"Sec-Fetch-Dest": "image"}
    response = ask("GET", f"/chart?cht=zz&chs={size}", headers=headers)
    assert decoded(response).size == expected


@pytest.mark.parametrize(
    "headers",
    [
        *({"Accept": accept} for accept in PAGES.values()),
        {"Accept": PAGES["Chrome"], "Sec-Fetch-Dest": "document"},
    ],
    ids=[*PAGES, "navigated"],
)
def test_a_person_gets_the_error_as_a_page(ask: Ask, headers: dict[str, str]) -> None:
    response = ask("GET", "/chart?cht=zz&chs=320x90&chd=t:1", headers=headers)
    assert response.status_code == 400
    assert response.headers["Content-Type"].startswith("text/html")
    assert response.headers["Cache-Control"] == "no-store"
    assert "<code>cht</code>" in response.text


def test_a_script_gets_the_error_as_a_problem_document(ask: Ask) -> None:
    headers = {"Accept": IMAGES["Chrome"], "Sec-Fetch-Dest": "empty"}
    response = ask("GET", "/chart?cht=zz&chs=320x90&chd=t:1", headers=headers)
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"


def test_head_of_what_is_wrong_has_no_body(ask: Ask) -> None:
    response = ask("HEAD", "/chart?cht=zz")
    assert response.status_code == 400
    assert response.content == b""
    assert response.headers["Cache-Control"] == "no-store"


# Caching.


def test_a_picture_that_is_known_is_not_sent_again(ask: Ask, get: Ask) -> None:
    first = get(LINE)
    tag = first.headers["ETag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', tag)
    for condition in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        again = ask("GET", LINE, headers={"If-None-Match": condition})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["ETag"] == tag
        assert again.headers["Cache-Control"] == CACHED
    assert get(LINE, **{"If-None-Match": '"x"'}).content == first.content


def test_a_post_is_always_answered(ask: Ask) -> None:
    assert ask("POST", LINE, headers={"If-None-Match": "*"}).status_code == 200


def test_every_form_and_callback_has_its_own_etag(get: Ask) -> None:
    forms = ["png", "gif", "svg", "json", "json&callback=f", "json&callback=g"]
    assert len({get(f"{LINE}&chof={form}").headers["ETag"] for form in forms}) == len(forms)


@pytest.mark.parametrize(
    "same",
    [
        "/chart?chd=t:10,50,30&chs=200x100&cht=lc",
        "/chart?cht=lc&chs=200x100&chd=t%3A10%2C50%2C30",
        "/chart?cht=lc&chs=200x100&chd=t:10.0,50,3e1",
        "/chart?cht=lc&chs=200x100&chd=t:10,50,30&chof=png&x=.png",
        "/chart?cht=lc&chs=200X100&chd=t:10,50,30&chds=0,100",
    ],
)
def test_one_chart_in_two_spellings_differs_in_its_values_only(get: Ask, same: str) -> None:
    assert get(LINE).content == get(same).content


TOO_MUCH = "/chart?cht=lc&chs=1000x300&chd=t:0,100,0,100&chls=1000,0.1,0.1"


def test_what_is_too_much_to_draw_is_a_400_that_names_the_parameter(ask: Ask) -> None:
    response = ask("GET", TOO_MUCH)
    assert response.status_code == 400
    assert response.headers["Cache-Control"] == "no-store"
    (error,) = response.json()["errors"]
    assert (error["parameter"], error["detail"]) == ("chls", "has too many or too wide dashes")
    shown = ask("GET", TOO_MUCH, headers={"Sec-Fetch-Dest": "image"})
    assert (shown.status_code, shown.headers["Content-Type"]) == (400, "image/png")


def test_what_is_too_much_to_draw_is_said_by_the_page_of_remarks(
    remarks: Callable[[str], str],
) -> None:
    assert "has too many or too wide dashes" in remarks(TOO_MUCH)
