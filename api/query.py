"""Query text: the one place where it is parsed.

``req.params`` is not used anywhere in the app: the platform drops blank values from it, joins
repeated ones with a comma and merges names that differ only by case.
"""

from __future__ import annotations

from urllib.parse import parse_qsl


def pairs(url: str) -> list[tuple[str, str]]:
    """Give the (name, value) pairs of a URL's query, decoded, in order, blank ones included.

    ``+`` is a space and ``%XX`` a byte of UTF-8 text; a ``%`` that starts no such escape stands
    for itself. Bytes that are not UTF-8 become lone surrogates, so that whoever validates the
    value can refuse it rather than draw something else.
    """
    query = url.partition("#")[0].partition("?")[2]
    return parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
