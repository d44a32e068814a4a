"""A server's processes, however they were started, and what they take of the machine.

A server is started with a mark in its environment. Whatever it starts or forks carries the mark on, in a session of its
own or under another parent too; its descendants and its session are counted even where the mark was taken away.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import psutil

__all__ = ["MARK", "Family", "Held", "Memory"]

MARK = "NETLEARN_BENCH"
Look = TypeVar("Look")
_GONE = (psutil.NoSuchProcess, psutil.AccessDenied, ProcessLookupError)


@dataclass(frozen=True)
class Memory:
    """Megabytes of all processes: ``pss`` shares out what they have in common, ``uss`` is each one's own."""

    pss: float
    uss: float
    processes: int


@dataclass(frozen=True)
class Held:
    """How many processes there are, and what they hold open."""

    processes: int
    files: int
    sockets: int


class Family:
    """All processes of the server with this mark and process id."""

    def __init__(self, mark: str, root: int) -> None:
        self.mark, self.root = mark, root

    def members(self) -> list[psutil.Process]:
        """Those alive now."""
        found: dict[int, psutil.Process] = {}
        for process in psutil.process_iter():
            with contextlib.suppress(*_GONE):  # ended while we looked, or somebody else's
                if self._is_ours(process) and process.status() != psutil.STATUS_ZOMBIE:
                    found[process.pid] = process
        for process in list(found.values()):
            with contextlib.suppress(*_GONE):
                found.update({child.pid: child for child in process.children(recursive=True)})
        return list(found.values())

    def marked(self) -> list[psutil.Process]:
        """Those alive now that carry the mark: quicker, and all where nobody takes it away."""
        found = []
        for process in psutil.process_iter():
            with contextlib.suppress(*_GONE):  # as above
                if process.environ().get(MARK) == self.mark and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
        return found

    def _is_ours(self, process: psutil.Process) -> bool:
        if process.pid == self.root or os.getsid(process.pid) == self.root:
            return True
        return process.environ().get(MARK) == self.mark

    def cpu(self) -> float:
        """Seconds of processor time so far, of those alive and of those they have waited for."""
        return sum(self._each(lambda process: sum(process.cpu_times()[:4])))

    def memory(self) -> Memory:
        """What the processes take now."""
        taken = [(full.pss / 1e6, full.uss / 1e6) for full in self._each(lambda process: process.memory_full_info())]
        return Memory(sum(pss for pss, _ in taken), sum(uss for _, uss in taken), len(taken))

    def held(self) -> Held:
        """What the processes hold open now."""
        counts = list(self._each(lambda process: (process.num_fds(), len(process.net_connections("all")))))
        return Held(len(counts), sum(files for files, _ in counts), sum(sockets for _, sockets in counts))

    def _each(self, look: Callable[[psutil.Process], Look]) -> Iterator[Look]:
        for process in self.members():
            with contextlib.suppress(*_GONE):
                yield look(process)
