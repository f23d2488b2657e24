"""Prices in US dollars from ``prices.json``, and measurements of the app from ``measured.json``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

PRICES = Path(__file__).with_name("prices.json")
MEASURED = Path(__file__).with_name("measured.json")
"""Written by ``make bench`` with ``--keep``; its keys are those of ``measured``."""


class Price(NamedTuple):
    """Dollars per unit, and how many units a month are free for each subscription."""

    each: float
    free: float

    def of(self, units: float) -> float:
        """Return the dollars for that many units."""
        return max(0.0, units - self.free) * self.each


def prices() -> dict[str, dict[str, Any]]:
    """Return every price by name, with its unit, region, date and source."""
    known: dict[str, dict[str, Any]] = json.loads(PRICES.read_text(encoding="utf-8"))["prices"]
    return known


def measured() -> dict[str, float]:
    """Return the measurements of the app.

    ``warm_ms``: drawing one picture. ``cold_ms``: from a fresh process to its first picture.
    ``bytes``: of a PNG. ``memory_mb``: of the process.
    """
    values = json.loads(MEASURED.read_text(encoding="utf-8"))
    return {name: values[name] for name in ("warm_ms", "cold_ms", "bytes", "memory_mb")}


_PRICES = prices()


def price(name: str) -> Price:
    """Return the price of that name; raises ``KeyError`` if it is unknown."""
    return Price(_PRICES[name]["price"], _PRICES[name]["free"])
