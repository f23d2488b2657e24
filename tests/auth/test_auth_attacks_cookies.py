"""Attacks on the cookies: forged, moved, kept too long, too many, too large."""

from __future__ import annotations

import base64
import contextlib
import hmac
import json
import random
import re
import time
import zlib
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hostile import (
    CLIENT_ID,
    KEY,
    OLD_KEY,
    Browser,
    Clock,
    Configure,
    Provider,
    flow_prefix,
    refused,
    reply,
    session_key,
    session_name,
    set_cookies,
)

from auth import cookies, sessions
from auth.settings import Settings, current
from devserver.host import Host

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
DAY = 86400


def settings() -> Settings:
    found = current()
    assert found
    return found


def well_signed(payload: Any) -> str:
    return cookies.seal(settings(), "session", payload)


def payload(**changes: Any) -> dict[str, Any]:
    """What an honest session has in it, as of now."""
    now = int(time.time())
    return {"a": now, "t": now, "s": "x", "o": "", "d": "", "n": "Eve", "u": "", "p": {}, **changes}


def _is_refused(value: str) -> bool:
    return sessions.read(settings(), {session_name(): value}) is None


# Names

SPACES = "\u00a0\u0085\u1680\u2003\u2028\u3000\ufeff\x0b\x0c\x1c\x1f\r\n"


@pytest.mark.parametrize("space", SPACES, ids=ascii)
def test_only_spaces_and_tabs_are_trimmed_off_a_cookie(space: str, signed_in: Browser) -> None:
    """A sibling host plants a name that is ``__Secure-…`` to Python alone."""
    own, name = signed_in.session or "", session_name()
    for planted in (f"{space}{name}", f"{name}{space}", f" {space} {name}"):
        read = cookies.parse(f"{planted}=evil; {name}={own}")
        assert read[name] == own
        assert sessions.read(settings(), read)
        assert not sessions.read(settings(), cookies.parse(f"{planted}={own}"))
        assert not sessions.read(settings(), cookies.parse(f"{name}={space}{own}"))
    flow = f"{flow_prefix()}AAAAAAAAAA"
    assert flow not in cookies.parse(f"{space}{flow}=evil")
    assert cookies.parse(f" \t{name} \t= \t{own}\t ")[name] == own


@pytest.mark.parametrize("name", [session_name().upper(), session_name().lower(), "cf_session"])
def test_names_of_cookies_are_compared_as_bytes(name: str, signed_in: Browser) -> None:
    assert not sessions.read(settings(), cookies.parse(f"{name}={signed_in.session}"))


# Changed


def test_every_byte_changed(signed_in: Browser) -> None:
    value = signed_in.session or ""
    for place, byte in enumerate(value):
        for other in ALPHABET + "=+/ ~é\x00":
            if other != byte:
                assert _is_refused(value[:place] + other + value[place + 1 :]), (place, other)
    assert not _is_refused(value)


def test_every_byte_inserted(signed_in: Browser) -> None:
    value = signed_in.session or ""
    for place in range(len(value) + 1):
        for other in "A-_.=+/ ~é\x00\n":
            assert _is_refused(value[:place] + other + value[place:]), (place, other)


def test_every_byte_deleted_and_every_truncation(signed_in: Browser) -> None:
    value = signed_in.session or ""
    for place in range(len(value)):
        assert _is_refused(value[:place] + value[place + 1 :]), place
        assert _is_refused(value[:place]), place
        assert _is_refused(value[place + 1 :]), place


def test_changes_as_the_app_answers_them(signed_in: Browser) -> None:
    value, chance = signed_in.session or "", random.Random(1)
    for _ in range(100):
        place = chance.randrange(len(value))
        other = chance.choice([c for c in ALPHABET if c != value[place]])
        signed_in.session = value[:place] + other + value[place + 1 :]
        assert signed_in.who is None


def test_every_byte_of_a_flow_cookie_changed(browser: Browser, provider: Provider) -> None:
    browser.login()
    ((_, value),) = browser.flows.items()
    for place, byte in enumerate(value):
        for other in ALPHABET:
            changed = value[:place] + other + value[place + 1 :]
            assert (cookies.unseal(settings(), "flow", changed) is None) == (other != byte)


def test_payload_of_one_and_signature_of_another(signed_in: Browser) -> None:
    mine, other = signed_in.session or "", well_signed(payload())
    for place in range(1, min(len(mine), len(other)), 3):
        # The nonce or the text of one with the rest of the other, and with its tag. By chance the
        # first or last letters of both are the same: then it is one of them, unchanged.
        for mixed in (mine[:place] + other[place:], mine[:-place] + other[-place:]):
            assert _is_refused(mixed) == (mixed not in (mine, other))


@pytest.mark.parametrize("signature", ["", ".", "AAAA", "A" * 43], ids=repr)
def test_no_signature(signature: str) -> None:
    text = base64.urlsafe_b64encode(json.dumps(payload()).encode()).decode().rstrip("=")
    assert _is_refused(text + "." + signature)
    assert _is_refused(text + signature)


# Read


def _bytes(value: str) -> bytes:
    """What a cookie has in it, as somebody who holds it sees it: decoded and decompressed."""
    content = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
    for start in range(len(content)):
        for bits in (15, -15, 31):
            with contextlib.suppress(zlib.error):
                content += zlib.decompressobj(bits).decompress(content[start:])
    return content


def test_nothing_in_a_cookie_can_be_read(browser: Browser, provider: Provider) -> None:
    """Neither by somebody who copies it nor by scripts of the browser that holds it."""
    location = browser.login("/profile?private=page")
    flow = dict(browser.flows)
    browser.get(provider.authorize(location))
    session = dict(browser.jar)
    browser.sign_out()
    own = settings()
    kept = cookies.unseal(own, "session", session[session_name()])
    (begun,) = (cookies.unseal(own, "flow", value) for value in flow.values())
    assert kept
    assert begun
    texts = [str(v) for v in (*kept.values(), *kept["p"].values(), *begun.values()) if v]
    texts += ["Adele", "contoso", "Retail", "displayName", "private", "http", "{", '"']
    for name, value in {**flow, **session, **browser.jar}.items():
        seen = _bytes(value)
        for text in texts:
            assert len(text) < 2 or text.encode() not in seen, name
        # By chance, once in 10^7 times; what random bytes decompress to is often one letter's run.
        assert not re.search(rb"[ -~]{24}", seen[: len(value) * 3 // 4]), name


def test_a_sealed_cookie_is_never_the_same_twice(browser: Browser, provider: Provider) -> None:
    """Or a cookie would tell that two people are the same, and GCM would be broken."""
    values = {cookies.seal(settings(), "session", payload(a=1, t=1)) for _ in range(500)}
    assert len(values) == 500
    assert len({value[:16] for value in values}) == 500  # the nonces


@pytest.mark.parametrize("purpose", ["session", "flow"])
def test_a_cookie_of_an_earlier_version_is_refused_quietly(
    browser: Browser, provider: Provider, log: pytest.LogCaptureFixture, purpose: str
) -> None:
    """Version 2 was JSON with an HMAC, readable: its users sign in again."""
    own = settings()
    salt = f"{purpose}.v2|{own.base_url}|{own.client_id}|{own.authority}itsdangerous.Signer"
    for salted in (salt, salt.removesuffix("itsdangerous.Signer")):
        key = hmac.digest(own.session_keys[0], salted.encode(), "sha256")
        text = base64.urlsafe_b64encode(json.dumps(payload()).encode()).rstrip(b"=")
        mac = base64.urlsafe_b64encode(hmac.digest(key, text, "sha256")).rstrip(b"=")
        value = (text + b"." + mac).decode()
        assert cookies.unseal(own, purpose, value) is None  # type: ignore[arg-type]
    browser.session = value
    assert browser.get("/profile").status == 302
    assert browser.get("/").status == 200
    assert browser.who is None
    assert not [r for r in log.records if r.name == "auth" and r.levelname != "INFO"]
    assert browser.sign_in(provider).status == 303
    assert browser.who == "Adele Vance"


def test_opening_a_cookie_tries_every_key_and_no_other(configure: Configure) -> None:
    keys = [session_key() for _ in range(5)]
    sealed = []
    for key in keys:
        configure(SESSION_KEYS=key)
        sealed.append(well_signed(payload()))
    for number in range(1, 6):
        configure(SESSION_KEYS=",".join(keys[:number]))
        assert [not _is_refused(value) for value in sealed] == [n < number for n in range(5)]


# Moved


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"SESSION_KEYS": session_key()},
        {"BASE_URL": "https://staging.test"},
        {"BASE_URL": "https://app.test:8443"},
        {"CLIENT_ID": "another-app"},
    ],
    ids=["another key", "another deployment", "another port", "another client"],
)
def test_a_cookie_of_another_deployment(
    signed_in: Browser, configure: Configure, elsewhere: dict[str, str]
) -> None:
    configure(**elsewhere)
    assert signed_in.who is None


@pytest.mark.parametrize("purpose", ["flow", "Session", "session ", ""])
def test_a_cookie_of_another_purpose(browser: Browser, purpose: Any) -> None:
    browser.session = cookies.seal(settings(), purpose, payload())
    assert browser.who is None


def test_an_https_cookie_on_http(host: Host, signed_in: Browser, configure: Configure) -> None:
    configure(BASE_URL="http://localhost:7071")
    local = Browser(host, "http://localhost:7071")
    local.session = signed_in.session or ""
    assert local.who is None
    local.jar = {session_name(): signed_in.session or ""}
    assert local.who is None


# Keys


def test_the_old_key_is_still_read_and_the_new_one_signs(
    browser: Browser, provider: Provider, configure: Configure
) -> None:
    configure(SESSION_KEYS=OLD_KEY)
    assert browser.sign_in(provider).status == 303
    begun = browser.login()
    configure(SESSION_KEYS=f"{KEY},{OLD_KEY}")
    assert browser.who == "Adele Vance"
    # A sign-in that began under the old key ends; what it sets is signed with the new one.
    assert browser.get(provider.authorize(begun)).status == 303
    configure(SESSION_KEYS=KEY)
    assert browser.who == "Adele Vance"


def test_a_key_that_was_removed(browser: Browser, provider: Provider, configure: Configure) -> None:
    configure(SESSION_KEYS=OLD_KEY)
    assert browser.sign_in(provider).status == 303
    callback = provider.authorize(browser.login())
    configure(SESSION_KEYS=KEY)
    assert browser.who is None
    browser.jar.pop(session_name())
    refused(browser.get(callback), browser, 400)


def test_the_newest_key_signs_whatever_the_number(configure: Configure) -> None:
    keys = [session_key() for _ in range(4)]
    configure(SESSION_KEYS=",".join(keys))
    value = well_signed(payload())
    configure(SESSION_KEYS=keys[0])
    assert not _is_refused(value)
    configure(SESSION_KEYS=",".join(keys[1:]))
    assert _is_refused(value)


# Times


@pytest.mark.parametrize(("behind", "accepted"), [(0, True), (30, True), (120, False)])
def test_a_cookie_from_the_future(
    signed_in: Browser, clock: Clock, behind: int, accepted: bool
) -> None:
    clock.ahead = -behind
    assert (signed_in.who is not None) == accepted


def test_idle(signed_in: Browser, clock: Clock) -> None:
    clock.ahead = 1700
    assert signed_in.who == "Adele Vance"  # no renewal before half of the time
    clock.ahead = 3600 + 120
    assert signed_in.who is None


def test_use_renews_a_session(signed_in: Browser, clock: Clock) -> None:
    first = signed_in.session
    clock.ahead = 1790
    signed_in.get("/profile")
    assert signed_in.session == first
    clock.ahead = 1900
    signed_in.get("/profile")
    assert signed_in.session != first
    clock.ahead = 1900 + 3500
    assert signed_in.who == "Adele Vance"


def test_the_absolute_limit_despite_renewal(signed_in: Browser, clock: Clock) -> None:
    while clock.ahead < 28800 - 1000:
        clock.ahead += 1000
        assert signed_in.get("/").status == 200
        assert signed_in.who == "Adele Vance"
    clock.ahead = 28800 + 120
    assert signed_in.who is None


def test_a_renewed_cookie_lasts_no_longer_than_the_session(
    signed_in: Browser, clock: Clock
) -> None:
    longest = []
    while clock.ahead < 28000:
        clock.ahead += 1900
        for name, (_, attributes) in set_cookies(signed_in.get("/profile")).items():
            assert name == session_name()
            longest.append(int(attributes["max-age"]) + clock.ahead)
    assert longest
    assert max(longest) <= 28801


def test_the_epoch_moved(signed_in: Browser, configure: Configure) -> None:
    configure(SESSION_EPOCH=str(int(time.time()) - 60))
    assert signed_in.who == "Adele Vance"
    configure(SESSION_EPOCH=str(int(time.time()) + 5))
    assert signed_in.who is None


def test_shorter_limits_hold_for_sessions_that_go_on(
    signed_in: Browser, configure: Configure, clock: Clock
) -> None:
    configure(SESSION_IDLE_SECONDS="60")
    clock.ahead = 150
    assert signed_in.who is None
    configure(SESSION_MAX_SECONDS="60")
    assert signed_in.who is None


# Malformed


@pytest.mark.parametrize(
    "value",
    [
        "", ".", "..", "a", "a.b", "é.é", "\x00", "=", "null", "." * 4000, "A" * 60_000,
        ".eJw." + "A" * 43, "%22", '"', "a=b=c", "ÿ" * 4000, "\U0001f600",
    ],
    ids=lambda v: ascii(v)[:12],
)  # fmt: skip
def test_a_malformed_cookie_is_anonymous(browser: Browser, value: str) -> None:
    browser.session = value
    assert browser.who is None
    assert browser.get("/").status == 200
    answer = browser.get("/profile")
    assert answer.status == 302
    assert not set_cookies(answer)


@pytest.mark.parametrize("value", ["", "x", "é", "A" * 60_000, "a.b"], ids=lambda v: v[:5])
def test_a_malformed_flow_cookie(browser: Browser, provider: Provider, value: str) -> None:
    callback = provider.authorize(browser.login())
    browser.jar[next(iter(browser.flows))] = value
    refused(browser.get(callback), browser, 400)
    assert provider.count("token") == 0


NOW = int(time.time())
ODD: dict[str, Any] = {
    "a list": [],
    "null": None,
    "a number": 1,
    "a text": "session",
    "empty": {},
    "time a text": payload(t=str(NOW)),
    "time NaN": payload(t=float("nan")),
    "time infinite": payload(t=float("inf")),
    "time a fraction": payload(a=NOW + 0.5),
    "time true": payload(a=True),
    "time absent": {name: value for name, value in payload().items() if name != "t"},
    "time negative": payload(a=-1, t=-1),
    "time huge": payload(a=10**400),
    "sub empty": payload(s=""),
    "sub null": payload(s=None),
    "sub a number": payload(s=7),
    "name a list": payload(n=["Eve"]),
    "name absent": {name: value for name, value in payload().items() if name != "n"},
    "profile a list": payload(p=[]),
    "profile null": payload(p=None),
    "profile of numbers": payload(p={"mail": 1}),
    "profile nested": payload(p={"mail": {}}),
}


@pytest.mark.parametrize("name", ODD)
def test_a_well_signed_odd_payload(browser: Browser, name: str) -> None:
    browser.session = well_signed(ODD[name])
    assert browser.who is None
    assert browser.get("/").status == 200


@pytest.mark.parametrize(
    "odd",
    [[], None, {}, {"t": NOW}, {"t": "x", "s": "", "v": "", "n": "", "r": ""},
     {"t": float("nan"), "s": "", "v": "", "n": "", "r": ""},
     {"t": NOW, "s": 1, "v": "", "n": "", "r": ""}],
    ids=lambda odd: str(odd).replace(str(NOW), "NOW"),
)  # fmt: skip
def test_a_well_signed_odd_flow(browser: Browser, provider: Provider, odd: Any) -> None:
    callback = provider.authorize(browser.login())
    name = next(iter(browser.flows))
    browser.jar[name] = cookies.seal(settings(), "flow", odd)
    refused(browser.get(callback), browser, 400)
    browser.jar[name] = cookies.seal(settings(), "flow", odd)
    assert browser.get("/login").status == 302


def test_the_honest_payload_is_taken(browser: Browser) -> None:
    browser.session = well_signed(payload())
    assert browser.who == "Eve"


# Too large, too many


def _noise(length: int) -> str:
    chance = random.Random(length)
    return "".join(chance.choice(ALPHABET) for _ in range(length))


def test_too_large_a_session_begins_none_and_ends_the_old_one(
    signed_in: Browser, provider: Provider
) -> None:
    """Browsers keep the old cookie when the new one is too large."""
    provider.user = {"sub": _noise(5000), "name": "Bob"}
    answer = signed_in.sign_in(provider)
    refused(answer, signed_in, 502)
    assert set_cookies(answer)[session_name()][1]["max-age"] == "0"
    assert not signed_in.flows
    assert not signed_in.refused


def test_no_cookie_is_larger_than_browsers_keep(browser: Browser, provider: Provider) -> None:
    for length in range(2400, 3100, 20):
        provider.user["sub"] = _noise(length)
        answer = browser.sign_in(provider)
        assert answer.status in (303, 502)
        for name, header in answer.headers:
            assert name != "Set-Cookie" or len(header) <= 4096
        assert (browser.session is not None) == (answer.status == 303)
    assert not browser.refused


def test_too_large_a_session_is_not_renewed(browser: Browser, clock: Clock) -> None:
    browser.session = well_signed(payload(n=_noise(2700)))
    assert len(browser.session or "") < 4096
    clock.ahead = 2000
    for path in ("/", "/profile"):
        answer = browser.get(path)
        assert answer.status == 200
        assert all(len(header) <= 4096 for _, header in answer.headers)


def test_abandoned_sign_ins_leave_five_flow_cookies(
    signed_in: Browser, provider: Provider, clock: Clock
) -> None:
    locations = []
    for number in range(40):
        clock.ahead = number
        locations.append(signed_in.login())
    assert len(signed_in.flows) == 5
    assert signed_in.who == "Adele Vance"
    # They are the newest ones.
    states = [dict(parse_qsl(urlsplit(location).query))["state"] for location in locations]
    assert set(signed_in.flows) == {flow_prefix() + state[:10] for state in states[-5:]}


def test_scripts_and_pictures_without_session_set_no_cookie(browser: Browser) -> None:
    for _ in range(50):
        answer = browser.fetch("/me")
        assert answer.status == 401
        assert not set_cookies(answer)
    for path in ("/profile", "/"):
        assert not set_cookies(browser.get(path))
    assert not browser.jar


# Planted


def _with(browser: Browser, header: str) -> str | None:
    answer = browser.request("GET", "/me", {"Cookie": header, "Accept": "*/*"})
    assert answer.status in (200, 401)
    return json.loads(answer.body).get("name")


def test_a_name_twice_is_anonymous(signed_in: Browser, host: Host) -> None:
    mine, name = signed_in.session, session_name()
    evil = well_signed(payload())
    bare = Browser(host)
    assert _with(bare, f"{name}={mine}") == "Adele Vance"
    for header in (
        f"{name}={evil}; {name}={mine}",
        f"{name}={mine}; {name}={evil}",
        f"{name}={mine}; {name}={mine}",
        f"{name}=; {name}={mine}",
        f"{name}={mine};{name}=x;{name}=x",
        f"{name}={mine}; a=b;   {name} = x; {name}=y",
    ):
        assert _with(bare, header) is None, header


def test_a_flow_cookie_twice(browser: Browser, provider: Provider, host: Host) -> None:
    callback = provider.authorize(browser.login())
    ((name, value),) = browser.flows.items()
    bare = Browser(host)
    answer = bare.get(callback, Cookie=f"{name}={value}; {name}=planted")
    refused(answer, bare, 400)


@pytest.mark.parametrize(
    "name", ["session", "__secure-cf_session", "__Host-cf_session", "cf_session", "xcf_session"]
)
def test_other_names_are_not_the_session(signed_in: Browser, name: str, host: Host) -> None:
    assert _with(Browser(host), f"{name}={signed_in.session}") is None


@pytest.mark.parametrize(
    "tail", ["A" * 4050, "a:b", "a[b", "é", "", "a b", 'a"b', "a,b", "AAAAAAAAA\x7f", "x" * 11]
)
def test_planted_flow_names_stop_neither_signing_in_nor_out(
    signed_in: Browser, provider: Provider, tail: str
) -> None:
    for number in range(6):
        signed_in.jar[flow_prefix() + tail + "x" * number] = "planted"
    assert signed_in.sign_in(provider).status == 303
    answer = signed_in.sign_out()
    assert answer.status == 303
    assert signed_in.session is None


def test_a_planted_flow_does_not_push_out_an_honest_one(
    browser: Browser, provider: Provider
) -> None:
    callback = provider.authorize(browser.login())
    for number in range(8):
        browser.jar[f"{flow_prefix()}planted00{number}"] = "planted"
    browser.login()
    assert browser.get(callback).status == 303


# As they are written


@pytest.mark.parametrize("base_url", ["https://app.test", "http://localhost:7071"])
def test_how_cookies_are_written(
    provider: Provider, host: Host, configure: Configure, base_url: str
) -> None:
    configure(BASE_URL=base_url)
    browser = Browser(host, base_url)
    answers = [browser.get("/login")]
    answers.append(browser.get(provider.authorize(answers[0].header("location") or "")))
    answers.append(browser.sign_out())
    headers = [h for answer in answers for name, h in answer.headers if name == "Set-Cookie"]
    assert len(headers) == 8
    for header in headers:
        name, value, rest = re.fullmatch(r"([^=]+)=([^;]*); (.*)", header).groups()  # type: ignore[union-attr]
        assert re.fullmatch(
            r"(__Secure-)?cf_(session|recent|last_sign_out|signed_out|flow\.[A-Za-z0-9_-]{10})",
            name,
        )
        assert re.fullmatch(r"[A-Za-z0-9_-]*", value)
        attributes = rest.split("; ")
        assert "path=/" in attributes
        assert "httponly" in attributes
        assert "samesite=lax" in attributes
        assert "domain=" in attributes
        assert any(re.fullmatch(r"max-age=[0-9]+", a) for a in attributes)
        assert "expires" not in header.lower()
        assert ("secure" in attributes) == base_url.startswith("https:")
        assert name.startswith("__Secure-") == base_url.startswith("https:")
        assert "__Host-" not in name
    left = {name.removeprefix("__Secure-") for name in browser.jar}
    assert left == {"cf_signed_out", "cf_last_sign_out"}


def test_what_is_in_the_cookies(browser: Browser, provider: Provider) -> None:
    """No token, and no claim that is not meant to be kept."""
    provider.user |= {"groups": ["g"] * 250, "roles": ["Admin"], "email": "adele@home.test"}
    assert browser.sign_in(provider).status == 303
    kept = cookies.unseal(settings(), "session", browser.session or "")
    assert kept is not None
    assert set(kept) == set("atbsodnuprg")
    assert (kept["r"], kept["g"]) == (["Admin"], ["g"])
    assert set(kept["p"]) <= {"displayName", "mail", "jobTitle"}
    assert not any(secret in json.dumps(kept) for secret in provider.issued if secret)


def test_what_they_weigh(browser: Browser, provider: Provider) -> None:
    answer = browser.get("/login?next_url=/profile")
    assert 250 < len(dict(answer.headers)["Set-Cookie"]) < 420
    browser.get(provider.authorize(answer.header("location") or ""))
    assert len(browser.session or "") < 550
    assert CLIENT_ID not in (browser.session or "")


def test_huge_claims_leave_a_small_cookie(browser: Browser, provider: Provider) -> None:
    provider.user |= {
        "name": _noise(9000),
        "preferred_username": _noise(9000),
        "groups": [_noise(36) for _ in range(250)],
        "_claim_names": {"groups": "src1"},
        "_claim_sources": {"src1": {"endpoint": "https://graph.microsoft.com/" + _noise(500)}},
    }
    provider.bend["graph"] = reply({})
    assert browser.sign_in(provider).status == 303
    assert len(browser.session or "") < 1200
    assert browser.who == _noise(9000)[:200]
