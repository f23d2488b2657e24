"""The endpoints for browsers, over http: authorization and logout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from devserver.provider import pages, people
from devserver.provider.state import Grant, ProtocolError, Session, State

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

AUTHORIZE = "/local/authorize"
LOGOUT = "/local/logout"
COOKIE = "local-openid-provider"

SCOPES = frozenset({*people.SCOPE_CLAIMS, "User.Read"})
_challenge = re.compile("[A-Za-z0-9_-]{43}").fullmatch  # RFC 7636, section 4.2: a SHA-256

_seconds = re.compile("[0-9]{1,9}").fullmatch


class Front:
    """The WSGI application that browsers talk to."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.addresses = Map(
            [
                Rule("/", endpoint=self.home, methods=["GET"]),
                Rule(AUTHORIZE, endpoint=self.authorize, methods=["GET", "POST"]),
                Rule(LOGOUT, endpoint=self.end_session, methods=["GET", "POST"]),
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
        except NotFound:
            return pages.message("Page not found", "Start at the app.", 404)
        except HTTPException as error:
            return pages.message(error.name, error.description or "", error.code or 400)
        return response

    def home(self, request: Request) -> Response:
        """Explain what this is to a visitor of the address that is printed at the start."""
        app = self.state.client.post_logout_redirect_uri
        text = f"The app sends visitors here to sign in. Start at {app}"
        return pages.message("Local OpenID provider", text)

    def authorize(self, request: Request) -> Response:
        """Answer an authorization request (OpenID Connect Core 1.0, section 3.1.2).

        The form of the sign-in page is sent here too, with the same query, which is checked again:
        nothing is stored in between. If the client or its address is unknown, the visitor gets a
        page and is not redirected (RFC 6749, section 4.1.2.1).
        """
        client, asked = self.state.client, request.args
        if asked.getlist("client_id") != [client.client_id]:
            return pages.message("Sign-in is not possible", "The client_id is unknown.", 400)
        if asked.getlist("redirect_uri") != [client.redirect_uri]:
            text = f"The redirect_uri is not {client.redirect_uri}"
            return pages.message("Sign-in is not possible", text, 400)
        try:
            check(asked.to_dict(flat=False))
            return self._sign_in(request)
        except ProtocolError as error:
            return self._back({"error": error.code, "error_description": error.description}, asked)

    def _sign_in(self, request: Request) -> Response:
        asked, form = request.args, request.form
        prompt = set(asked.get("prompt", "").split())
        if request.method == "POST":
            if "cancel" in form:
                raise ProtocolError("access_denied", "The visitor pressed Cancel.")
            if "username" in form:
                person = people.with_username(form["username"])
            else:
                person = people.with_name(form.get("name", ""))
            if person is None:
                return pages.sign_in(f"A name must have 1 to {people.LONGEST_NAME} characters.")
            session = Session(person, int(self.state.now()))
            response = self._grant(asked, session)
            self.state.sessions.take(request.cookies.get(COOKIE, ""))
            name = self.state.sessions.add(session)
            response.set_cookie(COOKIE, name, path="/local", httponly=True, samesite="Lax")
            return response
        current = self.state.sessions.get(request.cookies.get(COOKIE, ""))
        if current is not None and "max_age" in asked:
            age = self.state.now() - current.began
            current = current if age <= int(asked["max_age"]) else None
        if prompt == {"none"}:
            if current is None:
                raise ProtocolError("login_required", "Nobody is signed in.")
            return self._grant(asked, current)
        if prompt or current is None:
            return pages.sign_in(login_hint=asked.get("login_hint", ""))
        return self._grant(asked, current)

    def _grant(self, asked: Mapping[str, str], session: Session) -> Response:
        grant = Grant(
            client_id=asked["client_id"],
            redirect_uri=asked["redirect_uri"],
            code_challenge=asked["code_challenge"],
            nonce=asked.get("nonce"),
            scopes=SCOPES & frozenset(asked["scope"].split()),
            person=session.person,
            signed_in=session.began,
        )
        return self._back({"code": self.state.codes.add(grant)}, asked)

    def _back(self, answer: Mapping[str, str], asked: Mapping[str, str]) -> Response:
        """Redirect the browser to the app, always with the issuer (RFC 9207, section 2)."""
        query = {**answer, "iss": self.state.issuer}
        if "state" in asked:
            query["state"] = asked["state"]
        return _redirect(self.state.client.redirect_uri, query)

    def end_session(self, request: Request) -> Response:
        """Sign out (OpenID Connect RP-Initiated Logout 1.0) and redirect to the app if asked to."""
        asked = request.form if request.method == "POST" else request.args
        self.state.sessions.take(request.cookies.get(COOKIE, ""))
        wanted = asked.getlist("post_logout_redirect_uri")
        if not wanted:
            response = pages.message("Signed out", "You can close this page.")
        elif wanted == [self.state.client.post_logout_redirect_uri]:
            query = {"state": asked["state"]} if "state" in asked else {}
            response = _redirect(wanted[0], query)
        else:
            text = "The post_logout_redirect_uri is not the app's."
            response = pages.message("Signed out", text, 400)
        response.delete_cookie(COOKIE, path="/local", httponly=True, samesite="Lax")
        return response


def check(asked: Mapping[str, list[str]]) -> None:
    """Raise ``ProtocolError`` if the parameters of an authorization request are invalid."""
    if any(len(values) > 1 for values in asked.values()):
        raise ProtocolError("invalid_request", "A parameter is repeated.")
    given = {name: values[0] for name, values in asked.items()}
    for name in ("request", "request_uri"):
        if name in given:
            raise ProtocolError(f"{name}_not_supported", "Parameters must be in the query.")
    if given.get("response_type") != "code":
        raise ProtocolError("unsupported_response_type", "Only 'code' is supported.")
    if given.get("response_mode", "query") != "query":
        raise ProtocolError("invalid_request", "Only response_mode 'query' is supported.")
    if "openid" not in given.get("scope", "").split():
        raise ProtocolError("invalid_scope", "The scope must contain 'openid'.")
    if given.get("code_challenge_method") != "S256":
        raise ProtocolError("invalid_request", "PKCE with S256 is required.")
    if not _challenge(given.get("code_challenge", "")):
        raise ProtocolError("invalid_request", "The code_challenge is not a SHA-256 in base64url.")
    if not _seconds(given.get("max_age", "0")):
        raise ProtocolError("invalid_request", "The max_age is not a number of seconds.")
    prompt = given.get("prompt", "").split()
    if "none" in prompt and len(prompt) > 1:
        raise ProtocolError("invalid_request", "prompt 'none' must be the only one.")


def _redirect(location: str, query: Mapping[str, str]) -> Response:
    mark = "?" if query else ""
    headers = {**pages.HEADERS, "Location": f"{location}{mark}{urlencode(query)}"}
    return Response(status=303, headers=headers)
