"""Entries from a start to an end along time: a Gantt chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from api.named_tuple import NamedTuple

from ...colour import Colour
from ...diagnostics import Value
from .. import parameters as p
from .. import spans
from ..chart import Chart, LegendEntry, LegendPosition
from ..kind import Example, Kind
from ..spans import Spans

if TYPE_CHECKING:  # drawing loads numpy, reading must not
    from ...canvas.box import Box
    from ...canvas.surface import Canvas
    from ..theme import Theme

_PLAN = {
    "labels": ["Interviews", "Concept", "Design", "Prototype", "Backend", "Website", "Apps",
               "Beta", "Launch"],
    "start": ["2025-01-13", "2025-01-27", "2025-02-10", "2025-03-03", "2025-02-24", "2025-03-24",
              "2025-04-14", "2025-05-26", "2025-06-23"],
    "end": ["2025-02-03", "2025-02-21", "2025-03-21", "2025-04-04", "2025-05-16", "2025-05-30",
            "2025-06-13", "2025-06-20", ""],
    "groups": ["Research", "Research", "Design", "Design", "Development", "Development",
               "Development", "Release", "Release"],
}  # fmt: skip

KIND = Kind(
    "timeline",
    "Timeline",
    "From when to when each entry lasts, in groups, with milestones: a Gantt chart.",
    parameters=(
        *spans.DATA,
        *p.TITLES,
        p.XLABEL._replace(meaning="title of the axis of the times"),
        p.LEGEND_POSITION._replace(meaning="where the groups are explained; top by default"),
        p.VALUE_LABELS._replace(meaning="how long each entry lasts, in a unit"),
        *spans.TODAY,
        spans.ORDER,
        spans.UNIT,
        *spans.FRAME,
        p.DATE_FORMAT,
        p.COLORS._replace(
            meaning="a colour for each group, or for each name if there are no groups; a shorter"
            " list is repeated"
        ),
        *p.PICTURE,
    ),
    checks=spans.CHECKS,
    examples=(
        Example("timeline", "A project in groups, with a milestone and today's line", {
            "title": "Plan of a project", **_PLAN, "today": "2025-04-08",
        }),
        Example("timeline-shifts-dark", "Who is there when: several entries in a row, dark", {
            "title": "Shifts on Saturday",
            "labels": ["Ada", "Ben", "Chloé", "Ada", "Ben", "Dora"],
            "start": ["2025-03-01T08:00", "2025-03-01T10:00", "2025-03-01T12:30",
                      "2025-03-01T14:00", "2025-03-01T12:00", "2025-03-01T09:15"],
            "end": ["2025-03-01T12:00", "2025-03-01T14:00", "2025-03-01T18:00",
                    "2025-03-01T16:30", "2025-03-01T17:00", "2025-03-01T11:15"],
            "value_labels": True, "suffix": " h", "theme": "dark", "width": 560, "height": 260,
        }),
        Example("timeline-reigns", "Years by their order, a colour for each, in Spanish", {
            "title": "Reinados", "locale": "es", "order": "start",
            "labels": ["Isabel II", "Fernando VII", "Carlos IV", "Amadeo I", "Alfonso XII"],
            "start": [1833, 1808, 1788, 1871, 1874], "end": [1868, 1833, 1808, 1873, 1885],
            "value_labels": True, "unit": "years", "decimals": 0, "suffix": " años",
            "colors": ["7a3b69", "3a6ea5", "b5651d", "4f7942", "b03a48"], "today": "1812",
            "today_label": "Constitución", "width": 500, "height": 300,
        }),
        Example("timeline-many", "A hundred entries in a small picture", {
            "labels": [f"task {i}" for i in range(100)], "groups": [f"g{i // 25}" for i in
            range(100)], "start": list(range(100)), "end": [i + 3 + i * 7 % 11 for i in range(100)],
            "width": 300, "height": 200,
        }, shown=False),
    ),
    aliases=spans.ALIASES,
    columns=("start", "end", "groups"),
)  # fmt: skip


class TimelinePlot(NamedTuple):
    """Entries in rows, their groups, and how they look."""

    entries: Spans
    groups: tuple[str, ...]
    colours: tuple[Colour, ...]
    by_row: bool
    """The colours are those of the rows rather than of the groups."""
    today_label: str
    unit: Value
    """Of the durations that are written, in seconds; None if none are."""


def read(values: Mapping[str, Any], theme: Theme) -> TimelinePlot:
    """Return the model of valid parameters."""
    entries, groups = spans.read(values), tuple(dict.fromkeys(values["groups"]))
    asked, label = values["colors"], values["today_label"]
    return TimelinePlot(
        entries,
        groups,
        tuple(asked or theme.colours(max(1, len(groups)))),
        bool(asked) and not groups,
        "Today" if label is None else label,
        spans.unit_of(entries.times, values["unit"]) if values["value_labels"] else None,
    )


def legend(plot: TimelinePlot, _: LegendPosition) -> list[LegendEntry]:
    """Return an entry for each group that has a name."""
    colours = plot.colours
    named = ((name, colours[i % len(colours)]) for i, name in enumerate(plot.groups) if name)
    return [LegendEntry(name, colour, "square") for name, colour in named]


def draw(canvas: Canvas, chart: Chart, plot: TimelinePlot, box: Box) -> list[str]:
    """Draw axes, entries, today's line and durations; return how many of these had no room."""
    from .. import span_places

    return span_places.draw(canvas, chart, plot, box)
