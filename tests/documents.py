"""The tables of the documentation that are written from the code's own: ``make docs``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from auth.settings import SETTINGS
from charts.google import markers, query, types
from charts.query import KINDS, PARAMETERS

DOCS = Path(__file__).parents[1] / "docs"


def parameters() -> str:
    """Every parameter of the native charts, as a Markdown table."""
    rows = []
    for parameter in PARAMETERS:
        kinds = "all" if parameter.kinds == KINDS else ", ".join(parameter.kinds)
        default = "required" if parameter.required else _default(parameter.default)
        allowed = parameter.kind.allowed
        rows.append((f"`{parameter.name}`", kinds, allowed, parameter.meaning, default))
    return _table("parameter | for | what is allowed | meaning | default", rows)


def _default(value: object) -> str:
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def settings() -> str:
    """Every setting of sign-in, as a Markdown table."""
    return _table("setting | meaning", [(f"`{k}`", meaning) for k, meaning in SETTINGS.items()])


def google_types() -> str:
    """Every type of the Google dialect, those that are not drawn included."""
    rows = [(f"`{t.name}`", t.meaning, t.family, "drawn") for t in types.TYPES.values()]
    rows += [(f"`{name}`", meaning, "", "not yet") for name, meaning in types.OTHERS.items()]
    return _table("`cht` | draws | family | state", rows)


def google_parameters() -> str:
    """Every parameter of the Google dialect, with the families of types that heed it."""
    families = {t.family for t in types.TYPES.values()}
    rows = [
        (
            f"`{p.name}`",
            p.meaning,
            "all" if set(p.families) == families else ", ".join(p.families),
            "drawn" if p.families else "not yet",
        )
        for p in query.PARAMETERS.values()
    ]
    return _table("parameter | meaning | for | state", rows)


def google_markers() -> str:
    """Every marker of ``chm``."""
    rows = [(f"`{letter}`", meaning, "drawn") for letter, (_, meaning) in markers.KINDS.items()]
    return _table("letter | draws | state", rows)


def _table(heads: str, rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {heads} |", "|" + " --- |" * (heads.count("|") + 1)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)


TABLES = {
    ("charts.md", "parameters"): parameters,
    ("google-charts.md", "types"): google_types,
    ("google-charts.md", "parameters"): google_parameters,
    ("google-charts.md", "markers"): google_markers,
    ("sign-in.md", "settings"): settings,
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
