"""The app in Microsoft's runtime, in this process, with what the runtime said kept."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from devserver import host, routes
from devserver import testing as local

ROOT = Path(__file__).parents[2]


class Invocation(NamedTuple):
    """A function's name, the RpcHttp that it was sent and the InvocationResponse to it."""

    name: str
    request: Any
    response: Any


class Recorded(NamedTuple):
    """The host, what the runtime says of each function, and every invocation so far."""

    host: host.Host
    metadata: list[Any]
    invocations: list[Invocation]


@pytest.fixture(scope="session")
def runtime() -> Iterator[Recorded]:
    """The app, as it is served from the runtime."""
    from tests.runtime import worker

    with local.loaded(ROOT, server="tests.runtime") as served:
        invocations: list[Invocation] = []

        def recorded(route: routes.Route) -> routes.Route:
            function = route.function
            call: Callable[..., Any] = function.call

            def record(request: Any) -> Any:
                response = call(request)
                invocations.append(Invocation(function.name, request, response))
                return response

            return dataclasses.replace(route, function=dataclasses.replace(function, call=record))

        served.routes = [recorded(route) for route in served.routes]
        yield Recorded(served, worker.functions(), invocations)


@pytest.fixture(scope="session")
def devserver() -> Iterator[host.Host]:
    """The app, as it is served from devserver."""
    with local.loaded(ROOT, server="devserver") as served:
        yield served
