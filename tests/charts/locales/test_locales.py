"""The data of languages: complete, and read only when it is needed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from charts import locales
from charts.locales import ENGLISH, NAMES


def test_the_file_has_each_name_and_no_other() -> None:
    assert tuple(json.loads(Path(locales.FILE).read_text("utf-8"))) == NAMES
    assert json.loads(Path(locales.FILE).read_text("utf-8"))["en"] == {}
    assert locales.load("en") is ENGLISH


@pytest.mark.parametrize("name", NAMES)
def test_a_locale_is_complete(name: str) -> None:
    locale = locales.load(name)
    for months in (locale.months, locale.months_short, locale.months_alone):
        assert len(set(months)) == len(months) == 12
    assert len(set(locale.months_short_alone)) == 12
    assert len(set(locale.days)) == len(set(locale.days_short)) == 7
    assert len(set(locale.quarters)) == 4
    assert locale.decimal in ".,"
    assert locale.group in ",.'’\u00a0\u202f"
    assert locale.group != locale.decimal
    assert locale.minus == "−"
    assert "%" in "".join(locale.percent)
    powers = [power for power, _ in locale.units]
    assert powers == sorted(powers)
    assert all(unit.strip() for _, unit in locale.units)
    assert "M" in locale.month_year or "L" in locale.month_year
    assert not any(mark in json.dumps(locale, ensure_ascii=False) for mark in "\u200e\u200f\u061c")


def test_english_reads_no_file() -> None:
    code = (
        "from charts import locales; from charts.native import query;"
        "query.chart('bar', {'xvalues': 'a', 'yvalues': '1'}); locales.load('en');"
        "print(locales._rows.cache_info().currsize)"
    )
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
