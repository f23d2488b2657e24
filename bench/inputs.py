"""Parameters of charts to draw: different text and values each time, the same in every run."""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from bench import data
from charts.native.kinds import KINDS, parameters
from charts.native.values import Texts

SIZES = ((300, 200), (500, 300), (640, 480))
COLOURS = ("3072F3", "A2C180")

Parameters = dict[str, Any]

SIMPLE = tuple(
    kind
    for kind in KINDS
    if {n for n, p in parameters(kind).items() if p.required}
    in ({"xvalues", "yvalues"}, {"labels", "values"})
    and not {"totals", "parents"} & parameters(kind).keys()
)
"""The kinds whose data are names or places, and values."""
GROWING = tuple(kind for kind in KINDS if data.grown(kind, 2, random.Random(1)))
"""The kinds of which charts of any size can be made: all but those that show one number."""


def charts(
    kind: str,
    size: tuple[int, int] = (500, 300),
    *,
    scale: int = 1,
    values: int | None = None,
    series: int = 1,
    same_text: bool = False,
    seed: int = 1,
) -> Iterator[Parameters]:
    """Yield parameters of native charts without end.

    They have a title, and axis labels if there are axes. ``values`` is the number in each series:
    by default four, or as many as the first example of a kind has that is not ``SIMPLE``, with
    other words each time.
    """
    chance = random.Random(seed)

    def word() -> str:
        return data.word(chance, 8)

    known, count = parameters(kind), values or 4
    names = title = labels = None
    while True:
        if not (same_text and names):
            title = f"{word()} {word()}"
            names = [word() for _ in range(count)]
            labels = {n: word() for n in ("xlabel", "ylabel") if n in known}
        chart: Parameters = {"title": title, "width": size[0], "height": size[1]}
        if scale != 1:
            chart["scale"] = scale
        if kind not in SIMPLE:
            more = data.grown(kind, values, chance, series) if values else {}
            yield {**(more or data.renewed(kind, chance)), **chart}
            continue
        chart |= {n: text for n, text in (labels or {}).items() if not known[n].ignored}
        rows = [[chance.randint(1, 99) / 2 for _ in range(count)] for _ in range(series)]
        if "labels" in known and "xvalues" not in known:
            chart |= {"labels": names, "values": rows[0]}
        else:
            along = known["xvalues"].type
            numeric = not isinstance(along, Texts) or along.places
            numbers = [chance.randint(1, 999) / 2 for _ in range(count)]
            chart |= {"xvalues": numbers if numeric else names, "yvalues": rows}
        yield chart


def _axes(kind: str, chance: random.Random, parameters: Parameters) -> str:
    """Return two series with axes, labels and a legend."""
    names = [data.word(chance, 4) for _ in range(5)]
    legend = [data.word(chance, 6) for _ in range(2)]
    series = [[chance.randint(2, 198) / 2 for _ in names] for _ in legend]
    parameters |= {"names": names, "series": series, "legend": legend}
    return (
        f"&chd=t:{_data(series)}&chco={','.join(COLOURS)}&chxt=x,y&chxl=0:|{'|'.join(names)}"
        f"&chdl={'|'.join(legend)}" + "&chbh=a" * (kind == "bvg")
    )


def _slices(kind: str, chance: random.Random, parameters: Parameters) -> str:
    names = [data.word(chance, 6) for _ in range(4)]
    values = [chance.randint(2, 198) / 2 for _ in names]
    parameters |= {"labels": names, "values": values}
    return f"&chd=t:{_data([values])}&chl={'|'.join(names)}"


def _points(kind: str, chance: random.Random, parameters: Parameters) -> str:
    series = [[chance.randint(2, 198) / 2 for _ in range(12)] for _ in range(2)]
    parameters |= {"series": series}
    return f"&chd=t:{_data(series)}&chxt=x,y"


def _circles(kind: str, chance: random.Random, parameters: Parameters) -> str:
    sizes = [100, chance.randint(50, 99), chance.randint(50, 99), 30, 30, 30, 10]
    return f"&chd=t:{_data([sizes])}&chdl={'|'.join(data.word(chance, 6) for _ in range(3))}"


def _dial(kind: str, chance: random.Random, parameters: Parameters) -> str:
    return f"&chd=t:{chance.randint(1, 99)}&chl={data.word(chance, 6)}"


def _countries(kind: str, chance: random.Random, parameters: Parameters) -> str:
    codes = chance.sample(["FR", "DE", "US", "CN", "BR", "IN", "ZA", "AU", "CA", "RU"], 4)
    values = ",".join(str(chance.randint(0, 100)) for _ in codes)
    return f"&chld={'|'.join(codes)}&chd=t:{values}&chco=FFFFFF,EDF0D4,13390A"


def _formula(kind: str, chance: random.Random, parameters: Parameters) -> str:
    a, b = (chance.choice(string.ascii_lowercase) for _ in range(2))
    formula = rf"{a}=\frac{{-{b}\pm\sqrt{{{b}^2-4{a}{chance.randint(2, 99)}}}}}{{2{a}}}"
    parameters |= {"formula": formula}
    return f"&chl={quote(formula)}"


def _code(kind: str, chance: random.Random, parameters: Parameters) -> str:
    return f"&chl={data.word(chance, 40)}"


def _graph(kind: str, chance: random.Random, parameters: Parameters) -> str:
    nodes = [data.word(chance, 5) for _ in range(5)]
    edges = ";".join(f"{nodes[i]}->{nodes[(i * 2 + 1) % 5]}" for i in range(5))
    return "&chl=" + quote(f"digraph{{{edges}}}")


# The parameters of each type of the Google dialect, besides size and title.
GOOGLE: dict[str, Callable[[str, random.Random, Parameters], str]] = {
    "lc": _axes,
    "bvg": _axes,
    "bhs": _axes,
    "p": _slices,
    "p3": _slices,
    "s": _points,
    "r": _axes,
    "v": _circles,
    "gom": _dial,
    "map": _countries,
    "tx": _formula,
    "qr": _code,
    "gv": _graph,
}
_TITLED = ("lc", "bvg", "bhs", "p", "p3", "s", "v")


def google(
    kind: str, size: tuple[int, int] = (300, 200), seed: int = 1
) -> Iterator[tuple[str, Parameters]]:
    """Yield URLs of the Google dialect without end, each with its content for ``baseline``."""
    chance = random.Random(seed)
    while True:
        parameters: Parameters = {"width": size[0], "height": size[1], "title": ""}
        url = f"/chart?cht={kind}&chs={size[0]}x{size[1]}" + GOOGLE[kind](kind, chance, parameters)
        if kind in _TITLED:
            parameters["title"] = data.word(chance, 6)
            url += f"&chtt={parameters['title']}"
        yield url, parameters


_TITLE = "options:{{title:{{display:true,text:'{title}'}}}}"
_NAMED = "data:{{labels:[{labels}],datasets:[{{label:'{name}',data:[{values}]}}]}}"
_CONFIGS = {
    "bar": f"{{{{type:'bar',{_NAMED},{_TITLE}}}}}",
    "line": f"{{{{type:'line',{_NAMED},{_TITLE}}}}}",
    "pie": f"{{{{type:'pie',{_NAMED},{_TITLE}}}}}",
    "radar": f"{{{{type:'radar',{_NAMED},{_TITLE}}}}}",
}
QUICKCHART = tuple(_CONFIGS)
"""The types of Chart.js configs that are measured."""


def quickchart(kind: str, *, ratio: int, seed: int = 1) -> Iterator[Parameters]:
    """Yield the parameters of requests of the QuickChart dialect without end."""
    chance = random.Random(seed)
    while True:
        config = _CONFIGS[kind].format(
            labels=",".join(f"'{data.word(chance, 6)}'" for _ in range(5)),
            values=",".join(str(chance.randint(1, 99)) for _ in range(5)),
            name=data.word(chance, 8),
            title=data.word(chance, 10),
        )
        yield {"c": config, "w": 500, "h": 300, "devicePixelRatio": ratio}


def _data(series: list[list[float]] | list[list[int]]) -> str:
    return "|".join(",".join(f"{v:g}" for v in values) for values in series)
