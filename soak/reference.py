"""Reference pictures, drawn in another process: ``python -m soak.reference`` reads URLs.

A picture that an instance sends under load must have the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
ACCEPT = "image/avif,image/webp,*/*;q=0.8"
"""What a browser says of the pictures that it shows, which decides on the format of some."""


def digests(urls: Sequence[str]) -> dict[str, str]:
    """Draw in a new process; return the SHA-256 of each picture by its URL, if it is one."""
    done = subprocess.run(
        [sys.executable, "-m", "soak.reference"],
        cwd=ROOT, input=json.dumps(list(urls)), capture_output=True, text=True, check=True,
    )  # fmt: skip
    drawn = json.loads(done.stdout)
    return {url: digest for url, digest in drawn.items() if digest}


def digest(body: bytes) -> str:
    """Return the SHA-256 of a body."""
    return hashlib.sha256(body).hexdigest()


def main() -> None:
    """Draw the URLs in the standard input, a JSON list, and print their digests."""
    from devserver import app, routes
    from devserver.host import Host
    from devserver.request import Incoming

    urls = json.load(sys.stdin)
    host = Host(routes.table(app.load(ROOT), "")[0])
    drawn = {}
    for url in urls:
        answer = host.answer(Incoming("GET", url, [("Host", "reference"), ("Accept", ACCEPT)], b""))
        drawn[url] = digest(answer.body) if answer.status == 200 else ""
    host.close()
    print(json.dumps(drawn))


if __name__ == "__main__":
    main()
