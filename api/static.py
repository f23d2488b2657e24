"""Static files, with the hash of the content in each URL, so that caches keep them for a year.

``url("site.css")`` returns that URL; templates call it ``static``. The files are those of
``web/static``; a new type of file needs a media type here.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Final

from . import responses

FOLDER = Path(__file__).parents[1] / "web" / "static"
ROUTE = "static/{version}/{*name}"
MEDIA_TYPES: Final = {
    ".css": "text/css",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}
# `from "./picture.js"` and `import "./picture.js"`: modules that a module of ours imports.
_IMPORT = re.compile(rb'((?:from|import)\s*)"\./([\w/.-]+)"')


@functools.cache
def names() -> frozenset[str]:
    """Return the paths of all files in the folder, with slashes."""
    files = (file for file in FOLDER.rglob("*") if file.suffix in MEDIA_TYPES)
    return frozenset(file.relative_to(FOLDER).as_posix() for file in files)


@functools.cache
def file(name: str) -> responses.Representation:
    """Return a file of ``names()``; a module imports other modules by their hashed URLs.

    Raises KeyError for every other name: no path is made from what a client sent.
    """
    if name not in names():
        raise KeyError(name)
    path = FOLDER / name
    content = path.read_bytes()
    if path.suffix == ".js":
        content = _IMPORT.sub(_hashed, content)
    return responses.representation(content, MEDIA_TYPES[path.suffix])


def _hashed(found: re.Match[bytes]) -> bytes:
    name = found[2].decode()
    return found[1] + b'"' + url(name).encode() + b'"' if name in names() else found[0]


def version(name: str) -> str:
    """Return the part of a file's URL that identifies its content. Raises KeyError."""
    return file(name).digest[:16]


def url(name: str) -> str:
    """Return the URL of a file, ``/static/<version>/<name>``. Raises KeyError."""
    return f"/static/{version(name)}/{name}"
