"""What a month costs: cases worked out by hand, and what holds of every workload."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costs import billing, prices, tables
from costs.workload import Workload

# Prices of 2026, so that the cases stay true when the list is brought up to date: dollars, free.
PRICES = {
    "flex_gb_second": (0.000026, 100_000),
    "flex_million_executions": (0.40, 0.25),
    "ready_baseline_gb_second": (0.000004, 0),
    "ready_gb_second": (0.000016, 0),
    "ready_million_executions": (0.40, 0),
    "consumption_gb_second": (0.000016, 400_000),
    "consumption_million_executions": (0.20, 1),
    "egress_gb": (0.087, 100),
    "logs_gb": (2.30, 5),
    "storage_gb_month": (0.02, 0),
    "storage_10k_writes": (0.05, 0),
    "front_door_month": (35, 0),
    "front_door_10k_requests": (0.009, 0),
    "front_door_gb": (0.083, 0),
    "apps_vcpu_second": (0.000024, 180_000),
    "apps_idle_vcpu_second": (0.000003, 0),
    "apps_gib_second": (0.000003, 360_000),
    "apps_million_requests": (0.40, 2),
    "registry_day": (0.12, 0),
    "b1_month": (13.14, 0),
    "swa_month": (9, 0),
}
# Everything that is measured or assumed, in round numbers; each case changes what it is about.
ROUND: dict[str, Any] = {
    "memory": 2048, "cdn": 0.0, "not_modified": 0.0, "burst": 1, "hours": 730, "concurrency": 16,
    "always_ready": 0, "cold_starts": 0, "billing": "apart", "warm_ms": 2, "platform_ms": 1,
    "cold_ms": 160, "start_ms": 400, "picture_bytes": 11_000, "header_bytes": 0, "memory_mb": 150,
    "log_bytes": 0, "log_cap": 0.1, "storage_gb": 0, "storage_writes": 0,
}  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def _prices() -> Iterator[None]:
    known = {name: {"price": each, "free": free} for name, (each, free) in PRICES.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prices, "_PRICES", known)
        yield


def month(pictures: int = 1000, **changes: Any) -> Workload:
    return Workload(pictures=pictures, **(ROUND | changes))


def near(amount: float) -> Any:
    return pytest.approx(amount, rel=1e-9, abs=1e-12)


# --- Flex Consumption ---


@pytest.mark.parametrize(
    ("seconds", "billed"),
    [(0, 1), (0.003, 1), (1, 1), (1.01, 1.1), (1.1, 1.1), (2.25, 2.3), (61.0, 61)],
)
def test_a_period_is_billed_for_a_second_at_least_then_in_steps_of_100_ms(
    seconds: float, billed: float
) -> None:
    assert billing.billed(seconds) == near(billed)


def test_the_free_grant_is_used_up_at_50_000_seconds_of_2_gb() -> None:
    # 50,000 lone pictures of 3 ms: 50,000 s x 2 GB = 100,000 GB-s, all free.
    assert billing.total(billing.flex(month(50_000))) == 0
    # One more: 2 GB-s x $0.000026.
    assert billing.total(billing.flex(month(50_001))) == near(0.000052)


def test_above_the_grants_seconds_and_executions_are_paid() -> None:
    bill = billing.flex(month(1_000_000, picture_bytes=1))
    # 1,000,000 s x 2 GB - 100,000 = 1,900,000 GB-s x $0.000026.
    assert bill["execution time"] == near(49.40)
    # (1 - 0.25) million x $0.40.
    assert bill["executions"] == near(0.30)


def test_a_cdn_takes_its_share_of_requests_seconds_and_traffic() -> None:
    bill = billing.flex(month(20_000_000, cdn=0.9))
    # 2,000,000 requests and seconds: 4,000,000 - 100,000 GB-s x $0.000026.
    assert bill["execution time"] == near(101.40)
    # 1.75 million x $0.40.
    assert bill["executions"] == near(0.70)
    # 2,000,000 x 11,000 bytes = 22 GB of 220: below 100.
    assert bill["traffic"] == 0
    assert billing.flex(month(20_000_000))["traffic"] == near(120 * 0.087)


def test_a_page_reaches_the_app_unless_the_cdn_has_all_its_pictures() -> None:
    # Of 250 pages of four pictures, 1 - 0.5^4 = 15/16 have one that the CDN does not have.
    assert month(1000, burst=4, cdn=0.5).bursts == near(234.375)
    assert month(1000, burst=4, cdn=1).bursts == 0
    assert billing.active_seconds(month(1000, burst=4, cdn=1)) == 0


def test_pictures_in_an_already_billed_second_cost_nothing_more() -> None:
    # 3,600 in an hour, one a second on average: a period of 1 s, then a wait of 1 s on average.
    assert billing.active_seconds(month(3600, hours=1, billing="shared")) == near(1800)
    assert billing.active_seconds(month(3600, hours=1, billing="apart")) == near(3600)


def test_an_instance_that_never_rests_is_billed_for_the_clock() -> None:
    # Microsoft's example: 40 requests a second by tens, one instance of 2 GB always active:
    # 7,200 GB-s an hour. Here ten take 10 x 25 ms = 250 ms, four times a second.
    busy = month(
        144_000, hours=1, burst=10, warm_ms=25, platform_ms=0, concurrency=10, billing="shared"
    )
    assert billing.gb_seconds(busy) == near(7200)


@pytest.mark.parametrize(("concurrency", "seconds"), [(16, 100), (12, 100), (5, 300), (1, 1200)])
def test_a_burst_beyond_the_concurrency_is_billed_on_more_instances(
    concurrency: int, seconds: float
) -> None:
    # 100 pages of twelve charts; at five at once, three instances take them.
    pages = month(1200, burst=12, concurrency=concurrency)
    assert billing.active_seconds(pages) == near(seconds)


@pytest.mark.parametrize(
    ("memory", "gb_seconds"),
    # 300 ms of a core: 1.2 s at a quarter of one; a second core does not draw.
    [(512, 10 * 1.2 * 0.5), (2048, 10 * 1.0 * 2), (4096, 10 * 1.0 * 4)],
)
def test_a_smaller_instance_is_slower(memory: int, gb_seconds: float) -> None:
    slow = month(10, memory=memory, warm_ms=300, platform_ms=0)
    assert billing.gb_seconds(slow) == near(gb_seconds)


def test_a_start_is_counted_with_the_period_that_it_begins() -> None:
    # At a quarter of a core (160 + 400) ms take 2.24 s: four periods of 2.3 s, six of 1 s.
    cold = month(10, memory=512, warm_ms=0, platform_ms=0, cold_starts=4)
    assert billing.active_seconds(cold) == near(15.2)
    # There are no more starts than periods.
    cold = month(10, memory=512, warm_ms=0, platform_ms=0, cold_starts=1000)
    assert billing.active_seconds(cold) == near(23)


def test_an_always_ready_instance_costs_while_it_rests_and_has_no_grant() -> None:
    bill = billing.flex(month(1000, always_ready=1, cold_starts=300))
    # 2 GB x 730 x 3,600 s = 5,256,000 GB-s x $0.000004.
    assert bill["always ready"] == near(21.024)
    # 1,000 s x 2 GB x $0.000016, none of them cold.
    assert bill["execution time"] == near(0.032)
    # 0.001 million x $0.40.
    assert bill["executions"] == near(0.0004)


# --- Logs, traffic, storage, Front Door ---


def test_logs_are_capped_by_the_day() -> None:
    # 10,000,000 x 2,000 bytes = 20 GB, of which 5 are free: 15 x $2.30.
    uncapped = month(10_000_000, log_bytes=2000, log_cap=float("inf"))
    assert billing.flex(uncapped)["logs"] == near(34.50)
    # 0.1 GB a day is 3.04 GB a month.
    assert billing.flex(month(10_000_000, log_bytes=2000))["logs"] == 0
    # 0.5 GB a day: 0.5 x 730 / 24 = 15.2083 GB, 10.2083 x $2.30.
    capped = month(10_000_000, log_bytes=2000, log_cap=0.5)
    assert billing.flex(capped)["logs"] == near(10.208333333333334 * 2.30)


def test_a_304_sends_no_picture() -> None:
    # 0.9 x 11,000 + 700 = 10,600 bytes, 106 GB of ten million, 6 of them to pay.
    answers = month(10_000_000, not_modified=0.1, header_bytes=700)
    assert billing.flex(answers)["traffic"] == near(0.522)


def test_a_304_is_an_execution_that_draws_nothing() -> None:
    assert month(not_modified=1).request_seconds == near(0.001)
    assert month(not_modified=0).request_seconds == near(0.003)
    assert month(not_modified=1).requests == 1000


def test_the_storage_account_is_paid_by_data_and_operations() -> None:
    # 3 GB x $0.02 + 2 x 10,000 operations x $0.05.
    assert billing.flex(month(storage_gb=3, storage_writes=20_000))["storage"] == near(0.16)


def test_front_door_has_a_base_fee_and_takes_the_traffic() -> None:
    bill = billing.flex(month(1_000_000, cdn=0.9, front_door=True))
    # $35 + 100 x $0.009 for requests + 11 GB x $0.083, whoever answers.
    assert bill["Front Door"] == near(36.813)
    assert "traffic" not in bill


# --- Other ways to host ---


def test_the_consumption_plan_bills_each_execution_for_100_ms() -> None:
    # 150 MB count as 256: 10,000,000 x 0.1 s x 0.25 GB = 250,000 GB-s, free.
    bill = billing.consumption(month(10_000_000))
    assert bill["execution time"] == 0
    # 9 million x $0.20.
    assert bill["executions"] == near(1.80)
    # 20 million: 500,000 - 400,000 GB-s x $0.000016.
    assert billing.consumption(month(20_000_000))["execution time"] == near(1.60)


def test_container_apps_go_to_none_five_minutes_after_the_last_request() -> None:
    # One visitor: 300 s, free. Left is the registry: 730 / 24 days x $0.12.
    bill = billing.container_apps_to_zero(month(1))
    assert billing.total(bill) == near(3.65)
    # So many that it never rests: 2,628,000 s.
    bill = billing.container_apps_to_zero(month(10_000_000))
    # x 0.25 = 657,000 - 180,000 vCPU-s x $0.000024.
    assert bill["processor"] == near(11.448)
    # x 0.5 = 1,314,000 - 360,000 GiB-s x $0.000003.
    assert bill["memory"] == near(2.862)
    # 8 million x $0.40.
    assert bill["requests"] == near(3.20)


def test_a_kept_replica_is_cheap_while_idle() -> None:
    # One request, one second: 656,999.75 - 180,000 idle vCPU-s x $0.000003 + 0.25 x $0.000024.
    bill = billing.container_apps_always_on(month(1))
    assert bill["processor"] == pytest.approx(1.43100525, rel=1e-6)
    assert bill["memory"] == near(2.862)
    # One burst a second on average: half of the time active, 328,500 vCPU-s each.
    bill = billing.container_apps_always_on(month(2_628_000))
    assert bill["processor"] == near(148_500 * 0.000003 + 328_500 * 0.000024)


def test_app_service_costs_the_same_whatever_it_does() -> None:
    assert billing.total(billing.app_service(month(1))) == near(13.14)
    assert billing.total(billing.app_service(month(1_000_000))) == near(13.14)


# --- What holds of every workload ---


@pytest.mark.parametrize("way", range(len(tables.ways(month()))))
@pytest.mark.parametrize("changes", [{}, {"billing": "shared", "burst": 4, "cold_starts": 300}])
def test_more_pictures_never_cost_less(way: int, changes: dict[str, Any]) -> None:
    _, changed, bill = tables.ways(month())[way]
    numbers = [1, 10, 1000, 50_000, 250_000, 10**6, 10**7, 10**8, 10**9]
    amounts = [
        billing.total(bill(month(number, **(changes | changed | {"log_bytes": 2000}))))
        for number in numbers
    ]
    assert amounts == sorted(amounts)
    assert amounts[0] >= 0
    assert amounts[-1] > amounts[0]


@given(
    pictures=st.integers(1, 10**8),
    burst=st.floats(1, 50),
    concurrency=st.integers(1, 100),
    cdn=st.floats(0, 1),
    hours=st.floats(1, 730),
)
def test_sharing_and_a_cdn_never_cost_more(
    pictures: int, burst: float, concurrency: int, cdn: float, hours: float
) -> None:
    changes = {"burst": burst, "concurrency": concurrency, "hours": hours}
    apart = billing.active_seconds(month(pictures, cdn=cdn, **changes))
    shared = billing.active_seconds(month(pictures, cdn=cdn, billing="shared", **changes))
    assert 0 <= shared <= apart * (1 + 1e-9)
    assert apart <= billing.active_seconds(month(pictures, **changes)) * (1 + 1e-9)


def test_every_field_that_is_out_of_range_is_named() -> None:
    with pytest.raises(ValueError, match="pictures is 0: at least 1") as caught:
        month(0, cdn=1.5, hours=731, memory=1024, billing="both", log_cap=float("nan"))
    for part in (
        "cdn is 1.5: 0 to 1", "hours is 731: 1 to 730", "memory is 1024: 512, 2048, 4096",
        "billing is 'both': shared, apart", "log-cap is nan",
    ):  # fmt: skip
        assert part in str(caught.value)
