"""The same chart gives the same bytes: on any thread, in any process, after a fork."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from charts.native import kinds, query
from charts.native.chart import Chart
from charts.native.render import render
from charts.pictures.etag import digest

ROOT = Path(__file__).parents[2]
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHäöüéñжяш漢字日本"


def _charts(count: int, seed: int = 0) -> list[Chart]:
    chance = random.Random(seed)

    def word() -> str:
        return "".join(chance.choices(_LETTERS, k=chance.randint(2, 12)))

    charts = []
    for i in range(count):
        names, numbers = [word() for _ in range(5)], [chance.uniform(1, 99) for _ in range(5)]
        asked: dict[str, Any] = {"title": word(), "width": 300 + i % 40, "height": 200}
        kind = kinds.KINDS[i % len(kinds.KINDS)]
        data = {n: p for n, p in kinds.parameters(kind).items() if p.group == "Data"}
        if data.keys() == {"labels", "values"}:
            asked |= {"labels": names, "values": numbers}
        elif data.keys() == {"xvalues", "yvalues"}:
            along = kinds.load(kind).KIND.examples[0].parameters["xvalues"]
            xvalues: list[Any] = names if isinstance(along[0], str) else numbers
            asked |= {"xvalues": xvalues, "yvalues": [numbers, numbers[::-1]]}
        else:
            asked = {**kinds.load(kind).KIND.examples[0].parameters, **asked}
        asked |= {"value_labels": True} if "value_labels" in kinds.parameters(kind) else {}
        charts.append(query.chart(kind, asked))
    return charts


def test_eight_threads_draw_what_one_draws() -> None:
    charts = _charts(500)
    expected = [render(chart) for chart in charts]
    order = random.Random(1).sample(range(500), 500)
    with ThreadPoolExecutor(8) as pool:
        found = dict(zip(order, pool.map(lambda i: render(charts[i]), order), strict=True))
    assert [i for i in range(500) if found[i] != expected[i]] == []


def _digests(connection: Any, seed: int) -> None:
    connection.send([hashlib.sha256(render(c)).hexdigest() for c in _charts(40, seed)])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_forked_child_draws_what_its_parent_draws() -> None:
    expected = [hashlib.sha256(render(c)).hexdigest() for c in _charts(40, 3)]
    here, there = multiprocessing.Pipe()
    child = multiprocessing.get_context("fork").Process(target=_digests, args=(there, 3))
    child.start()
    assert here.poll(30)
    assert here.recv() == expected
    child.join(10)
    assert child.exitcode == 0


_FRESH = """
import hashlib, sys
from charts.native import query
from charts.pictures.etag import digest
from charts.native.render import render
for format in ("png", "svg", "pdf"):
    chart = query.chart("bar", {"xvalues": ["漢字", "b"], "yvalues": [[1, 2], [3, 4]],
        "legend": ["x", "y"], "title": "T", "colors": "ff000080,teal", "format": format})
    print(format, digest(repr(chart)), hashlib.sha256(render(chart)).hexdigest())
"""


def _fresh(seed: str, home: Path) -> str:
    environment = {
        k: v for k, v in os.environ.items() if k not in ("MPLCONFIGDIR", "XDG_CACHE_HOME")
    }
    environment |= {"PYTHONHASHSEED": seed, "HOME": str(home)}
    command = [sys.executable, "-W", "error", "-c", _FRESH]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stderr == ""
    return done.stdout


def test_fresh_processes_give_the_same_bytes_and_write_nothing_at_home(tmp_path: Path) -> None:
    first, second = _fresh("1", tmp_path), _fresh("2", tmp_path)
    assert first == second
    assert len(first.splitlines()) == 3
    assert list(tmp_path.iterdir()) == []


def test_another_chart_has_another_entity_tag() -> None:
    charts = _charts(200)
    assert len({digest(repr(chart)) for chart in charts}) == 200
