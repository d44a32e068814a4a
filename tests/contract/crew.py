"""Workers (`worker.py`) as a test leads them."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).with_name("worker.py")
PATIENCE = 30  # seconds


class Refused(Exception):
    """A store said no, in words."""


class Worker:
    """One process, and the line to it.

    Attributes
    ----------
    tainted : bool
        Whether it was forked while stores were open: they are dead here, and lie about.
    """

    def __init__(self, line: socket.socket, name: str, *, tainted: bool = False) -> None:
        self.name = name
        self.tainted = tainted
        line.settimeout(PATIENCE)
        self._line = line.makefile("rw", encoding="utf-8", newline="\n")
        line.close()  # the file keeps it
        self.pid = int(self.hear()["pid"])

    def __repr__(self) -> str:
        return self.name

    def ask(self, verb: str, **words: object) -> Any:
        """Return what came of it; raise Refused when a store said no."""
        self.tell(verb, **words)
        return self.outcome()

    def tell(self, verb: str, **words: object) -> None:
        """Say what to do, and do not wait for it."""
        self._line.write(json.dumps({"verb": verb, **words}) + "\n")
        self._line.flush()

    def hear(self) -> dict[str, Any]:
        """Return the next line."""
        line = self._line.readline()
        assert line, f"{self} has ended by itself"
        return dict(json.loads(line))

    def outcome(self, acknowledged: list[str] | None = None) -> Any:
        """Return what came of what was told; what is acknowledged on the way is put on the list."""
        said = self.hear()
        while "acknowledged" in said:
            assert acknowledged is not None
            acknowledged.append(said["acknowledged"])
            said = self.hear()
        assert "broken" not in said, said["broken"]
        if "refused" in said:
            raise Refused(said["refused"])
        return said["done"]

    def signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def ended(self) -> list[str]:
        """Return when it has ended and its locks are given up, with what it acknowledged before."""
        try:
            lines = list(self._line)
        except ConnectionResetError:  # it was killed with a line unread
            lines = []
        self._line.close()
        return [said["acknowledged"] for said in map(json.loads, lines) if "acknowledged" in said]

    def dead_files(self) -> list[str]:
        """Companions of the data file that it holds open although they are deleted; Linux only, elsewhere none."""
        found = []
        for entry in Path(f"/proc/{self.pid}/fd").glob("*"):
            with contextlib.suppress(FileNotFoundError):
                name = str(entry.readlink())
                if name.endswith(("-wal (deleted)", "-shm (deleted)")):
                    found.append(name)
        return found


class Crew:
    """Starts workers: quickly where there is fork, from one that has no store open, as kernels are made."""

    def __init__(self, errors: Path) -> None:
        self._door = socket.create_server(("127.0.0.1", 0))
        self._door.settimeout(PATIENCE)
        self._errors = errors
        self._programs: list[subprocess.Popen[bytes]] = []
        self._root = self._start("root") if hasattr(os, "fork") else None

    def start(self, name: str) -> Worker:
        return self.fork(self._root, name) if self._root else self._start(name)

    def fork(self, worker: Worker, name: str, *, tainted: bool = False) -> Worker:
        """Let a worker fork another."""
        worker.ask("fork")
        return Worker(self._door.accept()[0], name, tainted=tainted)

    def close(self) -> None:
        """End the programs that were started; whoever they forked has to be ended before."""
        for program in self._programs:
            program.terminate()
            program.wait(PATIENCE)
        self._door.close()

    def _start(self, name: str) -> Worker:
        command = [sys.executable, str(PROGRAM), str(self._door.getsockname()[1])]
        with self._errors.open("ab") as errors:
            self._programs.append(subprocess.Popen(command, stderr=errors))
        return Worker(self._door.accept()[0], name)


@contextlib.contextmanager
def crew(errors: Path) -> Iterator[Crew]:
    """A crew for a block; what its workers print as errors is in the file."""
    one = Crew(errors)
    try:
        yield one
    finally:
        one.close()


ENDS = {
    "sys.exit": lambda worker: worker.tell("exit"),
    "os._exit": lambda worker: worker.tell("leave"),
    "SIGINT": lambda worker: worker.signal(signal.SIGINT),
    "SIGTERM": lambda worker: worker.signal(signal.SIGTERM),
    "SIGKILL": lambda worker: worker.signal(getattr(signal, "SIGKILL", signal.SIGTERM)),
}
"""Each way a process can end."""
