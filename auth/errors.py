"""The exceptions of sign-in, and the reasons for which a sign-in fails."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

# What the visitor reads: nothing of the query, and nothing that the provider wrote.
_UNUSABLE = "The response of the sign-in service cannot be used."
_UNKNOWN = "This sign-in was not started in this browser, or it has expired."
_LATE = "This sign-in took too long or was already used."
_SIGNED_OUT = "You signed out while this sign-in was in progress."
_CANCELLED = "The sign-in was cancelled, or you do not have access to this site."
_AGAIN = "The sign-in service needs you to sign in again."
_TWICE = "Your browser sends the session cookie of this site twice; one is from another site."
_WITHOUT_EFFECT = "You have just signed in, but your browser sends no session that is valid here."
_REVOKED = "Your access to this site has been withdrawn."
_NOT_ALLOWED = "You may not sign in here: the rules of your organisation do not allow it."
_NO_TIME = "The sign-in service did not say when you signed in, which this page must know."
_TOO_OLD = "You signed in too long ago for this page, and the sign-in service did not ask again."
_BUSY = "Many people are signing in at the moment. Try again in a few seconds."
_STILL = "You are still signed in: the request to sign out did not come from this site."
_PROVIDER = "The sign-in service is not responding correctly."
_CREDENTIAL = "This site cannot prove to the sign-in service who it is."


class Failure(Enum):
    """Why signing in or out fails: the event in the log, the status, the visitor's message."""

    # Settings
    OFF = "off", 503, "Sign-in is not set up on this site."
    SETTINGS = "settings", 503, "Sign-in is misconfigured on this site."
    # The start
    REPEATED_SESSION = "session cookie twice", 400, _TWICE
    WITHOUT_EFFECT = "no session after signing in", 400, _WITHOUT_EFFECT
    PROVIDER = "provider", 503, _PROVIDER
    CREDENTIAL = "credential of the app", 503, _CREDENTIAL
    BUSY = "too many sign-ins at once", 503, _BUSY
    # The authorization response, and the flow that it answers
    REPEATED_PARAMETER = "repeated parameter", 400, _UNUSABLE
    MALFORMED_PARAMETER = "malformed parameter", 400, _UNUSABLE
    NO_STATE = "no state", 400, _UNUSABLE
    NO_FLOW = "no flow", 400, _UNKNOWN
    MALFORMED_FLOW = "malformed flow", 400, _UNKNOWN
    OTHER_STATE = "other state", 400, _UNKNOWN
    FLOW_EXPIRED = "flow expired", 400, _LATE
    FLOW_USED = "flow used before", 400, _LATE
    FLOW_SIGNED_OUT = "flow from before signing out", 400, _SIGNED_OUT
    ISSUER_MISSING = "iss missing", 400, _UNUSABLE
    ISSUER_WRONG = "iss wrong", 400, _UNUSABLE
    NO_CODE = "no code", 400, _UNUSABLE
    # An error of the authorization endpoint (RFC 6749, section 4.1.2.1; OpenID Connect Core 1.0,
    # section 3.1.2.6). Its own description is neither shown nor logged.
    ACCESS_DENIED = "provider said access_denied", 403, _CANCELLED
    CONSENT_REQUIRED = "provider said consent_required", 403, _CANCELLED
    INTERACTION_REQUIRED = "provider said interaction_required", 403, _AGAIN
    LOGIN_REQUIRED = "provider said login_required", 403, _AGAIN
    ACCOUNT_SELECTION_REQUIRED = "provider said account_selection_required", 403, _AGAIN
    SERVER_ERROR = "provider said server_error", 502, _PROVIDER
    TEMPORARILY_UNAVAILABLE = "provider said temporarily_unavailable", 503, _PROVIDER
    REFUSED = "provider said error", 400, "The sign-in service did not sign you in."
    # The token endpoint
    INVALID_GRANT = "token endpoint: invalid_grant", 400, _LATE
    TOKEN_ENDPOINT = "token endpoint", 502, _PROVIDER
    NOT_ALLOWED = "provider: user may not sign in", 403, _NOT_ALLOWED
    ID_TOKEN = "ID token", 502, "The identity that the sign-in service sent cannot be verified."
    TENANT = "tenant not allowed", 403, "Accounts of your organisation cannot sign in here."
    AUTH_TIME_MISSING = "no auth_time", 502, _NO_TIME
    AUTH_TIME_OLD = "auth_time too old", 403, _TOO_OLD
    # The session
    SESSION_REFUSED = "new session refused", 503, "Sign-in is misconfigured on this site."
    REVOKED = "session revoked", 403, _REVOKED
    SESSION_CHECK = "session check failed", 503, "This site cannot check your session right now."
    SESSION_TOO_LARGE = "session too large", 502, "Your account's details are too large to store."
    SIGN_OUT_ORIGIN = (
        "sign-out from another site",
        403,
        _STILL,
    )

    def __init__(self, event: str, status: int, message: str) -> None:
        self.event = event
        self.status = status
        self.message = message


class SignInError(Exception):
    """Raised if a sign-in fails; ``detail`` says more about the event, for the log."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(f"{failure.event}: {detail}" if detail else failure.event)
        self.failure = failure
        self.detail = detail
        self.flow_cookie = ""
        """The name of the flow cookie that this attempt used up."""
        self.next_url = "/"
        self.again: Mapping[str, str] = {}
        """The parameters with which to try again."""


class ProviderError(Exception):
    """Raised if the provider cannot be reached or its response is invalid; may pass."""


class CredentialError(Exception):
    """Raised if the app's own credential cannot be used; the text names the setting, no secret."""


class BusyError(Exception):
    """Raised if too many calls to the provider are in progress; may pass."""


class TokenError(Exception):
    """Raised if an ID token fails validation; ``code`` says where, for the log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TenantError(Exception):
    """Raised if an ID token is genuine, but its tenant may not sign in."""


class TooLargeError(Exception):
    """Raised if a cookie would be larger than browsers store; it is not made."""
