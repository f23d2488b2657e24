"""The settings of the charts: who may have them, and how large they may be.

docs/guard.md shows the table ``SETTINGS``. All mistakes are reported together.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from api.errors import SettingsError
from api.settings import keys

MOST_PIXELS: Final = 8_000_000
MOST_VALUES: Final = 2000
_LEAST_PIXELS: Final = 10_000

SETTINGS: Final = {
    "URL_SIGNING_KEYS": "keys that sign the URLs of charts, newest first, separated by commas; each"
    " 32 or more random bytes in URL-safe base64. With them, a URL without a signature is refused",
    "UNSIGNED_FOR_USERS": "yes: users who are signed in need no signature on the app's own pages,"
    " such as the playground; no (the default): they do, with URL_SIGNING_KEYS",
    "ALLOWED_REFERRERS": "hosts whose pages may show charts, separated by commas; *.example.org is"
    " every host under example.org, not example.org itself. The app's own pages always may",
    "REFERRER_REQUIRED": "yes: a request without a Referer or Origin (a typed address, a program, a"
    " browser that hides it) is refused as well; no (the default): it is drawn",
    "MAX_PIXELS": f"maximum pixels of a picture, {_LEAST_PIXELS:,} to {MOST_PIXELS:,}; default: the"
    " limits of each API",
    "MAX_VALUES": f"maximum values of a chart, 1 to {MOST_VALUES:,}; default: the limits of"
    " each API",
}

_host = re.compile(
    r"(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
).fullmatch
_YES, _NO = ("1", "on", "true", "yes"), ("0", "no", "off", "false")


@dataclass(frozen=True)
class Settings:
    """Validated settings; those that are not set are empty, False or None."""

    signing_keys: tuple[bytes, ...] = ()  # the newest first
    unsigned_for_users: bool = False
    referrers: tuple[str, ...] = ()  # hosts in lower case, or "*." and one
    referrer_required: bool = False
    most_pixels: int | None = None
    most_values: int | None = None


@functools.cache
def current() -> Settings:
    """Return the settings of the environment. Raises SettingsError, at every call."""
    return read(os.environ)


def read(environment: Mapping[str, str]) -> Settings:
    """Return validated settings; a blank one counts as not set. Raises SettingsError."""
    values = {name: environment.get(name, "").strip() for name in SETTINGS}
    reasons: list[str] = []
    signing_keys = keys("URL_SIGNING_KEYS", values["URL_SIGNING_KEYS"], reasons)
    if values["URL_SIGNING_KEYS"] and not signing_keys and not reasons:
        reasons.append("URL_SIGNING_KEYS has no key")
    settings = Settings(
        signing_keys=signing_keys,
        unsigned_for_users=_flag(values, "UNSIGNED_FOR_USERS", reasons),
        referrers=_referrers(values["ALLOWED_REFERRERS"], reasons),
        referrer_required=_flag(values, "REFERRER_REQUIRED", reasons),
        most_pixels=_whole(values, "MAX_PIXELS", _LEAST_PIXELS, MOST_PIXELS, reasons),
        most_values=_whole(values, "MAX_VALUES", 1, MOST_VALUES, reasons),
    )
    if settings.referrer_required and not values["ALLOWED_REFERRERS"]:
        reasons.append("REFERRER_REQUIRED has no effect without ALLOWED_REFERRERS")
    if settings.unsigned_for_users and not values["URL_SIGNING_KEYS"]:
        reasons.append("UNSIGNED_FOR_USERS has no effect without URL_SIGNING_KEYS")
    if reasons:
        raise SettingsError(reasons)
    return settings


def _referrers(text: str, reasons: list[str]) -> tuple[str, ...]:
    hosts = [part.strip().lower() for part in text.split(",") if part.strip()]
    if text and not hosts:
        reasons.append("ALLOWED_REFERRERS has no host")
    for number, host in enumerate(hosts, 1):
        if not _host(host):
            reasons.append(
                f"ALLOWED_REFERRERS, host {number}: must be a host such as example.org or"
                " *.example.org (no scheme, port or path; other letters as xn--…)"
            )
    return tuple(hosts)


def _flag(values: Mapping[str, str], name: str, reasons: list[str]) -> bool:
    text = values[name].lower()
    if text and text not in (*_YES, *_NO):
        reasons.append(f"{name} must be yes or no")
    return text in _YES


def _whole(
    values: Mapping[str, str], name: str, minimum: int, maximum: int, reasons: list[str]
) -> int | None:
    text = values[name]
    if not text:
        return None
    if not re.fullmatch("[0-9]{1,9}", text) or not minimum <= int(text) <= maximum:
        reasons.append(f"{name} must be a whole number from {minimum} to {maximum}")
        return None
    return int(text)
