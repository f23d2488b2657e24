"""What of the repository is deployed: everything but what .funcignore names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pathspec

ROOT = Path(__file__).resolve().parents[1]


def files(root: Path = ROOT) -> list[Path]:
    """Give the paths that are deployed, below ``root`` and in order.

    .funcignore has the rules of .gitignore; what it leaves out as a folder is not looked into.
    """
    lines = (root / ".funcignore").read_text(encoding="utf-8").splitlines()
    return sorted(_kept(root, root, pathspec.GitIgnoreSpec.from_lines(lines)))


def _kept(root: Path, folder: Path, ignored: pathspec.GitIgnoreSpec) -> Iterator[Path]:
    for path in folder.iterdir():
        relative = path.relative_to(root)
        if path.is_dir():
            if not ignored.match_file(f"{relative.as_posix()}/"):
                yield from _kept(root, path, ignored)
        elif not ignored.match_file(relative.as_posix()):
            yield relative
