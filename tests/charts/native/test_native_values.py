"""How values are read: what query text and JSON mean, and what they do not."""

from __future__ import annotations

from typing import Any

import pytest

from charts.diagnostics import quoted
from charts.native.values import (
    Choice,
    Colour,
    Colours,
    Flag,
    Integer,
    Number,
    Text,
    Texts,
    Values,
    ValueType,
)

TEXTS = Texts(max_items=10, max_length=20)
SERIES = Values(max_items=10, max_series=3)


def _id(part: object) -> str:
    """Return part of a test's name: the class where a kind of value has no settings."""
    return type(part).__name__ if isinstance(part, (Flag, Colour)) else repr(part)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a,b", ["a", "b"]),
        ("a", ["a"]),
        (",", ["", ""]),
        ("a,,b,", ["a", "", "b", ""]),
        (" a , b", [" a ", " b"]),
        (r"a\,b,c", ["a,b", "c"]),
        (r"a\\,b", ["a\\", "b"]),
        (r"a\\\,b", [r"a\,b"]),
        (r"a\|b|c", ["a|b|c"]),
        (r"\a\n", [r"\a\n"]),
        ("a\\", ["a\\"]),
        (r"\,", [","]),
    ],
)
def test_backslash_before_a_separator_means_the_separator(written: str, meant: list[str]) -> None:
    assert TEXTS.read(written) == tuple(meant)


def test_items_of_a_list_are_texts_as_they_are() -> None:
    assert TEXTS.read([r"a\,b", "c,d", None, 5, 2.5]) == (r"a\,b", "c,d", "", "5", "2.5")


@pytest.mark.parametrize(
    ("given", "series"),
    [
        ("1,2", ((1, 2),)),
        ("1,2|3,4", ((1, 2), (3, 4))),
        ("1, ,3|,,", ((1, None, 3), (None, None, None))),
        ("|", ((None,), (None,))),
        ("-1.5e-3,+.5,5.", ((-0.0015, 0.5, 5),)),
        ("1e300,-1e300,1e-300,0e9", ((1e300, -1e300, 1e-300, 0),)),
        (7, ((7,),)),
        ([1, None, "3", " ", ""], ((1, None, 3, None, None),)),
        ([[1, 2], [None, "4"]], ((1, 2), (None, 4))),
        ([[1]], ((1,),)),
    ],
)
def test_series(given: Any, series: tuple[tuple[float | None, ...], ...]) -> None:
    assert SERIES.read(given) == series


@pytest.mark.parametrize(
    "given",
    [
        *(r"1\,2", "1;2", "1 2", "1,2|3", "1|2|3|4", "1,2,3,4,5,6,7,8,9,10,11", "1||2,3"),
        *("1e301", "-1e400", "9e-301", "1e-400", "nan", "Infinity", "1e", "e1", ".", "1_0", "½"),
        *([], [[]], [[], []], [[1], [1, 2]], [[1], 2], [1, [2]], [[[1]]], [True], ["1,2"], [{}]),
        *(None, True, {}, 10**400, float("inf"), float("nan")),
    ],
    ids=_id,
)  # fmt: skip
def test_what_is_not_series(given: Any) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        SERIES.read(given)


def test_slices_have_no_gaps() -> None:
    with pytest.raises(ValueError, match="missing"):
        Values(10, 1, sizes=True).read("1,,3")


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        (Integer(16, 2000), " 640 ", 640),
        (Integer(16, 2000), "+640", 640),
        (Integer(16, 2000), 640.0, 640),
        (Number(0, 0.9), "9e-1", 0.9),
        (Number(0, 0.9), 0, 0),
        (Flag(), "", True),
        (Flag(), " Yes ", True),
        (Flag(), "oFF", False),
        (Flag(), False, False),
        (Choice(("png", "svg")), " SVG ", "svg"),
        (Text(5), 12.5, "12.5"),
        (Text(5), "a,|\\", "a,|\\"),
        (Colour(), " Teal ", (0, 128, 128, 255)),
        (Colour(), "transparent", (255, 255, 255, 0)),
        (Colour(), "0088CC80", (0, 136, 204, 128)),
        (Colours(2), "red, 000", ((255, 0, 0, 255), (0, 0, 0, 255))),
        (Colours(2), ["red", "#000f"], ((255, 0, 0, 255), (0, 0, 0, 255))),
    ],
    ids=_id,
)
def test_single_values(kind: ValueType, given: Any, value: Any) -> None:
    assert kind.read(given) == value


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        *((Integer(16, 2000), g) for g in ("640.0", "6e2", "6_40", "６４０", "15", 640.5, True)),
        *((Number(0, 0.9), g) for g in ("0.91", "-1e-9", "nan", 0.91, True, [0.5])),
        # Blanks and letters to Python's Unicode rules alone.
        *((Integer(16, 2000), f"{blank}640") for blank in "\x1c\x85\u00a0\u2003\u3000"),
        *((Number(0, 0.9), f"0.5{blank}") for blank in "\x1c\x85\u00a0\u2003\u3000"),
        *((Colour(), g) for g in ("\u00a0teal", "blac\u212a")),
        *((Flag(), g) for g in ("ye\u017f", "\u2003yes")),
        *((Flag(), g) for g in ("y", "2", "truefalse", 1, 0, [])),
        *((Choice(("png", "svg")), g) for g in ("", "gif", "png,svg", 1, ["png"])),
        *((Text(5), g) for g in ("123456", 123456, "\ud800", True, ["a"], float("inf"))),
        *((Colour(), g) for g in ("", "#", "reddish", "12345", "0088cc8", "rgb(0,0,0)", True)),
        *((Colours(2), g) for g in ("red,", "red,red,red", ["red", None], [["red"]], {})),
    ],
    ids=_id,
)  # fmt: skip
def test_what_is_not_a_single_value(kind: ValueType, given: Any) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        kind.read(given)


def test_wrong_value_is_quoted_short_and_printable() -> None:
    assert quoted("red") == "“red”"
    assert len(quoted("x" * 10_000)) < 60
    assert quoted("a\x00\u202eb\ud800").isprintable()
