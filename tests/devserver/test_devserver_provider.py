"""The local OpenID provider, driven by msal over TLS as the app does, and by hand."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import socket
import ssl
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote_plus, urlencode, urlsplit

import certifi
import jwt
import msal
import pytest
import requests

from devserver.provider import people, server
from devserver.provider.front import COOKIE
from devserver.provider.state import (
    ACCESS_TOKEN_SECONDS,
    CODE_SECONDS,
    SESSION_SECONDS,
    Client,
    SigningKey,
    State,
)

pytestmark = pytest.mark.filterwarnings("ignore:response_mode:UserWarning")  # msal's advice

APP = "http://localhost:7071"
CALLBACK = f"{APP}/getAToken"
CLIENT = Client("the-client", "s3cret: +/&%é", CALLBACK, f"{APP}/")
VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest())[:43].decode()
ADA, ZOE, TARO = people.PEOPLE


@dataclass
class Clock:
    """The provider's clock."""

    ahead: float = 0

    def __call__(self) -> float:
        return time.time() + self.ahead


CLOCK = Clock()


@pytest.fixture(autouse=True)
def clock() -> Iterator[Clock]:
    yield CLOCK
    CLOCK.ahead = 0


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[server.Running]:
    bundle = tmp_path_factory.mktemp("provider") / "authorities.pem"
    with server.running(State(CLIENT, now=CLOCK)) as running, pytest.MonkeyPatch.context() as patch:
        bundle.write_bytes(Path(certifi.where()).read_bytes() + running.certificate)
        patch.setenv("REQUESTS_CA_BUNDLE", str(bundle))
        patch.setenv("NO_PROXY", "localhost")
        patch.setenv("no_proxy", "localhost")
        yield running


@pytest.fixture
def app(provider: server.Running) -> msal.ConfidentialClientApplication:
    return msal.ConfidentialClientApplication(
        CLIENT.client_id,
        client_credential=CLIENT.secret,
        oidc_authority=provider.issuer,
        exclude_scopes=["offline_access"],
    )


@pytest.fixture
def browser() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


@pytest.fixture
def discovery(provider: server.Running) -> dict[str, Any]:
    return get(f"{provider.issuer}/.well-known/openid-configuration").json()


def get(url: str, **options: Any) -> requests.Response:
    return requests.get(url, timeout=10, allow_redirects=False, **options)


def post(url: str, form: dict[str, Any], **options: Any) -> requests.Response:
    return requests.post(url, form, timeout=10, allow_redirects=False, **options)


def asked(provider: server.Running, **changed: str | None) -> str:
    """An authorization request, with parameters changed or (None) left out."""
    query = {
        "client_id": CLIENT.client_id,
        "redirect_uri": CALLBACK,
        "response_type": "code",
        "scope": "openid profile",
        "state": "the state & more",
        "nonce": "the nonce",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        **changed,
    }
    given = {name: value for name, value in query.items() if value is not None}
    return f"{provider.front}/local/authorize?{urlencode(given)}"


def answer(response: requests.Response) -> dict[str, str]:
    """What the browser carries back to the app."""
    assert response.status_code == 303, response.text
    location, _, query = response.headers["Location"].partition("?")
    assert location == CALLBACK
    pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True)
    assert len(pairs) == len(dict(pairs))
    return dict(pairs)


def sign_in(provider: server.Running, **changed: str | None) -> dict[str, str]:
    return answer(post(asked(provider, **changed), {"username": ADA.username}))


def token_form(code: str, /, **changed: str | None) -> dict[str, str]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": CALLBACK,
        "code_verifier": VERIFIER,
        "client_id": CLIENT.client_id,
        "client_secret": CLIENT.secret,
        **changed,
    }
    return {name: value for name, value in form.items() if value is not None}


def redeem(provider: server.Running, code: str, /, **changed: str | None) -> requests.Response:
    return post(f"{provider.issuer}/token", token_form(code, **changed))


def verified(discovery: dict[str, Any], token: str) -> dict[str, Any]:
    """The claims of an ID token, checked against the published key."""
    keys = jwt.PyJWKSet.from_dict(get(discovery["jwks_uri"]).json())
    key = keys[jwt.get_unverified_header(token)["kid"]]
    claims: dict[str, Any] = jwt.decode(
        token,
        key.key,
        algorithms=["RS256"],
        audience=CLIENT.client_id,
        issuer=discovery["issuer"],
        options={"require": ["exp", "iat", "nbf", "sub", "aud", "iss", "nonce"]},
    )
    return claims


# The whole way, with msal


@pytest.mark.parametrize("person", people.PEOPLE, ids=lambda p: p.username)
def test_msal_signs_a_person_in(
    app: msal.ConfidentialClientApplication,
    browser: requests.Session,
    discovery: dict[str, Any],
    provider: server.Running,
    person: people.Person,
) -> None:
    flow = app.initiate_auth_code_flow(["email"], redirect_uri=CALLBACK)
    page = browser.get(flow["auth_uri"], timeout=10)
    assert page.status_code == 200
    sent = browser.post(
        flow["auth_uri"], {"username": person.username}, allow_redirects=False, timeout=10
    )
    result = app.acquire_token_by_auth_code_flow(flow, answer(sent))

    claims = verified(discovery, result["id_token"])
    assert claims["name"] == person.name
    assert claims["preferred_username"] == claims["email"] == person.username
    assert claims["oid"] == person.object_id
    assert claims["tid"] == str(people.TENANT)
    assert claims["sub"] not in (person.object_id, person.username)
    assert claims["nonce"] == hashlib.sha256(flow["nonce"].encode()).hexdigest()
    assert "refresh_token" not in result

    bearer = {"Authorization": f"Bearer {result['access_token']}"}
    me = get(provider.graph_me, headers=bearer).json()
    assert (me["displayName"], me["mail"]) == (person.name, person.username)
    assert me["jobTitle"] == person.job_title
    info = get(discovery["userinfo_endpoint"], headers=bearer).json()
    assert info == {name: claims[name] for name in info}
    assert info["sub"] == claims["sub"]


def test_msal_hears_of_cancel(
    app: msal.ConfidentialClientApplication, provider: server.Running
) -> None:
    flow = app.initiate_auth_code_flow([], redirect_uri=CALLBACK)
    back = answer(post(flow["auth_uri"], {"cancel": "yes"}))
    assert (back["state"], back["iss"]) == (flow["state"], provider.issuer)
    assert app.acquire_token_by_auth_code_flow(flow, back)["error"] == "access_denied"


def test_sign_ins_at_once_do_not_mix(provider: server.Running, discovery: dict[str, Any]) -> None:
    def one(number: int) -> tuple[str, str]:
        url = asked(provider, nonce=f"n{number}")
        back = answer(post(url, {"name": f"Person {number}"}))
        claims = verified(discovery, redeem(provider, back["code"]).json()["id_token"])
        return claims["nonce"], claims["name"]

    with ThreadPoolExecutor(8) as threads:
        got = list(threads.map(one, range(16)))
    assert got == [(f"n{number}", f"Person {number}") for number in range(16)]


# Discovery and keys


def test_discovery_sends_browsers_over_http_and_the_app_over_https(
    discovery: dict[str, Any], provider: server.Running
) -> None:
    assert discovery["issuer"] == provider.issuer
    assert urlsplit(provider.issuer).path == "/local"
    for name in ("authorization_endpoint", "end_session_endpoint"):
        assert discovery[name].startswith(f"{provider.front}/local/")
        assert urlsplit(discovery[name])[:1] == ("http",)
    for name in ("token_endpoint", "jwks_uri", "userinfo_endpoint"):
        assert discovery[name].startswith(f"{provider.issuer}/")
    assert provider.issuer.startswith("https://localhost:")
    assert discovery["authorization_response_iss_parameter_supported"] is True
    assert discovery["code_challenge_methods_supported"] == ["S256"]


def test_the_back_is_not_reached_without_its_authority(provider: server.Running) -> None:
    with requests.Session() as session:
        session.trust_env = False
        with pytest.raises(requests.exceptions.SSLError):
            session.get(f"{provider.issuer}/keys", timeout=10)


def test_certificate_is_good_enough_for_every_python(provider: server.Running) -> None:
    context = ssl.create_default_context(cadata=provider.certificate.decode())
    context.verify_flags |= ssl.VERIFY_X509_STRICT  # the default from 3.13 on
    port = urlsplit(provider.issuer).port
    with (
        socket.create_connection(("127.0.0.1", port), timeout=10) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as secure,
    ):
        assert secure.version() in ("TLSv1.2", "TLSv1.3")


def test_slow_client_holds_up_nobody(provider: server.Running) -> None:
    with socket.create_connection(("127.0.0.1", urlsplit(provider.issuer).port or 0)):
        assert get(f"{provider.issuer}/keys").status_code == 200


def test_what_the_app_asks_is_not_answered_to_browsers(provider: server.Running) -> None:
    for path in ("/local/token", "/local/keys", "/graph/v1.0/me"):
        assert get(provider.front + path).status_code == 404


def test_published_key_is_public(discovery: dict[str, Any]) -> None:
    (key,) = get(discovery["jwks_uri"]).json()["keys"]
    assert set(key) == {"kty", "use", "alg", "kid", "n", "e"}


def test_threads_make_one_key() -> None:
    key = SigningKey()
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda _: key.private, range(4)))
    assert len({id(private) for private in made}) == 1


# The authorization endpoint


@pytest.mark.parametrize(
    "changed",
    [
        {"client_id": "another"},
        {"client_id": None},
        {"redirect_uri": None},
        {"redirect_uri": f"{CALLBACK}/"},
        {"redirect_uri": f"{CALLBACK}?x=1"},
        {"redirect_uri": "http://localhost:7072/getAToken"},
        {"redirect_uri": "https://evil.example/getAToken"},
    ],
    ids=str,
)
def test_unknown_client_or_address_is_told_to_the_person_only(
    provider: server.Running, changed: dict[str, str | None]
) -> None:
    url = asked(provider, **changed)
    for response in (get(url), post(url, {"username": ADA.username}), post(url, {"cancel": ""})):
        assert response.status_code == 400
        assert "Location" not in response.headers
        assert "evil.example" not in response.text


def test_redirect_uri_that_is_there_twice_is_refused(provider: server.Running) -> None:
    url = asked(provider) + "&redirect_uri=https://evil.example/"
    assert get(url).status_code == 400


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"response_type": None}, "unsupported_response_type"),
        ({"response_type": "id_token"}, "unsupported_response_type"),
        ({"response_mode": "form_post"}, "invalid_request"),
        ({"scope": None}, "invalid_scope"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"request": "x"}, "request_not_supported"),
        ({"request_uri": "x"}, "request_uri_not_supported"),
        ({"prompt": "none"}, "login_required"),
    ],
    ids=str,
)
def test_refused_request_goes_back_with_state_and_issuer(
    provider: server.Running, changed: dict[str, str | None], error: str
) -> None:
    back = answer(get(asked(provider, **changed)))
    assert set(back) == {"error", "error_description", "state", "iss"}
    assert (back["error"], back["state"]) == (error, "the state & more")
    assert back["iss"] == provider.issuer


def test_parameter_that_is_there_twice_is_refused(provider: server.Running) -> None:
    assert answer(get(asked(provider) + "&nonce=2"))["error"] == "invalid_request"


def test_form_cannot_get_round_what_was_refused(provider: server.Running) -> None:
    assert sign_in(provider, code_challenge=None)["error"] == "invalid_request"


def test_state_is_only_there_when_it_was_sent(provider: server.Running) -> None:
    assert set(sign_in(provider, state=None)) == {"code", "iss"}
    back = sign_in(provider)
    assert (back["state"], back["iss"]) == ("the state & more", provider.issuer)


# The page


def test_page_escapes_names_and_says_its_policy(provider: server.Running) -> None:
    response = get(asked(provider, state='"><script>alert(1)</script>'))
    assert "<b>O" not in response.text
    assert "Zoë &lt;b&gt;O&#39;Neil&lt;/b&gt;" in response.text
    assert "<script" not in response.text
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action" not in policy
    assert response.headers["Cache-Control"] == "no-store"
    style = re.search("<style>(.*)</style>", response.text, re.DOTALL)
    assert style
    digest = hashlib.sha256(style[1].encode()).digest()
    assert f"'sha256-{base64.b64encode(digest).decode()}'" in policy


def test_page_offers_everyone_a_name_field_and_cancel(provider: server.Running) -> None:
    text = get(asked(provider)).text
    offered = re.findall('name="username" value="([^"]*)"', text)
    assert [html.unescape(name) for name in offered] == [p.username for p in people.PEOPLE]
    assert '<label for="name">' in text
    assert 'name="cancel"' in text
    assert "action=" not in text


def test_any_name_may_sign_in(provider: server.Running, discovery: dict[str, Any]) -> None:
    name = "  <i>Ünal</i>  &\n'Şen' "
    back = answer(post(asked(provider, scope="openid profile email"), {"name": name}))
    claims = verified(discovery, redeem(provider, back["code"]).json()["id_token"])
    assert claims["name"] == "<i>Ünal</i> & 'Şen'"
    assert claims["preferred_username"] == "i.unal.i.sen@example.com"


@pytest.mark.parametrize(
    "form", [{"name": " "}, {"name": "x" * 257}, {"username": "nobody"}, {}], ids=str
)
def test_nobody_is_asked_again(provider: server.Running, form: dict[str, str]) -> None:
    response = post(asked(provider), form)
    assert response.status_code == 400
    assert 'role="alert"' in response.text
    assert "Set-Cookie" not in response.headers


def test_names_differ_as_people() -> None:
    one, other = people.with_name("Élan"), people.with_name("Elan")
    assert one
    assert other
    assert one.username == other.username
    assert one.object_id != other.object_id
    assert one.object_id == replace(one).object_id
    again = people.with_name("山田")
    assert again
    assert again.username == "someone@example.com"


def test_email_needs_its_scope() -> None:
    assert "email" not in ADA.claims("c", frozenset({"openid", "profile"}))
    assert set(ADA.claims("c", frozenset({"openid"}))) == {"sub", "tid"}
    assert ADA.claims("c", frozenset({"openid"})) != ADA.claims("d", frozenset({"openid"}))


# The token endpoint


@pytest.mark.parametrize(
    ("changed", "status", "error"),
    [
        ({"code_verifier": "w" * 43}, 400, "invalid_grant"),
        ({"code_verifier": "v" * 44}, 400, "invalid_grant"),
        ({"code_verifier": CHALLENGE}, 400, "invalid_grant"),
        ({"code_verifier": None}, 400, "invalid_grant"),
        ({"redirect_uri": f"{CALLBACK}/"}, 400, "invalid_grant"),
        ({"redirect_uri": None}, 400, "invalid_grant"),
        ({"code": "another"}, 400, "invalid_grant"),
        ({"code": None}, 400, "invalid_grant"),
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_secret": ""}, 401, "invalid_client"),
        ({"client_secret": None}, 401, "invalid_client"),
        ({"client_id": "another"}, 401, "invalid_client"),
        ({"grant_type": "refresh_token"}, 400, "unsupported_grant_type"),
        ({"grant_type": None}, 400, "unsupported_grant_type"),
    ],
    ids=str,
)
def test_refused_token_request(
    provider: server.Running, changed: dict[str, str | None], status: int, error: str
) -> None:
    response = redeem(provider, sign_in(provider)["code"], **changed)
    assert (response.status_code, response.json()["error"]) == (status, error)
    assert response.headers["Cache-Control"] == "no-store"
    assert ("WWW-Authenticate" in response.headers) == (status == 401)


def test_code_is_used_once(provider: server.Running) -> None:
    code = sign_in(provider)["code"]
    assert redeem(provider, code).status_code == 200
    assert redeem(provider, code).json()["error"] == "invalid_grant"


def test_code_is_used_up_by_a_wrong_verifier(provider: server.Running) -> None:
    code = sign_in(provider)["code"]
    redeem(provider, code, code_verifier="w" * 43)
    assert redeem(provider, code).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(("seconds", "status"), [(CODE_SECONDS - 5, 200), (CODE_SECONDS, 400)])
def test_code_is_short_lived(
    provider: server.Running, clock: Clock, seconds: int, status: int
) -> None:
    code = sign_in(provider)["code"]
    clock.ahead = seconds
    assert redeem(provider, code).status_code == status


@pytest.mark.parametrize(("secret", "status"), [(CLIENT.secret, 200), ("wrong", 401)])
def test_secret_may_come_in_the_header(provider: server.Running, secret: str, status: int) -> None:
    form = token_form(sign_in(provider)["code"], client_id=None, client_secret=None)
    encoded = (quote_plus(CLIENT.client_id), quote_plus(secret))  # RFC 6749, section 2.3.1
    assert post(f"{provider.issuer}/token", form, auth=encoded).status_code == status


def test_secret_may_come_in_one_way_only(provider: server.Running) -> None:
    form = token_form(sign_in(provider)["code"])
    response = post(f"{provider.issuer}/token", form, auth=(CLIENT.client_id, "x"))
    assert response.json()["error"] == "invalid_request"


def test_token_parameter_that_is_there_twice_is_refused(provider: server.Running) -> None:
    form: dict[str, Any] = {**token_form(sign_in(provider)["code"]), "code_verifier": ["v", "w"]}
    response = post(f"{provider.issuer}/token", form)
    assert response.json()["error"] == "invalid_request"


def test_token_endpoint_answers_post_only(provider: server.Running) -> None:
    assert get(f"{provider.issuer}/token?{urlencode(token_form('x'))}").status_code == 405


def test_scopes_that_are_not_known_are_not_granted(provider: server.Running) -> None:
    back = sign_in(provider, scope="openid profile offline_access User.Read https://else/.default")
    tokens = redeem(provider, back["code"]).json()
    assert tokens["scope"] == "User.Read openid profile"
    assert "refresh_token" not in tokens


def test_no_nonce_no_claim(provider: server.Running) -> None:
    tokens = redeem(provider, sign_in(provider, nonce=None)["code"]).json()
    claims = jwt.decode(tokens["id_token"], options={"verify_signature": False})
    assert "nonce" not in claims


# Who someone is


@pytest.mark.parametrize("header", [None, "Bearer ", "Bearer wrong", "Basic eDp5"])
def test_profile_needs_its_token(
    provider: server.Running, discovery: dict[str, Any], header: str | None
) -> None:
    headers = {"Authorization": header} if header else {}
    for url in (provider.graph_me, discovery["userinfo_endpoint"]):
        response = get(url, headers=headers)
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert get(provider.graph_me).json()["error"]["code"] == "InvalidAuthenticationToken"


def test_access_token_expires(provider: server.Running, clock: Clock) -> None:
    token = redeem(provider, sign_in(provider)["code"]).json()["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    assert get(provider.graph_me, headers=bearer).status_code == 200
    clock.ahead = ACCESS_TOKEN_SECONDS
    assert get(provider.graph_me, headers=bearer).status_code == 401


# Single sign-on and signing out


def begin(browser: requests.Session, provider: server.Running) -> None:
    response = browser.post(
        asked(provider), {"username": ZOE.username}, allow_redirects=False, timeout=10
    )
    assert "code" in answer(response)


def visit(browser: requests.Session, url: str) -> requests.Response:
    return browser.get(url, allow_redirects=False, timeout=10)


def test_cookie_is_the_providers_own(provider: server.Running) -> None:
    cookie = post(asked(provider), {"username": ADA.username}).headers["Set-Cookie"]
    assert re.fullmatch(
        f"{COOKIE}=[A-Za-z0-9_-]{{43}}; HttpOnly; Path=/local; SameSite=Lax", cookie
    )


def test_second_sign_in_asks_nothing(
    browser: requests.Session, provider: server.Running, discovery: dict[str, Any]
) -> None:
    begin(browser, provider)
    for prompt in (None, "none"):
        back = answer(visit(browser, asked(provider, prompt=prompt)))
        claims = verified(discovery, redeem(provider, back["code"]).json()["id_token"])
        assert claims["name"] == ZOE.name


@pytest.mark.parametrize("prompt", ["login", "select_account", "consent", "login consent"])
def test_prompt_asks_again(
    browser: requests.Session, provider: server.Running, prompt: str
) -> None:
    begin(browser, provider)
    assert visit(browser, asked(provider, prompt=prompt)).status_code == 200
    assert "code" in answer(visit(browser, asked(provider)))


def test_session_ends_by_itself(
    browser: requests.Session, provider: server.Running, clock: Clock
) -> None:
    begin(browser, provider)
    clock.ahead = SESSION_SECONDS
    assert answer(visit(browser, asked(provider, prompt="none")))["error"] == "login_required"


def test_another_person_replaces_the_first(
    browser: requests.Session, provider: server.Running
) -> None:
    begin(browser, provider)
    old = browser.cookies[COOKIE]
    begin(browser, provider)
    assert browser.cookies[COOKIE] != old
    response = get(asked(provider, prompt="none"), cookies={COOKIE: old})
    assert answer(response)["error"] == "login_required"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_signing_out_ends_single_sign_on_and_goes_back(
    browser: requests.Session, provider: server.Running, discovery: dict[str, Any], method: str
) -> None:
    begin(browser, provider)
    cookie = {COOKIE: browser.cookies[COOKIE]}
    query = {"post_logout_redirect_uri": f"{APP}/", "client_id": CLIENT.client_id, "state": "s"}
    response = browser.request(
        method,
        discovery["end_session_endpoint"],
        **{"params" if method == "GET" else "data": query},
        allow_redirects=False,
        timeout=10,
    )
    assert (response.status_code, response.headers["Location"]) == (303, f"{APP}/?state=s")
    assert COOKIE not in browser.cookies
    back = answer(get(asked(provider, prompt="none"), cookies=cookie))
    assert back["error"] == "login_required"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 200),
        ("?post_logout_redirect_uri=http://localhost:7071", 400),
        ("?post_logout_redirect_uri=http://localhost:7071/other", 400),
        ("?post_logout_redirect_uri=https://evil.example/", 400),
        (f"?post_logout_redirect_uri={APP}/&post_logout_redirect_uri=https://evil.example/", 400),
    ],
)
def test_signing_out_redirects_nowhere_else(
    browser: requests.Session,
    provider: server.Running,
    discovery: dict[str, Any],
    query: str,
    status: int,
) -> None:
    begin(browser, provider)
    response = visit(browser, discovery["end_session_endpoint"] + query)
    assert response.status_code == status
    assert "Location" not in response.headers
    assert "Signed out" in response.text
    assert answer(visit(browser, asked(provider, prompt="none")))["error"] == "login_required"


def test_address_that_is_printed_shows_where_to_start(provider: server.Running) -> None:
    assert APP in get(f"{provider.front}/").text
    assert get(f"{provider.front}/else").status_code == 404
    assert requests.put(f"{provider.front}/", timeout=10).status_code == 405
