"""The paths of sign-in, which settings can change.

The settings are read when the app is loaded, as routes are declared then.
"""

from __future__ import annotations

import os

LOGIN = os.environ.get("LOGIN_PATH", "/login")
CALLBACK = os.environ.get("REDIRECT_PATH", "/getAToken")  # what Microsoft's samples register
LOGOUT = os.environ.get("LOGOUT_PATH", "/logout")


def route(path: str) -> str:
    """Return a path as the platform declares routes: without the slash at the start."""
    return path.strip("/")
