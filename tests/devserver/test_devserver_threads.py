"""Where functions run: a pool of threads, or the one event loop."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from devserver.testing import Running, running
from tests.devserver.client import APP, Call, fetch

ONE_THREAD = {"PYTHON_THREADPOOL_THREAD_COUNT": "1"}


def together(server: Running, target: str, times: int) -> list[bytes]:
    with ThreadPoolExecutor(times) as clients:
        replies = clients.map(lambda _: fetch(server.url, "GET", target), range(times))
        return [reply.body for reply in replies]


def test_two_sync_functions_run_at_the_same_time(server: Running) -> None:
    assert together(server, "/meet?seconds=10", 2) == [b"met", b"met"]


def test_one_thread_lets_the_second_request_wait() -> None:
    with running(APP, ONE_THREAD) as server:
        assert together(server, "/meet?seconds=0.3", 2) == [b"alone", b"alone"]
        assert len(set(together(server, "/thread", 8))) == 1


def test_async_functions_run_on_one_loop_outside_the_pool(server: Running) -> None:
    assert set(together(server, "/async-thread", 8)) == {b"event loop"}
    assert b"event loop" not in together(server, "/thread", 2)


@pytest.mark.parametrize("setting", ["0", "many", "-1", "1.5"])
def test_thread_count_that_is_not_a_count_is_not_used(setting: str) -> None:
    with running(APP, {"PYTHON_THREADPOOL_THREAD_COUNT": setting}) as server:
        assert "PYTHON_THREADPOOL_THREAD_COUNT must be" in server.log
        assert fetch(server.url, "GET", "/thread").status == 200


def test_thread_count_is_read_as_python_reads_numbers() -> None:
    with running(APP, {"PYTHON_THREADPOOL_THREAD_COUNT": " +1 "}) as server:
        assert len(set(together(server, "/thread", 8))) == 1


def test_app_is_imported_once_on_the_main_thread_as_function_app(call: Call) -> None:
    assert call("GET", "/module").json() == ["function_app", True]
