"""Short URLs without a store: the request for a chart, compressed into the URL itself.

A payload is its version and the URL-safe base64 of deflate (RFC 1951) with a dictionary of what
most configs have. Whoever has the URL has the chart: nothing is stored, nothing expires.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping
from typing import Any, Final

from api.errors import ParameterError

from ...diagnostics import ChartError

PATH: Final = "/chart/render/"
MAX_LENGTH: Final = 7000
"""Characters of a payload: the platform takes 8,192 bytes of a request line."""
_MAX_BYTES: Final = 256 * 1024  # decompressed
_VERSION: Final = "1"
_REQUEST: Final = "2"
"""Begins the payload of any request: its path and query, deflated without a dictionary, so that
everybody's programs can make it."""
MAX_REQUEST: Final = 16 * 1024
"""Characters of a request, decompressed."""
# What stands at the end is found by the shortest references. Part of the format: another
# dictionary needs another version.
_DICTIONARY: Final = (
    b'"doughnut"horizontalBar"radar"scatter"bubble"polarArea"radialGauge"sparkline"progressBar'
    b'"timeseries"logarithmic"linear"category"time"indexAxis":"y"annotation":{"annotations":{'
    b'"plugins":{"datalabels":{"display":true,"color":"formatter":"anchor":"end","align":"'
    b'"legend":{"position":"bottom","labels":{"fontColor":"fontSize":"title":{"display":true,'
    b'"text":"scales":{"yAxes":[{"ticks":{"beginAtZero":true,"min":0,"max":100,"stepSize":'
    b'"scaleLabel":{"display":true,"labelString":"gridLines":{"display":false}}],"xAxes":[{'
    b'"stacked":true,"grid":{"display":false},"x":{"y":{"rgba(255, 99, 132, 0.5)rgb(54, 162, 235)'
    b'"borderDash":[5,5],"pointRadius":0,"yAxisID":"lineTension":0.4,"tension":0.4,"fill":false,'
    b'"borderWidth":1,"borderColor":"backgroundColor":["#"backgroundColor":"rgba("rgb("label":"'
    b'"JanuaryFebruaryMarchAprilMayJuneJulyAugustSeptemberOctoberNovemberDecember","Jan","Feb",'
    b'"Mar","Apr","May","Jun","Jul","Aug","Sep","Oct","Nov","Dec","Q1","Q2","Q3","Q4","Mon","Tue",'
    b'"options":{"format":"png","devicePixelRatio":"2","version":"4","width":"500","height":"300",'
    b'{"chart":"{"type":"pie","type":"line","type":"bar","data":{"labels":["datasets":[{"label":"'
    b'","data":[{"chart":"{type:\'bar\',data:{labels:[\'datasets:[{label:\'\',data:[{"chart":{'
)
_TARGET = re.compile(
    r"/(charts/[a-z]+|chart|gchart|qr|barcode|graphviz|wordcloud)(\.[a-z]+)?\?[!-~]*", re.ASCII
).fullmatch
_PAYLOAD = re.compile("1[A-Za-z0-9_-]+={0,2}").fullmatch


def pack(parameters: Mapping[str, Any]) -> str:
    """Return the payload of a request's parameters. Raises ChartError if it is too long."""
    try:
        chart = parameters.get("chart")
        if not isinstance(chart, str):
            chart = json.dumps(chart, ensure_ascii=False, separators=(",", ":"))
        parameters = {**parameters, "chart": chart}
        text = json.dumps(parameters, ensure_ascii=False, separators=(",", ":"))
    except (ValueError, RecursionError):
        raise _error("cannot be written", "a Chart.js config") from None
    content = text.encode("utf-8", "replace")
    payload = _VERSION + _deflated(content, _DICTIONARY)
    if len(payload) > MAX_LENGTH or len(content) > _MAX_BYTES:
        raise _error(
            f"takes {len(payload):,} characters in a URL, compressed",
            f"at most {MAX_LENGTH:,}; POST the config to /chart",
        )
    return payload


def is_payload(text: str) -> bool:
    """Return whether a text looks like a payload; QuickChart's short URLs have names there."""
    return _PAYLOAD(text) is not None


def unpack(payload: str) -> dict[str, Any]:
    """Return the parameters in a payload. Raises ChartError."""
    if not _PAYLOAD(payload):
        raise _damaged()
    try:
        parameters = json.loads(_inflated(payload[1:], _DICTIONARY, _MAX_BYTES))
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        raise _damaged() from None
    if not isinstance(parameters, dict) or not isinstance(parameters.get("chart"), str):
        raise _damaged()
    return parameters


def pack_request(target: str) -> str:
    """Return the payload of a path with its query, such as ``/charts/bar?…``."""
    return _REQUEST + _deflated(target.encode("utf-8", "replace"), b"")


def unpack_request(payload: str) -> str:
    """Return the path and query in a payload; those of a QuickChart request, too.

    Raises ChartError.
    """
    if is_payload(payload):
        return PATH + payload
    try:
        if not payload.startswith(_REQUEST):
            raise _damaged()
        target = _inflated(payload[1:], b"", MAX_REQUEST).decode("ascii")
    except (binascii.Error, zlib.error, ValueError):
        raise _damaged() from None
    if not _TARGET(target):
        raise _error("holds no address of a picture of this app", "/charts/bar?…", "payload")
    return target


def _deflated(content: bytes, dictionary: bytes) -> str:
    """Return bytes as deflate in URL-safe base64, without padding."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zdict=dictionary)
    compressed = compressor.compress(content) + compressor.flush()
    return base64.urlsafe_b64encode(compressed).decode().rstrip("=")


def _inflated(text: str, dictionary: bytes, limit: int) -> bytes:
    """Return the bytes in such a text. Raises ValueError, also for more than ``limit`` of them."""
    text = text.rstrip("=")
    compressed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    decompressor = zlib.decompressobj(-15, zdict=dictionary)
    content = decompressor.decompress(compressed, limit)
    if not decompressor.eof:
        raise ValueError("it does not end, or is too long")
    return content


def _damaged() -> ChartError:
    return _error("of this URL is damaged", "the URL as /chart/create returned it", "payload")


def _error(detail: str, allowed: str, parameter: str = "chart") -> ChartError:
    return ChartError([ParameterError(parameter, detail, allowed)])
