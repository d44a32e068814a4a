"""How commands of the same user find a running server: a file that only this user can read."""

from __future__ import annotations

import json
import os
import ssl
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import psutil
from jupyter_core.paths import jupyter_runtime_dir, secure_write
from jupyter_core.utils import ensure_dir_exists

__all__ = ["KEY_HEADER", "Running", "announce", "running_servers"]

KEY_HEADER = "X-Netlearn-Key"
"""Where a request for the figures shows the key: in no address, so in no log of a proxy."""

_PATIENCE = 10.0  # seconds
_SAME = 1.0  # second; how exactly systems tell when a process began


@dataclass(frozen=True, kw_only=True)
class Running:
    """A running server.

    Attributes
    ----------
    url : str
        Its address from this machine, with a slash at the end.
    data : str
        The data file or database it serves, without a password.
    key : str
        Opens its status; for its own user only.
    process : int
        Its process's number.
    began : float
        When the process began, in seconds since 1970: another process of the same number is another server.
    """

    url: str
    data: str
    key: str = field(repr=False)
    process: int = field(default_factory=os.getpid)
    began: float = field(default_factory=lambda: psutil.Process().create_time())

    @property
    def panel(self) -> str:
        """The address of the host's page; the key stands behind the "#", which is sent to no server."""
        return f"{self.url}status#{self.key}"

    def ask(self) -> dict[str, Any]:
        """Return the server's figures and what it says of them, as its `/status.json` gives them.

        Raises
        ------
        OSError
            It does not answer.
        """
        request = Request(f"{self.url}status.json", headers={KEY_HEADER: self.key})  # noqa: S310  from our own file
        with urlopen(request, timeout=_PATIENCE, context=_any_name()) as answer:  # noqa: S310  as above
            told: dict[str, Any] = json.load(answer)
        return told

    def alive(self) -> bool:
        """Whether this very process still runs."""
        try:
            return abs(psutil.Process(self.process).create_time() - self.began) < _SAME
        except psutil.NoSuchProcess:
            return False


def _folder() -> Path:
    return Path(jupyter_runtime_dir())


def announce(server: Running) -> Path:
    """Let the commands of this user find the server, until the file that is returned is taken away.

    What servers that were killed left behind is taken away here.

    Raises
    ------
    OSError
        The file cannot be written.
    """
    ensure_dir_exists(_folder(), mode=0o700)
    running_servers()
    file = _folder() / f"netlearn-{server.process}.json"
    with secure_write(str(file)) as text:
        json.dump(asdict(server), text)
    return file


def running_servers() -> list[Running]:
    """Return this user's running servers, the oldest first; files of servers that are gone are removed."""
    servers = []
    for file in _folder().glob("netlearn-*.json"):
        server = _read(file)
        if server is not None and server.alive():
            servers.append(server)
        else:
            file.unlink(missing_ok=True)
    return sorted(servers, key=lambda server: server.began)


def _read(file: Path) -> Running | None:
    """What a file says; None when it has just gone, or says nothing (its server was killed while writing it)."""
    try:
        return Running(**json.loads(file.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _any_name() -> ssl.SSLContext:
    """For an address of this machine, which no certificate names; that the process is the server was checked."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
