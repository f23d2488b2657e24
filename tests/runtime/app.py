"""The app, imported and indexed by the runtime: its counterpart is devserver/app.py."""

from __future__ import annotations

import functools
import json
from pathlib import Path

from devserver.app import Function, prepare
from tests.runtime import worker


def load(app_dir: Path) -> list[Function]:
    """Give the HTTP functions of an app as the runtime describes them to the host.

    To be called with the ``RpcHttp`` of a request; that gives an ``InvocationResponse``. Raises
    ``AppError`` when the app does not load.
    """
    prepare(app_dir)
    worker.start(app_dir)
    found = []
    for metadata in worker.functions():
        triggers = [b for b in map(json.loads, metadata.raw_bindings) if b["type"] == "httpTrigger"]
        for trigger in triggers:
            found.append(
                Function(
                    name=metadata.name,
                    route=trigger.get("route"),
                    methods=frozenset(method.upper() for method in trigger.get("methods") or ()),
                    call=functools.partial(worker.invoke, metadata.function_id, trigger["name"]),
                    is_async=False,
                    request_parameter=trigger["name"],
                    takes_context=False,
                    directory=metadata.directory,
                )
            )
    return found
