"""“Did you mean …?” in the errors and diagnostics of the dialects."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from api import suggest
from charts.google.read import query as google
from charts.native import kinds, query
from charts.tex import parse
from charts.tex.errors import TexError
from tests.charts.conftest import Ask

ROOT = Path(__file__).parents[2]


def test_words_of_the_same_meaning_are_suggested_if_they_are_known() -> None:
    others = {"donut": "pie (with hole=0.6)", "doughnut": "pie (with hole=0.6)"}
    assert suggest.close("Donut", ["bar", "pie"], others) == ["pie (with hole=0.6)"]
    assert suggest.close("donut", ["bar", "doughnut"], others) == ["doughnut"]
    for name, other in kinds.OTHER_WORDS.items():
        assert name not in kinds.KINDS
        assert other.split(" ")[0] in kinds.KINDS
        flag = other.partition("(with ")[2].rstrip(")").partition("=")[0]
        assert not flag or flag in kinds.parameters(other.split(" ")[0])


_BAR = "/charts/bar?xvalues=a,b&yvalues=1,2"


@pytest.mark.parametrize(
    ("more", "parameter", "hint"),
    [
        ("&colour=red", "colour", "colors"),
        ("&widht=3", "widht", "width"),
        ("&categories=a,b", "categories", "xvalues"),
        ("&stackd", "stackd", "stacked"),
        ("&theme=drak", "theme", "dark"),
        ("&format=pgn", "format", "png"),
        ("&colors=teel", "colors", "teal"),
        ("&colors=red,bleu", "colors", "blue"),
        ("&background=ligthblue", "background", "lightblue"),
    ],
)
def test_native_errors_suggest(more: str, parameter: str, hint: str, ask: Ask) -> None:
    response = ask("GET", _BAR + more)
    assert response.status_code == 422
    details = {error["parameter"]: error["detail"] for error in response.json()["errors"]}
    assert details[parameter].endswith(f"; did you mean {hint}?")


def test_every_fixed_set_of_a_native_parameter_suggests() -> None:
    for kind in kinds.every():
        for parameter in kind.parameters:
            for option in getattr(parameter.type, "options", ()):
                with pytest.raises(ValueError, match="did you mean") as caught:
                    parameter.type.read(option + "x")
                assert option in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "hint"),
    [("donut", "; did you mean doughnut?"), ("piee", "; did you mean pie?"),
     ("Bar", "; did you mean bar?"), ("scater", "; did you mean scatter?"), ("zzz", ";")],
)  # fmt: skip
def test_unknown_kinds_suggest(kind: str, hint: str, ask: Ask) -> None:
    response = ask("GET", f"/charts/{kind}")
    assert response.status_code == 404
    known = ", ".join(kinds.KINDS)
    assert response.json()["detail"] == f"Unknown kind of chart{hint} The kinds are {known}."


@pytest.mark.parametrize(
    ("pairs", "parameter", "text"),
    [
        ({"cht": "lcx"}, "cht", "is “lcx”; did you mean lc?"),
        ({"cht": "pie"}, "cht", "is “pie”; did you mean p?"),
        ({"chst": "d_wether"}, "chst", "unknown icon “wether”; did you mean d_weather?"),
        ({"chof": "validate", "chlx": "1"}, "chlx", "unknown parameter; did you mean ch"),
        ({"chlx": "1"}, "chlx", "unknown parameter"),
        ({"chco": "red"}, "chco", "“red” is not a colour (RRGGBB or RRGGBBAA, hexadecimal); did you"
         " mean FF0000?"),
    ],
)  # fmt: skip
def test_google_diagnostics_suggest(pairs: dict[str, str], parameter: str, text: str) -> None:
    base = {} if "chst" in pairs else {"cht": "lc", "chs": "200x100", "chd": "t:1,2"}
    request = google.read(list({**base, **pairs}.items()))
    said = [error.detail for error in request.errors if error.parameter == parameter]
    said += [d.text for d in request.diagnostics if d.parameter == parameter]
    assert any(detail.startswith(text) for detail in said), said


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (r"\apha", r"\apha is not known; did you mean \alpha? (character 1)"),
        (r"x\fracc12", r"\fracc is not known; did you mean \frac? (character 2)"),
        (r"\Simga", r"\Simga is not known; did you mean \Sigma? (character 1)"),
        (r"\begin{matirx}", "the environment “matirx” is not known; did you mean matrix?"
         " (character 1)"),
        (r"\qqqqqq", r"\qqqqqq is not known (character 1)"),
    ],
)  # fmt: skip
def test_formulas_suggest(text: str, message: str) -> None:
    with pytest.raises(TexError) as caught:
        parse.parse(text)
    assert str(caught.value) == message


def test_many_unknown_parameters_cost_no_comparison_each() -> None:
    with pytest.raises(query.ChartError) as caught:
        query.chart("bar", [(f"widht{n}", "1") for n in range(500)])
    hints = [error.detail for error in caught.value.errors if "did you mean" in error.detail]
    assert 0 < len(hints) <= 20


def test_difflib_is_loaded_by_the_first_mistake_only() -> None:
    code = (
        "import sys; from charts.native import query;"
        "query.chart('bar', {'xvalues': 'a', 'yvalues': '1', 'colors': 'teal'});"
        "print('difflib' in sys.modules)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "False"
