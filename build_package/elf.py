"""Shared libraries without what only debuggers and linkers read (System V ABI, ELF-64).

A loader reads the program headers and the segments that they name. Tables of sections and of local
symbols lie outside of these, in many wheels a megabyte and more; without them the same code runs at
the same addresses.
"""

from __future__ import annotations

import struct
from pathlib import Path

_MAGIC = b"\x7fELF\x02\x01"  # 64 bits, little-endian
_HEAD = struct.Struct("<32xQQIHHHHHH")  # from e_phoff to e_shstrndx
_SEGMENT = struct.Struct("<8xQ16xQ")  # p_offset, p_filesz


def stripped(library: bytes) -> bytes:
    """Return a shared library with nothing but zeros outside its segments, and none at its end.

    Anything else is returned as it is.
    """
    if not library.startswith(_MAGIC):
        return library
    table, _, flags, head, size, count, *_ = _HEAD.unpack_from(library)
    places = [_SEGMENT.unpack_from(library, table + number * size) for number in range(count)]
    kept = bytearray(max(start + length for start, length in places))
    for start, length in [(0, head), (table, count * size), *places]:
        kept[start : start + length] = library[start : start + length]
    magic = bytes(kept[:32])
    _HEAD.pack_into(kept, 0, table, 0, flags, head, size, count, 0, 0, 0)
    kept[:32] = magic  # of which packing made zeros
    return bytes(kept)


def strip(folder: Path) -> None:
    """Strip the shared libraries of a folder."""
    for path in sorted(folder.rglob("*.so*")):
        path.write_bytes(stripped(path.read_bytes()))
