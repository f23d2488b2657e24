"""Visitors who sign in, with each request reaching another instance."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Sequence
from urllib.parse import urlencode, urlsplit

from .client import Client, Reply

_PAGE = [("Accept", "text/html"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")]


class Fleet:
    """The instances behind one address, which get requests in turn, and their provider."""

    def __init__(self, base_url: str, ports: Sequence[int]) -> None:
        self.host = urlsplit(base_url).netloc
        self.base_url = base_url
        self.clients = [Client(port) for port in ports]
        self._turn = itertools.cycle(self.clients)
        self._provider: Client | None = None

    def use(self, *clients: Client) -> None:
        """Send requests to these from now on, in turn."""
        self._turn = itertools.cycle(clients)

    async def ask(
        self,
        method: str,
        target: str,
        headers: Sequence[tuple[str, str]] = (),
        body: bytes = b"",
    ) -> Reply:
        """Send a request to the next instance and return its response."""
        named = any(name == "Host" for name, _ in headers)
        sent = headers if named else [("Host", self.host), *headers]
        return await next(self._turn).ask(method, target, sent, body)

    async def provide(self, location: str, form: bytes) -> Reply:
        """Send a form to the provider that an instance redirected to."""
        place = urlsplit(location)
        if self._provider is None:
            self._provider = Client(place.port or 0)
        headers = [("Host", place.netloc), ("Content-Type", "application/x-www-form-urlencoded")]
        # The provider uses HTTP/1.0: one connection per request.
        return await self._provider.ask("POST", f"{place.path}?{place.query}", headers, form)

    def close(self) -> None:
        """Close all idle connections."""
        for client in filter(None, [*self.clients, self._provider]):
            client.close()


class Visitor:
    """A browser with cookies, and a name to sign in with."""

    def __init__(self, fleet: Fleet, name: str) -> None:
        self.fleet, self.name = fleet, name
        self.cookies: dict[str, str] = {}
        self.replies: list[Reply] = []

    async def ask(
        self, method: str, target: str, *more: tuple[str, str], body: bytes = b""
    ) -> Reply:
        """Send a request with the cookies, and store those that the response sets."""
        sent = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = [*_PAGE, *more] + ([("Cookie", sent)] if sent else [])
        reply = await self.fleet.ask(method, target, headers, body)
        self.replies.append(reply)
        for name, value in reply.cookies.items():
            self.cookies[name] = value
            if not value:
                del self.cookies[name]
        return reply

    async def begin(self) -> str:
        """Start signing in; return the URL of the provider."""
        return (await self.ask("GET", "/login?next_url=/profile")).header("location")

    async def end(self, location: str) -> str:
        """Sign in at the provider and go back to the app; return its name for the user, or ""."""
        back = await self.fleet.provide(location, urlencode({"name": self.name}).encode())
        place = urlsplit(back.header("location"))
        await self.ask("GET", f"{place.path}?{place.query}")
        return await self.who()

    async def who(self) -> str:
        """Return the name of the user that the app recognizes, "" for nobody."""
        reply = await self.ask("GET", "/me")
        return str(json.loads(reply.body)["name"]) if reply.status == 200 else ""

    async def sign_out(self) -> Reply:
        """Sign out, as the button does."""
        return await self.ask("POST", "/logout", ("Origin", self.fleet.base_url))


async def at_once(fleet: Fleet, count: int) -> tuple[list[Visitor], int]:
    """Let visitors sign in at the same time; return them, and how many got another name or none."""
    visitors = [Visitor(fleet, f"Visitor {number:04}") for number in range(count)]
    places = await asyncio.gather(*(visitor.begin() for visitor in visitors))
    names = await asyncio.gather(
        *(visitor.end(place) for visitor, place in zip(visitors, places, strict=True))
    )
    names += await asyncio.gather(*(visitor.who() for visitor in visitors))
    crossed = sum(
        name != visitor.name for visitor, name in zip([*visitors, *visitors], names, strict=True)
    )
    return visitors, crossed
