"""infra/: what can be said of Bicep without its compiler, which checks it when it is deployed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pycep import BicepParser

from auth.settings import CREDENTIALS, SETTINGS
from tests.conftest import ROOT

INFRA = ROOT / "infra"
FILES = sorted(INFRA.glob("*.bicep"))
# Given by the platform or by main.bicep itself, not by whoever deploys.
NOT_ASKED_FOR = {"firstOfMonth"}

each_file = pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)


def _parsed(file: Path) -> dict[str, Any]:
    """The file as pycep parses it; an error of syntax is an error here."""
    parsed: dict[str, Any] = BicepParser().parse(text=file.read_text(encoding="utf-8"))
    return parsed


def _code(file: Path) -> str:
    """The file without comments and descriptions."""
    text = re.sub(r"@description\('(\\'|[^'])*'\)", "", file.read_text(encoding="utf-8"))
    return re.sub(r"(^|\s)//.*", "", text)


def _modules() -> dict[str, tuple[Path, dict[str, Any]]]:
    """The modules of main.bicep: file, and what they are given."""
    found = {}
    for name, module in _parsed(INFRA / "main.bicep")["modules"].items():
        config = module["config"]
        found[name] = (INFRA / module["detail"]["path"], config.get("config", config)["params"])
    return found


def test_every_file_is_main_or_a_module_of_it() -> None:
    assert {file for file, _ in _modules().values()} | {INFRA / "main.bicep"} == set(FILES)


@each_file
def test_every_parameter_and_output_is_described(file: Path) -> None:
    parsed = _parsed(file)
    for name, declared in {**parsed["parameters"], **parsed.get("outputs", {})}.items():
        described = [d for d in declared["decorators"] if d["type"] == "description"]
        assert described, name
        assert described[0]["argument"], name


@each_file
def test_everything_declared_is_used(file: Path) -> None:
    parsed, code = _parsed(file), _code(file)
    for name in [*parsed["parameters"], *parsed.get("variables", {})]:
        assert len(re.findall(rf"\b{name}\b", code)) > 1, name


@each_file
def test_secrets_are_only_in_secure_parameters(file: Path) -> None:
    code = _code(file)
    assert "listKeys" not in code
    assert "AccountKey" not in code
    for name, declared in _parsed(file)["parameters"].items():
        secret = name in ("clientSecret", "sessionKeys")
        assert ("secure" in {d["type"] for d in declared["decorators"]}) == secret, name


def test_modules_are_given_what_they_take() -> None:
    for name, (file, given) in _modules().items():
        taken = _parsed(file)["parameters"]
        required = {n for n, declared in taken.items() if declared["default"] is None}
        assert required <= set(given) <= set(taken), name


def test_outputs_of_modules_exist() -> None:
    modules = _modules()
    used = re.findall(r"\b(\w+)\.outputs\.(\w+)", _code(INFRA / "main.bicep"))
    assert used
    for module, output in used:
        assert output in _parsed(modules[module][0])["outputs"], (module, output)


def test_azd_gives_every_parameter() -> None:
    given = json.loads((INFRA / "main.parameters.json").read_text())["parameters"]
    parameters = _parsed(INFRA / "main.bicep")["parameters"]
    assert set(given) == set(parameters) - NOT_ASKED_FOR
    for name, declared in parameters.items():
        default = re.search(r"=([^}]+)\}", given.get(name, {}).get("value", ""))
        if default:
            assert default[1] == str(declared["default"]).replace("False", "false"), name


def test_what_is_closed_to_the_public_has_a_private_endpoint() -> None:
    modules = _modules()
    assert _parsed(INFRA / "main.bicep")["parameters"]["privateNetwork"]["default"] is False
    closed = {name for name, (_, given) in modules.items() if "isPublic" in given}
    code = _code(INFRA / "main.bicep")
    network = code[code.index("module network ") :]
    network = network[: network.index("module ", 1)]
    assert closed == {"storage", "secrets"} == set(re.findall(r"(\w+)\.outputs\.id\b", network))


def test_azd_deploys_to_the_app_of_the_template() -> None:
    services = re.findall(r"^  (\w+):$", (ROOT / "azure.yaml").read_text(), re.MULTILINE)
    tags = re.findall(r"'azd-service-name': '(\w+)'", (INFRA / "app.bicep").read_text())
    assert services == tags


def test_settings_of_the_app_are_those_that_it_reads() -> None:
    code = _code(INFRA / "app.bicep")
    block = re.search(r"var signIn = \[(.*?)^\]", code, re.DOTALL | re.M)
    choice = re.search(r"var credentials = \{(.*?)^\}", code, re.DOTALL | re.M)
    assert block
    assert choice
    named = set(re.findall(r"name: '(\w+)'", block[1]))
    assert {"CLIENT_ID", "SESSION_KEYS"} <= named
    assert named <= set(SETTINGS)
    assert tuple(re.findall(r"name: '(\w+)'", choice[1])) == CREDENTIALS


def test_every_credential_can_be_chosen_and_the_best_is_the_default() -> None:
    chosen = _parsed(INFRA / "main.bicep")["parameters"]["clientCredential"]
    (allowed,) = (d["argument"] for d in chosen["decorators"] if d["type"] == "allowed")
    code = _code(INFRA / "app.bicep")
    choice = re.search(r"var credentials = \{(.*?)^\}", code, re.DOTALL | re.M)
    assert choice
    assert re.findall(r"^  (\w+): \{", choice[1], re.M) == allowed
    assert chosen["default"] == allowed[0] == "identity"
