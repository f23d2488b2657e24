"""Pages: templates with autoescape; who sees a page stands on every one of them."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from . import static

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of a page: nothing inline, nothing of other hosts."""

_ROOT = Path(__file__).parents[1]
_ROOMS = ("web", "auth", "charts/google", "openapi")


class Visitor(NamedTuple):
    """Who sees a page, as its navigation shows it."""

    user: Any = None
    """Who is signed in, with ``name`` and ``username``, or None."""
    sign_in: bool = False
    """Whether signing in is offered."""
    login_path: str = ""
    logout_path: str = ""
    form_action: str = "'self'"
    """Where the forms of the page may lead, as the policy says it."""

    @property
    def policy(self) -> str:
        return f"{POLICY}; form-action {self.form_action}"


filters: dict[str, Callable[[str], str]] = {}
"""What templates may do to a text, by name: rooms add theirs when the app is loaded."""
_recognise: Callable[[str], Visitor] | None = None


def introduce(recognise: Callable[[str], Visitor]) -> None:
    """Say how a visitor is recognised by the Cookie header of a request; sign-in does, if it is
    part of the app. Rooms that may not know of sign-in call ``visitor``.
    """
    global _recognise
    _recognise = recognise


def visitor(cookies: str) -> Visitor:
    """Give who sent a Cookie header."""
    return _recognise(cookies) if _recognise else Visitor()


@functools.cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=FileSystemLoader([_ROOT / room / "templates" for room in _ROOMS]),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["static"] = static.url
    environment.filters.update(filters, code=_code)
    return environment


def _code(text: str) -> Any:
    """What stands between backticks, as the tables of parameters have it, as code."""
    from markupsafe import Markup, escape

    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped


def render(template: str, visitor: Visitor, **values: Any) -> str:
    """Give a page as HTML; a value that the template needs and lacks is an error."""
    return str(_environment().get_template(template).render(visitor=visitor, **values))
