"""The endpoints for the app, over https: discovery, tokens, keys, userinfo and Graph's /me."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

import jwt
from jwt.algorithms import RSAAlgorithm
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from devserver.provider import assertions, front, people
from devserver.provider.state import ACCESS_TOKEN_SECONDS, Access, Grant, ProtocolError, State

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

ISSUER = "/local"  # msal requires an issuer with a path
GRAPH = "/graph/v1.0/me"
ID_TOKEN_SECONDS = 3600
_verifier = re.compile("[A-Za-z0-9._~-]{43,128}").fullmatch  # RFC 7636, section 4.1


class Back:
    """The WSGI application that the app talks to."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.addresses = Map(
            [
                Rule(
                    f"{ISSUER}/.well-known/openid-configuration",
                    endpoint=self.discovery,
                    methods=["GET"],
                ),
                Rule(f"{ISSUER}/keys", endpoint=self.keys, methods=["GET"]),
                Rule(f"{ISSUER}/token", endpoint=self.token, methods=["POST"]),
                Rule(f"{ISSUER}/userinfo", endpoint=self.userinfo, methods=["GET", "POST"]),
                Rule(GRAPH, endpoint=self.graph_me, methods=["GET"]),
            ],
            merge_slashes=False,
        )

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Handle a request (PEP 3333)."""
        return self.answer(Request(environ))(environ, start_response)

    def answer(self, request: Request) -> Response:
        """Return the response to a request."""
        try:
            endpoint, _ = self.addresses.bind_to_environ(request.environ).match()
            response: Response = endpoint(request)
        except HTTPException as error:
            return _json({"error": error.name}, error.code or 400)
        return response

    def discovery(self, request: Request) -> Response:
        """Return the provider's metadata (OpenID Connect Discovery 1.0, section 3)."""
        issuer, browsers = self.state.issuer, self.state.front
        return _json(
            {
                "issuer": issuer,
                "authorization_endpoint": browsers + front.AUTHORIZE,
                "end_session_endpoint": browsers + front.LOGOUT,
                "token_endpoint": f"{issuer}/token",
                "userinfo_endpoint": f"{issuer}/userinfo",
                "jwks_uri": f"{issuer}/keys",
                "response_types_supported": ["code"],
                "response_modes_supported": ["query"],
                "grant_types_supported": ["authorization_code"],
                "code_challenge_methods_supported": ["S256"],
                "authorization_response_iss_parameter_supported": True,
                "token_endpoint_auth_methods_supported": [
                    "client_secret_post",
                    "client_secret_basic",
                    "private_key_jwt",
                ],
                "token_endpoint_auth_signing_alg_values_supported": list(assertions.ALGORITHMS),
                "id_token_signing_alg_values_supported": ["RS256"],
                "subject_types_supported": ["pairwise"],
                "scopes_supported": sorted(front.SCOPES),
                "claims_supported": [
                    *(claim for claims in people.SCOPE_CLAIMS.values() for claim in claims),
                    "auth_time",
                    "roles",
                    "groups",
                ],
                "prompt_values_supported": ["none", "login", "select_account"],
                "request_parameter_supported": False,
                "request_uri_parameter_supported": False,
            }
        )

    def keys(self, request: Request) -> Response:
        """Return the public key that verifies ID tokens (RFC 7517)."""
        public = RSAAlgorithm.to_jwk(self.state.key.private.public_key(), as_dict=True)
        numbers = {name: public[name] for name in ("kty", "n", "e")}
        key = {**numbers, "kid": self.state.key.kid, "use": "sig", "alg": "RS256"}
        return _json({"keys": [key]})

    def token(self, request: Request) -> Response:
        """Exchange a code for tokens (RFC 6749, section 4.1.3)."""
        try:
            if any(len(values) > 1 for _, values in request.form.lists()):
                raise ProtocolError("invalid_request", "A parameter is repeated.")
            self._authenticate(request)
            if request.form.get("grant_type") != "authorization_code":
                raise ProtocolError(
                    "unsupported_grant_type", "Only 'authorization_code' is supported."
                )
            grant = self._redeem(request.form)
        except ProtocolError as error:
            status = 401 if error.code == "invalid_client" else 400
            response = _json({"error": error.code, "error_description": error.description}, status)
            if status == 401:
                response.headers["WWW-Authenticate"] = 'Basic realm="local"'
            return response
        return _json(
            {
                "token_type": "Bearer",
                "access_token": self.state.tokens.add(Access(grant.person, grant.scopes)),
                "expires_in": ACCESS_TOKEN_SECONDS,
                "scope": " ".join(sorted(grant.scopes)),
                "id_token": self._id_token(grant),
            }
        )

    def _authenticate(self, request: Request) -> None:
        """Check the app's id and secret in the header or the body (RFC 6749, section 2.3.1).

        Or, instead of the secret, an assertion (RFC 7521, section 4.2). Raises ``ProtocolError``.
        """
        header, form = request.authorization, request.form
        if "client_assertion" in form or "client_assertion_type" in form:
            if header is not None or "client_secret" in form:
                raise ProtocolError(
                    "invalid_request", "More than one authentication method is used."
                )
            if form.get("client_assertion_type") != assertions.TYPE:
                raise ProtocolError("invalid_request", "The client_assertion_type is unknown.")
            if form.get("client_id", self.state.client.client_id) != self.state.client.client_id:
                raise ProtocolError("invalid_client", "The client_id is another one.")
            assertions.check(self.state, form.get("client_assertion", ""))
            return
        if header is None:
            credentials = form.get("client_id", ""), form.get("client_secret", "")
        elif header.type != "basic" or "client_secret" in form:
            raise ProtocolError("invalid_request", "More than one authentication method is used.")
        else:
            credentials = (
                unquote_plus(header.username or ""),
                unquote_plus(header.password or ""),
            )
        client = self.state.client
        if not client.secret or not _same(
            " ".join(credentials), f"{client.client_id} {client.secret}"
        ):
            raise ProtocolError("invalid_client", "The client_id or its secret is wrong.")

    def _redeem(self, form: Mapping[str, str]) -> Grant:
        """Return the grant of a code and use the code up, even if the request is refused.

        Raises ``ProtocolError``.
        """
        grant = self.state.codes.take(form.get("code", ""))
        if grant is None:
            raise ProtocolError("invalid_grant", "The code is unknown, used or expired.")
        if grant.client_id != self.state.client.client_id:
            raise ProtocolError("invalid_grant", "The code was issued to another client.")
        if grant.redirect_uri != form.get("redirect_uri"):
            raise ProtocolError("invalid_grant", "The redirect_uri does not match the code.")
        verifier = form.get("code_verifier", "")
        if not _verifier(verifier) or not _same(_s256(verifier), grant.code_challenge):
            raise ProtocolError("invalid_grant", "The code_verifier does not match the code.")
        return grant

    def _id_token(self, grant: Grant) -> str:
        """Return the signed ID token of a grant (OpenID Connect Core 1.0, section 2)."""
        now = int(self.state.now())
        claims: dict[str, Any] = {
            "iss": self.state.issuer,
            "aud": grant.client_id,
            "iat": now,
            "nbf": now,
            "exp": now + ID_TOKEN_SECONDS,
            "auth_time": grant.signed_in,
            "ver": "2.0",
            **grant.person.claims(grant.client_id, grant.scopes),
            **grant.person.memberships(),
        }
        if grant.nonce is not None:
            claims["nonce"] = grant.nonce
        key = self.state.key
        return jwt.encode(claims, key.private, algorithm="RS256", headers={"kid": key.kid})

    def userinfo(self, request: Request) -> Response:
        """Return the claims of an access token's scopes (OpenID Connect Core 1.0, section 5.3)."""
        access = self._access(request)
        if access is None:
            return _unauthorized({"error": "invalid_token"})
        return _json(access.person.claims(self.state.client.client_id, access.scopes))

    def graph_me(self, request: Request) -> Response:
        """Respond like ``GET https://graph.microsoft.com/v1.0/me``, whatever the token's scopes.

        The real one requires User.Read, which the app does not request from other providers.
        """
        access = self._access(request)
        if access is None:
            code = "InvalidAuthenticationToken"
            return _unauthorized({"error": {"code": code, "message": "Access token is empty."}})
        return _json(access.person.graph())

    def _access(self, request: Request) -> Access | None:
        header = request.authorization
        if header is None or header.type != "bearer":
            return None
        return self.state.tokens.get(header.token or "")


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _s256(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _unauthorized(document: Mapping[str, object]) -> Response:
    response = _json(document, 401)
    response.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    return response


def _json(document: Mapping[str, object], status: int = 200) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(json.dumps(document), status, headers, mimetype="application/json")
