"""Data of which a chart is hard to publish: one value, nothing but zeros, gaps, far too many."""

from __future__ import annotations

from typing import Any

import pytest

from charts.canvas.agg import AggCanvas
from charts.native import query, render


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are drawn, in order."""
    found: list[str] = []
    draw = AggCanvas.text

    def text(self: AggCanvas, x: float, y: float, text: str, *more: Any, **named: Any) -> None:
        found.append(text)
        draw(self, x, y, text, *more, **named)

    monkeypatch.setattr(AggCanvas, "text", text)
    return found


@pytest.mark.parametrize("kind", ["bar", "line", "radar"])
def test_the_axis_of_zeros_has_no_fractions(kind: str, texts: list[str]) -> None:
    render.render(query.chart(kind, {"xvalues": "a,b,c", "yvalues": "0,0,0"}))
    assert not [text for text in texts if "." in text]


@pytest.mark.parametrize("values", ["5", "5,5,5", "-3,4"])
def test_few_whole_bins_have_no_fractions(values: str, texts: list[str]) -> None:
    render.render(query.chart("histogram", {"values": values, "width": 300}))
    assert not [text for text in texts if "." in text]


@pytest.mark.parametrize("kind", ["box", "violin"])
def test_the_axis_of_one_whole_value_has_no_fractions(kind: str, texts: list[str]) -> None:
    render.render(query.chart(kind, {"labels": "a", "values": "7", "value_labels": "true"}))
    assert not [text for text in texts if "." in text]


def test_medians_have_no_more_digits_than_can_be_told_apart(texts: list[str]) -> None:
    values = [[1.23456789, 2.3456789, 7.89], [-0.5, -0.5, -0.5]]
    asked = {"labels": ["a", "b"], "values": values, "value_labels": True}
    render.render(query.chart("box", asked))
    assert "2.35" in texts
    assert "−0.50" in texts


def test_durations_that_would_cover_other_rows_are_left_out(texts: list[str]) -> None:
    count = 100
    asked = {
        "labels": [f"task {i}" for i in range(count)], "start": list(range(count)),
        "end": [i + 77 for i in range(count)], "value_labels": True, "width": 300, "height": 200,
    }  # fmt: skip
    drawing = render.draw(query.chart("timeline", asked))
    assert "77" not in texts
    assert drawing.notices == ("value_labels: 100 of 100 numbers had no room",)


@pytest.mark.parametrize("kind", ["area", "line", "combo"])
def test_a_value_between_gaps_has_a_bar_for_an_area(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bars: list[tuple[float, float]] = []
    monkeypatch.setattr(
        AggCanvas, "rectangle", lambda _, x, y, w, h, *more, **named: bars.append((w, h))
    )
    more = {"line": {"area": True}, "combo": {"marks": ["area"]}}.get(kind, {})
    render.render(query.chart(kind, {"xvalues": "a,b,c,d,e", "yvalues": "5,,3,4,", **more}))
    ((width, height),) = bars
    assert 4 < width < 12 < height


def test_a_value_between_gaps_is_a_dot_of_a_sparkline(monkeypatch: pytest.MonkeyPatch) -> None:
    dots: list[int] = []
    monkeypatch.setattr(AggCanvas, "markers", lambda _, points, *more: dots.append(len(points)))
    render.render(query.chart("sparkline", {"yvalues": "5,,3,4,,1,2"}))
    assert sum(dots) == 2  # and the last value
