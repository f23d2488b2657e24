"""Routes: ASP.NET's route templates, and which function a path belongs to.

The first match wins in order of function name, not of declaration and not by how specific a
template is: FunctionMetadataManager sorts by name, WebJobsRouteBuilder keeps that order.
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

# The constraints of ASP.NET that are known here, with what they make of their arguments.
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

# A brace is doubled to mean itself, in literals and within parameters.
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
        return self.catch_all or self.optional or self.default is not None


Segment = list[str | Parameter]


@dataclass(frozen=True)
class Template:
    """A route template, ready to match decoded paths."""

    text: str
    pattern: re.Pattern[str]
    parameters: tuple[Parameter, ...]

    def match(self, path: str) -> dict[str, str] | None:
        """Give the parameters' values; None when the path does not fit.

        Literals match in any case and one slash at the end is ignored, except that a catch-all
        keeps it. Absent optional parameters and empty catch-alls are not in the result.
        """
        found = self.pattern.fullmatch(path)
        if found is None:
            return None
        values = {}
        for parameter, sent in zip(self.parameters, found.groups(), strict=True):
            value = sent or parameter.default
            if value and all(test(value) for test in parameter.tests):
                values[parameter.name] = value
            elif value or (parameter.tests and not parameter.optional):
                return None
        return values


def parse(template: str) -> Template:
    """Read a template as ASP.NET's RoutePatternParser does; raises ``AppError``."""
    segments: list[Segment] = [[]]
    end = 0
    for token in TOKENS.finditer(template):
        if token.start() != end:
            break
        end = token.end()
        slash, inside, literal = token.groups()
        if slash and not segments[-1]:
            raise AppError(f"Route '{template}': '/' cannot come first or twice.")
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
        raise AppError(f"Route '{template}': '{{{text}}}' cannot be optional.")
    tests = []
    for name, arguments in CONSTRAINT.findall(match["constraints"]):
        split = [arguments] if name == "regex" else [a for a in arguments.split(",") if a]
        try:
            tests.append(CONSTRAINTS[name.lower()](*split))
        except (KeyError, TypeError, ValueError, re.error) as error:
            raise AppError(f"Route '{template}': no constraint '{name}({arguments})'.") from error
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
            raise AppError(f"Route '{template}': two parameters need something between them.")
        if len(segment) > 1 and any(isinstance(p, Parameter) and p.optional for p in segment):
            # ASP.NET allows one after a dot: name.{ext?}. It is not imitated.
            raise AppError(f"Route '{template}': an optional parameter must be a whole segment.")


def _pattern_of(segments: list[Segment]) -> re.Pattern[str]:
    """Give the whole template as one pattern; from the right, what may be absent is optional.

    In a mixed segment the last occurrence of a literal counts: ``{id}.png`` gives "a.b" for
    "a.b.png". ASP.NET looks no further when that does not fit, a pattern does: here ``v{id}``
    fits "vv1", there it does not.
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
    """A function and where it is found."""

    function: Function
    template: Template

    def match(self, method: str, path: str) -> dict[str, str] | None:
        """Give the route's parameters; no declared method means all, GET does not imply HEAD."""
        if self.function.methods and method not in self.function.methods:
            return None
        return self.template.match(path)

    def conflicts(self, function: Function, template: str) -> bool:
        """Whether a function has the same template and shares a method."""
        if self.template.text.strip("/").lower() != template.strip("/").lower():
            return False
        mine, others = self.function.methods, function.methods
        return not mine or not others or bool(mine & others)


def table(functions: Iterable[Function], prefix: str) -> tuple[list[Route], list[str]]:
    """Give the routes in the order in which they are tried, and why functions were left out.

    Raises ``AppError`` for a template that keeps the host from starting.
    """
    routes: list[Route] = []
    left_out: list[str] = []
    for function in sorted(functions, key=lambda f: f.name.upper()):
        route = (function.route or "").strip() or function.name
        if route.startswith("/"):
            raise AppError(f"{function.name}: route '{route}' cannot start with '/'.")
        template = f"{prefix}/{route}" if prefix else route
        same = [r.function.name for r in routes if r.conflicts(function, template)]
        if not FUNCTION_NAME.fullmatch(function.name):
            left_out.append(f"{function.name}: not a valid function name.")
        elif route.lower().startswith(RESERVED):
            left_out.append(f"{function.name}: the route conflicts with a built-in route.")
        elif same:
            left_out.append(f"{function.name}: the route conflicts with that of {same[0]}.")
        else:
            routes.append(Route(function, parse(template)))
    return routes, left_out
