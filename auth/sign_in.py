"""The authorization code flow of OpenID Connect, from the start to the user, and signing out.

RFC 6749, 7636 (PKCE), 9207 and 9700. msal talks to the provider; what it does not check is checked
here.
"""

from __future__ import annotations

import hmac
import re
import secrets
import threading
import time
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from api.named_tuple import NamedTuple

from . import concurrency, cookies, entra_errors, freshness, paths, provider, recent
from .errors import (
    BusyError,
    CredentialError,
    Failure,
    ProviderError,
    SignInError,
    TenantError,
    TokenError,
    TooLargeError,
)
from .settings import Settings
from .tokens import validate_id_token
from .user import PROFILE, User

_AGAIN = "-again"
FLOW_SECONDS = 900
"""Seconds that someone may spend on the provider's pages."""
MAX_FLOWS = 5
"""Sign-ins that one browser may have in progress."""
_state = re.compile("[A-Za-z0-9_-]{16,64}").fullmatch
# Values of an authorization response (RFC 6749, appendix A): printable ASCII.
_value = re.compile("[ -~]{0,8192}").fullmatch


class Start(NamedTuple):
    """A sign-in that was started: where to redirect the browser, and with which cookies."""

    location: str
    set_cookies: tuple[str, ...]


class End(NamedTuple):
    """A sign-in that succeeded."""

    user: User
    next_url: str
    flow_cookie: str
    authenticated: int | None
    max_age: int | None
    """What the provider was asked with, None without."""


_lock = threading.Lock()
_failures = provider.Failures()
_applications: dict[Settings, tuple[Mapping[str, Any], Any]] = {}
"""msal's applications, each with the metadata of which it was made."""


def _application(settings: Settings) -> Any:
    """Return msal's application, made once for the provider's metadata. Raises ProviderError."""
    since, metadata = time.monotonic(), provider.metadata(settings)
    with _lock:
        if application := _made(settings, metadata):
            return application
        _failures.check(since)
        from . import msal_application

        try:
            application = msal_application.create(settings, metadata)
        except ProviderError:
            _failures.note()
            raise
        _applications[settings] = metadata, application
        return application


def _made(settings: Settings, metadata: Mapping[str, Any] | None) -> Any | None:
    """Return the application that was made of this metadata, None if there is none."""
    used, application = _applications.get(settings, (None, None))
    return application if used is metadata else None


def can_start(settings: Settings) -> bool:
    """Return whether a sign-in can start without waiting for anybody."""
    from . import credentials

    metadata = provider.current_metadata(settings)
    return (
        metadata is not None
        and _made(settings, metadata) is not None
        and credentials.is_ready(settings)
    )


def redirect_uri(settings: Settings) -> str:
    """Return the redirect URI: made of the setting, never of a header."""
    return settings.base_url + paths.CALLBACK


def flow_cookie(settings: Settings, state: str) -> str:
    """Return the name of the cookie of one sign-in in progress; parallel tabs have one each."""
    return cookies.name(settings, f"flow.{state[:10]}")


def start(
    settings: Settings,
    next_url: str,
    request_cookies: Mapping[str, str],
    parameters: Mapping[str, str] = MappingProxyType({}),
    *,
    again: bool = False,
) -> Start:
    """Start a sign-in. Raises ProviderError or CredentialError.

    ``parameters`` are those of ``auth.links.LOGIN``. An address that the flow cookie has no room
    for becomes "/". ``again`` is for a sign-in that started by itself: its state says so, as that
    comes back even from a browser without cookies.
    """
    from . import credentials

    credentials.check(settings)
    application = _application(settings)
    try:
        flow = application.initiate_auth_code_flow(
            list(settings.scope),
            redirect_uri=redirect_uri(settings),
            state=secrets.token_urlsafe(16) + (_AGAIN if again else ""),
            **{"prompt": settings.prompt, **parameters},
        )
    except Exception as error:  # noqa: BLE001 - msal raises many kinds
        raise ProviderError(type(error).__name__) from None
    payload = {  # time, last sign-out, state, PKCE verifier, nonce, address to return to
        "t": int(time.time()),
        "b": recent.last_sign_out(settings, request_cookies),
        "s": flow["state"],
        "v": flow["code_verifier"],
        "n": flow["nonce"],
        "r": next_url,
    }
    if "max_age" in parameters:
        payload["m"] = int(parameters["max_age"])
    try:
        set_cookies = [_flow_header(settings, payload)]
    except TooLargeError:  # an address of hundreds of letters beyond ASCII
        set_cookies = [_flow_header(settings, {**payload, "r": "/"})]
    set_cookies += cookies.deletions(settings, _oldest(settings, request_cookies))
    return Start(flow["auth_uri"], tuple(set_cookies))


def may_restart(failure: Failure, query: Sequence[tuple[str, str]]) -> bool:
    """Return whether a sign-in that failed may start again by itself, once.

    A bookmark of the provider's page or the back button leads to a response without its flow. A
    provider that ignores ``max_age`` is asked for the password with ``prompt``.
    """
    state = dict(query).get("state", "")
    stale = failure is Failure.NO_FLOW and "code" in dict(query)
    return (stale or failure is Failure.AUTH_TIME_OLD) and not state.endswith(_AGAIN)


def _flow_header(settings: Settings, payload: Mapping[str, Any]) -> str:
    value = cookies.seal(settings, "flow", payload)
    return cookies.header(settings, flow_cookie(settings, payload["s"]), value, FLOW_SECONDS)


def flow_cookies(settings: Settings, request_cookies: Mapping[str, str]) -> list[str]:
    """Return the names of a request's flow cookies.

    Only names that are made here: a sibling host can plant others, which no header can delete.
    """
    ours = re.compile(re.escape(cookies.name(settings, "flow.")) + "[A-Za-z0-9_-]{10}")
    return [name for name in request_cookies if ours.fullmatch(name)]


def _oldest(settings: Settings, request_cookies: Mapping[str, str]) -> Sequence[str]:
    """Return the cookies of abandoned sign-ins to delete, so that ``MAX_FLOWS`` remain."""

    def age(name: str) -> int:
        payload = cookies.unseal(settings, "flow", request_cookies[name])
        started = payload.get("t") if payload else 0
        return started if isinstance(started, int) else 0

    oldest_first = sorted(flow_cookies(settings, request_cookies), key=age)
    return oldest_first[: max(0, len(oldest_first) - (MAX_FLOWS - 1))]


def finish(
    settings: Settings, query: Sequence[tuple[str, str]], request_cookies: Mapping[str, str]
) -> End:
    """Finish a sign-in with the authorization response in the query. Raises SignInError."""
    response = dict(query)
    if len(response) < len(query):
        raise SignInError(Failure.REPEATED_PARAMETER)
    state = response.get("state", "")
    if not _state(state):
        raise SignInError(Failure.NO_STATE)
    cookie = flow_cookie(settings, state)
    flow = _flow(settings, request_cookies.get(cookie, ""), state)
    try:
        if recent.flow_id(cookie) in recent.read(settings, request_cookies).ended:
            raise SignInError(Failure.FLOW_USED)
        if recent.last_sign_out(settings, request_cookies) > flow["b"]:
            raise SignInError(Failure.FLOW_SIGNED_OUT)
        if not all(_value(response.get(name, "")) for name in ("code", "error", "iss")):
            raise SignInError(Failure.MALFORMED_PARAMETER)
        validate_authorization_response(settings, response)
        tokens = exchange_code(settings, response["code"], state, flow)
        access_token = tokens.get("access_token")
        claims = validate_id_token(settings, tokens.get("id_token"), flow["n"], access_token)
        authenticated = _authenticated(claims, flow.get("m"))
        kept = settings.session_claims
        profile = provider.profile(settings, access_token, PROFILE) if "profile" in kept else {}
        user = User.from_claims(claims, profile, kept)
        return End(user, flow["r"], cookie, authenticated, flow.get("m"))
    except SignInError as error:
        failed = error
    except ProviderError as error:
        failed = SignInError(Failure.PROVIDER, str(error))
    except TokenError as error:
        failed = SignInError(Failure.ID_TOKEN, error.code)
    except TenantError:
        failed = SignInError(Failure.TENANT)
    failed.flow_cookie, failed.next_url = cookie, flow["r"]
    failed.again = _again(settings, failed.failure, flow.get("m"))
    raise failed from None


def _authenticated(claims: Mapping[str, Any], max_age: int | None) -> int | None:
    """Return when the user entered a password or the like, None if the token does not say it.

    With ``max_age`` it must, and that must be recent (OpenID Connect Core 1.0, sections 3.1.2.1
    and 3.1.3.7). Raises SignInError or TokenError.
    """
    authenticated = freshness.authenticated(claims, time.time())
    if max_age is not None:
        if authenticated is None:
            raise SignInError(
                Failure.AUTH_TIME_MISSING,
                "the ID token lacks auth_time; with Entra ID, add this optional claim",
            )
        if time.time() - authenticated > max(max_age, cookies.LEEWAY):
            raise SignInError(Failure.AUTH_TIME_OLD)
    return authenticated


def _again(settings: Settings, failure: Failure, max_age: int | None) -> dict[str, str]:
    """Return the parameters with which a sign-in that failed is tried again."""
    parameters = {} if max_age is None else {"max_age": str(max_age)}
    if failure is Failure.AUTH_TIME_OLD:
        return {**parameters, "prompt": "login"}
    if failure in _NOT_SILENTLY and settings.prompt == "none":
        return {**parameters, "prompt": "select_account"}
    return parameters


def _flow(settings: Settings, value: str, state: str) -> dict[str, Any]:
    """Return the flow that this browser started with this state, if it is genuine and current."""
    payload = cookies.unseal(settings, "flow", value)
    if payload is None:
        raise SignInError(Failure.NO_FLOW)
    started, max_age = payload.pop("t", None), payload.get("m", 0)
    texts = all(isinstance(payload.get(k), str) for k in "svnr")
    numbers = (started, max_age, payload.setdefault("b", 0))
    if not texts or not all(type(number) is int for number in numbers):
        raise SignInError(Failure.MALFORMED_FLOW)
    if not hmac.compare_digest(payload["s"].encode(), state.encode()):
        raise SignInError(Failure.OTHER_STATE)
    if not -cookies.LEEWAY <= time.time() - started <= FLOW_SECONDS + cookies.LEEWAY:
        late = SignInError(Failure.FLOW_EXPIRED)
        late.flow_cookie, late.next_url = flow_cookie(settings, state), payload["r"]
        raise late
    return payload


def next_url(
    settings: Settings, query: Sequence[tuple[str, str]], request_cookies: Mapping[str, str]
) -> str:
    """Return where the sign-in goes that this response would finish, "" without a genuine flow."""
    state = dict(query).get("state", "")
    value = request_cookies.get(flow_cookie(settings, state), "") if _state(state) else ""
    try:
        return str(_flow(settings, value, state)["r"])
    except SignInError:
        return ""


def validate_authorization_response(settings: Settings, response: Mapping[str, str]) -> None:
    """Check that the response is the provider's (RFC 9207, section 2.4) and has a code.

    Raises SignInError, also for an error response (RFC 6749, section 4.1.2.1).
    """
    metadata, issuer = provider.metadata(settings), response.get("iss")
    if issuer is None:
        if metadata.get("authorization_response_iss_parameter_supported") is True:
            raise SignInError(Failure.ISSUER_MISSING)
    elif "{tenantid}" not in metadata["issuer"] and issuer != metadata["issuer"]:
        raise SignInError(Failure.ISSUER_WRONG)
    if "error" in response:
        failure = _AUTHORIZATION_ERRORS.get(response["error"], Failure.REFUSED)
        explained = entra_errors.in_description(response.get("error_description", ""))
        raise SignInError(explained.failure or failure, explained.detail)
    if not response.get("code"):
        raise SignInError(Failure.NO_CODE)


_AUTHORIZATION_ERRORS = {
    "access_denied": Failure.ACCESS_DENIED,
    "account_selection_required": Failure.ACCOUNT_SELECTION_REQUIRED,
    "consent_required": Failure.CONSENT_REQUIRED,
    "interaction_required": Failure.INTERACTION_REQUIRED,
    "login_required": Failure.LOGIN_REQUIRED,
    "server_error": Failure.SERVER_ERROR,
    "temporarily_unavailable": Failure.TEMPORARILY_UNAVAILABLE,
}
# Those of a sign-in without a page of the provider (``prompt=none``).
_NOT_SILENTLY = {
    Failure.ACCOUNT_SELECTION_REQUIRED, Failure.CONSENT_REQUIRED, Failure.INTERACTION_REQUIRED,
    Failure.LOGIN_REQUIRED,
}  # fmt: skip
# Errors of the token endpoint that the log names (RFC 6749, section 5.2).
_TOKEN_ERRORS = {
    "invalid_client", "invalid_request", "invalid_scope", "unauthorized_client",
    "access_denied", "consent_required", "interaction_required", "login_required",
}  # fmt: skip
# Of them, those that the user can do something about.
_OF_THE_USER = {
    Failure.ACCESS_DENIED, Failure.CONSENT_REQUIRED, Failure.INTERACTION_REQUIRED,
    Failure.LOGIN_REQUIRED,
}  # fmt: skip


def exchange_code(
    settings: Settings, code: str, state: str, flow: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Exchange the code for tokens, with msal (RFC 6749, section 4.1.3). Raises SignInError."""
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
    except CredentialError as error:
        raise SignInError(Failure.CREDENTIAL, str(error)) from None
    except Exception as error:  # noqa: BLE001 - msal raises many kinds, some with tokens in them
        # msal sends its earlier failures along as telemetry: an odd one would make it fail forever.
        with _lock:
            _applications.pop(settings, None)
        detail = str(error) if isinstance(error, ProviderError) else type(error).__name__
        raise SignInError(Failure.TOKEN_ENDPOINT, detail) from None
    if not isinstance(result, dict):
        raise SignInError(Failure.TOKEN_ENDPOINT, "error")
    if "error" in result:
        explained = entra_errors.in_document(result)
        code = result["error"]
        if code == "invalid_grant":
            raise SignInError(explained.failure or Failure.INVALID_GRANT, explained.detail)
        failure = _AUTHORIZATION_ERRORS.get(code) if isinstance(code, str) else None
        if failure not in _OF_THE_USER:
            failure = Failure.TOKEN_ENDPOINT
        known = code if isinstance(code, str) and code in _TOKEN_ERRORS else "error"
        detail = "; ".join(filter(None, (known, explained.detail)))
        raise SignInError(explained.failure or failure or Failure.TOKEN_ENDPOINT, detail)
    return result


async def sign_out_url(settings: Settings, logout_hint: str) -> str | None:
    """Return where to sign out at the provider (OpenID Connect RP-Initiated Logout 1.0).

    ``logout_hint`` is "" or names the account, so that the provider need not ask for it.

    None if the provider does not offer it or does not respond. Metadata that is known, even of
    yesterday, needs no call to the provider.
    """
    from urllib.parse import urlencode

    metadata = provider.known_metadata(settings)
    try:
        if metadata is None:
            metadata = await concurrency.run(provider.metadata, settings)
    except (ProviderError, BusyError):
        return None
    endpoint = metadata.get("end_session_endpoint")
    if endpoint is None:
        return None
    query = {"post_logout_redirect_uri": settings.base_url + "/", "client_id": settings.client_id}
    if logout_hint:
        query["logout_hint"] = logout_hint
    return str(endpoint) + ("&" if "?" in endpoint else "?") + urlencode(query)
