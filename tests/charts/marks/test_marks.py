"""The marks: what is drawn in one call, what stays sharp, which labels are kept apart."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from charts.canvas.agg import AggCanvas
from charts.canvas.box import Box
from charts.canvas.path import Path
from charts.canvas.stroke import Stroke, dashes
from charts.marks import curves
from charts.marks.bars import draw_bars
from charts.marks.fill import fill
from charts.marks.free_labels import free
from charts.marks.lines import draw_line, draw_runs, split_at_gaps
from charts.marks.map_area import MapArea
from charts.marks.paint import Gradient, Stripes
from charts.marks.points import draw_points
from charts.marks.rules import draw_error_bar, draw_rule, shorten
from charts.marks.sectors import Disk, Sector, draw_seamless_sectors, draw_sector
from charts.marks.side_labels import SideLabel, downwards, push_apart

BLACK, RED, CLEAR, WHITE = (0, 0, 0, 255), (255, 0, 0, 255), (0, 0, 0, 0), (255, 255, 255, 255)


class Recorder(AggCanvas):
    """A canvas that also lists the shapes and markers drawn on it."""

    def __init__(self) -> None:
        super().__init__(100, 100, 1.0, WHITE)
        self.paths: list[Path] = []
        self.marked: list[tuple[int, str, float]] = []

    def path(self, path: Path, *args: Any, **more: Any) -> None:
        self.paths.append(path)
        super().path(path, *args, **more)

    def markers(self, points: Any, shape: str, size: float, *args: Any) -> None:
        self.marked.append((len(points), shape, size))
        super().markers(points, shape, size, *args)


@pytest.fixture
def canvas() -> Recorder:
    return Recorder()


def ends(path: Path) -> list[list[float]]:
    ends: list[list[float]] = path.vertices.tolist()
    return ends


def test_bars_of_a_colour_are_one_path_and_gradients_are_filled_each(canvas: Recorder) -> None:
    gradient = Gradient(0, ((0, BLACK), (1, RED)))
    boxes = [Box(10 * i, 0, 5, 50) for i in range(4)]
    draw_bars(canvas, zip(boxes, [BLACK, gradient, BLACK, RED], strict=True))
    assert [len(path.vertices) for path in canvas.paths] == [10, 5]
    assert canvas.pixels()[70, 12, :3].tolist() == [255, 255, 255]
    assert canvas.pixels()[25, 12, :3].tolist() != [255, 255, 255]


def test_fill_begins_and_ends_on_whole_pixels_within_the_canvas(canvas: Recorder) -> None:
    fill(canvas, Box(-9.6, 10.4, 30, 10), Stripes(0, ((BLACK, 0.5), (RED, 0.5))))
    pixels = canvas.pixels()[:, :, :3]
    assert (pixels[10:20, :5] == (0, 0, 0)).all()
    assert (pixels[10:20, 5:20] == (255, 0, 0)).all()
    assert (pixels[9] == 255).all()
    assert (pixels[10, 20] == 255).all()
    fill(canvas, Box(200, 0, 30, 10), Gradient(0, ((0, BLACK), (1, RED))))
    assert canvas.paths == []


def test_lines_are_split_at_gaps() -> None:
    assert split_at_gaps([None, (1, 1), (2, 2), None, None, (3, 3), None]) == [
        [(1, 1), (2, 2)],
        [(3, 3)],
    ]
    assert split_at_gaps([None]) == []


def test_single_points_of_a_line_are_dots_where_asked_for(canvas: Recorder) -> None:
    runs = [[(1.0, 1.0)], [(5.0, 5.0), (9.0, 5.0)]]
    draw_runs(canvas, runs, Stroke(BLACK, 3))
    assert canvas.marked == []
    draw_runs(canvas, runs, Stroke(BLACK, 3), dots=True)
    assert canvas.marked == [(1, "circle", 3)]


def test_very_long_lines_are_drawn_in_pieces_that_meet(canvas: Recorder) -> None:
    points = np.array([(100.0 * (i % 2), i / 100) for i in range(10_000)])
    draw_line(canvas, points, Stroke(BLACK))
    assert len(canvas.paths) == 100
    assert ends(canvas.paths[0])[-1] == ends(canvas.paths[1])[0]
    assert sum(len(path.vertices) - 1 for path in canvas.paths) == 9999


def test_neighbours_that_look_alike_are_drawn_in_one_go(canvas: Recorder) -> None:
    points = [(10.0, 10.0), None, (20.0, 10.0), (30.0, 10.0), (40.0, 10.0)]
    draw_points(canvas, points, (4, 4, 4, 6, 0), (BLACK,))
    assert canvas.marked == [(2, "circle", 4), (1, "circle", 6)]
    draw_points(canvas, points[:1], (10,), (BLACK,), "square")
    assert canvas.marked[-1] == (1, "square", 8.8)


@pytest.mark.parametrize(
    ("width", "y", "drawn"), [(1, 10.2, 10.5), (2, 10.2, 10), (3, 10.9, 10.5), (0.5, 10.2, 10.2)]
)
def test_rules_have_their_edges_on_whole_pixels(
    canvas: Recorder, width: float, y: float, drawn: float
) -> None:
    draw_rule(canvas, [(0, y), (50, y)], Stroke(BLACK, width))
    draw_rule(canvas, [(y, 0), (y, 50)], Stroke(BLACK, width))
    draw_rule(canvas, [(0, y), (50, y + 1)], Stroke(BLACK, width))
    horizontal, vertical, slanted = map(ends, canvas.paths)
    assert horizontal == [[0, drawn], [50, drawn]]
    assert vertical == [[drawn, 0], [drawn, 50]]
    assert slanted == [[0, y], [50, y + 1]]


@pytest.mark.parametrize(
    ("high", "horizontal", "caps"),
    [((50.5, 10.5), False, [[48.5, 52.5]]), ((90.5, 50.5), True, [[48.5, 52.5]])],
)
def test_error_bars_have_a_cap_across_each_end(
    canvas: Recorder, high: tuple[float, float], horizontal: bool, caps: Any
) -> None:
    draw_error_bar(canvas, (50.5, 50.5), high, 4, Stroke(BLACK), horizontal=horizontal)
    assert len(canvas.paths) == 3
    axis = 1 if horizontal else 0
    assert [[end[axis] for end in ends(path)] for path in canvas.paths[1:]] == 2 * caps


def test_lines_are_shortened_around_their_middle() -> None:
    assert shorten([(0, 5), (10, 5)], (5, 5), 4) == [(3, 5), (7, 5)]
    assert shorten([(0, 5), (10, 5)], (5, 5), None) == [(0, 5), (10, 5)]
    assert shorten([(0, 5), (5, 0), (10, 5)], (5, 5), 4) == [(0, 5), (5, 0), (10, 5)]


def test_dashes_need_both_lengths() -> None:
    assert dashes(4, 2) == (4, 2)
    assert dashes(4, 0) == dashes(0, 2) == ()


def test_sectors_leave_no_seam_where_they_have_no_edge(canvas: Recorder) -> None:
    disk = Disk(50, 50, 40)
    sectors = [Sector(i * math.tau / 7, (i + 1) * math.tau / 7, 0, 1, BLACK) for i in range(7)]
    draw_seamless_sectors(canvas, disk, sectors)
    y, x = np.mgrid[:100, :100] + 0.5
    distance = np.hypot(x - 50, y - 50)
    assert canvas.pixels()[(distance > 30) & (distance < 38), :3].max() <= 2
    assert len(canvas.paths) == 7
    draw_sector(canvas, disk, sectors[0], Stroke(RED, 3))
    assert (canvas.pixels()[:, :, :3] == (255, 0, 0)).all(axis=2).any()


def test_points_of_a_tilted_disk_lie_on_an_ellipse() -> None:
    disk = Disk(50, 50, 40, 0.5)
    assert disk.point(0, 1) == pytest.approx((50, 30))
    assert disk.point(math.pi / 2, 1) == pytest.approx((90, 50))
    assert disk.point(0, 1, 2) == pytest.approx((50, 10))
    assert disk.sector(0, 1, 0, math.tau).vertices[:, 1].min() == pytest.approx(30)


def test_side_labels_are_pushed_apart_and_stay_within_the_box() -> None:
    labels = [SideLabel("a", 0.1, 0.2, y=10), SideLabel("b", 0.2, 0.2, y=11)]
    labels += [SideLabel("c", 0.3, 0.2, y=12), SideLabel("d", 3.0, 0.2, y=99)]
    push_apart(labels, 10, 5, 95)
    assert [label.y for label in labels] == [10, 20, 30, 95]


def test_side_labels_of_the_largest_slices_remain() -> None:
    labels = [SideLabel("last", 3.0, 0.5), SideLabel("small", 2.0, 0.1), SideLabel("a", 0.1, 0.4)]
    assert [label.text for label in downwards(labels, 2)] == ["a", "last"]
    assert labels[0].right
    assert not SideLabel("left", 4.0, 0.1).right


def test_labels_that_cover_a_mark_or_a_label_are_left_out() -> None:
    marks = [Box(0, 0, 10, 10), Box(20, 0, 10, 10), Box(40, 0, 10, 10)]
    labels = [Box(0, 0, 15, 5), Box(12, 0, 5, 5), Box(15, 20, 5, 5)]
    assert free(labels, marks) == [0, 2]
    assert free([None, Box(0, 0, 5, 5), None], marks) == []


def test_curves_go_through_their_points() -> None:
    points = np.array([(0.0, 0.0), (10.0, 5.0), (20.0, 5.0), (30.0, 40.0)])
    assert ends(curves.step(points))[:4] == [[0, 0], [10, 0], [10, 5], [20, 5]]
    smooth = curves.smooth(points)
    assert smooth.vertices[::3].tolist() == points.tolist()
    assert smooth.vertices[:, 1].max() <= 40  # it does not overshoot
    pieces = curves.catmull_rom([(0, 0), (10, 5), (20, 5), (30, 40)], 1000)
    assert pieces[::12] == [(0, 0), (10, 5), (20, 5), (30, 40)]
    assert curves.catmull_rom([(0, 0), (1, 1)], 9) == [(0, 0), (1, 1)]
    assert ends(curves.area(curves.linear(points), 50))[-3:] == [[30, 50], [0, 50], [0, 0]]


def test_map_areas_are_whole_pixels() -> None:
    assert MapArea.rectangle("bar0_0", 0.4, 1.6, 9.9, 20.1).coords == (0, 2, 10, 20)
    assert MapArea.circle("circle0_1", (4.6, 5.2), 5).coords == (5, 5, 5)
    assert MapArea.polygon("slice0", [(0.2, 0.8), (5.5, 6.4)]).coords == (0, 1, 6, 6)
