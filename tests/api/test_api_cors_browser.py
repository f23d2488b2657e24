"""A page of another origin in a browser: it fetches, posts, and exports what it has drawn."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from tests import browser

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(browser.CHROMIUM is None, reason="there is no Chromium on the path"),
]

_SCRIPT = """async (app) => {
  const bar = app + "/charts/bar?xvalues=a,b&yvalues=1,2&width=40&height=30";
  const picture = await fetch(bar);
  const blob = await picture.blob();
  const name = await (await fetch(app + "/generate_name?starts_with=m")).json();
  const posted = await fetch(app + "/charts/bar", {
    method: "POST", headers: {"Content-Type": "application/json"},
    body: JSON.stringify({xvalues: ["a"], yvalues: [1], format: "svg"}),
  });
  const wrong = await (await fetch(app + "/charts/bar")).json();
  const image = new Image();
  image.crossOrigin = "anonymous";
  image.src = bar;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext("2d").drawImage(image, 0, 0);
  const private = await fetch(app + "/me").then(() => "read", () => "refused");
  return {
    picture: blob.type, etag: picture.headers.get("ETag"),
    axis: picture.headers.get("X-Chart-X-Axis"), name: name.name,
    posted: posted.headers.get("Content-Type"), wrong: wrong.status,
    size: [image.naturalWidth, image.naturalHeight],
    exported: canvas.toDataURL("image/png").slice(0, 22), private,
  };
}"""


class _Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Another site</title>")

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def other_site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def test_a_page_of_another_origin_uses_what_is_public(app_url: str, other_site: str) -> None:
    with browser.launched() as chromium:
        page = chromium.new_page()
        page.goto(other_site)
        done = page.evaluate(_SCRIPT, app_url)
    assert done["picture"] == "image/png"
    assert done["etag"].startswith('"')
    assert done["axis"] == "names"
    assert done["name"].startswith("M")
    assert done["posted"] == "image/svg+xml"
    assert done["wrong"] == 422
    assert done["size"] == [40, 30]
    assert done["exported"] == "data:image/png;base64,"
    assert done["private"] == "refused"
