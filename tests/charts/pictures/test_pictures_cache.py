"""Pictures that are kept: within their bounds, the newest, drawn once for all who ask."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import azure.functions as func
import pytest

from charts.pictures.cache import Kept, Picture

NOTHING: dict[str, str] = {}


def _picture(size: int, tag: str = '"a"') -> Picture:
    return Picture(tag, NOTHING, b"x" * size, "image/png")


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    kept = Kept(50_000)
    for name in "abcd":
        kept.keep(name, _picture(10_000))
    assert kept.get("a")
    kept.keep("e", _picture(10_000))  # five do not fit
    assert [name for name in "abcde" if kept.get(name)] == list("acde")
    assert kept.bytes <= 50_000


def test_it_stays_within_its_bounds_whatever_is_kept() -> None:
    kept = Kept(100_000)
    for number in range(1000):
        kept.keep(number, _picture(number * 37 % 30_000))
        assert kept.bytes <= 100_000
    assert kept.get(999)


def test_a_picture_without_a_body_takes_room_as_well() -> None:
    kept = Kept(100_000)
    for number in range(1000):
        kept.keep(number, Picture('"a"', NOTHING))
    assert 50 <= sum(kept.get(number) is not None for number in range(1000)) <= 100


def test_long_texts_of_requests_take_room_as_well() -> None:
    kept = Kept(100_000)
    for key in _long_keys():
        kept.keep(key, _picture(10))
    assert 3 <= sum(kept.get(key) is not None for key in _long_keys()) <= 6
    assert kept.bytes <= 100_000


def _long_keys() -> list[tuple[str, str, bytes]]:
    return [("chart", f"{number:08000}", b"a form" * 1000) for number in range(100)]


def test_a_posted_chart_is_not_kept_beside_its_picture() -> None:
    from charts.native.functions import charts_post
    from charts.pictures.answer import kept

    function = charts_post.build().get_user_function()
    kept.cache_clear()
    values = list(range(2000))
    body = {"xvalues": values, "yvalues": [values], "width": 16, "height": 16}
    request = func.HttpRequest(
        method="POST",
        url="http://localhost/charts/line",
        route_params={"kind": "line"},
        headers={"content-type": "application/json"},
        body=json.dumps(body).encode(),
    )
    assert function(request).status_code == 200
    assert function(request).status_code == 200
    assert kept().drawn == 1
    (key,) = kept()._pictures
    assert len(repr(key)) < 100


def test_what_is_larger_than_all_room_is_given_and_not_kept() -> None:
    kept = Kept(50_000)
    kept.keep("small", _picture(10))
    assert kept.draw("large", lambda: _picture(60_000)).body == b"x" * 60_000
    assert kept.get("large") is None
    assert kept.get("small")


def test_a_drawn_picture_takes_the_place_of_one_without_a_body() -> None:
    kept = Kept()
    kept.keep("a", Picture('"a"', NOTHING))
    kept.draw("a", lambda: _picture(100))
    found = kept.get("a")
    assert found
    assert found.body == b"x" * 100


def test_who_asks_while_a_picture_is_drawn_waits_for_it() -> None:
    kept = Kept()
    started, go_on = threading.Event(), threading.Event()

    def slow() -> Picture:
        started.set()
        assert go_on.wait(10)
        return _picture(100, '"slow"')

    def other() -> Picture:
        raise AssertionError("drawn twice")

    with ThreadPoolExecutor(10) as pool:
        first = pool.submit(kept.draw, "a", slow)
        assert started.wait(10)
        others = [pool.submit(kept.draw, "a", other) for _ in range(8)]
        assert pool.submit(kept.draw, "b", lambda: _picture(1)).result(10)  # is not held up
        go_on.set()
        assert {f.result(10).tag for f in [first, *others]} == {'"slow"'}
    assert (kept.drawn, kept.hits) == (2, 8)


def test_a_drawing_that_fails_fails_for_all_and_is_tried_again() -> None:
    kept = Kept()

    def fails() -> Picture:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        kept.draw("a", fails)
    assert kept.get("a") is None
    assert kept.draw("a", lambda: _picture(1)).body == b"x"


def test_answers_are_counted() -> None:
    kept = Kept()
    kept.draw("a", lambda: _picture(1))
    kept.get("a")
    kept.get("a")
    kept.get("b")
    kept.keep("c", Picture('"c"', NOTHING))
    kept.get("c")  # without a body there is still something to draw
    assert (kept.drawn, kept.hits) == (1, 2)
