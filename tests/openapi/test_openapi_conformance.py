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

from openapi.document import document
from tests.openapi import agreement
from tests.openapi.conftest import COOKIE

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
        {"exclude-name": COVERED, "phases": {"coverage": {"enabled": LONG}}},
    ],
}  # fmt: skip

schema = schemathesis.openapi.from_dict(document(COOKIE), config=Config.from_dict(CONFIG))


@schema.auth().apply_to(path=["/me", "/profile"])
class Session:
    """Who is signed in; some checks take the cookie away again, to see that it is needed."""

    value = ""

    def get(self, case: Case, context: schemathesis.AuthContext) -> str:
        return Session.value

    def set(self, case: Case, data: str, context: schemathesis.AuthContext) -> None:
        case.cookies = {**(case.cookies or {}), COOKIE: data}


@pytest.fixture(scope="module", autouse=True)
def _signed_in(session_cookie: str) -> None:
    Session.value = session_cookie


@pytest.fixture(scope="module")
def client() -> requests.Session:
    return requests.Session()


def _agree(case: Case) -> bool:
    """Do what the words of the description ask for, to data that its schemas call right.

    False: the schemas call the data wrong, and the words say that it is taken.
    """
    members = case.body if case.method == "POST" else case.query
    if case.meta is None or not isinstance(members, dict):
        return True
    right = case.meta.generation.mode.is_positive
    if case.path == "/chart" and right:
        agreement.google(members)
    if case.path.startswith("/charts/"):
        kind = case.path.rpartition("/")[2]
        if right:
            agreement.native(kind, members, query=case.method != "POST")
        elif agreement.taken_though_not_described(kind, members, query=case.method != "POST"):
            return False
    return True


@schema.parametrize()
@settings(suppress_health_check=list(HealthCheck), deadline=None)
def test_the_app_is_as_it_is_described(case: Case, site: str, client: requests.Session) -> None:
    if not _agree(case):
        return
    client.cookies.clear()
    case.call_and_validate(site, client, allow_redirects=False, timeout=60)
