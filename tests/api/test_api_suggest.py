"""“Did you mean …?”: which names are close to a misspelt one."""

from __future__ import annotations

import pytest

from api import suggest
from charts import colour


@pytest.mark.parametrize(
    ("word", "known", "names"),
    [
        ("widht", ["width", "height"], ["width"]),
        ("Title", ["title", "subtitle"], ["title"]),
        ("xvalues[]", ["xvalues", "yvalues"], ["xvalues"]),
        ("vvalues", ["xvalues", "yvalues"], ["yvalues", "xvalues"]),
        ("gren", colour.NAMES, ["green"]),
        ("ALPHA", ["alpha", "Alpha"], ["Alpha"]),
        ("sigma", ["Sigma", "sigma"], ["sigma"]),
        ("quux", ["width", "height"], []),
        ("", ["a"], []),
        ("a" * 41, ["a" * 40], []),
    ],
)
def test_close_names(word: str, known: list[str], names: list[str]) -> None:
    assert sorted(suggest.close(word, known)) == sorted(names)
