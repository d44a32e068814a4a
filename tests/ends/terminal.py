"""Programs in a terminal window of their own, so that they end as people end them."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import ClassVar

import psutil
from servers import PATIENCE, Server

__all__ = ["CTRL_C", "Terminal", "dead_files"]

CTRL_C = b"\x03"

_IN_A_TERMINAL = (
    sys.executable,
    "-c",
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])",
)
_PIECE = 65_536


class Terminal(Server):
    """A server in the foreground of a terminal: what is typed there reaches it as signals, by way of the system."""

    own_env: ClassVar[dict[str, str]] = {}

    def _begin(self) -> subprocess.Popen[bytes]:
        self._window, inside = pty.openpty()
        os.set_blocking(self._window, False)
        try:
            return subprocess.Popen(
                [*_IN_A_TERMINAL, *self.command],
                stdin=inside,
                stdout=inside,
                stderr=inside,
                env=self.env,
                start_new_session=True,
            )
        finally:
            os.close(inside)

    def press(self, keys: bytes) -> None:
        """Press keys in the window."""
        os.write(self._window, keys)

    def close_window(self) -> None:
        """Close the window, with the program still running in it."""
        self.output()
        os.close(self._window)
        self._window = -1

    def output(self) -> str:
        with self.log.open("ab") as log:
            while said := self._said():
                log.write(said)
        return super().output()

    def _said(self) -> bytes:
        """Return what has been printed meanwhile; nothing when the window or the program is closed."""
        if self._window < 0:
            return b""
        try:
            return os.read(self._window, _PIECE)
        except BlockingIOError:
            return b""
        except OSError:  # EIO: nobody has the other end any more
            return b""

    def clear(self) -> None:
        super().clear()
        if self._window >= 0:
            self.close_window()

    def wait_for(self, words: str) -> None:
        """Wait until the program has said something in the window."""
        until = time.monotonic() + PATIENCE
        while words not in self.output():
            select.select([self._window], [], [], 0.1)
            assert time.monotonic() < until, f"{words!r} was not said:\n{self.output()}"

    def family(self) -> list[psutil.Process]:
        """Return the program and all that it started: the warm root, pages, kernels."""
        assert self.process
        program = psutil.Process(self.process.pid)
        return [program, *program.children(recursive=True)]

    def send_all(self, number: signal.Signals) -> None:
        """Send every process of the family a signal, the program itself first; some end with those before them."""
        for one in self.family():
            with contextlib.suppress(psutil.NoSuchProcess):
                one.send_signal(number)

    def stand_still(self) -> None:
        """Stop every process of the family, also those that are forked meanwhile, and wait until nothing moves."""
        until = time.monotonic() + PATIENCE
        while any(one.status() != psutil.STATUS_STOPPED for one in self.family()):
            assert time.monotonic() < until
            self.send_all(signal.SIGSTOP)

    def ended(self) -> int:
        """Wait until the program has ended; return its exit code."""
        assert self.process
        return self.process.wait(PATIENCE)


def dead_files(family: list[psutil.Process]) -> list[str]:
    """Return each file of a data file's log that a process has open though it was deleted; on Linux, which says so."""
    found = []
    for one in family:
        for entry in Path(f"/proc/{one.pid}/fd").glob("*"):
            try:
                target = str(entry.readlink())
            except FileNotFoundError:  # closed at this moment
                continue
            if target.endswith(("-wal (deleted)", "-shm (deleted)")):
                found.append(f"{' '.join(one.cmdline())[:80]}: {target}")
    return found
