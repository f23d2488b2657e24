"""``python -m bench.package``: print how large what is deployed is, raw and as a zip has it.

That is our own files without those of ``.funcignore``, by folder, and the packages of
``requirements.txt`` as they are installed here.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
_DEEPEST = 2  # folders that are told apart: charts/icons, but not what is in it


class Size(NamedTuple):
    """Bytes, and bytes once every file is deflated."""

    raw: int
    packed: int


def size(files: Iterable[Path]) -> Size:
    """The size of some files together."""
    raw = packed = 0
    for file in files:
        content = file.read_bytes()
        raw += len(content)
        packed += min(len(content), len(zlib.compress(content, 6)))
    return Size(raw, packed)


def ours() -> dict[str, list[Path]]:
    """The files of ours that are deployed, by folder."""
    lines = (ROOT / ".funcignore").read_text(encoding="utf-8").splitlines()
    patterns = [line.rstrip("/").removeprefix("**/") for line in lines if line.strip()]
    found: dict[str, list[Path]] = {}
    for file in sorted(_files(ROOT, patterns)):
        folders = file.relative_to(ROOT).parts[:-1][:_DEEPEST]
        found.setdefault("/".join(folders) or "at the top", []).append(file)
    return found


def _files(folder: Path, patterns: list[str]) -> Iterator[Path]:
    """The files that no pattern fits, nor the folder they are in."""
    for path in folder.iterdir():
        whole = path.relative_to(ROOT).as_posix()
        if any(fnmatch(whole if "/" in p else path.name, p) for p in patterns):
            continue
        if path.is_dir():
            yield from _files(path, patterns)
        else:
            yield path


def packages() -> dict[str, list[Path]]:
    """The files of the packages that are deployed, as far as they are installed here."""
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
    """The parts with their sizes, the largest first."""
    return sorted(((name, size(files)) for name, files in parts.items()), key=lambda r: -r[1].raw)


def _print(title: str, parts: list[tuple[str, Size]]) -> Counter[str]:
    total = Counter(raw=sum(s.raw for _, s in parts), packed=sum(s.packed for _, s in parts))
    print(f"| {title} | KiB | in a zip |\n| --- | ---: | ---: |")
    for name, found in [*parts, ("together", Size(total["raw"], total["packed"]))]:
        print(f"| {name} | {found.raw / 1024:,.0f} | {found.packed / 1024:,.0f} |")
    print()
    return total


def main() -> None:
    total = _print("ours", rows(ours())) + _print("packages", rows(packages()))
    print(f"All: {total['raw'] / 1024:,.0f} KiB, {total['packed'] / 1024:,.0f} in a zip.")


if __name__ == "__main__":
    main()
