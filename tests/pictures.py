"""The pictures that are kept: one URL each, drawn anew by ``python -m tests.pictures [NAME…]``.

Those of the Google dialect stand in google_pictures.py, their names begin with ``google/``. Look
at every picture that changed before it is committed.
"""

from __future__ import annotations

import sys
from pathlib import Path

import requests

from tests import google_pictures

IMAGES = Path(__file__).parent / "images"
_MONTHS = "Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec"
_LONG = (
    "A very long category name indeed,Another long one here,Third of the long names,Fourth,"
    "Fifth and last but two of them,Six is also long,Seven too is long"
)

PICTURES = {
    "bar": "/charts/bar?title=Enrolled%20students&xlabel=Courses%20offered"
    "&ylabel=Number%20enrolled&xvalues=C,Ruby,Java,Python&yvalues=10,20,15,30.5",
    "bar-grouped": f"/charts/bar?xvalues={_MONTHS}&yvalues=3,7,4,9,12,8,15,11,6,10,14,13"
    "|5,3,8,2,9,6,4,7,11,3,5,8&legend=Alpha,Beta&value_labels&legend_position=top",
    "bar-stacked-dark": f"/charts/bar?xvalues={_MONTHS}&yvalues=3,7,4,9,12,8,15,11,6,10,14,13"
    "|5,3,8,2,9,6,4,7,11,3,5,8&legend=Alpha,Beta&stacked&value_labels&legend_position=left"
    "&theme=dark",
    "bar-horizontal": "/charts/bar?xvalues=Norway,Poland,Spain,Greece&yvalues=88,12,37,25"
    "&horizontal&value_labels&colors=teal,coral&xlabel=Country&ylabel=Percent&title=Water",
    "bar-negative-long-labels": f"/charts/bar?xvalues={_LONG}&yvalues=-5,3,8,-2,9,6,-4"
    "&value_labels&title=Below%20zero",
    "bar-many": "/charts/bar?xvalues="
    + ",".join(f"item%20{i}" for i in range(60))
    + "&yvalues="
    + ",".join(str(i * 7919 % 97) for i in range(60))
    + "&value_labels&width=500&height=300",
    "bar-log": "/charts/bar?xvalues=a,b,c,d&yvalues=1,20,3000,450000&log&width=300&height=200",
    "bar-tiny": "/charts/bar?xvalues=a,b,c&yvalues=3,1,2&width=16&height=16",
    "bar-cut-off": "/charts/bar?xvalues=a,b,c&yvalues=1,50,-30&ymax=10&ymin=-5&value_labels"
    "&width=300&height=200&horizontal",
    "line": "/charts/line?title=Temperature&xvalues=2018,2019,2020,2021,2022,2023"
    "&yvalues=10.4,10.2,10.4,,10.5,10.6|9.1,8.8,9.3,8.9,9.4,9.2&legend=Berlin,Oslo&markers"
    "&ylabel=%C2%B0C",
    "line-smooth-area": f"/charts/line?xvalues={_MONTHS}"
    "&yvalues=12,19,17,26,24,31,30,42,38,45,51,49&curve=smooth&area&colors=teal"
    "&width=300&height=200&title=Small",
    "line-step-gaps-dark": "/charts/line?xvalues=1,2,3,4,5,6&yvalues=1,,3,,5,"
    "|2,2.5,2.2,2.8,2.1,2.9&curve=step&background=112244&width=500&height=300",
    "line-log-smooth": "/charts/line?xvalues=1,2,4,8,16,32&yvalues=1,100,10,1000,20,5000"
    "|3,3,3,3,3,3&log&curve=smooth&legend=A,B&markers&legend_position=bottom",
    "line-dates": "/charts/line?xvalues="
    + ",".join(f"2024-{m:02}-{d:02}" for m in range(1, 9) for d in range(1, 29))
    + "&yvalues="
    + ",".join(f"{50 + i * 7919 % 97 / 9 + i / 6:.1f}" for i in range(224)),
    "pie": "/charts/pie?title=Enrolled%20students&xlabel=Courses%20offered"
    "&ylabel=Number%20enrolled&labels=C,Ruby,Java,Python&values=10,20,15,30.5",
    "pie-twelve": f"/charts/pie?labels={_MONTHS}&values=3,7,4,9,12,8,15,11,6,10,14,13&value_labels",
    "pie-doughnut-legend-dark": "/charts/pie?labels=Rent,Food,Transport,Savings,Other"
    "&values=950,480,160,300,210&hole=0.6&legend_position=right&value_labels&theme=dark"
    "&width=500&height=300",
    "pie-thin-slices": "/charts/pie?labels=Most,a,b,c,d,e,f,g,h&values=900,9,2,1,3,1,2,1,1"
    "&value_labels&width=500&height=300",
    "pie-whole": "/charts/pie?labels=all&values=5&hole=0.5&value_labels&width=300&height=200",
    "scatter": "/charts/scatter?title=Height%20and%20weight&xlabel=cm&ylabel=kg"
    "&xvalues=151,158,163,165,170,172,176,180,184,190"
    "&yvalues=48,53,58,,66,68,,80,84,91|52,,55,61,,70,74,78,,88&legend=Group%20A,Group%20B",
    "scatter-extremes-dark": "/charts/scatter?xvalues=-1e9,0,2e9&yvalues=1e-12,3e-12,2e-12"
    "&width=300&height=200&theme=dark&scale=2",
    "text-scripts": "/charts/bar?title=%24%5Cfrac%7B%24%20%E6%9E%9C%E7%89%A9%20%F0%9F%8D%8E"
    "&xvalues=%E8%8B%B9%E6%9E%9C,%D8%A8%D8%B1%D8%AA%D9%82%D8%A7%D9%84,%D0%B3%D1%80%D1%83%D1%88"
    "%D0%B0,%ED%95%9C%EA%B5%AD%EC%96%B4,%D7%A9%D7%9C%D7%95%D7%9D&yvalues=5,7,3,4,6"
    "&width=500&height=300",
    "text-too-long": "/charts/line?title="
    + "A%20title%20that%20goes%20on%20" * 12
    + "&xlabel="
    + "along%20" * 20
    + "&ylabel="
    + "upward%20" * 20
    + "&xvalues=1,2,3&yvalues=1,2,3|3,2,1&legend="
    + "legend%20" * 12
    + ","
    + "two%20" * 20,
    "transparent": "/charts/pie?labels=a,b&values=1,2&background=transparent&width=160&height=120",
} | {f"google/{name}": url for name, url in google_pictures.PICTURES.items()}


def kept(name: str) -> Path:
    """Where the picture of a name is."""
    return IMAGES / f"{name}.{'gif' if 'chof=gif' in PICTURES[name] else 'png'}"


def main(names: list[str]) -> None:
    from devserver import testing

    with testing.running(Path(__file__).parent.parent) as server:
        for name in names or PICTURES:
            answer = requests.get(server.url + PICTURES[name], timeout=10)
            answer.raise_for_status()
            file = kept(name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(answer.content)
            print(f"{file.relative_to(IMAGES)}: {len(answer.content)} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
