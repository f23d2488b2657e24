"""Parameters and responses that several operations have, said once: references to components."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from api.named_tuple import NamedTuple

Members = dict[str, Any]
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class _Use(NamedTuple):
    """Where an operation has a parameter or a response."""

    operation: str
    """The operation's id."""
    name: str
    """Of the parameter, or of the response: ``Status422``."""
    text: str
    """The description as JSON: equal ones are one component."""
    described: Any


class _Texts:
    """Descriptions as JSON; of an object that operations share, it is made once."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}

    def of(self, described: Any) -> str:
        text = self._known.get(id(described))
        if text is None:
            text = self._known[id(described)] = _encode(described)
        return text


def shared(document: Members) -> Members:
    """Return a document in which what at least two operations have alike is a component.

    The most frequent of a name has the name to itself; any other begins with the id of the first
    operation that has it.
    """
    texts = _Texts()
    operations = [operation for _, _, operation in _placed(document)]
    parameters = _names(
        _Use(operation["operationId"], parameter["name"], texts.of(parameter), parameter)
        for operation in operations
        for parameter in operation.get("parameters", ())
    )
    responses = _names(
        _Use(operation["operationId"], f"Status{status}", texts.of(response), response)
        for operation in operations
        for status, response in operation["responses"].items()
    )
    paths: Members = {path: dict(item) for path, item in document["paths"].items()}
    for path, method, operation in _placed(document):
        said = dict(operation)
        if "parameters" in operation:
            said["parameters"] = [
                _reference("parameters", parameters.names.get(texts.of(p)), p)
                for p in operation["parameters"]
            ]
        said["responses"] = {
            status: _reference("responses", responses.names.get(texts.of(response)), response)
            for status, response in operation["responses"].items()
        }
        paths[path][method] = said
    components = {
        **document["components"],
        "parameters": parameters.components,
        "responses": responses.components,
    }
    return {**document, "paths": paths, "components": components}


def _placed(document: Members) -> Iterator[tuple[str, str, Members]]:
    """Yield path, method and description of each operation."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


class _Shared(NamedTuple):
    """What is said once."""

    names: dict[str, str]
    """By the texts."""
    components: Members


def _names(uses: Iterator[_Use]) -> _Shared:
    """Return what at least two operations have alike."""
    counts: dict[str, int] = {}
    first: dict[str, _Use] = {}
    for use in uses:
        counts[use.text] = counts.get(use.text, 0) + 1
        first.setdefault(use.text, use)
    names: dict[str, str] = {}
    taken: set[str] = set()
    for text in sorted(counts, key=lambda text: -counts[text]):  # stable: then by first use
        if counts[text] < 2:
            continue
        use = first[text]
        name = use.name if use.name not in taken else f"{use.operation}.{use.name}"
        taken.add(name)
        names[text] = name
    ordered = sorted(names.items(), key=lambda item: item[1])
    return _Shared(names, {name: first[text].described for text, name in ordered})


def _reference(section: str, name: str | None, described: Any) -> Any:
    return {"$ref": f"#/components/{section}/{name}"} if name else described
