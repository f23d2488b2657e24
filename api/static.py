"""Static files: the URL of each carries the hash of its content, so that it may be kept for a year.

``url("site.css")`` gives that URL; templates call it as ``static``. The files are those of
``web/static``; a new one needs no more than a media type here.
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
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}
# `from "./picture.js"` and `import "./picture.js"`: the modules that a module of ours loads.
_IMPORT = re.compile(rb'((?:from|import)\s*)"\./([\w/.-]+)"')


@functools.cache
def names() -> frozenset[str]:
    """The files that there are, by their paths in the folder, with slashes."""
    files = (file for file in FOLDER.rglob("*") if file.suffix in MEDIA_TYPES)
    return frozenset(file.relative_to(FOLDER).as_posix() for file in files)


@functools.cache
def file(name: str) -> responses.Representation:
    """Give a file of ``names()``. Modules that it imports are named by their own hashed URLs.

    Raises KeyError for every other name: no path is made of what a client sent.
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
    """Give what stands in the URL for the content of a file. Raises KeyError."""
    return file(name).digest[:16]


def url(name: str) -> str:
    """Give the URL of a file, ``/static/<version>/<name>``. Raises KeyError."""
    return f"/static/{version(name)}/{name}"
