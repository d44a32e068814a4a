"""The ipywidgets form of plain Voilà, as its page's script sees it."""

from __future__ import annotations

import time
from typing import Any
from uuid import uuid4

from kit.jupyter import PROTOCOL, decode, encode
from kit.wire import Socket

__all__ = ["Form"]


class Form:
    """A form whose widgets' states are known; made by `open`."""

    def __init__(self, socket: Socket, session: str, states: dict[str, Any]) -> None:
        self._socket, self._session = socket, session
        self._scales = [name for name, told in states.items() if told["model_name"] == "RadioButtonsModel"]
        self._given = 0

    @classmethod
    async def open(cls, url: str, kernel: str) -> Form:
        """Connect to a page's kernel and ask for the states of all widgets."""
        session, control = uuid4().hex, uuid4().hex
        address = f"{url.replace('http', 'ws', 1)}api/kernels/{kernel}/channels?session_id={session}"
        socket = await Socket.open(address, protocol=PROTOCOL)
        opened = {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}}
        socket.send(encode(session, "kernel_info_request", {})[1])
        socket.send(encode(session, "comm_open", opened)[1])
        socket.send(encode(session, "comm_msg", {"comm_id": control, "data": {"method": "request_states"}})[1])
        while b'"update_states"' not in (heard := decode(await socket.receive())).raw[:400]:
            pass
        return cls(socket, session, heard.content["data"]["states"])

    async def answer(self) -> float:
        """Tap the next number; return the seconds until the form says that it is saved."""
        given, self._given = self._given, self._given + 1
        scale, number = self._scales[given % len(self._scales)], given // len(self._scales) % 5
        sent = time.perf_counter()
        data = {"method": "update", "state": {"index": number}, "buffer_paths": []}
        name, message = encode(self._session, "comm_msg", {"comm_id": scale, "data": data})
        self._socket.send(message)
        while True:
            heard = decode(await self._socket.receive())
            if heard.answers == name and heard.type == "comm_msg" and b'"Saved ' in heard.raw:
                return time.perf_counter() - sent

    def close(self) -> None:
        """Close the page's connection."""
        self._socket.close()
