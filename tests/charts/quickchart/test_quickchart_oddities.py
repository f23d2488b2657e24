"""What occurs in real configs and no manual has: each is the chart that was meant."""

from __future__ import annotations

import http.client
import io
import json
import re
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
import requests
from PIL import Image

from charts.diagnostics import ChartError
from charts.quickchart import functions, render
from charts.quickchart.chart import CartesianPlot, QuickChart
from charts.quickchart.read import request
from charts.quickchart.round_plots import RadialPlot
from tests.conftest import ROOT
from tests.cpu_limit import cpu_limit

BAR = "{type:'bar',data:{labels:['A','B'],datasets:[{label:'x',data:[1,2]}]}}"


def _chart(config: Any, **parameters: Any) -> QuickChart:
    found = request.read({"c": config, **parameters})
    assert found.chart is not None, found.errors
    return found.chart


def _cartesian(config: Any) -> CartesianPlot:
    plot = _chart(config).plot
    assert isinstance(plot, CartesianPlot)
    return plot


@pytest.mark.parametrize(
    ("odd", "meant"),
    [
        # Booleans and numbers as strings
        ("{type:'line',data:{labels:['1','2'],datasets:[{data:['1','2.5'],fill:'false',"
         "borderWidth:'2'}]},options:{legend:{display:'false'},scales:{yAxes:[{ticks:"
         "{beginAtZero:'true',max:'5'}}]}}}",
         "{type:'line',data:{labels:[1,2],datasets:[{data:[1,2.5],fill:false,borderWidth:2}]},"
         "options:{legend:{display:false},scales:{yAxes:[{ticks:{beginAtZero:true,max:5}}]}}}"),
        # dataset for datasets, also one alone, and data without datasets
        ("{type:'bar',data:{labels:['A'],dataset:[{data:[1]}]}}",
         "{type:'bar',data:{labels:['A'],datasets:[{data:[1]}]}}"),
        ("{type:'pie',data:{labels:['A','B'],datasets:{data:[1,2]}}}",
         "{type:'pie',data:{labels:['A','B'],datasets:[{data:[1,2]}]}}"),
        # Options within data, and beside it without "options"
        ("{type:'bar',data:{labels:['A'],datasets:[{data:[1]}],options:{title:{display:true,"
         "text:'T'}}}}",
         "{type:'bar',data:{labels:['A'],datasets:[{data:[1]}]},options:{title:{display:true,"
         "text:'T'}}}"),
        # legend: false in both places
        ("{type:'pie',data:{datasets:[{data:[1]}]},options:{legend:false}}",
         "{type:'pie',data:{datasets:[{data:[1]}]},options:{legend:{display:false}}}"),
        ("{type:'pie',data:{datasets:[{data:[1]}]},options:{plugins:{legend:false}}}",
         "{type:'pie',data:{datasets:[{data:[1]}]},options:{plugins:{legend:{display:false}}}}"),
        # Data as text
        ("{type:'bar',data:{labels:['A','B','C'],datasets:[{data:'[1, 2,3]'}]}}",
         "{type:'bar',data:{labels:['A','B','C'],datasets:[{data:[1,2,3]}]}}"),
        # A config within quotes, encoded twice, and with what Python writes
        (json.dumps(BAR), BAR),
        (quote(BAR), BAR),
        ("{'type': 'bar', 'data': {'datasets': [{'data': [1, None], 'fill': True}]}}",
         "{type:'bar',data:{datasets:[{data:[1,null],fill:true}]}}"),
        ("{type:'bar',data:{datasets:[{data:[1,],},],},}}})",
         "{type:'bar',data:{datasets:[{data:[1]}]}}"),
    ],
    ids=range(11),
)  # fmt: skip
def test_the_odd_form_is_the_chart_that_was_meant(odd: str, meant: str) -> None:
    chart, expected = _chart(odd), _chart(meant)
    assert render.render(chart) == render.render(expected)


@pytest.mark.parametrize("options", ["scale:{ticks:{min:2,max:8}}", "scales:{r:{min:2,max:8}}"])
def test_the_scale_of_a_radar_has_two_names(options: str) -> None:
    plot = _chart(
        f"{{type:'radar',data:{{labels:[1,2,3],datasets:[{{data:[3,4,5]}}]}},options:{{{options}}}}}"
    ).plot
    assert isinstance(plot, RadialPlot)
    assert (plot.scale.minimum, plot.scale.maximum) == (2, 8)


def test_floating_bars_may_be_dates() -> None:
    plot = _cartesian(
        "{type:'horizontalBar',data:{labels:['Plan','Build'],datasets:[{data:[['2024-01-01',"
        "'2024-01-10'],['2024-01-08','2024-02-01']]}]},options:{scales:{xAxes:[{type:'time'}]}}}"
    )
    (dataset,) = plot.datasets
    assert dataset.starts[0] == 1_704_067_200_000
    assert dataset.values[1] == 1_706_745_600_000


def test_bars_and_lines_share_a_chart_of_three_axes() -> None:
    plot = _cartesian(
        "{type:'bar',data:{labels:['Q1','Q2'],datasets:[{type:'line',yAxisID:'t',data:[8,12]},"
        "{yAxisID:'p',data:[900,700]},{type:'line',yAxisID:'w',data:[0.1,0.4]}]},options:{scales:"
        "{yAxes:[{id:'t'},{id:'p',position:'right'},{id:'w',position:'right'}]}}}"
    )
    assert [(d.kind, d.y_axis) for d in plot.datasets] == [
        ("line", "t"),
        ("bar", "p"),
        ("line", "w"),
    ]
    assert {s.id: s.position for s in plot.scales if s.axis == "y"} == {
        "t": "left", "p": "right", "w": "right",
    }  # fmt: skip


_FONT = {
    "fontFamily": "sans-serif",
    "fontColor": "#666666",
    "fontSize": "12",
    "fontStyle": "normal",
}
_AXIS = {
    "id": "A", "display": True, "position": "left", "type": "linear", "stacked": False,
    "offset": False, "distribution": "linear", "time": {"unit": False, "stepSize": 1},
    "gridLines": {"display": True, "lineWidth": 1, "drawOnChartArea": True, "drawTicks": True,
                  "tickMarkLength": 10, "zeroLineWidth": 1, "offsetGridLines": False,
                  "color": "rgba(0, 0, 0, 0.1)", "zeroLineColor": "rgba(0, 0, 0, 0.25)",
                  "drawBorder": True},
    "angleLines": {"display": True, "color": "rgba(0, 0, 0, 0.1)", "lineWidth": 1},
    "pointLabels": {"display": True, **_FONT},
    "ticks": {"display": True, "min": "", "max": "", "padding": 0, "minRotation": 0,
              "maxRotation": 50, "mirror": False, "reverse": False, "stepSize": None, **_FONT},
    "scaleLabel": {"display": True, "labelString": "Values", "lineHeight": 1.2, "padding": 4,
                   **_FONT},
}  # fmt: skip
EDITOR = {
    "type": "bar",
    "data": {
        "labels": ["Mon", "Tue"],
        "datasets": [{
            "label": "Users", "data": [3, 5], "fill": False, "spanGaps": False, "lineTension": 0.4,
            "pointRadius": 3, "pointHoverRadius": 3, "pointStyle": "circle", "borderDash": [0, 0],
            "barPercentage": 0.9, "categoryPercentage": 0.8, "type": "bar",
            "borderColor": "#4E79A7",
            "backgroundColor": "rgba(78,121,167,0.9)", "borderWidth": 3, "hidden": False,
            "yAxisID": "A",
        }],
    },
    "options": {
        "title": {"display": False, "position": "top", "text": "Title", "padding": 10, **_FONT},
        "layout": {"padding": {}, "left": 0, "right": 0, "top": 0, "bottom": 0},
        "legend": {"display": True, "position": "top", "align": "center", "fullWidth": True,
                   "reverse": False, "labels": {"padding": 10, **_FONT}},
        "scales": {"xAxes": [{**_AXIS, "id": "X", "type": "category", "position": "bottom",
                              "distribution": "linear", "bounds": "data"}],
                   "yAxes": [_AXIS]},
        "plugins": {
            "datalabels": {"display": False, "align": "center", "anchor": "center",
                           "backgroundColor": "#eee", "borderColor": "#ddd", "borderRadius": 6,
                           "borderWidth": 1, "padding": 4, "color": "#666666",
                           "font": {"family": "sans-serif", "size": 10, "style": "normal"}},
            "datalabelsZAxis": {"enabled": False}, "googleSheets": {}, "airtable": {},
            "tickFormat": "",
        },
        "cutoutPercentage": 50, "rotation": -1.5707963267948966, "circumference": 6.28,
        "startAngle": -1.57,
    },
}  # fmt: skip


def _count(value: Any) -> int:
    if isinstance(value, dict):
        return sum(map(_count, value.values()))
    return sum(map(_count, value)) if isinstance(value, list) and value else 1


def test_an_export_of_a_chart_editor_is_its_data() -> None:
    assert _count(EDITOR) > 90
    plot = _cartesian(EDITOR)
    assert [d.values for d in plot.datasets] == [(3, 5)]
    assert [s.title.lines for s in plot.scales if s.title] == [("Values",), ("Values",)]
    picture = Image.open(io.BytesIO(render.render(_chart(json.dumps(EDITOR)))))
    assert len(picture.getcolors(100_000) or ()) > 20


@pytest.mark.parametrize(
    "config",
    [
        "{type:'pie',data:{}}",
        "{type:'line',data:{labels:[],datasets:[]},options:{scales:{x:{display:false},"
        "y:{display:false}}}}",
        "{type:'doughnut',data:{labels:[],datasets:[{data:[]}]}}",
    ],
)
def test_empty_data_is_a_blank_picture(config: str) -> None:
    picture = Image.open(io.BytesIO(render.render(_chart(config, bkg="white"))))
    assert picture.size == (1000, 600)
    assert len(picture.getcolors(100_000) or ()) == 1


def _raw(app_url: str, target: str) -> tuple[int, bytes]:
    """Ask for a target as it is: clients such as ``requests`` cut it off at ``#``."""
    connection = http.client.HTTPConnection(urlsplit(app_url).netloc, timeout=20)
    connection.request("GET", target)
    response = connection.getresponse()
    return response.status, response.read()


def test_a_number_sign_need_not_be_encoded(app_url: str) -> None:
    config = BAR.replace("'x',", "'x',backgroundColor:['#f00','#00f'],").replace(" ", "")
    status, content = _raw(app_url, f"/chart?w=90&h=60&bkg=#ffe&c={config}")
    encoded = {"w": "90", "h": "60", "bkg": "#ffe", "c": config}
    assert status == 200
    assert content == requests.get(f"{app_url}/chart", params=encoded, timeout=20).content


DEEP = "[" * 16_000
HOSTILE = {
    "brackets": f"{{type:'bar',data:{DEEP}",
    "braces": "{a:" * 5000,
    "closed brackets": f"{{type:'bar',data:{'[' * 5000}{']' * 5000}}}",
    "parentheses": "(" * 16_000,
    "templates": "`${" * 5000,
    "signs": "-" * 16_000 + "1",
    "comments": "/*" * 8000,
    "arrows": "a=>" * 5000,
    "values": f"{{type:'bar',data:{{datasets:[{{data:[{'1,' * 10_001}]}}]}}}}",
    "labels": f"{{type:'bar',data:{{labels:[{'1,' * 10_001}],datasets:[]}}}}",
    "datasets": f"{{type:'bar',data:{{datasets:[{'{},' * 5000}]}}}}",
    "prototype": "{type:'bar',__proto__:{data:1},constructor:{prototype:{}},data:{__proto__:[]}}",
    "prototype as type": "{type:'__proto__'}",
    "long number": f"{{type:'bar',data:[{{data:[{'9' * 9000},0x{'f' * 199},1e{'9' * 99}]}}]}}",
    "long digits in a text": f"{{type:'bar',data:{{datasets:[{{data:['{'9' * 9000}']}}]}}}}",
    "surrogates": "{type:'bar',data:{labels:['\\ud83d','\udfff'],datasets:[{data:[1]}]}}",
    "NUL": "{type:'bar\0',data:{labels:['\0'],datasets:[{label:'\\0',data:[1]}]}}",
    "NUL in a name": "{type:'bar',data:{labels:['\0\0'],datasets:[{label:'a\0b',data:[1]}]}}",
    "sums": "1+" * 8000 + "1",
    "code": "{type:'bar',data:{datasets:[{data:[1],label:" + "a(" * 7000 + "}]}}",
    "quotes": "'" * 16_001,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_is_drawn_or_refused_at_once(name: str, app_url: str) -> None:
    for validate in ("", "&validate=1"):
        body = b"c=" + quote(HOSTILE[name], errors="surrogatepass").encode() + validate.encode()
        response = requests.post(
            f"{app_url}/chart",
            data=body,
            headers={"Content-Type": functions.FORM},
            timeout=20,
        )
        assert response.status_code in ((200,) if validate else (200, 400)), response.text


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_is_read_to_its_end(name: str) -> None:
    with cpu_limit(30):
        found = request.read({"c": HOSTILE[name]})
        if found.chart is not None:
            render.render(found.chart)
    assert all(e.detail and e.allowed for e in found.errors)


@pytest.mark.parametrize("depth", [70, 500, 900, 20_000])
@pytest.mark.parametrize("path", ["/chart", "/chart/create"])
def test_json_that_is_nested_deep_is_refused(depth: int, path: str, app_url: str) -> None:
    body = f'{{"chart":{{"type":"bar","options":{"[" * depth}{"]" * depth}}}}}'
    response = requests.post(
        app_url + path, data=body, headers={"Content-Type": functions.JSON}, timeout=20
    )
    assert response.status_code == 400, response.text


@pytest.mark.parametrize(
    "parameters",
    [{"w": "1e308"}, {"w": "99999"}, {"devicePixelRatio": "1e9"}, {"h": "-1"}, {"w": "nan"},
     {"w": "9" * 5000}, {"w": "3000", "h": "3000", "devicePixelRatio": "10"}],
    ids=range(7),
)  # fmt: skip
def test_giant_sizes_are_refused(parameters: dict[str, str], app_url: str) -> None:
    response = requests.get(f"{app_url}/chart", params={"c": BAR, **parameters}, timeout=20)
    assert response.status_code == 400
    shown = requests.get(
        f"{app_url}/chart",
        params={"c": BAR, **parameters},
        headers={"Accept": "image/*"},
        timeout=20,
    )
    assert (shown.status_code, shown.headers["Content-Type"]) == (400, "image/png")


def _expressions() -> list[tuple[str, str]]:
    """Return the regular expressions of the dialect's files, with their files."""
    found = []
    for file in sorted((ROOT / "charts" / "quickchart").rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        for match in re.finditer(r"re\.(?:compile|fullmatch|match|search|sub)\(", text):
            found.append((file.name, text[match.start() : match.start() + 60]))
    return found


# What makes expressions backtrack: the same again and again, and then what does not fit.
_REPEATED = (
    " ",
    "\t\n",
    "a",
    "a.",
    "a .",
    "0",
    "9.",
    "_",
    "1_",
    "(",
    "()",
    "((",
    "'",
    "\\",
    "\\\\",
    "/",
    "//",
    "/*",
    "*/ /*",
    "[a",
    "[\\",
    "=>",
    "a=>",
    "(a)=>",
    "function ",
    "async ",
    "return ",
    "if(",
    "v ",
    "v<",
    "v==",
    ".toFixed(",
    ".toLocaleString(",
    ".replace(",
    "Math.round(",
    "Number(",
    "${",
    "`",
    "-",
    "+",
    "%",
    "?",
    ":",
    "new Intl.NumberFormat(",
    "chart.data.labels",
    "data.",
    "D",
    "YYYY-",
    "[",
    "rgb(",
    "1,",
    "1e",
    "px",
    "x",
    "#",
    "hsl(",
    "deg ",
    "0 ",
    "\u00a0",
)


@pytest.mark.parametrize("wrap", [
    "{type:'bar',a:%s}", "{type:'bar',data:{datasets:[{data:[1],backgroundColor:'%s'}]}}",
    "{type:'bar',data:{datasets:[{data:[1]}]},options:{scales:{y:{ticks:{callback:(v)=>%s}}}}}",
    "{type:'bar',data:{datasets:[{data:[1]}]},options:{scales:{y:{ticks:{callback:function(v){%s}}}}}}",
    "{type:'line',data:{labels:['%s'],datasets:[{data:[1]}]},options:{scales:{x:{type:'time',"
    "time:{parser:'%s',displayFormats:{day:'%s'}}}}}}",
], ids=range(5))  # fmt: skip
def test_no_expression_backtracks(wrap: str) -> None:
    """Every pattern of the dialect sees these, of which one takes about 5 ms."""
    assert len(_expressions()) > 20
    for unit in _REPEATED:
        for end in ("", "!", "\ud800"):
            for length in (1900, 12_000):
                text = wrap.replace("%s", (unit * length)[:length] + end)
                with cpu_limit(30, unit):
                    found = request.read({"c": text})
                assert found.chart or found.errors


@pytest.mark.parametrize(
    "path", ["/chart", "/qr", "/barcode", "/graphviz", "/wordcloud", "/watermark", "/chart/create",
             "/chart/render/1x", "/gchart"],
)  # fmt: skip
@pytest.mark.parametrize(("method", "accept", "kind"), [
    ("GET", "image/webp,image/*", "image/png"), ("POST", "image/*", "image/png"),
    ("GET", "text/html", "text/html"), ("GET", "*/*", "application/problem+json"),
])  # fmt: skip
def test_every_refusal_is_what_was_asked_for(
    path: str, method: str, accept: str, kind: str, app_url: str
) -> None:
    if (path, accept) in (("/gchart", "text/html"),) or (
        path.startswith("/chart/r") and method == "POST"
    ):
        pytest.skip("Google's errors are no pages; a link is no POST")
    sent = {"data": "[", "headers": {"Content-Type": "application/json", "Accept": accept}}
    if method == "GET":
        sent = {"headers": {"Accept": accept}, "params": {"chart": "{"}}
    response = requests.request(method, app_url + path, timeout=20, **sent)  # type: ignore[arg-type]
    assert 400 <= response.status_code < 500, response.text
    if (path, method) != ("/gchart", "POST"):
        assert response.headers["Content-Type"].partition(";")[0] == kind


def test_too_much_to_draw_is_an_error_of_the_config() -> None:
    dashed = f"{{data:[{'1,9,' * 200}],borderDash:[0.01,0.01]}}"
    chart = _chart(f"{{type:'line',data:{{datasets:[{dashed}]}}}}", w=3000, h=600)
    with pytest.raises(ChartError) as caught:
        render.render(chart)
    assert caught.value.errors[0].parameter == "c"
