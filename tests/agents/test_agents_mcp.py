"""The Model Context Protocol over HTTP: what a client sends, and what comes back."""

from __future__ import annotations

import base64
import io
import json
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import requests
from PIL import Image

from agents.server import MAX_BODY_BYTES, VERSIONS
from charts.access import signing
from charts.native import kinds
from charts.quickchart.endpoints import link
from devserver import testing

ROOT = Path(__file__).parents[2]
Message = dict[str, Any]


def _post(url: str, message: Any, **headers: str) -> requests.Response:
    return requests.post(url, json=message, headers=headers, timeout=60)


def _ask(app_url: str, method: str, **parameters: Any) -> Message:
    message = {"jsonrpc": "2.0", "id": 7, "method": method, "params": parameters}
    answer = _post(app_url + "/mcp", message)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    document: Message = answer.json()
    assert (document["jsonrpc"], document["id"]) == ("2.0", 7)
    return document


def _call(app_url: str, tool: str, **arguments: Any) -> Message:
    result: Message = _ask(app_url, "tools/call", name=tool, arguments=arguments)["result"]
    return result


def _url(result: Message) -> str:
    """The address of the picture in a result."""
    said: str = result["content"][-1]["text"]
    assert said.startswith("URL: ")
    return said.partition("\n")[0].removeprefix("URL: ")


def _size(content: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        return image.size


@pytest.mark.parametrize("version", [*VERSIONS, "2024-01-01", None])
def test_a_client_gets_the_version_that_it_asks_for_or_the_newest(
    version: str | None, app_url: str
) -> None:
    result = _ask(app_url, "initialize", protocolVersion=version)["result"]
    assert result["protocolVersion"] == (version if version in VERSIONS else VERSIONS[0])
    assert result["capabilities"] == {"tools": {}}
    assert _ask(app_url, "ping")["result"] == {}


def test_there_is_a_tool_for_each_kind_of_chart(app_url: str) -> None:
    tools = {tool["name"]: tool for tool in _ask(app_url, "tools/list")["result"]["tools"]}
    others = {"chart_from_chartjs", "explain_url", "chart_parameters"}
    assert tools.keys() == {f"chart_{name}" for name in kinds.KINDS} | others
    for name in kinds.KINDS:
        schema, kind = tools[f"chart_{name}"]["inputSchema"], kinds.load(name).KIND
        assert schema["required"] == [p.name for p in kind.parameters if p.required]
        assert {*schema["required"], "title"} <= schema["properties"].keys()
        assert kind.about in tools[f"chart_{name}"]["description"]
        for example in kind.examples:
            arguments = {n: v for n, v in example.parameters.items() if n in schema["properties"]}
            jsonschema.validate(arguments, {**schema, "required": []})
    bar = tools["chart_bar"]["inputSchema"]["properties"]
    assert bar["stacked"]["enum"] == [True, False, "percent"]
    assert bar["theme"]["enum"] == ["light", "dark", "auto"]


@pytest.mark.parametrize("name", kinds.KINDS)
def test_the_tool_of_a_kind_gives_the_picture_and_its_url(name: str, app_url: str) -> None:
    example = dict(kinds.load(name).KIND.examples[0].parameters) | {"width": 300, "height": 200}
    result = _call(app_url, f"chart_{name}", **example)
    assert "isError" not in result
    shown = result["content"][0]
    assert (shown["type"], shown["mimeType"]) == ("image", "image/png")
    content = base64.b64decode(shown["data"])
    assert _size(content) == (300, 200)
    assert requests.get(_url(result), timeout=60).content == content


def test_texts_arrive_as_they_are(app_url: str) -> None:
    names = ["a,b", "c|d", "e\\f", "g & h", "50 %", "ü#?"]
    result = _call(app_url, "chart_bar", xvalues=names, yvalues=[[1, None, 3, 4, 5, 6], [1] * 6])
    body = {"xvalues": names, "yvalues": [[1, None, 3, 4, 5, 6], [1] * 6]}
    posted = requests.post(app_url + "/charts/bar", json=body, timeout=60)
    assert base64.b64decode(result["content"][0]["data"]) == posted.content


def test_what_is_no_picture_for_a_model_is_a_resource(app_url: str) -> None:
    svg = _call(app_url, "chart_pie", labels=["a"], values=[1], format="svg")["content"][0]
    assert svg["resource"]["mimeType"] == "image/svg+xml"
    assert svg["resource"]["text"].startswith("<?xml")
    pdf = _call(app_url, "chart_pie", labels=["a"], values=[1], format="pdf")["content"][0]
    assert base64.b64decode(pdf["resource"]["blob"]).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("chart_bar", {"xvalues": ["a"]}, "The argument yvalues is missing"),
        ("chart_bar", {"xvalues": ["a"], "yvalues": [1, 2]}, "- yvalues has 2, but xvalues has 1"),
        ("chart_bar", {"xvalues": ["a"], "yvalues": [1], "heigth": 9}, "did you mean height?"),
        ("chart_bar", {"xvalues": {}, "yvalues": [True]}, "- yvalues"),
        ("chart_bar", {"xvalues": ["a"], "yvalues": [1], "a&b=1": 2}, "a&b=1"),
        ("chart_from_chartjs", {"config": {"type": "nope"}}, "“nope” is unknown"),
        ("chart_from_chartjs", {"config": "{"}, "chart"),
        ("chart_from_chartjs", {}, "The argument config is missing"),
        ("chart_from_chartjs", {"config": {}, "hight": 1}, "The argument hight is unknown"),
        ("explain_url", {"url": "https://example.org/"}, "This is not the URL of a chart"),
        ("explain_url", {"url": "/charts/bar?xvalues=a"}, "yvalues is missing"),
        ("chart_parameters", {"kind": "nope"}, "The kinds are bar"),
    ],
)
def test_wrong_arguments_are_told(tool: str, arguments: Message, said: str, app_url: str) -> None:
    result = _call(app_url, tool, **arguments)
    assert result["isError"] is True
    (told,) = result["content"]
    assert said in told["text"]


def test_a_chartjs_config_is_drawn_and_never_run(app_url: str) -> None:
    config = "{type:'bar',data:{labels:['a'],datasets:[{data:[1]}]},options:{f:()=>exit()}}"
    result = _call(app_url, "chart_from_chartjs", config=config, width=200, height=100)
    content = base64.b64decode(result["content"][0]["data"])
    assert _size(content) == (400, 200)  # of its density of 2
    assert requests.get(_url(result), timeout=60).content == content


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://chart.googleapis.com/chart?cht=p3&chs=90x50&chd=t:1,2", "- cht = p3: "),
        ("http://example.org/charts/pie?labels=a&values=1", "- labels = a: names of the slices"),
        ("/chart?cht=zz&chs=90x50&chd=t:1", "- errors: cht"),
        ("https://example.org/chart?c={type:'pie',data:{datasets:[{data:[1]}]}}", "- c = {type:"),
        ("/chart/render/" + link.pack({"chart": {"type": "pie"}}), "In this app: http://"),
        ("https://example.org/qr?text=a&size=90", "- text = a: "),
    ],
)
def test_a_url_is_explained(url: str, said: str, app_url: str) -> None:
    result = _call(app_url, "explain_url", url=url)
    assert said in result["content"][0]["text"]


def test_the_parameters_of_a_kind_are_listed(app_url: str) -> None:
    told = _call(app_url, "chart_parameters", kind="sankey")["content"][0]["text"]
    for name, parameter in kinds.parameters("sankey").items():
        assert parameter.ignored or f"- {name}" in told


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({"jsonrpc": "2.0", "id": 1, "method": "resources/list"}, -32601),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "x"}}, -32602),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": []}}, -32602),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": [1]}, -32602),
        ({"jsonrpc": "2.0", "id": None, "method": "ping"}, -32600),
        ({"jsonrpc": "2.0", "id": 1, "method": 5}, -32600),
        ({"id": 1, "method": "ping"}, -32600),
        (5, -32600),
    ],
)
def test_wrong_messages_are_errors_of_the_protocol(message: Any, code: int, app_url: str) -> None:
    answer = _post(app_url + "/mcp", message)
    assert answer.status_code == 200
    assert answer.json()["error"]["code"] == code


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"NaN", b"[" * 20_000])
def test_what_is_not_json_is_refused(body: bytes, app_url: str) -> None:
    headers = {"Content-Type": "application/json"}
    answer = requests.post(app_url + "/mcp", data=body, headers=headers, timeout=60)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == -32700


def test_notifications_and_batches(app_url: str) -> None:
    told = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    answer = _post(app_url + "/mcp", told)
    assert (answer.status_code, answer.content) == (202, b"")
    ping = {"jsonrpc": "2.0", "id": "a", "method": "ping"}
    assert _post(app_url + "/mcp", [told, ping]).json() == [
        {"jsonrpc": "2.0", "id": "a", "result": {}}
    ]
    assert _post(app_url + "/mcp", []).status_code == 400
    assert _post(app_url + "/mcp", [ping] * 21).status_code == 400


def test_there_is_no_stream_and_no_session(app_url: str) -> None:
    for method in ("GET", "DELETE"):
        answer = requests.request(method, app_url + "/mcp", timeout=60)
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "POST, OPTIONS"


def test_limits(app_url: str) -> None:
    ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    assert (
        _post(app_url + "/mcp", {**ping, "params": {"a": "x" * MAX_BODY_BYTES}}).status_code == 413
    )
    wrong = {"MCP-Protocol-Version": "1999-01-01"}
    assert _post(app_url + "/mcp", ping, **wrong).status_code == 400
    plain = requests.post(app_url + "/mcp", data=json.dumps(ping), timeout=60)
    assert plain.status_code == 415


def test_scripts_of_other_sites_may_not_send(app_url: str) -> None:
    ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    assert _post(app_url + "/mcp", ping, Origin=app_url).status_code == 200
    refused = _post(app_url + "/mcp", ping, Origin="https://evil.example")
    assert refused.status_code == 403
    assert refused.json()["errors"][0]["parameter"] == "Origin"


KEY = secrets.token_urlsafe(32)


@pytest.fixture(scope="module")
def guarded() -> Iterator[str]:
    settings = {"URL_SIGNING_KEYS": KEY, "ALLOWED_ORIGINS": "https://friend.example"}
    with testing.running(ROOT, settings) as server:
        yield server.url


def test_only_a_signed_address_answers_where_the_app_signs(guarded: str) -> None:
    ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    assert _post(guarded + "/mcp", ping).status_code == 403
    key = base64.urlsafe_b64decode(KEY + "=" * (-len(KEY) % 4))
    address = guarded + signing.signed("/mcp", key, None)
    assert _post(address, ping).status_code == 200
    arguments = {"labels": ["a"], "values": [1]}
    call = {**ping, "method": "tools/call", "params": {"name": "chart_pie", "arguments": arguments}}
    url = _url(_post(address, call).json()["result"])
    assert requests.get(url, timeout=60).status_code == 200
    assert requests.get(url.replace("values=1", "values=2"), timeout=60).status_code == 403
    answer = _post(address, ping, Origin="https://friend.example")
    assert answer.headers["Access-Control-Allow-Origin"] == "https://friend.example"
