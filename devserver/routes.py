"""Routes: ASP.NET's route templates, and the order in which they are matched.

Functions are tried in the order of their names, and the first match wins; neither the order of
declaration nor how specific a template is matters. (FunctionMetadataManager sorts by name, and
WebJobsRouteBuilder keeps that order.)
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from devserver.app import Function
from devserver.errors import AppError

RESERVED = ("admin", "runtime")
FUNCTION_NAME = re.compile(r"[a-z][a-z0-9_\-]{0,127}", re.IGNORECASE)

Test = Callable[[str], bool]


def _whole_number(low: int, high: int) -> Test:
    def test(text: str) -> bool:
        return bool(re.fullmatch(r"\s*[+-]?[0-9]+\s*", text)) and low <= int(text) <= high

    return test


def _length(low: int, high: int) -> Test:
    return lambda text: low <= len(text) <= high


def _pattern(pattern: str) -> Test:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda text: compiled.search(text) is not None


INT32, INT64 = 2**31, 2**63
GUID = "-".join(f"[0-9a-f]{{{digits}}}" for digits in (8, 4, 4, 4, 12))

# The supported constraints of ASP.NET: each makes a test of its arguments.
CONSTRAINTS: dict[str, Callable[..., Test]] = {
    "int": lambda: _whole_number(-INT32, INT32 - 1),
    "min": lambda low: _whole_number(int(low), INT64 - 1),
    "max": lambda high: _whole_number(-INT64, int(high)),
    "range": lambda low, high: _whole_number(int(low), int(high)),
    "minlength": lambda low: _length(int(low), INT32),
    "maxlength": lambda high: _length(0, int(high)),
    "length": lambda low, high=None: _length(int(low), int(high or low)),
    "bool": lambda: _pattern(r"^\s*(true|false)\s*$"),
    "guid": lambda: _pattern(rf"^\s*({GUID}|{{{GUID}}}|\({GUID}\)|[0-9a-f]{{32}})\s*$"),
    "alpha": lambda: _pattern("^[a-z]*$"),
    "regex": _pattern,
}

# A doubled brace is a literal one, outside and inside parameters.
TOKENS = re.compile(r"(/)|\{((?:[^{}]|\{\{|\}\})+)\}|((?:[^{}/]|\{\{|\}\})+)")
PARAMETER = re.compile(
    r"(?P<stars>\*{0,2})(?P<name>[^:=?*{}/]+)(?P<constraints>(?::\w+(?:\(.*?\))?)*)"
    r"(?:=(?P<default>.*?))?(?P<optional>\?)?"
)
CONSTRAINT = re.compile(r":(\w+)(?:\((.*?)\))?(?=:|$)")


@dataclass(frozen=True)
class Parameter:
    """One ``{…}`` of a template."""

    name: str
    catch_all: bool
    optional: bool
    default: str | None
    tests: tuple[Test, ...]

    @property
    def may_be_absent(self) -> bool:
        """Whether a path matches without it."""
        return self.catch_all or self.optional or self.default is not None


Segment = list[str | Parameter]


@dataclass(frozen=True)
class Template:
    """A parsed route template."""

    text: str
    pattern: re.Pattern[str]
    parameters: tuple[Parameter, ...]

    def match(self, path: str) -> dict[str, str] | None:
        """Return the values of the parameters in a decoded path; None if it does not match.

        Case is ignored, and so is one slash at the end unless a catch-all takes it. The result
        lacks absent optional parameters and empty catch-alls.
        """
        match = self.pattern.fullmatch(path)
        if match is None:
            return None
        values = {}
        for parameter, sent in zip(self.parameters, match.groups(), strict=True):
            value = sent or parameter.default
            if value and all(test(value) for test in parameter.tests):
                values[parameter.name] = value
            elif value or (parameter.tests and not parameter.optional):
                return None
        return values


def parse(template: str) -> Template:
    """Parse a template like ASP.NET's RoutePatternParser; raises ``AppError`` if it is invalid."""
    segments: list[Segment] = [[]]
    end = 0
    for token in TOKENS.finditer(template):
        if token.start() != end:
            break
        end = token.end()
        slash, inside, literal = token.groups()
        if slash and not segments[-1]:
            raise AppError(f"Route '{template}': '/' must not come first or twice.")
        if slash:
            segments.append([])
        elif inside:
            segments[-1].append(_parameter(template, _single_braces(inside)))
        else:
            segments[-1].append(_single_braces(literal))
    if end != len(template):
        raise AppError(f"Route '{template}': a brace is not closed.")
    if not segments[-1]:
        segments.pop()  # a template may end with a slash
    parameters = tuple(part for s in segments for part in s if isinstance(part, Parameter))
    _check(template, segments, parameters)
    return Template(template, _pattern_of(segments), parameters)


def _single_braces(text: str) -> str:
    return text.replace("{{", "{").replace("}}", "}")


def _parameter(template: str, text: str) -> Parameter:
    match = PARAMETER.fullmatch(text)
    if match is None:
        raise AppError(f"Route '{template}': '{{{text}}}' is not a parameter.")
    if match["optional"] and (match["stars"] or match["default"] is not None):
        raise AppError(f"Route '{template}': '{{{text}}}' must not be optional.")
    tests = []
    for name, arguments in CONSTRAINT.findall(match["constraints"]):
        split = [arguments] if name == "regex" else [a for a in arguments.split(",") if a]
        try:
            tests.append(CONSTRAINTS[name.lower()](*split))
        except (KeyError, TypeError, ValueError, re.error) as error:
            raise AppError(
                f"Route '{template}': unknown constraint '{name}({arguments})'."
            ) from error
    return Parameter(
        name=match["name"],
        catch_all=bool(match["stars"]),
        optional=bool(match["optional"]),
        default=match["default"],
        tests=tuple(tests),
    )


def _check(template: str, segments: list[Segment], parameters: tuple[Parameter, ...]) -> None:
    if len({p.name.lower() for p in parameters}) != len(parameters):
        raise AppError(f"Route '{template}': a parameter is named twice.")
    if any(p.catch_all and segments[-1] != [p] for p in parameters):
        raise AppError(f"Route '{template}': a catch-all must be the whole last segment.")
    for segment in segments:
        kinds = [isinstance(part, Parameter) for part in segment]
        if any(a and b for a, b in itertools.pairwise(kinds)):
            raise AppError(f"Route '{template}': two parameters must be separated.")
        if len(segment) > 1 and any(isinstance(p, Parameter) and p.optional for p in segment):
            # ASP.NET allows one after a dot: name.{ext?}. That is not supported here.
            raise AppError(f"Route '{template}': an optional parameter must be a whole segment.")


def _pattern_of(segments: list[Segment]) -> re.Pattern[str]:
    """Return one pattern for the whole template; optional parts may be missing from the right.

    In a mixed segment the last occurrence of a literal counts: with ``{id}.png``, the id of
    "a.b.png" is "a.b". Unlike ASP.NET, a pattern also tries the other occurrences: ``v{id}``
    matches "vv1" here but not there.
    """
    pattern, may_be_absent = "", True
    for segment in reversed(segments):
        pattern = "/" + "".join(map(_part_pattern, segment)) + pattern
        whole = segment[0] if len(segment) == 1 else ""
        may_be_absent = may_be_absent and isinstance(whole, Parameter) and whole.may_be_absent
        if may_be_absent:
            pattern = f"(?:{pattern})?"
    return re.compile(f"{pattern}/?", re.IGNORECASE | re.DOTALL)


def _part_pattern(part: str | Parameter) -> str:
    if isinstance(part, str):
        return re.escape(part)
    return "((?!/).*)" if part.catch_all else "([^/]+)"


@dataclass(frozen=True)
class Route:
    """A function and its template."""

    function: Function
    template: Template

    def match(self, method: str, path: str) -> dict[str, str] | None:
        """Return the route's parameters, None without a match.

        A function that declares no methods takes all; GET does not include HEAD. The case of a
        method does not matter.
        """
        if self.function.methods and method.upper() not in self.function.methods:
            return None
        return self.template.match(path)

    def conflicts(self, function: Function, template: str) -> bool:
        """Return whether a function with this template would share requests with this route."""
        if self.template.text.strip("/").lower() != template.strip("/").lower():
            return False
        mine, others = self.function.methods, function.methods
        return not mine or not others or bool(mine & others)


def table(functions: Iterable[Function], prefix: str) -> tuple[list[Route], list[str]]:
    """Return the routes in the order of matching, and why other functions are not served.

    Raises ``AppError`` for a template with which the host does not start.
    """
    routes: list[Route] = []
    rejected: list[str] = []
    for function in sorted(functions, key=lambda f: f.name.upper()):
        route = (function.route or "").strip() or function.name
        if route.startswith("/"):
            raise AppError(f"{function.name}: route '{route}' must not start with '/'.")
        template = f"{prefix}/{route}" if prefix else route
        same = [r.function.name for r in routes if r.conflicts(function, template)]
        if not FUNCTION_NAME.fullmatch(function.name):
            rejected.append(f"{function.name}: invalid function name.")
        elif route.lower().startswith(RESERVED):
            rejected.append(f"{function.name}: the route conflicts with a built-in route.")
        elif same:
            rejected.append(f"{function.name}: the route conflicts with that of {same[0]}.")
        else:
            routes.append(Route(function, parse(template)))
    return routes, rejected
