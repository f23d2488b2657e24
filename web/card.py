"""The picture that a page has where a link to it is shown: a chart of 1200x630 pixels."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlencode

from api import site
from api.errors import SettingsError
from api.named_tuple import NamedTuple
from charts.access import authorize, settings

_SIZES: Final = ((600, 315, 2), (600, 315, 1), (400, 210, 1))
"""Width, height and scale, the best first; sites show none that is smaller than the last."""
_MAX_TITLE: Final = 60
_DATA: Final = {"xvalues": "Jan,Feb,Mar,Apr,May,Jun", "yvalues": "5,9,8,14,17,24", "axes": "x"}
_COUNT: Final = 6  # of those values


class Card(NamedTuple):
    """The picture of a page."""

    url: str
    """Path and query, signed if the app signs URLs."""
    width: int
    height: int


def of_page(title: str) -> Card | None:
    """Return the card of a page; None if the settings of charts allow none that is large enough."""
    size = _size()
    if size is None:
        return None
    width, height, scale = size
    name = site.current().name
    parameters = {"title": title[:_MAX_TITLE], "subtitle": name, **_DATA}
    if (digits := site.current().accent) != "":
        parameters["colors"] = digits
    query = urlencode(parameters, quote_via=quote, safe=",")
    return Card(authorize.signed(_prefix(size) + query), width * scale, height * scale)


def prefix() -> str:
    """Return how the URLs of cards begin, "" if there are none.

    robots.txt lets crawlers ask for these charts alone.
    """
    size = _size()
    return _prefix(size) if size else ""


def _prefix(size: tuple[int, int, int]) -> str:
    width, height, scale = size
    doubled = f"&scale={scale}" if scale != 1 else ""
    return f"/charts/bar?width={width}&height={height}{doubled}&"


def _size() -> tuple[int, int, int] | None:
    """Return the largest size that the settings allow; None if no chart is drawn, or too small."""
    try:
        limits = settings.current()
    except SettingsError:
        return None
    if limits.max_values is not None and limits.max_values < _COUNT:
        return None
    maximum = limits.max_pixels or settings.MAX_PIXELS
    fitting = (size for size in _SIZES if size[0] * size[1] * size[2] ** 2 <= maximum)
    return next(fitting, None)
