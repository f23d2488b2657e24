"""The OpenAPI document as a person reads it: by subject, path and method, for ``/docs``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from api.named_tuple import NamedTuple

_METHODS: Final = ("get", "post")
_JSON: Final = "application/json"
_MAX_EXAMPLE: Final = 600


class Parameter(NamedTuple):
    """A parameter: where it stands, and what it means."""

    name: str
    place: str
    meaning: str
    required: bool
    example: str
    """As it stands in a query, "" for none."""


class Operation(NamedTuple):
    """A method of a path. Those of GET answer HEAD as well."""

    anchor: str
    method: str
    path: str
    summary: str
    about: str
    parameters: tuple[Parameter, ...]
    """But for those that all operations of its group have."""
    body: str
    """The media types of the body, "" if it has none."""
    example: str
    """Of a JSON body."""
    answers: tuple[tuple[str, str], ...]
    """Each status with what it means."""
    fields: tuple[Parameter, ...] = ()
    """Those to try it out with: what is required in the query."""


class Group(NamedTuple):
    """Operations of one subject."""

    title: str
    about: str
    common: tuple[Parameter, ...]
    """Parameters that all GETs of several paths have."""
    operations: tuple[Operation, ...]


def groups(document: Mapping[str, Any]) -> tuple[Group, ...]:
    """Return what an OpenAPI document says, by its tags."""
    found: dict[str, list[tuple[str, str, Mapping[str, Any]]]] = {}
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                found.setdefault(item[method]["tags"][0], []).append((method, path, item[method]))
    return tuple(
        _group(tag["name"], tag["description"], found.get(tag["name"], ()))
        for tag in document["tags"]
    )


def _group(
    title: str, about: str, operations: Sequence[tuple[str, str, Mapping[str, Any]]]
) -> Group:
    lists = [_parameters(described) for method, _, described in operations if method == "get"]
    common: tuple[Parameter, ...] = ()
    if len(lists) > 2:
        said = [{(p.name, p.meaning) for p in parameters} for parameters in lists]
        shared = set.intersection(*said)
        common = tuple(p for p in lists[0] if (p.name, p.meaning) in shared)
    names = {parameter.name for parameter in common}
    return Group(
        title, about, common,
        tuple(_operation(method, path, described, names) for method, path, described in operations),
    )  # fmt: skip


def _operation(method: str, path: str, described: Mapping[str, Any], common: set[str]) -> Operation:
    parameters = tuple(p for p in _parameters(described) if p.name not in common)
    content = described.get("requestBody", {}).get("content", {})
    fields: tuple[Parameter, ...] = ()
    if method == "get" and "{" not in path:
        fields = tuple(p for p in parameters if p.required and p.place == "query" and p.example)
    return Operation(
        described["operationId"], method.upper(), path, described["summary"],
        described.get("description", ""), parameters, ", ".join(content), _example(content),
        tuple((status, a.get("description", "")) for status, a in described["responses"].items()),
        fields,
    )  # fmt: skip


def _parameters(described: Mapping[str, Any]) -> tuple[Parameter, ...]:
    return tuple(
        Parameter(
            parameter["name"],
            parameter["in"],
            parameter.get("description", "").replace("\\\\", "\\"),
            parameter.get("required", False),
            _in_query(parameter),
        )
        for parameter in described.get("parameters", ())
    )


def _in_query(parameter: Mapping[str, Any]) -> str:
    example = parameter.get("example", "")
    if isinstance(example, list):
        separator = "|" if parameter.get("style") == "pipeDelimited" else ","
        return separator.join(map(str, example))
    return str(example)


def _example(content: Mapping[str, Any]) -> str:
    """Return an example of a JSON body, "" for none that is short."""
    examples = content.get(_JSON, {}).get("examples", {})
    values = (json.dumps(one["value"], ensure_ascii=False) for one in examples.values())
    return next((value for value in values if len(value) <= _MAX_EXAMPLE), "")
