"""One room: one data file or database, its people, and a server that lives and ends again and again."""

from __future__ import annotations

import asyncio
import json
import random
import re
import statistics
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from kit.commands import Commands
from kit.mortal import DEATHS, ORDINARY, WAYS, Mortal
from kit.processes import MARK
from kit.talking import Ledger, Row, Talker

__all__ = ["Plan", "Room", "Tally"]

_LOOKER = Path(__file__).parent / "look.py"
_CODE = re.compile(r"join code is ([\w-]+)\.")
_LIVES_OF_A_WORKSHOP = 25  # a page reads all of its workshop's history
_STUCK = 180.0  # seconds without the answers a life waits for
_EARLY = 0.12  # of all ends come before the first page can be opened
_START = 0.5  # seconds, as long as no start was measured
_DEATHS = 0.3  # of all lives see a part of the server die
_LOOKS = 0.4  # of all lives see somebody else look into the data
_READS = 0.5  # of all ends are followed by a look at what is kept
_COLD = 0.04  # of all starts are those of a Python that has loaded nothing yet


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a room does."""

    ends: int
    people: int
    at_once: int
    answers: int
    pause: float
    seed: int
    minutes: float
    stop: bool


@dataclass
class Tally:
    """What happened in a room."""

    ends: Counter[str] = field(default_factory=Counter)
    early: int = 0
    deaths: Counter[str] = field(default_factory=Counter)
    looks: Counter[str] = field(default_factory=Counter)
    reads: int = 0
    starts: list[float] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    ending: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    left: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    seconds: float = 0.0

    def take_in(self, other: Tally) -> None:
        """Add what happened in another room."""
        self.ends += other.ends
        self.early += other.early
        self.deaths += other.deaths
        self.looks += other.looks
        self.reads += other.reads
        self.starts += other.starts
        self.cold += other.cold
        for way, took in other.ending.items():
            self.ending[way] += took
        self.left += other.left
        self.problems += other.problems
        self.ledger.take_in(other.ledger)
        self.seconds = max(self.seconds, other.seconds)


class Room:
    """A room in a folder of its own.

    Parameters
    ----------
    folder : Path
        Empty, with a short name: sockets lie in it.
    data : str
        The address of an empty PostgreSQL database; "" for a data file in the folder.
    plan : Plan
    """

    def __init__(self, folder: Path, data: str, plan: Plan) -> None:
        self._folder, self._plan = folder, plan
        self._data = data or str(folder / "ours.sqlite")
        self._chance = random.Random(plan.seed)
        self.tally = Tally()
        self._since: list[str] = []  # how the server has ended since the last look

    async def live(self) -> Tally:
        """Live through all ends, and look at what is kept."""
        begun, mark = time.monotonic(), uuid4().hex
        made = self._folder / "made"
        made.mkdir()
        env = {MARK: mark, "TMPDIR": str(made), "JUPYTER_RUNTIME_DIR": str(made / "runtime")}
        async with Commands(self._folder, env) as self._commands:
            self._server = Mortal(self._commands, self._data, mark, made, self._chance)
            self._people = [
                Talker(self._server.url, self.tally.ledger, random.Random(self._chance.random()), self._plan.pause)
                for _ in range(self._plan.people)
            ]
            ways = self._ways()
            for number, way in enumerate(ways):
                if number % _LIVES_OF_A_WORKSHOP == 0:
                    await self._found(number)
                if await self._one(way, last=number == len(ways) - 1):
                    await self._read(number)
                over = 0 < self._plan.minutes * 60 < time.monotonic() - begun
                if over or (self._plan.stop and self.tally.problems):
                    break
            await self._read(len(ways), whole=True)
        self.tally.seconds = time.monotonic() - begun
        return self.tally

    def _ways(self) -> list[str]:
        """Every way as often as it is due, in an order drawn by lot; the last end is an ordinary one."""
        ways = self._chance.choices(list(WAYS), list(WAYS.values()), k=self._plan.ends - 1)
        return [*ways, next(iter(ORDINARY))]

    async def _found(self, number: int) -> None:
        """Begin a workshop in the same data; everybody comes to it from now on."""
        said = await self._commands.run("new", "--title", f"From end {number} on", "--data", self._data)
        code = _CODE.search(said)
        if code is None:
            raise RuntimeError(f"`netlearn new` said no join code: {said}")
        for person in self._people:
            person.invite(code[1])
        self._code = code[1]

    async def _one(self, way: str, *, last: bool) -> bool:
        """Let the server live once and end in this way; return whether what is kept is to be looked at now."""
        chance, tally = self._chance, self.tally
        early, cold = not last and chance.random() < _EARLY, chance.random() < _COLD
        coming = chance.sample(self._people, chance.randint(1, self._plan.at_once))
        target, jitter = chance.randint(0, self._plan.answers * len(coming)), chance.uniform(0, 0.1)
        if early:
            await self._server.begin()
            await asyncio.sleep(chance.uniform(0, statistics.median(tally.starts or [_START])))
            await self._end(way, ready=False)
        else:
            (tally.cold if cold else tally.starts).append(await self._server.start(cold=cold))
            talking = [asyncio.create_task(one.attend(lambda: self._server.stands)) for one in coming]
            looking = asyncio.create_task(self._look()) if chance.random() < _LOOKS else None
            await self._answered(target)
            if chance.random() < _DEATHS:
                await self._lose_a_part()
            await asyncio.sleep(jitter)
            await self._end(way, ready=True)
            await asyncio.gather(*talking, *([looking] if looking else []))
        tally.early += early
        return chance.random() < _READS

    async def _answered(self, many: int) -> None:
        """Wait until so many more answers are acknowledged."""
        ledger = self.tally.ledger
        if not await ledger.reach(len(ledger.acknowledged) + many, _STUCK):
            self.tally.problems.append(f"Nobody could answer for {_STUCK:.0f} s: {ledger.refused.most_common(2)}")

    async def _lose_a_part(self) -> None:
        """Let a part of the server die; people go on a little."""
        death = self._chance.choices(list(DEATHS), list(DEATHS.values()))[0]
        if self._server.kill_a_part(death):
            self.tally.deaths[death] += 1
            await self._answered(self._chance.randint(0, 3))

    async def _end(self, way: str, *, ready: bool) -> None:
        """End the server in this way, and count what outlives it."""
        try:
            seconds = await self._server.end(way)
        except TimeoutError as problem:
            self.tally.problems.append(str(problem))
            return
        self.tally.ends[way] += 1
        self.tally.ending[way].append(seconds)
        self._since.append(way if ready else f"{way}, early")
        self.tally.left += await self._server.left()
        if ready and way in ORDINARY:
            self.tally.left += self._server.runtime()
        if way in ORDINARY or not ready:
            self._server.command.log.unlink(missing_ok=True)

    # Looking into the data

    async def _look(self) -> None:
        """Let somebody else look into the data while people answer, and close it."""
        await asyncio.sleep(self._chance.uniform(0, 0.8))
        how = self._chance.choice(("netlearn people", "netlearn export", "another program"))
        self.tally.looks[how] += 1
        try:
            await self._look_by(how)
        except RuntimeError as problem:
            self.tally.problems.append(str(problem))

    async def _look_by(self, how: str) -> None:
        if how == "another program":
            await self._rows()
        elif how == "netlearn people":
            await self._commands.run("people", "--data", self._data, "--code", self._code)
        else:
            copy = self._folder / f"copy-{uuid4().hex}.json"
            await self._commands.run("export", "--data", self._data, "--code", self._code, "--json", str(copy))
            copy.unlink()

    async def _read(self, number: int, *, whole: bool = False) -> None:
        """Compare what is kept with what was acknowledged."""
        rows, faults = await self._rows(whole=whole)
        self.tally.reads += 1
        if found := self.tally.ledger.compare(rows):
            self.tally.problems.append(f"After end {number + 1} ({', '.join(self._since)}): {found}.")
        self.tally.problems += [f"The database says: {fault}" for fault in faults]
        self._since.clear()

    async def _rows(self, *, whole: bool = False) -> tuple[list[Row], list[str]]:
        """Return all answers, and what the database finds wrong, as a fresh process sees them."""
        more = ["whole"] if whole else []
        command = (sys.executable, "-P", str(_LOOKER), self._data, *more)
        looker = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        said, _ = await looker.communicate()
        if looker.returncode:
            raise RuntimeError(f"The data could not be read: exit code {looker.returncode}.")
        content = json.loads(said)
        return [(name, token, value) for name, token, value in content["answers"]], content["faults"]
