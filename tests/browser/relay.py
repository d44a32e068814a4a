"""A wire that counts: everything a browser and a server say to each other passes through, and is weighed."""

from __future__ import annotations

import contextlib
import socket
import threading

__all__ = ["Relay"]

_PIECE = 65_536


class Relay:
    """Listens at a port of its own and hands every connection on to the server's port.

    Attributes
    ----------
    received : int
        Bytes that came from the server: heads, bodies and WebSocket frames, as they were on the wire.
    sent : int
        Bytes that went to it.
    """

    def __init__(self, port: int) -> None:
        self._server = ("127.0.0.1", port)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}/"
        self._counting = threading.Lock()
        self.received = self.sent = 0
        threading.Thread(target=self._welcome, daemon=True).start()

    def close(self) -> None:
        """Let nobody in any more."""
        self._door.close()

    def _welcome(self) -> None:
        with contextlib.suppress(OSError):  # closed: the visit is over
            while True:
                browser, _address = self._door.accept()
                server = socket.create_connection(self._server)
                for source, goal, name in ((browser, server, "sent"), (server, browser, "received")):
                    threading.Thread(target=self._carry, args=(source, goal, name), daemon=True).start()

    def _carry(self, source: socket.socket, goal: socket.socket, name: str) -> None:
        with contextlib.suppress(OSError):  # one end has gone
            while piece := source.recv(_PIECE):
                with self._counting:
                    setattr(self, name, getattr(self, name) + len(piece))
                goal.sendall(piece)
            goal.shutdown(socket.SHUT_WR)
