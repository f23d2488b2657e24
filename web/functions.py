"""The site: its pages and static files, and the response to every unknown path."""

from __future__ import annotations

import functools
from typing import Any

import azure.functions as func

from api import pages, responses, site, static
from api.errors import Problem
from api.http_function import http_function
from api.query import pairs
from auth import login, next_url, sessions
from auth import responses as auth

blueprint = func.Blueprint()


def _signed(url: str) -> str:
    from charts.access import authorize  # by the first page

    return authorize.signed(url)


def _card(title: str) -> Any:
    from . import card

    return card.of_page(title)


pages.register_filter("signed", _signed)


def _alt(url: str, instead: str) -> str:
    from . import words  # by the first page with a chart

    return words.alt(url, instead)


pages.register_filter("alt", _alt)
pages.register_filter("card", _card)

_YEAR = "public, max-age=31536000, immutable"


@blueprint.route(static.ROUTE, methods=["GET", "HEAD"])
@http_function
def web_static(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /static/<version>/<name>``: a file of ``web/static``, cached for a year.

    An unknown version gets the current file with no-cache: during a deployment, instances of two
    releases answer.
    """
    name = req.route_params.get("name", "")
    accent = site.current().accent
    if name == site.ACCENT and accent:
        return responses.cacheable(req, site.accent_css(accent), _YEAR)
    if name not in static.names():
        raise Problem(404, "Unknown file.")
    current = req.route_params["version"] == static.version(name)
    return responses.cacheable(req, static.file(name), _YEAR if current else "no-cache")


@blueprint.route("gallery", methods=["GET", "HEAD"])
@http_function
def web_gallery(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /gallery``: every kind of chart, each with its URL."""
    return site.closed() or _fixed_page(req, "gallery.html")


@blueprint.route("playground", methods=["GET", "HEAD"])
@http_function
def web_playground(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /playground?kind=bar&…``: a form that builds a URL; ``?url=…`` explains one."""
    elsewhere = site.closed()
    if elsewhere is not None:
        return elsewhere
    from . import playground

    def authorize(path: str) -> str:
        from charts.access import authorize

        return authorize.authorize("GET", pages.origin(req.url) + path, req.headers).query

    values = playground.page(pairs(req.url), authorize)
    address = "/playground?" + req.url.partition("?")[2]
    return login.site_page(
        req,
        "playground.html",
        status=503 if values["form"].settings_wrong else values["pasted"].status,
        address=next_url.checked(address),
        **values,
    )


# Routes are matched in order of function name, so the one that matches every path comes last. Only
# such a route can answer "/", where the platform would show a page of its own.
@blueprint.route("{*path}", methods=["GET", "HEAD"])
@http_function
def zz_site(req: func.HttpRequest) -> func.HttpResponse:
    """``GET /``: the home page; robots.txt and the like; 404 for any other path of no function."""
    path = req.route_params.get("path", "").strip("/")
    if not path:
        elsewhere = site.closed()
        if elsewhere is not None:
            return elsewhere
        settings, sent = auth.usable_settings(), login.request_cookies(req)
        if settings and sessions.has_just_signed_out(settings, sent):
            notice = "You are signed out."
            return login.site_page(req, "home.html", notice=notice, **_values("home.html"))
        return _fixed_page(req, "home.html")
    if (expected := _expected(req, path)) is not None:
        return expected
    if login.is_page(req):
        return login.site_page(req, "not_found.html", status=404)
    raise Problem(404, "There is nothing at this path. The home page, /, shows what there is.")


def _expected(req: func.HttpRequest, path: str) -> func.HttpResponse | None:
    """Return robots.txt, the icon or the like, None for another path."""
    from . import well_known

    logo = site.current().logo_url
    if path == "favicon.ico" and logo:
        return func.HttpResponse(status_code=302, headers={"Location": logo})
    settings = auth.usable_settings()
    origin = settings.base_url if settings else pages.origin(req.url)
    content = well_known.file(path, origin)
    return responses.cacheable(req, content, "public, max-age=86400") if content else None


def _fixed_page(req: func.HttpRequest, template: str) -> func.HttpResponse:
    """Return a page that depends on its visitor alone.

    All anonymous visitors get the same one: it is rendered once, and browsers may store it if they
    revalidate it. A shared cache may not: other visitors may be signed in.
    """
    settings = auth.usable_settings()
    if login.session(req, settings):
        return login.site_page(req, template, **_values(template))
    who = auth.visitor(settings, None)
    headers = {"Vary": "Cookie", "Content-Security-Policy": who.policy}
    origin = who.origin or pages.origin(req.url)
    answer = responses.cacheable(
        req, _rendered(template, who, origin), "private, no-cache", headers
    )
    return auth.add_security_headers(answer, settings, cache_control="private, no-cache")


@functools.lru_cache(maxsize=16)  # whoever asks chooses the host
def _rendered(template: str, who: pages.Visitor, origin: str) -> responses.Representation:
    html = pages.render(template, who, origin=origin, **_values(template)).encode()
    return responses.representation(html, "text/html")


def _values(template: str) -> dict[str, Any]:
    """Return what the pages show to everybody."""
    from . import gallery, home

    if template == "home.html":
        return {"hero": home.HERO, "changes": home.CHANGES, "shown": home.shown()}
    return {"dialects": gallery.DIALECTS}
