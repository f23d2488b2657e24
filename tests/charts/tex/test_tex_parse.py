"""The language of formulas: what a text says, and what it cannot say."""

from __future__ import annotations

import re

import pytest

from charts.tex import parse
from charts.tex.errors import TexError
from charts.tex.tree import (
    Accent,
    Change,
    Classed,
    Fence,
    Fraction,
    Node,
    Phantom,
    Root,
    Row,
    Scripts,
    Sides,
    Space,
    Span,
    Stretched,
    Symbol,
    Table,
    Words,
)


def _tree(text: str) -> Node:
    node = parse.parse(text).content
    while isinstance(node, Row) and len(node.parts) == 1:
        node = node.parts[0]
    return node


X, Y, ONE = Symbol("x"), Symbol("y"), Symbol("1")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("x", X),
        ("{x}", X),
        ("{{x}}", X),
        ("{+}", Symbol("+", "ord")),
        ("x+y", Row((X, Symbol("+", "bin"), Y))),
        ("x_1^y", Scripts(X, Y, ONE)),
        ("x^y_1", Scripts(X, Y, ONE)),
        ("x'", Scripts(X, Symbol("′"))),
        ("x'^1", Scripts(X, Row((Symbol("′"), ONE)))),
        ("_1", Scripts(Row(), None, ONE)),
        (r"\frac12", Fraction(ONE, Symbol("2"))),
        (r"\frac xy", Fraction(X, Y)),
        (r"{x\over y}", Fraction(Row((X,)), Row((Y,)))),
        (r"{x\choose y}", Fraction(Row((X,)), Row((Y,)), False, "(", ")")),
        (r"\dfrac xy", Fraction(X, Y, style="display")),
        (r"\binom xy", Fraction(X, Y, False, "(", ")")),
        (r"\sqrt x", Root(X)),
        (r"\sqrt[1]{x}", Root(X, Row((ONE,)))),
        (r"\hat x", Accent("^", X)),
        (r"\overline x", Stretched("-", X)),
        (r"\mathbf x", Symbol("x", "ord", "bold")),
        (r"\mathbf{x+}", Row((Symbol("x", "ord", "bold"), Symbol("+", "bin")))),
        (r"\boldsymbol+", Symbol("+", "bin", "heavy")),
        (r"\alpha", Symbol("α")),
        ("α", Symbol("α")),
        ("≤", Symbol("≤", "rel")),
        (r"\not=", Symbol("≠", "rel")),
        (r"\not\in", Symbol("∉", "rel")),
        ("-", Symbol("−", "bin")),
        (r"\sum\limits_1", Scripts(Symbol("∑", "op"), None, ONE, True)),
        (r"\sum\nolimits_1", Scripts(Symbol("∑", "op"), None, ONE, False)),
        (r"\sin", Classed(Words("sin"), "op")),
        (r"\max", Classed(Words("max"), "op", None)),
        (r"\left(x\right.", Fence("(", "", (Row((X,)),))),
        (r"\left<x\middle|y\right\}", Fence("⟨", "}", (Row((X,)), Row((Y,))), ("|",))),
        (r"\,", Space(3 / 18)),
        ("~", Space(1 / 3)),
        (r"\hspace{10pt}", Space(1.0)),
        (r"\kern-1em", Space(-1.0)),
        (r"\Large", Change(size=1.44)),
        (r"\textstyle", Change(style="text")),
        (r"\color{red}", Change(colour=(255, 0, 0, 255))),
        (r"\color[rgb]{0,0.5,1}", Change(colour=(0, 128, 255, 255))),
        (r"\color[HTML]{008000}", Change(colour=(0, 128, 0, 255))),
        (r"\text{a b}", Words("a b")),
        (r"\text{a  $x$}", Row((Words("a "), Row((Change(style="text"), X))))),
        (r"\text{\'e\%}", Words("é%")),
        (r"x\label{here}\nonumber", X),
        ("x% y", X),
        ("x%\ny", Row((X, Y))),
        ("$x$", X),
        ("$$x$$", X),
        (r"\[x\]", X),
        (r"\(x\)", X),
        ("x\\", X),
        ("≤\u0338", Symbol("≰", "rel")),
        ("⊊\ufe00", Symbol("⊊\ufe00", "rel")),
        (r"\varsubsetneq", Symbol("⊊\ufe00", "rel")),
        ("→\ufe0f", Symbol("→", "rel")),
        (r"x\sp1\sb y", Scripts(X, ONE, Y)),
        (r"{x\above 2pt y}", Fraction(Row((X,)), Row((Y,)), thickness=0.2)),
        (r"{x\atopwithdelims()y}", Fraction(Row((X,)), Row((Y,)), False, "(", ")")),
        (r"\genfrac{[}{]}{0pt}{1}xy", Fraction(X, Y, False, "[", "]", "text")),
        (
            r"\sideset{}{'}X",
            Classed(
                Sides(
                    Symbol("X"),
                    Row(),
                    Row((Scripts(Phantom(Symbol("X"), width=False), Symbol("′"), None, False),)),
                ),
                "op",
                None,
            ),
        ),
        (r"\displaybreak[2]x\allowdisplaybreaks[1]\raisetag{2pt}", X),
    ],
)
def test_texts_say_these_trees(text: str, tree: Node) -> None:
    assert _tree(text) == tree


def test_style_is_that_of_a_displayed_formula_but_between_single_dollars() -> None:
    found = {text: parse.parse(text).style for text in ("x", "$x$", "$$x$$", r"\(x\)", r"\[x\]")}
    assert found == {
        "x": "display", "$x$": "text", "$$x$$": "display", r"\(x\)": "text", r"\[x\]": "display",
    }  # fmt: skip


def _table(text: str) -> Table:
    node = _tree(text)
    while not isinstance(node, Table):
        assert isinstance(node, Fence | Row)
        node = node.parts[0]
    return node


@pytest.mark.parametrize(
    ("text", "rows", "columns"),
    [
        (r"\begin{matrix}1&2\\3&4\end{matrix}", [2, 2], "c"),
        (r"\begin{matrix}1&2\\3\\\end{matrix}", [2, 1], "c"),
        (r"\begin{pmatrix}1&2&3\end{pmatrix}", [3], "c"),
        (r"\begin{array}{l@{x}c|r}1&2&3\\4&5&6\end{array}", [3, 3], "lcr"),
        (r"\begin{array}{*{3}{r}}1&2&3\end{array}", [3], "rrr"),
        (r"\begin{cases}1&2\\3&4\end{cases}", [2, 2], "ll"),
        (r"\begin{align*}x&=1\\y&=2\end{align*}", [2, 2], "rl"),
        (r"\begin{eqnarray}x&=&1\\y&=&2\end{eqnarray}", [3, 3], "rcl"),
        (r"\begin{gather}x\\y\end{gather}", [1, 1], "c"),
        (r"\begin{align}x&=1\tag1\\y&=2\end{align}", [3, 2], "rlr"),
        (r"\begin{align}x&=1\\\intertext{so}y&=2\end{align}", [2, 1, 2], "rl"),
        (r"\begin{multline}1\\2\\3\end{multline}", [1, 1, 1], ""),
        (r"\substack{x\\y}", [1, 1], "c"),
        (r"x&=1\\y&=2", [2, 2], "rl"),
        (r"\\x=1\\y=2\\", [1, 1], "l"),
    ],
)
def test_tables_have_these_rows(text: str, rows: list[int], columns: str) -> None:
    table = _table(text)
    assert [len(row) for row in table.rows] == rows
    assert table.columns == columns


def test_cells_reach_over_columns() -> None:
    table = _table(
        r"\begin{array}{|c|c|}\multicolumn{2}{l|}{x}\\\cline{2-2}\hdotsfor{2}\end{array}"
    )
    assert table.rows[0] == (Span(Row((X,)), 2, "l", (0, 1)),)
    assert [(cell.columns, cell.align) for (cell,) in table.rows if isinstance(cell, Span)] == [
        (2, "l"), (2, "dots"),
    ]  # fmt: skip
    assert table.partial == ((1, 1, 1),)


def test_lines_of_multline_stand_left_right_and_between() -> None:
    table = _table(r"\begin{multline}1\\2\\\shoveleft{3}\\4\end{multline}")
    assert [cell.align for (cell,) in table.rows if isinstance(cell, Span)] == ["l", "c", "l", "r"]


def test_tables_have_lines() -> None:
    table = _table(r"\begin{array}{|c||c|}\hline1&2\\\hline\hline3&4\\[5pt]\hline\end{array}")
    assert table.upright == (1, 2, 1)
    assert table.level == (1, 2, 1)
    assert table.extra == (0.0, 0.5)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (r"x\qxz y", r"\qxz is not known (character 2)"),
        (r"\newcommand{\R}{R}", r"\newcommand is not supported: definitions are not read"
         " (character 1)"),
        ("a}b", "“}” has no “{” before it (character 2)"),
        ("a{b", "“{” is not closed (character 2)"),
        (r"\frac{1}", r"\frac lacks an argument (character 9)"),
        (r"\frac", r"\frac lacks an argument (character 6)"),
        ("x^2^3", "a second superscript stands at the same place (character 4)"),
        ("x_2_3", "a second subscript stands at the same place (character 4)"),
        ("x^", "nothing stands behind “^” (character 3)"),
        (r"\left(x", r"\left is not closed (character 1)"),
        (r"x\right)", r"\right has no \left before it (character 2)"),
        (r"{\left(}\right)", r"“}” stands where \left of character 2 is still open (character 8)"),
        (r"\left x", r"\left lacks a delimiter: “x” is not one (character 7)"),
        (r"\big", r"\big lacks a delimiter: the end is not one (character 5)"),
        (r"\begin{matrix}a", r"\begin{matrix} is not closed (character 1)"),
        (r"\begin{foo}", "the environment “foo” is not known (character 1)"),
        (r"\begin{matrix}a\end{array}", r"“\end{array}” stands where \begin{matrix} of character 1"
         " is still open (character 16)"),
        (r"a\end{matrix}", r"\end has no \begin before it (character 2)"),
        (r"\begin{array}{cz}a\end{array}", r"“z” of \begin{array} is not a column: l, c or r"
         " (character 14)"),
        (r"{a&b}", "“&” stands where “{” of character 1 is still open (character 3)"),
        (r"\sqrt[3", "“[” is not closed (character 6)"),
        (r"\text{abc", "“{” is not closed (character 6)"),
        (r"\color{nocolour}x", r"“nocolour” of \color is not a colour (character 7)"),
        (r"\hspace{x}", r"\hspace lacks a length, as in 2em or 5pt (character 8)"),
        (r"\hdotsfor{x}", r"\hdotsfor lacks a whole number from 1 to 60 (character 10)"),
        (r"\multicolumn{2}{z}{x}", r"“z” of \multicolumn is not a column: l, c or r"
         " (character 16)"),
        (r"\begin{array}{c}\cline{2-1}", r"“2-1” are not columns of \cline, as in \cline{2-3}"
         " (character 23)"),
        (r"\genfrac{x}{}{}{}ab", r"“x” of \genfrac is not a delimiter (character 9)"),
        (r"\genfrac{}{}{}{7}ab", r"“7” is not a style of \genfrac, 0 to 3 (character 15)"),
        (r"\sideset{a}{b}", r"\sideset lacks an argument (character 15)"),
        (r"\skew{2}x", r"\skew lacks an accent, as in \skew2\hat A (character 9)"),
        (r"\rule[x]{1em}{1em}", r"“x” is not a length of \rule, as in 2em or 5pt (character 6)"),
        (r"\smash[x]{y}", r"“x” is neither t nor b, the options of \smash (character 7)"),
        (r"\raisebox{1}{y}", r"\raisebox lacks a length, as in 2em or 5pt (character 10)"),
        (r"x\eqref{y}", r"\eqref is not supported: equations are not numbered, \tag writes a"
         " number (character 2)"),
        (r"\begin{CD}", "the environment “CD” is not supported: commutative diagrams (amscd,"
         " tikz-cd) are not drawn (character 1)"),
        ("x\x00", "the character U+0000 cannot be set (character 2)"),
        ("x" * 2001, "is longer than 2,000 characters"),
        ("{" * 31, "is nested deeper than 30 levels (character 31)"),
        (r"\hat" * 100, "is nested deeper than 30 levels (character 125)"),
        ("&" * 600, "has more than 500 cells (character 501)"),
    ],
)  # fmt: skip
def test_errors_say_where_they_are(text: str, message: str) -> None:
    with pytest.raises(TexError) as caught:
        parse.parse(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("50% of x", "“% of x” is a comment, as all after % (\\% writes the sign)"),
        ("Let $x$ be", "“$” at character 5 was passed over: all of a formula is mathematics"),
        (r"\left{x\right}", r"“{” at character 6 is taken for \{"),
        ("x\\", "the backslash at its end stands before nothing"),
    ],
)
def test_remarks_name_what_is_taken_otherwise(text: str, remark: str) -> None:
    assert remark in parse.parse(text).remarks


def test_messages_count_characters_from_one() -> None:
    for text in ("a}", "ab}", "abc}"):
        with pytest.raises(TexError) as caught:
            parse.parse(text)
        found = re.search(r"character ([0-9]+)", str(caught.value))
        assert found is not None
        assert text[int(found[1]) - 1] == "}"
