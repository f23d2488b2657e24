"""What xvalues are taken for: names, numbers or times."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from charts.native.x_values import Reading, read

LINE, BAR = Reading(), Reading(numbers=False, distinct=True)
SCATTER = Reading(names=False)


def kind_of(text: str, reading: Reading = LINE) -> str:
    return read(tuple(text.split(",")), "auto", reading).type


@pytest.mark.parametrize(
    "text",
    ["1,2,3", "0.5,0.75,1.0", "1.0,1.5,2.0", "1.10,1.20,1.30", "0,0.5,1.0", "1.5,2.5,3.5", "3",
     "99.90,100.00", "1e3,2e3", "-1,,5", "10,9,8", "5,3,9", "1000,2000,3000", "12345678,23456789",
     "1.9,1.8,1.7", "2024.5,2025.0"],
)  # fmt: skip
def test_numbers(text: str) -> None:
    assert kind_of(text) == "numbers"
    assert kind_of(text, SCATTER) == "numbers"
    assert kind_of(text, BAR) == "names"


@pytest.mark.parametrize(
    "text",
    ["11.8,11.9,11.10,11.11", "3.9,3.10,3.11", "3.11,3.10,3.9", "3.8,3.9,3.11", "1.1,1.10",
     "1.2.3,1.2.4", "24.12,25.12,26.12", "30.4,1.5,2.5", "1.1,2.1,31.1,1.2", "01.02,15.02",
     "007,008", "+49301234567,+49301234568", "80331,10115,50667", "1/2,2/2", "24.12.,25.12.",
     "12024-01-01", "2024-02-30,2024-03-01", "2024-1-1", "22:00,01:00", "a,1", ",", "C,Ruby"],
)  # fmt: skip
def test_names(text: str) -> None:
    assert kind_of(text) == "names"


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2024-01-01,2024-06-01", "day"),
        ("2024-01,2024-03", "month"),
        ("2018,2019,2021", "year"),
        ("2023,2024-07", "month"),
        ("2024-Q1,2024-Q2", "quarter"),
        ("2024-W05,2024-W06", "week"),
        ("20240101,20240102", "day"),
        ("2024-01-01T12:00Z,2024-01-02T00:00 01:00", "minute"),
        ("2024-01-01,,2024-01-01T12:30:05.5", "fraction"),
        ("08:00,09:30", "minute"),
    ],
)
@pytest.mark.parametrize("reading", [LINE, BAR, SCATTER])
def test_times(text: str, precision: str, reading: Reading) -> None:
    x = read(tuple(text.split(",")), "auto", reading)
    assert (x.type, x.precision) == ("time", precision)


def test_zones_that_differ_are_written_in_utc() -> None:
    same = read(("2024-01-01T12:00+01:00", "2024-02-01T12:00+01:00"), "auto", LINE)
    assert (same.zone, same.zone_name, same.at[0]) == (3600, "", 1704106800.0)
    mixed = read(("2024-01-01T12:00+01:00", "2024-02-01T12:00"), "auto", LINE)
    assert (mixed.zone, mixed.zone_name) == (0, "UTC")


def test_what_is_asked_for_is_what_they_are() -> None:
    assert read(("2024", "2025"), "names", LINE).names == ("2024", "2025")
    assert read(("2024", "2025"), "numbers", LINE).at == (2024, 2025)
    assert read(("1000", "2000"), "time", LINE).precision == "year"
    assert read(("11.9", "11.10"), "numbers", LINE).at == (11.9, 11.1)


@pytest.mark.parametrize(
    ("text", "kind", "reading", "says"),
    [
        ("a,1", "numbers", LINE, "“a” is not a number"),
        ("2024-02-30", "time", LINE, "“2024-02-30” is not a date or time: the calendar has no"),
        ("12024-01-01", "time", LINE, "in the years 1 to 9999"),
        ("0000-01-01", "time", LINE, "the years are 1 to 9999"),
        (",", "time", LINE, "no time"),
        ("a,1", "auto", SCATTER, "“a” is neither a number nor a date"),
        ("2024-01-01,2024-01-01", "time", BAR, "“2024-01-01” is there twice"),
        ("1,1.0", "numbers", BAR, "is there twice"),
        (",0,0", "numbers", BAR, "“0” is there twice"),
    ],
)
def test_what_they_cannot_be_is_an_error(text: str, kind: Any, reading: Reading, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read(tuple(text.split(",")), kind, reading)


def test_bars_at_the_same_date_are_names_unless_told() -> None:
    assert kind_of("2024-01-01,2024-01-01", BAR) == "names"
    assert kind_of("2024-01-01,2024-01-01", LINE) == "time"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("line?xvalues=a,b&yvalues=1,2", "names"),
        ("line?xvalues=1,2&yvalues=1,2", "numbers"),
        ("line?xvalues=2024-01-01,2024-06-01&yvalues=1,2", "time"),
        ("bar?xvalues=1,2&yvalues=1,2", "names"),
        ("bar?xvalues=1,2&yvalues=1,2&xtype=numbers", "numbers"),
        ("scatter?xvalues=a,b&yvalues=1,2&xtype=names", "names"),
        ("pie?labels=a,b&values=1,2", None),
    ],
)
def test_a_header_says_what_was_chosen(query: str, expected: str | None, app_url: str) -> None:
    answer = requests.get(f"{app_url}/charts/{query}", timeout=10)
    assert answer.status_code == 200
    assert answer.headers.get("X-Chart-X-Axis") == expected
    known = {"If-None-Match": answer.headers["ETag"]}
    again = requests.get(f"{app_url}/charts/{query}", headers=known, timeout=10)
    assert (again.status_code, again.headers.get("X-Chart-X-Axis")) == (304, expected)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("scatter?xvalues=a,b&yvalues=1,2", "xvalues"),
        ("line?xvalues=a,b&yvalues=1,2&xtype=time", "xvalues"),
        ("line?xvalues=a,b&yvalues=1,2&date_format=%25d", "date_format"),
        ("line?xvalues=2024,2025&yvalues=1,2&date_format=%25Q", "date_format"),
        ("line?xvalues=2024,2025&yvalues=1,2&xtype=dates", "xtype"),
        ("pie?labels=a&values=1&xtype=names", "xtype"),
    ],
)
def test_errors_name_the_parameter(query: str, parameter: str, app_url: str) -> None:
    answer = requests.get(f"{app_url}/charts/{query}", timeout=10)
    assert answer.status_code == 422
    assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]
