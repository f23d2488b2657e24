"""The OpenID Connect code flow: how signing in starts and ends (RFC 6749, 7636, 9207, 9700).

msal speaks with the provider; what it does not check is checked here.
"""

from __future__ import annotations

import hmac
import logging
import re
import threading
import time
import warnings
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from . import cookies, paths, provider, tokens
from .settings import Settings
from .user import PROFILE, User

FLOW_SECONDS = 900
"""How long someone may stay on the provider's pages."""
MOST_FLOWS = 5
"""Sign-ins that may be under way in one browser."""
_state = re.compile("[A-Za-z0-9_-]{16,64}").fullmatch
_web_address = re.compile("https?://[!-~]+").fullmatch  # what a header can carry


class SignInError(Exception):
    """Signing in failed. ``status`` and ``message`` are for the visitor, ``event`` for the log."""

    def __init__(self, status: int, event: str, message: str) -> None:
        super().__init__(event)
        self.status = status
        self.event = event
        self.message = message
        self.matched = ""  # the flow cookie that is used up
        self.next_url = "/"


class Start(NamedTuple):
    """A sign-in that was started: where to send the browser, and with which cookies."""

    location: str
    set_cookies: tuple[str, ...]


class End(NamedTuple):
    """A sign-in that succeeded."""

    user: User
    next_url: str
    flow_cookie: str


_lock = threading.Lock()
_failures = provider.Failures()
_applications: dict[Settings, Any] = {}


def _application(settings: Settings) -> Any:
    """msal's application, one a process. Raises ProviderError; a failure is not kept."""
    asked = time.monotonic()
    with _lock:
        if settings in _applications:
            return _applications[settings]
        _failures.check(asked)
        import msal
        import requests

        # It advises against response_mode=query at every sign-in; docs/sign-in.md says why not.
        warnings.filterwarnings("ignore", message=".*response_mode.*", module="msal")
        # What it logs may hold answers of the provider.
        logging.getLogger("msal").setLevel(logging.CRITICAL + 1)

        class KeepsNothing(msal.TokenCache):  # type: ignore[misc]
            """msal would keep the tokens of everyone who signs in."""

            def add(self, event: object, now: object = None) -> None:
                return None

            def modify(self, *args: object, **kwargs: object) -> None:
                return None

        class Http(requests.Session):
            """Takes the client secret nowhere that the token endpoint redirects to."""

            def request(self, *args: Any, **options: Any) -> requests.Response:
                options |= {"timeout": provider.TIMEOUT, "allow_redirects": False}
                return super().request(*args, **options)

        class Forgets(dict[str, Any]):
            """msal would answer everyone's sign-in with one failure, for up to an hour."""

            def __setitem__(self, key: str, value: object) -> None:
                return None

        http = Http()
        http.mount("https://", requests.adapters.HTTPAdapter(max_retries=1))
        authority = (
            {"authority": settings.authority}
            if settings.is_entra
            else {"oidc_authority": settings.authority}
        )
        try:
            application = msal.ConfidentialClientApplication(
                settings.client_id,
                client_credential=settings.client_secret,
                token_cache=KeepsNothing(),
                http_client=http,
                http_cache=Forgets(),
                exclude_scopes=["offline_access"],  # no refresh token
                **authority,
            )
        except Exception as error:  # noqa: BLE001 - msal raises many kinds
            _failures.note()
            raise provider.ProviderError(type(error).__name__) from None
        _applications[settings] = application
        return application


def redirect_uri(settings: Settings) -> str:
    """Where the provider sends the browser back to: from the setting, never from a header."""
    return settings.base_url + paths.CALLBACK


def flow_cookie(settings: Settings, state: str) -> str:
    """The name of the cookie of one sign-in under way: parallel tabs have one each."""
    return cookies.name(settings, f"flow.{state[:10]}")


def start(settings: Settings, next_url: str, sent: Mapping[str, str]) -> Start:
    """Start a sign-in. Raises ProviderError."""
    with provider.turn():  # msal asks for the provider's metadata, once a process
        application = _application(settings)
    try:
        flow = application.initiate_auth_code_flow(
            list(settings.scope), redirect_uri=redirect_uri(settings), prompt=settings.prompt
        )
    except Exception as error:  # noqa: BLE001 - msal raises many kinds
        raise provider.ProviderError(type(error).__name__) from None
    payload = {
        "t": int(time.time()),
        "s": flow["state"],
        "v": flow["code_verifier"],
        "n": flow["nonce"],
        "r": next_url,
    }
    value = cookies.sign(settings, "flow", payload)
    cookie = flow_cookie(settings, flow["state"])
    made = [cookies.header(settings, cookie, value, FLOW_SECONDS)]
    made += [cookies.deletion(settings, old) for old in _too_many(settings, sent)]
    return Start(flow["auth_uri"], tuple(made))


def flow_cookies(settings: Settings, sent: Mapping[str, str]) -> list[str]:
    """The names of the flow cookies of a request.

    Only names that are made here: a sibling host can plant others, which no header can delete.
    """
    ours = re.compile(re.escape(cookies.name(settings, "flow.")) + "[A-Za-z0-9_-]{10}")
    return [name for name in sent if ours.fullmatch(name)]


def _too_many(settings: Settings, sent: Mapping[str, str]) -> Sequence[str]:
    """Abandoned sign-ins that make room for a new one, oldest first."""

    def age(name: str) -> int:
        payload = cookies.verify(settings, "flow", sent[name])
        began = payload.get("t") if payload else 0
        return began if isinstance(began, int) else 0

    found = sorted(flow_cookies(settings, sent), key=age)
    return found[: max(0, len(found) - (MOST_FLOWS - 1))]


def finish(settings: Settings, query: Sequence[tuple[str, str]], sent: Mapping[str, str]) -> End:
    """End a sign-in with what the provider sent back. Raises SignInError."""
    given = dict(query)
    if len(given) < len(query):
        raise SignInError(400, "repeated parameter", MESSAGES["unusable"])
    state = given.get("state", "")
    if not _state(state):
        raise SignInError(400, "no state", MESSAGES["unusable"])
    cookie = flow_cookie(settings, state)
    flow = _flow(settings, sent.get(cookie, ""), state)
    try:
        with provider.turn():
            user = _user(settings, given, flow)
    except SignInError as error:
        failed = error
    except provider.ProviderError as error:
        failed = SignInError(503, f"provider: {error}", MESSAGES["provider"])
    else:
        return End(user, flow["r"], cookie)
    failed.matched, failed.next_url = cookie, flow["r"]
    raise failed


def _flow(settings: Settings, value: str, state: str) -> dict[str, str]:
    """The sign-in that this browser started with this state, if it is genuine and not over."""
    payload = cookies.verify(settings, "flow", value) if value else None
    if payload is None:
        raise SignInError(400, "no flow", MESSAGES["unknown"])
    began = payload.pop("t", None)
    if type(began) is not int or not all(isinstance(payload.get(k), str) for k in "svnr"):
        raise SignInError(400, "odd flow", MESSAGES["unknown"])
    if not hmac.compare_digest(payload["s"].encode(), state.encode()):
        raise SignInError(400, "other state", MESSAGES["unknown"])
    if not -cookies.LEEWAY <= time.time() - began <= FLOW_SECONDS + cookies.LEEWAY:
        raise SignInError(400, "flow over", MESSAGES["late"])
    return payload


def _user(settings: Settings, given: Mapping[str, str], flow: Mapping[str, str]) -> User:
    _check_response_issuer(settings, given.get("iss"))
    if "error" in given:
        said = given["error"] if given["error"] in _REFUSALS else "error"
        status, message = _REFUSALS.get(said, (400, MESSAGES["refused"]))
        raise SignInError(status, f"provider said {said}", message)
    if not given.get("code"):
        raise SignInError(400, "no code", MESSAGES["unusable"])
    result = _redeem(settings, given["code"], given["state"], flow)
    try:
        claims = tokens.verify(settings, result.get("id_token"), flow["n"])
    except tokens.TokenError as error:
        raise SignInError(502, f"ID token: {error.code}", MESSAGES["token"]) from None
    except tokens.TenantError:
        raise SignInError(403, "tenant not allowed", MESSAGES["tenant"]) from None
    return User.from_claims(claims, provider.profile(settings, result.get("access_token"), PROFILE))


def _check_response_issuer(settings: Settings, issuer: str | None) -> None:
    """The ``iss`` parameter of the response (RFC 9207, section 2.4), which msal ignores."""
    metadata = provider.metadata(settings)
    advertised = metadata.get("authorization_response_iss_parameter_supported") is True
    if issuer is None:
        if advertised:
            raise SignInError(400, "iss missing", MESSAGES["unusable"])
    elif "{tenantid}" not in metadata["issuer"] and issuer != metadata["issuer"]:
        raise SignInError(400, "iss wrong", MESSAGES["unusable"])


def _redeem(
    settings: Settings, code: str, state: str, flow: Mapping[str, str]
) -> Mapping[str, Any]:
    """Exchange the code for tokens at the provider, by msal."""
    application = _application(settings)
    rebuilt = {
        "state": flow["s"],
        "code_verifier": flow["v"],
        "nonce": flow["n"],
        "redirect_uri": redirect_uri(settings),
        "scope": list(settings.scope),
    }
    try:
        result = application.acquire_token_by_auth_code_flow(
            rebuilt, {"code": code, "state": state}
        )
    except Exception as error:  # noqa: BLE001 - msal raises many kinds, some with tokens in them
        # It sends on what failed before, as telemetry: an odd error would make it fail for good.
        with _lock:
            _applications.pop(settings, None)
        kind = type(error).__name__
        raise SignInError(502, f"token endpoint: {kind}", MESSAGES["provider"]) from None
    if not isinstance(result, dict) or "error" in result:
        said = result.get("error") if isinstance(result, dict) else None
        if said == "invalid_grant":
            raise SignInError(400, "token endpoint: invalid_grant", MESSAGES["late"])
        known = said if isinstance(said, str) and said in _TOKEN_ERRORS else "error"
        raise SignInError(502, f"token endpoint: {known}", MESSAGES["provider"])
    return result


# What the visitor reads. Nothing of the query, nothing of the provider's words.
MESSAGES = {
    "unusable": "What the sign-in service sent back cannot be used.",
    "unknown": "This sign-in was not started in this browser, or it is over.",
    "late": "This sign-in took too long or was already used.",
    "refused": "The sign-in service did not sign you in.",
    "cancelled": "The sign-in was cancelled, or you may not use this site.",
    "again": "The sign-in service needs you to sign in once more.",
    "provider": "The sign-in service does not answer as it should.",
    "token": "What the sign-in service says of you could not be verified.",
    "tenant": "Accounts of your organisation may not sign in here.",
    "off": "Signing in is not set up on this site.",
    "settings": "Signing in is not set up rightly on this site.",
    "large": "Your account's details are too large to keep.",
}

# Errors of the authorization endpoint (RFC 6749, section 4.1.2.1; OpenID Connect Core, 3.1.2.6).
_REFUSALS = {
    "access_denied": (403, MESSAGES["cancelled"]),
    "consent_required": (403, MESSAGES["cancelled"]),
    "interaction_required": (403, MESSAGES["again"]),
    "login_required": (403, MESSAGES["again"]),
    "server_error": (502, MESSAGES["provider"]),
    "temporarily_unavailable": (503, MESSAGES["provider"]),
}
_TOKEN_ERRORS = {"invalid_client", "invalid_request", "unauthorized_client", "invalid_scope"}


def sign_out_url(settings: Settings) -> str:
    """Where signing out goes on at the provider (OpenID Connect RP-Initiated Logout 1.0).

    The public page of this app where the provider does not offer it, or does not answer.
    """
    from urllib.parse import urlencode

    home = settings.base_url + "/"
    try:
        with provider.turn():
            endpoint = provider.metadata(settings).get("end_session_endpoint")
    except provider.ProviderError:
        return home
    if not isinstance(endpoint, str) or not _web_address(endpoint):
        return home
    query = {"post_logout_redirect_uri": home, "client_id": settings.client_id}
    return endpoint + ("&" if "?" in endpoint else "?") + urlencode(query)
