"""Messages between the server and its warm processes: JSON with a length before it, and perhaps an open socket.

To the root    ``{"cells": [str], "folder": str, "seconds": int}`` with a socket: make a page that listens there.
               ``{"modules": [str]}``: import these before the next page is made.
From a page    ``{"outputs": [[output]], "modules": [str], "files": [str]}`` once: it has run and waits;
               or ``{"failed": cell, "traceback": str}``, or ``{"unfit": reason}``, and then it ends.
From either    ``{"broken": {"kind": str, "where": str, "words": str}}``: it could not begin, and ends.
To a page      ``{"connection": path}`` with a socket: make a kernel that lives as long as that socket.
From a kernel  its process id as eight bytes, and a byte when it listens; the end of its life is the end of the socket.
               In place of that byte `BROKEN` and the JSON of what is "broken" above.
"""

from __future__ import annotations

import json
import socket
from dataclasses import asdict
from typing import Any

from netlearn_widgets.serving.logs import words_of

__all__ = ["BROKEN", "HEAD", "Message", "broken", "pack", "receive", "send"]

Message = dict[str, Any]
BROKEN = b"!"
HEAD = 8
"""How many bytes say how long a message is, and how many a process id takes."""


def pack(message: Message) -> tuple[bytes, bytes]:
    """Return the head and the body of a message."""
    body = json.dumps(message).encode()
    return len(body).to_bytes(HEAD, "big"), body


def broken(error: BaseException) -> Message:
    """Return what a process says of the error that keeps it from its work."""
    return {"broken": asdict(words_of(error))}


def send(to: socket.socket, message: Message) -> None:
    """Send a whole message."""
    to.sendall(b"".join(pack(message)))


def receive(source: socket.socket) -> tuple[Message, socket.socket | None] | None:
    """Wait for a message and the socket that may come with it; None when the other side is gone."""
    head, passed, _flags, _from = socket.recv_fds(source, HEAD, 1)
    if not head:
        return None
    head += _exactly(source, HEAD - len(head))
    body = _exactly(source, int.from_bytes(head, "big"))
    return json.loads(body), socket.socket(fileno=passed[0]) if passed else None


def _exactly(source: socket.socket, size: int) -> bytes:
    parts = []
    while size:
        part = source.recv(size)
        if not part:
            raise ConnectionResetError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
