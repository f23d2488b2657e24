"""More pictures of kinds that have many extremes: charts that their files do not show.

They are examples as those in ``charts/native/kinds/``, kept here so that a kind's file stays short:
what a layout does with long names, other languages, many values or a tiny picture.
"""

from __future__ import annotations

from charts.native.kind import Example

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_TWO_YEARS = [[3, 7, 4, 9, 12, 8, 15, 11, 6, 10, 14, 13], [5, 3, 8, 2, 9, 6, 4, 7, 11, 3, 5, 8]]

AREA = (
    Example(
        "area-crossing-small",
        "Stacked areas, each of which is above and below zero, small",
        {
            "xvalues": ["Q1", "Q2", "Q3", "Q4", "Q5"],
            "yvalues": [[5, 3, -3, -2, 4], [3, -2, -1, 3, 2], [-1, 2, 2, -2, 1]],
            "stacked": True,
            "curve": "smooth",
            "width": 300,
            "height": 200,
        },
    ),
)

BAR = (
    Example(
        "bar-titles",
        "Title, subtitle and source, the legend below them",
        {
            "title": "Nights away from home",
            "source": "Source: a survey of 1,204 households",
            "subtitle": "Per person and year, by length of the journey",
            "xvalues": ["2019", "2021", "2023"],
            "yvalues": [[6, 5, 7], [4, 1, 3]],
            "legend": ["One to three nights", "Four nights or more"],
            "stacked": True,
            "legend_position": "top",
            "width": 500,
            "height": 350,
        },
    ),
    Example(
        "bar-palette",
        "A scale of answers in a diverging palette",
        {
            "title": "How was the course?",
            "palette": "brbg",
            "horizontal": True,
            "xvalues": ["Content", "Pace", "Exercises", "Room"],
            "stacked": True,
            "yvalues": [
                [4, 9, 3, 21],
                [10, 18, 9, 24],
                [16, 21, 15, 22],
                [38, 30, 41, 20],
                [32, 22, 32, 13],
            ],
            "legend": ["very poor", "poor", "fair", "good", "very good"],
            "legend_position": "top",
            "width": 500,
            "height": 300,
        },
    ),
    Example(
        "bar-horizontal-stacked",
        "Horizontal stacked bars with numbers",
        {
            "title": "Energy",
            "xvalues": ["Norway", "Poland", "Spain", "Greece"],
            "yvalues": [[88, 12, 37, 25], [7, 14, 30, 35], [5, 74, 33, 40]],
            "legend": ["Water", "Wind and sun", "Other"],
            "legend_position": "bottom",
            "stacked": True,
            "horizontal": True,
            "value_labels": True,
        },
    ),
    Example(
        "bar-negative-long-labels",
        "Bars below zero, long names on several lines",
        {
            "title": "Below zero",
            "xvalues": [
                "A very long category name indeed",
                "Another long one here",
                "Third of the long names",
                "Fourth",
                "Fifth and last but two of them",
                "Six is also long",
                "Seven too is long",
            ],
            "yvalues": [-5, 3, 8, -2, 9, 6, -4],
            "value_labels": True,
        },
    ),
    Example(
        "bar-turned-names",
        "Twenty names, turned; the first one as whole as the others",
        {
            "title": "Length of coast",
            "ylabel": "Kilometres",
            "xvalues": [
                "Newfoundland",
                "Scotland",
                "Nova Scotia",
                "Greece",
                "Iceland",
                "Croatia",
                "Sicily",
                "Sardinia",
                "Ireland",
                "Wales",
                "Brittany",
                "Denmark",
                "Estonia",
                "Crete",
                "Corsica",
                "Galicia",
                "Jutland",
                "Zealand",
                "Cornwall",
                "Normandy",
            ],
            "yvalues": [
                17540,
                16500,
                13300,
                13676,
                4970,
                5835,
                1484,
                1897,
                3171,
                2120,
                2860,
                8754,
                3794,
                1046,
                1000,
                1498,
                2100,
                2340,
                697,
                600,
            ],
        },
    ),
    Example(
        "bar-shortened-names",
        "Names that are shortened in the middle stay different",
        {
            "xvalues": [
                f"Regional office for the {kind} of the {part} coast"
                for part in ("northern", "southern")
                for kind in ("harbours", "lighthouses")
            ],
            "yvalues": [3, 5, 2, 4],
            "width": 300,
            "height": 200,
        },
    ),
    Example(
        "bar-numbers",
        "Numbers with a currency and two decimals",
        {
            "title": "Rent per month",
            "xvalues": ["Small", "Medium", "Large"],
            "yvalues": [749.9, 1304.41, 1980],
            "value_labels": True,
            "prefix": "€",
            "decimals": 2,
            "width": 400,
            "height": 300,
        },
    ),
    Example(
        "bar-numbers-german",
        "The same numbers in German",
        {
            "title": "Miete im Monat",
            "xvalues": ["Klein", "Mittel", "Groß"],
            "yvalues": [749.9, 1304.41, 1980],
            "value_labels": True,
            "suffix": " €",
            "decimals": 2,
            "locale": "de",
            "horizontal": True,
            "width": 400,
            "height": 300,
        },
    ),
    Example(
        "bar-log",
        "A logarithmic axis",
        {
            "xvalues": ["a", "b", "c", "d"],
            "yvalues": [1, 20, 3000, 450000],
            "log": True,
            "width": 300,
            "height": 200,
        },
    ),
    Example(
        "bar-cut-off",
        "An axis that cuts bars off at both ends",
        {
            "xvalues": ["a", "b", "c"],
            "yvalues": [1, 50, -30],
            "ymax": 10,
            "ymin": -5,
            "value_labels": True,
            "width": 300,
            "height": 200,
            "horizontal": True,
        },
    ),
    Example(
        "text-scripts",
        "Names in nine scripts, an emoji, and a dollar sign as it is",
        {
            "title": r"$\frac{$ 果物 🍎",
            "xvalues": [
                "苹果",
                "برتقال",
                "груша",
                "한국어",
                "שלום",
                "हिन्दी",
                "தமிழ்",
                "ภาษาไทย",
                "Đặng",
            ],
            "yvalues": [5, 7, 3, 4, 6, 5, 2, 6, 4],
            "width": 500,
            "height": 300,
        },
    ),
    Example(
        "bar-many",
        "Sixty bars: names and numbers where they fit",
        {
            "xvalues": [f"item {i}" for i in range(60)],
            "yvalues": [i * 7919 % 97 for i in range(60)],
            "value_labels": True,
            "width": 500,
            "height": 300,
        },
    ),
    Example(
        "bar-tiny",
        "Three bars in 16 by 16 pixels",
        {
            "xvalues": ["a", "b", "c"],
            "yvalues": [3, 1, 2],
            "width": 16,
            "height": 16,
        },
    ),
)
LINE = (
    Example(
        "line-log-smooth",
        "Smooth lines on a logarithmic axis, the legend below",
        {
            "xvalues": [1, 2, 4, 8, 16, 32],
            "yvalues": [[1, 100, 10, 1000, 20, 5000], [3, 3, 3, 3, 3, 3]],
            "log": True,
            "curve": "smooth",
            "legend": ["A", "B"],
            "markers": True,
            "legend_position": "bottom",
        },
    ),
    Example(
        "line-numbers",
        "Numbers with a unit for thousands, and one of their own",
        {
            "title": "Requests",
            "xvalues": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
            "yvalues": [11800, 12350, 12900, 14200, 13700, 6100, 5400],
            "number_format": "s",
            "suffix": "/s",
            "width": 400,
            "height": 250,
        },
    ),
    Example(
        "line-time",
        "Times at true distances, the day where it changes",
        {
            "title": "Load",
            "markers": True,
            "ylabel": "%",
            "height": 300,
            "xvalues": [
                "2024-10-26T18:00",
                "2024-10-26T22:15",
                "2024-10-27T01:40",
                "2024-10-27T02:05",
                "2024-10-27T07:30",
                "2024-10-27T15:00",
            ],
            "yvalues": [31, 44, 82, 79, 40, 22],
        },
    ),
    Example(
        "line-versions",
        "Versions are names, though they look like numbers",
        {
            "title": "Start in seconds",
            "xvalues": ["3.8", "3.9", "3.10", "3.11", "3.12"],
            "yvalues": [1.42, 1.37, 1.31, 1.08, 1.02],
            "width": 400,
            "height": 250,
        },
    ),
    Example(
        "line-dates",
        "Two hundred days over eight months",
        {
            "xvalues": [f"2024-{m:02}-{d:02}" for m in range(1, 9) for d in range(1, 29)],
            "yvalues": [round(50 + i * 7919 % 97 / 9 + i / 6, 1) for i in range(224)],
        },
    ),
    Example(
        "text-too-long",
        "Texts that are too long are shortened",
        {
            "title": "A title that goes on " * 12,
            "xlabel": "along " * 20,
            "ylabel": "upward " * 20,
            "xvalues": [1, 2, 3],
            "yvalues": [[1, 2, 3], [3, 2, 1]],
            "legend": ["legend " * 12, "two " * 20],
        },
    ),
)
SCATTER = (
    Example(
        "scatter-serif",
        "Depth and temperature, in the serif",
        {
            "title": "Temperature of the lake",
            "xlabel": "°C",
            "ylabel": "Depth in metres",
            "xvalues": [4.1, 4.3, 4.8, 6.2, 9.7, 14.9, 18.2, 19.6],
            "yvalues": [-40, -30, -20, -15, -10, -6, -3, 0],
            "font": "serif",
            "width": 400,
            "height": 300,
        },
    ),
    Example(
        "scatter-mono",
        "Time and size of builds, in the typeface of one width",
        {
            "title": "Builds",
            "xlabel": "seconds",
            "ylabel": "MB",
            "font": "mono",
            "xvalues": [31, 34, 36, 41, 47, 52, 60],
            "yvalues": [12, 15, 14, 19, 25, 24, 31],
            "width": 400,
            "height": 300,
        },
    ),
    Example(
        "scatter-tiny",
        "Two points in 16 by 16 pixels",
        {
            "xvalues": [1, 2],
            "yvalues": [1, 2],
            "width": 16,
            "height": 16,
        },
    ),
)
BOX = (
    Example(
        "box-few",
        "One value, none, two values, all the same",
        {
            "labels": ["one", "none", "two", "same"],
            "values": [[3], [None], [-2, 5], [1, 1, 1, 1]],
            "width": 300,
            "height": 200,
        },
        shown=False,
    ),
)

CALENDAR = (
    Example(
        "calendar-one",
        "One day",
        {
            "dates": ["2024-02-29"],
            "values": [1],
            "width": 300,
            "height": 200,
        },
        shown=False,
    ),
)

FUNNEL = (
    Example(
        "funnel-many",
        "Sixty steps in a small picture",
        {
            "labels": [f"Step {i + 1}" for i in range(60)],
            "values": [round(1000 * 0.93**i, 1) for i in range(60)],
            "width": 300,
            "height": 200,
        },
        shown=False,
    ),
)

HEATMAP = (
    Example(
        "heatmap-many",
        "Fifty columns and forty rows",
        {
            "columns": [f"c{i}" for i in range(50)],
            "rows": [f"row {i}" for i in range(40)],
            "values": [[(i * 7 + j * j * 3) % 97 - 30 for i in range(50)] for j in range(40)],
            "value_labels": True,
            "width": 500,
            "height": 300,
        },
        shown=False,
    ),
    Example(
        "heatmap-one",
        "One cell",
        {
            "columns": ["only"],
            "rows": ["one"],
            "values": [7],
            "value_labels": True,
            "width": 300,
            "height": 200,
        },
        shown=False,
    ),
)

HISTOGRAM = (
    Example(
        "histogram-one",
        "One value",
        {
            "values": [42],
            "value_labels": True,
            "width": 300,
            "height": 200,
        },
        shown=False,
    ),
    Example(
        "histogram-outlier",
        "A value far from the others, and gaps",
        {
            "values": [1, 2, None, 2, 3, 2, 1, 3, 2, 1e12, None],
            "bins": "fd",
            "width": 300,
            "height": 200,
        },
        shown=False,
    ),
)

WATERFALL = (
    Example(
        "waterfall-one",
        "One change",
        {
            "labels": ["only"],
            "values": [-3],
            "value_labels": True,
            "width": 300,
            "height": 200,
        },
        shown=False,
    ),
    Example(
        "waterfall-many",
        "A hundred changes",
        {
            "labels": [f"day {i}" for i in range(100)],
            "width": 500,
            "height": 300,
            "values": [i * 7919 % 97 - 46 for i in range(100)],
            "value_labels": True,
        },
        shown=False,
    ),
)
CANDLESTICK = (
    Example(
        "candlestick-one",
        "One candle",
        {
            "xvalues": ["2024-05-02"],
            "open": [3],
            "high": [5],
            "low": [1],
            "close": [2],
            "volume": [0],
            "width": 300,
            "height": 200,
        },
        shown=False,
    ),
)
MARKS = (
    (
        "bar",
        Example(
            "bar-marks",
            "Errors of values, a target, a band and an annotation",
            {
                "title": "Yield by field",
                "suffix": " t",
                "xvalues": ["North", "Mill", "Creek", "Upper", "Hill"],
                "yvalues": [62, 75, 81, 58, 90],
                "yerror": [4, 3, 6, 2, 5],
                "target": "80:Goal",
                "band": "55..65:Usual",
                "annotate": "Upper,58:Hail in June",
                "value_labels": True,
                "width": 500,
                "height": 320,
            },
        ),
    ),
    (
        "line",
        Example(
            "line-marks-dark",
            "Times that are marked, and axes that run backwards, dark",
            {
                "xvalues": ["2025-03-01", "2025-03-04", "2025-03-09", "2025-03-11", "2025-03-16"],
                "yvalues": [3, 9, 4, 6, 2],
                "yerror": "2..5,,1,1,1..4",
                "xmin": "2025-03-02",
                "xtarget": "2025-03-08:Launch",
                "xband": "2025-03-12..2025-03-15:Fair",
                "band": "..3:Good",
                "reverse": True,
                "grid": "both",
                "theme": "dark",
                "width": 400,
                "height": 260,
            },
        ),
    ),
    (
        "timeline",
        Example(
            "timeline-marks",
            "A part of a timeline, with marks at times",
            {
                "labels": ["Draft", "Review", "Print", "Ship"],
                "start": ["2025-01-06", "2025-02-03", "2025-03-03", "2025-03-24"],
                "end": ["2025-02-07", "2025-02-28", "2025-03-21", ""],
                "xmin": "2025-01-20",
                "xmax": "2025-03-31",
                "xtarget": "2025-02-14:Deadline",
                "xband": "2025-03-10..2025-03-14:Holiday",
                "today": "2025-02-18",
                "width": 400,
                "height": 200,
            },
        ),
    ),
    (
        "histogram",
        Example(
            "histogram-logarithmic",
            "A logarithmic axis of numbers, and the mean",
            {
                "values": [1] * 300 + [2] * 40 + [3] * 9 + [4] * 20 + [6, 6, 6, 9],
                "bins": 8,
                "log": True,
                "xtarget": "1.4:Mean",
                "value_labels": True,
                "width": 400,
                "height": 260,
            },
        ),
    ),
)
EXAMPLES = (
    tuple(
        (kind, example)
        for kind, examples in (
            ("area", AREA),
            ("bar", BAR),
            ("box", BOX),
            ("calendar", CALENDAR),
            ("candlestick", CANDLESTICK),
            ("funnel", FUNNEL),
            ("heatmap", HEATMAP),
            ("histogram", HISTOGRAM),
            ("line", LINE),
            ("scatter", SCATTER),
            ("waterfall", WATERFALL),
        )
        for example in examples
    )
    + MARKS
)
"""Each with the name of its kind."""
