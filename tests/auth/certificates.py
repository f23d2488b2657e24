"""Certificates and keys as an operator has them: PEM and PFX files, of this year or another."""

from __future__ import annotations

import datetime
import functools
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

DAY = datetime.timedelta(days=1)


@functools.cache
def private_key(name: str) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey:
    """A key a name, made once."""
    if name == "elliptic":
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(65537, 1024 if name == "short" else 2048)


class Owned(NamedTuple):
    """A certificate and its key."""

    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    issuer: x509.Certificate | None = None

    @property
    def public(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def pem(self, password: str = "", *, issuer_first: bool = False) -> bytes:
        encryption = (
            serialization.BestAvailableEncryption(password.encode())
            if password
            else serialization.NoEncryption()
        )
        private = self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption
        )
        above = self.issuer.public_bytes(serialization.Encoding.PEM) if self.issuer else b""
        listed = [above, self.public] if issuer_first else [self.public, above]
        return private + b"".join(listed)

    def pfx(self, password: str = "") -> bytes:
        encryption = (
            serialization.BestAvailableEncryption(password.encode())
            if password
            else serialization.NoEncryption()
        )
        assert isinstance(self.key, rsa.RSAPrivateKey)
        above = [self.issuer] if self.issuer else None
        return pkcs12.serialize_key_and_certificates(
            b"app", self.key, self.certificate, above, encryption
        )


def owned(
    key: str = "own", begins: int = -1, ends: int = 90, *, issued: bool = False, of: str = ""
) -> Owned:
    """A certificate that is valid between these days from now; ``of`` another key."""
    private = private_key(key)
    signer = private_key("issuer") if issued else private
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "chart-functions")])
    above = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "issuer")])
    now = datetime.datetime.now(datetime.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(above if issued else name)
        .public_key(private_key(of or key).public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begins * DAY)
        .not_valid_after(now + ends * DAY)
    )
    certificate = builder.sign(signer, hashes.SHA256())
    return Owned(private, certificate, owned("issuer").certificate if issued else None)
