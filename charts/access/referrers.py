"""Pages that may show charts: by Referer, Origin and Fetch Metadata of the request.

A guard against other sites' pages, which cannot choose what a browser says of them, not against
programs, which can say anything: that is what signatures are for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from api.errors import ParameterError

VARY: Final = "Origin, Referer, Sec-Fetch-Site"
"""What the answer depends on."""

# Without user information, which browsers never send (RFC 9110, section 10.1.3).
_host = re.compile(r"https?://([^/?#@:\[\]\\]+|\[[^\]]*\])(?::\d*)?(?:[/?#]|$)", re.ASCII).match


def refusal(
    headers: Mapping[str, str], own: str, allowed: Sequence[str], *, required: bool
) -> ParameterError | None:
    """Say what is wrong with where a request comes from; None where it may come from there.

    ``headers`` are found in any case, ``own`` is the host that the request was sent to. A page of
    the app itself always may: by Sec-Fetch-Site, by its host in browsers without it. Of a request
    with both an Origin and a Referer the Origin counts; ``null`` is none.
    """
    if headers.get("sec-fetch-site", "").strip().lower() == "same-origin":
        return None
    origin, page = headers.get("origin", "").strip(), headers.get("referer", "").strip()
    name, sent = ("Origin", origin) if origin not in ("", "null") else ("Referer", page)
    if not sent:
        if not required:
            return None
        return ParameterError("Referer", "is missing", "a page of a site that this app draws for")
    found = _host(sent)
    host = found[1].lower().removesuffix(".") if found else ""
    if host and (host == own or any(_fits(host, entry) for entry in allowed)):
        return None
    return ParameterError(name, "is of another site", "pages of the sites that this app draws for")


def _fits(host: str, entry: str) -> bool:
    if entry.startswith("*."):
        return host.endswith(entry[1:])
    return host == entry


def host_of(url: str) -> str:
    """The host of a URL in lower case, without its port; "" where it has none."""
    found = _host(url)
    return found[1].lower() if found else ""
