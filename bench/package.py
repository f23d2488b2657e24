"""``python -m bench.package [--cold]``: print the size of what is deployed, or how fast it starts.

Without an option: our own files except those in ``.funcignore``, by folder, and the packages of
``requirements.txt`` as installed here, raw and compressed.

``--cold`` makes what is in the ready package, and times fresh processes that load the app from
nothing else: with its own bytecode, and with the bytecode that other ways of packing leave.
"""

from __future__ import annotations

import argparse
import compileall
import os
import py_compile
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from build_package import bytecode, contents
from build_package import packages as installed
from build_package.__main__ import assemble

ROOT = Path(__file__).parents[1]
_MAX_DEPTH = 2  # of the folders that are listed: charts/icons, but not those in it
_STARTS = {
    "the app is loaded": "import function_app",
    "and the first PNG drawn": (
        "import function_app; from charts.native import query, render;"
        "render.render(query.chart('bar', {'xvalues': 'a,b', 'yvalues': '1,2'}))"
    ),
}


class Size(NamedTuple):
    """Bytes, and bytes with every file deflated."""

    raw: int
    packed: int


def size(files: Iterable[Path]) -> Size:
    """Return the total size of some files."""
    raw = packed = 0
    for file in files:
        content = file.read_bytes()
        raw += len(content)
        packed += min(len(content), len(zlib.compress(content, 6)))
    return Size(raw, packed)


def ours() -> dict[str, list[Path]]:
    """Return our own deployed files by folder."""
    folders: dict[str, list[Path]] = {}
    for file in contents.files():
        parents = file.parts[:-1][:_MAX_DEPTH]
        folders.setdefault("/".join(parents) or "at the top", []).append(ROOT / file)
    return folders


def packages() -> dict[str, list[Path]]:
    """Return the files of the deployed packages, as far as they are installed here."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    found = {}
    for name in sorted(set(re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==", text, re.MULTILINE))):
        try:
            files = metadata.files(name) or []
        except metadata.PackageNotFoundError:  # for another system or Python
            continue
        paths = [Path(str(file.locate())) for file in files if file.suffix != ".pyc"]
        found[name] = [path for path in paths if path.is_file()]
    return found


def rows(parts: dict[str, list[Path]]) -> list[tuple[str, Size]]:
    """Return the parts with their sizes, the largest first."""
    return sorted(((name, size(files)) for name, files in parts.items()), key=lambda r: -r[1].raw)


def cold(app: Path, code: str, rounds: int) -> float:
    """Return the median milliseconds of a fresh process that runs ``code`` in an unpacked app.

    No bytecode is written, as on a read-only file system.
    """
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    environment["PYTHONPATH"] = os.pathsep.join([str(app), str(app / installed.FOLDER)])
    times = []
    for number in range(rounds + 1):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-S", "-c", code], cwd=app, env=environment, check=True)
        if number:  # the first one reads the files from the disk
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def drop_bytecode(folder: Path) -> None:
    """Delete all bytecode in a folder."""
    for cache in sorted(folder.rglob("__pycache__")):
        shutil.rmtree(cache)


def date_bytecode(folder: Path) -> None:
    """Compile as pip does, with the modification times of the sources."""
    mode = py_compile.PycInvalidationMode.TIMESTAMP
    compileall.compile_dir(str(folder), quiet=2, force=True, invalidation_mode=mode)


def round_times(folder: Path) -> None:
    """Round the modification times of the sources down to even seconds, as a zip does."""
    for source in folder.rglob("*.py"):
        seconds = int(source.stat().st_mtime) // 2 * 2
        os.utime(source, (seconds, seconds))


def spread_times(folder: Path) -> None:
    """Set the modification times of the sources one second apart, as a slow installation does."""
    for number, source in enumerate(sorted(folder.rglob("*.py"))):
        os.utime(source, (1_700_000_000 + number, 1_700_000_000 + number))


def print_cold(rounds: int) -> None:
    """Make what is packed, and time starts with each kind of bytecode."""
    with tempfile.TemporaryDirectory() as name:
        app = Path(name) / "app"
        assemble(app)
        bytecode.compile_all(app)
        print(f"\n| ms until | {' | '.join(_STARTS)} |\n| --- |{' ---: |' * len(_STARTS)}")

        def row(title: str) -> None:
            times = [cold(app, code, rounds) for code in _STARTS.values()]
            print(f"| {title} | {' | '.join(f'{ms:,.0f}' for ms in times)} |", flush=True)

        row("our zip: all bytecode, unchecked")
        drop_bytecode(app)
        spread_times(app)
        date_bytecode(app / installed.FOLDER)
        row("bytecode of the packages by pip, their times kept")
        round_times(app / installed.FOLDER)
        row("the same after a zip: half of it outdated")
        drop_bytecode(app)
        row("no bytecode")
    print(f"\nMedians of {rounds} processes each, Python {sys.version.split()[0]}.")


def _print(title: str, parts: list[tuple[str, Size]]) -> Counter[str]:
    total = Counter(raw=sum(s.raw for _, s in parts), packed=sum(s.packed for _, s in parts))
    print(f"| {title} | KiB | in a zip |\n| --- | ---: | ---: |")
    for name, found in [*parts, ("total", Size(total["raw"], total["packed"]))]:
        print(f"| {name} | {found.raw / 1024:,.0f} | {found.packed / 1024:,.0f} |")
    print()
    return total


def main(arguments: list[str] | None = None) -> None:
    """Print the sizes, or with ``--cold`` the times."""
    parser = argparse.ArgumentParser(prog="python -m bench.package", description=__doc__)
    parser.add_argument("--cold", action="store_true", help="time the start of the ready package")
    parser.add_argument("--rounds", type=int, default=9, help="processes per row of --cold")
    options = parser.parse_args(arguments)
    if options.cold:
        print_cold(options.rounds)
        return
    total = _print("ours", rows(ours())) + _print("packages", rows(packages()))
    print(f"All: {total['raw'] / 1024:,.0f} KiB, {total['packed'] / 1024:,.0f} in a zip.")


if __name__ == "__main__":
    main()
