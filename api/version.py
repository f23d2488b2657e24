"""The version of the app: ``VERSION`` for people, digests of what is deployed for programs."""

from __future__ import annotations

import functools
import glob
import hashlib
import os
from typing import Final

VERSION: Final = "0.2.0"
"""Also at the top of CHANGELOG.md and in the header ``X-App-Version`` of every response."""

_SOURCES = (".py", ".html", ".js", ".css")
_ROOT = os.path.dirname(os.path.dirname(__file__))


@functools.cache
def build() -> str:
    """Return twelve hexadecimal digits that differ if the deployed code or its packages do."""
    digest = hashlib.sha256()
    for name in ("function_app.py", "host.json"):
        digest.update(_content(name))
    for room in rooms():
        digest.update(room_digest(room))
    return digest.hexdigest()[:12]


def rooms() -> list[str]:
    """Return the folders of the app that define HTTP functions, those of a fork included."""
    patterns = ("*/functions.py", "*/*/functions.py")
    files = [file for pattern in patterns for file in glob.glob(pattern, root_dir=_ROOT)]
    return sorted({file.partition(os.sep)[0] for file in files})


@functools.cache
def room_digest(room: str) -> bytes:
    """Return a digest of a room's files and of the pinned packages.

    Sources count by their content, data (fonts, outlines of countries) by their size: they are
    large, and the first picture of an instance waits for this.
    """
    digest = hashlib.sha256(_content("requirements.txt"))
    # os.walk takes a third of pathlib's time.
    for folder, folders, files in os.walk(os.path.join(_ROOT, room)):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        inside = os.path.relpath(folder, _ROOT).replace(os.sep, "/")
        for name in sorted(files):
            path = f"{inside}/{name}"
            if name.endswith(_SOURCES):
                content = _content(path)
                digest.update(b"%s\0%d\0%s" % (path.encode(), len(content), content))
            else:
                size = os.stat(f"{folder}/{name}").st_size
                digest.update(b"%s\0%d\0" % (path.encode(), size))
    return digest.digest()


def _content(path: str) -> bytes:
    """Return the content of a file of the app, nothing if it was not deployed."""
    try:
        with open(f"{_ROOT}/{path}", "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""
