"""The expected pictures: a URL each, drawn again by ``python -m tests.pictures [NAME…]``.

Those of the native charts are the examples of their kinds, and those in native_pictures.py. Those
of the Google dialect are in google_pictures.py; their names begin with ``google/``, those of the
QuickChart dialect with ``quickchart/``. Look at every picture that changed before you commit it.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import requests
from PIL import Image

from charts.native import kinds, query
from tests import google_pictures, native_pictures, quickchart_pictures

IMAGES = Path(__file__).parent / "images"
Pixels = npt.NDArray[np.int16]
# A pixel differs if a channel is this far off; this share of them may. Antialiasing of another
# build of the libraries stays below; a label moved by one pixel does not.
CHANNEL, SHARE = 40, 0.0005
PICTURES = {
    example.name: query.url(kind, example.parameters)
    for kind, example in (*kinds.examples(), *native_pictures.EXAMPLES)
}
PICTURES |= {f"google/{name}": url for name, url in google_pictures.PICTURES.items()}
PICTURES |= {f"quickchart/{name}": url for name, url in quickchart_pictures.PICTURES.items()}


def kept(name: str) -> Path:
    """Where the picture of a name is."""
    return IMAGES / f"{name}.{'gif' if 'chof=gif' in PICTURES[name] else 'png'}"


def pixels(picture: bytes) -> Pixels:
    """Return the pixels of a picture: (rows, columns, 4), red green blue alpha."""
    with Image.open(io.BytesIO(picture)) as image:
        return np.asarray(image.convert("RGBA"), dtype=np.int16)


def differing(a: Pixels, b: Pixels, channel: int) -> float:
    """Return the share of pixels of which a channel is this far off."""
    return float((np.abs(a - b).max(axis=-1) > channel).mean())


def same(expected: Pixels, found: Pixels) -> bool:
    """Return whether two pictures are the same, but for antialiasing."""
    return expected.shape == found.shape and differing(expected, found, CHANNEL) <= SHARE


def main(names: list[str]) -> None:
    """Draw pictures, all unless some are named, and write those that changed."""
    from devserver import testing

    with testing.running(Path(__file__).parent.parent) as server:
        for name in names or PICTURES:
            answer = requests.get(server.url + PICTURES[name], timeout=10)
            answer.raise_for_status()
            file = kept(name)
            if file.exists() and same(pixels(file.read_bytes()), pixels(answer.content)):
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(answer.content)
            print(f"{file.relative_to(IMAGES)}: {len(answer.content)} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
