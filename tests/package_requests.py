"""One request at least for every function, kind, format, script and font of the app."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

from api import static
from charts.native import kinds, query
from tests.app_functions import functions
from tests.pictures import PICTURES

_CONFIG = quote("{type:'bar',data:{labels:['a'],datasets:[{data:[1,2]}]}}")
_SCRIPTS = (
    "日本 한국 русский ελληνικά עברית العربية हिन्दी বাংলা",
    "ਪੰਜਾਬੀ ગુજરાતી ଓଡ଼ିଆ தமிழ் తెలుగు ಕನ್ನಡ മലയാളം ไทย 😀 ♜",
)
_PAGES = ("/", "/gallery", "/playground", "/docs", "/openapi.json", "/healthz", "/generate_name")
_TOOLS = (
    "/qr?text=a", "/qr?text=a&format=svg", "/barcode?type=code128&text=a",
    "/barcode?type=qrcode&text=a&format=svg", "/graphviz?graph=digraph{a-%3Eb}",
    "/graphviz?graph=digraph{a-%3Eb}&format=png", "/wordcloud?text=a+b+c",
    "/wordcloud?text=a+b+c&format=png", "/chart?cht=tx&chl=" + quote(r"\lmoustache\textit{a}"),
)  # fmt: skip


_PARTS = {"extension": "png", "kind": "bar"}  # of routes


class Request(NamedTuple):
    """What is asked, and how it is answered."""

    path: str
    method: str = "GET"
    json: Any = None
    form: Any = None
    status: int | None = 200
    """None for any but a failure."""


def every() -> Iterator[Request]:
    """Yield the requests that need no sign-in."""
    yield from map(Request, (*_PAGES, *_TOOLS, *PICTURES.values()))
    for name in sorted(static.names()):
        yield Request(f"/static/0/{name}")
    for kind in kinds.KINDS:
        example = kinds.load(kind).KIND.examples[0].parameters
        for choice in kinds.parameters(kind)["format"].type.options:
            yield Request(query.url(kind, {**example, "format": choice}))
        yield Request(f"/charts/{kind}", "POST", json=dict(example))
        yield Request(f"/charts/{kind}?title=a", status=422)
    for family in ("sans", "serif", "mono"):
        for text in _SCRIPTS:
            looks = {"font": family, "title": text, "format": "pdf", "theme": "dark"}
            yield Request(query.url("bar", {"xvalues": "a", "yvalues": "1", **looks}))
    for extension in ("png", "svg", "pdf", "webp", "jpg"):
        yield Request(f"/chart?c={_CONFIG}&f={extension}")
    for extension in ("png", "gif"):
        yield Request(f"/chart?cht=lc&chs=99x99&chd=t:1,2&chtt=%E2%99%9C&chof={extension}")
    config = {"chart": {"type": "pie", "data": {"datasets": [{"data": [1, 2]}]}}}
    for path in ("/chart", "/chart/create"):
        yield Request(path, "POST", json=config)
    google = {"cht": "p", "chs": "99x99", "chd": "t:1"}
    for path in ("/chart", "/gchart"):
        yield Request(path, "POST", form=google)
    yield Request("/gchart?cht=p&chs=99x99&chd=t:1")
    yield Request(f"/chart/create?c={_CONFIG}")
    for function in functions():
        path = re.sub(r"{\W?(\w+)}", lambda name: _PARTS.get(name[1], "none"), function.route)
        for method in {"GET", "POST"}.intersection(function.methods):
            yield Request(f"/{path}", method, status=None)
