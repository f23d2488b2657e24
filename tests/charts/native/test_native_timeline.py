"""Timelines: rows, lanes and groups of entries, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from charts.canvas.svg import SvgCanvas
from charts.diagnostics import ChartError
from charts.native import query, render
from charts.native.kinds.timeline import TimelinePlot

DAY = 86_400


def _plot(**parameters: Any) -> TimelinePlot:
    plot: TimelinePlot = query.chart("timeline", parameters).plot
    return plot


def _errors(**parameters: Any) -> dict[str, str]:
    with pytest.raises(ChartError) as refused:
        query.chart("timeline", parameters)
    return {error.parameter: error.detail for error in refused.value.errors}


def test_entries_have_rows_by_name_and_lanes_where_they_overlap() -> None:
    entries = _plot(
        labels="a,b,a,a", start="2024-01-01,2024-01-02,2024-01-03,2024-01-05",
        end="2024-01-04,2024-01-03,2024-01-06,2024-01-07",
    ).entries  # fmt: skip
    assert entries.rows == ("a", "b")
    assert entries.lanes == (2, 1)
    places = {(span.row, span.lane, span.end - span.start) for span in entries.spans}
    assert places == {(0, 0, 3 * DAY), (0, 1, 3 * DAY), (1, 0, DAY), (0, 0, 2 * DAY)}


def test_entries_of_a_group_stand_together() -> None:
    query_ = {"labels": "a,b,c,d", "start": "3,2,1,0", "end": "4,4,4,4", "groups": "x,y,x,y"}
    entries = _plot(**query_).entries
    assert entries.rows == ("a", "c", "b", "d")
    assert entries.borders == (2,)
    assert _plot(**query_, order="start").entries.rows == ("c", "a", "d", "b")


@pytest.mark.parametrize("end", ["", "2024-01-01", " "])
def test_without_an_end_of_its_own_an_entry_is_a_milestone(end: str) -> None:
    (span,) = _plot(labels=["a"], start=["2024-01-01"], end=[end]).entries.spans
    assert span.start == span.end


def test_a_row_may_be_empty() -> None:
    entries = _plot(labels="a,b", start="1,", end="2,").entries
    assert (entries.rows, len(entries.spans)) == (("a", "b"), 1)
    render.render(query.chart("timeline", {"labels": "a", "start": [""], "end": [""]}))


def test_the_legend_explains_groups_at_the_top_unless_told() -> None:
    given = {"labels": "a,b", "start": "1,2", "end": "2,3", "groups": "x,"}
    chart = query.chart("timeline", given)
    assert chart.legend == "top"
    assert query.chart("timeline", {**given, "legend_position": "none"}).legend == "none"


def test_the_line_of_today_is_within_the_axis_and_has_its_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts: list[str] = []
    monkeypatch.setattr(SvgCanvas, "text", lambda *asked, **_: texts.append(asked[3]))
    given = {"labels": "a", "start": "2024-01-01", "end": "2024-02-01", "today": "2024-06-01"}
    for label, expected in ((None, ["Today"]), ("Now", ["Now"])):
        more = {} if label is None else {"today_label": label}
        chart = query.chart("timeline", {**given, **more, "format": "svg"})
        assert b"stroke-dasharray" in render.render(chart)
        assert [text for text in texts if text in ("Today", "Now")] == expected
        texts.clear()


@pytest.mark.parametrize(
    ("changed", "parameter", "detail"),
    [
        ({"end": "2024-01-09,2024-01-01"}, "end", "“2024-01-01” of entry 2 (“b”) is before its"),
        ({"start": "2024-01-01,"}, "start", "entry 2 (“b”) has an end but none"),
        ({"start": "2024-01-01,soon"}, "start", "“soon” is neither a number nor a date or time"),
        ({"end": "2024-01-09,2024-02-30"}, "end", "“2024-02-30” is neither a number nor a date"),
        ({"end": "5,6"}, "end", "does not go together with start"),
        ({"today": "7.5"}, "today", "does not go together with start"),
        ({"today": "tomorrow"}, "today", "“tomorrow” is neither a number nor a date or time"),
        ({"today_label": "Now"}, "today_label", "needs today"),
        ({"labels": "a"}, "start", "has 2, but labels has 1"),
        ({"groups": "x"}, "groups", "has 1, but labels has 2"),
        ({"legend_position": "left"}, "legend_position", "needs groups, which it explains"),
        ({"colors": "red,green,blue"}, "colors", "3 for 2 names"),
        ({"unit": "days"}, "unit", "needs value_labels"),
        ({"suffix": " d"}, "suffix", "needs value_labels"),
        ({"unit": "fortnights"}, "unit", "“fortnights” is not one of them"),
        ({"start": "1,2", "end": "3,4", "date_format": "%Y"}, "date_format", "needs dates or t"),
        ({"start": "1,2", "end": "3,4", "unit": "days", "value_labels": "true"}, "unit",
         "needs dates or times"),
    ],
)  # fmt: skip
def test_errors_name_the_parameter(changed: dict[str, str], parameter: str, detail: str) -> None:
    given = {"labels": "a,b", "start": "2024-01-01,2024-01-03", "end": "2024-01-09,2024-01-10"}
    assert _errors(**{**given, **changed})[parameter].startswith(detail)


def test_other_words_for_the_data_are_understood() -> None:
    plot = _plot(**{"tasks": "a", "from": "2024-01-01", "to": "2024-01-02", "group": "x"})
    assert (plot.entries.rows, plot.groups) == (("a",), ("x",))
