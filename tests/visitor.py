"""A browser without a screen: keeps cookies, follows redirects, signs in at the local provider."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

import requests

_MAX_REDIRECTS = 10


class Visitor:
    """Somebody who visits the app at ``site``.

    The cookies of requests do not do: the platform writes an empty ``domain=``, which browsers
    ignore and Python's cookie jar does not.
    """

    def __init__(self, site: str) -> None:
        self.site = site
        self._jars: dict[str, dict[str, str]] = {}

    def go(self, path: str, username: str = "") -> requests.Response:
        """Go to a page; sign in as one of the provider's people if it leads to signing in."""
        response = self._follow("GET", self.site + path)
        if username and not response.url.startswith(self.site):
            response = self._follow("POST", response.url, {"username": username})
        return response

    def send(self, method: str, path: str, **headers: str) -> requests.Response:
        """Send one request, without following redirects."""
        return self._send(method, self.site + path, headers)

    def _follow(
        self, method: str, url: str, form: dict[str, str] | None = None
    ) -> requests.Response:
        for _ in range(_MAX_REDIRECTS):
            response = self._send(method, url, {"Accept": "text/html"}, form)
            if "Location" not in response.headers:
                return response
            method, url, form = "GET", urljoin(url, response.headers["Location"]), None
        raise RuntimeError("too many redirects")

    def _send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        form: Mapping[str, str] | None = None,
    ) -> requests.Response:
        jar = self._jars.setdefault(urlsplit(url).netloc, {})
        sent = {**headers, "Cookie": "; ".join(f"{n}={v}" for n, v in jar.items())}
        response = requests.request(
            method, url, headers=sent, data=form, allow_redirects=False, timeout=30
        )
        for header in response.raw.headers.getlist("Set-Cookie"):
            pair, _, attributes = header.partition(";")
            name, _, value = pair.partition("=")
            jar.pop(name, None)
            if "max-age=0" not in attributes.lower():
                jar[name] = value
        return response
