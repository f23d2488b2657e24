"""Functions of data (``chfd``): arithmetic in the syntax of muParser, safe to take from a URL.

The operators, from the one that binds least: ``? :``, ``||`` ``or``, ``xor``, ``&&`` ``and``,
comparisons, ``+ -``, ``* /`` and signs, ``^`` (from the right: ``2^2^3`` is 256, ``-2^2`` is -4).
Where muParser has changed, its 1.x of Google's time counts: ``log`` is to the base 10 and ``ln``
natural. Both ways to write a condition are known, ``if(a, b, c)`` and the later ``a ? b : c``.

A text is compiled to steps for a stack, and these run on whole columns of numbers at once.
Everything is floating point as the processor does it: what has no finite result is a gap.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from ...diagnostics import quoted

MAX_LENGTH = 1000
"""Characters of a text, and so the largest count of its tokens and steps."""
MAX_DEPTH = 50
"""Brackets and conditions within each other."""

# A constant, the name of a variable, or a function of numpy with the count of its arguments.
_Step = float | str | tuple[str, int]

_TOKEN = re.compile(
    r"(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign><=|>=|==|!=|&&|\|\||[-+*/^<>?:(),])"
    r"|(?P<end>\Z)"
)
_SPACES = re.compile(r"[ \t\r\n]*")
_CONSTANTS = {"_pi": math.pi, "_e": math.e, "pi": math.pi, "e": math.e}
_NEGATION = 6
_POWER = 7  # the only operator that groups from the right
_OPERATORS = {
    **dict.fromkeys(("||", "or"), (1, "logical_or")),
    "xor": (2, "logical_xor"),
    **dict.fromkeys(("&&", "and"), (3, "logical_and")),
    "<": (4, "less"),
    ">": (4, "greater"),
    "<=": (4, "less_equal"),
    ">=": (4, "greater_equal"),
    "==": (4, "equal"),
    "!=": (4, "not_equal"),
    "+": (5, "add"),
    "-": (5, "subtract"),
    "*": (6, "multiply"),
    "/": (6, "divide"),
    "^": (_POWER, "power"),
}
_FUNCTIONS = {
    **{name: (name, 1) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    **{f"a{name}": (f"arc{name}", 1) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    **{name: (name, 1) for name in ("exp", "sqrt", "sign", "abs", "log2", "log10")},
    "log": ("log10", 1),
    "ln": ("log", 1),
    "rint": ("floor", 1),  # of the value and a half: halves go up
    "atan2": ("arctan2", 2),
    "if": ("where", 3),
}
_VARIADIC = {"min": "minimum", "max": "maximum", "sum": "add", "avg": "add"}


class ExpressionError(ValueError):
    """Raised if a text is not an expression: says what is wrong, and at which character."""


@dataclass(frozen=True)
class Expression:
    """A compiled expression."""

    steps: tuple[_Step, ...]

    def evaluate(self, columns: Mapping[str, Sequence[float | None]]) -> list[float | None]:
        """Return the results for columns of values, which have the same length.

        A result is None where it is not a finite number (a division by zero, an overflow, a root
        of a negative number) and where a variable that the expression uses is None or not finite.
        Without any column there is one result. Raises KeyError if the expression uses a variable
        that has no column.
        """
        import numpy as np
        import numpy.typing as npt

        count = len(next(iter(columns.values()), (0.0,)))
        used = {step: columns[step] for step in self.steps if isinstance(step, str)}
        arrays = {name: np.asarray(column, np.float64) for name, column in used.items()}
        stack: list[npt.NDArray[np.float64]] = []
        with np.errstate(all="ignore"):
            for step in self.steps:
                if isinstance(step, tuple):
                    function, arity = step
                    arguments = stack[-arity:]
                    del stack[-arity:]
                    # Comparisons give truth values, which cannot be subtracted.
                    stack.append(np.asarray(getattr(np, function)(*arguments), np.float64))
                elif isinstance(step, str):
                    stack.append(arrays[step])
                else:
                    stack.append(np.asarray(step, np.float64))
        result = np.broadcast_to(stack.pop(), count)
        known = np.all([np.isfinite(column) for column in (result, *arrays.values())], axis=0)
        pairs = zip(result.tolist(), known.tolist(), strict=True)
        return [value if good else None for value, good in pairs]


def compile(text: str, names: Collection[str]) -> Expression:  # noqa: A001 (as re.compile)
    """Return the expression of a text in which the variables are ``names``.

    Raises ExpressionError for a text that is not an expression, that is longer than ``MAX_LENGTH``
    characters or nested deeper than ``MAX_DEPTH``. Variables come before constants of the same
    name.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"longer than {MAX_LENGTH} characters at character {MAX_LENGTH + 1}")
    return Expression(_Reader(_tokens(text), names).read())


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    at: int
    spaced: bool  # stands after a space

    def __str__(self) -> str:
        return quoted(self.text) if self.text else "the end"


def _fail(what: str, token: _Token) -> NoReturn:
    raise ExpressionError(f"{what} at character {token.at}")


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while not tokens or tokens[-1].kind != "end":
        spaces = _SPACES.match(text, at)
        start = spaces.end() if spaces else at
        match = _TOKEN.match(text, start)
        if match is None:
            hint = "; equal is ==" if text[start] == "=" else ""
            raise ExpressionError(
                f"{quoted(text[start])} has no meaning at character {start + 1}{hint}"
            )
        tokens.append(_Token(match.lastgroup or "", match[0], start + 1, start > at))
        at = match.end()
    return tokens


class _Reader:
    """Turns tokens into steps: operators wait for one that binds less, brackets recurse."""

    def __init__(self, tokens: list[_Token], names: Collection[str]) -> None:
        self.steps: list[_Step] = []
        self._tokens = tokens
        self._names = names
        self._index = 0

    def read(self) -> tuple[_Step, ...]:
        """Return the steps of all tokens."""
        self._expression(0)
        if self._next.kind != "end":
            self._fail_after_value()
        return tuple(self.steps)

    @property
    def _next(self) -> _Token:
        return self._tokens[self._index]

    def _take(self, *texts: str) -> bool:
        """Step over the next token if it is one of these."""
        taken = self._next.text in texts
        self._index += taken
        return taken

    def _expression(self, depth: int) -> None:
        if depth > MAX_DEPTH:
            _fail(f"brackets or conditions nested deeper than {MAX_DEPTH}", self._next)
        waiting: list[tuple[int, str, int]] = []
        while True:
            while self._next.text in ("+", "-"):
                if self._next.text == "-":
                    waiting.append((_NEGATION, "negative", 1))
                self._index += 1
            self._value(depth)
            operator = _OPERATORS.get(self._next.text)
            if operator is None:
                break
            binding, function = operator
            # Equals are done from the left, powers from the right.
            while waiting and waiting[-1][0] >= binding + (binding == _POWER):
                self.steps.append(waiting.pop()[1:])
            waiting.append((binding, function, 2))
            self._index += 1
        self.steps.extend(step[1:] for step in reversed(waiting))
        if self._take("?"):
            self._expression(depth + 1)
            if not self._take(":"):
                self._fail_after_value("“:” is missing before {}")
            self._expression(depth + 1)
            self.steps.append(("where", 3))

    def _value(self, depth: int) -> None:
        token = self._next
        if token.kind not in ("number", "name") and token.text != "(":
            _fail(f"a number, a name or a bracket is missing before {token}", token)
        self._index += 1
        if token.kind == "number":
            if math.isinf(float(token.text)):
                _fail(f"{token} is too large", token)
            self.steps.append(float(token.text))
        elif token.text == "(":
            self._expression(depth + 1)
            self._close()
        elif self._take("("):
            self._call(token, depth)
        elif token.text in self._names:
            self.steps.append(token.text)
        elif token.text in _CONSTANTS:
            self.steps.append(_CONSTANTS[token.text])
        else:
            _fail(f"{token} is neither a variable nor a constant", token)

    def _call(self, name: _Token, depth: int) -> None:
        together = _VARIADIC.get(name.text)
        if not together and name.text not in _FUNCTIONS:
            _fail(f"{name} is not a function", name)
        self._expression(depth + 1)
        count = 1
        while self._take(","):
            self._expression(depth + 1)
            count += 1
            if together:
                self.steps.append((together, 2))
        self._close()
        if not together:
            function, arity = _FUNCTIONS[name.text]
            if count != arity:
                _fail(f"wrong number of values ({count}, not {arity}) for {name}", name)
            self.steps += [0.5, ("add", 2)] if name.text == "rint" else []
            self.steps.append((function, arity))
        elif name.text == "avg":
            self.steps += [float(count), ("divide", 2)]

    def _close(self) -> None:
        if not self._take(")"):
            self._fail_after_value("“)” is missing before {}")

    def _fail_after_value(self, otherwise: str = "{} is not expected") -> NoReturn:
        """Say what is wrong with a token that can stand neither in nor after an expression."""
        token = self._next
        if token.kind in ("number", "name") or token.text == "(":
            hint = " (a + is written %2B in a URL)" if token.spaced else ""
            _fail(f"an operator is missing before {token}{hint}", token)
        _fail(otherwise.format(token), token)
