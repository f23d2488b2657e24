"""Whatever is asked: valid requests give the picture that was asked for, others say what is wrong.

The examples are the same in every run, so that a run that fails fails again.
"""

from __future__ import annotations

import http.client
import io
import json
import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from api.query import pairs
from charts.native import moments
from charts.native.kinds import KINDS, load, parameters
from charts.native.parameters import Parameter
from charts.native.query import url
from charts.native.values import Choice, Flag, FlagOr, Integer, Number, TextRows, Texts

FIXED = settings(
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SIDES = ("width", "height")
NAMES = list(dict.fromkeys(name for kind in KINDS for name in parameters(kind)))


def _least(kind: str) -> dict[str, str]:
    """The data of a kind's first example, as a query has it."""
    example = pairs(url(kind, load(kind).KIND.examples[0].parameters))
    return {name: value for name, value in example if parameters(kind)[name].required}


LEAST = {kind: _least(kind) for kind in KINDS}


@dataclass(frozen=True)
class Reply:
    status: int
    media_type: str
    body: bytes


Call = Callable[..., Reply]


@pytest.fixture(scope="module")
def call(app_url: str) -> Iterator[Call]:
    """Send a request as it is written: call(method, target, body, headers)."""
    connection = http.client.HTTPConnection(urlsplit(app_url).netloc, timeout=60)

    def send(
        method: str, target: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Reply:
        connection.request(method, target, body, headers or {})
        response = connection.getresponse()
        content = response.read()
        return Reply(response.status, response.getheader("Content-Type", ""), content)

    yield send
    connection.close()


def png_size(body: bytes) -> tuple[int, int]:
    """The size of a PNG, all of which can be decoded."""
    with Image.open(io.BytesIO(body), formats=["png"]) as image:
        image.load()
        return image.size


def svg_size(body: bytes) -> tuple[float, float]:
    """The size of an SVG in CSS pixels."""
    root = ET.fromstring(body)  # noqa: S314 - our own
    width, height = (float(root.attrib[side]) for side in SIDES)
    return width, height


def pdf_size(body: bytes) -> tuple[float, float]:
    """The size of a PDF's only page in CSS pixels."""
    assert body.startswith(b"%PDF-")
    assert body.rstrip().endswith(b"%%EOF")
    (box,) = re.findall(rb"/MediaBox ?\[ ?0 0 ([0-9.]+) ([0-9.]+) ?\]", body)
    return float(box[0]) / 0.75, float(box[1]) / 0.75


MEASURES = {
    "image/png": png_size,
    "image/svg+xml": svg_size,
    "application/pdf": pdf_size,
}


def check_answer(reply: Reply) -> None:
    """A picture, or a problem document that says what is wrong."""
    if reply.status == 200:
        assert all(side > 0 for side in MEASURES[reply.media_type](reply.body))
        return
    assert 400 <= reply.status < 500
    assert reply.media_type.partition(";")[0] == "application/problem+json"
    document = json.loads(reply.body)
    assert document["status"] == reply.status
    for error in document.get("errors", ()):
        assert error.keys() == {"parameter", "detail", "allowed"}


# Anything at all.

kinds = st.sampled_from(KINDS)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
# What looks like a value of some parameter, so that more than its first check is reached.
PIECES = [
    *("1", "2", "0", "-1", "2.5", "16", "640", "2000", "4", "0.9", "1e300", "1e-300", "1e301"),
    *("5e-324", "NaN", "inf", ",", "|", "\\", "\\,", " ", "#", "a", "é", "漢", "\u202e", "\u0301"),
    *("true", "no", "none", "right", "dark", "svg", "smooth", "step", "red", "0088cc80"),
]
fragments = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
values = texts | fragments


@settings(FIXED, max_examples=250)
@given(kind=kinds, given_=st.dictionaries(st.sampled_from(NAMES) | texts, values, max_size=4))
def test_any_text_in_any_parameter(call: Call, kind: str, given_: dict[str, str]) -> None:
    check_answer(call("GET", f"/charts/{kind}?{urlencode({**LEAST[kind], **given_})}"))


@settings(FIXED, max_examples=100)
@given(kind=kinds, cells=st.lists(values | st.sampled_from(["\n", ",", ";", '"', "x,1\n"])))
def test_any_table(call: Call, kind: str, cells: list[str]) -> None:
    body = "".join(cells).encode()
    check_answer(call("POST", f"/charts/{kind}", body, {"Content-Type": "text/csv"}))
    check_answer(call("GET", f"/charts/{kind}?{urlencode({'csv': body})}"))


@settings(FIXED, max_examples=200)
@given(kind=kinds, sizes=st.dictionaries(st.sampled_from([*SIDES, "scale"]), fragments))
def test_a_picture_has_the_size_that_was_asked_for(
    call: Call, kind: str, sizes: dict[str, str]
) -> None:
    reply = call("GET", f"/charts/{kind}?{urlencode({**LEAST[kind], **sizes})}")
    check_answer(reply)
    if reply.status == 200:
        width, height, scale = (
            float(sizes.get(name, "").strip() or parameters(kind)[name].default)
            for name in (*SIDES, "scale")
        )
        assert png_size(reply.body) == (round(width * scale), round(height * scale))


@settings(FIXED, max_examples=250)
@given(
    kind=kinds,
    pieces=st.lists(
        st.sampled_from(["&", "=", "%", "+", "%00", "%FF", "%ED%A0%80", "#", "?", ";", *NAMES])
        | st.binary(max_size=8).map(quote)
        | st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=8),
        max_size=20,
    ),
)
def test_any_query(call: Call, kind: str, pieces: list[str]) -> None:
    least = urlencode(LEAST[kind])
    check_answer(call("GET", f"/charts/{kind}?{least}&{''.join(pieces)}"))


@settings(FIXED, max_examples=200)
@given(
    kind=kinds,
    if_none_match=st.text(st.sampled_from('"W/*, abc\t'), max_size=12)
    | st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=40),
)
def test_any_condition(call: Call, kind: str, if_none_match: str) -> None:
    target = f"/charts/{kind}?{urlencode(LEAST[kind])}"
    reply = call("GET", target, headers={"If-None-Match": if_none_match})
    assert reply.status == (304 if if_none_match.strip() == "*" else 200)


JSON = {"Content-Type": "application/json"}
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()  # NaN and Infinity too, which are not JSON: json.dumps writes them all the same
    | st.text(max_size=20)  # lone surrogates too, as escapes
    | fragments
)
documents = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(FIXED, max_examples=200)
@given(kind=kinds, document=documents)
def test_any_json(call: Call, kind: str, document: Any) -> None:
    check_answer(call("POST", f"/charts/{kind}", json.dumps(document).encode(), JSON))


@settings(FIXED, max_examples=250)
@given(kind=kinds, given_=st.dictionaries(st.sampled_from(NAMES), documents, max_size=3))
def test_any_json_in_any_parameter(call: Call, kind: str, given_: dict[str, Any]) -> None:
    body = json.dumps({**LEAST[kind], **given_}).encode()
    check_answer(call("POST", f"/charts/{kind}", body, JSON))


TOKENS = [*'{}[]":,-+.e', "\\u", "\\ud800", "1", "999", "true", "null", '"title"']


@settings(FIXED, max_examples=200)
@given(
    kind=kinds,
    body=st.binary(max_size=40) | st.lists(st.sampled_from(TOKENS)).map("".join).map(str.encode),
)
def test_any_body(call: Call, kind: str, body: bytes) -> None:
    check_answer(call("POST", f"/charts/{kind}", body, JSON))


# Whatever is valid.


@st.composite
def sizes(draw: st.DrawFn, format_: str) -> dict[str, Any]:
    """A size of at most 8 million device pixels, the extremes more often than chance has it."""
    side = st.sampled_from([16, 17, 40, 2000]) | st.integers(16, 2000)
    width, height = draw(side), draw(side)
    given_: dict[str, Any] = {"width": width, "height": height}
    if format_ == "png":
        most = math.sqrt(8_000_000 / ((width + 0.5) * (height + 0.5)))
        given_["scale"] = draw(st.sampled_from([1, 1.5, 2]) | st.floats(1, min(4, most)))
        if given_["scale"] > most:
            del given_["scale"]
    return given_


def sometimes(**strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Any of these parameters, none of them too."""
    return st.fixed_dictionaries({}, optional=strategies)


def lists(items: st.SearchStrategy[Any], count: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(items, min_size=count, max_size=count)


flags = st.booleans()
colours = st.sampled_from(["teal", "Transparent", "08c", "#0088cc", "0088cc80", "00000000"])
labels = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
# Nearer to zero than 1e-300 is an error, unless it is zero.
above_zero = st.floats(1e-300, 1e300) | st.integers(1, 1000) | st.sampled_from([1e-300, 1e300])
numbers = st.just(0) | above_zero | above_zero.map(lambda value: -value)
times = st.datetimes().map(lambda at: at.isoformat()) | st.dates().map(str)


def place(value: Any) -> Any:
    """Where a number or a time stands."""
    moment = moments.parse(value) if isinstance(value, str) else None
    return moment.seconds if moment else float(value)


looks = sometimes(
    title=st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    xlabel=labels,
    ylabel=labels,
    background=colours,
    theme=st.sampled_from(["light", "dark", "auto"]),
)


def option(parameter: Parameter) -> st.SearchStrategy[Any] | None:
    """Values of an option; None for what is no flag, choice or number in a range."""
    match parameter.type:
        case Flag():
            return flags
        case FlagOr(words):
            return st.sampled_from([True, False, *words])
        case Choice(options):
            return st.sampled_from(options)
        case Integer(minimum, maximum):
            return st.integers(minimum, maximum)
        case Number(minimum, maximum) if (minimum, maximum) != (Number().minimum, Number().maximum):
            return st.just(0) | st.floats(max(minimum, 1e-300), maximum) if minimum <= 0 else None
    return None


def own_options(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """The options of a kind by themselves: those of its drawing, and numbers on it."""
    strategies = {
        name: option(parameter)
        for name, parameter in parameters(kind).items()
        if parameter.group in ("Drawing", "Style") or name == "value_labels"
    }
    return sometimes(
        **{name: strategy for name, strategy in strategies.items() if strategy is not None}
    ).map(agreeing)


def agreeing(own: dict[str, Any]) -> dict[str, Any]:
    """Options without those that need others which are not there."""
    left_out = {"max_size"} | ({"r2"} if own.get("trend") != "linear" else set())
    left_out |= {"gaps"} if own.get("stacked") else set()
    return {name: value for name, value in own.items() if name not in left_out}


POSITIONS = ("right", "left", "top", "bottom", "none")


@st.composite
def axes_charts(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    """The parameters of a bar, line or scatter chart, and of kinds with the same data."""
    own = draw(own_options(kind))
    exclusive = [check.names for check in load(kind).KIND.checks if check.exclusive]
    log = "log" in parameters(kind) and draw(flags)
    log = log and not any(own.get(flag) for names in exclusive for flag in names)
    measured = above_zero if log else numbers
    count, series = draw(st.integers(1, 8)), draw(st.integers(1, 4))
    along = {"xvalues": labels}
    if not isinstance(parameters(kind)["xvalues"].type, Texts | TextRows):
        along = {"xvalues": st.none() | numbers}
    if about := parameters(kind).get("xtype"):
        places = draw(st.sampled_from(["names", "numbers", "time"]))
        if places != "names":
            own.pop("sort", None)
        items = {"names": labels, "numbers": numbers, "time": times}[places]
        if not about.type.reading.distinct and places != "names":
            items = st.none() | items
        along = {"xvalues": items, "xtype": st.just(places)}
    taken = lists(along.pop("xvalues"), count)
    if about and places != "names":
        taken = taken.filter(any)
        if about.type.reading.distinct:
            taken = st.lists(items, min_size=count, max_size=count, unique_by=place)
    given_ = {
        "xvalues": draw(taken),
        **draw(st.fixed_dictionaries(along)),
        "yvalues": draw(lists(lists(st.none() | measured, count), series)),
        **own,
    }
    if "log" in parameters(kind):
        given_["log"] = log
    ends = sorted(draw(st.lists(measured, max_size=2, unique_by=float)))
    if ends and {"ymin", "ymax"} <= parameters(kind).keys():
        first = draw(st.sampled_from(["ymin", "ymax"])) if len(ends) == 1 else "ymin"
        given_ |= dict(zip([first, "ymax"], ends, strict=False))
    if draw(flags) and "legend" in parameters(kind):
        given_["legend"] = draw(lists(labels, series))
        positions = parameters(kind)["legend_position"].type.options
        given_["legend_position"] = draw(st.sampled_from(positions))
    if draw(flags):
        most = count if kind == "bar" and series == 1 else series
        given_["colors"] = draw(st.lists(colours, min_size=1, max_size=most))
    return given_


@st.composite
def sizes_charts(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    """The parameters of a pie, and of kinds with the same data."""
    sizes = draw(st.lists(st.just(0) | above_zero, min_size=1, max_size=8).filter(any))
    given_ = {"values": sizes, "labels": draw(lists(labels, len(sizes)))}
    given_ |= draw(own_options(kind))
    others = {"colors": st.lists(colours, min_size=1, max_size=len(sizes))}
    if "legend_position" in parameters(kind):
        others["legend_position"] = st.sampled_from(POSITIONS)
    return given_ | draw(sometimes(**others))


@st.composite
def charts(draw: st.DrawFn, kind: str, format_: str = "png") -> dict[str, Any]:
    """All parameters of a valid chart, as POST takes them."""
    look = draw(looks)
    data = {name for name, p in parameters(kind).items() if p.group == "Data"}
    required = {name for name in data if parameters(kind)[name].required}
    match required if required == {"xvalues", "yvalues"} else data:
        case names if names == {"labels", "values"}:
            given_ = draw(sizes_charts(kind))
        case names if names == {"xvalues", "yvalues"}:
            given_ = draw(axes_charts(kind))
        case _:  # any of its examples, in another size and look
            example = draw(st.sampled_from(load(kind).KIND.examples)).parameters
            given_ = {name: value for name, value in example.items() if name != "scale"}
    look = {name: value for name, value in look.items() if name in parameters(kind)}
    return {**given_, **look, **draw(sizes(format_)), "format": format_}


def query_value(value: Any) -> str:
    """A parameter's value as a query writes it."""
    if isinstance(value, list):
        nested = bool(value) and isinstance(value[0], list)
        return ("|" if nested else ",").join(
            query_value(item) if nested else re.sub(r"([\\,|])", r"\\\1", query_value(item))
            for item in value
        )
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def query_of(given_: dict[str, Any]) -> str | None:
    """A chart's query; None where a query cannot say it: a list of one blank, or too long."""
    written = {name: query_value(value) for name, value in given_.items()}
    if any(isinstance(given_[name], list) and not written[name].strip() for name in given_):
        return None
    query = urlencode(written)
    return query if len(query) < 8000 else None


def check_picture(call: Call, kind: str, given_: dict[str, Any]) -> None:
    """Both ways of asking give the same picture, of the size that was asked for."""
    posted = call("POST", f"/charts/{kind}", json.dumps(given_).encode(), JSON)
    assert posted.status == 200, posted.body
    scale = given_.get("scale", 1)
    size = tuple(round(given_[side] * scale) for side in SIDES)
    assert MEASURES[posted.media_type](posted.body) == pytest.approx(size)
    if query := query_of(given_):
        assert call("GET", f"/charts/{kind}?{query}") == posted


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@settings(FIXED, max_examples=120)
@given(data=st.data())
def test_every_valid_chart_is_drawn(call: Call, kind: str, data: st.DataObject) -> None:
    check_picture(call, kind, data.draw(charts(kind)))


@pytest.mark.parametrize("format_", ["svg", "pdf"])
@pytest.mark.parametrize("kind", KINDS)
@settings(FIXED, max_examples=15)
@given(data=st.data())
def test_every_valid_chart_is_drawn_as_vectors(
    call: Call, kind: str, format_: str, data: st.DataObject
) -> None:
    check_picture(call, kind, data.draw(charts(kind, format_)))
