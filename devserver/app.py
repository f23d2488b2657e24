"""The app: imports function_app.py as the worker does and lists its HTTP functions."""

from __future__ import annotations

import importlib
import inspect
import logging
import os
import sys
import typing
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import azure.functions as func
from azure.functions.http import HttpRequestConverter, HttpResponseConverter

from devserver.errors import AppError

MODULE = "function_app"


@dataclass(frozen=True)
class Function:
    """One HTTP function. No ``methods`` means all of them; no ``route`` means its name."""

    name: str
    route: str | None
    methods: frozenset[str]
    call: Callable[..., Any]
    is_async: bool
    request_parameter: str
    takes_context: bool
    directory: str


def load(app_dir: Path) -> list[Function]:
    """Import the app on this thread and give its HTTP functions.

    As in the worker, one thing wrong with the module or with any function means that no function
    is served: it raises ``AppError``.
    """
    prepare(app_dir)
    try:
        module = importlib.import_module(MODULE)
        apps = [v for v in vars(module).values() if isinstance(v, func.FunctionRegister)]
        if len(apps) != 1:
            raise AppError(f"{MODULE}.py must hold one function app, it holds {len(apps)}.")
        functions = apps[0].get_functions()
        return [_http_function(f) for f in functions if f.is_http_function()]
    except AppError:
        raise
    except Exception as error:
        logging.exception("%s.py could not be loaded", MODULE)
        raise AppError(f"No function is served: {type(error).__name__}: {error}") from error


def prepare(app_dir: Path) -> None:
    """Make the process one in which the app can be imported; raises ``AppError`` without an app."""
    if not (app_dir / f"{MODULE}.py").is_file():
        raise AppError(f"There is no {MODULE}.py in {app_dir}.")
    # func start sets this one; Azure says "Production" or nothing.
    os.environ.setdefault("AZURE_FUNCTIONS_ENVIRONMENT", "Development")
    os.chdir(app_dir)
    # Production has it last from 3.13 on; first, no other function_app.py can be meant.
    sys.path.insert(0, str(app_dir))


def _http_function(function: Any) -> Function:
    trigger = function.get_trigger()
    call = function.get_user_function()
    name = function.get_function_name()
    parameters = set(inspect.signature(call).parameters)
    _check_parameters(name, call, parameters, trigger.name)
    return Function(
        name=name,
        route=trigger.route,
        methods=frozenset(getattr(m, "value", m).upper() for m in trigger.methods or ()),
        call=call,
        is_async=inspect.iscoroutinefunction(call),
        request_parameter=trigger.name,
        takes_context="context" in parameters,
        directory=str(Path(inspect.getfile(call)).parent),
    )


def _check_parameters(
    name: str, call: Callable[..., Any], parameters: set[str], request: str
) -> None:
    """Refuse what the worker's function registry refuses when it indexes the app.

    Reading the annotations is part of it: one that cannot be resolved when the app runs (a name
    imported for the type checker only) fails there too.
    """
    if parameters - {"context"} != {request}:
        given = ", ".join(sorted(parameters))
        raise AppError(f"{name}: takes ({given}), its binding is called '{request}'.")
    annotations = typing.get_type_hints(call)
    for what, check in (
        (request, HttpRequestConverter.check_input_type_annotation),
        ("return", HttpResponseConverter.check_output_type_annotation),
    ):
        kind = annotations.get(what)
        if what in annotations and not (isinstance(kind, type) and check(kind)):
            raise AppError(f"{name}: '{what}' may not be annotated as {kind!r}.")
