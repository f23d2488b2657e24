"""The app answers as its description says, to requests that are made from it (Schemathesis).

Every operation is asked with the description's examples and with data made from its schemas, right
and wrong, from a fixed seed; some also with every boundary, and every single fault, that a schema
allows to name ("coverage"). With OPENAPI_EXAMPLES=300, say, all are, and so many times with data;
OPENAPI_SEED makes it other data.
"""

from __future__ import annotations

import os

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case, Config
from schemathesis.schemas import BaseSchema

from charts.native.functions import CSV
from charts.quickchart.endpoints.link import PATH, pack
from charts.quickchart.endpoints.request import ENDPOINTS
from openapi import packed, tables
from openapi.document import document
from tests.openapi import agreement
from tests.openapi.conftest import COOKIE

pytestmark = pytest.mark.slow
LONG = "OPENAPI_EXAMPLES" in os.environ
# One operation of each function; the kinds of chart take turns, and HEAD is the function of GET.
COVERED = [
    "GET /charts/bar",
    "POST /charts/pie",
    "GET /chart",
    "POST /chart",
    "GET /generate_name",
    "GET /login",
    "GET /getAToken",
    "POST /logout",
    "GET /me",
    "GET /openapi.json",
]
QUICKCHART = {*(f"/{name}" for name in ENDPOINTS), "/chart/create"}
CONFIG = {
    "seed": int(os.environ.get("OPENAPI_SEED", "2024")),
    "generation": {"max-examples": int(os.environ.get("OPENAPI_EXAMPLES", "10")),
                   "database": "none"},
    "checks": {
        # The platform answers a method that a path does not have with 404, never 405
        # (docs/platform.md).
        "unsupported_method": {"enabled": False},
        # What is wrong may also be too long.
        "negative_data_rejection": {
            "expected-statuses": ["400", "401", "403", "404", "413", "414", "415", "422"]
        },
    },
    "phases": {"stateful": {"enabled": False}},  # no operation makes what another one uses
    "operations": [
        # Only the provider makes what the redirect URI takes, and it works once: no generated
        # request is right. That the answers are as described is checked all the same.
        {"include-path": "/getAToken", "checks": {"positive_data_acceptance": {"enabled": False}}},
        # The dialect draws what it can, and says in a header what it ignored.
        {"include-path": [*QUICKCHART],
         "checks": {"negative_data_rejection": {"enabled": False}}},
        {"exclude-name": COVERED, "phases": {"coverage": {"enabled": LONG}}},
    ],
}  # fmt: skip


@schemathesis.serializer(CSV)
def _text(_context: schemathesis.SerializationContext, body: object) -> bytes:
    return str(body).encode()


class Session:
    """The session of someone who signed in; some checks remove it to see that it is needed."""

    value = ""

    def get(self, case: Case, context: schemathesis.AuthContext) -> str:
        return Session.value

    def set(self, case: Case, data: str, context: schemathesis.AuthContext) -> None:
        case.cookies = {**(case.cookies or {}), COOKIE: data}


# Built by a fixture: the cases of "coverage" take seconds, which collecting tests should not.
schema = schemathesis.pytest.from_fixture("description")


@pytest.fixture(scope="module")
def description(session_cookie: str) -> BaseSchema:
    """The app's OpenAPI document, for somebody who has signed in."""
    Session.value = session_cookie
    loaded = schemathesis.openapi.from_dict(document(COOKIE), config=Config.from_dict(CONFIG))
    loaded.auth().apply_to(path=["/me", "/profile"])(Session)
    return loaded


@pytest.fixture(autouse=True)
def _node(request: pytest.FixtureRequest) -> None:
    """Give the test the attribute that Schemathesis 4.32 expects and pytest 9.2 renamed."""
    request.node._nodeid = request.node.nodeid


@pytest.fixture(scope="module")
def client() -> requests.Session:
    return requests.Session()


def _agree(case: Case) -> bool:
    """Do what the words of the description ask for, to data that its schemas call right.

    False: the schemas call the data wrong, and the words say that it is taken.
    """
    if case.path.startswith(PATH) and case.meta and case.meta.generation.mode.is_positive:
        case.path_parameters = {"payload": pack({"chart": agreement.QUICKCHART})}
    if case.path.startswith("/c/") and case.meta and case.meta.generation.mode.is_positive:
        case.path_parameters = {"payload": packed.EXAMPLE}
    if case.media_type == CSV:
        # Any text is one to the schema: what is a table, words say.
        case.body = tables.of_example(case.path.rpartition("/")[2])
        return case.meta is not None and case.meta.generation.mode.is_positive
    members = case.body if case.method == "POST" else case.query
    if case.meta is None or not isinstance(members, dict):
        return True
    right = case.meta.generation.mode.is_positive
    if case.path in ("/chart", "/gchart") and right:
        agreement.google(members)
    elif case.path in QUICKCHART and right:
        agreement.quickchart(case.path, members)
    if case.path.startswith("/charts/"):
        kind = case.path.rpartition("/")[2]
        if right:
            agreement.native(kind, members, query=case.method != "POST")
        elif agreement.taken_though_not_described(kind, members, query=case.method != "POST"):
            return False
    return True


def _check(case: Case, site: str, client: requests.Session) -> None:
    if not _agree(case):
        return
    client.cookies.clear()
    case.call_and_validate(site, client, allow_redirects=False, timeout=60)


as_configured = settings(suppress_health_check=list(HealthCheck), deadline=None)


@schema.include(path_regex="^/charts/").parametrize()
@as_configured
def test_native_charts_are_as_described(case: Case, site: str, client: requests.Session) -> None:
    _check(case, site, client)


@schema.include(path="/chart").parametrize()
@as_configured
def test_google_charts_are_as_described(case: Case, site: str, client: requests.Session) -> None:
    _check(case, site, client)


@schema.include(
    path_regex="^/(qr|barcode|graphviz|wordcloud|watermark|gchart|chart/.*)$"
).parametrize()
@as_configured
def test_quickcharts_endpoints_are_as_described(
    case: Case, site: str, client: requests.Session
) -> None:
    _check(case, site, client)


@schema.exclude(path_regex="^/(chart|qr|barcode|graphviz|wordcloud|watermark|gchart)").parametrize()
@as_configured
def test_the_rest_is_as_described(case: Case, site: str, client: requests.Session) -> None:
    _check(case, site, client)
