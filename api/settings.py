"""Settings: read from the environment, with all mistakes collected and reported together."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from typing import Final

from .errors import SettingsError

MIN_KEY_BYTES: Final = 32
_YES, _NO = ("1", "on", "true", "yes"), ("0", "no", "off", "false")


# What the platform leaves of a setting that it cannot replace by the secret.
_is_reference = re.compile("@Microsoft[.](KeyVault|AppConfiguration) *[(]", re.IGNORECASE).match


class Reader:
    """Reads settings by name and collects their mistakes, which ``check`` raises.

    A blank setting counts as not set.
    """

    def __init__(self, environment: Mapping[str, str], names: Iterable[str]) -> None:
        self._values = {name: environment.get(name, "").strip() for name in names}
        self._reasons: list[str] = []
        self._unresolved = {name for name, value in self._values.items() if _is_reference(value)}
        self._reasons += [
            f"{name} is a reference that was not resolved: may the app read that secret?"
            for name in self._values
            if name in self._unresolved
        ]

    def text(self, name: str) -> str:
        """Return a setting without the spaces around it, "" if it is not set."""
        return self._values[name]

    def parts(self, name: str) -> list[str]:
        """Return the parts of a setting between commas, without blank ones."""
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    def keys(self, name: str, *, must_look_random: bool = False) -> tuple[bytes, ...]:
        """Return the keys of a setting: URL-safe base64, separated by commas.

        ``must_look_random`` refuses texts, sequences, and keys that pages print.
        """
        parts = self.parts(name)
        if not parts:
            if self.text(name):
                self.wrong(f"{name} has no key")
            return ()
        from .random_keys import NEW_KEY, flaw  # 4 ms that a chart does not need

        decoded = []
        for number, part in enumerate(parts, 1):
            try:
                padded = part + "=" * (-len(part) % 4)
                key = base64.b64decode(padded, altchars=b"-_", validate=True)
            except (binascii.Error, ValueError):
                self.wrong(f"{name}, key {number}: not URL-safe base64; {NEW_KEY}")
                continue
            if len(key) < MIN_KEY_BYTES:
                self.wrong(f"{name}, key {number}: under {MIN_KEY_BYTES} bytes; {NEW_KEY}")
            elif len(set(key)) < 8:
                self.wrong(f"{name}, key {number}: not random; {NEW_KEY}")
            elif must_look_random and (reason := flaw(part.rstrip("="), key)) is not None:
                self.wrong(f"{name}, key {number}: not random ({reason}); {NEW_KEY}")
            decoded.append(key)
        return tuple(decoded)

    def flag(self, name: str) -> bool:
        """Return whether a setting is yes; False if it is not set."""
        text = self.text(name).lower()
        if text and text not in (*_YES, *_NO):
            self.wrong(f"{name} must be yes or no")
        return text in _YES

    def whole(self, name: str, minimum: int, maximum: int | None = None) -> int | None:
        """Return a whole number within bounds, None if the setting is not set or wrong."""
        text = self.text(name)
        if not text:
            return None
        number = int(text) if re.fullmatch("[0-9]{1,11}", text) else -1
        if number < minimum or (maximum is not None and number > maximum):
            bounds = f"of at least {minimum}" if maximum is None else f"from {minimum} to {maximum}"
            self.wrong(f"{name} must be a whole number {bounds}")
            return None
        return number

    def wrong(self, reason: str) -> None:
        """Add a mistake; ``reason``, which begins with the name, must not have a secret's value.

        One reason is enough for a reference that was not resolved.
        """
        if re.split("[ ,]", reason, maxsplit=1)[0] not in self._unresolved:
            self._reasons.append(reason)

    def check(self) -> None:
        """Raise SettingsError if any setting is wrong."""
        if self._reasons:
            raise SettingsError(self._reasons)
