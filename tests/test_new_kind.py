"""A new kind of chart is one file and one word: done in a copy of the repository.

As docs/develop.md, "A new kind of chart", says it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from devserver import testing

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.slow
LOLLIPOP = '''"""Values as points on stems."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ...canvas.stroke import Stroke
from .. import parameters as p
from ..chart import (
    Chart,
    LegendEntry,
    LegendPosition,
    Series,
    ValueAxis,
    read_series,
    read_value_axis,
)
from ..checks import LEGEND_CHECKS, SERIES_COLOURS, VALUE_AXIS_CHECKS, same_length
from ..kind import Example, Kind
from ..values import Number

if TYPE_CHECKING:
    from ...canvas.box import Box
    from ...canvas.surface import Canvas
    from ..theme import Theme

KIND = Kind(
    "lollipop",
    "Lollipop chart",
    "Values as points on stems.",
    parameters=(
        p.NAMES,
        p.YVALUES,
        *p.TITLES,
        *p.AXIS_TITLES,
        p.LEGEND,
        p.LEGEND_POSITION,
        p.Parameter("dot", Number(1, 40), "diameter of the points in pixels", "Drawing", 12.0),
        *p.VALUE_AXIS,
        p.COLORS,
        *p.PICTURE,
    ),
    checks=(
        same_length("yvalues", "xvalues"),
        *LEGEND_CHECKS,
        SERIES_COLOURS,
        *VALUE_AXIS_CHECKS,
    ),
    examples=(
        Example("lollipop", "Rain by month", {
            "title": "Rain", "xvalues": ["Jan", "Feb", "Mar"], "yvalues": [50, 40, 60],
        }),
        Example("lollipop-two-dark", "Two series, dark, large points", {
            "xvalues": ["a", "b", "c"], "yvalues": [[1, -2, None], [2, 1, 4]], "dot": 20,
            "legend": ["A", "B"], "theme": "dark",
        }),
        Example("lollipop-tiny", "16 by 16 pixels", {
            "xvalues": ["a", "b"], "yvalues": [1, 2], "width": 16, "height": 16,
        }, shown=False),
    ),
)


class LollipopPlot(NamedTuple):
    """Points on stems."""

    names: tuple[str, ...]
    series: tuple[Series, ...]
    axis: ValueAxis
    dot: float


def read(values: Mapping[str, Any], theme: Theme) -> LollipopPlot:
    """Return the model of valid parameters."""
    axis = read_value_axis(values)
    return LollipopPlot(values["xvalues"], read_series(values, theme), axis, values["dot"])


def legend(plot: LollipopPlot, position: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each series."""
    return [LegendEntry(s.name, s.colours[0], "circle") for s in plot.series]


def draw(canvas: Canvas, chart: Chart, plot: LollipopPlot, box: Box) -> None:
    """Draw axes, stems and points."""
    import numpy as np

    from .. import axes
    from ..scale import CategoryScale

    names = axes.CategoryAxis(CategoryScale(plot.names))
    values = [value for series in plot.series for value in series.values]
    fitted = axes.fit(chart, box, names, axes.NumberAxis(values, plot.axis, from_zero=True))
    axes.draw(canvas, chart, box, fitted, grid=[fitted.y])
    inner, base = fitted.plot, fitted.y_scale.base_position
    with canvas.clip(*inner):
        for series in plot.series:
            ends = [
                (inner.x + fitted.x.scale(i) * inner.width, fitted.y_scale(value))
                for i, value in enumerate(series.values)
                if value is not None
            ]
            heights = [inner.bottom - min(max(y, -1.0), 2.0) * inner.height for _, y in ends]
            stems = [
                ((x, inner.bottom - base * inner.height), (x, y))
                for (x, _), y in zip(ends, heights, strict=True)
            ]
            canvas.lines(stems, Stroke(series.colours[0], 2))
            points = np.array([end for _, end in stems]).reshape(-1, 2)
            canvas.markers(points, "circle", plot.dot, series.colours[0], None)
    canvas.line(fitted.base_line(), Stroke(chart.theme.axis), snap=True)
'''
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv*", ".*_cache", "__pycache__", "dist", ".hypothesis", ".fuzz", ".soak", "failed"
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository with one file and one word more."""
    root = tmp_path_factory.mktemp("copy") / "app"
    shutil.copytree(ROOT, root, ignore=LEFT_OUT, symlinks=True)
    folder = root / "charts" / "native" / "kinds"
    (folder / "lollipop.py").write_text(LOLLIPOP)
    listed = (folder / "__init__.py").read_text()
    assert '"bar", ' in listed
    (folder / "__init__.py").write_text(listed.replace('"bar", ', '"bar", "lollipop", ', 1))
    _run(root, "tests.documents")
    _run(root, "tests.pictures", "lollipop", "lollipop-two-dark", "lollipop-tiny")
    return root


def _run(root: Path, module: str, *arguments: str) -> None:
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def test_documents_and_pictures_follow_from_the_list(copy: Path) -> None:
    assert "`lollipop`" in (copy / "README.md").read_text()
    assert "| `lollipop` | Values as points on stems. |" in (copy / "docs/charts.md").read_text()
    assert (copy / "tests" / "images" / "lollipop-tiny.png").stat().st_size > 0


def test_a_new_kind_keeps_to_the_contract(copy: Path) -> None:
    checks = ("tests/charts/native/test_native_kinds.py", "tests/test_documents.py")
    _run(copy, "pytest", "-q", "-p", "no:cacheprovider", *checks)


def test_the_app_serves_and_shows_a_new_kind(copy: Path) -> None:
    with testing.running(copy) as server:
        picture = requests.get(
            f"{server.url}/charts/lollipop?xvalues=a,b&yvalues=1,2&dot=9", timeout=30
        )
        assert picture.headers["Content-Type"] == "image/png"
        wrong = requests.get(f"{server.url}/charts/lollipop?dot=99", timeout=30)
        assert {e["parameter"] for e in wrong.json()["errors"]} == {"xvalues", "yvalues", "dot"}
        document = requests.get(f"{server.url}/openapi.json", timeout=30).json()
        assert "/charts/lollipop" in document["paths"]
        for page, text in (
            ("/playground?kind=lollipop", 'id="p-dot"'),
            ("/playground?kind=pie", "kind=lollipop"),
            ("/gallery", "Lollipop charts"),
            ("/", "/gallery#lollipop"),
        ):
            response = requests.get(server.url + page, timeout=30)
            assert response.status_code == 200
            assert text in response.text, page
