"""``python -m fuzz [--cases N] [--only PARSER] [--urls FILE]``: fuzz each parser with N inputs.

A parser runs in a process of its own, which ends at its first finding. The exit status is then 1,
and the input and libFuzzer's log are in ``.fuzz/``.
"""

from __future__ import annotations

import argparse
import importlib.util
import logging
import subprocess
import sys
from pathlib import Path

from fuzz import guided
from tests.hostile.seeds import from_file

FOLDER = Path(".fuzz")


def main(arguments: list[str]) -> int:
    """Fuzz the parsers one after the other; 1 if one of them has a finding."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Fuzz the parsers.")
    parser.add_argument("--cases", type=int, default=20_000, help="inputs per parser (%(default)s)")
    parser.add_argument("--only", choices=guided.PARSERS, help="one parser")
    parser.add_argument("--urls", type=Path, help="a file of further URLs to start from")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.here:
        logging.disable(logging.CRITICAL)
        urls = from_file(options.urls) if options.urls else []
        guided.run(options.only, FOLDER / options.only, options.cases, urls)
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not installed (make fuzz installs it, on Linux)", file=sys.stderr)
        return 1
    found = False
    for name in [options.only] if options.only else guided.PARSERS:
        command = [sys.executable, "-m", "fuzz", "--here", "--only", name]
        command += ["--cases", str(options.cases)]
        command += ["--urls", str(options.urls)] if options.urls else []
        (FOLDER / name).mkdir(parents=True, exist_ok=True)
        with (FOLDER / name / "log").open("wb") as log:
            status = subprocess.run(command, stderr=log, check=False).returncode
        if status:
            print(f"{name}: ended with status {status}; see {log.name}")
        found |= status != 0
    return int(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
