"""Any config is a picture or an error that names a parameter."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.diagnostics import ChartError, Diagnostics
from charts.quickchart import render
from charts.quickchart.read import config, request
from charts.quickchart.read.literal import UNDEFINED, Call, Code
from tests.quickchart_pictures import CONFIGS

_TYPES = [
    "bar", "horizontalBar", "line", "scatter", "bubble", "pie", "doughnut", "polarArea", "radar",
    "sparkline", "progressBar", "radialGauge", "gauge", "outlabeledPie", "outlabeledDoughnut",
    "boxplot", "horizontalViolin", "violin", "candlestick", "ohlc", "matrix", "funnel", "sankey",
    "treemap", "wordCloud",
]  # fmt: skip
_NAMES = [
    "type", "data", "labels", "datasets", "label", "options", "scales", "xAxes", "yAxes", "x", "y",
    "r", "ticks", "grid", "gridLines", "min", "max", "suggestedMin", "suggestedMax", "stepSize",
    "maxTicksLimit", "count", "precision", "beginAtZero", "stacked", "stack", "offset", "reverse",
    "position", "display", "plugins", "legend", "title", "text", "font", "size", "weight", "color",
    "padding", "layout", "callback", "datalabels", "formatter", "anchor", "align", "rotation",
    "annotation", "annotations", "yMin", "yMax", "xMin", "value", "scaleID", "backgroundColor",
    "borderColor", "borderWidth", "borderDash", "borderRadius", "borderSkipped", "fill", "tension",
    "stepped", "spanGaps", "pointRadius", "pointStyle", "yAxisID", "xAxisID", "order",
    "barThickness", "barPercentage", "categoryPercentage", "maxBarThickness", "minBarLength",
    "cutout",
    "circumference", "domain", "centerArea", "time", "unit", "parser", "displayFormats",
    "indexAxis",
    "doughnutlabel", "outlabels", "colorschemes", "scheme", "tickFormat", "style", "currency",
    "o", "h", "l", "c", "v", "t", "q1", "median", "q3", "items", "width", "coords",
    "segment", "base", "target", "above", "below",
    "locale", "weight", "minRotation", "maxRotation", "grace", "lineHeight", "hidden", "elements",
]  # fmt: skip
_scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-100, 100), st.floats(), st.floats(-1e300, 1e300),
    st.sampled_from([0, 1, -1, 1e-300, 1e308, 10**400, "", "false", "10%", "red", "#12345", "x",
    "y",
                     "time", "logarithmic", "category", "linear", "top", "left", "center", "end",
                     "2024-01-05", "day", "month", "9999-12-31", "+1", "-1", "stack", "flex",
                     "auto",
                     "rgba(1,2,3,.4)", "hsl(1e9,2%,3%)", "\ud83d", "a\nb", "日本"]),
    st.text(max_size=6), st.just(UNDEFINED), st.just(Code("(v) => v + '%'")),
    st.just(Code("() => alert(1)")), st.just(Call("getGradientFillHelper", ("vertical", ["red",
    "blue"]))),
    st.just(Call("pattern.draw", ("dot", "red"))), st.just(Call("Date", ("2024-01-01",))),
    st.just(Call("Date", (2024, 99, 1e300))),
)  # fmt: skip
_values = st.recursive(
    _scalars,
    lambda inside: (
        st.lists(inside, max_size=5) | st.dictionaries(st.sampled_from(_NAMES), inside, max_size=5)
    ),
    max_leaves=12,
)
_data = st.lists(
    st.one_of(
        st.integers(-50, 50), _scalars,
        st.lists(_scalars, min_size=2, max_size=2),
        st.lists(_scalars, max_size=6),
        st.fixed_dictionaries({"x": _scalars, **dict.fromkeys("ohlc", _scalars)}),
        st.fixed_dictionaries(dict.fromkeys(("min", "q1", "median", "q3", "max"), _scalars)),
        st.fixed_dictionaries({"x": _scalars, "y": _scalars}, optional={"r": _scalars}),
    ),
    max_size=8,
)  # fmt: skip
_objects = st.dictionaries(st.sampled_from(_NAMES), _values, max_size=6)
_datasets = st.lists(
    st.builds(lambda data, more: {"data": data, **more}, _data, _objects), max_size=4
)
_configs = st.builds(
    lambda kind, labels, datasets, options, more: {
        "type": kind,
        "data": {"labels": labels, "datasets": datasets, **more},
        "options": options,
    },
    st.sampled_from(_TYPES),
    st.lists(_scalars, max_size=8),
    _datasets,
    st.builds(lambda a, b: {**a, "scales": b}, _objects, _values) | _objects,
    st.just({}) | _objects,
)


def _draw(given_config: Any, version: str, form: str) -> bytes:
    chart = config.read(given_config, version, Diagnostics())
    return render.render(chart._replace(width=160, height=90, ratio=1.0, format=form))


def _outcome(given_config: Any, version: str, form: str) -> bool:
    """Return whether there is a picture, or an error that says all that it must."""
    try:
        return len(_draw(given_config, version, form)) > 100
    except ChartError as error:
        return all(e.parameter and e.detail and e.allowed for e in error.errors)


@settings(max_examples=300, deadline=None)
@given(_configs, st.sampled_from(["", "2", "4"]), st.sampled_from(["png", "png", "svg"]))
def test_any_config_is_a_picture_or_an_error(given_config: Any, version: str, form: str) -> None:
    assert _outcome(given_config, version, form)


@settings(max_examples=200, deadline=None)
@given(_values)
def test_anything_in_the_place_of_a_config_is_read(value: Any) -> None:
    found = request.read({"c": value, "w": 50, "h": 50})
    assert (found.chart is None) == bool(found.errors)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["w", "h", "bkg", "v", "f", "devicePixelRatio", "encoding"]),
                       st.text(max_size=8) | _scalars))  # fmt: skip
def test_any_parameter_is_read_or_named(parameters: dict[str, Any]) -> None:
    found = request.read({"c": CONFIGS["bar"], **parameters})
    assert (found.chart is None) == bool(found.errors)
    assert all(isinstance(e.parameter, str) and e.allowed for e in found.errors)


@pytest.mark.parametrize("name", CONFIGS)
@pytest.mark.parametrize("size", [(16, 16), (1, 1), (2000, 40), (40, 1500)])
def test_every_size_is_drawn(name: str, size: tuple[int, int]) -> None:
    found = request.read({"c": CONFIGS[name], "w": size[0], "h": size[1], "devicePixelRatio": 1})
    assert found.chart is not None
    assert render.render(found.chart).startswith(b"\x89PNG")
