"""A server that is started and ended again and again, in every way it can end."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import socket
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from kit.commands import Command, Commands
from kit.processes import Family
from kit.wire import Closed, request

__all__ = ["DEATHS", "ORDINARY", "WAYS", "Mortal", "Parts", "quiet_port"]

ORDINARY = {"Ctrl-C": 4, "SIGTERM": 3, "SIGHUP": 2, "Ctrl-C twice": 2}
_VIOLENT = {"kill -9 of the server": 3, "kill -9 of all processes": 2}
WAYS = {**ORDINARY, **_VIOLENT}
"""How the server ends, and how often each way is drawn."""

DEATHS = {"kill -9 of a kernel": 4, "kill -9 of a page": 2, "kill -9 of the root": 2}
"""What can die while the server goes on."""

_SIGNALS = {
    "Ctrl-C": signal.SIGINT,
    "Ctrl-C twice": signal.SIGINT,
    "SIGTERM": signal.SIGTERM,
    "SIGHUP": signal.SIGHUP,
    "kill -9 of the server": signal.SIGKILL,
}
_PATIENCE = 60.0  # seconds, to start and to end
_OUTLIVE = 60.0  # seconds a process may be there after its server: a root that still loads notices late
_LOOK, _LOOK_ROUND = 0.01, 0.05  # seconds from one look to the next: at an address, at all processes
_RUNTIME = ("netlearn-run-*", "runtime/netlearn-*.json")


@dataclass(frozen=True)
class Parts:
    """The processes of a server beside itself."""

    roots: list[psutil.Process]
    pages: list[psutil.Process]
    kernels: list[psutil.Process]


def quiet_port(chance: random.Random) -> int:
    """Return a port that no program gets by chance: a server comes back to it."""
    while True:
        port = chance.randrange(12_000, 30_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


class Mortal:
    """The server of one data file or database.

    Parameters
    ----------
    commands : Commands
    data : str
        The file's path or the database's address.
    mark : str
        In the environment of the commands, as ``kit.processes`` looks for it.
    made : Path
        The temporary folder of the server.
    """

    def __init__(self, commands: Commands, data: str, mark: str, made: Path, chance: random.Random) -> None:
        self._commands, self._data, self._mark, self._made, self._chance = commands, data, mark, made, chance
        self.port = quiet_port(chance)
        self.url = f"http://127.0.0.1:{self.port}/"
        self.stands = False
        self._command: Command | None = None
        self._process = 0

    async def start(self, *, cold: bool = False) -> float:
        """Begin to serve; return the seconds until pages can be opened."""
        begun = time.perf_counter()
        await self.begin(cold=cold)
        while not await self._answers():
            if self.command.ended.done() or time.perf_counter() - begun > _PATIENCE:
                raise RuntimeError(f"The server did not start:\n{self.command.output()}")
            await asyncio.sleep(_LOOK)
        self.stands = True
        return time.perf_counter() - begun

    async def begin(self, *, cold: bool = False) -> None:
        """Begin to serve; wait for nothing."""
        serve = ("serve", "--no-open", "--data", self._data, "--port", str(self.port), "--visitors", "60")
        self._command = await self._commands.begin(*serve, cold=cold)
        self._process = await self._command.begun

    @property
    def command(self) -> Command:
        """What serves now, or has served last."""
        if self._command is None:
            raise RuntimeError("The server was never started.")
        return self._command

    async def _answers(self) -> bool:
        try:
            return (await request(f"{self.url}health")).status == 200
        except (Closed, OSError):
            return False

    def _members(self) -> list[psutil.Process]:
        """The server and whatever it has started; not who started it, nor other commands."""
        return [
            one
            for one in Family(self._mark, self._process).marked()
            if one.pid == self._process or self._commands.process not in (one.pid, _parent(one))
        ]

    def parts(self) -> Parts:
        """Look which processes there are."""
        others = [one for one in self._members() if one.pid != self._process]
        leads = {one.pid: _session(one) == one.pid for one in others}
        parents = {one.pid: _parent(one) for one in others}
        roots = [one for one in others if leads[one.pid] and parents[one.pid] == self._process]
        kernels = [one for one in others if leads[one.pid] and one not in roots]
        return Parts(roots, [one for one in others if not leads[one.pid]], kernels)

    def kill_a_part(self, death: str) -> bool:
        """Kill one process beside the server; return whether there was one."""
        parts = self.parts()
        kind = {"kernel": parts.kernels, "page": parts.pages, "root": parts.roots}[death.rpartition(" ")[2]]
        if not kind:
            return False
        _kill([self._chance.choice(kind)])
        return True

    async def end(self, way: str) -> float:
        """End the server; return the seconds until it is gone.

        Raises
        ------
        TimeoutError
            It did not end; it is killed now.
        """
        begun = time.perf_counter()
        self.stands = False
        if way in _SIGNALS:
            self._signal(_SIGNALS[way])
        else:
            _kill(self._members())
        if way == "Ctrl-C twice":
            await asyncio.wait([self.command.ended], timeout=self._chance.uniform(0, 0.4))
            self._signal(signal.SIGINT)
        done, _ = await asyncio.wait([self.command.ended], timeout=_PATIENCE)
        if not done:
            _kill(self._members())
            await self.command.ended
            raise TimeoutError(f"The server did not end within {_PATIENCE:.0f} s after {way}:\n{self.command.output()}")
        return time.perf_counter() - begun

    def _signal(self, number: int) -> None:
        """Send the server's group a signal, as a terminal does; the server alone while it leads no group yet."""
        for send in (os.killpg, os.kill):
            with suppress(ProcessLookupError):
                send(self._process, number)
                return

    async def left(self) -> list[str]:
        """Return the processes that outlive the server, in words, after they had a moment; they are ended."""
        begun = time.perf_counter()
        while (members := self._members()) and time.perf_counter() - begun < _OUTLIVE:  # noqa: ASYNC110  nobody tells us
            await asyncio.sleep(_LOOK_ROUND)
        words = [" ".join(_words(one))[-80:] for one in members]
        _kill(members)
        return words

    def runtime(self) -> list[str]:
        """Return the folders and files that live only as long as a server, and are there."""
        return [path.name for pattern in _RUNTIME for path in self._made.glob(pattern)]


def _kill(processes: Iterable[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()


def _words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:
        return []


def _session(process: psutil.Process) -> int:
    try:
        return os.getsid(process.pid)
    except ProcessLookupError:
        return 0


def _parent(process: psutil.Process) -> int:
    try:
        return process.ppid()
    except psutil.NoSuchProcess:
        return 0
