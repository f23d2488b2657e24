"""Rules for the code that is deployed, beside those that ruff has (its S rules are bandit's)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import package

ROOT = Path(__file__).parents[2]
FILES = sorted(file for files in package.ours().values() for file in files if file.suffix == ".py")
TEMPLATES = sorted(
    file for files in package.ours().values() for file in files if file.suffix == ".html"
)
# What runs code or programs, or turns bytes into objects.
NEVER_CALLED = {
    "eval", "exec", "compile", "__import__", "os.system", "os.popen", "os.execv", "os.spawnv",
    "pickle.loads", "pickle.load", "marshal.loads", "yaml.load", "shelve.open", "input",
    "breakpoint", "Markup", "markupsafe.Markup",
}  # fmt: skip
# What may not even be named, so that no other name calls it, nor takes code apart.
NEVER_NAMED = {"eval", "exec", "compile", "__import__", "breakpoint", "globals", "locals", "vars"}
NEVER_ATTRIBUTES = {
    "__builtins__", "__globals__", "__code__", "__subclasses__", "__bases__", "__mro__",
    "__getattribute__", "__import__", "__loader__",
}  # fmt: skip
IMPORTS = {"import_module", "reload", "module_from_spec", "exec_module", "load_module"}
NEVER_IMPORTED = {
    "builtins", "code", "codeop", "runpy", "ctypes", "cffi", "imp", "pkgutil",
    "subprocess", "pickle", "marshal", "shelve", "yaml", "tempfile", "socket", "ftplib",
    "urllib.request", "http.client", "xmlrpc", "multiprocessing", "pty", "random",
}  # fmt: skip
# The only files that may speak to anybody: nothing that a client sends is fetched.
FETCH = {"auth/http_client.py", "auth/managed_identity.py", "auth/msal_application.py"}
# Looked at one by one.
ALLOWED = {
    ("api/named_tuple.py", "setattr"): "of what a class of ours defines",
    ("api/pages.py", "Markup"): "of a text that was escaped before",
    ("auth/http_client.py", "socket"): "the class, which gets a deadline; urllib3 connects",
    (
        "charts/canvas/svg.py",
        "markup",
    ): "of numbers and ids of its own: letters are shapes, no text is in it",
    ("charts/canvas/svg_schemes.py", "markup"): "of two documents of the former, and their colours",
    ("charts/canvas/compiled.py", "import"): "of two modules of matplotlib, by names in the code",
    ("charts/native/kinds/__init__.py", "import"): "of a kind of the list KINDS",
    ("auth/sessions.py", "getattr"): "of names in a table",
    ("charts/pictures/memory.py", "ctypes"): "of two functions of glibc, with constants",
    ("charts/quickchart/draw/area.py", "getattr"): "of the four sides",
    ("charts/google/read/expression.py", "getattr"): "of functions of numpy in a table",
    ("charts/google/read/lengths.py", "getattr"): "of the four sides",
    ("charts/codes/barcode.py", "getattr"): "of symbologies in a table",
}
TAG = re.compile(
    r"</?(a|b|body|br|div|form|g|h[1-6]|head|html|i|img|input|li|link|meta|p|path|pre|script|span"
    r"|style|svg|table|td|text|title|tr|ul)\b"
)


def _parsed() -> Iterator[tuple[str, ast.Module]]:
    for file in FILES:
        yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


PARSED = dict(_parsed())
each_file = pytest.mark.parametrize("name", PARSED)


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _imported(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found |= {node.module or "", *(f"{node.module}.{a.name}" for a in node.names)}
    return found


def test_there_is_something_to_check() -> None:
    assert len(PARSED) > 80
    assert {"charts/native/query.py", "auth/cookies.py", "function_app.py"} <= PARSED.keys()
    assert TEMPLATES


@each_file
def test_nothing_runs_what_is_given(name: str) -> None:
    called = {ast.unparse(call.func) for call in _calls(PARSED[name])}
    for used in called & NEVER_CALLED | _imported(PARSED[name]) & NEVER_IMPORTED:
        said = f'If {used} is safe here, add ("{name}", "{used}"): "why" to ALLOWED in this file.'
        assert (name, used) in ALLOWED, said


@each_file
def test_nothing_runs_code_by_another_name(name: str) -> None:
    for node in ast.walk(PARSED[name]):
        if isinstance(node, ast.Name):
            assert node.id not in NEVER_NAMED, f"{name}:{node.lineno}: {node.id}"
        elif isinstance(node, ast.Attribute):
            assert node.attr not in NEVER_ATTRIBUTES, f"{name}:{node.lineno}: {node.attr}"
            if node.attr in IMPORTS:
                assert (name, "import") in ALLOWED, f"{name}:{node.lineno}: {node.attr}"
        elif isinstance(node, ast.ImportFrom):
            named = {alias.name for alias in node.names}
            assert not named & (NEVER_NAMED | IMPORTS), f"{name}:{node.lineno}: {named}"


@each_file
def test_no_name_of_an_attribute_is_made_of_what_is_given(name: str) -> None:
    """``getattr`` with a name that is not in the code could reach anything."""
    for call in _calls(PARSED[name]):
        used = ast.unparse(call.func)
        if used in ("getattr", "setattr", "delattr", "operator.attrgetter"):
            written = all(isinstance(a, ast.Constant) for a in call.args[1:2] or call.args)
            if not written:
                assert (name, used) in ALLOWED, f"{name}:{call.lineno}: {ast.unparse(call)}"


@each_file
def test_only_sign_in_speaks_to_anybody(name: str) -> None:
    uses = _imported(PARSED[name]) & {"requests", "msal", "urllib3", "httpx", "aiohttp"}
    said = f'If {name} may send requests to other servers, add "{name}" to FETCH in this file.'
    assert not uses or name in FETCH, said


@each_file
def test_no_certificate_goes_unchecked_and_no_call_waits_for_ever(name: str) -> None:
    for call in _calls(PARSED[name]):
        options = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
        assert options.get("verify") != "False", ast.unparse(call)
        if re.fullmatch(r"(requests|\w*session|http)\.(get|post|request)", ast.unparse(call.func)):
            assert "timeout" in options, ast.unparse(call)


@each_file
def test_nothing_is_written_to_disk(name: str) -> None:
    for call in _calls(PARSED[name]):
        function = ast.unparse(call.func)
        assert not function.endswith((".write_text", ".write_bytes", ".mkdir", ".unlink", ".touch"))
        if function in ("open", "os.open", "io.open") or function.endswith(".open"):
            modes = [ast.unparse(argument) for argument in call.args[1:2]]
            modes += [ast.unparse(k.value) for k in call.keywords if k.arg == "mode"]
            assert all(set("wax+").isdisjoint(mode.strip("'\"")) for mode in modes), function


# Files that read what HTTP and URLs define by ASCII: headers, cookies, origins, names, signatures.
BY_ASCII = re.compile(
    r"api/(?!ascii_text|settings|static)\w+\.py|auth/(cookies|next_url|functions|login|responses)\.py"
    r"|charts/access/(authorize|referrers|signing)\.py|charts/pictures/\w+\.py"
    r"|charts/(google|native|quickchart)/functions\.py|charts/google/read/\w+\.py|charts/google/explain\.py"
    r"|charts/native/values\.py|charts/colour\.py|web/(functions|importing)\.py"
)
BY_UNICODE = {
    "lower", "upper", "casefold", "title", "split", "rsplit", "strip", "lstrip", "rstrip",
    "isdigit", "isdecimal", "isnumeric", "isalnum", "isalpha", "isspace", "splitlines",
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in PARSED if BY_ASCII.fullmatch(name)])
def test_bytes_of_requests_are_read_by_ascii_rules(name: str) -> None:
    """``str.strip()`` takes no-break spaces off and ``str.lower()`` makes a k of a Kelvin sign."""
    for call in _calls(PARSED[name]):
        if isinstance(call.func, ast.Attribute) and call.func.attr in BY_UNICODE and not call.args:
            own = ast.unparse(call.func.value) in ("ascii_text", "name")  # of our own headers
            assert own, f"{name}:{call.lineno}: {ast.unparse(call)}; use api/ascii_text.py"
        if ast.unparse(call.func).startswith("re.") and isinstance(call.args[0], ast.Constant):
            pattern = call.args[0].value
            options = ast.unparse(call)
            if (
                isinstance(pattern, str) and re.search(r"\\[dDsSwWbB]", pattern)
            ) or "IGNORECASE" in options:
                assert "re.ASCII" in options, f"{name}:{call.lineno}"


@each_file
def test_no_markup_is_made_of_pieces(name: str) -> None:
    """HTML comes from templates, which escape; text that holds a tag is joined with nothing."""
    if (name, "markup") in ALLOWED:
        return
    for node in ast.walk(PARSED[name]):
        pieces: list[ast.expr] = []
        if isinstance(node, ast.JoinedStr) and len(node.values) > 1:
            pieces = node.values
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            pieces = [node.left]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".format"):
            pieces = [node.func.value] if isinstance(node.func, ast.Attribute) else []
        for piece in pieces:
            if isinstance(piece, ast.Constant) and isinstance(piece.value, str):
                assert not TAG.search(piece.value), f"{name}:{node.lineno}: {piece.value!r}"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.name)
def test_no_template_turns_escaping_off(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape\s+false|\bon\w+\s*=\s*[\"']|javascript:", text)
    for attribute in re.findall(r"\b(?:href|src|action)=([^\s>]*\{\{)", text):
        assert attribute.startswith(('"', "'")), f"an attribute without quotes: {attribute}"


def test_every_page_is_escaped() -> None:
    from api import pages

    environment = pages._environment.__wrapped__()  # not the one that the app keeps
    assert all(environment.autoescape(template.name) for template in TEMPLATES)


def test_what_is_allowed_is_still_there() -> None:
    for name, what in ALLOWED:
        called = {ast.unparse(call.func) for call in _calls(PARSED[name])}
        called |= {"import"} & {"import" for f in called if f.rpartition(".")[2] in IMPORTS}
        assert what in called | _imported(PARSED[name]) or what == "markup"
