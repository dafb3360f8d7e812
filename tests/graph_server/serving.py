"""The HTTP side: one thread a connection, buffered and without Nagle, so that thousands of calls cost a second."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.graph_server.drive import Drives
from tests.graph_server.mail import Mailboxes
from tests.graph_server.world import Answer, Call, Drop, Refused, World, answer, refusal

Handler = Callable[..., Answer]
PREFIX = "/v1.0"
MAILBOX_OF = "/mailbox/"


class GraphServer:
    """The stand-in: `mail` and `drives` hold its state, `world` what goes wrong; `url` is where Graph begins."""

    def __init__(self, port: int = 0) -> None:
        self.world = World()
        self.mail = Mailboxes(self.world)
        self.drives = Drives(self.world)
        self._routes = [*self.mail.routes(), *self.drives.routes()]
        self._server = _Server(("127.0.0.1", port), _handler_for(self))
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.url = self.origin + PREFIX

    def __enter__(self) -> GraphServer:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def serve_forever(self) -> None:
        """Answer until interrupted."""
        self._server.serve_forever()

    def respond(self, call: Call) -> Answer:
        """What Graph would say, with the effect that it would have."""
        if call.path.startswith("/upload/") or call.path.startswith("/download/"):
            return self.drives.without_sign_in(call)
        if call.path.endswith("/oauth2/v2.0/token"):
            return self._token(call)
        app = self.world.app_of(call.headers.get("authorization", ""))
        if call.path.startswith(MAILBOX_OF):  # a mail server asks whether a token is good (RFC 7662, section 2.2)
            return answer({"active": app is not None, "mailbox": call.path.removeprefix(MAILBOX_OF)})
        if app is None:
            return refusal(401, "InvalidAuthenticationToken")
        path = call.path.removeprefix(PREFIX)
        for method, pattern, handler in self._routes:
            found = re.fullmatch(pattern, path)
            if found and method == call.method:
                with self.world.turn:
                    return _answered(handler, replace(call, app=app), *found.groups())
        return refusal(404, "UnknownRoute")

    def _token(self, call: Call) -> Answer:
        asked = dict(parse_qsl(call.body.decode()))
        if asked.get("client_secret") != self.world.secret and "client_assertion" not in asked:
            return answer({"error": "invalid_client", "error_description": "AADSTS7000215: no such secret"}, 401)
        token = self.world.new_token(asked.get("client_id", ""))
        return answer({"token_type": "Bearer", "expires_in": int(self.world.token_seconds), "access_token": token})


def _answered(handler: Handler, call: Call, *parts: str) -> Answer:
    try:
        return handler(call, *parts)
    except Refused as refused:
        return refused.said


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        """A connection that we or the caller dropped is part of the play."""


def _handler_for(graph: GraphServer) -> type[BaseHTTPRequestHandler]:
    class _Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 1 << 16
        disable_nagle_algorithm: ClassVar[bool] = True

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

        def _any(self) -> None:
            call = self._call()
            graph.world.calls.append(call)
            fault = graph.world.fault_of(call)
            fails = fault is not None and fault.drop is not Drop.AFTER
            said = fault.answer if fault and fails else graph.respond(call)
            if said is None or (fault and fault.drop is Drop.AFTER):
                self._cut()
                return
            self._say(said)

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _any

        def _call(self) -> Call:
            length = int(self.headers.get("Content-Length") or 0)
            parts = urlsplit(self.path)
            return Call(
                self.command,
                unquote(parts.path),
                dict(parse_qsl(parts.query, keep_blank_values=True)),
                {name.lower(): value for name, value in self.headers.items()},
                self.rfile.read(length),
                graph.origin,
            )

        def _say(self, said: Answer) -> None:
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            self.wfile.write(said.body)
            self.wfile.flush()

        def _cut(self) -> None:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

    return _Handler
