"""The way round matplotlib's start-up: same pixels as the public way, and it can fall back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path as MplPath
from matplotlib.transforms import Affine2D

from charts.canvas import agg, glyphs
from charts.canvas.agg import AggCanvas
from charts.canvas.faces import FONT_FILES, SANS
from charts.canvas.fonts import Font
from charts.canvas.path import Path as OurPath
from charts.canvas.stroke import Stroke

ROOT = Path(__file__).parents[3]


def test_shapes_are_those_of_the_public_renderer() -> None:
    ours = AggCanvas(200, 120, 1, (255, 255, 255, 255))
    shape = OurPath.sector(90, 60, 50, 20, 0.3, 2.5)
    ours.path(shape, (200, 30, 60, 128), Stroke((0, 90, 200, 255), 2.5, (6, 3)))
    with ours.clip(20, 10, 60, 80):
        ours.line([(5, 5), (150, 110)], Stroke((0, 0, 0, 255), 3))

    public = RendererAgg(200, 120, 72)
    np.asarray(public._renderer)[:] = 255
    flip = Affine2D().scale(1, -1).translate(0, 120)
    context = public.new_gc()
    context.set_foreground((0, 90 / 255, 200 / 255, 1), isRGBA=True)
    context.set_linewidth(2.5)
    context.set_dashes(0, [6, 3])
    context.set_joinstyle("round")
    context.set_snap(False)
    path = MplPath(shape.vertices, shape.codes)
    path.should_simplify = False
    public.draw_path(context, path, flip, (200 / 255, 30 / 255, 60 / 255, 128 / 255))
    context = public.new_gc()
    context.set_linewidth(3)
    context.set_joinstyle("round")
    context.set_snap(False)
    from matplotlib.transforms import Bbox

    context.set_clip_rectangle(Bbox.from_bounds(20, 30, 60, 80))
    public.draw_path(context, MplPath([(5, 5), (150, 110)]), flip)

    found = np.asarray(ours._renderer)
    assert (found != 255).any()
    np.testing.assert_array_equal(found, np.asarray(public._renderer))


def test_text_is_that_of_the_public_renderer_but_for_hinting(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Whole words against ``RendererAgg.draw_text``, both without hinting."""
    from matplotlib import rc_context

    from charts.canvas.compiled import ft2font

    plain = dict.fromkeys(glyphs._LOAD_FLAGS, ft2font.LoadFlags.NO_HINTING)
    monkeypatch.setattr(glyphs, "_LOAD_FLAGS", plain)
    monkeypatch.setattr(agg, "glyph_cache", glyphs.GlyphCache())
    ours = AggCanvas(300, 40, 1, (255, 255, 255, 255))
    ours.text(10, 25, "Number enrolled: Wave 30.5 €", Font(14), (0, 0, 0, 255))

    public = RendererAgg(300, 40, 72)
    np.asarray(public._renderer)[:] = 255
    with rc_context({"text.hinting": "no_hinting"}):
        properties = FontProperties(fname=FONT_FILES[SANS], size=14)
        public.draw_text(public.new_gc(), 10, 25, "Number enrolled: Wave 30.5 €", properties, 0)

    found, expected = (np.asarray(r._renderer)[..., 0].astype(int) for r in (ours, public))
    assert (found < 128).sum() > 300
    # Glyphs stand at quarters of a pixel here and at 1/64 there: edges differ a little in grey.
    assert np.abs(found - expected).max() <= 60
    assert np.abs(found - expected).mean() < 1.5


@pytest.mark.parametrize("angle", [0, 45, 90])
def test_a_line_in_one_picture_is_that_of_its_letters(
    monkeypatch: pytest.MonkeyPatch, angle: float
) -> None:
    def drawn() -> npt.NDArray[np.uint8]:
        ours = AggCanvas(200, 200, 1, (255, 255, 255, 255))
        ours.text(20, 180, "AVATAR: “fjord” fi 1.5 €", Font(13), (0, 0, 0, 255), angle=angle)
        return ours.pixels()

    monkeypatch.setattr(agg, "glyph_cache", glyphs.GlyphCache())
    in_one = drawn()
    monkeypatch.setattr(agg, "glyph_cache", glyphs.GlyphCache())
    monkeypatch.setattr(glyphs, "_MAX_PIXELS", 0)
    by_letter = drawn()
    assert (in_one < 128).sum() > 300
    # Where letters overlap, ink is laid once rather than twice.
    apart = np.abs(in_one.astype(int) - by_letter).max(axis=2)
    assert (apart > 0).sum() <= 20
    assert apart.max() <= 64


_FALLBACK = """
import importlib.machinery, hashlib, sys
find = importlib.machinery.PathFinder.find_spec
if sys.argv[1] == "blocked":  # as if the compiled modules were not where they are now
    importlib.machinery.PathFinder.find_spec = classmethod(
        lambda cls, name, path=None, target=None: None
        if name == "matplotlib.ft2font" and "matplotlib" not in sys.modules
        else find(name, path, target))
from charts.native import query
from charts.native.render import render
chart = query.chart("bar", {"xvalues": "a,b", "yvalues": "1,2", "title": "T"})
print("matplotlib" in sys.modules or "matplotlib" in str(sys.modules.get("matplotlib")),
      hashlib.sha256(render(chart)).hexdigest())
"""


def test_without_the_short_way_the_ordinary_import_draws_the_same() -> None:
    def run(mode: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", _FALLBACK, mode],
            cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
        return done.stdout.split()

    short, ordinary = run("short"), run("blocked")
    assert short[0] == "False"
    assert ordinary[0] == "True"
    assert short[1] == ordinary[1]
