"""The functions of the app, as a process of its own lists them: a process can list them once."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

_LIST = """
import json, function_app
functions = []
for function in function_app.app.get_functions():
    trigger = function.get_trigger().get_dict_repr()
    methods = [str(getattr(method, "value", method)) for method in trigger["methods"]]
    functions.append((function.get_function_name(), trigger["route"], methods))
print(json.dumps(functions))
"""


class Function(NamedTuple):
    """A function of the app."""

    name: str
    route: str
    methods: list[str]


@functools.cache
def functions() -> tuple[Function, ...]:
    """Return all functions of the app."""
    done = subprocess.run(
        [sys.executable, "-c", _LIST],
        cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return tuple(Function(*listed) for listed in json.loads(done.stdout))
