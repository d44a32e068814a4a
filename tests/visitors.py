"""Visitors who speak to their kernels as the page's script does, without a browser."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Coroutine
from typing import Any, ClassVar

from servers import PATIENCE, Answer, Server
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

BROWSER = "Mozilla/5.0 (Android 15; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"

Message = dict[str, Any]


class Visitor:
    """One open page: `Visitor(server, "/step")` loads it, `connect` brings it to life."""

    headers: ClassVar[Message] = {}
    """What is sent beside `Origin` when the socket is opened."""

    def __init__(self, server: Server, path: str, agent: str = BROWSER) -> None:
        self.server = server
        self.answer: Answer = server.get(path, User_Agent=agent)
        page = self.answer.text
        self.kernel, self.shown, self.model = (_said(name, page) for name in ("kernel", "pass", "model"))
        self._begin()

    def _begin(self) -> None:
        self.name = f"visitor-{id(self):x}"
        self._socket: WebSocketClientConnection | None = None
        self._heard: list[tuple[str, Message]] = []

    @property
    def path(self) -> str:
        """Its kernel's address."""
        return f"/api/kernels/{self.kernel}"

    async def connect(self) -> Visitor:
        """Open the page's WebSocket; raise HTTPClientError when it is refused."""
        address = f"ws://127.0.0.1:{self.server.port}{self.path}/channels?session_id={self.name}"
        headers = {"Origin": self.server.url.rstrip("/"), **self.headers}
        request = HTTPRequest(address, headers=headers, request_timeout=PATIENCE)
        protocols = ["v1.kernel.websocket.jupyter.org", f"netlearn.{self.shown}"]
        self._socket = await websocket_connect(request, subprotocols=protocols)
        return self

    async def send(self, kind: str, content: Message, version: str = "2.1.0") -> None:
        """Send one message on the shell channel."""
        assert self._socket
        header = {"msg_id": f"{self.name}-{time.monotonic_ns()}", "msg_type": kind, "session": self.name}
        header |= {"username": "", "date": "2026-01-01T00:00:00Z", "version": "5.3"}
        parts = [b"shell", *(json.dumps(part).encode() for part in (header, {}, {"version": version}, content))]
        ends, at = [], 8 * (len(parts) + 2)
        for part in parts:
            ends.append(at)
            at += len(part)
        head = b"".join(number.to_bytes(8, "little") for number in [len(parts) + 1, *ends, at])
        await self._socket.write_message(b"".join([head, *parts]), binary=True)

    async def hear(self) -> tuple[str, Message]:
        """Return the type and the content of the next message, also of one in a bundle."""
        if not self._heard:
            kind, content = await self._next()
            bundled = content["messages"] if kind == "comm_bundle" else [{"msg_type": kind, "content": content}]
            self._heard = [(one["msg_type"], one["content"]) for one in bundled]
        return self._heard.pop(0)

    async def _next(self) -> tuple[str, Message]:
        assert self._socket
        message = await self._socket.read_message()
        assert isinstance(message, bytes), "The server has closed the connection."
        count = int.from_bytes(message[:8], "little")
        ends = [int.from_bytes(message[8 * (n + 1) : 8 * (n + 2)], "little") for n in range(count)]
        header, content = (json.loads(message[ends[n] : ends[n + 1]]) for n in (1, 4))
        return header["msg_type"], content

    async def say(self, to: str = "", **message: Any) -> None:
        """Send a widget a message, the page's own where none is named."""
        await self.send("comm_msg", {"comm_id": to or self.model, "data": {"method": "custom", "content": message}})

    async def ask(self, to: str = "", **message: Any) -> Message:
        """Send a widget a message, the page's own where none is named, and return what it answers to it."""
        await self.say(to, **message)
        return await self.answered(to, str(message.get("id", "")))

    async def answered(self, to: str, name: str) -> Message:
        """Return what a widget answers to the message with this id."""
        while True:
            kind, content = await self.hear()
            data = content.get("data", {})
            if kind == "comm_msg" and content["comm_id"] == (to or self.model) and data.get("method") == "custom":
                said = dict(data["content"])
                if said.get("id", "") == name:
                    return said

    async def states(self) -> dict[str, Message]:
        """Return the state of every widget of the page, by model id."""
        await self.send(
            "comm_open", {"comm_id": "c" * 32, "target_name": "jupyter.widget.control", "data": {}}, "1.0.0"
        )
        await self.send("comm_msg", {"comm_id": "c" * 32, "data": {"method": "request_states"}}, "1.0.0")
        while True:
            kind, content = await self.hear()
            if kind == "comm_msg" and content["data"].get("method") == "update_states":
                return {name: one["state"] for name, one in content["data"]["states"].items()}

    async def is_closed(self) -> bool:
        """Ask whether anybody is there, and return whether the server closes the connection instead of answering."""
        assert self._socket
        await self._socket.write_message("there?")
        while (heard := await self._socket.read_message()) is not None:
            if heard == "here":
                return False
        return True

    def close(self) -> None:
        """End the connection, as a browser does when its page closes."""
        assert self._socket
        self._socket.close()

    def leave(self) -> Answer:
        """Do what a closing page does."""
        form = {"Content_Type": "application/x-www-form-urlencoded", "Origin": self.server.url.rstrip("/")}
        return self.server.request("POST", f"{self.path}/leave", f"pass={self.shown}", **form)


def _said(name: str, page: str) -> str:
    found = re.search(f'data-{name}="([^"]*)"', page)
    return found[1] if found else ""


def happens(story: Coroutine[Any, Any, Any]) -> Any:
    """Let a story of visitors happen, within the time a test may take."""
    return asyncio.run(asyncio.wait_for(story, PATIENCE))
