"""``python -m tests.sheet KIND``: draw every example of a kind of chart on one sheet, a PNG.

A kind is one of the native dialect (``bar``), a type of the Google dialect (``lc``), or the start
of the names of pictures (``google/map``).
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

import requests
from PIL import Image, ImageDraw, ImageFont

from devserver import testing
from tests.conftest import ROOT
from tests.pictures import PICTURES

FOLDER = ROOT / ".see"
WIDTH = 1400  # pixels of the sheet
GAP = 16  # pixels between the pictures and around them
CAPTION = 18  # pixels above each picture, for its name
PAPER = "#d8d8d8"  # neither of the themes' backgrounds, so that edges show


def examples(kind: str) -> dict[str, str]:
    """Return the URLs of a kind's pictures, by name."""
    return {name: url for name, url in PICTURES.items() if _shows(name, url, kind)}


def _shows(name: str, url: str, kind: str) -> bool:
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    types = [*query.get("cht", []), *query.get("chst", [])]
    return parts.path == f"/charts/{kind}" or kind in types or name.startswith(kind)


def sheet(pictures: Sequence[tuple[str, Image.Image]]) -> Image.Image:
    """Return one picture of all, each under its name, in rows from the left."""
    font = ImageFont.load_default(14)
    places, x, y, height = [], GAP, GAP, 0
    for name, picture in pictures:
        column = max(picture.width, round(font.getlength(name)))
        if x > GAP and x + column + GAP > WIDTH:
            x, y, height = GAP, y + height + GAP, 0
        places.append((x, y))
        x += column + GAP
        height = max(height, CAPTION + picture.height)
    width = max(WIDTH, *(picture.width + 2 * GAP for _, picture in pictures))
    result = Image.new("RGB", (width, y + height + GAP), PAPER)
    draw = ImageDraw.Draw(result)
    for (name, picture), (left, top) in zip(pictures, places, strict=True):
        draw.text((left, top), name, "black", font)
        result.paste(picture, (left, top + CAPTION), picture)
    return result


def main(arguments: Sequence[str]) -> int:
    """Write the sheet into ``.see`` and print where; the exit status is 1 without examples."""
    kind = arguments[0] if arguments else ""
    urls = examples(kind) if kind else {}
    if not urls:
        print(f"No picture in tests/pictures.py shows {kind!r}: make see KIND=bar", file=sys.stderr)
        return 1
    pictures = []
    with testing.running(ROOT) as server:
        for name, url in urls.items():
            response = requests.get(server.url + url, timeout=60)
            if response.status_code != 200:
                print(f"{name}: {response.text}", file=sys.stderr)
                return 1
            picture = Image.open(io.BytesIO(response.content)).convert("RGBA")
            pictures.append((name, picture))
    file = FOLDER / f"{kind.replace('/', '-')}.png"
    file.parent.mkdir(exist_ok=True)
    sheet(pictures).save(file)
    print(f"{file}: {len(pictures)} pictures")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
