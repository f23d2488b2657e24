"""Pasted chart URLs: of either dialect, on any host, or in a tag such as ``<img>`` or ``<a>``."""

from __future__ import annotations

import html
import re
from typing import Literal, NamedTuple
from urllib.parse import quote, urlsplit

from api import ascii_text
from charts.native.kinds import KINDS

# Characters that stay as they are in a query; others are percent-encoded (RFC 3986, and | { } ^).
_UNESCAPED = "%/?:@!$&'()*+,;=-._~|{}^[]"
_AROUND = "".join(map(chr, range(33)))  # what browsers strip of a URL (URL Standard, section 4.4)
_VALUE = r"""\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))"""
_source = re.compile(r"<img\b[^<>]*?\bsrc" + _VALUE, re.IGNORECASE | re.ASCII).search
_link = re.compile(r"<[a-z]+\b[^<>]*?\b(?:src|href)" + _VALUE, re.IGNORECASE | re.ASCII).search
_NO_PICTURE = re.compile(r"(?:^|(?<=&))chof=(?:json|validate)(?:&|$)", re.IGNORECASE | re.ASCII)


class NoUrlError(ValueError):
    """Raised if pasted markup has no URL at all."""


class Imported(NamedTuple):
    """A chart URL, parsed."""

    dialect: Literal["native", "google"]
    kind: str
    """Of a native chart; "" for Google's."""
    query: str
    """The query as it was pasted, percent-encoded; a signature is part of it."""
    url: str
    """Path and query of the picture in this app."""


def read(text: str) -> Imported:
    """Parse what was pasted. Raises ValueError with a message for the person who pasted it."""
    tag = _source(text) or _link(text)
    url = ((tag[1] or tag[2] or tag[3] or "") if tag else text).strip(_AROUND)
    if "&amp;" in url or tag:
        url = html.unescape(url)
    if (not url and tag) or ascii_text.lower(url[:4]) == "<img":
        raise NoUrlError("The src of this tag is empty: paste the URL of a chart.")
    if url.startswith("<"):
        raise ValueError("This is markup without the URL of a chart: paste the URL alone.")
    if not url:
        raise ValueError("Paste the URL of a chart.")
    if "?" not in url and re.match(r"(\w+=[^&]*&)*ch(t|st)=", url, re.ASCII):
        url = "/chart?" + url
    url = "".join(url.split("\n")).partition("#")[0]
    try:
        path = urlsplit(url).path
    except ValueError:
        raise ValueError("This is not a URL.") from None
    query = quote(url.partition("?")[2], safe=_UNESCAPED, errors="replace")
    steps = [ascii_text.lower(step) for step in path.split("/") if step]
    if steps[-2:-1] == ["charts"] and steps[-1] in KINDS:
        address = f"/charts/{steps[-1]}?{query}"
        return Imported("native", steps[-1], query, address)
    if steps[-1:] == ["chart"]:
        address = "/chart?" + _NO_PICTURE.sub("", query).rstrip("&")
        return Imported("google", "", query, address)
    raise ValueError(
        "This is not the URL of a chart: its path must be /chart, as in"
        " https://chart.googleapis.com/chart?cht=…, or /charts/ and a kind:"
        f" {', '.join(KINDS[:-1])} or {KINDS[-1]}."
    )
