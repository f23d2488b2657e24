"""The budget: every canvas counts all that it draws, exactly where it matters, and stops there."""

from __future__ import annotations

import math
from collections.abc import Callable

import azure.functions as func
import numpy as np
import pytest

from charts.canvas.agg import AggCanvas
from charts.canvas.cost import MAX_COST, Budget, CostError
from charts.canvas.create import Format, create
from charts.canvas.fonts import Font
from charts.canvas.path import Path
from charts.canvas.stroke import Stroke
from charts.canvas.surface import Canvas
from charts.native import functions, query, render

BLACK, CLEAR, WHITE = (0, 0, 0, 255), (0, 0, 0, 16), (255, 255, 255, 255)
FORMATS: tuple[Format, ...] = ("png", "gif", "svg", "pdf")
ZIGZAG = Path([(i / 10, 300 * (i % 2)) for i in range(5000)])


def canvas(format_: Format = "png", limit: float = math.inf, scale: float = 1.0) -> Canvas:
    return create(format_, 1000, 300, WHITE, scale=scale, budget=Budget(limit))


def cost(draw: Callable[[Canvas], None], format_: Format = "png", scale: float = 1.0) -> float:
    on = canvas(format_, scale=scale)
    before = on.budget.cost
    draw(on)
    return on.budget.cost - before


def squares(count: int, size: float) -> Callable[[Canvas], None]:
    points = np.tile([[50.0, 50.0]], (count, 1))
    return lambda on: on.markers(points, "square", size, BLACK, None)


DRAWN: dict[str, Callable[[Canvas], None]] = {
    "shape": lambda on: on.path(Path.rectangle(1, 2, 30, 40), BLACK),
    "line": lambda on: on.line([(1, 2), (30, 40)], Stroke(BLACK)),
    "lines": lambda on: on.lines([((1, 2), (30, 40)), ((5, 6), (7, 8))], Stroke(BLACK)),
    "rectangle": lambda on: on.rectangle(1, 2, 30, 40, BLACK, Stroke(BLACK)),
    "markers": squares(3, 9),
    "text": lambda on: on.text(10, 50, "Sales", Font(12), BLACK),
}


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("what", DRAWN)
def test_everything_costs_something_on_every_canvas(format_: Format, what: str) -> None:
    once = cost(DRAWN[what], format_)
    assert once > 0

    def twice(on: Canvas) -> None:
        DRAWN[what](on)
        DRAWN[what](on)

    assert cost(twice, format_) == pytest.approx(2 * once)


@pytest.mark.parametrize("format_", ["png", "gif", "svg", "pdf"])
def test_a_picture_costs_its_pixels(format_: Format) -> None:
    pixels = np.zeros((20, 10, 4), np.uint8)
    large = np.zeros((200, 100, 4), np.uint8)
    small = cost(lambda on: on.picture(0, 0, pixels), format_)
    assert cost(lambda on: on.picture(0, 0, large), format_) > small > 0


@pytest.mark.parametrize(
    ("less", "more"),
    [
        (DRAWN["text"], lambda on: on.text(10, 50, "Sales of 2025", Font(12), BLACK)),
        (DRAWN["text"], lambda on: on.text(10, 50, "Sales", Font(120), BLACK)),
        (DRAWN["text"], lambda on: on.text(10, 50, "مرحبا", Font(12), BLACK)),
        (squares(3, 9), squares(4, 9)),
        (squares(3, 9), squares(3, 90)),
        (DRAWN["shape"], lambda on: on.path(Path.rectangle(1, 2, 300, 200), BLACK)),
        (DRAWN["shape"], lambda on: on.path(Path.rectangle(1, 2, 30, 40), CLEAR)),
        (DRAWN["line"], lambda on: on.line([(1, 2), (300, 200)], Stroke(BLACK))),
        (DRAWN["line"], lambda on: on.line([(1, 2), (30, 40)], Stroke(BLACK, 50))),
        (DRAWN["line"], lambda on: on.line([(1, 2), (30, 40)], Stroke(BLACK, 1, (1, 1)))),
        (
            lambda on: on.line([(1, 2), (30, 40)], Stroke(BLACK, 1, (1, 1))),
            lambda on: on.line([(1, 2), (30, 40)], Stroke(BLACK, 1, (0.1, 0.1))),
        ),
        (lambda on: None, lambda on: on.path(Path([(math.nan, 1), (2, 3)]), BLACK)),
    ],
)
def test_more_costs_more(less: Callable[[Canvas], None], more: Callable[[Canvas], None]) -> None:
    assert cost(less) < cost(more) < math.inf


def test_a_scale_costs_its_pixels() -> None:
    for draw in DRAWN.values():
        assert cost(draw) < cost(draw, scale=2)
    assert canvas(scale=2).budget.cost == 4 * canvas().budget.cost > 0


def test_what_lies_outside_of_the_picture_costs_no_more_than_the_picture() -> None:
    far = cost(lambda on: on.path(Path.rectangle(-1e9, -1e9, 2e9, 2e9), BLACK))
    assert far < 2 * cost(lambda on: on.path(Path.rectangle(0, 0, 1000, 300), BLACK))
    long = Path([(i * 1e9, 300 * (i % 2)) for i in range(100)])
    assert cost(lambda on: on.path(long, None, Stroke(BLACK))) < MAX_COST


def test_paths_are_measured_before_the_budget_is_spent() -> None:
    """Thousands of small paths are cheap, though each might have crossed the whole picture."""
    small = Path.rectangle(10, 10, 2, 2)
    on = canvas(limit=MAX_COST)
    for _ in range(5000):
        on.path(small, BLACK)
    assert on.budget.cost < MAX_COST / 4


@pytest.mark.parametrize(
    ("what", "draw"),
    [
        ("lines", lambda on: on.path(ZIGZAG, None, Stroke(BLACK))),
        ("dashes", lambda on: on.path(ZIGZAG, None, Stroke(BLACK, 1, (2, 2)))),
        ("fills", lambda on: on.path(Path.rectangle(0, 0, 999, 299), CLEAR)),
        ("text", lambda on: on.text(10, 50, "m" * 900, Font(12), BLACK)),
        ("markers", squares(2000, 50)),
        ("pictures", lambda on: on.picture(0, 0, np.zeros((300, 300, 4), np.uint8))),
        ("markers", squares(1, math.nan)),
    ],
)
def test_a_drawing_stops_where_its_budget_ends(what: str, draw: Callable[[Canvas], None]) -> None:
    on = canvas(limit=20_000)
    on.budget.part = "some part"
    with pytest.raises(CostError) as error:  # noqa: PT012
        for _ in range(100):
            draw(on)
    assert (error.value.what, error.value.part) == (what, "some part")


def test_canvases_share_a_budget() -> None:
    budget = Budget(5000)
    AggCanvas(1000, 300, 1.0, WHITE, budget)
    AggCanvas(1000, 300, 1.0, WHITE, budget)
    assert budget.cost == 1800
    with pytest.raises(CostError):
        AggCanvas(1000, 1500, 1.0, WHITE, budget)


def test_the_same_chart_costs_the_same() -> None:
    parameters = {"xvalues": ["a", "b"], "yvalues": [[1, 2], [3, 4]], "title": "Sales"}
    costs = set()
    for _ in range(2):
        budget = Budget()
        render.render(query.chart("bar", parameters), budget)
        costs.add(budget.cost)
    assert len(costs) == 1
    assert costs.pop() < 10_000


def test_a_native_chart_that_is_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "MAX_COST", 1500)
    url = "/charts/bar?xvalues=a,b&yvalues=1,2&title=never+seen"
    request = func.HttpRequest("GET", url, route_params={"kind": "bar"}, body=b"")
    answer = functions.charts_get.build().get_user_function()(request)
    assert answer.status_code == 422
    assert b"Draw fewer values, shorter texts or a smaller picture." in answer.get_body()


@pytest.mark.parametrize("format_", ["png", "svg", "pdf"])
def test_the_largest_native_chart_is_drawn(format_: str) -> None:
    parameters = {
        "xvalues": [*range(40)],
        "yvalues": [[(7 * i * i + j * 13) % 1000 for i in range(40)] for j in range(50)],
        "legend": [f"Series {j}" for j in range(50)], "curve": "smooth", "area": True,
        "width": 2000, "height": 2000, "format": format_,
    }  # fmt: skip
    if format_ == "png":
        parameters["scale"] = 1.4
    budget = Budget(render.MAX_COST)
    assert render.render(query.chart("line", parameters), budget)
    assert budget.cost < render.MAX_COST
