"""A network that can be lost: everything between one browser and a server passes through, as long as it is let."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from queue import Queue

__all__ = ["Wire"]

_PIECE = 4096


class Wire:
    """Listens at a port of its own and hands every connection on to the server's port.

    A connection that was stalled is dead for good, as one is whose phone slept or changed its network: neither end is
    told. What comes after `flow` is carried again.
    """

    def __init__(self, port: int) -> None:
        self._server = ("127.0.0.1", port)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"
        self._ends: list[socket.socket] = []
        self._state = "flows"
        self._age = 0
        self._held_back = b""
        self._delay, self._rate = 0.0, float("inf")
        threading.Thread(target=self._welcome, daemon=True).start()

    def flow(self) -> None:
        """Carry whatever comes from now on."""
        self._state = "flows"

    def cut(self) -> None:
        """End every connection, and take no new one: the server is away, and both ends know."""
        self._state = "cut"
        self.drop()

    def drop(self) -> None:
        """End every connection there is."""
        ends, self._ends = self._ends, []
        for end in ends:
            with contextlib.suppress(OSError):  # ended already
                end.shutdown(socket.SHUT_RDWR)

    def stall(self) -> None:
        """Carry nothing any more, and tell nobody: no byte, no end of a connection."""
        self._state = "stalls"
        self._age += 1

    def hold_back(self, words: bytes) -> None:
        """End each connection whose first bytes hold these words, as some company networks do with WebSockets."""
        self._held_back = words
        self.drop()

    def slow(self, *, delay: float, rate: float) -> None:
        """Carry everything `delay` seconds late, and no more than `rate` bytes a second of a connection each way."""
        self._delay, self._rate = delay, rate

    def close(self) -> None:
        """Let nobody in any more."""
        self._door.close()
        self.drop()

    def _welcome(self) -> None:
        with contextlib.suppress(OSError):  # closed: the test is over
            while True:
                browser, _address = self._door.accept()
                if self._state == "cut":
                    browser.close()
                    continue
                self._ends.append(browser)
                threading.Thread(target=self._join, args=(browser, self._age), daemon=True).start()

    def _join(self, browser: socket.socket, age: int) -> None:
        if self._state == "stalls":
            return  # taken in, and never heard
        with contextlib.suppress(OSError):  # one end has gone
            first = browser.recv(_PIECE)
            if self._held_back and self._held_back in first:
                browser.close()
                return
            server = socket.create_connection(self._server)
            self._ends.append(server)
            threading.Thread(target=self._carry, args=(server, browser, age, b""), daemon=True).start()
            self._carry(browser, server, age, first)

    def _carry(self, source: socket.socket, goal: socket.socket, age: int, first: bytes) -> None:
        """Hand on what comes, each piece at the time it is due."""
        pieces: Queue[tuple[float, bytes]] = Queue()
        threading.Thread(target=self._deliver, args=(pieces, goal, age), daemon=True).start()
        free = 0.0
        piece = first or self._received(source)
        while piece:
            free = max(free, time.monotonic()) + len(piece) / self._rate
            pieces.put((free + self._delay, piece))
            piece = self._received(source)
        pieces.put((free + self._delay, b""))

    def _received(self, source: socket.socket) -> bytes:
        try:
            return source.recv(_PIECE)
        except OSError:  # it has gone
            return b""

    def _deliver(self, pieces: Queue[tuple[float, bytes]], goal: socket.socket, age: int) -> None:
        with contextlib.suppress(OSError):  # the other end has gone
            while True:
                due, piece = pieces.get()
                time.sleep(max(0, due - time.monotonic()))
                if age != self._age:
                    return
                if not piece:
                    goal.shutdown(socket.SHUT_WR)
                    return
                goal.sendall(piece)
