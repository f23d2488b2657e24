"""Settings of the charts: who may ask for them, and how large they may be.

``SETTINGS`` is the one table of what there is; docs/guard.md is written from it. All mistakes
are found together.
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
    "UNSIGNED_FOR_USERS": "yes: on the app's own pages whoever is signed in draws what they like,"
    " as in the playground; no, with URL_SIGNING_KEYS",
    "ALLOWED_REFERRERS": "hosts whose pages may show charts, separated by commas; *.example.org is"
    " every host under example.org, not example.org itself. The app's own pages always may",
    "REFERRER_REQUIRED": "yes: a request that names no page (typed, sent by a program, stripped"
    " by a browser) is refused as well; no, with ALLOWED_REFERRERS",
    "MAX_PIXELS": f"most pixels of a picture, {_LEAST_PIXELS:,} to {MOST_PIXELS:,}; without it the"
    " limits of each API",
    "MAX_VALUES": f"most values of a chart, 1 to {MOST_VALUES:,}; without it the limits of"
    " each API",
}

_host = re.compile(
    r"(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
).fullmatch
_YES, _NO = ("1", "on", "true", "yes"), ("0", "no", "off", "false")


@dataclass(frozen=True)
class Settings:
    """Checked settings; the one that is not set is empty, False or None."""

    signing_keys: tuple[bytes, ...] = ()  # the newest first
    unsigned_for_users: bool = False
    referrers: tuple[str, ...] = ()  # hosts in lower case, or "*." and one
    referrer_required: bool = False
    most_pixels: int | None = None
    most_values: int | None = None


@functools.cache
def current() -> Settings:
    """Give the settings of the environment. Raises SettingsError, also at every later call."""
    return read(os.environ)


def read(environment: Mapping[str, str]) -> Settings:
    """Check settings; a blank one is as good as none. Raises SettingsError with every reason."""
    given = {name: environment.get(name, "").strip() for name in SETTINGS}
    reasons: list[str] = []
    signing_keys = keys("URL_SIGNING_KEYS", given["URL_SIGNING_KEYS"], reasons)
    if given["URL_SIGNING_KEYS"] and not signing_keys and not reasons:
        reasons.append("URL_SIGNING_KEYS holds no key")
    settings = Settings(
        signing_keys=signing_keys,
        unsigned_for_users=_flag(given, "UNSIGNED_FOR_USERS", reasons),
        referrers=_referrers(given["ALLOWED_REFERRERS"], reasons),
        referrer_required=_flag(given, "REFERRER_REQUIRED", reasons),
        most_pixels=_whole(given, "MAX_PIXELS", _LEAST_PIXELS, MOST_PIXELS, reasons),
        most_values=_whole(given, "MAX_VALUES", 1, MOST_VALUES, reasons),
    )
    if settings.referrer_required and not given["ALLOWED_REFERRERS"]:
        reasons.append("REFERRER_REQUIRED does nothing without ALLOWED_REFERRERS")
    if settings.unsigned_for_users and not given["URL_SIGNING_KEYS"]:
        reasons.append("UNSIGNED_FOR_USERS does nothing without URL_SIGNING_KEYS")
    if reasons:
        raise SettingsError(reasons)
    return settings


def _referrers(text: str, reasons: list[str]) -> tuple[str, ...]:
    hosts = [part.strip().lower() for part in text.split(",") if part.strip()]
    if text and not hosts:
        reasons.append("ALLOWED_REFERRERS holds no host")
    for number, host in enumerate(hosts, 1):
        if not _host(host):
            reasons.append(
                f"ALLOWED_REFERRERS, host {number}: not a host such as example.org or"
                " *.example.org (no scheme, port or path; other letters as xn--…)"
            )
    return tuple(hosts)


def _flag(given: Mapping[str, str], name: str, reasons: list[str]) -> bool:
    text = given[name].lower()
    if text and text not in (*_YES, *_NO):
        reasons.append(f"{name} is not yes or no")
    return text in _YES


def _whole(
    given: Mapping[str, str], name: str, least: int, most: int, reasons: list[str]
) -> int | None:
    text = given[name]
    if not text:
        return None
    if not re.fullmatch("[0-9]{1,9}", text) or not least <= int(text) <= most:
        reasons.append(f"{name} is not a whole number from {least} to {most}")
        return None
    return int(text)
