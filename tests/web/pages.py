"""The pages of the site, as tests walk them."""

from __future__ import annotations

import html.parser

VALIDATE = "/chart?cht=lc&chs=300x200&chd=t:1,2&chof=validate&foo=1"
OPEN = (
    "/",
    "/gallery",
    "/playground",
    "/playground?kind=pie",
    "/docs",
    VALIDATE,
    "/nothing/here",
)
"""What everybody may see."""
STATUS = {"/nothing/here": 404}
BROWSER = {"Accept": "text/html", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
"""What a browser says when it asks for a page."""


class Page(html.parser.HTMLParser):
    """The parts of a page that tests look at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.pictures: list[dict[str, str | None]] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self._script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name[:2] == "on"]
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.inline.append(tag)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "img":
            self.pictures.append(given)
        if tag == "a":
            self.links.append(given["href"] or "")
        self.loaded += [
            str(given[name])
            for name, where in (("src", ("script", "img")), ("href", ("link",)))
            if tag in where and given.get(name)
        ]
