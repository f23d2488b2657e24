"""Pages: templates with autoescape; the user, if there is one, is in every one of them."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from . import static

_ROOT = Path(__file__).parents[1]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of a page: nothing inline, nothing of other hosts."""
_ROOMS = ("web", "auth", "charts/google")


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
    return environment


def render(template: str, **values: Any) -> str:
    """Give a page as HTML; a value that the template needs and lacks is an error.

    Every page on ``base.html`` needs ``user`` (who is signed in, or None), ``sign_in`` (whether
    signing in is offered), ``login_path`` and ``logout_path``.
    """
    return str(_environment().get_template(template).render(values))
