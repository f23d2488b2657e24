"""PNG files: another reader finds the pixels that were written, and they are small."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from charts.canvas import png
from charts.canvas.agg import AggCanvas
from charts.native import query
from charts.native.render import render

Pixels = npt.NDArray[np.uint8]
_CHANCE = np.random.default_rng(7)


def _noise(rows: int, columns: int) -> Pixels:
    return _CHANCE.integers(0, 256, (rows, columns, 4), np.uint8)


def _flat(rows: int, columns: int, differing: int = 0) -> Pixels:
    """One colour, but for some pixels of every second row."""
    pixels = np.full((rows, columns, 4), (200, 30, 90, 255), np.uint8)
    pixels[::2, :differing] = (1, 2, 3, 255)
    return pixels


@pytest.mark.parametrize(
    "pixels",
    [
        _noise(1, 1),
        _noise(1, 40),
        _noise(40, 1),
        _noise(33, 47),
        _flat(1, 1),
        _flat(20, 30),
        _flat(50, 100, 5),  # as many new pixels in a row as are stored as a difference
        _flat(50, 100, 6),  # and one more
        _flat(50, 100, 100),
        np.concatenate([_noise(3, 64), _flat(9, 64), _noise(2, 64), _flat(1, 64)]),
    ],
    ids=lambda pixels: "x".join(map(str, pixels.shape[:2])),
)
@pytest.mark.parametrize("opaque", [True, False])
def test_another_reader_finds_the_pixels(pixels: Pixels, opaque: bool) -> None:
    if opaque:
        pixels = pixels.copy()
        pixels[..., 3] = 255
    with Image.open(io.BytesIO(png.encode(pixels, opaque=opaque))) as image:
        assert image.mode == ("RGB" if opaque else "RGBA")
        np.testing.assert_array_equal(np.asarray(image.convert("RGBA")), pixels)


def test_pictures_of_one_size_do_not_show_through_each_other() -> None:
    first, second = _noise(20, 20), _flat(20, 20, 3)
    whole = png.encode(second, opaque=False)
    png.encode(first, opaque=False)
    assert png.encode(second, opaque=False) == whole


@pytest.mark.parametrize("kind", ["bar", "pie"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chart_is_no_larger_than_a_usual_encoder_makes_it(kind: str, theme: str) -> None:
    """A usual encoder: Pillow's defaults, which are matplotlib's."""
    asked = {
        "bar": {"xvalues": "C,Ruby,Java", "yvalues": "10,20,15", "ylabel": "Number enrolled"},
        "pie": {"labels": "C,Ruby,Java,Python", "values": "10,20,15,30.5"},
    }[kind]
    asked |= {"title": "Enrolled students", "theme": theme, "width": "500", "height": "300"}
    ours = render(query.chart(kind, asked))
    usual = io.BytesIO()
    with Image.open(io.BytesIO(ours)) as image:
        image.convert("RGBA").save(usual, "png")
    assert len(ours) <= usual.tell()


def test_a_picture_shows_nothing_of_the_last_one() -> None:
    def drawn(fill: tuple[int, int, int, int] | None) -> bytes:
        canvas = AggCanvas(60, 40, 1.0, (255, 255, 255, 255))
        if fill:
            with canvas.clip(5, 5, 20, 20):
                canvas.rectangle(0, 0, 60, 40, fill)
        return canvas.finish()

    blank = drawn(None)
    assert drawn((255, 0, 0, 128)) != blank
    assert drawn(None) == blank
