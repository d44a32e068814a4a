"""How soon every phone and the shared screen are at the step a host moves the group to.

Measured: visitors, the shared screen and a host open their pages. The host moves everyone to another step again and
again, one move every few seconds. "Phone" is from sending a move until a message with that very move reaches a page: it
comes after all widgets of the new step. "Screen" is from sending it until the screen is told the step's first question.

How: real kernels and real WebSockets, no browsers; the visitors are one program that speaks as the page's scripts do.
Plain Voilà has nothing like it: its pages know nothing of each other.

Limits: the program works on the same cores as the server, and what a browser needs to draw is not in it.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from kit.contenders import Ours, guide, netlearn
from kit.peers import FOLDER
from kit.server import Server
from kit.tables import milliseconds, percentile, progress, promised, table
from kit.visitor import Visitor

_KEY = re.compile(r"#[^\s:]+:([\w-]{16,})")
_PATIENCE = 10.0  # seconds, for a move to reach the last page


@dataclass(kw_only=True)
class Session:
    """What happened: the seconds of every page and move."""

    phones: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)
    screen: list[float] = field(default_factory=list)
    missed: int = 0
    cpu: float = 0.0
    own: float = 0.0


class Awaited:
    """Notes when words first come to a page."""

    def __init__(self, visitor: Visitor) -> None:
        self._words = (b"",)
        self._come: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        visitor.watch = self._look

    def expect(self, *words: str) -> asyncio.Future[float]:
        """Return when a message with all these words has come."""
        self._words = tuple(word.encode() for word in words)
        self._come = asyncio.get_running_loop().create_future()
        return self._come

    def _look(self, message: bytes, now: float) -> None:
        if not self._come.done() and all(word in message for word in self._words):
            self._come.set_result(now)


async def room(ours: Ours, server: Server, visitors: int, moves: int, pause: float) -> Session:
    """Let a room come and be moved about; return what happened."""
    key = _KEY.search(netlearn("host", "--data", "sample.sqlite", folder=server.folder))
    if key is None:
        raise RuntimeError("`netlearn host` printed no host link.")
    people = [ours.visitor(server) for _ in range(visitors)]
    screen, host = ours.visitor(server, "screen"), ours.visitor(server, "host")
    await asyncio.gather(*(one.open() for one in (*people, screen, host)))
    await asyncio.gather(*(one.join() for one in people), screen.hello(), host.hello(key=key[1]))
    await asyncio.gather(*(one.here() for one in people))
    progress(f"  all are in; {moves} moves ...")
    session, phones, wall = Session(), [Awaited(one) for one in people], Awaited(screen)
    steps, cpu, own = guide()["step"], server.family.cpu(), _own(server)
    for number in range(moves):
        step = steps[(number + 1) % len(steps)]
        name, prompt = uuid4().hex, step["question"][0]["prompt"]
        awaited = [one.expect(name) for one in phones]
        shown, begun = wall.expect('"slide"', prompt), time.perf_counter()
        await host.act(name, kind="step", step=step["key"])
        await asyncio.wait([*awaited, shown], timeout=_PATIENCE)
        came = [one.result() - begun for one in awaited if one.done()]
        session.phones += came
        session.last += [max(came)] if came else []
        session.screen += [shown.result() - begun] if shown.done() else []
        session.missed += len(awaited) - len(came) + (not shown.done())
        await asyncio.sleep(max(0.0, begun + pause - time.perf_counter()))
    session.cpu, session.own = server.family.cpu() - cpu, _own(server) - own
    await asyncio.gather(*(one.leave() for one in (*people, screen, host)))
    return session


def _own(server: Server) -> float:
    """Seconds of processor time of the process that serves the pages; the rest is that of the visitors' processes."""
    return sum(server.process.cpu_times()[:2])


async def measure(visitors: int, moves: int, pause: float) -> Session:
    """Measure our pages."""
    ours = Ours(visitors)
    progress(f"netlearn: {visitors} visitors, a screen and a host ...")
    with tempfile.TemporaryDirectory(prefix="nlb-") as folder, ours.serve(Path(folder)) as server:
        return await room(ours, server, visitors, moves, pause)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--visitors", type=int, default=60)
    parser.add_argument("--moves", type=int, default=20)
    parser.add_argument("--pause", type=float, default=4, help="seconds from one move to the next")
    parser.add_argument("--venv", type=Path, default=FOLDER, help="not used: this bench has no peer")
    asked = parser.parse_args()
    found = asyncio.run(measure(asked.visitors, asked.moves, asked.pause))
    rows = [
        [words, *(milliseconds(percentile(times, percent)) for times in (found.phones, found.last, found.screen))]
        for words, percent in (("median", 50), ("p95", 95), ("longest", 100))
    ]
    print(f"{asked.moves} moves, one every {asked.pause:g} s; {asked.visitors} phones, a screen, a host")
    table(["move → page", "phone", "last phone of a move", "screen"], rows)
    own, all_of_it = found.own / asked.moves, found.cpu / asked.moves
    print(f"- CPU per move: {all_of_it:.2f} s, {own:.2f} s of it the server's own; pages not reached: {found.missed}")
    promised(
        {
            "every phone and the screen are moved every time": found.missed == 0,
            "move → phone at most 2 s (p95)": percentile(found.phones, 95) <= 2,
        },
        {"move → phone at most 1 s (p95)": percentile(found.phones, 95) <= 1},
    )


if __name__ == "__main__":
    main()
