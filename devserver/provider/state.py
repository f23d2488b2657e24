"""What both sides of the provider know: the app, who is signed in, codes, tokens, the key."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from devserver.provider.people import Person

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

CODE_SECONDS = 60
ACCESS_TOKEN_SECONDS = 3600
SESSION_SECONDS = 12 * 3600

Kept = TypeVar("Kept")


class ProtocolError(Exception):
    """A request that the protocol refuses; ``code`` is one of RFC 6749's or OpenID Connect's."""

    def __init__(self, code: str, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


@dataclass(frozen=True)
class Client:
    """The one app that may use the provider."""

    client_id: str
    secret: str
    redirect_uri: str
    post_logout_redirect_uri: str


@dataclass(frozen=True)
class Grant:
    """What an authorization code stands for (RFC 6749, section 4.1.3; RFC 7636, section 4.4)."""

    client_id: str
    redirect_uri: str
    code_challenge: str
    nonce: str | None
    scopes: frozenset[str]
    person: Person
    signed_in: int


@dataclass(frozen=True)
class Session:
    """Who is signed in at the provider in one browser, and since when (Unix time)."""

    person: Person
    began: int


@dataclass(frozen=True)
class Access:
    """What an access token stands for."""

    person: Person
    scopes: frozenset[str]


class Expiring(Generic[Kept]):
    """Things that are kept for a while, each under a random name."""

    def __init__(self, seconds: int, now: Callable[[], float]) -> None:
        self._seconds = seconds
        self._now = now
        self._kept: dict[str, tuple[float, Kept]] = {}
        self._lock = threading.Lock()

    def add(self, thing: Kept) -> str:
        """Keep a thing and give the name it was given."""
        name = secrets.token_urlsafe(32)
        with self._lock:
            now = self._now()
            self._kept = {n: kept for n, kept in self._kept.items() if kept[0] > now}
            self._kept[name] = now + self._seconds, thing
        return name

    def get(self, name: str) -> Kept | None:
        """Give a thing that is still kept."""
        with self._lock:
            until, thing = self._kept.get(name, (0.0, None))
            return thing if until > self._now() else None

    def take(self, name: str) -> Kept | None:
        """Give a thing once: it is not kept any longer."""
        with self._lock:
            until, thing = self._kept.pop(name, (0.0, None))
            return thing if until > self._now() else None


class SigningKey:
    """The RSA key of the ID tokens, made when it is first needed: that takes 0.1 s."""

    def __init__(self) -> None:
        self.kid = secrets.token_urlsafe(8)
        self._lock = threading.Lock()

    @property
    def private(self) -> RSAPrivateKey:
        """The same key on every thread."""
        with self._lock:
            return self._made

    @cached_property
    def _made(self) -> RSAPrivateKey:
        from cryptography.hazmat.primitives.asymmetric import rsa

        return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class State:
    """Kept in memory for the life of the process; ``now`` is the clock."""

    client: Client
    issuer: str = ""  # https, the app's way in; set once the ports are known
    front: str = ""  # http, the browser's way in
    now: Callable[[], float] = time.time
    key: SigningKey = field(default_factory=SigningKey)

    def __post_init__(self) -> None:
        self.codes: Expiring[Grant] = Expiring(CODE_SECONDS, self.clock)
        self.sessions: Expiring[Session] = Expiring(SESSION_SECONDS, self.clock)
        self.tokens: Expiring[Access] = Expiring(ACCESS_TOKEN_SECONDS, self.clock)

    def clock(self) -> float:
        """Give the time, also from a clock that was exchanged."""
        return self.now()
