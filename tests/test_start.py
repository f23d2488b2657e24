"""What loading the app costs and gives: no heavy import, functions in the right order."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from api import version

ROOT = Path(__file__).parents[1]
HEAVY = ("matplotlib", "numpy", "PIL", "msal", "requests", "jinja2", "segno", "wasmtime",
         "zint")  # fmt: skip
DEPLOYED = version.rooms()
# Who may import what: a room of this project, and the rooms it may use.
MAY_USE = {
    "agents": {"api", "charts", "web"},
    "api": set(),
    "auth": {"api"},
    "charts": {"api"},
    "names": {"api"},
    "openapi": {"agents", "api", "auth", "charts", "names", "web"},
    "web": {"api", "auth", "charts"},
}
# Any other room is your own (docs/own-function.md).
YOURS_MAY_USE = {"api", "auth", "charts"}


# The rooms of charts/. Every one may use the files of charts/ itself; no dialect knows another,
# and neither marks nor a canvas know a dialect.
_DRAWING = {"canvas", "marks"}
CHARTS_MAY_USE = {
    "access": {"pictures"},
    "canvas": set(),
    "codes": _DRAWING,
    "fonts": set(),
    "geography": set(),
    "google": {
        "access",
        "codes",
        "geography",
        "graphviz",
        "icons",
        "locales",
        "pictures",
        "tex",
        "words",
    }
    | _DRAWING,
    "graphviz": {"words"} | _DRAWING,
    "icons": set(),
    "locales": set(),
    "marks": {"canvas"},
    "native": {"access", "locales", "palettes", "pictures", "statistics", "words"} | _DRAWING,
    "palettes": set(),
    "pictures": {"access", "canvas"},
    "quickchart": {"access", "codes", "graphviz", "pictures", "statistics", "wordcloud", "words"}
    | _DRAWING,
    "statistics": set(),
    "tex": _DRAWING,
    "wordcloud": {"canvas"},
    "words": {"canvas"},
}


def _fresh(code: str) -> str:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout


def test_loading_the_app_imports_nothing_heavy() -> None:
    loaded = _fresh("import function_app, sys; print(*sys.modules)").split()
    assert "charts.native.functions" in loaded
    assert {"charts.native.query", "charts.google.read.query", "charts.pictures.cache"}.isdisjoint(
        loaded
    )
    assert {"web.gallery", "web.home", "web.playground"}.isdisjoint(loaded)
    tops = {name.split(".")[0] for name in loaded}
    assert tops.isdisjoint(HEAVY)


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_a_picture_imports_neither_matplotlib_nor_pillow(form: str) -> None:
    code = (
        "import sys; from charts.native import query, render;"
        f"chart = query.chart('bar', {{'xvalues': 'a', 'yvalues': '1', 'format': '{form}'}});"
        "render.render(chart);"
        "print(*sys.modules)"
    )
    loaded = _fresh(code).split()
    assert "numpy" in loaded
    assert "matplotlib" not in loaded
    assert "PIL" not in loaded


def test_a_google_chart_loads_nothing_of_other_pictures() -> None:
    code = (
        "import sys; from charts.google import render; from charts.google.read import query;"
        "render.render(query.read([('cht', 'lc'), ('chs', '9x9'), ('chd', 't:1')]).chart);"
        "print(*sys.modules)"
    )
    loaded = set(_fresh(code).split())
    assert "charts.google.draw.line" in loaded
    others = {"segno", "wasmtime", "PIL", "charts.geography", "charts.tex.fonts"}
    others |= {f"charts.google.read.{name}" for name in ("codes", "icons", "icon_markers")}
    others |= {f"charts.google.read.{name}" for name in ("graphs", "maps", "formula")}
    others |= {f"charts.google.draw.{name}" for name in ("pie", "venn", "gauge", "radar", "map")}
    others |= {"charts.graphviz.dot", "charts.tex.parse"}
    assert loaded.isdisjoint(others)


def test_reading_a_google_request_loads_nothing_that_draws_or_lays_out() -> None:
    code = (
        "import sys; from charts.google.read import query;"
        "query.read([('cht', 'gv'), ('chl', 'digraph{a->b[label=<x>]}')]);"
        "query.read([('cht', 'tx'), ('chl', 'x^2'), ('chs', '40')]);"
        "query.read([('chst', 'd_map_pin_letter'), ('chld', 'A')]);"
        "print(*sys.modules)"
    )
    loaded = set(_fresh(code).split())
    assert {"charts.graphviz.dot", "charts.tex.parse"} <= loaded
    assert loaded.isdisjoint({"numpy", "wasmtime", "matplotlib"})
    drawing = {"charts.google.measure", "charts.graphviz.layout", "charts.tex.fonts"}
    assert loaded.isdisjoint({"charts.google.draw", "charts.google.render", *drawing})


_READ = "from charts.google.read import query; request = query.read({}); "
_DRAWN = {
    "native": "from charts.native import query, render;"
    "render.render(query.chart('bar', {'xvalues': 'a', 'yvalues': '1'}))",
    "google": _READ.format("[('cht', 'lc'), ('chs', '9x9'), ('chd', 't:1')]")
    + "from charts.google import render; render.render(request.chart)",
    "icon": _READ.format("[('chst', 'd_map_pin_letter'), ('chld', 'A')]")
    + "from charts.google import render; render.render(request.chart)",
    "graph": _READ.format("[('cht', 'gv'), ('chl', 'graph{a--b}')]")
    + "from charts.google.measure import measure; measure(request.chart)",
    "error": "from charts.pictures import asked, error_image;"
    "error_image.picture([], asked.Looks(9, 9))",
}


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are listed on Linux")
@pytest.mark.parametrize("code", _DRAWN.values(), ids=_DRAWN)
def test_drawing_starts_no_threads_of_linear_algebra(code: str) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
    code += "; import os, sys; print('numpy' in sys.modules, *os.listdir('/proc/self/task'))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    loaded, *threads = done.stdout.split()
    assert loaded == "True"
    assert len(threads) == 1


_LIST = """
import json, function_app
functions = []
for function in function_app.app.get_functions():
    trigger = function.get_trigger().get_dict_repr()
    functions.append((function.get_function_name(), trigger["route"],
        [str(getattr(m, "value", m)) for m in trigger.get("methods", [])],
        str(getattr(trigger["authLevel"], "value", trigger["authLevel"]))))
print(json.dumps(functions))
"""


@pytest.fixture(scope="module")
def functions() -> list[tuple[str, str, list[str], str]]:
    return [tuple(f) for f in json.loads(_fresh(_LIST))]


_ANSWERED = """
import function_app
for function in function_app.app.get_functions():
    if not getattr(function.get_user_function(), "is_http_function", False):
        print(function.get_function_name())
"""


def test_every_function_answers_errors_and_writes_its_line_of_the_log() -> None:
    without = _fresh(_ANSWERED).split()
    assert not without, f"Put @http_function below @blueprint.route of {without}."


def test_every_function_is_anonymous(functions: list[tuple[str, str, list[str], str]]) -> None:
    assert {level.lower() for *_, level in functions} == {"anonymous"}


def test_what_answers_get_answers_head(
    functions: list[tuple[str, str, list[str], str]],
) -> None:
    assert functions
    for name, _, methods, _ in functions:
        said = f'Write methods=["GET", "HEAD"] in the route of {name}: HEAD is not part of GET.'
        assert ("GET" in methods) == ("HEAD" in methods), said


def test_the_route_that_takes_every_path_is_matched_last(
    functions: list[tuple[str, str, list[str], str]],
) -> None:
    # The platform matches in order of function name, whatever its case.
    in_order = sorted(functions, key=lambda f: f[0].upper())
    said = f"Rename {in_order[-1][0]}: functions are matched by name, and it would come too late."
    assert in_order[-1][1] == "{*path}", said
    assert [route for _, route, _, _ in functions].count("{*path}") == 1


def test_the_version_covers_all_that_is_deployed() -> None:
    assert set(DEPLOYED) >= MAY_USE.keys()
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (?!Unreleased)(\S+)", changelog, re.MULTILINE)
    assert newest
    assert newest[1] == version.VERSION


def _imports(file: Path) -> set[str]:
    """Names of the modules and of the parts of modules that a file imports, anywhere in it."""
    names = set()
    package = file.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parts = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*parts, *([node.module] if node.module else [])))
            names |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return names


def _room(module: str) -> str:
    """The room of a module of charts: a folder, or "" for a file of charts itself."""
    parts = module.split(".")
    folder = len(parts) > 1 and (ROOT / "charts" / parts[1]).is_dir()
    return parts[1] if parts[0] == "charts" and folder else ""


@pytest.mark.parametrize("room", DEPLOYED)
def test_rooms_use_only_the_rooms_they_may(room: str) -> None:
    ours = {folder.name for folder in ROOT.iterdir() if (folder / "__init__.py").exists()}
    ours |= {*DEPLOYED}
    for file in (ROOT / room).rglob("*.py"):
        used = {name.split(".")[0] for name in _imports(file)} & ours
        allowed = MAY_USE.get(room, YOURS_MAY_USE) | {room}
        assert used <= allowed, f"{file} imports {used - allowed}; {room}/ may use {allowed}."


def test_every_room_of_charts_has_its_rule() -> None:
    folders = {path.name for path in (ROOT / "charts").iterdir() if (path / "__init__.py").exists()}
    assert folders == CHARTS_MAY_USE.keys()
    assert len([path for path in (ROOT / "charts").iterdir() if path.is_file()]) <= 5


@pytest.mark.parametrize("room", ["", *CHARTS_MAY_USE])
def test_rooms_of_charts_use_only_the_rooms_they_may(room: str) -> None:
    folder = ROOT / "charts" / room
    for file in folder.rglob("*.py") if room else folder.glob("*.py"):
        used = {_room(name) for name in _imports(file)} - {"", room}
        at_the_rim = file.name == "functions.py" and not room
        rim = {"google", "native", "pictures", "quickchart"} if at_the_rim else set()
        assert used <= CHARTS_MAY_USE.get(room, rim), file


def _imported_modules(file: Path) -> set[str]:
    """Modules of charts that a file imports while the app runs, also within functions.

    An import for types only is none.
    """
    package = file.relative_to(ROOT).parent.parts
    modules = set()
    nodes: list[ast.AST] = [ast.parse(file.read_text())]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            nodes += node.orelse
            continue
        nodes += ast.iter_child_nodes(node)
        if not isinstance(node, ast.ImportFrom):
            continue
        parts = package[: len(package) - node.level + 1] if node.level else ()
        parts = (*parts, *(node.module.split(".") if node.module else ()))
        for alias in node.names:
            for name in ((*parts, alias.name), parts):
                path = ROOT.joinpath(*name)
                if path.with_suffix(".py").exists() or (path / "__init__.py").exists():
                    modules.add(".".join(name))
                    break
    return {module for module in modules if module.startswith("charts.")}


def test_no_modules_of_charts_import_each_other_in_a_circle() -> None:
    imports = {}
    for file in (ROOT / "charts").rglob("*.py"):
        parts = file.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        imports[name] = _imported_modules(file) - {name}
    # What imports only modules that are in no circle is in none.
    while outside := {name for name, used in imports.items() if not used & imports.keys()}:
        imports = {name: used for name, used in imports.items() if name not in outside}
    # What is imported only by such modules is in none either.
    while outside := imports.keys() - set().union(*imports.values()):
        imports = {name: used for name, used in imports.items() if name not in outside}
    circle = {name: sorted(used & imports.keys()) for name, used in imports.items()}
    assert not circle


@pytest.mark.parametrize("room", ["charts", "names", "openapi", "web"])
def test_only_the_functions_know_the_platform(room: str) -> None:
    for file in (ROOT / room).rglob("*.py"):
        if "azure.functions" in _imports(file):
            assert file.name == "functions.py" or file.parent.name == "pictures", file


def test_only_canvas_and_tex_know_matplotlib() -> None:
    for room in DEPLOYED:
        for file in (ROOT / room).rglob("*.py"):
            if "matplotlib" in {name.split(".")[0] for name in _imports(file)}:
                assert file.parent.name in ("canvas", "tex"), file


def test_what_is_deployed_is_pinned_with_hashes() -> None:
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    pins = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert pins
    for pin in pins:
        assert "==" in pin
        assert pin.endswith("\\")
    assert sum("--hash=sha256:" in line for line in lines) >= len(pins)
