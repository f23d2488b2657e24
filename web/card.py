"""The picture that a page has where a link to it is shown: a chart of 1200x630 pixels."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlencode

from api import site
from charts.access import authorize

WIDTH: Final = 1200
HEIGHT: Final = 630
PREFIX: Final = f"/charts/bar?width={WIDTH // 2}&height={HEIGHT // 2}&scale=2&"
"""How its URL begins; robots.txt lets crawlers ask for these charts alone."""
_MAX_TITLE: Final = 60
_DATA: Final = {"xvalues": "Jan,Feb,Mar,Apr,May,Jun", "yvalues": "5,9,8,14,17,24", "axes": "x"}


def url(title: str) -> str:
    """Return the path and query of the card of a page, signed if the app signs URLs."""
    name = site.current().name
    parameters = {"title": title[:_MAX_TITLE], "subtitle": name, **_DATA}
    if (digits := site.current().accent) != "":
        parameters["colors"] = digits
    return authorize.signed(PREFIX + urlencode(parameters, quote_via=quote, safe=","))
