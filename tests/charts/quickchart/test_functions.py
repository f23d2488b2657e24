"""Functions of configs: the known forms are written as JavaScript would; others are not known."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.quickchart.labels import Named, write
from charts.quickchart.read.functions import recognize
from charts.quickchart.read.literal import Code

NAMED = Named("Label", "Series", 3, 200.0)


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("(v) => v", {5: "5", 0.1: "0.1", 1e21: "1e+21"}),
        ("v=>v+'%'", {5: "5%", 1.5: "1.5%"}),
        ("(val) => {\n return '$' + val + 'k';\n}", {5: "$5k"}),
        ("function(value){return '$' + value.toLocaleString();}", {1234567.5: "$1,234,567.5"}),
        ("function f(value, index) { return value; }", {7: "7"}),
        ("callback(value) { return `${value} pt`; }", {7: "7 pt"}),
        ("(v)=>`a ${v.toFixed(1)} b`", {2: "a 2.0 b"}),
        ("x => Number(x).toFixed(2) + ' €'", {2: "2.00 €"}),
        ("(v) => { if (v < 15) return ''; return v + '%'; }", {10: "", 20: "20%"}),
        ("(v) => { if (v > 9) { return v; } else { return '<10'; } }", {5: "<10", 10: "10"}),
        ("v => v >= 1000 ? v/1000 + 'k' : v", {500: "500", 2500: "2.5k"}),
        (
            "(v)=>{ if(v>=1e6) return (v/1e6)+'M'; if (v>=1e3) return v/1e3+'K'; return v;}",
            {5: "5", 5000: "5K", 5e6: "5M"},
        ),
        ("(v) => [0, 10].includes(v) ? v : undefined", {10: "10", 11: ""}),
        ("v => Number.isInteger(v) ? v : ''", {1: "1", 1.5: ""}),
        ("v => {if (v % 1 === 0) {return v;}}", {1: "1", 1.5: ""}),
        ("v=>Math.round(v*100)/100", {1.23456: "1.23", 2: "2"}),
        ("v=>Math.round(v)", {2.5: "3", -2.5: "-2"}),
        ("v => Math.abs(v)", {-3: "3"}),
        ("v=>v>0?'+'+v:v", {3: "+3", -3: "-3"}),
        ("v => (v*100).toFixed(0)+'%'", {0.25: "25%"}),
        ("v=>v.toString().replace(/\\B(?=(\\d{3})+(?!\\d))/g, '.')", {1234567: "1.234.567"}),
        (
            "v => v.toLocaleString('de-DE', {style:'currency', currency:'EUR'})",
            {1234.5: "1.234,50\u00a0€"},
        ),
        ("v => v.toLocaleString('en-US', {style: 'percent'})", {0.256: "26%"}),
        (
            "v => new Intl.NumberFormat('en-US', {notation: 'compact'}).format(v)",
            {1234: "1.2K", 15_000_000: "15M", 999: "999"},
        ),
        ("(v, ctx) => ctx.chart.data.labels[ctx.dataIndex] + ': ' + v", {5: "Label: 5"}),
        ("(v, ctx) => ctx.dataset.label", {5: "Series"}),
        (
            "(v, c) => { const labels = c.chart.data.labels || []; const i = c.dataIndex;"
            " return labels[i] + v; }",
            {5: "Label5"},
        ),
        (
            "(v, ctx) => { let sum = 0; ctx.dataset.data.map(d => { sum += d; });"
            " return (v * 100 / sum).toFixed(1) + '%'; }",
            {25: "12.5%"},
        ),
        (
            "(v, ctx) => { const total = ctx.dataset.data.reduce((a, b) => a + b, 0);"
            " return Math.round(v / total * 100) + '%'; }",
            {25: "13%"},
        ),
        ("() => 'constant'", {1: "constant"}),
        ("() => ''", {1: ""}),
        ("(v) => { /* nothing */ return v; // the value\n }", {1: "1"}),
    ],
)
def test_a_known_form_is_written_as_javascript_would(code: str, texts: dict[float, str]) -> None:
    rule = recognize(Code(code), "formatter")
    assert rule is not None
    assert {value: write(rule, value, NAMED) for value in texts} == texts


@pytest.mark.parametrize(
    "code",
    [
        "() => { process.exit() }",
        "v => fetch(v)",
        "v => eval('v')",
        "v => v * 2 + 1",
        "v => other",
        "(v) => { while (true) {} }",
        "function(v) { return require('fs').readFileSync('/etc/passwd'); }",
        "v => v.constructor.constructor('return 1')()",
        "v => {",
        "v",
        "v => " + "(" * 900 + "v",
        "v => v" + " + 'a'" * 900,
    ],
)
def test_other_code_is_not_recognized(code: str) -> None:
    assert recognize(Code(code), "formatter") is None


_words = st.sampled_from(
    ["v", "(", ")", "{", "}", "return ", "if (", "=>", "+", "'a'", "`${", "}`", "?", ":", "*", "/",
     "100", ";", "\n", ".toFixed(", "Math.round(", "const a = ", "[", "]", "==", "&&", ","]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(_words, max_size=30).map("".join))
def test_any_code_is_a_rule_or_none(body: str) -> None:
    rule = recognize(Code(f"(v, c) => {body}"), "formatter")
    if rule is not None:
        assert isinstance(write(rule, 5.0, NAMED), str)
