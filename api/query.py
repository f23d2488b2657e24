"""Query text, parsed in one place.

Nothing in the app uses ``req.params``: the platform drops blank values from it, joins repeated
ones with a comma and merges names that differ only in case.
"""

from __future__ import annotations

from urllib.parse import parse_qsl


def pairs(url: str) -> list[tuple[str, str]]:
    """Return the (name, value) pairs of a URL's query, decoded, in order, with blank values.

    ``+`` is a space and ``%XX`` a byte of UTF-8 text; a ``%`` that starts no such escape is
    literal. Bytes that are not UTF-8 become lone surrogates, so that validation can refuse the
    value.
    """
    query = url.partition("#")[0].partition("?")[2]
    return parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
