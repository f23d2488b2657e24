"""Pages: HTML templates with autoescape, each of which shows who sees it."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from api.named_tuple import NamedTuple

from . import site, static
from .version import VERSION

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of a page: nothing inline, nothing from other hosts."""
_OWN_PICTURES = "img-src 'self'"
HEADERS = {
    "X-Frame-Options": "DENY",
    # Not no-referrer: browsers would then send "Origin: null" with the form that signs out.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",  # of responses without a body, too
    # No page of another site keeps a handle on a window of ours, or loads what it says.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""The headers that protect every page, beside its policy."""
HSTS = {"Strict-Transport-Security": "max-age=31536000"}
"""The header that pages have as well where visitors use https."""

_ROOT = Path(__file__).parents[1]
_ROOMS = ("web", "auth", "charts/pictures", "openapi")


class Visitor(NamedTuple):
    """Who sees a page, as the navigation of the page shows it."""

    user: Any = None
    """The signed-in user, with ``name`` and ``username``, or None."""
    sign_in: bool = False
    """Whether signing in is offered."""
    login_path: str = ""
    logout_path: str = ""
    form_action: str = "'self'"
    """Where the forms of the page may lead, in the syntax of the policy."""
    secure: bool = False
    """Whether visitors use https, as far as the settings say."""
    origin: str = ""
    """The scheme and host of the site, if the settings say so."""

    @property
    def policy(self) -> str:
        """The Content-Security-Policy of the page."""
        pictures = " ".join(filter(None, ("img-src 'self'", site.current().logo_origin)))
        return f"{POLICY.replace(_OWN_PICTURES, pictures)}; form-action {self.form_action}"

    @property
    def headers(self) -> dict[str, str]:
        """The headers that protect the page, its policy among them."""
        more = HSTS if self.secure else {}
        return {**HEADERS, **more, "Content-Security-Policy": self.policy}


_filters: dict[str, Callable[..., Any]] = {}
_look_up: Callable[[str], Visitor] | None = None


def register_filter(name: str, function: Callable[..., Any]) -> None:
    """Register a filter that templates may use."""
    _filters[name] = function
    _environment.cache_clear()


def register_visitor_lookup(look_up: Callable[[str], Visitor]) -> None:
    """Register the function that maps a Cookie header to a visitor.

    auth/ registers it; rooms that may not import auth/ call ``visitor``.
    """
    global _look_up
    _look_up = look_up


def visitor(cookie_header: str) -> Visitor:
    """Return the visitor who sent a Cookie header; an anonymous one without sign-in."""
    return _look_up(cookie_header) if _look_up else Visitor()


@functools.cache
def _environment() -> Any:
    from jinja2 import (
        ChoiceLoader,
        Environment,
        FileSystemLoader,
        PrefixLoader,
        StrictUndefined,
        select_autoescape,
    )  # fmt: skip

    ours = FileSystemLoader([_ROOT / room / "templates" for room in _ROOMS])
    # Those of any room, as "room/name.html".
    rooms = {f.parent.name: FileSystemLoader(f) for f in _ROOT.glob("[a-z]*/templates")}
    environment = Environment(
        loader=ChoiceLoader([ours, PrefixLoader(rooms)]),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(static=static.url, version=VERSION)
    environment.filters.update(_filters, code=_code)
    return environment


def _code(text: str) -> Any:
    """Return HTML in which text between backticks is code, as in the tables of parameters."""
    from markupsafe import Markup, escape

    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped


def origin(url: str) -> str:
    """Return the scheme and host of a URL."""
    scheme, _, address = url.partition("://")
    return f"{scheme}://{address.partition('/')[0].partition('?')[0]}"


def render(template: str, visitor: Visitor, /, **values: Any) -> str:
    """Return a page as HTML. Raises jinja2.UndefinedError if the template lacks a value.

    ``origin``, if the visitor has none, is where pictures of links to the page are.
    """
    values = {**values, "visitor": visitor, "site": site.current()}
    return str(_environment().get_template(template).render(values))
