"""Requests: how an HTTP request becomes the SDK's request."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

from azure.functions.http import HttpRequest

# In a path %2F is not decoded, so that it does not become a separator.
ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
ESCAPES_IN_PATH = re.compile(r"(?:%(?!2[Ff])[0-9A-Fa-f]{2})+")
LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
PATH_CHARACTERS = "!$&'()*+,;=:@/%"  # not escaped by ASP.NET's PathString


@dataclass(frozen=True)
class Incoming:
    """A request as it was received; ``target`` is its path and query, not decoded."""

    method: str
    target: str
    headers: Sequence[tuple[str, str]]
    body: bytes

    @property
    def path(self) -> str:
        """The decoded path without dot segments, which routes are matched against."""
        return decoded_path(self.target.partition("?")[0])


def http_request(incoming: Incoming, route_params: Mapping[str, str]) -> HttpRequest:
    """Return the SDK's request, as the worker builds it from the host's message."""
    headers = _joined((name.lower(), value) for name, value in incoming.headers)
    _, mark, query = incoming.target.partition("?")
    query = query.replace("#", "%23")  # as ASP.NET writes it in a URL
    return HttpRequest(
        method=incoming.method,
        # The scheme is always http, X-Forwarded-Host is ignored, the query is not decoded.
        url=f"http://{headers.get('host', '')}{path_in_url(incoming.path)}{mark}{query}",
        headers=headers,
        params=params(query),
        route_params=route_params,
        body_type="bytes",
        body=incoming.body,
    )


def params(query: str) -> dict[str, str]:
    """Return a query's decoded parameters.

    Blank values are dropped and repeated ones joined; names that differ in case are the same.
    """
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    decoded = ((_decoded_query(name), _decoded_query(value)) for name, _, value in pairs)
    return {name: value for name, value in _joined(decoded).items() if value}


def decoded_path(path: str) -> str:
    """Return a path as Kestrel's PathNormalizer decodes it: not %2F, not invalid escapes."""
    path = ESCAPES_IN_PATH.sub(_decoded_escapes, path)
    if "/." not in path:
        return path
    resolved: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del resolved[-1:]
        elif segment != ".":
            resolved.append(segment)
    ends_in_directory = segments[-1] in (".", "..")
    return "/" + "/".join(resolved) + ("/" if resolved and ends_in_directory else "")


def path_in_url(path: str) -> str:
    """Return a decoded path, escaped for a URL like ASP.NET's PathString does."""
    return quote(LONE_PERCENT.sub("%25", path), safe=PATH_CHARACTERS)


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Join the non-empty values of each name with a comma, under its first spelling."""
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
    """Turn bytes that are not UTF-8 back into escapes, like Kestrel and .NET's Uri do."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(f"%{byte:02X}" for byte in error.object[error.start : error.end]), error.end


codecs.register_error("percent-escape", _escape_again)
