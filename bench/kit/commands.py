"""Commands of ours as processes of their own, begun by the nursery."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

__all__ = ["Command", "Commands"]

_NURSERY = Path(__file__).parent / "nursery.py"


@dataclass
class Command:
    """A command that has been ordered: its process's number, and its exit code when it has ended (-9 when killed)."""

    log: Path
    begun: asyncio.Future[int] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    ended: asyncio.Future[int] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def output(self) -> str:
        """Return what it has printed."""
        return self.log.read_text(errors="replace")


class Commands:
    """The nursery's other end; whatever it has begun ends with it.

    Parameters
    ----------
    folder : Path
        Where commands run and their logs lie.
    env : mapping of str to str
        Added to their environment.
    """

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
        self._folder, self._env = folder, dict(env)
        self._numbers = count(1)
        self._known: dict[int, Command] = {}

    async def __aenter__(self) -> Self:
        self._nursery = await asyncio.create_subprocess_exec(
            sys.executable,
            str(_NURSERY),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **self._env},
            start_new_session=True,
        )
        if not await self._out.readline():
            raise RuntimeError("The program could not be loaded; the reason stands above.")
        self._listening = asyncio.create_task(self._listen())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._in.close()
        await self._nursery.wait()
        await self._listening

    @property
    def process(self) -> int:
        """The nursery's process: the parent of every command."""
        return self._nursery.pid

    @property
    def _in(self) -> asyncio.StreamWriter:
        if self._nursery.stdin is None:
            raise RuntimeError("The nursery hears nothing.")
        return self._nursery.stdin

    @property
    def _out(self) -> asyncio.StreamReader:
        if self._nursery.stdout is None:
            raise RuntimeError("The nursery says nothing.")
        return self._nursery.stdout

    async def begin(self, *words: str, cold: bool = False) -> Command:
        """Begin a command; return when its process is there."""
        number = next(self._numbers)
        log = self._folder / f"{words[0]}-{number}.log"
        self._known[number] = command = Command(log)
        order = {
            "number": number,
            "words": words,
            "folder": str(self._folder),
            "env": self._env,
            "log": str(log),
            "cold": cold,
        }
        self._in.write((json.dumps(order) + "\n").encode())
        await command.begun
        return command

    async def run(self, *words: str) -> str:
        """Run a command to its end; return what it printed.

        Raises
        ------
        RuntimeError
            It failed; the message holds its words.
        """
        command = await self.begin(*words)
        code, said = await command.ended, command.output()
        command.log.unlink()
        if code:
            raise RuntimeError(f"netlearn {words[0]} failed with exit code {code}: {said}")
        return said

    async def _listen(self) -> None:
        while line := await self._out.readline():
            news = json.loads(line)
            command = self._known[news["number"]]
            if "process" in news:
                command.begun.set_result(news["process"])
            else:
                command.ended.set_result(news["code"])
                del self._known[news["number"]]
