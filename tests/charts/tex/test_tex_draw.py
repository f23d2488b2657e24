"""Formulas as they are set: spaces, heights, delimiters, and their pictures."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import resvg_py
from PIL import Image

from charts.canvas import svg
from charts.canvas.agg import AggCanvas
from charts.canvas.box import Box
from charts.colour import Colour
from charts.tex import draw, fonts, layout, parse, signs, symbols
from charts.tex.box import Box as FormulaBox
from charts.tex.box import Setting
from charts.tex.tree import Formula, Symbol
from tests.charts.tex.published import PUBLISHED

ROOT = Path(__file__).parents[3]
WHITE = (255, 255, 255, 255)
Pixels = npt.NDArray[np.uint8]


def _formula(text: str, colour: Colour = (0, 0, 0, 255)) -> Formula:
    parsed = parse.parse(text)
    return Formula(parsed.content, colour, parsed.style)


def _size(formula: Formula) -> tuple[int, int]:
    size = draw.size(formula)
    assert size
    return size


def test_size_is_none_where_nothing_is_seen() -> None:
    for text in ("", r"\quad", r"\phantom{x}"):
        assert draw.size(_formula(text)) is None


def _drawn(text: str, size: tuple[int, int] | None = None) -> Pixels:
    """The picture's darkness, 0 to 255; of the formula's own size if none is given."""
    formula = _formula(text)
    width, height = size or _size(formula)
    canvas = AggCanvas(width, height, 1.0, WHITE)
    assert draw.draw(canvas, formula, Box(0, 0, width, height)) == []
    return np.array(255 - canvas.pixels()[:, :, 0])


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
        assert draw.size(Formula(Symbol(sign, kind))), sign
        if sign not in signs.COMPOSITES and sign not in fonts.OPERATORS:
            assert fonts.glyph(sign, "math")[1:] != missing, sign


@pytest.mark.parametrize("size", [(300, 100), (100, 100), (40, 200), (219, 64), (20, 20)])
def test_formulas_are_as_large_as_their_box_and_in_its_middle(size: tuple[int, int]) -> None:
    ink = _drawn("E=mc^2", size) > 40
    rows, columns = np.nonzero(ink)
    height, width = ink.shape
    left, right = columns.min(), width - 1 - columns.max()
    top, bottom = rows.min(), height - 1 - rows.max()
    assert abs(left - right) <= 2
    assert abs(top - bottom) <= 2
    assert min(left, top) <= 0.15 * min(width, height)


def _box(text: str) -> FormulaBox:
    at = Setting(0, False, 1.0, (0, 0, 0, 255))
    return layout.set_node(parse.parse(text).content, at)


def test_spaces_stand_between_the_parts_of_a_formula() -> None:
    """TeXbook, chapter 18."""
    x, y, plus, equal = (_box(text).width for text in ("x", "y", "{+}", "{=}"))
    assert _box("xy").width == pytest.approx(x + y)
    assert _box("x+y").width == pytest.approx(x + y + plus + 8 / 18)
    assert _box("x=y").width == pytest.approx(x + y + equal + 10 / 18)
    assert _box("+y").width == pytest.approx(y + plus)
    assert _box("=+y").width == pytest.approx(equal + 5 / 18 + plus + y)
    assert _box(r"\scriptstyle x+y").width == pytest.approx((x + y + plus) * 0.7 * 1.08)
    assert _box(r"x\,y\!").width == pytest.approx(x + y)


def test_displays_are_taller_than_formulas_in_a_line() -> None:
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
    width, height = _size(_formula(r"-\frac{xxxx}{x}"))
    ink = _drawn(r"-\frac{xxxx}{x}", (round(width * 100 / height), 100))
    bars = [row for row in range(100) if (ink[row] > 200).sum() > 100]
    assert 2 <= len(bars) <= 5
    minus = np.nonzero((ink[:, 5:20] > 200).sum(axis=1) > 10)[0]
    assert abs(minus.mean() - np.mean(bars)) <= 1


def test_lines_between_columns_are_interrupted_by_cells_over_several() -> None:
    text = r"\begin{array}{c|c}%s\\x&x\\x&x\end{array}"
    for first, lines in (("x&x", 3), (r"\multicolumn{2}{c}{\phantom{x}}", 2)):
        ink = _drawn(text % first, (200, 300)) > 200
        longest = max(int(column.sum()) for column in ink.T)
        assert longest == pytest.approx(300 * lines / 3, rel=0.15)


def test_text_between_lines_does_not_move_them() -> None:
    words = r"\intertext{A long line of text}"
    plain, parted = (_box(rf"\begin{{align}}x&=1\\{text}y&=2\end{{align}}") for text in ("", words))
    assert parted.width > 2 * plain.width
    ink = _drawn(rf"\begin{{align}}x&=1\\{words}y&=2\end{{align}}") > 100
    columns = np.nonzero(ink[: ink.shape[0] // 3].any(axis=0))[0]  # of the first line
    assert (columns.min() + columns.max()) / 2 == pytest.approx(ink.shape[1] / 2, abs=3)


def test_limits_are_centred_on_an_operator_with_scripts_at_its_corners() -> None:
    text = r"\sideset{_{aaaa}}{}\sum^{k}"
    ink = _drawn(text, (400, 200)) > 100
    upper = np.nonzero(ink[:30].any(axis=0))[0]  # of the limit above
    columns = np.nonzero(ink.any(axis=0))[0]
    wide = np.ptp(columns) * _box(r"\sum").width / _box(text).width
    assert upper.mean() == pytest.approx(columns.max() - wide / 2, abs=10)


def test_lines_of_fractions_are_as_thick_as_they_are_told() -> None:
    for points, thickness in ((1, 0.1), (4, 0.4)):
        ink = _drawn(rf"\genfrac{{}}{{}}{{{points}pt}}{{}}{{}}{{\quad}}", (400, 400)) > 128
        rows = np.nonzero(ink.any(axis=1))[0]
        columns = np.nonzero(ink.any(axis=0))[0]
        assert len(rows) / len(columns) == pytest.approx(thickness, abs=0.02)


def test_unions_are_open_above_and_intersections_below() -> None:
    for union, intersection in ((r"\Cup", r"\Cap"), (r"\cup", r"\cap"), ("⋓", "⋒")):
        for text, whole in ((union, -1), (intersection, 0)):
            ink = _drawn(text, (100, 100)) > 128
            rows = np.nonzero(ink.any(axis=1))[0]
            edges = [int(np.ptp(np.nonzero(ink[row])[0])) for row in (rows[1], rows[-2])]
            assert edges[whole] < edges[whole + 1 if whole == 0 else 0]


def test_scripts_of_a_letter_with_an_accent_stand_as_without() -> None:
    plain, marked = _box("x^2"), _box(r"\hat x^2")
    assert plain.width == pytest.approx(marked.width)
    assert plain.height == pytest.approx(marked.height, abs=0.08)


def test_colours_are_those_of_the_text() -> None:
    formula = _formula(r"x\color{red}x", (0, 0, 255, 255))
    width, height = _size(formula)
    canvas = AggCanvas(width, height, 1.0, WHITE)
    draw.draw(canvas, formula, Box(0, 0, width, height))
    pixels = canvas.pixels()[:, :, :3].reshape(-1, 3).astype(int)
    assert (pixels[:, 2] - pixels[:, 0]).max() > 200
    assert (pixels[:, 0] - pixels[:, 2]).max() > 200
    assert pixels[:, 1].min() < 60


@pytest.mark.parametrize("text", [r"\frac{-b\pm\sqrt{b^2-4ac}}{2a}", r"\boldsymbol{x}\cancel{y}"])
def test_svg_is_the_same_picture(text: str) -> None:
    formula = _formula(text)
    width, height = _size(formula)
    canvas = svg.SvgCanvas(width, height, WHITE)
    draw.draw(canvas, formula, Box(0, 0, width, height))
    document = canvas.finish().decode()
    picture = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=document, dpi=96))))
    found = 255 - np.asarray(picture.convert("L")).astype(int)
    expected = _drawn(text).astype(int)
    assert found.shape == expected.shape
    assert np.abs(found - expected).mean() < 10


def test_formulas_need_nothing_of_matplotlib_but_its_compiled_modules() -> None:
    code = (
        "import json, sys\n"
        "from charts.tex import draw, parse; from charts.tex.tree import Formula\n"
        "from charts.canvas.agg import AggCanvas; from charts.canvas.box import Box\n"
        "formula = Formula(parse.parse(r'\\frac{x}{2}').content)\n"
        "width, height = draw.size(formula)\n"
        "canvas = AggCanvas(width, height, 1.0, (255, 255, 255, 255))\n"
        "draw.draw(canvas, formula, Box(0, 0, width, height))\n"
        "canvas.finish(); print(json.dumps(sorted(sys.modules)))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert {"matplotlib", "pyparsing", "PIL"}.isdisjoint(json.loads(done.stdout))


def test_formulas_always_give_the_same_picture() -> None:
    first, second = _drawn(PUBLISHED[15]), _drawn(PUBLISHED[15])
    draw._ink.cache_clear()
    assert (first == second).all()
    assert (first == _drawn(PUBLISHED[15])).all()
