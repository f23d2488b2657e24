"""What a month of pictures is billed for, by each way to host them.

The rules are those of Microsoft's documentation, named where they are used; what is assumed
is a field of ``Workload``. Prices are in ``prices.json``, in US dollars, the measured figures in
``measured.json``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NamedTuple

PRICES = Path(__file__).with_name("prices.json")
# What ``make bench`` measures, in the keys of ``measured``.
MEASURED = Path(__file__).with_name("measured.json")

HOURS = 730  # in a month, as Azure's prices by the month count it
DAYS = HOURS / 24
MONTH = HOURS * 3600  # seconds
GB = 10**9  # bytes: of logs it is documented (Azure Monitor Logs cost calculations)

# Instance sizes of Flex Consumption in MB, and their cores (Flex Consumption plan, Instance sizes).
CORES = {512: 0.25, 2048: 1.0, 4096: 2.0}
# Flex Consumption plan, Billing: the minimum billable execution period, and what a longer one is
# rounded up to; seconds.
SHORTEST, STEP = 1.0, 0.1
# Consumption plan: the least of one execution (pricing page), and how memory is rounded.
SHORTEST_EXECUTION, MEMORY_STEP = 0.1, 128
# Container Apps: the smallest replica, and how long one stays after the last request when the
# app may go down to none (five minutes, the default); seconds.
REPLICA_VCPU, REPLICA_GIB, COOL_DOWN = 0.25, 0.5, 300.0

Bill = dict[str, float]


class Price(NamedTuple):
    """Dollars a unit, and how many units a month are free (per subscription)."""

    each: float
    free: float

    def of(self, units: float) -> float:
        return max(0.0, units - self.free) * self.each


def prices() -> dict[str, dict[str, Any]]:
    """Every price with its unit, region, date and source."""
    known: dict[str, dict[str, Any]] = json.loads(PRICES.read_text(encoding="utf-8"))["prices"]
    return known


def measured() -> dict[str, float]:
    """What was measured: ``warm_ms`` a picture is drawn in, ``cold_ms`` from a fresh process to the
    first one, ``bytes`` of a PNG, and ``memory_mb`` of the process.
    """
    found = json.loads(MEASURED.read_text(encoding="utf-8"))
    return {name: found[name] for name in ("warm_ms", "cold_ms", "bytes", "memory_mb")}


_PRICES = prices()
_MEASURED = measured()


def price(name: str) -> Price:
    """The price of that name in the list."""
    return Price(_PRICES[name]["price"], _PRICES[name]["free"])


def _input(default: Any, meaning: str, least: float = 0, most: float = math.inf) -> Any:
    """A field of the workload with what it means and the least and the most it may be."""
    return field(default=default, metadata={"meaning": meaning, "least": least, "most": most})


@dataclass(frozen=True, kw_only=True)
class Workload:
    """A month of pictures, and everything that is assumed of it.

    Raises ``ValueError`` naming every field that is out of range.
    """

    pictures: int = _input(
        100_000, "pictures that browsers ask for in a month, without those they still have", 1
    )
    memory: int = _input(2048, "MB of an instance of Flex Consumption: 512, 2048 or 4096")
    cdn: float = _input(0.9, "share of the pictures that a CDN answers, where there is one", 0, 1)
    not_modified: float = _input(0.1, "share of the answers that are a 304 without a picture", 0, 1)
    burst: float = _input(4, "pictures asked for at once, as by a page with so many charts", 1)
    hours: float = _input(
        HOURS, "hours of the month in which they are asked for, evenly spread", 1, HOURS
    )
    concurrency: int = _input(16, "requests that an instance takes at once", 1, 1000)
    always_ready: int = _input(0, "instances that are always ready", 0, 1000)
    cold_starts: int = _input(300, "starts of an instance in a month")
    billing: str = _input(
        "shared", "what a request within an already billed second costs: shared, apart"
    )
    warm_ms: float = _input(_MEASURED["warm_ms"], "ms of one core to draw a picture (measured)")
    platform_ms: float = _input(1.0, "ms a request spends in the platform's worker")
    cold_ms: float = _input(
        _MEASURED["cold_ms"], "ms of one core from a fresh process to the first picture (measured)"
    )
    start_ms: float = _input(400, "ms of one core to start the platform's worker")
    picture_bytes: float = _input(_MEASURED["bytes"], "bytes of a picture (measured)", 1)
    header_bytes: float = _input(700, "bytes of an answer around the picture")
    memory_mb: float = _input(
        _MEASURED["memory_mb"], "MB the process takes (measured), for the Consumption plan", 1
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
            and not known["least"] <= value <= known["most"]
        ]
        if self.memory not in CORES:
            wrong.append(f"memory is {self.memory}: {', '.join(map(str, CORES))} are allowed")
        if self.billing not in ("shared", "apart"):
            wrong.append(f"billing is {self.billing!r}: shared, apart are allowed")
        if wrong:
            raise ValueError("; ".join(wrong))

    @property
    def requests(self) -> float:
        """Requests that reach the app; each is one execution, a 304 too."""
        return self.pictures * (1 - self.cdn)

    @property
    def bursts(self) -> float:
        """Bursts of which at least one request reaches the app; a CDN's misses are by chance."""
        return self.pictures / self.burst * float(1 - self.cdn**self.burst)

    @property
    def speed(self) -> float:
        """Of an instance, against one core: drawing uses no more than one."""
        return min(1.0, CORES[self.memory])

    @property
    def request_seconds(self) -> float:
        """What one request takes on one core; a 304 draws nothing."""
        return (self.warm_ms * (1 - self.not_modified) + self.platform_ms) / 1000

    @property
    def egress_gb(self) -> float:
        """What the app sends."""
        return self.requests * self._answer / GB

    @property
    def client_gb(self) -> float:
        """What browsers get, from the app or from a CDN."""
        return self.pictures * self._answer / GB

    @property
    def _answer(self) -> float:
        return self.picture_bytes * (1 - self.not_modified) + self.header_bytes

    @property
    def log_gb(self) -> float:
        return min(self.requests * self.log_bytes / GB, self.log_cap * DAYS)


def inputs() -> dict[str, Mapping[str, Any]]:
    """The fields of a workload that are given in numbers or words, with what they may be."""
    return {f.name: f.metadata for f in fields(Workload) if f.metadata}


def _allowed(known: Mapping[str, Any]) -> str:
    least, most = known["least"], known["most"]
    return f"at least {least:g}" if math.isinf(most) else f"{least:g} to {most:g}"


def billed(seconds: float) -> float:
    """What an active period of an instance is billed as."""
    return max(SHORTEST, math.ceil(round(seconds / STEP, 6)) * STEP)


def active_seconds(w: Workload) -> float:
    """Seconds for which instances of Flex Consumption are billed, all instances together.

    An instance is billed while at least one request runs on it, whatever their number. Requests of
    one burst beyond ``concurrency`` go to further instances. ``apart``: every burst is a period of
    its own. ``shared``: a burst that falls into a period that is being billed anyway costs
    nothing more; bursts come by chance, so that a period is followed by a wait of 1 / rate.
    """
    if not w.bursts:
        return 0.0
    size = w.requests / w.bursts
    instances = math.ceil(size / w.concurrency)
    busy = size / instances * w.request_seconds / w.speed
    period = billed(busy)
    seconds = w.bursts * period
    if w.billing == "shared":
        rate = w.bursts / (w.hours * 3600)
        seconds = max(seconds / (1 + rate * period), w.bursts * busy)
    if not w.always_ready:
        # Whether starting is billed is not documented: counted in, to be on the safe side.
        cold = billed(busy + (w.cold_ms + w.start_ms) / 1000 / w.speed)
        seconds += min(w.cold_starts, w.bursts) * (cold - period)
    return seconds * instances


def gb_seconds(w: Workload) -> float:
    """The same as memory of the instances times seconds."""
    return active_seconds(w) * w.memory / 1024


def flex(w: Workload) -> Bill:
    """Flex Consumption; always-ready instances, if there are any, take every request."""
    million = w.requests / 1e6
    if w.always_ready:
        there = w.always_ready * w.memory / 1024 * MONTH
        bill = {
            "always ready": price("ready_baseline_gb_second").of(there),
            "execution time": price("ready_gb_second").of(gb_seconds(w)),
            "executions": price("ready_million_executions").of(million),
        }
    else:
        bill = {
            "execution time": price("flex_gb_second").of(gb_seconds(w)),
            "executions": price("flex_million_executions").of(million),
        }
    return bill | _storage(w) | _around(w)


def consumption(w: Workload) -> Bill:
    """The Consumption plan: every execution by itself, with the memory that the process uses."""
    memory = math.ceil(w.memory_mb / MEMORY_STEP) * MEMORY_STEP
    seconds = max(SHORTEST_EXECUTION, w.request_seconds)
    return {
        "execution time": price("consumption_gb_second").of(w.requests * seconds * memory / 1024),
        "executions": price("consumption_million_executions").of(w.requests / 1e6),
        **_storage(w),
        **_around(w),
    }


def apps_to_zero(w: Workload) -> Bill:
    """Container Apps with no replica while nobody asks: one runs until five minutes after."""
    span = w.hours * 3600
    seconds = span * -math.expm1(-w.bursts / span * COOL_DOWN)
    return {
        "processor": price("apps_vcpu_second").of(seconds * REPLICA_VCPU),
        "memory": price("apps_gib_second").of(seconds * REPLICA_GIB),
        **_apps(w),
    }


def apps_kept(w: Workload) -> Bill:
    """Container Apps with one replica kept, which costs less while it is idle.

    A burst is taken as a second of activity; the free grant as used up by idle time first.
    """
    rate = w.bursts / (w.hours * 3600)
    busy = w.bursts / (1 + rate)
    idle = (MONTH - busy) * REPLICA_VCPU
    active, grant = price("apps_vcpu_second")
    left = max(0.0, grant - idle)
    processor = Price(price("apps_idle_vcpu_second").each, grant).of(idle)
    return {
        "processor": processor + Price(active, left).of(busy * REPLICA_VCPU),
        "memory": price("apps_gib_second").of(MONTH * REPLICA_GIB),
        **_apps(w),
    }


def _apps(w: Workload) -> Bill:
    return {
        "requests": price("apps_million_requests").of(w.requests / 1e6),
        "registry": price("registry_day").of(DAYS),
        **_around(w),
    }


def app_service(w: Workload) -> Bill:
    """App Service B1, which costs the same whatever it does."""
    return {"plan": price("b1_month").of(1), **_storage(w), **_around(w)}


def _storage(w: Workload) -> Bill:
    """The storage account that every function app has."""
    data = price("storage_gb_month").of(w.storage_gb)
    return {"storage": data + price("storage_10k_writes").of(w.storage_writes / 1e4)}


def _around(w: Workload) -> Bill:
    """Logs and traffic, and Front Door, to which traffic is free (bandwidth pricing)."""
    bill = {"logs": price("logs_gb").of(w.log_gb)}
    if not w.front_door:
        return bill | {"traffic": price("egress_gb").of(w.egress_gb)}
    return bill | {
        "Front Door": price("front_door_month").of(1)
        + price("front_door_10k_requests").of(w.pictures / 1e4)
        + price("front_door_gb").of(w.client_gb)
    }


def total(bill: Bill) -> float:
    return sum(bill.values())
