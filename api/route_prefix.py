"""The prefix of routes: the app's pages, cookies and documents name their addresses without one."""

from __future__ import annotations

import json
import os
from pathlib import Path

from .errors import SettingsError

_OVERRIDE = "AzureFunctionsJobHost__extensions__http__routePrefix"
_DEFAULT = "api"  # the platform's, where host.json names none


def check(folder: Path) -> None:
    """Raise SettingsError if the routes of the app in this folder have a prefix.

    It is ``extensions.http.routePrefix`` of host.json, or the setting that overrides it.
    """
    prefix = os.environ.get(_OVERRIDE)
    if prefix is None:
        try:
            host = json.loads((folder / "host.json").read_text(encoding="utf-8-sig"))
            prefix = host["extensions"]["http"]["routePrefix"]
        except (OSError, ValueError, KeyError, TypeError):
            prefix = _DEFAULT
    if prefix:
        reason = f'the route prefix is "{prefix}", but this app is served without one:'
        raise SettingsError([f'{reason} set extensions.http.routePrefix of host.json to ""'])
