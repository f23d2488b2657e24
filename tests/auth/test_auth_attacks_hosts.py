"""Foreign host names, headers of every answer, and what protected functions let through."""

from __future__ import annotations

import asyncio
import inspect
import json
import typing
from urllib.parse import parse_qs, parse_qsl, urlsplit

import azure.functions as func
import pytest
from hostile import (
    CALLBACK,
    PAGE,
    Browser,
    Configure,
    Provider,
    reply,
    session_name,
    set_cookies,
)

from auth import User, current_user, login_required
from devserver.answer import Answer

FOREIGN = [
    {"Host": "evil.test"},
    {"X-Forwarded-Host": "evil.test"},
    {"X-Forwarded-Proto": "http"},
    {"X-Forwarded-Proto": "http", "X-Forwarded-Host": "evil.test", "X-Forwarded-Port": "80"},
    {"Forwarded": "host=evil.test;proto=http"},
    {"DISGUISED-HOST": "evil.test", "Host": "evil.test"},
    {"X-Original-Host": "evil.test", "X-Original-URL": "/login", "X-Rewrite-URL": "/x"},
    {"X-ARR-SSL": "", "X-AppService-Proto": "http", "X-Forwarded-Prefix": "//evil.test"},
    {"Referer": "https://evil.test/", "Origin": "https://evil.test"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=lambda h: " ".join(h))
def test_the_redirect_uri_comes_from_the_settings(
    browser: Browser, provider: Provider, headers: dict[str, str]
) -> None:
    begun = browser.get("/login", **headers)
    location = begun.header("location") or ""
    assert dict(parse_qsl(urlsplit(location).query))["redirect_uri"] == "https://app.test/getAToken"
    assert all("secure" in attributes for _, attributes in set_cookies(begun).values())
    end = browser.get(provider.authorize(location), **headers)
    assert (end.status, end.header("location")) == (303, "/")
    ((_, request),) = [seen for seen in provider.seen if seen[0] == "token"]
    assert parse_qs(str(request.body))["redirect_uri"] == ["https://app.test/getAToken"]
    assert "evil.test" not in str([*begun.headers, *end.headers])
    answer = browser.request(
        "POST",
        "/logout",
        {**headers, "Origin": "https://app.test", "Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status == 303
    assert "evil.test" not in str(answer.headers)


def test_easy_auth_headers_sign_nobody_in(browser: Browser) -> None:
    """What App Service Authentication adds; this app does not use it, so anyone can send it."""
    headers = {
        "X-MS-CLIENT-PRINCIPAL": "eyJ1c2VySWQiOiJldmUifQ",
        "X-MS-CLIENT-PRINCIPAL-NAME": "Eve",
        "X-MS-CLIENT-PRINCIPAL-ID": "1",
        "X-MS-TOKEN-AAD-ID-TOKEN": "a.b.c",
        "Authorization": "Bearer a.b.c",
        "Accept": "*/*",
    }
    assert browser.request("GET", "/me", headers).status == 401


# Headers


def _answers(browser: Browser, provider: Provider) -> dict[str, Answer]:
    """One answer of each kind that sign-in gives."""
    found = {"refused page": browser.get("/profile"), "refused data": browser.fetch("/me")}
    found["home"] = browser.get("/")
    found["login"] = browser.get("/login")
    location = found["login"].header("location") or ""
    found["error"] = browser.get(f"{CALLBACK}?error=access_denied")
    found["callback head"] = browser.request("HEAD", CALLBACK)
    found["callback"] = browser.get(provider.authorize(location))
    found["callback again"] = browser.get(CALLBACK)
    found["page"] = browser.get("/profile")
    found["data"] = browser.fetch("/me")
    found["home, signed in"] = browser.get("/")
    found["logout page"] = browser.get("/logout")
    found["logout from elsewhere"] = browser.sign_out(Origin="https://evil.test")
    found["logout"] = browser.sign_out()
    provider.bend["token"] = reply({}, 500)
    found["token endpoint fails"] = browser.get(provider.authorize(browser.login()))
    return found


@pytest.mark.parametrize("base_url", ["https://app.test", "http://localhost:7071"])
def test_headers_of_every_answer(
    browser: Browser, provider: Provider, configure: Configure, base_url: str
) -> None:
    configure(BASE_URL=base_url)
    browser.base_url = base_url
    for kind, answer in _answers(browser, provider).items():
        assert answer.status != 500, kind
        # The home page of those who are not signed in says nothing of anybody.
        kept = "private, no-cache" if kind == "home" else "no-store"
        assert answer.header("cache-control") == kept, kind
        assert answer.header("x-frame-options") == "DENY", kind
        assert answer.header("x-content-type-options") == "nosniff", kind
        assert answer.header("referrer-policy") == "same-origin", kind
        policy = answer.header("content-security-policy") or ""
        assert "frame-ancestors 'none'" in policy, kind
        assert "default-src 'none'" in policy, kind
        assert "unsafe" not in policy, kind
        if kind in ("page", "home, signed in", "logout page"):  # signing out ends at the provider
            assert "form-action 'self' https:" in policy, kind
        elif answer.body and "html" in (answer.header("content-type") or ""):
            assert policy.endswith("form-action 'self'"), kind
        assert (answer.header("strict-transport-security") is not None) == (
            base_url.startswith("https:")
        ), kind
        names = [name.lower() for name, _ in answer.headers if name.lower() != "set-cookie"]
        assert len(names) == len(set(names)), kind
        if answer.body:
            assert answer.header("content-type"), kind


@pytest.mark.parametrize("path", ["/login", "/logout", CALLBACK, "/profile", "/me"])
@pytest.mark.parametrize("changes", [{"CLIENT_ID": None}, None], ids=["wrong", "off"])
def test_headers_while_sign_in_is_off(
    browser: Browser, configure: Configure, path: str, changes: dict[str, None] | None
) -> None:
    everything = ("CLIENT_ID", "CLIENT_SECRET", "AUTHORITY", "BASE_URL", "SESSION_KEYS")
    configure(**(dict.fromkeys(everything) if changes is None else changes))
    for answer in (browser.get(path), browser.fetch(path)):
        assert answer.status == 503
        assert not set_cookies(answer)
        assert answer.header("cache-control") == "no-store"
        assert answer.header("x-frame-options") == "DENY"
        assert answer.header("x-content-type-options") == "nosniff"
    assert browser.get("/").status == 200


def test_redirects_never_send_a_form_again(browser: Browser, provider: Provider) -> None:
    found = _answers(browser, provider)
    assert found["callback"].status == 303
    assert found["logout"].status == 303
    assert not [kind for kind, answer in found.items() if answer.status in (301, 307, 308)]


def test_only_sign_in_and_out_lead_to_another_host(browser: Browser, provider: Provider) -> None:
    away = {
        kind
        for kind, answer in _answers(browser, provider).items()
        if not (answer.header("location") or "/").startswith("/")
    }
    assert away == {"login", "logout"}


# login_required


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("GET", PAGE, 302),
        ("HEAD", PAGE, 302),
        ("GET", {"Accept": "text/html,application/xhtml+xml;q=0.9"}, 302),
        ("GET", {"Accept": "application/json"}, 401),
        ("GET", {"Accept": "*/*"}, 401),
        ("GET", {}, 401),
        ("GET", {"Accept": "text/html", "X-Requested-With": "XMLHttpRequest"}, 401),
        ("GET", {"Accept": "*/*", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}, 401),
        ("GET", {**PAGE, "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}, 401),
        ("GET", {**PAGE, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}, 401),
        ("GET", {**PAGE, "Sec-Fetch-Dest": "iframe"}, 401),
        ("GET", {**PAGE, "Sec-Fetch-Dest": "object"}, 401),
        ("GET", {**PAGE, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}, 401),
        ("POST", PAGE, 401),
        ("POST", {"Accept": "text/html"}, 401),
        ("PUT", PAGE, 401),
        ("DELETE", {"Accept": "application/json"}, 401),
    ],
)
@pytest.mark.parametrize("kind", ["def", "async def"])
def test_what_a_protected_function_answers(
    method: str, headers: dict[str, str], status: int, kind: str
) -> None:
    calls: list[User] = []
    answer = _call(_protected(kind, calls), _request(method, headers))
    assert answer.status_code == status
    assert not calls
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    if status == 302:
        assert answer.headers["Location"] == "/login?next_url=%2Fthings%3Fa%3D1"
    else:
        assert answer.mimetype == "application/problem+json"
        assert json.loads(answer.get_body())["status"] == 401


def _request(
    method: str = "GET", headers: dict[str, str] | None = None, cookie: str = ""
) -> func.HttpRequest:
    url = "http://app.test/things?a=1"
    sent = {**(headers or {}), **({"Cookie": cookie} if cookie else {})}
    return func.HttpRequest(method=method, url=url, headers=sent, body=b"")


def _protected(kind: str, calls: list[User]) -> typing.Callable[..., typing.Any]:
    if kind == "def":

        @login_required
        def things(req: func.HttpRequest, user: User) -> func.HttpResponse:
            """Things."""
            calls.append(user)
            return func.HttpResponse("x", headers={"Cache-Control": "public, max-age=60"})

        return things

    @login_required
    async def other_things(req: func.HttpRequest, user: User) -> func.HttpResponse:
        """Things."""
        await asyncio.sleep(0)
        calls.append(user)
        return func.HttpResponse("x", headers={"Cache-Control": "public, max-age=60"})

    return other_things


def _call(function: typing.Callable[..., typing.Any], req: func.HttpRequest) -> func.HttpResponse:
    answer = function(req)
    return asyncio.run(answer) if inspect.isawaitable(answer) else answer


@pytest.mark.parametrize("kind", ["def", "async def"])
def test_a_protected_function_gets_its_user(signed_in: Browser, kind: str) -> None:
    calls: list[User] = []
    cookie = f"{session_name()}={signed_in.session}"
    answer = _call(_protected(kind, calls), _request(cookie=cookie))
    assert answer.status_code == 200
    assert [user.name for user in calls] == ["Adele Vance"]
    assert answer.headers["Cache-Control"] == "no-store"  # never for shared caches
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("kind", ["def", "async def"])
def test_a_protected_function_looks_like_what_the_platform_wants(kind: str) -> None:
    function = _protected(kind, [])
    assert function.__name__ == ("things" if kind == "def" else "other_things")
    assert function.__doc__ == "Things."
    assert list(inspect.signature(function).parameters) == ["req", "context"]
    assert typing.get_type_hints(function)["context"] is func.Context
    assert typing.get_type_hints(function)["req"] is func.HttpRequest
    assert inspect.iscoroutinefunction(function) == (kind == "async def")


def test_a_protected_function_that_fails_says_so(
    signed_in: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    @login_required
    def broken(req: func.HttpRequest, user: User) -> func.HttpResponse:
        raise LookupError("mine")

    answer = broken(_request(cookie=f"{session_name()}={signed_in.session}"))
    assert answer.status_code == 500
    assert "LookupError: mine" in caplog.text
    assert "mine" not in answer.get_body().decode()


def test_the_user_where_signing_in_is_optional(signed_in: Browser) -> None:
    assert current_user(_request()) is None
    assert current_user(_request(cookie=f"{session_name()}=x")) is None
    user = current_user(_request(cookie=f"{session_name()}={signed_in.session}"))
    assert user is not None
    assert user.name == "Adele Vance"


@pytest.mark.parametrize(
    "path", ["/profile", "/PROFILE", "/profile/", "/%70rofile", "/x/../profile"]
)
def test_no_spelling_of_a_path_goes_past_it(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert answer.status == 302
    assert (answer.header("location") or "").startswith("/login")


GUARDS = (
    "x-frame-options", "x-content-type-options", "referrer-policy", "strict-transport-security",
    "cross-origin-opener-policy", "cross-origin-resource-policy", "content-security-policy",
)  # fmt: skip


@pytest.mark.parametrize(
    "path",
    [
        "/chart?cht=lc&chs=99x99&chd=t:1&chof=validate", "/chart?chof=validate", "/gallery",
        "/playground", "/playground?url=x", "/docs", "/nothing", "/logout", "/profile",
        f"{CALLBACK}?error=x", "/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("base_url", ["https://app.test", "http://localhost:7071"])
def test_every_page_has_every_header_that_protects_pages(
    signed_in: Browser, configure: Configure, base_url: str, path: str
) -> None:
    configure(BASE_URL=base_url)
    browsers = [Browser(signed_in.host, base_url)]
    browsers += [signed_in] if base_url == signed_in.base_url else []
    for browser in browsers:
        answer = browser.get(path)
        for name in GUARDS:
            secured = name != "strict-transport-security" or base_url.startswith("https:")
            assert (answer.header(name) is not None) == secured, name
        assert answer.header("cross-origin-opener-policy") == "same-origin"
        assert answer.header("cross-origin-resource-policy") == "same-origin"
    # Pictures stay for everybody.
    picture = browsers[0].fetch("/chart?cht=lc&chs=99x99&chd=t:1")
    assert picture.header("cross-origin-resource-policy") == "cross-origin"
    assert picture.header("cross-origin-opener-policy") is None
