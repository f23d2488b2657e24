"""Path data: short, and the same shape as the same path written out at full length."""

from __future__ import annotations

import io
import itertools

import numpy as np
import pytest
import resvg_py
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from charts.canvas.path import CLOSE, CURVE, LINE, MOVE, Path
from charts.canvas.path_data import path_data

QUADRATIC = 3
_LENGTHS = {LINE: 1, QUADRATIC: 2, CURVE: 3}
_numbers = st.one_of(st.integers(0, 40), st.floats(-5, 45, allow_nan=False))
_points = st.tuples(_numbers, _numbers)


@st.composite
def paths(draw: st.DrawFn) -> Path:
    """Return some subpaths of every kind of segment."""
    vertices: list[tuple[float, float]] = []
    codes: list[int] = []
    for _ in range(draw(st.integers(1, 3))):
        start = draw(_points)
        vertices.append(start)
        codes.append(MOVE)
        for code in draw(st.lists(st.sampled_from(list(_LENGTHS)), min_size=1, max_size=5)):
            codes += [code] * _LENGTHS[code]
            vertices += [draw(_points) for _ in range(_LENGTHS[code])]
        if draw(st.booleans()):
            # Without a line back to the start: a renderer may join its end otherwise than it
            # joins the line that closes a shape, which is all that the data says.
            vertices.append(start)
            codes.append(CLOSE)
    return Path(vertices, codes)


def _at_length(path: Path) -> str:
    # Rounded as they are rounded in steps: halves of a hundredth go the same way.
    places = [f"{x / 100:.2f},{y / 100:.2f}" for x, y in np.rint(path.vertices * 100).tolist()]
    letters = {MOVE: "M", LINE: "L", QUADRATIC: "Q", CURVE: "C", CLOSE: "Z"}
    words = []
    at = 0
    assert path.codes is not None
    while at < len(places):
        code = int(path.codes[at])
        count = _LENGTHS.get(code, 1)
        words.append(letters[code] + ("" if code == CLOSE else " ".join(places[at : at + count])))
        at += count
    return "".join(words)


def _drawn(data: str) -> np.ndarray:
    document = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
        f'<path d="{data}" fill="#99c" stroke="#000" stroke-linejoin="round"/></svg>'
    )
    picture = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=document, dpi=96))))
    return np.asarray(picture.convert("RGBA"), int)


@settings(deadline=None)  # the reader is loaded by the first
@given(paths())
def test_the_shape_is_the_one_that_is_written_out(path: Path) -> None:
    assert path_data(path.vertices, path.codes)
    difference = abs(_drawn(path_data(path.vertices, path.codes)) - _drawn(_at_length(path)))
    # The tip of a cusp is a few pixels that hang on the last digit; a wrong point moves a line.
    assert (difference.max(axis=2) > 40).sum() <= 6


@given(st.lists(_points, min_size=2, max_size=300))
def test_rounding_does_not_add_up(points: list[tuple[float, float]]) -> None:
    data = path_data(Path(points).vertices)
    x, y = np.rint(np.array(points) * 100)[-1]
    assert _end(data) == pytest.approx((x / 100, y / 100))


def _end(data: str) -> tuple[float, float]:
    """Return where straight relative lines end."""
    spaced = "".join(f" {c} " if c.isalpha() else f" {c}" if c == "-" else c for c in data)
    words = iter(spaced.split())
    assert next(words) == "M"
    x, y = float(next(words)), float(next(words))
    command = ""
    for word in words:
        if word.isalpha():
            command, word = word, next(words)
        if command in "lh":
            x += float(word)
        if command == "v":
            y += float(word)
        if command == "l":
            y += float(next(words))
    return x, y


@pytest.mark.parametrize(
    ("vertices", "codes", "data"),
    [
        ([(1, 2), (4, 2), (4, 7), (1, 2)], [MOVE, LINE, LINE, CLOSE], "M1 2h3v5z"),
        ([(0, 0), (0.5, -0.25), (1.5, 0)], None, "M0 0l.5-.25 1 .25"),
        ([(0, 0), (0, 0)], None, "M0 0v0"),  # a dot where the cap is round
        ([(5, 5), (6, 5), (9, 9), (9, 8)], [MOVE, LINE] * 2, "M5 5h1m3 4v-1"),
        ([(0, 0), (1, 1), (2, 1), (3, 1), (4, 0)], [MOVE, *[QUADRATIC] * 4], "M0 0q1 1 2 1t2-1"),
        ([(np.nan, 1), (np.inf, -1e300)], None, "M0 1l1000000-1000001"),
    ],
)
def test_the_data_is_as_short_as_it_can_be(
    vertices: list[tuple[float, float]], codes: list[int] | None, data: str
) -> None:
    path = Path(vertices, codes)
    assert path_data(path.vertices, path.codes) == data


def test_all_shapes_of_one_point_are_written() -> None:
    for code, close in itertools.product((MOVE,), (True, False)):
        path = Path([(1, 1)] * (2 if close else 1), [code, CLOSE] if close else [code])
        assert path_data(path.vertices, path.codes) == ("M1 1z" if close else "M1 1")
