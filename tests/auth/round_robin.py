"""Several processes of the app behind one address, a request to each in turn.

What a platform with many instances does: no two requests of a visitor need reach the same one.
"""

from __future__ import annotations

import contextlib
import http.client
import itertools
import threading
from collections.abc import Iterable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@contextlib.contextmanager
def listening(
    port: int = 0, lost: Iterable[str] = ()
) -> Iterator[tuple[str, list[str], list[int]]]:
    """Give the address, a list to be filled with the addresses behind it, and counts.

    Cookies with the names in ``lost`` never reach the browser.
    """
    behind: list[str] = []
    served: list[int] = []
    turn = itertools.count()
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_any(self) -> None:
            with lock:
                number = next(turn) % len(behind)
                served.append(number)
            backend = urlsplit(behind[number])
            connection = http.client.HTTPConnection(backend.netloc, timeout=20)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            connection.putrequest(
                self.command, self.path, skip_host=True, skip_accept_encoding=True
            )
            for name, value in self.headers.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            content = answer.read()
            self.send_response_only(answer.status)
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie" and value.partition("=")[0] in lost:
                    continue
                if name.lower() not in ("transfer-encoding", "content-length", "connection"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)
            connection.close()

        do_GET = do_HEAD = do_POST = do_any  # noqa: N815 - the names http.server looks for

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_address[1]}", behind, served
    finally:
        server.shutdown()
        server.server_close()
