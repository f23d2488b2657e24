"""The numbers, names and dates that pictures show: as given, in one style, where they belong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from api.query import pairs
from charts.canvas.agg import AggCanvas
from charts.native import query
from charts.native.render import render

Drawn = Callable[[str], list[str]]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """Draw a chart; give its texts in the order of drawing."""

    def draw(url: str) -> list[str]:
        texts: list[str] = []
        draw_text = AggCanvas.text

        def note(canvas: AggCanvas, x: float, y: float, text: str, *rest: Any, **how: Any) -> None:
            texts.append(text)
            draw_text(canvas, x, y, text, *rest, **how)

        kind, _, asked = url.partition("?")
        with monkeypatch.context() as patch:
            patch.setattr(AggCanvas, "text", note)
            render(query.chart(kind, pairs(f"?{asked}")))
        return texts

    return draw


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("pie?labels=North,South&values=11,5&value_labels", ["68.8%", "31.2%"]),
        ("pie?labels=On,Off&values=19998,2&value_labels", ["99.99%", "Off 0.01%"]),
        ("pie?labels=One,None,Two&values=3,0,1&value_labels", ["75%", "None 0%", "25%"]),
        ("pie?labels=One,None,Two&values=3,0,1", ["None"]),
        ("pie?labels=One,None&values=3,0&value_labels&legend_position=right", ["None 0%"]),
        ("pie?labels=a,b&values=3,1&value_labels&number_format=,.1f", ["3.0", "1.0"]),
        ("bar?xvalues=a,b,c&yvalues=2017.25,899.5,1000.05&value_labels",
         ["2,017.25", "899.50", "1,000.05"]),
        ("bar?xvalues=a,b&yvalues=15500,32000", ["5,000", "10,000", "15,000"]),
        ("bar?xvalues=a,b&yvalues=0.00031,0.00007&value_labels", ["0.00031", "0.00007"]),
        ("bar?xvalues=a,b&yvalues=1500,2500&value_labels&prefix=$&decimals=2",
         ["$1,500.00", "$2,500.00", "$0.00"]),
        ("bar?xvalues=a,b&yvalues=.5,.25&value_labels&number_format=.0%25", ["50%", "25%", "0%"]),
        ("line?xvalues=1,2&yvalues=12500,40000&number_format=s", ["10k", "40k"]),
        ("line?xvalues=21.8,21.9,21.10&yvalues=1,2,3", ["21.8", "21.9", "21.10"]),
        ("line?xvalues=2023-11-05,2024-01-20,2024-05-02&yvalues=1,2,3",
         ["Dec", "2023", "Jan", "2024", "Feb", "Mar", "Apr", "May"]),
        ("line?xvalues=2024-01-01,2024-06-01&yvalues=1,2&locale=de", ["Jan", "Mär", "Mai"]),
        ("bar?xvalues=2021,2022,2025&yvalues=1,2,3", ["2021", "2022", "2025"]),
        ("bar?xvalues=2021,2022,2025&yvalues=1,2,3&horizontal", ["2021", "2022", "2025"]),
        ("scatter?xvalues=2024-02-03,2024-02-06&yvalues=1,2&date_format=%25d/%25m",
         ["03/02", "06/02"]),
    ],
)  # fmt: skip
def test_texts(url: str, expected: list[str], drawn: Drawn) -> None:
    texts = drawn(url)
    assert [text for text in expected if text not in texts] == [], texts


@pytest.mark.parametrize(
    ("url", "never"),
    [
        ("bar?xvalues=2021,2022,2025&yvalues=1,2,3", ["2023", "2024", "2,021"]),
        ("line?xvalues=2021,2024&yvalues=1,2", ["2,021", "2021.5"]),
        ("bar?xvalues=a,b&yvalues=1,2&decimals=0", ["0.5", "1.5"]),
    ],
)
def test_texts_that_are_not_there(url: str, never: list[str], drawn: Drawn) -> None:
    assert set(never).isdisjoint(drawn(url))


@pytest.mark.parametrize(
    "url",
    [
        "bar?xvalues=-1e300,1e300,0&yvalues=1,2,3&xtype=numbers",
        "bar?xvalues=0&yvalues=1&xtype=numbers",
        "bar?xvalues=1e300&yvalues=1&xtype=numbers&horizontal",
        "bar?xvalues=0001-01-01,9999-12-31&yvalues=1,2&horizontal&value_labels",
        "bar?xvalues=2024-01-01T00:00:00.000001,2024-01-01T00:00:00.000002&yvalues=1,2",
        "bar?xvalues=2024-01-01,,2024-01-03&yvalues=1,2,3|4,5,6&stacked",
        "line?xvalues=9999-12-31T23:59:59.999,9999-12-31&yvalues=1,2&area",
        "line?xvalues=0001-01-01T00:00%2B23:59,0001-01-02&yvalues=1,2",
        "line?xvalues=2024,2024&yvalues=1,2&curve=smooth",
        "scatter?xvalues=,&yvalues=1,2",
        "scatter?xvalues=,2024-01-01&yvalues=1,2&width=16&height=16",
        "bar?xvalues=a,b&yvalues=1e300,-1e300&value_labels&number_format=,.12f",
        "bar?xvalues=a,b&yvalues=1e-300,1&value_labels&number_format=s",
        "line?xvalues=1,2&yvalues=1,1e9&log&number_format=.0s",
    ],
)
def test_extremes_are_drawn(url: str, drawn: Drawn) -> None:
    drawn(url)


_NAMES = ",".join(f"n{i}" for i in range(100))
_ZIGZAG = ",".join(str(500 + i * 37 % 101) for i in range(100))


@pytest.mark.parametrize(
    "url",
    [
        f"bar?xvalues={_NAMES}&yvalues={_ZIGZAG}",
        f"bar?xvalues={_NAMES}&yvalues={_ZIGZAG}&horizontal",
        f"line?xvalues={_NAMES}&yvalues={_ZIGZAG}&ymin=0",
        f"area?xvalues={_NAMES}&yvalues={_ZIGZAG}&stacked",
        f"waterfall?labels={_NAMES}&values={_ZIGZAG}",
    ],
)
def test_of_numbers_that_mostly_have_no_room_only_the_key_ones_are_drawn(
    url: str, drawn: Drawn
) -> None:
    values = _ZIGZAG.split(",")
    key = {values[0], values[-1], max(values), min(values)}
    assert set(drawn(f"{url}&value_labels")) & set(values) - {"500", "550", "600"} <= key


def test_all_numbers_that_have_room_are_drawn_where_most_have(drawn: Drawn) -> None:
    texts = drawn("bar?xvalues=a,b,c,d,e,f&yvalues=31,32,33,34,35,36&value_labels&width=300")
    assert {"31", "32", "33", "34", "35", "36"} <= set(texts)
