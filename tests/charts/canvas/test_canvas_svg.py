"""SVG files: well-formed, bounded, and whatever is drawn stands in them once."""

from __future__ import annotations

import base64
import io
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from PIL import Image

from charts.canvas.box import Box
from charts.canvas.fonts import Font
from charts.canvas.path import CURVE, LINE, MOVE, Path
from charts.canvas.stroke import Stroke
from charts.canvas.svg import SvgCanvas

BLACK, WHITE = (0, 0, 0, 255), (255, 255, 255, 255)
SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"


def _root(canvas: SvgCanvas) -> ET.Element:
    return ET.fromstring(canvas.finish())  # noqa: S314 - our own


def _letters(root: ET.Element) -> tuple[list[str], int]:
    """Return the ids that are referred to, and the number of outlines that stand in place."""
    used = [e.attrib[HREF].removeprefix("#") for e in root.iter(f"{SVG}use")]
    placed = [e for e in root.iter(f"{SVG}path") if "id" not in e.attrib]
    return used, sum(len(re.findall("M", e.attrib["d"])) for e in placed)


def test_a_letter_that_is_often_used_is_defined_once() -> None:
    canvas = SvgCanvas(200, 100, (255, 255, 255, 0))
    canvas.text(10, 50, "gaggag", Font(12), BLACK)
    canvas.text(10, 90, "gag", Font(13), BLACK)
    root = _root(canvas)
    defined = [e.attrib["id"] for e in root.findall(f"{SVG}defs/{SVG}path")]
    assert len(defined) == len(set(defined)) == 2
    used, placed = _letters(root)
    assert (len(used), placed) == (9, 0)
    assert set(used) == set(defined)


def test_a_letter_that_is_used_once_stands_in_the_path_of_its_line() -> None:
    canvas = SvgCanvas(200, 100, (255, 255, 255, 0))
    canvas.text(10, 50, "chart", Font(12), BLACK)
    root = _root(canvas)
    used, placed = _letters(root)
    assert (used, placed) == ([], 1)
    assert not root.findall(f"{SVG}defs/*")


def test_lines_of_one_font_and_colour_are_one_group() -> None:
    canvas = SvgCanvas(200, 100, (255, 255, 255, 0))
    red = (255, 0, 0, 255)
    for colour, angle in ((BLACK, 0), (BLACK, 0), (red, 0), (red, 90), (red, 90), (BLACK, 0)):
        canvas.text(10, 50, "bar", Font(12), colour, angle=angle)
    with canvas.clip(0, 0, 99, 99):
        canvas.text(10, 50, "bar", Font(12), BLACK)
    outside = [e for e in _root(canvas) if "clip-path" not in e.attrib and e.tag != f"{SVG}defs"]
    assert [(e.attrib["fill"], e.attrib["transform"][:6]) for e in outside] == [
        ("#000000", "scale("),
        ("#ff0000", "scale("),
        ("#ff0000", "rotate"),
        ("#000000", "scale("),
    ]


def _start(x: float, y: float, angle: float) -> complex:
    """Return the first point of an "l" on the picture, x and i y, in pixels."""
    canvas = SvgCanvas(200, 100, (255, 255, 255, 0))
    canvas.text(x, y, "l", Font(12), BLACK, angle=angle)
    (path,) = _root(canvas).findall(f"{SVG}path")
    (scale,) = re.findall(r"scale\(([0-9.]+)\)", path.attrib["transform"])
    (place,) = re.findall(r"M(-?\d+) ?(-?\d+)", path.attrib["d"])
    return complex(*map(int, place)) * float(scale) * complex(np.exp(-1j * np.radians(angle)))


@pytest.mark.parametrize("angle", [90, -35])
def test_a_line_is_turned_about_its_start(angle: float) -> None:
    level = _start(0, 0, 0)
    assert abs(level - (2 - 8.7j)) < 0.1  # the left upper corner, a capital's height above
    turned = _start(60, 40, angle)
    assert abs(turned - complex(60, 40) - level * np.exp(-1j * np.radians(angle))) < 0.1


def test_large_letters_are_drawn_on_a_finer_grid() -> None:
    numbers = []
    for size in (12, 60):
        canvas = SvgCanvas(200, 100, (255, 255, 255, 0))
        canvas.text(0, 50, "O", Font(size), BLACK)
        (path,) = _root(canvas).findall(f"{SVG}path")
        numbers.append(float(re.findall(r"scale\(([0-9.]+)\)", path.attrib["transform"])[0]))
    assert max(numbers) <= 0.15  # pixels


def test_shapes_have_the_colours_and_lines_that_were_asked_for() -> None:
    canvas = SvgCanvas(200, 100, (255, 255, 255, 0))
    shape = Path([(0, 0), (10, 0), (10, 10), (0, 10)], [MOVE, CURVE, CURVE, CURVE])
    stroke = Stroke((0, 128, 255, 51), 2.5, (4, 1.5), "projecting", "bevel")
    canvas.path(shape, (255, 0, 0, 102), stroke)
    canvas.line([(1.004, 2), (3, 4.5)], Stroke(BLACK))
    curve, line = _root(canvas).findall(f"{SVG}path")
    assert curve.attrib == {
        "d": "M0 0c10 0 10 10 0 10",
        "fill": "#ff0000",
        "fill-opacity": "0.4",
        "stroke": "#0080ff",
        "stroke-width": "2.5",
        "stroke-opacity": "0.2",
        "stroke-linecap": "square",
        "stroke-linejoin": "bevel",
        "stroke-dasharray": "4 1.5",
    }
    assert line.attrib["d"] == "M1 2l2 2.5"
    assert line.attrib["fill"] == "none"


def test_straight_edges_are_on_whole_pixels_where_they_are_to_be() -> None:
    canvas = SvgCanvas(200, 100, (255, 255, 255, 0))
    canvas.rectangle(1.3, 2.4, 10.4, 5.2, BLACK)
    canvas.line([(3.2, 10.3), (90.4, 10.3)], Stroke(BLACK, 1.0), snap=True)
    canvas.line([(3.2, 10.3), (90.4, 10.3)], Stroke(BLACK, 2.0), snap=True)
    drawn = [e.attrib["d"] for e in _root(canvas).findall(f"{SVG}path")]
    assert drawn == ["M1 2h11v6h-11z", "M3.5 9.5h87", "M3 10h87"]


def test_cells_are_written_as_the_rectangles_of_a_path_are() -> None:
    red = (255, 0, 0, 255)
    boxes = [
        Box(1.3, 2.4, 10.4, 5.2),
        Box(20.5, 2.5, 9.5, 5.5),
        Box(1.3, 30, 10, 20),
        Box(5, 5, 0, 9),
    ]
    cells, paths = (SvgCanvas(200, 100, WHITE) for _ in range(2))
    cells.cells(boxes, [red, BLACK, red, BLACK])
    paths.path(Path.rectangles([boxes[0], boxes[2]]), red, snap=True)
    paths.path(Path.rectangles([boxes[1]]), BLACK, snap=True)
    assert cells.finish() == paths.finish()


def test_what_follows_each_other_in_one_clip_is_a_group() -> None:
    canvas = SvgCanvas(200, 100, (255, 255, 255, 0))
    box = Path.rectangle(0, 0, 5, 5)
    with canvas.clip(1, 2, 30, 40):
        canvas.path(box, BLACK)
        canvas.path(box, WHITE)
    canvas.path(box, BLACK)
    with canvas.clip(1, 2, 30, 40):
        canvas.path(box, BLACK)
    root = _root(canvas)
    (clip,) = root.findall(f"{SVG}defs/{SVG}clipPath")
    assert clip[0].attrib == {"x": "1", "y": "2", "width": "30", "height": "40"}
    drawn = [e for e in root if e.tag != f"{SVG}defs"]
    clipped = f"url(#{clip.attrib['id']})"
    assert [e.attrib.get("clip-path") for e in drawn] == [clipped, None, clipped]
    assert len(drawn[0]) == 2


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e300])
def test_no_place_is_beyond_what_readers_can_read(value: float) -> None:
    canvas = SvgCanvas(200, 100, WHITE)
    canvas.path(Path([(0, 0), (value, 5)], [MOVE, LINE]), None, Stroke(BLACK))
    canvas.markers(np.array([(value, 5.0), (5.0, 5.0)]), "circle", 4, BLACK, None)
    document = canvas.finish().decode()
    numbers = re.findall(r"-?[0-9.]+(?:e[+-]?[0-9]+)?", document.partition("<defs>")[2])
    assert numbers
    assert max(abs(float(n)) for n in numbers) <= 1e6
    assert "nan" not in document
    assert "inf" not in document


def test_charts_in_one_page_do_not_draw_each_other_s_shapes() -> None:
    named: dict[str, bytes] = {}
    for text, size in (("abc", 3.0), ("cba", 4.0), ("xyz", 3.0)):
        canvas = SvgCanvas(200, 100, WHITE)
        with canvas.clip(size, 0, 50, 50):
            canvas.markers(np.array([(5.0, 5.0)]), "circle", size, BLACK, None)
            canvas.markers(np.array([(5.0, 5.0)]), "cross", size, BLACK, None)
            for height in (12, 30):  # of letters that are often used
                canvas.text(10, 50, text * 9, Font(height), BLACK)
                canvas.text(10, 90, text * 9, Font(height, bold=True), BLACK)
        for shape in _root(canvas).findall(f"{SVG}defs/*"):
            drawn = ET.tostring(shape)
            assert named.setdefault(shape.attrib["id"], drawn) == drawn
    assert len(named) == 2 + 4 + 24


def test_a_picture_within_is_a_png_of_its_pixels() -> None:
    canvas = SvgCanvas(200, 100, WHITE)
    pixels = np.random.default_rng(1).integers(0, 256, (7, 9, 4), np.uint8)
    canvas.picture(3, 4, pixels)
    (image,) = _root(canvas).iter(f"{SVG}image")
    assert [image.attrib[n] for n in ("x", "y", "width", "height")] == ["3", "4", "9", "7"]
    kind, _, data = image.attrib[HREF].partition(",")
    assert kind == "data:image/png;base64"
    with Image.open(io.BytesIO(base64.b64decode(data))) as found:
        np.testing.assert_array_equal(np.asarray(found), pixels)


def test_a_drawing_can_be_less_opaque() -> None:
    canvas = SvgCanvas(20, 10, WHITE)
    canvas.fade(0.25)
    assert _root(canvas).attrib["opacity"] == "0.25"
