"""What the home page shows: example URLs, beside the pictures they give."""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    """A URL of this app and what it shows."""

    caption: str
    url: str


EXAMPLES = (
    Example(
        "Bars",
        "/charts/bar?title=Enrolled%20students&xlabel=Courses%20offered&ylabel=Number%20enrolled"
        "&xvalues=C,Ruby,Java,Python&yvalues=10,20,15,30.5",
    ),
    Example(
        "Grouped bars with a legend",
        "/charts/bar?title=Visitors&xvalues=Mon,Tue,Wed,Thu,Fri,Sat,Sun"
        "&yvalues=120,132,101,134,90,230,210|220,182,191,234,290,330,310"
        "&legend=This%20week,Last%20week&legend_position=bottom",
    ),
    Example(
        "Stacked, from left to right, numbers on the bars",
        "/charts/bar?title=Energy&xvalues=Norway,Poland,Spain,Greece"
        "&yvalues=88,12,37,25|7,14,30,35|5,74,33,40&legend=Water,Wind%20and%20sun,Other"
        "&stacked&horizontal&value_labels",
    ),
    Example(
        "Lines, numeric axis, a gap",
        "/charts/line?title=Temperature&xvalues=2018,2019,2020,2021,2022,2023"
        "&yvalues=10.4,10.2,10.4,,10.5,10.6|9.1,8.8,9.3,8.9,9.4,9.2&legend=Berlin,Oslo"
        "&markers&ylabel=%C2%B0C",
    ),
    Example(
        "Smooth area",
        "/charts/line?title=Downloads&xvalues=Jan,Feb,Mar,Apr,May,Jun,Jul,Aug"
        "&yvalues=1200,1900,1700,2600,2400,3100,3000,4200&curve=smooth&area&colors=teal",
    ),
    Example(
        "Steps on a logarithmic axis",
        "/charts/line?title=Requests%20a%20day&xvalues=1,2,3,4,5,6,7,8"
        "&yvalues=12,40,90,300,2100,9000,30000,120000&curve=step&log",
    ),
    Example(
        "Pie",
        "/charts/pie?title=Enrolled%20students&labels=C,Ruby,Java,Python&values=10,20,15,30.5"
        "&value_labels",
    ),
    Example(
        "Doughnut with a legend, own colours",
        "/charts/pie?labels=Rent,Food,Transport,Savings,Other&values=950,480,160,300,210&hole=0.6"
        "&legend_position=right&value_labels&colors=264653,2a9d8f,e9c46a,f4a261,e76f51",
    ),
    Example(
        "Scatter",
        "/charts/scatter?title=Height%20and%20weight&xlabel=cm&ylabel=kg"
        "&xvalues=151,158,163,165,170,172,176,180,184,190"
        "&yvalues=48,53,58,,66,68,,80,84,91|52,,55,61,,70,74,78,,88&legend=Group%20A,Group%20B",
    ),
    Example(
        "Dark",
        "/charts/bar?theme=dark&title=%E2%82%AC%20by%20quarter&xvalues=Q1,Q2,Q3,Q4"
        "&yvalues=-3.2,4.1,6.8,9.5&value_labels",
    ),
    Example(
        "SVG, sharp at every size",
        "/charts/line?format=svg&title=Dampened&xvalues=0,1,2,3,4,5,6,7,8,9,10"
        "&yvalues=0,8.4,9.1,1.4,-7.6,-9.6,-2.8,6.6,9.9,4.1,-5.4&curve=smooth",
    ),
    Example(
        "A small one for dense screens, any script",
        "/charts/bar?width=320&height=200&scale=2&title=%E6%9E%9C%E7%89%A9"
        "&xvalues=%E8%8B%B9%E6%9E%9C,%D8%A8%D8%B1%D8%AA%D9%82%D8%A7%D9%84,%D0%B3%D1%80%D1%83"
        "%D1%88%D0%B0&yvalues=5,7,3",
    ),
    Example(
        "A URL of the Google Image Charts API",
        "/chart?cht=bvg&chs=300x200&chd=t:40,60,75|30,50,65&chtt=Books&chco=3072F3,A2C180"
        "&chbh=a,2,14&chxt=x,y&chxl=0:|2022|2023|2024&chdl=lent|returned&chdlp=b",
    ),
)
