"""``api.named_tuple``: its classes are those that ``typing.NamedTuple`` makes."""

from __future__ import annotations

import ast
import typing
from pathlib import Path

import pytest

from api.named_tuple import NamedTuple

ROOT = Path(__file__).parents[2]


class Point(NamedTuple):
    """A point."""

    x: float
    y: float = 0.0
    name: str | None = None
    """What it is called."""

    @property
    def far(self) -> bool:
        """Whether it is far away."""
        return abs(self.x) + abs(self.y) > 10

    @classmethod
    def origin(cls) -> Point:
        """Return the point at 0, 0."""
        return cls(0.0)

    def __str__(self) -> str:
        return f"{self.name}: {self.x}, {self.y}"


class Typed(typing.NamedTuple):
    """A point."""

    x: float
    y: float = 0.0
    name: str | None = None


def test_fields_defaults_and_texts_are_those_of_typing() -> None:
    assert Point._fields == Typed._fields == ("x", "y", "name")
    assert Point._field_defaults == Typed._field_defaults
    assert typing.get_type_hints(Point) == typing.get_type_hints(Typed)
    assert (Point.__doc__, Point.__module__, Point.__qualname__) == ("A point.", __name__, "Point")
    assert Point.__mro__ == (Point, tuple, object)
    assert repr(Point(1.0, name="a")) == repr(Typed(1.0, name="a")).replace("Typed", "Point")


def test_an_instance_is_a_tuple_that_cannot_be_changed() -> None:
    point = Point(3.0, 20.0)
    assert point == (3.0, 20.0, None)
    assert hash(point) == hash((3.0, 20.0, None))
    assert point.far
    assert not Point.origin().far
    assert str(point._replace(name="b")) == "b: 3.0, 20.0"
    with pytest.raises(AttributeError):
        point.x = 1.0  # type: ignore[misc]
    with pytest.raises(AttributeError):
        point.other = 1.0  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'x'"):
        Point()  # type: ignore[call-arg]


def test_what_is_deployed_takes_named_tuples_from_here() -> None:
    importers = [
        str(path.relative_to(ROOT))
        for room in ("api", "auth", "charts", "names", "openapi", "web")
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and node.module == "typing"
        and any(alias.name == "NamedTuple" for alias in node.names)
    ]
    assert importers == ["api/named_tuple.py"]
