"""Charts to draw: other text and other values each time, always the same ones."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from typing import Any

WIDTH, HEIGHT = 500, 300


def charts(kind: str, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Give parameters of one chart after the other, without end."""
    chance = random.Random(seed)

    def word() -> str:
        return "".join(chance.choices(string.ascii_letters, k=8))

    while True:
        asked: dict[str, Any] = {"title": f"{word()} {word()}", "width": WIDTH, "height": HEIGHT}
        names, values = [word() for _ in range(4)], [chance.randint(1, 99) / 2 for _ in range(4)]
        if kind == "bar":
            asked |= {"xvalues": names, "yvalues": values, "xlabel": word(), "ylabel": word()}
        else:
            asked |= {"labels": names, "values": values}
        yield asked
