"""The playground over HTTP: the form, its errors, and URLs that are pasted into it."""

from __future__ import annotations

import html
import io
import json
import re
from urllib.parse import quote, urlsplit

import pytest
import requests
from PIL import Image

from api.query import pairs
from charts.google.read import query as google
from charts.native.kinds import KINDS, parameters
from charts.native.parameters import GROUPS
from tests.web.pages import Page
from web import importing, playground

OLD = "cht=lc&chs=300x200&chd=t:10,40,25&chxt=x,y&chtt=A+title"


def _page(app_url: str, query: str) -> str:
    answer = requests.get(f"{app_url}/playground?{query}", timeout=10)
    assert answer.status_code == 200
    return answer.text


def _chart(text: str) -> str:
    """The URL that the page builds."""
    return html.unescape(re.findall(r'id="chart-url">([^<]*)<', text)[0])


def _errors(text: str) -> dict[str, str]:
    """What stands at the fields, by parameter."""
    found = re.findall(r'<p class="error" id="p-(\w+)-error">([^<]*)</p>', text)
    return {name: html.unescape(error) for name, error in found}


def _pasted(app_url: str, url: str) -> str:
    return _page(app_url, f"url={quote(url, safe='')}")


@pytest.mark.parametrize("kind", KINDS)
def test_the_form_has_a_field_for_each_parameter_of_the_kind(kind: str, app_url: str) -> None:
    text = _page(app_url, f"kind={kind}")
    fields = re.findall(r'<(?:input|select|textarea)[^>]* id="p-(\w+)"', text)
    assert sorted(fields) == sorted(parameters(kind))
    words = html.unescape(text)
    for name, parameter in parameters(kind).items():
        assert parameter.meaning in words, name


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_begins_with_an_example(kind: str, app_url: str) -> None:
    text = _page(app_url, f"kind={kind}")
    url = _chart(text)
    assert url.startswith(f"/charts/{kind}?")
    assert url in [picture.get("src") for picture in Page(text).pictures]
    assert requests.get(app_url + url, timeout=10).status_code == 200
    assert not _errors(text)


def test_the_url_says_what_the_form_says(app_url: str) -> None:
    sent = "kind=bar&xvalues=a,b%26c&yvalues=1,2|3,4&title=A%20%22b%22&stacked=true&colors=&width="
    url = _chart(_page(app_url, sent))
    assert url == "/charts/bar?xvalues=a,b%26c&yvalues=1,2|3,4&title=A%20%22b%22&stacked"
    assert requests.get(app_url + url, timeout=10).status_code == 200


def test_errors_stand_at_their_fields_in_the_api_s_own_words(app_url: str) -> None:
    query = "xvalues=a,b&yvalues=1,x&width=5000&theme=blue&stacked=maybe&ymin=3&ymax=2"
    answer = requests.get(f"{app_url}/charts/bar?{query}", timeout=10).json()
    assert len(answer["errors"]) >= 5
    text = _page(app_url, f"kind=bar&{query}")
    for error in answer["errors"]:
        assert (
            _errors(text)[error["parameter"]] == f"{error['detail']}; allowed: {error['allowed']}"
        )
    shown = [p for p in Page(text).pictures if p.get("src")]
    assert shown == []
    assert text.count('aria-invalid="true"') == len({e["parameter"] for e in answer["errors"]})


def test_what_belongs_to_no_field_is_said_above_them(app_url: str) -> None:
    text = _page(app_url, "kind=pie&labels=a&values=1&stacked=1&nonsense=1")
    above = re.findall(r'<div class="error" id="other-errors"[^>]*>(.*?)</div>', text, re.DOTALL)[0]
    assert "stacked is not a parameter of a pie chart" in above
    assert "nonsense is not a parameter" in above


@pytest.mark.parametrize("query", ["kind=banana", "kind=bar&kind=pie", "kind="])
def test_an_unknown_kind_is_said(query: str, app_url: str) -> None:
    assert "kind must be one of" in _page(app_url, query)


@pytest.mark.parametrize("query", ["xvalues=%FF%FE&yvalues=1", "url=%FF", "%FF=1", "kind=%FF"])
def test_bytes_that_are_no_text_are_no_failure(query: str, app_url: str) -> None:
    _page(app_url, query)
    _page(app_url, f"kind=line&{query}")


def test_html_in_values_is_text(app_url: str) -> None:
    evil = "<script>alert(1)</script>\"'>"
    for query in (
        f"kind=bar&xvalues=a&yvalues=1&title={quote(evil)}",
        f"kind=bar&{quote(evil)}=1",
        f"url={quote(evil)}",
        f"url={quote('/chart?' + OLD + '&chl=' + quote(evil))}",
    ):
        assert "<script>alert" not in _page(app_url, query)


def test_the_links_to_other_kinds_carry_what_both_take(app_url: str) -> None:
    text = _page(app_url, "kind=bar&xvalues=a,b&yvalues=1,2&title=Kept&stacked=true")
    links = {
        k: html.unescape(h) for h, k in re.findall(r'<a href="([^"]*)" data-kind="(\w+)"', text)
    }
    assert set(links) == set(KINDS)
    line = dict(pairs(links["line"]))
    assert line == {"kind": "line", "xvalues": "a,b", "yvalues": "1,2", "title": "Kept"}
    for link in links.values():
        answer = requests.get(app_url + link, timeout=10).text
        assert not _errors(answer)
        assert "Kept" in answer


def test_the_form_groups_the_parameters() -> None:
    for kind in KINDS:
        groups = playground.form(kind, playground.example(kind)).groups
        assert [title for title, _ in groups] == [
            group for group in GROUPS if any(p.group == group for p in parameters(kind).values())
        ]


# Pasted URLs


@pytest.mark.parametrize(
    "pasted",
    [
        f"http://chart.apis.google.com/chart?{OLD}",
        f"https://chart.googleapis.com/chart?{OLD}",
        f"//7.chart.apis.google.com/chart?{OLD}",
        f"/chart?{OLD}",
        f"chart?{OLD}",
        f"  https://www.google.com/chart?{OLD}  ",
        f"https://chart.googleapis.com/chart?{OLD}#fragment",
        f"https://chart.googleapis.com/chart?{OLD}".replace("&", "&amp;"),
        f'<p><img alt="x" src="http://chart.apis.google.com/chart?{OLD}"></p>',
        f'<a href="https://example.org/?x"><img src="/chart?{OLD}"></a>',
        f'see <a class="x" href="https://chart.googleapis.com/chart?{OLD}">this chart</a>',
        f"<IMG SRC='http://chart.apis.google.com/chart?{OLD.replace('&', '&amp;')}' width=3>",
        OLD,
        f"https://chart.googleapis.com/chart?chof=validate&{OLD}",
    ],
)
def test_an_old_url_is_read_wherever_it_was(pasted: str, app_url: str) -> None:
    found = importing.read(pasted)
    assert found.dialect == "google"
    assert found.url == f"/chart?{OLD}"
    text = _pasted(app_url, pasted)
    assert f"/chart?{OLD}" in [p.get("src") for p in Page(text).pictures]
    assert f"/chart?{OLD}" == html.unescape(re.findall(r'id="read-url">([^<]*)<', text)[0])
    for name, _ in pairs(f"?{OLD}"):
        meaning = re.sub("`", "", google.PARAMETERS[name].meaning)
        plain = html.unescape(re.sub("<[^>]+>", "", text))
        assert meaning in plain


def test_what_a_type_draws_is_said(app_url: str) -> None:
    text = _pasted(app_url, f"/chart?{OLD}")
    assert "<code>lc</code>: lines, points evenly over the width" in text


def test_remarks_on_a_url_are_those_of_validate(app_url: str) -> None:
    url = "/chart?cht=lc&chs=300x200&chd=t:1,2&chg=&foo=1&chxs=0,red&chco=nocolour"
    mine, theirs = _pasted(app_url, url), requests.get(f"{app_url}{url}&chof=validate", timeout=10)

    def rows(text: str) -> list[str]:
        return re.findall(r"<tr><th scope=\"row\">.*?</tr>", text, re.DOTALL)

    assert len(rows(mine)) > 6
    assert rows(mine) == rows(theirs.text)


def test_a_url_that_cannot_be_drawn_says_why(app_url: str) -> None:
    text = _pasted(app_url, "/chart?cht=lc&chd=t:1,2")
    assert "Errors: the picture cannot be drawn" in text
    assert "&lt;width&gt;x&lt;height&gt; in pixels" in text
    assert "read-url" not in text


def test_a_native_url_fills_the_form(app_url: str) -> None:
    url = "/charts/pie?labels=a,b&values=3,4&hole=0.5"
    text = _pasted(app_url, f"https://charts.example{url}")
    assert _chart(text) == url
    assert '<a href="/playground?kind=pie' in text


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("https://quickchart.io/chart/render/sf-1234", "This short URL is the name of a chart"),
        ("{type:'bar',data:[}", "This cannot be read as a Chart.js config"),
        ("{a", "This cannot be read as a Chart.js config"),
        ("", "Paste the URL of a chart."),
        ("hello", "This is not the URL of a chart"),
        ("https://example.org/picture.png", "This is not the URL of a chart"),
        ("https://charts.example/charts/nonsense?x=1", "This is not the URL of a chart"),
        ("http://[bad/chart?cht=lc", "This is not a URL"),
    ],
)
def test_what_is_no_chart_is_said_at_the_field(pasted: str, said: str, app_url: str) -> None:
    text = _pasted(app_url, pasted)
    error = re.findall(r'id="paste-error"[^>]*>([^<]*)<', text)[0]
    assert error.startswith(said)


CONFIG = "{type:'bar',data:{labels:['a','b'],datasets:[{label:'x',data:[3,4]}]}}"
CHARTJS = f"/chart?c={CONFIG}&bkg=white"


@pytest.mark.parametrize(
    "pasted",
    [
        f"https://quickchart.io{CHARTJS}",
        f"http://localhost:3400{CHARTJS}&validate=1",
        f"quickchart.io{CHARTJS}",
        CHARTJS,
        f"c={CONFIG}&bkg=white",
        f"![a chart](https://quickchart.io{CHARTJS})",
        f"[img]https://quickchart.io{CHARTJS}[/img]",
        f'<img src="https://quickchart.io{html.escape(CHARTJS)}">',
        f"https://quickchart.io{CHARTJS}".replace("{", "%7B").replace("}", "%7D"),
    ],
)
def test_a_url_of_quickchart_is_drawn_here(pasted: str, app_url: str) -> None:
    found = importing.read(pasted)
    assert (found.dialect, pairs(found.url)) == ("quickchart", pairs(CHARTJS))
    text = _pasted(app_url, pasted)
    assert found.url in [p.get("src") for p in Page(text).pictures]
    assert "2 values from 3 to 4, as bars" in html.unescape(text)
    old = requests.get(app_url + CHARTJS, timeout=10)
    assert requests.get(app_url + found.url, timeout=10).content == old.content


@pytest.mark.parametrize(
    "body",
    [
        CONFIG,
        f"\n {CONFIG} ",
        f'{{"chart": {json.dumps(CONFIG)}, "width": 300}}',
        f"{{chart: {CONFIG}, width: 300}}",
        CONFIG.replace("'a'", ",".join(f"'{i * 7919:x}'" for i in range(900))),
    ],
    ids=range(5),
)
def test_a_config_alone_is_drawn(body: str, app_url: str) -> None:
    found = importing.read(body)
    assert len(found.url) < 8000
    answer = requests.get(app_url + found.url, timeout=10)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    with Image.open(io.BytesIO(answer.content)) as image:
        assert image.width == (600 if "width" in body else 1000)


@pytest.mark.parametrize(
    ("pasted", "path", "said"),
    [
        ("https://quickchart.io/qr?text=Hi&size=90", "/qr", "Hi"),
        ("/barcode?type=ean13&text=4006381333931", "/barcode", "ean13"),
        ("/graphviz?graph=digraph{a->b}", "/graphviz", "digraph{a->b}"),
        ("/wordcloud?text=a+b+b&nonsense=1", "/wordcloud", "unknown, and ignored"),
        ("https://image-charts.com/chart?cht=p&chd=t:1,2&chs=90x60", "/chart", "90x60"),
        (f"https://image-charts.com/chart.js/2.8.0?c={CONFIG}", "/chart", "2.8.0"),
        ("https://example.org/charts/qr", "", ""),
    ],
)
def test_other_addresses_are_explained_too(pasted: str, path: str, said: str, app_url: str) -> None:
    text = html.unescape(_pasted(app_url, pasted))
    shown = [str(p["src"]) for p in Page(text).pictures if p.get("src")]
    if path:
        url = shown[-1]
        assert url.startswith(f"{path}?")
        assert requests.get(app_url + url, timeout=10).status_code == 200
        assert said in text


def test_a_link_to_a_chart_is_explained(app_url: str) -> None:
    made = requests.get(f"{app_url}/chart/create", params={"c": CONFIG}, timeout=10).json()["url"]
    text = html.unescape(_pasted(app_url, f"{made}?title=Changed"))
    assert "Changed" in text
    (path,) = [p["src"] for p in Page(text).pictures if "render" in str(p.get("src"))]
    assert requests.get(f"{app_url}{path}", timeout=10).status_code == 200


def test_a_config_that_cannot_be_drawn_says_why(app_url: str) -> None:
    text = html.unescape(_pasted(app_url, "https://quickchart.io/chart?c={type:'bra'}"))
    assert "Errors: the picture cannot be drawn" in text
    assert "did you mean bar?" in text
    assert "read-url" not in text


def test_what_says_nothing_beside_a_url_is_said(app_url: str) -> None:
    text = _page(app_url, f"url={quote('/chart?' + OLD)}&kind=pie")
    assert "kind has no effect beside url." in text


def test_new_urls_are_clean() -> None:
    found = importing.read('/chart?cht=qr&chs=99x99&chl=a "b" <c>\u00e9|d')
    assert found.url == "/chart?cht=qr&chs=99x99&chl=a%20%22b%22%20%3Cc%3E%C3%A9|d"
    assert urlsplit(found.url).path == "/chart"
