"""Settings of the pages: their name, logo and colour, whose site they are, and whether they exist.

docs/site.md shows the table ``SETTINGS``. With a wrong setting, which is logged, the pages are as
without any.
"""

from __future__ import annotations

import functools
import logging
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import azure.functions as func

from . import ascii_text, responses, static
from .errors import Problem, SettingsError
from .settings import Reader

SETTINGS: Final = {
    "SITE_NAME": "the name of the site, at the top of each page and in its title; default: Chart"
    " Functions",
    "SITE_LOGO": "the address of a picture beside the name, https://…, or the name of a file of"
    " web/static, such as logo.svg",
    "SITE_ACCENT": "the colour of links and buttons, such as #7a1f5c; it is made darker or lighter"
    " where it could not be read",
    "SITE_HOME": "the address of the owner's site, where the name at the top of each page leads",
    "SITE_PAGES": "no: the home page, the gallery, the playground and /docs redirect to SITE_HOME,"
    " or are not found if that is not set. yes (the default): they are shown",
    "SITE_SOURCE": "the address of the source of this app, for the foot of each page",
    "SECURITY_CONTACT": "where weaknesses are reported, for /.well-known/security.txt: mailto:… or"
    " https://…; default: the page /security",
}
NAME: Final = "Chart Functions"

_MAX_NAME: Final = 60
_CONTRAST: Final = 4.7  # WCAG 2.2, 1.4.3 requires 4.5
_GROUNDS: Final = ((250, 250, 248), (23, 29, 38))
"""The lightest and the darkest ground that links are on, of the light and the dark theme."""
_log = logging.getLogger("api")
_is_address = re.compile(r"https?://[A-Za-z0-9._-]+(:[0-9]{1,5})?(/[!-~]*)?").fullmatch
_is_contact = re.compile(r"(mailto:[!-~]+@[!-~]+|https://[!-~]+)").fullmatch
_is_colour = re.compile("#?([0-9A-Fa-f]{6})").fullmatch

Rgb = tuple[int, int, int]


@dataclass(frozen=True)
class Site:
    """What the settings say of the pages; what they do not say is empty."""

    name: str = NAME
    logo: str = ""
    """An address, or the name of a static file."""
    accent: str = ""
    """Six hexadecimal digits."""
    home: str = ""
    pages: bool = True
    source: str = ""
    contact: str = ""

    @property
    def logo_url(self) -> str:
        """The URL of the logo, "" without one."""
        return self.logo if "://" in self.logo or not self.logo else static.url(self.logo)

    @property
    def logo_origin(self) -> str:
        """The scheme and host of a logo on another host, for the policy of pages."""
        scheme, separator, rest = self.logo.partition("://")
        return f"{scheme}://{rest.partition('/')[0]}" if separator else ""

    @property
    def accent_url(self) -> str:
        """The URL of the stylesheet of the colour, "" without one."""
        return f"/static/{self.accent}/{ACCENT}" if self.accent else ""


ACCENT: Final = "accent.css"
"""The name of the stylesheet that is made of the colour."""


@functools.cache
def current() -> Site:
    """Return what the settings of the environment say; what is wrong is logged, once."""
    try:
        return read(os.environ)
    except SettingsError as error:
        _log.error("the pages are as without settings, which are wrong: %s", error)
        return Site()


def read(environment: Mapping[str, str]) -> Site:
    """Return what settings say. Raises SettingsError."""
    reader = Reader(environment, SETTINGS)
    name = reader.text("SITE_NAME")
    if len(name) > _MAX_NAME or not name.isprintable():
        reader.wrong(
            f"SITE_NAME must be at most {_MAX_NAME} characters, without control characters"
        )
    logo = reader.text("SITE_LOGO")
    if (
        logo
        and not (_is_address(logo) and logo.startswith("https:"))
        and logo not in static.names()
    ):
        reader.wrong("SITE_LOGO must be an https address or a file of web/static")
    accent = _is_colour(reader.text("SITE_ACCENT"))
    if reader.text("SITE_ACCENT") and not accent:
        reader.wrong("SITE_ACCENT must be # and six hexadecimal digits")
    for setting in ("SITE_HOME", "SITE_SOURCE"):
        if reader.text(setting) and not _is_address(reader.text(setting)):
            reader.wrong(f"{setting} must be an address, as in https://example.org/")
    contact = reader.text("SECURITY_CONTACT")
    if contact and not _is_contact(contact):
        reader.wrong("SECURITY_CONTACT must be mailto:… or https://…")
    pages = reader.flag("SITE_PAGES") or not reader.text("SITE_PAGES")
    site = Site(
        name=name or NAME,
        logo=logo,
        accent=ascii_text.lower(accent[1]) if accent else "",
        home=reader.text("SITE_HOME"),
        pages=pages,
        source=reader.text("SITE_SOURCE").removesuffix("/"),
        contact=contact,
    )
    reader.check()
    return site


def closed() -> func.HttpResponse | None:
    """Return where a page leads if the pages are switched off, None if they are not.

    Raises Problem, 404, if they lead nowhere.
    """
    site = current()
    if site.pages:
        return None
    if not site.home:
        raise Problem(404, "This app has no pages, only charts.")
    return func.HttpResponse(status_code=302, headers={"Location": site.home})


def accent_css(digits: str) -> responses.Representation:
    """Return a stylesheet that replaces the site's colour, readable in light and in dark."""
    colour: Rgb = (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))
    light, dark = (_readable(colour, ground) for ground in _GROUNDS)
    in_light = _rule(light, "#ffffff", _mix(light, (255, 255, 255), 0.88))
    in_dark = _rule(dark, "#0f1319", _mix(dark, _GROUNDS[1], 0.82))
    text = f"{in_light}\n@media (prefers-color-scheme: dark) {{\n{in_dark}\n}}\n"
    return responses.representation(text.encode(), "text/css")


def _rule(accent: Rgb, ink: str, soft: Rgb) -> str:
    names = {"accent": _hex(accent), "accent-ink": ink, "accent-soft": _hex(soft)}
    return f":root {{ {' '.join(f'--{name}: {value};' for name, value in names.items())} }}"


def _readable(colour: Rgb, ground: Rgb) -> Rgb:
    """Return a colour, mixed with black or white until it can be read on a ground."""
    towards = (0, 0, 0) if _luminance(ground) > 0.5 else (255, 255, 255)
    steps = (_mix(colour, towards, step / 50) for step in range(51))
    return next(mixed for mixed in steps if _contrast(mixed, ground) >= _CONTRAST)


def _mix(colour: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(colour, other, strict=True))
    return red, green, blue


def _contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two colours (WCAG 2.2, contrast ratio)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Rgb) -> float:
    """Return the brightness of a colour, 0 to 1 (WCAG 2.2, relative luminance)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hex(colour: Rgb) -> str:
    return "#" + "".join(f"{value:02x}" for value in colour)
