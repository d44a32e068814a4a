"""A long session in short time: how a server stands when everybody has left, against how it began.

Simulated: a two-hour session of people with phones, in fewer minutes. Two thirds are there at the beginning, the others
come late. Every 2.4 minutes of the session each does one thing: answers, falls asleep with the connection left open (up
to 20 minutes) and comes back, reloads, turns to another step, closes the page and comes back later, or is swept away by
the phone without a word, with a link preview that loads half a page in between. At the end seven in ten close their
page; the others just vanish.

Measured: processes, open files, sockets, and files in the server's temporary folder, before anybody came, after one
room has come and gone ("began": what is loaded and reserved once is there), and at the end, when the server says that
nobody's kernel is left or the patience is over. Growth of memory is that of the server's own process (USS). Every
answer that was said to be saved is looked for in an export. Plain Voilà is asked only one thing: how many processes are
left a minute after some visitors closed their pages.

Limits: in short time, kernels of vanished visitors outlive the session by far; the bench then waits for them to be
ended. Run `--hours 2` for a session in real time.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kit.contenders import Ours, Voila
from kit.habits import Person, Story
from kit.peers import FOLDER
from kit.processes import Held, Memory
from kit.server import Server
from kit.tables import progress, promised, table

_SESSION = 120.0  # minutes
_LOOK = 2.0  # seconds between two looks whether everybody is gone


@dataclass(frozen=True)
class State:
    """How a server stands."""

    held: Held
    memory: Memory
    own: float
    files: int

    @classmethod
    def of(cls, server: Server) -> State:
        """Look at a server now."""
        own = server.process.memory_full_info().uss / 1e6
        return cls(server.family.held(), server.family.memory(), own, server.left_behind)

    @property
    def row(self) -> list[str]:
        """The figures, in words."""
        held = self.held
        counts = [held.processes, held.files, held.sockets, self.files]
        return [*map(str, counts), f"{self.own:.1f} MB", f"{self.memory.pss:.0f} MB"]


async def emptied(busy: Callable[[], bool], patience: float) -> float:
    """Wait until nobody's process is left; return the seconds it took, or the patience."""
    begun = time.monotonic()
    while busy() and time.monotonic() - begun < patience:  # noqa: ASYNC110  nobody tells us
        await asyncio.sleep(_LOOK)
    waited = time.monotonic() - begun
    await asyncio.sleep(_LOOK)  # what ends takes its files along a moment later
    return waited


def _kernels(server: Server) -> bool:
    """Whether the server has a kernel for somebody, as it says of itself."""
    with urllib.request.urlopen(f"{server.url}health") as answer:
        return bool(json.load(answer)["kernels"])


async def soak(visitors: int, minutes: float, patience: float) -> tuple[dict[str, State], Story, float, int]:
    """Live through a session; return the states, what happened, the wait at the end, and the answers found."""
    ours, story = Ours(2 * visitors), Story()
    with tempfile.TemporaryDirectory(prefix="nlb-") as folder, ours.serve(Path(folder)) as server:
        states = {"before anybody came": State.of(server)}
        await _one_room(ours, server, visitors)
        await emptied(lambda: _kernels(server), patience)
        states["began: one room has come and gone"] = State.of(server)
        progress(f"{visitors} people for {minutes:g} minutes ...")
        chance = random.Random(27)
        people = [Person(ours, server, story, minutes * 60 / _SESSION, random.Random(seed)) for seed in range(visitors)]
        late = [0.0 if index < visitors * 2 / 3 else chance.uniform(1, _SESSION / 2) for index in range(visitors)]
        attending = [asyncio.create_task(one.attend(by, _SESSION)) for one, by in zip(people, late, strict=True)]
        await asyncio.sleep(minutes * 60 * 0.75)
        states["in the session's last quarter"] = State.of(server)
        await asyncio.gather(*attending)
        progress("everybody has left; waiting for the last process to end ...")
        waited = await emptied(lambda: _kernels(server), patience)
        states["ended: everybody has left"] = State.of(server)
        found = _found(ours.kept(server), story.saved)
    return states, story, waited, found


async def _one_room(ours: Ours, server: Server, visitors: int) -> None:
    progress(f"{visitors} people come and go once ...")
    people = [ours.visitor(server) for _ in range(visitors)]
    await asyncio.gather(*(person.open() for person in people))
    await asyncio.gather(*(person.join() for person in people))
    await asyncio.gather(*(person.leave() for person in people))


def _found(kept: list[str], names: list[str]) -> int:
    """How many of these answers were kept; -1 where one was kept twice."""
    return len(set(kept) & set(names)) if len(kept) == len(set(kept)) else -1


async def left_by(voila: Voila, visitors: int, seconds: float) -> int:
    """Return how many processes plain Voilà has left after visitors closed their pages."""
    progress(f"{voila.name}: {visitors} visitors come and go ...")
    with tempfile.TemporaryDirectory(prefix="nlb-") as folder, voila.serve(Path(folder)) as server:
        before = len(server.family.members())
        for visit in [await voila.visit(server) for _ in range(visitors)]:
            visit.close()
        await emptied(lambda: len(server.family.members()) > before, seconds)
        return len(server.family.members()) - before


def main() -> None:
    """Run the session and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--visitors", type=int, default=30)
    parser.add_argument("--minutes", type=float, default=5, help="how long the two hours take")
    parser.add_argument("--hours", type=float, default=0, help="the same in hours, for a session in real time")
    parser.add_argument("--patience", type=float, default=1200, help="seconds to wait for the last process to end")
    parser.add_argument("--peers", type=int, default=5, help="visitors of plain Voilà")
    parser.add_argument("--wait", type=float, default=60, help="seconds plain Voilà gets to end their processes")
    parser.add_argument("--venv", type=Path, default=FOLDER, help="where the peer is installed")
    given = parser.parse_args()
    minutes = given.hours * 60 or given.minutes
    voila = Voila(given.venv)
    states, story, waited, found = asyncio.run(soak(given.visitors, minutes, given.patience))
    left = asyncio.run(left_by(voila, given.peers, given.wait))
    report(states, story, waited, found)
    print(f"- {voila.name}: {left} of {given.peers} visitors' processes are left {given.wait:.0f} s after they closed.")


def report(states: dict[str, State], story: Story, waited: float, found: int) -> None:
    """Print the table, what happened and what was promised."""
    head = [
        "",
        "processes",
        "open files",
        "sockets",
        "temporary files",
        "server's own memory (USS)",
        "all memory (PSS)",
    ]
    table(head, [[name, *state.row] for name, state in states.items()])
    _, began, _, ended = states.values()
    grown = ended.own / began.own - 1
    print(f"- What people did: {', '.join(f'{what} {count}' for what, count in story.counts.most_common())}.")
    print(f"- The last process ended {waited:.0f} s after the session. The server's own memory grew by {grown:.1%}.")
    for error in story.errors[:5]:
        print(f"- error: {error}")
    promised(
        {
            "as many processes as at the beginning": ended.held.processes <= began.held.processes,
            "as many open files and sockets": ended.held.files <= began.held.files
            and ended.held.sockets <= began.held.sockets,
            "no file left in the temporary folder": ended.files <= began.files,
            "no growth of the server's memory beyond 5 %": grown <= 0.05,
            f"all {len(story.saved)} saved answers kept once, no error": found == len(story.saved) and not story.errors,
        },
        {},
    )


if __name__ == "__main__":
    main()
