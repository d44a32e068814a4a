"""HTTP and WebSocket as a browser speaks them, small enough to fall asleep at will and light enough for a room."""

from __future__ import annotations

import asyncio
import base64
import gzip
import os
import zlib
from dataclasses import dataclass
from urllib.parse import urlsplit

__all__ = ["Closed", "Response", "Socket", "request"]

AGENT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"
_TEXT, _BINARY, _CLOSE, _PING, _PONG = 1, 2, 8, 9, 10
_LARGEST = 16 * 1024 * 1024  # bytes read ahead: no message of a page is larger
_SHORT, _LONG = 126, 127  # how a frame says that its length follows
_TWO_BYTES = 65_536
_SWITCHING = 101


class Closed(Exception):
    """The other end has closed the connection."""


@dataclass(frozen=True)
class Response:
    """What a server answered; the body is unpacked."""

    status: int
    headers: dict[str, str]
    cookies: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


async def request(
    url: str, method: str = "GET", *, headers: dict[str, str] | None = None, body: bytes = b""
) -> Response:
    """Ask once, on a connection of its own; returns when the whole answer is there.

    Raises
    ------
    Closed
        The server ended the connection before its answer was whole.
    """
    where = urlsplit(url)
    reader, writer = await asyncio.open_connection(where.hostname, where.port, limit=_LARGEST)
    try:
        given = {
            "Host": where.netloc,
            "User-Agent": AGENT,
            "Accept": "text/html,*/*",
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **({"Content-Length": str(len(body))} if body else {}),
            **(headers or {}),
        }
        path = (where.path or "/") + (f"?{where.query}" if where.query else "")
        writer.write(_head(f"{method} {path} HTTP/1.1", given) + body)
        status, answered, cookies = await _read_head(reader)
        content = await _chunks(reader) if answered.get("transfer-encoding") == "chunked" else await reader.read()
    except asyncio.IncompleteReadError as end:
        raise Closed from end
    finally:
        writer.close()
    if answered.get("content-encoding") == "gzip":
        content = gzip.decompress(content)
    return Response(status, answered, cookies, content)


def _head(first: str, headers: dict[str, str]) -> bytes:
    return "\r\n".join([first, *(f"{name}: {value}" for name, value in headers.items()), "", ""]).encode()


async def _read_head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str], dict[str, str]]:
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers: dict[str, str] = {}
    cookies: dict[str, str] = {}
    for line in filter(None, lines[1:]):
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
        if name.lower() == "set-cookie":
            key, _, content = value.strip().partition(";")[0].partition("=")
            cookies[key] = content
    return int(lines[0].split()[1]), headers, cookies


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        parts.append(await reader.readexactly(size))
        await reader.readuntil(b"\r\n")
    return b"".join(parts)


class Socket:
    """A WebSocket that takes compressed messages, and answers pings only while somebody waits for a message."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, packed: bool) -> None:
        self._reader, self._writer = reader, writer
        self._unpack = zlib.decompressobj(-zlib.MAX_WBITS) if packed else None

    @classmethod
    async def open(cls, url: str, *, protocol: str = "", cookies: dict[str, str] | None = None) -> Socket:
        """Connect as a page of that server does.

        Raises
        ------
        ConnectionError
            The server did not switch to WebSocket; the message holds its status.
        """
        where = urlsplit(url)
        reader, writer = await asyncio.open_connection(where.hostname, where.port, limit=_LARGEST)
        headers = {
            "Host": where.netloc,
            "User-Agent": AGENT,
            "Origin": f"http://{where.netloc}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits",
            **({"Sec-WebSocket-Protocol": protocol} if protocol else {}),
            **({"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}),
        }
        path = where.path + (f"?{where.query}" if where.query else "")
        writer.write(_head(f"GET {path} HTTP/1.1", headers))
        try:
            status, answered, _ = await _read_head(reader)
        except asyncio.IncompleteReadError as end:
            writer.close()
            raise Closed from end
        if status != _SWITCHING:
            writer.close()
            raise ConnectionError(f"{path.partition('?')[0]} answered {status} instead of opening a WebSocket.")
        return cls(reader, writer, packed="permessage-deflate" in answered.get("sec-websocket-extensions", ""))

    def send(self, message: bytes) -> None:
        """Send a binary message; on a connection that has ended it is lost, and `receive` says so."""
        self._send(_BINARY, message)

    def _send(self, kind: int, payload: bytes) -> None:
        size = len(payload)
        if size < _SHORT:
            length = bytes([0x80 | size])
        elif size < _TWO_BYTES:
            length = bytes([0x80 | _SHORT]) + size.to_bytes(2, "big")
        else:
            length = bytes([0x80 | _LONG]) + size.to_bytes(8, "big")
        if not self._writer.is_closing():
            self._writer.write(bytes([0x80 | kind]) + length + b"\0\0\0\0" + payload)  # masked with zeros

    async def receive(self) -> bytes:
        """Return the next message; raise Closed when there will be none."""
        parts: list[bytes] = []
        packed = False
        while True:
            try:
                final, kind, marked, payload = await self._frame()
            except (asyncio.IncompleteReadError, ConnectionError) as end:
                raise Closed from end
            if kind == _PING:
                self._send(_PONG, payload)
            elif kind == _CLOSE:
                raise Closed
            elif kind != _PONG:
                packed = packed or marked
                parts.append(payload)
                if final:
                    return self._unpacked(b"".join(parts)) if packed else b"".join(parts)

    async def _frame(self) -> tuple[bool, int, bool, bytes]:
        first, second = await self._reader.readexactly(2)
        size = second & 0x7F
        if size >= _SHORT:
            size = int.from_bytes(await self._reader.readexactly(2 if size == _SHORT else 8), "big")
        return bool(first & 0x80), first & 0x0F, bool(first & 0x40), await self._reader.readexactly(size)

    def _unpacked(self, message: bytes) -> bytes:
        if self._unpack is None:
            raise ConnectionError("The server sent a packed message where packing was not agreed on.")
        return self._unpack.decompress(message + b"\x00\x00\xff\xff")

    def close(self) -> None:
        """Say goodbye, as a browser does when its page closes."""
        if not self._writer.is_closing():
            self._send(_CLOSE, (1001).to_bytes(2, "big"))
            self._writer.close()

    def abort(self) -> None:
        """Forget the connection without a word."""
        self._writer.transport.abort()
