"""A visitor's page without a browser: what it is given, and all that it could send."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from servers import Server
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

PROTOCOL = "v1.kernel.websocket.jupyter.org"
PATIENCE = 30
_PAGE = re.compile(r'data-kernel="([^"]+)" data-pass="([^"]+)"')


@dataclass(frozen=True)
class Given:
    """What a page was given: its kernel's id and the pass for it."""

    kernel: str
    secret: str

    def headers(self) -> dict[str, str]:
        return {"X_Netlearn_Pass": self.secret}


def given(server: Server, page: str = "join", **headers: str) -> Given:
    """Load a page."""
    found = _PAGE.search(server.get(f"/{page}", **headers).text)
    assert found
    return Given(*found.groups())


def pack(kind: str, content: object, channel: str = "shell", *, message: str = "", version: str = "2.1.0") -> bytes:
    """Put a message together as a page sends it; `message` is its id, `version` that of the widgets' protocol."""
    header = {
        "msg_id": message or f"ada-{kind}",
        "msg_type": kind,
        "session": "ada",
        "username": "",
        "date": "",
        "version": "5.3",
    }
    return layout(
        channel.encode(), *(json.dumps(part).encode() for part in (header, {}, {"version": version}, content))
    )


def layout(*parts: bytes) -> bytes:
    """Put parts together in Jupyter's newer layout."""
    places, at = [], 8 * (len(parts) + 2)
    for part in parts:
        places.append(at)
        at += len(part)
    return b"".join([*(number.to_bytes(8, "little") for number in (len(parts) + 1, *places, at)), *parts])


def unpack(message: bytes) -> list[dict[str, Any]]:
    """Read the messages in one from the kernel: each one's type, its parent's id and its content."""
    count = int.from_bytes(message[:8], "little")
    places = [int.from_bytes(message[8 * n : 8 * (n + 1)], "little") for n in range(1, count + 1)]
    parts = [message[start:end] for start, end in pairwise(places)]
    header, parent, _, content = (json.loads(part) for part in parts[1:5])
    kind, said = header["msg_type"], parent.get("msg_id", "")
    bundled = content["messages"] if kind == "comm_bundle" else [{"msg_type": kind, "content": content}]
    return [{"kind": one["msg_type"], "parent": said, "content": one["content"]} for one in bundled]


@dataclass
class Talk:
    """An open connection to a kernel, and all that was heard."""

    socket: WebSocketClientConnection
    heard: list[dict[str, Any]] = field(default_factory=list)
    waiting: list[dict[str, Any]] = field(default_factory=list)
    asked: int = 0

    async def send(self, kind: str, content: object, channel: str = "shell") -> None:
        self.asked += 1  # a kernel leaves out what it has heard before, to the letter
        name = f"ada-{kind}:{self.asked}"
        await self.socket.write_message(pack(kind, content, channel, message=name), binary=True)

    async def say(self, comm: str, data: object) -> None:
        """Send a message to a widget."""
        await self.send("comm_msg", {"comm_id": comm, "data": data})

    async def hello(self, comm: str, **words: object) -> dict[str, Any]:
        """Say hello to a container and return what it then says of the visit."""
        await self.say(comm, {"method": "custom", "content": {"type": "hello", "token": "a" * 32, **words}})
        return await self.until(lambda one: (_update(one, comm) or {}).get("visit"))

    async def until(self, wanted: Any) -> Any:
        """Return the first thing wanted of what is said from now on."""
        while True:
            self.heard.append(await self._next())
            if found := wanted(self.heard[-1]):
                return found

    async def _next(self) -> dict[str, Any]:
        while not self.waiting:
            message = await asyncio.wait_for(self.socket.read_message(), PATIENCE)
            assert message is not None, f"closed: {self.socket.close_code} {self.socket.close_reason}"
            self.waiting += unpack(message) if isinstance(message, bytes) else []
        return self.waiting.pop(0)

    async def alive(self) -> None:
        """Return when the kernel is done with everything that was sent before, and all it said of that was heard."""
        self.asked += 1
        name = f"alive-{self.asked}"
        await self.socket.write_message(pack("kernel_info_request", {}, message=name), binary=True)
        await self.until(lambda one: one["kind"] == "status" and one["parent"] == name)  # it is idle, and not before

    async def states(self) -> dict[str, dict[str, Any]]:
        """Return the state of every widget in the kernel, as any visitor can ask for it."""
        self.asked += 1
        control = f"control{self.asked}".ljust(32, "-")
        opened = {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}}
        await self.socket.write_message(pack("comm_open", opened, version="1.0.0"), binary=True)
        await self.say(control, {"method": "request_states"})
        said = await self.until(lambda one: one["content"].get("comm_id") == control and one["content"].get("data"))
        return {name: one["state"] for name, one in said["states"].items()}


def _update(message: dict[str, Any], comm: str) -> dict[str, Any] | None:
    content = message["content"]
    data = content.get("data") if content.get("comm_id") == comm else None
    return data.get("state") if isinstance(data, dict) else None


async def talk(server: Server, of: Given, *, session: str = "ada", **headers: str) -> Talk:
    """Connect to a kernel as its page does; headers by name, with underscores; None leaves one out."""
    address = f"ws://127.0.0.1:{server.port}/api/kernels/{of.kernel}/channels?session_id={session}"
    own = {"Origin": f"http://127.0.0.1:{server.port}"} | {k.replace("_", "-"): v for k, v in headers.items()}
    request = HTTPRequest(address, headers={k: v for k, v in own.items() if v is not None}, connect_timeout=PATIENCE)
    return Talk(await websocket_connect(request, subprotocols=[PROTOCOL, f"netlearn.{of.secret}"]))


def container(states: dict[str, dict[str, Any]]) -> str:
    """Return the widget that hears hello."""
    return next(name for name, state in states.items() if "visit" in state)


def run(coroutine: Any) -> Any:
    return asyncio.run(asyncio.wait_for(coroutine, 4 * PATIENCE))
