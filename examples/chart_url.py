"""URLs of charts of Chart Functions: of every kind and dialect, signed, and as HTML.

One file that needs nothing but Python 3.10: copy it into your own program.

    chart_url("bar", xvalues=["C", "Java"], yvalues=[10, 15], title="Students")
    img(chart_url("pie", labels=["a", "b"], values=[1, 2]), "Half as many a as b")
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal
from urllib.parse import quote, unquote

APP = "http://localhost:7071"  # where Chart Functions runs

Kind = Literal[
    "bar", "area", "box", "bubble", "calendar", "candlestick", "combo", "doughnut", "funnel",
    "gauge", "heatmap", "histogram", "line", "pie", "polar", "progress", "radar", "sankey",
    "scatter", "sparkline", "timeline", "treemap", "violin", "waterfall",
]  # fmt: skip
Code = Literal["qr", "barcode", "graphviz", "wordcloud"]
Single = str | float | bool | None
Value = Single | Sequence[Single] | Sequence[Sequence[Single]]


def chart_url(kind: Kind, *, app: str = APP, key: str = "", **parameters: Value) -> str:
    r"""Return the URL of a chart: ``/charts/{kind}``.

    A list is written with commas, a list of lists as series, None in a list as a gap; a comma in
    a text of a list becomes ``\,``. A parameter that is None or an empty list is left out.
    ``key``: one of the app's URL_SIGNING_KEYS, with which the URL is signed.
    """
    given = {name: _text(value) for name, value in parameters.items() if value not in (None, [])}
    return _url(app, f"/charts/{kind}", given, key)


def chartjs_url(
    config: Mapping[str, Any] | str, *, app: str = APP, key: str = "", **parameters: Single
) -> str:
    """Return the URL of a Chart.js config, as QuickChart reads it: ``/chart?c=…``."""
    c = config if isinstance(config, str) else json.dumps(config, separators=(",", ":"))
    return _url(app, "/chart", {"c": c, **_texts(parameters)}, key)


def google_url(*, app: str = APP, key: str = "", **parameters: Single) -> str:
    """Return the URL of a chart of the Google Image Charts API: ``/chart?cht=…``."""
    return _url(app, "/chart", _texts(parameters), key)


def code_url(code: Code, *, app: str = APP, key: str = "", **parameters: Single) -> str:
    """Return the URL of a QR code, a barcode, a graph or a word cloud."""
    return _url(app, f"/{code}", _texts(parameters), key)


def img(url: str, alt: str, *, key: str = "", **attributes: str) -> str:
    """Return an ``<img>`` that is sharp on dense screens, too.

    ``alt`` says what the chart shows to those who do not see it; the app's own words for it are at
    ``chart_url(…, format="alt")``. ``key`` signs the second URL if the first one is signed.
    """
    written = {"src": url, "alt": alt, **attributes}
    path, query = _parts(url)
    dense = {"/charts/": "scale", "/chart": "devicePixelRatio"}
    name = next((dense[start] for start in dense if path.startswith(start)), "")
    if name and "cht=" not in query and f"{name}=" not in query:
        address = url.partition("?")[0]
        sharp = [f"{address}?{_without_signature(query)}&{name}={ratio}" for ratio in (1, 2)]
        one, two = (signed(each, key) if key else each for each in sharp)
        written = {"src": one, "srcset": f"{one} 1x, {two} 2x", "alt": alt, **attributes}
    texts = [f'{name}="{html.escape(value)}"' for name, value in written.items()]
    return f"<img {' '.join(texts)}>"


def signed(url: str, key: str, expires: int | None = None) -> str:
    """Return a URL made by this module with a signature; ``expires`` is a Unix time in seconds."""
    address = url.partition("?")[0]
    path, query = _parts(url)
    query = _without_signature(query)
    if expires is not None:
        query += f"{query and '&'}expires={expires}"
    secret = base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))
    name = quote(unquote(path).rstrip("/"), safe="/")
    if not path.startswith("/chart/render/"):
        name = name.lower()
    message = f"chart url, version 1\n{name}?{query}".encode()
    digest = hmac.new(secret, message, hashlib.sha256).digest()
    signature = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    return f"{address}?{query}{query and '&'}sig={signature}"


def _url(app: str, path: str, parameters: Mapping[str, str], key: str) -> str:
    # The one spelling that is signed: all but letters, digits and -._~ is percent-encoded.
    pairs = [f"{quote(name, safe='')}={quote(text, safe='')}" for name, text in parameters.items()]
    url = f"{app}{path}?{'&'.join(pairs)}"
    return signed(url, key) if key else url


def _parts(url: str) -> tuple[str, str]:
    address, _, query = url.partition("?")
    return (
        "/" + address.partition("://")[2].partition("/")[2] if "://" in address else address
    ), query


def _without_signature(query: str) -> str:
    parts = [part for part in query.split("&") if part.partition("=")[0] not in ("sig", "expires")]
    return "&".join(filter(None, parts))


def _texts(parameters: Mapping[str, Single]) -> dict[str, str]:
    return {name: _text(value) for name, value in parameters.items() if value is not None}


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if value is None or isinstance(value, (str, int, float)):
        return "" if value is None else str(value)
    if any(isinstance(item, (list, tuple)) for item in value):
        return "|".join(_text(item) for item in value)
    return ",".join("" if item is None else _escaped(_text(item)) for item in value)


def _escaped(text: str) -> str:
    for sign in ("\\", ",", "|"):
        text = text.replace(sign, "\\" + sign)
    return text
