"""A socket that is closed, or closing, hears nothing: what was on its way with the close is read by nobody."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Coroutine
from itertools import pairwise

import psutil
import pytest
from servers import Server
from threats.talk import PATIENCE, PROTOCOL, Given, Talk, given, layout, pack, run, talk

from netlearn_widgets.serving.messages import read
from netlearn_widgets.serving.socket import OwnWay

ZEROS = b"\0" * 8
ROOM = 64 * 1024 * 1024
"""More than any of this needs; the older protocol's reader would take gigabytes."""
SECONDS = 1.0
"""More than `/health` needs; that reader would hold it up for three."""


def memory(server: Server) -> int:
    """Return the memory that the server has for itself alone, in bytes."""
    assert server.process
    return int(psutil.Process(server.process.pid).memory_full_info().uss)


async def closed(page: Talk) -> int | None:
    """Return the code a socket is closed with."""
    while await page.socket.read_message() is not None:
        pass
    return page.socket.close_code


def send(page: Talk, *messages: bytes | str) -> None:
    """Send messages in one breath, without waiting for any to be on its way."""
    for message in messages:
        page.socket.write_message(message, binary=isinstance(message, bytes))


def with_buffers(number: int) -> bytes:
    """An ordinary message with so many empty buffers: each adds a place."""
    parts = read_parts(pack("kernel_info_request", {}))
    return layout(*parts, *[b""] * number)


def read_parts(message: bytes) -> list[bytes]:
    count = int.from_bytes(message[:8], "little")
    places = [int.from_bytes(message[8 * n : 8 * (n + 1)], "little") for n in range(1, count + 1)]
    return [message[start:end] for start, end in pairwise(places)]


class Unheeding:
    """A page's socket that never reads, so that it does not know that it is closed."""

    def __init__(self, server: Server, of: Given) -> None:
        self.wire = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
        head = {
            "Host": f"127.0.0.1:{server.port}",
            "Origin": f"http://127.0.0.1:{server.port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Protocol": f"{PROTOCOL}, netlearn.{of.secret}",
        }
        path = f"/api/kernels/{of.kernel}/channels?session_id=unheeding"
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items()), "", ""]
        self.wire.sendall("\r\n".join(lines).encode())
        assert b" 101 " in self.wire.recv(64)

    def send(self, message: bytes) -> None:
        """Send a binary frame, masked with zeros."""
        assert 126 <= len(message) < 65_536
        self.wire.sendall(b"\x82\xfe" + len(message).to_bytes(2, "big") + b"\0\0\0\0" + message)


async def after_nonsense(server: Server) -> None:
    page = await talk(server, given(server))
    send(page, ZEROS, with_buffers(1))
    assert await closed(page) == 1003


async def after_too_many(server: Server) -> None:
    page = await talk(server, given(server))
    send(page, *["there?"] * 1200, with_buffers(2))
    assert await closed(page) == 1008


async def after_a_fourth_socket(server: Server) -> None:
    """A phone that loses its network opens another socket, and the first says one thing more."""
    mine = given(server)
    first = await asyncio.to_thread(Unheeding, server, mine)
    for number in range(3):
        last = await talk(server, mine, session=f"ada{number}")
    await last.alive()
    first.send(with_buffers(3))
    await last.alive()
    first.wire.close()


@pytest.mark.parametrize("case", [after_nonsense, after_too_many, after_a_fourth_socket])
def test_nothing_is_read_after_a_close(room: Server, case: Callable[[Server], Coroutine[None, None, None]]):
    """Whatever closed the socket, the server's memory stays, and it answers others at once."""
    room.get("/join")
    before = memory(room)
    run(case(room))
    began = time.monotonic()
    health = room.get("/health")

    assert health.status == 200
    assert time.monotonic() - began < SECONDS
    assert memory(room) - before < ROOM


def test_a_message_with_many_places_is_no_more_than_it_says():
    """The pages' own layout has a count of places; it is read as such and in no other way."""
    assert read(with_buffers(58)).kind == "kernel_info_request"


def test_the_layout_does_not_change_when_the_socket_is_gone():
    """Jupyter's own connection falls back to its older layout then: one filter would stand before two readers."""
    way = OwnWay.__new__(OwnWay)

    assert way.subprotocol == "v1.kernel.websocket.jupyter.org"
