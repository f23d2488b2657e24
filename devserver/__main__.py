"""The command line: ``python -m devserver [--port 7071] [--host …] [--reload] …``."""

from __future__ import annotations

import argparse
import contextlib
import errno
import importlib
import json
import logging
import os
import shlex
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from devserver import routes, settings, sign_in
from devserver.errors import AppError
from devserver.server import Server

DEFAULT_PORT = 7071
LOOPBACK = ("localhost", "127.0.0.1", "0.0.0.0", "::", "::1")
RELOADED = (".css", ".html", ".js", ".json")  # besides Python files


def main(arguments: Sequence[str], package: str = "devserver") -> int:
    """Serve until interrupted; the exit status is 1 when the app cannot be served.

    ``package`` is what is run, ``python -m package``; its modules ``app`` and ``host`` load the
    app and call its functions.
    """
    parser = argparse.ArgumentParser(
        prog=f"python -m {package}", description="Serve the app without Azure."
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
        "--reload", action="store_true", help="start again when a file of the app changes"
    )
    parser.add_argument(
        "--app-dir",
        type=Path,
        default=Path(),
        help="folder with function_app.py (default: the present one)",
    )
    parser.add_argument(
        "--no-provider",
        action="store_true",
        help=f"start no OpenID provider; an app without {', '.join(sign_in.OWN)} would get one,"
        " on this machine",
    )
    parser.add_argument(
        "--provider-port",
        type=int,
        default=0,
        help="port on which browsers reach the provider (default: a free one)",
    )
    options = parser.parse_args(arguments)
    options.app_dir = options.app_dir.resolve()
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    try:
        (watch if options.reload else serve)(options, package)
    except AppError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


def serve(options: argparse.Namespace, package: str) -> None:
    """Load the app, listen, answer until interrupted; raises ``AppError``."""
    logging.basicConfig(level=logging.INFO, format="[%(asctime)s] %(message)s")
    configured = settings.read(options.app_dir)
    for name, value in configured.values.items():
        os.environ.setdefault(name, value)
    app, host_of = (importlib.import_module(f"{package}.{name}") for name in ("app", "host"))
    table, left_out = routes.table(app.load(options.app_dir), configured.route_prefix)
    functions = host_of.Host(table)
    host, port = options.host, wanted_port(options, configured)
    try:
        server = Server((host, port), functions)
    except OSError as error:
        why = "is in use" if error.errno == errno.EADDRINUSE else f"is not to be had: {error}"
        raise AppError(f"Port {port} of {host} {why}.") from error
    with contextlib.ExitStack() as stack:
        stack.enter_context(server)
        origin = address(host, server.port)
        print("\nFunctions:\n")
        for route in table:
            methods = ",".join(sorted(route.function.methods))
            listed = f"[{methods}] " if methods else ""
            print(f"\t{route.function.name}: {listed}{origin}/{route.template.text}\n")
        for message in left_out:
            logging.error("Not served. %s", message)
        if has_provider(options):
            stack.enter_context(sign_in.configured(origin, options.provider_port))
        print(f"Listening on {origin}", flush=True)
        try:
            server.serve_forever()
        finally:
            # A second interrupt would only cut the clearing up short.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            functions.close()


def watch(options: argparse.Namespace, package: str) -> None:
    """Run the server in a child process, a new one whenever a file of the app changes.

    The provider stays in this process, and the port is the same for all children, so that a
    sign-in that is under way outlives a change. Raises ``AppError``.
    """
    import watchfiles

    configured = settings.read(options.app_dir)
    port = wanted_port(options, configured) or free_port(options.host)
    command = [sys.executable, "-m", package, "--host", options.host, "--port", str(port)]
    command += ["--app-dir", str(options.app_dir), "--provider-port", str(options.provider_port)]
    if options.no_provider:
        command.append("--no-provider")
    changes = watchfiles.PythonFilter(extra_extensions=RELOADED)
    with contextlib.ExitStack() as stack:
        environment = {**configured.values, **os.environ}
        if has_provider(options) and sign_in.is_wanted(environment):
            origin = address(options.host, port)
            provider = sign_in.provider(origin, options.provider_port, environment)
            os.environ[sign_in.HANDED_DOWN] = json.dumps(stack.enter_context(provider))
        watchfiles.run_process(
            options.app_dir,
            target=shlex.join(command),
            target_type="command",
            watch_filter=changes,
        )


def wanted_port(options: argparse.Namespace, configured: settings.Settings) -> int:
    """Give the port that the command line, or else local.settings.json, asks for."""
    asked = (options.port, configured.port, DEFAULT_PORT)
    return next(port for port in asked if port is not None)


def free_port(host: str) -> int:
    """Give a port that nobody listens on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as found:
        return int(found.getsockname()[1])


def address(host: str, port: int) -> str:
    """Give what to type into a browser."""
    return f"http://{'localhost' if host in LOOPBACK else host}:{port}"


def has_provider(options: argparse.Namespace) -> bool:
    """Whether a provider may be started: it is for a browser on this machine only."""
    return not options.no_provider and options.host in LOOPBACK


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
