"""What settings of several rooms have in common: keys, and how mistakes are told."""

from __future__ import annotations

import base64
import binascii
from typing import Final

SHORTEST_KEY: Final = 32  # bytes


class SettingsError(Exception):
    """Settings are missing or wrong; ``reasons`` names each, without a value of a secret."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


def keys(name: str, text: str, reasons: list[str]) -> tuple[bytes, ...]:
    """Read a setting that holds keys in URL-safe base64 with commas between them.

    What is wrong is added to ``reasons``.
    """
    found = []
    for number, part in enumerate((p.strip() for p in text.split(",") if p.strip()), 1):
        try:
            padded = part + "=" * (-len(part) % 4)
            key = base64.b64decode(padded, altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            reasons.append(f"{name}, key {number}: not URL-safe base64")
            continue
        if len(key) < SHORTEST_KEY:
            reasons.append(f"{name}, key {number}: under {SHORTEST_KEY} bytes")
        elif len(set(key)) < 8:
            reasons.append(f"{name}, key {number}: not random")
        found.append(key)
    return tuple(found)
