"""Text of requests by ASCII rules, where Python's own are those of Unicode."""

from __future__ import annotations

import azure.functions as func
import pytest

from api import ascii_text, responses
from charts.access import referrers, signing
from charts.google.read import query as google
from charts.pictures.response import wants_picture

SPACE, KELVIN, DOTTED_I = "\u00a0", "\u212a", "\u0130"
KEY = b"k" * 32


def _request(**headers: str) -> func.HttpRequest:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return func.HttpRequest("GET", "http://localhost/", headers=sent, body=b"")


def test_only_ascii_is_trimmed_and_folded() -> None:
    assert ascii_text.trim(f" \t{SPACE}a\n\t ") == f"{SPACE}a\n"
    assert ascii_text.strip(f" \t\r\n\f{SPACE}a \n") == f"{SPACE}a"
    assert ascii_text.lower(f"AZ{KELVIN}{DOTTED_I}É") == f"az{KELVIN}{DOTTED_I}É"
    assert ascii_text.media_type(" Application/JSON ; a=b") == "application/json"
    assert ascii_text.media_type(f"{SPACE}application/json") == f"{SPACE}application/json"


@pytest.mark.parametrize("weight", ["1_0", "inf", "nan", "١", "1e0", "+1", " 1", "2", "0.1234", ""])
def test_a_weight_that_python_alone_reads_is_none(weight: str) -> None:
    assert not responses.accepts_gzip(_request(accept_encoding=f"gzip;q={weight}"))
    assert not wants_picture(_request(accept=f"image/png;q={weight}"))


@pytest.mark.parametrize("text", [f"{SPACE}gzip", f"gzip{SPACE}", "gz\u0131p", "g z i p"])
def test_a_coding_is_compared_as_bytes(text: str) -> None:
    assert not responses.accepts_gzip(_request(accept_encoding=text))


def test_an_entity_tag_is_compared_as_bytes() -> None:
    assert not responses._matches(f'{SPACE}"d"', '"d"')
    assert not responses._matches(f"*{SPACE}", '"d"')
    assert responses._matches(' \tW/"d"\t', '"d"')


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": f"{SPACE}same-origin"},
        {"origin": f"{SPACE}https://kiosk.example"},
        {"origin": f"https://{KELVIN}iosk.example"},
        {"referer": f"https://{KELVIN}iosk.example/"},
        {"referer": f"{SPACE}https://kiosk.example/"},
        {"referer": "https://kiosk.example:١/"},
    ],
)
def test_a_site_is_compared_as_bytes(headers: dict[str, str]) -> None:
    allowed = ["kiosk.example"]
    assert referrers.refusal(headers, "app.test", allowed, required=True)
    plain = {"referer": " https://KIOSK.example/ "}
    assert referrers.refusal(plain, "app.test", allowed, required=True) is None


def test_a_signed_path_is_compared_by_ascii_case_alone() -> None:
    assert signing._message("/charts/K", []) == signing._message("/charts/k", [])
    assert signing._message(f"/charts/{KELVIN}", []) != signing._message("/charts/k", [])


def test_a_name_of_a_query_keeps_a_no_break_space() -> None:
    pairs = [("cht", "qr"), ("chs", "100x100"), ("chl", "a"), (f"{SPACE}chof", "json")]
    request = google.read(pairs)
    assert request.form == "png"
    assert any(d.parameter == f"{SPACE}chof" for d in request.diagnostics)
    assert google.read([("chof\n", "json")]).form == "json"
