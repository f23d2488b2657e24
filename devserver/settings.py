"""The settings of the app: host.json and local.settings.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devserver.errors import AppError


@dataclass(frozen=True)
class Settings:
    """The settings of both files; ``port`` is None if none is set."""

    route_prefix: str
    port: int | None
    values: Mapping[str, str]  # environment variables, unless they are set already


def read(app_dir: Path) -> Settings:
    """Return the settings of an app; local.settings.json is optional.

    Raises ``AppError`` if host.json is missing, or if a file is not JSON or contains a value of
    the wrong type.
    """
    host = _document(app_dir / "host.json")
    if host is None:
        raise AppError(f"There is no host.json in {app_dir}.")
    extensions = _typed(host, "extensions", dict, "host.json") or {}
    http = _typed(extensions, "http", dict, "host.json") or {}
    prefix = _typed(http, "routePrefix", str, "host.json")

    local = _document(app_dir / "local.settings.json") or {}
    if local.get("IsEncrypted"):
        raise AppError("local.settings.json is encrypted: run 'func settings decrypt' first.")
    values = _typed(local, "Values", dict, "local.settings.json") or {}
    values = {name: _typed(values, name, str, "local.settings.json") or "" for name in values}
    section = _typed(local, "Host", dict, "local.settings.json") or {}
    port = _typed(section, "LocalHttpPort", int, "local.settings.json")
    return Settings(route_prefix="api" if prefix is None else prefix, port=port, values=values)


def _document(path: Path) -> dict[str, Any] | None:
    try:
        # Editors on Windows write a byte order mark; the host accepts it too.
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise AppError(f"{path.name} is not valid JSON: {error}") from error
    if not isinstance(document, dict):
        raise AppError(f"{path.name} must contain a JSON object.")
    return document


def _typed(section: dict[str, Any], key: str, kind: type, file: str) -> Any:
    value = section.get(key)
    if value is not None and not isinstance(value, kind):
        raise AppError(f"{file}: {key} must be of type {kind.__name__}, not {value!r}.")
    return value
