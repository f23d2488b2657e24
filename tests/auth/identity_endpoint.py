"""A stand-in for the platform's identity endpoint (protocol 2019-08-01), over plain http.

It issues tokens as Microsoft Entra ID does for a managed identity, signed by a key that the
provider is told to trust. A test can replace every answer, byte by byte.
"""

from __future__ import annotations

import contextlib
import json
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from socket import create_server, socket
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from certificates import private_key

from devserver.provider.state import Federation

ISSUER = "https://login.microsoftonline.com/6babcaad-604b-40ac-a9d7-9fd97c0b779f/v2.0"
IDENTITY = "9a1d3f5e-1111-4222-8333-abcdefabcdef"  # the client ID of the identity
SUBJECT = "0c2b4d6f-4444-4555-8666-fedcbafedcba"  # its object (principal) ID
AUDIENCE = "api://AzureADTokenExchange"
HOURS_24 = 24 * 3600

Answer = Callable[[socket], None]


def federation(key: str = "identities") -> Federation:
    """What the registration trusts."""
    public: Any = private_key(key).public_key()
    return Federation(ISSUER, SUBJECT, AUDIENCE, {"1": public})


def token(key: str = "identities", kid: str = "1", **changes: Any) -> str:
    """A token of the identity; a claim that is None is left out."""
    now = int(time.time())
    claims = {
        "iss": ISSUER, "sub": SUBJECT, "aud": AUDIENCE, "oid": SUBJECT,
        "iat": now, "nbf": now, "exp": now + HOURS_24, **changes,
    }  # fmt: skip
    given = {name: value for name, value in claims.items() if value is not None}
    signer: Any = private_key(key)
    return jwt.encode(given, signer, algorithm="RS256", headers={"kid": kid})


def response(body: bytes | str, status: str = "200 OK", headers: str = "") -> bytes:
    content = body.encode() if isinstance(body, str) else body
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(content)}\r\n{headers}\r\n"
    return head.encode() + content


def document(text: str = "", **changes: Any) -> str:
    """The document of the protocol: times are Unix times, as text."""
    expires = str(int(time.time()) + HOURS_24)
    told = {
        "access_token": text or token(), "expires_on": expires, "resource": AUDIENCE,
        "token_type": "Bearer", "client_id": IDENTITY,
    }  # fmt: skip
    return json.dumps({**told, **changes})


class Endpoint:
    """``answer`` gets each connection; None for the honest answer."""

    def __init__(self, listening: socket) -> None:
        self._listening = listening
        self.url = f"http://127.0.0.1:{listening.getsockname()[1]}/msi/token"
        self.header = secrets.token_hex(16).upper()
        self.seconds = HOURS_24
        self.answer: Answer | None = None
        self.requests: list[bytes] = []

    def serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    def _serve(self, connection: socket) -> None:
        with contextlib.suppress(OSError), connection:
            text = b""
            while received := connection.recv(65536):
                text += received
                if b"\r\n\r\n" not in text:
                    continue
                self.requests.append(text)
                if self.answer is None:
                    connection.sendall(self._honest(text.decode()))
                else:
                    self.answer(connection)
                text = b""

    def _honest(self, request: str) -> bytes:
        line, *headers = request.split("\r\n")
        sent = dict(header.lower().partition(": ")[::2] for header in headers)
        query = parse_qs(urlsplit(line.split(" ")[1]).query)
        if sent.get("x-identity-header") != self.header.lower():
            return response("{}", "401 Unauthorized")
        expected = {"api-version": ["2019-08-01"], "resource": [AUDIENCE], "client_id": [IDENTITY]}
        if not re.match("GET /msi/token[?]", line) or query != expected:
            return response('{"statusCode":400,"message":"No User Assigned"}', "400 Bad Request")
        ends = int(time.time()) + self.seconds
        return response(document(token(exp=ends), expires_on=str(ends)))


@contextlib.contextmanager
def serving() -> Iterator[Endpoint]:
    with create_server(("127.0.0.1", 0)) as listening:
        made = Endpoint(listening)
        threading.Thread(target=made.serve, daemon=True).start()
        yield made
