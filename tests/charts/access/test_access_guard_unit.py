"""Parts of the guard by themselves: settings, the form that is signed, the command."""

from __future__ import annotations

import json
import os
import re
import secrets
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.errors import SettingsError
from charts.access import signing
from charts.access.errors import WrongSignatureError
from charts.access.settings import SETTINGS, Settings, read

ROOT = Path(__file__).parents[3]
KEY = bytes(range(32))
TEXT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"  # KEY in URL-safe base64
DOCUMENT = ROOT / "docs" / "guard.md"


# Settings


def test_without_settings_everything_is_off() -> None:
    blank = dict.fromkeys(SETTINGS, " ")
    assert read({}) == read(blank) == Settings()


def test_settings_are_read() -> None:
    other = secrets.token_urlsafe(40)
    found = read(
        {
            "URL_SIGNING_KEYS": f" {TEXT} ,{other}=",
            "ALLOWED_REFERRERS": "Example.ORG, *.example.com ,localhost,xn--bcher-kva.test",
            "REFERRER_REQUIRED": "Yes",
            "MAX_PIXELS": "10000",
            "MAX_VALUES": "2000",
        }
    )
    assert found.signing_keys[0] == KEY
    assert [len(key) for key in found.signing_keys] == [32, 40]
    assert found.referrers[:3] == ("example.org", "*.example.com", "localhost")
    assert (found.referrer_required, found.max_pixels, found.max_values) == (True, 10_000, 2000)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("URL_SIGNING_KEYS", ",", "has no key"),
        ("URL_SIGNING_KEYS", "a b", "not URL-safe base64"),
        ("URL_SIGNING_KEYS", TEXT[:40], "under 32 bytes"),
        ("URL_SIGNING_KEYS", "A" * 43, "not random"),
        ("URL_SIGNING_KEYS", f"{TEXT},{TEXT[:20]}", "key 2: under 32 bytes"),
        ("ALLOWED_REFERRERS", ",", "has no host"),
        ("ALLOWED_REFERRERS", "*", "host 1: must be a host"),
        ("ALLOWED_REFERRERS", "https://example.org", "host 1: must be a host"),
        ("ALLOWED_REFERRERS", "example.org/", "host 1: must be a host"),
        ("ALLOWED_REFERRERS", "a.test,example.org:443", "host 2: must be a host"),
        ("ALLOWED_REFERRERS", "a.*.org", "host 1: must be a host"),
        ("ALLOWED_REFERRERS", "*example.org", "host 1: must be a host"),
        ("ALLOWED_REFERRERS", "bücher.example", "host 1: must be a host"),
        ("ALLOWED_REFERRERS", "a..b", "host 1: must be a host"),
        ("UNSIGNED_FOR_USERS", "sometimes", "must be yes or no"),
        ("UNSIGNED_FOR_USERS", "on", "has no effect without URL_SIGNING_KEYS"),
        ("REFERRER_REQUIRED", "maybe", "must be yes or no"),
        ("REFERRER_REQUIRED", "yes", "has no effect without ALLOWED_REFERRERS"),
        ("MAX_PIXELS", "9999", "must be a whole number from 10000 to 8000000"),
        ("MAX_PIXELS", "8000001", "must be a whole number from 10000 to 8000000"),
        ("MAX_PIXELS", "1e5", "must be a whole number from 10000 to 8000000"),
        ("MAX_VALUES", "0", "must be a whole number from 1 to 2000"),
        ("MAX_VALUES", "2001", "must be a whole number from 1 to 2000"),
        ("MAX_VALUES", "-1", "must be a whole number from 1 to 2000"),
        ("MAX_VALUES", "٣", "must be a whole number from 1 to 2000"),
    ],
)
def test_a_mistake_is_named_and_no_value_of_a_secret(name: str, value: str, reason: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read({name: value})
    assert [r.startswith(name) and reason in r for r in caught.value.reasons] == [True]
    if name == "URL_SIGNING_KEYS" and len(value) > 4:
        assert value not in str(caught.value)


def test_all_mistakes_are_found_together() -> None:
    wrong = {
        "URL_SIGNING_KEYS": "x",
        "ALLOWED_REFERRERS": "/",
        "MAX_PIXELS": "x",
        "MAX_VALUES": "x",
    }
    with pytest.raises(SettingsError) as caught:
        read({**wrong, "REFERRER_REQUIRED": "x", "UNSIGNED_FOR_USERS": "x"})
    assert {reason.split(",")[0].split()[0] for reason in caught.value.reasons} == set(SETTINGS)


# The form that is signed

texts = st.text(st.characters(codec="utf-8"), max_size=12)
queries = st.lists(st.tuples(texts.filter(bool), texts), max_size=6)


def _checked(url: str, now: float = 0.0, key: bytes = KEY) -> signing.Signed:
    path, _, query = url.partition("?")
    return signing.checked(path, query, [key], now)


def _own(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(n, v) for n, v in pairs if n not in (signing.SIGNATURE, signing.EXPIRES)]


@given(
    queries,
    st.sampled_from([quote, lambda text, *_: quote(text, safe="|,:'()*!~ ").replace(" ", "+")]),
)
def test_what_was_signed_is_read_back_in_any_spelling(
    pairs: list[tuple[str, str]], way: object
) -> None:
    url = "/chart?" + urlencode(pairs)
    signed = signing.signed(url, KEY)
    path, _, query = signed.partition("?")
    respelled = urlencode(parse_qsl(query, keep_blank_values=True), quote_via=way)  # type: ignore[arg-type]
    found = _checked(f"{path}?{respelled}")
    assert parse_qsl(found.query, keep_blank_values=True) == _own(pairs)
    assert found.query == _checked(signed).query


@given(queries, queries)
def test_two_queries_have_one_signature_only_if_they_say_the_same(
    one: list[tuple[str, str]], other: list[tuple[str, str]]
) -> None:
    made = [
        signing.signed("/chart?" + urlencode(pairs), KEY).rpartition("=")[2]
        for pairs in (one, other)
    ]
    assert (made[0] == made[1]) == (_own(one) == _own(other))


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_query_is_checked_without_an_error_of_ours(path: str, query: str) -> None:
    with pytest.raises(WrongSignatureError):
        signing.checked("/" + path, query, [KEY], 0.0)
    with pytest.raises(WrongSignatureError):
        signing.checked("/" + path, query + "&sig=x", [KEY], 0.0)


@given(st.lists(st.tuples(texts, texts), max_size=5))
def test_the_form_is_that_of_rfc_3986(pairs: list[tuple[str, str]]) -> None:
    expected = "&".join(f"{quote(n, safe='')}={quote(v, safe='')}" for n, v in pairs)
    assert signing._encoded(pairs) == expected


def test_bytes_that_are_no_text_are_signed_as_they_are() -> None:
    signed = signing.signed("/chart?chtt=%ff%FE", KEY)
    assert _checked(signed).query == "chtt=%FF%FE"
    with pytest.raises(WrongSignatureError):
        _checked(signed.replace("%ff", "%EF%BF%BD"))


def test_signing_again_replaces_what_was_there() -> None:
    end = int(time.time()) + 100
    once = signing.signed("/chart?cht=lc&chd=t:1|2", KEY)
    assert signing.signed(once, KEY) == once
    ends = signing.signed(once, KEY, end)
    assert ends.startswith(f"/chart?cht=lc&chd=t:1|2&expires={end}&sig=")
    assert signing.signed(ends, KEY) == once


def test_the_end_counts_to_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1000.0)
    signed = signing.signed("/chart?cht=lc", KEY, 2000)
    assert _checked(signed, 1999.9).expires == 2000
    with pytest.raises(WrongSignatureError) as over:
        _checked(signed, 2000.0)
    assert over.value.reason == "expired"
    with pytest.raises(ValueError, match="past"):
        signing.signed("/chart?cht=lc", KEY, 1000)


@pytest.mark.parametrize("host", ["", "https://a.test", "http://b.test:7071"])
def test_the_host_is_not_signed(host: str) -> None:
    signed = signing.signed(f"{host}/chart?cht=lc", KEY)
    assert signed.startswith(f"{host}/chart?cht=lc&sig=")
    assert signed.rpartition("=")[2] == signing.signed("/chart?cht=lc", KEY).rpartition("=")[2]


def test_the_signature_that_the_documents_show_is_that_of_their_key_and_url() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    key, form, url = (
        re.search(pattern, text)
        for pattern in (
            r"the key `([\w-]{43})`",
            r"`(/charts/bar\?xvalues=a%2Cb[^`]*)`",
            r"`(/charts/bar\?[^`]*&sig=[\w-]{43})`",
        )
    )
    assert key
    assert form
    assert url
    assert key[1] == TEXT
    assert signing.signed(url[1], KEY) == url[1]
    path, _, query = url[1].partition("?")
    pairs = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != "sig"]
    assert signing._message(path, pairs) == b"chart url, version 1\n" + form[1].encode()


# The command


def _sign(
    *arguments: str, folder: Path, given: str = "", **settings: str
) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value for name, value in os.environ.items() if name not in (*SETTINGS, "BASE_URL")
    }
    return subprocess.run(
        [sys.executable, "-m", "charts.access.sign", *arguments],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), **settings},
        input=given,
        capture_output=True,
        text=True,
        timeout=30,
    )


def test_the_command_signs_urls(tmp_path: Path) -> None:
    urls = [
        "/chart?cht=lc&chd=t:1|2",
        "https://a.test/charts/bar?title=é",
        "http://a.test/api/Chart/",
    ]
    done = _sign(*urls, folder=tmp_path, URL_SIGNING_KEYS=TEXT)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [signing.signed(url, KEY) for url in urls]


def test_the_command_reads_lines_and_local_settings(tmp_path: Path) -> None:
    values = {"URL_SIGNING_KEYS": TEXT, "BASE_URL": "https://charts.test/", "MAX_VALUES": "5"}
    (tmp_path / "local.settings.json").write_text(json.dumps({"Values": values}))
    done = _sign(folder=tmp_path, given="\n/chart?cht=lc\n  /chart?cht=p \n")
    assert (done.returncode, done.stderr) == (0, "")
    expected = [
        signing.signed(f"https://charts.test{path}", KEY)
        for path in ("/chart?cht=lc", "/chart?cht=p")
    ]
    assert done.stdout.splitlines() == expected
    # What is given in the environment or on the command line counts more.
    done = _sign(
        "/chart",
        "--base-url",
        "http://b.test",
        folder=tmp_path,
        URL_SIGNING_KEYS=TEXT[::-1][1:] + "A",
    )
    assert done.stdout.startswith("http://b.test/chart?sig=")
    assert done.stdout.strip() != signing.signed("http://b.test/chart", KEY)


@pytest.mark.parametrize(
    ("when", "seconds"), [("90s", 90), ("30m", 1800), ("12h", 43_200), ("7d", 604_800)]
)
def test_the_command_gives_urls_an_end(when: str, seconds: int, tmp_path: Path) -> None:
    done = _sign("/chart?cht=lc", "--expires", when, folder=tmp_path, URL_SIGNING_KEYS=TEXT)
    end = re.search(r"&expires=(\d+)&sig=", done.stdout)
    assert end
    assert abs(int(end[1]) - time.time() - seconds) < 60
    assert _checked(done.stdout.strip(), time.time()).expires == int(end[1])


@pytest.mark.parametrize("when", ["soon", "-5", "1000000000", "7", "1w", ""])
def test_an_end_that_is_none_is_refused_by_the_command(when: str, tmp_path: Path) -> None:
    done = _sign("/chart?cht=lc", f"--expires={when}", folder=tmp_path, URL_SIGNING_KEYS=TEXT)
    assert done.returncode == 2
    assert "--expires" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("/chart?cht=lc&chco=#ff0000", "write %23"),
        ("/foo?a=b", "not that of a picture"),
        ("/", "not that of a picture"),
        ("https://a.test", "not that of a picture"),
        ("chart?cht=lc", "neither a URL nor a path"),
        ("/chart?chtt=a b", "write %20"),
        ("/chart?chtt=" + "a" * 8200, "longer than the 8,177 bytes"),
    ],
)
def test_the_command_says_what_is_wrong_with_a_url_and_signs_the_others(
    url: str, reason: str, tmp_path: Path
) -> None:
    done = _sign(url, "/chart?cht=p", folder=tmp_path, URL_SIGNING_KEYS=TEXT)
    assert done.returncode == 1
    assert reason in done.stderr
    assert done.stdout.splitlines() == [signing.signed("/chart?cht=p", KEY)]


@pytest.mark.parametrize(
    ("settings", "local", "reason"),
    [
        ({}, None, "URL_SIGNING_KEYS is set neither in the environment nor in local.settings.json"),
        ({"URL_SIGNING_KEYS": " "}, "{}", "URL_SIGNING_KEYS is set neither"),
        ({"URL_SIGNING_KEYS": "c2hvcnQ"}, None, "URL_SIGNING_KEYS, key 1: under 32 bytes"),
        ({}, "{", "local.settings.json is not valid JSON"),
    ],
)
def test_without_a_usable_key_the_command_says_so(
    settings: dict[str, str], local: str | None, reason: str, tmp_path: Path
) -> None:
    if local is not None:
        (tmp_path / "local.settings.json").write_text(local)
    done = _sign("/chart?cht=lc", folder=tmp_path, **settings)
    assert done.returncode == 2
    assert reason in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
