"""The tables of the documentation that are written from the code's own: ``make docs``."""

from __future__ import annotations

import re
from pathlib import Path

from auth.settings import SETTINGS
from charts.query import KINDS, PARAMETERS

DOCS = Path(__file__).parents[1] / "docs"


def parameters() -> str:
    """Every parameter of the native charts, as a Markdown table."""
    lines = [
        "| parameter | for | what is allowed | meaning | default |",
        "| --- | --- | --- | --- | --- |",
    ]
    for parameter in PARAMETERS:
        kinds = "all" if parameter.kinds == KINDS else ", ".join(parameter.kinds)
        default = "required" if parameter.required else _default(parameter.default)
        cells = (f"`{parameter.name}`", kinds, parameter.kind.allowed, parameter.meaning, default)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def _default(value: object) -> str:
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def settings() -> str:
    """Every setting of sign-in, as a Markdown table."""
    rows = [f"| `{name}` | {meaning} |" for name, meaning in SETTINGS.items()]
    return "\n".join(["| setting | meaning |", "| --- | --- |", *rows])


TABLES = {("charts.md", "parameters"): parameters, ("sign-in.md", "settings"): settings}


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
