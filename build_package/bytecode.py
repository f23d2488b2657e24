"""Bytecode that is used wherever the package is unpacked.

An ordinary .pyc contains the modification time of its source and is ignored if the two differ. A
zip stores times in steps of two seconds and without a time zone, so about half of them would
differ; and on a read-only file system each start would compile these files again. Ours are
hash-based and unchecked (PEP 552): the interpreter loads them without looking at the source, so
nothing is compiled or written. Nothing reads the sources of the packages then, and they are left
out; our own stay, for the lines of a traceback.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path

# The app's folder on the platform, which the .pyc files name as the location of the source.
PLACE = "/home/site/wwwroot"


def compile_all(folder: Path) -> None:
    """Compile every Python file in a folder; raises ``CalledProcessError`` if one is invalid.

    In a separate process with a fixed hash seed, so that the same sources give the same bytes.
    """
    command = [sys.executable, "-I", "-m", "compileall", "-q", "-f"]
    command += ["--invalidation-mode", "unchecked-hash", "-s", str(folder), "-p", PLACE]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    subprocess.run([*command, str(folder)], check=True, env=environment)  # noqa: S603


def replace_sources(folder: Path) -> None:
    """Put the bytecode of every Python file where its source was (PEP 3147, "source-less")."""
    for source in sorted(folder.rglob("*.py")):
        compiled = Path(cache_from_source(str(source)))
        compiled.rename(source.with_suffix(".pyc"))
        source.unlink()
