"""The paths of sign-in, which settings can change.

The settings are read when the app is loaded, as routes are declared then. A wrong one must not stop
the charts: the path is the default then, and ``auth.settings`` reports the reason.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Final

_DEFAULTS: Final = {
    "LOGIN_PATH": "/login",
    "REDIRECT_PATH": "/getAToken",  # what Microsoft's samples register
    "LOGOUT_PATH": "/logout",
}
_path = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+").fullmatch
# The first step of paths that are others': of this app, and of the platform.
_TAKEN: Final = {
    "admin", "chart", "charts", "docs", "gallery", "generate_name", "healthz", "me",
    "openapi.json", "playground", "profile", "runtime", "static",
}  # fmt: skip


def read(environment: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return the path of each setting, and what is wrong with the settings.

    A slash is added in front, and one at the end removed.
    """
    paths, reasons = dict(_DEFAULTS), []
    for name, default in _DEFAULTS.items():
        text = environment.get(name, "").strip()
        path = "/" + text.strip("/") if text else default
        if not _path(path) or path.split("/")[1].lower() in _TAKEN:
            reasons.append(f"{name} must be a path such as {default} that no other function has")
        else:
            paths[name] = path
    if len({path.lower() for path in paths.values()}) < len(paths):
        reasons.append(f"{', '.join(_DEFAULTS)} must be different paths")
        paths = dict(_DEFAULTS)
    return paths, reasons


_PATHS: Final = read(os.environ)[0]
LOGIN: Final = _PATHS["LOGIN_PATH"]
CALLBACK: Final = _PATHS["REDIRECT_PATH"]
LOGOUT: Final = _PATHS["LOGOUT_PATH"]


def route(path: str) -> str:
    """Return a path as the platform declares routes: without the slash at the start."""
    return path.strip("/")
