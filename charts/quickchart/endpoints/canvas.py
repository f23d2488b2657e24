"""The canvas of an endpoint's picture: drawn on alone, and within its budget."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from api.errors import ParameterError

from ...canvas.cost import CostError
from ...canvas.create import create
from ...canvas.description import Description
from ...canvas.lock import drawing
from ...canvas.surface import Canvas
from ...colour import Colour
from ...diagnostics import ChartError
from ..chart import Format


@contextlib.contextmanager
def drawn(
    form: Format,
    width: int,
    height: int,
    background: Colour,
    parameter: str,
    description: Description | None = None,
) -> Iterator[Canvas]:
    """Yield a canvas to draw on; what is too much raises ChartError about the parameter."""
    with drawing():
        try:
            canvas = create(form, width, height, background)
            canvas.description = description
            yield canvas
        except CostError as error:
            raise ChartError(
                [ParameterError(parameter, f"has {error}", "less of it, or a smaller picture")]
            ) from None
