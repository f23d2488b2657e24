"""The provider's two pages: sign-in, and a message."""

from __future__ import annotations

import base64
import hashlib

from markupsafe import Markup
from werkzeug.wrappers import Response

from devserver.provider.people import LONGEST_NAME, PEOPLE

STYLE = """
body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 3rem auto; padding: 0 1rem;
  color: #1b1b1b; background: #fff }
button, input { font: inherit; padding: .6rem .8rem; border: 1px solid #666; border-radius: .3rem;
  color: inherit; background: #fff; width: 100%; box-sizing: border-box; text-align: left }
button { cursor: pointer; margin-bottom: .5rem }
button:hover { background: #eef3fb }
:focus-visible { outline: 3px solid #1a5fb4; outline-offset: 2px }
small { display: block; color: #555 }
[role=alert] { color: #a4000f }
@media (prefers-color-scheme: dark) {
  body, button, input { color: #eee; background: #1b1b1b }
  button:hover { background: #2c3542 }
  small { color: #aaa }
  [role=alert] { color: #ff9aa5 }
}
"""

# No form-action: browsers also apply it to redirects after a form is sent, and these go to the app.
_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'sha256-{_STYLE_HASH}'"
)

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

_PAGE = Markup(
    """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>{style}</style>
<main>
<h1>{title}</h1>
{body}
</main>
</html>
"""
)

_SIGN_IN = Markup(
    """<p>This is the local OpenID provider: the people are made up, and there are no passwords.</p>
{alert}
<form method="post" aria-label="Made-up people">{people}</form>
<form method="post">
<p><label for="name">Another name</label>
<input id="name" name="name" required maxlength="{longest}" autocomplete="off"></p>
<button>Sign in with this name</button>
</form>
<form method="post"><button name="cancel" value="yes">Cancel</button></form>"""
)

_PERSON = Markup(
    """
<button name="username" value="{username}">{name}<small>{description}</small></button>"""
)


def sign_in(alert: str = "", login_hint: str = "") -> Response:
    """Return the sign-in page; its forms are sent to its own address, query included.

    The person whom ``login_hint`` names comes first.
    """
    hinted_first = sorted(PEOPLE, key=lambda person: person.username != login_hint)
    people = Markup("").join(
        _PERSON.format(name=p.name, username=p.username, description=p.description)
        for p in hinted_first
    )
    said = Markup('<p role="alert">{}</p>').format(alert) if alert else ""
    body = _SIGN_IN.format(alert=said, people=people, longest=LONGEST_NAME)
    return _page("Who is signing in?", body, 400 if alert else 200)


def message(title: str, text: str, status: int = 200) -> Response:
    """Return a page with a title and a paragraph of text."""
    return _page(title, Markup("<p>{}</p>").format(text), status)


def _page(title: str, body: Markup, status: int) -> Response:
    html = _PAGE.format(title=title, style=Markup(STYLE), body=body)  # noqa: S704 - our own text
    return Response(html, status, HEADERS, mimetype="text/html")
