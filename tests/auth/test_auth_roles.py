"""Roles and groups: what tokens say, what sessions keep, and who may use a protected function."""

from __future__ import annotations

import asyncio
import enum
import inspect
import json
import random
import uuid
from collections.abc import Callable
from typing import Any

import azure.functions as func
import pytest
from hostile import (
    ABSENT,
    PAGE,
    Browser,
    Configure,
    Provider,
    session_name,
    set_cookies,
)

from api import pages
from api.errors import SettingsError
from api.http_function import http_function
from auth import UnknownClaimError, User, current_user, login_required, page
from auth.settings import current, read
from auth.user import CLAIMS, Unknown

STAFF, BOARD = str(uuid.UUID(int=7)), str(uuid.UUID(int=8))
OVERAGE = {
    "_claim_names": {"groups": "src1"},
    "_claim_sources": {"src1": {"endpoint": "https://graph.microsoft.com/v1.0/users/x"}},
}
SCRIPT = {"Accept": "application/json"}


def _request(
    browser: Browser, headers: dict[str, str] | None = None, method: str = "GET"
) -> func.HttpRequest:
    cookie = {"Cookie": f"{session_name()}={browser.session}"} if browser.session else {}
    return func.HttpRequest(
        method=method,
        url="http://app.test/drafts?a=1&b=é",
        headers={**(PAGE if headers is None else headers), **cookie},
        body=b"",
    )


def _call(function: Callable[..., Any], req: func.HttpRequest) -> func.HttpResponse:
    answer = function(req)
    return asyncio.run(answer) if inspect.isawaitable(answer) else answer


def _drafts(kind: str = "def", **needs: Any) -> Callable[..., Any]:
    if kind == "def":

        @login_required(**needs)
        def drafts(req: func.HttpRequest, user: User) -> func.HttpResponse:
            """Drafts."""
            return func.HttpResponse(f"for {user.name}")

        return drafts

    @login_required(**needs)
    async def drafts_later(req: func.HttpRequest, user: User) -> func.HttpResponse:
        """Drafts."""
        return func.HttpResponse(f"for {user.name}")

    return drafts_later


def _user(browser: Browser) -> User:
    user = current_user(_request(browser))
    assert user
    return user


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (ABSENT, ()),
        ([], ()),
        (None, ()),
        (["Editor"], ("Editor",)),
        (["b", "a", "b"], ("b", "a")),
        ("Editor", ("Editor",)),
        ("Editor Admin", ("Editor Admin",)),
        (["Rédacteur", "編集", "a,b", " x "], ("Rédacteur", "編集", "a,b", " x ")),
        ([f"{n}" * 120 for n in range(8)], tuple(f"{n}" * 120 for n in range(8))),
    ],
    ids=lambda v: ascii(v)[:30],
)
@pytest.mark.parametrize("name", ["roles", "groups"])
def test_a_user_has_what_the_token_says(
    browser: Browser, provider: Provider, name: str, claim: object, expected: tuple[str, ...]
) -> None:
    provider.claims[name] = claim
    assert browser.sign_in(provider).status == 303
    user = _user(browser)
    assert getattr(user, name) == expected
    assert user.unknown(name) is None
    document = json.loads(browser.fetch("/me").body)
    assert document.get(name, []) == list(expected)
    page = browser.get("/profile").body.decode()
    assert all(f"<bdi>{value}</bdi>" in page for value in expected)


@pytest.mark.parametrize(
    "claim",
    [
        7,
        True,
        {},
        {"Editor": 1},
        [7],
        ["Editor", None],
        [["Editor"]],
        [""],
        "",
        ["a\x00"],
        ["\ud800"],
    ],
    ids=ascii,
)  # fmt: skip
@pytest.mark.parametrize("name", ["roles", "groups"])
def test_a_malformed_claim_is_unknown_and_never_empty(
    browser: Browser, provider: Provider, log: pytest.LogCaptureFixture, name: str, claim: object
) -> None:
    provider.claims[name] = claim
    assert browser.sign_in(provider).status == 303
    user = _user(browser)
    assert user.unknown(name) is Unknown.MALFORMED
    with pytest.raises(UnknownClaimError):
        getattr(user, name)
    assert f"{name} of this user are unknown" in log.text
    assert _drafts(**{name: "Editor"})(_request(browser)).status_code == 403


@pytest.mark.parametrize(
    "claims",
    [
        OVERAGE,
        {**OVERAGE, "groups": [STAFF]},
        {"hasgroups": True},
        {"hasgroups": "true"},
        {"_claim_names": {"groups": "src1"}},
        {"_claim_names": "groups"},
        {"_claim_names": ["groups"]},
    ],
    ids=ascii,
)
def test_an_overage_is_reported_and_never_guessed(
    browser: Browser, provider: Provider, log: pytest.LogCaptureFixture, claims: dict[str, Any]
) -> None:
    provider.claims |= claims
    assert browser.sign_in(provider).status == 303
    user = _user(browser)
    assert user.unknown("groups")
    with pytest.raises(UnknownClaimError, match="Your groups are unknown here"):
        _ = user.groups
    assert "groups of this user are unknown" in log.text
    assert json.loads(browser.fetch("/me").body)["groups"] is None
    assert b"unknown: " in browser.get("/profile").body
    for function in (_drafts(groups=STAFF), _drafts(groups=[STAFF, BOARD])):
        page = function(_request(browser))
        assert page.status_code == 403
        assert b"Your groups are unknown here" in page.get_body()
    assert _drafts()(_request(browser)).status_code == 200


def test_no_overage_where_there_is_none(browser: Browser, provider: Provider) -> None:
    provider.claims |= {"hasgroups": False, "_claim_names": {"address": "src1"}}
    browser.sign_in(provider)
    assert _user(browser).groups == ()


@pytest.mark.parametrize("kind", ["def", "async def"])
@pytest.mark.parametrize("headers", [PAGE, SCRIPT], ids=["page", "script"])
def test_a_function_that_reads_unknown_groups_answers_403(
    browser: Browser, provider: Provider, kind: str, headers: dict[str, str]
) -> None:
    provider.claims |= OVERAGE
    browser.sign_in(provider)

    def reads(req: func.HttpRequest, user: User) -> func.HttpResponse:
        return func.HttpResponse(str(STAFF in user.groups))

    async def reads_later(req: func.HttpRequest, user: User) -> func.HttpResponse:
        return func.HttpResponse(str(STAFF in user.groups))

    answer = _call(
        login_required(reads if kind == "def" else reads_later), _request(browser, headers)
    )
    assert answer.status_code == 403
    assert answer.mimetype == ("text/html" if headers is PAGE else "application/problem+json")
    assert b"Your groups are unknown here" in answer.get_body()


class Role(enum.StrEnum):
    EDITOR = "Editor"


class Mixed(str, enum.Enum):  # noqa: UP042 - its str() is the member's name
    EDITOR = "Editor"


@pytest.mark.parametrize("kind", ["def", "async def"])
@pytest.mark.parametrize(
    "roles",
    ["Editor", ["Editor"], ("Admin", "Editor"), {"Editor", "Admin"}, Role.EDITOR, [Mixed.EDITOR]],
    ids=["text", "list", "tuple", "set", "member", "members"],
)
def test_any_of_the_roles_is_enough(
    browser: Browser, provider: Provider, kind: str, roles: Any
) -> None:
    provider.claims["roles"] = ["Reader", "Editor"]
    browser.sign_in(provider)
    answer = _call(_drafts(kind, roles=roles), _request(browser))
    assert (answer.status_code, answer.get_body()) == (200, b"for Adele Vance")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "roles",
    [ABSENT, [], ["editor"], ["EDITOR"], ["Editor "], ["Edit"], ["Editors"], "Reader,Editor"],
)
@pytest.mark.parametrize("kind", ["def", "async def"])
def test_no_other_role_is(browser: Browser, provider: Provider, kind: str, roles: object) -> None:
    provider.claims |= {"roles": roles, "groups": ["Editor"], "wids": ["Editor"]}
    browser.sign_in(provider)
    assert _call(_drafts(kind, roles="Editor"), _request(browser)).status_code == 403


def test_roles_and_groups_are_both_needed(browser: Browser, provider: Provider) -> None:
    both = _drafts(roles="Editor", groups=STAFF.upper())
    for roles, groups, status in (
        (["Editor"], [STAFF], 200),
        (["Editor"], [STAFF.upper()], 200),
        (["Editor"], [BOARD], 403),
        ([], [STAFF], 403),
        ([STAFF], ["Editor"], 403),
    ):
        provider.claims |= {"roles": roles, "groups": groups}
        browser.sign_in(provider)
        assert both(_request(browser)).status_code == status


def test_the_403_page(browser: Browser, provider: Provider, log: pytest.LogCaptureFixture) -> None:
    provider.claims |= {"name": "Zoë <b>", "roles": ["Reader"]}
    browser.sign_in(provider)
    answer = _drafts(roles=("Editor", "Ad<min"))(_request(browser))
    page = answer.get_body().decode()
    assert (answer.status_code, answer.mimetype) == (403, "text/html")
    assert "You need one of the roles Editor, Ad&lt;min." in page
    assert "<bdi>Zoë &lt;b&gt;</bdi> (<bdi>AdeleV@contoso.onmicrosoft.com</bdi>)" in page
    other = "/login?next_url=%2Fdrafts%3Fa%3D1%26b%3D%25C3%25A9&amp;prompt=select_account"
    assert f'href="{other}"' in page
    assert answer.headers["Cache-Control"] == "no-store"
    assert "not authorized: none of the roles required (status 403" in log.text
    assert "Adele" not in log.text
    location = browser.get(other.replace("&amp;", "&")).header("location") or ""
    assert "prompt=select_account" in location
    assert browser.get(provider.authorize(location)).header("location") == "/drafts?a=1&b=%C3%A9"


def test_the_ids_of_groups_are_not_shown(signed_in: Browser) -> None:
    for headers in (PAGE, SCRIPT):
        answer = _drafts(groups=[STAFF, BOARD])(_request(signed_in, headers))
        assert answer.status_code == 403
        assert STAFF not in answer.get_body().decode()


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", SCRIPT),
        ("GET", {"Accept": "*/*", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}),
        ("GET", {**PAGE, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}),
        ("POST", PAGE),
        ("DELETE", {}),
    ],
)
def test_the_403_document(signed_in: Browser, method: str, headers: dict[str, str]) -> None:
    answer = _drafts(roles="Editor")(_request(signed_in, headers, method))
    assert (answer.status_code, answer.mimetype) == (403, "application/problem+json")
    assert json.loads(answer.get_body()) == {
        "type": "about:blank",
        "title": "Forbidden",
        "status": 403,
        "detail": "You need the role Editor. You are signed in as AdeleV@contoso.onmicrosoft.com.",
    }
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "Set-Cookie" not in answer.headers


def test_without_a_session_one_signs_in_first(browser: Browser) -> None:
    function = _drafts(roles="Editor")
    assert function(_request(browser)).status_code == 302
    assert function(_request(browser, SCRIPT)).status_code == 401


# What is used wrongly


@pytest.mark.parametrize(
    "needs",
    [
        {"roles": None},
        {"roles": ()},
        {"roles": []},
        {"roles": ""},
        {"roles": " "},
        {"roles": "Editor,Admin"},
        {"roles": "Editor, Admin"},
        {"roles": [""]},
        {"roles": ["Editor", " Admin"]},
        {"roles": ["Editor\n"]},
        {"roles": [None]},
        {"roles": [["Editor"]]},
        {"roles": b"Editor"},
        {"roles": 7},
        {"roles": {"Editor": True}},
        {"roles": True},
        {"roles": (name for name in ("Editor",))},
        {"groups": None},
        {"groups": ""},
        {"groups": uuid.UUID(int=7)},
        {"role": "Editor"},
        {"scopes": "Editor"},
        {"max_age": 0},
        {"max_age": 59},
        {"max_age": -600},
        {"max_age": 10**9},
        {"max_age": "600"},
        {"max_age": 600.0},
        {"max_age": True},
        {"max_age": float("nan")},
    ],
    ids=lambda needs: ascii(needs)[:40],
)
def test_wrong_arguments_stop_the_app(needs: dict[str, Any]) -> None:
    with pytest.raises((TypeError, ValueError)):
        _drafts(**needs)


def test_wrong_uses_stop_the_app() -> None:
    blueprint = func.Blueprint()

    def plain(req: func.HttpRequest) -> func.HttpResponse:
        return func.HttpResponse("")

    def protected(req: func.HttpRequest, user: User) -> func.HttpResponse:
        return func.HttpResponse("")

    def three(req: func.HttpRequest, user: User, more: str) -> func.HttpResponse:
        return func.HttpResponse("")

    routed = blueprint.route("x")(http_function(plain))
    wrong: list[Any] = ["Editor", ["Editor"], plain, three, http_function(plain), routed, User, 7]
    for function in wrong:
        with pytest.raises(TypeError):
            login_required(function)
    with pytest.raises(TypeError):
        login_required(roles="Editor")(plain)
    with pytest.raises(TypeError):
        login_required(protected, "Editor")  # type: ignore[call-arg]
    assert login_required()(protected).__name__ == "protected"
    assert login_required(protected, roles="Editor").__name__ == "protected"


# What a session keeps


def _guids(count: int) -> list[str]:
    numbers = random.Random(count)
    return [str(uuid.UUID(int=numbers.getrandbits(128))) for _ in range(count)]


@pytest.mark.parametrize("count", [1, 50, 100, 110, 120, 150, 200, 1000])
def test_groups_that_do_not_fit_are_unknown(
    browser: Browser, provider: Provider, log: pytest.LogCaptureFixture, count: int
) -> None:
    provider.claims |= {"groups": _guids(count), "roles": ["Editor"]}
    assert browser.sign_in(provider).status == 303
    assert not browser.refused
    user = _user(browser)
    assert user.roles == ("Editor",)
    if user.unknown("groups"):
        assert count > 100
        assert user.unknown("groups") is Unknown.TOO_LARGE
        assert "groups of this user are unknown: there are too many for the cookie" in log.text
        assert _drafts(groups=_guids(count)[0])(_request(browser)).status_code == 403
    else:
        assert count < 150
        assert user.groups == tuple(_guids(count))
    assert _drafts(roles="Editor")(_request(browser)).status_code == 200


def test_hundreds_of_long_roles_are_unknown_and_groups_stay(
    browser: Browser, provider: Provider
) -> None:
    numbers = random.Random(1)
    letters = "abcdefghijklmnopqrstuvwxyz"
    roles = ["".join(numbers.choices(letters, k=120)) for _ in range(300)]
    provider.claims |= {"groups": [STAFF], "roles": roles}
    assert browser.sign_in(provider).status == 303
    user = _user(browser)
    assert user.groups == (STAFF,)
    assert user.unknown("roles") is Unknown.TOO_LARGE
    answer = _drafts(roles=roles[0])(_request(browser))
    assert answer.status_code == 403
    assert b"too many for the cookie of this site" in answer.get_body()
    provider.claims["groups"] = _guids(500)
    assert browser.sign_in(provider).status == 303
    assert {*map(_user(browser).unknown, ("roles", "groups"))} == {Unknown.TOO_LARGE}


def test_a_session_that_just_fits_is_renewed(
    browser: Browser, provider: Provider, clock: Any
) -> None:
    for count in range(100, 130):
        clock.ahead = 0
        provider.claims["groups"] = _guids(count)
        browser.sign_in(provider)
        if _user(browser).unknown("groups"):
            break
        clock.ahead = 2000
        assert session_name() in set_cookies(browser.get("/profile"))
    assert count < 129


@pytest.mark.parametrize(
    "kept", ["sub", "oid, tid", "name", "roles", "roles,groups", ",".join(CLAIMS)]
)
def test_the_session_keeps_what_the_setting_says(
    browser: Browser, provider: Provider, configure: Configure, kept: str
) -> None:
    configure(SESSION_CLAIMS=kept)
    provider.claims |= {"roles": ["Editor"], "groups": [STAFF], "login_hint": "O.CiQ="}
    assert browser.sign_in(provider).status == 303
    user = _user(browser)
    names = {name.strip() for name in kept.split(",")}
    assert user.sub == provider.user["sub"]
    texts = {"preferred_username": user.username} | {
        name: getattr(user, name) for name in ("oid", "tid", "name", "login_hint", "profile")
    }
    assert {name for name, value in texts.items() if value} == names - {"sub", "roles", "groups"}
    for claim in ("roles", "groups"):
        assert user.unknown(claim) is (None if claim in names else Unknown.NOT_KEPT)
    assert provider.count("graph") == ("profile" in names)
    assert browser.get("/").status == browser.get("/profile").status == 200


def test_a_function_whose_roles_are_not_kept_is_misconfigured(
    browser: Browser, provider: Provider, configure: Configure, log: pytest.LogCaptureFixture
) -> None:
    provider.claims["roles"] = ["Editor"]
    configure(SESSION_CLAIMS="name")
    browser.sign_in(provider)
    for headers in (PAGE, SCRIPT):
        answer = _drafts(roles="Editor")(_request(browser, headers))
        assert answer.status_code == 503
        assert b"misconfigured" in answer.get_body()
    assert log.text.count("SESSION_CLAIMS does not keep roles") == 2
    # Once it is kept, the user must sign in again, and is told so.
    configure()
    answer = _drafts(roles="Editor")(_request(browser))
    assert answer.status_code == 403
    assert b"Sign in again." in answer.get_body()
    browser.sign_in(provider)
    assert _drafts(roles="Editor")(_request(browser)).status_code == 200


@pytest.mark.parametrize(
    "text", ["role", "roles;groups", "email", ",", "Roles", "roles groups", "*"]
)
def test_a_wrong_list_of_claims_is_reported(configure: Configure, text: str) -> None:
    configure(SESSION_CLAIMS=text)
    with pytest.raises(SettingsError) as failed:
        current()
    assert [reason.split(" must")[0] for reason in failed.value.reasons] == ["SESSION_CLAIMS"]
    assert read({"SESSION_CLAIMS": text}) is None


# Pages of your own


def _template(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    from jinja2 import DictLoader

    environment = pages._environment()
    loader = DictLoader({"room/name.html": text, "base.html": "{% block main %}{% endblock %}"})
    monkeypatch.setattr(environment, "loader", loader)
    environment.cache.clear()


def test_one_call_gives_a_template_its_user(
    browser: Browser, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    _template(
        monkeypatch,
        "{{ visitor.user.name if visitor.user else 'nobody' }} {{ user }} {{ settings }}"
        " {{ cookies }} {{ template }} {{ req }} {{ page }}",
    )
    values = {n: f"<{n}>" for n in ("user", "settings", "cookies", "template", "req", "page")}
    provider.claims["name"] = "<Adele>"
    bodies = []
    for _ in range(2):
        answer = page(_request(browser), "room/name.html", status=201, **values)
        assert answer.status_code == 201
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Cookie" in answer.headers["Vary"]
        assert answer.headers["X-Frame-Options"] == "DENY"
        bodies.append(answer.get_body().decode())
        browser.sign_in(provider)
    rest = " ".join(f"&lt;{name}&gt;" for name in values)
    assert bodies == [f"nobody {rest}", f"&lt;Adele&gt; {rest}"]


def test_a_page_of_ones_own_renews_the_session(
    signed_in: Browser, monkeypatch: pytest.MonkeyPatch, clock: Any
) -> None:
    _template(monkeypatch, "x")
    clock.ahead = 2000
    assert session_name() in page(_request(signed_in), "room/name.html").headers["Set-Cookie"]


@pytest.mark.parametrize("headers", [PAGE, SCRIPT], ids=["page", "script"])
def test_a_template_that_asks_for_unknown_groups_is_a_403(
    browser: Browser,
    provider: Provider,
    monkeypatch: pytest.MonkeyPatch,
    headers: dict[str, str],
) -> None:
    provider.claims |= OVERAGE
    browser.sign_in(provider)
    _template(monkeypatch, "{{ 'x' in visitor.user.groups }}")
    pages._environment().loader.mapping["forbidden.html"] = "{{ message }}"
    answer = page(_request(browser, headers), "room/name.html")
    assert answer.status_code == 403
    assert b"Your groups are unknown here" in answer.get_body()
    _template(monkeypatch, "{{ 'x' in (visitor.user.known('groups') or []) }}")
    answer = page(_request(browser, headers), "room/name.html")
    assert (answer.status_code, answer.get_body()) == (200, b"False")
