"""The packages of requirements.txt for the platform, without what nothing reads at run time."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pathspec

from build_package.contents import ROOT

# Where the platform's worker looks for packages, relative to the app.
FOLDER = Path(".python_packages/lib/site-packages")
# Wheels for Linux on x86-64 that need glibc 2.17 to 2.28. Microsoft's images with a supported
# Python have at least 2.31 (Debian 11).
PLATFORMS = [f"manylinux_2_{minor}_x86_64" for minor in range(28, 16, -1)] + [
    "manylinux2014_x86_64"
]

# What is left out, as lines of a .gitignore, by reason.
LEFT_OUT = {
    "tests of the packages": ["tests/"],
    "types for checkers": ["*.pyi", "py.typed"],
    "sources and headers of compiled modules": [
        *("*.c", "*.cpp", "*.h", "*.f", "*.f90", "*.pyx", "*.pxd", "*.a"),
        "/numpy/_core/include/",
    ],
    "command-line programs and their manuals": ["/bin/", "/share/"],
    "tools to build other packages": ["/numpy/f2py/", "/numpy/distutils/", "/numpy/_pyinstaller/"],
    "matplotlib's GUI windows and the icons of their buttons": [
        *("/matplotlib/backends/web_backend/", "/matplotlib/backends/qt_editor/"),
        *("/matplotlib/backends/_tkagg*.so", "/PIL/_imagingtk*.so"),
        "/matplotlib/mpl-data/images/",
    ],
    "matplotlib's sample data and 3D axes": ["/matplotlib/mpl-data/sample_data/", "/mpl_toolkits/"],
    "AVIF, optional in Pillow": ["/PIL/_avif*.so", "/pillow.libs/libavif-*"],
    "pip's lists of installed files": ["*.dist-info/RECORD", "*.dist-info/INSTALLER"],
}


def install(target: Path) -> None:
    """Install the packages of requirements.txt into an empty folder, with their hashes checked.

    For Linux on x86-64 on any system, and for the version of Python that runs this, by which pip
    evaluates ``python_version`` in requirements.txt. Raises ``CalledProcessError`` if pip fails,
    after pip has printed the reason.
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
    """Delete the files of ``LEFT_OUT`` and return the number of bytes by reason."""
    deleted: Counter[str] = Counter()
    for reason, lines in LEFT_OUT.items():
        spec = pathspec.GitIgnoreSpec.from_lines(lines)
        for path in sorted(folder.rglob("*")):
            if path.is_file() and spec.match_file(path.relative_to(folder).as_posix()):
                deleted[reason] += path.stat().st_size
                path.unlink()
    return deleted
