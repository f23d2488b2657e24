"""What the bench reports: figures, tables, and that both ways draw the same request."""

from __future__ import annotations

import io
from itertools import islice

import pytest
from PIL import Image

from api.query import pairs
from bench import baseline, cold, inputs, report, warm
from bench.figures import Measure, Row, in_turn, table
from charts.native import query
from charts.native.kinds import load
from tests.app_functions import functions


def test_a_measure_is_the_median_and_the_95th_percentile() -> None:
    assert Measure.of([float(n) for n in range(100, 0, -1)]) == (50.5, 96.0)
    assert Measure.of([7.0]) == (7.0, 7.0)


def test_a_table_says_how_many_times_faster() -> None:
    rows = [
        Row("warm", "bar", "ms", Measure(1.5, 2.25), Measure(45.0, 50.0)),
        Row("warm", "alone", "ms", Measure(1234.5, 2000.0)),
    ]
    lines = table(rows).splitlines()
    assert lines[2] == "| bar | 1.50 ms | 2.25 ms | 45.0 ms | 0.033 | 30.0 |"
    assert lines[3] == "| alone | 1,234 ms | 2,000 ms |  |  |  |"
    assert table(rows[1:]).splitlines()[0] == "| | ours, median | 95 % |"


def test_ways_take_turns_by_blocks_and_the_first_are_not_counted() -> None:
    done: list[str] = []
    ways = [lambda t: done.append(f"a{t}") or t, lambda t: done.append(f"b{t}") or -t]
    first, second = in_turn(ways, range(5), warm_up=2, block=2)
    assert done == ["a0", "a1", "b0", "b1", "a2", "a3", "b2", "b3", "a4", "b4"]
    assert [result for _, result in first] == [2, 3, 4]
    assert [result for _, result in second] == [-2, -3, -4]


@pytest.mark.parametrize("kind", inputs.KINDS)
def test_the_url_of_a_chart_asks_for_the_same(kind: str) -> None:
    chart = next(inputs.charts(kind, values=5, series=1 if kind == "pie" else 2, scale=2))
    assert query.chart(kind, pairs(query.url(kind, chart))) == query.chart(kind, chart)


@pytest.mark.parametrize("kind", baseline.KINDS)
def test_both_ways_draw_pictures_of_the_same_size(kind: str) -> None:
    size = (300, 200)
    if kind in inputs.KINDS:
        chart = next(inputs.charts(kind, size))
        pictures = warm.native(kind, chart), baseline.draw(kind, chart)
    else:
        url, chart = next(inputs.google(kind, size))
        pictures = warm.from_google(url), baseline.draw(kind, chart)
    for picture in pictures:
        with Image.open(io.BytesIO(picture)) as image:
            assert image.size == size
            assert len(image.convert("RGB").getcolors(100_000) or ()) > 10


@pytest.mark.parametrize("kind", inputs.GROWING)
def test_charts_of_any_kind_have_as_many_values_as_asked_for(kind: str) -> None:
    sizes = [len(str(next(inputs.charts(kind, values=count)))) for count in (4, 400)]
    assert sizes[1] > 8 * sizes[0]
    query.chart(kind, next(inputs.charts(kind, values=400, series=2)))


@pytest.mark.parametrize("kind", sorted(set(inputs.KINDS) - set(inputs.SIMPLE)))
def test_examples_are_drawn_in_other_words_each_time(kind: str) -> None:
    first, second = islice(inputs.charts(kind), 2)
    example = load(kind).KIND.examples[0].parameters
    assert first.keys() >= example.keys() - {"title"}
    assert first != second
    for chart in (first, second):
        query.chart(kind, chart)


def test_text_is_another_each_time_unless_it_is_to_be_the_same() -> None:
    titles = [chart["title"] for chart in islice(inputs.charts("bar"), 20)]
    assert len(set(titles)) == 20
    same = list(islice(inputs.charts("bar", same_text=True), 20))
    assert len({(chart["title"], *chart["xvalues"]) for chart in same}) == 1
    assert len({str(chart["yvalues"]) for chart in same}) == 20


def test_the_quoted_run_has_every_chart_that_the_documents_show() -> None:
    assert set(report.charts(report.results())) == {p.stem for p in report.CHARTS.glob("*.png")}


def test_fresh_processes_ask_functions_of_the_app() -> None:
    names = {function.name for function in functions()}
    assert {name for name, *_ in cold.FUNCTIONS.values()} <= names
