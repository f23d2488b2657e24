"""Where the tiles of treemaps lie."""

from __future__ import annotations

import pytest

from charts.canvas.box import Box
from charts.marks.squarify import squarify

BOX = Box(10, 20, 600, 400)


def test_the_example_of_the_paper() -> None:
    tiles = squarify([6, 6, 4, 3, 2, 2, 1], Box(0, 0, 6, 4))
    assert tiles[0] == (0, 0, 3, 2)
    assert tiles[1] == (0, 2, 3, 2)
    assert tiles[2] == pytest.approx((3, 0, 12 / 7, 7 / 3))
    assert tiles[3] == pytest.approx((33 / 7, 0, 9 / 7, 7 / 3))


@pytest.mark.parametrize(
    "values",
    [
        [1],
        [1, 2, 3],
        [5] * 100,
        [2.0**-i for i in range(60)],
        [0, 3, 0, 1],
        [1e300, 1e300, 1e-300],
        list(range(500)),
    ],
    ids=["one", "rising", "equal", "halves", "zeros", "extremes", "many"],
)
def test_areas_are_proportional_and_no_tiles_overlap(values: list[float]) -> None:
    tiles = squarify(values, BOX)
    largest = max(values)
    parts = [value / largest for value in values]
    area = BOX.width * BOX.height
    for part, tile in zip(parts, tiles, strict=True):
        assert tile.width * tile.height == pytest.approx(area * part / sum(parts), abs=1e-6)
        assert BOX.x - 1e-6 <= tile.x
        assert tile.right <= BOX.right + 1e-6
        assert BOX.y - 1e-6 <= tile.y
        assert tile.bottom <= BOX.bottom + 1e-6
    seen = [tile for tile in tiles if tile.width * tile.height > 1e-3]
    for i, one in enumerate(seen):
        for other in seen[i + 1 :]:
            across = min(one.right, other.right) - max(one.x, other.x)
            down = min(one.bottom, other.bottom) - max(one.y, other.y)
            assert min(across, down) < 1e-6


def test_equal_tiles_are_nearly_square() -> None:
    for tile in squarify([1] * 24, BOX):
        assert tile.width / tile.height == pytest.approx(1)


@pytest.mark.parametrize("box", [Box(0, 0, 0, 5), Box(0, 0, 5, 0)])
def test_a_box_without_area_has_tiles_of_no_size(box: Box) -> None:
    assert {tile.width * tile.height for tile in squarify([1, 2], box)} == {0}
    assert squarify([], BOX) == []
    assert squarify([0], BOX)[0][2:] == (0, 0)
