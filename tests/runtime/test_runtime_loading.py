"""How Microsoft's runtime finds and imports the app."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

pytest.importorskip("azure_functions_runtime", reason="Microsoft's runtime is for Python 3.13")

from tests.runtime import messages
from tests.runtime.conftest import ROOT
from tests.test_start import DEPLOYED

# As in production from 3.13 on: the app's folder comes after everything that is installed.
LOADED = """
import json, sys
from pathlib import Path
sys.path.append(sys.argv[1])
from tests.runtime import app
app.load(Path(sys.argv[1]))
files = {name: str(module.__file__) for name, module in sys.modules.items()
         if getattr(module, "__file__", None)}
print(json.dumps(files))
"""


def test_version_is_the_one_of_the_note() -> None:
    note = (ROOT / "docs" / "platform.md").read_text(encoding="utf-8")
    assert f"azure-functions-runtime {version('azure-functions-runtime')}" in note


def test_no_installed_package_hides_a_folder_of_the_app(tmp_path: Path) -> None:
    # -P, as otherwise the present folder comes first.
    command = [sys.executable, "-P", "-c", LOADED, str(ROOT)]
    output = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, text=True)
    files = json.loads(output.stdout)
    ours = {name: file for name, file in files.items() if name.partition(".")[0] in DEPLOYED}
    assert {name.partition(".")[0] for name in ours} == set(DEPLOYED)
    assert all(Path(file).is_relative_to(ROOT) for file in ours.values())
    heavy = {"numpy", "matplotlib", "PIL", "msal", "jwt", "jinja2", "requests", "wasmtime"}
    assert heavy.isdisjoint(files)


def test_stand_ins_are_as_strict_as_protobuf() -> None:
    with pytest.raises(ValueError, match="has no field 'colour'"):
        messages.RpcHttp(colour="red")
    with pytest.raises(TypeError, match=r"RpcHttp\.headers\['X'\]: 1 is not of type str"):
        messages.RpcHttp(headers={"X": 1})
    with pytest.raises(ValueError, match="more than one of data"):
        messages.TypedData(string="a", bytes=b"a")
    with pytest.raises(UnicodeEncodeError):
        messages.RpcHttp(url="\ud800")
    empty = messages.RpcHttp()
    assert (empty.url, empty.headers, empty.cookies) == ("", {}, [])
    assert empty.body.WhichOneof("data") is None
