"""``python -m tests.runtime``: ``python -m devserver`` with Microsoft's runtime in it."""

import sys

from devserver.__main__ import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], "tests.runtime"))
