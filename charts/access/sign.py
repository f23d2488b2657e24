"""``python -m charts.access.sign URL …``: a command that prints signed URLs (docs/guard.md)."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from api.errors import SettingsError

from . import settings, signing

_PATH = re.compile(
    r"(/[^/]+)*/(chart|charts/[^/]+|chart/create|chart/render/[^/]+|gchart|qr|barcode|graphviz"
    r"|wordcloud|mcp|c/[^/]+)(\.[a-z]+)?/?",
    re.IGNORECASE | re.ASCII,
).fullmatch
_duration = re.compile("([0-9]{1,9})([smhd])").fullmatch
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LOCAL = "local.settings.json"
_MAX_BYTES = 8192 - len("GET  HTTP/1.1\r\n")  # docs/platform.md, Requests


def main(arguments: Sequence[str]) -> int:
    """Sign URLs; return the exit status: 1 if one could not be signed, 2 without a usable key."""
    parser = argparse.ArgumentParser(
        prog="python -m charts.access.sign",
        description="Sign the URLs of charts with the newest of URL_SIGNING_KEYS, which is read"
        f" from the environment or from Values in {_LOCAL}.",
    )
    parser.add_argument("urls", nargs="*", metavar="URL", help="default: lines of standard input")
    parser.add_argument(
        "--base-url",
        help="the address in front of a URL that is only a path (default: BASE_URL)",
    )
    parser.add_argument(
        "--expires",
        metavar="WHEN",
        type=_expiry,
        help="when the URLs expire: in 30m, 12h or 7d, or at a Unix time in seconds",
    )
    options = parser.parse_args(arguments)
    try:
        environment = _environment()
        keys = settings.read(environment).signing_keys
    except (SettingsError, ValueError) as error:
        return _fail(str(error))
    if not keys:
        return _fail(f"URL_SIGNING_KEYS is set neither in the environment nor in {_LOCAL}")
    base = (options.base_url or environment.get("BASE_URL", "")).strip().rstrip("/")
    wrong = 0
    for url in _urls(options.urls):
        try:
            print(_signed(url, base, keys[0], options.expires))
        except ValueError as error:
            wrong = 1
            print(f"{url}: {error}", file=sys.stderr)
    return wrong


def _fail(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 2


def _urls(urls: Sequence[str]) -> Iterable[str]:
    lines = urls or (line.strip() for line in sys.stdin)
    return (url for url in lines if url)


def _environment() -> Mapping[str, str]:
    """Return the environment with the values of local.settings.json. Raises ValueError."""
    try:
        document = json.loads(Path(_LOCAL).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return os.environ
    except ValueError as error:
        raise ValueError(f"{_LOCAL} is not valid JSON: {error}") from None
    values = document.get("Values") if isinstance(document, dict) else None
    local = values.items() if isinstance(values, dict) else ()
    return {**{n: v for n, v in local if isinstance(v, str)}, **os.environ}


def _expiry(text: str) -> int:
    if match := _duration(text.strip()):
        return int(time.time()) + int(match[1]) * _SECONDS[match[2]]
    if not re.fullmatch("[0-9]{9,11}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is neither like 30m, 12h or 7d nor a Unix time")
    if int(text) <= time.time():
        raise argparse.ArgumentTypeError(f"{text} is in the past")
    return int(text)


def _signed(url: str, base: str, key: bytes, expires: int | None) -> str:
    if "://" not in url and not url.startswith("/"):
        raise ValueError("it is neither a URL nor a path that starts with /")
    if any(letter <= " " or letter == "\x7f" for letter in url):
        raise ValueError("it has a space or a control character: write %20")
    address = url.partition("?")[0]
    path = "/" + address.partition("://")[2].partition("/")[2] if "://" in url else address
    if not _PATH(path):
        raise ValueError("its path is not that of a picture, such as /chart, /charts/… or /qr")
    signed = signing.signed(url, key, expires)
    if "://" not in signed:
        signed = base + signed
    target = path + "?" + signed.partition("?")[2]
    if len(target.encode("utf-8", "surrogateescape")) > _MAX_BYTES:
        raise ValueError(f"it is longer than the {_MAX_BYTES:,} bytes that the platform accepts")
    return signed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
