"""The pictures of the pages in docs/screenshots: ``python -m tests.screenshots [PAGE…]``.

Each page is photographed by Chromium: on a wide screen in light and dark, and on a phone. Look at
every picture that changed before it is committed.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import Any, Final

from PIL import Image

from tests.browser import launched, served

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "screenshots"
LOOKS: Final[dict[str, dict[str, Any]]] = {
    "light": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "dark"},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
        "color_scheme": "light",
    },
}
_OLD = (
    "http://chart.apis.google.com/chart?cht=p3&chs=450x200&chd=t:73,13,10,3,1&chco=80C65A,224499"
    "&chtt=Browsers&chl=Chrome|Firefox|Other&chxs=0,red"
)
_WRONG = "/playground?kind=bar&xvalues=C,Ruby,Java&yvalues=10,20,1o5,30&width=5000&colors=tael"
PAGES: Final = {
    "home": "/",
    "home-below": "/#names",
    "gallery": "/gallery",
    "gallery-google": "/gallery#chm-candles",
    "playground": "/playground?kind=pie",
    "playground-errors": _WRONG,
    "import": _OLD,
    "docs": "/docs#barChartGet",
    "validate": "/chart?cht=lc&chs=400x200&chd=t:10,40,25,60&chxs=0,red&chof=validate&foo=1",
    "not-found": "/nothing/here",
    "profile": "/profile",
    "sign-out": "/logout",
    "sign-in-failed": "/getAToken?error=access_denied",
}
"""What is photographed: path and query, or what is pasted into the playground."""
_SIGNED_IN: Final = ("profile", "sign-out")


def photograph(context: Any, url: str, page: str) -> bytes:
    """Give a page as the PNG that the browser makes."""
    tab = context.new_page()
    if page in _SIGNED_IN:
        tab.goto(url + "/login?next_url=/profile")
        tab.get_by_role("button", name=re.compile("Ada")).first.click()
        tab.wait_for_url(url + "/profile")
    if page == "import":
        tab.goto(url + "/playground#import")
        tab.get_by_label("URL, tag or config").fill(PAGES[page])
        tab.get_by_role("heading", name="What it means").wait_for()
        tab.get_by_label("URL, tag or config").evaluate("field => field.blur()")
        tab.evaluate("document.getElementById('import').scrollIntoView()")
    else:
        tab.goto(url + PAGES[page])
    tab.wait_for_load_state("networkidle")
    tab.wait_for_timeout(300)
    picture: bytes = tab.screenshot()
    tab.close()
    return picture


def small(png: bytes) -> bytes:
    """Give the picture in at most 128 colours."""
    with Image.open(io.BytesIO(png)) as image:
        flat = image.convert("RGB")
    packed = io.BytesIO()
    flat.quantize(128, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return packed.getvalue()


def main(wanted: list[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    with served() as url, launched() as chromium:
        for look, options in LOOKS.items():
            for page in wanted or PAGES:
                context = chromium.new_context(**options)
                file = FOLDER / f"{page}-{look}.png"
                file.write_bytes(small(photograph(context, url, page)))
                context.close()
                print(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
