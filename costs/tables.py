"""The tables of ``docs/costs.md`` in Markdown, for any workload."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from costs import billing
from costs.billing import Bill
from costs.prices import price, prices
from costs.workload import CORES, MONTH, Workload, inputs

PICTURES = (1_000, 100_000, 10_000_000)
_SEARCH_LIMIT = 2**40  # pictures

# A way to host: name, changes to the workload, bill.
Way = tuple[str, dict[str, Any], Callable[[Workload], Bill]]
_NO_CDN = {"cdn": 0.0}
_FLEX = "Flex Consumption, {memory} MB"


def ways(w: Workload) -> list[Way]:
    """Return the ways to host that are compared."""
    ready = f", {w.always_ready} always ready" if w.always_ready else ""
    flex, small = _FLEX.format(memory=w.memory) + ready, _FLEX.format(memory=512) + ready
    compared: list[Way] = [
        (flex, _NO_CDN, billing.flex),
        (f"{flex}, if no second is shared", _NO_CDN | {"billing": "apart"}, billing.flex),
        (f"{flex}, behind a free CDN", {}, billing.flex),
        (f"{flex}, behind Azure Front Door", {"front_door": True}, billing.flex),
    ]
    if w.memory != 512:
        compared.append((small, _NO_CDN | {"memory": 512}, billing.flex))
        compared.append((f"{small}, behind a free CDN", {"memory": 512}, billing.flex))
    if not w.always_ready:
        compared.append((f"{flex}, 1 always ready", _NO_CDN | {"always_ready": 1}, billing.flex))
    return [
        *compared,
        ("Consumption plan", _NO_CDN, billing.consumption),
        ("Container Apps, scaled to zero when idle", _NO_CDN, billing.container_apps_to_zero),
        ("Container Apps, always one replica", _NO_CDN, billing.container_apps_always_on),
        ("App Service B1", _NO_CDN, billing.app_service),
        (f"Static Web Apps, Standard, before {flex}", _NO_CDN, billing.static_web_apps),
    ]


def totals(w: Workload, pictures: Sequence[int] = PICTURES) -> str:
    """Return dollars a month for each way to host, by the number of pictures."""
    rows = []
    for name, changes, bill in ways(w):
        changed = [replace(w, pictures=number, **changes) for number in pictures]
        rows.append((name, *(_dollars(billing.total(bill(each))) for each in changed)))
    return table(("a month of", *(f"{n:,}" for n in pictures)), rows)


def parts(w: Workload, pictures: Sequence[int] = PICTURES) -> str:
    """Return the items of the Flex Consumption bill, without a CDN and with a free one."""
    columns = [
        replace(w, pictures=number, cdn=cdn)
        for cdn in dict.fromkeys((0.0, w.cdn))
        for number in pictures
    ]
    bills = [billing.flex(each) for each in columns]
    rows = [
        ("requests to the app", *(f"{c.requests:,.0f}" for c in columns)),
        ("seconds of drawing", *(f"{_drawing(c):,.0f}" for c in columns)),
        ("seconds billed", *(f"{billing.active_seconds(c):,.0f}" for c in columns)),
        ("GB-seconds billed", *(f"{billing.gb_seconds(c):,.0f}" for c in columns)),
        ("GB of traffic", *(f"{c.egress_gb:,.2f}" for c in columns)),
        ("GB of logs", *(f"{c.log_gb:,.2f}" for c in columns)),
    ]
    for name in bills[0]:
        rows.append((f"{name}, $", *(_dollars(bill[name]) for bill in bills)))
    rows.append(("total, $", *(_dollars(billing.total(bill)) for bill in bills)))
    heads = (f"{c.pictures:,}" + (f", CDN {c.cdn:.0%}" if c.cdn else "") for c in columns)
    return table(("pictures", *heads), rows)


def _drawing(w: Workload) -> float:
    return w.requests * w.request_seconds / w.speed


def shares(w: Workload, pictures: Sequence[int] = PICTURES) -> str:
    """Return dollars a month by the share of the pictures that a free CDN serves."""
    rows = []
    for cdn in (0, 0.5, 0.9, 0.99):
        bills = [billing.flex(replace(w, pictures=n, cdn=cdn)) for n in pictures]
        rows.append((f"{cdn:.0%}", *(_dollars(billing.total(bill)) for bill in bills)))
    return table(("served by the CDN", *(f"{n:,}" for n in pictures)), rows)


def sizes(w: Workload, _: Sequence[int] = ()) -> str:
    """Return speed and price of each instance size."""
    flex, ready = price("flex_gb_second"), price("ready_baseline_gb_second")
    rows = []
    for memory, cores in CORES.items():
        sized, gb = replace(w, memory=memory), memory / 1024
        first = (w.cold_ms + w.start_ms) / sized.speed
        rows.append(
            (
                f"{memory} MB",
                f"{cores:g}",
                f"{w.request_seconds * 1000 / sized.speed:.1f} ms",
                f"{first:,.0f} ms",
                f"{flex.free / gb:,.0f}",
                f"{1e6 * gb * flex.each:.2f}",
                f"{5 * 86_400 * gb * flex.each:.2f}",
                f"{100 * 86_400 * gb * flex.each:.2f}",
                f"{gb * MONTH * ready.each:.2f}",
            )
        )
    heads = (
        "instance", "cores", "a picture", "first one of a fresh process",
        "seconds free a month", "a million seconds, $", "worst day with 5 instances, $",
        "with 100 instances, $", "always ready, $ a month",
    )  # fmt: skip
    return table(heads, rows)


def limits(w: Workload, _: Sequence[int] = ()) -> str:
    """Return how many pictures a month are free, and how many cost less than App Service B1."""
    rows = []
    for memory in CORES:
        for cdn in dict.fromkeys((0.0, w.cdn)):
            sized = replace(w, memory=memory, cdn=cdn)
            free, below = _max_pictures(sized, _free), _max_pictures(sized, _below_app_service)
            rows.append((f"{memory} MB", f"{cdn:.0%}", _rough(free), _rough(below)))
    return table(("instance", "served by a CDN", "free up to", "cheaper than B1 up to"), rows)


def _free(w: Workload) -> bool:
    bill = billing.flex(w)
    return not any(amount for name, amount in bill.items() if name != "storage")


def _below_app_service(w: Workload) -> bool:
    return billing.total(billing.flex(w)) < billing.total(billing.app_service(w))


def _max_pictures(w: Workload, holds: Callable[[Workload], bool]) -> int:
    """Return the largest number of pictures for which a monotonic predicate holds, 0 if none."""
    low, high = 0, 1
    while high < _SEARCH_LIMIT and holds(replace(w, pictures=high)):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(replace(w, pictures=middle)) else (low, middle)
    return low


def _rough(number: int) -> str:
    """Return a number rounded down to two digits."""
    if number >= _SEARCH_LIMIT // 2:
        return "any number"
    step = 10 ** max(0, len(str(number)) - 2)
    return f"{number // step * step:,}"


def concurrencies(w: Workload, pictures: Sequence[int] = PICTURES) -> str:
    """Return dollars a month by pictures per page and concurrent requests per instance."""
    rows = []
    for burst in (1, 4, 12):
        for concurrency in (1, w.concurrency):
            changed = replace(w, cdn=0.0, burst=burst, concurrency=concurrency)
            bills = [billing.flex(replace(changed, pictures=n)) for n in pictures]
            costs = [_dollars(billing.total(bill)) for bill in bills]
            rows.append((f"{burst}", f"{concurrency}", *costs))
    heads = ("pictures per page", "concurrent requests", *(f"{n:,} pictures" for n in pictures))
    return table(heads, dict.fromkeys(rows))


def assumptions(w: Workload, _: Sequence[int] = ()) -> str:
    """Return every input with its value, except ``pictures``: the columns of the other tables."""
    rows = [
        (f"`--{name.replace('_', '-')}`", _value(getattr(w, name)), known["meaning"])
        for name, known in inputs().items()
        if name != "pictures"
    ]
    return table(("option", "value", "meaning"), rows, right=(1,))


def _value(value: Any) -> str:
    return value if isinstance(value, str) else f"{value:,g}" if value < 1e6 else f"{value:g}"


def since_start(w: Workload, _: Sequence[int] = ()) -> str:
    """Return the dollars a month that the project was planned with, and those of today."""
    bill = billing.container_apps_always_on(replace(w, pictures=PICTURES[0], cdn=0.0))
    apps = bill["processor"] + bill["memory"]
    rows = [
        ("Container Registry, Basic", "seed_registry_month", bill["registry"]),
        ("Container Apps (now: always one replica)", "seed_apps_month", apps),
        ("App Service B1", "seed_b1_month", price("b1_month").each),
    ]
    return table(
        ("a month of", "January 2023", "now"),
        [(name, _dollars(price(old).each), _dollars(new)) for name, old, new in rows],
    )


def price_list(_w: Workload, _: Sequence[int] = ()) -> str:
    """Return every price with its date and source."""
    rows = [
        (
            f"[{p['what']}]({p['url']})",
            f"{_exact(p['price'])} a {p['unit']}",
            f"{p['free']:,}" if p["free"] else "",
            p["region"],
            p["date"],
            p["source"] + ("" if p["confirmed"] else ". **Not confirmed**"),
        )
        for p in prices().values()
    ]
    return table(("what", "$", "free a month", "region", "date", "source"), rows, right=(2,))


def _exact(amount: float) -> str:
    """Return an amount with all its decimals, at least two."""
    cents = f"{amount:.2f}"
    return cents if float(cents) == amount else f"{amount:.6f}".rstrip("0")


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] | None = None
) -> str:
    """Return a Markdown table; ``right``: columns aligned right, by default all but the first."""
    at_right = range(1, len(heads)) if right is None else right
    rule = ["---:" if column in at_right else "---" for column in range(len(heads))]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (heads, rule, *rows))


def _dollars(amount: float) -> str:
    return f"{amount:,.2f}"


# The tables in order, by the names of their marks in docs/costs.md: title and function.
TABLES: dict[str, tuple[str, Callable[[Workload, Sequence[int]], str]]] = {
    "totals": ("Dollars a month", totals),
    "limits": ("Pictures a month on Flex Consumption", limits),
    "parts": ("Items of the Flex Consumption bill", parts),
    "shares": ("Dollars a month behind a free CDN", shares),
    "sizes": ("Instance sizes", sizes),
    "concurrencies": ("Dollars a month by concurrency", concurrencies),
    "since": ("Dollars a month, then and now", since_start),
    "assumptions": ("Assumptions", assumptions),
    "prices": ("Prices", price_list),
}


def written_table(name: str, pictures: Sequence[int] = PICTURES, **changes: Any) -> str:
    """Return one of the tables; ``changes`` replace fields of the default workload."""
    return TABLES[name][1](Workload(**changes), pictures)


def in_a_sentence() -> str:
    """Return what the README says: a month's price, and how many pictures it is for."""
    plain = Workload(cdn=0.0)
    free = _max_pictures(plain, _free)
    month = billing.total(billing.flex(replace(plain, pictures=free)))
    return (
        f"**What it costs:** ${_dollars(month)} a month on Azure, up to {_rough(free)} pictures;"
        " while nobody asks\nfor one, nothing runs and nothing is billed"
        " ([calculated](docs/costs.md) from list prices, not from a bill)."
    )
