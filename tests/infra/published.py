"""Published types of what Azure, Core Tools and editors read, cut down to what is written here.

``published.json`` is made of clones of three repositories: Azure/bicep-types-az, from which the
compiler of Bicep takes its types; SchemaStore/schemastore, from which editors take the schemas of
host.json and local.settings.json; and devcontainers/spec::

    python -m tests.infra.published bicep-types-az schemastore spec

A type is ``{"a": kind}``, ``{"text": value}``, ``{"items": type}``, ``{"one of": types}`` or
``{"properties": {name: type with flags}, "additional": type}``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pycep import BicepParser

ROOT = Path(__file__).parents[2]
PUBLISHED = Path(__file__).with_name("published.json")
FILES = {
    "host.json": (1, "src/schemas/json/host.json"),
    "local.settings.json.example": (1, "src/schemas/json/local.settings.json"),
    ".devcontainer/devcontainer.json": (2, "schemas/devContainer.base.schema.json"),
}
"""Of a file: which of the clones has its schema, and where."""
KINDS = {"string": "String", "integer": "Integer", "number": "Integer", "boolean": "Boolean"}
REQUIRED, READ_ONLY = 1, 2
"""Flags of a property in these types."""
OF_BICEP = {"parent", "scope"}
"""Properties of every resource that are the language's, not the resource's."""


def resources() -> list[tuple[Path, str, dict[str, Any]]]:
    """Return file, type with version, and properties of every resource."""
    read = []
    for file in sorted((ROOT / "infra").glob("*.bicep")):
        for declared in BicepParser().parse(text=file.read_text("utf-8"))["resources"].values():
            config = declared["config"]
            name = f"{declared['type']}@{declared['api_version']}"
            read.append((file, name, config.get("config", config)))
    return read


class Types:
    """The types of a clone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[Path, list[Any]] = {}

    def cut(self, name: str, written: list[Any]) -> dict[str, Any]:
        """Return the type of the resource ``name``, as far as ``written`` reaches into it."""
        provider, _, version = name.lower().partition("@")
        for file in self.folder.glob(f"generated/*/{provider.split('/')[0]}/{version}/types.json"):
            types = self._files.setdefault(file, json.loads(file.read_text("utf-8")))
            for entry in types:
                if entry["$type"] == "ResourceType" and entry["name"].lower() == name.lower():
                    return _cut(types, entry["body"], written)
        raise SystemExit(f"{self.folder} has no {name}.")


def _cut(types: list[Any], reference: dict[str, str], written: list[Any]) -> dict[str, Any]:
    entry = types[int(reference["$ref"].removeprefix("#/"))]
    kind = entry["$type"].removesuffix("Type")
    if kind == "Union":
        elements = [_cut(types, element, written) for element in entry["elements"]]
        return {"one of": elements}
    if kind == "StringLiteral":
        return {"text": entry["value"]}
    if kind == "Array":
        items = [item for value in written if isinstance(value, list) for item in value]
        return {"items": _cut(types, entry["itemType"], items)}
    if kind not in ("Object", "DiscriminatedObject"):
        return {"a": kind}
    objects = [value for value in written if isinstance(value, dict)]
    if not objects:
        return {"a": "Object"}
    described = dict(entry.get("properties", entry.get("baseProperties")))
    for element in entry.get("elements", {}).values():
        described |= types[int(element["$ref"].removeprefix("#/"))]["properties"]
    cut: dict[str, Any] = {"properties": {}}
    for name, declared in described.items():
        below = [value[name] for value in objects if name in value]
        of_property = _cut(types, declared["type"], below) if below else {"a": "Any"}
        cut["properties"][name] = {"flags": declared["flags"] & 3, **of_property}
    if "additionalProperties" in entry:
        others = [v for value in objects for n, v in value.items() if n not in described]
        cut["additional"] = _cut(types, entry["additionalProperties"], others)
    return cut


def _of_schema(root: dict[str, Any], schema: Any, written: list[Any]) -> dict[str, Any]:
    """Return the type that a JSON schema describes, as far as ``written`` reaches into it."""
    objects = [value for value in written if isinstance(value, dict)]
    subschemas = list(_subschemas(root, schema))
    if not objects:
        texts = [{"text": text} for s in subschemas for text in s.get("enum", ())]
        kinds = {KINDS.get(str(s["type"]), "Any") for s in subschemas if "type" in s}
        return {"one of": texts} if texts else {"a": kinds.pop() if len(kinds) == 1 else "Any"}
    cut: dict[str, Any] = {"properties": {}}
    for subschema in subschemas:
        for name, declared in subschema.get("properties", {}).items():
            below = [value[name] for value in objects if name in value]
            # What is required depends on the alternative, so nothing is.
            cut["properties"][name] = {"flags": 0, **_of_schema(root, declared, below)}
    closed = [s for s in subschemas if not s.get("additionalProperties", True)]
    if not closed or any("patternProperties" in s for s in closed):
        cut["additional"] = {"a": "Any"}
    return cut


def _subschemas(root: dict[str, Any], schema: Any) -> Iterator[dict[str, Any]]:
    """Give a schema and those that it refers to and consists of."""
    if not isinstance(schema, dict):
        return
    yield schema
    if "$ref" in schema:
        target: Any = root
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        yield from _subschemas(root, target)
    for several in ("allOf", "anyOf", "oneOf"):
        for one in schema.get(several, ()):
            yield from _subschemas(root, one)


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def main() -> None:
    """Write ``published.json``."""
    clones = [Path(name) for name in sys.argv[1:]]
    written: dict[str, list[Any]] = {}
    for _, name, config in resources():
        written.setdefault(name, []).append(config)
    types = Types(clones[0])
    files = {}
    for name, (clone, path) in FILES.items():
        schema = json.loads((clones[clone] / path).read_text("utf-8"))
        document = json.loads((ROOT / name).read_text("utf-8"))
        files[name] = _of_schema(schema, schema, [document])
    document = {
        "sources": [_git(clone, "log", "-1", "--format=%H of %cs") for clone in clones],
        "resources": {name: types.cut(name, configs) for name, configs in written.items()},
        "files": files,
    }
    PUBLISHED.write_text(json.dumps(document, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
