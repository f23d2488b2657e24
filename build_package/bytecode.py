"""Bytecode that is used wherever the package is unpacked.

An ordinary .pyc holds the time of its source and is thrown away when the two differ. A zip keeps
times in steps of two seconds and without a time zone, so about half of them would be; and where
the package cannot be written to, each start compiles these files again. Ours are hash-based and
unchecked (PEP 552): the interpreter loads them without a look at the source, so nothing is compiled
and nothing is written.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

# The app's folder on the platform: what stands in the .pyc as the place of the source.
PLACE = "/home/site/wwwroot"


def compile_all(folder: Path) -> None:
    """Compile every Python file below a folder; raises ``CalledProcessError`` when one is broken.

    In a process of its own and with a fixed hash seed, so that the same sources give the same
    bytes.
    """
    command = [sys.executable, "-I", "-m", "compileall", "-q", "-f"]
    command += ["--invalidation-mode", "unchecked-hash", "-s", str(folder), "-p", PLACE]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    subprocess.run([*command, str(folder)], check=True, env=environment)  # noqa: S603
