"""``python -m soak.provider BASE_URL``: the local OpenID provider in a process of its own.

Prints the settings for an instance of the app as a line of JSON; ends with the standard input.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sys

from devserver import sign_in


def main(base_url: str) -> None:
    """Serve until the standard input ends."""
    logging.disable(logging.INFO)
    with sign_in.provider(base_url, 0, {}) as provider:
        print(json.dumps(provider.settings), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main(sys.argv[1])
