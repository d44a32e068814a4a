"""Where the server listens: bound before anything slow, so that a link works as soon as it is printed."""

from __future__ import annotations

import errno
import ipaddress
import socket
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from tornado.netutil import bind_sockets

__all__ = ["Door", "PortTaken", "open_door"]


class PortTaken(OSError):
    """Another program listens there already."""


@dataclass(frozen=True)
class Door:
    """Listening sockets at one host and port."""

    host: str
    port: int
    sockets: tuple[socket.socket, ...]

    @property
    def loopback(self) -> bool:
        """Whether only this machine can knock."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Stop listening."""
        for one in self.sockets:
            one.close()


def open_door(host: str, port: int, tries: int = 1) -> Door:
    """Listen at the first free port from ``port`` on; port 0 lets the system choose.

    Raises
    ------
    PortTaken
        None of the ``tries`` ports is free.
    """
    for number in range(port, port + max(tries, 1)):
        try:
            sockets = bind_sockets(number, host)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            continue
        return Door(host=host, port=sockets[0].getsockname()[1], sockets=tuple(sockets))
    last = f" to {port + tries - 1}" if tries > 1 else ""
    raise PortTaken(f"Port {port}{last} is taken by another program.")
