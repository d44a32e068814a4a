"""What passes between a page and its kernel."""

from __future__ import annotations

import asyncio
import json
import re

import pytest
from servers import Server
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from netlearn_widgets.serving.messages import Nonsense, read

PROTOCOL = "v1.kernel.websocket.jupyter.org"


def pack(kind: str, content: dict, channel: str = "shell") -> bytes:
    """One message as a page sends it."""
    header = {"msg_id": f"ada-{kind}", "msg_type": kind, "session": "ada", "username": "", "date": "", "version": "5.3"}
    parts = [channel.encode(), *(json.dumps(part).encode() for part in (header, {}, {}, content))]
    places, at = [], 8 * (len(parts) + 2)
    for part in parts:
        places.append(at)
        at += len(part)
    head = [len(parts) + 1, *places, at]
    return b"".join([*(number.to_bytes(8, "little") for number in head), *parts])


def kernel(server: Server) -> tuple[str, str]:
    """Open a page and return its kernel and the pass for it."""
    found = re.search(r'data-kernel="([^"]+)" data-pass="([^"]+)"', server.get("/step").text)
    assert found
    return found[1], found[2]


async def connect(
    server: Server, of: tuple[str, str], protocol: str = PROTOCOL, **headers: str
) -> WebSocketClientConnection:
    address = f"ws://127.0.0.1:{server.port}/api/kernels/{of[0]}/channels?session_id=ada"
    request = HTTPRequest(address, headers={"Origin": server.url.rstrip("/"), **headers})
    return await websocket_connect(request, subprotocols=[protocol, f"netlearn.{of[1]}"])


def test_code_is_not_run_for_a_page(shared: Server):
    """Of all that is asked, only widget messages and the question whether the kernel is there are answered."""

    async def ask() -> list[bytes]:
        socket = await connect(shared, kernel(shared))
        for kind in ("execute_request", "complete_request", "inspect_request", "history_request", "shutdown_request"):
            for channel in ("shell", "control"):
                await socket.write_message(pack(kind, {"code": "6*7", "silent": False}, channel), binary=True)
        await socket.write_message(pack("kernel_info_request", {}), binary=True)
        heard = []
        while not heard or b'"kernel_info_reply"' not in heard[-1] or b'"ada-kernel_info_request"' not in heard[-1]:
            message = await socket.read_message()
            assert isinstance(message, bytes)
            heard.append(message)
        socket.close()
        return heard

    heard = asyncio.run(asyncio.wait_for(ask(), 30))

    for kind in (b"execute", b"complete", b"inspect", b"history", b"shutdown"):
        assert not [message for message in heard if b'"' + kind + b"_" in message]


@pytest.mark.parametrize(
    ("protocol", "headers", "status"),
    [
        (PROTOCOL, {"Origin": "http://evil.example"}, 403),
        (PROTOCOL, {"Host": "evil.example"}, 403),
        ("kernel.older", {}, 400),
    ],
)
def test_strangers_cannot_connect(shared: Server, protocol: str, headers: dict[str, str], status: int):
    """Another site's page, another name for this machine, and the older protocol are refused."""
    of = kernel(shared)

    with pytest.raises(HTTPClientError) as refused:
        asyncio.run(connect(shared, of, protocol, **headers))

    assert refused.value.code == status


def test_a_kernel_that_is_gone_is_told(shared: Server):
    """The page learns that it has to begin anew."""
    with pytest.raises(HTTPClientError) as refused:
        asyncio.run(connect(shared, ("00000000-0000-0000-0000-000000000000", "")))

    assert refused.value.code == 404


@pytest.mark.parametrize(
    "message",
    ["text", b"", b"\xff" * 8, (2**40).to_bytes(8, "little") + b"x" * 100, (6).to_bytes(8, "little") + b"x" * 20],
)
def test_a_message_that_names_more_than_it_holds_is_not_read(message: bytes | str):
    """Reading it would keep the server busy for ever."""
    with pytest.raises(Nonsense):
        read(message)


def test_a_page_that_sends_nonsense_is_disconnected(shared: Server):
    """And the server goes on for everyone else."""

    async def send() -> object:
        socket = await connect(shared, kernel(shared))
        await socket.write_message(b"\xff" * 64, binary=True)
        while (message := await socket.read_message()) is not None:
            assert message
        return socket.close_code

    assert asyncio.run(asyncio.wait_for(send(), 30)) == 1003
    assert shared.answers()


def test_a_page_may_ask_whether_anybody_is_there(shared: Server):
    """The server itself answers, so that sixty open pages cost their kernels nothing."""

    async def ask() -> object:
        socket = await connect(shared, kernel(shared))
        await socket.write_message("there?")
        while not isinstance(message := await socket.read_message(), str):
            assert message
        socket.close()
        return message

    assert asyncio.run(asyncio.wait_for(ask(), 30)) == "here"


def test_two_sockets_of_one_page_are_both_answered(shared: Server):
    """A browser may open a second one while the first is on its way; which of them the page uses, nobody knows."""

    async def ask() -> list[bytes]:
        of = kernel(shared)
        sockets = await asyncio.gather(*(connect(shared, of) for _ in range(2)))
        replies = []
        for socket, name in zip(sockets, (b"one", b"two"), strict=True):
            await socket.write_message(pack("kernel_info_request", {}).replace(b"ada", name), binary=True)
        for socket in sockets:
            while b"kernel_info_reply" not in (message := await socket.read_message() or b"closed kernel_info_reply"):
                pass
            replies.append(message)
            socket.close()
        return replies

    first, second = asyncio.run(asyncio.wait_for(ask(), 30))

    assert b'"one-kernel' in first
    assert b'"two-kernel' in second
