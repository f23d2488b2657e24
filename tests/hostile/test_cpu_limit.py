"""The limit of processor time ends even one call of ``re``."""

import re
import signal

import pytest

from tests.cpu_limit import cpu_limit


def test_an_endless_match_is_ended() -> None:
    with pytest.raises(AssertionError, match="'a'"), cpu_limit(0.05, "a"):
        re.match("(a+)+$", "a" * 30 + "b")
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


def test_what_ends_is_left_alone() -> None:
    with cpu_limit(60):
        assert re.match("(a+)+$", "aaa")
    assert signal.getsignal(signal.SIGPROF) == signal.SIG_DFL
