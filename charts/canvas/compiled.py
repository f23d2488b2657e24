"""matplotlib's two compiled modules, loaded without the package's own start-up.

``import matplotlib`` reads a configuration file, imports Pillow, pyparsing, kiwisolver and
dateutil, and scans the system's fonts: about four times what the first PNG costs without it
(``make bench`` prints both). The rasteriser and the font engine are extension modules that need
none of that, so they are loaded from their files, under their own names. The package that is ready
to run has nothing else of matplotlib but fonts (``build_package/packages.py``).

Where a module cannot be loaded this way, the ordinary import is the fallback: slower, same pixels.
"""

from __future__ import annotations

import gc
import importlib
import importlib.machinery
import importlib.util
import os
import sys
from types import ModuleType

_spec = importlib.util.find_spec("matplotlib")
if _spec is None or not _spec.submodule_search_locations:
    raise ImportError("matplotlib is not installed")
PACKAGE = _spec.submodule_search_locations[0]


def _load(name: str, folder: str) -> ModuleType:
    if name in sys.modules or "matplotlib" in sys.modules:
        return importlib.import_module(name)
    spec = importlib.machinery.PathFinder.find_spec(name, [folder])
    if spec is None or spec.loader is None:
        return importlib.import_module(name)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except ImportError:
        del sys.modules[name]
        return importlib.import_module(name)
    return module


# Loading makes many objects and no garbage: looking for some takes a tenth of the time. What is
# loaded stays: it is left out of each later search, which would take several milliseconds more.
_collecting = gc.isenabled()
gc.disable()
try:
    ft2font = _load("matplotlib.ft2font", PACKAGE)  # these two import numpy
    backend_agg = _load("matplotlib.backends._backend_agg", os.path.join(PACKAGE, "backends"))
    gc.freeze()
finally:
    if _collecting:
        gc.enable()
