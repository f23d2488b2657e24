"""Pasted requests for charts: URLs of any dialect and host, tags such as ``<img>``, and bodies."""

from __future__ import annotations

import html
import re
from typing import Any, Literal
from urllib.parse import quote, unquote, urlencode, urlsplit

from api import ascii_text
from api.named_tuple import NamedTuple
from charts.native.kinds import KINDS
from charts.quickchart.endpoints import link

# Characters that stay as they are in a query; others are percent-encoded (RFC 3986, and | { } ^).
_UNESCAPED = "%/?:@!$&'()*+,;=-._~|{}^[]"
_AROUND = "".join(map(chr, range(33)))  # what browsers strip of a URL (URL Standard, section 4.4)
_VALUE = r"""\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))"""
_source = re.compile(r"<img\b[^<>]*?\bsrc" + _VALUE, re.IGNORECASE | re.ASCII).search
_link = re.compile(r"<[a-z]+\b[^<>]*?\b(?:src|href)" + _VALUE, re.IGNORECASE | re.ASCII).search
_markdown = re.compile(r"\[?!\[[^\]]*\]\((\S+)(?:\s+\"[^\"]*\")?\)", re.ASCII).match
_bbcode = re.compile(r"\[img[^\]]*\](.+?)\[/img\]", re.IGNORECASE | re.ASCII).search
_NO_PICTURE = re.compile(
    r"(?:^|(?<=&))(?:chof=(?:json|validate)|validate=[^&]*)(?:&|$)", re.IGNORECASE | re.ASCII
)
_GOOGLE = re.compile(r"(?:^|&)ch(?:t|st)=", re.IGNORECASE | re.ASCII).search
_CONFIG = re.compile(r"(?:^|&)c(?:hart)?=", re.IGNORECASE | re.ASCII).search
_QUERY_ALONE = re.compile(
    r"\??(?:\w+=[^&]*&)*(?:ch?t|chst|c|chart)=", re.IGNORECASE | re.ASCII
).match
_ENDPOINTS = ("qr", "barcode", "graphviz", "wordcloud")
_FORMATS = ("png", "svg", "pdf", "webp", "jpg", "jpeg", "gif")
_MAX_QUERY = 6000
"""Characters of the query of a config that was pasted as a body; a longer one is compressed."""


class NoUrlError(ValueError):
    """Raised if pasted markup has no URL at all."""


class Imported(NamedTuple):
    """A request for a chart, parsed."""

    dialect: Literal["native", "google", "quickchart"]
    kind: str
    """Of a native chart; "" for the others."""
    query: str
    """The query as it was pasted, percent-encoded; a signature is part of it."""
    url: str
    """Path and query of the picture in this app."""
    path: str
    """Of the request, in this app."""


def read(text: str) -> Imported:
    """Parse what was pasted. Raises ValueError with a message for the person who pasted it."""
    if text.strip(_AROUND).startswith("{"):
        return _body(text)
    tag = _source(text) or _link(text)
    url = ((tag[1] or tag[2] or tag[3] or "") if tag else text).strip(_AROUND)
    written = _markdown(url) or _bbcode(url)
    if written:
        url = written[1]
    if "&amp;" in url or tag:
        url = html.unescape(url)
    if (not url and tag) or ascii_text.lower(url[:4]) == "<img":
        raise NoUrlError("The src of this tag is empty: paste the URL of a chart.")
    if url.startswith("<"):
        raise ValueError("This is markup without the URL of a chart: paste the URL alone.")
    if not url:
        raise ValueError("Paste the URL of a chart.")
    if _QUERY_ALONE(url):
        url = "/chart?" + url.removeprefix("?")
    return _address("".join(url.split("\n")))


def _address(url: str) -> Imported:
    address, _, query = url.partition("?")
    if _CONFIG(query) and not _GOOGLE(query):  # a colour in a config, not encoded
        query = query.replace("#", "%23")
    url = f"{address}?{query}".partition("#")[0]
    try:
        path = urlsplit(url).path
    except ValueError:
        raise ValueError("This is not a URL.") from None
    query = quote(url.partition("?")[2], safe=_UNESCAPED, errors="replace")
    shown = _NO_PICTURE.sub("", query).rstrip("&")
    steps = [step for step in path.split("/") if step]
    names = [ascii_text.lower(step) for step in steps]
    last, dot, form = names[-1].rpartition(".") if names else ("", "", "")
    if dot and form in _FORMATS:  # an address with the extension of a file
        names[-1] = last
        asked = {"charts": "format"}.get(names[-2] if len(names) > 1 else "", "f")
        if _GOOGLE(query):
            asked = "chof"
        shown = query = "&".join(filter(None, (query, f"{asked}={form}")))
    if names[-2:-1] == ["charts"] and names[-1] in KINDS:
        path = f"/charts/{names[-1]}"
        return Imported("native", names[-1], query, f"{path}?{query}", path)
    if names[-3:-1] == ["chart", "render"]:
        if not link.is_payload(unquote(steps[-1])):
            raise ValueError(
                "This short URL is the name of a chart that is stored elsewhere, and this app"
                " fetches nothing: open it there, and paste the config of the chart."
            )
        path = "/chart/render/" + quote(unquote(steps[-1]), safe="")
        return Imported("quickchart", "", query, path + (f"?{shown}" if shown else ""), path)
    if names[-2:-1] == ["chart.js"] or names[-1:] == ["chart.js"]:  # of image-charts.com
        version = f"&v={quote(names[-1])}" if names[-1] != "chart.js" else ""
        query, shown = query + version, shown + version
        return Imported("quickchart", "", query, f"/chart?{shown}", "/chart")
    if names[-1:] in (["chart"], ["gchart"]) or names[-2:] == ["chart", "create"]:
        config = names[-1] != "gchart" and _CONFIG(query) and not _GOOGLE(query)
        return Imported(
            "quickchart" if config else "google", "", query, f"/chart?{shown}", "/chart"
        )
    if names[-1:] and names[-1] in _ENDPOINTS:
        path = f"/{names[-1]}"
        return Imported("quickchart", "", query, f"{path}?{shown}", path)
    raise ValueError(
        "This is not the URL of a chart: its path must be /chart, as in"
        " https://chart.googleapis.com/chart?cht=… or https://quickchart.io/chart?c=…, /charts/ and"
        f" a kind ({', '.join(KINDS[:-1])} or {KINDS[-1]}), or /{', /'.join(_ENDPOINTS)}."
    )


def _body(text: str) -> Imported:
    """Parse a body of QuickChart's ``POST /chart``, or a config alone, as a URL."""
    from charts.diagnostics import ChartError
    from charts.quickchart.read import literal

    try:
        members = literal.read(text.strip(_AROUND))
    except literal.LiteralError as error:
        raise ValueError(f"This cannot be read as a Chart.js config: {error}.") from None
    if not isinstance(members, dict):
        raise ValueError("This is neither a URL nor a Chart.js config.")
    # What is within braces stays as it was written: code in it is no data. A whole request is one
    # that ``c`` may hold, too, unless its config is a text.
    config, rest = text.strip(_AROUND), dict[str, Any]()
    written = members.get("chart", members.get("c"))
    if isinstance(written, str):
        config = written
        rest = {
            name: value
            for name, value in members.items()
            if isinstance(value, str | int | float) and name not in ("c", "chart", "validate")
        }
    query = urlencode({"c": config, **rest}, errors="replace")
    if len(query) <= _MAX_QUERY:
        return Imported("quickchart", "", query, f"/chart?{query}", "/chart")
    try:
        path = link.PATH + link.pack({"chart": config, **rest})
    except ChartError as error:
        allowed = error.errors[0].allowed
        raise ValueError(f"The config {error.errors[0].detail}; allowed: {allowed}.") from None
    return Imported("quickchart", "", "", path, path)
