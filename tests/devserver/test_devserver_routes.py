"""Which function a path belongs to."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from devserver.app import Function
from devserver.errors import AppError
from devserver.routes import parse, table
from devserver.testing import Running
from tests.devserver.client import Call

GUID = "12345678-90ab-cdef-1234-567890abcdef"


@pytest.mark.parametrize(
    ("path", "name", "params"),
    [
        ("/get-and-head", "get_and_head", {}),
        ("/without_route", "without_route", {}),
        ("/empty_route", "empty_route", {}),
        ("/GET-Only/", "get_only", {}),
        ("/items/recent", "b_item", {"id": "recent"}),
        ("/order/x", "order_z", {"first": "x"}),
        ("/optional/42", "optional", {"id": "42"}),
        ("/optional/42/n", "optional", {"id": "42", "name": "n"}),
        ("/preset", "preset", {"page": "1"}),
        ("/preset/2", "preset", {"page": "2"}),
        ("/chart/abc.png", "mixed", {"id": "abc"}),
        ("/chart/a.b.PNG", "mixed", {"id": "a.b"}),
        ("/mixed/1-2-3", "mixed_two", {"a": "1-2", "b": "3"}),
        ("/star", "all_one_star", {}),
        ("/star/", "all_one_star", {}),
        ("/star/a//b/", "all_one_star", {"rest": "a//b/"}),
        ("/stars/a/b", "all_two_stars", {"rest": "a/b"}),
        ("/escaped/%7Bx%7D", "escaped", {}),
    ],
)
def test_path_belongs_to(call: Call, path: str, name: str, params: dict[str, str]) -> None:
    assert call("GET", path).json() == [name, params]


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/get-only//",
        "//get-only",
        "/get-only/x",
        "/optional",
        "/optional/x",
        "/chart/.png",
        "/chart/abcpng",
        "/mixed/1",
        "/star//a",
        "/administration",
        "/runtimes/x",
        "/underscore",
    ],
)
def test_path_belongs_to_nothing(call: Call, path: str) -> None:
    reply = call("GET", path)
    assert (reply.status, reply.body, reply.all("Content-Length")) == (404, b"", ["0"])


@pytest.mark.parametrize(
    ("route", "fits", "does_not"),
    [
        ("int", ["0", "-7", "+7", "2147483647"], ["x", "1.0", "2147483648", "1_0", "٣"]),
        ("bool", ["true", "FALSE"], ["1", "truer"]),
        ("guid", [GUID, GUID.upper(), GUID.replace("-", "")], [GUID[:-1], "x"]),
        ("alpha", ["aZ"], ["a1", "é"]),
        ("minlength", ["abc", "abcd"], ["ab"]),
        ("maxlength", ["abc"], ["abcd"]),
        ("length", ["abc"], ["ab", "abcd"]),
        ("lengths", ["ab", "abc"], ["a", "abcd"]),
        ("min", ["5", "6"], ["4", "x"]),
        ("max", ["5", "-6"], ["6"]),
        ("range", ["5", "7"], ["4", "8"]),
        ("regex", ["a12,b", "A12,C"], ["a1,b", "xa12,b", "a12,d"]),
        ("two", ["5"], ["4", "5.0"]),
    ],
)
def test_constraint(call: Call, route: str, fits: list[str], does_not: list[str]) -> None:
    for value in fits:
        assert call("GET", f"/{route}/{value}").json() == [f"c_{route}", {"v": value}]
    for value in does_not:
        assert call("GET", f"/{route}/{quote(value)}").status == 404


@pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS", "DELETE", "PROPFIND"])
def test_method_that_is_not_declared_is_404_never_405(call: Call, method: str) -> None:
    reply = call(method, "/get-only")
    assert (reply.status, reply.body, reply.all("Allow")) == (404, b"", [])


def test_head_that_is_declared_is_answered(call: Call) -> None:
    assert call("HEAD", "/get-and-head").status == 200


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "DELETE", "PATCH", "PROPFIND"])
def test_function_without_methods_answers_all_of_them(call: Call, method: str) -> None:
    assert call(method, "/echo/").json()["method"] == method


def test_one_route_may_be_shared_by_functions_of_other_methods(call: Call) -> None:
    assert call("GET", "/same").json() == ["same_get", {}]
    assert call("PUT", "/same").json() == ["same_put", {}]
    assert call("POST", "/same").status == 404  # same_get_again was left out


def test_left_out_functions_are_named_when_the_server_starts(server: Running) -> None:
    assert "administration: the route conflicts with a built-in route." in server.log
    assert "runtimes: the route conflicts with a built-in route." in server.log
    assert "same_get_again: the route conflicts with that of same_get." in server.log
    assert "_underscore: invalid function name." in server.log


def function(name: str, route: str | None = None, *methods: str) -> Function:
    return Function(name, route, frozenset(methods), print, False, "req", False, ".")


def test_underscore_sorts_after_letters_in_names() -> None:
    routes, _ = table([function("a_", "1"), function("aB", "2"), function("ac", "3")], "")
    assert [route.function.name for route in routes] == ["aB", "ac", "a_"]


def test_no_methods_overlap_with_every_method() -> None:
    routes, left_out = table([function("a", "x", "GET"), function("b", "X")], "")
    assert [route.function.name for route in routes] == ["a"]
    assert left_out == ["b: the route conflicts with that of a."]


def test_prefix_is_put_before_every_route() -> None:
    routes, _ = table([function("a", "x/{y}")], "api")
    assert routes[0].match("GET", "/api/x/1") == {"y": "1"}
    assert routes[0].match("GET", "/x/1") is None


@pytest.mark.parametrize("route", ["admin", "Admin/x", "admins", "runtime", "runtimes/x"])
def test_reserved_route_leaves_the_function_out(route: str) -> None:
    assert table([function("a", route)], "api")[0] == []


def test_route_that_starts_with_a_slash_keeps_the_host_from_starting() -> None:
    with pytest.raises(AppError, match="must not start with '/'"):
        table([function("a", "/lead")], "")


@pytest.mark.parametrize(
    "template",
    [
        "a//b",
        "{a",
        "a}",
        "{}",
        "{a}{b}",
        "{a}/{A}",
        "{*a}/b",
        "x{*a}",
        "{*a?}",
        "{a=1?}",
        "{a}.{b?}",
        "{a:unknown}",
        "{a:int(1)}",
        "{a:min(x)}",
        "{a:length}",
        "{a:regex([)}",
    ],
)
def test_template_is_refused(template: str) -> None:
    with pytest.raises(AppError):
        parse(template)


@pytest.mark.parametrize(
    ("template", "path", "values"),
    [
        ("{a?}/{b?}", "/", {}),
        ("{a?}/{b?}", "/1", {"a": "1"}),
        ("{a?}/b", "/b", None),
        ("{a:int=7}", "/", {"a": "7"}),
        ("{*a:int}", "/", None),
        ("{*a=x/y}", "/", {"a": "x/y"}),
        ("x/", "/x", {}),
        (r"{a:regex(^[a-z]{{2}}:(x|y)$)}", "/ab:x", {"a": "ab:x"}),
    ],
)
def test_template_matches(template: str, path: str, values: dict[str, str] | None) -> None:
    assert parse(template).match(path) == values
