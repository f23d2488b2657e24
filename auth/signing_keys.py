"""The keys with which the provider signs ID tokens (RFC 7517), and for how long to believe them."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Mapping
from typing import Any

from api.named_tuple import NamedTuple

from . import provider
from .errors import ProviderError

ALGORITHMS = ("RS256", "RS384", "RS512")
"""The signatures that are accepted."""
MAX_SECONDS = 24 * 3600
"""Keys are fetched again after a day at most, so that a withdrawn one is believed no longer."""
REFETCH_SECONDS = 30
"""Between two fetches for keys that are unknown; also the shortest time for which keys are kept."""
_MIN_BITS, _MAX_BITS = 2048, 8192  # RFC 7518, section 3.3; a larger one is slow
_max_age = re.compile(r'(?:^|,)[ \t]*max-age="?([0-9]{1,9})"?[ \t]*(?:,|$)', re.IGNORECASE).search


class Key(NamedTuple):
    """A public key, and the algorithms with which it may be used."""

    key: Any
    algorithms: tuple[str, ...]


class SigningKeys:
    """The provider's public keys by ``kid``.

    An unknown ``kid`` fetches them at once, so that a rotation strands nobody, but not more often
    than every 30 seconds.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures = provider.Failures()
        self._keys: dict[str, Key] = {}
        self._url = ""
        self._expires = 0.0  # monotonic times
        self._refetched = -REFETCH_SECONDS - 1.0

    def find(self, url: str, kid: str, other_than: Key | None = None) -> Key | None:
        """Return the key of this ``kid``, None if the provider has none.

        ``other_than`` is a key that turned out to be wrong: the provider may have a new one of the
        same ``kid``. Raises ProviderError if keys must be fetched and cannot be.
        """
        since = time.monotonic()
        with self._lock:
            if url != self._url or time.monotonic() >= self._expires:
                self._fetch(url, since)
                if kid not in self._keys:
                    self._refetched = time.monotonic()
            elif (
                self._keys.get(kid) in (None, other_than)
                and time.monotonic() - self._refetched > REFETCH_SECONDS
            ):
                self._fetch(url, since)
                self._refetched = time.monotonic()
            key = self._keys.get(kid)
            return None if key == other_than else key

    def _fetch(self, url: str, since: float) -> None:
        self._failures.check(since)
        try:
            document, headers = provider.get_json(url)
        except ProviderError:
            self._failures.note()
            raise
        self._keys = public_keys(document.get("keys"))
        # Not cached without keys: nobody could sign in.
        self._url = url if self._keys else ""
        self._expires = time.monotonic() + _lifetime(headers)


def _lifetime(headers: Mapping[str, str]) -> float:
    """Return for how many seconds keys are believed: by Cache-Control, at most a day."""
    max_age = _max_age(headers.get("Cache-Control", ""))
    return min(MAX_SECONDS, max(REFETCH_SECONDS, int(max_age[1]))) if max_age else MAX_SECONDS


def public_keys(keys: object) -> dict[str, Key]:
    """Return the keys of a JWK set that verify RS signatures; all others are passed over."""
    listed = keys if isinstance(keys, list) else []
    read = [(key.get("kid"), _public_key(key)) for key in listed if isinstance(key, dict)]
    return {kid: key for kid, key in read if isinstance(kid, str) and key}


def _public_key(jwk: dict[str, Any]) -> Key | None:
    from jwt import PyJWK
    from jwt.exceptions import PyJWTError

    # RFC 7517, sections 4.1 to 4.4. Whoever reads a private key here can sign with it.
    operations = jwk.get("key_ops", ["verify"])
    algorithm = jwk.get("alg")
    if (
        jwk.get("kty") != "RSA"
        or "d" in jwk
        or jwk.get("use", "sig") != "sig"
        or not (isinstance(operations, list) and "verify" in operations)
        or not (algorithm is None or algorithm in ALGORITHMS)
    ):
        return None
    try:
        key = PyJWK(jwk, algorithm="RS256").key
        fits = _MIN_BITS <= key.key_size <= _MAX_BITS
    except (PyJWTError, ValueError, TypeError):
        return None
    return Key(key, (algorithm,) if algorithm else ALGORITHMS) if fits else None
