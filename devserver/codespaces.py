"""GitHub Codespaces: a port of the machine has a public address, which the browser uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_DOMAIN = "app.github.dev"


def address(port: int, environment: Mapping[str, str]) -> str:
    """Return the address at which Codespaces forwards a port, "" on any other machine.

    It is made of variables that Codespaces sets: CODESPACES, CODESPACE_NAME and
    GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN.
    """
    name = environment.get("CODESPACE_NAME", "")
    if environment.get("CODESPACES") != "true" or not name:
        return ""
    domain = environment.get("GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN") or _DOMAIN
    return f"https://{name}-{port}.{domain}"


def restored(
    headers: Sequence[tuple[str, str]], port: int, environment: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Return a request's headers with the Origin that the browser sent.

    Codespaces replaces an Origin that is the address of the port by the port's local one, and
    leaves any other as it is (seen by others: https://github.com/symfony/demo/issues/1542).
    """
    public = address(port, environment)
    local = {f"{scheme}://localhost:{port}" for scheme in ("http", "https")} if public else set()
    return [
        (name, public if name.lower() == "origin" and value in local else value)
        for name, value in headers
    ]
