"""``python -m bench.costs [--pictures N …]``: print what a month costs, in Markdown tables.

Without options these are the tables of ``docs/costs.md``. Every assumption is an option.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from typing import Any

from bench import billing
from bench.billing import Bill, Workload

PICTURES = (1_000, 100_000, 10_000_000)
_MANY = 2**40  # pictures: no limit is looked for above

# A way to host: its name, what it changes in the workload, and its bill.
Way = tuple[str, dict[str, Any], Callable[[Workload], Bill]]
_ALONE = {"cdn": 0.0}
_FLEX = "Flex Consumption, {memory} MB"


def ways(w: Workload) -> list[Way]:
    """The ways to host that are compared."""
    ready = f", {w.always_ready} always ready" if w.always_ready else ""
    flex, small = _FLEX.format(memory=w.memory) + ready, _FLEX.format(memory=512) + ready
    found: list[Way] = [
        (flex, _ALONE, billing.flex),
        (f"{flex}, if no second is shared", _ALONE | {"billing": "apart"}, billing.flex),
        (f"{flex}, behind a CDN that costs nothing", {}, billing.flex),
        (f"{flex}, behind Azure Front Door", {"front_door": True}, billing.flex),
    ]
    if w.memory != 512:
        found.append((small, _ALONE | {"memory": 512}, billing.flex))
        found.append((f"{small}, behind a CDN that costs nothing", {"memory": 512}, billing.flex))
    if not w.always_ready:
        found.append((f"{flex}, 1 always ready", _ALONE | {"always_ready": 1}, billing.flex))
    return [
        *found,
        ("Consumption plan", _ALONE, billing.consumption),
        ("Container Apps, none while nobody asks", _ALONE, billing.apps_to_zero),
        ("Container Apps, one replica kept", _ALONE, billing.apps_kept),
        ("App Service B1", _ALONE, billing.app_service),
    ]


def totals(w: Workload, pictures: Sequence[int] = PICTURES) -> str:
    """Dollars a month of each way to host, by the number of pictures."""
    rows = []
    for name, changes, bill in ways(w):
        changed = [replace(w, pictures=number, **changes) for number in pictures]
        rows.append((name, *(_dollars(billing.total(bill(each))) for each in changed)))
    return table(("a month of", *(f"{n:,}" for n in pictures)), rows)


def parts(w: Workload, pictures: Sequence[int] = PICTURES) -> str:
    """What the bill of Flex Consumption consists of, without and with a CDN that costs nothing."""
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
    rows.append(("together, $", *(_dollars(billing.total(bill)) for bill in bills)))
    heads = (f"{c.pictures:,}" + (f", CDN {c.cdn:.0%}" if c.cdn else "") for c in columns)
    return table(("pictures", *heads), rows)


def _drawing(w: Workload) -> float:
    return w.requests * w.request_seconds / w.speed


def shares(w: Workload, pictures: Sequence[int] = PICTURES) -> str:
    """Dollars a month by the share of the pictures that a CDN answers, which costs nothing."""
    rows = []
    for cdn in (0, 0.5, 0.9, 0.99):
        bills = [billing.flex(replace(w, pictures=n, cdn=cdn)) for n in pictures]
        rows.append((f"{cdn:.0%}", *(_dollars(billing.total(bill)) for bill in bills)))
    return table(("answered by the CDN", *(f"{n:,}" for n in pictures)), rows)


def sizes(w: Workload, _: Sequence[int] = ()) -> str:
    """What an instance of each size costs, and how fast it is."""
    flex, ready = billing.price("flex_gb_second"), billing.price("ready_baseline_gb_second")
    rows = []
    for memory, cores in billing.CORES.items():
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
                f"{gb * billing.MONTH * ready.each:.2f}",
            )
        )
    heads = (
        "instance", "cores", "a picture", "first one, of a fresh process",
        "seconds free a month", "a million seconds, $", "worst day of 5 instances, $",
        "of 100 instances, $", "always ready, $ a month",
    )  # fmt: skip
    return table(heads, rows)


def limits(w: Workload, _: Sequence[int] = ()) -> str:
    """How many pictures a month are free, and how many cost less than App Service B1."""
    rows = []
    for memory in billing.CORES:
        for cdn in dict.fromkeys((0.0, w.cdn)):
            sized = replace(w, memory=memory, cdn=cdn)
            free, below = _most(sized, _free), _most(sized, _below_app_service)
            rows.append((f"{memory} MB", f"{cdn:.0%}", _rough(free), _rough(below)))
    return table(("instance", "answered by a CDN", "no charge up to", "below B1 up to"), rows)


def _free(w: Workload) -> bool:
    bill = billing.flex(w)
    return not any(amount for name, amount in bill.items() if name != "storage")


def _below_app_service(w: Workload) -> bool:
    return billing.total(billing.flex(w)) < billing.total(billing.app_service(w))


def _most(w: Workload, holds: Callable[[Workload], bool]) -> int:
    """The most pictures of which something holds that holds of all fewer; 0: of none."""
    least, most = 0, 1
    while most < _MANY and holds(replace(w, pictures=most)):
        least, most = most, 2 * most
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if holds(replace(w, pictures=middle)) else (least, middle)
    return least


def _rough(number: int) -> str:
    """Rounded down to two digits."""
    if number >= _MANY // 2:
        return "any number"
    step = 10 ** max(0, len(str(number)) - 2)
    return f"{number // step * step:,}"


def concurrencies(w: Workload, pictures: Sequence[int] = PICTURES) -> str:
    """Dollars a month by how many pictures a page shows and how many an instance takes at once."""
    rows = []
    for burst in (1, 4, 12):
        for concurrency in (1, w.concurrency):
            changed = replace(w, cdn=0.0, burst=burst, concurrency=concurrency)
            bills = [billing.flex(replace(changed, pictures=n)) for n in pictures]
            costs = [_dollars(billing.total(bill)) for bill in bills]
            rows.append((f"{burst}", f"{concurrency}", *costs))
    heads = ("pictures a page", "requests at once", *(f"{n:,} pictures" for n in pictures))
    return table(heads, dict.fromkeys(rows))


def assumptions(w: Workload, _: Sequence[int] = ()) -> str:
    """Every input with its value; those of ``pictures`` are the columns of the tables."""
    rows = [
        (f"`--{name.replace('_', '-')}`", _given(getattr(w, name)), known["meaning"])
        for name, known in billing.inputs().items()
        if name != "pictures"
    ]
    return table(("option", "value", "meaning"), rows, right=(1,))


def _given(value: Any) -> str:
    return value if isinstance(value, str) else f"{value:,g}" if value < 1e6 else f"{value:g}"


def since(w: Workload, _: Sequence[int] = ()) -> str:
    """The figures that the project started from beside those of today, dollars a month."""
    kept = billing.apps_kept(replace(w, pictures=PICTURES[0], cdn=0.0))
    apps = kept["processor"] + kept["memory"]
    rows = [
        ("Container Registry, Basic", "seed_registry_month", kept["registry"]),
        ("Container Apps (now: one replica kept)", "seed_apps_month", apps),
        ("App Service B1", "seed_b1_month", billing.price("b1_month").each),
    ]
    return table(
        ("a month of", "January 2023", "now"),
        [(name, _dollars(billing.price(old).each), _dollars(new)) for name, old, new in rows],
    )


def price_list(_w: Workload, _: Sequence[int] = ()) -> str:
    """Every price with its date and where it is from."""
    rows = [
        (
            f"[{p['what']}]({p['url']})",
            f"{_exact(p['price'])} a {p['unit']}",
            f"{p['free']:,}" if p["free"] else "",
            p["region"],
            p["date"],
            p["source"] + ("" if p["confirmed"] else ". **Not confirmed**"),
        )
        for p in billing.prices().values()
    ]
    return table(("what", "$", "free a month", "region", "date", "taken from"), rows, right=(2,))


def _exact(amount: float) -> str:
    """At least two decimals, and as many as there are."""
    cents = f"{amount:.2f}"
    return cents if float(cents) == amount else f"{amount:.6f}".rstrip("0")


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] | None = None
) -> str:
    """A Markdown table; ``right``: the columns set flush right, all but the first if not given."""
    at_right = range(1, len(heads)) if right is None else right
    rule = ["---:" if column in at_right else "---" for column in range(len(heads))]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (heads, rule, *rows))


def _dollars(amount: float) -> str:
    return f"{amount:,.2f}"


# The tables in their order, by the names that the marks in docs/costs.md have.
TABLES: dict[str, tuple[str, Callable[[Workload, Sequence[int]], str]]] = {
    "totals": ("Dollars a month", totals),
    "limits": ("Pictures a month on Flex Consumption", limits),
    "parts": ("What the bill of Flex Consumption consists of", parts),
    "shares": ("Dollars a month behind a CDN that costs nothing", shares),
    "sizes": ("Sizes of an instance", sizes),
    "concurrencies": ("Dollars a month by pictures a page and requests at once", concurrencies),
    "since": ("Dollars a month, then and now", since),
    "assumptions": ("What is assumed", assumptions),
    "prices": ("Prices", price_list),
}


def written(name: str, pictures: Sequence[int] = PICTURES, **changes: Any) -> str:
    """One of the tables; ``changes``: fields of the workload that are not the default ones."""
    return TABLES[name][1](Workload(**changes), pictures)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.costs", description="Print what a month of pictures costs."
    )
    kinds = {"int": int, "float": float, "str": str}
    for each in fields(Workload):
        if each.name not in billing.inputs():
            continue
        several = each.name == "pictures"
        parser.add_argument(
            f"--{each.name.replace('_', '-')}",
            type=kinds[str(each.type)],
            nargs="+" if several else None,
            default=PICTURES if several else each.default,
            metavar="WORD" if each.type == "str" else "N",
            help=each.metadata["meaning"] + ("" if several else f" ({each.default})"),
        )
    return parser


def main(arguments: Sequence[str] | None = None) -> None:
    parser = _options()
    given = vars(parser.parse_args(arguments))
    pictures = given.pop("pictures")
    try:
        for number in pictures:
            Workload(pictures=number, **given)
    except ValueError as error:
        parser.error(str(error))
    for name, (title, _) in TABLES.items():
        print(f"{title}\n\n{written(name, pictures, **given)}\n")


if __name__ == "__main__":
    main()
