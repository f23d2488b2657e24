"""Static files: the URL of each carries the hash of its content, so that it may be kept for a year.

``url("site.css")`` gives that URL; templates call it as ``static``. The files are those of
``web/static``; a new one needs no more than a media type here.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

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
_PACKED = {".png", ".woff2"}  # compressed by themselves
# `from "./picture.js"` and `import "./picture.js"`: the modules that a module of ours loads.
_IMPORT = re.compile(rb'((?:from|import)\s*)"\./([\w/.-]+)"')


@dataclass(frozen=True)
class Representation:
    """What is answered, and the digest that names it: 32 hexadecimal digits of SHA-256."""

    content: bytes
    media_type: str
    digest: str
    compressible: bool = True

    @functools.cached_property
    def compressed(self) -> bytes:
        return gzip.compress(self.content, 9, mtime=0)


def representation(content: bytes, media_type: str, *, compressible: bool = True) -> Representation:
    """Give content with its digest."""
    digest = hashlib.sha256(content).hexdigest()[:32]
    return Representation(content, media_type, digest, compressible)


@functools.cache
def names() -> frozenset[str]:
    """The files that there are, by their paths in the folder, with slashes."""
    files = (file for file in FOLDER.rglob("*") if file.suffix in MEDIA_TYPES)
    return frozenset(file.relative_to(FOLDER).as_posix() for file in files)


@functools.cache
def file(name: str) -> Representation:
    """Give a file of ``names()``. Modules that it imports are named by their own hashed URLs.

    Raises KeyError for every other name: no path is made of what a client sent.
    """
    if name not in names():
        raise KeyError(name)
    path = FOLDER / name
    content = path.read_bytes()
    if path.suffix == ".js":
        content = _IMPORT.sub(_hashed, content)
    return representation(
        content, MEDIA_TYPES[path.suffix], compressible=path.suffix not in _PACKED
    )


def _hashed(found: re.Match[bytes]) -> bytes:
    name = found[2].decode()
    return found[1] + b'"' + url(name).encode() + b'"' if name in names() else found[0]


def version(name: str) -> str:
    """Give what stands in the URL for the content of a file. Raises KeyError."""
    return file(name).digest[:16]


def url(name: str) -> str:
    """Give the URL of a file, ``/static/<version>/<name>``. Raises KeyError."""
    return f"/static/{version(name)}/{name}"


def takes_gzip(accept_encoding: str) -> bool:
    """Whether a client takes gzip, by its Accept-Encoding (RFC 9110, 12.5.3)."""
    for part in accept_encoding.lower().split(","):
        coding, _, weight = part.replace(" ", "").partition(";q=")
        if coding in ("gzip", "x-gzip", "*"):
            return weight.strip("0.") != "" if weight else True
    return False
