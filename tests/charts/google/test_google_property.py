"""Whatever is in a Google chart URL: a picture of the asked size or an error that names parameters.

The examples are the same in every run, so that a run that fails fails again. CHARTS_EXAMPLES in
the environment makes a long run of other examples: so many of each test.
"""

from __future__ import annotations

import io
import json
import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from urllib.parse import quote, quote_plus, urlencode

import azure.functions as func
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from charts.canvas.cost import MAX_COST, Budget
from charts.diagnostics import ChartError
from charts.functions import chart_get, chart_post
from charts.google import image_map, render
from charts.google.chart import GoogleChart
from charts.google.read import query
from charts.google.read.image_charts import SIZES
from charts.google.read.sizes import CHART
from charts.google.read.types import TYPES

LONG = int(os.environ.get("CHARTS_EXAMPLES", "0"))
FIXED = settings(
    derandomize=not LONG,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
FORMATS = {"png": "PNG", "gif": "GIF", "webp": "WEBP", "jpg": "JPEG"}

Pairs = Sequence[tuple[str, str]]


def examples(count: int) -> int:
    return LONG or count


def drawable(pairs: Pairs) -> GoogleChart:
    chart = query.read(pairs).chart
    assert chart is not None
    return chart


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """The first picture of each kind loads fonts and more."""
    first = [("cht", "lc"), ("chs", "99x99"), ("chd", "t:-1"), ("chtt", "a漢م")]
    first += [("chfd", "0,x,0,1,.1,x"), ("chf", "c,lg,0,F00,0,0F0,1"), ("chm", "o,F00,0,-1,9")]
    for format_ in ("png", "gif", "svg"):
        render.render(drawable([*first, ("chof", format_)]))
    render.render(drawable([("cht", "qr"), ("chs", "99x99"), ("chl", "a")]))


def size_of(picture: bytes, format_: str) -> tuple[float, float]:
    if format_ == "svg":
        root = ET.fromstring(picture)  # noqa: S314 - our own
        width, height = (float(root.attrib[side]) for side in ("width", "height"))
        return width, height
    if format_ == "pdf":
        box = re.search(rb"/MediaBox\[0 0 ([0-9.]+) ([0-9.]+)\]", picture)
        assert box is not None
        return float(box[1]) / 0.75, float(box[2]) / 0.75
    with Image.open(io.BytesIO(picture), formats=[FORMATS[format_]]) as image:
        image.load()
        return image.size


def check(pairs: Pairs) -> None:
    """A picture or regions within the budget of a drawing, or errors before anything is drawn."""
    budget = Budget()
    asked = query.read(pairs)
    chart = asked.chart
    if chart is None:
        named = [e.parameter for e in asked.errors if e.detail]
        assert named
        assert set(named) <= query.PARAMETERS.keys()
        return
    assert 1 <= chart.width <= CHART.width
    assert 1 <= chart.height <= CHART.width
    assert chart.width * chart.height <= SIZES.pixels
    assert chart.width * chart.height * chart.scale**2 <= 8_000_001
    if asked.form == "json":
        document = image_map.document(render.map_areas(chart, budget))
        assert json.loads(document).keys() == {"chartshape"}
        assert budget.cost <= MAX_COST
        return
    picture = render.render(chart, budget)
    assert budget.cost <= MAX_COST
    size = size_of(picture, chart.format)
    assert size == pytest.approx((chart.width * chart.scale, chart.height * chart.scale), abs=0.51)


# What looks like a value of some parameter, so that more than its first check is reached.

NUMBERS = """0 1 2 -1 5 10 33 50 99.5 100 150 -50 -0 .5 1e3 1000 10000 360 -90 0.001 1e300 -1e300
1e-300 5e-324 1e999 9.99e199 nan inf -Infinity x _ +7 1_0 0x1F ٣ 1e --1"""
numbers = st.sampled_from(["", " ", *NUMBERS.split()]) | st.integers(-200, 200).map(str)
usual = st.integers(0, 100).map(str)
colours = st.sampled_from(
    ["FF0000", "00ff0080", "4D89F9", "00000000", "FFFFFF", "F00", "#0000FF", "red", "", "12345"]
)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    [
        "",
        "a",
        "Sales",
        "two words",
        "%",
        "é",
        "漢字",
        "مرحبا",
        "e\u0301",
        "\u202e",
        "👩",
        "\udcff",
        "\x00",
        "\n",
        "\\,",
        "1:",
        "0:",
        "-1:",
    ]
)
indices = st.sampled_from(["0", "1", "2", "3", "-1", "31", "9999", "", "x"])
places = st.one_of(
    st.sampled_from(["-1", "", "0", "1", "1.5", "-2", ":", "1:", ":2", "0:3:0.5", "::2", "-3:-1"]),
    st.sampled_from(["0.5:0.5", "2:1", "9999:0", "::0", "::-1", "::1e-9", "99:", "220:0.5", "1:x"]),
    numbers,
)
formats = st.lists(
    st.sampled_from(["*", "f", "p", "e", "cEUR", "cxyz", "0", "2", "20", "99", "z", "s", "x", "y"]),
    max_size=6,
).map("".join)
sizes = st.one_of(numbers, st.tuples(numbers, numbers).map(":".join))
anchors = st.sampled_from(
    ["", "h", "lb", "rt", "hv", "hbs", "e::5", "c:-9:9", ":1:1", "q", "lbs:9999:-9999", "h:", "::"]
)
heads = st.one_of(
    st.sampled_from([*"acdosSxvVhHEFrRBbDCQ"]),
    st.tuples(st.sampled_from("tfA"), words).map("".join),
    formats.map("N{}".format),
    words,
)


def joined(sign: str, *fields: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Fields with a sign between them, the last ones left out at times."""
    return st.tuples(st.tuples(*fields), st.integers(1, len(fields))).map(
        lambda drawn: sign.join(drawn[0][: drawn[1]])
    )


def several(sign: str, items: st.SearchStrategy[str], most: int = 5) -> st.SearchStrategy[str]:
    return st.lists(items, min_size=1, max_size=most).map(sign.join)


values = several(",", numbers | usual | usual, 8)
letters = st.text(st.sampled_from("AZaz09-._$"), max_size=12)
data = st.one_of(
    st.tuples(
        st.sampled_from(["t:", "t1:", "t0:", "t2:", "t9999:", "T:"]), several("|", values)
    ).map("".join),
    st.tuples(st.sampled_from(["s:", "s1:", "e:", "e2:"]), several(",", letters)).map("".join),
    st.sampled_from(["", "t:", "s:", "e:", "a:1,2", "1,2", "t:|||", "t:_", "t:-1|1,2,3"]),
)
fill = st.one_of(
    joined(",", st.sampled_from(["bg", "c", "a", "b0", "b1", "b99", "z"]), st.just("s"), colours),
    joined(
        ",", st.sampled_from(["bg", "c", "a", "b0"]), st.sampled_from(["lg", "ls"]), numbers,
        colours, numbers, colours, numbers, colours, numbers,
    ),
)  # fmt: skip
formulas = several(
    "",
    st.sampled_from(
        [*"x+-*/^()?:,<>=&|", "x", "2", "0.5", "1e9", "sin(", "if(", "pi", " ", "max("]
    ),
    8,
)
function = joined(
    ",", indices, st.sampled_from(["x", "y", "", "1"]),
    st.one_of(indices, st.sampled_from(["0,10,1", "0,1,0.1", "0,1,1e-9", "1,0,-1", "0,9e99,1"])),
    formulas,
)  # fmt: skip
GRAMMAR: dict[str, st.SearchStrategy[str]] = {
    "cht": st.tuples(st.sampled_from([*TYPES]), st.sampled_from(["", ":nda", ":x"])).map("".join),
    "chs": st.sampled_from(
        ["1x1", "2x3", "10x10", "200x100", "1000x1", "1x1000", "900x900", "0x0", "x", "300 x 200"]
    ),
    "chd": data,
    "chds": several(",", numbers, 6) | st.just("a"),
    "chfd": several("|", function, 3),
    "chof": st.sampled_from(["png", "gif", "svg", "json", "validate", "pdf"]),
    "callback": words,
    "chco": several(",", several("|", colours)),
    "chf": several("|", fill),
    "chtt": several("|", words),
    "chts": joined(",", colours, numbers, st.sampled_from(["l", "c", "r", "x"])),
    "chdl": several("|", words),
    "chdlp": joined(
        "|", st.sampled_from(["r", "l", "b", "t", "bv", "tv", "bs", "s", "x"]),
        st.sampled_from(["l", "r", "a", "1,0", "9", "0,0,1", "x"]) | several(",", numbers),
    ),
    "chdls": joined(",", colours, numbers),
    "chma": joined("|", several(",", numbers), several(",", numbers, 3)),
    "chl": several("|", words),
    "chld": st.sampled_from(["L|4", "H|0", "Q", "|1", "x|x", "M|-1", "L|1e9", "L|0.5"]),
    "choe": st.sampled_from(["UTF-8", "Shift_JIS", "ISO-8859-1", "utf-16", "x"]),
    "chls": several("|", joined(",", numbers, numbers, numbers)),
    "chbh": joined(",", numbers | st.sampled_from(["a", "r"]), numbers, numbers),
    "chp": several(",", numbers, 3),
    "chxt": several(",", st.sampled_from(["x", "y", "t", "r", "x", "y", "z", ""]), 6),
    "chxl": several("|", words | st.sampled_from(["0:", "1:", "2:", "-1:", "7:"]), 9),
    "chxp": several("|", st.tuples(indices, several(",", numbers)).map(",".join), 3),
    "chxr": several("|", joined(",", indices, numbers, numbers, numbers), 3),
    "chxs": several(
        "|",
        joined(
            ",",
            indices | st.tuples(indices, formats).map("N".join),
            colours, numbers, numbers, st.sampled_from(["l", "t", "lt", "_", "x"]), colours,
            colours,
        ),
        3,
    ),
    "chxtc": several("|", st.tuples(indices, several(",", numbers, 3)).map(",".join), 3),
    "chg": several(",", numbers, 6),
    "chm": several(
        "|",
        st.tuples(
            st.sampled_from(["", "", "@"]),
            joined(
                ",", heads, colours, st.one_of(indices, st.just("0:1")), places, sizes, numbers,
                anchors,
            ),
        ).map("".join),
    ),
    "chem": words,
}  # fmt: skip
GRAMMAR = {name: GRAMMAR.get(name, words) for name in query.PARAMETERS}
LEAST = {"chs": "120x80", "chd": "t:10,50,-20,90|30,_,20,60|5,5,5,5", "chl": "a|b"}
types = st.sampled_from([*TYPES])
forms = st.sampled_from(["png", "png", "gif", "svg", "json"])


@pytest.mark.parametrize("name", [name for name in GRAMMAR if name != "cht"])
@settings(FIXED, max_examples=examples(15))
@given(cht=types, drawn=st.data(), form=forms)
def test_each_parameter_may_be_broken_by_itself(
    name: str, cht: str, drawn: st.DataObject, form: str
) -> None:
    value = drawn.draw(GRAMMAR[name])
    beside = {"chxt": "x,y", "chtt": "t", "chdl": "a|b"}
    check([*{**LEAST, **beside, "cht": cht, "chof": form, name: value}.items()])


@settings(FIXED, max_examples=examples(120))
@given(
    cht=types,
    form=forms,
    given_=st.lists(st.sampled_from([*GRAMMAR]), max_size=9).flatmap(
        lambda names: st.tuples(*(st.tuples(st.just(name), GRAMMAR[name]) for name in names))
    ),
)
def test_parameters_may_be_broken_together(cht: str, form: str, given_: Pairs) -> None:
    check([*{**LEAST, "cht": cht, "chof": form}.items(), *given_])


@settings(FIXED, max_examples=examples(150))
@given(
    cht=types,
    given_=st.dictionaries(
        st.sampled_from([*GRAMMAR]) | words,
        st.text(max_size=40) | st.binary(max_size=40).map(lambda b: b.decode("utf-8", "replace")),
        max_size=4,
    ),
)
def test_any_text_in_any_parameter(cht: str, given_: dict[str, str]) -> None:
    check([*{**LEAST, "cht": cht, **given_}.items()])


def asked(method: str, url: str, body: bytes = b"", **headers: str) -> func.HttpResponse:
    """The answer of the HTTP function itself."""
    called = {"GET": chart_get, "POST": chart_post}[method]
    request = func.HttpRequest(method=method, url=url, headers=headers, body=body)
    answer: func.HttpResponse = called.build().get_user_function()(request)
    return answer


def check_answer(answer: func.HttpResponse) -> None:
    body = answer.get_body()
    assert answer.status_code in (200, 400)
    assert int(answer.headers["Content-Length"]) == len(body)
    if answer.status_code == 400:
        assert answer.headers["Cache-Control"] == "no-store"
        if answer.mimetype == "image/png":
            size_of(body, "png")
        elif answer.mimetype == "text/html":
            assert b"<li><code>" in body
        else:
            assert answer.mimetype == "application/problem+json"
            assert json.loads(body)["errors"]
    elif answer.mimetype.startswith("image/"):
        size_of(body, answer.mimetype.removeprefix("image/").removesuffix("+xml"))
    for value in answer.headers.values():
        assert value.isascii()
        assert "\n" not in value


@settings(FIXED, max_examples=examples(150))
@given(
    pieces=st.lists(
        st.sampled_from([*"&=%+;#?|,:", "%00", "%FF", "%ED%A0%80", *GRAMMAR])
        | st.binary(max_size=8).map(quote)
        | st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=8),
        max_size=20,
    ),
    cht=types,
    accept=st.sampled_from(["*/*", "image/*", "text/html", "image/*;q=x, a;q=nan"]),
)
def test_any_query(pieces: list[str], cht: str, accept: str) -> None:
    least = urlencode({**LEAST, "cht": cht})
    check_answer(asked("GET", f"/chart?{least}&{''.join(pieces)}", accept=accept))
    check_answer(asked("GET", f"/chart?{''.join(pieces)}", accept=accept))


@settings(FIXED, max_examples=examples(150))
@given(
    body=st.lists(
        st.tuples(st.sampled_from([*GRAMMAR]), words | numbers).map(
            lambda pair: f"{pair[0]}={quote_plus(pair[1], errors='surrogateescape')}".encode()
        )
        | st.binary(max_size=20),
        max_size=8,
    ).map(b"&".join),
    cht=types,
)
def test_any_form(body: bytes, cht: str) -> None:
    form = urlencode({**LEAST, "cht": cht}).encode() + b"&" + body
    headers = {"content-type": "application/x-www-form-urlencoded"}
    check_answer(asked("POST", "/chart", form, **headers))
    check_answer(asked("POST", "/chart", body, **headers))


# As large as a request may be: 16 KB of one thing.


def letters_of(count: int, start: int = 0) -> str:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    return "".join(alphabet[(i * i * 7 + i + start) % 62] for i in range(count))


def full(piece: str, sign: str = "|", count: int = 16_000) -> str:
    return sign.join([piece] * (count // (len(piece) + len(sign))))


ZIGZAG = "s:" + "A9" * 7900
HALF = "s:" + letters_of(7900)
FOUR = "s:" + ",".join(letters_of(1900, i) for i in range(4))
AXES = ",".join("xytr"[i % 4] for i in range(32))
HEAVY = {
    "values at points": {"cht": "lc", "chd": HALF, "chm": full("N,000000,0,-1,10", "|", 8000)},
    "large values": {"cht": "lc", "chd": HALF, "chm": full("N,000000,0,-1,200", "|", 8000)},
    "long texts": {"cht": "lc", "chd": HALF, "chm": "t" + "m" * 900 + ",000000,0,-1,10"},
    "long flags": {"cht": "bvs", "chd": HALF, "chm": "f" + "m" * 900 + ",000000,0,-1,99"},
    "arabic": {"cht": "lc", "chd": HALF, "chm": "tمرحبا بالعالم مرحبا بالعالم,0,0,-1,20"},
    **{
        f"large {kind}": {"cht": "lc", "chd": FOUR, "chm": f"{kind},FF000010,0,-1,1000:1000"}
        for kind in "aoHEF"
    },
    "lines": {"cht": "lc", "chd": HALF, "chm": full("D,0,0,0:9999,9", "|", 8000)},
    "fills": {"cht": "rs", "chd": HALF, "chm": full("B,0,0,:,0", "|", 8000)},
    "fills between": {"cht": "bvg", "chd": HALF, "chm": full("b,0,0,0,0", "|", 8000)},
    "bands": {"cht": "bhs", "chd": "t:1", "chm": full("r,00000001,0,0,1")},
    "points between": {"cht": "lc", "chd": HALF, "chm": full("o,0,0,::0.001,9", "|", 8000)},
    "zigzag": {"cht": "lc", "chd": ZIGZAG},
    "fine dashes": {"cht": "lc", "chd": ZIGZAG, "chls": "1,0.001,0.001"},
    "wide dashes": {"cht": "lc", "chd": "s:" + "A9" * 200, "chls": "1000,0.3,0.3"},
    "wide line": {"cht": "lc", "chd": ZIGZAG, "chls": "1000,1,1"},
    "wide lines": {"cht": "rs", "chd": "s:" + full("A9" * 40, ",", 8000), "chls": full("1000,2")},
    "grid": {"cht": "lc", "chd": "t:1", "chg": "0.1,0.1,0.001,0.001"},
    "round grid": {"cht": "r", "chd": "t:1", "chg": "0.1,0.1,0.001,0.001"},
    "long radar": {"cht": "r", "chd": ZIGZAG, "chxt": "x,y"},
    "labels": {"cht": "lc", "chd": "t:1", "chxt": "x", "chxl": "0:" + "|m" * 7900},
    "labels of bars": {"cht": "bvg", "chd": "t:1", "chxt": "x", "chxl": "0:" + "|m" * 7900},
    "long label": {"cht": "lc", "chd": "t:1", "chxt": "x", "chxl": "0:|" + "m" * 15_000},
    "32 axes": {
        "cht": "lc", "chd": "t:1", "chxt": AXES,
        "chxr": "|".join(f"{i},0,1000,1" for i in range(32)),
        "chxs": "|".join(f"{i}N{'m' * 200}*f*,000000,200" for i in range(32)),
        "chxtc": "|".join(f"{i},-10000" for i in range(32)),
    },
    "title": {"cht": "lc", "chd": "t:1", "chtt": full("m" * 300), "chts": "000000,200"},
    "chinese": {
        "cht": "lc", "chd": "t:1", "chts": "000000,200",
        "chtt": "|".join("".join(chr(0x4E00 + i * 40 + j) for j in range(40)) for i in range(40)),
    },
    "tiny letters": {"cht": "lc", "chd": "t:1", "chtt": full("m" * 300), "chts": "0,1e-300"},
    "legend": {"cht": "lc", "chd": "t:1", "chdl": full("abc"), "chdlp": "b|a"},
    "slices": {"cht": "p", "chd": HALF, "chl": full("abc", "|", 8000)},
    "solid slices": {"cht": "p3", "chd": HALF, "chl": full("abc", "|", 8000)},
    "rings": {"cht": "pc", "chd": "s:" + full("ab", ",")},
    "arrows": {"cht": "gom", "chd": "s:" + full("abc", ","), "chls": "9,0.001,0.001"},
    "arrows' names": {"cht": "gom", "chd": "t:1", "chxt": full("x", ","), "chl": full("a")},
    "points": {"cht": "s", "chd": "s:" + ",".join([letters_of(5000)] * 3), "chco": full("F00|0F0")},
    "series": {"cht": "lc", "chd": "s:" + full("a", ",")},
    "bars in front": {"cht": "bvo", "chd": "s:" + full("9", ","), "chbh": "1000"},
    "gradients": {"cht": "bvg", "chd": HALF, "chf": "b0,lg,45,F00,0,0F0,1", "chbh": "1000"},
    "gradients in front": {
        "cht": "bvo", "chd": "s:" + full("9", ",", 1000), "chbh": "1000",
        "chf": "|".join(f"b{i},lg,45,F00,0,0F0,1" for i in range(500)),
    },
    "fine stripes": {"cht": "lc", "chd": "t:1", "chf": "bg,ls,45,F00,1e-9,0F0,1e-300"},
    "stops": {"cht": "lc", "chd": "t:1", "chf": "bg,lg,45," + full("F00,.5", ",")},
    "points of a function": {"cht": "lc", "chd": "t:-1", "chfd": full("0,x,0,9998,1,sin(x)")},
    "variables": {
        "cht": "lc", "chd": "t:-1",
        "chfd": "0," + ";".join(f"v{i},0,9998,1" for i in range(900)) + ",v0",
    },
    "blanks": {"cht": "lc", "chd": "t:-1", "chfd": "0,x," + " " * 15_000},
    "digits": {"cht": "lc", "chd": "t:" + "1" * 15_000 + "x"},
    "wrong markers": {"cht": "lc", "chd": "t:1", "chm": full("q1")},
    "wrong values": {"cht": "lc", "chd": "t:" + full("x", ",")},
    "commas": {"cht": "lc", "chd": "t:1", "chm": "," * 15_000, "chxt": "," * 900},
}  # fmt: skip

# Those of them that are too much to draw, and the parameter that is named.
REFUSED = {
    "large values": "chm", "long texts": "chm", "long flags": "chm", "arabic": "chm",
    "large a": "chm", "large o": "chm", "large H": "chm", "large E": "chm", "large F": "chm",
    "lines": "chm", "fills": "chm", "fills between": "chm", "fine dashes": "chls",
    "wide dashes": "chls", "wide line": "chls", "wide lines": "chls", "grid": "chg",
    "round grid": "chg", "bars in front": "chd", "gradients in front": "chf",
}  # fmt: skip


@pytest.mark.parametrize("case", HEAVY)
def test_the_largest_requests_are_drawn_within_the_budget_or_refused(case: str) -> None:
    pairs = [*{"chs": "1000x300", **HEAVY[case]}.items()]
    if case not in REFUSED:
        check(pairs)
        return
    chart = drawable(pairs)
    with pytest.raises(ChartError) as refused:
        render.render(chart)
    assert [error.parameter for error in refused.value.errors] == [REFUSED[case]]


@pytest.mark.parametrize("case", HEAVY)
def test_the_largest_requests_are_bounded_as_svg(case: str) -> None:
    pairs = [*{"chs": "1000x300", **HEAVY[case], "chof": "svg"}.items()]
    try:
        check(pairs)
    except ChartError as refused:
        assert {error.parameter for error in refused.errors} <= query.PARAMETERS.keys()  # noqa: PT017


@pytest.mark.parametrize(
    ("case", "parameter"),
    [
        ("values at points", "chm"), ("32 axes", "chxt"), ("legend", "chdl"), ("slices", "chd"),
        ("arrows", "chd"), ("variables", "chfd"),
    ],
)  # fmt: skip
def test_what_is_left_out_of_them_is_said(case: str, parameter: str) -> None:
    asked = query.read([*{"chs": "1000x300", **HEAVY[case]}.items()])
    assert parameter in {d.parameter for d in asked.diagnostics if d.level == "warning"}
