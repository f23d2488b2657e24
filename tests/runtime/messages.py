"""Stand-ins for the protobuf messages by which the runtime and the platform's host talk.

They are what the runtime touches, for HTTP functions, of FunctionRpc.proto (repository
Azure/azure-functions-language-worker-protobuf). Like protobuf's own classes they take keyword
arguments, give a field's zero where none was set, and refuse fields that are unknown or of another
type.
"""

from __future__ import annotations

import functools
from enum import IntEnum
from types import SimpleNamespace
from typing import Any, ClassVar, get_args, get_origin, get_type_hints


class Message:
    """One message; its class's annotations are its fields.

    A list is a repeated field, a dict a map whose keys are text.
    """

    oneofs: ClassVar[dict[str, frozenset[str]]] = {}  # groups of which only one may be set

    def __init__(self, **values: Any) -> None:
        """Set fields; None leaves one unset. Raises ``ValueError`` and ``TypeError``."""
        self._given = {name: value for name, value in values.items() if value is not None}
        for name, value in values.items():
            kind = _fields(type(self)).get(name)
            if kind is None:
                raise ValueError(f"{type(self).__name__} has no field {name!r}")
            if value is not None:
                _check(f"{type(self).__name__}.{name}", value, kind)
        for group, names in self.oneofs.items():
            if len(names & self._given.keys()) > 1:
                raise ValueError(f"{type(self).__name__}: more than one of {group}")

    def __getattr__(self, name: str) -> Any:
        """Give a field, or its zero."""
        kind = _fields(type(self)).get(name)
        if kind is None:
            raise AttributeError(f"{type(self).__name__} has no field {name!r}")
        return self._given.get(name, (get_origin(kind) or kind)())

    def HasField(self, name: str) -> bool:  # noqa: N802 - protobuf's name
        """Whether a field was set."""
        return name in self._given

    def WhichOneof(self, group: str) -> str | None:  # noqa: N802 - protobuf's name
        """Give the name of the field of a group that is set; None when none is."""
        return next(iter(self.oneofs[group] & self._given.keys()), None)


@functools.cache
def _fields(kind: type[Message]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {name: hint for name, hint in hints.items() if get_origin(hint) is not ClassVar}


def _check(name: str, value: Any, kind: Any) -> None:
    container, inside = get_origin(kind), get_args(kind)
    if container is list:
        for item in value:
            _check(name, item, inside[0])
    elif container is dict:
        for key, item in value.items():
            _check(f"a key of {name}", key, inside[0])
            _check(f"{name}[{key!r}]", item, inside[1])
    elif not isinstance(value, (int, float) if kind is float else kind):
        raise TypeError(f"{name}: {value!r} is not of type {kind.__name__}")
    elif isinstance(value, str):
        value.encode()  # UnicodeEncodeError, a ValueError, when it has a lone surrogate


class NullableString(Message):
    value: str


class NullableBool(Message):
    value: bool


class NullableDouble(Message):
    value: float


class SameSite(IntEnum):
    """RpcHttpCookie.SameSite; its zero is called None there, which no Python text can write."""

    Lax = 1
    Strict = 2
    ExplicitNone = 3


setattr(SameSite, "None", 0)


class RpcHttpCookie(Message):
    SameSite = SameSite
    name: str
    value: str
    domain: NullableString
    path: NullableString
    # No Timestamp is among these messages, as none works in production: no cookie has it.
    expires: Message
    secure: NullableBool
    http_only: NullableBool
    same_site: int
    max_age: NullableDouble


class RpcHttp(Message):
    method: str
    url: str
    headers: dict[str, str]
    params: dict[str, str]
    query: dict[str, str]
    status_code: str
    enable_content_negotiation: bool
    cookies: list[RpcHttpCookie]
    body: TypedData


class TypedData(Message):
    string: str
    json: str
    bytes: bytes
    int: int
    double: float
    http: RpcHttp
    oneofs = {"data": frozenset({"string", "json", "bytes", "int", "double", "http"})}  # noqa: RUF012


class ParameterBinding(Message):
    name: str
    data: TypedData
    oneofs = {"rpc_data": frozenset({"data"})}  # noqa: RUF012 - others go through shared memory


class RpcException(Message):
    source: str
    stack_trace: str
    message: str


class StatusResult(Message):
    Failure, Success = 0, 1
    status: int
    exception: RpcException


class WorkerMetadata(Message):
    runtime_name: str
    runtime_version: str
    worker_version: str
    worker_bitness: str
    custom_properties: dict[str, str]


class WorkerInitRequest(Message):
    capabilities: dict[str, str]
    function_app_directory: str


class WorkerInitResponse(Message):
    capabilities: dict[str, str]
    worker_metadata: WorkerMetadata
    result: StatusResult


class BindingInfo(Message):
    inout, out, undefined = 2, 1, 0
    type: str
    data_type: int
    direction: int


class RpcFunctionMetadata(Message):
    name: str
    function_id: str
    managed_dependency_enabled: bool
    directory: str
    script_file: str
    entry_point: str
    is_proxy: bool
    language: str
    bindings: dict[str, BindingInfo]
    raw_bindings: list[str]
    retry_options: Message
    properties: dict[str, str]


class FunctionMetadataResponse(Message):
    use_default_metadata_indexing: bool
    function_metadata_results: list[RpcFunctionMetadata]
    result: StatusResult


class FunctionLoadRequest(Message):
    function_id: str


class FunctionLoadResponse(Message):
    function_id: str
    result: StatusResult


class RpcTraceContext(Message):
    trace_parent: str
    trace_state: str
    attributes: dict[str, str]


class RetryContext(Message):
    retry_count: int
    max_retry_count: int
    exception: RpcException


class InvocationRequest(Message):
    invocation_id: str
    function_id: str
    input_data: list[ParameterBinding]
    trigger_metadata: dict[str, TypedData]
    trace_context: RpcTraceContext
    retry_context: RetryContext


class InvocationResponse(Message):
    invocation_id: str
    output_data: list[ParameterBinding]
    return_value: TypedData
    result: StatusResult


protos = SimpleNamespace(
    **{
        name: kind
        for name, kind in list(globals().items())
        if isinstance(kind, type) and issubclass(kind, Message) and kind is not Message
    }
)
"""What the runtime is handed: the messages by name."""
