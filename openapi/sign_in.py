"""The description of sign-in: to the provider and back, out, and who is signed in."""

from __future__ import annotations

from typing import Any, Final

from auth import paths as addresses
from auth.user import PROFILE

from .answers import both, fresh, page, redirect, refused, without_content
from .values import Schema, component

TAG: Final = "Sign-in"
SESSION: Final = "session"
"""The name of the security scheme."""

COMPONENTS: Final[dict[str, Schema]] = {
    "User": {
        "description": "Who is signed in; of the profile, what the provider has.",
        "type": "object",
        "required": ["name", "username"],
        "additionalProperties": False,
        "properties": {name: {"type": "string"} for name in ("name", "username", *PROFILE)},
    },
}

_UNAVAILABLE: Final = page("Signing in is off, or does not work at the moment.")
_PROTECTED: Final[dict[str, Any]] = {
    "tags": [TAG],
    "security": [{SESSION: []}],
}
_REFUSALS: Final[dict[str, dict[str, Any]]] = {
    "302": redirect("To signing in, and back: for a browser that asks for a page."),
    "401": refused("Nobody is signed in."),
    "503": fresh(
        "Signing in is off.",
        {"application/problem+json": component("Problem"), "text/html": {"type": "string"}},
    ),
}


def security(cookie: str) -> dict[str, Any]:
    """The security scheme. ``cookie``: its name, which says whether the app is on https."""
    return {
        SESSION: {
            "type": "apiKey",
            "in": "cookie",
            "name": cookie,
            "description": f"The signed cookie that signing in at `{addresses.LOGIN}` sets. It is"
            " for browsers: there are no keys for programs.",
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
        "summary": "Start signing in",
        "parameters": [
            {
                "name": "next_url",
                "in": "query",
                "description": "Where to return to: a path of this app. Anything else, and two of"
                " them, is taken for `/`.",
                "schema": {"type": "string"},
                "example": "/profile",
            }
        ],
        "responses": {
            "302": redirect("To the provider, with a cookie for the way back."),
            "400": page("Too much was asked for to be kept in a cookie."),
            "503": _UNAVAILABLE,
        },
    }


def _callback() -> dict[str, Any]:
    """Where the provider sends the browser: its parameters are those of OpenID Connect."""
    texts = {
        "state": "What signing in started with.",
        "code": "What the provider gives for a token.",
        "iss": "Who the provider is (RFC 9207).",
        "error": "Why the provider refused.",
        "error_description": "The same in words; not shown.",
    }
    get = {
        "tags": [TAG],
        "summary": "Come back from the provider",
        "description": "The redirect URI. Only the provider makes such a URL; it works once.",
        "parameters": [
            {"name": name, "in": "query", "description": text, "schema": {"type": "string"}}
            for name, text in texts.items()
        ],
        "responses": {
            "303": redirect("Signed in: on to where one came from, with the session's cookie."),
            "400": page("The answer of the provider cannot be used, or came too late."),
            "403": page("This account may not sign in here."),
            "502": page("What the provider sent was not right."),
            "503": _UNAVAILABLE,
        },
    }
    described = both(get, "callback")
    described["head"]["summary"] = "Does nothing: a link checker must not use the code up"
    described["head"]["responses"] = {
        "204": {"description": "Nothing was done."},
        **without_content({"503": _UNAVAILABLE}),
    }
    return described


def _logout_page() -> dict[str, Any]:
    return {
        "tags": [TAG],
        "summary": "A page with the button that signs out",
        "responses": {"200": page("The page."), "503": _UNAVAILABLE},
    }


def _logout() -> dict[str, Any]:
    return {
        "operationId": "logoutPost",
        "tags": [TAG],
        "summary": "Sign out, here and at the provider",
        "description": "For a form of this app: by `Sec-Fetch-Site` and `Origin`.",
        "responses": {
            "303": redirect("To the provider, which ends its session too; the cookies are gone."),
            "403": page("Another site sent the form."),
            "503": _UNAVAILABLE,
        },
    }


def _profile() -> dict[str, Any]:
    return {
        **_PROTECTED,
        "summary": "Who is signed in, as a page",
        "responses": {"200": page("The page."), **_REFUSALS},
    }


def _me() -> dict[str, Any]:
    return {
        **_PROTECTED,
        "summary": "Who is signed in",
        "responses": {
            "200": fresh("The user.", {"application/json": component("User")}),
            **_REFUSALS,
        },
    }
