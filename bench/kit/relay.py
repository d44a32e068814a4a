"""A wire in between that counts what passes: every byte of HTTP and WebSocket, as it is sent."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self

__all__ = ["Relay"]

_CHUNK = 65_536


class Relay:
    """Listens on a port of its own while it is entered, and passes everything on to a server's port.

    Attributes
    ----------
    received, sent : int
        Bytes from the server, and to it.
    connections : int
        How many were opened.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self.received = self.sent = self.connections = 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        answers, asks = await asyncio.open_connection("127.0.0.1", self._port)
        for task in (
            asyncio.create_task(self._pass(reader, asks, "sent")),
            asyncio.create_task(self._pass(answers, writer, "received")),
        ):
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, count: str) -> None:
        try:
            while data := await reader.read(_CHUNK):
                setattr(self, count, getattr(self, count) + len(data))
                writer.write(data)
                await writer.drain()
        except ConnectionError:
            pass  # either end has gone: so does the other
        finally:
            writer.close()
