"""Sign-in: the environment variables that make the app use the local OpenID provider."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from devserver.errors import AppError

OWN = (
    "CLIENT_ID",
    "CLIENT_MANAGED_IDENTITY",
    "CLIENT_CERTIFICATE",
    "CLIENT_SECRET",
    "AUTHORITY",
    "OIDC_AUTHORITY",
)
"""An app with one of these settings has a provider of its own."""
AZURE = (
    "WEBSITE_INSTANCE_ID",
    "WEBSITE_SITE_NAME",
    "WEBSITE_POD_NAME",
    "FUNCTIONS_EXTENSION_VERSION",
)
"""Variables that Azure sets and a developer's machine does not."""
TRUSTED = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
"""Variables in which requests looks for the file of trusted certificate authorities."""
HANDED_DOWN = "DEVSERVER_SIGN_IN"
"""With --reload, the variable in which the parent passes the settings to the server, as JSON."""
CLIENT_ID = "6c6f6361-6c2d-4f70-a6e4-69642d617070"


@dataclass(frozen=True)
class Provider:
    """A provider that is running, and the environment variables the app needs to use it."""

    url: str  # of its pages
    settings: Mapping[str, str]


def is_wanted(environment: Mapping[str, str]) -> bool:
    """Return whether the app has no sign-in settings of its own; blank ones do not count."""
    return not any(environment.get(name) for name in OWN)


def announcement(provider: Provider) -> str:
    """Return the line that tells the developer where the provider is."""
    return f"Sign-in: local OpenID provider at {provider.url} (made-up people, no passwords)"


@contextlib.contextmanager
def configured(base_url: str, port: int) -> Iterator[Provider | None]:
    """Make the app at ``base_url`` use the provider inside the context, unless it has its own.

    Yields the provider if it is started here: not if the app has its own, or if the parent
    process runs it. The app reads its settings at the first sign-in, so it may already be loaded.
    Raises ``AppError`` like ``provider``.
    """
    if not is_wanted(os.environ):
        yield None
    elif handed_down := os.environ.get(HANDED_DOWN):
        os.environ.update(json.loads(handed_down))
        yield None
    else:
        with provider(base_url, port, os.environ) as running:
            os.environ.update(running.settings)
            yield running


@contextlib.contextmanager
def provider(base_url: str, port: int, environment: Mapping[str, str]) -> Iterator[Provider]:
    """Run the provider for the app at ``base_url`` inside the context; its pages are on ``port``.

    From the app's ``environment`` it keeps the path of the redirect URI, the session keys, the
    trusted certificate authorities and the proxy exceptions. Raises ``AppError`` in Azure, if the
    port cannot be used, and if the file of certificate authorities cannot be read.
    """
    for name in AZURE:
        if environment.get(name):
            raise AppError(
                f"The local OpenID provider never runs in Azure, and {name} is set."
                " Start the server with --no-provider."
            )
    # Imported here because a server without the provider starts faster.
    import certifi

    from devserver.provider import server
    from devserver.provider.state import Client, State

    authorities = next(filter(None, map(environment.get, TRUSTED)), certifi.where())
    try:
        trusted = Path(authorities).read_bytes()
    except OSError as error:
        raise AppError(f"The certificates in {authorities} cannot be read: {error}") from error
    client = Client(
        client_id=CLIENT_ID,
        secret=secrets.token_urlsafe(32),
        redirect_uri=base_url + environment.get("REDIRECT_PATH", "/getAToken"),
        post_logout_redirect_uri=f"{base_url}/",
    )
    with contextlib.ExitStack() as stack:
        try:
            running = stack.enter_context(server.running(State(client), port, environment))
        except OSError as error:
            raise AppError(f"Port {port} cannot be used for the provider: {error}") from error
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="devserver-")))
        bundle = folder / "authorities.pem"
        bundle.write_bytes(trusted + b"\n" + running.certificate)
        exceptions = environment.get("no_proxy") or environment.get("NO_PROXY")
        unproxied = ",".join(filter(None, [exceptions, "localhost", "127.0.0.1"]))
        settings = {
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
        yield Provider(running.front, settings)
