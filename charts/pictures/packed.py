"""The request that a short address ``/c/…`` holds, with what was decided for that address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote

import azure.functions as func

if TYPE_CHECKING:
    from ..access.authorize import Grant


class PackedRequest(func.HttpRequest):
    """A ``GET`` of another address of this app."""

    def __init__(
        self, outer: func.HttpRequest, grant: Grant, target: str, params: Mapping[str, str]
    ) -> None:
        """``target`` is a path with its query, ``params`` are those of its route."""
        scheme, _, rest = outer.url.partition("://")
        host = rest.partition("/")[0]
        super().__init__(
            method=outer.method,
            url=f"{scheme}://{host}{target}",
            headers=dict(outer.headers),
            route_params={name: unquote(value) for name, value in params.items()},
            body=b"",
        )
        self.grant = grant._replace(query=target.partition("?")[2])
        """What the request may do: a signature was that of the short address."""
