"""What each way of saving time buys: with it, and in turn without it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any
from unittest import mock

from bench import asked, ordinary, warm
from bench.cold import ROOT
from bench.figures import Measure, Row, in_turn, times
from charts.canvas import agg, glyphs, png

Draw = Callable[[asked.Asked], bytes]


def _bar(chart: asked.Asked) -> bytes:
    return warm.native("bar", chart)


def _letter_by_letter() -> Draw:
    own = glyphs.Lettering()

    def draw(chart: asked.Asked) -> bytes:
        with (
            mock.patch.object(agg, "lettering", own),
            mock.patch.object(glyphs, "_LARGEST", 0),
        ):
            return _bar(chart)

    return draw


def _fresh_arrays(chart: asked.Asked) -> bytes:
    png._room.cache_clear()
    return _bar(chart)


def _fresh_rasteriser(chart: asked.Asked) -> bytes:
    agg._spare.clear()
    return _bar(chart)


def _usual_file(chart: asked.Asked) -> bytes:
    """The same file as ``savefig`` writes it."""

    def encode(pixels: Any, *, opaque: bool) -> bytes:
        return ordinary.written(pixels)

    with mock.patch.object(png, "encode", encode):
        return _bar(chart)


_TEXT = "lines of text in one picture (charts/lettering.py)"
# What is left out, and a bar chart drawn without it.
_WARM: Mapping[str, Draw] = {
    _TEXT: _letter_by_letter(),
    "two filters by rule, a fast deflate (charts/png.py)": _usual_file,
    "the encoder's arrays kept (charts/png.py)": _fresh_arrays,
    "rasterisers used again (charts/canvas.py)": _fresh_rasteriser,
}
_WARM_UP = 100  # charts, after which most letters are kept
_SHORT = "from charts.canvas import compiled"
# What is left out: the code of a fresh process with it and without it, and variables for the first.
_COLD: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "two compiled modules, not the package (charts/compiled.py)": (
        _SHORT, "import matplotlib.backends.backend_agg", {},
    ),
    "numpy without its threads (charts/compiled.py)": (
        "import numpy", "import numpy", {"OPENBLAS_NUM_THREADS": "1"},
    ),
}  # fmt: skip


def _run(code: str, more: Mapping[str, str]) -> float:
    plain = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, env={**plain, **more})
    return (time.perf_counter() - start) * 1000


def rows(share: float = 1.0) -> Iterator[Row]:
    """Bar charts of 500x300 with text that was drawn before, but where named; fresh processes."""
    count = _WARM_UP + max(20, round(130 * share))
    for name, without in _WARM.items():
        # Where it is not of text, text that was drawn before: else what comes second finds it kept.
        for same in (False, True) if name == _TEXT else (True,):
            charts = list(islice(asked.charts("bar", same_text=same), count))
            ours, other = in_turn((_bar, without), charts, _WARM_UP)
            text = ", new text" if name == _TEXT and not same else ""
            yield Row("tricks", name + text, "ms", times(ours), times(other))
    rounds = max(4, round(15 * share))
    for name, (ours_code, other_code, more) in _COLD.items():
        spent = [(_run(ours_code, more), _run(other_code, {})) for _ in range(rounds + 1)][1:]
        ours_spent, other_spent = zip(*spent, strict=True)
        yield Row("tricks", name, "ms", Measure.of(ours_spent), Measure.of(other_spent))
