"""Other people's programs: generators of clients from /openapi.json, and an official MCP client.

They live in an environment of their own (make test-clients) and are skipped where that is missing.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import requests

from charts.native import kinds

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
BIN = ROOT / ".venv-clients" / "bin"
NODE = ROOT / ".venv-clients" / "node" / "node_modules"
REQUIRED = bool(os.environ.get("CLIENTS_REQUIRED"))
PNG = b"\x89PNG\r\n\x1a\n"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not BIN.exists() and not REQUIRED, reason="make test-clients installs them"),
]


def _run(*command: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def description(app_url: str, tmp_path: Path) -> Path:
    file = tmp_path / "openapi.json"
    file.write_bytes(requests.get(app_url + "/openapi.json", timeout=60).content)
    return file


@pytest.mark.parametrize(("mode", "version"), [("auto", "2026-07-28"), ("legacy", "2025-11-25")])
def test_the_official_client_of_the_model_context_protocol(
    mode: str, version: str, app_url: str
) -> None:
    printed = _run(BIN / "python", HERE / "mcp_session.py", app_url + "/mcp", mode)
    session: dict[str, Any] = json.loads(printed)
    assert (session["version"], session["server"]) == (version, "chart-functions")
    assert set(session["tools"]) >= {f"chart_{name}" for name in kinds.KINDS}
    image, text = session["drawn"]
    assert base64.b64decode(image["data"]).startswith(PNG)
    address = "/charts/bar?xvalues=C,Java&yvalues=10,15&title=Students"
    assert text["text"] == f"URL: {app_url}{address}"
    is_error, said = session["wrong"]
    assert is_error
    assert "yvalues has 1, but xvalues has 2" in said
    assert session["pie"] == ["image", "text"]


def test_openapi_python_client_makes_a_client_that_draws(
    description: Path, app_url: str, tmp_path: Path
) -> None:
    config = HERE / "openapi_python_client.yaml"
    command = [BIN / "openapi-python-client", "generate", "--meta", "none", "--config", config]
    told = _run(*command, "--path", description, "--output-path", tmp_path / "chart_client")
    # It leaves bodies out that are neither JSON nor a form (text/csv), but no function of charts.
    assert "within charts. Endpoint will not be generated" not in told
    printed = _run(BIN / "python", HERE / "generated_client.py", app_url, cwd=tmp_path)
    answers = {name: (*rest, bytes.fromhex(h)) for name, (*rest, h) in json.loads(printed).items()}
    for name in ("get", "post"):
        status, parsed, content = answers[name]
        assert (status, parsed) == (200, "File")
        assert content.startswith(PNG)
    assert answers["wrong"][:2] == (422, "Problem")
    # What it sends is what it was given.
    body = {"xvalues": ["C", "Java, 17", "a|b"], "yvalues": [[1, 2, 3], [4, None, 6]]}
    assert (
        requests.post(app_url + "/charts/bar", json=body, timeout=60).content == answers["post"][2]
    )


def test_datamodel_codegen_makes_models_that_hold_what_is_allowed(
    description: Path, tmp_path: Path
) -> None:
    form = ["--input-file-type", "openapi", "--output-model-type", "pydantic_v2.BaseModel"]
    _run(BIN / "datamodel-codegen", "--input", description, *form, "--output", tmp_path / "m.py")
    example = dict(kinds.load("bar").KIND.examples[0].parameters)
    code = (
        "import m, sys, json, pydantic\n"
        "m.BarChart(**json.loads(sys.argv[1]))\n"
        "try: m.BarChart(xvalues=['a'], yvalues=[1], heigth=3)\n"
        "except pydantic.ValidationError as error: print(error)"
    )
    assert "heigth" in _run(BIN / "python", "-c", code, json.dumps(example), cwd=tmp_path)


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node.js")
def test_openapi_typescript_makes_types_that_the_compiler_takes(
    description: Path, tmp_path: Path
) -> None:
    # Else it takes whatever has a default for required.
    options = ["--default-non-nullable", "false"]
    _run(NODE / ".bin" / "openapi-typescript", description, *options, "-o", tmp_path / "api.ts")
    (tmp_path / "use.ts").write_text(
        "import type { paths, components } from './api';\n"
        "type Bar = paths['/charts/bar']['get']['parameters']['query'];\n"
        "export const query: Bar = { xvalues: ['C'], yvalues: ['10'] };\n"
        "export const body: components['schemas']['BarChart'] ="
        " { xvalues: ['C'], yvalues: [10], stacked: true };\n"
        "// @ts-expect-error a misspelled parameter\n"
        "export const wrong: Bar = { xvalues: ['C'], yvalues: ['10'], heigth: 3 };\n"
    )
    _run(NODE / ".bin" / "tsc", "--noEmit", "--strict", "use.ts", cwd=tmp_path)


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node.js")
def test_the_types_of_our_own_module_for_javascript_are_right() -> None:
    options = ["--allowJs", "--checkJs", "--noEmit", "--strict", "--target", "es2022"]
    module = ROOT / "examples" / "chart_url.mjs"
    _run(NODE / ".bin" / "tsc", *options, "--module", "es2022", "--lib", "es2022,dom", module)
