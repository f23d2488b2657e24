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

from devserver import codespaces, routes, settings, sign_in
from devserver.errors import AppError
from devserver.server import Server

DEFAULT_PORT = 7071
LOOPBACK = ("localhost", "127.0.0.1", "0.0.0.0", "::", "::1")
RELOADED = (".css", ".html", ".js", ".json")
"""Files whose change restarts the server, besides Python files."""


def main(arguments: Sequence[str], package: str = "devserver") -> int:
    """Serve until interrupted and return the exit status: 1 if the app cannot be served.

    ``package`` is the name after ``python -m``; its modules ``app`` and ``host`` load the app and
    call its functions.
    """
    parser = argparse.ArgumentParser(
        prog=f"python -m {package}", description="Serve the app without Azure."
    )
    parser.add_argument(
        "--port",
        type=int,
        help=f"default: the one in local.settings.json, or {DEFAULT_PORT}; 0 picks a free port",
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: %(default)s)"
    )
    parser.add_argument(
        "--reload", action="store_true", help="restart when a file of the app changes"
    )
    parser.add_argument(
        "--verbose", action="store_true", help="list every function with its methods and URL"
    )
    parser.add_argument(
        "--app-dir",
        type=Path,
        default=Path(),
        help="folder that contains function_app.py (default: the current one)",
    )
    parser.add_argument(
        "--no-provider",
        action="store_true",
        help="do not start the local OpenID provider, which an app gets if none of"
        f" {', '.join(sign_in.OWN)} is set",
    )
    parser.add_argument(
        "--provider-port",
        type=int,
        help="port of the provider's pages (default: the one after the app's, or a free one if the"
        " app's is; 0 picks a free one)",
    )
    options = parser.parse_args(arguments)
    options.app_dir = options.app_dir.resolve()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        (watch if options.reload else serve)(options, package)
    except AppError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


def serve(options: argparse.Namespace, package: str) -> None:
    """Load the app, listen, and answer requests until interrupted.

    Raises ``AppError`` if the app cannot be loaded or the port cannot be used.
    """
    logging.basicConfig(level=logging.INFO, format="[%(asctime)s] %(message)s")
    configured = settings.read(options.app_dir)
    for name, value in configured.values.items():
        os.environ.setdefault(name, value)
    apps, hosts = (importlib.import_module(f"{package}.{name}") for name in ("app", "host"))
    table, rejected = routes.table(apps.load(options.app_dir), configured.route_prefix)
    functions = hosts.Host(table)
    host, port = options.host, wanted_port(options, configured)
    try:
        server = Server((host, port), functions)
    except OSError as error:
        reason = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used: {error}"
        raise AppError(f"Port {port} of {host} {reason}.") from error
    with contextlib.ExitStack() as stack:
        stack.enter_context(server)
        origin = address(host, server.port)
        lines = [f"Listening on {origin}"]
        if has_provider(options):
            provider = stack.enter_context(
                sign_in.configured(origin, wanted_provider_port(options, port))
            )
            lines += [sign_in.announcement(provider)] if provider else []
        lines += listing(table, origin) if options.verbose else []
        for message in rejected:
            logging.error("Not served. %s", message)
        print("\n".join(lines), flush=True)
        try:
            server.serve_forever()
        finally:
            # A second interrupt must not cut the clean-up short.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            functions.close()


def listing(table: Sequence[routes.Route], origin: str) -> list[str]:
    """Return a line for each function: its name, its methods (none means all) and its URL."""
    lines = ["Functions:"]
    for route in table:
        methods = ",".join(sorted(route.function.methods))
        listed = f"[{methods}] " if methods else ""
        lines.append(f"  {route.function.name}: {listed}{origin}/{route.template.text}")
    return lines


def watch(options: argparse.Namespace, package: str) -> None:
    """Run the server in a child process and restart it whenever a file of the app changes.

    The provider stays in this process and all children have the same port, so that a sign-in in
    progress survives a restart. Raises ``AppError``.
    """
    try:
        import watchfiles
    except ModuleNotFoundError as error:
        raise AppError(
            f"--reload needs the package {error.name}: pip install -r requirements-dev.txt"
        ) from error

    configured = settings.read(options.app_dir)
    wanted = wanted_port(options, configured)
    port = wanted or free_port(options.host)
    provider_port = wanted_provider_port(options, wanted)
    command = [sys.executable, "-m", package, "--host", options.host, "--port", str(port)]
    command += ["--app-dir", str(options.app_dir), "--provider-port", str(provider_port)]
    command += ["--no-provider"] if options.no_provider else []
    command += ["--verbose"] if options.verbose else []
    changes = watchfiles.PythonFilter(extra_extensions=RELOADED)
    with contextlib.ExitStack() as stack:
        environment = {**configured.values, **os.environ}
        if has_provider(options) and sign_in.is_wanted(environment):
            origin = address(options.host, port)
            provider = stack.enter_context(sign_in.provider(origin, provider_port, environment))
            print(sign_in.announcement(provider), flush=True)
            os.environ[sign_in.HANDED_DOWN] = json.dumps(provider.settings)
        watchfiles.run_process(
            options.app_dir,
            target=shlex.join(command),
            target_type="command",
            watch_filter=changes,
        )


def wanted_port(options: argparse.Namespace, configured: settings.Settings) -> int:
    """Return the port of the command line, else of local.settings.json, else the default."""
    candidates = (options.port, configured.port, DEFAULT_PORT)
    return next(port for port in candidates if port is not None)


def wanted_provider_port(options: argparse.Namespace, port: int) -> int:
    """Return the port of the provider's pages; ``port`` is the app's. 0 stands for a free one."""
    if options.provider_port is not None:
        return int(options.provider_port)
    return port + 1 if port else 0


def free_port(host: str) -> int:
    """Return a port of an address that nobody listens on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as listener:
        return int(listener.getsockname()[1])


def address(host: str, port: int) -> str:
    """Return the URL to open in a browser, without a slash at the end."""
    if host in LOOPBACK:
        return codespaces.address(port, os.environ) or f"http://localhost:{port}"
    return f"http://{host}:{port}"


def has_provider(options: argparse.Namespace) -> bool:
    """Return whether the provider may run: it only serves browsers on this machine."""
    return not options.no_provider and options.host in LOOPBACK


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
