"""Servers as processes of their own, ended whole."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import uuid4

import psutil

from kit.processes import MARK, Family

__all__ = ["Server", "free_port"]

_PATIENCE = 120  # seconds


def free_port() -> int:
    """Return a port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A server that runs while this is entered; on leaving, none of its processes is left.

    Parameters
    ----------
    command : sequence of str
        With ``{port}`` where the port belongs.
    folder : Path
        Where it is started; it holds the server's log and, in ``made``, whatever it puts into the temporary folder.
    health : str
        A path that answers something once pages can be opened.
    env : mapping of str to str, optional
        Added to the environment.
    """

    def __init__(
        self, command: Sequence[str], *, folder: Path, health: str = "", env: Mapping[str, str] | None = None
    ) -> None:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that the server is ended too
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self.folder = folder
        self.made = Path(tempfile.mkdtemp(prefix="nlb-"))  # a short name: sockets lie in it
        self.log = folder / f"server-{self.port}.log"
        self._command = " ".join(command).replace("{port}", str(self.port))
        mark = uuid4().hex
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [word.replace("{port}", str(self.port)) for word in command],
                cwd=folder,
                env={**os.environ, "PYTHONUNBUFFERED": "1", "TMPDIR": str(self.made), **(env or {}), MARK: mark},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.family = Family(mark, self._process.pid)
        self._health = self.url + health

    def __enter__(self) -> Self:
        try:
            self._wait()
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.end()

    def _wait(self) -> None:
        until = time.monotonic() + _PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{self._command} did not start:\n{self.output()}")
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self._health, timeout=5):
                return True
        except urllib.error.HTTPError:
            return True  # whatever it says, it is there
        except OSError:
            return False

    @property
    def process(self) -> psutil.Process:
        """The server itself."""
        return psutil.Process(self._process.pid)

    @property
    def left_behind(self) -> int:
        """How many files lie in its temporary folder."""
        return sum(not path.is_dir() for path in self.made.rglob("*"))

    def output(self) -> str:
        """Return what it has printed."""
        return self.log.read_text(errors="replace")

    def end(self) -> None:
        """End it as Ctrl-C does, then whatever is left of it."""
        members = self.family.members()
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(_PATIENCE / 4)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        for process in {*members, *self.family.members()}:
            if process.is_running():
                try:
                    process.kill()
                except psutil.NoSuchProcess:
                    continue
        shutil.rmtree(self.made)
