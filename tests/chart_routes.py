"""The routes of the functions that draw charts: what the guard must stand before."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
from collections.abc import Mapping

from tests.conftest import ROOT

_LIST = """
import json, function_app
routes = {}
for function in function_app.app.get_functions():
    if function.get_user_function().__module__.partition(".")[0] == "charts":
        trigger = function.get_trigger()
        methods = [getattr(method, "value", method) for method in trigger.methods]
        routes.setdefault("/" + trigger.route, []).extend(methods)
print(json.dumps(routes))
"""


@functools.cache
def chart_routes() -> Mapping[str, list[str]]:
    """Return the methods of each route, in another process: an app can be loaded only once."""
    done = subprocess.run(
        [sys.executable, "-c", _LIST], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {route: sorted(methods) for route, methods in sorted(json.loads(done.stdout).items())}
