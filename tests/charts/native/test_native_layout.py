"""Where text stands: in hundreds of odd charts no text leaves the picture or covers another."""

from __future__ import annotations

import itertools
import math
import random
from typing import Any

import pytest

from charts.canvas.agg import AggCanvas
from charts.canvas.box import Box
from charts.canvas.fonts import Font
from charts.canvas.text import CAP_HEIGHT, width
from charts.marks.off_lines import off_lines, outwards
from charts.native import kinds, query, render
from charts.native.chart import Chart

Corner = tuple[float, float]
Written = tuple[str, list[Corner]]

_WORDS = (
    "A",
    "x",
    "Ruby",
    "Wednesday",
    "2024-01-01",
    "漢字",
    "Python programming",
    "Sales of the northern region",
    "A very long category name indeed",
    "Handel/Gewerbe und Kfz-Reparatur",
    "苹果和橙子的年度销售额",
    "المنطقة الشمالية",
)
_CURVES = ("linear", "smooth", "step")
_TOUCH = 0.5  # pixels: less is no overlap


def _numbers(chance: random.Random, count: int, *, signed: bool) -> list[float]:
    size = 10.0 ** chance.randint(-12, 15)
    return [chance.uniform(-1 if signed else 0.01, 1) * size for _ in range(count)]


def _names(chance: random.Random, count: int) -> list[str]:
    return [f"{chance.choice(_WORDS)}{i}" for i in range(count)]


def _odd_chart(seed: int) -> Chart:
    chance = random.Random(seed)
    kind = chance.choice(("bar", "line", "pie", "scatter"))
    count = chance.choice([1, 2, 3, 5, 8, 12, 20, 40, 100, 150])
    asked: dict[str, Any] = {
        "width": chance.choice([16, 50, 100, 200, 300, 640, 1000, 2000]),
        "height": chance.choice([16, 50, 100, 200, 300, 480, 1000]),
    }
    if chance.random() < 0.5:
        asked["title"] = " ".join(chance.choices(_WORDS, k=chance.choice([1, 5, 15])))
    for text in ("subtitle", "source"):
        if chance.random() < 0.3:
            asked[text] = " ".join(chance.choices(_WORDS, k=chance.choice([1, 5, 15])))
    if {"title", "subtitle", "source"} & asked.keys():
        asked["title_align"] = chance.choice(["left", "center", "right"])
    position = chance.choice(["left", "right", "top", "bottom"])
    if kind == "pie":
        asked["values"] = _numbers(chance, count, signed=False)
        asked["labels"] = _names(chance, count)
        asked["value_labels"] = chance.random() < 0.5
        asked["hole"] = chance.choice([0, 0.5])
        if chance.random() < 0.4:
            asked["legend_position"] = position
        return query.chart(kind, asked)
    series, signed = chance.choice([1, 1, 2, 3, 6, 12]), chance.random() < 0.3
    asked["yvalues"] = [_numbers(chance, count, signed=signed) for _ in range(series)]
    numeric = kind == "scatter" or (kind == "line" and chance.random() < 0.5)
    asked["xvalues"] = _numbers(chance, count, signed=True) if numeric else _names(chance, count)
    if chance.random() < 0.5:
        at_ends = kind == "line" and chance.random() < 0.4
        asked["legend"] = _names(chance, series)
        asked["legend_position"] = "ends" if at_ends else position
    if kind == "bar":
        for flag in ("stacked", "horizontal", "value_labels"):
            asked[flag] = chance.random() < 0.4
    else:
        asked["value_labels"] = chance.random() < 0.4
    if kind == "line":
        asked["markers"], asked["curve"] = chance.random() < 0.3, chance.choice(_CURVES)
    if not signed and not asked.get("stacked") and chance.random() < 0.2:
        asked["log"] = True
    for title in ("xlabel", "ylabel"):
        if chance.random() < 0.5:
            asked[title] = chance.choice(_WORDS) * chance.choice([1, 4])
    return query.chart(kind, asked)


def _written(chart: Chart, monkeypatch: pytest.MonkeyPatch) -> list[Written]:
    """Draw the chart; give each text with the corners of its box."""
    found: list[Written] = []
    draw = AggCanvas.text

    def note(
        canvas: AggCanvas, x: float, y: float, text: str, font: Font, *rest: Any, **how: Any
    ) -> None:
        if text:
            length = width(text, font)
            turn = math.radians(how.get("angle", 0.0))
            before = how.get("anchor", 0.0) * length
            corners = []
            for along, up in (
                (-before, 0),
                (length - before, 0),
                (length - before, CAP_HEIGHT * font.size),
                (-before, CAP_HEIGHT * font.size),
            ):
                corners.append(
                    (
                        x + along * math.cos(turn) - up * math.sin(turn),
                        y - along * math.sin(turn) - up * math.cos(turn),
                    )
                )
            found.append((text, corners))
        draw(canvas, x, y, text, font, *rest, **how)

    with monkeypatch.context() as patch:
        patch.setattr(AggCanvas, "text", note)
        render.render(chart)
    return found


def _overlap(a: list[Corner], b: list[Corner]) -> bool:
    """Whether two convex shapes share more than an edge (separating axis theorem)."""
    for shape in (a, b):
        for (x1, y1), (x2, y2) in zip(shape, [*shape[1:], shape[0]], strict=True):
            nx, ny = y2 - y1, x1 - x2
            slack = _TOUCH * math.hypot(nx, ny)
            along_a = [x * nx + y * ny for x, y in a]
            along_b = [x * nx + y * ny for x, y in b]
            if max(along_a) <= min(along_b) + slack or max(along_b) <= min(along_a) + slack:
                return False
    return True


def _check_text(name: str, chart: Chart, monkeypatch: pytest.MonkeyPatch) -> int:
    """Assert that all text is in the picture and off other text; give the number of texts."""
    written = _written(chart, monkeypatch)
    for i, (text, corners) in enumerate(written):
        for x, y in corners:
            inside = -_TOUCH <= x <= chart.width + _TOUCH
            inside &= -_TOUCH <= y <= chart.height + _TOUCH
            assert inside, f"{name}: {text!r} at {x:.0f}, {y:.0f}"
        for other, others in written[:i]:
            assert not _overlap(corners, others), f"{name}: {text!r} over {other!r}"
    return len(written)


@pytest.mark.parametrize("block", range(8))
def test_text_stays_in_the_picture_and_off_other_text(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = range(block * 50, block * 50 + 50)
    texts = sum(_check_text(f"chart {seed}", _odd_chart(seed), monkeypatch) for seed in seeds)
    assert texts > 200  # there was something to look at


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_text_of_an_example_stays_in_pictures_of_all_sizes(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for example in kinds.load(kind).KIND.examples:
        for size in itertools.product((16, 50, 150, 400, 1000), repeat=2):
            sized = {**example.parameters, "width": size[0], "height": size[1], "scale": 1}
            _check_text(f"{example.name} {size}", query.chart(kind, sized), monkeypatch)


TITLES = {"title": "Heading", "subtitle": "Below it", "source": "From somewhere"}
BARS = {"xvalues": ["a", "b"], "yvalues": [[3, 4], [2, 5], [1, 1]], "legend": ["One", "Two", "Six"]}
LINES = {**BARS, "yvalues": [[3, 4], [2, 5], [6, None]]}


def _left(written: list[Written], text: str) -> float:
    """Where a text starts, in pixels from the left."""
    return next(corners[0][0] for found, corners in written if found == text)


@pytest.mark.parametrize("kind", kinds.KINDS)
@pytest.mark.parametrize(
    ("align", "share"), [(None, 0), ("left", 0), ("center", 0.5), ("right", 1)]
)
def test_title_subtitle_and_source_stand_below_each_other(
    kind: str, align: str | None, share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = kinds.load(kind).KIND.examples[0].parameters
    size = {"width": 640, "height": 480}
    chart = query.chart(kind, {**example, **size, **TITLES, "title_align": align})
    texts = dict(_written(chart, monkeypatch))
    for text in TITLES.values():
        (left, _), (right, _), *_ = texts[text]
        assert left + (right - left) * share == pytest.approx(
            12 + (chart.width - 24) * share, abs=1
        )
    heights = [texts[text][0][1] for text in TITLES.values()]
    assert heights == sorted(heights)
    assert heights[-1] > 440


@pytest.mark.parametrize(
    ("kind", "asked", "order"),
    [
        ("bar", BARS, ["One", "Two", "Six"]),
        ("bar", {**BARS, "stacked": True}, ["Six", "Two", "One"]),
        ("bar", {**BARS, "stacked": True, "legend_position": "left"}, ["Six", "Two", "One"]),
        ("bar", {**BARS, "stacked": True, "legend_position": "top"}, ["One", "Two", "Six"]),
        ("bar", {**BARS, "stacked": True, "horizontal": True}, ["One", "Two", "Six"]),
        ("line", LINES, ["Six", "Two", "One"]),
        ("line", {**LINES, "legend_position": "left"}, ["Six", "One", "Two"]),
        ("line", {**LINES, "legend_position": "bottom"}, ["One", "Two", "Six"]),
        ("scatter", {**BARS, "xvalues": [1, 2]}, ["One", "Two", "Six"]),
    ],
)
def test_a_legend_has_the_order_in_which_the_eye_meets_the_series(
    kind: str, asked: dict[str, Any], order: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = [text for text, _ in _written(query.chart(kind, asked), monkeypatch)]
    assert [text for text in shown if text in order] == order


@pytest.mark.parametrize("size", [(640, 480), (1200, 630), (300, 200), (400, 900)])
@pytest.mark.parametrize("position", ["left", "right", "top", "bottom"])
def test_the_legend_of_a_pie_stands_right_beside_it(
    position: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"labels": ["Rent", "Food"], "values": [1, 2], "legend_position": position}
    chart = query.chart("pie", {**asked, "width": size[0], "height": size[1]})
    discs: list[Any] = []
    monkeypatch.setattr(
        "charts.marks.sectors.draw_sector", lambda _canvas, disk, *_: discs.append(disk)
    )
    corners = [corner for _, written in _written(chart, monkeypatch) for corner in written]
    across = [x for x, _ in corners] if position in ("left", "right") else [y for _, y in corners]
    middle = discs[0].x if position in ("left", "right") else discs[0].y
    nearest = min(abs(at - middle) for at in across) - discs[0].radius
    assert 0 < nearest < 60


ENDS = {
    "xvalues": [2020, 2021, 2022],
    "yvalues": [[1, 2, 5.0], [2, 3, 4.9], [4, 3, None]],
    "legend": ["Norway", "Sweden", "Denmark"],
    "legend_position": "ends",
}


def test_names_stand_at_the_ends_of_the_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    chart = query.chart("line", ENDS)
    texts = dict(_written(chart, monkeypatch))
    assert render.draw(chart).notices == ()
    places = [texts[name][0] for name in ENDS["legend"]]
    assert len({x for x, _ in places}) == 1
    assert places[0][0] > max(texts["2022"][0][0], 560)
    heights = [y for _, y in places]
    assert heights == sorted(heights)
    # As far from the top as the value is, but for what keeps two names apart.
    assert heights[1] - heights[0] < 20 < heights[2] - heights[1]


@pytest.mark.parametrize(
    "asked",
    [
        {"legend": ["A name that is much too long for the end of a line " * 3] * 3},
        {"yvalues": [[1, 2, 5.0], [2, 3, 4.9], [None, None, None]]},
        {"height": 30},
    ],
)
def test_names_without_room_at_the_ends_are_a_legend_and_a_notice_says_so(
    asked: dict[str, Any],
) -> None:
    chart = query.chart("line", {**ENDS, **asked})
    beside = query.chart("line", {**ENDS, **asked, "legend_position": "right"})
    drawing = render.draw(chart)
    assert drawing.notices == ("legend_position: no room at the ends of the lines",)
    assert drawing.content == render.render(beside)


@pytest.mark.parametrize("kind", ["line", "scatter"])
def test_numbers_stand_at_the_points(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"xvalues": [1, 2, 3], "yvalues": [10.5, 30.25, 20.75], "value_labels": True}
    chart = query.chart(kind, asked)
    texts = dict(_written(chart, monkeypatch))
    low, high, between = (texts[text][0][1] for text in ("10.50", "30.25", "20.75"))
    assert high < between < low
    assert render.draw(chart).notices == ()


def test_a_notice_says_how_many_numbers_had_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    values = [i * 7919 % 997 + 0.5 for i in range(300)]
    asked = {"xvalues": list(range(300)), "yvalues": values, "value_labels": True}
    chart = query.chart("line", asked)
    shown = [text for text, _ in _written(chart, monkeypatch) if text.endswith(".5")]
    assert 1 <= len(shown) <= 4  # the first, the last, the largest and the smallest
    assert f"{max(values)}" in shown
    (notice,) = render.draw(chart).notices
    assert notice == f"value_labels: {300 - len(shown)} of 300 numbers had no room"


def test_turned_numbers_have_room_beyond_the_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    values = [[-20.5, 10.5, -5.5, 15.5], [5.5, -10.5, 20.5, -15.5]]
    asked = {"xvalues": ["a", "b", "c", "d"], "yvalues": values, "value_labels": True}
    chart = query.chart("bar", {**asked, "width": 200, "height": 200})
    shown = {text for text, _ in _written(chart, monkeypatch)}
    assert {f"{v:.1f}".replace("-", "−") for row in values for v in row} <= shown
    assert render.draw(chart).notices == ()


def test_every_name_is_shown_where_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["C", "Ruby", "Java", "Python"]
    chart = query.chart("bar", {"xvalues": names, "yvalues": [10, 20, 15, 30.5]})
    shown = [text for text, _ in _written(chart, monkeypatch)]
    assert [name for name in names if name not in shown] == []
    assert [t for t in shown if t.isdigit()] == ["0", "5", "10", "15", "20", "25", "30", "35"]


def test_a_legend_that_does_not_fit_says_how_many_are_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chart = query.chart(
        "line",
        {
            "xvalues": [1, 2],
            "yvalues": [[i, i] for i in range(50)],
            "legend": [f"name {i}" for i in range(50)],
            "height": 200,
        },
    )
    shown = [text for text, _ in _written(chart, monkeypatch)]
    names = [text for text in shown if text.startswith("name ")]
    assert names
    assert f"+{50 - len(names)}" in shown


@pytest.mark.parametrize("stacked", [False, True, "percent"])
@pytest.mark.parametrize("horizontal", [False, True])
@pytest.mark.parametrize("reverse", [False, True])
def test_no_number_of_a_bar_lies_on_the_line_of_a_target(
    stacked: object, horizontal: bool, reverse: bool
) -> None:
    moved = off_lines(Box(40, 40, 20, 10), [45.0], 1, Box(0, 0, 100, 100))
    assert not moved.y - 1 < 45 < moved.bottom + 1
    asked = {"xvalues": "a,b,c", "yvalues": "9,10,11", "target": "10.4", "value_labels": True}
    how = {"stacked": stacked, "horizontal": horizontal, "reverse": reverse}
    assert render.draw(query.chart("bar", {**asked, **how})).notices == ()


@pytest.mark.parametrize(
    ("edge", "expected"), [(40.0, 26.0), (36.0, 26.0), (20.0, 20.0), (44.0, 44.0)]
)
def test_a_number_only_moves_away_from_its_bar(edge: float, expected: float) -> None:
    label = Box(40, edge, 20, 10)
    room = outwards(label, Box(40, 54, 20, 40), Box(0, 0, 100, 100), 1)
    assert off_lines(label, [40.0], 1, room).y == expected
