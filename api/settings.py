"""Keys in settings: read from URL-safe base64."""

from __future__ import annotations

import base64
import binascii
from typing import Final

MIN_KEY_BYTES: Final = 32


def keys(name: str, text: str, reasons: list[str]) -> tuple[bytes, ...]:
    """Return the keys of a setting: URL-safe base64, separated by commas.

    Mistakes are added to ``reasons``, without the key.
    """
    decoded = []
    for number, part in enumerate((p.strip() for p in text.split(",") if p.strip()), 1):
        try:
            padded = part + "=" * (-len(part) % 4)
            key = base64.b64decode(padded, altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            reasons.append(f"{name}, key {number}: not URL-safe base64")
            continue
        if len(key) < MIN_KEY_BYTES:
            reasons.append(f"{name}, key {number}: under {MIN_KEY_BYTES} bytes")
        elif len(set(key)) < 8:
            reasons.append(f"{name}, key {number}: not random")
        decoded.append(key)
    return tuple(decoded)
