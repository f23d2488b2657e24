"""The expected pictures: a URL each, drawn again by ``python -m tests.pictures [NAME…]``.

Those of the native charts are the examples of their kinds. Those of the Google dialect are in
google_pictures.py; their names begin with ``google/``. Look at every picture that changed before
you commit it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import requests

from charts.native import kinds, query
from tests import google_pictures

IMAGES = Path(__file__).parent / "images"
PICTURES = {
    example.name: query.url(kind, example.parameters) for kind, example in kinds.examples()
} | {f"google/{name}": url for name, url in google_pictures.PICTURES.items()}


def kept(name: str) -> Path:
    """Where the picture of a name is."""
    return IMAGES / f"{name}.{'gif' if 'chof=gif' in PICTURES[name] else 'png'}"


def main(names: list[str]) -> None:
    from devserver import testing

    with testing.running(Path(__file__).parent.parent) as server:
        for name in names or PICTURES:
            answer = requests.get(server.url + PICTURES[name], timeout=10)
            answer.raise_for_status()
            file = kept(name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(answer.content)
            print(f"{file.relative_to(IMAGES)}: {len(answer.content)} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
