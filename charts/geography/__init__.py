"""Outlines of countries and of their parts, by ISO 3166: read when a map asks for them.

``shapes/`` holds one file for all countries and one for the parts of each country that has any;
``build.py`` makes them and says where they come from (NOTICE has the licences).
"""

from __future__ import annotations

import functools
import json
import lzma
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

FOLDER = Path(__file__).with_name("shapes")
WORLD = "world"
HEAD = "<d6I"
"""Step in degrees; bytes of the codes; how many arcs, points after their first, areas, rings and
arcs of rings."""

Array = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Shapes:
    """Areas of the earth whose neighbours share their borders."""

    points: Array
    """Degrees east and north, arc after arc."""
    arcs: Indices
    """Where each arc starts in ``points``, and where the last one ends."""
    order: Indices
    """The points of ring after ring; the last of a ring is its first again."""
    turns: Array
    """By how many degrees each of ``order`` lies further east."""
    rings: Indices
    """Where each ring starts in ``order``, and where the last one ends."""
    chains: Indices
    """The arcs of ring after ring."""
    links: Indices
    """Where each ring starts in ``chains``, and where the last one ends."""
    areas: Indices
    """The first ring of each area, and where the last one's end."""
    codes: Mapping[str, Sequence[int]]
    """The areas that a code means."""

    def rings_of(self, areas: Iterable[int]) -> Indices:
        """Return the rings of some areas."""
        return runs(self.areas, np.array(sorted(areas), np.intp))

    def arcs_of(self, areas: Iterable[int]) -> Indices:
        """Return the arcs around some areas, each once; none between pieces of one area."""
        times = np.bincount(self.chains[runs(self.links, self.rings_of(areas))])
        arcs = np.flatnonzero(times)
        around: Indices = arcs[~self._inner[arcs]]
        return around

    def rim(self, areas: Iterable[int]) -> Indices:
        """Return the arcs around some areas but not between them."""
        times = np.bincount(self.chains[runs(self.links, self.rings_of(areas))])
        rim: Indices = np.flatnonzero(times == 1)
        return rim

    @functools.cached_property
    def _inner(self) -> npt.NDArray[np.bool_]:
        """Tell for each arc whether the same area is on both sides."""
        area = np.repeat(np.arange(len(self.areas) - 1), np.diff(self.areas))
        owner = np.repeat(area, np.diff(self.links))
        count = np.bincount(self.chains, minlength=len(self.arcs) - 1)
        first = np.full(len(count), len(area))
        last = np.full(len(count), -1)
        np.minimum.at(first, self.chains, owner)
        np.maximum.at(last, self.chains, owner)
        inner: npt.NDArray[np.bool_] = (count > 1) & (first == last)
        return inner

    @functools.cached_property
    def largest(self) -> Indices:
        """The largest ring of each area."""
        area = np.repeat(np.arange(len(self.areas) - 1), np.diff(self.areas))
        order = np.lexsort((self.sizes, area))
        largest: Indices = order[self.areas[1:] - 1]
        return largest

    @functools.cached_property
    def boxes(self) -> Array:
        """West, south, east and north of each ring."""
        x = self.points[self.order, 0] + self.turns
        y = self.points[self.order, 1]
        starts = self.rings[:-1]
        ends = [f.reduceat(v, starts) for f in (np.minimum, np.maximum) for v in (x, y)]
        return np.stack(ends, axis=1)

    @functools.cached_property
    def sizes(self) -> Array:
        """The area of each ring in square degrees; holes have some too."""
        x = self.points[self.order, 0] + self.turns
        y = self.points[self.order, 1]
        crossed = np.zeros_like(x)
        crossed[:-1] = x[:-1] * y[1:] - x[1:] * y[:-1]
        crossed[self.rings[1:] - 1] = 0  # between two rings
        sizes: Array = np.abs(np.add.reduceat(crossed, self.rings[:-1])) / 2
        return sizes


def runs(starts: Indices, chosen: Indices) -> Indices:
    """Return the numbers in the chosen runs, one after the other; run i is starts[i] to [i + 1]."""
    lengths = starts[chosen + 1] - starts[chosen]
    before = np.cumsum(lengths) - lengths
    numbers: Indices = np.repeat(starts[chosen] - before, lengths) + np.arange(int(lengths.sum()))
    return numbers


def file(code: str) -> str:
    """Return the file of a code: ``world`` for a country, the country's letters for a part."""
    return code[:2] if len(code) > 2 else WORLD


def known(code: str) -> bool:
    """Return whether a code of ISO 3166-1 (``GB``) or ISO 3166-2 (``US-NJ``) has a shape."""
    name = file(code)
    if name != WORLD and not (name.isascii() and name.isalpha() and name.isupper()):
        return False
    return (FOLDER / f"{name}.xz").is_file() and code in read(name).codes


@functools.lru_cache(maxsize=256)
def read(name: str) -> Shapes:
    """Return the shapes of a file; all that were read are cached."""
    return _shapes(lzma.decompress((FOLDER / f"{name}.xz").read_bytes()))


def _shapes(data: bytes) -> Shapes:
    step, text, arcs, moves, areas, rings, refs = struct.unpack_from(HEAD, data)
    offset = struct.calcsize(HEAD)

    def block(count: int, kind: type[np.generic]) -> npt.NDArray[np.int64]:
        nonlocal offset
        numbers = np.frombuffer(data, kind, count, offset).astype(np.int64)
        offset += count * np.dtype(kind).itemsize
        return numbers

    codes = json.loads(data[offset : offset + text])
    offset += text
    lengths = block(arcs, np.uint16)
    grids = block(arcs, np.uint8)
    starts = block(2 * arcs, np.int32).reshape(2, -1)
    rests = block(2 * arcs, np.int8).reshape(2, -1)
    low = block(2 * moves, np.uint8)
    zigzag = (low + 256 * block(2 * moves, np.uint8)).reshape(2, -1)
    counts = block(areas, np.uint16)
    arcs_of = block(rings, np.uint16)
    chain = block(refs, np.uint16)
    turns = block(refs, np.int8)

    # Arcs: a start, then steps on a grid, and at the end what the grid left over.
    first = _starts(lengths + 1)
    steps = np.empty((2, int(first[-1])), np.int64)
    inner = np.ones(int(first[-1]), np.bool_)
    inner[first[:-1]] = False
    steps[:, inner] = ((zigzag >> 1) ^ -(zigzag & 1)) * np.repeat(grids, lengths)
    steps[:, first[1:] - 1] += rests
    ends = np.zeros_like(starts)
    sums = np.cumsum(np.where(inner, steps, 0), axis=1)
    ends[:, 1:] = sums[:, first[1:-1] - 1]
    points = sums + np.repeat(starts - ends, lengths + 1, axis=1)

    # Rings: arcs one after the other, some backwards, each from where the last one ended.
    links = _starts(arcs_of)
    later = np.ones(refs, np.int64)
    later[links[:-1]] = 0
    arc, backwards = chain >> 1, chain & 1
    sizes = lengths[arc] + 1 - later
    begin = np.where(backwards, first[arc + 1] - 1 - later, first[arc] + later)
    places = _starts(sizes)
    along = np.arange(places[-1]) - np.repeat(places[:-1], sizes)
    order = np.repeat(begin, sizes) + along * np.repeat(1 - 2 * backwards, sizes)
    return Shapes(
        points=points.T * step,
        arcs=first,
        order=order,
        turns=np.repeat(360.0 * turns, sizes),
        rings=places[links],
        chains=arc,
        links=links,
        areas=_starts(counts),
        codes=codes,
    )


def _starts(lengths: npt.NDArray[np.int64]) -> Indices:
    """Return where each run of these lengths starts, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.intp)
