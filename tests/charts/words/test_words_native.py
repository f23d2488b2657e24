"""Charts in words: what is said of each kind, and where it is said."""

from __future__ import annotations

import json
import re
import struct
import xml.etree.ElementTree as ET
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pypdfium2
import pytest
import requests

from charts.canvas.description import MAX_LENGTH
from charts.native import kinds, query
from charts.native.describe import describe, general
from charts.native.kinds import scatter
from charts.pictures.words import MAX_HEADER, header

DESCRIBED = json.loads(Path(__file__).with_name("described.json").read_text(encoding="utf-8"))
EXAMPLES = [(kind, example) for kind, example in kinds.examples() if example.shown]
BAR = "/charts/bar?title=Enrolled students&xvalues=C,Ruby,Java,Python&yvalues=10,20,15,30.5"
SAID = "Bar chart “Enrolled students” with 4 values, from 10 (C) to 30.5 (Python)."
HOSTILE = (
    '"><script>alert(1)</script>', "a\r\nSet-Cookie: x=1", "]]></desc><!--", "%0d%0a%",
    "\u202eevil\u202c", "🙂" * 500, "漢字" * 250, "x" * 500, "\x00\x01", "(\\)", "a\u2028b",
    "\ufffe\uffff", "{0}{text}", "  ", "&amp;",
)  # fmt: skip


def _said(kind: str, parameters: Any) -> str:
    return describe(query.chart(kind, parameters)).text


@pytest.mark.parametrize("case", DESCRIBED, ids=lambda case: f"{case['kind']} {case['says'][:40]}")
def test_charts_are_described_as_a_person_would(case: dict[str, Any]) -> None:
    assert _said(case["kind"], case["parameters"]) == case["says"]


@pytest.mark.parametrize(("kind", "example"), EXAMPLES, ids=[e.name for _, e in EXAMPLES])
def test_every_kind_says_what_it_is_called_and_how_much_it_shows(kind: str, example: Any) -> None:
    chart = query.chart(kind, example.parameters)
    said = describe(chart)
    assert said.text.endswith(".")
    assert said.text[0].isupper()
    assert not re.search(r"  | ,|\.\.|\(\)|None|nan\b|\bfrom to\b", said.text)
    assert len(said.text) <= MAX_LENGTH
    if chart.alt:
        assert said.text == chart.alt
    elif chart.title:
        assert f"“{chart.title}”" in said.text
        assert said.title == chart.title
    else:
        assert said.title in said.text
    # A number of the data, and more than the name of the kind.
    rest = f"{said.text} one " if chart.alt else said.text
    rest = rest.replace(chart.title, "").replace(chart.subtitle, "")
    assert re.search(r"\d|one ", rest), said.text


@pytest.mark.parametrize(("kind", "example"), EXAMPLES, ids=[e.name for _, e in EXAMPLES])
def test_a_kind_without_words_of_its_own_says_something_true(kind: str, example: Any) -> None:
    chart = query.chart(kind, example.parameters)
    said = general(chart, chart.plot)
    assert not re.search(r"NoneType|object at|\(\(", said.scope)


def test_the_general_words_are_enough_for_series_and_for_named_values() -> None:
    chart = query.chart("pie", {"labels": "a,b", "values": "1,2"})
    assert general(chart, chart.plot).scope == "with 2 values: b 2 and a 1"
    chart = query.chart("scatter", {"xvalues": "2020,2021", "yvalues": "1,2", "xtype": "time"})
    assert scatter.say is not general
    said = general(chart, chart.plot)
    assert said.scope == "with 2 values from 2020 to 2021"
    assert said.sentences == ("The values rise from 1 to 2",)
    spans = {
        "labels": "Plan,Build",
        "start": "2024-01-01,2024-02-01",
        "end": "2024-02-01,2024-05-01",
    }
    chart = query.chart("timeline", spans)
    said = general(chart, chart.plot)
    assert said.scope == "with 2 entries: Plan and Build, from Jan 1, 2024 to May 1, 2024"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_what_it_stands_in(text: str) -> None:
    parameters = {
        "xvalues": [text[:200], "b"],
        "yvalues": [1, 2],
        "title": text,
        "legend": [text[:200]],
    }
    said = describe(query.chart("bar", parameters))
    assert len(said.text) <= MAX_LENGTH
    for part in said:
        assert part.isprintable(), ascii(part)
        part.encode()
        assert part == part.strip()
    line = header(said.text)
    assert re.fullmatch("[ -~]+", line)
    assert len(line) <= MAX_HEADER
    assert said.text.startswith(unquote(line).removesuffix("…"))


def test_a_header_is_read_back_as_it_was() -> None:
    text = "100 % of “Größe”, 5–7 🙂"
    assert unquote(header(text)) == text
    assert header("Bar chart, 5 values.") == "Bar chart, 5 values."


def test_a_callers_own_text_is_all_that_is_said(app_url: str) -> None:
    answer = requests.get(f"{app_url}{BAR}&alt=Python%20wins&format=alt", timeout=10)
    assert answer.text == "Python wins\n"
    assert answer.headers["X-Chart-Description"] == "Python wins"


def test_format_alt_is_text(app_url: str) -> None:
    answer = requests.get(f"{app_url}{BAR}&format=alt", timeout=10)
    assert (answer.status_code, answer.text) == (200, SAID + "\n")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"].startswith("public")
    again = requests.get(
        f"{app_url}{BAR}&format=alt", headers={"If-None-Match": answer.headers["ETag"]}, timeout=10
    )
    assert again.status_code == 304


def test_a_png_holds_the_words(app_url: str) -> None:
    answer = requests.get(f"{app_url}{BAR}", timeout=10)
    assert unquote(answer.headers["X-Chart-Description"]) == SAID
    chunks = dict(_chunks(answer.content))
    assert list(chunks) == [b"IHDR", b"iTXt", b"IDAT", b"IEND"]
    keyword, _, rest = chunks[b"iTXt"].partition(b"\0")
    assert keyword == b"Description"
    assert rest[:4] == bytes(4)
    assert rest[4:].decode() == SAID


def _chunks(file: bytes) -> list[tuple[bytes, bytes]]:
    chunks, at = [], 8
    while at < len(file):
        (length,) = struct.unpack_from(">I", file, at)
        kind, data = file[at + 4 : at + 8], file[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", file, at + 8 + length) == (zlib.crc32(kind + data),)
        chunks.append((kind, data))
        at += 12 + length
    return chunks


@pytest.mark.parametrize("theme", ["light", "auto"])
def test_an_svg_is_an_image_with_a_name_and_a_description(app_url: str, theme: str) -> None:
    root = ET.fromstring(  # noqa: S314 - our own
        requests.get(f"{app_url}{BAR}&format=svg&theme={theme}", timeout=10).content
    )
    assert root.attrib["role"] == "img"
    name = "{http://www.w3.org/2000/svg}"
    assert [child.tag for child in root][:2] == [name + "title", name + "desc"]
    assert [child.text for child in root][:2] == ["Enrolled students", SAID]


def test_a_hostile_title_is_text_in_an_svg(app_url: str) -> None:
    for title in HOSTILE[:4]:
        url = f"{app_url}/charts/bar?xvalues=a&yvalues=1&format=svg"
        answer = requests.get(url, params={"title": title}, timeout=10)
        root = ET.fromstring(answer.content)  # noqa: S314 - our own
        assert root[0].text == re.sub(r"\s+", " ", title)
        assert "Set-Cookie" not in answer.headers


def test_a_pdf_is_tagged(app_url: str) -> None:
    content = requests.get(f"{app_url}{BAR}&format=pdf", timeout=10).content
    document = pypdfium2.PdfDocument(content)
    assert document.get_metadata_dict()["Title"] == "Enrolled students"
    assert pypdfium2.raw.FPDFCatalog_IsTagged(document)
    page = document[0]
    tree = pypdfium2.raw.FPDF_StructTree_GetForPage(page)
    root = pypdfium2.raw.FPDF_StructTree_GetChildAtIndex(tree, 0)
    figure = pypdfium2.raw.FPDF_StructElement_GetChildAtIndex(root, 0)
    assert _text(pypdfium2.raw.FPDF_StructElement_GetType, figure) == "Figure"
    assert _text(pypdfium2.raw.FPDF_StructElement_GetAltText, figure) == SAID
    assert pypdfium2.raw.FPDF_StructElement_GetMarkedContentID(figure) == 0
    (xmp,) = re.findall(rb"<x:xmpmeta.*</x:xmpmeta>", content)
    texts = [element.text for element in ET.fromstring(xmp).iter() if element.text]  # noqa: S314
    assert texts == ["Enrolled students", SAID]
    assert b"/Lang(en)" in content


def _text(get: Any, element: Any) -> str:
    import ctypes

    length = get(element, None, 0)
    buffer = ctypes.create_string_buffer(length)
    get(element, buffer, length)
    return buffer.raw[:-2].decode("utf-16-le")


def test_words_cost_nothing_where_nobody_asks() -> None:
    chart = query.chart("bar", {"xvalues": "a,b", "yvalues": "1,2"})
    from charts.native.render import render

    assert b"iTXt" not in render(chart)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ("5e-8,1e299", "More than 1×10³⁰²% are left"),
        ("1e-300,1e300", "More than 1×10³⁰²% are left"),
        ("1,1e21", "1×10²³% are left"),
        ("1e9,1", "Less than 1% are left"),
        ("8,5", "63% are left"),
    ],
)
def test_a_share_is_told_whatever_its_size(values: str, said: str) -> None:
    chart = query.chart("funnel", {"labels": "a,b", "values": values})
    assert f" {said} at the end." in describe(chart).text
