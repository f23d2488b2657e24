"""The document: valid, complete, nothing in it that is not there, and its examples work."""

from __future__ import annotations

import functools
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
import requests
from openapi_spec_validator import OpenAPIV31SpecValidator

from charts.access import signing
from charts.google.read.query import PARAMETERS
from charts.native import kinds
from charts.quickchart.endpoints.link import PATH, unpack_request
from names.parameters import STARTS_WITH
from openapi import packed
from openapi.document import document as described
from openapi.sharing import shared
from tests.conftest import ROOT
from tests.openapi.conftest import COOKIE
from tests.test_start import MAY_USE

# Functions that the document leaves out, and why.
LEFT_OUT = {
    **{
        f"{name}_file": f"/{name} with an extension, which says what its format says"
        for name in ("chart", "gchart", "qr", "barcode", "graphviz", "wordcloud")
    },
    "mcp_no_stream": "refuses every request, and says why",
    "watermark": "refuses every request, and says why",
    "web_static": "files of the pages, under URLs that change with their content",
}
# Paths that a function answers which takes all there are.
HOME = ("zz_site", "/")

DOCUMENT = json.loads(json.dumps(described(COOKIE)))
SERVED = json.loads(json.dumps(shared(described(COOKIE))))
METHODS = ("get", "head", "post")


def _operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in DOCUMENT["paths"].items():
        for method, operation in item.items():
            yield method, path, operation


OPERATIONS = list(_operations())
by_name = pytest.mark.parametrize(
    ("method", "path", "operation"), OPERATIONS, ids=[o["operationId"] for *_, o in OPERATIONS]
)


def test_document_is_valid() -> None:
    for document in (DOCUMENT, SERVED):
        assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


def test_what_operations_share_is_said_once() -> None:
    assert _expanded(SERVED["paths"]) == DOCUMENT["paths"]
    for section in ("parameters", "responses"):
        texts = [json.dumps(said) for said in SERVED["components"][section].values()]
        texts += [
            json.dumps(said)
            for item in SERVED["paths"].values()
            for operation in item.values()
            for said in _each(operation.get(section, ()))
            if "$ref" not in said
        ]
        assert len(texts) == len(set(texts)) > 40
    assert len(json.dumps(SERVED)) < 0.6 * len(json.dumps(DOCUMENT))


def _expanded(said: Any) -> Any:
    """Return a description without references to parameters and responses."""
    if isinstance(said, list):
        return [_expanded(item) for item in said]
    if not isinstance(said, dict):
        return said
    _, _, section, name = said.get("$ref", "///").split("/")
    if section in ("parameters", "responses"):
        return SERVED["components"][section][name]
    return {name: _expanded(member) for name, member in said.items()}


def _each(said: Any) -> list[Any]:
    return list(said.values()) if isinstance(said, dict) else list(said)


def test_the_most_frequent_of_a_name_has_it_to_itself() -> None:
    components = SERVED["components"]
    assert components["parameters"]["width"]["schema"]["maximum"] == 2000  # of every kind of chart
    assert components["parameters"]["barcodeGet.width"]["schema"]["maximum"] == 3000
    assert set(components["responses"]["Status304"]["headers"]) == {"ETag", "Cache-Control"}


def test_the_example_of_a_short_address_is_one() -> None:
    assert unpack_request(packed.EXAMPLE) == "/charts/bar?xvalues=C,Java&yvalues=10,15"


def test_document_that_is_served_is_this_one(site: str) -> None:
    answer = requests.get(site + "/openapi.json", timeout=30)
    assert answer.json() == SERVED
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"].startswith("public, max-age=")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    again = {"If-None-Match": answer.headers["ETag"]}
    same = requests.get(site + "/openapi.json", headers=again, timeout=30)
    assert (same.status_code, same.content) == (304, b"")


def test_document_has_its_length(site: str) -> None:
    plain = {"Accept-Encoding": "identity"}
    head = requests.head(site + "/openapi.json", headers=plain, timeout=30)
    whole = requests.get(site + "/openapi.json", headers=plain, timeout=30)
    assert int(head.headers["Content-Length"]) == len(whole.content) > 10_000


def test_cookie_is_the_one_of_an_app_on_https() -> None:
    scheme = described("__Secure-cf_session")["components"]["securitySchemes"]["session"]
    assert (scheme["in"], scheme["name"]) == ("cookie", "__Secure-cf_session")


_LIST = """
import json, function_app
found = {}
for function in function_app.app.get_functions():
    if function.get_user_function().__module__.partition(".")[0] not in ROOMS:
        continue
    trigger = function.get_trigger().get_dict_repr()
    methods = [str(getattr(m, "value", m)).lower() for m in trigger["methods"]]
    found[function.get_function_name()] = trigger["route"], methods
print(json.dumps(found))
"""


@functools.cache
def _functions() -> dict[str, tuple[re.Pattern[str], list[str]]]:
    """Return a pattern of its route and the methods of each function of this project's rooms.

    A room of your own need not be described (docs/own-function.md).
    """
    command = [sys.executable, "-c", _LIST.replace("ROOMS", repr([*MAY_USE]))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    return {name: (_fitting(r), methods) for name, (r, methods) in json.loads(done.stdout).items()}


def _fitting(route: str) -> re.Pattern[str]:
    pattern = re.sub(r"\\\{(\\\*)?[^}]+\}", lambda m: ".*" if m[1] else "[^/]+", re.escape(route))
    return re.compile("/" + pattern)


def test_every_function_is_described() -> None:
    described_paths = [(method, path) for method, path, _ in OPERATIONS]
    for name, (route, methods) in _functions().items():
        if name in LEFT_OUT:
            continue
        if name == HOME[0]:
            route = re.compile(re.escape(HOME[1]))
        for method in set(methods) - {"options"}:  # preflights, as at every public path
            said = f"Describe {name} in openapi/, or add it to LEFT_OUT in this file."
            assert any(m == method and route.fullmatch(p) for m, p in described_paths), said


@by_name
def test_what_is_described_is_a_function(method: str, path: str, operation: dict[str, Any]) -> None:
    functions = {n: f for n, f in _functions().items() if n != HOME[0] or path == HOME[1]}
    fitting = [n for n, (route, methods) in functions.items()
               if method in methods and route.fullmatch(path)]  # fmt: skip
    assert len(fitting) == 1, fitting
    assert fitting[0] not in LEFT_OUT


def test_what_is_left_out_exists() -> None:
    assert LEFT_OUT.keys() <= _functions().keys()


GUARD = {signing.SIGNATURE, signing.EXPIRES}


def _names(path: str, method: str) -> set[str]:
    operation = DOCUMENT["paths"][path][method]
    return {p["name"] for p in operation["parameters"] if p["in"] == "query"}


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_parameter_of_a_kind_is_described(kind: str) -> None:
    known = kinds.parameters(kind)
    for method in ("get", "head"):
        assert _names(f"/charts/{kind}", method) == known.keys() | {"csv"} | GUARD
    body = DOCUMENT["components"]["schemas"][f"{kind.capitalize()}Chart"]
    assert body["properties"].keys() == known.keys()
    assert set(body["required"]) == {n for n, p in known.items() if p.required}


def test_every_parameter_of_the_google_dialect_is_described() -> None:
    for method in ("get", "head"):
        assert _names("/chart", method) == PARAMETERS.keys() | GUARD
    form = DOCUMENT["components"]["schemas"]["ChartForm"]
    assert form["properties"].keys() == PARAMETERS.keys()


def test_limits_are_those_of_the_table() -> None:
    (width,) = [p for p in DOCUMENT["paths"]["/charts/bar"]["get"]["parameters"]
                if p["name"] == "width"]  # fmt: skip
    assert width["schema"] == {"type": "integer", "minimum": 16, "maximum": 2000, "default": 640}
    assert _names("/generate_name", "get") == {STARTS_WITH}


@by_name
def test_errors_are_problem_documents(method: str, path: str, operation: dict[str, Any]) -> None:
    if method == "head" or path == "/getAToken" or operation["tags"] == ["Sign-in"]:
        return
    for status, answer in operation["responses"].items():
        # The platform's own, and an error of the Model Context Protocol.
        if status.startswith("4") and (status, path) != ("400", "/mcp") and status != "414":
            schema = answer["content"]["application/problem+json"]["schema"]
            assert schema == {"$ref": "#/components/schemas/Problem"}


def _written(parameter: dict[str, Any]) -> str:
    """An example as its parameter's style writes it (OpenAPI 3.1, Style Values)."""
    value = parameter["example"]
    if isinstance(value, list):
        separator = {"form": ",", "pipeDelimited": "|"}[parameter["style"]]
        value = separator.join(map(str, value))
    return quote(str(value).lower() if isinstance(value, bool) else str(value), safe="")


def _examples() -> Iterator[tuple[str, str, str, dict[str, Any] | None, str]]:
    """Every example: method, URL, name, body and its media type."""
    for method, path, operation in OPERATIONS:
        given = [p for p in operation.get("parameters", ()) if "example" in p]
        for p in given:
            path = path.replace(f"{{{p['name']}}}", _written(p))
        given = [p for p in given if p["in"] != "path"]
        if given or not operation.get("requestBody"):
            text = "&".join(f"{p['name']}={_written(p)}" for p in given)
            yield method, f"{path}?{text}" if text else path, operation["operationId"], None, ""
        for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
            for name, example in content["examples"].items():
                table = "-csv" if media_type == "text/csv" else ""
                named = f"{operation['operationId']}-{name}{table}"
                yield method, path, named, example["value"], media_type


EXAMPLES = list(_examples())
# What signing in and out answers is no 200.
OTHERWISE = {"/login": {302}, "/getAToken": {303, 204}, "/logout": {200, 403}}


@pytest.mark.parametrize(
    ("method", "url", "name", "body", "media_type"), EXAMPLES, ids=[e[2] for e in EXAMPLES]
)
def test_every_example_is_answered(
    method: str,
    url: str,
    name: str,
    body: dict[str, Any] | None,
    media_type: str,
    site: str,
    session_cookie: str,
) -> None:
    headers = {"Cookie": f"{COOKIE}={session_cookie}"}
    sent = {"json": body} if media_type == "application/json" else {"data": body}
    if media_type == "text/csv":
        headers["Content-Type"] = media_type
    answer = requests.request(
        method, site + url, headers=headers,
        allow_redirects=False, timeout=60, **sent,
    )  # fmt: skip
    assert answer.status_code in OTHERWISE.get(url.partition("?")[0], {200}), answer.text
    if "/chart/create" in url and method != "head":
        assert answer.json()["url"].startswith(f"{site}{PATH}")
    elif "/chart" in url and method != "head":
        assert answer.headers["Content-Type"].startswith("image/")


def test_every_operation_says_what_it_is() -> None:
    ids = [operation["operationId"] for *_, operation in OPERATIONS]
    assert len(set(ids)) == len(ids)
    tags = {tag["name"] for tag in DOCUMENT["tags"]}
    for _, _, operation in OPERATIONS:
        assert operation["summary"]
        assert set(operation["tags"]) <= tags
        assert all(answer["description"] for answer in operation["responses"].values())
