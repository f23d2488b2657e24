"""The settings of the charts: who may have them, and how large they may be.

docs/guard.md shows the table ``SETTINGS``. All mistakes are reported together.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Mapping
from typing import Final

from api.named_tuple import NamedTuple
from api.settings import Reader

MAX_PIXELS: Final = 8_000_000
MAX_VALUES: Final = 2000
_MIN_PIXELS: Final = 10_000

SETTINGS: Final = {
    "URL_SIGNING_KEYS": "keys that sign the URLs of charts, newest first, separated by commas; each"
    " 32 or more random bytes in URL-safe base64. With them, a URL without a signature is refused",
    "UNSIGNED_FOR_USERS": "yes: users who are signed in need no signature on the app's own pages,"
    " such as the playground; no (the default): they do, with URL_SIGNING_KEYS",
    "ALLOWED_REFERRERS": "hosts whose pages may show charts, separated by commas; *.example.org is"
    " every host under example.org, not example.org itself. The app's own pages always may",
    "REFERRER_REQUIRED": "yes: a request without a Referer or Origin (a typed address, a program, a"
    " browser that hides it) is refused as well; no (the default): it is drawn",
    "MAX_PIXELS": f"maximum pixels of a picture, {_MIN_PIXELS:,} to {MAX_PIXELS:,}; default: the"
    " limits of each API",
    "MAX_VALUES": f"maximum values of a chart, 1 to {MAX_VALUES:,}; default: the limits of"
    " each API",
}

_host = re.compile(
    r"(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
).fullmatch


class Settings(NamedTuple):
    """Validated settings; those that are not set are empty, False or None."""

    signing_keys: tuple[bytes, ...] = ()  # the newest first
    unsigned_for_users: bool = False
    referrers: tuple[str, ...] = ()  # hosts in lower case, or "*." and one
    referrer_required: bool = False
    max_pixels: int | None = None
    max_values: int | None = None


@functools.cache
def current() -> Settings:
    """Return the settings of the environment. Raises SettingsError, at every call."""
    return read(os.environ)


def read(environment: Mapping[str, str]) -> Settings:
    """Return validated settings; a blank one counts as not set. Raises SettingsError."""
    reader = Reader(environment, SETTINGS)
    settings = Settings(
        signing_keys=reader.keys("URL_SIGNING_KEYS"),
        unsigned_for_users=reader.flag("UNSIGNED_FOR_USERS"),
        referrers=_referrers(reader),
        referrer_required=reader.flag("REFERRER_REQUIRED"),
        max_pixels=reader.whole("MAX_PIXELS", _MIN_PIXELS, MAX_PIXELS),
        max_values=reader.whole("MAX_VALUES", 1, MAX_VALUES),
    )
    if settings.referrer_required and not reader.text("ALLOWED_REFERRERS"):
        reader.wrong("REFERRER_REQUIRED has no effect without ALLOWED_REFERRERS")
    if settings.unsigned_for_users and not reader.text("URL_SIGNING_KEYS"):
        reader.wrong("UNSIGNED_FOR_USERS has no effect without URL_SIGNING_KEYS")
    reader.check()
    return settings


def _referrers(reader: Reader) -> tuple[str, ...]:
    hosts = [host.lower() for host in reader.parts("ALLOWED_REFERRERS")]
    if reader.text("ALLOWED_REFERRERS") and not hosts:
        reader.wrong("ALLOWED_REFERRERS has no host")
    for number, host in enumerate(hosts, 1):
        if not _host(host):
            reader.wrong(
                f"ALLOWED_REFERRERS, host {number}: must be a host such as example.org or"
                " *.example.org (no scheme, port or path; other letters as xn--…)"
            )
    return tuple(hosts)
