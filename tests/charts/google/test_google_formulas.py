"""Formulas: what their text says, what it cannot say, how they are set, and how large."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.canvas import svg
from charts.canvas.agg import AggCanvas
from charts.canvas.box import Box
from charts.canvas.cost import MAX_COST
from charts.diagnostics import ChartError, Diagnostics
from charts.google.read import formula
from charts.tex import boxes as setting
from charts.tex import fonts, parse, symbols
from charts.tex.tree import (
    Accent,
    Change,
    Classed,
    Fence,
    Formula,
    Fraction,
    Node,
    Root,
    Row,
    Scripts,
    Space,
    Stretched,
    Symbol,
    Table,
    Words,
)

ROOT = Path(__file__).parents[3]
FIXED = settings(derandomize=True, deadline=None)
MOST_DRAWN = MAX_COST / 4  # what the largest formulas cost
WHITE = (255, 255, 255, 255)
Pixels = npt.NDArray[np.uint8]

# From public pages: notes and READMEs that showed formulas by URLs of the service.
PUBLISHED = (
    "O",
    "I_t",
    "E = mc^2",
    "s = r^{-1} (mr^e)^d = m^d",
    r"y_{it} \sim g(\eta_{it}),\qquad i\in I_t",
    r"X(f) = \int_{-\infty}^{\infty} x(t) e^{-j 2\pi f t} dt",
    "e^{\\mathrm{i}\\,\\pi}+1=0\\",
    r"J(\theta ) = \frac{1}{{2{\text{m}}}}\sum\limits_{i = 1}^m {{{({h_\theta }({x^{(i)}}) -"
    r" {y^{(i)}})}^2}} ",
    r"\alpha )为学习速率，控制梯度下降的速度，一般取**0.01,0.03,0.1,0.3.....**",
    r"t=1,\dots,T",
    r"-\sum_{x{\in}X}P(x)\sum_{y{\in}Y}P(y\|x)\log_2{P(y\|x)}",
    r"X=\left{\textrm{covered},\textrm{uncovered}\right}",
    r"$S_i=\frac{e^i}{sum^{j=k}_{j=1}{e^j}}$",
    r"F_{5}=\operatorname{Corr}\left(x_{t}, x_{t-1}\right)",
    "x≥0,y≥0 , x+y≤3,x+2y≤4",
    r"\Large x=\frac{-b\pm\sqrt{b^2-4ac}}{2a}",
    r"\frac{$dN_A$}{dt}=-\frac{$N_A$}{$\tau _A$}",
    r"\eta_{it} = \vec\gamma^\top\vec x_{it} +\vec\beta_t^\top\vec z_{it}",
    r"\left| a_0 \right> \left| a_1 \right> \ldots \left| a_{n-1} \right>",
    "\\\\\\frac{dx}{dt}=\\sigma (y-x)\n\\\\\\frac{dy}{dt}=-xz+rx-y\n\\\\\\frac{dz}{dt}=xy-bz",
    r"\mathcal{F} = \{f(x) = w_{q(x)}(q:\qquad \mathbb{R}^m \rightarrow T,\qquad w \in"
    r" \mathbb{R}^T)\}",
    r"\Large (-2)^{-2}-|\sqrt{3}-2|+(-\frac{\sqrt{3}}{2})^{0}-\sqrt[3]{8}-2cos30^{∘}",
    r"\dot{x} = \begin{bmatrix}0 & 1 \\-\dfrac{k}{m} & 0 \end{bmatrix}x",
    r"\begin{align}  \hat{\mathbf{\beta}} &= (\mathbf{X}^T\mathbf{X})^{-1}\mathbf{X}^T\mathbf{Y}"
    r" \\  &= \mathbf{\beta} + (\mathbf{X}^T\mathbf{X})^{-1}\mathbf{X}^T\mathbf{\epsilon^*} \neq"
    r" \beta \end{align}",
    r"\begin{cases} 0 & m=0 \\ \frac { 1 }{ 3 } (\frac { m }{ \left| s1 \right|  }) & others"
    r" \end{cases}",
    r"\begin{aligned} x^* &= \left\{ \begin{array}{lr} x_{\frac{n+1}{2}} & : \text{if $n$ is odd}"
    r" \\ \frac{x_1 + x_2}{2} & : \text{if $n$ is even} \end{array} \right. \end{aligned}",
    r"\begin{align*} & h = g(X\theta)\newline & J(\theta) = \frac{1}{m} \end{align*}",
    r"dp[i][j]=\sum_{m=0}^kdp[i-1][m], \quad m\not=j-1,m\not=j+1",
    r"\begin{equation*}result=\sum_{j=1}^kdp[l][j]\end{equation*}",
    r"\Big\langle\big\langle\langle{x}\rangle\big\rangle\Big\rangle\bigg\rangle\Bigg\rangle",
    r"{\rm{C = min }}\sum\limits_{i = 1}^n {{{\left\| {{x_i} - {\mu _j}} \right\|}_2}}"
    r" {\rm{ subject }}{{\rm{C}}_j}",
    "$E =-p \\ \\log_2 (p) -q \\ \\log_2 (q)$\n",
    r"$$ \sum_{i=1}^{100} f(i^2) $$",
    r"\[ \frac12*\frac23*\ldots\frac{n-1}n=\frac{1}{n} \]",
    r"x_{i+1}\geq{}x_i\forall{}i",
    r"\fontsize{18} x",
    r"1 - \frac{Seeding}{Snatched}",
    "\r\n4x_0\\Delta(x)+3\\Delta(x)+2\\Delta(x^2)>0\r\n",
    r"\delta_{i}^{(n_{l})}=-(y_{i}-\alpha_{i}^{(n_{l})})\cdot f^{'}(\alpha_{i}^{(n_{l})})",
    r"\begin{aligned}f(x) &= \frac{{r \choose x} {N - r \choose n - x}}{{N \choose n}}"
    r"\end{aligned}",
)


def _asked(text: str, **values: str) -> formula.Asked:
    return formula.formula({"chl": text, **values}, Diagnostics())


def _drawn(text: str, **values: str) -> Pixels:
    """The picture's darkness, 0 to 255."""
    asked = _asked(text, **values)
    canvas = AggCanvas(asked.width, asked.height, 1.0, WHITE)
    regions = setting.draw(canvas, asked.formula, Box(0, 0, asked.width, asked.height))
    assert regions == []
    return np.array(255 - canvas.pixels()[:, :, 0])


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
    ],
)
def test_what_a_text_says(text: str, tree: Node) -> None:
    assert _tree(text) == tree


def test_the_style_is_that_of_a_displayed_formula_but_between_single_dollars() -> None:
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
        (r"\substack{x\\y}", [1, 1], "c"),
        (r"x&=1\\y&=2", [2, 2], "rl"),
        (r"\\x=1\\y=2\\", [1, 1], "l"),
    ],
)
def test_tables(text: str, rows: list[int], columns: str) -> None:
    table = _table(text)
    assert [len(row) for row in table.rows] == rows
    assert table.columns == columns


def test_lines_of_a_table() -> None:
    table = _table(r"\begin{array}{|c||c|}\hline1&2\\\hline\hline3&4\\[5pt]\hline\end{array}")
    assert table.upright == (1, 2, 1)
    assert table.level == (1, 2, 1)
    assert table.extra == (0.0, 0.5)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is missing"),
        (" \n ", "is missing"),
        (r"\quad", r"“\quad” has nothing to draw"),
        (r"\phantom{x}", r"“\phantom{x}” has nothing to draw"),
        (r"x\foo y", r"\foo is not known (character 2)"),
        (r"\newcommand{\R}{R}", r"\newcommand is not known; definitions are not read here"
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
        (r"\left x", r"\left lacks a delimiter: “x” is none (character 7)"),
        (r"\big", r"\big lacks a delimiter: the end is none (character 5)"),
        (r"\begin{matrix}a", r"\begin is not closed (character 1)"),
        (r"\begin{foo}", "the environment “foo” is not known (character 1)"),
        (r"\begin{matrix}a\end{array}", r"“\end{array}” stands where \begin{matrix} of character 1"
         " is still open (character 16)"),
        (r"a\end{matrix}", r"\end has no \begin before it (character 2)"),
        (r"\begin{array}{cz}a\end{array}", "“z” is no column: they are l, c and r (character 14)"),
        (r"{a&b}", "“&” stands where “{” of character 1 is still open (character 3)"),
        (r"\sqrt[3", "“[” is not closed (character 6)"),
        (r"\text{abc", "“{” is not closed (character 6)"),
        (r"\color{nocolour}x", "“nocolour” is not a colour (character 7)"),
        (r"\hspace{x}", r"\hspace lacks a length, as in 2em or 5pt (character 8)"),
        ("x\x00", "the character U+0000 cannot be set (character 2)"),
        ("x" * 2001, "is longer than 2,000 characters"),
        ("{" * 31, "is nested deeper than 30 levels (character 31)"),
        (r"\hat" * 100, "is nested deeper than 30 levels (character 125)"),
        ("&" * 600, "has more than 500 cells (character 501)"),
    ],
)  # fmt: skip
def test_what_is_no_formula_says_where(text: str, message: str) -> None:
    with pytest.raises(ChartError) as caught:
        _asked(text)
    assert [(error.parameter, error.detail) for error in caught.value.errors] == [("chl", message)]


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("50% of x", "“% of x” is a comment, as all after % (\\% writes the sign)"),
        ("Let $x$ be", "“$” at character 5 was passed over: all of a formula is mathematics"),
        (r"\left{x\right}", r"“{” at character 6 is taken for \{"),
        ("x\\", "the backslash at its end stands before nothing"),
    ],
)
def test_what_is_taken_otherwise_is_noted(text: str, remark: str) -> None:
    notes = Diagnostics()
    formula.formula({"chl": text}, notes)
    assert ("chl", "warning", remark) in notes


@pytest.mark.parametrize("text", PUBLISHED)
def test_published_formulas_are_drawn_within_their_picture(text: str) -> None:
    ink = _drawn(text)
    rows, columns = np.nonzero(ink > 40)
    height, width = ink.shape
    # All of the picture is used, but for a small margin.
    assert rows.min() in (1, 2, 3)
    assert height - 1 - rows.max() in (1, 2, 3)
    assert columns.min() in (1, 2, 3)
    assert width - 1 - columns.max() in (1, 2, 3)


def test_every_sign_has_a_glyph() -> None:
    missing = fonts.coded("DejaVuSans", 0x25A1)[1:]
    for sign, kind in set(symbols.COMMANDS.values()):
        assert not setting.blank(Formula(Symbol(sign, kind))), sign
        if sign not in setting.MADE and sign not in fonts.OPERATORS:
            assert fonts.glyph(sign, "math")[1:] != missing, sign


def test_sizes() -> None:
    natural = _asked("E=mc^2")
    assert (natural.width, natural.height) == (72, 21)
    for size in ("0", "1x0", "0x0", "300x0", "", " "):
        assert _asked("E=mc^2", chs=size) == natural
    assert _asked("E=mc^2", chs="42")[1:] == (144, 42)
    assert _asked("E=mc^2", chs="0x42")[1:] == (144, 42)
    assert _asked("E=mc^2", chs="300x100")[1:] == (300, 100)


@pytest.mark.parametrize(
    ("text", "size", "found", "remark"),
    [
        ("x", "1200", (547, 547), "1200x1200 is over the limit (1000 a side, 300,000 pixels):"
         " 547x547 was drawn"),
        ("x", "5000x5000", (1000, 300), "5000x5000 is over the limit (1000 a side, 300,000"
         " pixels): 1000x300 was drawn"),
        ("x" * 300, "", (1000, 4), "3085x13 is over"),
        ("x", "large", (13, 13), "“large” is neither a height nor a size as in 300x100; the"
         " formula's own was taken"),
    ],
)  # fmt: skip
def test_sizes_that_are_changed_are_noted(
    text: str, size: str, found: tuple[int, int], remark: str
) -> None:
    notes = Diagnostics()
    asked = formula.formula({"chl": text, "chs": size}, notes)
    assert [note.parameter for note in notes] == ["chs"]
    assert notes[0].text.startswith(remark)
    assert asked[1:] == found


@pytest.mark.parametrize("size", ["300x100", "100x100", "40x200", "64", "20x20"])
def test_a_formula_is_as_large_as_its_room_and_in_its_middle(size: str) -> None:
    ink = _drawn("E=mc^2", chs=size) > 40
    rows, columns = np.nonzero(ink)
    height, width = ink.shape
    left, right = columns.min(), width - 1 - columns.max()
    top, bottom = rows.min(), height - 1 - rows.max()
    assert abs(left - right) <= 2
    assert abs(top - bottom) <= 2
    assert min(left, top) <= 0.15 * min(width, height)


def _box(text: str) -> setting.Box:
    at = setting.Setting(0, False, 1.0, (0, 0, 0, 255))
    return setting._set(parse.parse(text).content, at)


def test_spaces_between_the_parts_of_a_formula() -> None:
    """TeXbook, chapter 18."""
    x, y, plus, equal = (_box(text).width for text in ("x", "y", "{+}", "{=}"))
    assert _box("xy").width == pytest.approx(x + y)
    assert _box("x+y").width == pytest.approx(x + y + plus + 8 / 18)
    assert _box("x=y").width == pytest.approx(x + y + equal + 10 / 18)
    assert _box("+y").width == pytest.approx(y + plus)
    assert _box("=+y").width == pytest.approx(equal + 5 / 18 + plus + y)
    assert _box(r"\scriptstyle x+y").width == pytest.approx((x + y + plus) * 0.7 * 1.08)
    assert _box(r"x\,y\!").width == pytest.approx(x + y)


def test_what_displays_are_taller_for() -> None:
    for text in (r"\frac xy", r"\sum_x^y", r"\int", r"\lim_x", r"\binom xy"):
        display, in_line = _box(text), _box(r"\textstyle " + text)
        assert display.height + display.depth > 1.2 * (in_line.height + in_line.depth)


def test_delimiters_are_as_tall_as_what_they_hold() -> None:
    for rows in (1, 2, 3, 5, 12):
        inner = r"\begin{matrix}" + r"x\\" * rows + r"\end{matrix}"
        alone = _box(inner)
        tall = alone.height + alone.depth
        for left, right in ("()", "[]", "||", ("\\{", "\\}"), ("\\lfloor", "\\rceil")):
            held = _box(rf"\left{left}{inner}\right{right}")
            assert 0.85 * tall <= held.height + held.depth <= 1.3 * tall + 0.5
        root = _box(rf"\sqrt{{{inner}}}")
        assert tall < root.height + root.depth < 1.3 * tall + 0.7


def test_fractions_are_centred_on_the_minus_sign() -> None:
    ink = _drawn(r"-\frac{xxxx}{x}", chs="100")
    bars = [row for row in range(100) if (ink[row] > 200).sum() > 100]
    assert 2 <= len(bars) <= 5
    minus = np.nonzero((ink[:, 5:20] > 200).sum(axis=1) > 10)[0]
    assert abs(minus.mean() - np.mean(bars)) <= 1


def test_scripts_of_a_letter_with_an_accent_stand_as_without() -> None:
    plain, marked = _box("x^2"), _box(r"\hat x^2")
    assert plain.width == pytest.approx(marked.width)
    assert plain.height == pytest.approx(marked.height, abs=0.08)


def test_colours() -> None:
    asked = _asked(r"x\color{red}x", chco="0000FF")
    canvas = AggCanvas(asked.width, asked.height, 1.0, WHITE)
    setting.draw(canvas, asked.formula, Box(0, 0, asked.width, asked.height))
    pixels = canvas.pixels()[:, :, :3].reshape(-1, 3).astype(int)
    assert (pixels[:, 2] - pixels[:, 0]).max() > 200
    assert (pixels[:, 0] - pixels[:, 2]).max() > 200
    assert pixels[:, 1].min() < 60


@pytest.mark.parametrize("text", [r"\frac{-b\pm\sqrt{b^2-4ac}}{2a}", r"\boldsymbol{x}\cancel{y}"])
def test_the_svg_is_the_same_picture(text: str) -> None:
    import io

    import resvg_py
    from PIL import Image

    asked = _asked(text)
    canvas = svg.SvgCanvas(asked.width, asked.height, WHITE)
    setting.draw(canvas, asked.formula, Box(0, 0, asked.width, asked.height))
    document = canvas.finish().decode()
    picture = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=document, dpi=96))))
    found = 255 - np.asarray(picture.convert("L")).astype(int)
    expected = _drawn(text).astype(int)
    assert found.shape == expected.shape
    assert np.abs(found - expected).mean() < 10


def test_a_formula_needs_nothing_of_matplotlib_but_its_compiled_modules() -> None:
    code = (
        "import json, sys\n"
        "from charts.google.read import formula; from charts.diagnostics import Diagnostics\n"
        "from charts.canvas.agg import AggCanvas; from charts.canvas.box import Box\n"
        "found = formula.formula({'chl': r'\\frac{x}{2}'}, Diagnostics())\n"
        "from charts.tex import boxes as drawn\n"
        "canvas = AggCanvas(found.width, found.height, 1.0, (255, 255, 255, 255))\n"
        "drawn.draw(canvas, found.formula, Box(0, 0, found.width, found.height))\n"
        "canvas.finish(); print(json.dumps(sorted(sys.modules)))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert {"matplotlib", "pyparsing", "PIL"}.isdisjoint(json.loads(done.stdout))


def test_the_same_formula_gives_the_same_picture() -> None:
    first, second = _drawn(PUBLISHED[15]), _drawn(PUBLISHED[15])
    setting._ink.cache_clear()
    assert (first == second).all()
    assert (first == _drawn(PUBLISHED[15])).all()


_COMMANDS = ["\\" + name for name in (
    *symbols.COMMANDS, *symbols.ACCENTS, *symbols.STRETCHED, *symbols.ARROWS,
    *symbols.SIZES, *parse._FACES, *parse._TEXTS, *parse._FRAMES, *parse._INFIX, "frac", "sqrt",
    "left", "right", "middle", "begin", "end", "over", "hline", "rule", "color", "textcolor", "tag",
    "substack", "stackrel", "genfrac", "hspace", "kern", "binom", "limits", "operatorname",
    "mathop", "fontsize", "big", "Biggl", "phantom", "smash", "not", "multicolumn", "unknown", "\\",
)]  # fmt: skip
_PIECES = [
    *_COMMANDS, *(f"\\{what}{{{name}}}" for what in ("begin", "end")
                  for name in (*parse._MATRICES, *parse._LINES, *parse._CASES)),
    *"{}{}{}[]^_&$%~'()|a1+=,.é中\x00\u200b\U0001f600 \n", "{a}", "{2em}", "[3pt]", "{cc|c}",
    "\\left(", "\\right)", "\\left\\{", "\\right.",
]  # fmt: skip


def _survives(text: str) -> None:
    asked, complaint = None, ""
    try:
        asked = _asked(text)
    except ChartError as error:
        complaint = str(error)
    if asked is None:
        assert complaint.startswith("chl: ")
        assert len(complaint) < 250
    else:
        assert 0 < asked.width <= 1000
        assert 0 < asked.height <= 1000
        assert asked.width * asked.height <= 300_000
        canvas = AggCanvas(asked.width, asked.height, 1.0, WHITE)
        setting.draw(canvas, asked.formula, Box(0, 0, asked.width, asked.height))
        assert canvas.budget.cost < MOST_DRAWN


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


def test_messages_count_characters_from_one() -> None:
    for text in ("a}", "ab}", "abc}"):
        with pytest.raises(parse.TexError) as caught:
            parse.parse(text)
        found = re.search(r"character ([0-9]+)", str(caught.value))
        assert found is not None
        assert text[int(found[1]) - 1] == "}"
