"""Files that Pillow writes of the pixels of a picture: WebP and JPEG."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt

_QUALITY = 90
_EFFORT = 30
"""Of WebP, 0 to 100: above it, files get hardly smaller and take several times as long."""


def webp(pixels: npt.NDArray[np.uint8], *, opaque: bool) -> bytes:
    """Return a lossless WebP file of pixels of shape (rows, columns, 4), as of ``png.encode``."""
    # Without its own module, Pillow would look for WebP in those of all formats.
    from PIL import Image, WebPImagePlugin  # noqa: F401

    picture = Image.fromarray(np.ascontiguousarray(pixels[:, :, :3] if opaque else pixels))
    file = io.BytesIO()
    picture.save(file, "WEBP", lossless=True, quality=_EFFORT, method=2, exact=False)
    return file.getvalue()


def jpeg(pixels: npt.NDArray[np.uint8], *, opaque: bool) -> bytes:
    """Return a JPEG file, whose clear parts are white."""
    from PIL import Image

    colours = pixels[:, :, :3]
    if not opaque:
        alpha = pixels[:, :, 3:].astype(np.uint16)
        colours = ((colours * alpha + 255 * (255 - alpha) + 127) // 255).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(colours)).save(
        file, "JPEG", quality=_QUALITY, subsampling=0, optimize=True
    )
    return file.getvalue()
