"""Reading JavaScript literals: what people write is data, and code stays text."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.quickchart.read.literal import (
    MAX_DEPTH,
    MAX_LENGTH,
    UNDEFINED,
    Call,
    Code,
    LiteralError,
    read,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{type:'bar',data:{labels:[\"a\",'b',`c`,],},}", {
            "type": "bar", "data": {"labels": ["a", "b", "c"]},
        }),
        ("{a: True, b: False, c: None, d: null, e: undefined,}", {
            "a": True, "b": False, "c": None, "d": None, "e": UNDEFINED,
        }),
        ("[1,,2,]", [1, UNDEFINED, 2]),
        ("[ // a comment\n1, /* and \n another, */ 2]", [1, 2]),
        ("{a:[1,2]}}]};", {"a": [1, 2]}),
        ("\ufeff {a\u00a0: 1}", {"a": 1}),
        ("{'a b': 1, $x_1: 2, 3: 4, été: 5}", {"a b": 1, "$x_1": 2, "3": 4, "été": 5}),
        (r"'it\'s \u{1F600} \ud83d\ude00 \x41 \
on'", "it's \N{GRINNING FACE} \N{GRINNING FACE} A on"),
        ("[.5, 5., -0x1F, 0b101, 1_000, 1e3, +2]", [0.5, 5.0, -31, 5, 1000, 1000.0, 2]),
        ("{a: -Math.PI / 2, b: 1 + 2 * 3, c: (1 + 2) * -3, d: 7 % 4}", {
            "a": -math.pi / 2, "b": 7, "c": -9, "d": 3,
        }),
        ("'x' + 1 + `y`", "x1y"),
        ("{a:1}  // the end", {"a": 1}),
    ],
)  # fmt: skip
def test_a_literal_is_its_value(text: str, value: object) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("(v) => v + '%'", Code("(v) => v + '%'")),
        ("v=>`${v} }`", Code("v=>`${v} }`")),
        ("function (a, b) { return {c: [')']}; }", Code("function (a, b) { return {c: [')']}; }")),
        ("async () => 1", Code("async () => 1")),
        ("['a'].map((x) => x, 1)", Code("['a'].map((x) => x, 1)")),
        ("`${1 + 1}`", Code("`${1 + 1}`")),
        ("/[/,]}/g", Code("/[/,]}/g")),
        ("v => v.replace(/[)}'\"]/g, '')", Code("v => v.replace(/[)}'\"]/g, '')")),
        ("foo", Code("foo")),
        ("a ? 1 : 2", Code("a ? 1 : 2")),
        ("process.exit()", Call("process.exit", ())),
        ("new Date('2024-01-01')", Call("Date", ("2024-01-01",))),
        ("pattern.draw('dot', 'red', undefined, 2 + 3)",
         Call("pattern.draw", ("dot", "red", UNDEFINED, 5))),
        ("f(g([1]))", Call("f", (Call("g", ([1],)),))),
        ("f(1).x", Code("f(1).x")),
    ],
)  # fmt: skip
def test_code_stays_text_and_what_follows_it_is_read(expression: str, value: object) -> None:
    assert read(f"{{a: {expression}, b: 1}}") == {"a": value, "b": 1}
    assert read(f"[{expression}]") == [value]


def test_a_method_is_a_function_and_a_name_alone_a_variable() -> None:
    methods = read("{ callback(value) { return '}'; }, label, true, ...rest, c: 1 }")
    assert methods == {
        "callback": Code("callback(value) { return '}'; }"),
        "label": Code("label"),
        "true": True,
        "c": 1,
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "ends where a value must stand, at the end"),
        ("{a:1 b:2}", "comma or a closing bracket is missing, near “{a:1 b:2}” (character 6)"),
        ("{a 1}", "colon is missing after “a”"),
        ("{a: 'x}", "text is not closed"),
        ("{a: [1, 2}", "a comma is missing"),
        ("{a: (v => [v}", "“}” closes nothing"),
        ("{a: /* b", "comment is not closed"),
        ("{a: 1", "object is not closed"),
        ("{a: 1} b", "closing bracket is missing"),
        ("{a: 1}}: b", "more follows"),
        ("{a: " + "1+" * 6000 + "1}", "more than 5000 sums"),
        ("{a: @}", "“@” starts no value"),
        ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "nested more than 64 deep"),
        ("[" * (MAX_DEPTH + 1) + "'a'" + "]" * (MAX_DEPTH + 1), "nested more than 64 deep"),
        ("f(" * (MAX_DEPTH + 1) + ")" * (MAX_DEPTH + 1), "nested more than 64 deep"),
        ("[" + "1," * (MAX_LENGTH // 2) + "]", "more than 262144"),
    ],
)
def test_an_error_says_what_is_wrong_and_where(text: str, words: str) -> None:
    with pytest.raises(LiteralError) as error:
        read(text)
    assert words in str(error.value)


_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(), inside, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(deadline=None)
@given(_json)
def test_json_is_read_the_same_by_the_reader_of_literals(value: object) -> None:
    text = json.dumps(value)
    assert read(text) == value
    assert read(f"/**/{text}") == value  # the comment makes it a literal and no JSON


def _value_or_error(text: str) -> object:
    """Return the value in a list, or the words of the error."""
    try:
        return [read(text)]
    except LiteralError as error:
        return str(error)


@settings(deadline=None)
@given(st.text(alphabet="[]{}(),:;'\"`\\/*=>$.ab1 \n+-", max_size=60) | st.text(max_size=40))
def test_any_text_is_a_value_or_an_error(text: str) -> None:
    assert _value_or_error(text)


@pytest.mark.parametrize(
    "part",
    [
        "/*",
        "/",
        "=/[",
        "(",
        "[",
        "f(",
        "a.",
        "'",
        "`${",
        "-",
        "1+",
        "{a:",
        ",",
        "=>",
        "\\",
        "(a)=>",
    ],
)
def test_no_text_takes_more_than_a_moment(part: str) -> None:
    text = (part * MAX_LENGTH)[: MAX_LENGTH - 1]
    for start in ("", "[", "{a: x => "):
        assert _value_or_error(start + text)
