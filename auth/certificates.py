"""The certificate of ``CLIENT_CERTIFICATE`` and its private key (RFC 5280; RFC 7292 for PFX)."""

from __future__ import annotations

import base64
import binascii
import logging
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from api.named_tuple import NamedTuple

from .errors import CredentialError
from .settings import Settings

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

_MAX_BYTES = 128 * 1024
_MIN_BITS = 2048  # RFC 7518, section 3.3
_WARNING = timedelta(days=14)
"""Time before the end of a certificate from which on the log says so."""
_log = logging.getLogger("auth")
# Every PFX with a certificate is longer than this in base64; a path of this length has a dot.
_is_base64 = re.compile(r"[A-Za-z0-9+/\s]{500,}=*\s*").fullmatch
_block = re.compile("-----BEGIN ([A-Z ]+)-----(.+?)-----END \\1-----", re.DOTALL)


class Certificate(NamedTuple):
    """A certificate whose key signs assertions."""

    key: RSAPrivateKey
    chain: tuple[str, ...]
    """The certificate, then those of its issuers, if they are there: DER in base64 (``x5c``)."""
    thumbprint: str
    """The SHA-256 of the certificate in URL-safe base64 (``x5t#S256``)."""
    begins: datetime
    ends: datetime


_Source = tuple[str, str, float, int]
_loaded: tuple[_Source, Certificate] | None = None


def current(settings: Settings) -> Certificate:
    """Return the certificate, read again if its file has changed. Raises CredentialError."""
    global _loaded
    source, loaded = _source(settings), _loaded
    if loaded is None or loaded[0] != source:
        _loaded = loaded = source, _read(settings)
    certificate, now = loaded[1], datetime.now(UTC)
    if now < certificate.begins:
        raise _wrong(f"the certificate is not valid before {certificate.begins:%Y-%m-%d %H:%M} UTC")
    if now >= certificate.ends:
        raise _wrong(f"the certificate expired on {certificate.ends:%Y-%m-%d %H:%M} UTC")
    return certificate


def is_ready(settings: Settings) -> bool:
    """Return whether the certificate was read, and its file has not changed since."""
    try:
        return _loaded is not None and _loaded[0] == _source(settings)
    except CredentialError:
        return True  # ``current`` says so without having to read


def _wrong(reason: str) -> CredentialError:
    return CredentialError(f"CLIENT_CERTIFICATE: {reason}")


def _is_path(settings: Settings) -> bool:
    text = settings.certificate
    return "-----BEGIN " not in text and not _is_base64(text)


def _source(settings: Settings) -> _Source:
    """Return what tells whether the certificate is still the one that was read."""
    modified, size = 0.0, 0
    if _is_path(settings):
        try:
            stat = Path(settings.certificate).stat()
        except (OSError, ValueError) as error:
            raise _wrong(f"the file cannot be read ({type(error).__name__})") from None
        modified, size = stat.st_mtime_ns, stat.st_size
    return settings.certificate, settings.certificate_password, modified, size


def _read(settings: Settings) -> Certificate:
    if _is_path(settings):
        try:
            with Path(settings.certificate).open("rb") as file:
                content = file.read(_MAX_BYTES + 1)
        except OSError as error:
            raise _wrong(f"the file cannot be read ({type(error).__name__})") from None
    elif "-----BEGIN " in settings.certificate:
        content = _lines(settings.certificate).encode()
    else:
        try:
            content = base64.b64decode("".join(settings.certificate.split()), validate=True)
        except binascii.Error:
            raise _wrong("neither a path, nor PEM, nor a PFX file in base64") from None
    if len(content) > _MAX_BYTES:
        raise _wrong("too large")
    certificate = parse(content, settings.certificate_password)
    left = certificate.ends - datetime.now(UTC)
    if timedelta(0) < left < _WARNING:
        _log.warning("the certificate of CLIENT_CERTIFICATE expires in %d days", left.days)
    return certificate


def _lines(pem: str) -> str:
    r"""Return PEM with its lines: settings often lose them, or have ``\n`` in their place."""
    pem = pem.replace("\\n", "\n")
    if "\n" in pem:
        return pem
    return _block.sub(
        lambda block: (
            f"-----BEGIN {block[1]}-----\n"
            + "\n".join(block[2].split())
            + f"\n-----END {block[1]}-----\n"
        ),
        pem,
    )


def parse(content: bytes, password: str) -> Certificate:
    """Return the certificate of a PEM or PFX file. Raises CredentialError, without its content."""
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    key, listed = _pem(content, password) if b"-----BEGIN " in content else _pfx(content, password)
    if not isinstance(key, RSAPrivateKey) or key.key_size < _MIN_BITS:
        raise _wrong(f"the private key must be RSA of {_MIN_BITS} bits or more")
    public = key.public_key()
    own = [certificate for certificate in listed if certificate.public_key() == public]
    if not own:
        raise _wrong("the private key is not the certificate's" if listed else "no certificate")
    others = [certificate for certificate in listed if certificate is not own[0]]
    ders = [c.public_bytes(serialization.Encoding.DER) for c in (own[0], *others)]
    return Certificate(
        key,
        tuple(base64.b64encode(der).decode() for der in ders),
        base64.urlsafe_b64encode(own[0].fingerprint(hashes.SHA256())).rstrip(b"=").decode(),
        own[0].not_valid_before_utc,
        own[0].not_valid_after_utc,
    )


def _pem(content: bytes, password: str) -> tuple[object, list[x509.Certificate]]:
    """Return the private key and the certificates of a PEM file (RFC 7468)."""
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization

    if b"PRIVATE KEY-----" not in content:
        raise _wrong("no private key")
    # Without a certificate, cryptography raises an error of its own.
    has_certificate = b"-----BEGIN CERTIFICATE-----" in content
    try:
        listed = x509.load_pem_x509_certificates(content) if has_certificate else []
    except ValueError:
        raise _wrong("the certificate is malformed") from None
    try:
        encrypted = b"ENCRYPTED" in content
        secret = password.encode() if encrypted and password else None
        return serialization.load_pem_private_key(content, secret), listed
    except TypeError:
        raise _wrong("the private key needs CLIENT_CERTIFICATE_PASSWORD") from None
    except Exception as error:  # noqa: BLE001 - a malformed key has many kinds of errors
        wrong_password = f" or {_PASSWORD} is wrong" if encrypted else ""
        kind = type(error).__name__
        raise _wrong(f"the private key is malformed{wrong_password} ({kind})") from None


_PASSWORD = "CLIENT_CERTIFICATE_PASSWORD"  # noqa: S105 - the setting's name


def _pfx(content: bytes, password: str) -> tuple[object, list[x509.Certificate]]:
    """Return the private key and the certificates of a PFX file."""
    from cryptography.hazmat.primitives.serialization import pkcs12

    try:
        # Key Vault's has no password: some programs write that as "", others as none.
        key, own, others = pkcs12.load_key_and_certificates(
            content, password.encode() if password else None
        )
    except Exception as error:  # noqa: BLE001 - a malformed file has many kinds of errors
        kind = type(error).__name__
        raise _wrong(f"neither PEM nor PFX, or {_PASSWORD} is wrong ({kind})") from None
    if key is None:
        raise _wrong("no private key")
    return key, [own, *others] if own else others
