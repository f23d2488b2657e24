"""Labels within the slices of a pie: those that fit."""

from __future__ import annotations

import math

import pytest

from charts.canvas.fonts import Font
from charts.canvas.lock import drawing
from charts.canvas.text import width
from charts.diagnostics import ChartError
from charts.native import query, render
from charts.native.slice_names import Slice, inside

FONT = Font(12.0)


def _inside(shares: list[float], *, hole: float = 0.0, radius: float = 100.0) -> dict[int, object]:
    start, slices = 0.0, []
    for share in shares:
        slices.append(Slice(start + share * math.pi, share, ("name", "50%")))
        start += share * math.tau
    with drawing():
        return dict(inside(slices, hole, FONT, lambda _: radius))


def test_labels_fit_into_large_slices_only() -> None:
    assert set(_inside([0.5, 0.47, 0.03])) == {0, 1}
    assert _inside([0.5, 0.5], radius=15) == {}
    assert _inside([0.5, 0.5], hole=0.9) == {}
    assert set(_inside([1.0])) == {0}


def test_a_label_keeps_away_from_the_edges_of_its_slice() -> None:
    with drawing():
        (place,) = inside([Slice(0.0, 0.2, ("a name",))], 0.0, FONT, lambda _: 100.0).values()
        half = width("a name", FONT) / 2
    for x in (-half, half):
        assert math.hypot(x, place.y) <= 97
        assert abs(math.atan2(x, -place.y)) < 0.2 * math.pi


def test_a_slice_without_a_size_has_its_label_beside_the_pie() -> None:
    assert set(_inside([0.0, 1.0])) == {1}


def test_a_legend_excludes_a_place_of_labels() -> None:
    asked = {"labels": "a,b", "values": "1,2", "label_position": "inside"}
    with pytest.raises(ChartError) as raised:
        query.chart("pie", {**asked, "legend_position": "right"})
    assert [error.parameter for error in raised.value.errors] == ["label_position"]


@pytest.mark.parametrize("kind", ["pie", "doughnut"])
@pytest.mark.parametrize("values", ["1", "1,0,1e-300", "3,3,3,3,3,3", "0,1e300"])
def test_odd_pies_are_drawn(kind: str, values: str) -> None:
    labels = ",".join(
        ["日本語", "a long name of a slice", "c", "d", "e", "f"][: values.count(",") + 1]
    )
    asked = {"labels": labels, "values": values, "label_position": "inside", "value_labels": True}
    for size in (16, 120, 640):
        assert render.render(query.chart(kind, {**asked, "width": size, "height": size}))
