"""Requests: what a function sees of the request that came in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

from azure.functions.http import HttpRequest

# In a path %2F stays as it is, so that it does not become a separator.
ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
ESCAPES_IN_PATH = re.compile(r"(?:%(?!2[Ff])[0-9A-Fa-f]{2})+")
LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
PATH_CHARACTERS = "!$&'()*+,;=:@/%"  # what ASP.NET's PathString leaves as it is


@dataclass(frozen=True)
class Incoming:
    """A request as it came over the wire; ``target`` is its path and query, undecoded."""

    method: str
    target: str
    headers: Sequence[tuple[str, str]]
    body: bytes

    @property
    def path(self) -> str:
        """The path, decoded, its dot segments resolved: what routes are matched against."""
        return decoded_path(self.target.partition("?")[0])


def http_request(incoming: Incoming, route_params: Mapping[str, str]) -> HttpRequest:
    """Build the SDK's request as the worker does from what the host sends it."""
    headers = _joined((name.lower(), value) for name, value in incoming.headers)
    _, mark, query = incoming.target.partition("?")
    return HttpRequest(
        method=incoming.method,
        # The scheme is always http and X-Forwarded-Host is not applied; the query stays raw.
        url=f"http://{headers.get('host', '')}{path_in_url(incoming.path)}{mark}{query}",
        headers=headers,
        params=params(query),
        route_params=route_params,
        body_type="bytes",
        body=incoming.body,
    )


def params(query: str) -> dict[str, str]:
    """Decode a query: blank values are dropped, repeated ones joined, names merged by case."""
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    decoded = ((_decoded_query(name), _decoded_query(value)) for name, _, value in pairs)
    return {name: value for name, value in _joined(decoded).items() if value}


def decoded_path(path: str) -> str:
    """Decode a path as Kestrel's PathNormalizer does: %2F and invalid escapes stay."""
    path = ESCAPES_IN_PATH.sub(_decoded_escapes, path)
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    ends_in_directory = segments[-1] in (".", "..")
    return "/" + "/".join(kept) + ("/" if kept and ends_in_directory else "")


def path_in_url(path: str) -> str:
    """Write a decoded path into a URL as ASP.NET's PathString does."""
    return quote(LONE_PERCENT.sub("%25", path), safe=PATH_CHARACTERS)


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Join values of one name with a comma, skipping empty ones; the first spelling is kept."""
    spelling: dict[str, str] = {}
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(spelling.setdefault(name.lower(), name), []).append(value)
    return {name: ",".join(filter(None, several)) for name, several in values.items()}


def _decoded_query(text: str) -> str:
    return ESCAPES.sub(_decoded_escapes, text.replace("+", " "))


def _decoded_escapes(escapes: re.Match[str]) -> str:
    return unquote_to_bytes(escapes[0]).decode("utf-8", "percent-escape")


def _escape_again(error: UnicodeError) -> tuple[str, int]:
    """Leave bytes that are not UTF-8 as escapes, as Kestrel and .NET's Uri do."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(f"%{byte:02X}" for byte in error.object[error.start : error.end]), error.end


codecs.register_error("percent-escape", _escape_again)
