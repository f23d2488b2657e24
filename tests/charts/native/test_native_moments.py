"""Dates and times of ISO 8601 as numbers, and how they are written; Python's datetime agrees."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts import locales
from charts.native import time_text
from charts.native.moments import fields, parse

FIXED = settings(derandomize=True, deadline=None, max_examples=300)
EPOCH = datetime.datetime(1970, 1, 1)


def seconds(at: datetime.datetime) -> float:
    return (at - EPOCH) / datetime.timedelta(seconds=1)


@FIXED
@given(st.datetimes())
def test_a_time_is_read_as_datetime_reads_it(at: datetime.datetime) -> None:
    moment = parse(at.isoformat())
    assert moment
    assert moment.seconds == pytest.approx(seconds(at), abs=1e-4)
    year, week, day = at.isocalendar()
    for text in (f"{at:%Y-%m-%d}", f"{at:%Y}-{at:%j}", f"{year:04}-W{week:02}-{day}"):
        if year <= 9999 and len(text.split("-")[0]) == 4 and year > 0:
            day_moment = parse(text)
            assert day_moment
            assert day_moment.seconds == seconds(
                datetime.datetime.combine(at.date(), datetime.time())
            )
            assert day_moment.precision == "day"


@FIXED
@given(st.datetimes())
def test_a_time_has_the_fields_that_datetime_has(at: datetime.datetime) -> None:
    at = at.replace(microsecond=0)
    its = fields(seconds(at))
    assert its[:6] == at.timetuple()[:6]
    assert (its.weekday, its.yearday) == (at.weekday(), at.timetuple().tm_yday)
    assert its.week == at.isocalendar()[:2]


@pytest.mark.parametrize(
    ("text", "same", "precision"),
    [
        ("2024", "2024-01-01", "year"),
        ("2024-03", "2024-03-01", "month"),
        ("2024-Q3", "2024-07-01", "quarter"),
        ("2024-W01", "2024-01-01", "week"),
        ("2020-W53", "2020-12-28", "week"),
        ("20240229", "2024-02-29", "day"),
        ("2024-060", "2024-02-29", "day"),
        ("2024-03-01T12", "2024-03-01T12:00", "hour"),
        ("2024-03-01 12:30", "2024-03-01T12:30", "minute"),
        ("20240301T123005Z", "2024-03-01T12:30:05Z", "second"),
        ("2024-03-01T24:00", "2024-03-02", "minute"),
        ("2016-12-31T23:59:60Z", "2017-01-01", "second"),
        ("2024-03-01T12:30+02:00", "2024-03-01T10:30Z", "minute"),
        ("2024-03-01T12:30 02:00", "2024-03-01T10:30Z", "minute"),
        ("2024-03-01T12:30-0330", "2024-03-01T16:00Z", "minute"),
        ("2024-03-01T12:30:00.250+02", "2024-03-01T10:30:00.25Z", "fraction"),
    ],
)
def test_forms_of_iso_8601(text: str, same: str, precision: str) -> None:
    moment, other = parse(text), parse(same)
    assert moment
    assert other
    assert (moment.seconds, moment.precision) == (other.seconds, precision)


@pytest.mark.parametrize(
    "text",
    ["2024-02-30", "2023-02-29", "2024-13", "2024-00", "0000", "2021-W53", "2024-W00", "2023-366",
     "2024-01-01T25:00", "2024-01-01T24:01", "2024-01-01T12:60", "2024-01-01T12:30+24:00"],
)  # fmt: skip
def test_what_does_not_exist_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"no such|years"):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24-01-01",
        "2024-1-1",
        "12024-01-01",
        "2024/01/01",
        "1.1.2024",
        "٢٠٢٤",
        "2024-01-01T1:30",
    ],
)
def test_other_forms_are_none(text: str) -> None:
    assert parse(text) is None


@FIXED
@given(st.datetimes(min_value=datetime.datetime(1000, 1, 1)))
def test_codes_write_what_the_platform_writes(at: datetime.datetime) -> None:
    at = at.replace(microsecond=0)
    its = fields(seconds(at))
    for code in "YmdHIMSjVGuwyFTR":
        written = time_text.strftime(f"%{code}", its, locales.ENGLISH)
        assert written == at.strftime(f"%{code}"), code
    assert time_text.strftime("%A %a %p %f%%", its, locales.ENGLISH) == at.strftime("%A %a %p %f%%")
    assert time_text.strftime("%d %B %b", its, locales.ENGLISH) == at.strftime("%d %B %b")


def test_codes_without_leading_zeros_and_names_in_a_language() -> None:
    its = fields(seconds(datetime.datetime(2024, 3, 5, 7, 4)))
    assert time_text.strftime("%-d.%-m.%y %-H:%M q%q", its, locales.ENGLISH) == "5.3.24 7:04 q1"
    assert time_text.strftime("%A, %-d. %B", its, locales.load("de")) == "Dienstag, 5. März"
    assert time_text.strftime("%-d %B", its, locales.load("ru")) == "5 марта"
    assert time_text.strftime("%B %Y", its, locales.load("ru")) == "март 2024"
    assert time.strftime("%B") != ""  # the platform's own are never asked


@pytest.mark.parametrize("text", ["%Q", "%", "%d%", "%-", "%-Y", "%E", "%D", "abc", "%%", "% d"])
def test_unknown_codes_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="code"):
        time_text.check(text)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("MMM d, y", "Mar 5, 2024"),
        ("d 'de' MMM", "5 de Mar"),
        ("HH:mm:ss", "07:04:09"),
        ("H 'o''clock'", "7 o'clock"),
        ("QQQ y / Q", "Q1 2024 / 1"),
        ("MM/dd, MMMM", "03/05, March"),
    ],
)
def test_patterns_of_languages(pattern: str, expected: str) -> None:
    its = fields(seconds(datetime.datetime(2024, 3, 5, 7, 4, 9)))
    assert time_text.write(pattern, its, locales.ENGLISH) == expected
