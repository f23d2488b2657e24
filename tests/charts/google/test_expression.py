"""Functions of data: what an expression is worth, where it has a gap, and what is refused."""

from __future__ import annotations

import math
import sys
import threading
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.google.read import expression
from charts.google.read.expression import MAX_DEPTH, MAX_LENGTH, Expression, ExpressionError

FIXED = settings(derandomize=True, deadline=None)
POINTS = 2000


def value(text: str, **values: float) -> float | None:
    return of_one(expression.compile(text, values), values)


def of_one(compiled: Expression, values: Mapping[str, float]) -> float | None:
    """The result for one value of each variable."""
    return compiled.evaluate({name: (value,) for name, value in values.items()})[0]


# The tests of muParser itself have those with x = 1, y = 2, z = 3 (its a, b, c).
@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("2^2^3", 256),
        ("1/2/3", 1 / 6),
        ("3+4*2/(1-5)^2^3", 3.0001220703125),
        ("-2^2", -4),
        ("-(x+y)^2", -9),
        ("(-3)^2", 9),
        ("-(-2^2)", 4),
        ("3+-3^2", -6),
        ("3--x", 4),
        ("-(-x)*2", 2),
        ("1 && 0 + 1", 1),
        ("0 && 0 || 1", 1),
        ("1 && 0 || 0", 0),
        ("if(x<y, z, 10)", 3),
        ("x+y-z*4/5^6", 2.999232),
        ("1^2/3*4-5+6", 7 / 3),
    ],
)
def test_precedence_is_that_of_muparser(text: str, worth: float) -> None:
    assert value(text, x=1, y=2, z=3) == pytest.approx(worth)


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("10-4-3", 3),
        ("2*3+4*5", 26),
        ("2+3*4^2", 50),
        ("2^-3", 0.125),
        ("2^-3^2", 2**-9),
        ("2^-1*4", 2),
        ("-2*-3", 6),
        ("+5", 5),
        ("- - 5", 5),
        ("1-+-2", 3),
        ("1+2<4-0.5", 1),
        ("1<2==1", 1),
        ("2>=2", 1),
        ("2<=1", 0),
        ("2!=2", 0),
        ("(1<2)+(2<3)", 2),
        ("(1<2)-(2<3)", 0),
        ("-(1<2)", -1),
        ("1 or 0 and 0", 1),
        ("1 xor 1", 0),
        ("5 || 0", 1),
        ("1?2:3?4:5", 2),
        ("0?2:0?4:5", 5),
        ("0?1?2:3:4", 4),
        ("1+1?2:3", 2),
        ("(0?1:2)*10", 20),
    ],
)
def test_operators(text: str, worth: float) -> None:
    assert value(text) == pytest.approx(worth)


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        *((f"{name}(0.5)", getattr(math, name)(0.5)) for name in ("sin", "cos", "tan", "exp")),
        *((f"{name}(0.5)", getattr(math, name)(0.5)) for name in ("asin", "acos", "atan")),
        *((f"{name}(0.5)", getattr(math, name)(0.5)) for name in ("sinh", "cosh", "tanh")),
        *((f"{name}(1.5)", getattr(math, name)(1.5)) for name in ("asinh", "acosh", "sqrt")),
        ("atanh(.5)", math.atanh(0.5)),
        ("atan2(1, -1)", math.atan2(1, -1)),
        ("log2(8)", 3),
        ("log10(1000)", 3),
        ("log(1000)", 3),
        ("ln(_e^2)", 2),
        ("sign(-3)*10+sign(0)+sign(7)", -9),
        ("abs(-2.5)", 2.5),
        ("rint(2.5)", 3),
        ("rint(-2.5)", -2),
        ("rint(-2.6)", -3),
        ("min(3, 1, 2)", 1),
        ("max(3, 1+4, 2)", 5),
        ("sum(1, 2, 3, 4)", 10),
        ("avg(1, 2, 6)", 3),
        ("min(7)", 7),
        ("avg(7)", 7),
        ("max(min(1, 2), min(3, 4))", 3),
        ("_pi", math.pi),
        ("pi", math.pi),
        ("e", math.e),
        (".5", 0.5),
        ("5.", 5),
        ("1e-3", 0.001),
        ("1.5E+3", 1500),
        (" 1\t+\n1 ", 2),
    ],
)
def test_functions_constants_and_numbers(text: str, worth: float) -> None:
    assert value(text) == pytest.approx(worth)


def test_variables_are_names_and_come_before_constants() -> None:
    assert value("_a1*X-x", _a1=3, X=5, x=1) == 14
    assert value("e*2", e=10) == 20
    assert value("exp+exp(0)", exp=10) == 11


def test_published_functions() -> None:
    peak = expression.compile("100*exp(-(x-33265)^2/(2*20^2))", ["x"])
    assert of_one(peak, {"x": 33265}) == 100
    assert of_one(peak, {"x": 33285}) == pytest.approx(100 * math.exp(-0.5))
    assert value("sin(x)*50+50", x=math.pi / 2) == pytest.approx(100)
    assert value("(x^.5)*100", x=0.25) == pytest.approx(50)


@pytest.mark.parametrize(
    "text",
    [
        *("1/0", "-1/0", "0/0", "1/0-1/0", "0^-1", "(-8)^(1/3)", "(-1)^.5"),
        *("sqrt(-1)", "ln(0)", "ln(-1)", "log(-1)", "log2(0)", "asin(2)", "acosh(0)", "atanh(1)"),
        *("exp(1000)", "1e200*1e200", "sinh(1e4)", "10^10^10^10", "9^9^9^9^9^9^9^9", "e^e^e^e^e"),
        "min(1, sqrt(-1))",
    ],
)
def test_what_is_not_a_finite_number_is_a_gap(text: str) -> None:
    assert value(text) is None


def test_a_condition_keeps_what_is_not_finite_out() -> None:
    assert value("x == 0 ? 7 : 1/x", x=0) == 7
    assert value("if(x, 1/x, 7)", x=0) == 7


def test_a_gap_in_a_variable_is_a_gap_in_what_uses_it() -> None:
    columns = {"x": [1.0, None, math.inf, 4.0], "y": [None, 1.0, 1.0, 1.0]}
    steps = expression.compile("x > 2 ? 10 : 20", columns)
    assert steps.evaluate(columns) == [20, None, None, 10]
    assert expression.compile("3", columns).evaluate(columns) == [3, 3, 3, 3]


def test_all_points_at_once_are_worth_what_each_is() -> None:
    xs = [n / 7 - 20 for n in range(300)]
    ys = [n % 11 - 5.0 for n in range(300)]
    both = expression.compile("x<y ? sqrt(x+y) : avg(x, y, 1/y)^2 - (x<0)", "xy")
    each = [of_one(both, {"x": x, "y": y}) for x, y in zip(xs, ys, strict=True)]
    assert both.evaluate({"x": xs, "y": ys}) == each
    assert 0 < each.count(None) < 300
    assert {type(one) for one in each} == {float, type(None)}


def test_a_variable_without_a_value_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        of_one(expression.compile("x+y", "xy"), {"x": 1})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a number, a name or a bracket is missing before the end at character 1"),
        ("1+", "a number, a name or a bracket is missing before the end at character 3"),
        ("1+*2", "a number, a name or a bracket is missing before “*” at character 3"),
        ("sin()", "a number, a name or a bracket is missing before “)” at character 5"),
        ("max(1,)", "a number, a name or a bracket is missing before “)” at character 7"),
        ("1?:2", "a number, a name or a bracket is missing before “:” at character 3"),
        ("()", "a number, a name or a bracket is missing before “)” at character 2"),
        ("(1", "“)” is missing before the end at character 3"),
        ("sin(1", "“)” is missing before the end at character 6"),
        ("sin(1:2)", "“)” is missing before “:” at character 6"),
        ("1)", "“)” is not expected at character 2"),
        ("1,2", "“,” is not expected at character 2"),
        ("1:2", "“:” is not expected at character 2"),
        ("1 ? 2", "“:” is missing before the end at character 6"),
        ("2x", "an operator is missing before “x” at character 2"),
        ("2(x)", "an operator is missing before “(” at character 2"),
        ("sin x", "“sin” is neither a variable nor a constant at character 1"),
        (
            "x 50",
            "an operator is missing before “50” (a + is written %2B in a URL) at character 3",
        ),
        ("1 + foo", "“foo” is neither a variable nor a constant at character 5"),
        ("X", "“X” is neither a variable nor a constant at character 1"),
        ("1+foo(2)", "“foo” is not a function at character 3"),
        ("x(2)", "“x” is not a function at character 1"),
        ("Sin(2)", "“Sin” is not a function at character 1"),
        ("_pi(2)", "“_pi” is not a function at character 1"),
        ("1+sin(1,2)", "wrong number of values (2, not 1) for “sin” at character 3"),
        ("atan2(1)", "wrong number of values (1, not 2) for “atan2” at character 1"),
        ("x=2", "“=” has no meaning at character 2; equal is =="),
        ("1 $ 2", "“$” has no meaning at character 3"),
        ("!x", "“!” has no meaning at character 1"),
        ("1 & 2", "“&” has no meaning at character 3"),
        ("x.real", "“.” has no meaning at character 2"),
        ("x[0]", "“[” has no meaning at character 2"),
        ("'a'*9", "“'” has no meaning at character 1"),
        ("１+1", "“１” has no meaning at character 1"),  # a wide digit
        ("\0", "“�” has no meaning at character 1"),
        ("1+\ud800", "“�” has no meaning at character 3"),
        ("1e999", "“1e999” is too large at character 1"),
        ("9" * 400, f"“{'9' * 40}…” is too large at character 1"),
        ("__import__(1)", "“__import__” is not a function at character 1"),
        ("1" * (MAX_LENGTH + 1), "longer than 1000 characters at character 1001"),
    ],
)
def test_an_error_says_what_is_wrong_and_where(text: str, message: str) -> None:
    with pytest.raises(ExpressionError) as raised:
        expression.compile(text, ["x"])
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("opening", "closing"), [("(", ")"), ("sin(", ")"), ("min(1,", ")"), ("1?", ":2"), ("1?2:", "")]
)
def test_nesting_has_a_limit(opening: str, closing: str) -> None:
    def nested(depth: int) -> Expression:
        return expression.compile(opening * depth + "1" + closing * depth, [])

    assert nested(MAX_DEPTH).evaluate({}) is not None
    with pytest.raises(ExpressionError, match="nested deeper than 50 at character"):
        nested(MAX_DEPTH + 1)


def test_operators_do_not_nest() -> None:
    assert value("+".join("1" * 500)) == 500
    assert value("^".join("1" * 500)) == 1
    assert value("-" * (MAX_LENGTH - 1) + "1") == -1


def test_the_deepest_expression_needs_little_of_the_stack() -> None:
    text = "sin(1||1&&1<1-1*2^" * MAX_DEPTH + "1" + ")" * MAX_DEPTH
    compiled: list[Expression] = []
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(_frames() + 250)
    try:
        compiled.append(expression.compile(text, []))
    finally:
        sys.setrecursionlimit(limit)
    assert compiled[0].evaluate({}) is not None


def _frames() -> int:
    frame, count = sys._getframe().f_back, 0
    while frame:
        frame, count = frame.f_back, count + 1
    return count


@pytest.mark.parametrize(
    "text",
    [
        "+".join("x" * 500),
        "^".join("x" * 500),
        "sin(x)^x*" * 110 + "1",
        "tan(1e300*x)+" * 76 + "1",
        "if(x,x,x)+" * 99 + "x",
        "-" * (MAX_LENGTH - 1) + "x",
        "max(" + ",".join("x" * 497) + ")",
    ],
)
def test_a_long_expression_takes_a_step_a_character_for_two_thousand_points(text: str) -> None:
    assert MAX_LENGTH - 20 <= len(text) <= MAX_LENGTH
    columns = {"x": [n / 7 for n in range(POINTS)]}
    compiled = expression.compile(text, columns)
    assert len(compiled.steps) <= MAX_LENGTH  # each runs once, on all points
    assert len(compiled.evaluate(columns)) == POINTS


def test_threads_evaluate_one_expression_at_once() -> None:
    shared = expression.compile("sqrt(x)+1/x", "x")
    columns = {"x": [n - 50.0 for n in range(POINTS)]}
    expected = shared.evaluate(columns)
    results: list[list[float | None]] = []
    threads = [
        threading.Thread(target=lambda: results.append(shared.evaluate(columns))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 8


PIECES = [
    *("x", "y", "sin(", "max(", "if(", "(", ")", ",", "?", ":", "e", "_pi", "and", " "),
    *("+", "-", "*", "/", "^", "<", "==", "!=", "||", "&&", "1", ".5", "1e300", "1e-300", "9e99"),
]


@FIXED
@given(
    st.one_of(
        st.text(max_size=80),
        st.text(st.sampled_from("x0123456789.eE+-*/^()<>=!&|?:, "), max_size=80),
        st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
        st.binary(max_size=80).map(lambda some: some.decode("latin-1")),
        st.tuples(st.sampled_from(PIECES), st.integers(1, 2000)).map(
            lambda some: some[0] * some[1]
        ),
    )
)
def test_any_text_is_an_expression_or_an_expression_error(text: str) -> None:
    found, complaint = None, ""
    try:
        found = expression.compile(text, ["x", "y"])
    except ExpressionError as error:
        complaint = str(error)
    if found is None:
        assert "at character " in complaint
    else:
        for result in found.evaluate({"x": [0, -1.5, 1e300], "y": [2, None, 1e-300]}):
            assert result is None or math.isfinite(result)
        assert len(found.steps) <= MAX_LENGTH


@st.composite
def sums(draw: st.DrawFn, depth: int = 4) -> str:
    """An expression that Python reads as muParser does."""
    kind = draw(st.sampled_from("nx+-*/b" if depth else "nx"))
    if kind == "n":
        return f"{draw(st.integers(0, 99))}.{draw(st.integers(0, 99))}"
    if kind == "x":
        return "x"
    if kind == "b":
        return f"({draw(sums(depth - 1))})"
    return draw(sums(depth - 1)) + kind + draw(sums(depth - 1))


@FIXED
@given(sums(), st.floats(-10, 10))
def test_sums_and_products_are_those_of_python(text: str, x: float) -> None:
    try:
        expected = eval(text, {"__builtins__": {}}, {"x": x})  # noqa: S307 (made above)
    except ZeroDivisionError:
        expected = None
    found = value(text, x=x)
    if expected is None or found is None:
        # With infinities the processor may come back to a number, where Python gives up.
        assert expected is None or not math.isfinite(expected)
    else:
        assert found == pytest.approx(expected, rel=1e-12, abs=1e-300)
