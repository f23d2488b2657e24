"""The cache of pictures: bounded, least recently used first, each drawn once."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import azure.functions as func
import pytest

from api.responses import Body
from charts.pictures.cache import Picture, PictureCache, picture
from charts.pictures.response import cache


def _body(size: int) -> Body:
    return Body("image/png", b"x" * size)


def _drawn(size: int) -> Picture:
    return Picture("a", "image/png", body=_body(size))


def _undrawn(size: int = 1, chart: Any = "") -> Picture:
    return picture(chart, "image/png", lambda: _body(size))


def test_least_recently_used_picture_is_evicted_first() -> None:
    pictures = PictureCache(50_000)
    for name in "abcd":
        pictures.put(name, _drawn(10_000))
    assert pictures.get("a")
    pictures.put("e", _drawn(10_000))  # five do not fit
    assert [name for name in "abcde" if pictures.get(name)] == list("acde")
    assert pictures.bytes <= 50_000


def test_cache_stays_within_its_bounds_whatever_is_put() -> None:
    pictures = PictureCache(100_000)
    for number in range(1000):
        pictures.put(number, _drawn(number * 37 % 30_000))
        assert pictures.bytes <= 100_000
    assert pictures.get(999)


def test_picture_without_a_body_counts_as_well() -> None:
    pictures = PictureCache(100_000)
    for number in range(1000):
        pictures.put(number, _undrawn())
    assert 50 <= sum(pictures.get(number) is not None for number in range(1000)) <= 100


def test_chart_of_a_picture_that_is_not_drawn_counts_as_well() -> None:
    pictures = PictureCache(100_000)
    for number in range(100):
        pictures.put(number, _undrawn(chart=tuple(range(1000))))
    assert 2 <= sum(pictures.get(number) is not None for number in range(100)) <= 6
    last = pictures.get(99)
    assert last
    pictures.draw(99, last)
    assert 6_000 < pictures.bytes < 100_000 * 0.8  # the chart is gone


def test_long_texts_of_requests_count_as_well() -> None:
    pictures = PictureCache(100_000)
    for key in _long_keys():
        pictures.put(key, _drawn(10))
    assert 3 <= sum(pictures.get(key) is not None for key in _long_keys()) <= 6
    assert pictures.bytes <= 100_000


def _long_keys() -> list[tuple[str, str, bytes]]:
    return [("chart", f"{number:08000}", b"a form" * 1000) for number in range(100)]


def test_posted_chart_is_not_stored_beside_its_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    from charts.native import render
    from charts.native.functions import charts_post

    drawn = []
    draw = render.draw
    monkeypatch.setattr(render, "draw", lambda chart, **more: drawn.append(chart) or draw(chart))
    function = charts_post.build().get_user_function()
    cache.cache_clear()
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
    assert len(drawn) == 1
    (key,) = cache()._pictures
    assert len(repr(key)) < 100
    stored = cache().get(key)
    assert stored
    assert stored.draw is None


def test_picture_larger_than_the_cache_is_returned_and_not_stored() -> None:
    pictures = PictureCache(50_000)
    pictures.put("small", _drawn(10))
    assert pictures.draw("large", _undrawn(60_000)).stored == b"x" * 60_000
    assert pictures.get("large") is None
    assert pictures.get("small")


def test_drawn_picture_replaces_the_one_without_a_body() -> None:
    pictures = PictureCache()
    pictures.draw("a", pictures.put("a", _undrawn(100)))
    stored = pictures.get("a")
    assert stored
    assert stored.body == _body(100)
    assert (stored.draw, stored.chart_bytes) == (None, 0)


def test_drawn_picture_is_not_drawn_again() -> None:
    assert PictureCache().draw("a", _drawn(3)) == _body(3)


def test_threads_that_request_a_picture_being_drawn_wait_for_it() -> None:
    pictures = PictureCache()
    started, go_on = threading.Event(), threading.Event()

    def slow() -> Body:
        started.set()
        assert go_on.wait(10)
        return _body(100)

    def other() -> Body:
        raise AssertionError("drawn twice")

    with ThreadPoolExecutor(10) as pool:
        first = pool.submit(pictures.draw, "a", _undrawn()._replace(draw=slow))
        assert started.wait(10)
        others = [
            pool.submit(pictures.draw, "a", _undrawn()._replace(draw=other)) for _ in range(8)
        ]
        assert pool.submit(pictures.draw, "b", _undrawn(1)).result(10)  # is not held up
        go_on.set()
        assert [f.result(10) for f in [first, *others]] == [_body(100)] * 9


def test_drawing_that_fails_fails_for_all_and_is_tried_again() -> None:
    pictures = PictureCache()

    def fails() -> Body:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        pictures.draw("a", _undrawn()._replace(draw=fails))
    assert pictures.get("a") is None
    assert pictures.draw("a", _undrawn(1)) == _body(1)
