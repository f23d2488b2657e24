"""Settings of sign-in: read from the environment, all mistakes found together.

The names are those of Microsoft's Python samples where these have one. ``SETTINGS`` is the one
table of what there is; docs/sign-in.md is checked against it.
"""

from __future__ import annotations

import functools
import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from api.settings import SettingsError, keys

SETTINGS: Final = {
    "CLIENT_ID": "Application (client) ID from the registration",
    "CLIENT_SECRET": "client secret from the registration",
    "AUTHORITY": "https://login.microsoftonline.com/TENANT: Microsoft Entra ID; or OIDC_AUTHORITY",
    "OIDC_AUTHORITY": "issuer URL: Entra External ID on its own domain, or another provider",
    "BASE_URL": "address of this app as visitors see it, such as https://example.org",
    "SESSION_KEYS": "keys that sign the cookies, newest first, separated by commas; each 32 or"
    " more random bytes in URL-safe base64",
    "SCOPE": "scopes of the access token, separated by blanks; User.Read with AUTHORITY",
    "ALLOWED_TENANTS": "tenant ids that may sign in, separated by commas; needed where the"
    " authority is common or organizations (* for every tenant)",
    "GRAPH_ME_URL": "what is asked for the profile after signing in; Microsoft Graph's /me with"
    " AUTHORITY",
    "LOGIN_PROMPT": "prompt sent to the provider: select_account, login, consent or none",
    "SESSION_IDLE_SECONDS": "a session ends after this time without a visit; 3600",
    "SESSION_MAX_SECONDS": "a session ends this long after signing in; 28800",
    "SESSION_EPOCH": "Unix time; sessions that began before it are refused",
}

_WANTED = ("CLIENT_ID", "CLIENT_SECRET", "AUTHORITY", "OIDC_AUTHORITY", "BASE_URL", "SESSION_KEYS")
_GRAPH_ME = "https://graph.microsoft.com/v1.0/me"
_PROMPTS = ("select_account", "login", "consent", "none")
_RESERVED_SCOPES = {"openid", "profile", "offline_access"}
_host = re.compile(r"[A-Za-z0-9._-]+(:[0-9]+)?|\[[0-9a-fA-F:.]+\](:[0-9]+)?").fullmatch
tenant_id = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE).fullmatch
_MANY_TENANTS = {"common", "organizations"}
_OWN_PORTS = {"https": ":443", "http": ":80"}


@dataclass(frozen=True)
class Settings:
    """Checked settings. ``session_keys`` has the newest first; times are in seconds."""

    client_id: str
    client_secret: str
    authority: str  # without /v2.0 and without a slash at the end
    is_entra: bool  # AUTHORITY rather than OIDC_AUTHORITY
    base_url: str  # scheme and host, no path
    session_keys: tuple[bytes, ...]
    scope: tuple[str, ...]
    allowed_tenants: frozenset[str] | None  # None: those that the issuer allows
    graph_me_url: str  # "" to ask nothing
    prompt: str | None
    idle: int
    longest: int
    epoch: int

    @property
    def secure(self) -> bool:
        """Whether the app is visited over https."""
        return self.base_url.startswith("https:")

    @property
    def metadata_url(self) -> str:
        """Where the provider describes itself (OpenID Connect Discovery 1.0, section 4)."""
        version = "/v2.0" if self.is_entra else ""
        return f"{self.authority}{version}/.well-known/openid-configuration"


@functools.cache
def current() -> Settings | None:
    """Give the settings of the environment; None where sign-in is not set up at all.

    Raises SettingsError, also at every later call.
    """
    return read(os.environ)


def read(environment: Mapping[str, str]) -> Settings | None:
    """Check settings. Raises SettingsError with every reason."""
    given = {name: environment.get(name, "").strip() for name in SETTINGS}
    if not any(given[name] for name in _WANTED):
        return None
    reasons = [
        f"{name} is missing"
        for name in ("CLIENT_ID", "CLIENT_SECRET", "BASE_URL", "SESSION_KEYS")
        if not given[name]
    ]
    is_entra = bool(given["AUTHORITY"])
    authority = _authority(given, reasons)
    tenants = _tenants(given, authority, reasons)
    base_url = _base_url(given["BASE_URL"], reasons)
    session_keys = keys("SESSION_KEYS", given["SESSION_KEYS"], reasons)
    scope = _scope(given["SCOPE"], is_entra, reasons)
    idle = _seconds(given, "SESSION_IDLE_SECONDS", 3600, reasons)
    longest = _seconds(given, "SESSION_MAX_SECONDS", 28800, reasons)
    epoch = _seconds(given, "SESSION_EPOCH", 0, reasons, least=0)
    prompt = given["LOGIN_PROMPT"] or None
    if prompt and prompt not in _PROMPTS:
        reasons.append(f"LOGIN_PROMPT is not one of {', '.join(_PROMPTS)}")
    graph = given["GRAPH_ME_URL"] or (_GRAPH_ME if is_entra else "")
    if graph and not _is_https(_split(graph)):
        reasons.append("GRAPH_ME_URL is not an https URL")
    if reasons:
        raise SettingsError(reasons)
    return Settings(
        client_id=given["CLIENT_ID"],
        client_secret=given["CLIENT_SECRET"],
        authority=authority,
        is_entra=is_entra,
        base_url=base_url,
        session_keys=session_keys,
        scope=scope,
        allowed_tenants=tenants,
        graph_me_url=graph,
        prompt=prompt,
        idle=idle,
        longest=longest,
        epoch=epoch,
    )


def _split(text: str) -> SplitResult:
    """Split a URL; one that makes no sense has neither scheme nor host."""
    try:
        url = urlsplit(text)
        sensible = _host(url.netloc) and url.port != 0
    except ValueError:
        sensible = None
    return url if sensible else urlsplit("")


def _is_https(url: SplitResult) -> bool:
    return url.scheme == "https" and bool(url.hostname)


def _authority(given: Mapping[str, str], reasons: list[str]) -> str:
    names = [name for name in ("AUTHORITY", "OIDC_AUTHORITY") if given[name]]
    if len(names) != 1:
        reasons.append("one of AUTHORITY and OIDC_AUTHORITY is needed, not both")
        return ""
    authority = given[names[0]].rstrip("/")
    if names[0] == "AUTHORITY":
        # Both forms are found in Microsoft's pages; msal adds the version itself.
        authority = authority.removesuffix("/v2.0").rstrip("/")
    url = _split(authority)
    if not _is_https(url) or url.query or url.fragment:
        reasons.append(f"{names[0]} is not an https URL without query")
    elif not url.path.strip("/"):
        reasons.append(f"{names[0]} has no path, such as the tenant")
    return authority


def _tenants(given: Mapping[str, str], authority: str, reasons: list[str]) -> frozenset[str] | None:
    listed = [t.strip().lower() for t in given["ALLOWED_TENANTS"].split(",") if t.strip()]
    if not listed:
        if _MANY_TENANTS & set(authority.lower().split("/")):
            reasons.append("ALLOWED_TENANTS is missing: the authority lets in every tenant")
        return None
    if listed == ["*"]:
        return None
    wrong = [t for t in listed if not tenant_id(t)]
    if wrong:
        reasons.append("ALLOWED_TENANTS holds what is not a tenant id (a GUID)")
    return frozenset(listed)


def _base_url(text: str, reasons: list[str]) -> str:
    if not text:
        return ""
    url = _split(text)
    if url.scheme not in ("http", "https") or not url.hostname:
        reasons.append("BASE_URL is not a URL such as https://example.org")
    elif url.path not in ("", "/") or url.query or url.fragment:
        reasons.append("BASE_URL has a path or query; it is the scheme and host alone")
    elif url.scheme == "http" and not _is_loopback(url.hostname):
        reasons.append("BASE_URL is http; only localhost may be")
    # As browsers write an Origin: in lower case, without the scheme's own port.
    return f"{url.scheme}://{url.netloc.lower()}".removesuffix(_OWN_PORTS.get(url.scheme, "-"))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _scope(text: str, is_entra: bool, reasons: list[str]) -> tuple[str, ...]:
    scope = tuple(text.split()) if text else ("User.Read",) if is_entra else ()
    taken = sorted(_RESERVED_SCOPES & {s.lower() for s in scope})
    if taken:
        reasons.append(f"SCOPE holds {', '.join(taken)}, which the library adds or forbids")
    return scope


def _seconds(
    given: Mapping[str, str], name: str, default: int, reasons: list[str], least: int = 60
) -> int:
    text = given[name]
    if not text:
        return default
    if not re.fullmatch("[0-9]{1,11}", text) or int(text) < least:
        reasons.append(f"{name} is not a whole number of at least {least}")
        return default
    return int(text)
