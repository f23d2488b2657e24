"""A request for a chart: the parameters beside the config, and the config itself."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import unquote

from api import ascii_text
from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ...access import settings
from ...colour import TRANSPARENT, Colour
from ...diagnostics import ChartError, Diagnostic, Diagnostics, quoted
from ..chart import Format, QuickChart
from . import colours, config, literal
from .options import number, text

SIZE = 500, 300
"""Width and height in pixels, if the request has none."""
MAX_SIDE = 3000
MAX_RATIO = 10.0
_NAMES = {
    "c": "chart", "chart": "chart", "w": "width", "width": "width", "h": "height",
    "height": "height", "bkg": "background", "backgroundcolor": "background",
    "devicepixelratio": "ratio", "v": "version", "version": "version", "f": "format",
    "format": "format", "encoding": "encoding", "validate": "validate",
}  # fmt: skip
"""The parameters in lower case, and what each is."""
_FORMATS: dict[str, Format] = {
    "png": "png", "svg": "svg", "pdf": "pdf", "webp": "webp", "jpg": "jpg", "jpeg": "jpg",
    "gif": "gif", "base64": "png", "alt": "png",
}  # fmt: skip
MEANINGS: Final = {
    "chart": "the config",
    "width": f"in pixels, 1 to {MAX_SIDE}; default: {SIZE[0]}",
    "height": f"in pixels, 1 to {MAX_SIDE}; default: {SIZE[1]}",
    "background": "a CSS colour, with or without `#`; default: transparent",
    "ratio": f"device pixels a pixel, 0.1 to {MAX_RATIO:g}; default: 2",
    "version": "2, 3 or 4 where the style of the config should not decide",
    "format": f"{', '.join(_FORMATS)}; default: png",
    "encoding": "`url` or `base64`, of the config",
    "validate": "1 for a page that explains the request, or JSON for a program that asks for it",
}
"""What each parameter is for."""


class QuickChartRequest(NamedTuple):
    """A request: its chart, or why there is none."""

    chart: QuickChart | None
    size: tuple[int, int]
    errors: tuple[ParameterError, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    base64: bool = False
    """Whether the picture is wanted as a data URI, which is text."""
    alt: bool = False
    """Whether a description in words is wanted in its place."""
    validate: bool = False


def read(parameters: Mapping[str, Any]) -> QuickChartRequest:
    """Return what the parameters of a query, a form or a JSON object ask for."""
    diagnostics = Diagnostics()
    members = known(parameters)
    raw = members.get("chart")
    errors: list[ParameterError] = []
    size = _size(members, errors)
    form = _format(members, errors)
    ratio = _ratio(members, errors)
    _check_pixels(size, ratio if form not in ("svg", "pdf") else 1.0, errors)
    background = _background(members, diagnostics)
    chart = None
    try:
        members_of_chart = _parsed(raw, members)
        inner, members_of_chart = _inner(members_of_chart)
        if inner:
            # The whole request was in the config: what it says counts where the URL says nothing.
            return read({**inner, **{k: v for k, v in members.items() if k != "chart"},
                         "chart": members_of_chart})  # fmt: skip
        chart = config.read(members_of_chart, text(members.get("version")).strip(), diagnostics)
    except ChartError as error:
        errors += error.errors
    if chart is not None:
        chart = chart._replace(
            width=size[0], height=size[1], ratio=ratio, format=form, background=background
        )
    return QuickChartRequest(
        None if errors else chart,
        size,
        tuple(errors),
        tuple(diagnostics),
        ascii_text.lower(text(members.get("format")).strip()) == "base64",
        ascii_text.lower(text(members.get("format")).strip()) == "alt",
        text(members.get("validate")) not in ("", "0", "false", "False"),
    )


def known(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters by their long names; the first one of two counts, blank ones do not."""
    members: dict[str, Any] = {}
    for name, value in parameters.items():
        known = _NAMES.get(ascii_text.lower(name))
        if known and value not in ("", None):
            members.setdefault(known, value)
    return members


def meaning(name: str) -> str:
    """Return what a parameter is for, "" for an unknown one."""
    return MEANINGS.get(_NAMES.get(ascii_text.lower(name), ""), "")


def unwrapped(parameters: Mapping[str, Any]) -> tuple[dict[str, Any], Any]:
    """Return the parameters by their long names and the config as data. Raises ChartError.

    If the config is a whole request, its parameters count where the others say nothing.
    """
    members = known(parameters)
    inner, config = _inner(_parsed(members.get("chart"), members))
    return ({**known(inner), **members} if inner else members), config


def _parsed(raw: Any, members: Mapping[str, Any]) -> Any:
    """Return the config as data. Raises ChartError."""
    if raw is None:
        raise _error("c", "is missing", "a Chart.js config")
    try:
        if not isinstance(raw, str):
            literal.check_depth(raw)
            return raw
        value = literal.read(_plain(raw, members))
        if isinstance(value, str):  # a config in quotes
            value = literal.read(value)
    except literal.LiteralError as error:
        hint = ""
        if "#" not in raw and str(error).startswith("a text is not closed"):
            hint = "; a “#” in a URL must be written %23"
        raise _error("c", f"cannot be read: {error}", f"a Chart.js config{hint}") from None
    return value


def _plain(raw: str, members: Mapping[str, Any]) -> str:
    """Return the text of a config that may be encoded. Raises ChartError."""
    encoding = ascii_text.lower(text(members.get("encoding")).strip())
    if encoding == "base64":
        return _decoded(raw)
    return unquote(raw) if raw.lstrip()[:3] in ("%7B", "%7b") else raw  # encoded twice


def _decoded(raw: str) -> str:
    """Return the text of base64, also of its alphabet for URLs. Raises ChartError."""
    plain = raw.strip().replace("-", "+").replace("_", "/").replace(" ", "+").rstrip("=")
    try:
        content = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
        return content.decode("utf-8")
    except (binascii.Error, ValueError):
        raise _error("c", "is not base64 of UTF-8", "base64, as encoding says") from None


def _inner(value: Any) -> tuple[dict[str, Any], Any]:
    """Return the parameters and the config of a whole request; none, if it is a config."""
    if isinstance(value, dict) and "chart" in value and "data" not in value:
        members = {k: v for k, v in value.items() if k != "chart"}
        return members or {"version": ""}, value["chart"]
    return {}, value


def _error(parameter: str, detail: str, allowed: str) -> ChartError:
    return ChartError([ParameterError(parameter, detail, allowed)])


def _size(members: Mapping[str, Any], errors: list[ParameterError]) -> tuple[int, int]:
    found = []
    for name, default in zip(("width", "height"), SIZE, strict=True):
        raw = members.get(name)
        value = number(raw.strip().removesuffix("px") if isinstance(raw, str) else raw)
        if raw is None:
            value = default
        if value is None or not 1 <= value <= MAX_SIDE:
            detail = f"{quoted(raw)} is not a length in pixels"
            errors.append(ParameterError(name, detail, f"1 to {MAX_SIDE}"))
            value = default
        found.append(round(value))
    return found[0], found[1]


def _ratio(members: Mapping[str, Any], errors: list[ParameterError]) -> float:
    raw = members.get("ratio", 2)
    value = number(raw)
    if value is None or not 0.1 <= value <= MAX_RATIO:
        errors.append(
            ParameterError(
                "devicePixelRatio", f"{quoted(raw)} is not a ratio", f"0.1 to {MAX_RATIO:g}"
            )
        )
        return 1.0
    return value


def _check_pixels(size: tuple[int, int], ratio: float, errors: list[ParameterError]) -> None:
    limit = settings.current().max_pixels or settings.MAX_PIXELS
    pixels = size[0] * size[1] * ratio * ratio
    if pixels > limit:
        errors.append(
            ParameterError(
                "width", f"and height are {pixels:,.0f} device pixels", f"at most {limit:,}"
            )
        )


def _format(members: Mapping[str, Any], errors: list[ParameterError]) -> Format:
    raw = members.get("format", "png")
    form = _FORMATS.get(ascii_text.lower(text(raw).strip().removeprefix(".")))
    if form is None:
        errors.append(ParameterError("format", f"{quoted(raw)} is unknown", ", ".join(_FORMATS)))
        return "png"
    return form


def _background(members: Mapping[str, Any], diagnostics: Diagnostics) -> Colour:
    raw = members.get("background")
    if raw is None:
        return TRANSPARENT
    name = text(raw).strip()
    for candidate in (name, f"#{name}"):
        try:
            return colours.read(candidate)
        except ValueError:
            continue
    diagnostics.warn("backgroundColor", f"is not a colour: {quoted(raw)}")
    return TRANSPARENT
