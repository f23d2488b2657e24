"""The tables of the documentation that are written from the code's own: ``make docs``."""

from __future__ import annotations

import re
import textwrap
import zlib
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from fontTools.ttLib import TTFont

from api import cors, site
from auth.settings import SETTINGS
from bench import report
from charts import palettes
from charts.access import settings as charts_settings
from charts.codes import barcode
from charts.geography.areas import AREAS
from charts.google.read import icons, markers, query, types
from charts.icons import weather
from charts.native import kinds
from charts.native.parameters import GROUPS, Group
from charts.quickchart.endpoints import overrides
from charts.quickchart.endpoints import request as endpoints
from charts.quickchart.read import config as chart_config
from charts.quickchart.read import request as chart_request
from charts.tex import refused
from costs import tables as costs
from tests import chart_types, google_pictures
from tests.chart_routes import chart_routes
from tests.charts.tex import catalogue

DOCS = Path(__file__).parents[1] / "docs"


def names_of_kinds() -> str:
    return textwrap.fill(", ".join(f"`{kind.name}`" for kind in kinds.every()) + ".", 110)


def kinds_of_charts() -> str:
    """Every kind of native chart with the parameters of its own, as a Markdown table."""
    taken = [{p.name for p in kind.parameters if not p.ignored} for kind in kinds.every()]
    everywhere = set.intersection(*taken)
    rows = []
    for kind, names in zip(kinds.every(), taken, strict=True):
        data = [f"`{p.name}`" for p in kind.parameters if p.required]
        own = [f"`{p.name}`" for p in kind.parameters if p.name in names - everywhere]
        options = [name for name in own if name not in data]
        rows.append((f"`{kind.name}`", kind.about, ", ".join(data), ", ".join(options)))
    return _table("kind | draws | data | options", rows)


def parameters() -> str:
    """Every parameter of the native charts, as a Markdown table."""
    kinds_by_parameter: dict[tuple[Group, str, str, str, str], list[str]] = {}
    for kind in kinds.every():
        for p in kind.parameters:
            default = "required" if p.required else _default(p.default)
            row = p.group, p.name, p.type.allowed, p.meaning, default
            kinds_by_parameter.setdefault(row, []).append(kind.name)
    order = list(dict.fromkeys(name for _, name, *_ in kinds_by_parameter))
    rows = []
    for row in sorted(kinds_by_parameter, key=lambda r: (GROUPS.index(r[0]), order.index(r[1]))):
        names = kinds_by_parameter[row]
        takers = "all" if len(names) == len(kinds.KINDS) else ", ".join(names)
        rows.append((f"`{row[1]}`", takers, *row[2:]))
    return _table("parameter | for | what is allowed | meaning | default", rows)


def types_elsewhere() -> str:
    """What the chart types of QuickChart and image-charts.com are here, as a Markdown table."""
    return _table("QuickChart | image-charts.com | here", list(chart_types.rows()))


def _default(value: object) -> str:
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def settings() -> str:
    """Every setting of sign-in, as a Markdown table."""
    return _table("setting | meaning", [(f"`{k}`", meaning) for k, meaning in SETTINGS.items()])


def guarded() -> str:
    """Every address that the guard stands before, as a Markdown table."""
    rows = [
        (f"`{route}`", ", ".join(m for m in ("GET", "HEAD", "POST") if m in methods))
        for route, methods in chart_routes().items()
    ]
    return _table("address | methods", rows)


def site_settings() -> str:
    """Every setting of the pages, as a Markdown table."""
    return _table(
        "setting | meaning", [(f"`{n}`", meaning) for n, meaning in site.SETTINGS.items()]
    )


def guard() -> str:
    """Every setting of the guard of charts, as a Markdown table."""
    tables = {**charts_settings.SETTINGS, **cors.SETTINGS}
    rows = [(f"`{name}`", text) for name, text in tables.items()]
    return _table("setting | meaning", rows)


def google_types() -> str:
    """Every type of the Google dialect, those that are not drawn included."""
    rows = [(f"`{t.name}`", t.meaning, t.family, "drawn") for t in types.TYPES.values()]
    rows += [(f"`{name}`", meaning, "", "not yet") for name, meaning in types.OTHERS.items()]
    return _table("`cht` | draws | family | state", rows)


def google_parameters() -> str:
    """Every parameter of the Google dialect, with the families of types that heed it."""
    rows = [
        (
            f"`{p.name}`",
            p.meaning,
            _families(p.families),
            "drawn" if p.families else "not yet",
        )
        for p in query.PARAMETERS.values()
    ]
    return _table("parameter | meaning | for | state", rows)


def _families(families: Sequence[str]) -> str:
    """``all`` stands for those of all types; icons by themselves have none."""
    typed = {t.family for t in types.TYPES.values()}
    if not typed <= set(families):
        return ", ".join(families)
    return "all, icon" if types.ICON.family in families else "all"


def google_markers() -> str:
    """Every marker of ``chm``."""
    rows = [(f"`{letter}`", meaning, "drawn") for letter, (_, meaning) in markers.KINDS.items()]
    return _table("letter | draws | state", rows)


def google_icons() -> str:
    """Every icon by itself (``chst``) with the fields of its ``chld`` and a kept picture."""
    rows = []
    for name, kind in icons.KINDS.items():
        fields = f"`{kind.fields}`" if kind.fields else "nothing"
        rows.append((f"`d_{name}`", fields, "yes" if kind.shadow else "", _shown(f"d_{name}")))
    return _table("`chst` | `chld` | shadow | for example", rows)


def _shown(chst: str) -> str:
    """The first kept picture of an icon."""
    for name, url in google_pictures.PICTURES.items():
        if f"chst={chst}&" in url + "&":
            text = chst.removeprefix("d_").replace("_", " ")
            return f"![{text}]({_image(name, url)})"
    raise ValueError(chst)


def _image(name: str, url: str) -> str:
    return f"../tests/images/google/{name}.{'gif' if 'chof=gif' in url else 'png'}"


def google_fields() -> str:
    """What the fields of icons may be that are names."""
    names = {
        "frame": icons.FRAMES,
        "style": icons.STYLES,
        "note": icons.PAPERS,
        "weather": weather.NAMES,
    }
    rows = [(field, ", ".join(f"`{name}`" for name in known)) for field, known in names.items()]
    return _table("field | one of", rows)


def google_areas() -> str:
    """Every area of the old maps, with a kept picture."""
    rows = []
    for area in AREAS:
        name = f"map-{area.replace('_', '-')}"
        image = _image(name, google_pictures.PICTURES[name])
        rows.append((f"`{area}`", f"![{area.replace('_', ' ')}]({image})"))
    return _table("`chtm` | shows", rows)


def tex_commands() -> str:
    """Every command and environment of formulas, in groups, with an example of each group."""
    groups = (*catalogue.GROUPS, *catalogue.ENVIRONMENTS)
    return _table("what | as in | commands", [
        (group.title, _span(group.formula(group.names[0])), _span(" ".join(group.written())))
        for group in groups
    ])  # fmt: skip


def tex_refused() -> str:
    """Every command and environment that is known but not supported, by the reason."""
    reasons: dict[str, list[str]] = {}
    for name, why in refused.COMMANDS.items():
        reasons.setdefault(why, []).append(f"\\{name}")
    for name, why in refused.ENVIRONMENTS.items():
        reasons.setdefault(why, []).append(f"\\begin{{{name}}}")
    return _table("why | commands and environments", [
        (_codes(why), _span(" ".join(names))) for why, names in reasons.items()
    ])  # fmt: skip


def _span(text: str) -> str:
    """A span of code, whatever the text holds."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _codes(text: str) -> str:
    """A text whose commands are spans of code."""
    return re.sub(r"\\[a-z]+", lambda match: f"`{match[0]}`", text)


def quickchart_types() -> str:
    """Every type of chart of a Chart.js config."""
    return "Types: " + ", ".join(f"`{name}`" for name in chart_config.TYPES) + "."


def quickchart_parameters() -> str:
    """Every parameter of QuickChart's /chart, with its other names and its meaning."""
    names: dict[str, list[str]] = {}
    for name, known in chart_request._NAMES.items():
        names.setdefault(known, []).append(f"`{name}`")
    rows = [(", ".join(names[known]), meaning) for known, meaning in chart_request.MEANINGS.items()]
    return _table("parameter, in any case | meaning", rows)


def quickchart_overrides() -> str:
    """What the query of a short URL replaces."""
    rows = [(f"`{name}`", meaning) for name, meaning in overrides.MEANINGS.items()]
    return _table("parameter | replaces", rows)


def quickchart_endpoint(name: endpoints.Endpoint) -> str:
    """Every parameter of one of QuickChart's endpoints."""
    rows = [(f"`{p.name}`", p.meaning, p.default) for p in endpoints.parameters(name).values()]
    return _table("parameter | meaning | default", rows)


def barcodes() -> str:
    """Every type of barcode, with a text."""
    rows = [(f"`{n}`", t.meaning, f"`{t.example}`") for n, t in barcode.TYPES.items()]
    return _table("`type` | draws | for example", rows)


def jinja_snippet() -> str:
    """The macro of a chart, to be copied."""
    return _code("flask/templates/charts.html", "jinja")


def _code(example: str, language: str) -> str:
    text = (DOCS.parent / "examples" / example).read_text(encoding="utf-8")
    return f"```{language}\n{text}```"


def named_palettes() -> str:
    """The palettes by name, as a Markdown table."""
    names: dict[str, list[str]] = {}
    for name, use in palettes.NAMES.items():
        names.setdefault(use, []).append(f"`{name}`")
    return _table("for | `palette`", [(_USES[use], ", ".join(names[use])) for use in names])


_USES = {
    "qualitative": "series without an order",
    "sequential": "from little to much",
    "diverging": "from one extreme to another, with a middle",
}


def fonts() -> str:
    """The fonts that are shipped, as a Markdown table."""
    rows = []
    for file in sorted((DOCS.parent / "charts" / "fonts").glob("*.ttf")):
        content = file.read_bytes()
        letters = len(TTFont(file).getBestCmap())
        raw, packed = (
            f"{size / 1024:,.0f}" for size in (len(content), len(zlib.compress(content)))
        )
        rows.append((f"`{file.name}`", f"{letters:,}", raw, packed))
    return _table("font | characters | KiB | in a zip", rows)


def _table(heads: str, rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {heads} |", "|" + " --- |" * (heads.count("|") + 1)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)


TABLES = {
    ("embedding.md", "macro"): jinja_snippet,
    ("../README.md", "kinds"): names_of_kinds,
    ("charts.md", "kinds"): kinds_of_charts,
    ("charts.md", "parameters"): parameters,
    ("charts.md", "types elsewhere"): types_elsewhere,
    ("charts.md", "palettes"): named_palettes,
    ("google-charts.md", "types"): google_types,
    ("google-charts.md", "parameters"): google_parameters,
    ("google-charts.md", "markers"): google_markers,
    ("google-charts.md", "icons"): google_icons,
    ("google-charts.md", "fields"): google_fields,
    ("google-charts.md", "areas"): google_areas,
    ("google-charts.md", "formulas"): tex_commands,
    ("google-charts.md", "refused"): tex_refused,
    ("quickchart.md", "chart_types"): quickchart_types,
    ("quickchart.md", "chart_parameters"): quickchart_parameters,
    ("quickchart.md", "overrides"): quickchart_overrides,
    ("quickchart.md", "barcodes"): barcodes,
    **{("quickchart.md", name): partial(quickchart_endpoint, name) for name in endpoints.ENDPOINTS},
    ("dependencies.md", "fonts"): fonts,
    ("guard.md", "guard"): guard,
    ("site.md", "site"): site_settings,
    ("guard.md", "guarded"): guarded,
    ("sign-in.md", "settings"): settings,
    ("performance.md", "setting"): report.setting,
    ("performance.md", "warm"): partial(report.tables, "warm"),
    ("performance.md", "native"): partial(report.tables, "native", of="500x300"),
    ("performance.md", "google"): partial(report.tables, "google", of="300x200"),
    ("performance.md", "quickchart"): partial(report.tables, "quickchart"),
    ("performance.md", "sizes"): partial(report.tables, "size"),
    ("performance.md", "cold"): partial(report.tables, "cold"),
    ("performance.md", "load"): partial(report.tables, "load", "load latency", "memory"),
    ("performance.md", "repeats"): partial(report.tables, "repeats"),
    ("../README.md", "sentence"): costs.in_a_sentence,
    **{("costs.md", name): partial(costs.written_table, name) for name in costs.TABLES},
}


def written(text: str, name: str, table: str) -> str:
    """Put a table between its two marks in a document."""
    pattern = rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- end -->)"
    found, count = re.subn(pattern, lambda m: m[1] + table + "\n" + m[2], text, flags=re.DOTALL)
    if count != 1:
        raise ValueError(f"{count} places for the table {name}")
    return found


def main() -> None:
    for (file, name), table in TABLES.items():
        document = DOCS / file
        document.write_text(written(document.read_text(), name, table()))
        print(f"{file}: {name}")


if __name__ == "__main__":
    main()
