"""Makes ``locales.json`` out of the Unicode CLDR: ``python -m charts.locales.build <folder>``.

The folder holds the unpacked packages of ``SOURCES``, each in a folder of its name
(``npm pack cldr-numbers-full@48.2.0`` and so on). Of each locale of ``NAMES`` it takes what
``Locale`` has, with European digits, and without marks of direction, which the drawing of text
finds by itself. A hyphen for minus becomes a minus sign.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from . import ENGLISH, FILE, NAMES

SOURCES: Final = {
    "cldr-numbers-full": "npm, 48.2.0, Unicode-3.0",
    "cldr-dates-full": "npm, 48.2.0, Unicode-3.0",
}
_IN_CLDR = {"zh-TW": "zh-Hant"}
_MARKS = str.maketrans("", "", "\u061c\u200e\u200f")
_MONTHS = [str(month) for month in range(1, 13)]
_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_QUARTERS = ["1", "2", "3", "4"]


def _numbers(folder: Path, name: str) -> dict[str, Any]:
    path = folder / "cldr-numbers-full" / "main" / name / "numbers.json"
    numbers = json.loads(path.read_text("utf-8"))["main"][name]["numbers"]
    symbols = numbers["symbols-numberSystem-latn"]
    whole = numbers["decimalFormats-numberSystem-latn"]["standard"].split(".")[0]
    groups = whole.split(",")
    before, after = re.split(r"[#0,.]+", numbers["percentFormats-numberSystem-latn"]["standard"])
    short = numbers["decimalFormats-numberSystem-latn"]["short"]["decimalFormat"]
    return {
        "decimal": symbols["decimal"],
        "group": symbols["group"],
        "last_group": len(groups[-1]),
        "other_groups": len(groups[-2]) if len(groups) > 2 else len(groups[-1]),
        "first_group": int(numbers["minimumGroupingDigits"]),
        "minus": symbols["minusSign"].translate(_MARKS).replace("-", "−"),
        "percent": [part.replace("%", symbols["percentSign"]) for part in (before, after)],
        "units": _units(short, english=name.startswith("en")),
    }


def _units(short: Mapping[str, str], *, english: bool) -> list[list[Any]]:
    """Return powers of ten with their names, those with a name that is made of others left out."""
    units: list[list[Any]] = []
    for key, pattern in short.items():
        number, _, count = key.partition("-count-")
        match = re.fullmatch("0([^0].*)", pattern.replace("'", ""))
        if count != "other" or not match:
            continue
        unit = match[1].translate(_MARKS)
        if english:
            unit = unit.replace("K", "k")  # as the rest of the world writes kilo
        if any(unit.strip().endswith(other.strip()) for _, other in units):
            continue
        units.append([len(number) - 1, unit])
    return units


def _dates(folder: Path, name: str) -> dict[str, Any]:
    path = folder / "cldr-dates-full" / "main" / name / "ca-gregorian.json"
    calendar = json.loads(path.read_text("utf-8"))["main"][name]["dates"]["calendars"]["gregorian"]
    patterns = calendar["dateTimeFormats"]["availableFormats"]
    months, days = calendar["months"], calendar["days"]
    halves = calendar["dayPeriods"]["format"]["abbreviated"]
    return {
        "months": [months["format"]["wide"][m] for m in _MONTHS],
        "months_short": [months["format"]["abbreviated"][m] for m in _MONTHS],
        "months_alone": [months["stand-alone"]["wide"][m] for m in _MONTHS],
        "months_short_alone": [months["stand-alone"]["abbreviated"][m] for m in _MONTHS],
        "days": [days["stand-alone"]["wide"][d] for d in _DAYS],
        "days_short": [days["stand-alone"]["abbreviated"][d] for d in _DAYS],
        "quarters": [calendar["quarters"]["format"]["abbreviated"][q] for q in _QUARTERS],
        "halves": [halves["am"], halves["pm"]],
        "year": patterns["y"],
        "quarter_year": patterns["yQQQ"],
        "month": patterns["MMM"],
        "month_year": patterns["yMMM"],
        "day": patterns["d"],
        "day_month": patterns["MMMd"],
        "date": patterns["yMMMd"],
        "minutes": patterns["Hm"],
        "seconds": patterns["Hms"],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(_MARKS)
    return [_plain(item) for item in value] if isinstance(value, list) else value


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(prog="python -m charts.locales.build")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    rows = {}
    for name in NAMES:
        found = _IN_CLDR.get(name, name)
        row = {
            k: _plain(v) for k, v in {**_numbers(folder, found), **_dates(folder, found)}.items()
        }
        english = json.loads(json.dumps(ENGLISH._asdict()))
        rows[name] = {key: value for key, value in row.items() if value != english[key]}
    lines = ",\n".join(
        f"{json.dumps(n)}: {json.dumps(r, ensure_ascii=False)}" for n, r in rows.items()
    )
    Path(FILE).write_text("{\n" + lines + "\n}\n", "utf-8")


if __name__ == "__main__":
    main()
