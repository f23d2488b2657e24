"""The settings of sign-in, read from the environment; all mistakes are reported together.

The names are those of Microsoft's Python samples, where these have one. docs/sign-in.md shows
the table ``SETTINGS``.
"""

from __future__ import annotations

import functools
import ipaddress
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, urlsplit

from api.settings import Reader

from . import paths
from .user import CLAIMS

SETTINGS: Final = {
    "CLIENT_ID": "Application (client) ID from the registration",
    "CLIENT_MANAGED_IDENTITY": "client ID of the user-assigned managed identity of the function app"
    " that the registration trusts; or one of the next two",
    "CLIENT_CERTIFICATE": "certificate with its RSA key: path of a PEM or PFX file, the text of a"
    " PEM file, or a PFX file in base64, as Key Vault returns it",
    "CLIENT_CERTIFICATE_PASSWORD": "password of that file, if it has one",
    "CLIENT_SECRET": "client secret from the registration",
    "AUTHORITY": "https://login.microsoftonline.com/TENANT: Microsoft Entra ID; or OIDC_AUTHORITY",
    "OIDC_AUTHORITY": "issuer URL: Entra External ID on its own domain, or another provider",
    "BASE_URL": "address of this app as visitors see it, for example https://example.org",
    "SESSION_KEYS": "keys that encrypt the cookies, newest first, separated by commas; each 32 or"
    " more random bytes in URL-safe base64",
    "SCOPE": "scopes of the access token, separated by spaces; User.Read with AUTHORITY",
    "ALLOWED_TENANTS": "ids of the tenants that may sign in, separated by commas; required if the"
    " authority is common, organizations or consumers (* for every tenant)",
    "GRAPH_ME_URL": "URL of the profile, read after signing in; with AUTHORITY, Microsoft Graph's"
    " /me of the same cloud",
    "LOGIN_PROMPT": "prompt sent to the provider: select_account, login, consent or none",
    "SESSION_IDLE_SECONDS": "a session ends after this time without a visit; 3600",
    "SESSION_MAX_SECONDS": "a session ends this long after signing in; 28800",
    "SESSION_EPOCH": "Unix time; sessions that started before it are refused",
    "SESSIONS_REVOKED": "ID=TIME, separated by commas: sessions of the user with this oid or sub"
    " that started before this Unix time are refused",
    "SESSION_CLAIMS": "what the session cookie keeps besides sub, separated by commas; "
    + ",".join(CLAIMS),
}

CREDENTIALS: Final = ("CLIENT_MANAGED_IDENTITY", "CLIENT_CERTIFICATE", "CLIENT_SECRET")
"""By what the app proves to the provider who it is, the best one first; exactly one is set."""
PROMPTS: Final = ("select_account", "login", "consent", "none")
"""What the provider can be told to ask for (OpenID Connect Core 1.0, section 3.1.2.1)."""

# Sign-in is on if one of these is set.
_ANY_OF = ("CLIENT_ID", *CREDENTIALS, "AUTHORITY", "OIDC_AUTHORITY", "BASE_URL", "SESSION_KEYS")
_GRAPH_ME = "https://graph.microsoft.com/v1.0/me"
_RESERVED_SCOPES = {"openid", "profile", "offline_access"}
_host = re.compile(r"[A-Za-z0-9._-]+(:[0-9]+)?|\[[0-9a-fA-F:.]+\](:[0-9]+)?").fullmatch
is_guid = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE).fullmatch
# The last one is that of all personal accounts, as "consumers" is.
_MANY_TENANTS = {
    "common", "organizations", "consumers", "9188040d-6c67-4c5b-b112-36a304b66dad",
}  # fmt: skip
# Microsoft Graph of the clouds whose accounts that of the public cloud does not know.
_GRAPH_ME_OF = {
    "login.microsoftonline.us": "https://graph.microsoft.us/v1.0/me",
    "login.partner.microsoftonline.cn": "https://microsoftgraph.chinacloudapi.cn/v1.0/me",
    "login.chinacloudapi.cn": "https://microsoftgraph.chinacloudapi.cn/v1.0/me",
}
_other_cloud = re.compile(
    r"(.*[.])?(microsoftonline[.](?!com$).*|windows-ppe[.]net|sovcloud-identity[.].*)"
).fullmatch
_MAX_REVOKED = 100  # they are compared with the user of each request
_OWN_PORTS = {"https": ":443", "http": ":80"}


@dataclass(frozen=True)
class Settings:
    """Validated settings. ``session_keys`` has the newest first; times are in seconds.

    Of the three credentials two are "".
    """

    client_id: str
    managed_identity: str
    certificate: str = field(repr=False)
    certificate_password: str = field(repr=False)
    client_secret: str = field(repr=False)
    authority: str  # without /v2.0 and without a slash at the end
    is_entra: bool  # AUTHORITY rather than OIDC_AUTHORITY
    base_url: str  # scheme and host, no path
    session_keys: tuple[bytes, ...] = field(repr=False)
    scope: tuple[str, ...]
    allowed_tenants: frozenset[str] | None  # None: all that the issuer has
    graph_me_url: str  # "" for no profile
    prompt: str | None
    idle: int
    longest: int
    epoch: int
    session_claims: frozenset[str]  # of ``auth.user.CLAIMS``
    revoked: tuple[tuple[str, int], ...] = ()  # users, and when their sessions must have started

    @property
    def secure(self) -> bool:
        """Whether visitors use https."""
        return self.base_url.startswith("https:")

    @property
    def metadata_url(self) -> str:
        """The URL of the provider's metadata (OpenID Connect Discovery 1.0, section 4)."""
        version = "/v2.0" if self.is_entra else ""
        return f"{self.authority}{version}/.well-known/openid-configuration"


@functools.cache
def current() -> Settings | None:
    """Return the settings of the environment, None if sign-in is not set up.

    Raises SettingsError, at every call.
    """
    return read(os.environ)


def read(environment: Mapping[str, str]) -> Settings | None:
    """Return validated settings, None if there are none. Raises SettingsError."""
    reader = Reader(environment, SETTINGS)
    if not any(map(reader.text, _ANY_OF)):
        return None
    for name in ("CLIENT_ID", "BASE_URL", "SESSION_KEYS"):
        if not reader.text(name):
            reader.wrong(f"{name} is missing")
    _check_credential(reader)
    for reason in paths.read(environment)[1]:
        reader.wrong(reason)
    is_entra = bool(reader.text("AUTHORITY"))
    authority = _authority(reader)
    graph_me_url = _graph_me_url(reader, authority if is_entra else "")
    idle = reader.whole("SESSION_IDLE_SECONDS", 60)
    longest = reader.whole("SESSION_MAX_SECONDS", 60)
    settings = Settings(
        client_id=reader.text("CLIENT_ID"),
        managed_identity=reader.text("CLIENT_MANAGED_IDENTITY").lower(),
        certificate=reader.text("CLIENT_CERTIFICATE"),
        certificate_password=reader.text("CLIENT_CERTIFICATE_PASSWORD"),
        client_secret=reader.text("CLIENT_SECRET"),
        authority=authority,
        is_entra=is_entra,
        base_url=_base_url(reader),
        session_keys=reader.keys("SESSION_KEYS", must_look_random=True),
        scope=_scope(reader, default=("User.Read",) if is_entra and graph_me_url else ()),
        allowed_tenants=_tenants(reader, authority),
        graph_me_url=graph_me_url,
        prompt=_prompt(reader),
        idle=3600 if idle is None else idle,
        longest=28800 if longest is None else longest,
        epoch=reader.whole("SESSION_EPOCH", 0) or 0,
        session_claims=_session_claims(reader),
        revoked=_revoked(reader),
    )
    reader.check()
    return settings


def _revoked(reader: Reader) -> tuple[tuple[str, int], ...]:
    pairs = [part.rpartition("=") for part in reader.parts("SESSIONS_REVOKED")]
    valid = re.compile(r"[^;\s]+\s*=\s*[0-9]{1,11}").fullmatch
    if not all(valid("".join(pair)) for pair in pairs):
        reader.wrong("SESSIONS_REVOKED must be ID=TIME, TIME a Unix time, separated by commas")
        return ()
    if len(pairs) > _MAX_REVOKED:
        reader.wrong(f"SESSIONS_REVOKED has over {_MAX_REVOKED} users: use SESSION_EPOCH")
    return tuple((name.strip(), int(time)) for name, _, time in pairs)


def _check_credential(reader: Reader) -> None:
    """Check what can be checked without reading the certificate: auth/credentials.py does that."""
    used = [name for name in CREDENTIALS if reader.text(name)]
    if len(used) != 1:
        listed = f", but {' and '.join(used)} are" if used else ""
        reader.wrong(f"exactly one of {_listed(CREDENTIALS)} must be set{listed}")
    identity = reader.text("CLIENT_MANAGED_IDENTITY")
    if identity and not is_guid(identity):
        reader.wrong("CLIENT_MANAGED_IDENTITY must be the client ID of an identity (a GUID)")
    if reader.text("CLIENT_CERTIFICATE_PASSWORD") and not reader.text("CLIENT_CERTIFICATE"):
        reader.wrong("CLIENT_CERTIFICATE_PASSWORD is set without CLIENT_CERTIFICATE")


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _split(text: str) -> SplitResult:
    """Return the parts of a URL; one that is malformed has neither scheme nor host."""
    try:
        url = urlsplit(text)
        valid = _host(url.netloc) and url.port != 0
    except ValueError:
        valid = None
    return url if valid else urlsplit("")


def _is_https(url: SplitResult) -> bool:
    return url.scheme == "https" and bool(url.hostname)


def _authority(reader: Reader) -> str:
    names = [name for name in ("AUTHORITY", "OIDC_AUTHORITY") if reader.text(name)]
    if len(names) != 1:
        reader.wrong("exactly one of AUTHORITY and OIDC_AUTHORITY must be set")
        return ""
    authority = reader.text(names[0]).rstrip("/")
    if names[0] == "AUTHORITY":
        # Microsoft's pages show both forms; msal adds the version itself.
        authority = authority.removesuffix("/v2.0").rstrip("/")
    url = _split(authority)
    if not _is_https(url) or url.query or url.fragment:
        reader.wrong(f"{names[0]} must be an https URL without a query")
    elif names[0] == "AUTHORITY" and _is_b2c(url):
        reader.wrong("AUTHORITY cannot be of Azure AD B2C: set OIDC_AUTHORITY to its address")
    elif not url.path.strip("/"):
        reader.wrong(f"{names[0]} must have a path, such as the tenant")
    return authority


def _is_b2c(url: SplitResult) -> bool:
    """Return whether an authority is of Azure AD B2C: no Graph, and metadata for each policy."""
    host, steps = url.hostname or "", url.path.lower().split("/")
    return ".b2clogin." in host or "tfp" in steps or any(s.startswith("b2c_1") for s in steps)


def _tenants(reader: Reader, authority: str) -> frozenset[str] | None:
    tenants = [tenant.lower() for tenant in reader.parts("ALLOWED_TENANTS")]
    if not tenants:
        if _MANY_TENANTS & set(authority.lower().split("/")):
            reader.wrong("ALLOWED_TENANTS is missing: the authority accepts every tenant")
        return None
    if tenants == ["*"]:
        return None
    if not all(map(is_guid, tenants)):
        reader.wrong("ALLOWED_TENANTS has an entry that is not a tenant id (a GUID)")
    return frozenset(tenants)


def _base_url(reader: Reader) -> str:
    text = reader.text("BASE_URL")
    if not text:
        return ""
    url = _split(text)
    if url.scheme not in ("http", "https") or not url.hostname:
        reader.wrong("BASE_URL must be a URL, for example https://example.org")
    elif url.path not in ("", "/") or url.query or url.fragment:
        reader.wrong("BASE_URL must be the scheme and host alone, without a path or query")
    elif url.scheme == "http" and not is_loopback(url.hostname):
        reader.wrong("BASE_URL must be https, except on localhost")
    # As browsers write an Origin: in lower case, without the scheme's own port.
    return f"{url.scheme}://{url.netloc.lower()}".removesuffix(_OWN_PORTS.get(url.scheme, "-"))


def is_loopback(host: str) -> bool:
    """Return whether a host is this computer."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _scope(reader: Reader, default: tuple[str, ...]) -> tuple[str, ...]:
    scope = tuple(reader.text("SCOPE").split()) or default
    reserved = sorted(_RESERVED_SCOPES & {s.lower() for s in scope})
    if reserved:
        reader.wrong(f"SCOPE must not have {', '.join(reserved)}: the library adds or forbids it")
    return scope


def _graph_me_url(reader: Reader, authority: str) -> str:
    """Return the URL of the profile: by default Microsoft Graph's of the authority's own cloud.

    Another cloud's would be sent the access token. ``authority`` is "" without AUTHORITY.
    """
    host = _split(authority).hostname or ""
    default = "" if not host or _other_cloud(host) else _GRAPH_ME
    url = reader.text("GRAPH_ME_URL") or _GRAPH_ME_OF.get(host, default)
    if url and not _is_https(_split(url)):
        reader.wrong("GRAPH_ME_URL must be an https URL")
    return url


def _prompt(reader: Reader) -> str | None:
    prompt = reader.text("LOGIN_PROMPT") or None
    if prompt and prompt not in PROMPTS:
        reader.wrong(f"LOGIN_PROMPT must be one of {', '.join(PROMPTS)}")
    return prompt


def _session_claims(reader: Reader) -> frozenset[str]:
    """Return what sessions keep: by default, everything that they can."""
    if not reader.text("SESSION_CLAIMS"):
        return frozenset(CLAIMS)
    listed = reader.parts("SESSION_CLAIMS")
    if not listed or not {"sub", *CLAIMS}.issuperset(listed):
        reader.wrong(f"SESSION_CLAIMS must be a list of sub, {', '.join(CLAIMS)}")
    return frozenset(listed) - {"sub"}
