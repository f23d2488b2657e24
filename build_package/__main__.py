"""``python -m build_package``: write the packages into dist/ and print their sizes.

chart-functions-source.zip is what ``func azure functionapp publish --build remote`` uploads; the
dependencies are then installed in Azure. chart-functions-python3.13.zip contains them, for Linux on
x86-64 and the version of Python that runs this, with the bytecode of all modules.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from build_package import archive, bytecode, contents, elf, graphs, packages

DIST = contents.ROOT / "dist"
SOURCE = "chart-functions-source.zip"
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
READY = f"chart-functions-python{PYTHON}.zip"


def source(path: Path) -> None:
    """Write the sources only."""
    archive.write(path, contents.ROOT, contents.files())


def ready(path: Path) -> None:
    """Write the ready package; raises ``CalledProcessError`` if pip or compiling fails."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        assemble(folder)
        bytecode.compile_all(folder)
        bytecode.replace_sources(folder / packages.FOLDER)
        archive.write(path, folder, (p.relative_to(folder) for p in _files(folder)))


def assemble(folder: Path) -> None:
    """Put the ready package without its bytecode into an empty folder; print what is left out.

    Raises ``CalledProcessError`` if pip or compiling Graphviz fails.
    """
    for file in contents.files():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(contents.ROOT / file, folder / file)
    installed = folder / packages.FOLDER
    packages.install(installed)
    before = _size(installed)
    left_out = packages.prune(installed)
    print(f"Packages: {before / 1024:,.0f} KiB, left out:")
    for reason, size in left_out.most_common():
        print(f"  {size / 1024:8,.0f} KiB  {reason}")
    elf.strip(installed)
    if sys.platform == "linux" and platform.machine() == "x86_64":
        graphs.compile_module(folder)
    else:  # the first graph of an instance compiles it
        print("Graphviz is not compiled: that needs Linux on x86-64")


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in _files(folder))


def main(arguments: Sequence[str]) -> int:
    """Build; return 1 if a package could not be installed or compiled."""
    parser = argparse.ArgumentParser(
        prog="python -m build_package",
        description=f"Write {SOURCE} and {READY}.",
    )
    parser.add_argument("--output", type=Path, default=DIST, help="folder (default: dist)")
    parser.add_argument("--source-only", action="store_true", help=f"only {SOURCE}")
    options = parser.parse_args(arguments)
    builders = {SOURCE: source} if options.source_only else {SOURCE: source, READY: ready}
    for name, build in builders.items():
        path = options.output / name
        try:
            build(path)
        except subprocess.CalledProcessError as error:
            print(f"{name} was not built: {' '.join(error.cmd[:4])} … failed.", file=sys.stderr)
            return 1
        only = f", for an app on Python {PYTHON} only" if name == READY else ""
        print(f"{path}: {path.stat().st_size / 1024:,.0f} KiB{only}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
