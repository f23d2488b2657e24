"""Sites whose pages may show charts, by the Referer, Origin and Fetch Metadata of a request.

This stops pages of other sites, whose headers the browser sets. It does not stop programs, which
can send any header; use signatures for those.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from api import ascii_text
from api.errors import ParameterError

VARY: Final = "Origin, Referer, Sec-Fetch-Site"
"""The request headers that the decision depends on."""

# Without user information, which browsers never send (RFC 9110, section 10.1.3).
_host = re.compile(r"https?://([^/?#@:\[\]\\]+|\[[^\]]*\])(?::\d*)?(?:[/?#]|$)", re.ASCII).match


def refusal(
    headers: Mapping[str, str], own: str, allowed: Sequence[str], *, required: bool
) -> ParameterError | None:
    """Return why a request is refused by the site that it comes from, None if it is allowed.

    ``headers`` ignores case; ``own`` is the host that the request was sent to. Pages of the app
    itself are always allowed: by Sec-Fetch-Site, in browsers without it by their host. An Origin
    takes precedence over a Referer; an Origin of ``null`` counts as absent.
    """
    if ascii_text.lower(ascii_text.trim(headers.get("sec-fetch-site", ""))) == "same-origin":
        return None
    origin, page = (ascii_text.trim(headers.get(name, "")) for name in ("origin", "referer"))
    name, sent = ("Origin", origin) if origin not in ("", "null") else ("Referer", page)
    if not sent:
        if not required:
            return None
        return ParameterError("Referer", "is missing", "a page of a site that may show charts")
    match = _host(sent)
    host = ascii_text.lower(match[1]).removesuffix(".") if match else ""
    if host and (host == own or any(_matches(host, entry) for entry in allowed)):
        return None
    return ParameterError(name, "is of another site", "pages of the sites that may show charts")


def _matches(host: str, entry: str) -> bool:
    if entry.startswith("*."):
        return host.endswith(entry[1:])
    return host == entry


def host_of(url: str) -> str:
    """Return the host of a URL in lower case, without its port; "" if it has none."""
    match = _host(url)
    return ascii_text.lower(match[1]) if match else ""
