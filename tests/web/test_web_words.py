"""Pictures on the pages say in words what they show."""

from __future__ import annotations

import html
import re

import pytest
import requests

from web import words


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("/charts/bar?xvalues=a,b&yvalues=1,2", "Bar chart with 2 values, from 1 (a) to 2 (b)."),
        ("/chart?cht=p&chs=200x100&chd=t:1,3", "Pie chart with 2 slices: 3 (75%) and 1 (25%)."),
        ('/chart?c={type:"pie",data:{labels:["a"],datasets:[{data:[2]}]}}',
         "Pie chart with one slice, a 2."),
        ("/qr?text=hello", "QR code that holds “hello”."),
        ("/charts/bar?xvalues=a", "instead"),
        ("/charts/unknown?a=b", "instead"),
        ("/chart?cht=p", "instead"),
        ("/healthz", "instead"),
    ],
)  # fmt: skip
def test_the_alternative_text_is_the_description(url: str, said: str) -> None:
    assert words.alt(url, "instead") == said


def test_pages_have_it(app_url: str) -> None:
    said = "Bar chart with 2 values, from 1 (a) to 2 (b)."
    text = requests.get(f"{app_url}/playground?kind=bar&xvalues=a,b&yvalues=1,2", timeout=30).text
    assert said in map(html.unescape, re.findall(r' alt="([^"]*)"', text))
    text = requests.get(f"{app_url}/playground?kind=bar&xvalues=a", timeout=30).text
    assert 'alt="The chart of the form"' in text
    text = requests.get(f"{app_url}/gallery", timeout=60).text
    alts = [html.unescape(alt) for alt in re.findall(r'<img src="[^"]*" alt="([^"]*)"', text)]
    assert len([alt for alt in alts if alt.endswith(".")]) == len(alts) > 100


def test_a_hostile_title_stays_an_attribute(app_url: str) -> None:
    url = f"{app_url}/playground"
    query = {"kind": "bar", "xvalues": "a", "yvalues": "1", "title": '"><script>alert(1)</script>'}
    assert "<script>alert" not in requests.get(url, params=query, timeout=30).text
