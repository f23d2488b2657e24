"""What someone pastes: a chart URL of either dialect, on any host, or an ``<img>`` tag with one."""

from __future__ import annotations

import html
import re
from typing import Literal, NamedTuple
from urllib.parse import quote, urlsplit

from api.query import pairs
from charts.native.query import KINDS

# What a query may hold as it is; other characters are percent-encoded (RFC 3986, and | { } ^).
_KEPT = "%/?:@!$&'()*+,;=-._~|{}^[]"
_SOURCE = re.compile(
    r"""<img\b[^>]*?\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE
)
_NO_PICTURE = re.compile(r"(?:^|(?<=&))chof=(?:json|validate)(?:&|$)", re.IGNORECASE)


class Imported(NamedTuple):
    """A chart URL, taken apart."""

    dialect: Literal["native", "google"]
    kind: str
    """Of a native chart."""
    pairs: list[tuple[str, str]]
    url: str
    """Path and query of the picture in this app."""


def read(text: str) -> Imported:
    """Read what was pasted. Raises ValueError with what is wrong, for the person who pasted it."""
    found = _SOURCE.search(text)
    url = "".join((found[1] or found[2] or found[3]) if found else text).strip()
    if "&amp;" in url or found:
        url = html.unescape(url)
    if not url:
        raise ValueError("Paste a URL of a chart.")
    if "?" not in url and re.match(r"(\w+=[^&]*&)*ch(t|st)=", url):
        url = "/chart?" + url
    url = "".join(url.split("\n")).partition("#")[0]
    try:
        path = urlsplit(url).path
    except ValueError:
        raise ValueError("This is no URL.") from None
    query = quote(url.partition("?")[2], safe=_KEPT, errors="replace")
    steps = [step.lower() for step in path.split("/") if step]
    if steps[-2:-1] == ["charts"] and steps[-1] in KINDS:
        address = f"/charts/{steps[-1]}?{query}"
        return Imported("native", steps[-1], pairs(address), address)
    if steps[-1:] == ["chart"]:
        address = "/chart?" + _NO_PICTURE.sub("", query).rstrip("&")
        return Imported("google", "", pairs("?" + query), address)
    raise ValueError(
        "This is no URL of a chart: its path is to be /chart, as in"
        " https://chart.googleapis.com/chart?cht=…, or /charts/ and"
        f" {', '.join(KINDS[:-1])} or {KINDS[-1]}."
    )
