"""A request to one of the endpoints: what it asks to be drawn, or why nothing can be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Literal

from api.errors import ParameterError
from api.named_tuple import NamedTuple

from ...canvas.description import Description
from ...diagnostics import ChartError, Diagnostic
from ...words import sentences
from ...words.sentences import Said
from .parameters import Members, Parameter

if TYPE_CHECKING:
    from ..chart import Format

Endpoint = Literal["qr", "barcode", "graphviz", "wordcloud"]
ENDPOINTS: Final[Mapping[Endpoint, str]] = {
    "qr": "A QR code",
    "barcode": "A barcode of one of many types",
    "graphviz": "A graph in the DOT language",
    "wordcloud": "The words of a text, the more frequent the larger",
}
"""The endpoints, and what each draws."""
ERROR_SIZE: Final = 300, 150
"""Width and height of a picture of errors, in pixels."""


class EndpointRequest(NamedTuple):
    """A request: what to draw, or the errors."""

    picture: Any = None
    """What the endpoint's ``read`` returns and its ``render`` takes: plain, frozen data."""
    format: Format = "png"
    base64: bool = False
    """Whether the picture is wanted as a data URI, which is text."""
    alt: bool = False
    """Whether a description in words is wanted in its place."""
    errors: tuple[ParameterError, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def parameters(endpoint: Endpoint) -> Mapping[str, Parameter]:
    """Return the parameters of an endpoint by their names."""
    table: Mapping[str, Parameter] = _module(endpoint).PARAMETERS
    return table


def read(endpoint: Endpoint, given: Mapping[str, Any]) -> EndpointRequest:
    """Return what the parameters of a query, a form or a JSON object ask for."""
    members = Members(given, parameters(endpoint))
    try:
        picture = _module(endpoint).read(members)
    except ChartError as error:
        return EndpointRequest(errors=error.errors, diagnostics=tuple(members.diagnostics))
    return EndpointRequest(
        picture, picture.format, members.base64, members.alt, diagnostics=tuple(members.diagnostics)
    )


def describe(endpoint: Endpoint, picture: Any) -> Description:
    """Return a picture in words."""
    said: Said = _module(endpoint).say(picture)
    return sentences.describe(said.kind, said)


def render(endpoint: Endpoint, picture: Any, description: Description | None = None) -> bytes:
    """Return the file of a picture; the same one gives the same bytes in every process.

    ``description`` is written into the file, if its format has a place for it.
    Raises ChartError if there is too much to draw.
    """
    content: bytes = _module(endpoint).render(picture, description)
    return content


def _module(endpoint: Endpoint) -> Any:
    """Return the module of an endpoint, loaded by its first request."""
    if endpoint == "qr":
        from . import qr

        return qr
    if endpoint == "barcode":
        from . import barcodes

        return barcodes
    if endpoint == "wordcloud":
        from . import clouds

        return clouds
    from . import graph

    return graph
