"""The Model Context Protocol over HTTP, without sessions and streams: one message, one answer.

Written after the specification of 2026-07-28, whose requests say all by themselves, and of
2025-11-25, which begins with a handshake. The official SDK is not used: docs/dependencies.md says
why.
"""

from __future__ import annotations

import json
from typing import Any, Final, NoReturn

import azure.functions as func

from api import ascii_text, log, responses
from api.errors import Problem
from api.version import VERSION
from charts.access import authorize

from . import tools

STATELESS: Final = "2026-07-28"
"""The version of the protocol without a handshake."""
VERSIONS: Final = ("2025-11-25", "2025-06-18", "2025-03-26")
"""Versions that begin with ``initialize``, the newest first."""
MAX_BODY_BYTES: Final = 64 * 1024
MAX_BATCH: Final = 20
"""Messages of a batch, which the version of 2025-03-26 has."""

_PARSE, _INVALID, _NO_METHOD, _PARAMS = -32700, -32600, -32601, -32602  # JSON-RPC 2.0, section 5.1
_MISMATCH, _VERSION = -32020, -32022
_STATUS: Final = {_PARSE: 400, _INVALID: 400, _PARAMS: 400, _NO_METHOD: 404, _MISMATCH: 400}
"""The HTTP status of an error in the stateless version; 200 in others."""
_META: Final = "io.modelcontextprotocol/"
_KEPT_SECONDS: Final = 3600
"""How long a client may keep the list of tools."""
_INSTRUCTIONS = (
    "Draws charts as pictures and gives their URLs. Choose the tool of a kind, such as chart_bar;"
    " chart_parameters lists everything that a kind takes. An error names each wrong argument and"
    " what is allowed: correct it and call again."
)

Message = dict[str, Any]

_SERVER: Final = {"name": "chart-functions", "title": "Chart Functions", "version": VERSION}
_ABOUT: Final[Message] = {"capabilities": {"tools": {}}, "instructions": _INSTRUCTIONS}


class RpcError(Exception):
    """An error of the protocol, not of a tool."""

    def __init__(self, code: int, text: str, data: Message | None = None) -> None:
        super().__init__(text)
        self.code = code
        self.data = data


def answer(req: func.HttpRequest) -> func.HttpResponse:
    """Return the answer to the message, or the batch, in a request's body.

    Raises Problem: 403 if the guard refuses, 413 and 415 for a body that cannot be a message. With
    URL_SIGNING_KEYS the address must be signed.
    """
    grant = authorize.authorize("GET", req.url, req.headers)
    if ascii_text.media_type(req.headers.get("content-type", "")) != "application/json":
        raise Problem(415, "The body must be application/json.")
    body = req.get_body()
    if len(body) > MAX_BODY_BYTES:
        raise Problem(413, f"The body is over {MAX_BODY_BYTES:,} bytes.")
    caller = tools.Caller(req, grant)
    version = req.headers.get("mcp-protocol-version", "")
    try:
        message = _parsed(body)
        if version and version not in (STATELESS, *VERSIONS):
            data = {"supported": [STATELESS, *VERSIONS], "requested": version}
            raise RpcError(_VERSION, "This version of the protocol is unknown.", data)
    except RpcError as error:
        return _response(_failure(None, error), 400)
    if version == STATELESS:
        return _stateless(message, req, caller)
    if isinstance(message, list):
        if not 0 < len(message) <= MAX_BATCH:
            text = f"A batch has 1 to {MAX_BATCH} messages."
            return _response(_failure(None, RpcError(_INVALID, text)), 400)
        answers = [each for one in message if (each := _handled(one, caller)) is not None]
        return _response(answers) if answers else _accepted()
    answered = _handled(message, caller)
    return _accepted() if answered is None else _response(answered)


def _stateless(message: Any, req: func.HttpRequest, caller: tools.Caller) -> func.HttpResponse:
    """Return the answer to a message of the version without a handshake."""
    answered = _handled(message, caller, req)
    if answered is None:
        return _accepted()
    if "error" in answered:
        return _response(answered, _STATUS.get(answered["error"]["code"], 200))
    answered["result"]["resultType"] = "complete"
    if message["method"] in ("server/discover", "tools/list"):
        scope = "private" if caller.grant.signed else "public"
        answered["result"] |= {"cacheScope": scope, "ttlMs": _KEPT_SECONDS * 1000}
    return _response(answered)


def _check_envelope(message: Message, parameters: Message, req: func.HttpRequest) -> None:
    """Raise RpcError unless a request names its version, and its headers are those of its body."""
    meta = parameters.get("_meta")
    needed = [_META + name for name in ("protocolVersion", "clientCapabilities")]
    if not isinstance(meta, dict) or not all(name in meta for name in needed):
        raise RpcError(_PARAMS, f"params._meta must have {' and '.join(needed)}.")
    agree = {
        "MCP-Protocol-Version": meta[needed[0]],
        "Mcp-Method": message["method"],
    }
    if message["method"] == "tools/call":
        agree["Mcp-Name"] = parameters.get("name")
    for header, said in agree.items():
        if req.headers.get(header.lower()) != said:
            raise RpcError(_MISMATCH, f"The header {header} is not what the body says.")


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise RpcError(_PARSE, "The body is not JSON in UTF-8.") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _handled(
    message: Any, caller: tools.Caller, stateless: func.HttpRequest | None = None
) -> Message | None:
    """Return the answer to one message; None for a notification, and for an answer.

    ``stateless``: the HTTP request, in the version whose headers repeat parts of the body.
    """
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
        return _failure(None, RpcError(_INVALID, 'A message has "jsonrpc": "2.0".'))
    if "method" not in message and ("result" in message or "error" in message):
        return None
    number, method = message.get("id"), message.get("method")
    if not isinstance(method, str):
        return _failure(number, RpcError(_INVALID, "The method of a message is a text."))
    if "id" not in message:
        return None
    if isinstance(number, bool) or not isinstance(number, int | str):
        return _failure(None, RpcError(_INVALID, "The id of a request is a text or an integer."))
    parameters = message.get("params", {})
    try:
        if not isinstance(parameters, dict):
            raise RpcError(_PARAMS, "params must be an object.")
        if stateless is not None:
            _check_envelope(message, parameters, stateless)
        return {"jsonrpc": "2.0", "id": number, "result": _result(method, parameters, caller)}
    except RpcError as error:
        return _failure(number, error)


def _result(method: str, parameters: Message, caller: tools.Caller) -> Message:
    match method:
        case "server/discover":
            log.note(kind=method)
            info = {_META + "serverInfo": _SERVER}
            return {"supportedVersions": [STATELESS, *VERSIONS], **_ABOUT, "_meta": info}
        case "initialize":
            log.note(kind=method)
            asked = parameters.get("protocolVersion")
            version = asked if asked in VERSIONS else VERSIONS[0]
            return {"protocolVersion": version, "serverInfo": _SERVER, **_ABOUT}
        case "ping":
            return {}
        case "tools/list":
            log.note(kind=method)
            return {"tools": tools.described()}
        case "tools/call":
            name, arguments = parameters.get("name"), parameters.get("arguments") or {}
            if not isinstance(name, str) or name not in tools.names():
                raise RpcError(_PARAMS, f"Unknown tool. The tools are {', '.join(tools.names())}.")
            if not isinstance(arguments, dict):
                raise RpcError(_PARAMS, "arguments must be an object.")
            log.note(kind=name)
            return tools.call(name, arguments, caller)
    raise RpcError(
        _NO_METHOD,
        "This server has server/discover, initialize, ping, tools/list and tools/call.",
    )


def _failure(number: Any, error: RpcError) -> Message:
    known = isinstance(number, int | str) and not isinstance(number, bool)
    told: Message = {"code": error.code, "message": str(error)}
    if error.data is not None:
        told["data"] = error.data
    return {"jsonrpc": "2.0", "id": number if known else None, "error": told}


def _response(content: Any, status: int = 200) -> func.HttpResponse:
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return responses.response(
        body.encode("utf-8", "backslashreplace"), "application/json", status=status
    )


def _accepted() -> func.HttpResponse:
    return func.HttpResponse(status_code=202, headers={"Cache-Control": responses.NO_STORE})
