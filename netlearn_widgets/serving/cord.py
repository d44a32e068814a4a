"""What ties a forked kernel to the server: a socket that ends with either of them."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
from contextlib import suppress

from netlearn_widgets.serving.logs import Broken, Fault
from netlearn_widgets.serving.warm.wire import BROKEN, HEAD

__all__ = ["Cord", "KernelLost"]

_WORDS = 4096  # bytes read at once


class KernelLost(Exception):
    """A forked kernel ended before it listened."""


class Cord:
    """The server's end; stands where jupyter_client expects a process it has started.

    The kernel's end is read by a thread of its own there: when this process is gone, the kernel ends itself. When the
    kernel is gone, `ended` is set here at once.

    Parameters
    ----------
    end : socket
        A connected socket; belongs to the cord from now on.
    """

    stdin = stdout = stderr = None

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        end.setblocking(False)  # noqa: FBT003  a socket's own signature
        self._loop = asyncio.get_running_loop()
        self.ended = asyncio.Event()
        self.returncode: int | None = None
        self.pid = 0

    async def listens(self) -> None:
        """Wait until the kernel can be talked to.

        Raises
        ------
        KernelLost
            It ended instead.
        Broken
            It could not begin, and said why.
        """
        said = b""
        while len(said) <= HEAD:
            part = await self._loop.sock_recv(self._end, HEAD + 1 - len(said))
            if not part:
                self._over()
                raise KernelLost
            said += part
            if len(said) >= HEAD:
                self.pid = int.from_bytes(said[:HEAD], "big")
        if said[HEAD:] == BROKEN:
            raise Broken(Fault(**json.loads(await self._rest())))
        self._loop.add_reader(self._end, self._heard)

    async def _rest(self) -> bytes:
        """Return the last words of a kernel that ends."""
        said = b""
        while part := await self._loop.sock_recv(self._end, _WORDS):
            said += part
        return said

    def _heard(self) -> None:
        with suppress(ConnectionError):
            if self._end.recv(1):
                return
        self._over()

    def _over(self) -> None:
        if self.returncode is None:
            self.returncode = 0
            self._loop.remove_reader(self._end)
            self._end.close()
            self.ended.set()
        with suppress(ChildProcessError):
            os.waitpid(self.pid, os.WNOHANG) if self.pid else None  # where this process inherits orphans

    # What jupyter_client asks of a process

    def poll(self) -> int | None:
        """Return None while the kernel lives."""
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send the kernel, and every program it started, a signal; nothing happens when it has ended."""
        if self.returncode is None and self.pid:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    def kill(self) -> None:
        """End the kernel now."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def cut(self) -> None:
        """End the kernel wherever it stands, also before it has told its number."""
        self.kill()
        self._over()
