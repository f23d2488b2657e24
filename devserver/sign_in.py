"""Signing in: the environment that makes the app use the local OpenID provider."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from devserver.errors import AppError

OWN = ("CLIENT_ID", "CLIENT_SECRET", "AUTHORITY", "OIDC_AUTHORITY")
"""An app that has one of these settings has its own provider."""
AZURE = (
    "WEBSITE_INSTANCE_ID",
    "WEBSITE_SITE_NAME",
    "WEBSITE_POD_NAME",
    "FUNCTIONS_EXTENSION_VERSION",
)
"""Variables that Azure sets and a developer's machine does not."""
TRUSTED = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
"""Where requests looks for the file of certificate authorities to trust."""
HANDED_DOWN = "DEVSERVER_SIGN_IN"
"""With --reload: how the parent, which has the provider, tells the server of it, as JSON."""
CLIENT_ID = "6c6f6361-6c2d-4f70-a6e4-69642d617070"


def is_wanted(environment: Mapping[str, str]) -> bool:
    """Whether the app has no sign-in settings of its own; blank ones do not count."""
    return not any(environment.get(name) for name in OWN)


@contextlib.contextmanager
def configured(base_url: str, port: int) -> Iterator[None]:
    """Have the app use the provider while the context lasts, if it has none of its own.

    The app reads its settings at the first sign-in, so this may come after the app is loaded.
    """
    if not is_wanted(os.environ):
        yield
        return
    with contextlib.ExitStack() as stack:
        handed_down = os.environ.get(HANDED_DOWN)
        settings = (
            json.loads(handed_down)
            if handed_down
            else stack.enter_context(provider(base_url, port, os.environ))
        )
        os.environ.update(settings)
        yield


@contextlib.contextmanager
def provider(base_url: str, port: int, environment: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Run the provider while the context lasts; give what the app's environment needs for it.

    Of the app's present ``environment`` the path of the redirect URI, the keys of its sessions and
    what it trusts and proxies are kept. Raises ``AppError`` in Azure, when a package is missing and
    when the port is not to be had.
    """
    for name in AZURE:
        if environment.get(name):
            raise AppError(
                f"The local OpenID provider never runs in Azure, and {name} is set."
                " --no-provider leaves it out."
            )
    try:
        import certifi

        from devserver.provider import server
        from devserver.provider.state import Client, State
    except ModuleNotFoundError as error:
        raise AppError(
            f"The local OpenID provider needs {error.name}: install requirements-dev.txt,"
            " or say --no-provider."
        ) from error
    named = next(filter(None, map(environment.get, TRUSTED)), certifi.where())
    try:
        trusted = Path(named).read_bytes()
    except OSError as error:
        raise AppError(f"The certificates in {named} cannot be read: {error}") from error
    client = Client(
        client_id=CLIENT_ID,
        secret=secrets.token_urlsafe(32),
        redirect_uri=base_url + environment.get("REDIRECT_PATH", "/getAToken"),
        post_logout_redirect_uri=f"{base_url}/",
    )
    with contextlib.ExitStack() as stack:
        try:
            running = stack.enter_context(server.running(State(client), port))
        except OSError as error:
            raise AppError(f"Port {port} is not to be had for the provider: {error}") from error
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="devserver-")))
        bundle = folder / "authorities.pem"
        bundle.write_bytes(trusted + b"\n" + running.authority)
        proxied = environment.get("no_proxy") or environment.get("NO_PROXY")
        unproxied = ",".join(filter(None, [proxied, "localhost", "127.0.0.1"]))
        print(
            f"Sign-in: local OpenID provider at {running.front} (nobody's real account)", flush=True
        )
        yield {
            "CLIENT_ID": client.client_id,
            "CLIENT_SECRET": client.secret,
            "OIDC_AUTHORITY": running.issuer,
            "BASE_URL": base_url,
            "SESSION_KEYS": environment.get("SESSION_KEYS") or secrets.token_urlsafe(32),
            "GRAPH_ME_URL": running.graph_me,
            "REQUESTS_CA_BUNDLE": str(bundle),
            "NO_PROXY": unproxied,
            "no_proxy": unproxied,
        }
