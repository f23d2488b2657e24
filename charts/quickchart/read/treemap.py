"""Treemaps of a config (chartjs-chart-treemap)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ...colour import Colour
from ...diagnostics import ChartError
from ..chart import LegendItem
from ..diagrams import Tile, TileText, TreemapPlot
from ..labels import plain
from ..styles import Paint, plain_colour
from . import shades, tile_labels
from .literal import MAX_DEPTH, Code
from .options import Options, number, text
from .reader import Reader
from .style import BUILT_IN, faded, paints, text_style

MAX_TILES = 2000
_VALUES = ("value", "v")
_LEAF = "_leaf"
_BLACK: Colour = (0, 0, 0, 255)
_GREY: Colour = (0, 0, 0, 26)
Record = Mapping[str, Any]


class _Leaf(NamedTuple):
    """What a tile is made of: its members in the config, and its value."""

    record: Record
    value: float


def read(reader: Reader) -> TreemapPlot:
    """Return the treemap. Raises ChartError if it is too large."""
    dataset = _dataset(reader)
    leaves = _leaves(dataset)
    if len(leaves) > MAX_TILES:
        raise ChartError(
            [ParameterError("tree", f"has {len(leaves):,} tiles", f"at most {MAX_TILES:,}")]
        )
    display: Any = dataset.choice(("containerBoxes", "headerBoxes"), "displayMode", default="")
    return TreemapPlot(
        _Tiles(reader, dataset, leaves).tiles(leaves, 0),
        _labels(dataset.within("labels")),
        _captions(dataset.within("captions")),
        dataset.colour(
            "borderColor", default=_GREY if reader.coloured else plain_colour(_palette(reader))
        ),
        min(max(dataset.number("borderWidth"), 0.0), 1000.0),
        min(max(dataset.number("spacing", default=0.5), 0.0), 1000.0),
        min(max(dataset.number("borderRadius"), 0.0), 1000.0),
        display == "headerBoxes",
    )


def legend_item(reader: Reader, plot: TreemapPlot) -> tuple[LegendItem, ...]:
    """Return the entry of the tiles."""
    fill = plot.tiles[0].fill if plot.tiles else _palette(reader)
    return (LegendItem(_dataset(reader).text("label"), fill, plot.edge, plot.edge_width),)


def _dataset(reader: Reader) -> Options:
    return reader.datasets[0] if reader.datasets else Options({}, "datasets[0]", reader.diagnostics)


def _palette(reader: Reader) -> Paint:
    return reader.palette[0] if reader.generation == 2 else BUILT_IN[0]


def _default_fill(reader: Reader) -> Paint:
    """Return the colour of tiles that have none, as of bars."""
    if reader.generation == 2:
        return reader.palette[0]
    return _GREY if reader.coloured else faded(BUILT_IN[0], 0.5)


def _labels(options: Options) -> TileText:
    align: Any = options.choice(("left", "center", "right"), "align", default="center")
    position: Any = options.choice(("top", "middle", "bottom"), "position", default="middle")
    overflow: Any = options.choice(("cut", "hidden", "fit"), "overflow", default="cut")
    return TileText(
        text_style(options, colour=_BLACK),
        options.flag("display", default=False),
        align,
        position,
        overflow,
        options.number("padding", default=3.0),
    )


def _captions(options: Options) -> TileText:
    align: Any = options.choice(("left", "center", "right"), "align", default="left")
    return TileText(
        text_style(options, colour=_BLACK),
        options.flag("display", default=True),
        align,
        padding=options.number("padding", default=3.0),
    )


# Values


def _leaves(dataset: Options) -> list[_Leaf]:
    """Return what the tiles are made of: items of a list, or the ends of a tree of objects."""
    tree = dataset.raw("tree")
    if not isinstance(tree, dict | list):
        tree = dataset.raw("data")
    key = dataset.text("key")
    keys = (key,) if key else _VALUES
    if isinstance(tree, dict):
        records = _ends(tree, keys, dataset.text("treeLeafKey", default=_LEAF), ())
    else:
        items = tree if isinstance(tree, list) else []
        records = [item if isinstance(item, dict) else {keys[0]: item} for item in items]
    leaves = []
    for record in records:
        value = next((n for n in (number(record.get(name)) for name in keys) if n is not None), 0.0)
        if value > 0:
            leaves.append(_Leaf(record, value))
    return leaves


def _ends(
    tree: Record, keys: Sequence[str], leaf_key: str, path: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Return the objects in a tree that have a value, with the names that lead to them."""
    if path and keys[0] in tree:
        names: dict[str, Any] = {str(i): name for i, name in enumerate(path[:-1])}
        return [{**tree, **names, leaf_key: path[-1]}]
    ends = []
    for name, child in tree.items():
        if len(path) >= MAX_DEPTH:
            break
        if isinstance(child, dict):
            ends += _ends(child, keys, leaf_key, (*path, name))
        elif number(child) is not None:  # {A: 3, B: {C: 4}}, which the plugin does not draw
            inner: dict[str, Any] = {str(i): part for i, part in enumerate(path)}
            ends.append({keys[0]: child, **inner, leaf_key: name})
    return ends


# Tiles


class _Tiles:
    """Tiles from leaves: their groups, colours and labels."""

    def __init__(self, reader: Reader, dataset: Options, leaves: Sequence[_Leaf]) -> None:
        self._groups = [text(group) for group in dataset.list("groups")]
        self._leaf_key = dataset.text("treeLeafKey", default=_LEAF)
        labels, captions = (
            dataset.within(name).members.get("formatter") for name in ("labels", "captions")
        )
        self._labels = tile_labels.read(labels)
        self._captions = tile_labels.read(captions)
        self._paints = paints(dataset, "backgroundColor")
        raw = dataset.members.get("backgroundColor")
        own = plain_colour(_palette(reader))
        values = [leaf.value for leaf in leaves]
        self._shade = shades.read(raw.short, own, values) if isinstance(raw, Code) else None
        self._default = _default_fill(reader)
        self._count = 0

    def tiles(self, leaves: Sequence[_Leaf], level: int) -> tuple[Tile, ...]:
        """Return the tiles of a level: one a leaf, or one a group with those of the next level."""
        if not self._groups:
            return tuple(self._tile(leaf.value, "", leaf.record, ()) for leaf in leaves)
        grouped: dict[str, list[_Leaf]] = {}
        levels: dict[str, int] = {}
        for leaf in leaves:
            name, at = self._name(leaf.record, level)
            if name:
                grouped.setdefault(name, []).append(leaf)
                levels.setdefault(name, at)
        tiles = []
        for name, members in grouped.items():
            children: tuple[Tile, ...] = ()
            total = sum(leaf.value for leaf in members)
            fill = self._fill(total)
            if levels[name] + 1 < len(self._groups):
                children = self.tiles(members, levels[name] + 1)
            tiles.append(self._tile(total, name, members[0].record, children, fill))
        return tuple(tiles)

    def _name(self, record: Record, level: int) -> tuple[str, int]:
        """Return the group of a leaf at a level, or at the next one at which it has any."""
        for at in range(level, len(self._groups)):
            if name := text(record.get(self._groups[at])):
                return name, at
        return text(record.get(self._leaf_key)), len(self._groups)

    def _tile(
        self, value: float, group: str, record: Record, children: tuple[Tile, ...],
        fill: Paint | None = None,
    ) -> Tile:  # fmt: skip
        label = record.get("label")
        name = group or (label if isinstance(label, str) else "")
        if children:
            lines = self._captions(value, name, record) if self._captions else (name,)
        elif self._labels:
            lines = self._labels(value, name, record)
        else:
            lines = (name, plain(value)) if name else (plain(value),)
        return Tile(value, fill or self._fill(value), lines, children)

    def _fill(self, value: float) -> Paint:
        self._count += 1
        if self._shade:
            return self._shade.of(value)
        if self._paints:
            return self._paints[(self._count - 1) % len(self._paints)]
        return self._default
