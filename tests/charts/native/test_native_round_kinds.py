"""Gauges, progress bars, sparklines, funnels and charts around a centre: what they refuse."""

from __future__ import annotations

import math
from typing import Any

import pytest

from charts.canvas.agg import AggCanvas
from charts.canvas.box import Box
from charts.diagnostics import ChartError
from charts.native import kinds, query, render, rings


def _refused(kind: str, asked: dict[str, Any]) -> set[str]:
    with pytest.raises(ChartError) as refused:
        query.chart(kind, asked)
    return {error.parameter for error in refused.value.errors}


@pytest.mark.parametrize("kind", ["gauge", "progress"])
@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({}, {"value"}),
        ({"value": 1, "min": 5, "max": 5}, {"min"}),
        ({"value": 1, "bands": [40, 20]}, {"bands"}),
        ({"value": 1, "bands": [0, 20]}, {"bands"}),
        ({"value": 1, "bands": [20, None, 40]}, {"bands"}),
        ({"value": 1, "target": 101}, {"target"}),
        ({"value": 1, "legend": ["a"]}, {"legend"}),
        ({"value": 1, "bands": [50], "legend": ["a"]}, {"legend"}),
        ({"value": 1, "bands": [50], "colors": ["red", "blue", "teal"]}, {"colors"}),
        ({"value": 1, "legend_position": "top"}, {"legend_position"}),
    ],
)
def test_a_scale_that_cannot_be_drawn_is_refused(
    kind: str, asked: dict[str, Any], wrong: set[str]
) -> None:
    assert _refused(kind, asked) == wrong


@pytest.mark.parametrize("kind", ["gauge", "progress"])
def test_a_value_beyond_the_scale_is_named_in_a_notice(kind: str) -> None:
    drawing = render.draw(query.chart(kind, {"value": 120}))
    assert drawing.notices == ("value: 120 is beyond the scale from 0 to 100",)
    assert not render.draw(query.chart(kind, {"value": 100})).notices


def test_a_value_has_the_colour_of_its_band_from_where_that_starts() -> None:
    asked = {"bands": [20, 50], "colors": ["red", "gold", "green"]}
    colours = [query.chart("gauge", {**asked, "value": v}).plot.measure for v in (19.9, 20, 50)]
    assert [m.bands.index(m.colour) for m in colours] == [0, 1, 2]


@pytest.mark.parametrize("ends", [{"ymin": 1}, {"ymax": 9}, {"ymin": 1, "ymax": 9}])
def test_spokes_with_scales_of_their_own_have_no_common_ends(ends: dict[str, float]) -> None:
    asked = {"xvalues": ["a", "b", "c"], "yvalues": [1, 2, 3], "individual": True}
    assert _refused("radar", {**asked, **ends}) <= {"ymin", "ymax"}


@pytest.mark.parametrize("band", [[20], [40, 20], [20, None], [20, 20]])
def test_a_band_of_a_sparkline_is_a_range(band: list[float]) -> None:
    assert _refused("sparkline", {"yvalues": [1, 2], "band": band}) == {"band"}


@pytest.mark.parametrize(
    ("of", "values", "texts"),
    [
        ("first", [200, 50, 0], ("100%", "25%", "0%")),
        ("previous", [200, 50, 25], ("100%", "25%", "50%")),
        ("previous", [5, 0, 5], ("100%", "0%", "")),
        ("first", [100000, 40], ("100.0%", "<0.1%")),
        ("none", [200, 50], ("", "")),
    ],
)
def test_percentages_of_a_funnel(of: str, values: list[float], texts: tuple[str, ...]) -> None:
    asked = {"labels": list("abc")[: len(values)], "values": values, "percent": of}
    assert query.chart("funnel", asked).plot.percentages == texts


@pytest.mark.parametrize("kind", ["pie", "doughnut", "polar"])
def test_sorted_slices_keep_their_colours(kind: str) -> None:
    asked = {"labels": ["a", "b", "c"], "values": [2, 3, 1], "colors": ["red", "lime", "blue"]}
    plain = query.chart(kind, asked).plot.colours
    falling = query.chart(kind, {**asked, "sort": "descending"}).plot
    assert falling.values == (3, 2, 1)
    assert falling.colours == (plain[1], plain[0], plain[2])


@pytest.mark.parametrize("kind", [kind.name for kind in kinds.every() if kind.aliases])
def test_other_words_for_the_data_give_the_same_chart(kind: str) -> None:
    example = kinds.load(kind).KIND.examples[0].parameters
    for word, name in kinds.load(kind).KIND.aliases.items():
        renamed = {word if key == name else key: value for key, value in example.items()}
        assert query.chart(kind, renamed) == query.chart(kind, example)
    both = {**example, word: example[name]}
    assert _refused(kind, both) == {name}


def test_names_around_a_chart_are_thinned_alike_on_both_sides() -> None:
    names = [f"Name {i}" for i in range(100)]
    asked = {"labels": names, "values": list(range(100)), "width": 300, "height": 200}
    chart = query.chart("radar", asked)
    turns = [i / 100 for i in range(100)]
    fitted = rings.fit(chart, Box(10, 30, 280, 160), names, turns)
    shown = [turn for turn, lines in zip(turns, fitted.names, strict=True) if any(lines)]
    right = [turn for turn in shown if 0.1 < turn < 0.4]
    left = [turn for turn in shown if 0.6 < turn < 0.9]
    assert len(right) >= 5
    assert abs(len(right) - len(left)) <= 1


@pytest.mark.parametrize("kind", ["pie", "polar"])
def test_a_text_in_the_centre_needs_a_hole(kind: str) -> None:
    asked = {"labels": ["a", "b"], "values": [1, 3], "center": "4"}
    assert _refused(kind, asked) == {"center"}
    assert query.chart(kind, {**asked, "hole": 0.5}).plot.center == ("4",)


def test_lines_in_the_centre_without_room_are_named_in_a_notice() -> None:
    asked = {"labels": ["a"], "values": [1], "width": 300, "height": 200, "center": "1\n2\n3\n4\n5"}
    notices = [
        render.draw(query.chart("polar", {**asked, "hole": hole})).notices
        for hole in (0.1, 0.3, 0.8)
    ]
    assert notices == [
        ("center: the hole has no room for the text",),
        ("center: 3 of 5 lines had no room",),
        (),
    ]


@pytest.mark.parametrize("hole", [0, 0.4, 0.8])
def test_areas_of_sectors_around_a_hole_are_the_values(hole: float) -> None:
    plot = query.chart("polar", {"labels": "a,b", "values": "1,3", "hole": hole}).plot
    areas = [plot.distance(share) ** 2 - hole**2 for share in (0, 1 / 3, 1)]
    assert areas[0] == pytest.approx(0)
    assert areas[2] == pytest.approx(3 * areas[1])
    assert plot.distance(1) == pytest.approx(1)


def _texts(monkeypatch: pytest.MonkeyPatch, **asked: Any) -> dict[str, tuple[float, float]]:
    """Return where the texts of a polar area chart stand."""
    drawn: dict[str, tuple[float, float]] = {}
    draw = AggCanvas.text

    def text(self: AggCanvas, x: float, y: float, text: str, *more: Any, **named: Any) -> None:
        drawn[text] = x, y
        draw(self, x, y, text, *more, **named)

    monkeypatch.setattr(AggCanvas, "text", text)
    render.render(query.chart("polar", {"width": 400, "height": 400, **asked}))
    return drawn


def test_names_stand_within_sectors_that_have_room(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"labels": ["Large", "A long name", "Tiny"], "values": [90, 80, 1]}
    within = _texts(monkeypatch, **asked, label_position="inside", value_labels=True)
    assert within.keys() - {""} == {"Large", "90", "A long name", "80", "Tiny 1"}
    assert math.dist(within["Large"], (200, 200)) < 150 < math.dist(within["Tiny 1"], (200, 200))
    around = _texts(monkeypatch, **asked)
    assert {"Large", "A long name", "Tiny"} <= around.keys()
    assert math.dist(around["Large"], (200, 200)) > 150


def test_numbers_of_the_rings_do_not_cover_a_name_in_a_sector(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = {"labels": ["Up", "Down"], "values": [9, 9], "start": -90, "label_position": "inside"}
    texts = _texts(monkeypatch, **asked)
    assert texts["Up"][1] < 30  # above the rings
    assert 200 < texts["Down"][1] < 380


def test_labels_in_a_legend_have_no_position() -> None:
    asked = {"labels": ["a"], "values": [1], "label_position": "inside", "legend_position": "top"}
    assert _refused("polar", asked) == {"label_position"}
