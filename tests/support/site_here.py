"""A web site of one test, on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = "text/html; charset=utf-8"
MOVED = "moved"
"""In place of a type: the body is the address where the page stands now."""


@contextmanager
def site(pages: Mapping[str, tuple[str, str]], wait: threading.Event | None = None) -> Iterator[str]:
    """Serve ``pages``, (type, body) by path, and give the address of the site. It answers when ``wait`` is over."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if wait is not None and not wait.wait(60):
                return
            kind, body = pages.get(self.path, (None, "none"))
            self.send_response(302 if kind == MOVED else 200 if kind else 404)
            self.send_header("Location" if kind == MOVED else "Content-Type", body if kind == MOVED else kind or HTML)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
