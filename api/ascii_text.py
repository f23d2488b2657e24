"""Text of requests by the rules of HTTP and URLs, which speak of ASCII.

Python's own ``strip``, ``lower``, ``float`` and ``\\s`` follow Unicode: they take a no-break space
off, turn the Kelvin sign into ``k`` and read Arabic digits. A browser or proxy does not, and would
understand the same bytes differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_UPPER = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_weight = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?").fullmatch


def trim(text: str) -> str:
    """Return a text without the spaces and tabs around it (RFC 9110, section 5.6.3)."""
    return text.strip(" \t")


def strip(text: str) -> str:
    """Return a text without ASCII whitespace around it (Infra Standard, section 4.6)."""
    return text.strip(" \t\n\f\r")


def lower(text: str) -> str:
    """Return a text with A to Z in lower case, and every other letter unchanged."""
    return text.lower() if text.isascii() else text.translate(_LOWER)


def upper(text: str) -> str:
    """Return a text with a to z in upper case, and every other letter unchanged."""
    return text.upper() if text.isascii() else text.translate(_UPPER)


def elements(header: str) -> Iterator[str]:
    """Yield the elements of a list in a header, without empty ones (RFC 9110, section 5.6.1)."""
    return (element for element in map(trim, header.split(",")) if element)


def media_type(header: str) -> str:
    """Return the media type of a Content-Type in lower case (RFC 9110, section 8.3.1)."""
    return lower(trim(header.partition(";")[0]))


def weighted(header: str) -> Iterator[tuple[str, float]]:
    """Yield the elements of an Accept header in lower case, with their weights.

    0 is "not acceptable", and the weight of one that is malformed (RFC 9110, section 12.4.2).
    """
    for element in elements(lower(header)):
        name, *parameters = map(trim, element.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                match = _weight(parameter[2:])
                weight = float(match[0]) if match else 0.0
        yield name, weight
