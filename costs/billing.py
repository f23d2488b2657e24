"""The bill for a month of pictures, for each way to host them.

The rules are those of Microsoft's documentation, which each place cites by the title of its page.
"""

from __future__ import annotations

import math

from costs.prices import Price, price
from costs.workload import DAYS, MONTH, Workload

# Flex Consumption plan, Billing: the minimum billable execution period, and the step to which
# longer ones are rounded up; seconds.
MIN_PERIOD, STEP = 1.0, 0.1
# Consumption plan: the minimum of one execution in seconds (pricing page), and the step of memory.
MIN_EXECUTION, MEMORY_STEP = 0.1, 128
# Container Apps: the smallest replica, and the seconds one stays after the last request when the
# app may scale to zero (five minutes, the default).
REPLICA_VCPU, REPLICA_GIB, COOL_DOWN = 0.25, 0.5, 300.0

Bill = dict[str, float]
"""Dollars by item."""


def billed(seconds: float) -> float:
    """Return the seconds billed for an active period of an instance."""
    return max(MIN_PERIOD, math.ceil(round(seconds / STEP, 6)) * STEP)


def active_seconds(w: Workload) -> float:
    """Return the billed seconds of Flex Consumption, summed over all instances.

    An instance is billed while at least one request runs on it, however many there are. Requests
    of one burst beyond ``concurrency`` go to further instances. ``apart``: every burst is a period
    of its own. ``shared``: a burst within a period that is billed anyway costs nothing more;
    bursts arrive at random, so a period is followed by an average wait of 1 / rate.
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
        # Whether a start is billed is not documented; assume that it is.
        cold = billed(busy + (w.cold_ms + w.start_ms) / 1000 / w.speed)
        seconds += min(w.cold_starts, w.bursts) * (cold - period)
    return seconds * instances


def gb_seconds(w: Workload) -> float:
    """Return the active seconds times the memory of an instance in GB."""
    return active_seconds(w) * w.memory / 1024


def flex(w: Workload) -> Bill:
    """Return the bill of Flex Consumption; always-ready instances, if any, take every request."""
    million = w.requests / 1e6
    if w.always_ready:
        baseline = w.always_ready * w.memory / 1024 * MONTH
        bill = {
            "always ready": price("ready_baseline_gb_second").of(baseline),
            "execution time": price("ready_gb_second").of(gb_seconds(w)),
            "executions": price("ready_million_executions").of(million),
        }
    else:
        bill = {
            "execution time": price("flex_gb_second").of(gb_seconds(w)),
            "executions": price("flex_million_executions").of(million),
        }
    return bill | _storage(w) | _logs_and_traffic(w)


def consumption(w: Workload) -> Bill:
    """Return the bill of the Consumption plan: each execution, with the memory the process uses."""
    memory = math.ceil(w.memory_mb / MEMORY_STEP) * MEMORY_STEP
    seconds = max(MIN_EXECUTION, w.request_seconds)
    return {
        "execution time": price("consumption_gb_second").of(w.requests * seconds * memory / 1024),
        "executions": price("consumption_million_executions").of(w.requests / 1e6),
        **_storage(w),
        **_logs_and_traffic(w),
    }


def container_apps_to_zero(w: Workload) -> Bill:
    """Return the bill of Container Apps that scale to zero five minutes after a request."""
    span = w.hours * 3600
    seconds = span * -math.expm1(-w.bursts / span * COOL_DOWN)
    return {
        "processor": price("apps_vcpu_second").of(seconds * REPLICA_VCPU),
        "memory": price("apps_gib_second").of(seconds * REPLICA_GIB),
        **_container_apps(w),
    }


def container_apps_always_on(w: Workload) -> Bill:
    """Return the bill of Container Apps with one permanent replica, cheaper while it is idle.

    A burst counts as one second of activity; idle time uses up the free grant first.
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
        **_container_apps(w),
    }


def _container_apps(w: Workload) -> Bill:
    return {
        "requests": price("apps_million_requests").of(w.requests / 1e6),
        "registry": price("registry_day").of(DAYS),
        **_logs_and_traffic(w),
    }


def app_service(w: Workload) -> Bill:
    """Return the bill of App Service B1, whose price does not depend on the traffic."""
    return {"plan": price("b1_month").of(1), **_storage(w), **_logs_and_traffic(w)}


def static_web_apps(w: Workload) -> Bill:
    """Return the bill of Static Web Apps, Standard, with Flex Consumption behind it."""
    return {"static web app": price("swa_month").of(1), **flex(w)}


def _storage(w: Workload) -> Bill:
    """Return the bill of the storage account that every function app has."""
    data = price("storage_gb_month").of(w.storage_gb)
    return {"storage": data + price("storage_10k_writes").of(w.storage_writes / 1e4)}


def _logs_and_traffic(w: Workload) -> Bill:
    """Return the bill of logs, and of traffic or Front Door.

    Traffic from Azure to Front Door is free (Bandwidth pricing).
    """
    bill = {"logs": price("logs_gb").of(w.log_gb)}
    if not w.front_door:
        return bill | {"traffic": price("egress_gb").of(w.egress_gb)}
    return bill | {
        "Front Door": price("front_door_month").of(1)
        + price("front_door_10k_requests").of(w.pictures / 1e4)
        + price("front_door_gb").of(w.client_gb)
    }


def total(bill: Bill) -> float:
    """Return the sum of a bill in dollars."""
    return sum(bill.values())
