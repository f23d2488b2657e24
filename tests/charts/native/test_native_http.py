"""The chart functions over HTTP: what is promised to whoever asks for a picture."""

from __future__ import annotations

import io
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import azure.functions as func
import pytest
import requests
from PIL import Image

from charts.native import functions
from charts.native.kinds import KINDS
from charts.pictures.response import cache
from devserver import testing
from tests.conftest import RUNNING
from tests.pictures import pixels

DOCUMENTED = {
    "bar": "/charts/bar?title=Enrolled%20students&xlabel=Courses%20offered&ylabel=Number%20enrolled"
    "&xvalues=C,Ruby,Java,Python&yvalues=10,20,15,30.5",
    "pie": "/charts/pie?title=Enrolled%20students&xlabel=Courses%20offered&ylabel=Number%20enrolled"
    "&labels=C,Ruby,Java,Python&values=10,20,15,30.5",
}
BAR = "/charts/bar?xvalues=a,b&yvalues=1,2"
LINE = "/charts/line?xvalues=a,b,c&yvalues=1,4,2"
PIE = "/charts/pie?labels=a,b&values=1,2"
SCATTER = "/charts/scatter?xvalues=1,2&yvalues=3,4"
TWO = "xvalues=a,b&yvalues=1,2|3,4"
FORMATS = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
CACHED = "public, max-age=86400, stale-while-revalidate=604800"

Ask = Callable[..., requests.Response]


def decoded(response: requests.Response) -> Image.Image:
    """The pixels of a PNG, whichever way it stores them."""
    with Image.open(io.BytesIO(response.content), formats=["png"]) as image:
        return image.convert("RGBA")


def corners(response: requests.Response) -> set[tuple[int, ...]]:
    image = decoded(response)
    right, bottom = image.width - 1, image.height - 1
    return {image.getpixel(at) for at in ((0, 0), (right, 0), (0, bottom), (right, bottom))}


def area(response: requests.Response, colour: tuple[int, int, int]) -> int:
    """How many pixels have exactly this colour."""
    counted = decoded(response).getcolors(8_000_000)
    return sum(count for count, seen in counted if seen == (*colour, 255))


# The two addresses that are out in the world.


@pytest.mark.parametrize("kind", DOCUMENTED)
def test_documented_address_gives_a_png_of_640_by_480(get: Ask, kind: str) -> None:
    response = get(DOCUMENTED[kind])
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Content-Disposition"] == "inline; filename=chart.png"
    assert decoded(response).size == (640, 480)


def test_documented_bars_are_as_long_as_their_values(get: Ask) -> None:
    response = get(DOCUMENTED["bar"] + "&colors=ff0000,00ff00,0000ff,ff00ff")
    measured = [area(response, c) for c in ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 0, 255))]
    assert [m / measured[0] for m in measured] == pytest.approx([1, 2, 1.5, 3.05], rel=0.02)


def test_documented_slices_are_as_large_as_their_values(get: Ask) -> None:
    response = get(DOCUMENTED["pie"] + "&colors=ff0000,00ff00,0000ff,ff00ff")
    measured = [area(response, c) for c in ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 0, 255))]
    assert [m / measured[0] for m in measured] == pytest.approx([1, 2, 1.5, 3.05], rel=0.05)


# Kinds and methods.


@pytest.mark.parametrize("target", [BAR, LINE, PIE, SCATTER])
def test_every_kind_is_drawn(get: Ask, target: str) -> None:
    assert len(decoded(get(target)).getcolors(1_000_000)) > 2


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("kind", ["nonsense", "Bar", "bar.exe", "b", "bar%20"])
def test_another_kind_is_not_found(ask: Ask, method: str, kind: str) -> None:
    response = ask(method, f"/charts/{kind}?xvalues=a&yvalues=1")
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    if method != "HEAD":
        assert all(known in response.json()["detail"] for known in KINDS)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_another_method_is_not_found(ask: Ask, method: str) -> None:
    assert ask(method, BAR).status_code == 404


@pytest.mark.parametrize("target", ["/charts", "/charts/", "/charts/bar/png"])
def test_another_address_is_not_found(ask: Ask, target: str) -> None:
    assert ask("GET", target).status_code == 404


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("target", [BAR, PIE])
def test_head_answers_the_headers_of_get_and_no_body(ask: Ask, target: str, format_: str) -> None:
    plain = {"Accept-Encoding": "identity"}
    head, full = (
        ask(method, f"{target}&format={format_}", headers=plain) for method in ("HEAD", "GET")
    )
    assert head.status_code == full.status_code == 200
    assert head.content == b""
    of_each = {"Date": "", "X-Request-Id": ""}
    assert {**head.headers, **of_each} == {**full.headers, **of_each}
    assert int(head.headers["Content-Length"]) == len(full.content)


def test_head_of_what_is_wrong_has_no_body(ask: Ask) -> None:
    response = ask("HEAD", BAR + "&width=1")
    assert response.status_code == 422
    assert response.content == b""
    assert response.headers["Cache-Control"] == "no-store"


# Formats and sizes.


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("target", [BAR, LINE, PIE, SCATTER])
def test_format_gives_its_media_type_and_file_name(get: Ask, target: str, format_: str) -> None:
    response = get(f"{target}&format={format_}", **{"Accept-Encoding": "identity"})
    assert response.headers["Content-Type"] == FORMATS[format_]
    assert response.headers["Content-Disposition"] == f"inline; filename=chart.{format_}"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Length"] == str(len(response.content))


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_svg_is_compressed_for_clients_that_accept_it(ask: Ask, method: str) -> None:
    target = f"{BAR}&title=Languages+of+our+courses&ylabel=Courses&format=svg"
    plain = ask(method, target, headers={"Accept-Encoding": "identity"})
    packed = ask(method, target, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) < int(plain.headers["Content-Length"]) / 2
    assert packed.content == plain.content
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["ETag"] != plain.headers["ETag"]
    for response in (plain, packed):
        tag = response.headers["ETag"]
        again = ask(method, target, headers={"Accept-Encoding": "gzip", "If-None-Match": tag})
        assert (again.status_code, again.headers["ETag"]) == (304, tag)
        assert again.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("format_", ["png", "pdf"])
def test_binary_formats_are_not_compressed(get: Ask, format_: str) -> None:
    response = get(f"{BAR}&format={format_}", **{"Accept-Encoding": "gzip"})
    assert not {"Content-Encoding", "Vary"} & set(response.headers)


def test_svg_is_xml_of_the_size_that_was_asked_for(get: Ask) -> None:
    root = ET.fromstring(get(f"{BAR}&format=svg&width=400&height=300").content)  # noqa: S314
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    # A pixel is three quarters of a point.
    assert (root.attrib["width"], root.attrib["height"]) == ("400", "300")
    assert root.attrib["viewBox"] == "0 0 400 300"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "--><script>alert(1)</script><!--", "]]>&lt;&amp;'\""]
)
def test_svg_does_not_run_what_it_is_given(ask: Ask, text: str) -> None:
    document = {"title": text, "xvalues": [text], "yvalues": [1], "legend": [text], "format": "svg"}
    response = ask("POST", "/charts/bar", json=document)
    assert response.status_code == 200
    root = ET.fromstring(response.content)  # noqa: S314
    assert not [e for e in root.iter() if isinstance(e.tag, str) and e.tag.endswith("script")]
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_pdf_is_one_page_of_the_size_that_was_asked_for(get: Ask) -> None:
    content = get(f"{BAR}&format=pdf&width=400&height=300").content
    assert content.startswith(b"%PDF-1.")
    assert content.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type ?/Page\b", content)) == 1
    assert re.findall(rb"/MediaBox ?\[ ?([^]]*?) ?\]", content) == [b"0 0 300 225"]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ("width=400&height=300", (400, 300)),
        ("width=16&height=16", (16, 16)),
        ("width=2000&height=16", (2000, 16)),
        ("width=16&height=2000", (16, 2000)),
        ("width=2000&height=2000", (2000, 2000)),
        ("scale=2", (1280, 960)),
        ("width=99&height=99&scale=1.1", (109, 109)),
        ("width=100&height=50&scale=4", (400, 200)),
        ("width=2000&height=1000&scale=2", (4000, 2000)),  # 8 million device pixels
    ],
)
@pytest.mark.parametrize("target", [BAR, LINE, PIE, SCATTER])
def test_png_has_the_size_that_was_asked_for(
    get: Ask, target: str, sizes: str, expected: tuple[int, int]
) -> None:
    assert decoded(get(f"{target}&{sizes}")).size == expected


# Colours.


def test_transparent_background_is_clear_at_the_corners(get: Ask) -> None:
    response = get(BAR + "&background=transparent")
    assert {corner[3] for corner in corners(response)} == {0}
    assert decoded(response).getextrema()[3] == (0, 255)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("teal", (0, 128, 128, 255)),
        ("REBECCAPURPLE", (102, 51, 153, 255)),
        ("0088cc", (0, 136, 204, 255)),
        ("%230088CC", (0, 136, 204, 255)),
        ("0088cc80", (0, 136, 204, 128)),
        ("08c", (0, 136, 204, 255)),
    ],
)
def test_background_has_the_colour_that_was_asked_for(
    get: Ask, text: str, expected: tuple[int, ...]
) -> None:
    assert corners(get(f"{PIE}&background={text}")) == {expected}


def test_dark_theme_is_dark(get: Ask) -> None:
    assert all(max(corner[:3]) < 64 for corner in corners(get(BAR + "&theme=dark")))


def test_background_goes_before_the_theme(get: Ask) -> None:
    assert corners(get(BAR + "&theme=dark&background=white")) == {(255, 255, 255, 255)}


@pytest.mark.parametrize("kind", ["bar", "line", "scatter"])
def test_colours_are_one_a_series_and_start_over(get: Ask, kind: str) -> None:
    xvalues = "1,2" if kind == "scatter" else "a,b"
    target = f"/charts/{kind}?xvalues={xvalues}&yvalues=1,2|3,4|5,6&colors="
    same = get(target + "teal,red,teal"), get(target + "teal,red")
    assert same[0].content == same[1].content
    assert same[0].content != get(target + "teal,red,red").content


def test_one_series_of_bars_has_one_colour_a_bar(get: Ask) -> None:
    response = get(BAR + "&colors=ff0000,0000ff")
    assert area(response, (0, 0, 255)) == pytest.approx(2 * area(response, (255, 0, 0)), rel=0.02)


# Values.


@pytest.mark.parametrize(
    ("target", "same"),
    [
        ("/charts/bar?xvalues=a,b&yvalues=1,2", "/charts/bar?yvalues=1,2&xvalues=a,b"),
        ("/charts/bar?xvalues=a,b&yvalues=1,2", "/charts/bar?xvalues=a,b&yvalues=%201.0,+2e0"),
        ("/charts/bar?xvalues=a,b&yvalues=1,2", "/charts/bar?xvalues=a%2Cb&yvalues=1%2c2"),
        ("/charts/bar?xvalues=a,b&yvalues=1,.5", "/charts/bar?xvalues=a,b&yvalues=%2B1.,5E-1"),
        (BAR + "&title=a%20b", BAR + "&title=a+b"),
        (BAR + "&title=%C3%A9", BAR + "&title=é"),
        (BAR + "&title=50%25", BAR + "&title=50%"),
        (BAR + "&colors=red", BAR + "&colors=FF0000"),
        (BAR + "&stacked", BAR + "&stacked=true"),
        (BAR + "&stacked=1", BAR + "&stacked=YES"),
        (BAR + "&stacked=on", BAR + "&stacked="),
        (BAR, BAR + "&stacked=false&horizontal=0&value_labels=no&log=off"),
        (BAR, BAR + "&title=&xlabel=&ylabel=&legend=&legend_position=&colors=&background=&theme="),
        (BAR, BAR + "&ymin=&ymax=&width=&height=&scale=&format="),
        (BAR, BAR + "&width=640&height=480&scale=1&format=png&legend_position=none"),
        (BAR + "&legend=n", BAR + "&legend=n&legend_position=right"),
        (LINE, LINE + "&curve=linear&markers=false&area=false"),
        (LINE + "&curve=smooth", LINE + "&curve=SMOOTH"),
        (PIE, PIE + "&hole=0&legend_position=none&value_labels=false"),
        (PIE, PIE + "&xlabel=Courses&ylabel=Number"),
        (PIE, PIE + "&theme=light"),
        (SCATTER, SCATTER + "&log=false"),
    ],
)
def test_one_chart_in_two_spellings_has_one_etag(get: Ask, target: str, same: str) -> None:
    first, second = get(target), get(same)
    assert first.headers["ETag"] == second.headers["ETag"]
    assert first.content == second.content


@pytest.mark.parametrize(
    ("target", "parameter"),
    [
        *(
            (target, parameter)
            for target in (BAR, LINE, PIE, SCATTER)
            for parameter in (
                "title=t",
                "colors=teal",
                "background=ivory",
                "theme=dark",
                "width=641",
                "height=481",
                "scale=1.5",
                "format=svg",
                "format=pdf",
            )
        ),
        *(
            (target, parameter)
            for target in (BAR, LINE, SCATTER)
            for parameter in (
                "xlabel=x",
                "ylabel=y",
                "ymin=-7",
                "ymax=77",
                "log",
                "legend=n",
                "legend=n&legend_position=left",
                "legend=n&legend_position=top",
                "legend=n&legend_position=bottom",
            )
        ),
        (BAR, "horizontal"),
        (BAR, "value_labels"),
        (f"/charts/bar?{TWO}", "stacked"),
        (LINE, "curve=smooth"),
        (LINE, "curve=step"),
        (LINE, "markers"),
        (LINE, "area"),
        (PIE, "hole=0.9"),
        (PIE, "value_labels"),
        (PIE, "legend_position=right"),
        (PIE, "legend_position=left"),
        (PIE, "legend_position=top"),
        (PIE, "legend_position=bottom"),
    ],
)
def test_every_parameter_changes_the_picture(get: Ask, target: str, parameter: str) -> None:
    without, with_ = get(target), get(f"{target}&{parameter}")
    assert without.content != with_.content
    assert without.headers["ETag"] != with_.headers["ETag"]


def test_legend_stands_where_it_was_asked_for(get: Ask) -> None:
    seen = {
        position: get(f"/charts/bar?{TWO}&legend=n,m&legend_position={position}").content
        for position in ("right", "left", "top", "bottom", "none")
    }
    assert len(set(seen.values())) == 5
    # The same picture; in words, the series have their names.
    unnamed = get(f"/charts/bar?{TWO}").content
    assert (pixels(seen["none"]) == pixels(unnamed)).all()


def test_numbers_are_places_on_a_line_s_x_axis(get: Ask) -> None:
    def middle(xvalues: str) -> int:
        """How much is drawn around the middle, where the second of three names has its marker."""
        response = get(f"/charts/line?xvalues={xvalues}&yvalues=1,1,1&markers&colors=ff0000")
        return decoded(response).crop((290, 0, 390, 480)).tobytes().count(b"\xff\0\0\xff")

    assert middle("a,b,c") > middle("0,1,10")
    assert middle("0,b,10") > middle("0,1,10")


@pytest.mark.parametrize(
    "query",
    [
        "yvalues=1e-300,1e300&log&value_labels",
        "yvalues=1e-300,1e300&log&value_labels&horizontal",
        "yvalues=-1e300,1e300&value_labels",
        "yvalues=1e300,1e300|1e300,-1e300&stacked&value_labels",
        "yvalues=1e-300,-1e-300&ymin=-1e300&ymax=1e300",
        "yvalues=5,6&log&ymax=1",
        "yvalues=5,6&log&ymin=100",
        "yvalues=5,6&log&ymin=1e300",
        "yvalues=5,6&log&ymax=1e-300",
        "yvalues=5,6&log&ymin=1e10&ymax=10000000000.000002",
        "yvalues=5,6&log&ymin=1&ymax=1.0000000000000002",
        "yvalues=5,6&log&ymin=1e-300&ymax=1.000000001e-300",
        "yvalues=5,6&ymin=1e300",
        "yvalues=5,6&ymax=-1e300",
        "yvalues=5,6&ymax=0",
        "yvalues=5,6&ymax=0&horizontal&value_labels",
        "yvalues=0,0&ymax=0",
        "yvalues=-5,-6&ymin=0",
        "yvalues=5,6&ymax=1e-300",
        "yvalues=5,6&ymax=-1e-300",
        "yvalues=5,6&ymin=1&ymax=1.0000000000000002",
        "yvalues=0,0",
        "yvalues=,",
        "yvalues=,&log&value_labels",
        "yvalues=1,8e299&decimals=10",
        "yvalues=,&ymin=5",
        "yvalues=,&ymax=-5",
    ],
)
def test_extreme_axis_is_drawn(get: Ask, query: str) -> None:
    assert decoded(get(f"/charts/bar?xvalues=a,b&{query}")).size == (640, 480)


def test_largest_chart_is_drawn(ask: Ask) -> None:
    for kind in ("bar", "line", "scatter"):
        document: dict[str, Any] = {
            "xvalues": list(range(40)),
            "yvalues": [list(range(40))] * 50,
            "legend": [f"{i}" for i in range(50)],
            "title": "t" * 500,
            "xlabel": "x" * 200,
            "ylabel": "y" * 200,
        }
        assert ask("POST", f"/charts/{kind}", json=document).status_code == 200
    pie = {"labels": ["l" * 16] * 1999 + ["l" * 200], "values": [1] * 2000, "hole": 0.9}
    assert ask("POST", "/charts/pie", json=pie).status_code == 200


# POST.


@pytest.mark.parametrize(
    ("target", "document"),
    [
        (BAR, {"xvalues": ["a", "b"], "yvalues": [1, 2]}),
        (BAR, {"xvalues": ["a", "b"], "yvalues": [[1, 2]]}),
        (BAR, {"xvalues": "a,b", "yvalues": "1,2"}),
        (BAR, {"xvalues": ["a", "b"], "yvalues": ["1", " 2.0 "]}),
        (
            "/charts/bar?xvalues=a,b,c&yvalues=1,,3|,5,6",
            {"xvalues": ["a", "b", "c"], "yvalues": [[1, None, 3], [None, 5, 6]]},
        ),
        (
            "/charts/bar?xvalues=a,b,c&yvalues=1,,3|,5,6",
            {"xvalues": "a,b,c", "yvalues": "1, ,3|,5,6"},
        ),
        (
            r"/charts/bar?xvalues=a\,b,c\|d,e\\,\f,&yvalues=1,2,3,4,5",
            {"xvalues": ["a,b", "c|d", "e\\", "\\f", None], "yvalues": [1, 2, 3, 4, 5]},
        ),
        ("/charts/bar?xvalues=2019,2020&yvalues=1,2", {"xvalues": [2019, 2020], "yvalues": [1, 2]}),
        ("/charts/bar?xvalues=a&yvalues=5", {"xvalues": ["a"], "yvalues": 5}),
        (
            f"/charts/bar?{TWO}&stacked&horizontal=no&legend=n,m&colors=red,0088cc80"
            "&legend_position=top&ymin=0&ymax=8.5&width=500&height=250&scale=1.5",
            {
                "xvalues": ["a", "b"],
                "yvalues": [[1, 2], [3, 4]],
                "stacked": True,
                "horizontal": False,
                "legend": ["n", "m"],
                "colors": ["red", "0088cc80"],
                "legend_position": "top",
                "ymin": 0,
                "ymax": 8.5,
                "width": 500,
                "height": 250.0,
                "scale": 1.5,
            },
        ),
        (
            BAR,
            {
                "xvalues": ["a", "b"],
                "yvalues": [1, 2],
                "title": None,
                "legend": None,
                "stacked": None,
                "colors": None,
                "width": None,
                "format": None,
            },
        ),
        (BAR, {"xvalues": ["a", "b"], "yvalues": [1, 2], "legend": [], "colors": [], "title": ""}),
        (LINE, {"xvalues": ["a", "b", "c"], "yvalues": [1, 4, 2], "curve": "linear"}),
        ("/charts/line?xvalues=1,2.5&yvalues=1,2", {"xvalues": [1, 2.5], "yvalues": [1, 2]}),
        (
            PIE + "&hole=0.5&value_labels",
            {"labels": ["a", "b"], "values": [1, 2], "hole": 0.5, "value_labels": True},
        ),
        (PIE + "&xlabel=x&ylabel=y", {"labels": "a,b", "values": "1,2", "xlabel": "x"}),
        (SCATTER, {"xvalues": [1, 2], "yvalues": [3, 4]}),
        (SCATTER, {"xvalues": [[1, 2]], "yvalues": [[3, 4]]}),
        (
            "/charts/scatter?xvalues=1,,3&yvalues=,2,3",
            {"xvalues": [1, None, 3], "yvalues": [None, 2, 3]},
        ),
        (BAR + "&title=5", {"xvalues": ["a", "b"], "yvalues": [1, 2], "title": 5}),
        (BAR + "&format=svg", {"xvalues": ["a", "b"], "yvalues": [1, 2], "format": "svg"}),
        (
            BAR + "&title=%C3%A9%E6%BC%A2",
            {"xvalues": ["a", "b"], "yvalues": [1, 2], "title": "é漢"},
        ),
    ],
)
def test_post_gives_the_picture_of_get(
    ask: Ask, get: Ask, target: str, document: dict[str, Any]
) -> None:
    posted = ask("POST", target.partition("?")[0], json=document)
    assert posted.status_code == 200, posted.text
    got = get(target)
    assert posted.content == got.content
    of_each = {"Date": "", "X-Request-Id": ""}
    assert {**posted.headers, **of_each} == {**got.headers, **of_each}


@pytest.mark.parametrize(
    "media_type", ["application/json; charset=utf-8", "Application/JSON", "application/json ;q=1"]
)
def test_json_may_have_parameters_and_any_case(ask: Ask, media_type: str) -> None:
    body, headers = '{"xvalues": ["a"], "yvalues": [1]}', {"Content-Type": media_type}
    assert ask("POST", "/charts/bar", data=body, headers=headers).status_code == 200


def test_post_is_answered_whatever_the_client_has(ask: Ask) -> None:
    document = {"xvalues": ["a"], "yvalues": [1]}
    response = ask("POST", "/charts/bar", json=document, headers={"If-None-Match": "*"})
    assert response.status_code == 200
    assert response.content


# Caching.


@pytest.mark.parametrize("format_", FORMATS)
def test_picture_may_be_cached(get: Ask, format_: str) -> None:
    response = get(f"{BAR}&format={format_}")
    assert response.headers["Cache-Control"] == CACHED
    assert re.fullmatch(r'"[!#-~]+"', response.headers["ETag"])


@pytest.mark.skipif(bool(RUNNING), reason="the other instance would be of other sources")
@pytest.mark.parametrize("format_", FORMATS)
def test_same_chart_is_the_same_on_every_instance(get: Ask, format_: str) -> None:
    target = f"{DOCUMENTED['bar']}&format={format_}"
    here = get(target)
    root = Path(__file__).parents[3]
    with testing.running(root, {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}) as other:
        there = requests.get(f"{other.url}{target}", timeout=60)
    assert here.headers["ETag"] == there.headers["ETag"]
    assert here.content == there.content


def test_charts_asked_for_at_once_are_those_asked_for_alone(get: Ask) -> None:
    targets = [
        f"{target}&title=%C3%A9{i}&format={format_}"
        for i, target in enumerate((BAR, LINE, PIE, SCATTER))
        for format_ in FORMATS
    ]
    alone = [get(target).content for target in targets]
    with ThreadPoolExecutor(6) as pool:
        at_once = list(pool.map(lambda target: get(target).content, targets * 3))
    assert at_once == alone * 3


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "condition",
    ["{tag}", "W/{tag}", '"other", {tag}', '"other",W/{tag},"third"', "*"],
)
def test_what_the_client_has_is_not_sent_again(
    ask: Ask, get: Ask, method: str, condition: str
) -> None:
    tag = get(BAR).headers["ETag"]
    response = ask(method, BAR, headers={"If-None-Match": condition.format(tag=tag)})
    assert response.status_code == 304
    assert response.content == b""
    assert response.headers["ETag"] == tag
    assert response.headers["Cache-Control"] == CACHED
    assert "Content-Disposition" not in response.headers


@pytest.mark.parametrize("condition", ['"other"', "{bare}", 'W/"{bare}x"', "", "w/{tag}", '"*"'])
def test_what_the_client_does_not_have_is_sent(get: Ask, condition: str) -> None:
    tag = get(BAR).headers["ETag"]
    given = condition.format(tag=tag, bare=tag.strip('"'))
    assert get(BAR, **{"If-None-Match": given}).content == get(BAR).content


def test_tag_of_another_chart_does_not_match(get: Ask) -> None:
    other = get(BAR + "&title=t").headers["ETag"]
    assert get(BAR, **{"If-None-Match": other}).content


def test_wrong_chart_is_wrong_whatever_the_client_has(ask: Ask) -> None:
    response = ask("GET", BAR + "&width=1", headers={"If-None-Match": "*"})
    assert response.status_code == 422


@pytest.fixture
def instance() -> Callable[..., func.HttpResponse]:
    """An instance that has drawn nothing: calls ``charts_get`` for bars with more parameters."""
    cache.cache_clear()
    app = func.FunctionApp()
    app.register_functions(functions.blueprint)
    found = {f.get_function_name(): f.get_user_function() for f in app.get_functions()}

    def answer(more: str = "", **headers: str) -> func.HttpResponse:
        request = func.HttpRequest(
            method="GET",
            url=f"http://localhost{BAR}{more}",
            headers=headers,
            route_params={"kind": "bar"},
            body=b"",
        )
        return found["charts_get"](request)

    return answer


@pytest.mark.skipif(bool(RUNNING), reason="its tags are of other sources")
def test_what_the_client_has_is_not_drawn(
    instance: Callable[..., func.HttpResponse], monkeypatch: pytest.MonkeyPatch, ask: Ask
) -> None:
    tag = ask("GET", BAR).headers["ETag"]
    monkeypatch.setitem(sys.modules, "charts.native.render", None)  # an import of it now fails
    assert instance(**{"if-none-match": tag}).status_code == 304
    assert instance().status_code == 500


def test_after_a_304_the_chart_is_drawn_without_parsing_the_request_again(
    instance: Callable[..., func.HttpResponse], monkeypatch: pytest.MonkeyPatch, ask: Ask
) -> None:
    assert instance(**{"if-none-match": "*"}).status_code == 304
    monkeypatch.setattr("charts.native.query.chart", None)
    assert instance().get_body() == ask("GET", BAR).content


def test_a_repeat_is_neither_read_nor_drawn(
    instance: Callable[..., func.HttpResponse], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = instance()
    for module in ("charts.native.render", "charts.native.values"):
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setattr("charts.native.query.chart", None)
    again = instance()
    assert again.get_body() == first.get_body()
    of_each = {"X-Request-Id": ""}
    assert {**again.headers, **of_each} == {**first.headers, **of_each}
    unchanged = instance(**{"if-none-match": first.headers["ETag"]})
    assert unchanged.status_code == 304
    assert not {"Content-Length", "Content-Disposition"} & set(unchanged.headers)
    # Another text is read, even where it asks for the same: here that fails.
    assert instance("&width=640").status_code == 500


@pytest.mark.parametrize(
    ("method", "target", "options", "status"),
    [
        ("GET", "/charts/cobweb", {}, 404),
        ("GET", BAR + "&width=1", {}, 422),
        ("POST", "/charts/bar", {"json": []}, 422),
        (
            "POST",
            "/charts/bar",
            {"data": "{", "headers": {"Content-Type": "application/json"}},
            400,
        ),
        ("POST", "/charts/bar", {"data": "xvalues=a&yvalues=1"}, 415),
        ("POST", "/charts/bar", {"json": "x" * 65536}, 413),
    ],
)
def test_error_is_a_problem_document_that_is_not_cached(
    ask: Ask, method: str, target: str, options: dict[str, Any], status: int
) -> None:
    response = ask(method, target, **options)
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Length"] == str(len(response.content))
    assert "ETag" not in response.headers
    assert response.json()["status"] == status
    assert response.json()["title"]
    assert response.json()["detail"]


def test_picture_may_stand_in_other_sites_pages(get: Ask) -> None:
    assert get(BAR).headers["Cross-Origin-Resource-Policy"] == "cross-origin"
