"""Free memory goes back to the system, without settings of the C library.

glibc keeps what is freed: in an arena for each thread that ever drew, and between blocks that are
in use. Under load a process grows by a quarter within minutes, and an idle one keeps all of it.
``malloc_trim(3)`` returns the free pages of every arena: 20 seconds after a picture was drawn,
which under load is every 20 seconds, from a thread of its own. It takes about 15 ms on a busy
machine, and blocks drawing only where that allocates in the same arena. Other C libraries are left
alone.
"""

from __future__ import annotations

import os
import threading

_SECONDS = 20.0

_waits_in = 0
"""The process whose timer runs, 0 if none does: the child of a fork has the number, not the timer.
Two threads that find none start one each, which does no harm."""


def return_later() -> None:
    """Return free memory to the system in 20 seconds, once for all who ask meanwhile."""
    global _waits_in
    if _waits_in != os.getpid():
        _waits_in = os.getpid()
        timer = threading.Timer(_SECONDS, _return)
        timer.daemon = True
        timer.start()


def _return() -> None:
    global _waits_in
    _waits_in = 0
    import ctypes  # here, so that no first picture waits for it

    library = ctypes.CDLL(None) if os.name == "posix" else None
    trim = getattr(library, "malloc_trim", None)  # glibc's
    if trim is not None:
        trim(0)
