"""The browser flow against a certified provider, npm's oidc-provider, with strict settings.

PKCE and nonce are required, redirect URIs compared exactly. The app proves who it is by a
certificate (private_key_jwt) or a secret. Skipped where there is no Node.js.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import certifi
import jwt
import node_provider
import pytest
import requests
from certificates import owned
from node_provider import NodeProvider

from devserver import sign_in, testing
from tests.auth.round_robin import listening

ROOT = Path(__file__).parents[2]
SECRET = "a-secret-of-32-or-more-characters-of-a-client"  # noqa: S105
OWN = owned()
WAYS = {
    "client_secret_post": {"client_secret": SECRET},
    "private_key_jwt": {"token_endpoint_auth_signing_alg": "PS256"},
    # msal sends the secret in the body: this provider accepts that here, too.
    "client_secret_basic": {"client_secret": SECRET},
}
pytestmark = [pytest.mark.browser, pytest.mark.slow]


class Site:
    """The app, which proves to the provider who it is in one of the ways."""

    def __init__(self, url: str, way: str, running: testing.Running) -> None:
        self.url = url
        self.way = way
        self._running = running

    @property
    def log(self) -> str:
        return self._running.log


class Sites:
    """The provider and an app for each way."""

    def __init__(self, provider: NodeProvider, sites: dict[str, Site], bundle: str) -> None:
        self.provider = provider
        self.of = sites
        self.bundle = bundle


def _client(way: str, url: str) -> dict[str, Any]:
    more: dict[str, Any] = dict(WAYS[way])
    if way == "private_key_jwt":
        public: Any = OWN.key.public_key()
        key = jwt.algorithms.RSAAlgorithm.to_jwk(public, as_dict=True)
        key = {name: key[name] for name in ("kty", "n", "e")}
        more["jwks"] = {"keys": [{**key, "use": "sig", "alg": "PS256"}]}
    return {
        "client_id": way, "token_endpoint_auth_method": way, **more,
        "redirect_uris": [f"{url}/getAToken"], "post_logout_redirect_uris": [f"{url}/"],
    }  # fmt: skip


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    with contextlib.ExitStack() as stack:
        fronts = {way: stack.enter_context(listening()) for way in WAYS}
        clients = [_client(way, url) for way, (url, _, _) in fronts.items()]
        provider = stack.enter_context(node_provider.running(clients))
        bundle = tmp_path_factory.mktemp("provider") / "authorities.pem"
        bundle.write_bytes(Path(certifi.where()).read_bytes() + provider.certificate)
        made = {}
        for way, (url, behind, _) in fronts.items():
            with_certificate = way == "private_key_jwt"
            settings = {
                **dict.fromkeys(sign_in.OWN, ""),
                "CLIENT_ID": way,
                "CLIENT_SECRET": "" if with_certificate else SECRET,
                "CLIENT_CERTIFICATE": OWN.pem().decode() if with_certificate else "",
                "OIDC_AUTHORITY": provider.issuer,
                "BASE_URL": url,
                "SESSION_KEYS": os.urandom(32).hex(),
                "REQUESTS_CA_BUNDLE": str(bundle),
                "NO_PROXY": "localhost,127.0.0.1",
                "no_proxy": "localhost,127.0.0.1",
            }
            running = stack.enter_context(testing.running(ROOT, settings))
            behind.append(running.url)
            made[way] = Site(url, way, running)
        yield Sites(provider, made, str(bundle))


@pytest.fixture
def provider(sites: Sites) -> NodeProvider:
    """The certified provider in the place of the pretended one."""
    return sites.provider


@pytest.fixture
def site(sites: Sites) -> Site:
    """The app with a certificate."""
    sites.provider.events.clear()
    return sites.of["private_key_jwt"]


@pytest.fixture(params=WAYS)
def each_site(sites: Sites, request: pytest.FixtureRequest) -> Site:
    sites.provider.events.clear()
    return sites.of[request.param]


@pytest.fixture
def visitor(chromium: Any) -> Iterator[Any]:
    """A browser that has never been here, and trusts the provider's certificate."""
    context = chromium.new_context(ignore_https_errors=True)
    context.set_default_timeout(30_000)
    context.route("https://fonts.googleapis.com/**", lambda route: route.abort())
    yield context
    context.close()


def _log_in(page: Any, name: str = "Ada") -> None:
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill("x")
    page.get_by_role("button", name="Sign-in").click()


def _finish(page: Any, name: str = "Ada") -> None:
    """Log in, and agree unless the visitor has done so before."""
    _log_in(page, name)
    page.wait_for_load_state()
    if "/op/interaction/" in page.url:
        page.get_by_role("button", name="Continue").click()


def _sign_in(page: Any, url: str, name: str = "Ada") -> None:
    """Go to a protected page, and through the provider's two pages back to it."""
    page.goto(url)
    assert "/op/interaction/" in page.url
    _finish(page, name)
    page.wait_for_url(url)


def _ours(context: Any, site: Site) -> list[str]:
    """The names of the app's cookies; the provider's are of the same host."""
    names = [cookie["name"] for cookie in context.cookies(site.url)]
    return [name for name in names if name.startswith("cf_")]


def _errors(provider: NodeProvider) -> list[dict[str, Any]]:
    return [event for event in provider.events if "error" in event["event"]]


def test_signing_in_leads_back_to_the_page(
    visitor: Any, each_site: Site, provider: NodeProvider
) -> None:
    page = visitor.new_page()
    _sign_in(page, each_site.url + "/profile?from=here")
    assert page.get_by_role("heading", level=1).inner_text() == "Ada Example"
    assert page.get_by_text("Ada@example.com").is_visible()
    granted = provider.wait_for("grant.success")
    assert granted["client"] == each_site.way
    assert _errors(provider) == []
    assert not [name for name in _ours(visitor, each_site) if "flow" in name]


def test_several_sign_ins_in_a_row(visitor: Any, each_site: Site, provider: NodeProvider) -> None:
    """Each has an assertion of its own: the provider accepts a ``jti`` once."""
    page = visitor.new_page()
    _sign_in(page, each_site.url + "/profile")
    for number in range(3):
        visitor.clear_cookies(name=re.compile("^cf_"))
        page.goto(f"{each_site.url}/profile?{number}")  # the provider knows the visitor
        assert page.url == f"{each_site.url}/profile?{number}"
        assert page.get_by_role("heading", level=1).inner_text() == "Ada Example"
    assert len([e for e in provider.events if e["event"] == "grant.success"]) == 4
    assert _errors(provider) == []


def test_three_tabs_finished_in_another_order(visitor: Any, site: Site) -> None:
    tabs = [visitor.new_page() for _ in range(3)]
    for number, tab in enumerate(tabs):
        tab.goto(f"{site.url}/profile?tab={number}")
    for number in (1, 0, 2):
        _finish(tabs[number])
        tabs[number].wait_for_url(f"{site.url}/profile?tab={number}")


def test_signing_out_ends_it_here_and_at_the_provider(
    visitor: Any, site: Site, provider: NodeProvider
) -> None:
    page = visitor.new_page()
    _sign_in(page, site.url + "/profile")
    page.goto(site.url + "/logout")
    page.locator("main").get_by_role("button", name="Sign out").click()
    assert "/op/session/end" in page.url
    page.get_by_role("button", name="Yes").click()
    page.wait_for_url(re.compile(re.escape(site.url + "/") + "($|[?])"))
    assert page.get_by_role("link", name="Sign in").is_visible()
    provider.wait_for("end_session.success")
    page.goto(site.url + "/profile")
    assert page.locator("input[name=login]").is_visible()  # the provider asks again


def test_cancelling_and_trying_again(visitor: Any, site: Site) -> None:
    page = visitor.new_page()
    page.goto(site.url + "/profile?kept=yes")
    page.get_by_text("Cancel").click()
    assert page.get_by_role("heading", name="Sign-in failed").is_visible()
    reference = page.locator("main code").inner_text()
    assert re.search(f"provider said access_denied.*reference {reference}", site.log)
    page.get_by_role("link", name="Try again").click()
    _finish(page)
    page.wait_for_url(site.url + "/profile?kept=yes")


def _callback(visitor: Any, site: Site) -> str:
    """The address of the response of the provider, which has not reached the app."""
    page = visitor.new_page()
    page.goto(site.url + "/profile")
    _log_in(page)
    page.get_by_role("button", name="Continue").wait_for()
    action = page.locator("form").get_attribute("action")
    answer = page.request.post(action, form={"prompt": "consent"}, max_redirects=0)
    while "/getAToken" not in (location := answer.headers["location"]):
        answer = page.request.get(location, max_redirects=0)
    page.close()
    return str(location)


@pytest.mark.parametrize("name", ["state", "iss", "code"])
def test_a_changed_response_signs_nobody_in(visitor: Any, site: Site, name: str) -> None:
    callback = urlsplit(_callback(visitor, site))
    query = {key: value[0] for key, value in parse_qs(callback.query).items()}
    assert {"code", "state", "iss"} == query.keys()
    changed = {**query, name: query[name][:-3] + "AAA"}
    page = visitor.new_page()
    # It never starts again by itself: the response of a stale sign-in is not that of this one.
    page.route("**/login**", lambda route: route.abort())
    page.goto(f"{site.url}/getAToken?{urlencode(changed)}")
    assert page.get_by_role("heading", name="Sign-in failed").is_visible()
    assert "cf_session" not in _ours(visitor, site)


def test_a_response_in_another_browser_signs_nobody_in(
    visitor: Any, chromium: Any, site: Site
) -> None:
    """Ada sends her response to Grace, who is asked who she is."""
    callback = _callback(visitor, site)
    with contextlib.closing(chromium.new_context(ignore_https_errors=True)) as other:
        page = other.new_page()
        page.goto(callback)
        page.wait_for_url("**/op/interaction/**")
        assert "cf_session" not in _ours(other, site)
        _finish(page, "Grace")
        page.wait_for_url(site.url + "/")
        assert page.get_by_role("link", name="Grace Example").is_visible()


def test_a_stale_response_starts_anew_by_itself(visitor: Any, site: Site) -> None:
    page, callbacks = visitor.new_page(), []
    page.on("request", lambda r: callbacks.append(r.url) if "/getAToken" in r.url else None)
    _sign_in(page, site.url + "/profile")
    visitor.clear_cookies(name="cf_session")
    page.goto(callbacks[0])  # a bookmark
    page.wait_for_url(site.url + "/")
    page.goto(site.url + "/profile")
    assert page.get_by_role("heading", level=1).inner_text() == "Ada Example"


def test_a_provider_that_is_down_and_comes_back(
    visitor: Any, site: Site, provider: NodeProvider
) -> None:
    callback = _callback(visitor, site)
    provider.stop()
    page = visitor.new_page()
    page.goto(callback)
    assert page.get_by_role("heading", name="Sign-in failed").is_visible()
    provider.restart()
    page.get_by_role("link", name="Try again").click()
    _finish(page)
    page.wait_for_url(site.url + "/profile")


def test_a_session_survives_the_provider(visitor: Any, site: Site, provider: NodeProvider) -> None:
    page = visitor.new_page()
    _sign_in(page, site.url + "/profile")
    provider.restart()
    page.goto(site.url + "/profile?still=here")
    assert page.get_by_role("heading", level=1).inner_text() == "Ada Example"


def test_names_that_are_at_userinfo_alone(visitor: Any, site: Site, provider: NodeProvider) -> None:
    """By default this provider has no names in its ID token: a user without a name is one too."""
    provider.restart(conform=True)
    page = visitor.new_page()
    _sign_in(page, site.url + "/profile")
    assert page.get_by_role("heading", level=1).inner_text() == "Signed in"
    provider.restart()


# The provider is as strict as this page says.


def _authorize(sites: Sites, **changes: str | None) -> requests.Response:
    site = sites.of["client_secret_post"]
    location = requests.get(site.url + "/login", timeout=10, allow_redirects=False).headers
    url = urlsplit(location["Location"])
    query = {key: value[0] for key, value in parse_qs(url.query).items()}
    asked = {k: v for k, v in {**query, **changes}.items() if v is not None}
    return requests.get(
        f"https://{url.netloc}{url.path}", asked, verify=sites.bundle, timeout=10,
        allow_redirects=False,
    )  # fmt: skip


def test_the_request_of_the_app_is_accepted(sites: Sites) -> None:
    assert "/op/interaction/" in _authorize(sites).headers["Location"]


@pytest.mark.parametrize(
    "changes",
    [
        {"code_challenge": None, "code_challenge_method": None},
        {"code_challenge_method": "plain"},
        {"nonce": None},
        {"redirect_uri": None},
        {"redirect_uri": "http://localhost:1/getAToken"},
        {"client_id": "another"},
        {"response_type": "token"},
    ],
    ids=lambda changes: " ".join(f"{k}={v}" for k, v in changes.items()),
)
def test_other_requests_are_refused(sites: Sites, changes: dict[str, str | None]) -> None:
    answer = _authorize(sites, **changes)
    assert "interaction" not in answer.headers.get("Location", "")
    assert answer.status_code == 400 or "error=" in answer.headers["Location"]


def _assertion(sites: Sites, **changes: Any) -> str:
    now = int(time.time())
    claims = {
        "iss": "private_key_jwt", "sub": "private_key_jwt", "aud": f"{sites.provider.issuer}/token",
        "jti": os.urandom(8).hex(), "iat": now, "exp": now + 300, **changes,
    }  # fmt: skip
    key: Any = OWN.key
    return jwt.encode({k: v for k, v in claims.items() if v is not None}, key, "PS256")


def _exchange(sites: Sites, assertion: str) -> dict[str, str]:
    form = {
        "grant_type": "authorization_code", "code": "x", "client_id": "private_key_jwt",
        "redirect_uri": f"{sites.of['private_key_jwt'].url}/getAToken",
        "code_verifier": "v" * 43, "client_assertion": assertion,
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    }  # fmt: skip
    answer = requests.post(f"{sites.provider.issuer}/token", form, verify=sites.bundle, timeout=10)
    document: dict[str, str] = answer.json()
    return document


def test_an_assertion_is_accepted_once(sites: Sites) -> None:
    assertion = _assertion(sites)
    assert _exchange(sites, assertion)["error"] == "invalid_grant"  # of the code "x"
    assert _exchange(sites, assertion)["error"] == "invalid_client"


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "https://elsewhere.test"},
        {"iss": "another"},
        {"jti": None},
        {"exp": 1},
        {"exp": 9_999_999_999},
    ],
    ids=lambda changes: " ".join(f"{k}={v}" for k, v in changes.items()),
)
def test_other_assertions_are_refused(sites: Sites, changes: dict[str, Any]) -> None:
    assert _exchange(sites, _assertion(sites, **changes))["error"] == "invalid_client"


def test_the_provider_has_another_key(visitor: Any, sites: Sites) -> None:
    """Last, as apps fetch keys that are unknown not more often than every 30 seconds."""
    site, page = sites.of["private_key_jwt"], visitor.new_page()
    sites.provider.rotate()
    _sign_in(page, site.url + "/profile", "Grace")
    assert page.get_by_role("heading", level=1).inner_text() == "Grace Example"


def test_the_provider_is_the_pinned_one(sites: Sites, capsys: pytest.CaptureFixture[str]) -> None:
    pinned = json.loads((node_provider.SOURCE / "package.json").read_text())["dependencies"]
    assert pinned == {"oidc-provider": node_provider.version()}
    node = sites.provider.wait_for("listening")["node"]
    with capsys.disabled():
        print(f"\noidc-provider {node_provider.version()} on Node.js {node}")
