"""Every command that the documentation names: set without an error, and seen in the picture."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from charts.canvas.agg import AggCanvas
from charts.canvas.box import Box
from charts.tex import draw, parse, refused
from charts.tex.errors import TexError
from charts.tex.tree import Formula
from tests.charts.tex import catalogue, guides

DOCUMENT = Path(__file__).parents[3] / "docs" / "google-charts.md"
WHITE = (255, 255, 255, 255)


def _documented(table: str) -> str:
    text = DOCUMENT.read_text(encoding="utf-8")
    return text[text.index(f"<!-- {table}:") :].split("<!-- end -->")[0]


@pytest.mark.parametrize(
    "group", [*catalogue.GROUPS, *catalogue.ENVIRONMENTS], ids=lambda group: group.title
)
def test_every_documented_command_is_drawn(
    group: catalogue.Group | catalogue.Environments,
) -> None:
    document = _documented("formulas").replace("\\|", "|")
    for name, written in zip(group.names, group.written(), strict=True):
        assert f"{written} " in document or f"{written}`" in document, written
        text = group.formula(name)
        parsed = parse.parse(text)
        formula = Formula(parsed.content, style=parsed.style, source=text)
        size = draw.size(formula)
        assert size is not None, text
        for height in (size[1], 60):
            width = max(1, round(size[0] * height / size[1]))
            canvas = AggCanvas(width, height, 1.0, WHITE)
            draw.draw(canvas, formula, Box(0, 0, width, height))
            assert np.asarray(canvas.pixels())[:, :, :3].min() < 192, text


def test_every_command_of_the_parser_is_documented_once() -> None:
    documented = [name for group in catalogue.GROUPS for name in group.names]
    assert sorted(documented) == sorted(set(documented))
    assert set(documented) == catalogue.known_commands()


@pytest.mark.parametrize(("section", "names"), guides.SECTIONS.items(), ids=lambda v: str(v)[:20])
def test_what_the_user_guides_list_is_set_or_refused_with_a_reason(
    section: str, names: str
) -> None:
    known, no = catalogue.known_commands(), refused.COMMANDS
    missing = [name for name in names.split() if name not in known and name not in no]
    assert not missing, section


def test_environments_of_the_user_guides_are_set_or_refused_with_a_reason() -> None:
    known = {name for group in catalogue.ENVIRONMENTS for name in group.names}
    listed = {name.rstrip("*") for name in guides.ENVIRONMENTS.split()}
    missing = listed - known - set(refused.ENVIRONMENTS)
    assert not missing


def test_what_is_refused_is_documented_and_says_why() -> None:
    document = _documented("refused")
    assert not set(refused.COMMANDS) & catalogue.known_commands()
    texts = [(f"\\{name}", f"\\{name}", why) for name, why in refused.COMMANDS.items()]
    texts += [
        (f"\\begin{{{name}}}", f"the environment “{name}”", why)
        for name, why in refused.ENVIRONMENTS.items()
    ]
    for text, what, why in texts:
        assert re.search(re.escape(text) + r"[ `]", document), text
        with pytest.raises(TexError) as caught:
            parse.parse(f"x{text}{{y}}")
        assert str(caught.value) == f"{what} is not supported: {why} (character 2)"
