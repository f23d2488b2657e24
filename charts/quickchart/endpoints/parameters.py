"""Parameters of the endpoints beside ``/chart``, as queries, forms and JSON objects hold them.

What cannot be drawn otherwise is an error; what can is drawn, and reported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from api import ascii_text
from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ...access import settings
from ...canvas.sanitize import replace_surrogates
from ...colour import Colour
from ...diagnostics import ChartError, Diagnostics, quoted
from ..chart import Format
from ..read import colours

MAX_SIDE: Final = 3000  # pixels
FORMATS: Final[Mapping[str, Format]] = {
    "png": "png", "svg": "svg", "pdf": "pdf", "webp": "webp", "jpg": "jpg", "jpeg": "jpg",
    "gif": "gif", "base64": "png", "alt": "png",
}  # fmt: skip
"""What ``format`` may be; ``base64`` is a PNG as a data URI, ``alt`` the picture in words."""
_pixels = re.compile(r"\s*([0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*(?:px)?\s*(?:[x×*].*)?", re.I).fullmatch


Schema = Mapping[str, Any]
TEXT: Final[Schema] = MappingProxyType({"type": "string"})
FLAG: Final[Schema] = MappingProxyType({"type": "boolean"})
SIDE: Final[Schema] = MappingProxyType({"type": "integer", "minimum": 1, "maximum": MAX_SIDE})
FORMAT: Final[Schema] = MappingProxyType({"type": "string", "enum": list(FORMATS)})


class Parameter(NamedTuple):
    """A parameter of an endpoint."""

    name: str
    meaning: str
    default: str = ""
    """As it is documented."""
    aliases: tuple[str, ...] = ()
    example: str = ""
    schema: Schema = TEXT
    """What is surely taken, as JSON Schema; more may be."""
    lists: bool = False
    """Whether a list of JSON is taken."""


def choices(*names: str) -> Schema:
    """Return the schema of one of these."""
    return {"type": "string", "enum": list(names)}


def between(low: float, high: float) -> Schema:
    """Return the schema of a number within limits."""
    return {"type": "number", "minimum": low, "maximum": high}


def table(*parameters: Parameter) -> Mapping[str, Parameter]:
    """Return parameters by their names."""
    return {parameter.name: parameter for parameter in parameters}


class Members:
    """The parameters of a request; collects what is wrong with them."""

    def __init__(self, given: Mapping[str, Any], known: Mapping[str, Parameter]) -> None:
        names = {
            ascii_text.lower(alias): name
            for name, parameter in known.items()
            for alias in (name, *parameter.aliases)
        }
        self._given: dict[str, Any] = {}
        self.errors: list[ParameterError] = []
        self.diagnostics = Diagnostics()
        for name, value in given.items():
            member = names.get(ascii_text.lower(name))
            if member is None:
                self.diagnostics.ignore(replace_surrogates(name), "is unknown")
            elif isinstance(value, list | dict) and not known[member].lists:
                self.error(member, f"is {quoted(value)}", "a text or a number")
            elif value not in ("", None, [], {}):
                self._given.setdefault(member, value)

    def __contains__(self, name: str) -> bool:
        return name in self._given

    def raw(self, name: str) -> Any:
        """Return what was given, None for nothing."""
        return self._given.get(name)

    def text(self, name: str, default: str = "") -> str:
        """Return a text; a number as JSON writes it."""
        value = self._given.get(name, default)
        if isinstance(value, bool):
            return "true" if value else "false"
        return value if isinstance(value, str) else str(value)

    def required(self, name: str, allowed: str) -> str:
        """Return a text that must be there."""
        text = self.text(name)
        if not text:
            self.error(name, "is missing", allowed)
        return text

    def number(self, name: str, default: float, low: float, high: float) -> float:
        """Return a number within limits."""
        value = self._given.get(name)
        if value is None:
            return default
        try:
            number = float(value)
        except (TypeError, ValueError, OverflowError):
            number = low - 1
        if not low <= number <= high:
            self.error(name, f"is {quoted(value)}", f"a number from {low:g} to {high:,g}")
            return default
        return number

    def side(self, name: str, default: int) -> int:
        """Return a length in pixels; ``200px`` and ``200x100`` are read as 200."""
        value = self._given.get(name)
        if value is None:
            return default
        match = _pixels(str(value))
        number = float(match[1]) if match else 0.0
        if not 1 <= number <= MAX_SIDE:
            self.error(name, f"is {quoted(value)}, not a length in pixels", f"1 to {MAX_SIDE}")
            return default
        return round(number)

    def flag(self, name: str, *, default: bool) -> bool:
        """Return a flag."""
        value = self._given.get(name)
        if value is None:
            return default
        return ascii_text.lower(str(value).strip()) not in ("false", "0", "no", "off", "none")

    def choice(self, name: str, choices: Sequence[str], default: str) -> str:
        """Return one of the choices, whatever its case."""
        value = self.text(name, default)
        wanted = ascii_text.lower(value.strip())
        for choice in choices:
            if ascii_text.lower(choice) == wanted:
                return choice
        self.error(name, f"is {quoted(value)}", f"one of {', '.join(choices)}")
        return default

    def colour(self, name: str, default: Colour) -> Colour:
        """Return a colour, with or without the ``#`` of digits; another text is reported."""
        value = self._given.get(name)
        if value is None:
            return default
        for candidate in (str(value).strip(), f"#{str(value).strip()}"):
            try:
                return colours.read(candidate)
            except ValueError:
                continue
        self.diagnostics.warn(name, f"is not a colour: {quoted(value)}")
        return default

    def format(self, default: Format) -> Format:
        """Return the format of the file."""
        if "format" not in self:
            return default
        value = self.text("format")
        form = FORMATS.get(ascii_text.lower(value.strip().removeprefix(".")))
        if form is None:
            self.error("format", f"{quoted(value)} is unknown", ", ".join(FORMATS))
        return form or default

    @property
    def base64(self) -> bool:
        """Whether the picture is wanted as a data URI, which is text."""
        return ascii_text.lower(self.text("format").strip()) == "base64"

    @property
    def alt(self) -> bool:
        """Whether a description in words is wanted in place of the picture."""
        return ascii_text.lower(self.text("format").strip()) == "alt"

    def error(self, name: str, detail: str, allowed: str) -> None:
        """Record that a parameter is wrong."""
        self.errors.append(ParameterError(name, detail, allowed))

    def check_pixels(self, name: str, width: float, height: float) -> None:
        """Record an error if a picture has more pixels than this app draws."""
        limit = settings.current().max_pixels or settings.MAX_PIXELS
        if width * height > limit:
            self.error(name, f"makes {width * height:,.0f} pixels", f"at most {limit:,} pixels")

    def check(self) -> None:
        """Raise ChartError if anything is wrong."""
        if self.errors:
            raise ChartError(self.errors)
