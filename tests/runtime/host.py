"""The host: devserver's, but that the runtime calls the functions and reads what they give back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from devserver import answer as answers
from devserver import host
from devserver.answer import Answer
from devserver.app import Function
from devserver.cookies import Cookie
from devserver.request import Incoming, http_request
from devserver.routes import Route
from tests.runtime.messages import (
    InvocationResponse,
    RpcHttp,
    RpcHttpCookie,
    SameSite,
    StatusResult,
    TypedData,
)


class FunctionFailed(Exception):
    """The runtime's own account of an exception, which the host only logs."""


class Host(host.Host):
    """Routes, limits and the writing of answers are devserver's; the rest is Microsoft's."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self.routes = routes  # and no threads: the runtime has its own

    def close(self) -> None:
        """Leave the runtime as it is; it ends with its process."""

    def call(
        self, function: Function, incoming: Incoming, route_params: Mapping[str, str]
    ) -> Answer:
        """Run a function in the runtime; raises ``FunctionFailed`` when that says so."""
        returned = function.call(rpc_http(incoming, route_params))
        assert isinstance(returned, InvocationResponse)
        if returned.result.status != StatusResult.Success:
            exception = returned.result.exception
            raise FunctionFailed(f"{exception.message}\n{exception.stack_trace}")
        return answer_of(returned.return_value)


def rpc_http(incoming: Incoming, route_params: Mapping[str, str]) -> RpcHttp:
    """Describe a request to the worker, as the host's GrpcMessageConversionExtensions does."""
    request = http_request(incoming, route_params)
    return RpcHttp(
        method=request.method,
        url=request.url,
        headers=dict(request.headers),
        query=dict(request.params),
        params=dict(request.route_params),
        # Bytes, as the runtime asks for them (RawHttpBodyBytes); unset when there is no body.
        body=TypedData(bytes=incoming.body) if incoming.body else None,
    )


def answer_of(value: TypedData) -> Answer:
    """Turn what the runtime sends to the host into the answer that leaves."""
    if value.WhichOneof("data") == "string":
        return answers.from_text(value.string)
    http = value.http
    return answers.from_http(
        int(http.status_code), http.headers.items(), map(_cookie, http.cookies), http.body.bytes
    )


def _cookie(cookie: RpcHttpCookie) -> Cookie:
    # A present but empty domain or path is written, as devserver writes it.
    assert cookie.HasField("domain")
    assert cookie.HasField("path")
    return Cookie(
        name=cookie.name,
        value=cookie.value,
        max_age=cookie.max_age.value if cookie.HasField("max_age") else None,
        domain=cookie.domain.value,
        path=cookie.path.value,
        secure=cookie.secure.value,
        http_only=cookie.http_only.value,
        same_site=_SAME_SITE.get(cookie.same_site, ""),
    )


_SAME_SITE = {SameSite.Lax: "lax", SameSite.Strict: "strict", SameSite.ExplicitNone: "none"}
