"""The provider's state: the app, sessions, codes, access tokens and the signing key."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from devserver.provider.people import Person

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

CODE_SECONDS = 60
ACCESS_TOKEN_SECONDS = 3600
SESSION_SECONDS = 12 * 3600
ASSERTION_SECONDS = 600

Item = TypeVar("Item")


class ProtocolError(Exception):
    """Raised for a request that violates the protocol; ``code`` is an error code of RFC 6749 or
    OpenID Connect Core 1.0.
    """

    def __init__(self, code: str, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


@dataclass(frozen=True)
class Federation:
    """Another issuer whose tokens for ``subject`` stand for the app (Entra's federated identity
    credential): a managed identity's, for example.
    """

    issuer: str
    subject: str
    audience: str
    keys: Mapping[str, RSAPublicKey]  # by ``kid``


@dataclass(frozen=True)
class Client:
    """The only app that may use the provider, and by what it proves who it is."""

    client_id: str
    secret: str  # "" for none
    redirect_uri: str
    post_logout_redirect_uri: str
    certificates: tuple[bytes, ...] = ()  # PEM, without their keys
    federation: Federation | None = None


@dataclass(frozen=True)
class Grant:
    """The grant of an authorization code (RFC 6749, section 4.1.3; RFC 7636, section 4.4)."""

    client_id: str
    redirect_uri: str
    code_challenge: str
    nonce: str | None
    scopes: frozenset[str]
    person: Person
    signed_in: int


@dataclass(frozen=True)
class Session:
    """A browser's session at the provider: who signed in, and when (Unix time in seconds)."""

    person: Person
    began: int


@dataclass(frozen=True)
class Access:
    """The person and scopes of an access token."""

    person: Person
    scopes: frozenset[str]


class Expiring(Generic[Item]):
    """A store whose items expire, each under a random name."""

    def __init__(self, seconds: int, now: Callable[[], float]) -> None:
        self._seconds = seconds
        self._now = now
        self._items: dict[str, tuple[float, Item]] = {}
        self._lock = threading.Lock()

    def add(self, item: Item) -> str:
        """Store an item and return its name."""
        name = secrets.token_urlsafe(32)
        with self._lock:
            now = self._now()
            self._items = {n: entry for n, entry in self._items.items() if entry[0] > now}
            self._items[name] = now + self._seconds, item
        return name

    def use(self, name: str, item: Item) -> bool:
        """Store an item under this name; return whether there was none."""
        with self._lock:
            now = self._now()
            self._items = {n: entry for n, entry in self._items.items() if entry[0] > now}
            is_new = name not in self._items
            self._items.setdefault(name, (now + self._seconds, item))
            return is_new

    def get(self, name: str) -> Item | None:
        """Return an item; None if it is unknown or expired."""
        with self._lock:
            until, item = self._items.get(name, (0.0, None))
            return item if until > self._now() else None

    def take(self, name: str) -> Item | None:
        """Remove an item and return it; None if it is unknown or expired."""
        with self._lock:
            until, item = self._items.pop(name, (0.0, None))
            return item if until > self._now() else None


class SigningKey:
    """The RSA key that signs ID tokens, generated at first use, which takes 0.1 s."""

    def __init__(self) -> None:
        self.kid = secrets.token_urlsafe(8)
        self._lock = threading.Lock()

    @property
    def private(self) -> RSAPrivateKey:
        """The key, the same on every thread."""
        with self._lock:
            return self._generated

    @cached_property
    def _generated(self) -> RSAPrivateKey:
        from cryptography.hazmat.primitives.asymmetric import rsa

        return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class State:
    """Everything the provider remembers, in memory; ``now`` is its clock (Unix time in seconds)."""

    client: Client
    issuer: str = ""  # the https URL for the app; set once the ports are known
    front: str = ""  # the http URL for browsers
    now: Callable[[], float] = time.time
    key: SigningKey = field(default_factory=SigningKey)

    def __post_init__(self) -> None:
        self.codes: Expiring[Grant] = Expiring(CODE_SECONDS, self.clock)
        self.sessions: Expiring[Session] = Expiring(SESSION_SECONDS, self.clock)
        self.assertions: Expiring[str] = Expiring(ASSERTION_SECONDS + 60, self.clock)
        self.tokens: Expiring[Access] = Expiring(ACCESS_TOKEN_SECONDS, self.clock)

    def clock(self) -> float:
        """Return the time, also after ``now`` was replaced."""
        return self.now()
