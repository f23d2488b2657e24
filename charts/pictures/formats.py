"""The format that a request asks for: in a parameter, by how its address ends, or in ``Accept``.

Addresses may end like files, as in ``/charts/bar.png?…``, which wikis and editors show as pictures.
An extension says what the parameter says, so the two must agree. ``Accept`` decides only if neither
says anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from api import ascii_text
from api.errors import ParameterError, Problem
from api.named_tuple import NamedTuple

from ..diagnostics import quoted

EXTENSIONS: Final = {
    "png": "png", "svg": "svg", "pdf": "pdf", "webp": "webp", "jpg": "jpg", "jpeg": "jpg",
    "gif": "gif",
}  # fmt: skip
"""What an address may end with, and the format that it is."""
_TYPES: Final = {
    "image/png": "png", "image/webp": "webp", "image/svg+xml": "svg", "application/pdf": "pdf",
    "image/jpeg": "jpg", "image/gif": "gif",
}  # fmt: skip


class Asked(NamedTuple):
    """The format that a request asks for other than by a parameter."""

    format: str
    """Empty: a parameter says it, or nothing does."""
    vary: str = ""
    """The request header that it depends on."""


def split(name: str) -> tuple[str, str]:
    """Return the last part of a path without its extension, and the extension, "" for none."""
    stem, dot, extension = name.rpartition(".")
    if dot and ascii_text.lower(extension) in EXTENSIONS:
        return stem, ascii_text.lower(extension)
    return name, ""


def asked(
    parameters: Iterable[tuple[str, Any]],
    names: Sequence[str],
    extension: str,
    accept: str,
    default: str = "png",
) -> Asked:
    """Return the format that a request asks for by its extension, or else by ``Accept``.

    ``names`` are those of the parameter for the format, ``default`` is the format without one.
    Raises Problem: 404 for an unknown extension, 400 if it disagrees with the parameter.
    """
    extension = ascii_text.lower(extension)
    if extension and extension not in EXTENSIONS:
        raise Problem(404, f"An address of a picture may end in .{', .'.join(EXTENSIONS)}.")
    given = _given(parameters, names)
    if extension:
        for name, value in given:
            _check(name, value, extension)
        return Asked("" if given else EXTENSIONS[extension])
    return Asked("") if given else Asked(preferred(accept, default), "Accept")


def preferred(accept: str, default: str = "png") -> str:
    """Return the format that an ``Accept`` header prefers to the default, "" if there is none.

    A header that asks for a page, as that of a browser whose user opens an address, has no say: it
    only lists the pictures that the browser could show.
    """
    weights: dict[str, float] = {}
    for name, weight in ascii_text.weighted(accept):
        weights[name] = max(weight, weights.get(name, 0.0))
    if weights.get("text/html"):
        return ""
    usual = _weight(next(name for name, form in _TYPES.items() if form == default), weights)
    best = max(weights, key=lambda name: weights[name] if name in _TYPES else 0.0, default="")
    return _TYPES[best] if best in _TYPES and weights[best] > usual else ""


def _weight(media_type: str, weights: dict[str, float]) -> float:
    """Return how much a media type is wanted: the most specific entry counts (RFC 9110, 12.5.1)."""
    for name in (media_type, media_type.partition("/")[0] + "/*", "*/*"):
        if name in weights:
            return weights[name]
    return 0.0


def _given(parameters: Iterable[tuple[str, Any]], names: Sequence[str]) -> list[tuple[str, Any]]:
    known = {ascii_text.lower(name) for name in names}
    return [(n, v) for n, v in parameters if ascii_text.lower(n) in known and v not in ("", None)]


def _check(name: str, value: Any, extension: str) -> None:
    """Raise Problem if the parameter says another format than the extension.

    What is not the format of a picture, as a page of diagnostics, has no format to disagree with.
    """
    text = ascii_text.lower(ascii_text.strip(str(value))).removeprefix(".")
    if text != "validate" and EXTENSIONS.get(text) != EXTENSIONS[extension]:
        raise Problem(
            400,
            f"The address ends in .{extension}, but {name} is {quoted(value)}.",
            [
                ParameterError(
                    name,
                    f"is {quoted(value)}, but the address ends in .{extension}",
                    f"{EXTENSIONS[extension]}, or no {name}",
                )
            ],
        )


def query(text: str, name: str, format_: str) -> str:
    """Return a query that also has a format, unless it is empty."""
    return f"{text}{'&' if text else ''}{name}={format_}" if format_ else text
