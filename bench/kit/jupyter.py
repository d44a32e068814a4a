"""Jupyter's messages as its newer WebSocket protocol lays them out: places, channel, four parts in JSON, buffers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

__all__ = ["PROTOCOL", "Heard", "decode", "encode"]

PROTOCOL = "v1.kernel.websocket.jupyter.org"


@dataclass(frozen=True)
class Heard:
    """A message from the kernel; only its header is read so far."""

    type: str
    answers: str
    raw: bytes

    @property
    def content(self) -> dict[str, Any]:
        """What it says."""
        content: dict[str, Any] = json.loads(self.raw)
        return content

    @property
    def messages(self) -> list[tuple[str, dict[str, Any]]]:
        """The messages in it, each with its type: what widgets say in one moment comes in a bundle."""
        if self.type == "comm_bundle":
            return [(one["msg_type"], one["content"]) for one in self.content["messages"]]
        return [(self.type, self.content)]


def encode(session: str, kind: str, content: dict[str, Any], *, channel: str = "shell") -> tuple[str, bytes]:
    """Return a message's id and its bytes."""
    name = uuid4().hex
    header = {
        "msg_id": name,
        "msg_type": kind,
        "session": session,
        "username": "",
        "date": datetime.now(UTC).isoformat(),
        "version": "5.3",
    }
    metadata = {"version": "2.1.0" if kind == "comm_msg" else "1.0.0"}
    parts = [channel.encode(), *(json.dumps(part).encode() for part in (header, {}, metadata, content))]
    at = 8 * (len(parts) + 2)
    places = []
    for part in parts:
        places.append(at)
        at += len(part)
    numbers = [len(parts) + 1, *places, at]
    return name, b"".join(number.to_bytes(8, "little") for number in numbers) + b"".join(parts)


def decode(message: bytes) -> Heard:
    """Read what kind of message it is and which one it answers; the content waits until it is asked for."""
    places = [int.from_bytes(message[8 * index : 8 * index + 8], "little") for index in range(1, 7)]
    header = json.loads(message[places[1] : places[2]])
    parent = json.loads(message[places[2] : places[3]])
    return Heard(header["msg_type"], parent.get("msg_id", ""), message[places[4] : places[5]])
