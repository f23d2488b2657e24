"""Formulas of the Google dialect (``cht=tx``): what a request says, sizes, and any text."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.canvas.agg import AggCanvas
from charts.canvas.box import Box
from charts.canvas.cost import MAX_COST
from charts.diagnostics import ChartError
from charts.google.measure import Measured, measure
from charts.google.read import query
from charts.tex import commands, draw, environments, painting, parse, symbols, text_mode
from charts.tex.tree import Formula
from tests.charts.tex.published import PUBLISHED

FIXED = settings(derandomize=True, deadline=None)
WHITE = (255, 255, 255, 255)
MAX_FORMULA_COST = MAX_COST / 4  # of the largest formulas


def _measured(text: str, **values: str) -> Measured:
    """The chart with its size, and the diagnostics of reading and measuring."""
    values = {"cht": "tx", "chl": text, **values}
    request = query.read(list(values.items()))
    if request.chart is None:
        raise ChartError(request.errors)
    chart, diagnostics = measure(request.chart)
    return Measured(chart, [*request.diagnostics, *diagnostics])


def _size(text: str, **values: str) -> tuple[int, int]:
    chart = _measured(text, **values).chart
    return chart.width, chart.height


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is missing"),
        (" \n ", "is missing"),
        (r"\quad", r"“\quad” has nothing to draw"),
        (r"\phantom{x}", r"“\phantom{x}” has nothing to draw"),
        (r"x\qqz y", r"\qqz is not known (character 2)"),
        ("x" * 2001, "is longer than 2,000 characters"),
    ],
)
def test_errors_say_why_there_is_no_formula(text: str, message: str) -> None:
    for size in ({}, {"chs": "300x100"}):
        with pytest.raises(ChartError) as caught:
            _measured(text, **size)
        errors = [(error.parameter, error.detail) for error in caught.value.errors]
        assert errors == [("chl", message)]


def test_diagnostics_name_what_is_taken_otherwise() -> None:
    diagnostics = _measured(r"\left{x\right}").diagnostics
    assert diagnostics[0] == ("chl", "warning", r"“{” at character 6 is taken for \{")


def test_sizes_are_those_of_chs_or_of_the_formula() -> None:
    assert _size("E=mc^2") == (72, 21)
    for size in ("0", "1x0", "0x0", "300x0", "", " "):
        assert _size("E=mc^2", chs=size) == (72, 21)
    assert _size("E=mc^2", chs="42") == (144, 42)
    assert _size("E=mc^2", chs="0x42") == (144, 42)
    assert _size("E=mc^2", chs="300x100") == (300, 100)


@pytest.mark.parametrize(
    ("text", "size", "found", "remark"),
    [
        ("x", "1200", (547, 547), "1200x1200 is over the limit (1000 a side, 300,000 pixels):"
         " 547x547 was drawn"),
        ("x", "5000x5000", (1000, 300), "5000x5000 is over the limit (1000 a side, 300,000"
         " pixels): 1000x300 was drawn"),
        ("x" * 300, "", (1000, 4), "3085x13 is over"),
        ("x", "large", (13, 13), "“large” is neither a height nor a size as in 300x100; the"
         " formula's own was used"),
    ],
)  # fmt: skip
def test_sizes_that_are_changed_are_diagnosed(
    text: str, size: str, found: tuple[int, int], remark: str
) -> None:
    chart, diagnostics = _measured(text, chs=size)
    assert [diagnostic.parameter for diagnostic in diagnostics] == ["chs"]
    assert diagnostics[0].text.startswith(remark)
    assert (chart.width, chart.height) == found


def test_colours_are_those_of_chco() -> None:
    formula = _measured("x", chco="0000FF").chart.diagram
    assert isinstance(formula, Formula)
    assert formula.colour == (0, 0, 255, 255)


_COMMANDS = ["\\" + name for name in (
    *symbols.COMMANDS, *symbols.ACCENTS, *symbols.STRETCHED, *symbols.ARROWS,
    *symbols.SIZES, *commands.FACES, *text_mode.TEXTS, *painting.FRAMES, *parse.INFIX, "frac",
    "sqrt", "left", "right", "middle", "begin", "end", "over", "hline", "rule", "color",
    "textcolor", "tag", "substack", "stackrel", "genfrac", "hspace", "kern", "binom", "limits",
    "operatorname", "mathop", "fontsize", "big", "Biggl", "phantom", "smash", "not", "multicolumn",
    "unknown", "\\",
)]  # fmt: skip
_PIECES = [
    *_COMMANDS, *(f"\\{what}{{{name}}}" for what in ("begin", "end")
                  for name in (*environments.MATRICES, *environments.LINES, *environments.CASES)),
    *"{}{}{}[]^_&$%~'()|a1+=,.é中\x00\u200b\U0001f600 \n", "{a}", "{2em}", "[3pt]", "{cc|c}",
    "\\left(", "\\right)", "\\left\\{", "\\right.",
]  # fmt: skip


def _survives(text: str) -> None:
    chart, problem = None, ""
    try:
        chart = _measured(text).chart
    except ChartError as error:
        problem = str(error)
    if chart is None:
        assert problem.startswith("chl: ")
        assert len(problem) < 250
        return
    assert 0 < chart.width <= 1000
    assert 0 < chart.height <= 1000
    assert chart.width * chart.height <= 300_000
    assert isinstance(chart.diagram, Formula)
    canvas = AggCanvas(chart.width, chart.height, 1.0, WHITE)
    draw.draw(canvas, chart.diagram, Box(0, 0, chart.width, chart.height))
    assert canvas.budget.cost < MAX_FORMULA_COST


@FIXED
@given(st.one_of(st.text(max_size=100), st.lists(st.sampled_from(_PIECES)).map("".join)))
def test_any_text_is_a_formula_or_an_error(text: str) -> None:
    _survives(text)


def test_broken_formulas_are_drawn_or_refused() -> None:
    chance = random.Random(7)
    for _ in range(600):
        text = chance.choice(PUBLISHED)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice(["", chance.choice(_PIECES)]) + text[at + 1 :]
        _survives(text)


@pytest.mark.parametrize(
    "text",
    [
        "{" * 2000,
        "{" * 1000 + "}" * 1000,
        r"\left(" * 333,
        (r"\left(" * 25 + "x" + r"\right)" * 25) * 5,
        r"\frac" * 400,
        r"\sqrt{" * 333,
        r"\hat" * 500,
        "x^" * 1000,
        "x^{" * 600,
        "'" * 2000,
        r"\begin{matrix}" * 140,
        r"\begin{matrix}" + "&" * 450 + r"\end{matrix}",
        r"\begin{array}{c}" + r"\frac ab\\" * 180 + r"\end{array}",
        r"\begin{array}{*{99}{c}}x\end{array}",
        r"\begin{array}{" + "*{99}{cccccccccc}" * 100 + "}x",
        r"\begin{pmatrix}" * 14 + "x" + r"\end{pmatrix}" * 14,
        r"\Huge\rule{100em}{100em}",
        r"\hspace{999999em}x",
        r"\hspace{-999999em}x",
        r"\kern100em" * 180 + "x",
        r"\fontsize{100}{1}\Bigg(" * 80,
        r"\sum_a^b" * 250,
        r"\boldsymbol{" + "g" * 1900 + "}",
        r"\mathfrak{" + "abcdefgh" * 240 + "}",
        "".join(chr(0x4E00 + i) for i in range(2000)),
        "\U0001f600" * 2000,
        "\u0301" * 2000,
        "\ud800",
        "م" * 2000,
        "%" * 2000,
        r"\text{" * 300,
        r"\text{$" * 280,
        r"\color{" * 200,
        "{a\\over" * 250,
        "{a\\over b}" * 180,
        r"\substack{" * 190,
        "x\\\\" * 400,
        r"\overbrace{" * 29 + "x" + "}" * 29,
        r"\not" * 500,
        r"\dots" * 400,
    ],
    ids=range(40),
)
def test_hostile_texts_end_soon(text: str) -> None:
    _survives(text[:2000])
