"""``python -m costs``: its prices, its options and what it prints."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from costs import billing, prices, tables
from costs.__main__ import main
from costs.prices import price
from costs.workload import Workload, inputs

ROOT = Path(__file__).parents[2]
LIST = json.loads(prices.PRICES.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LIST["prices"])
def test_a_price_is_whole_and_dated(name: str) -> None:
    entry = LIST["prices"][name]
    assert set(entry) == {
        "what", "price", "unit", "free", "region", "date", "source", "url", "confirmed",
    }  # fmt: skip
    assert entry["price"] >= 0
    assert entry["free"] >= 0
    assert all(entry[key].strip() for key in ("what", "unit", "region", "source"))
    assert entry["url"].startswith("https://")
    assert isinstance(entry["confirmed"], bool)
    assert re.fullmatch(r"\d{4}(-\d\d){0,2}", entry["date"])
    # A year or a month stands for its first day.
    day = date.fromisoformat((entry["date"] + "-01-01")[:10])
    assert date(2023, 1, 1) <= day <= date.fromisoformat(LIST["looked_up"])


def test_every_price_is_used_and_every_used_one_is_listed() -> None:
    source = "".join(file.read_text() for file in (ROOT / "costs").glob("*.py"))
    used = set(re.findall(r'price\("(\w+)"\)', source)) | set(re.findall(r'"(seed_\w+)"', source))
    assert used == set(LIST["prices"]) - {"cloudflare_free_month"}
    assert LIST["prices"]["cloudflare_free_month"]["price"] == 0  # "a free CDN"


def test_what_is_measured_is_there() -> None:
    assert set(prices.measured()) == {"warm_ms", "cold_ms", "bytes", "memory_mb"}
    assert all(value > 0 for value in prices.measured().values())


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Runs the command and gives what it prints."""

    def run(*arguments: str) -> str:
        main(arguments)
        return capsys.readouterr().out

    return run


def test_the_command_prints_the_tables_of_the_document(printed: Callable[..., str]) -> None:
    out = printed()
    document = (ROOT / "docs" / "costs.md").read_text(encoding="utf-8")
    written = re.findall(
        r"^<!-- [^\n]*-->\n(\|.*?\n)<!-- end -->", document, re.MULTILINE | re.DOTALL
    )
    assert len(written) == len(tables.TABLES)
    for table in written:
        assert table in out


def test_a_table_has_a_column_for_each_number_of_pictures(printed: Callable[..., str]) -> None:
    out = printed("--pictures", "5000", "60000")
    assert "| a month of | 5,000 | 60,000 |\n" in out
    assert "10,000,000" not in out


def test_always_ready_instances_are_in_the_names(printed: Callable[..., str]) -> None:
    out = printed("--always-ready", "2", "--memory", "512")
    # 2 x 0.5 GB x 730 x 3,600 s = 2,628,000 GB-s.
    cost = 2_628_000 * price("ready_baseline_gb_second").each
    assert f"| always ready, $ | {cost:,.2f} |" in out
    assert "| Flex Consumption, 512 MB, 2 always ready | " in out
    assert "2048" not in out.split("Instance sizes")[0].split("Pictures a month")[0]


def test_the_figures_in_the_text_of_the_document_are_those_of_the_model() -> None:
    text = (ROOT / "docs" / "costs.md").read_text(encoding="utf-8")
    large = Workload(pictures=10_000_000, cdn=0.0)
    day = 86_400 * 2 * price("flex_gb_second").each
    small = replace(large, memory=512)
    ready = [billing.flex(replace(w, always_ready=1))["always ready"] for w in (large, small)]
    for figure in (
        f"{round(replace(large, log_cap=math.inf).log_gb)} GB, "
        f"${billing.flex(replace(large, log_cap=math.inf))['logs']:.2f}",
        f"ten million a month cost ${billing.total(billing.flex(large)):.0f}",
        f"to ${billing.total(billing.flex(replace(small, cdn=0.9))):.0f}",
        f"never rest cost ${5 * day:.0f} a day",
        f"the default limit of 100 instances ${100 * day:.0f}",
        f"more than ${ready[0]:.0f} a month** (${ready[1]:.0f} at 512 MB)",
        f"takes about {large.request_seconds * 1000:.0f} ms",
        f"{small.request_seconds / small.speed * 1000:.0f} ms are as far below",
        f"costs ${price('front_door_month').each:.0f} a month",
    ):
        assert figure.lower() in text.lower(), figure


OTHER = {
    "memory": "4096", "cdn": "0.5", "not-modified": "0.9", "burst": "40", "hours": "100",
    "concurrency": "2", "always-ready": "3", "cold-starts": "90000", "billing": "apart",
    "warm-ms": "900", "platform-ms": "900", "cold-ms": "9000", "start-ms": "9000",
    "picture-bytes": "90000", "header-bytes": "90000", "memory-mb": "1000", "log-bytes": "300",
    "log-cap": "9", "storage-gb": "900", "storage-writes": "9000000",
}  # fmt: skip


def test_every_input_is_an_option() -> None:
    assert {name.replace("_", "-") for name in inputs()} == {"pictures", *OTHER}


@pytest.mark.parametrize("option", OTHER)
def test_every_option_changes_what_a_month_costs(option: str, printed: Callable[..., str]) -> None:
    usual = ("--pictures", "20000000", "--log-cap", "0.5")

    def costs_of(out: str) -> str:
        return out.split("Assumptions")[0]

    assert costs_of(printed(*usual)) != costs_of(printed(*usual, f"--{option}", OTHER[option]))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--pictures", "0"), "pictures is 0: at least 1 is allowed"),
        (("--pictures", "100", "-5"), "pictures is -5: at least 1 is allowed"),
        (("--memory", "1024"), "memory is 1024: 512, 2048, 4096 are allowed"),
        (("--cdn", "90"), "cdn is 90: 0 to 1 is allowed"),
        (("--cdn", "nan"), "cdn is nan: 0 to 1 is allowed"),
        (("--billing", "free"), "billing is 'free': shared, apart are allowed"),
        (("--burst", "many"), "argument --burst: invalid float value: 'many'"),
        (("--cached", "1"), "unrecognized arguments: --cached 1"),
    ],
)
def test_a_wrong_option_is_refused_with_what_is_allowed(
    arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert message in capsys.readouterr().err


def test_all_that_is_wrong_is_said_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(("--memory", "1", "--hours", "0"))
    errors = capsys.readouterr().err
    assert "memory is 1:" in errors
    assert "hours is 0:" in errors


def test_limits_are_where_the_free_seconds_end(printed: Callable[..., str]) -> None:
    # Lone pictures, each billed for a second: 50,000 of 2 GB are free, 25,000 of 4 GB; of 512 MB
    # 200,000, before the 250,000 free executions end.
    out = printed("--burst", "1", "--billing", "apart", "--cold-starts", "0")
    for row in ("512 MB | 0% | 200,000", "2048 MB | 0% | 50,000", "4096 MB | 0% | 25,000"):
        assert f"| {row} |" in out
