"""Addresses that end like files: ``/charts/bar.png?…``, ``/chart.svg?…``.

Wikis and editors show only those as pictures. An extension says what the parameter of the format
says, so the two must agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from api import ascii_text
from api.errors import ParameterError, Problem
from api.query import pairs

from ..diagnostics import quoted

EXTENSIONS: Final = {
    "png": "png", "svg": "svg", "pdf": "pdf", "webp": "webp", "jpg": "jpg", "jpeg": "jpg",
    "gif": "gif",
}  # fmt: skip
"""What an address may end with, and the format that it is."""


def split(name: str) -> tuple[str, str]:
    """Return the last part of a path without its extension, and the extension, "" for none."""
    stem, dot, extension = name.rpartition(".")
    if dot and ascii_text.lower(extension) in EXTENSIONS:
        return stem, ascii_text.lower(extension)
    return name, ""


def checked(extension: str) -> str:
    """Return an extension of a route in lower case. Raises Problem, 404, if it is none."""
    extension = ascii_text.lower(extension)
    if extension not in EXTENSIONS:
        raise Problem(404, f"An address of a picture may end in .{', .'.join(EXTENSIONS)}.")
    return extension


def query(text: str, extension: str, names: Sequence[str]) -> str:
    """Return a query that also has the format of the extension.

    ``names`` are what the parameter is called. Raises Problem, 400, if the two disagree.
    """
    if check(pairs(f"?{text}"), extension, names):
        return text
    return f"{text}{'&' if text else ''}{names[0]}={EXTENSIONS[extension]}"


def check(given: Iterable[tuple[str, Any]], extension: str, names: Sequence[str]) -> bool:
    """Return whether parameters say the format. Raises Problem, 400, if it is another one.

    What is not the format of a picture, as a page of diagnostics, has no format to disagree with.
    """
    known = {ascii_text.lower(name) for name in names}
    said = False
    for name, value in given:
        text = ascii_text.lower(ascii_text.strip(str(value))).removeprefix(".")
        if ascii_text.lower(name) not in known or not text:
            continue
        if text != "validate" and EXTENSIONS.get(text) != EXTENSIONS[extension]:
            detail = f"is {quoted(value)}, but the address ends in .{extension}"
            allowed = f"{EXTENSIONS[extension]}, or no {name}"
            raise Problem(
                400,
                f"The address ends in .{extension}, but {name} is {quoted(value)}.",
                [ParameterError(name, detail, allowed)],
            )
        said = True
    return said
