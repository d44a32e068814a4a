"""Browsers that go while their page is being brought to life leave nothing open on the server."""

from __future__ import annotations

import asyncio
import base64
import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from unittest.mock import Mock

import psutil
import pytest
from servers import PATIENCE, Server
from visitors import Visitor, happens

from netlearn_widgets.serving.socket import KernelSocket

if TYPE_CHECKING:
    from conftest import Book

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")

WIDGET = """
import anywidget

anywidget.AnyWidget(_esm="export default { render() {} }")
"""
MOMENTS = [
    number / 100 for number in range(0, 24, 2)
]  # seconds after which a browser goes: before the fork until after
CHANNELS = 4  # that one connection has open to its kernel


@pytest.fixture
def server(serve: Callable[..., Server], book: Book) -> Server:
    book.write("step", "# A step", WIDGET)
    return serve(visitors=100)


async def go_after(visitor: Visitor, seconds: float) -> None:
    """Ask for the page's socket, and close the connection without waiting for it."""
    port = visitor.server.port
    asked = {
        "Host": f"127.0.0.1:{port}",
        "Origin": f"http://127.0.0.1:{port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Protocol": f"v1.kernel.websocket.jupyter.org, netlearn.{visitor.shown}",
    }
    lines = [f"GET {visitor.path}/channels?session_id={visitor.name} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in asked.items()]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write("\r\n".join([*lines, "", ""]).encode())
    await writer.drain()
    await asyncio.wait([asyncio.ensure_future(reader.read())], timeout=seconds)
    writer.close()


def test_nothing_stays_open(server: Server):
    """A kernel's four channels are closed again, whenever the browser goes; the second socket of a page works."""
    Visitor(server, "/step")
    process = psutil.Process(server.process.pid)

    async def a_room() -> None:
        everyone = [Visitor(server, "/step") for _ in MOMENTS]
        for visitor, seconds in zip(everyone, MOMENTS, strict=True):
            await go_after(visitor, seconds)
            await visitor.connect()
            assert await visitor.states()
        for visitor in everyone:
            visitor.close()
            assert 204 == visitor.leave().status

    happens(a_room())
    before = process.num_fds()
    happens(a_room())

    until = time.monotonic() + PATIENCE
    while process.num_fds() >= before + CHANNELS and time.monotonic() < until:
        pass  # the end of the last connection is still on its way
    assert process.num_fds() < before + CHANNELS
    assert "Traceback" not in server.output()


def test_what_a_kernel_says_to_a_connection_that_closes_is_left_unsaid():
    """Between the end of a connection and the word of it a kernel may still speak; nothing fails by that."""
    socket = KernelSocket.__new__(KernelSocket)
    socket.ws_connection = Mock(is_closing=lambda: True)

    assert socket.write_message(b"Goodbye") is None


def test_a_page_hears_at_its_next_word_that_its_kernel_is_gone(server: Server):
    """The connection is closed, so that the page asks for another kernel at once."""
    server.get("/step")
    before = {one.pid for one in psutil.Process(server.process.pid).children(recursive=True)}

    async def a_death() -> None:
        visitor = await Visitor(server, "/step").connect()
        assert await visitor.states()
        assert not await visitor.is_closed()
        (kernel,) = [
            one for one in psutil.Process(server.process.pid).children(recursive=True) if one.pid not in before
        ]
        kernel.kill()
        while not await visitor.is_closed():
            assert psutil.pid_exists(server.process.pid)

    happens(a_death())
