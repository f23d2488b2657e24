"""What a schema cannot say of a chart: it is brought about in generated data that a schema allows.

Only data that the schemas call right is changed, and only where two members must agree; nothing
that one member by itself could have wrong is mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from typing import Any

from api.query import pairs
from charts.codes.barcode import TYPES
from charts.native import frame, reference, table, x_values
from charts.native.kinds import load, parameters
from charts.native.parameters import NUMBERS, PICTURE, TITLES
from charts.native.query import url
from charts.native.values import (
    Choice,
    Choices,
    Colours,
    Flag,
    FlagOr,
    Integer,
    LocaleName,
    Number,
    Numbers,
    PointStyles,
    Text,
    TextRows,
    Texts,
    Values,
    ValueType,
)
from charts.native.x_values import XTypeChoice

Members = MutableMapping[str, Any]


def native(kind: str, members: Members, *, query: bool) -> None:
    """Make the parameters of a native chart agree (docs/charts.md, What goes together).

    The data of a kind that has others than xvalues and yvalues, or labels and values, is that of
    its first example, with all that goes with it.
    """
    known = parameters(kind)
    members.pop(table.NAME, None)  # the lists are there
    for check in load(kind).KIND.checks:
        if check.exclusive and all(_is_set(members, flag) for flag in check.names):
            del members[check.names[1]]
    data = {name for name, parameter in known.items() if parameter.group == "Data"}
    required = {name for name in data if known[name].required}
    if required == {"xvalues", "yvalues"}:
        _without(kind, members, data - required)
        data = required
    if data not in ({"xvalues", "yvalues"}, {"labels", "values"}):
        _take_example(kind, members, query=query)
        _align(members)
        _sizes(members)
        return
    along, sizes = ("labels", "values") if "labels" in data else ("xvalues", "yvalues")
    names, rows = _items(_rows(members[along])[0]), [_items(row) for row in _rows(members[sizes])]
    width = min(len(names), *map(len, rows))
    rows = [row[:width] for row in rows]
    if _is_set(members, "log"):
        rows = [[1 if v not in (None, "") and float(v) <= 0 else v for v in row] for row in rows]
        for end in ("ymin", "ymax"):
            if _given(members, end) and float(members[end]) <= 0:
                del members[end]
    if members.get("label_position") != "outside" and _given(members, "legend_position"):
        members.pop("label_position", None)
    if "hole" in known and not float(members.get("hole") or known["hole"].default):
        members.pop("center", None)
    if along == "labels" and not _is_set(members, "value_labels"):
        for parameter in NUMBERS:
            members.pop(parameter.name, None)
    _along(kind, members, names)
    _frame(kind, members)
    if _given(members, "number_format"):
        members.pop("decimals", None)
    if along == "labels" and not any(float(v) for v in rows[0]):
        rows[0][0] = 1
    rows = _not_blank(members[sizes], rows)
    (names,) = _not_blank(members[along], [names[:width]])
    members[sizes], members[along] = _like(members[sizes], rows), _like(members[along], [names])
    if _given(members, "legend"):
        legend = _items(members["legend"])
        legend = (legend * len(rows))[: len(rows)]
        members["legend"] = _like(members["legend"], [legend])
    _style(kind, members)
    if _is_set(members, "individual"):
        for end in ("ymin", "ymax"):
            members.pop(end, None)
    if along != "labels" and not _given(members, "legend"):
        members.pop("legend_position", None)
    if _given(members, "colors"):
        single = along == "labels" or (kind == "bar" and len(rows) == 1)
        colours = _items(members["colors"])[: width if single else len(rows)]
        members["colors"] = _like(members["colors"], [colours])
    ends = [float(members[end]) for end in ("ymin", "ymax") if _given(members, end)]
    if len(ends) == 2 and ends[0] >= ends[1]:
        del members["ymax"]
    _align(members)
    _sizes(members)


def _without(kind: str, members: Members, names: set[str]) -> None:
    """Leave optional data out, and what needs it: the first of a check of two names."""
    checks = load(kind).KIND.checks
    needs = {c.names[0] for c in checks if len(c.names) == 2 and c.names[1] in names}
    for name in names | needs:
        members.pop(name, None)
    if members.get("trend") != "linear":
        members.pop("r2", None)


def _style(kind: str, members: Members) -> None:
    """Say of lines and points what holds for all series, and nothing of stacked areas."""
    for name in ("line_width", "dash", "points"):
        if _given(members, name):
            items = members[name]
            items = items.split(",")[0] if isinstance(items, str) else items[:1]
            members[name] = items
    if _is_set(members, "stacked"):
        for name in ("line_width", "dash", "points", "gaps"):
            members.pop(name, None)
    if members.get("trend") != "linear" and kind in ("scatter", "bubble"):
        for name in ("line_width", "dash"):
            members.pop(name, None)
    for name in ("thresholds", "threshold_colors", "sort"):
        members.pop(name, None)


def _align(members: Members) -> None:
    """Leave ``title_align`` out where there is nothing to align."""
    if not _given(members, "title"):
        members.pop("title_size", None)
    texts = any(_given(members, name) for name in ("title", "subtitle", "source"))
    if not texts and members.get("legend_position") not in ("top", "bottom"):
        members.pop("title_align", None)


def _along(kind: str, members: Members, texts: list[Any]) -> None:
    """Take texts that are neither numbers nor dates for names, and give no format of dates."""
    about = parameters(kind).get("xtype")
    if not about:
        return
    members.pop("date_format", None)
    assert isinstance(about.type, XTypeChoice)
    written = tuple("" if text is None else re.sub(r"\\(.)", r"\1", str(text)) for text in texts)
    try:
        x_values.read(written, _text(members.get("xtype")) or "auto", about.type.reading)
    except ValueError:
        members["xtype"] = "names"


def _frame(kind: str, members: Members) -> None:
    """Ask of the axes only what their types allow, which are not known here."""
    if "grid" in parameters(kind):
        for name in (*frame.OF_X, *reference.NAMES, "yerror"):
            members.pop(name, None)


def _text(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


def _take_example(kind: str, members: Members, *, query: bool) -> None:
    """Keep what fits any data, and take the rest from the kind's first example."""
    kept = {parameter.name for parameter in (*TITLES, *PICTURE)} - {p.name for p in NUMBERS}
    for name in set(members) - kept:
        del members[name]
    example = load(kind).KIND.examples[0].parameters
    values = dict(pairs(url(kind, example))) if query else example
    members.update({name: value for name, value in values.items() if name not in kept})


def _sizes(members: Members) -> None:
    width, height = (float(members.get(n) or d) for n, d in (("width", 640), ("height", 480)))
    if _given(members, "scale") and width * height * float(members["scale"]) ** 2 > 7_900_000:
        del members["scale"]
    if members.get("format") in ("svg", "pdf"):
        members.pop("scale", None)


def taken_though_not_described(kind: str, members: Members, *, query: bool) -> bool:
    """Whether a value is taken in a way that the schemas leave out, so that they call it wrong.

    That is a blank text, which counts as not given; the other words for a flag; and in JSON a text
    in place of a flag or number, a number in place of a text or list.
    """
    known = parameters(kind)
    return any(
        _left_out(known[name].type, value, query=query)
        for name, value in members.items()
        if name in known
    )


def _left_out(value_type: ValueType, value: Any, *, query: bool) -> bool:
    if isinstance(value_type, Texts | TextRows | Values | Colours):
        if isinstance(value_type, Values):
            return _is_number(value) or any(isinstance(item, str) for item in _flat(value))
        return _is_number(value) or any(map(_is_number, _flat(value)))
    if isinstance(value_type, Choices):
        items = value.split(",") if isinstance(value, str) else _flat(value)
        words = {str(item).strip().lower() for item in items}
        return words <= set(value_type.options) or words == {""}
    if isinstance(value_type, Numbers | PointStyles):
        try:
            value_type.read(value)
        except ValueError:
            return isinstance(value, str) and not value.strip()
        return True
    if isinstance(value_type, Text) or not isinstance(value, str):
        return False
    text = value.strip().lower()
    if not query and isinstance(value_type, Flag | Integer | Number):
        try:
            value_type.read(text)
        except ValueError:
            return text == ""
        return True
    if isinstance(value_type, FlagOr):
        return text in ("", "true", "false", "1", "0", "on", "off", "yes", "no", *value_type.words)
    if isinstance(value_type, Flag):
        return text in ("", "1", "0", "on", "off", "yes", "no")
    return text == "" or (
        isinstance(value_type, Choice | LocaleName | XTypeChoice)
        and text in {option.lower() for option in value_type.options}
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _flat(value: Any) -> Iterator[Any]:
    """The items of a JSON list and of the lists in it; of a text, none."""
    if isinstance(value, list):
        for item in value:
            yield from _flat(item) if isinstance(item, list) else [item]


def google(members: Members) -> None:
    """Give a chart of a Google URL what its type needs, in the type's own language."""
    for name in ("chst", "callback", "chtm", "choe"):
        members.pop(name, None)
    if not str(members.get("cht", "")).strip():
        members["cht"] = "lc"
    kind = str(members["cht"]).strip().partition(":")[0]
    members["chs"] = "200x200"
    texts = {"gv": "graph{a--b}", "tx": "x^2", "qr": "text"}
    if kind in texts:
        members["chl"] = texts[kind]
        members.pop("chd", None)
    else:
        members["chd"] = "t:10,20"


QUICKCHART = "{type:'pie',data:{datasets:[{data:[1,2]}]}}"


def quickchart(path: str, members: Members) -> None:
    """Give an endpoint of QuickChart what must be in a language of its own, or of a size."""
    members.pop("centerImageUrl", None)
    if path == "/barcode":
        members["text"] = TYPES[str(members["type"])].example
    if path == "/wordcloud":
        members["text"], members["minWordLength"] = "two words", 1
        members.pop("removeStopwords", None)
    if path == "/graphviz":
        members["graph"] = "graph{a--b}"
    for side in ("size", "width", "height"):
        if side in members:
            members[side] = 200
    if path == "/chart/create":
        members["c"] = QUICKCHART
        members.pop("chart", None)


def _given(members: Members, name: str) -> bool:
    return members.get(name) not in (None, "", [])


def _is_set(members: Members, flag: str) -> bool:
    return members.get(flag) in (True, "true", "", "percent")


def _rows(value: Any) -> list[Any]:
    if isinstance(value, str):
        return value.split("|")
    return value if isinstance(value[0], list) else [value]


def _items(value: Any) -> list[Any]:
    """The items of a list; of a query's text, between its commas."""
    if not isinstance(value, str):
        return list(value)
    items, after_backslash = [""], False
    for letter in value:
        if letter == "," and not after_backslash:
            items.append("")
        else:
            items[-1] += letter
        after_backslash = letter == "\\" and not after_backslash
    return items


def _not_blank(like: Any, rows: list[list[Any]]) -> list[list[Any]]:
    """A query's text that was cut to one blank item would count as not given."""
    blank = isinstance(like, str) and "|".join(",".join(map(str, r)) for r in rows).strip() == ""
    return [["1"] * len(row) for row in rows] if blank else rows


def _like(value: Any, rows: list[list[Any]]) -> Any:
    """The rows in the form that the value had."""
    if isinstance(value, str):
        return "|".join(",".join(map(str, row)) for row in rows)
    return rows if isinstance(value[0], list) else rows[0]
