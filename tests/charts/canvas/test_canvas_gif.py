"""GIF pictures: which colours they keep, what is clear, and that they are always the same."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from charts.canvas import gif

FIXED = settings(derandomize=True, deadline=None)
IMAGES = Path(__file__).parents[2] / "images"
Pixels = npt.NDArray[np.uint8]


def decoded(file: bytes) -> Pixels:
    with Image.open(io.BytesIO(file)) as picture:
        assert (picture.format, getattr(picture, "n_frames", None)) == ("GIF", 1)
        assert file[:6] == b"GIF89a"
        return np.asarray(picture.convert("RGBA"))


def one_colour(rows: int, columns: int, *rgba: int) -> Pixels:
    return np.full((rows, columns, 4), rgba, np.uint8)


def many(count: int) -> Pixels:
    """A picture of a row for each of so many different colours."""
    numbers = np.arange(count) * 65_521 % (1 << 24)
    colours = np.stack([numbers >> 16, numbers >> 8 & 255, numbers & 255, 0 * numbers + 255], 1)
    assert len(np.unique(colours, axis=0)) == count
    return np.repeat(colours.astype(np.uint8)[:, None], 20, axis=1)


@pytest.mark.parametrize("count", [1, 2, 3, 17, 255, 256])
def test_up_to_256_colours_are_kept(count: int) -> None:
    picture = many(count)
    assert np.array_equal(decoded(gif.encode(picture, opaque=True)), picture)
    assert np.array_equal(decoded(gif.encode(picture, opaque=False)), picture)


@pytest.mark.parametrize("count", [1, 128, 255])
def test_clear_is_one_of_the_256(count: int) -> None:
    picture = many(count)
    picture[:, :5, 3] = 0
    found = decoded(gif.encode(picture, opaque=False))
    assert not found[:, :5, 3].any()
    assert np.array_equal(found[:, 5:], picture[:, 5:])


def test_256_colours_beside_clear_are_too_many_by_one() -> None:
    picture = many(256)
    picture[:, :5, 3] = 0
    found = decoded(gif.encode(picture, opaque=False))
    assert np.array_equal(found[:, :, 3], picture[:, :, 3])
    assert len(np.unique(found[:, 5:].reshape(-1, 4), axis=0)) <= 255
    same = (found[:, 5:] == picture[:, 5:]).all(axis=2)
    assert same.mean() > 0.5  # those that are kept exactly


def test_alpha_is_clear_below_128_and_solid_from_there() -> None:
    picture = one_colour(2, 256, 200, 100, 50, 0)
    picture[:, :, 3] = np.arange(256)
    found = decoded(gif.encode(picture, opaque=False))
    assert not found[:, :128, 3].any()
    assert np.array_equal(found[:, 128:], one_colour(2, 128, 200, 100, 50, 255))


def test_black_is_not_taken_for_clear() -> None:
    picture = one_colour(4, 4, 0, 0, 0, 255)
    picture[0, 0] = 0
    found = decoded(gif.encode(picture, opaque=False))
    assert found[0, 0, 3] == 0
    assert (found[1:] == (0, 0, 0, 255)).all()


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (1, 1000), (1000, 1), (3, 7)])
def test_pictures_of_any_shape(rows: int, columns: int) -> None:
    clear, solid = one_colour(rows, columns, 9, 9, 9, 0), one_colour(rows, columns, 1, 2, 3, 255)
    assert not decoded(gif.encode(clear, opaque=False))[:, :, 3].any()
    assert np.array_equal(decoded(gif.encode(solid, opaque=True)), solid)


def test_flat_areas_beside_a_gradient_stay_exact_and_unspeckled() -> None:
    across, down = np.linspace(0, 255, 400), np.linspace(0, 255, 200)
    picture = one_colour(300, 400, 250, 251, 252, 255)
    picture[:200, :, 0] = across
    picture[:200, :, 1] = down[:, None]
    picture[:200, :, 2] = 77
    picture[210:290, 10:100, :3] = (255, 153, 0)
    picture[210:290, 110:200, :3] = (255, 153, 1)
    picture[205, :, :3] = (103, 103, 103)  # a line: 400 of 120,000
    found = decoded(gif.encode(picture, opaque=True))
    assert np.array_equal(found[200:], picture[200:])
    off = found[:200].astype(int) - picture[:200]
    assert np.abs(off).max() < 40
    assert np.sqrt((off**2).mean()) < 6


@pytest.mark.parametrize("name", ["pie-twelve", "bar-grouped", "text-scripts", "line-smooth-area"])
def test_charts_look_as_in_png(name: str) -> None:
    picture = np.asarray(Image.open(IMAGES / f"{name}.png").convert("RGBA"))
    found = decoded(gif.encode(picture, opaque=True)).astype(int)
    off = np.abs(found - picture).max(axis=2)
    assert off.max() <= 48
    assert (off == 0).mean() > 0.95
    background = (picture == picture[0, 0]).all(axis=2)
    assert (off[background] == 0).all()


def test_noise_is_merged_in_one_round(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = np.random.default_rng(7).integers(0, 256, (300, 1000, 4), np.uint8)
    rounds: list[int] = []
    quantize = Image.Image.quantize

    def counted(image: Image.Image, colors: int, *how: Any, **more: Any) -> Image.Image:
        rounds.append(colors)
        return quantize(image, colors, *how, **more)

    monkeypatch.setattr(Image.Image, "quantize", counted)
    found = decoded(gif.encode(noise, opaque=False))
    assert rounds == [255]
    assert np.array_equal(found[:, :, 3] == 255, noise[:, :, 3] >= 128)
    assert len(np.unique(found[found[:, :, 3] == 255], axis=0)) == 255


def test_bytes_are_the_same_in_every_process() -> None:
    code = (
        "import hashlib, sys, numpy as np; from charts.canvas import gif;"
        "p = np.random.default_rng(7).integers(0, 256, (60, 80, 4), np.uint8);"
        "assert 'PIL' not in sys.modules;"
        "print(hashlib.sha256(gif.encode(p, opaque=False)).hexdigest())"
    )
    command = [sys.executable, "-c", code]
    runs = {
        subprocess.run(
            command, cwd=IMAGES.parents[1], capture_output=True, text=True, timeout=60, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(runs) == 1


def test_the_pixels_are_not_changed() -> None:
    picture = many(300)
    picture.setflags(write=False)
    gif.encode(picture, opaque=True)
    gif.encode(picture[::2, ::3], opaque=False)


@FIXED
@given(
    st.integers(1, 20),
    st.integers(1, 20),
    st.integers(0, 2**32 - 1),
    st.sampled_from([2, 16, 128, 256]),
)
def test_any_picture_comes_back(rows: int, columns: int, seed: int, levels: int) -> None:
    random = np.random.default_rng(seed)
    picture = (random.integers(0, levels, (rows, columns, 4)) * (256 // levels)).astype(np.uint8)
    found = decoded(gif.encode(picture, opaque=False))
    solid = picture[:, :, 3] >= 128
    assert np.array_equal(found[:, :, 3] == 255, solid)
    assert np.array_equal(found[:, :, 3] == 0, ~solid)
    if len(np.unique(picture[solid][:, :3], axis=0)) <= 255:
        assert np.array_equal(found[solid][:, :3], picture[solid][:, :3])
