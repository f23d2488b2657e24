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

# What is left out, as lines of a .gitignore, by reason. The rule: a package, a compiled module, and
# a file of 64 KiB or more is packed only if some request reads it; tests/test_package_files.py asks
# a running package for everything and looks at what was read.
LEFT_OUT = {
    "tests of the packages": [
        *("tests/", "/numpy/testing/", "/numpy/conftest.py", "/numpy/_core/_simd*.so"),
        "/numpy/_core/_*_tests*.so",
    ],
    "types for checkers": ["*.pyi", "py.typed"],
    "sources and headers of compiled modules": [
        *("*.c", "*.cpp", "*.h", "*.f", "*.f90", "*.pyx", "*.pxd", "*.a"),
        "/numpy/_core/include/",
    ],
    "command-line programs and their manuals": ["/bin/", "/share/"],
    "tools to build other packages": [
        *("/numpy/f2py/", "/numpy/distutils/", "/numpy/_pyinstaller/"),
        # cryptography needs only their compiled part.
        *("/cffi/", "/cffi-*/", "/pycparser/", "/pycparser-*/"),
    ],
    "matplotlib, but for its rasteriser, its font engine and fonts": [
        *("/matplotlib/*", "!/matplotlib/ft2font*.so", "!/matplotlib/backends/"),
        *("/matplotlib/backends/*", "!/matplotlib/backends/_backend_agg*.so"),
        *("!/matplotlib/mpl-data/", "/matplotlib/mpl-data/*", "!/matplotlib/mpl-data/fonts/"),
        *("/matplotlib/mpl-data/fonts/*", "!/matplotlib/mpl-data/fonts/ttf/"),
        *("/matplotlib/mpl-data/fonts/ttf/*", "!LICENSE_*", "!cm*.ttf"),
        *("!DejaVuSans.ttf", "!DejaVuSans-Bold.ttf", "!DejaVuSansMono.ttf"),
        *("!DejaVuSansMono-Bold.ttf", "!STIXGeneral.ttf", "!STIXGeneralBol.ttf"),
        *("!STIXNonUni.ttf", "!STIXSizOneSymReg.ttf"),
        *("/pylab.py", "/mpl_toolkits/"),
    ],
    "what only the rest of matplotlib imports": [
        *("/contourpy/", "/contourpy-*/", "/cycler/", "/cycler-*/", "/dateutil/"),
        *("/python_dateutil-*/", "/fontTools/", "/fonttools-*/", "/kiwisolver/", "/kiwisolver-*/"),
        *("/packaging/", "/packaging-*/", "/pyparsing/", "/pyparsing-*/", "/six.py", "/six-*/"),
        *("/tzdata/", "/tzdata-*/"),
    ],
    "mathematics that nothing calculates": [
        *("/numpy/random/", "/numpy/fft/", "/numpy/polynomial/", "/numpy/lib/recfunctions.py"),
    ],
    "text in pictures, and pictures that are neither read nor written": [
        *("/PIL/_avif*.so", "/pillow.libs/libavif-*", "/PIL/_imagingcms*.so"),
        *("/pillow.libs/liblcms2-*", "/PIL/_imagingft*.so", "/pillow.libs/libfreetype-*"),
        *("/pillow.libs/libharfbuzz-*", "/pillow.libs/libbrotli*", "/pillow.libs/libpng16-*"),
        *("/PIL/ImageFont.py", "/PIL/ImageDraw.py", "/PIL/ImageText.py", "/PIL/ImageCms.py"),
        *("/PIL/_imagingtk*.so", "/PIL/_imagingmath*.so", "/PIL/_imagingmorph*.so"),
        *("/PIL/*ImagePlugin.py", "!/PIL/GifImagePlugin.py", "!/PIL/JpegImagePlugin.py"),
        *("!/PIL/WebPImagePlugin.py", "!/PIL/PngImagePlugin.py"),
        # Pillow imports these with the three above.
        *("!/PIL/BmpImagePlugin.py", "!/PIL/PpmImagePlugin.py"),
    ],
    "parts of WebAssembly that Graphviz does not have": ["/wasmtime/component/"],
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
