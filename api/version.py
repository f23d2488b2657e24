"""Which version of the app this is: ``VERSION`` for people, a digest for what is deployed."""

from __future__ import annotations

import functools
import hashlib
import os
from typing import Final

VERSION: Final = "0.1.0"
"""Stands at the top of CHANGELOG.md and in the header ``X-App-Version`` of every answer."""

ROOMS: Final = ("api", "auth", "charts", "names", "openapi", "web")
_KINDS = (".py", ".html", ".js", ".css")


@functools.cache
def build() -> str:
    """Twelve digits that differ wherever the deployed code or its pinned packages do."""
    digest = hashlib.sha256()
    root = os.path.dirname(os.path.dirname(__file__))
    for name in ("function_app.py", "host.json", "requirements.txt"):
        _add(digest, root, os.path.join(root, name))
    for room in ROOMS:
        for folder, folders, files in os.walk(os.path.join(root, room)):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(files):
                if name.endswith(_KINDS):
                    _add(digest, root, os.path.join(folder, name))
    return digest.hexdigest()[:12]


def _add(digest: hashlib._Hash, root: str, path: str) -> None:
    if not os.path.exists(path):
        return
    name = os.path.relpath(path, root).replace(os.sep, "/")
    with open(path, "rb") as file:
        content = file.read()
    digest.update(b"%s\0%d\0%s" % (name.encode(), len(content), content))
