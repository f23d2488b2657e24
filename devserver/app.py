"""The app: imports function_app.py like the worker does and lists its HTTP functions."""

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

from devserver.errors import AppError, Refused

MODULE = "function_app"
GENERIC = (str, bytes)
"""Annotations of a request that the worker accepts, because other triggers use them."""


@dataclass(frozen=True)
class Function:
    """An HTTP function. Empty ``methods`` means all methods; no ``route`` means its name."""

    name: str
    route: str | None
    methods: frozenset[str]
    call: Callable[..., Any]
    is_async: bool
    request_parameter: str
    takes_context: bool
    directory: str


def load(app_dir: Path) -> list[Function]:
    """Import the app on this thread and return its HTTP functions.

    Like in the worker, a single error in the module or in any function means that no function is
    served: ``AppError`` is raised.
    """
    prepare(app_dir)
    try:
        module = importlib.import_module(MODULE)
        apps = [v for v in vars(module).values() if isinstance(v, func.FunctionRegister)]
        if not apps:
            raise AppError(f"Could not find top level function app instances in {MODULE}.py.")
        if len(apps) > 1:
            kind = type(apps[0]).__name__
            raise AppError(f"More than one {kind} or other top level function app instances.")
        functions = apps[0].get_functions()
        return [_http_function(f) for f in functions if f.is_http_function()]
    except AppError:
        raise
    except Exception as error:
        logging.exception("%s.py could not be loaded", MODULE)
        raise AppError(f"No function is served: {type(error).__name__}: {error}") from error


def prepare(app_dir: Path) -> None:
    """Prepare this process to import the app: environment, current folder and module path.

    Raises ``AppError`` if there is no function_app.py.
    """
    if not (app_dir / f"{MODULE}.py").is_file():
        raise AppError(f"There is no {MODULE}.py in {app_dir}.")
    # Core Tools set this value; Azure sets "Production" or nothing.
    os.environ.setdefault("AZURE_FUNCTIONS_ENVIRONMENT", "Development")
    os.chdir(app_dir)
    # First, so that no other function_app.py is imported; production has it last from 3.13 on.
    sys.path.insert(0, str(app_dir))


def _http_function(function: Any) -> Function:
    trigger = function.get_trigger()
    call = function.get_user_function()
    name = function.get_function_name()
    parameters = set(inspect.signature(call).parameters)
    annotations = typing.get_type_hints(call)
    try:
        _check_parameters(parameters, annotations, trigger.name)
    except AppError as error:
        raise AppError(f"cannot load the {name} function: {error}") from error
    is_read = annotations.get(trigger.name) not in GENERIC
    return Function(
        name=name,
        route=trigger.route,
        methods=frozenset(getattr(m, "value", m).upper() for m in trigger.methods or ()),
        call=call if is_read else _unreadable,
        is_async=is_read and inspect.iscoroutinefunction(call),
        request_parameter=trigger.name,
        takes_context="context" in parameters,
        directory=str(Path(inspect.getfile(call)).parent),
    )


def _check_parameters(parameters: set[str], annotations: dict[str, Any], request: str) -> None:
    """Raise ``AppError``, in the worker's words, for a signature that its registry refuses.

    Reading the annotations is part of the check: one that cannot be resolved when the app runs (a
    name imported for the type checker only) fails there too.
    """
    context = annotations.get("context", func.Context)
    if not isinstance(context, type) or context.__name__ != "Context":
        raise AppError(
            'the "context" parameter is expected to be of type azure.functions.Context,'
            f' got "{context!r}"'
        )
    if unbound := parameters - {"context", request}:
        raise AppError(
            "the following parameters are declared in Python but not in the function definition"
            f" (function.json or function decorators): {unbound}"
        )
    if request not in parameters:
        raise AppError(
            "Extra parameters in binding definition \N{EM DASH} the following parameters are"
            f" declared as bindings but are not present in Python: { {request} }"
        )
    accepted = annotations.get(request, func.HttpRequest)
    if not isinstance(accepted, type):
        raise AppError(f"binding {request} has invalid non-type annotation {accepted!r}")
    if accepted not in GENERIC and not HttpRequestConverter.check_input_type_annotation(accepted):
        raise AppError(
            f"binding {request} does not match the corresponding function parameter's Python type"
            f" annotation {accepted.__name__}"
        )
    returned = annotations.get("return", func.HttpResponse)
    if not isinstance(returned, type):
        raise AppError(f"has invalid non-type return annotation {returned!r}")
    if not HttpResponseConverter.check_output_type_annotation(returned):
        raise AppError(
            f'Python return annotation "{returned.__name__}" does not match binding type "http"'
        )


def _unreadable(**_: object) -> None:
    """Replace a function whose request has a GENERIC annotation: every call of it fails."""
    raise Refused('unexpected type of data received for the "generic" binding: http')
