"""Charts to draw: other text and other values each time, always the same ones."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from typing import Any

WIDTH, HEIGHT = 500, 300
GOOGLE_WIDTH, GOOGLE_HEIGHT = 300, 200
GOOGLE_COLOURS = ("3072F3", "A2C180")


def charts(kind: str, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Give parameters of one chart after the other, without end."""
    chance = random.Random(seed)

    def word() -> str:
        return _word(chance, 8)

    while True:
        asked: dict[str, Any] = {"title": f"{word()} {word()}", "width": WIDTH, "height": HEIGHT}
        names, values = [word() for _ in range(4)], [chance.randint(1, 99) / 2 for _ in range(4)]
        if kind == "bar":
            asked |= {"xvalues": names, "yvalues": values, "xlabel": word(), "ylabel": word()}
        else:
            asked |= {"labels": names, "values": values}
        yield asked


def google(kind: str, seed: int = 1) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give URLs of the Google dialect without end, each with what it asks for.

    Two series with axes, labels, a legend and a title; ``kind`` is ``lc`` or ``bvg``.
    """
    chance = random.Random(seed)
    while True:
        title, *legend = (_word(chance, 6) for _ in range(3))
        names = [_word(chance, 4) for _ in range(5)]
        series = [[chance.randint(2, 198) / 2 for _ in names] for _ in legend]
        data = "|".join(",".join(f"{v:g}" for v in values) for values in series)
        url = (
            f"/chart?cht={kind}&chs={GOOGLE_WIDTH}x{GOOGLE_HEIGHT}&chd=t:{data}&chtt={title}"
            f"&chco={','.join(GOOGLE_COLOURS)}&chxt=x,y&chxl=0:|{'|'.join(names)}"
            f"&chdl={'|'.join(legend)}" + "&chbh=a" * (kind == "bvg")
        )
        yield url, {
            "title": title, "names": names, "series": series, "legend": legend,
            "width": GOOGLE_WIDTH, "height": GOOGLE_HEIGHT,
        }  # fmt: skip


def _word(chance: random.Random, length: int) -> str:
    return "".join(chance.choices(string.ascii_letters, k=length))
