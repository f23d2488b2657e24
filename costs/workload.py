"""The workload of a month: how many pictures, and everything that is assumed about them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from costs.prices import measured

HOURS = 730  # in a month, as in Azure's monthly prices
DAYS = HOURS / 24
MONTH = HOURS * 3600  # seconds
GB = 10**9  # bytes; documented for logs (Azure Monitor Logs cost calculations)

# Instance sizes of Flex Consumption in MB, and their cores (Flex Consumption plan, Instance sizes).
CORES = {512: 0.25, 2048: 1.0, 4096: 2.0}

_MEASURED = measured()


def _input(default: Any, meaning: str, low: float = 0, high: float = math.inf) -> Any:
    """Return a dataclass field with its meaning and the range that is allowed."""
    return field(default=default, metadata={"meaning": meaning, "min": low, "max": high})


@dataclass(frozen=True, kw_only=True)
class Workload:
    """A month of pictures, and the assumptions about it.

    Raises ``ValueError`` that names every field out of range.
    """

    pictures: int = _input(
        100_000, "pictures that browsers request in a month, beyond those in their caches", 1
    )
    memory: int = _input(2048, "MB of a Flex Consumption instance: 512, 2048 or 4096")
    cdn: float = _input(0.9, "share of the pictures served by a CDN, where there is one", 0, 1)
    not_modified: float = _input(0.1, "share of the responses that are a 304 without a body", 0, 1)
    burst: float = _input(4, "pictures requested at once, as by a page with that many charts", 1)
    hours: float = _input(
        HOURS, "hours of the month with traffic, in which it is evenly spread", 1, HOURS
    )
    concurrency: int = _input(16, "concurrent requests per instance", 1, 1000)
    always_ready: int = _input(0, "always-ready instances", 0, 1000)
    cold_starts: int = _input(300, "instance starts in a month")
    billing: str = _input(
        "shared", "whether requests within one billed second share it: shared, apart"
    )
    warm_ms: float = _input(_MEASURED["warm_ms"], "ms of one core to draw a picture (measured)")
    platform_ms: float = _input(1.0, "ms a request spends in the platform's worker")
    cold_ms: float = _input(
        _MEASURED["cold_ms"], "ms of one core from a fresh process to its first picture (measured)"
    )
    start_ms: float = _input(400, "ms of one core to start the platform's worker")
    picture_bytes: float = _input(_MEASURED["bytes"], "bytes of a picture (measured)", 1)
    header_bytes: float = _input(700, "bytes of a response besides the picture")
    memory_mb: float = _input(
        _MEASURED["memory_mb"], "MB the process uses (measured), for the Consumption plan", 1
    )
    log_bytes: float = _input(2000, "bytes that a request adds to the logs")
    log_cap: float = _input(0.1, "daily cap of the logs in GB; inf: none")
    storage_gb: float = _input(0.2, "GB in the storage account")
    storage_writes: float = _input(10_000, "operations of the platform on the storage account")
    front_door: bool = field(default=False)

    def __post_init__(self) -> None:
        wrong = [
            f"{name.replace('_', '-')} is {value:g}: {_allowed(known)} is allowed"
            for name, known in inputs().items()
            if not isinstance(value := getattr(self, name), str)
            and not known["min"] <= value <= known["max"]
        ]
        if self.memory not in CORES:
            wrong.append(f"memory is {self.memory}: {', '.join(map(str, CORES))} are allowed")
        if self.billing not in ("shared", "apart"):
            wrong.append(f"billing is {self.billing!r}: shared, apart are allowed")
        if wrong:
            raise ValueError("; ".join(wrong))

    @property
    def requests(self) -> float:
        """Requests that reach the app; each is one execution, a 304 as well."""
        return self.pictures * (1 - self.cdn)

    @property
    def bursts(self) -> float:
        """Bursts with at least one request that reaches the app; CDN misses are independent."""
        return self.pictures / self.burst * float(1 - self.cdn**self.burst)

    @property
    def speed(self) -> float:
        """Speed of an instance relative to one core, as drawing uses at most one."""
        return min(1.0, CORES[self.memory])

    @property
    def request_seconds(self) -> float:
        """Seconds of one core per request; a 304 draws nothing."""
        return (self.warm_ms * (1 - self.not_modified) + self.platform_ms) / 1000

    @property
    def egress_gb(self) -> float:
        """GB that the app sends."""
        return self.requests * self._response_bytes / GB

    @property
    def client_gb(self) -> float:
        """GB that browsers receive, from the app or from a CDN."""
        return self.pictures * self._response_bytes / GB

    @property
    def _response_bytes(self) -> float:
        return self.picture_bytes * (1 - self.not_modified) + self.header_bytes

    @property
    def log_gb(self) -> float:
        """GB of logs, at most what the daily cap lets in."""
        return min(self.requests * self.log_bytes / GB, self.log_cap * DAYS)


def inputs() -> dict[str, Mapping[str, Any]]:
    """Return the fields of a workload that are options: meaning, and min and max by name."""
    return {f.name: f.metadata for f in fields(Workload) if f.metadata}


def _allowed(known: Mapping[str, Any]) -> str:
    low, high = known["min"], known["max"]
    return f"at least {low:g}" if math.isinf(high) else f"{low:g} to {high:g}"
