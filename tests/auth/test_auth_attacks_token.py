"""Attacks on the ID token: msal checks nothing in it but the nonce."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
import requests
from hostile import (
    ABSENT,
    AUTHORITY,
    CLIENT_ID,
    CLIENT_SECRET,
    HONEST,
    ISSUER,
    TENANT,
    Browser,
    Clock,
    Configure,
    FromNow,
    Provider,
    b64,
    forged,
    hs256,
    jwk,
    public_pem,
    refused,
    reply,
    rs256,
    rsa_key,
)

import auth.tokens

OTHER_TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47"
Mint = Callable[[dict[str, Any]], Any]


def _refused(browser: Browser, provider: Provider, status: int = 502) -> None:
    answer = browser.sign_in(provider, "/profile")
    refused(answer, browser, status)
    assert not browser.flows
    assert provider.count("graph") == 0  # its access token is not used either


FORGERIES: dict[str, Mint] = {
    "alg none, no signature": lambda c: forged({"alg": "none", "kid": "k1"}, c, lambda _: b""),
    "alg None": lambda c: forged({"alg": "None", "kid": "k1"}, c, lambda _: b""),
    "alg absent": lambda c: forged({"kid": "k1"}, c, lambda _: b""),
    "alg null": lambda c: forged({"alg": None, "kid": "k1"}, c, lambda _: b""),
    "alg a list": lambda c: forged({"alg": ["RS256"], "kid": "k1"}, c, lambda _: b"x"),
    "alg none, real signature": lambda c: forged(
        {"alg": "none", "kid": "k1"}, c, lambda _: b64(b"x" * 256).encode()
    ),
    "HS256 with the client secret": lambda c: forged(
        {"alg": "HS256", "kid": "k1"}, c, hs256(CLIENT_SECRET.encode())
    ),
    "HS256 with the public key": lambda c: forged(
        {"alg": "HS256", "kid": "k1"}, c, hs256(public_pem())
    ),
    "HS256 with the public key as JWK": lambda c: forged(
        {"alg": "HS256", "kid": "k1"}, c, hs256(json.dumps(jwk()).encode())
    ),
    "HS256 with nothing": lambda c: forged({"alg": "HS256", "kid": "k1"}, c, hs256(b"")),
    "RS256 that is an HMAC": lambda c: forged(
        {"alg": "RS256", "kid": "k1"}, c, hs256(public_pem())
    ),
    "another key, same kid": lambda c: rs256(c, "another"),
    "another key, unknown kid": lambda c: rs256(c, "another", {"kid": "k2"}),
    "right key, unknown kid": lambda c: rs256(c, headers={"kid": "k2"}),
    "kid absent": lambda c: rs256(c, headers={}),
    "kid a path": lambda c: rs256(c, "another", {"kid": "../../../../dev/null"}),
    "embedded jwk": lambda c: rs256(
        c, "another", {"kid": "another", "jwk": jwk("another", "another")}
    ),
    "embedded jwk, same kid": lambda c: rs256(
        c, "another", {"kid": "k1", "jwk": jwk("k1", "another")}
    ),
    "jku": lambda c: rs256(c, "another", {"kid": "k9", "jku": "https://evil.test/keys"}),
    "x5u": lambda c: rs256(c, "another", {"kid": "k9", "x5u": "https://evil.test/cert"}),
    "unknown crit": lambda c: rs256(c, headers={"kid": "k1", "crit": ["cf"], "cf": 1}),
    "claims changed after signing": lambda c: _changed(rs256(c), sub="someone else"),
    "signature cut": lambda c: rs256(c)[:-10],
    "signature absent": lambda c: rs256(c).rpartition(".")[0] + ".",
    "signature not base64": lambda c: rs256(c).rpartition(".")[0] + ".\u00e9\u00e9",
    "signature a lone surrogate": lambda c: rs256(c).rpartition(".")[0] + ".\ud800",
    "header not JSON": lambda c: b64(b"{") + "." + rs256(c).partition(".")[2],
    "header a list": lambda c: b64(b"[]") + "." + rs256(c).partition(".")[2],
    "header deeply nested": lambda c: b64(b"[" * 100_000) + "." + rs256(c).partition(".")[2],
    "garbage": lambda c: "garbage",
    "dots": lambda c: "..",
    "five parts": lambda c: rs256(c) + ".a.b",
    "empty": lambda c: "",
    "absent": lambda c: ABSENT,
    "null": lambda c: None,
    "a number": lambda c: 7,
    "an object": lambda c: c,
    "a list": lambda c: [rs256(c)],
    "claims a list": lambda c: forged({"alg": "RS256", "kid": "k1"}, [c], lambda _: b"x"),
}


def _changed(token: str, **changes: object) -> str:
    head, payload, signature = token.split(".")
    import base64

    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    return f"{head}.{b64(json.dumps({**claims, **changes}).encode())}.{signature}"


@pytest.mark.parametrize("name", FORGERIES)
def test_forged_token(browser: Browser, provider: Provider, name: str) -> None:
    provider.mint = FORGERIES[name]
    _refused(browser, provider)
    assert provider.count("elsewhere") == 0  # nothing that a token names is fetched


NOW = int(time.time())
CLAIMS: dict[str, dict[str, Any]] = {
    "another audience": {"aud": "another-app"},
    "aud with another case": {"aud": CLIENT_ID.upper()},
    "aud a list with a second one": {"aud": [CLIENT_ID, "another-app"]},
    "aud a list of others": {"aud": ["another-app"]},
    "aud an empty list": {"aud": []},
    "aud absent": {"aud": ABSENT},
    "aud null": {"aud": None},
    "aud an object": {"aud": {CLIENT_ID: 1}},
    "another issuer": {"iss": "https://evil.test/v2.0"},
    "another tenant's issuer": {"iss": ISSUER.replace(TENANT, OTHER_TENANT)},
    "issuer with a slash": {"iss": ISSUER + "/"},
    "issuer without version": {"iss": AUTHORITY},
    "iss absent": {"iss": ABSENT},
    "iss null": {"iss": None},
    "iss a list": {"iss": [ISSUER]},
    "expired": {"exp": FromNow(-90)},
    "expired long ago": {"exp": 1},
    "exp absent": {"exp": ABSENT},
    "exp null": {"exp": None},
    "exp a word": {"exp": "tomorrow"},
    "exp a number in a string": {"exp": str(NOW + 3600)},
    "exp true": {"exp": True},
    "nbf a number in a string": {"nbf": str(NOW - 60)},
    "iat a number in a string": {"iat": str(NOW - 60)},
    "iat true": {"iat": True},
    "azp another app": {"azp": "another-app"},
    "azp null": {"azp": None},
    "azp a list": {"azp": [CLIENT_ID]},
    "at_hash of another token": {"at_hash": b64(b"x" * 16)},
    "at_hash empty": {"at_hash": ""},
    "at_hash null": {"at_hash": None},
    "at_hash a list": {"at_hash": []},
    "exp infinite": {"exp": float("inf")},
    "exp not a number": {"exp": float("nan")},
    "exp a list": {"exp": [NOW + 3600]},
    "not yet valid": {"nbf": FromNow(600)},
    "nbf a word": {"nbf": "yesterday"},
    "nbf infinite": {"nbf": float("inf")},
    "issued in the future": {"iat": FromNow(600)},
    "iat absent": {"iat": ABSENT},
    "iat a word": {"iat": "now"},
    "iat infinite": {"iat": float("inf")},
    "iat a list": {"iat": []},
    "sub absent": {"sub": ABSENT},
    "sub empty": {"sub": ""},
    "sub null": {"sub": None},
    "sub a number": {"sub": 7},
    "sub a list": {"sub": ["x"]},
    "nonce wrong": {"nonce": "0" * 64},
    "nonce absent": {"nonce": ABSENT},
    "nonce null": {"nonce": None},
    "nonce a list": {"nonce": []},
    "nonce empty": {"nonce": ""},
}


@pytest.mark.parametrize("name", CLAIMS)
def test_wrong_claim(browser: Browser, provider: Provider, name: str) -> None:
    provider.claims = CLAIMS[name]
    provider.mint = _signed_as_is
    _refused(browser, provider)


def _signed_as_is(claims: dict[str, Any]) -> str:
    """A genuine signature over claims that the library would refuse to sign."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

    def sign(text: bytes) -> bytes:
        return rsa_key(HONEST).sign(text, PKCS1v15(), hashes.SHA256())

    return forged({"alg": "RS256", "kid": "k1"}, claims, sign)


def test_signed_as_is_would_be_taken(browser: Browser, provider: Provider) -> None:
    provider.mint = _signed_as_is
    assert browser.sign_in(provider).status == 303


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": FromNow(-20)},
        {"nbf": FromNow(40)},
        {"iat": FromNow(40)},
        {"nbf": ABSENT},
        {"aud": [CLIENT_ID]},
        {"azp": CLIENT_ID},
    ],
    ids=str,
)
def test_honest_claims_and_clocks_that_differ(
    browser: Browser, provider: Provider, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    assert browser.sign_in(provider).status == 303
    assert browser.who == "Adele Vance"


def test_at_hash_of_the_access_token(browser: Browser, provider: Provider) -> None:
    access_token = "ACCESS.x"  # noqa: S105
    digest = hashlib.sha256(access_token.encode()).digest()
    provider.claims = {"at_hash": b64(digest[:16])}

    def answer(request: requests.PreparedRequest) -> requests.Response:
        honest = provider.redeem(request).json()
        return reply({**honest, "access_token": access_token})

    provider.bend["token"] = answer
    assert browser.sign_in(provider).status == 303


def test_the_nonce_of_another_sign_in(browser: Browser, provider: Provider) -> None:
    """An ID token of the same user, for this app, out of an earlier sign-in."""
    tokens: list[str] = []

    def keep(claims: dict[str, Any]) -> str:
        tokens.append(rs256(claims))
        return tokens[0]

    provider.mint = keep
    assert browser.sign_in(provider).status == 303
    browser.jar.clear()
    provider.bend["graph"] = reply({})
    answer = browser.sign_in(provider)
    refused(answer, browser, 502)


# Tenants


def test_a_tenant_that_is_not_allowed(
    browser: Browser, provider: Provider, configure: Configure
) -> None:
    configure(ALLOWED_TENANTS=OTHER_TENANT)
    answer = browser.sign_in(provider)
    refused(answer, browser, 403)
    assert b"organisation" in answer.body
    assert not browser.flows


@pytest.mark.parametrize("tid", [ABSENT, None, "", 7, [TENANT], TENANT + " ", "*"], ids=str)
def test_a_tenant_claim_that_is_odd(
    browser: Browser, provider: Provider, configure: Configure, tid: object
) -> None:
    configure(ALLOWED_TENANTS=TENANT)
    provider.claims["tid"] = tid
    refused(browser.sign_in(provider), browser, 403)


def _several_tenants(provider: Provider) -> None:
    provider.metadata["issuer"] = "https://login.test/{tenantid}/v2.0"


@pytest.mark.parametrize(
    ("tid", "iss", "status"),
    [
        (TENANT, ISSUER, 303),
        (TENANT.upper(), f"https://login.test/{TENANT.upper()}/v2.0", 303),
        (OTHER_TENANT, f"https://login.test/{OTHER_TENANT}/v2.0", 403),
        (TENANT, f"https://login.test/{OTHER_TENANT}/v2.0", 502),
        (OTHER_TENANT, ISSUER, 502),
        (ABSENT, ISSUER, 502),
        ("", "https://login.test//v2.0", 502),
        ("x/../" + TENANT, f"https://login.test/x/../{TENANT}/v2.0", 502),
        (TENANT, "https://login.test/{tenantid}/v2.0", 502),
        ("{tenantid}", "https://login.test/{tenantid}/v2.0", 502),
    ],
)
def test_several_tenants(
    browser: Browser,
    provider: Provider,
    configure: Configure,
    tid: object,
    iss: str,
    status: int,
) -> None:
    configure(ALLOWED_TENANTS=TENANT)
    _several_tenants(provider)
    provider.claims = {"tid": tid, "iss": iss}
    answer = browser.sign_in(provider)
    assert answer.status == status
    if status != 303:
        refused(answer, browser, status)


# Keys


def test_unknown_kids_do_not_flood_the_provider(
    browser: Browser, provider: Provider, clock: Clock
) -> None:
    provider.mint = lambda c: rs256(c, "another", {"kid": "unknown"})
    for _ in range(5):
        refused(browser.sign_in(provider), browser, 502)
    assert provider.count("jwks") == 1
    clock.ahead = 31
    for _ in range(5):
        refused(browser.sign_in(provider), browser, 502)
    assert provider.count("jwks") == 2


@pytest.mark.parametrize("kid", ["k2", "k1"], ids=["another kid", "the same kid"])
def test_a_new_key_of_the_provider_is_found_at_once(
    browser: Browser, provider: Provider, kid: str
) -> None:
    assert browser.sign_in(provider).status == 303
    provider.keys = [jwk(kid, "another")]
    provider.mint = lambda c: rs256(c, "another", {"kid": kid})
    for _ in range(3):
        assert browser.sign_in(provider).status == 303
    assert provider.count("jwks") == 2


@pytest.mark.parametrize(
    ("cache_control", "seconds"),
    [
        (None, 24 * 3600),
        ("public, max-age=3600", 3600),
        ("MAX-AGE=3600", 3600),
        ("max-age=31536000", 24 * 3600),
        ("max-age=0", 30),
        ("no-store", 24 * 3600),
        ("x-max-age=60", 24 * 3600),
        ("max-age=-1, max-age=\u0663", 24 * 3600),
    ],
    ids=str,
)
def test_a_withdrawn_key_is_believed_no_longer(
    browser: Browser,
    provider: Provider,
    clock: Clock,
    cache_control: str | None,
    seconds: float,
) -> None:
    headers = {"Cache-Control": cache_control} if cache_control else {}
    provider.bend["jwks"] = reply({"keys": provider.keys}, headers=headers)
    assert browser.sign_in(provider).status == 303
    provider.bend["jwks"] = reply({"keys": [jwk("k2", "another")]}, headers=headers)
    clock.ahead = seconds - 5
    assert browser.sign_in(provider).status == 303
    assert provider.count("jwks") == 1
    browser.jar.clear()
    clock.ahead = seconds + 5
    refused(browser.sign_in(provider), browser, 502)


def test_old_keys_are_not_believed_while_the_provider_is_down(
    browser: Browser, provider: Provider, clock: Clock
) -> None:
    assert browser.sign_in(provider).status == 303
    browser.jar.clear()
    clock.ahead = 24 * 3600 - 60  # the metadata, fetched before them, is still known
    provider.bend["jwks"] = requests.ConnectionError()
    assert browser.sign_in(provider).status == 303
    browser.jar.clear()
    auth.tokens.keys._expires = 0.0
    refused(browser.sign_in(provider), browser, 503)


def _private_jwk() -> dict[str, Any]:
    """Return the key itself, which says nothing of its use."""
    document = jwt.algorithms.RSAAlgorithm.to_jwk(rsa_key(HONEST), as_dict=True)
    return {**{name: v for name, v in document.items() if name != "key_ops"}, "kid": "k1"}


ODD_KEYS: dict[str, list[Any]] = {
    "none": [],
    "for encryption": [{**jwk(), "use": "enc"}],
    "symmetric": [{"kty": "oct", "kid": "k1", "k": b64(b"secret" * 6)}],
    "without kid": [{n: v for n, v in jwk().items() if n != "kid"}],
    "kid a number": [{**jwk(), "kid": 1}],
    "n absent": [{n: v for n, v in jwk().items() if n != "n"}],
    "n not base64": [{**jwk(), "n": "*"}],
    "n a number": [{**jwk(), "n": 65537}],
    "n tiny": [{**jwk(), "n": "AQ"}],
    "e even": [{**jwk(), "e": "AAAA"}],
    "not objects": ["k1", None, 7, []],
    "private": [_private_jwk()],
    "for another operation": [{**jwk(), "key_ops": ["encrypt"]}],
    "operations a word": [{**jwk(), "key_ops": "verify"}],
    "use a list": [{**jwk(), "use": ["sig"]}],
    "for another algorithm": [{**jwk(), "alg": "RS512"}],
    "for encryption by its algorithm": [{**jwk(), "alg": "RSA-OAEP"}],
    "alg a list": [{**jwk(), "alg": ["RS256"]}],
    "1024 bits": [jwk("k1", "1024 bits")],
    "of an elliptic curve": [{"kty": "EC", "kid": "k1", "crv": "P-256", "x": "AQ", "y": "AQ"}],
}


@pytest.mark.filterwarnings("ignore:.*1024 bits")
@pytest.mark.parametrize("name", ODD_KEYS)
def test_keys_that_are_odd(browser: Browser, provider: Provider, name: str) -> None:
    provider.keys = ODD_KEYS[name]
    if name == "1024 bits":
        provider.mint = lambda c: rs256(c, name)
    refused(browser.sign_in(provider), browser, 502)


@pytest.mark.parametrize("name", ODD_KEYS)
def test_odd_keys_beside_the_right_one(browser: Browser, provider: Provider, name: str) -> None:
    provider.keys = [*ODD_KEYS[name], jwk()]
    assert browser.sign_in(provider).status == 303


@pytest.mark.parametrize(
    "keys", [reply([]), reply(None), reply(text="<html>"), reply({}, 500), reply({}, 302)]
)
def test_keys_out_of_reach_and_back(browser: Browser, provider: Provider, keys: Any) -> None:
    provider.bend["jwks"] = keys
    refused(browser.sign_in(provider), browser, 503)
    del provider.bend["jwks"]
    assert browser.sign_in(provider).status == 303


def test_keys_over_http(browser: Browser, provider: Provider) -> None:
    provider.metadata["jwks_uri"] = "http://login.test/keys"
    refused(browser.get("/login"), browser, 503)
    assert provider.count("jwks") == 0
