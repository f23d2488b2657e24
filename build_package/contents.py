"""The files that are deployed: all of the repository except the entries of .funcignore."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pathspec

ROOT = Path(__file__).resolve().parents[1]


def files(root: Path = ROOT) -> list[Path]:
    """Return the deployed paths, sorted and relative to ``root``.

    .funcignore follows the rules of .gitignore; ignored folders are not searched.
    """
    lines = (root / ".funcignore").read_text(encoding="utf-8").splitlines()
    return sorted(_deployed(root, root, pathspec.GitIgnoreSpec.from_lines(lines)))


def _deployed(root: Path, folder: Path, ignored: pathspec.GitIgnoreSpec) -> Iterator[Path]:
    for path in folder.iterdir():
        relative = path.relative_to(root)
        if path.is_dir():
            if not ignored.match_file(f"{relative.as_posix()}/"):
                yield from _deployed(root, path, ignored)
        elif not ignored.match_file(relative.as_posix()):
            yield relative
