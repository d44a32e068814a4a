"""What one visitor may ask of the server: far more than people do, far less than a flood."""

from __future__ import annotations

import os
import ssl
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream
from tornado.web import Application

from netlearn_widgets.serving.buckets import Buckets
from netlearn_widgets.serving.pace import Pace

__all__ = ["LARGEST_MESSAGE", "BoundedServer", "Limits", "bounded_server"]

LARGEST_MESSAGE = 1024 * 1024  # bytes; the longest answer is far below
_LARGEST_BODY = 16 * 1024  # bytes; only the closing page posts anything
_LARGEST_HEADERS = 16 * 1024
_LARGEST_BUFFER = 4 * LARGEST_MESSAGE
_HEADER_SECONDS = 30.0  # to say what one wants, and between two requests
_BODY_SECONDS = 10.0
_MOST_OF_ONE = 400  # connections without a WebSocket from one address: 60 people behind one, 6 each
_MOST = 2000
_ENOUGH_FILES = 16_384


@dataclass(frozen=True)
class Limits:
    """The measures of one server.

    Attributes
    ----------
    pages : Buckets
        Pages with a kernel, by address: a room of people shares one.
    messages, volume : Buckets
        How many messages and bytes a page sends, by its kernel; after an outage it sends up to 500 messages at once.
    pace : Pace
        How often a page, and an address, may reach into others' words.
    deeds : Buckets
        What a page asks to be kept, by its kernel: an answer, a vote, a proposal. What is too much is not lost: the
        page is told to send it again later.
    """

    pages: Buckets = field(default_factory=lambda: Buckets(burst=240, per_second=4))
    messages: Buckets = field(default_factory=lambda: Buckets(burst=1000, per_second=40))
    volume: Buckets = field(default_factory=lambda: Buckets(burst=8 * 1024 * 1024, per_second=256 * 1024))
    pace: Pace = field(default_factory=Pace)
    deeds: Buckets = field(default_factory=lambda: Buckets(burst=600, per_second=1))

    def take_message(self, kernel_id: str, length: int) -> bool:
        """Whether a page may send its kernel one more message, of so many bytes."""
        return self.messages.take(kernel_id) and self.volume.take(kernel_id, length)


class BoundedServer(HTTPServer):
    """A server with a limit to the connections that are open, for each address and for all.

    A connection that has become a WebSocket is not counted: those have a limit for each page.
    """

    most = _MOST
    most_of_one = _MOST_OF_ONE

    def initialize(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401  tornado's way of construction
        super().initialize(*arguments, **options)
        self._by_address: Counter[str] = Counter()

    def handle_stream(self, stream: IOStream, address: tuple[Any, ...]) -> None:
        """Serve a connection, or close it where there are too many."""
        here = str(address[0])
        if self._by_address.total() >= self.most or self._by_address[here] >= self.most_of_one:
            stream.close()
            return
        self._by_address[here] += 1
        super().handle_stream(stream, address)

    def on_close(self, server_conn: Any) -> None:  # noqa: ANN401  tornado's own kind of connection
        super().on_close(server_conn)
        self._by_address[str(server_conn.context.address[0])] -= 1
        self._by_address += Counter()  # drops those at zero


def bounded_server(app: Application, tls: ssl.SSLContext | None, *, proxied: bool) -> BoundedServer:
    """Return a server that waits for nobody for ever and reads nothing without an end.

    Parameters
    ----------
    app : Application
    tls : SSLContext, optional
        The server's certificate; plain http without one.
    proxied : bool
        Whether all requests come from one proxy, so that one address may have all connections.
    """
    server = BoundedServer(
        app,
        ssl_options=tls,
        max_body_size=_LARGEST_BODY,
        max_header_size=_LARGEST_HEADERS,
        max_buffer_size=_LARGEST_BUFFER,
        idle_connection_timeout=_HEADER_SECONDS,
        body_timeout=_BODY_SECONDS,
    )
    server.most = min(_MOST, _open_files() // 2)
    server.most_of_one = server.most if proxied else min(_MOST_OF_ONE, server.most // 2)
    return server


def _open_files() -> int:
    """Ask for as many open files as this user may have, and return how many that is: each visitor needs a dozen."""
    if os.name != "posix":
        return 2 * _MOST
    import resource  # noqa: PLC0415  only POSIX has it

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _ENOUGH_FILES if hard == resource.RLIM_INFINITY else min(hard, _ENOUGH_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted
