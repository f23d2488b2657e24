"""The description of sign-in: to the provider and back, sign-out, and the user."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from auth import links
from auth import paths as addresses
from auth.user import MEMBERSHIPS, PROFILE

from .responses import both, fresh, page, redirect, refused, without_content
from .values import Schema, component

TAG: Final = "Sign-in"
SESSION: Final = "session"
"""The name of the security scheme."""

COMPONENTS: Final[dict[str, Schema]] = {
    "User": {
        "description": "The signed-in user, with the profile fields, roles and groups that the"
        " provider has. Roles or groups that are unknown, as there are too many, are `null`.",
        "type": "object",
        "required": ["name", "username"],
        "additionalProperties": False,
        "properties": {
            **{name: {"type": "string"} for name in ("name", "username", *PROFILE)},
            **{
                claim: {"type": ["array", "null"], "items": {"type": "string"}}
                for claim in MEMBERSHIPS
            },
        },
    },
}

_UNAVAILABLE: Final = page("Sign-in is off, or not available at the moment.")
_PREFETCH: Final = refused("A prefetch, which has no effect.")
_PROTECTED: Final[dict[str, Any]] = {
    "tags": [TAG],
    "security": [{SESSION: []}],
}
_REFUSALS: Final[dict[str, dict[str, Any]]] = {
    "302": redirect("To sign in, and back: for a browser that requests a page."),
    "400": page("The browser's session is not accepted; the page says which cookie to delete."),
    "401": refused("Nobody is signed in."),
    "503": fresh(
        "Sign-in is off.",
        {"application/problem+json": component("Problem"), "text/html": {"type": "string"}},
    ),
}


def security(cookie: str) -> dict[str, Any]:
    """Return the security scheme. The name of the cookie depends on whether the app uses https."""
    return {
        SESSION: {
            "type": "apiKey",
            "in": "cookie",
            "name": cookie,
            "description": f"The encrypted cookie that signing in at `{addresses.LOGIN}` sets."
            " It is for browsers: there are no keys for programs.",
        }
    }


def paths() -> dict[str, Any]:
    """Return the path items of this part of the API."""
    return {
        addresses.LOGIN: both(_login(), "login"),
        addresses.CALLBACK: _callback(),
        addresses.LOGOUT: {**both(_logout_page(), "logout"), "post": _logout()},
        "/profile": both(_profile(), "profile"),
        "/me": both(_me(), "me"),
    }


def _login() -> dict[str, Any]:
    return {
        "tags": [TAG],
        "summary": "Start to sign in",
        "parameters": [
            {
                "name": "next_url",
                "in": "query",
                "description": "The path of this app to return to. Anything else, or a repeated"
                " parameter, counts as `/`.",
                "schema": {"type": "string"},
                "example": "/profile",
            },
            *_hints(links.LOGIN),
        ],
        "responses": {
            "302": redirect("To the provider, with a cookie for the return."),
            "400": _wrong_link("or the browser sends two session cookies"),
            "403": _PREFETCH,
            "503": _UNAVAILABLE,
        },
    }


def _hints(rules: Mapping[str, links.Rule]) -> list[dict[str, Any]]:
    """Return the parameters of a link to sign in or out, which the provider gets."""
    return [
        {
            "name": name,
            "in": "query",
            "description": f"For the provider: {rule.meaning}.",
            "schema": {"type": "string", "pattern": f"^({rule.pattern})$"},
        }
        for name, rule in rules.items()
    ]


def _wrong_link(other: str = "") -> dict[str, Any]:
    """Return the response to a link with a wrong parameter, a page for browsers."""
    return fresh(
        ", ".join(filter(None, ("A parameter is wrong, which the response names", other))) + ".",
        {"text/html": {"type": "string"}, "application/problem+json": component("Problem")},
    )


def _callback() -> dict[str, Any]:
    """Return the redirect URI's path item, with the parameters of OpenID Connect."""
    texts = {
        "state": "The state that the sign-in started with.",
        "code": "The authorization code, which is exchanged for tokens.",
        "iss": "The issuer, that is, the provider (RFC 9207).",
        "error": "Why the provider refused.",
        "error_description": "The same in words; not displayed.",
    }
    get = {
        "tags": [TAG],
        "summary": "Return from the provider",
        "description": "The redirect URI. Only the provider makes such a URL, and it works once.",
        "parameters": [
            {"name": name, "in": "query", "description": text, "schema": {"type": "string"}}
            for name, text in texts.items()
        ],
        "responses": {
            "303": redirect(
                "Signed in: to the page that the visitor came from, with the session cookie."
            ),
            "400": page("The provider's response cannot be used, or came too late."),
            "403": fresh(
                "This account cannot sign in here, or this was a prefetch.",
                {"text/html": {"type": "string"}, "application/problem+json": component("Problem")},
            ),
            "502": page("The provider's response was wrong."),
            "503": _UNAVAILABLE,
        },
    }
    described = both(get, "callback")
    described["head"]["summary"] = "Does nothing: a link checker must not use up the code"
    described["head"]["responses"] = {
        "204": {"description": "Nothing was done."},
        **without_content({"403": _PREFETCH, "503": _UNAVAILABLE}),
    }
    return described


def _logout_page() -> dict[str, Any]:
    return {
        "tags": [TAG],
        "summary": "A page with the button that signs out",
        "parameters": _hints(links.LOGOUT),
        "responses": {
            "200": page("The page."),
            "400": _wrong_link(),
            "403": _PREFETCH,
            "503": _UNAVAILABLE,
        },
    }


def _logout() -> dict[str, Any]:
    return {
        "operationId": "logoutPost",
        "tags": [TAG],
        "summary": "Sign out, here and at the provider",
        "description": "For forms on the pages of this app only, by `Sec-Fetch-Site` and `Origin`.",
        "parameters": _hints(links.LOGOUT),
        "responses": {
            "303": redirect(
                "To the provider, which ends its session too; the cookies are deleted."
            ),
            "400": _wrong_link(),
            "403": page("Another site sent the form."),
            "503": _UNAVAILABLE,
        },
    }


def _profile() -> dict[str, Any]:
    return {
        **_PROTECTED,
        "summary": "The signed-in user, as a page",
        "responses": {"200": page("The page."), **_REFUSALS},
    }


def _me() -> dict[str, Any]:
    return {
        **_PROTECTED,
        "summary": "The signed-in user",
        "responses": {
            "200": fresh("The user.", {"application/json": component("User")}),
            **_REFUSALS,
        },
    }
