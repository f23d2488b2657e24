"""GIF pictures (GIF89a) of charts: at most 256 colours a frame, a pixel is clear or it is not.

Flat areas keep their colours exactly, and nothing is dithered, which would leave specks on them.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_MAX_COLOURS = 256
_MAX_EXACT = 128  # of too many colours; the others are left to gradients and soft edges
_COMMON = 1000  # a colour is exact that has one in so many pixels
_CLEAR_BELOW = 128
_AT_ONCE = 4096  # colours whose distances to all of the palette are in memory


def encode(pixels: npt.NDArray[np.uint8], *, opaque: bool) -> bytes:
    """Encode pixels of shape (rows, columns, 4), red green blue alpha, not premultiplied.

    ``opaque`` says that no alpha is below 255. Otherwise pixels with an alpha below 128 are clear
    and the others are solid. A picture of at most 256 colours, clear being one, keeps them all;
    another keeps those that cover a thousandth of its solid pixels, and the rest are merged.
    """
    from PIL import Image

    rows, columns = pixels.shape[:2]
    solid = np.ones((rows, columns), np.bool_) if opaque else pixels[:, :, 3] >= _CLEAR_BELOW
    clear = not solid.all()
    palette, found = _reduced(pixels[solid][:, :3], _MAX_COLOURS - clear)
    options = {"transparency": len(palette)} if clear else {}
    indices = np.full((rows, columns), options.get("transparency", 0), np.uint8)
    indices[solid] = found
    picture = Image.fromarray(indices)
    picture.putpalette(palette.tobytes() + bytes(3 * clear))
    picture.info["version"] = b"89a"
    file = io.BytesIO()
    picture.save(file, "GIF", optimize=False, interlace=0, **options)
    return file.getvalue()


def animation(frames: Sequence[bytes], milliseconds: float) -> bytes:
    """Return the GIF that shows others one after the other, each so long, and stops at the last."""
    from PIL import Image

    first, *rest = (Image.open(io.BytesIO(frame)) for frame in frames)
    file = io.BytesIO()
    # Durations are hundredths of a second; below two, players take a tenth.
    duration = max(20, round(milliseconds / 10) * 10)
    first.save(
        file, "GIF", save_all=True, append_images=rest, duration=duration, optimize=False,
        disposal=2 if "transparency" in first.info else 1,
    )  # fmt: skip
    return file.getvalue()


def _reduced(
    colours: npt.NDArray[np.uint8], limit: int
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Return a palette of at most ``limit`` colours, and the index of each colour in it."""
    from PIL import Image

    weights = np.array([1 << 16, 1 << 8, 1], np.uint32)
    numbers, which, counts = np.unique(colours @ weights, return_inverse=True, return_counts=True)
    palette = (numbers[:, None] // weights % 256).astype(np.uint8)
    if len(palette) <= limit:
        return palette, which.astype(np.uint8)
    common = np.argsort(-counts, kind="stable")[:_MAX_EXACT]
    exact = common[counts[common] * _COMMON >= len(colours)]
    places = np.full(len(palette), -1)
    places[exact] = np.arange(len(exact))
    rest = palette[places < 0]
    merged = Image.fromarray(rest[None]).quantize(
        limit - len(exact), Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
    )
    mixed = np.array(merged.getpalette(), np.uint8).reshape(-1, 3)
    reduced = np.concatenate((palette[exact], mixed))
    places[places < 0] = _nearest(rest, reduced)
    return reduced, places[which].astype(np.uint8)


def _nearest(
    colours: npt.NDArray[np.uint8], palette: npt.NDArray[np.uint8]
) -> npt.NDArray[np.int64]:
    """Return the index of the colour of the palette that is nearest to each colour.

    Median cut itself keeps each colour in the box that it was cut into, however far from the mean,
    and knows nothing of the exact colours, which the soft edge of an area comes close to.
    """
    ends = palette.astype(np.float32)  # exact: all numbers here are below 2**24
    squares = (ends**2).sum(axis=1)
    indices = np.empty(len(colours), np.int64)
    for start in range(0, len(colours), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        indices[part] = (squares - 2 * colours[part].astype(np.float32) @ ends.T).argmin(axis=1)
    return indices
