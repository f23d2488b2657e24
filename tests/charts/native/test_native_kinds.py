"""What every kind of chart must have: one file, its examples, and their pictures."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from charts.canvas.agg import AggCanvas
from charts.canvas.cost import MAX_COST, Budget
from charts.canvas.fonts import Faces, Font, Line
from charts.native import kinds, query, render
from charts.native.kind import Example
from charts.native.parameters import PICTURE, TITLES
from tests import native_pictures
from tests.pictures import IMAGES

FOLDER = Path(kinds.__file__).parent
every_kind = pytest.mark.parametrize("name", kinds.KINDS)
EXAMPLES = [*kinds.examples(), *native_pictures.EXAMPLES]
MAGIC = {"png": b"\x89PNG", "svg": b"<svg", "pdf": b"%PDF"}


def test_every_file_of_the_folder_is_a_kind() -> None:
    files = {file.stem for file in FOLDER.glob("*.py")} - {"__init__"}
    assert files == set(kinds.KINDS)


@every_kind
def test_a_kind_has_three_examples_and_what_reading_relies_on(name: str) -> None:
    module = kinds.load(name)
    kind = module.KIND
    assert kind.name == name
    assert kind.title
    assert kind.about.endswith(".")
    assert len(kind.examples) >= 3
    assert len([example for example in kind.examples if example.shown]) >= 2
    assert kind.examples[0].name == name
    assert kind.examples[0].shown
    names = [parameter.name for parameter in kind.parameters]
    assert {parameter.name for parameter in (*TITLES, *PICTURE)} <= set(names)
    assert len(set(names)) == len(names)
    for check in kind.checks:
        assert set(check.names) <= set(names)
    for function in (module.read, module.legend, module.draw):
        assert callable(function)


@every_kind
@pytest.mark.parametrize("font", ["serif", "mono"])
def test_every_text_of_a_chart_is_in_its_typeface(
    name: str, font: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    families = set()
    draw, measure = AggCanvas.text, Faces.line

    def text(self: AggCanvas, x: float, y: float, text: str, font: Font, *more, **named) -> None:  # type: ignore[no-untyped-def]
        families.add(font.family)
        draw(self, x, y, text, font, *more, **named)

    def line(self: Faces, text: str, font: Font) -> Line:
        families.add(font.family)
        return measure(self, text, font)

    monkeypatch.setattr(AggCanvas, "text", text)
    monkeypatch.setattr(Faces, "line", line)
    for example in kinds.load(name).KIND.examples:
        render.render(query.chart(name, {**example.parameters, "font": font}))
    assert families == {font}


def test_no_two_examples_have_the_same_name() -> None:
    names = [example.name for _, example in EXAMPLES]
    assert len(set(names)) == len(names)


@every_kind
def test_an_example_shows_each_parameter_of_the_data_and_the_drawing(name: str) -> None:
    kind = kinds.load(name).KIND
    shown = {parameter for example in kind.examples for parameter in example.parameters}
    assert {p.name for p in kind.parameters if p.group in ("Data", "Drawing")} <= shown


@pytest.mark.parametrize("format_", MAGIC)
@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[e.name for _, e in EXAMPLES])
def test_an_example_has_its_picture_and_is_drawn_within_its_budget(
    name: str, example: Example, format_: str
) -> None:
    assert (IMAGES / f"{example.name}.png").exists(), "run make pictures"
    scale = {} if format_ == "png" else {"scale": 1}
    chart = query.chart(name, {**example.parameters, **scale, "format": format_})
    budget = Budget(MAX_COST)
    assert MAGIC[format_] in render.render(chart, budget)[:200]
    assert 0 < budget.cost < MAX_COST / 4


@every_kind
def test_reading_a_kind_loads_neither_numpy_nor_another_kind(name: str) -> None:
    code = (
        "import sys; from charts.native import kinds, query;"
        f"parameters = kinds.load({name!r}).KIND.examples[0].parameters;"
        f"query.chart({name!r}, parameters);"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=FOLDER.parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    loaded = done.stdout.split()
    assert "numpy" not in loaded
    others = {f"charts.native.kinds.{other}" for other in kinds.KINDS if other != name}
    assert others.isdisjoint(loaded)
