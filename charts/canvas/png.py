"""PNG files of flat pictures (PNG specification, third edition), fast and small.

Two of the standard's filters, by row. A row that equals the one above but for a few pixels is
stored as the difference to it (Up): almost only zeros. Any other is stored as it is (None): edges
of slices and lines repeat the very bytes of rows before, which differences would hide. With a
fast deflate this gives smaller files than a usual encoder's search for the best filter, and a bar
chart in a quarter of the time. A palette was weighed: finding 256 colours or fewer takes longer
than the smaller rows save.

Most rows of a chart equal the one above: only the others are looked at closely. The arrays between
pixels and file are of a fixed size and reused, by one thread at a time (lock.py). New ones for each
picture cost 4 to 5 % of the processor time under load.
"""

from __future__ import annotations

import functools
import math
import struct
import zlib

import numpy as np
import numpy.typing as npt
from zlib_ng import zlib_ng

from api.named_tuple import NamedTuple

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_NONE, _UP = 0, 2  # filter types: the bytes themselves; each minus the one above
_HEAD = 33  # bytes of the signature and of the header, the chunk that must come first
_RGB, _RGBA = 2, 6  # colour types
_LEVEL = 2
_FEW = 0.05  # of a row's pixels: with so many or fewer new ones, a row is stored as a difference
_MANY = 0.6  # of the rows: where so many differ from those above, all are looked at
_BAND = 2**18  # pixels that are filtered and compressed at a time: what fits a processor's cache


class _Buffers(NamedTuple):
    """Arrays for a band of rows of pictures of any width: the start of each is used."""

    differs: npt.NDArray[np.bool_]  # one a pixel: whether it differs from the one above
    used: npt.NDArray[np.uint8]  # four a pixel: copies of rows that are looked at
    lines: npt.NDArray[np.uint8]  # three or four a pixel: these with or without alpha
    filtered: npt.NDArray[np.uint8]  # four a pixel, and one a row for the filter's type


@functools.lru_cache(maxsize=1)
def _buffers(size: int) -> _Buffers:
    """Return buffers for bands of so many pixels; memory that no picture needs is never touched."""
    return _Buffers(
        np.empty(size, np.bool_),
        # A band, and the row above it.
        np.empty(8 * size, np.uint8),
        np.empty(8 * size, np.uint8),
        np.empty(5 * size, np.uint8),
    )


def encode(pixels: npt.NDArray[np.uint8], *, opaque: bool) -> bytes:
    """Encode pixels of shape (rows, columns, 4), red green blue alpha, not premultiplied.

    ``opaque`` says that no alpha is below 255, so that it need not be stored.
    """
    rows, columns = pixels.shape[:2]
    channels = 3 if opaque else 4
    band_rows = max(1, _BAND // columns)
    buffers = _buffers(max(_BAND, columns))
    compressor = zlib_ng.compressobj(_LEVEL, zlib_ng.DEFLATED, zlib_ng.MAX_WBITS)
    data = []
    for top in range(0, rows, band_rows):
        band = _filtered(pixels, top, min(band_rows, rows - top), channels, buffers)
        data.append(compressor.compress(band))
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
    pixels: npt.NDArray[np.uint8], top: int, count: int, channels: int, buffers: _Buffers
) -> npt.NDArray[np.uint8]:
    """Return ``count`` rows from ``top`` on, filtered."""
    columns = pixels.shape[1]
    width = columns * channels
    above = min(top, 1)  # rows of the picture that are above the band, and needed
    rows = pixels[top - above : top + count]
    # Each pixel as one number.
    whole = rows.view(np.uint32)[:, :, 0]
    differs = buffers.differs[: count * columns].reshape(count, columns)
    differs[0] = True  # the first row of all is stored as it is
    np.not_equal(whole[1:], whole[:-1], out=differs[1 - above :])
    # The pixels of each row that differ from those above; adding up bits is quickest.
    new = np.bitwise_count(np.packbits(differs, axis=1)).sum(axis=1)
    many = np.flatnonzero(new > _FEW * columns)
    few = np.flatnonzero((new > 0) & (new <= _FEW * columns))

    filtered = buffers.filtered[: count * (width + 1)].reshape(count, width + 1)
    if len(many) + len(few) > _MANY * count:
        lines = _lines(rows, channels, buffers)
        np.subtract(lines[1:], lines[:-1], out=filtered[1 - above :, 1:])
        filtered[many, 1:] = lines[many + above]
    else:
        filtered[...] = 0
        filtered[many, 1:] = _lines(_taken(rows, many + above, buffers.used), channels, buffers)
        # Of the others only the pixels that differ; bytes are subtracted modulo 256.
        row, column = np.divmod(np.flatnonzero(differs[few]), columns)
        row = few[row]
        at = (row + above) * columns + column
        every = whole.reshape(-1)
        change = every.take(at).view(np.uint8).reshape(-1, 4)
        change -= every.take(at - columns).view(np.uint8).reshape(-1, 4)
        at = row * (width + 1) + column * channels + 1
        flat = filtered.reshape(-1)
        for channel in range(channels):
            flat[at + channel] = change[:, channel]
    filtered[:, 0] = _UP
    filtered[many, 0] = _NONE
    return filtered


def _taken(
    rows: npt.NDArray[np.uint8], which: npt.NDArray[np.intp], buffer: npt.NDArray[np.uint8]
) -> npt.NDArray[np.uint8]:
    """Return a copy of some rows in a buffer."""
    shape = len(which), *rows.shape[1:]
    taken = buffer[: math.prod(shape)].reshape(shape)
    np.take(rows, which, axis=0, out=taken, mode="clip")  # without a mode, by way of a copy
    return taken


def _lines(rows: npt.NDArray[np.uint8], channels: int, buffers: _Buffers) -> npt.NDArray[np.uint8]:
    """Return the bytes of rows of pixels, without their alpha if there are three channels."""
    count, columns = rows.shape[:2]
    lines = buffers.lines[: count * columns * channels].reshape(count, columns * channels)
    for channel in range(channels):  # seven times faster than one slice of all channels
        lines[:, channel::channels] = rows[:, :, channel]
    return lines


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
