"""PNG files of flat pictures (PNG specification, third edition), fast and small.

Two of the standard's filters, by row. A row that equals the one above but for a few pixels is
stored as the difference to it (Up): almost only zeros. Any other is stored as it is (None): edges
of slices and lines repeat the very bytes of rows before, which differences would hide. With a
fast deflate this gives smaller files than a usual encoder's search for the best filter, and a bar
chart in a quarter of the time. A palette was weighed: finding 256 colours or fewer takes longer
than the smaller rows save.

The arrays between pixels and file are reused, by one thread at a time (lock.py). New ones for each
picture cost 4 to 5 % of the processor time under load, and 15 to 24 % with the malloc settings of
docs/deploy-commands.md.
"""

from __future__ import annotations

import functools
import struct
import zlib
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from zlib_ng import zlib_ng

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_NONE, _UP = 0, 2  # filter types: the bytes themselves; each minus the one above
_HEAD = 33  # bytes of the signature and of the header, the chunk that must come first
_RGB, _RGBA = 2, 6  # colour types
_LEVEL = 2
_FEW = 0.05  # of a row's pixels: with so many or fewer new ones, a row is stored as a difference
_BAND = 2**18  # pixels that are filtered and compressed at a time: what fits a processor's cache


class _Buffers(NamedTuple):
    """Arrays for a band of rows, for pictures of one width."""

    lines: npt.NDArray[np.uint8]  # (1 + rows, bytes of a row): the first is the one above
    filtered: npt.NDArray[np.uint8]  # (rows, 1 for the filter's type + bytes of a row)
    differs: npt.NDArray[np.bool_]  # (rows, columns): from the pixel above
    counted: npt.NDArray[np.float32]  # the same as numbers: adding these up is quickest
    ones: npt.NDArray[np.float32]


@functools.lru_cache(maxsize=4)
def _buffers(rows: int, columns: int, channels: int) -> _Buffers:
    return _Buffers(
        np.empty((1 + rows, columns * channels), np.uint8),
        np.empty((rows, columns * channels + 1), np.uint8),
        np.empty((rows, columns), np.bool_),
        np.empty((rows, columns), np.float32),
        np.ones(columns, np.float32),
    )


def encode(pixels: npt.NDArray[np.uint8], *, opaque: bool) -> bytes:
    """Encode pixels of shape (rows, columns, 4), red green blue alpha, not premultiplied.

    ``opaque`` says that no alpha is below 255, so that it need not be stored.
    """
    rows, columns = pixels.shape[:2]
    channels = 3 if opaque else 4
    high = min(rows, max(1, _BAND // columns))
    buffers = _buffers(high, columns, channels)
    compressor = zlib_ng.compressobj(_LEVEL, zlib_ng.DEFLATED, zlib_ng.MAX_WBITS)
    data = []
    for top in range(0, rows, high):
        data.append(compressor.compress(_filtered(pixels, top, buffers, channels)))
    data.append(compressor.flush())
    header = struct.pack(">IIBBBBB", columns, rows, 8, _RGB if opaque else _RGBA, 0, 0, 0)
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", header),
            _chunk(b"IDAT", b"".join(data)),
            _chunk(b"IEND", b""),
        )
    )


def with_description(file: bytes, text: str) -> bytes:
    """Return a PNG file with a text under the keyword Description (section 11.3.3, iTXt)."""
    # Of any language, and not compressed.
    chunk = _chunk(b"iTXt", b"Description" + bytes(5) + text.encode())
    return file[:_HEAD] + chunk + file[_HEAD:]


def _filtered(
    pixels: npt.NDArray[np.uint8], top: int, buffers: _Buffers, channels: int
) -> npt.NDArray[np.uint8]:
    """The rows of a band from ``top`` on, filtered; the next band has to be the next one."""
    band = pixels[top : top + len(buffers.filtered)]
    count, columns = band.shape[:2]
    lines = buffers.lines[1 : count + 1]
    for channel in range(channels):  # seven times faster than one slice of all channels
        lines[:, channel::channels] = band[:, :, channel]
    # Each pixel as one number, from the row above the band on.
    above = max(top - 1, 0)
    whole = pixels[above : top + count].view(np.uint32)[:, :, 0]
    differs, counted = buffers.differs[:count], buffers.counted[:count]
    differs[0] = True  # the first row of all is stored as it is
    np.not_equal(whole[1:], whole[:-1], out=differs[count - len(whole) + 1 :])
    np.copyto(counted, differs)
    many = np.flatnonzero(counted @ buffers.ones > _FEW * columns)
    filtered = buffers.filtered[:count]
    filtered[:, 0] = _UP
    np.subtract(lines, buffers.lines[:count], out=filtered[:, 1:])
    filtered[many, 0] = _NONE
    filtered[many, 1:] = lines[many]
    buffers.lines[0] = lines[-1]
    return filtered


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
