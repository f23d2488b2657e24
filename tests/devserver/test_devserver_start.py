"""Starting and ending: the command line, the app's import, its settings."""

from __future__ import annotations

import ast
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from devserver import settings
from devserver.errors import AppError
from devserver.testing import LISTENING, REPOSITORY, SERVER, Running, running
from tests.devserver.client import HOST_JSON, fetch

HEAD = """
import os
import azure.functions as func
app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
"""
HELLO = """
@app.route("hello", methods=["GET", "HEAD"])
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(os.environ.get("GREETING", "hello"))
"""

WriteApp = Callable[..., Path]


def outcome(app_dir: Path, *arguments: str) -> tuple[int, str]:
    """Run the server until it ends by itself; give its exit status and what it said."""
    command = [sys.executable, "-m", SERVER, "--app-dir", str(app_dir), *arguments]
    ended = subprocess.run(
        command, cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=False
    )
    return ended.returncode, ended.stdout + ended.stderr


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import no_such_module", "No module named 'no_such_module'"),
        ("def broken(:", "SyntaxError"),
        ("", "Could not find top level function app instances in function_app.py"),
        (HEAD + "other = func.FunctionApp()", "More than one FunctionApp or other top level"),
        (
            HEAD
            + """
@app.function_name("twice")
@app.route("a")
def a(req: func.HttpRequest) -> func.HttpResponse: ...
@app.function_name("twice")
@app.route("b")
def b(req: func.HttpRequest) -> func.HttpResponse: ...
""",
            "twice does not have a unique function name",
        ),
        (
            HEAD + '@app.route("x/{id}")\ndef x(req: func.HttpRequest, id: str): ...',
            "cannot load the x function: the following parameters are declared in Python but not",
        ),
        (
            HEAD + '@app.route("x")\ndef x(request): ...',
            "not in the function definition (function.json or function decorators): ",
        ),
        (
            HEAD + '@app.route("x")\ndef x(): ...',
            "declared as bindings but are not present in Python: {'req'}",
        ),
        (
            HEAD + '@app.route("x")\ndef x(req: int): ...',
            "the corresponding function parameter's Python type annotation int",
        ),
        (
            HEAD + '@app.route("x")\ndef x(req: func.HttpRequest | None): ...',
            "binding req has invalid non-type annotation azure.functions",
        ),
        (
            HEAD + '@app.route("x")\ndef x(req, context: int): ...',
            """the "context" parameter is expected to be of type azure.functions.Context, got "<""",
        ),
        (
            HEAD + '@app.route("x")\ndef x(req) -> bytes: ...',
            'Python return annotation "bytes" does not match binding type "http"',
        ),
        (
            HEAD + '@app.route("x")\ndef x(req) -> func.HttpResponse | None: ...',
            "has invalid non-type return annotation azure.functions",
        ),
        (HEAD + '@app.route("x")\ndef x(req: "Unknown"): ...', "name 'Unknown' is not defined"),
        (HEAD + '@app.route("/x")\ndef x(req): ...', "route '/x' must not start with '/'"),
        (HEAD + '@app.route("{x:y}")\ndef x(req): ...', "unknown constraint 'y()'"),
    ],
)
def test_app_that_does_not_load_ends_the_server(
    write_app: WriteApp, source: str, said: str
) -> None:
    status, output = outcome(write_app(source), "--port", "0")
    assert status == 1
    assert said in output
    assert "Listening" not in output


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("host_json", "{", "host.json is not valid JSON"),
        ("host_json", "[]", "host.json must contain a JSON object"),
        ("host_json", '{"extensions": {"http": {"routePrefix": 1}}}', "routePrefix must be"),
        ("local.settings_json", "{,", "local.settings.json is not valid JSON"),
        ("local.settings_json", '{"Values": {"A": 1}}', "A must be of type str"),
        ("local.settings_json", '{"IsEncrypted": true}', "is encrypted"),
        ("local.settings_json", '{"Host": {"LocalHttpPort": "x"}}', "LocalHttpPort must be"),
    ],
)
def test_settings_that_cannot_be_read_are_refused(
    write_app: WriteApp, file: str, text: str, said: str
) -> None:
    with pytest.raises(AppError, match=said):
        settings.read(write_app("", **{file: text}))


def test_settings_that_cannot_be_read_end_the_server(write_app: WriteApp) -> None:
    status, output = outcome(write_app(HEAD + HELLO, host_json="{"))
    assert (status, output.count("\n")) == (1, 1)
    assert output.startswith("host.json is not valid JSON: ")


def test_folder_without_an_app_ends_the_server(tmp_path: Path) -> None:
    status, output = outcome(tmp_path)
    assert (status, "There is no host.json" in output) == (1, True)
    (tmp_path / "host.json").write_text(HOST_JSON)
    status, output = outcome(tmp_path)
    assert (status, "There is no function_app.py" in output) == (1, True)


def test_port_that_is_taken_ends_the_server(write_app: WriteApp) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, output = outcome(write_app(HEAD + HELLO), "--port", str(port))
    assert status == 1
    assert f"Port {port} of 127.0.0.1 is in use." in output
    assert "Traceback" not in output


@pytest.mark.parametrize("kind", ["str", "bytes"])
def test_request_annotated_as_of_another_trigger_loads_and_fails(
    write_app: WriteApp, kind: str
) -> None:
    with running(write_app(HEAD + f"@app.route()\ndef x(req: {kind}): return 'x'")) as server:
        assert fetch(server.url, "GET", "/x").status == 500
        assert "unexpected type of data received" in server.log


def printed(server: Running) -> list[str]:
    """Return what the server printed, without the lines of the log, which begin with a time."""
    return [line for line in server.log.splitlines() if not line.startswith("[")]


def test_address_comes_first_and_functions_only_if_asked_for(write_app: WriteApp) -> None:
    app_dir = write_app(HEAD + HELLO + '@app.route()\ndef any(req): return "any"')
    with running(app_dir) as server:
        origin = server.url.replace("127.0.0.1", "localhost")
        assert printed(server) == [f"Listening on {origin}"]
    with running(app_dir, arguments=("--no-provider", "--verbose")) as server:
        origin = server.url.replace("127.0.0.1", "localhost")
        listed = ["Functions:", f"  any: {origin}/any", f"  hello: [GET,HEAD] {origin}/hello"]
        assert printed(server) == [f"Listening on {origin}", *listed]


def test_prefix_is_api_unless_host_json_says_otherwise(write_app: WriteApp) -> None:
    app_dir = write_app(HEAD + HELLO, host_json='{"version": "2.0"}')
    with running(app_dir, arguments=("--no-provider", "--verbose")) as server:
        assert fetch(server.url, "GET", "/api/hello").status == 200
        assert fetch(server.url, "GET", "/hello").status == 404
        assert "/api/hello\n" in server.log


def test_values_become_environment_variables_unless_set(write_app: WriteApp) -> None:
    values = '{"Values": {"GREETING": "from the file"}, "Host": {"CORS": "*"}}'
    app_dir = write_app(HEAD + HELLO, **{"local.settings_json": values})
    with running(app_dir) as server:
        assert fetch(server.url, "GET", "/hello").body == b"from the file"
    with running(app_dir, {"GREETING": "from outside"}) as server:
        assert fetch(server.url, "GET", "/hello").body == b"from outside"


def test_port_of_local_settings_is_the_default(write_app: WriteApp) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        local = f'{{"Host": {{"LocalHttpPort": {port}}}}}'
        _, output = outcome(write_app(HEAD + HELLO, **{"local.settings_json": local}))
    assert f"Port {port} of 127.0.0.1 is in use." in output


def test_homepage_can_be_disabled(write_app: WriteApp) -> None:
    with running(write_app(HEAD + HELLO), {"AzureWebJobsDisableHomepage": "true"}) as server:
        reply = fetch(server.url, "GET", "/")
        assert (reply.status, reply.body) == (204, b"")


def test_function_for_the_root_replaces_the_homepage(write_app: WriteApp) -> None:
    catch_all = '@app.route("{*path}")\ndef rest(req): return str(len(req.route_params))'
    with running(write_app(HEAD + HELLO + catch_all)) as server:
        assert fetch(server.url, "GET", "/").body == b"0"
        assert fetch(server.url, "GET", "/a/b").body == b"1"


def test_app_runs_in_its_folder_and_imports_from_it(write_app: WriteApp) -> None:
    app_dir = write_app(
        HEAD + "import beside\n@app.route()\ndef where(req): return beside.__name__ + os.getcwd()"
    )
    (app_dir / "beside.py").touch()
    with running(app_dir) as server:
        assert fetch(server.url, "GET", "/where").body.decode() == f"beside{app_dir}"


@contextmanager
def started(
    app_dir: Path, env: Mapping[str, str], *arguments: str
) -> Iterator[tuple[subprocess.Popen[bytes], Running]]:
    """Start the server with its own arguments; it is ended when the test has not done so."""
    log_file = app_dir / "log.txt"
    command = [sys.executable, "-m", SERVER, "--port", "0", "--app-dir", str(app_dir)]
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [*command, *arguments],
            cwd=REPOSITORY,
            env={**os.environ, **env},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process, Running("", log_file)
    finally:
        process.terminate()
        process.wait(30)


def until(condition: Callable[[], bool], server: Running) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, server.log
        time.sleep(0.02)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_the_server_cleanly(write_app: WriteApp, ending: signal.Signals) -> None:
    with started(write_app(HEAD + HELLO), {}) as (process, server):
        until(lambda: "Listening on" in server.log, server)
        process.send_signal(ending)
        assert process.wait(30) == 0
        assert "Traceback" not in server.log


def test_reload_serves_the_changed_app_and_outlives_one_that_does_not_load(
    write_app: WriteApp,
) -> None:
    app_dir = write_app("import no_such_module")
    source = app_dir / "function_app.py"

    def port(server: Running) -> str:
        return str(LISTENING.findall(server.log)[-1])

    with started(app_dir, {}, "--reload") as (process, server):
        until(lambda: "No module named 'no_such_module'" in server.log, server)
        source.write_text(HEAD + HELLO)
        until(lambda: server.log.count("Listening on") == 1, server)
        assert fetch(f"http://127.0.0.1:{port(server)}", "GET", "/hello").body == b"hello"
        source.write_text(HEAD + HELLO.replace('"hello")', '"changed")'))
        until(lambda: server.log.count("Listening on") == 2, server)
        assert fetch(f"http://127.0.0.1:{port(server)}", "GET", "/hello").body == b"changed"
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def test_running_says_why_a_server_did_not_start(write_app: WriteApp) -> None:
    with (
        pytest.raises(RuntimeError, match="no_such_module"),
        running(write_app("import no_such_module")),
    ):
        pass


def test_function_annotations_may_be_text(write_app: WriteApp) -> None:
    with running(write_app("from __future__ import annotations\n" + HEAD + HELLO)) as server:
        assert fetch(server.url, "GET", "/hello").status == 200


def imported(file: Path) -> Iterator[str]:
    """The packages that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield str(node.module).partition(".")[0]


def test_server_needs_only_the_packages_that_are_deployed() -> None:
    pinned = (REPOSITORY / "requirements.txt").read_text(encoding="utf-8")
    deployed = set(re.findall(r"^([a-z0-9-]+)(?:\[.*?\])?==", pinned, re.MULTILINE))
    known = {*sys.stdlib_module_names, "devserver", "_typeshed"}  # the last one for mypy only
    known.add("watchfiles")  # for --reload, which says what to install
    distributions = packages_distributions()
    for file in (REPOSITORY / "devserver").rglob("*.py"):
        for name in set(imported(file)) - known:
            names = {d.lower().replace("_", "-") for d in distributions[name]}
            assert names & deployed, f"{file} imports {name}"


def test_reload_without_its_package_says_what_to_install(
    write_app: WriteApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = tmp_path / "hidden" / "watchfiles"
    hidden.mkdir(parents=True)
    (hidden / "__init__.py").write_text("raise ModuleNotFoundError(name='watchfiles')")
    monkeypatch.setenv("PYTHONPATH", str(hidden.parent))
    status, output = outcome(write_app(HEAD + HELLO), "--reload")
    assert status == 1
    assert output == "--reload needs the package watchfiles: pip install -r requirements-dev.txt\n"
