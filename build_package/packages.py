"""The packages of requirements.txt for the platform, without what nothing reads at run time."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pathspec

from build_package.contents import ROOT

# Where the platform's worker looks for packages, below the app.
FOLDER = Path(".python_packages/lib/site-packages")
# Wheels for Linux on x86-64 with any C library from 2.17 up to 2.28, the oldest in an image of
# Microsoft's that runs a supported Python (Debian 11 has 2.31).
PLATFORMS = [f"manylinux_2_{minor}_x86_64" for minor in range(28, 16, -1)] + [
    "manylinux2014_x86_64"
]

# What is left out, as lines of a .gitignore, and why nothing misses it.
LEFT_OUT = {
    "tests of the packages": ["tests/"],
    "types for checkers": ["*.pyi", "py.typed"],
    "sources and headers of what is compiled already": [
        *("*.c", "*.cpp", "*.h", "*.f", "*.f90", "*.pyx", "*.pxd", "*.a"),
        "/numpy/_core/include/",
    ],
    "programs for the command line, and their manuals": ["/bin/", "/share/"],
    "building other packages": ["/numpy/f2py/", "/numpy/distutils/", "/numpy/_pyinstaller/"],
    "windows of matplotlib's, and pictures of their buttons": [
        *("/matplotlib/backends/web_backend/", "/matplotlib/backends/qt_editor/"),
        *("/matplotlib/backends/_tkagg*.so", "/PIL/_imagingtk*.so"),
        "/matplotlib/mpl-data/images/",
    ],
    "matplotlib's sample data and 3D axes": ["/matplotlib/mpl-data/sample_data/", "/mpl_toolkits/"],
    "AVIF, which Pillow does without": ["/PIL/_avif*.so", "/pillow.libs/libavif-*"],
    "where pip put each file": ["*.dist-info/RECORD", "*.dist-info/INSTALLER"],
}


def install(target: Path) -> None:
    """Install what requirements.txt pins, with its hashes checked, into an empty folder.

    For Linux on x86-64 whatever runs this, and for the version of Python that runs it: pip judges
    ``python_version`` in requirements.txt by the running one. Raises ``CalledProcessError`` when
    pip fails; pip has said why by then.
    """
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--target", str(target), "--no-compile", "--no-deps", "--require-hashes"]
    command += ["--only-binary", ":all:", "--implementation", "cp"]
    command += ["--python-version", f"{sys.version_info.major}.{sys.version_info.minor}"]
    for platform in PLATFORMS:
        command += ["--platform", platform]
    command += ["--requirement", str(ROOT / "requirements.txt")]
    subprocess.run(command, check=True)  # noqa: S603 - our own command


def prune(folder: Path) -> Counter[str]:
    """Delete what ``LEFT_OUT`` names and give the bytes of each reason."""
    deleted: Counter[str] = Counter()
    for reason, lines in LEFT_OUT.items():
        spec = pathspec.GitIgnoreSpec.from_lines(lines)
        for path in sorted(folder.rglob("*")):
            if path.is_file() and spec.match_file(path.relative_to(folder).as_posix()):
                deleted[reason] += path.stat().st_size
                path.unlink()
    return deleted
