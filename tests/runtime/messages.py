"""Stand-ins for the protobuf messages by which the runtime and the platform's host talk.

They are what the runtime touches, for HTTP functions, of FunctionRpc.proto (repository
Azure/azure-functions-language-worker-protobuf). Like protobuf's own classes they take keyword
arguments, give a field's zero where none was set, and refuse fields that are unknown or of another
type.
"""

from __future__ import annotations

from enum import IntEnum
from types import SimpleNamespace
from typing import Any, ClassVar

Kind = type | list[type]
"""A field's type; a list is a repeated field, ``dict`` a map from text to text or to messages."""


class Message:
    """One message; a class for each says what is in it."""

    fields: ClassVar[dict[str, Kind]] = {}
    oneofs: ClassVar[dict[str, frozenset[str]]] = {}  # groups of which only one may be set

    def __init__(self, **values: Any) -> None:
        """Set fields; None leaves one unset. Raises ``ValueError`` and ``TypeError``."""
        self.given = {name: value for name, value in values.items() if value is not None}
        for name in values.keys() - self.fields.keys():
            raise ValueError(f"{type(self).__name__} has no field {name!r}")
        for name, value in self.given.items():
            _check(f"{type(self).__name__}.{name}", value, self.fields[name])
        for group, names in self.oneofs.items():
            if len(names & self.given.keys()) > 1:
                raise ValueError(f"{type(self).__name__}: more than one of {group}")

    def __getattr__(self, name: str) -> Any:
        """Give a field, or its zero."""
        if name not in self.fields:
            raise AttributeError(f"{type(self).__name__} has no field {name!r}")
        kind = self.fields[name]
        return self.given.get(name, [] if isinstance(kind, list) else kind())

    def HasField(self, name: str) -> bool:  # noqa: N802 - protobuf's name
        """Whether a field was set."""
        return name in self.given

    def WhichOneof(self, group: str) -> str | None:  # noqa: N802 - protobuf's name
        """Give the name of the field of a group that is set; None when none is."""
        return next(iter(self.oneofs[group] & self.given.keys()), None)


def _check(name: str, value: Any, kind: Kind) -> None:
    if isinstance(kind, list):
        for item in value:
            _check(name, item, kind[0])
        return
    if not isinstance(value, (int, float) if kind is float else kind):
        raise TypeError(f"{name}: {value!r} is not of type {kind.__name__}")
    if isinstance(value, str):
        value.encode()  # UnicodeEncodeError, a ValueError, when it has a lone surrogate
    elif isinstance(value, dict):
        for key, item in value.items():
            _check(f"a key of {name}", key, str)
            _check(f"{name}[{key!r}]", item, Message if isinstance(item, Message) else str)


class NullableString(Message):
    fields = {"value": str}


class NullableBool(Message):
    fields = {"value": bool}


class NullableDouble(Message):
    fields = {"value": float}


class SameSite(IntEnum):
    """RpcHttpCookie.SameSite; its zero is called None there, which no Python text can write."""

    Lax = 1
    Strict = 2
    ExplicitNone = 3


class RpcHttpCookie(Message):
    SameSite = SameSite
    fields = {
        "name": str,
        "value": str,
        "domain": NullableString,
        "path": NullableString,
        # No Timestamp is among these messages, as none works in production: no cookie has it.
        "expires": Message,
        "secure": NullableBool,
        "http_only": NullableBool,
        "same_site": int,
        "max_age": NullableDouble,
    }


setattr(SameSite, "None", 0)


class RpcHttp(Message):
    fields: ClassVar[dict[str, Kind]] = {
        "method": str,
        "url": str,
        "headers": dict,
        "params": dict,
        "query": dict,
        "status_code": str,
        "enable_content_negotiation": bool,
        "cookies": [RpcHttpCookie],
    }


class TypedData(Message):
    fields = {"string": str, "json": str, "bytes": bytes, "int": int, "double": float}
    fields["http"] = RpcHttp
    oneofs = {"data": frozenset(fields)}


RpcHttp.fields["body"] = TypedData


class ParameterBinding(Message):
    fields = {"name": str, "data": TypedData}
    oneofs = {"rpc_data": frozenset({"data"})}  # the rest are ways through shared memory


class RpcException(Message):
    fields = {"source": str, "stack_trace": str, "message": str}


class StatusResult(Message):
    Failure, Success = 0, 1
    fields = {"status": int, "exception": RpcException}


class WorkerMetadata(Message):
    fields = {
        "runtime_name": str,
        "runtime_version": str,
        "worker_version": str,
        "worker_bitness": str,
        "custom_properties": dict,
    }


class WorkerInitRequest(Message):
    fields = {"capabilities": dict, "function_app_directory": str}


class WorkerInitResponse(Message):
    fields = {"capabilities": dict, "worker_metadata": WorkerMetadata, "result": StatusResult}


class BindingInfo(Message):
    inout, out, undefined = 2, 1, 0
    fields = {"type": str, "data_type": int, "direction": int}


class RpcFunctionMetadata(Message):
    fields = {
        "name": str,
        "function_id": str,
        "managed_dependency_enabled": bool,
        "directory": str,
        "script_file": str,
        "entry_point": str,
        "is_proxy": bool,
        "language": str,
        "bindings": dict,
        "raw_bindings": [str],
        "retry_options": Message,
        "properties": dict,
    }


class FunctionMetadataResponse(Message):
    fields = {
        "use_default_metadata_indexing": bool,
        "function_metadata_results": [RpcFunctionMetadata],
        "result": StatusResult,
    }


class FunctionLoadRequest(Message):
    fields = {"function_id": str}


class FunctionLoadResponse(Message):
    fields = {"function_id": str, "result": StatusResult}


class RpcTraceContext(Message):
    fields = {"trace_parent": str, "trace_state": str, "attributes": dict}


class RetryContext(Message):
    fields = {"retry_count": int, "max_retry_count": int, "exception": RpcException}


class InvocationRequest(Message):
    fields = {
        "invocation_id": str,
        "function_id": str,
        "input_data": [ParameterBinding],
        "trigger_metadata": dict,
        "trace_context": RpcTraceContext,
        "retry_context": RetryContext,
    }


class InvocationResponse(Message):
    fields = {
        "invocation_id": str,
        "output_data": [ParameterBinding],
        "return_value": TypedData,
        "result": StatusResult,
    }


protos = SimpleNamespace(
    **{
        name: kind
        for name, kind in list(globals().items())
        if isinstance(kind, type) and issubclass(kind, Message) and kind is not Message
    }
)
"""What the runtime is handed: the messages by name."""
