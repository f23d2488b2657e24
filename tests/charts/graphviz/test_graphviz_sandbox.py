"""The sandbox of Graphviz: compiled beforehand or not, and in little memory."""

from __future__ import annotations

import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import wasmtime

from charts.graphviz import sandbox
from tests.conftest import ROOT

TEXT = "digraph { a -> b; b -> c }"
FUEL = 10**9


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Where the compiled module is looked for: there is none yet."""
    path = tmp_path / "graphviz.cwasm"
    monkeypatch.setattr(sandbox, "COMPILED", path)
    sandbox._graphviz.cache_clear()
    yield path
    sandbox._graphviz.cache_clear()


def _no_compiling(*_: object) -> None:
    raise AssertionError("it was compiled again")


@pytest.mark.skipif(
    (sys.platform, platform.machine()) != ("linux", "x86_64"), reason="the package is for these"
)
def test_the_module_that_was_compiled_for_the_package_draws_the_same(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = sandbox.render(TEXT, "dot", FUEL)
    fresh.write_bytes(sandbox.compiled("x86_64-unknown-linux-gnu"))
    sandbox._graphviz.cache_clear()
    monkeypatch.setattr(sandbox, "_wasm", _no_compiling)
    assert sandbox.render(TEXT, "dot", FUEL) == expected


@pytest.mark.parametrize("content", [b"", b"not compiled", b"\x7fELF" + bytes(5000)])
def test_a_file_that_cannot_be_used_is_compiled_anew(fresh: Path, content: bytes) -> None:
    fresh.write_bytes(content)
    assert sandbox.render(TEXT, "dot", FUEL).output.startswith(b"{")


def test_a_module_of_other_settings_is_compiled_anew(fresh: Path) -> None:
    config = sandbox._config()
    config.consume_fuel = False
    fresh.write_bytes(wasmtime.Module(wasmtime.Engine(config), sandbox._wasm()).serialize())
    with pytest.raises(sandbox.ExhaustedError):
        sandbox.render(TEXT, "dot", 1000)


_LITTLE_MEMORY = """
import resource, sys
import azure.functions as func
import function_app

functions = {f.get_function_name(): f for f in function_app.app.get_functions()}

def ask(graph):
    url = "http://x/chart?cht=gv&chl=digraph{" + graph + "}"
    request = func.HttpRequest("GET", url, body=b"")
    answer = functions["chart_get"].get_user_function()(request)
    print(answer.status_code, answer.headers.get("Retry-After"))

limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_AS, (limit, resource.RLIM_INFINITY))
ask("a")
with open("/proc/self/statm") as file:
    pages = int(file.read().split()[0])
limit = pages * resource.getpagesize() + 50_000_000  # less than a graph may take
resource.setrlimit(resource.RLIMIT_AS, (limit, resource.RLIM_INFINITY))
ask("b")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is Linux's")
def test_a_graph_needs_few_addresses_and_its_failure_for_want_of_them_is_the_instance_s() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LITTLE_MEMORY, str(400_000_000)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["200 None", "503 10"]
    assert "MemoryError" in done.stderr
