"""GitHub Codespaces: a port of the machine has a public address, which the browser uses."""

from __future__ import annotations

from collections.abc import Mapping

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
