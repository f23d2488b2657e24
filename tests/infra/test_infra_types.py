"""Every resource of infra/ and every file of settings is one that published types allow.

pycep tells no name from a text of the same letters, so what is the name of a parameter, a variable
or a resource of the file is taken for that.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pycep import BicepParser

from tests.infra.published import OF_BICEP, PUBLISHED, READ_ONLY, REQUIRED, ROOT, resources

KNOWN: dict[str, Any] = json.loads(PUBLISHED.read_text("utf-8"))
RESOURCES = resources()
BASIC = {"int": "Integer", "string": "String", "bool": "Boolean", "object": "Object"}

each_resource = pytest.mark.parametrize(
    ("file", "name", "config"), RESOURCES, ids=[f"{f.stem}-{name}" for f, name, _ in RESOURCES]
)


@functools.cache
def _names(file: Path) -> dict[str, Any]:
    """What the file declares: the type of a parameter, and "" for anything else."""
    parsed = BicepParser().parse(text=file.read_text("utf-8"))
    names = {name: declared["type"] for name, declared in parsed["parameters"].items()}
    others = [*parsed.get("variables", {}), *parsed["resources"], "way"]
    return names | dict.fromkeys(others, "")


def _is_expression(value: Any) -> bool:
    return isinstance(value, dict) and (
        any(
            value.keys() == {key} and isinstance(value[key], dict)
            for key in ("operator", "function")
        )
    )


def _wrong(value: Any, allowed: dict[str, Any], names: dict[str, Any], at: str) -> Iterator[str]:
    """Give what is wrong with a value of a template."""
    if value is None:  # as if it was not written
        return
    if _is_expression(value):
        operands = value.get("operator", {}).get("operands", {})
        for way in ("true_value", "false_value"):
            if way in operands:
                yield from _wrong(operands[way], allowed, names, at)
    elif isinstance(value, str) and value in names:
        declared = names[value]
        kind = BASIC.get(str(declared), "")
        kinds = {one.get("a", "String") for one in allowed.get("one of", [allowed])}
        if kind and kind not in kinds and "Any" not in kinds:
            yield f"{at}: {value} is {kind}, not {' or '.join(sorted(kinds))}"
    elif "one of" in allowed:
        # Many types list the known texts and admit any other: only the known ones are right here.
        texts = [one for one in allowed["one of"] if "text" in one]
        tried = [list(_wrong(value, one, names, at)) for one in texts or allowed["one of"]]
        if all(tried):
            yield tried[0][0]
    elif "text" in allowed:
        if value != allowed["text"]:
            yield f"{at}: {value!r} is not {allowed['text']!r}"
    elif "items" in allowed:
        if not isinstance(value, list):
            yield f"{at}: not an array"
            return
        for i, item in enumerate(value):
            yield from _wrong(item, allowed["items"], names, f"{at}[{i}]")
    elif "properties" in allowed:
        yield from _wrong_object(value, allowed, names, at)
    elif allowed["a"] != "Any":
        written = {bool: "Boolean", int: "Integer", str: "String", dict: "Object", list: "Array"}
        if written[type(value)] != allowed["a"]:
            yield f"{at}: {value!r} is not {allowed['a']}"


def _wrong_object(
    value: Any, allowed: dict[str, Any], names: dict[str, Any], at: str
) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{at}: not an object"
        return
    for name, inner in value.items():
        declared = allowed["properties"].get(name) or allowed.get("additional")
        if declared is None:
            yield f"{at}.{name}: unknown; known are {', '.join(allowed['properties'])}"
        elif declared.get("flags", 0) & READ_ONLY:
            yield f"{at}.{name}: read-only"
        else:
            yield from _wrong(inner, declared, names, f"{at}.{name}")
    for name, declared in allowed["properties"].items():
        required = declared["flags"] & REQUIRED and not declared["flags"] & READ_ONLY
        if required and name not in value:
            yield f"{at}.{name}: missing"


def _of_resource(file: Path, name: str, config: dict[str, Any]) -> list[str]:
    own = {key: value for key, value in config.items() if key not in OF_BICEP}
    return list(_wrong(own, KNOWN["resources"][name], _names(file), name))


@each_resource
def test_a_resource_is_what_its_type_allows(file: Path, name: str, config: dict[str, Any]) -> None:
    assert _of_resource(file, name, config) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kinds": "functionapp"}, "kinds: unknown"),
        ({"properties": {"httpsOnly": "yes"}}, "httpsOnly: 'yes' is not Boolean"),
        ({"properties": {"siteConfig": {"ftpsState": "Off"}}}, "ftpsState"),
        ({"properties": {"siteConfig": {"minTlsVersion": "instanceMemory"}}}, "is Integer"),
        ({"properties": {"state": "Running"}}, "state: read-only"),
        ({"name": None}, "name: missing"),
    ],
)
def test_a_wrong_resource_is_found(change: dict[str, Any], said: str) -> None:
    file, name, config = next(r for r in RESOURCES if r[1].startswith("Microsoft.Web/sites@"))
    wrong = {key: value for key, value in (config | change).items() if value is not None}
    assert any(said in problem for problem in _of_resource(file, name, wrong))


def test_every_kind_of_resource_is_known() -> None:
    assert {name for _, name, _ in RESOURCES} == KNOWN["resources"].keys()


WRONG = {
    "host.json": {"extensions": {"https": {}}},
    "local.settings.json.example": {"IsEncrypted": "no"},
    ".devcontainer/devcontainer.json": {"image": 3},
}


@pytest.mark.parametrize("name", KNOWN["files"])
def test_a_file_of_settings_is_what_its_schema_allows(name: str) -> None:
    document = json.loads((ROOT / name).read_text("utf-8"))
    assert list(_wrong(document, KNOWN["files"][name], {}, name)) == []
    wrong = WRONG[name]
    assert len(list(_wrong(document | wrong, KNOWN["files"][name], {}, name))) == len(wrong)
