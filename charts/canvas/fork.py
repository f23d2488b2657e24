"""What a forked child renews: the locks and fonts that it cannot share with its parent."""

from __future__ import annotations

import os
from collections.abc import Callable

_renewals: list[Callable[[], object]] = []


def in_child(renew: Callable[[], object]) -> None:
    """Register a function that a forked child calls before anything else."""
    _renewals.append(renew)


def _renew() -> None:
    for renew in _renewals:
        renew()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew)
