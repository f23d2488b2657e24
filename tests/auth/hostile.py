"""A hostile OpenID provider behind the real HTTP client, and a browser for the app in process.

msal and the app both speak through ``requests``: only its adapter is replaced, so that all their
own code runs. Every answer can be bent by a test.
"""

from __future__ import annotations

import base64
import copy
import functools
import hashlib
import hmac
import io
import json
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
import pytest
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from devserver.answer import Answer
from devserver.host import Host
from devserver.request import Incoming

BASE_URL = "https://app.test"
CLIENT_ID = "5f3c1a52-7d0e-4a0c-9a55-0f6d1c2b3a4d"
CLIENT_SECRET = "the-Client~Secret-of-the-registration"  # noqa: S105
TENANT = "6babcaad-604b-40ac-a9d7-9fd97c0b779f"
AUTHORITY = f"https://login.test/{TENANT}"
ISSUER = f"{AUTHORITY}/v2.0"
GRAPH = "https://graph.microsoft.com/v1.0/me"
HONEST = "the provider's key"
CALLBACK = "/getAToken"
LARGEST_COOKIE = 4096

Configure = Callable[..., None]
"""Sets settings: ``configure(CLIENT_ID=None, LOGIN_PROMPT="login")``."""

ADELE = {
    "sub": "rMpPB4Xm2sTPGv7UeBzw3BUJLWJkeZ8sDb1sVX0mX5I",
    "oid": "87d349ed-44d7-43e1-9a83-5f2406dee5bd",
    "tid": TENANT,
    "name": "Adele Vance",
    "preferred_username": "AdeleV@contoso.onmicrosoft.com",
}
ADELE_AT_GRAPH = {
    "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users/$entity",
    "id": ADELE["oid"],
    "displayName": "Adele Vance",
    "mail": "AdeleV@contoso.onmicrosoft.com",
    "jobTitle": "Retail Manager",
    "mobilePhone": "+1 425 555 0109",
}
BOB = {
    "sub": "bbbbB4Xm2sTPGv7UeBzw3BUJLWJkeZ8sDb1sVX0mX5I",
    "oid": "11111111-44d7-43e1-9a83-5f2406dee5bd",
    "tid": TENANT,
    "name": "Bob Builder",
    "preferred_username": "bob@contoso.onmicrosoft.com",
}


class _Absent:
    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = _Absent()
"""A claim with this value is left out."""


@dataclass(frozen=True)
class FromNow:
    """A claim with this value is a time, as of when the token is made."""

    seconds: int


def session_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")


KEY, OLD_KEY = session_key(), session_key()
ENVIRONMENT = {
    "CLIENT_ID": CLIENT_ID,
    "CLIENT_SECRET": CLIENT_SECRET,
    "AUTHORITY": AUTHORITY,
    "BASE_URL": BASE_URL,
    "SESSION_KEYS": KEY,
}


@functools.cache
def rsa_key(name: str) -> rsa.RSAPrivateKey:
    """A key a name, made once."""
    size = 1024 if name == "1024 bits" else 2048
    return rsa.generate_private_key(public_exponent=65537, key_size=size)


def public_pem() -> bytes:
    return (
        rsa_key(HONEST)
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def jwk(kid: str = "k1", name: str = HONEST) -> dict[str, Any]:
    document = jwt.algorithms.RSAAlgorithm.to_jwk(rsa_key(name).public_key(), as_dict=True)
    return {**document, "kid": kid, "use": "sig"}


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def forged(head: Mapping[str, Any], claims: object, sign: Callable[[bytes], bytes]) -> str:
    """A token of any header and any payload, signed by anything."""
    text = b64(json.dumps(head).encode()) + "." + b64(json.dumps(claims).encode())
    return text + "." + b64(sign(text.encode()))


def hs256(secret: bytes) -> Callable[[bytes], bytes]:
    return lambda text: hmac.new(secret, text, hashlib.sha256).digest()


def rs256(
    claims: Mapping[str, Any],
    key: str = HONEST,
    headers: Mapping[str, Any] | None = None,
) -> str:
    """A token signed with a real key; the header has ``kid`` "k1" if not told otherwise."""
    head = {"kid": "k1"} if headers is None else dict(headers)
    return jwt.encode(dict(claims), rsa_key(key), algorithm="RS256", headers=head)


def reply(
    document: object = None,
    status: int = 200,
    text: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> requests.Response:
    """An answer of the provider: a JSON document, or text."""
    answer = requests.Response()
    answer.status_code = status
    content = json.dumps(document) if text is None else text
    answer.headers["Content-Type"] = "application/json" if text is None else "text/html"
    answer.headers.update(headers or {})
    answer._content = content.encode()
    answer._content_consumed = True
    answer.encoding = "utf-8"
    answer.raw = io.BytesIO()
    return answer


Bent = requests.Response | Exception | Callable[[requests.PreparedRequest], requests.Response]


class Provider:
    """The provider. ``bend`` has an answer, an error or a function for an endpoint's name."""

    def __init__(self, authority: str = AUTHORITY, issuer: str = ISSUER) -> None:
        self.metadata: dict[str, Any] = {
            "issuer": issuer,
            "authorization_endpoint": f"{authority}/oauth2/v2.0/authorize",
            "token_endpoint": f"{authority}/oauth2/v2.0/token",
            "jwks_uri": f"{authority}/discovery/v2.0/keys",
            "end_session_endpoint": f"{authority}/oauth2/v2.0/logout",
        }
        self.discovery = issuer + "/.well-known/openid-configuration"
        self.keys: list[Any] = [jwk()]
        self.user: dict[str, Any] = dict(ADELE)
        self.graph: dict[str, Any] = dict(ADELE_AT_GRAPH)
        self.claims: dict[str, Any] = {}
        """Claims that replace those of an honest token."""
        self.mint: Callable[[dict[str, Any]], Any] = rs256
        """Makes the ID token out of its claims."""
        self.bend: dict[str, Bent] = {}
        self.seen: list[tuple[str, requests.PreparedRequest]] = []
        self.issued: list[str] = []
        """Every secret that went through the provider: nothing of it may come out elsewhere."""
        self._codes: dict[str, dict[str, Any]] = {}
        self._lock = threading.Lock()

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def send(
            adapter: object, request: requests.PreparedRequest, **options: Any
        ) -> requests.Response:
            assert options.get("timeout"), "a request without a time limit"
            answer = self.answer(request)
            answer.request, answer.url = request, request.url or ""
            return answer

        monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", send)

    def count(self, endpoint: str) -> int:
        """How often an endpoint was asked."""
        return sum(name == endpoint for name, _ in self.seen)

    def _endpoint(self, url: str) -> str:
        bare = url.partition("?")[0]
        for name in ("token_endpoint", "jwks_uri"):
            if bare == self.metadata.get(name):
                return name.partition("_")[0]
        if bare == self.discovery:
            return "discovery"
        if "/common/discovery/instance" in bare:
            return "instance"
        return "graph" if bare == GRAPH else "elsewhere"

    def answer(self, request: requests.PreparedRequest) -> requests.Response:
        name = self._endpoint(request.url or "")
        self.seen.append((name, request))
        bent = self.bend.get(name)
        if isinstance(bent, Exception):
            raise bent
        if bent is not None:
            return bent(request) if callable(bent) else copy.deepcopy(bent)
        if name == "token":
            return self.redeem(request)
        documents: dict[str, object] = {
            "discovery": self.metadata,
            "instance": {"tenant_discovery_endpoint": self.discovery},
            "jwks": {"keys": self.keys},
            "graph": self.graph,
        }
        return reply(documents[name]) if name in documents else reply({}, 404)

    def authorize(self, location: str, **changes: object) -> str:
        """What someone who signs in at the provider is sent back to (path and query)."""
        asked = dict(parse_qsl(urlsplit(location).query))
        assert location.startswith(self.metadata["authorization_endpoint"] + "?")
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert asked["client_id"] == CLIENT_ID
        code = "CODE." + secrets.token_urlsafe(24)
        with self._lock:
            self._codes[code] = {**asked, "user": dict(self.user)}
            self.issued += [code, asked["state"], asked["nonce"]]
        query = {"code": code, "state": asked["state"]}
        if self.metadata.get("authorization_response_iss_parameter_supported"):
            query["iss"] = self.metadata["issuer"]
        query.update({name: str(value) for name, value in changes.items() if value is not ABSENT})
        query = {name: v for name, v in query.items() if changes.get(name) is not ABSENT}
        return urlsplit(asked["redirect_uri"]).path + "?" + urlencode(query)

    def redeem(self, request: requests.PreparedRequest) -> requests.Response:
        """The token endpoint: client secret, redirect URI and PKCE are really checked."""
        form = {name: v[0] for name, v in parse_qs(_text(request.body)).items()}
        self.issued += [form.get("code_verifier", ""), form.get("code", "")]
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
            return reply({"error": "invalid_client"}, 401)
        with self._lock:
            asked = self._codes.pop(form.get("code", ""), None)
        digest = b64(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if (
            asked is None
            or asked["redirect_uri"] != form.get("redirect_uri")
            or asked["code_challenge"] != digest
        ):
            return reply({"error": "invalid_grant", "error_description": "AADSTS54005"}, 400)
        return reply(self.tokens(asked["user"], asked["nonce"]))

    def tokens(self, user: Mapping[str, Any], nonce: str) -> dict[str, Any]:
        access = "ACCESS." + secrets.token_urlsafe(600)
        document = {"token_type": "Bearer", "expires_in": 3599, "access_token": access}
        id_token = self.mint(self.honest(user, nonce))
        self.issued += [access, str(id_token)]
        return document if id_token is ABSENT else {**document, "id_token": id_token}

    def honest(self, user: Mapping[str, Any], nonce: str) -> dict[str, Any]:
        """The claims of an ID token, with what the test replaces."""
        now = int(time.time())
        claims = {
            "aud": CLIENT_ID,
            "iss": self.metadata["issuer"],
            "iat": now,
            "nbf": now,
            "exp": now + 3600,
            "nonce": nonce,
            "ver": "2.0",
            **user,
            **self.claims,
        }
        return {
            name: now + value.seconds if isinstance(value, FromNow) else value
            for name, value in claims.items()
            if value is not ABSENT
        }


def _text(body: object) -> str:
    return body.decode() if isinstance(body, bytes) else str(body or "")


def session_name(base_url: str = BASE_URL) -> str:
    return "__Secure-cf_session" if base_url.startswith("https:") else "cf_session"


def recent_name(base_url: str = BASE_URL) -> str:
    return "__Secure-cf_recent" if base_url.startswith("https:") else "cf_recent"


def sign_out_name(base_url: str = BASE_URL) -> str:
    return "__Secure-cf_last_sign_out" if base_url.startswith("https:") else "cf_last_sign_out"


def flow_prefix(base_url: str = BASE_URL) -> str:
    return "__Secure-cf_flow." if base_url.startswith("https:") else "cf_flow."


def set_cookies(answer: Answer) -> dict[str, tuple[str, dict[str, str]]]:
    """The cookies an answer sets: value and attributes, by name."""
    found = {}
    for name, header in answer.headers:
        if name.lower() != "set-cookie":
            continue
        pair, *attributes = header.split("; ")
        cookie, _, value = pair.partition("=")
        assert cookie not in found, f"{cookie} twice"
        parts = (attribute.partition("=") for attribute in attributes)
        found[cookie] = value, {key.lower(): text for key, _, text in parts}
    return found


PAGE = {"Accept": "text/html", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


class Browser:
    """Cookies as browsers keep them, and pages; redirects are followed by the test."""

    def __init__(self, host: Host, base_url: str = BASE_URL) -> None:
        self.host = host
        self.base_url = base_url
        self.jar: dict[str, str] = {}
        self.refused: list[str] = []

    def copy(self) -> Browser:
        """Another browser that has the same cookies."""
        other = Browser(self.host, self.base_url)
        other.jar = dict(self.jar)
        return other

    @property
    def session(self) -> str | None:
        return self.jar.get(session_name(self.base_url))

    @session.setter
    def session(self, value: str) -> None:
        self.jar[session_name(self.base_url)] = value

    @property
    def flows(self) -> dict[str, str]:
        prefix = flow_prefix(self.base_url)
        return {name: value for name, value in self.jar.items() if name.startswith(prefix)}

    def request(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
    ) -> Answer:
        sent = [("Host", urlsplit(self.base_url).netloc)] if "Host" not in (headers or {}) else []
        if self.jar:
            sent.append(("Cookie", "; ".join(f"{n}={v}" for n, v in self.jar.items())))
        sent += list((headers or {}).items())
        answer = self.host.answer(Incoming(method, target, sent, body))
        self._keep(answer)
        return answer

    def _keep(self, answer: Answer) -> None:
        for name, (value, attributes) in set_cookies(answer).items():
            if len(name) + len(value) > LARGEST_COOKIE:
                self.refused.append(name)  # and the old one stays
            elif name.startswith("__Secure-") and "secure" not in attributes:
                self.refused.append(name)
            elif attributes.get("max-age") == "0":
                self.jar.pop(name, None)
            else:
                self.jar[name] = value

    def get(self, target: str, **headers: str) -> Answer:
        """Go to a page."""
        return self.request("GET", target, {**PAGE, **headers})

    def fetch(self, target: str, method: str = "GET") -> Answer:
        """Ask as a script does."""
        headers = {"Accept": "*/*", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}
        return self.request(method, target, headers)

    def sign_out(self, **headers: str) -> Answer:
        sent = headers or {"Origin": self.base_url, "Sec-Fetch-Site": "same-origin"}
        return self.request("POST", "/logout", sent)

    def login(self, next_url: str | None = None) -> str:
        """Start signing in; where the provider is."""
        query = "" if next_url is None else "?" + urlencode({"next_url": next_url})
        answer = self.get("/login" + query)
        assert answer.status == 302, answer
        return answer.header("location") or ""

    def sign_in(self, provider: Provider, next_url: str | None = None) -> Answer:
        """The whole way; the answer of the callback."""
        return self.get(provider.authorize(self.login(next_url)))

    @property
    def who(self) -> str | None:
        """The name of the user who is signed in, as the app says."""
        answer = self.fetch("/me")
        assert answer.status in (200, 401), answer
        return json.loads(answer.body)["name"] if answer.status == 200 else None


def without_session(answer: Answer) -> bool:
    """Whether an answer begins no session."""
    return all(not value for name, (value, _) in set_cookies(answer).items() if "session" in name)


def refused(answer: Answer, browser: Browser, status: int) -> None:
    """Assert that a callback was refused: by the error page, and nobody is signed in."""
    assert answer.status == status, (answer.status, answer.body)
    assert answer.header("location") is None
    assert b"Sign-in failed" in answer.body
    assert answer.header("cache-control") == "no-store"
    assert without_session(answer)
    assert browser.session is None
    assert browser.who is None


class Clock:
    """What the app takes for the module ``time``; ``ahead`` is in seconds."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def time(self) -> float:
        return time.time() + self.ahead

    def monotonic(self) -> float:
        return time.monotonic() + self.ahead
