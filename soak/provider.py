"""``python -m soak.provider BASE_URL``: the local OpenID provider in a process of its own.

Prints, as a line of JSON, the settings an instance of the app needs; ends with its input.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import sys

from devserver import sign_in


def main(base_url: str) -> None:
    """Serve until the standard input ends."""
    logging.disable(logging.INFO)
    with contextlib.ExitStack() as stack:
        with contextlib.redirect_stdout(io.StringIO()):
            settings = stack.enter_context(sign_in.provider(base_url, 0, {}))
        print(json.dumps(settings), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main(sys.argv[1])
