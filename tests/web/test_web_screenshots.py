"""The screenshots in the documents: each page in each look, small, and shown."""

from __future__ import annotations

import pytest
from PIL import Image

from tests import screenshots

SITE = (screenshots.ROOT / "docs" / "site.md").read_text()


@pytest.mark.parametrize("look", screenshots.LOOKS)
@pytest.mark.parametrize("page", screenshots.PAGES)
def test_a_page_has_its_picture_in_the_documents(page: str, look: str) -> None:
    file = screenshots.FOLDER / f"{page}-{look}.png"
    assert f"](screenshots/{file.name})" in SITE
    assert file.stat().st_size < 120_000
    viewport = screenshots.LOOKS[look]["viewport"]
    scale = screenshots.LOOKS[look].get("device_scale_factor", 1)
    with Image.open(file) as image:
        assert image.size == (viewport["width"] * scale, viewport["height"] * scale)
        assert image.mode == "P"


def test_no_other_pictures_are_kept() -> None:
    kept = {file.stem for file in screenshots.FOLDER.iterdir()}
    assert kept == {f"{page}-{look}" for page in screenshots.PAGES for look in screenshots.LOOKS}
