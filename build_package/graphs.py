"""Graphviz, compiled by the wasmtime that is packed, for the first graph of an instance."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from build_package.packages import FOLDER

# Of the processors that the package is for, without what only some of them have.
_TARGET = "x86_64-unknown-linux-gnu"
_CODE = f"""
from charts.graphviz import sandbox
sandbox.COMPILED.write_bytes(sandbox.compiled("{_TARGET}"))
"""


def compile_module(folder: Path) -> None:
    """Write the compiled module into an unpacked package.

    Raises ``CalledProcessError`` where the packed wasmtime does not run: it is for Linux on x86-64.
    """
    environment = {**os.environ, "PYTHONPATH": str(folder / FOLDER), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", _CODE]
    subprocess.run(command, cwd=folder, env=environment, check=True)  # noqa: S603 - our own code
