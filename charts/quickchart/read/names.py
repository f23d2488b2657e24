"""The names of options: what is drawn, what a still picture cannot show, what is not drawn here.

Charts are read without these lists. The page of diagnostics uses them to say which names of a
config are none, and what its author probably meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from api import suggest

from ...diagnostics import Diagnostics, quoted


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TOP: Final = frozenset(("type", "data", "options", "title", "legend", "scales", "plugins"))
"""The members of a config."""
_DRAWN: Final = _words("""
    above adjustScaleRange align
    allCorners alpha anchor anchorX anchorY angleLines annotation annotations arc
    armLength armLengthRatio autoPadding autoSkip autoSkipPadding axis backdropColor
    backdropPadding backdropPaddingX backdropPaddingY background backgroundColor
    backgroundColors bar barPercentage barThickness base beginAtZero below border borderCapStyle
    borderColor borderColors borderDash borderDashOffset borderJoinStyle borderRadius
    borderSkipped borderWidth bottom bottomLeft bottomMarginPercentage bottomRight boxHeight
    boxWidth boxandwhiskers c callback captions categoryPercentage centerArea centerPercentage
    centerPointLabels circular circumference clamp close coef color colorFrom colorMode colorTo
    colors colorschemes column common content coords cornerRadius count cubicInterpolationMode
    currency cutout cutoutPercentage dash data datalabels dataset datasets date defaultFontColor
    display displayFormats displayMode displayText distribution domain doughnutLabel
    doughnutlabel down drawBorder drawOnChartArea drawTicks drawTime elements enabled end
    endValue estimate family fill filter fixedStepSize flow font fontColor fontFamily fontSize
    fontStyle format formatter from funnel grace grid gridLines grouped groups h height hidden
    high hoverRadius id indexAxis itemBackgroundColor itemBorderColor itemBorderWidth itemRadius
    itemStyle items key l label labelOffset labelString labels layout left legend length
    lengthPercentage line lineColor lineDash lineHeight lineTension lineWidth locale low
    lowerBackgroundColor lowerColor major max maxBarThickness maxRotation maxStats maxTicksLimit
    maximumFractionDigits mean meanBackgroundColor meanBorderColor meanBorderWidth meanRadius
    meanStyle median medianColor min minBarLength minPercentage minRotation minStats minUnit
    minValue minimumFractionDigits mirror mode modeX needle nodeLabels nodePadding nodeWidth
    notation o offset offsetGridLines opacity open options order orientation outlabels
    outlierBackgroundColor outlierBorderColor outlierBorderWidth outlierColor outlierRadius
    outlierStyle outliers overflow padding parser parsing percentPrecision plugins point
    pointBackgroundColor pointBorderColor pointBorderWidth pointColor pointHoverRadius
    pointLabels pointRadius pointRotation pointStyle points position precision prefix priority
    q1 q2 q3 quantiles r radius radiusPercentage rectangle reverse right rotate rotation
    rotationSteps roundedBars roundedCorners scale scaleID scaleLabel scales scheme segment series
    showLabelBackdrop showLine showLines shrinkAnchor shrinkFraction sides size source spacing
    spanGaps stack stacked start startAngle stepSize stepped steppedLine stretch style subtitle
    suffix suggestedMax suggestedMin t target tension text textAlign tickColor tickFormat
    tickLength tickMarkLength ticks time timestamp title to top topLeft topRight trackColor
    trapezoid tree treeLeafKey type unchanged unit unitStepSize up useGrouping usePointStyle
    userCallback v value valueLabel valuePrecision violin weight whiskerHigh whiskerLow
    whiskerMax whiskerMin width widthPercentage word x xAdjust xAxes xAxisID xMax xMin xPadding
    xScaleID y yAdjust yAxes yAxisID yMax yMin yPadding yScaleID z zeroLineColor zeroLineWidth
    zoomOutPercentage
""")
STILL: Final = _words("""
    animation animations hover tooltip tooltips events onClick onHover onLeave onResize
    onComplete onProgress responsive responsiveAnimationDuration maintainAspectRatio aspectRatio
    interaction transitions resizeDelay hoverBackgroundColor hoverBorderColor hoverBorderWidth
    hoverBorderDash hoverBorderRadius hoverBorderCapStyle hoverBorderDashOffset
    hoverBorderJoinStyle hoverOffset hitRadius hoverMode pointHoverBackgroundColor
    pointHoverBorderColor pointHoverBorderWidth pointHitRadius zoom pan listeners tooltipFormat
    bezierCurve datasetFill scaleOverride multiTooltipTemplate showTooltips dragData
""")
"""What a still picture cannot show, or is decided by the request: its size and shape."""
_UNDRAWN: Final = _words("""
    adapters alignToPixels backgroundImageUrl bodyFontColor borderAlign
    borderDashed bounds capBezierPoints chartArea clip crossAlign decimation devicePixelRatio
    drawActiveElementsOnTop filler fontWeight fullSize fullWidth generateLabels inflateAmount
    includeBounds isoWeekday isoWeekDay labelTextColor lang maxHeight maxWidth minor normalized
    pointStyleWidth rtl round sampleSize selfJoin showAllTooltips showZeroLine skipNull
    skipNullRange sort strokeColor textDirection textStrokeColor textStrokeWidth tickBorderDash
    tickBorderDashOffset tickWidth timezone useSnapshot xAlign yAlign zeroLineBorderDash
    zeroLineBorderDashOffset
""")
"""What Chart.js and its plugins have besides."""
KNOWN: Final = _DRAWN | _UNDRAWN | STILL | _TOP
_OTHERS: Final = {
    "colour": "color", "backgroundcolour": "backgroundColor", "bordercolour": "borderColor",
    "bgcolor": "backgroundColor", "fillcolor": "backgroundColor", "strokecolor": "borderColor",
    "linecolor": "borderColor", "values": "data", "name": "label", "axes": "scales",
    "xaxis": "xAxes", "yaxis": "yAxes", "minimum": "min", "maximum": "max", "visible": "display",
    "show": "display", "yaxisid": "yAxisID", "xaxisid": "xAxisID", "smooth": "tension",
}  # fmt: skip
"""What people and other libraries call the same, in lower case."""
_OWN_NAMES: Final = frozenset((
    "annotations", "displayFormats", "scales", "parsing", "formats", "priority", "column",
))  # fmt: skip
"""Objects whose members have the names of the author."""
_NOT_OPTIONS: Final = frozenset(("labels", "data", "parsing", "displayFormats", "tree"))
"""Lists and objects of values."""
_MAX_SUGGESTIONS: Final = 20


def report(config: Mapping[str, Any], diagnostics: Diagnostics) -> None:
    """Report the names in a config that have no effect, with what they are likely to mean."""
    suggestions = 0
    nodes = config.get("type") == "sankey"  # whose labels have the names of nodes
    reported = {diagnostic.parameter for diagnostic in diagnostics}
    for path, name in _names(config, ""):
        where = f"{path}.{name}".lstrip(".")
        if where in reported or (nodes and path.endswith("].labels")):
            continue
        if name in STILL:
            diagnostics.ignore(where, "is nothing that a still picture shows")
        elif name in _UNDRAWN:
            diagnostics.ignore(where, "is an option of Chart.js that is not drawn here")
        else:
            hint = ""
            if suggestions < _MAX_SUGGESTIONS:
                suggestions += 1
                hint = suggest.did_you_mean(name, _DRAWN | _TOP, _OTHERS)
            diagnostics.ignore(_short(where), f"is unknown{hint}")


def _short(path: str) -> str:
    return path if len(path) <= 120 else quoted(path, 120)


def _names(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Yield the paths and names of members that are none of those that are drawn."""
    if isinstance(value, list):
        for i, item in enumerate(value):
            if isinstance(item, dict | list):
                yield from _names(item, f"{path}[{i}]")
    elif isinstance(value, dict):
        own = path.rpartition(".")[2] in _OWN_NAMES
        for name, member in value.items():
            if not own and name not in (_TOP if not path else _DRAWN):
                yield path, name
            elif name not in _NOT_OPTIONS or (name == "data" and not path):
                yield from _names(member, f"{path}.{name}".lstrip("."))
            elif name == "labels" and isinstance(member, dict):  # of a legend
                yield from _names(member, f"{path}.{name}")
