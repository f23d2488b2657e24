"""The command line: ``python -m devserver [--port 7071] [--host …] [--reload] [--app-dir …]``."""

from __future__ import annotations

import argparse
import errno
import logging
import shlex
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from devserver import app, routes, settings
from devserver.errors import AppError
from devserver.host import Host
from devserver.server import Server

DEFAULT_PORT = 7071
LOOPBACK = ("127.0.0.1", "0.0.0.0", "::", "::1")
RELOADED = (".json", ".html")  # besides Python files


def main(arguments: Sequence[str]) -> int:
    """Serve until interrupted; the exit status is 1 when the app cannot be served."""
    parser = argparse.ArgumentParser(
        prog="python -m devserver", description="Serve the app without Azure."
    )
    parser.add_argument(
        "--port",
        type=int,
        help=f"default: that of local.settings.json, or {DEFAULT_PORT}; 0 takes a free one",
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: %(default)s)"
    )
    parser.add_argument(
        "--reload", action="store_true", help="start again when a .py, .json or .html file changes"
    )
    parser.add_argument(
        "--app-dir",
        type=Path,
        default=Path(),
        help="folder with function_app.py (default: the present one)",
    )
    options = parser.parse_args(arguments)
    options.app_dir = options.app_dir.resolve()
    if options.reload:
        return watch(options.app_dir, [a for a in arguments if a != "--reload"])
    logging.basicConfig(level=logging.INFO, format="[%(asctime)s] %(message)s")
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    try:
        serve(options.app_dir, options.host, options.port)
    except AppError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


def serve(app_dir: Path, host: str, port: int | None) -> None:
    """Load the app, listen, answer until interrupted; raises ``AppError``."""
    configured = settings.read(app_dir)
    table, left_out = routes.table(app.load(app_dir), configured.route_prefix)
    functions = Host(table)
    if port is None:
        port = DEFAULT_PORT if configured.port is None else configured.port
    try:
        server = Server((host, port), functions)
    except OSError as error:
        why = "is in use" if error.errno == errno.EADDRINUSE else f"is not to be had: {error}"
        raise AppError(f"Port {port} of {host} {why}.") from error
    with server:
        shown = "localhost" if host in LOOPBACK else host
        origin = f"http://{shown}:{server.port}"
        print("\nFunctions:\n")
        for route in table:
            methods = ",".join(sorted(route.function.methods))
            listed = f"[{methods}] " if methods else ""
            print(f"\t{route.function.name}: {listed}{origin}/{route.template.text}\n")
        for message in left_out:
            logging.error("Not served. %s", message)
        print(f"Listening on {origin}", flush=True)
        try:
            server.serve_forever()
        finally:
            # A second interrupt would only cut the clearing up short.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            functions.close()


def watch(app_dir: Path, arguments: Sequence[str]) -> int:
    """Run the server in a child process, a new one whenever a file of the app changes."""
    import watchfiles

    command = shlex.join([sys.executable, "-m", "devserver", *arguments])
    changes = watchfiles.PythonFilter(extra_extensions=RELOADED)
    watchfiles.run_process(app_dir, target=command, target_type="command", watch_filter=changes)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
