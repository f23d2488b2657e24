"""The gallery shows everything that there is, as it is."""

from __future__ import annotations

import io
import re
from urllib.parse import parse_qs, parse_qsl, urlsplit
from xml.etree import ElementTree

import pytest
import requests
from PIL import Image

from charts.google.read import icons, markers, types
from charts.google.read import query as google
from charts.native import kinds
from charts.quickchart.endpoints.request import ENDPOINTS
from charts.quickchart.read import config, literal
from tests.web.pages import Page
from web import gallery
from web.entry import Entry
from web.google_entries import GOOGLE as GOOGLE_GROUPS
from web.quickchart_entries import QUICKCHART as QUICKCHART_GROUPS

NATIVE = [entry for group in gallery.NATIVE for entry in group.entries]
QUICKCHART = [entry for group in QUICKCHART_GROUPS for entry in group.entries]
GOOGLE = [entry for group in GOOGLE_GROUPS for entry in group.entries]


def _said(entry: Entry) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(entry.url).query, keep_blank_values=True))


def _named(entries: list[Entry]) -> set[str]:
    return {name for entry in entries for name in _said(entry)}


def test_every_kind_of_chart_is_there() -> None:
    shown = {urlsplit(entry.url).path for entry in NATIVE}
    assert shown == {f"/charts/{kind}" for kind in kinds.KINDS}


def test_every_parameter_is_there() -> None:
    drawn = {p.name for kind in kinds.every() for p in kind.parameters if not p.ignored}
    assert drawn == _named(NATIVE)


@pytest.mark.parametrize("name", ["curve", "format", "legend_position"])
def test_every_choice_is_there_or_is_the_default(name: str) -> None:
    parameter = next(p for k in kinds.every() for p in k.parameters if p.name == name)
    shown = {_said(entry)[name] for entry in NATIVE if name in _said(entry)}
    unshown = set(parameter.type.options) - shown - {parameter.default}
    # Files that look like a PNG, and alt, a text.
    assert unshown <= {"none", "webp", "jpg", "gif", "base64", "alt"}


def test_every_google_type_is_there() -> None:
    shown = {_said(entry).get("cht", "").partition(":")[0] for entry in GOOGLE}
    assert shown - {""} == set(types.TYPES)


def test_every_icon_is_there() -> None:
    shown = {_said(entry)["chst"] for entry in GOOGLE if "chst" in _said(entry)}
    assert shown == {f"d_{name}" for name in icons.KINDS}


def test_every_marker_is_there() -> None:
    marks = [part for e in GOOGLE for part in _said(e).get("chm", "").split("|") if part]
    assert {mark.lstrip("@")[0] for mark in marks} == set(markers.KINDS)


def test_every_google_parameter_is_there() -> None:
    # callback needs chof=json, which is no picture; others change nothing, or are scale=2.
    unseen = {"callback", "icac", "ichm", "icff", "icfs", "icretina"}
    assert set(google.PARAMETERS) - _named(GOOGLE) == unseen


def test_every_type_of_a_config_is_there() -> None:
    configs = [literal.read(_said(entry)["c"]) for entry in QUICKCHART if "c" in _said(entry)]
    assert {found["type"] for found in configs} == set(config.TYPES)


def test_every_other_address_of_quickchart_is_there() -> None:
    assert {f"/{name}" for name in ENDPOINTS} < {urlsplit(entry.url).path for entry in QUICKCHART}


@pytest.mark.parametrize("entry", gallery.entries(), ids=lambda e: e.anchor)
def test_every_entry_is_a_picture_of_the_size_that_is_said(entry: Entry, app_url: str) -> None:
    answer = requests.get(app_url + entry.url, timeout=20)
    assert answer.status_code == 200, answer.text
    assert not {"X-Chart-Notice", "X-Chart-Warnings"} & set(answer.headers)
    kind = answer.headers["Content-Type"]
    if kind == "image/svg+xml":
        svg = ElementTree.fromstring(answer.content)  # noqa: S314 - ours
        box = [float(number) for number in svg.attrib["viewBox"].split()]
        assert box[2] / box[3] == pytest.approx(entry.width / entry.height)
    elif kind == "application/pdf":
        assert answer.content.startswith(b"%PDF")
    else:
        scale = float(_said(entry).get("scale", 2 if "c" in _said(entry) else 1))
        with Image.open(io.BytesIO(answer.content)) as image:
            assert image.size == (entry.width * scale, entry.height * scale)


@pytest.mark.parametrize("entry", GOOGLE, ids=lambda e: e.anchor)
def test_nothing_in_an_entry_is_ignored(entry: Entry, app_url: str) -> None:
    page = requests.get(f"{app_url}{entry.url}&chof=validate", timeout=10).text
    if "chof=" not in entry.url:
        assert "No errors, and nothing was ignored." in page


def test_the_page_has_each_entry_with_its_anchor_url_and_lazy_picture(app_url: str) -> None:
    text = requests.get(app_url + "/gallery", timeout=10).text
    page = Page(text)
    for entry in gallery.entries():
        assert entry.anchor in page.ids
        assert f"#{entry.anchor}" in page.links
    lazy = {p["src"]: p for p in page.pictures if p.get("src")}
    assert set(lazy) == {e.url for e in gallery.entries() if "format=pdf" not in e.url}
    for picture in lazy.values():
        assert picture["loading"] == "lazy"
        assert int(picture["width"] or 0) > 0
        assert int(picture["height"] or 0) > 0
    fields = re.findall(r'<textarea class="url"[^>]* name="url"', text)
    assert len(fields) == len(gallery.entries())


def test_urls_of_the_old_api_are_as_they_were_written() -> None:
    for entry in GOOGLE:
        assert parse_qs(urlsplit(entry.url).query)
        assert entry.url.isascii()
        assert " " not in entry.url
